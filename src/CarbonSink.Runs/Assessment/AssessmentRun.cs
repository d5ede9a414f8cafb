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
    /// <param name="progress">Told the records done and the records to do; may be null.</param>
    /// <param name="stop">Stops between batches.</param>
    /// <exception cref="RefusedInputException">Something needed is missing or damaged; nothing may be used.</exception>
    /// <exception cref="MethodologyLoadException">A pack is wrong.</exception>
    /// <exception cref="OverflowException">A sum left the range of exact sums.</exception>
    public static AssessmentPart Run(AssessmentOptions options, Action<long, long>? progress = null, CancellationToken stop = default)
    {
        var opening = new FindingLog();
        using var data = DataSet.Open(options, opening);
        var records = Within(options.Records, data);
        var hashes = options.HashInputs ? FileHash.OfAll(data.InputFiles(), stop) : null;
        var keys = GroupKeys.Resolve(data, options.By);
        var area = new EllipsoidalArea(data.Reference, options.AreaMethod);
        var causes = new CauseTable();
        var ranges = Split(records, Math.Max(1, options.Threads)).ToArray();
        var (done, passes, assessments) = (0L, new UnitPass[ranges.Length], new StockAssessment[ranges.Length]);
        void Pass(int i)
        {
            passes[i] = new(data, options, keys, area, ranges[i], causes, stop);
            assessments[i] = passes[i].Run(n => progress?.Invoke(Interlocked.Add(ref done, n), records.To - records.From));
        }

        if (passes.Length == 1)
            Pass(0);
        else
            RunAll(passes.Length, Pass);
        var findings = new FindingLog();
        foreach (var pass in passes)
            findings.Merge(pass.Findings);
        var tally = passes.Aggregate(default(RecordTally), (t, p) => t + p.Tally);
        var method = data.Methodology.Description;
        var part = new AssessmentPart
        {
            ProgramVersion = ProgramVersion,
            Inputs = hashes?.GetAwaiter().GetResult() ?? [],
            Method = new(method.Id, method.Version, method.Label.Zh, method.Label.En, method.GwpSet),
            Packs = options.HashInputs ? PackDigests.Of(data.Catalog, data.Methodology, data.CodeTables.Values.SelectMany(t => t).Where(t => t.IsPack).DistinctBy(t => t.Reference)) : [],
            Options = Described(options, data, keys),
            Records = records,
            RecordsInLayer = data.Reader.RecordCount,
            ReadCount = tally.Delivered,
            RejectedCount = tally.Deleted,
            Assessment = StockAssessment.Merge(assessments),
            RecordFindings = findings,
            DataSetFindings = opening.Findings,
        };
        part.CheckSums();
        return part;
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

    private static IEnumerable<RecordRange> Split(RecordRange records, int parts)
    {
        // Whole batches per thread: fewer records than a batch are not worth a second thread.
        var batches = (records.To - records.From + FeatureBatch.Capacity - 1) / FeatureBatch.Capacity;
        var used = (int)Math.Clamp(batches, 1, parts);
        for (var i = 0; i < used; i++)
            yield return new(records.From + (batches * i / used * FeatureBatch.Capacity), i == used - 1 ? records.To : records.From + (batches * (i + 1) / used * FeatureBatch.Capacity));
    }

    private static void RunAll(int count, Action<int> pass)
    {
        var errors = new Exception?[count];
        var threads = Enumerable.Range(1, count - 1).Select(i => new Thread(() => Guarded(i))).ToArray();
        foreach (var thread in threads)
            thread.Start();
        Guarded(0);
        foreach (var thread in threads)
            thread.Join();

        // The first record in error decides, whatever thread met it first.
        if (Array.Find(errors, e => e is not null) is { } error)
            System.Runtime.ExceptionServices.ExceptionDispatchInfo.Throw(error);

        void Guarded(int i)
        {
            try
            {
                pass(i);
            }
            catch (Exception e)
            {
                errors[i] = e;
            }
        }
    }

    private static SortedDictionary<string, string> Described(AssessmentOptions options, DataSet data, GroupKeys keys)
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
        foreach (var (name, value) in ((string, string?)[])[("division", data.Inventory.Division), ("nameEn", data.Inventory.NameEn), ("nameZh", data.Inventory.NameZh), ("surveyDate", data.Inventory.SurveyDate?.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture))])
            if (value is not null)
                described[name] = value;
        foreach (var table in data.Methodology.Tables)
            described[$"table {table.Name}"] = table.Table.Reference;
        foreach (var input in data.Methodology.Inputs.Where(i => i.Role == "run"))
            described[$"parameter {input.Symbol}"] = input.Unit == "code" ? data.Methodology.Codes[(int)data.Values[input.Symbol]] : $"{data.Values[input.Symbol]:R}";
        return described;
    }
}
