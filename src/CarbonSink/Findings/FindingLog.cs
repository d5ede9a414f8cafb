namespace CarbonSink.Findings;

/// <summary>Findings of one pass, counted exactly per rule and listed up to a limit per rule. Not safe for several threads: one log per thread, merged afterwards.</summary>
/// <remarks>The findings listed are the first in the order file, record, field, value, so that logs of any partition merge to the log of the whole.</remarks>
/// <param name="keepPerRule">Most findings listed per rule.</param>
public sealed class FindingLog(int keepPerRule = 1000)
{
    private readonly Dictionary<string, Entry> entries = new(StringComparer.Ordinal);

    /// <summary>Most findings listed per rule.</summary>
    public int KeepPerRule => keepPerRule;

    /// <summary>Told the records that findings are about, or null; what is merged from another log is not told again.</summary>
    public RecordMarks? Marks { get; set; }

    /// <summary>Whether there is a finding of severity error.</summary>
    public bool HasErrors => Count(Severity.Error) > 0;

    /// <summary>The rules broken with the number of times, by code.</summary>
    public IReadOnlyList<(FindingRule Rule, long Count)> Counts => [.. entries.Values.OrderBy(e => e.Rule.Code, StringComparer.Ordinal).Select(e => (e.Rule, e.Count))];

    /// <summary>The findings kept, ordered by code, file, record, field and value.</summary>
    public IReadOnlyList<Finding> Findings
    {
        get
        {
            var list = new List<Finding>();
            foreach (var entry in entries.Values.OrderBy(e => e.Rule.Code, StringComparer.Ordinal))
            {
                Trim(entry);
                list.AddRange(entry.Kept);
            }

            return list;
        }
    }

    /// <summary>How many findings of a severity there are, listed or not.</summary>
    public long Count(Severity severity) => entries.Values.Sum(e => e.Rule.Severity == severity ? e.Count : 0);

    /// <summary>How often a rule was broken, listed or not.</summary>
    public long Count(FindingRule rule) => entries.TryGetValue(rule.Code, out var entry) ? entry.Count : 0;

    /// <summary>Adds a finding.</summary>
    public void Add(Finding finding)
    {
        var entry = EntryOf(finding.Rule);
        entry.Count++;
        if (finding.Record is { } record)
            Marks?.Add(finding.Rule, record);
        Keep(entry, finding);
    }

    /// <summary>Adds a finding about a record; nothing is allocated once the rule's list is full.</summary>
    public void Add(FindingRule rule, string? file, long record, string? field, string? value, params ReadOnlySpan<string> arguments)
    {
        var entry = EntryOf(rule);
        entry.Count++;
        Marks?.Add(rule, record);
        if (Lists(rule, file, record))
            Keep(entry, new Finding(rule, file, record, field, value, arguments.ToArray()));
    }

    /// <summary>Whether a finding about a record would still be listed. Where not, it need only be counted: its particulars may be left out of <see cref="Add(FindingRule, string?, long, string?, string?, ReadOnlySpan{string})"/>.</summary>
    public bool Lists(FindingRule rule, string? file, long record) =>
        !entries.TryGetValue(rule.Code, out var entry) || entry.Last is not { } last || !string.Equals(last.File, file, StringComparison.Ordinal) || last.Record >= record;

    /// <summary>Adds the findings of another log; counts add up.</summary>
    public void Merge(FindingLog other)
    {
        foreach (var theirs in other.entries.Values)
        {
            var entry = EntryOf(theirs.Rule);
            entry.Count += theirs.Count;
            foreach (var finding in theirs.Kept)
                Keep(entry, finding);
        }
    }

    /// <summary>Adds a rule's count and the findings that were listed of it, as a stored log gives them back.</summary>
    internal void Restore(FindingRule rule, long count, IEnumerable<Finding> listed)
    {
        var entry = EntryOf(rule);
        entry.Count += count;
        foreach (var finding in listed)
            Keep(entry, finding);
    }

    private static int Compare(Finding a, Finding b)
    {
        var order = string.CompareOrdinal(a.File, b.File);
        if (order == 0)
            order = Nullable.Compare(a.Record, b.Record);
        if (order == 0)
            order = string.CompareOrdinal(a.Field, b.Field);
        if (order == 0)
            order = string.CompareOrdinal(a.Value, b.Value);
        for (var i = 0; order == 0 && i < Math.Min(a.Arguments.Length, b.Arguments.Length); i++)
            order = string.CompareOrdinal(a.Arguments[i], b.Arguments[i]);
        return order;
    }

    private Entry EntryOf(FindingRule rule)
    {
        if (!entries.TryGetValue(rule.Code, out var entry))
            entries.Add(rule.Code, entry = new(rule));
        return entry;
    }

    private void Keep(Entry entry, Finding finding)
    {
        entry.Kept.Add(finding);
        if (entry.Kept.Count >= 2L * keepPerRule)
            Trim(entry);
    }

    private void Trim(Entry entry)
    {
        entry.Kept.Sort(Compare);
        if (entry.Kept.Count < keepPerRule)
            return;
        entry.Kept.RemoveRange(keepPerRule, entry.Kept.Count - keepPerRule);
        entry.Last = entry.Kept.Count > 0 ? entry.Kept[^1] : null;
    }

    private sealed class Entry(FindingRule rule)
    {
        public FindingRule Rule { get; } = rule;

        public List<Finding> Kept { get; } = [];

        public Finding? Last { get; set; }

        public long Count { get; set; }
    }
}
