namespace CarbonSink.Reports;

/// <summary>Lines over years as SVG (折线图), told apart by dashes and lightness so that a grey copy reads the same; each line carries its name at its end.</summary>
public static class SvgLines
{
    private const double Width = 720;
    private const double Height = 286;
    private const double Size = 12;
    private const double Top = 26;
    private const double Bottom = 262;
    private const double YearPitch = 40;

    private static readonly int[] Steps = [1, 2, 5, 10, 20, 50, 100];

    private static readonly (string Stroke, string? Dash)[] Styles = [("#1a1a1a", null), ("#2f6f4e", "8 4"), ("#8a5a00", "2 3"), ("#1f4a8a", "10 3 2 3"), ("#8c8c8c", null), ("#6fae88", "8 4"), ("#c99a3c", "2 3"), ("#7d9fd0", "10 3 2 3")];

    /// <summary>Most lines in one chart.</summary>
    public static int MostLines => Styles.Length;

    /// <summary>Writes the chart; the scale begins at zero, or below it where a value is negative.</summary>
    /// <param name="html">Where to.</param>
    /// <param name="id">Identifier, unique in the document.</param>
    /// <param name="title">What a reader of screens is told first.</param>
    /// <param name="unit">Unit of the values.</param>
    /// <param name="years">Years, rising.</param>
    /// <param name="lines">Names, and one value per year; one that is no number is missing, and the line has a gap there.</param>
    public static void Write(MarkupWriter html, string id, string title, string unit, IReadOnlyList<int> years, IReadOnlyList<(string Name, IReadOnlyList<double> Values)> lines)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(lines.Count, Styles.Length, nameof(lines));
        ArgumentOutOfRangeException.ThrowIfLessThan(years.Count, 2, nameof(years));
        var known = lines.SelectMany(l => l.Values).Where(double.IsFinite).Append(0).ToArray();
        var ticks = NiceNumbers.Axis(known.Min(), known.Max(), 5);
        var names = lines.Select(l => TextWidth.Cut(l.Name, 14)).ToArray();
        var left = (ticks.Max(t => TextWidth.Of(NiceNumbers.Text(t))) * Size) + 12;
        var right = Width - (names.Select(n => TextWidth.Of(n) * Size).DefaultIfEmpty(0).Max() + 12);
        double X(int year) => left + ((year - years[0]) / (double)(years[^1] - years[0]) * (right - left));
        double Y(double value) => Bottom - ((value - ticks[0]) / (ticks[^1] - ticks[0]) * (Bottom - Top));
        var description = string.Join("; ", lines.Select(l => $"{l.Name}: {years[0]} {Said(l.Values[0])}, {years[^1]} {Said(l.Values[^1])}"));
        using (SvgText.Open(html, id, Width, Height, $"{title} ({unit})", description))
        {
            foreach (var tick in ticks)
            {
                SvgText.Line(html, left, Y(tick), right, Y(tick), tick == 0 ? "#222" : "#cfcfcf", tick == 0 ? 1 : .7);
                SvgText.Label(html, left - 6, Y(tick) + 4, NiceNumbers.Text(tick), Size - 1, "end");
            }

            foreach (var year in Labelled(years, X))
                SvgText.Label(html, X(year), Bottom + 16, year.ToString(System.Globalization.CultureInfo.InvariantCulture), Size - 1, "middle");
            SvgText.Label(html, Math.Max(left - 6, TextWidth.Of(unit) * Size), Top - 12, unit, Size - 1, "end"); // a long unit begins at the edge
            var places = Places([.. lines.Select(l => Y(l.Values.LastOrDefault(double.IsFinite)))]);
            for (var l = 0; l < lines.Count; l++)
            {
                var values = lines[l].Values;
                foreach (var (from, end) in Stretches(values))
                    html.Empty("polyline", ("points", string.Join(' ', Enumerable.Range(from, end - from).Select(i => $"{SvgText.At(X(years[i]))},{SvgText.At(Y(values[i]))}"))), ("fill", "none"), ("stroke", Styles[l].Stroke), ("stroke-width", "1.8"), ("stroke-dasharray", Styles[l].Dash));
                SvgText.Label(html, right + 6, places[l] + 4, names[l], Size);
            }
        }
    }

    private static string Said(double value) => double.IsFinite(value) ? HtmlTable.Number(value, 0) : "—";

    /// <summary>Heights of the names, moved apart where they would cover each other.</summary>
    private static double[] Places(double[] wanted)
    {
        var order = Enumerable.Range(0, wanted.Length).OrderBy(i => wanted[i]).ToArray();
        var places = (double[])wanted.Clone();
        for (var i = 1; i < order.Length; i++)
            places[order[i]] = Math.Max(places[order[i]], places[order[i - 1]] + Size + 2);
        for (var (i, lowest) = (order.Length - 1, Bottom - 6); i >= 0; lowest = places[order[i--]] - Size - 2)
            places[order[i]] = Math.Min(places[order[i]], lowest);
        return places;
    }

    /// <summary>Round years, as many as have room; else the first and the last.</summary>
    private static List<int> Labelled(IReadOnlyList<int> years, Func<int, double> x)
    {
        var step = Steps.FirstOrDefault(s => x(years[0] + s) - x(years[0]) >= YearPitch, Steps[^1]);
        var round = years.Where(y => y % step == 0).ToList();
        return round.Count > 0 ? round : [years[0], years[^1]];
    }

    /// <summary>The stretches of years whose values are known.</summary>
    private static IEnumerable<(int From, int End)> Stretches(IReadOnlyList<double> values)
    {
        for (var from = 0; from < values.Count; from++)
        {
            var end = from;
            while (end < values.Count && double.IsFinite(values[end]))
                end++;
            if (end > from)
                yield return (from, end);
            from = end;
        }
    }
}
