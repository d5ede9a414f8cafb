using CarbonSink.Estimation;

namespace CarbonSink.Methodologies.Formulas;

/// <summary>What one aggregate has gathered for one row of its equation, batch by batch; order-free and exact, so that any partition merges to the same bits.</summary>
internal sealed class AggregateTally
{
    private (ExactSum Sum, double Extreme, long Count)[] sums = new (ExactSum, double, long)[1];
    private ExactSum refusedArea;
    private long firstRecord = long.MaxValue;
    private int firstCause;
    private uint state;
    private long refused;

    /// <summary>Adds a member that has a value: in every draw that takes it.</summary>
    public void Add(string function, Prepared p, int member)
    {
        var width = p.Width;
        if (width > 1 && sums.Length < width)
            Widen(width);
        for (var k = 0; k < Math.Max(width, sums.Length); k++)
        {
            var draw = width == 1 ? 0 : k;
            if (!p.Takes(member, draw))
                continue;
            var value = p.Member(0, member, draw);
            ref var at = ref sums[k];
            if (function is "sum" or "mean")
                at.Sum += value;
            else if (at.Count == 0 || (function == "min" ? value < at.Extreme : value > at.Extreme))
                at.Extreme = value + 0.0; // −0 and 0 are one value, whichever comes first
            at.Count++;
        }

        state = RowState.Combine(state, p.MemberStates[member] & ~RowState.PoolMask);
    }

    /// <summary>Counts a member that has none; the cause of the first record stands for all.</summary>
    public void Refuse(long record, int cause, double hectares)
    {
        refused++;
        refusedArea += hectares;
        if (record < firstRecord)
            (firstRecord, firstCause) = (record, cause);
    }

    public void Merge(string function, AggregateTally other)
    {
        if (other.sums.Length > sums.Length)
            Widen(other.sums.Length);
        else if (other.sums.Length < sums.Length)
            other.Widen(sums.Length);
        for (var k = 0; k < sums.Length; k++)
        {
            ref var at = ref sums[k];
            ref var its = ref other.sums[k];
            if (its.Count > 0 && (at.Count == 0 || (function == "min" ? its.Extreme < at.Extreme : its.Extreme > at.Extreme)))
                at.Extreme = its.Extreme;
            at.Sum += its.Sum;
            at.Count += its.Count;
        }

        refusedArea += other.refusedArea;
        (refused, state) = (refused + other.refused, RowState.Combine(state, other.state));
        if (other.firstRecord < firstRecord)
            (firstRecord, firstCause) = (other.firstRecord, other.firstCause);
    }

    /// <summary>The value, its state, and how many members it rests on.</summary>
    public LayerAggregate Settle(AggregateNode node, CauseTable causes)
    {
        var values = new double[sums.Length];
        for (var k = 0; k < values.Length; k++)
            values[k] = node.Function switch { "sum" => sums[k].Sum.ToDouble(), "mean" => sums[k].Count == 0 ? 0 : sums[k].Sum.ToDouble() / sums[k].Count, "count" => sums[k].Count, _ => sums[k].Extreme };
        var fewest = sums.Min(s => s.Count);
        return new(values[0], node.Settled(causes, state, fewest, refused, firstCause, Array.TrueForAll(values, double.IsFinite)), fewest, refused, refusedArea.ToDouble()) { Draws = values.Length > 1 ? values : null };
    }

    /// <summary>What was the same in all draws so far is from now on kept for each.</summary>
    private void Widen(int width)
    {
        var first = sums[0];
        sums = new (ExactSum, double, long)[width];
        Array.Fill(sums, first);
    }
}
