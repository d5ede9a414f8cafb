namespace CarbonSink.Methodologies;

/// <summary>A range key of a table with the bounds of each row; an unbounded side is infinite.</summary>
/// <param name="key">As declared.</param>
/// <param name="at">Position among the keys.</param>
/// <param name="column">Column of the lower bound.</param>
/// <param name="from">Lower bounds by row.</param>
/// <param name="to">Upper bounds by row.</param>
internal sealed class RangeKey(TableKey key, int at, TableColumn column, double[] from, double[] to)
{
    private readonly bool fromClosed = key.FromClosed;
    private readonly bool toClosed = key.ToClosed;

    public TableKey Key => key;

    public int At => at;

    public TableColumn Column => column;

    public double[] From => from;

    public double[] To => to;

    public bool Covers(int row, double x)
    {
        var (low, high) = (from[row], to[row]);
        return (x > low || (x == low && fromClosed)) && (x < high || (x == high && toClosed));
    }

    /// <summary>How far a key lies outside a row, in widths of the row's range.</summary>
    public double Distance(int row, double x)
    {
        var (low, high) = (from[row], to[row]);
        return Math.Max(0, Math.Max(low - x, x - high)) / (double.IsFinite(high - low) ? high - low : 1);
    }
}
