using CarbonSink.Geometry;

namespace CarbonSink.Reports;

/// <summary>A name on a map: lines of text centred at a place on the panel.</summary>
/// <param name="Lines">The lines.</param>
/// <param name="X">Centre.</param>
/// <param name="Y">Centre.</param>
public sealed record MapLabel(IReadOnlyList<string> Lines, double X, double Y);

/// <summary>Finds places for names (注记): as far inside their polygon as possible and clear of each other; a name without room is not written but told.</summary>
public sealed class MapLabels(MapFrame frame, double size)
{
    /// <summary>Distance of lines in letter sizes.</summary>
    public const double LineHeight = 1.25;

    private const int Steps = 24;

    private readonly List<(double Left, double Top, double Right, double Bottom)> taken = [];
    private readonly List<MapLabel> placed = [];
    private readonly List<string> omitted = [];

    /// <summary>The labels that found a place.</summary>
    public IReadOnlyList<MapLabel> Placed => placed;

    /// <summary>First lines of the labels that did not.</summary>
    public IReadOnlyList<string> Omitted => omitted;

    /// <summary>Size of the letters, panel units.</summary>
    public double Size => size;

    /// <summary>Places a label in the polygon of a record; where there is no room for all lines, the first alone.</summary>
    public void Add(PolygonColumn polygons, int record, params IReadOnlyList<string> lines)
    {
        var rings = new List<(double X, double Y)[]>();
        for (var r = polygons.FirstRing(record); r < polygons.RecordEnds[record]; r++)
            rings.Add(OnPanel(polygons.Ring(r)));
        if (rings.Count == 0)
        {
            omitted.Add(lines[0]);
            return;
        }

        var candidates = Candidates(rings);
        if (!TryPlace(candidates, lines) && !(lines.Count > 1 && TryPlace(candidates, [lines[0]])))
            omitted.Add(lines[0]);
    }

    /// <summary>Room that lines take, panel units.</summary>
    public (double Width, double Height) SizeOf(IReadOnlyList<string> lines) => ((lines.Max(TextWidth.Of) * size) + 5, (lines.Count * size * LineHeight) + 2);

    private (double X, double Y)[] OnPanel(ReadOnlySpan<double> ring)
    {
        var points = new (double X, double Y)[ring.Length / 2];
        for (var i = 0; i < points.Length; i++)
            points[i] = frame.ToPanel(ring[2 * i], ring[(2 * i) + 1]);
        return points;
    }

    private bool TryPlace(List<(double X, double Y)> candidates, IReadOnlyList<string> lines)
    {
        var (w, h) = SizeOf(lines);
        foreach (var (x, y) in candidates)
        {
            var box = (Left: x - (w / 2), Top: y - (h / 2), Right: x + (w / 2), Bottom: y + (h / 2));
            if (box.Left < 2 || box.Top < 2 || box.Right > frame.Width - 2 || box.Bottom > frame.Height - 2
                || taken.Exists(t => box.Left < t.Right && t.Left < box.Right && box.Top < t.Bottom && t.Top < box.Bottom))
                continue;
            taken.Add(box);
            placed.Add(new(lines, x, y));
            return true;
        }

        return false;
    }

    /// <summary>Points of a raster inside the polygon, those farthest from its border first.</summary>
    private static List<(double X, double Y)> Candidates(List<(double X, double Y)[]> rings)
    {
        var points = rings.SelectMany(r => r).ToArray();
        var (minX, maxX) = (points.Min(p => p.X), points.Max(p => p.X));
        var (minY, maxY) = (points.Min(p => p.Y), points.Max(p => p.Y));
        var found = new List<(double X, double Y, double Distance)>();
        for (var i = 1; i < Steps; i++)
        {
            for (var j = 1; j < Steps; j++)
            {
                var (x, y) = (minX + ((maxX - minX) * i / Steps), minY + ((maxY - minY) * j / Steps));
                if (IsInside(rings, x, y))
                    found.Add((x, y, Distance(rings, x, y)));
            }
        }

        return [.. found.OrderByDescending(f => f.Distance).Select(f => (f.X, f.Y))];
    }

    private static bool IsInside(List<(double X, double Y)[]> rings, double x, double y)
    {
        var inside = false;
        foreach (var ring in rings)
        {
            for (int i = 0, j = ring.Length - 1; i < ring.Length; j = i++)
            {
                if (ring[i].Y > y != ring[j].Y > y && x < ((ring[j].X - ring[i].X) * (y - ring[i].Y) / (ring[j].Y - ring[i].Y)) + ring[i].X)
                    inside = !inside;
            }
        }

        return inside;
    }

    /// <summary>Squared distance to the border; across counts half, since names are wide.</summary>
    private static double Distance(List<(double X, double Y)[]> rings, double x, double y)
    {
        var least = double.PositiveInfinity;
        foreach (var ring in rings)
        {
            for (var i = 1; i < ring.Length; i++)
            {
                var (ax, ay) = ((ring[i - 1].X - x) / 2, ring[i - 1].Y - y);
                var (bx, by) = ((ring[i].X - x) / 2, ring[i].Y - y);
                var (dx, dy) = (bx - ax, by - ay);
                var length = (dx * dx) + (dy * dy);
                var t = length > 0 ? Math.Clamp(-((ax * dx) + (ay * dy)) / length, 0, 1) : 0;
                var (cx, cy) = (ax + (t * dx), ay + (t * dy));
                least = Math.Min(least, (cx * cx) + (cy * cy));
            }
        }

        return least;
    }
}
