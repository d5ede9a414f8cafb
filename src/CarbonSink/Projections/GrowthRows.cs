using CarbonSink.Growth;

namespace CarbonSink.Projections;

/// <summary>How increments follow from a yield table (生长量的取法).</summary>
public enum IncrementRule
{
    /// <summary>By relative stocking (按相对蓄积): the increment of the curve times stock now over stock of the curve at that age, so that a stand keeps its distance to the curve in per cent.</summary>
    Scaled,

    /// <summary>As the curve has it (绝对生长量), whatever the stock is.</summary>
    Absolute,
}

/// <summary>Yearly increments of every growth class by age, one beside the other: from age a to a + 1 stands at row offset + a.</summary>
/// <remarks>Before the first age of a curve the stock rises from zero in equal steps to its first value; after the last it is held.</remarks>
internal sealed class GrowthRows
{
    private readonly YieldTable[] tables;
    private readonly int ages;

    /// <summary>Lays out the increments.</summary>
    /// <param name="tables">A table for each class.</param>
    /// <param name="ages">Number of ages that may be asked for, from 0.</param>
    public GrowthRows(IReadOnlyList<YieldTable> tables, int ages)
    {
        (this.tables, this.ages) = ([.. tables], ages);
        Increments = new double[2 * (1 + (tables.Count * ages))]; // row 0 is nobody's
        for (var c = 0; c < tables.Count; c++)
        {
            for (var age = 0; age < ages; age++)
            {
                Increments[2 * Row(c, age)] = Value(tables[c].AboveGround, c, age + 1) - Value(tables[c].AboveGround, c, age);
                Increments[(2 * Row(c, age)) + 1] = Value(tables[c].BelowGround, c, age + 1) - Value(tables[c].BelowGround, c, age);
            }
        }
    }

    /// <summary>Increments above and below ground of each row in turn, tC/ha.</summary>
    public double[] Increments { get; }

    /// <summary>Growing stock of the curve for each tC above ground by row, m3/tC; 1 where the curve has none.</summary>
    public double[] VolumeRatios => field ??= [1, .. Enumerable.Range(1, Count - 1).Select(row => VolumePerCarbon(ClassAt(row), AgeAt(row)) ?? 1)];

    /// <summary>Number of rows.</summary>
    public int Count => Increments.Length / 2;

    public double Above(int row) => Increments[2 * row];

    public double Below(int row) => Increments[(2 * row) + 1];

    public int Row(int growthClass, int age) => 1 + (growthClass * ages) + age;

    public int ClassAt(int row) => (row - 1) / ages;

    public int AgeAt(int row) => (row - 1) % ages;

    public int LastAge(int growthClass) => tables[growthClass].LastAge;

    public int FirstAge(int growthClass) => tables[growthClass].FirstAge;

    /// <summary>Above-ground carbon of the curve at an age, tC/ha.</summary>
    public double StockAt(int growthClass, int age) => Value(tables[growthClass].AboveGround, growthClass, age);

    /// <summary>Growing stock of the curve for each tC above ground, m3/tC; null where the curve has none.</summary>
    public double? VolumePerCarbon(int growthClass, int age)
    {
        var table = tables[growthClass];
        if (table.Volume.IsEmpty)
            return null;
        var at = Math.Clamp(age - table.FirstAge, 0, table.AboveGround.Length - 1);
        return table.AboveGround[at] > 0 ? table.Volume[at] / table.AboveGround[at] : null;
    }

    private double Value(ReadOnlySpan<double> values, int c, int age)
    {
        var first = tables[c].FirstAge;
        return age >= first ? values[Math.Min(age - first, values.Length - 1)] : values[0] * age / first;
    }
}
