using CarbonSink.Findings;

namespace CarbonSink.Estimation;

/// <summary>Counts the records with findings of one pass (问题影响累计). One per thread.</summary>
public sealed class FindingImpactTally
{
    private readonly Dictionary<string, StockGroup> byRule = new(StringComparer.Ordinal);
    private readonly StockGroup errors = new([]);
    private readonly StockGroup warnings = new([]);
    private readonly StockGroup either = new([]);
    private (long Record, bool HasErrors, bool HasWarnings) current = (-1, false, false);

    /// <summary>Counts the marked records of a batch and empties the marks.</summary>
    /// <param name="marks">The marks.</param>
    /// <param name="add">Adds a record with its figures to a group; false where the record is not in the batch, e.g. deleted: then it counts without figures.</param>
    /// <param name="told">Told each record with each rule it broke, or null.</param>
    public void Count(RecordMarks marks, Func<long, StockGroup, bool> add, Action<long, FindingRule>? told = null)
    {
        if (marks.IsEmpty)
            return;
        marks.Drain((record, rule) =>
        {
            told?.Invoke(record, rule);
            if (record != current.Record)
                current = (record, false, false);
            if (!byRule.TryGetValue(rule.Code, out var group))
                byRule.Add(rule.Code, group = new([rule.Code]));
            Put(record, group);
            var (_, hasErrors, hasWarnings) = current;
            if (rule.Severity == Severity.Error && !hasErrors)
                Put(record, errors);
            if (rule.Severity == Severity.Warning && !hasWarnings)
                Put(record, warnings);
            if (rule.Severity != Severity.Info && !hasErrors && !hasWarnings)
                Put(record, either);
            current = (record, hasErrors || rule.Severity == Severity.Error, hasWarnings || rule.Severity == Severity.Warning);
        });

        void Put(long record, StockGroup group)
        {
            if (!add(record, group))
                group.RecordCount++;
        }
    }

    /// <summary>What was counted.</summary>
    public FindingImpacts ToImpacts() => new(byRule.Values, errors, warnings, either);
}
