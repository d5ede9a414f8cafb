using CarbonSink.Estimation;

namespace CarbonSink.Methodologies.Formulas;

/// <summary>What one aggregate has gathered for one row of its equation, batch by batch; order-free and exact, so that any partition merges to the same bits.</summary>
internal sealed class AggregateTally
{
    private ExactSum sum;
    private ExactSum refusedArea;
    private double extreme;
    private long firstRecord = long.MaxValue;
    private int firstCause;
    private uint state;
    private long count;
    private long refused;

    /// <summary>Adds a member that has a value.</summary>
    public void Add(string function, double value, uint memberState)
    {
        if (function is "sum" or "mean")
            sum += value;
        else if (count == 0 || (function == "min" ? value < extreme : value > extreme))
            extreme = value + 0.0; // −0 and 0 are one value, whichever comes first
        count++;
        state = RowState.Combine(state, memberState & ~RowState.PoolMask);
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
        sum += other.sum;
        refusedArea += other.refusedArea;
        if (other.count > 0 && (count == 0 || (function == "min" ? other.extreme < extreme : other.extreme > extreme)))
            extreme = other.extreme;
        (count, refused, state) = (count + other.count, refused + other.refused, RowState.Combine(state, other.state));
        if (other.firstRecord < firstRecord)
            (firstRecord, firstCause) = (other.firstRecord, other.firstCause);
    }

    /// <summary>The value, its state, and how many members it rests on.</summary>
    public LayerAggregate Settle(AggregateNode node, CauseTable causes)
    {
        var value = node.Function switch { "sum" => sum.ToDouble(), "mean" => count == 0 ? 0 : sum.ToDouble() / count, "count" => count, _ => extreme };
        return new(value, node.Settled(causes, state, count, refused, firstCause, double.IsFinite(value)), count, refused, refusedArea.ToDouble());
    }
}
