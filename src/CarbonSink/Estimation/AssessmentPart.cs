using CarbonSink.Findings;
using CarbonSink.Inventory;

namespace CarbonSink.Estimation;

/// <summary>An input file as it was read (输入文件): name, SHA-256 as 64 lower-case hexadecimal digits, length in bytes.</summary>
public sealed record FileDigest(string Name, string Sha256, long Bytes);

/// <summary>A pack that was used (方法包): id, version, its own status word and the SHA-256 of its files.</summary>
public sealed record PackReference(string Id, string Version, string Status, string Sha256);

/// <summary>The method of an assessment (方法) and what its results may be called.</summary>
/// <param name="Id">Id of the pack.</param>
/// <param name="Version">Version of the pack.</param>
/// <param name="LabelZh">What results are called, in Chinese.</param>
/// <param name="LabelEn">What results are called, in English.</param>
/// <param name="GwpSet">Named set of global warming potentials, or null where only carbon dioxide is counted.</param>
public sealed record AssessedMethod(string Id, string Version, string LabelZh, string LabelEn, string? GwpSet);

/// <summary>The assessment of a range of records with all that says how it came about (分区结果). A whole assessment is the part that covers every record.</summary>
public sealed class AssessmentPart
{
    private readonly Lazy<ContextReading> reading;

    /// <summary>Creates a part.</summary>
    public AssessmentPart() => reading = new(() => ContextReading.Of(Assessment!, Context!, IsWhole));

    /// <summary>Name to call the part by: its file name, or empty.</summary>
    public string Name { get; init; } = "";

    /// <summary>Version of the program.</summary>
    public required string ProgramVersion { get; init; }

    /// <summary>Every input file, in ordinal order of names.</summary>
    public required IReadOnlyList<FileDigest> Inputs { get; init; }

    /// <summary>The method.</summary>
    public required AssessedMethod Method { get; init; }

    /// <summary>Every pack used, in ordinal order of ids.</summary>
    public required IReadOnlyList<PackReference> Packs { get; init; }

    /// <summary>The options that bear on the result, by name in ordinal order.</summary>
    public required IReadOnlyDictionary<string, string> Options { get; init; }

    /// <summary>The records assessed.</summary>
    public required RecordRange Records { get; init; }

    /// <summary>Number of records in the layer.</summary>
    public required long RecordsInLayer { get; init; }

    /// <summary>Records of the range that were read.</summary>
    public required long ReadCount { get; init; }

    /// <summary>Records of the range that were rejected; a finding says why for each.</summary>
    public required long RejectedCount { get; init; }

    /// <summary>The stock.</summary>
    public required StockAssessment Assessment { get; init; }

    /// <summary>The uncertainty of the stock, or null where none was propagated.</summary>
    public StockUncertainty? Uncertainty { get; init; }

    /// <summary>What the assessment is read against.</summary>
    public AssessmentContext Context { get; init; } = AssessmentContext.Empty;

    /// <summary>The assessment read against its context.</summary>
    public ContextReading Reading => reading.Value;

    /// <summary>What the records with findings bring to the totals.</summary>
    public FindingImpacts Impacts { get; init; } = FindingImpacts.None;

    /// <summary>Recorded figures beside those computed of the same records.</summary>
    public IReadOnlyList<RecordedComparison> Comparisons { get; init; } = [];

    /// <summary>Findings about single records.</summary>
    public required FindingLog RecordFindings { get; init; }

    /// <summary>Findings about the data set as a whole; every part has the same, merging keeps one of each.</summary>
    public required IReadOnlyList<Finding> DataSetFindings { get; init; }

    /// <summary>The findings listed: of the data set first, then of records.</summary>
    public IEnumerable<Finding> Findings => DataSetFindings.Concat(TotalFindings).Concat(RecordFindings.Findings);

    /// <summary>Findings about the totals, which follow from the stock itself.</summary>
    public IReadOnlyList<Finding> TotalFindings =>
    [
        .. PoolStock.CoverTheSame(Assessment.Total.Pools) ? (Finding[])[] : [new(PartFindings.MixedPools, null, null, null, null, string.Join(", ", Assessment.Total.Pools.Select(p => CarbonPools.Name(p.Pool))))],
        .. Reading.Findings,
        .. Uncertainty?.Findings ?? [],
    ];

    /// <summary>Whether every record of the layer is covered.</summary>
    public bool IsWhole => Records.From == 0 && Records.To == RecordsInLayer;

