using CarbonSink.Findings;
using CarbonSink.Geometry;
using CarbonSink.Methodologies;
using CarbonSink.Methodologies.Packs;
using CarbonSink.Projects;

namespace CarbonSink.Runs;

/// <summary>Finds the developable land of a county (可开发土地筛查): takes layers that must not be touched out of candidate parcels and answers the rules of a programme or method for what is left.</summary>
public static class ScreenRun
{
    private static readonly Bilingual NoLandRules = new("没有对土地的条件", "this programme has no rules about land");
    private static readonly Bilingual NameMethod = new("用 --method 指明方法", "name a method (--method)");

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
        var judging = land.Exists(r => r.Group != EligibilityRule.Additionality);
        if (!judging)
            findings.Add(new(ScreenFindings.NoLandRules, parcels.File, null, null, null, string.Join(", ", ((string?[])[options.Programme, options.Method]).OfType<string>().DefaultIfEmpty("—")), string.Join(", ", MethodsWithRules(options.Methodology))));
        TellUnknownRoles(options, land, findings);
        var left = LandLeft.Of(parcels, land, cover, options.Boundary, stop);
        var outcomes = EligibilityCheck.Answer(new(string.Empty, land), Facts(options, parcels, land, left));
        var rates = ScreenRates.Of(options, parcels, findings);
        var screened = new List<ScreenedParcel>();
        foreach (var (parcel, own) in parcels.Parcels.Zip(left))
        {
            foreach (var (key, m2) in own.Earlier)
                findings.Add(ScreenFindings.Overlap, parcels.File, parcel.Record, null, parcel.Key, key, parcel.Key, $"{m2:0.##}");
            if (own.OutsideM2 > 0)
                findings.Add(ProjectFindings.OutsideBoundary, parcels.File, parcel.Record, null, parcel.Key, parcel.Key, Figure(own.OutsideM2 / 10000), Figure(parcel.AreaHa), Path.GetFileName(options.Boundary!));
            screened.Add(Judge(parcel, own, [.. outcomes.Select(o => (o.Answer, o.ByParcel![screened.Count]))], judging, rates));
        }

