using CarbonSink.Estimation;

namespace CarbonSink.Projections;

/// <summary>What the yearly step reads and writes of stands (林分列): increments' rows and multipliers, areas and five pools, in columns padded to whole vectors with land of no area.</summary>
internal class StandColumns
{
    public const int Lanes = 8;

    public StandColumns(int capacity)
    {
        var size = (capacity + Lanes - 1) / Lanes * Lanes;
        (Row, Area, Scale, Record) = (new int[size], new double[size], new double[size], new long[size]);
        Pools = [.. Enumerable.Range(0, PoolDynamics.PoolCount).Select(_ => new double[size])];
    }

    public int Count { get; protected set; }

    /// <summary>Row of the increments from the age now.</summary>
    public int[] Row { get; protected set; }

    public double[] Area { get; protected set; }

    /// <summary>What increments are multiplied by now.</summary>
    public double[] Scale { get; protected set; }

    public long[] Record { get; protected set; }

    public double[][] Pools { get; }

    /// <summary>Takes a range of a table, and gives the area whose relative stocking was outside the limits, ha.</summary>
    public ExactSum Fill(StandTable table, int first, int count, GrowthRows rows, ProjectionSettings settings)
    {
        Count = count;
        var (clamped, rule, (least, most)) = (ExactSum.Zero, settings.Increments, settings.Stocking);
        var classes = table.ClassOf.AsSpan(first, count);
        var ages = table.Ages.AsSpan(first, count);
        table.Areas.AsSpan(first, count).CopyTo(Area);
        Area.AsSpan(count).Clear();
        settings.Dynamics.Count(table, first, count, Pools);
        for (var i = 0; i < count; i++)
            Row[i] = rows.Row(classes[i], ages[i]);
        for (var i = 0; i < count && table.Stands.Count > 0; i++)
            Record[i] = table.Stands[first + i].Record;
        if (rule == IncrementRule.Absolute)
        {
            Scale.AsSpan(0, count).Fill(1);
            return clamped;
        }

        for (var i = 0; i < count; i++)
        {
            var curve = rows.StockAt(classes[i], ages[i]);
            var relative = curve > 0 ? Pools[0][i] / curve : 1;
            Scale[i] = Math.Clamp(relative, least, most);
            if (Scale[i] != relative)
                clamped += Area[i];
        }

        return clamped;
    }
}
