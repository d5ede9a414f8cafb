namespace CarbonSink.Reports;

/// <summary>The horizontal axis of a chart (横轴): round ticks around all values, as many as their labels have room for.</summary>
internal sealed class ChartAxis
{
    private const int Most = 6;
    private const double Apart = 10;

    /// <summary>Lays it out.</summary>
    /// <param name="values">What must lie on it.</param>
    /// <param name="hasZero">Whether it must contain 0, where bars begin.</param>
    /// <param name="labels">Room for labels to its left.</param>
    /// <param name="after">Room for values to its right.</param>
    /// <param name="width">Width of the drawing.</param>
    /// <param name="size">Size of its letters.</param>
    public ChartAxis(IEnumerable<double> values, bool hasZero, double labels, double after, double width, double size)
    {
        var sorted = values.Concat(hasZero ? [0] : []).DefaultIfEmpty(0).Order().ToArray();
        Size = size;
        for (var wanted = Most; ; wanted--)
        {
            Ticks = NiceNumbers.Axis(sorted[0], sorted[^1], wanted);
            double Half(double tick) => TextWidth.Of(NiceNumbers.Text(tick)) * size / 2;
            (Left, Right) = (Math.Max(labels, Half(Ticks[0]) + 2), width - Math.Max(after, Half(Ticks[^1]) + 2));
            var pitch = (Right - Left) / (Ticks.Count - 1);
            if (wanted == 1 || Enumerable.Range(1, Ticks.Count - 1).All(i => Half(Ticks[i - 1]) + Half(Ticks[i]) + Apart <= pitch))
                break;
        }
    }

    /// <summary>The ticks.</summary>
    public IReadOnlyList<double> Ticks { get; }

    /// <summary>Where the first tick stands.</summary>
    public double Left { get; }

    /// <summary>Where the last tick stands.</summary>
    public double Right { get; }

    private double Size { get; }

    /// <summary>Where a value stands.</summary>
    public double X(double value) => Left + ((value - Ticks[0]) / (Ticks[^1] - Ticks[0]) * (Right - Left));

    /// <summary>Writes its lines, its labels and its unit, 42 below the last row.</summary>
    public void Write(MarkupWriter html, double top, double bottom, string unit)
    {
        foreach (var tick in Ticks)
        {
            SvgText.Line(html, X(tick), top, X(tick), bottom, tick == 0 ? "#222" : "#cfcfcf", tick == 0 ? 1 : .7);
            SvgText.Label(html, X(tick), bottom + 15, NiceNumbers.Text(tick), Size, "middle");
        }

        SvgText.Label(html, (Left + Right) / 2, bottom + 34, unit, Size, "middle");
    }
}
