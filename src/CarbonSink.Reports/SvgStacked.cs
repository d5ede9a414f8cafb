namespace CarbonSink.Reports;

/// <summary>Stacked horizontal bars as SVG (堆积条形图): the parts of each row end to end, neighbours far apart in lightness; parts below zero run to the left. A part carries its value where it has room, a row its total.</summary>
public static class SvgStacked
{
    private const double Width = 720;
    private const double Size = 12;
    private const double BarHeight = 18;
    private const double Pitch = 26;
    private const double Top = 8;
    private const double WidestLabel = 200;

    // Dark and light in turn: no neighbour of a grey copy looks like the next one.
    private static readonly string[] Fills = ["#22694a", "#c5dfae", "#4e9565", "#edf3d6", "#0b3d2c", "#8fc088"];

    /// <summary>Most series in one chart.</summary>
    public static int MostSeries => Fills.Length;

    /// <summary>Height of the drawing that a row takes.</summary>
    public static double RowHeight => Pitch;

    /// <summary>Writes the chart.</summary>
    /// <param name="html">Where to.</param>
    /// <param name="id">Identifier, unique in the document.</param>
    /// <param name="title">What a reader of screens is told first.</param>
    /// <param name="unit">Unit of the values, as people read it.</param>
    /// <param name="series">Names of the parts, at most six.</param>
    /// <param name="bars">The rows from top to bottom.</param>
    /// <param name="decimals">Decimals of the values.</param>
    public static void Write(MarkupWriter html, string id, string title, string unit, IReadOnlyList<string> series, IReadOnlyList<ChartBar> bars, int decimals = 0)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(series.Count, Fills.Length, nameof(series));
        string Text(double value) => HtmlTable.Number(value, decimals);
        var labels = bars.Select(b => TextWidth.Cut(b.Label, WidestLabel / Size)).ToArray();
        var totals = bars.Select(b => b.Values.Any(v => v is not null) ? Text(b.Values.Sum() ?? 0) : "—").ToArray();
        var ends = bars.SelectMany(b => new[] { b.Values.Where(v => v > 0).Sum() ?? 0, b.Values.Where(v => v < 0).Sum() ?? 0 });
        var axis = new ChartAxis(ends, true, labels.Select(l => TextWidth.Of(l) * Size).DefaultIfEmpty(0).Max() + 10, totals.Select(t => TextWidth.Of(t) * (Size - 1)).DefaultIfEmpty(0).Max() + 8, Width, Size - 1);
        var top = Top + ChartKey.Height(series, Width);
        var bottom = top + (Pitch * bars.Count);
        var description = string.Join("; ", bars.Select((b, i) => $"{b.Label}: {string.Join(" + ", b.Values.Select(v => v is { } value ? Text(value) : "—"))} = {totals[i]}"));
        using (SvgText.Open(html, id, Width, bottom + 42, $"{title} ({unit})", description))
        {
            ChartKey.Write(html, series, Width, Top, s => Fills[s]);
            axis.Write(html, top - 2, bottom, unit);
            for (var row = 0; row < bars.Count; row++)
            {
                var y = top + (Pitch * row) + ((Pitch - BarHeight) / 2);
                SvgText.Label(html, axis.Left - 8, y + 13, labels[row], Size, "end");
                var (above, below) = (0.0, 0.0);
                for (var s = 0; s < series.Count; s++)
                {
                    if (bars[row].Values[s] is not { } value || value == 0)
                        continue;
                    var from = value > 0 ? above : below + value;
                    var (x, length) = (axis.X(from), axis.X(from + Math.Abs(value)) - axis.X(from));
                    SvgText.Box(html, x, y, length, BarHeight, Fills[s], "#1f4a34");
                    var text = Text(value);
                    if ((TextWidth.Of(text) * (Size - 2)) + 8 <= length)
                        SvgText.LabelOverLines(html, x + 4, y + 13, text, Size - 2);
                    (above, below) = value > 0 ? (above + value, below) : (above, below + value);
                }

                SvgText.LabelOverLines(html, axis.X(above) + 5, y + 13, totals[row], Size - 1);
            }
        }
    }
}
