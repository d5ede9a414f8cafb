namespace CarbonSink.Reports;

/// <summary>A row of an interval chart.</summary>
/// <param name="Label">What is estimated.</param>
/// <param name="Low">Lower end of the interval.</param>
/// <param name="Value">The estimate.</param>
/// <param name="High">Upper end of the interval.</param>
public sealed record ChartInterval(string Label, double Low, double Value, double High);

/// <summary>Estimates with their intervals as SVG (区间图): a line from the lower to the upper end and a box at the estimate; the scale need not contain 0.</summary>
public static class SvgIntervals
{
    private const double Width = 720;
    private const double Size = 12;
    private const double Pitch = 24;
    private const double Top = 10;
    private const double WidestLabel = 200;

    /// <summary>Height of the drawing that a row takes.</summary>
    public static double RowHeight => Pitch;

    /// <summary>Writes the chart.</summary>
    /// <param name="html">Where to.</param>
    /// <param name="id">Identifier, unique in the document.</param>
    /// <param name="title">What a reader of screens is told first.</param>
    /// <param name="unit">Unit of the values, as people read it.</param>
    /// <param name="rows">The rows from top to bottom.</param>
    /// <param name="decimals">Decimals of the values.</param>
    public static void Write(MarkupWriter html, string id, string title, string unit, IReadOnlyList<ChartInterval> rows, int decimals = 2)
    {
        string Text(double value) => HtmlTable.Number(value, decimals);
        var labels = rows.Select(r => TextWidth.Cut(r.Label, WidestLabel / Size)).ToArray();
        var axis = new ChartAxis(rows.SelectMany(r => new[] { r.Low, r.High }), false, labels.Max(l => TextWidth.Of(l) * Size) + 10, rows.Max(r => TextWidth.Of(Text(r.Value)) * (Size - 1)) + 10, Width, Size - 1);
        var bottom = Top + (Pitch * rows.Count);
        double X(double value) => axis.X(value);
        using (SvgText.Open(html, id, Width, bottom + 42, $"{title} ({unit})", string.Join("; ", rows.Select(r => $"{r.Label}: {Text(r.Low)} – {Text(r.Value)} – {Text(r.High)}"))))
        {
            axis.Write(html, Top, bottom, unit);
            for (var i = 0; i < rows.Count; i++)
            {
                var (row, y) = (rows[i], Top + (Pitch * (i + .5)));
                SvgText.Label(html, axis.Left - 8, y + 4, labels[i], Size, "end");
                SvgText.Line(html, X(row.Low), y, X(row.High), y, "#2f6f4e", 2.5);
                SvgText.Line(html, X(row.Low), y - 5, X(row.Low), y + 5, "#2f6f4e", 1.5);
                SvgText.Line(html, X(row.High), y - 5, X(row.High), y + 5, "#2f6f4e", 1.5);
                SvgText.Box(html, X(row.Value) - 3.5, y - 3.5, 7, 7, "#1f4a34");
                SvgText.LabelOverLines(html, X(row.High) + 6, y + 4, Text(row.Value), Size - 1);
            }
        }
    }
}
