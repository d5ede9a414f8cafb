using CarbonSink.Estimation;

namespace CarbonSink.Projections;

/// <summary>The books of single stands (林分碳流账): each flow of a year by itself, and the proof that a pool changed by its flows and by nothing else.</summary>
internal static class StandLedger
{
    /// <summary>Of a change: a dozen roundings of doubles of 1.1e-16 each, with room.</summary>
    private const double Rounding = 1e-14;

    /// <summary>Proves a block of stands for one year.</summary>
    /// <exception cref="SumMismatchException">A pool changed by something else.</exception>
    public static void Prove(StandColumns state, int first, int count, int width, int year, ReadOnlySpan<double> before, PoolDynamics dynamics, GrowthRows rows)
    {
        Span<double> old = stackalloc double[PoolDynamics.PoolCount];
        Span<double> net = stackalloc double[PoolDynamics.PoolCount];
        Span<double> size = stackalloc double[PoolDynamics.PoolCount];
        PoolTransfer[] transfers = [.. dynamics.Transfers];
        for (var i = 0; i < count; i++)
        {
            var at = first + i;
            for (var pool = 0; pool < old.Length; pool++)
                old[pool] = before[(pool * width) + i];
            var row = state.Row[at] + (state.Row[at] > 0 ? year : 0);
            net.Clear();
            size.Clear();
            Flows(old, rows.Above(row) * state.Scale[at], rows.Below(row) * state.Scale[at], dynamics, transfers, net, size);
            for (var pool = 0; pool < old.Length; pool++)
            {
                var now = state.Pools[pool][at];
                if (!(Math.Abs(now - old[pool] - net[pool]) <= Rounding * (now + old[pool] + size[pool])))
                    throw new SumMismatchException($"stand {state.Record[at]} in year {year}: {(Reservoir)pool} changed by {now - old[pool]} tC/ha, its flows come to {net[pool]}");
            }
        }
    }

    /// <summary>Inflows less outflows of each pool, and the size of all of them, tC/ha.</summary>
    private static void Flows(ReadOnlySpan<double> p, double incrementAbove, double incrementBelow, PoolDynamics dynamics, PoolTransfer[] transfers, Span<double> net, Span<double> size)
    {
        foreach (var transfer in transfers)
        {
            var flow = transfer.Fraction * p[(int)transfer.From];
            Book(net, size, transfer.From, -flow);
            if (transfer.To != Reservoir.Atmosphere)
                Book(net, size, transfer.To, flow);
            if (dynamics.IsNet && transfer.From <= Reservoir.BelowGround)
                Book(net, size, transfer.From, flow); // growth makes up for it
        }

        Grow(p, net, size, Reservoir.AboveGround, incrementAbove);
        Grow(p, net, size, Reservoir.BelowGround, incrementBelow);
        Follow(p, net, size, Reservoir.DeadWood, dynamics.DeadWoodFraction);
        Follow(p, net, size, Reservoir.Litter, dynamics.LitterFraction);
    }

    private static void Grow(ReadOnlySpan<double> p, Span<double> net, Span<double> size, Reservoir pool, double increment) => Book(net, size, pool, Math.Max(increment, -(p[(int)pool] + net[(int)pool])));

    private static void Follow(ReadOnlySpan<double> p, Span<double> net, Span<double> size, Reservoir pool, double? fraction)
    {
        if (fraction is { } f)
            Book(net, size, pool, (f * (p[0] + net[0])) - p[(int)pool]);
    }

    private static void Book(Span<double> net, Span<double> size, Reservoir pool, double flow)
    {
        net[(int)pool] += flow;
        size[(int)pool] += Math.Abs(flow);
    }
}
