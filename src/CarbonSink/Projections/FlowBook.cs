using CarbonSink.Estimation;

namespace CarbonSink.Projections;

/// <summary>The flows of one year as they are booked (碳流账), added exactly.</summary>
internal sealed class FlowBook
{
    private readonly SortedDictionary<(FlowKind Kind, Reservoir From, Reservoir To), ExactSum> sums = [];

    public void Add(FlowKind kind, Reservoir from, Reservoir to, double carbonTC)
    {
        if (carbonTC != 0)
            sums[(kind, from, to)] = sums.GetValueOrDefault((kind, from, to)) + carbonTC;
    }

    public IReadOnlyList<CarbonFlow> Flows => [.. sums.Select(s => new CarbonFlow(s.Key.Kind, s.Key.From, s.Key.To, s.Value.ToDouble()))];

    /// <summary>Inflows less outflows of a reservoir, and the size of all of them.</summary>
    public (double Net, double Size) Of(Reservoir reservoir)
    {
        var (net, size) = (ExactSum.Zero, 0.0);
        foreach (var ((_, from, to), sum) in sums)
        {
            if (to == reservoir)
                net += sum;
            if (from == reservoir)
                net -= sum;
            size += to == reservoir || from == reservoir ? Math.Abs(sum.ToDouble()) : 0;
        }

        return (net.ToDouble(), size);
    }
}
