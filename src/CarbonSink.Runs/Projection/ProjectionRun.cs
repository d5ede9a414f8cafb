using System.Globalization;
using CarbonSink.Findings;
using CarbonSink.Growth;
using CarbonSink.Methodologies;
using CarbonSink.Methodologies.Packs;
using CarbonSink.Projections;

namespace CarbonSink.Runs;

/// <summary>Projects the carbon of a data set along growth curves under scenarios (碳储量预测与潜力分析): the stock is assessed, its stands are stepped year by year, and scenarios are compared.</summary>
public static class ProjectionRun
{
    private const int DefaultEnd = 2060;
    private const int MostYears = 200;
    private const int LastAge = 200;
    private const string OtherRegion = "other";

    /// <summary>The equation of first-order decay of wood products is from memory, whatever the status of the half-lives (tables/hwp/1/README.md).</summary>
    private const ParameterStatus DecayStatus = ParameterStatus.Memory;

    /// <summary>Projects.</summary>
    /// <param name="options">What to do.</param>
    /// <param name="progress">Told what is done of the assessment; may be null.</param>
    /// <param name="stop">Stops between batches and years.</param>
    /// <exception cref="RefusedInputException">The data set, the scenario file or a curve cannot be used.</exception>
    /// <exception cref="Estimation.SumMismatchException">A stock changed by something that no flow explains.</exception>
    public static ProjectionResult Run(ProjectionOptions options, Action<long, long>? progress = null, CancellationToken stop = default)
    {
        var findings = new FindingLog();
        var parameters = ProjectionParameters.Read(options.Source.Methodology);
        var (units, layer) = ProjectedUnits.Read(options, progress, stop);
        var catalog = MethodologyCatalog.Open(options.Source.Methodology);
        var growth = CurveRegions.Load(catalog, options.Curves);
        var known = growth.Tables.First(t => t.Name == "types").Table.Rows.Select(r => r.Key).Concat(units.Classes.Select(c => c.ForestType)).Distinct(StringComparer.Ordinal).ToArray();
        var file = FileOf(options, new(units.LandClasses, known, parameters.Products));
        var (stockYear, baseYear, endYear) = Years(options, file, layer);
        var region = options.Region ?? file.Region ?? OtherRegion;
        CurveRegions.Require(growth, options.Source.Methodology, region, layer.Inventory, findings);
        var zone = layer.Part.Options.GetValueOrDefault("parameter fao_zone") ?? "";
        GrowthClass[] classes = [.. units.Classes, .. file.Planted.Select(p => p.GrowthClass).Distinct().Where(c => !units.Classes.Contains(c))];
        var tabulation = YieldTables.Tabulate(growth, classes, region, zone, LastAge);
        var refused = tabulation.Refused.ToDictionary(r => r.GrowthClass, r => new Bilingual(r.Cause.Zh, r.Cause.En));
        if (file.Planted.FirstOrDefault(p => refused.ContainsKey(p.GrowthClass)) is { Scenario: { } planting } lacking)
            throw DataSet.Refuse(ProjectionFindings.NoCurveToPlant, file.Name, $"{lacking.GrowthClass.ForestType} {lacking.GrowthClass.Origin}", planting, refused[lacking.GrowthClass].Zh, refused[lacking.GrowthClass].En);
        var dynamics = Dynamics(options.Pools, file, parameters);
        var (stands, left) = units.Stands(tabulation.Tables.ToDictionary(t => t.GrowthClass), refused, options.Pools == PoolMode.Dynamics ? file.Initial : default, file.PlantedLand, file.HoldsWithoutCurve);
        var table = StandTable.Of(stands, [.. tabulation.Tables.Select(t => t.GrowthClass)]);
        if (table.Count == 0 && !file.Scenarios.Any())
            throw DataSet.Refuse(ProjectionFindings.NothingToProject, layer.Name, string.Join("; ", left.Where(l => l.CarbonTC > 0).Select(l => $"{l.LandClass} {l.ForestType} {l.Origin}: {l.Reason.En}").Take(5)));
        var settings = new ProjectionSettings(stockYear, endYear, dynamics) { Increments = file.Increments, Stocking = file.Stocking, Threads = options.Source.Threads };
        ScenarioProjection[] projections = [.. ((Scenario[])[Scenario.Baseline, .. file.Scenarios]).Select(s => StandProjection.Run(table, tabulation.Tables, s, settings, stop))];
        var result = new ProjectionResult
        {
            Options = options,
            Stock = layer.Part,
            UpdatedFrom = layer.Inventory.UpdatedFrom,
            SurveyDate = layer.Inventory.SurveyDate,
            StockYear = stockYear,
            BaseYear = baseYear,
            EndYear = endYear,
            Region = region,
            Settings = settings,
            Curves = tabulation.Tables,
            Scenarios = projections,
            ComparedWith = file.CompareWith,
            HoldsWithoutCurve = file.HoldsWithoutCurve,
            NotProjected = left,
            Findings = findings,
            Inputs = options.Source.HashInputs ? Digests(options, file, parameters, stop) : [],
            Packs = options.Source.HashInputs ? PackDigests.Of(catalog, growth, []) : [],
            Status = Worst(layer, tabulation.Tables, options.Pools, file, parameters),
        };
        Report(result, file, stands);
        return result;
    }

