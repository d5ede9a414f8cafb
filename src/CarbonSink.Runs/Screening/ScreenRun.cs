using CarbonSink.Findings;
using CarbonSink.Geometry;
using CarbonSink.Methodologies;
using CarbonSink.Methodologies.Packs;
using CarbonSink.Projects;

namespace CarbonSink.Runs;

/// <summary>Finds the developable land of a county (可开发土地筛查): takes layers that must not be touched out of candidate parcels and answers the rules of a programme or method for what is left.</summary>
public static class ScreenRun
{
    private const double SmallestM2 = 0.01;
    private const double OutsideShare = 0.01; // as much as layers of different makers differ along a border

    /// <summary>Runs it.</summary>
    /// <param name="options">What to do.</param>
    /// <param name="stop">Stops the work.</param>
    /// <exception cref="RefusedInputException">A layer or table cannot be used.</exception>
    /// <exception cref="MethodologyLoadException">A pack is wrong.</exception>
    public static ScreenResult Run(ScreenOptions options, CancellationToken stop = default)
    {
        var catalog = MethodologyCatalog.Open(options.Methodology);
        var programme = options.Programme is { } named ? Programme.Load(catalog, named) : null;
        var method = options.Method is { } wanted ? catalog.Load(wanted) : null;
        List<EligibilityRule> rules = [
            .. programme is null ? [] : EligibilityRules.OfProgramme(catalog, programme.Id, programme.Version).Rules,
            .. method is null ? [] : EligibilityRules.OfMethod(catalog, method.Description.Id, method.Description.Version).Rules];
        if (rules.Count == 0)
            throw DataSet.Refuse(ScreenFindings.NoRules, null, string.Join(", ", ((string?[])[options.Programme, options.Method]).OfType<string>().DefaultIfEmpty("—")));
        var label = method?.Description.Label ?? new($"按 {programme!.Title.Zh} 的条件初筛", $"screened by the rules of {programme.Title.En}");
        return Run(options, rules, label, stop) with
        {
            Notices = method?.Description.Notices ?? [],
            Open = method?.Description.Open ?? [],
            Packs = [.. (programme?.Packs ?? []).Concat(method is null ? [] : PackDigests.Of(catalog, method, [])).Distinct().OrderBy(p => p.Id, StringComparer.Ordinal).ThenBy(p => p.Version, StringComparer.Ordinal)],
        };
    }

    /// <summary>Runs it with rules that were read before.</summary>
    internal static ScreenResult Run(ScreenOptions options, List<EligibilityRule> all, Bilingual label, CancellationToken stop = default)
    {
        var (findings, rules) = (new FindingLog(), all.FindAll(r => r.HoldsFor(options.Start ?? DateOnly.MaxValue)));
        var parcels = Read(options, findings, stop);
        var cover = new LandCover(parcels.Table, [.. options.Layers.Select(l => new ProjectLayer(l.Role, l.Path))], findings, stop);
        var groups = rules.Where(r => r.Scope == EligibilityScope.Parcel && r.Group.Length > 0).Select(r => r.Group).ToHashSet(StringComparer.Ordinal);
        var land = rules.FindAll(r => r.Scope == EligibilityScope.Parcel || groups.Contains(r.Group));
        var left = LandLeft.Of(parcels, land, cover);
        var outcomes = EligibilityCheck.Answer(new(string.Empty, land), Facts(options, parcels, land, left));
        var rates = ScreenRates.Of(options, parcels, findings);
        var outside = Outside(options, parcels, cover, findings);
        TellOverlaps(parcels, findings, stop);
        var screened = parcels.Parcels.Select((p, i) => Judge(p, i, left, outcomes, outside, rates)).ToList();
        return new(options, label, [], [], rules.Count == 0 ? null : rules.Max(r => r.Status), land, rules.FindAll(r => !land.Contains(r)), screened, findings)
        {
            Paths = [.. parcels.Table.Files.Concat(cover.Paths).Concat(rates.Paths).Distinct(StringComparer.Ordinal)],
            File = parcels.File,
            Table = parcels.Table,
            Rest = left.Rest,
        };
    }

    private static ProjectParcels Read(ScreenOptions options, FindingLog findings, CancellationToken stop)
    {
        var key = options.Key;
        if (key is null)
        {
            using var reader = LayerSource.Open(options.Layer, null, options.Encoding, options.Crs);
            key = reader.Schema.IndexOf("parcel") >= 0 ? "parcel" : string.Empty;
        }

        var parcels = ProjectParcels.Read(new(options.Layer, key, null, options.Columns) { Encoding = options.Encoding, Crs = options.Crs }, findings, stop);
        return !parcels.HasGeometry ? throw DataSet.Refuse(ScreenFindings.NoGeometry, parcels.File, parcels.File)
            : parcels.Parcels.Count == 0 ? throw DataSet.Refuse(ScreenFindings.NothingUsable, parcels.File, parcels.File) : parcels;
    }

