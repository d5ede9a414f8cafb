namespace CarbonSink.Reports;

/// <summary>A row of a bar chart: a label and one value per series; null where there is none.</summary>
/// <param name="Label">What the bars stand for.</param>
/// <param name="Values">One value per series, not negative.</param>
public sealed record ChartBar(string Label, params IReadOnlyList<double?> Values);

/// <summary>Horizontal bars as SVG (条形图), one or several series; lightness and hatching tell series apart in a grey copy, and every bar carries its value.</summary>
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
        var ticks = NiceNumbers.Ticks(bars.SelectMany(b => b.Values).Max() ?? 0, 5);
        var left = labels.Select(l => TextWidth.Of(l) * Size).DefaultIfEmpty(0).Max() + 10;
        var valueWidth = bars.SelectMany(b => b.Values).Select(v => TextWidth.Of(Text(v, decimals)) * (Size - 1)).DefaultIfEmpty(0).Max();
        var right = Width - Math.Max(valueWidth + 8, TextWidth.Of(NiceNumbers.Text(ticks[^1])) * (Size - 1) / 2 + 4);
        var key = series.Count > 1 ? 24 : 0;
        var rowHeight = (BarHeight * series.Count) + Gap;
        var bottom = Top + key + (rowHeight * bars.Count);
        var description = string.Join("; ", bars.Select(b => $"{b.Label}: {string.Join(" / ", b.Values.Select(v => Text(v, decimals)))}"));
        using (SvgText.Open(html, id, Width, bottom + 42, $"{title} ({unit})", description))
        {
            if (series.Count > 2)
            {
                using (html.Open("defs"))
                    SvgText.Hatch(html, $"{id}-hatch", "#444", 4);
            }

            if (key > 0)
                WriteKey(html, id, series, left);
            foreach (var tick in ticks)
            {
                var x = left + (tick / ticks[^1] * (right - left));
                SvgText.Line(html, x, Top + key - 2, x, bottom, tick == 0 ? "#222" : "#cfcfcf", tick == 0 ? 1 : .7);
                SvgText.Label(html, x, bottom + 15, NiceNumbers.Text(tick), Size - 1, "middle");
            }

            SvgText.Label(html, (left + right) / 2, bottom + 34, unit, Size - 1, "middle");
            for (var row = 0; row < bars.Count; row++)
            {
                var y = Top + key + (rowHeight * row) + (Gap / 2);
                SvgText.Label(html, left - 8, y + (BarHeight * series.Count / 2) + 4, labels[row], Size, "end");
                for (var s = 0; s < series.Count; s++)
                {
                    var length = (bars[row].Values[s] ?? 0) / ticks[^1] * (right - left);
                    if (length > 0)
                        SvgText.Box(html, left, y + (BarHeight * s) + 1, length, BarHeight - 2, Fill(id, s), "#1f4a34");
                    SvgText.LabelOverLines(html, left + length + 5, y + (BarHeight * s) + 11.5, Text(bars[row].Values[s], decimals), Size - 1);
                }
            }
        }
    }

    private static void WriteKey(MarkupWriter html, string id, IReadOnlyList<string> series, double left)
    {
        var x = left;
        for (var s = 0; s < series.Count; s++)
        {
            SvgText.Box(html, x, Top - 2, 22, 11, Fill(id, s), "#1f4a34");
            SvgText.Label(html, x + 27, Top + 8, series[s], Size);
            x += 27 + (TextWidth.Of(series[s]) * Size) + 22;
        }
    }

    private static string Fill(string id, int series) => Fills[series] == "hatch" ? $"url(#{id}-hatch)" : Fills[series];

    private static string Text(double? value, int decimals) => value is { } v ? HtmlTable.Number(v, decimals) : "—";
}
