using CarbonSink.Methodologies;

namespace CarbonSink.Estimation;

/// <summary>The stock of one group of records (统计单元): counts, exact sums of every figure and pool, and the worst parameter status used.</summary>
/// <remarks>Filled by one thread at a time through its <see cref="StockTally"/>; everything added is added to the tally's total as well, rounded once.</remarks>
public sealed class StockGroup
{
    private const double Rounding = 1e-12; // of a double 1.1e-16; a record's low and high take a few operations each

    private readonly ExactSum[] sums;
    private readonly StockGroup? total;
    private readonly GroupShare[]? shares;
    private PoolStock[] pools = [];
    private int present;

    /// <summary>Creates an empty group whose additions also go to <paramref name="total"/>.</summary>
    internal StockGroup(IReadOnlyList<string> key, StockGroup? total = null) => (Key, this.total, sums) = (key, total, new ExactSum[StockFigures.All.Count]);

    /// <summary>Creates a group that keeps nothing: what is added is divided among others.</summary>
    internal StockGroup(GroupShare[] shares, StockGroup total) => (Key, this.total, sums, this.shares) = (shares[0].Group.Key, total, [], shares);

    /// <summary>The key's values in the order of the assessment's key names; blank text for a blank field; empty for a total.</summary>
    public IReadOnlyList<string> Key { get; }

    /// <summary>Records in the group.</summary>
    public long RecordCount { get; internal set; }

    /// <summary>Records whose stock was estimated.</summary>
    public long EstimatedCount { get; internal set; }

    /// <summary>Records estimated outside the range of a table.</summary>
    public long ExtrapolatedCount { get; internal set; }

    /// <summary>The worst status of the parameters used; <see cref="ParameterStatus.Declared"/> when none was.</summary>
    public ParameterStatus WorstStatus { get; internal set; }

    /// <summary>Groups that what is added is divided among, or null for a group of its own.</summary>
    internal IReadOnlyList<GroupShare>? Shares => shares;

    /// <summary>Whether anything was computed from parameters: a stock, or a volume alone.</summary>
    public bool HasResults => EstimatedCount > 0 || this[StockFigure.Volume] is not null || this[StockFigure.LivingVolume] is not null || this[StockFigure.Carbon] is not null;

    /// <summary>Whether low or high differs from the carbon stock itself by more than the rounding of its records' doubles.</summary>
    public bool HasRange => this[StockFigure.Carbon]?.ToDouble() is { } carbon
        && ((StockFigure[])[StockFigure.CarbonLow, StockFigure.CarbonHigh]).Any(f => this[f]?.ToDouble() is { } bound && Math.Abs(bound - carbon) > Rounding * Math.Abs(carbon));

    /// <summary>The group that counts the record: of several that share it, the first.</summary>
    private StockGroup Counting => shares is null ? this : shares[0].Group;

    /// <summary>The pools that were estimated, in the order of their flags, with their sums.</summary>
    public IReadOnlyList<PoolStock> Pools => pools;

    /// <summary>The sum of a figure, or null when no record had it.</summary>
    public ExactSum? this[StockFigure figure] => (present >> (int)figure & 1) != 0 ? sums[(int)figure] : null;

    /// <summary>Counts a record with the area that totals use (ha).</summary>
    public void AddRecord(double areaHa)
    {
        Counting.RecordCount++;
        if (total is not null)
            total.RecordCount++;
        Add(StockFigure.Area, areaHa);
    }

    /// <summary>Counts a record as estimated, with its area (ha) and the worst status of the parameters used.</summary>
    public void AddEstimated(double areaHa, ParameterStatus status)
    {
        Counting.EstimatedCount++;
        if (total is not null)
            total.EstimatedCount++;
        AddStatus(status);
        Add(StockFigure.EstimatedArea, areaHa);
    }

    /// <summary>Notes the worst status of the parameters that a figure of a record used, whether or not the record counts as estimated.</summary>
    public void AddStatus(ParameterStatus status)
    {
        WorstStatus = Worst(WorstStatus, status);
        foreach (var (group, _) in shares ?? [])
            group.WorstStatus = Worst(group.WorstStatus, status);
        if (total is not null)
            total.WorstStatus = Worst(total.WorstStatus, status);
    }