    /// <summary>Merges parts into the part that covers all their records, the same bits as if it had been made at once; the order does not matter.</summary>
    /// <exception cref="RefusedInputException">Ranges overlap or leave a gap (both parts are named), or the parts differ in inputs, method, packs, options, keys or program version.</exception>
    public static AssessmentPart Merge(IReadOnlyList<AssessmentPart> parts)
    {
        if (parts.Count == 0)
            throw new ArgumentException("nothing to merge", nameof(parts));
        var ordered = parts.OrderBy(p => p.Records.From).ThenBy(p => p.Records.To).ToArray();
        var first = ordered[0];
        for (var i = 1; i < ordered.Length; i++)
        {
            RefuseDifference(first, ordered[i]);
            RefuseOverlapOrGap(ordered[i - 1], ordered[i]);
        }

        var findings = new FindingLog(first.RecordFindings.KeepPerRule);
        foreach (var part in ordered)
            findings.Merge(part.RecordFindings);
        return new()
        {
            ProgramVersion = first.ProgramVersion,
            Inputs = first.Inputs,
            Method = first.Method,
            Packs = first.Packs,
            Options = first.Options,
            Records = new(first.Records.From, ordered[^1].Records.To),
            RecordsInLayer = first.RecordsInLayer,
            ReadCount = ordered.Sum(p => p.ReadCount),
            RejectedCount = ordered.Sum(p => p.RejectedCount),
            Assessment = StockAssessment.Merge([.. ordered.Select(p => p.Assessment)]),
            Context = first.Context,
            Uncertainty = StockUncertainty.Merge([.. ordered.Select(p => p.Uncertainty)]),
            Impacts = FindingImpacts.Merge([.. ordered.Select(p => p.Impacts)]),
            Comparisons = RecordedComparison.Merge(ordered.SelectMany(p => p.Comparisons)),
            RecordFindings = findings,
            DataSetFindings = [.. ordered.SelectMany(p => p.DataSetFindings).DistinctBy(Identity).OrderBy(Identity, StringComparer.Ordinal)],
        };
    }

    /// <summary>Number of findings of a severity, listed or not.</summary>
    public long CountFindings(Severity severity) => RecordFindings.Count(severity) + DataSetFindings.Concat(TotalFindings).Count(f => f.Rule.Severity == severity);

    /// <summary>Refuses a part that does not cover the whole layer.</summary>
    /// <exception cref="RefusedInputException">Records are missing.</exception>
    public void RequireWhole()
    {
        if (!IsWhole)
            throw new RefusedInputException(new(PartFindings.Incomplete, null, null, null, null, Text(Records), $"{RecordsInLayer}"));
    }

    /// <summary>Proves that read + rejected = records of the range, that every record read was counted, and the sums of the assessment; throws <see cref="SumMismatchException"/> otherwise.</summary>
    public void CheckSums()
    {
        if (ReadCount + RejectedCount != Records.To - Records.From)
            throw new SumMismatchException($"read {ReadCount} + rejected {RejectedCount} is not the number of records in {Text(Records)}");
        if (Assessment.Total.RecordCount != ReadCount)
            throw new SumMismatchException($"{Assessment.Total.RecordCount} records were counted, {ReadCount} were read");
        Assessment.CheckSums();
        Impacts.CheckSums(RecordFindings);
    }

    /// <summary>A..B of a range, as the command line writes it: A included, B excluded.</summary>
    private static string Text(RecordRange range) => $"{range.From}..{range.To}";

    private static string Identity(Finding finding) =>
        string.Join('\n', [finding.Rule.Code, finding.File, $"{finding.Record}", finding.Field, finding.Value, .. finding.Arguments]);

    private static void RefuseDifference(AssessmentPart a, AssessmentPart b)
    {
        (bool Same, string Zh, string En)[] aspects =
        [
            (a.ProgramVersion == b.ProgramVersion, "程序版本", "program version"),
            (a.Inputs.SequenceEqual(b.Inputs) && a.RecordsInLayer == b.RecordsInLayer, "输入文件", "input files"),
            (a.Method == b.Method, "方法", "method"),
            (a.Packs.SequenceEqual(b.Packs), "方法包", "packs"),
            (a.Options.Count == b.Options.Count && a.Options.All(o => b.Options.GetValueOrDefault(o.Key) == o.Value), "选项", "options"),
            (a.RecordFindings.KeepPerRule == b.RecordFindings.KeepPerRule, "问题列出上限", "limit of listed findings"),
            (a.Assessment.KeyNames.SequenceEqual(b.Assessment.KeyNames), "分组字段", "keys"),
        ];
        foreach (var (same, zh, en) in aspects)
        {
            if (!same)
                throw new RefusedInputException(new(PartFindings.Different, null, null, null, null, a.Name, b.Name, zh, en));
        }
    }

    private static void RefuseOverlapOrGap(AssessmentPart a, AssessmentPart b)
    {
        if (b.Records.From < a.Records.To)
            throw new RefusedInputException(new(PartFindings.Overlap, null, null, null, null, a.Name, Text(a.Records), b.Name, Text(b.Records)));
        if (b.Records.From > a.Records.To)
            throw new RefusedInputException(new(PartFindings.Gap, null, null, null, null, a.Name, Text(a.Records), b.Name, Text(b.Records), Text(new(a.Records.To, b.Records.From))));
    }
}
