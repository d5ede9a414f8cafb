using CarbonSink.Estimation;
using CarbonSink.Findings;
using CarbonSink.Geometry;
using CarbonSink.Inventory;
using CarbonSink.Methodologies;
using CarbonSink.Methodologies.Packs;

namespace CarbonSink.Runs;

/// <summary>Runs a stock assessment (碳储量评估) of a data set, or of a range of its records, on one or more threads.</summary>
public static class AssessmentRun
{
    /// <summary>Version of the program, as manifests and parts name it.</summary>
    public static string ProgramVersion { get; } = typeof(AssessmentRun).Assembly.GetName().Version!.ToString(3);

    /// <summary>Assesses.</summary>
    /// <param name="options">What to do.</param>
    /// <param name="progress">Told the records done and the records to do, then, of draws, those done and to do; may be null.</param>
    /// <param name="stop">Stops between batches.</param>
    /// <exception cref="RefusedInputException">Something needed is missing or damaged; nothing may be used.</exception>
    /// <exception cref="MethodologyLoadException">A pack is wrong.</exception>
    /// <exception cref="OverflowException">A sum left the range of exact sums.</exception>
    public static AssessmentPart Run(AssessmentOptions options, Action<long, long>? progress = null, CancellationToken stop = default) => Run(options, keepUnits: false, progress, stop).Part;

    /// <summary>Assesses and keeps what was found for each unit: for maps and tables of units.</summary>
    /// <param name="options">What to do.</param>
    /// <param name="progress">Told the records done and the records to do, then, of draws, those done and to do; may be null.</param>
    /// <param name="stop">Stops between batches.</param>
    /// <exception cref="RefusedInputException">Something needed is missing or damaged; nothing may be used.</exception>
    /// <exception cref="MethodologyLoadException">A pack is wrong.</exception>
    /// <exception cref="OverflowException">A sum left the range of exact sums.</exception>
    public static AssessedLayer RunWithUnits(AssessmentOptions options, Action<long, long>? progress = null, CancellationToken stop = default) => Run(options, keepUnits: true, progress, stop).Layer!;

    private static (AssessmentPart Part, AssessedLayer? Layer) Run(AssessmentOptions options, bool keepUnits, Action<long, long>? progress, CancellationToken stop)
    {
        var opening = new FindingLog();
        using var data = DataSet.Open(options, opening);
        UpdatedLabel.Tell(data.Inventory, opening);
        var records = Within(options.Records, data);
        var keys = GroupKeys.Resolve(data, options.By, opening);
        var context = ContextSource.Read(data, options, keys, opening);
        var zones = keepUnits ? MapZones.Of(data, keys) : [];
        var uncertain = UncertaintyPass.TableOf(options, data.Inventory);
        var settings = UncertaintyPass.Settings(options, uncertain);
        var model = settings.Approach == UncertaintyApproach.None ? null : UncertaintyPass.Model(data, uncertain, opening);
        using var hashes = options.HashInputs ? new BackgroundHash(data.InputFiles(), stop) : null; // after all that is read besides the units has been named
        var area = new EllipsoidalArea(data.Reference, options.AreaMethod);
        var causes = new CauseTable();
        var results = keepUnits ? new UnitResults(data, keys, records, causes) : null;
        var ranges = RecordRanges.Split(records, options.Threads);
        var (done, all, passes, assessments) = (0L, records.To - records.From, new UnitPass[ranges.Length], new StockAssessment[ranges.Length]);
        all += data.Methodology.PlanLayer(data.UnitSet).Passes * data.Reader.RecordCount;
        void Report(int records) => progress?.Invoke(Interlocked.Add(ref done, records), all);
        var layer = LayerPass.Run(data, options, area, causes, Report, stop);
        var groups = Array.ConvertAll(ranges, _ => model is null ? null : new UnitGroups());
        RecordRanges.RunAll(ranges.Length, i =>
        {
            passes[i] = new(data, options, keys, area, ranges[i], causes, layer, results, stop, groups[i]);
            assessments[i] = passes[i].Run(Report);
        });
        var uncertainty = model is null ? null : UncertaintyPass.Run(data, options, settings, model, keys, UnitGroups.Merge(groups.OfType<UnitGroups>()), area, causes, progress, stop);
        var findings = new FindingLog();
        foreach (var pass in passes)
            findings.Merge(pass.Findings);
        var tally = passes.Aggregate(default(RecordTally), (t, p) => t + p.Tally);
        var method = data.Methodology.Description;
        var label = UpdatedLabel.Of(method.Label, data.Inventory);
        var part = new AssessmentPart
        {
            ProgramVersion = ProgramVersion,
            Inputs = hashes?.Digests ?? [],
            Method = new(method.Id, method.Version, label.Zh, label.En, method.GwpSet),
            Packs = options.HashInputs ? PackDigests.Of(data.Catalog, data.Methodology, data.CodeTables.Values.SelectMany(t => t).Where(t => t.IsPack).DistinctBy(t => t.Reference), context.Indicators) : [],
            Options = Described(options, data, keys, context, settings, uncertain),
            Context = context,
            Uncertainty = uncertainty,
            Records = records,
            RecordsInLayer = data.Reader.RecordCount,
            ReadCount = tally.Delivered,
            RejectedCount = tally.Deleted,
            Assessment = StockAssessment.Merge(assessments),
            Impacts = FindingImpacts.Merge([.. passes.Select(p => p.Impacts)]),
            Comparisons = RecordedComparison.Merge(passes.SelectMany(p => p.Comparisons)),
            RecordFindings = findings,
            DataSetFindings = opening.Findings,
        };
        part.CheckSums();
        return (part, results is null ? null : new AssessedLayer(part, results, data, zones));
    }

