using CarbonSink.Findings;

namespace CarbonSink.Estimation;

/// <summary>What the records with findings bring to the totals (数据问题对合计的影响): per rule, and over distinct records. Sums are exact; records that were not read count without area.</summary>
public sealed class FindingImpacts
{
    internal FindingImpacts(IEnumerable<StockGroup> byRule, StockGroup errors, StockGroup warnings, StockGroup either)
    {
        ByRule = [.. byRule.GroupBy(g => g.Key[0], StringComparer.Ordinal).OrderBy(g => g.Key, StringComparer.Ordinal).Select(g => Together([g.Key], g))];
        (Errors, Warnings, Either) = (errors, warnings, either);
    }

    /// <summary>No findings.</summary>
    public static FindingImpacts None { get; } = new([], new([]), new([]), new([]));

    /// <summary>The records that broke a rule, each once; the key is the rule's code, in ordinal order.</summary>
    public IReadOnlyList<StockGroup> ByRule { get; }

    /// <summary>Records with at least one error.</summary>
    public StockGroup Errors { get; }

    /// <summary>Records with at least one warning.</summary>
    public StockGroup Warnings { get; }

    /// <summary>Records with at least one error or warning.</summary>
    public StockGroup Either { get; }

    /// <summary>The impact of a rule; empty where no record broke it.</summary>
    public StockGroup Of(string code) => ByRule.FirstOrDefault(g => g.Key[0] == code) ?? new([code]);

    /// <summary>Merges the impacts of disjoint records; the order does not matter.</summary>
    public static FindingImpacts Merge(IReadOnlyList<FindingImpacts> parts) =>
        new(parts.SelectMany(p => p.ByRule), Together([], parts.Select(p => p.Errors)), Together([], parts.Select(p => p.Warnings)), Together([], parts.Select(p => p.Either)));

    /// <summary>Proves that no rule concerns more records than it has findings, and that the records with errors or warnings are no more than both and no fewer than either. Throws <see cref="SumMismatchException"/> otherwise.</summary>
    public void CheckSums(FindingLog findings)
    {
        var counts = findings.Counts.ToDictionary(c => c.Rule.Code, c => c.Count, StringComparer.Ordinal);
        if (ByRule.FirstOrDefault(g => g.RecordCount > counts.GetValueOrDefault(g.Key[0])) is { } many)
            throw new SumMismatchException($"{many.RecordCount} records are said to have broken {many.Key[0]}, more than it has findings");
        if (Either.RecordCount > Errors.RecordCount + Warnings.RecordCount || Either.RecordCount < Math.Max(Errors.RecordCount, Warnings.RecordCount))
            throw new SumMismatchException($"{Either.RecordCount} records have errors or warnings, {Errors.RecordCount} errors, {Warnings.RecordCount} warnings");
    }

    private static StockGroup Together(IReadOnlyList<string> key, IEnumerable<StockGroup> groups)
    {
        var sum = new StockGroup(key);
        foreach (var group in groups)
            sum.Merge(group);
        return sum;
    }
}
