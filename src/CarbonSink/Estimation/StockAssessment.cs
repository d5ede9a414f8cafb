namespace CarbonSink.Estimation;

/// <summary>A stock assessment (碳储量评估): groups at the finest key with exact sums, their independently counted total, and what was not estimated and why. Merging is order-free and exact, so any partition gives the same bits.</summary>
public sealed class StockAssessment
{
    private readonly string[] keyNames;

    /// <summary>Creates an assessment; groups with the same key are merged and put in ordinal order of their keys, so are the entries of what was not estimated.</summary>
    internal StockAssessment(IReadOnlyList<string> keyNames, IEnumerable<StockGroup> groups, StockGroup total, IEnumerable<NotEstimated> notEstimated, IEnumerable<LandClassArea>? landClasses = null)
    {
        this.keyNames = [.. keyNames];
        Total = total;
        Groups = Gather([.. groups], g => g.Key);
        NotEstimated = [.. notEstimated.GroupBy(e => (e.LandClass, e.Cause))
            .Select(g => new NotEstimated(g.Key.LandClass, g.Key.Cause, g.Sum(e => e.RecordCount), g.Aggregate(ExactSum.Zero, (sum, e) => sum + e.AreaHa)))
            .OrderBy(e => e.LandClass, StringComparer.Ordinal).ThenBy(e => e.Cause.Code, StringComparer.Ordinal)
            .ThenBy(e => e.Cause.En, StringComparer.Ordinal).ThenBy(e => e.Cause.Zh, StringComparer.Ordinal)
            .ThenBy(e => e.Cause.Technical?.En, StringComparer.Ordinal).ThenBy(e => e.Cause.Technical?.Zh, StringComparer.Ordinal)];
        LandClasses = [.. (landClasses ?? []).GroupBy(c => c.LandClass, StringComparer.Ordinal)
            .Select(g => new LandClassArea(g.Key, g.Sum(c => c.RecordCount), g.Aggregate(ExactSum.Zero, (sum, c) => sum + c.AreaHa), g.Max(c => c.Status)))
            .OrderBy(c => c.LandClass, StringComparer.Ordinal)];
    }

    /// <summary>Names of the key's parts.</summary>
    public IReadOnlyList<string> KeyNames => keyNames;

    /// <summary>The groups, in ordinal order of their keys.</summary>
    public IReadOnlyList<StockGroup> Groups { get; }

    /// <summary>The total, counted record by record and not from the groups.</summary>
    public StockGroup Total { get; }

    /// <summary>What was not estimated, by land class and cause.</summary>
    public IReadOnlyList<NotEstimated> NotEstimated { get; }

    /// <summary>Area by land class, in ordinal order of the classes; empty where it was not counted.</summary>
    public IReadOnlyList<LandClassArea> LandClasses { get; }

    /// <summary>An assessment of no records.</summary>
    public static StockAssessment Empty(IReadOnlyList<string> keyNames) => new(keyNames, [], new([]), []);

    /// <summary>Merges assessments of disjoint records; the order does not matter. Throws <see cref="ArgumentException"/> when there is none or the key names differ.</summary>
    public static StockAssessment Merge(IReadOnlyList<StockAssessment> parts)
    {
        if (parts.Count == 0)
            throw new ArgumentException("nothing to merge", nameof(parts));
        if (parts.Any(p => !p.KeyNames.SequenceEqual(parts[0].KeyNames)))
            throw new ArgumentException("assessments with different keys do not merge", nameof(parts));
        var total = new StockGroup([]);
        foreach (var part in parts)
            total.Merge(part.Total);
        return new(parts[0].KeyNames, parts.SelectMany(p => p.Groups), total, parts.SelectMany(p => p.NotEstimated), parts.SelectMany(p => p.LandClasses));
    }

    /// <summary>The same stock by some of the keys, in the order given. Throws <see cref="ArgumentException"/> for a name that is not a key.</summary>
    public StockAssessment RollUp(IReadOnlyList<string> keys)
    {
        if (keys.SequenceEqual(keyNames))
            return this;
        var positions = keys.Select(k => Array.IndexOf(keyNames, k)).ToArray();
        if (Array.IndexOf(positions, -1) is var unknown and >= 0)
            throw new ArgumentException($"{keys[unknown]} is not one of {string.Join(", ", KeyNames)}", nameof(keys));
        return new(keys, Gather([.. Groups], g => [.. positions.Select(p => g.Key[p])]), Total, NotEstimated, LandClasses);
    }

    /// <summary>Proves that the groups add up to the total, bit by bit for every figure and pool, that the pools add up to biomass and carbon, that what was estimated and what was not add up to all records and their area, and that the land classes do. Throws <see cref="SumMismatchException"/> when they do not.</summary>
    public void CheckSums()
    {
        var sum = new StockGroup([]);
        foreach (var group in Groups)
            sum.Merge(group);
        if (!sum.SameAs(Total))
            throw new SumMismatchException($"the groups by {string.Join(", ", KeyNames)} do not add up to the total");
        if (!Total.PoolsAddUp() || Groups.Any(g => !g.PoolsAddUp()))
            throw new SumMismatchException("the pools do not add up to biomass and carbon");
        if (LandClasses.Count > 0 && (LandClasses.Sum(c => c.RecordCount) != Total.RecordCount || LandClasses.Aggregate(ExactSum.Zero, (sum, c) => sum + c.AreaHa) != (Total[StockFigure.Area] ?? ExactSum.Zero)))
            throw new SumMismatchException("the land classes do not add up to all records and their area");
        var refusedArea = NotEstimated.Aggregate(Total[StockFigure.EstimatedArea] ?? ExactSum.Zero, (area, e) => area + e.AreaHa);
        var refusedCount = NotEstimated.Sum(e => e.RecordCount);
        if (Total.EstimatedCount + refusedCount != Total.RecordCount || refusedArea != (Total[StockFigure.Area] ?? ExactSum.Zero))
            throw new SumMismatchException("what was estimated and what was not do not add up to all records and their area");
    }

    private static StockGroup[] Gather(StockGroup[] groups, Func<StockGroup, IReadOnlyList<string>> keyOf)
    {
        var keys = Array.ConvertAll(groups, g => keyOf(g));
        Array.Sort(keys, groups, KeyOrder.Ordinal);
        var merged = new List<StockGroup>(groups.Length);
        for (var i = 0; i < groups.Length; i++)
        {
            if (i == 0 || KeyOrder.Ordinal.Compare(keys[i - 1], keys[i]) != 0)
                merged.Add(new(keys[i]));
            merged[^1].Merge(groups[i]);
        }

        return [.. merged];
    }
}