    /// <summary>Counts a record as estimated outside the range of a table, with its area (ha) and its volume (m³) where it has one.</summary>
    public void AddExtrapolated(double areaHa, double? volumeM3)
    {
        Counting.ExtrapolatedCount++;
        if (total is not null)
            total.ExtrapolatedCount++;
        Add(StockFigure.ExtrapolatedArea, areaHa);
        if (volumeM3 is { } volume)
            Add(StockFigure.ExtrapolatedVolume, volume);
    }

    /// <summary>Adds to a figure, in the figure's unit. Throws as <see cref="ExactSum.Of"/> does, and <see cref="ArgumentException"/> for biomass and carbon, which belong to a pool.</summary>
    public void Add(StockFigure figure, double value)
    {
        if (figure is StockFigure.Biomass or StockFigure.Carbon)
            throw new ArgumentException("biomass and carbon are added with their pool", nameof(figure));
        Put(figure, value, null);
    }

    /// <summary>Adds biomass (t of dry matter) of a pool, to the pool and to <see cref="StockFigure.Biomass"/>.</summary>
    public void AddBiomass(CarbonPool pool, double tonnes) => Put(StockFigure.Biomass, tonnes, pool);

    /// <summary>Adds carbon (t C) of a pool, to the pool and to <see cref="StockFigure.Carbon"/>.</summary>
    public void AddCarbon(CarbonPool pool, double tonnes) => Put(StockFigure.Carbon, tonnes, pool);

    /// <summary>Merges another group exactly; keys are not looked at.</summary>
    internal void Merge(StockGroup other)
    {
        RecordCount += other.RecordCount;
        EstimatedCount += other.EstimatedCount;
        ExtrapolatedCount += other.ExtrapolatedCount;
        WorstStatus = Worst(WorstStatus, other.WorstStatus);
        for (var figure = 0; figure < sums.Length; figure++)
            sums[figure] += other.sums[figure];
        present |= other.present;

        foreach (var pool in other.pools)
            AddPool(pool);
    }

    /// <summary>Adds an exact sum to a figure of this group alone.</summary>
    internal void Add(StockFigure figure, ExactSum term)
    {
        sums[(int)figure] += term;
        present |= 1 << (int)figure;
    }

    /// <summary>Adds exact sums to a pool of this group alone.</summary>
    internal void AddPool(PoolStock stock)
    {
        var at = 0;
        while (at < pools.Length && pools[at].Pool < stock.Pool)
            at++;
        if (at < pools.Length && pools[at].Pool == stock.Pool)
            pools[at] = pools[at].Plus(stock);
        else
            pools = [.. pools.AsSpan(0, at), stock, .. pools.AsSpan(at)];
    }

    /// <summary>Whether counts, status and the bits of every sum are the same.</summary>
    internal bool SameAs(StockGroup other) =>
        (RecordCount, EstimatedCount, ExtrapolatedCount, WorstStatus, present) == (other.RecordCount, other.EstimatedCount, other.ExtrapolatedCount, other.WorstStatus, other.present)
        && sums.AsSpan().SequenceEqual(other.sums) && pools.AsSpan().SequenceEqual(other.pools);

    /// <summary>Whether the pools add up to biomass and carbon.</summary>
    internal bool PoolsAddUp()
    {
        var (biomass, carbon) = (ExactSum.Zero, ExactSum.Zero);
        foreach (var pool in pools)
        {
            biomass += pool.BiomassT ?? ExactSum.Zero;
            carbon += pool.CarbonTC ?? ExactSum.Zero;
        }

        return biomass == sums[(int)StockFigure.Biomass] && carbon == sums[(int)StockFigure.Carbon];
    }

    private void Put(StockFigure figure, double value, CarbonPool? pool)
    {
        var rest = ExactSum.Of(value);
        total?.Take(figure, rest, pool, counts: true);

        // Every share but the first is rounded once, the first is what remains: together they are the whole, bit by bit.
        for (var i = 1; i < shares?.Length; i++)
        {
            var part = ExactSum.Of(value * shares[i].Share);
            shares[i].Group.Take(figure, part, pool, counts: false);
            rest -= part;
        }

        Counting.Take(figure, rest, pool, counts: true);
    }

    private void Take(StockFigure figure, ExactSum term, CarbonPool? pool, bool counts)
    {
        Add(figure, term);
        if (pool is { } of)
            AddPool(figure == StockFigure.Biomass ? new(of, term, null) : new(of, null, term) { RecordCount = counts ? 1 : 0 });
    }

    private static ParameterStatus Worst(ParameterStatus a, ParameterStatus b) => a > b ? a : b;
}