    private static ScenarioFile FileOf(ProjectionOptions options, ScenarioCodes codes)
    {
        if (options.Scenarios is { } given)
            return ScenarioFile.Read(given, codes);
        var own = Path.Combine(options.Source.Source, ScenarioFile.FileName);
        return File.Exists(own) ? ScenarioFile.Read(own, codes) : new();
    }

    private static (int Stock, int Base, int End) Years(ProjectionOptions options, ScenarioFile file, AssessedLayer layer)
    {
        // A survey stands for the end of its year, from the middle of the year on; before that for the end of the year before.
        var survey = layer.Inventory.SurveyDate is { } date ? date.Month > 6 ? date.Year : date.Year - 1 : default(int?);
        var stock = survey ?? file.BaseYear ?? throw DataSet.Refuse(ProjectionFindings.NoSurveyYear, layer.Name);
        var (start, end) = (file.BaseYear ?? stock, options.To ?? file.EndYear ?? DefaultEnd);
        var early = file.Scenarios.SelectMany(s => s.Activities).Select(a => a.From).DefaultIfEmpty(int.MaxValue).Min();
        return start >= stock && end > start && end - stock <= MostYears && early > start ? (stock, start, end)
            : throw DataSet.Refuse(ProjectionFindings.BadYears, file.Name, $"{stock}", early <= start ? $"{start} (activity {early})" : $"{start}", $"{end}");
    }

    private static PoolDynamics Dynamics(PoolMode mode, ScenarioFile file, ProjectionParameters parameters)
    {
        switch (mode)
        {
            case PoolMode.Fractions:
                if (file.DeadWoodLitter is not { } zone)
                    throw DataSet.Refuse(ProjectionFindings.PoolsNeed, file.Name, "fractions", $"deadWoodLitter ({string.Join(", ", parameters.Fractions.Keys)})");
                return parameters.Fractions.TryGetValue(zone, out var f) ? PoolDynamics.Fractions(f.DeadWood, f.Litter)
                    : throw DataSet.Refuse(ProjectionFindings.UnknownCode, file.Name, file.Name, "–", "deadWoodLitter", zone, string.Join(", ", parameters.Fractions.Keys));
            case PoolMode.Dynamics:
                return file.Dynamics ?? throw DataSet.Refuse(ProjectionFindings.PoolsNeed, file.Name, "dynamics", "dynamics");
            default:
                return PoolDynamics.Living;
        }
    }

    private static ParameterStatus Worst(AssessedLayer layer, IReadOnlyList<YieldTable> tables, PoolMode mode, ScenarioFile file, ProjectionParameters parameters)
    {
        var worst = layer.Part.Assessment.Total.WorstStatus;
        foreach (var table in tables)
            worst = (ParameterStatus)Math.Max((int)worst, (int)table.Status);
        if (mode == PoolMode.Fractions)
            worst = (ParameterStatus)Math.Max((int)worst, (int)parameters.FractionStatus);
        var fells = file.Scenarios.Any(s => s.Activities.Any(a => a is Harvest { Products.Count: > 0 } or Thinning { Products.Count: > 0 }));
        return fells ? (ParameterStatus)Math.Max((int)worst, Math.Max((int)parameters.ProductStatus, (int)DecayStatus)) : worst;
    }

