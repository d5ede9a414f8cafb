using System.Numerics.Tensors;

namespace CarbonSink.Projections;

/// <summary>A linear transfer (年转移): the fraction of a pool, as it stands when the year begins, that leaves it in the year.</summary>
/// <param name="From">The pool.</param>
/// <param name="To">A later pool in the order of <see cref="Reservoir"/>, or the atmosphere.</param>
/// <param name="Fraction">Share per year, 0 … 1.</param>
/// <param name="Kind">Why.</param>
public sealed record PoolTransfer(Reservoir From, Reservoir To, double Fraction, FlowKind Kind);

/// <summary>How the pools of a stand move in a year (碳库年变化): linear transfers between five pools, or dead wood and litter as fractions of above-ground biomass, or living biomass alone. Immutable; it carries no rate of its own.</summary>
/// <remarks>
/// With p the pools at the beginning of a year and g the growth of the year, p′ = M·p + g, M lower triangular. Each entry of M is a transfer or what remains.
/// </remarks>
public sealed class PoolDynamics
{
    /// <summary>Number of pools on the site.</summary>
    public const int PoolCount = 5;

    private readonly double[] entries = new double[PoolCount * PoolCount];
    private readonly double[] growthShares = new double[PoolCount];

    private PoolDynamics(IReadOnlyList<PoolTransfer> transfers, bool isNet)
    {
        (Transfers, IsNet) = ([.. transfers], isNet);
        for (var pool = 0; pool < PoolCount; pool++)
        {
            var leaving = transfers.Where(t => (int)t.From == pool).Sum(t => t.Fraction);
            var replaced = isNet && pool < 2;
            entries[(pool * PoolCount) + pool] = replaced ? 1 : 1 - leaving;
            if (leaving > 1)
                throw new ArgumentException($"more than the whole of {(Reservoir)pool} leaves it in a year", nameof(transfers));
        }

        foreach (var transfer in transfers)
        {
            if (transfer.Fraction is not (>= 0 and <= 1) || (int)transfer.From >= PoolCount || transfer.To == Reservoir.Products || transfer.To <= transfer.From || transfer is { From: Reservoir.AboveGround, To: Reservoir.BelowGround })
                throw new ArgumentException($"a transfer takes 0 … 1 of a pool to a later one or to the atmosphere, not {transfer.Fraction} of {transfer.From} to {transfer.To}", nameof(transfers));
            if (transfer.To != Reservoir.Atmosphere)
                entries[((int)transfer.To * PoolCount) + (int)transfer.From] += transfer.Fraction;
        }

        (growthShares[0], growthShares[1]) = (1, 1);
    }

    /// <summary>Living biomass alone: whatever leaves it is gone (只算活生物量).</summary>
    public static PoolDynamics Living { get; } = new([], isNet: true) { Pools = [Reservoir.AboveGround, Reservoir.BelowGround] };

    /// <summary>The transfers.</summary>
    public IReadOnlyList<PoolTransfer> Transfers { get; }

    /// <summary>Whether growth replaces turnover, so that living biomass follows the curve of standing stock (gross growth = increment + turnover); otherwise the increment is all there is.</summary>
    public bool IsNet { get; }

    /// <summary>Pools that are estimated.</summary>
    public IReadOnlyList<Reservoir> Pools { get; private init; } = [Reservoir.AboveGround, Reservoir.BelowGround, Reservoir.DeadWood, Reservoir.Litter, Reservoir.Soil];

    /// <summary>Dead wood in above-ground biomass, tC/tC; null where it is no fraction of it.</summary>
    public double? DeadWoodFraction { get; private init; }

    /// <summary>Litter in above-ground biomass, tC/tC; null where it is no fraction of it.</summary>
    public double? LitterFraction { get; private init; }

    /// <summary>Whether slash stays on the site as dead wood; otherwise it counts as lost at once.</summary>
    public bool KeepsSlash => Transfers.Count > 0;

    /// <summary>Dead wood and litter as fractions of above-ground carbon (按比例).</summary>
    /// <param name="deadWood">Dead wood, tC per tC above ground.</param>
    /// <param name="litter">Litter, tC per tC above ground.</param>
    public static PoolDynamics Fractions(double deadWood, double litter)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(deadWood);
        ArgumentOutOfRangeException.ThrowIfNegative(litter);
        var dynamics = new PoolDynamics([], isNet: true)
        {
            Pools = [Reservoir.AboveGround, Reservoir.BelowGround, Reservoir.DeadWood, Reservoir.Litter],
            DeadWoodFraction = deadWood,
            LitterFraction = litter,
        };
        foreach (var (pool, fraction) in ((int, double)[])[((int)Reservoir.DeadWood, deadWood), ((int)Reservoir.Litter, litter)])
        {
            dynamics.entries[(pool * PoolCount) + pool] = 0;
            dynamics.entries[pool * PoolCount] = fraction;
            dynamics.growthShares[pool] = fraction;
        }

        return dynamics;
    }

    /// <summary>Five pools with rates that the user answers for (五库转移).</summary>
    /// <param name="transfers">The transfers, at least one.</param>
    /// <param name="isNet">See <see cref="IsNet"/>.</param>
    /// <exception cref="ArgumentException">A transfer is no share, goes backwards, or more than the whole of a pool leaves it.</exception>
    public static PoolDynamics Of(IReadOnlyList<PoolTransfer> transfers, bool isNet) =>
        transfers.Count > 0 ? new(transfers, isNet) : throw new ArgumentException("five pools need transfers", nameof(transfers));

    /// <summary>The pools of a hectare that are estimated: those that are fractions derived, those that are not estimated nothing.</summary>
    internal double[] Counted(StandPools pools) =>
    [
        pools.AboveGround,
        pools.BelowGround,
        DeadWoodFraction is { } wood ? wood * pools.AboveGround : Pools.Contains(Reservoir.DeadWood) ? pools.DeadWood : 0,
        LitterFraction is { } litter ? litter * pools.AboveGround : Pools.Contains(Reservoir.Litter) ? pools.Litter : 0,
        Pools.Contains(Reservoir.Soil) ? pools.Soil : 0,
    ];

    /// <summary>The same of a range of stands, into columns.</summary>
    internal void Count(StandTable table, int first, int count, double[][] pools)
    {
        for (var pool = 0; pool < PoolCount; pool++)
        {
            if (((Reservoir)pool == Reservoir.DeadWood ? DeadWoodFraction : (Reservoir)pool == Reservoir.Litter ? LitterFraction : null) is { } fraction)
                TensorPrimitives.Multiply(pools[0].AsSpan(0, count), fraction, pools[pool]);
            else if (Pools.Contains((Reservoir)pool))
                table.Pool((Reservoir)pool).Slice(first, count).CopyTo(pools[pool]);
        }
    }

    /// <summary>M row by row: what each pool takes from each other, or keeps.</summary>
    internal ReadOnlySpan<double> Entries => entries;

    /// <summary>Share of above-ground growth that a pool takes up; 1 for living biomass and its own growth.</summary>
    internal double GrowthShare(Reservoir pool) => growthShares[(int)pool];
}
