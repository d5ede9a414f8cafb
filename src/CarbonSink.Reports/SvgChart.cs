namespace CarbonSink.Reports;

/// <summary>A row of a bar chart: a label and one value per series; null where there is none.</summary>
/// <param name="Label">What the bars stand for.</param>
/// <param name="Values">One value per series.</param>
public sealed record ChartBar(string Label, params IReadOnlyList<double?> Values);

/// <summary>Horizontal bars as SVG (条形图), one or several series; lightness and hatching tell series apart in a grey copy, and every bar carries its value. Bars below zero run to the left of it.</summary>
public static class SvgChart
{
    private const double Width = 720;
    private const double Size = 12;
    private const double BarHeight = 15;
    private const double Gap = 8;
    private const double Top = 8;
    private const double WidestLabel = 200;

    private static readonly string[] Fills = ["#2f6f4e", "#b9d3ad", "hatch", "#8a8a8a"];

    /// <summary>Most series in one chart.</summary>
    public static int MostSeries => Fills.Length;

    /// <summary>Height of the drawing that a row takes.</summary>
    public static double RowHeight(int series) => (BarHeight * series) + Gap;

    /// <summary>Writes the chart.</summary>
    /// <param name="html">Where to.</param>
    /// <param name="id">Identifier, unique in the document.</param>
    /// <param name="title">What a reader of screens is told first.</param>
    /// <param name="unit">Unit of the values, as people read it.</param>
    /// <param name="series">Names of the series, at most four; one needs no key and may be empty.</param>
    /// <param name="bars">The rows from top to bottom.</param>
    /// <param name="decimals">Decimals of the values.</param>
    public static void Bars(MarkupWriter html, string id, string title, string unit, IReadOnlyList<string> series, IReadOnlyList<ChartBar> bars, int decimals = 0)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(series.Count, Fills.Length, nameof(series));
        var labels = bars.Select(b => TextWidth.Cut(b.Label, WidestLabel / Size)).ToArray();
        var values = bars.SelectMany(b => b.Values).ToArray();
        var valueWidth = values.Select(v => TextWidth.Of(Text(v, decimals)) * (Size - 1)).DefaultIfEmpty(0).Max();
        var axis = new ChartAxis(values.OfType<double>(), true, labels.Select(l => TextWidth.Of(l) * Size).DefaultIfEmpty(0).Max() + 10, valueWidth + 8, Width, Size - 1);
        var top = Top + ChartKey.Height(series, Width);
        var rowHeight = RowHeight(series.Count);
        var bottom = top + (rowHeight * bars.Count);
        var description = string.Join("; ", bars.Select(b => $"{b.Label}: {string.Join(" / ", b.Values.Select(v => Text(v, decimals)))}"));
        using (SvgText.Open(html, id, Width, bottom + 42, $"{title} ({unit})", description))
        {
            if (series.Count > 2)
            {
                using (html.Open("defs"))
                    SvgText.Hatch(html, $"{id}-hatch", "#444", 4);
            }

            ChartKey.Write(html, series, Width, Top, s => Fill(id, s));
            axis.Write(html, top - 2, bottom, unit);
            for (var row = 0; row < bars.Count; row++)
            {
                var y = top + (rowHeight * row) + (Gap / 2);
                SvgText.Label(html, axis.Left - 8, y + (BarHeight * series.Count / 2) + 4, labels[row], Size, "end");
                for (var s = 0; s < series.Count; s++)
                {
                    var value = bars[row].Values[s] ?? 0;
                    var (from, to) = (axis.X(Math.Min(0, value)), axis.X(Math.Max(0, value)));
                    if (value != 0)
                        SvgText.Box(html, from, y + (BarHeight * s) + 1, to - from, BarHeight - 2, Fill(id, s), "#1f4a34");
                    SvgText.LabelOverLines(html, to + 5, y + (BarHeight * s) + 11.5, Text(bars[row].Values[s], decimals), Size - 1);
                }
            }
        }
    }

    private static string Fill(string id, int series) => Fills[series] == "hatch" ? $"url(#{id}-hatch)" : Fills[series];

    private static string Text(double? value, int decimals) => value is { } v ? HtmlTable.Number(v, decimals) : "—";
}
