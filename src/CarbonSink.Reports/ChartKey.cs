namespace CarbonSink.Reports;

/// <summary>The key of a chart (图例): what each fill stands for, in as many lines as the names need.</summary>
internal static class ChartKey
{
    private const double Size = 12;
    private const double LineHeight = 20;
    private const double Box = 22;
    private const double Widest = 320;

    /// <summary>Height that a key of these names takes; 0 for a single name, which needs none.</summary>
    public static double Height(IReadOnlyList<string> names, double width) => names.Count > 1 ? (Places(names, width)[^1].Line + 1) * LineHeight : 0;

    /// <summary>Writes the key.</summary>
    public static void Write(MarkupWriter html, IReadOnlyList<string> names, double width, double top, Func<int, string> fill)
    {
        if (names.Count < 2)
            return;
        var places = Places(names, width);
        for (var i = 0; i < names.Count; i++)
        {
            var y = top + (places[i].Line * LineHeight);
            SvgText.Box(html, places[i].X, y - 2, Box, 11, fill(i), "#1f4a34");
            SvgText.Label(html, places[i].X + Box + 5, y + 8, Cut(names[i]), Size);
        }
    }

    private static string Cut(string name) => TextWidth.Cut(name, Widest / Size);

    private static List<(double X, int Line)> Places(IReadOnlyList<string> names, double width)
    {
        var (places, x, line) = (new List<(double, int)>(), 8.0, 0);
        foreach (var name in names)
        {
            var room = Box + 5 + (TextWidth.Of(Cut(name)) * Size);
            if (x > 8 && x + room > width)
                (x, line) = (8, line + 1);
            places.Add((x, line));
            x += room + Box;
        }

        return places;
    }
}
