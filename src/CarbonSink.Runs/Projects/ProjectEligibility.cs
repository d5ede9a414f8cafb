using CarbonSink.Findings;
using CarbonSink.Geometry;
using CarbonSink.Gis;
using CarbonSink.Projects;

namespace CarbonSink.Runs;

/// <summary>The answers to the rules for a project, and what of its land is left where layers that must not be touched are (适用性判定结果).</summary>
/// <param name="Outcomes">Answers in the order of the rules.</param>
/// <param name="Facts">What they rest on.</param>
/// <param name="Rest">What is left of the parcels where layers were exceeded; null where none was.</param>
/// <param name="RestHa">Its area, ha.</param>
/// <param name="Paths">Layers that were read.</param>
internal sealed record ProjectEligibility(IReadOnlyList<EligibilityOutcome> Outcomes, EligibilityFacts Facts, OverlayPieces? Rest, double RestHa, IReadOnlyCollection<string> Paths)
{
    /// <summary>Role of layers of land that projects claim already.</summary>
    public const string Claim = "claim";

    private const double SmallestM2 = 1; // borders digitised apart differ by less

    public IEnumerable<EligibilityAnswer> Answers => Outcomes.Select(o => o.Answer);

    /// <summary>Answers the rules; parcels outside of the boundary, overlapping each other or claimed already are told.</summary>
    /// <param name="input">The project.</param>
    /// <param name="rules">Rules of its programme and method.</param>
    /// <param name="findings">Receives what is wrong.</param>
    /// <param name="divisions">Codes of the counties of all projects of its bundle; null for its own.</param>
    /// <param name="stop">Stops the work.</param>
    /// <exception cref="RefusedInputException">A layer cannot be used.</exception>
    public static ProjectEligibility Of(ProjectInput input, IReadOnlyList<EligibilityRules> rules, FindingLog findings, IReadOnlyList<string>? divisions = null, CancellationToken stop = default)
    {
        var (file, parcels) = (input.File, input.Parcels);
        var cover = new LandCover(parcels.Table, file.Layers, findings, stop);
        CheckGeometry(input, cover, findings, stop);
        var all = rules.SelectMany(r => r.Rules).Where(r => r.HoldsFor(file.Start)).ToList();
        var facts = FactsOf(input, all, cover, findings) with { Divisions = divisions ?? (file.Division is { } own ? [own] : []) };
        var outcomes = rules.SelectMany(r => EligibilityCheck.Answer(r, facts)).ToList();
        var exceeded = outcomes.Where(o => o.Answer.Met == false).SelectMany(o => o.Rules).Where(r => r.Predicate == EligibilityPredicate.OverlapMax).SelectMany(r => r.Subject).Distinct(StringComparer.Ordinal).ToList();
        var clipped = exceeded.Count > 0 && parcels.HasGeometry ? cover.Of(exceeded) : null;
        var used = clipped is null ? 0 : parcels.Parcels.Sum(p => clipped.Ha[p.Row] - clipped.CoveredHa[p.Row]);
        return new(outcomes, facts, clipped?.Rest, used, cover.Paths);
    }

    /// <summary>Writes what is left of the parcels as a GeoPackage with their attributes, an offer of a boundary that keeps clear.</summary>
    public void WriteRest(ProjectParcels parcels, OutputFolder folder, FindingLog findings, string name = "clipped.gpkg", CancellationToken stop = default)
    {
        if (Rest is null)
            return;
        var table = parcels.Table;
        var columns = new List<GeoPackageColumn>();
        LayerGeoPackage.AddColumns(columns, new(StringComparer.OrdinalIgnoreCase) { "fid", GeoPackageLayer.GeometryColumn, "record" }, table, "a_", piece => Rest.First[piece]);
        folder.WriteContainer(name, path => LayerGeoPackage.Build(Rest.Polygons, new("clipped", "扣除后的地块 Parcels less what must not be touched", table.Name, table.Reference!, table.ReferenceText, columns, DateTime.UnixEpoch), path, stop));
        findings.Add(new Finding(ProjectFindings.Clipped, table.Name, null, null, null, name, $"{RestHa:0.####}"));
    }

    private static void CheckGeometry(ProjectInput input, LandCover cover, FindingLog findings, CancellationToken stop)
    {
        var parcels = input.Parcels;
        if (parcels.Layer is not { } layer)
            return;
        void Tell(FindingRule rule, ProjectParcel parcel, params ReadOnlySpan<string> arguments) => findings.Add(rule, parcels.File, parcel.Record, null, parcel.Key, arguments);
        if (input.File.Boundary is { } boundary && cover.Measure([boundary]) is { } inside)
            foreach (var parcel in parcels.Parcels)
                if (inside.Ha[parcel.Row] - inside.CoveredHa[parcel.Row] is var outside && outside * 10000 > SmallestM2)
                    Tell(ProjectFindings.OutsideBoundary, parcel, parcel.Key, $"{outside:0.####}", $"{parcel.AreaHa:0.####}", Path.GetFileName(boundary));
        if (cover.Of([Claim]) is { } claimed)
            foreach (var parcel in parcels.Parcels)
                if (claimed.CoveredHa[parcel.Row] * 10000 is var m2 && m2 > SmallestM2)
                    Tell(ProjectFindings.Claimed, parcel, parcel.Key, $"{m2:0.#}", Claim);
        var byRow = parcels.Parcels.ToDictionary(p => p.Row);
        foreach (var overlap in OverlapSearch.Within(layer, new(parcels.Table.Reference!), stop: stop))
            if (overlap.SquareMetres > SmallestM2 && byRow.TryGetValue(overlap.First, out var a) && byRow.TryGetValue(overlap.Second, out var b))
                Tell(ProjectFindings.Overlap, a, a.Key, b.Key, $"{overlap.SquareMetres:0.#}", a.Stratum, b.Stratum);
    }

    private static EligibilityFacts FactsOf(ProjectInput input, List<EligibilityRule> rules, LandCover cover, FindingLog findings)
    {
        var (file, parcels, evidence) = (input.File, input.Parcels, input.Evidence);
        var documents = evidence.Items.Select(e => e.Id).ToHashSet(StringComparer.Ordinal);
        foreach (var (id, declaration) in file.Declarations)
            if (declaration.Evidence is { } named && !documents.Contains(named))
                findings.Add(new Finding(ProjectFindings.NoEvidence, ProjectFile.FileName, null, $"declarations.{id}", named, id, named));
        return new()
        {
            Start = file.Start,
            FirstPlanting = input.Activities.Plantings.FirstOrDefault()?.Date,
            CreditingPeriod = file.CreditingPeriod,
            Lifetime = file.Lifetime,
            Periods = file.MonitoringPeriods,
            Declarations = file.Declarations.ToDictionary(d => d.Key, d => (d.Value.Met, d.Value.Evidence is { } e && documents.Contains(e) ? e : null), StringComparer.Ordinal),
            Columns = ParcelFactsOf.Columns(parcels, rules),
            Layers = cover.Roles,
            Parcels = ParcelFactsOf.All(parcels, rules, cover, parcel => evidence.Items.Where(e => e.Covers(parcel.Key)).GroupBy(e => e.Kind, StringComparer.Ordinal).ToDictionary(g => g.Key, g => string.Join(", ", g.Select(e => e.Id)), StringComparer.Ordinal)),
        };
    }
}
