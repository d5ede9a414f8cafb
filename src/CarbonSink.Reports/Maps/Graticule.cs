namespace CarbonSink.Reports;

/// <summary>Meridians and parallels over a map (经纬网) at round minutes, with their labels at the frame.</summary>
internal sealed class Graticule
{
    private const int Samples = 24;
    private const int Wanted = 4;

    private static readonly double[] Minutes = [0.25, 0.5, 1, 2, 5, 10, 15, 20, 30, 60, 120, 300, 600];

    private readonly MapFrame frame;

    public Graticule(MapFrame frame)
    {
        this.frame = frame;
        (Meridians, Parallels) = ([], []);
        if (!frame.HasPlaces)
            return;
        var corners = new List<(double Latitude, double Longitude)>();
        for (var i = 0; i <= 8; i++)
        {
            foreach (var j in (int[])[0, 8])
                corners.AddRange([frame.ToGeographic(frame.Width * i / 8, frame.Height * j / 8), frame.ToGeographic(frame.Width * j / 8, frame.Height * i / 8)]);
        }

        var (south, north) = (corners.Min(c => c.Latitude), corners.Max(c => c.Latitude));
        var (west, east) = (corners.Min(c => c.Longitude), corners.Max(c => c.Longitude));
        var (marginY, marginX) = ((north - south) / 50, (east - west) / 50); // lines cross the frame, they do not end on it
        Meridians = [.. Rounded(west, east).Select(l => (Label(l, 'E', 'W'), Line(s => frame.FromGeographic(south - marginY + ((north - south + (2 * marginY)) * s), l))))];
        Parallels = [.. Rounded(south, north).Select(l => (Label(l, 'N', 'S'), Line(s => frame.FromGeographic(l, west - marginX + ((east - west + (2 * marginX)) * s)))))];
    }

    /// <summary>Each meridian with its label, from south to north.</summary>
    public IReadOnlyList<(string Label, (double X, double Y)[] Points)> Meridians { get; }

    /// <summary>Each parallel with its label, from west to east.</summary>
    public IReadOnlyList<(string Label, (double X, double Y)[] Points)> Parallels { get; }

    /// <summary>Where a meridian leaves the panel at the bottom; null where it does not.</summary>
    public double? AtBottom((double X, double Y)[] meridian) => Crossing(meridian, p => (p.Y, p.X), frame.Height, frame.Width);

    /// <summary>Where a parallel enters the panel at the left; null where it does not.</summary>
    public double? AtLeft((double X, double Y)[] parallel) => Crossing(parallel, p => (p.X, p.Y), 0, frame.Height);

    private static (double X, double Y)[] Line(Func<double, (double X, double Y)> at) => [.. Enumerable.Range(0, Samples + 1).Select(i => at((double)i / Samples))];

    private static IEnumerable<double> Rounded(double from, double to)
    {
        var step = Minutes.FirstOrDefault(m => (to - from) * 60 / m <= Wanted + 1, Minutes[^1]) / 60;
        for (var i = Math.Ceiling(from / step); i * step <= to; i++)
            yield return i * step;
    }

    private static double? Crossing((double X, double Y)[] line, Func<(double X, double Y), (double Along, double Across)> axes, double at, double most)
    {
        for (var i = 1; i < line.Length; i++)
        {
            var (a, b) = (axes(line[i - 1]), axes(line[i]));
            if ((a.Along - at) * (b.Along - at) > 0 || a.Along == b.Along)
                continue;
            var across = a.Across + ((b.Across - a.Across) * (at - a.Along) / (b.Along - a.Along));
            return across >= 0 && across <= most ? across : null;
        }

        return null;
    }

    private static string Label(double degrees, char positive, char negative)
    {
        var seconds = (long)Math.Round(Math.Abs(degrees) * 3600);
        var text = $"{seconds / 3600}°";
        if (seconds % 3600 != 0)
            text += $"{seconds / 60 % 60:00}′";
        if (seconds % 60 != 0)
            text += $"{seconds % 60:00}″";
        return text + (degrees < 0 ? negative : positive);
    }
}
