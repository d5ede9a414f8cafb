namespace CarbonSink.Estimation;

/// <summary>The sums of each draw while they are found; threads work on draws of their own.</summary>
internal sealed class DrawSums
{
    private const int Pools = 64;

    private readonly UncertaintyPropagation of;
    private readonly long[]?[] totals = new long[StockFigures.All.Count * Pools][];
    private readonly long[]?[] groups;

    public DrawSums(UncertaintyPropagation of, int draws, bool keepsGroups)
    {
        (this.of, Draws) = (of, draws);
        groups = new long[keepsGroups ? of.Keys.Count * Pools : 0][];
    }

    public int Draws { get; }

    /// <summary>Adds the terms of a unit, one per draw or one for all.</summary>
    public void Add(int group, StockFigure figure, CarbonPool pool, int from, int count, ReadOnlySpan<double> terms)
    {
        Add(ref totals[((int)figure * Pools) + (int)pool], from, count, terms);
        if (figure == StockFigure.Carbon && groups.Length > 0)
            Add(ref groups[(group * Pools) + (int)pool], from, count, terms);
    }

    public StockDraws ToDraws(long substituted)
    {
        var (total, own) = (new Dictionary<StockSlot, long[]>(), new Dictionary<string, IReadOnlyDictionary<StockSlot, long[]>>(StringComparer.Ordinal));
        for (var i = 0; i < totals.Length; i++)
            if (totals[i] is { } sums)
                total[new((StockFigure)(i / Pools), (CarbonPool)(i % Pools))] = sums;
        for (var g = 0; g < groups.Length / Pools; g++)
        {
            var slots = new Dictionary<StockSlot, long[]>();
            for (var p = 0; p < Pools; p++)
                if (groups[(g * Pools) + p] is { } sums)
                    slots[new(StockFigure.Carbon, (CarbonPool)p)] = sums;
            own[of.Keys[g]] = slots;
        }

        return new(Draws, total, own, substituted) { OmitsGroups = groups.Length == 0 && of.Keys.Count > 0 };
    }

    private void Add(ref long[]? sums, int from, int count, ReadOnlySpan<double> terms)
    {
        if (Volatile.Read(ref sums) is null)
            Interlocked.CompareExchange(ref sums, new long[Draws], null);
        if (terms.Length == 1)
            FixedPoint.Add(sums!.AsSpan(from, count), terms[0]);
        else
            FixedPoint.Add(sums!.AsSpan(from, count), terms);
    }
}