    private static EligibilityFacts Facts(ScreenOptions options, ProjectParcels parcels, List<EligibilityRule> rules, LandLeft left)
    {
        var columns = ParcelFactsOf.Columns(parcels, rules);
        return new()
        {
            Start = options.Start,
            Columns = columns,
            Layers = [.. options.Layers.Select(l => l.Role).Distinct(StringComparer.Ordinal)],
            Parcels = [.. parcels.Parcels.Select((p, i) => new ParcelFacts(p.Key, left.M2[i], left.PartsM2[i])
            {
                Columns = columns.Keys.ToDictionary(c => c, c => parcels.Text(c, p), StringComparer.Ordinal),
                Evidence = (parcels.Text("evidence", p) ?? string.Empty).Split('|', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).Distinct(StringComparer.Ordinal).ToDictionary(k => k, _ => string.Empty, StringComparer.Ordinal),
                CoveredM2 = left.CoveredM2[i],
            })],
        };
    }

    private static ScreenedParcel Judge(ProjectParcel parcel, int index, LandLeft left, IReadOnlyList<EligibilityOutcome> outcomes, double[] outsideHa, ScreenRates rates)
    {
        var reasons = new List<ScreenReason>();
        var gone = left.M2[index] <= SmallestM2;
        foreach (var (role, m2) in left.Excluded[index])
            reasons.Add(new(role, null, LayerRoles.Name(role), !gone, new($"压占 {Figure(m2 / 10000)} ha，已扣除", $"{Figure(m2 / 10000)} ha, taken out")));
        if (outsideHa[index] * 10000 > 1)
            reasons.Add(new("outside-boundary", null, new("在县界之外", "outside the county"), outsideHa[index] > OutsideShare * parcel.AreaHa ? false : true, new($"界外 {Figure(outsideHa[index])} ha", $"{Figure(outsideHa[index])} ha outside")));
        bool? exempt = null;
        foreach (var outcome in gone ? [] : outcomes)
        {
            var (own, answer) = (outcome.ByParcel![index], outcome.Answer);
            if (answer.Rule == EligibilityRule.Additionality)
                exempt = own.Met;
            else if (own.Met != true)
                reasons.Add(new(answer.Rule, answer.Article, answer.Title, own.Met, own.Evidence));
        }

        bool? verdict = gone || reasons.Exists(r => r.Met == false) ? false : reasons.Exists(r => r.Met is null) ? null : true;
        var leftHa = gone ? 0 : left.M2[index] / 10000;
        var (rate, why) = verdict == false ? (null, new Bilingual("不可开发", "not eligible")) : rates.Rate(parcel);
        return new(parcel.Key, parcel.Record, parcel.Row, verdict, reasons, parcel.AreaHa, leftHa, exempt, rate * leftHa, why);
    }

    private static string Figure(double value) => value.ToString("0.####", System.Globalization.CultureInfo.InvariantCulture);

    private static double[] Outside(ScreenOptions options, ProjectParcels parcels, LandCover cover, FindingLog findings)
    {
        var outside = new double[parcels.Parcels.Count];
        if (options.Boundary is not { } boundary || cover.Measure([boundary]) is not { } inside)
            return outside;
        for (var i = 0; i < outside.Length; i++)
        {
            var parcel = parcels.Parcels[i];
            outside[i] = inside.Ha[parcel.Row] - inside.CoveredHa[parcel.Row];
            if (outside[i] * 10000 > 1)
                findings.Add(ProjectFindings.OutsideBoundary, parcels.File, parcel.Record, null, parcel.Key, parcel.Key, Figure(outside[i]), Figure(parcel.AreaHa), Path.GetFileName(boundary));
        }

        return outside;
    }

    private static void TellOverlaps(ProjectParcels parcels, FindingLog findings, CancellationToken stop)
    {
        var byRow = parcels.Parcels.ToDictionary(p => p.Row);
        foreach (var overlap in OverlapSearch.Within(parcels.Layer!, new(parcels.Table.Reference!), stop: stop))
            if (overlap.SquareMetres > 1 && byRow.TryGetValue(overlap.First, out var a) && byRow.TryGetValue(overlap.Second, out var b))
                findings.Add(ScreenFindings.Overlap, parcels.File, a.Record, null, a.Key, a.Key, b.Key, $"{overlap.SquareMetres:0.#}");
    }
}