    private static RecordRange Within(RecordRange asked, DataSet data)
    {
        var count = data.Reader.RecordCount;
        if (asked == RecordRange.All)
            return new(0, count);
        return asked.From >= 0 && asked.From <= asked.To && asked.To <= count
            ? asked
            : throw DataSet.Refuse(AssessmentFindings.BadRange, data.Reader.Name, $"{asked.From}..{asked.To}", $"{count}");
    }

    private static SortedDictionary<string, string> Described(AssessmentOptions options, DataSet data, GroupKeys keys, AssessmentContext context, UncertaintySettings settings, string? uncertain)
    {
        var described = new SortedDictionary<string, string>(StringComparer.Ordinal)
        {
            ["area"] = options.Area == AreaBasis.Recorded ? "recorded" : "ellipsoidal",
            ["areaMethod"] = options.AreaMethod.ToString().ToLowerInvariant(),
            ["by"] = string.Join(',', keys.Names),
            ["crs"] = data.Reference.Name,
            ["ellipsoid"] = data.Reference.Ellipsoid.Name,
            ["encoding"] = data.Reader.Encoding?.Name ?? string.Empty,
            ["method"] = $"{data.Methodology.Description.Id}/{data.Methodology.Description.Version}",
            ["schema"] = data.Schema.Schema.Id,
        };
        if (settings.Approach != UncertaintyApproach.None)
        {
            described["uncertainty"] = settings.Word;
            described["confidence"] = $"{settings.Confidence:R}";
            if (settings.Approach == UncertaintyApproach.MonteCarlo)
                (described["draws"], described["seed"]) = ($"{settings.Draws}", $"{settings.Seed}");
            if (uncertain is not null)
                described["uncertaintyTable"] = data.NameOf(uncertain);
        }

        foreach (var (name, value) in ((string, string?)[])[("division", data.Inventory.Division), ("nameEn", data.Inventory.NameEn), ("nameZh", data.Inventory.NameZh), ("surveyDate", data.Inventory.SurveyDate?.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture)), ("updatedFrom", data.Inventory.UpdatedFrom?.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture))])
            if (value is not null)
                described[name] = value;
        if (keys.Zones is { } zones)
            described[$"layer {zones.Key}"] = zones.Description;
        if (context.LandArea is { Source: LandAreaSource.Given } land)
            described["landAreaHa"] = $"{land.Hectares:R}";
        foreach (var table in data.Methodology.Tables)
            described[$"table {table.Name}"] = table.Table.Reference;
        foreach (var input in data.Methodology.Inputs.Where(i => i.Role == "run"))
            described[$"parameter {input.Symbol}"] = input.Unit == "code" ? data.Methodology.Codes[(int)data.Values[input.Symbol]] : $"{data.Values[input.Symbol]:R}";
        return described;
    }
}