    private static IReadOnlyList<Estimation.FileDigest> Digests(ProjectionOptions options, ScenarioFile file, ProjectionParameters parameters, CancellationToken stop)
    {
        var files = new List<(string Path, string Name)>(parameters.Files);
        if (file.Path is { } path)
            files.Add((path, file.Name));
        if (options.Curves is { } curves)
            files.Add((CurveRegions.FileOf(curves), $"curves/{FittedCurvesCsv.FileName}"));
        return FileHash.OfAll(files, stop).GetAwaiter().GetResult();
    }

    private static void Report(ProjectionResult result, ScenarioFile file, IReadOnlyList<Stand> stands)
    {
        void Add(FindingRule rule, params string[] arguments) => result.Findings.Add(new Finding(rule, file.Name, null, null, null, arguments));
        static string Shown(double value) => value.ToString("0.##", CultureInfo.InvariantCulture);
        Add(ProjectionFindings.NoUncertainty);
        var left = result.NotProjected.Where(n => n.CarbonTC > 0).ToArray();
        if (left.Length > 0)
            Add(ProjectionFindings.NotProjected, Shown(left.Sum(l => l.AreaHa)), left.Sum(l => l.RecordCount).ToString(CultureInfo.InvariantCulture));
        var baseline = result.Scenarios[0];
        if (baseline.Years[^1].HeldHa > 0)
            Add(ProjectionFindings.Held, Shown(baseline.Years[^1].HeldHa), $"{result.EndYear}");
        if (baseline.ClampedHa > 0)
            Add(ProjectionFindings.Clamped, Shown(baseline.ClampedHa), Shown(file.Stocking.Least), Shown(file.Stocking.Most));
        if (result.Years(baseline).First().BeforeCurveHa is > 0 and var early)
            Add(ProjectionFindings.BeforeCurve, Shown(early));
        var elsewhere = result.Curves.Where(c => c.IsExtrapolated).Select(c => c.GrowthClass).ToHashSet();
        if (stands.Where(s => s.GrowthClass is { } c && elsewhere.Contains(c)).Aggregate(Estimation.ExactSum.Zero, (sum, s) => sum + s.AreaHa).ToDouble() is > 0 and var borrowed)
            Add(ProjectionFindings.CurvesElsewhere, Shown(borrowed));
        TellCurves(result, file.Name, stands);
        foreach (var scenario in result.Scenarios)
        {
            string Named(int activity) => $"activities[{activity}] {scenario.Scenario.Activities[activity].Kind}";
            foreach (var s in scenario.Shortfalls.GroupBy(s => s.Activity).OrderBy(g => g.Key))
                Add(ProjectionFindings.Shortfall, scenario.Scenario.Id, Named(s.Key), $"{s.Min(y => y.Year)}", $"{s.Max(y => y.Year)}", $"{s.Count()}", Shown(s.Sum(y => y.Asked)), Shown(s.Sum(y => y.Done)), s.First().Unit);
            foreach (var u in scenario.UnknownVolumes)
                Add(ProjectionFindings.UnknownVolume, scenario.Scenario.Id, Named(u.Activity), Shown(u.AreaHa), $"{u.Year}");
        }
    }

    /// <summary>Area of the stands whose table is held, or whose carbon comes of stock outside the range of the biomass equation, at an age they pass.</summary>
    private static void TellCurves(ProjectionResult result, string file, IReadOnlyList<Stand> stands)
    {
        var tables = result.Curves.ToDictionary(t => t.GrowthClass);
        var years = result.EndYear - result.StockYear;
        double Area(Func<YieldTable, IReadOnlyList<int>> ages) => stands.Where(s => s.GrowthClass is { } c && ages(tables[c]).Any(a => a > s.Age && a <= s.Age + years)).Sum(s => s.AreaHa);
        foreach (var (rule, ages) in ((FindingRule, Func<YieldTable, IReadOnlyList<int>>)[])[(ProjectionCurveFindings.HeldTable, t => t.HeldAges), (ProjectionCurveFindings.BiomassOutside, t => t.BiomassExtrapolatedAges)])
            if (Area(ages) is > 0 and var hectares)
                result.Findings.Add(new Finding(rule, file, null, null, null, hectares.ToString("0.##", CultureInfo.InvariantCulture)));
    }
}
