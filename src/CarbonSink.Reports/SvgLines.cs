namespace CarbonSink.Reports;

/// <summary>Lines over years as SVG (折线图), told apart by dashes and lightness so that a grey copy reads the same; each line carries its name at its end.</summary>
public static class SvgLines
{
    private const double Width = 720;
    private const double Height = 286;
    private const double Size = 12;
    private const double Top = 26;
    private const double Bottom = 262;

    private static readonly (string Stroke, string? Dash)[] Styles = [("#1a1a1a", null), ("#2f6f4e", "8 4"), ("#8a5a00", "2 3"), ("#1f4a8a", "10 3 2 3"), ("#8c8c8c", null), ("#6fae88", "8 4"), ("#c99a3c", "2 3"), ("#7d9fd0", "10 3 2 3")];

    /// <summary>Most lines in one chart.</summary>
    public static int MostLines => Styles.Length;

    /// <summary>Writes the chart; the scale begins at zero, or below it where a value is negative.</summary>
    /// <param name="html">Where to.</param>
    /// <param name="id">Identifier, unique in the document.</param>
    /// <param name="title">What a reader of screens is told first.</param>
    /// <param name="unit">Unit of the values.</param>
    /// <param name="years">Years, rising.</param>
    /// <param name="lines">Names, and one value per year.</param>
    public static void Write(MarkupWriter html, string id, string title, string unit, IReadOnlyList<int> years, IReadOnlyList<(string Name, IReadOnlyList<double> Values)> lines)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(lines.Count, Styles.Length, nameof(lines));
        ArgumentOutOfRangeException.ThrowIfLessThan(years.Count, 2, nameof(years));
        var ticks = Ticks([.. lines.SelectMany(l => l.Values)]);
        var names = lines.Select(l => TextWidth.Cut(l.Name, 14)).ToArray();
        var left = (ticks.Max(t => TextWidth.Of(NiceNumbers.Text(t))) * Size) + 12;
        var right = Width - (names.Select(n => TextWidth.Of(n) * Size).DefaultIfEmpty(0).Max() + 12);
        double X(int year) => left + ((year - years[0]) / (double)(years[^1] - years[0]) * (right - left));
        double Y(double value) => Bottom - ((value - ticks[0]) / (ticks[^1] - ticks[0]) * (Bottom - Top));
        var description = string.Join("; ", lines.Select(l => $"{l.Name}: {years[0]} {HtmlTable.Number(l.Values[0], 0)}, {years[^1]} {HtmlTable.Number(l.Values[^1], 0)}"));
        using (SvgText.Open(html, id, Width, Height, $"{title} ({unit})", description))
        {
            foreach (var tick in ticks)
            {
                SvgText.Line(html, left, Y(tick), right, Y(tick), tick == 0 ? "#222" : "#cfcfcf", tick == 0 ? 1 : .7);
                SvgText.Label(html, left - 6, Y(tick) + 4, NiceNumbers.Text(tick), Size - 1, "end");
            }

            foreach (var year in years.Where(y => y % 5 == 0 && (years.Count < 60 || y % 10 == 0)))
                SvgText.Label(html, X(year), Bottom + 16, year.ToString(System.Globalization.CultureInfo.InvariantCulture), Size - 1, "middle");
            SvgText.Label(html, Math.Max(left - 6, TextWidth.Of(unit) * Size), Top - 12, unit, Size - 1, "end"); // a long unit begins at the edge
            var places = Places([.. lines.Select(l => Y(l.Values[^1]))]);
            for (var l = 0; l < lines.Count; l++)
            {
                var values = lines[l].Values;
                html.Empty("polyline", ("points", string.Join(' ', years.Select((y, i) => $"{SvgText.At(X(y))},{SvgText.At(Y(values[i]))}"))), ("fill", "none"), ("stroke", Styles[l].Stroke), ("stroke-width", "1.8"), ("stroke-dasharray", Styles[l].Dash));
                SvgText.Label(html, right + 6, places[l] + 4, names[l], Size);
            }
        }
    }

    /// <summary>Steps of one width below and above zero.</summary>
    private static double[] Ticks(double[] values)
    {
        var (least, most) = (Math.Max(0, -values.Min()), Math.Max(0, values.Max()));
        var upper = NiceNumbers.Ticks(Math.Max(least, most), least > 0 && most > 0 ? 4 : 5);
        var step = upper[1];
        return [.. upper.Reverse().Where(t => t > 0 && t < least + step).Select(t => -t), .. upper.Where(t => t == 0 || t < most + step)];
    }

    /// <summary>Heights of the names, moved apart where they would cover each other.</summary>
    private static double[] Places(double[] wanted)
    {
        var order = Enumerable.Range(0, wanted.Length).OrderBy(i => wanted[i]).ToArray();
        var places = (double[])wanted.Clone();
        for (var i = 1; i < order.Length; i++)
            places[order[i]] = Math.Max(places[order[i]], places[order[i - 1]] + Size + 2);
        return places;
    }
}