        return new(options, label, [], [], rules.Count == 0 ? null : rules.Max(r => r.Status), land, rules.FindAll(r => !land.Contains(r)), screened, findings)
        {
            Paths = [.. parcels.Table.Files.Concat(cover.Paths).Concat(rates.Paths).Distinct(StringComparer.Ordinal)],
            File = parcels.File,
            Table = parcels.Table,
            Rest = Left(parcels, left),
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

    private static EligibilityFacts Facts(ScreenOptions options, ProjectParcels parcels, List<EligibilityRule> rules, IReadOnlyList<ParcelLeft> left)
    {
        var columns = ParcelFactsOf.Columns(parcels, rules);
        return new()
        {
            Start = options.Start,
            Columns = columns,
            Layers = [.. options.Layers.Select(l => l.Role).Distinct(StringComparer.Ordinal)],
            Parcels = [.. parcels.Parcels.Select((p, i) => new ParcelFacts(p.Key, left[i].M2, left[i].PartsM2)
            {
                Columns = columns.Keys.ToDictionary(c => c, c => parcels.Text(c, p), StringComparer.Ordinal),
                Evidence = (parcels.Text("evidence", p) ?? string.Empty).Split('|', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).Distinct(StringComparer.Ordinal).ToDictionary(k => k, _ => string.Empty, StringComparer.Ordinal),
                CoveredM2 = left[i].CoveredM2,
            })],
        };
    }

    private static ScreenedParcel Judge(ProjectParcel parcel, ParcelLeft left, List<(EligibilityAnswer Rule, ParcelAnswer Own)> answers, bool judging, ScreenRates rates)
    {
        var reasons = new List<ScreenReason>();
        var gone = left.Land is null;
        void Out(string code, Bilingual text, string zh, string en) => reasons.Add(new(code, null, text, !gone, new($"{zh}，已扣除", $"{en}, taken out")));
        foreach (var (role, m2) in left.Excluded)
            Out(role, LayerRoles.Name(role), $"压占 {Figure(m2 / 10000)} ha", $"{Figure(m2 / 10000)} ha");
        if (left.OutsideM2 > 0)
            Out("outside-boundary", new("在县界之外", "outside the county"), $"界外 {Figure(left.OutsideM2 / 10000)} ha", $"{Figure(left.OutsideM2 / 10000)} ha outside");
        if (left.Earlier.Count > 0)
            Out("other-parcel", new("已计入其他地块", "counted in another parcel"), string.Join("，", left.Earlier.Select(e => $"{Figure(e.M2 / 10000)} ha 已计入地块 {e.Key}")), string.Join(", ", left.Earlier.Select(e => $"{Figure(e.M2 / 10000)} ha counted in parcel {e.Key}")));
        if (left.Small > 0)
            Out("small-part", new("部分太小", "part too small"), $"太小的部分 {left.Small} 个，共 {Figure(left.SmallM2)} m²", $"{left.Small} part(s) too small, {Figure(left.SmallM2)} m² in all");
        bool? exempt = null;
        foreach (var (answer, own) in gone ? [] : answers)
        {
            if (answer.Rule == EligibilityRule.Additionality)
                exempt = own.Met;
            else if (own.Met != true)
                reasons.Add(new(answer.Rule, answer.Article, answer.Title, own.Met, own.Evidence));
        }

        if (!judging && !gone)
            reasons.Add(new("no-land-rules", null, NoLandRules, null, NameMethod));
        bool? verdict = gone || reasons.Exists(r => r.Met == false) ? false : reasons.Exists(r => r.Met is null) ? null : true;
        var leftHa = left.M2 / 10000;
        var (rate, why) = verdict == false ? (null, new Bilingual("不可开发", "not eligible")) : rates.Rate(parcel);
        return new(parcel.Key, parcel.Record, parcel.Row, verdict, reasons, parcel.AreaHa, leftHa, exempt, rate * leftHa, why);
    }

    private static string Figure(double value) => value.ToString("0.####", System.Globalization.CultureInfo.InvariantCulture);

    /// <summary>The polygons left; null where nothing was taken out of any parcel.</summary>
    private static LandPieces? Left(ProjectParcels parcels, IReadOnlyList<ParcelLeft> left)
    {
        if (left.All(l => l.Excluded.Count == 0 && l.OutsideM2 == 0 && l.Earlier.Count == 0 && l.Small == 0))
            return null;
        var (polygons, rows) = (new PolygonColumn(), new List<int>());
        foreach (var (parcel, own) in parcels.Parcels.Zip(left))
            if (own.Land is { } land)
            {
                polygons.Append(land, 0);
                rows.Add(parcel.Row);
            }

        return new(polygons, rows);
    }

    private static void TellUnknownRoles(ScreenOptions options, List<EligibilityRule> land, FindingLog findings)
    {
        string[] asked = [.. land.Where(r => r.Predicate is EligibilityPredicate.OverlapMin or EligibilityPredicate.OverlapMax).SelectMany(r => r.Subject).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];
        foreach (var (role, path) in options.Layers.DistinctBy(l => l.Role))
            if (!asked.Contains(role) && !LayerRoles.All.Contains(role))
                findings.Add(new(ScreenFindings.UnknownRole, Path.GetFileName(path), null, null, role, role, asked.Length > 0 ? string.Join(", ", asked) : "—", string.Join(", ", LayerRoles.All)));
    }

    /// <summary>Methods that have rules, in ordinal order.</summary>
    private static IEnumerable<string> MethodsWithRules(string methodology) =>
        MethodologyCatalog.Open(methodology).Methods().Where(m => File.Exists(Path.Combine(methodology, "methods", m.Id, m.Version, EligibilityRules.FileName))).Select(m => $"{m.Id}/{m.Version}").Order(StringComparer.Ordinal);
}
