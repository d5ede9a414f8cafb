namespace CarbonSink.Estimation;

/// <summary>A figure of one pool (指标与碳库); figures without pools have none.</summary>
/// <param name="Figure">The figure.</param>
/// <param name="Pool">The pool.</param>
public readonly record struct StockSlot(StockFigure Figure, CarbonPool Pool)
{
    /// <summary>The name in part files: carbonTC:AGB.</summary>
    public override string ToString() => $"{Figure.Key()}:{(int)Pool}";

    /// <summary>Reads what <see cref="ToString"/> wrote.</summary>
    internal static StockSlot Parse(string text) => text.Split(':') is [var key, var pool] ? new(StockFigures.All.First(f => f.Key() == key), (CarbonPool)int.Parse(pool, System.Globalization.CultureInfo.InvariantCulture)) : throw new FormatException($"\"{text}\" is no figure of a pool");
}

/// <summary>Sums of every draw (蒙特卡罗抽样结果): totals of every figure and pool, and carbon by group, in steps of <see cref="FixedPoint"/>. Immutable but for its arrays, which nobody writes to.</summary>
public sealed class StockDraws
{
    internal StockDraws(int draws, IReadOnlyDictionary<StockSlot, long[]> totals, IReadOnlyDictionary<string, IReadOnlyDictionary<StockSlot, long[]>> groups, long substituted) =>
        (Draws, Totals, Groups, Substituted) = (draws, totals, groups, substituted);

    /// <summary>Number of draws.</summary>
    public int Draws { get; }

    /// <summary>Draws of single units that the method could not evaluate and that took the unit's own value.</summary>
    public long Substituted { get; }

    /// <summary>Whether there were too many groups to keep draws of each.</summary>
    public bool OmitsGroups { get; init; }

    internal IReadOnlyDictionary<StockSlot, long[]> Totals { get; }

    internal IReadOnlyDictionary<string, IReadOnlyDictionary<StockSlot, long[]>> Groups { get; }

    /// <summary>The draws of disjoint records added up, exactly.</summary>
    public static StockDraws Merge(IReadOnlyList<StockDraws> parts)
    {
        static Dictionary<StockSlot, long[]> Sum(IEnumerable<IReadOnlyDictionary<StockSlot, long[]>> all, int draws)
        {
            var sums = new Dictionary<StockSlot, long[]>();
            foreach (var (slot, own) in all.SelectMany(a => a))
            {
                if (!sums.TryGetValue(slot, out var known))
                    sums[slot] = known = new long[draws];
                for (var k = 0; k < draws; k++)
                    known[k] = checked(known[k] + own[k]);
            }

            return sums;
        }

        var count = parts[0].Draws;
        var omits = parts.Any(p => p.OmitsGroups);
        return new(
            count,
            Sum(parts.Select(p => p.Totals), count),
            omits ? new Dictionary<string, IReadOnlyDictionary<StockSlot, long[]>>() : parts.SelectMany(p => p.Groups).GroupBy(g => g.Key, StringComparer.Ordinal).ToDictionary(g => g.Key, g => (IReadOnlyDictionary<StockSlot, long[]>)Sum(g.Select(x => x.Value), count), StringComparer.Ordinal),
            parts.Sum(p => p.Substituted)) { OmitsGroups = omits };
    }

    /// <summary>Each draw of the sum of some slots.</summary>
    internal static double[] Sums(IEnumerable<long[]> slots, int draws)
    {
        var sum = new long[draws];
        foreach (var own in slots)
            for (var k = 0; k < draws; k++)
                sum[k] = checked(sum[k] + own[k]);
        return Array.ConvertAll(sum, FixedPoint.ToDouble);
    }
}
