namespace CarbonSink.Reports;

/// <summary>A row of a bullet chart: how far something has come, beside what it is to come to.</summary>
/// <param name="Label">What is measured and what it is to come to.</param>
/// <param name="Actual">What it has come to, in per cent of the mark.</param>
/// <param name="Forecast">What it is expected to come to, in per cent of the mark, or null.</param>
/// <param name="Text">Said at the end of the row: the figure and the verdict.</param>
public sealed record ChartBullet(string Label, double Actual, double? Forecast, string Text);

/// <summary>Bars against a mark as SVG (子弹图): a bar for the actual value, an upright line at 100 % for the target and a ring for the forecast; shapes and not colours tell them apart. What lies beyond the scale ends in an arrow.</summary>
public static class SvgBullets
{
    private const double Width = 720;
    private const double Size = 12;
    private const double Pitch = 26;
    private const double Top = 34;
    private const double WidestLabel = 235;
    private const double WidestText = 150;
    private const double WidestKey = 16; // ems
    private const double Furthest = 150;

    /// <summary>Height of the drawing that a row takes.</summary>
    public static double RowHeight => Pitch;

    /// <summary>Writes the chart.</summary>
    /// <param name="html">Where to.</param>
    /// <param name="id">Identifier, unique in the document.</param>
    /// <param name="title">What a reader of screens is told first.</param>
    /// <param name="axis">What the scale says.</param>
    /// <param name="key">What bar, line and ring stand for.</param>
    /// <param name="rows">The rows from top to bottom.</param>
    public static void Write(MarkupWriter html, string id, string title, string axis, (string Actual, string Mark, string Forecast) key, IReadOnlyList<ChartBullet> rows)
    {
        var labels = rows.Select(r => TextWidth.Cut(r.Label, WidestLabel / Size)).ToArray();
        var texts = rows.Select(r => TextWidth.Cut(r.Text, WidestText / (Size - 1))).ToArray();
        var ticks = NiceNumbers.Ticks(Math.Min(Furthest, Math.Max(100, rows.SelectMany(r => new[] { r.Actual, r.Forecast ?? 0 }).DefaultIfEmpty(0).Max())), 6);
        var left = labels.Select(l => TextWidth.Of(l) * Size).DefaultIfEmpty(0).Max() + 10;
        var right = Width - texts.Select(t => TextWidth.Of(t) * (Size - 1)).DefaultIfEmpty(0).Max() - 16;
        var bottom = Top + (Pitch * rows.Count);
        double X(double percent) => left + (Math.Clamp(percent / ticks[^1], 0, 1) * (right - left));
        using (SvgText.Open(html, id, Width, bottom + 42, title, string.Join("; ", rows.Select(r => $"{r.Label}: {r.Text}"))))
        {
            WriteKey(html, key, left);
            foreach (var tick in ticks)
            {
                SvgText.Line(html, X(tick), Top, X(tick), bottom, tick == 0 ? "#222" : "#cfcfcf", tick == 0 ? 1 : .7);
                SvgText.Label(html, X(tick), bottom + 15, NiceNumbers.Text(tick), Size - 1, "middle");
            }

            SvgText.Label(html, (left + right) / 2, bottom + 34, axis, Size - 1, "middle");
            for (var i = 0; i < rows.Count; i++)
            {
                var y = Top + (Pitch * (i + .5));
                SvgText.Label(html, left - 8, y + 4, labels[i], Size, "end");
                SvgText.Box(html, left, y - 5, X(rows[i].Actual) - left, 10, "#8fb08a", "#1f4a34");
                if (rows[i].Actual > ticks[^1])
                    html.Empty("path", ("d", $"M{SvgText.At(right)} {SvgText.At(y - 8)}l8 8l-8 8z"), ("fill", "#1f4a34"));
                if (rows[i].Forecast is { } forecast && forecast <= ticks[^1])
                    html.Empty("circle", ("cx", SvgText.At(X(forecast))), ("cy", SvgText.At(y)), ("r", "5"), ("fill", "#fff"), ("stroke", "#111"), ("stroke-width", "1.6"));
                SvgText.Line(html, X(100), y - 10, X(100), y + 10, "#111", 3);
                SvgText.LabelOverLines(html, right + 12, y + 4, texts[i], Size - 1);
            }
        }
    }

    private static void WriteKey(MarkupWriter html, (string Actual, string Mark, string Forecast) key, double left)
    {
        key = (TextWidth.Cut(key.Actual, WidestKey), TextWidth.Cut(key.Mark, WidestKey), TextWidth.Cut(key.Forecast, WidestKey));
        var x = Math.Max(8, Math.Min(left, Width - 100 - ((TextWidth.Of(key.Actual) + TextWidth.Of(key.Mark) + TextWidth.Of(key.Forecast)) * Size)));
        SvgText.Box(html, x, 8, 22, 10, "#8fb08a", "#1f4a34");
        x += 27;
        SvgText.Label(html, x, 17, key.Actual, Size);
        x += (TextWidth.Of(key.Actual) * Size) + 22;
        SvgText.Line(html, x, 4, x, 22, "#111", 3);
        SvgText.Label(html, x + 7, 17, key.Mark, Size);
        x += (TextWidth.Of(key.Mark) * Size) + 32;
        if (key.Forecast.Length == 0)
            return;
        html.Empty("circle", ("cx", SvgText.At(x)), ("cy", "13"), ("r", "5"), ("fill", "#fff"), ("stroke", "#111"), ("stroke-width", "1.6"));
        SvgText.Label(html, x + 10, 17, key.Forecast, Size);
    }
}
