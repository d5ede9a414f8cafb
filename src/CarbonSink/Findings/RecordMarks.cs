using System.Runtime.InteropServices;

namespace CarbonSink.Findings;

/// <summary>Which rules the records of a batch broke (问题记录): filled by the logs it is given to, read and emptied batch by batch. One per thread; nothing is kept where there are no findings.</summary>
public sealed class RecordMarks
{
    private const int RuleBits = 12;

    private readonly Dictionary<string, int> numbers = new(StringComparer.Ordinal);
    private readonly List<FindingRule> rules = [];
    private readonly List<long> marks = []; // record and rule in one number, so that sorting is cheap

    /// <summary>Whether nothing is marked.</summary>
    public bool IsEmpty => marks.Count == 0;

    /// <summary>Marks a record; marking it twice is the same as once.</summary>
    public void Add(FindingRule rule, long record)
    {
        if (!numbers.TryGetValue(rule.Code, out var number))
        {
            numbers.Add(rule.Code, number = rules.Count);
            rules.Add(rule);
        }

        marks.Add((record << RuleBits) | (uint)number);
    }

    /// <summary>Tells each record with each rule it broke once, records in order, and empties the marks.</summary>
    public void Drain(Action<long, FindingRule> mark)
    {
        marks.Sort();
        var last = -1L;
        foreach (var one in CollectionsMarshal.AsSpan(marks))
        {
            if (one != last)
                mark(one >> RuleBits, rules[(int)(one & ((1 << RuleBits) - 1))]);
            last = one;
        }

        marks.Clear();
    }
}
