using System.Globalization;
using System.Text;
using CarbonSink.Geometry;

namespace CarbonSink.Reports;

/// <summary>Polygons on their way into one SVG path per class (综合): vertices fall on a grid so fine that the eye does not see it, and equal and collinear ones go. Neighbours share vertices, so they share the generalised border too.</summary>
/// <remarks>A record that shrinks to nothing is not drawn but counted; a class of which nothing is left is drawn as one grid cell per record, so that none disappears.</remarks>
public sealed class MapPaths
{
    private const int MarksKept = 1000;

    private readonly MapFrame frame;
    private readonly StringBuilder[] paths;
    private readonly (int X, int Y)[] pens;
    private readonly List<(int X, int Y)>[] marks;
    private readonly long[] undrawn;
    private readonly List<(int X, int Y)> ring = [];

    /// <summary>Prepares paths for a number of classes on a grid.</summary>
    /// <param name="frame">The panel.</param>
    /// <param name="classes">Number of classes.</param>
    /// <param name="grid">Width of a grid cell, panel units.</param>
    public MapPaths(MapFrame frame, int classes, double grid)
    {
        (this.frame, Grid) = (frame, grid);
        paths = [.. Enumerable.Range(0, classes).Select(_ => new StringBuilder())];
        pens = new (int, int)[classes];
        marks = [.. Enumerable.Range(0, classes).Select(_ => new List<(int, int)>())];
        undrawn = new long[classes];
    }

    /// <summary>Width of a grid cell, panel units.</summary>
    public double Grid { get; }

    /// <summary>Width of a grid cell on the ground, metres.</summary>
    public double GridMetres => Grid * frame.MetresPerUnit;

    /// <summary>Records too small to be drawn.</summary>
    public long UndrawnCount => undrawn.Sum();

    /// <summary>A grid fit for a number of vertices: the more there are, the coarser, so that the drawing stays a few megabytes.</summary>
    public static double GridFor(long vertices) => vertices switch { < 50_000 => 0.1, < 500_000 => 0.25, _ => 0.5 };

    /// <summary>Adds the polygon of a record to a class.</summary>
    /// <param name="polygons">The column that holds it.</param>
    /// <param name="record">Its row.</param>
    /// <param name="mapClass">The class, from 0.</param>
    public void Add(PolygonColumn polygons, int record, int mapClass)
    {
        var drawn = false;
        (int X, int Y)? first = null;
        for (var r = polygons.FirstRing(record); r < polygons.RecordEnds[record]; r++)
        {
            Snap(polygons.Ring(r));
            first ??= ring.Count > 0 ? ring[0] : null;
            Straighten();
            if (ring.Count < 3 || !HasArea())
                continue;
            Append(paths[mapClass], ref pens[mapClass]);
            drawn = true;
        }

        if (drawn || first is not { } place)
            return;
        undrawn[mapClass]++;
        if (marks[mapClass].Count < MarksKept)
            marks[mapClass].Add(place);
    }

    /// <summary>Adds a whole grid cell to a class, by the column and row of its upper left corner.</summary>
    public void AddCell(int column, int row, int mapClass)
    {
        ring.Clear();
        ring.AddRange([(column, row), (column + 1, row), (column + 1, row + 1), (column, row + 1)]);
        Append(paths[mapClass], ref pens[mapClass]);
    }

    /// <summary>Adds a line between two corners of grid cells, for paths that are not filled.</summary>
    public void AddLine((int X, int Y) from, (int X, int Y) to, int mapClass)
    {
        var pen = pens[mapClass];
        paths[mapClass].Append(CultureInfo.InvariantCulture, $"m{from.X - pen.X} {from.Y - pen.Y}l{to.X - from.X} {to.Y - from.Y}");
        pens[mapClass] = to;
    }

    /// <summary>The path data of a class in grid cells; empty where it has no records.</summary>
    public string Data(int mapClass)
    {
        if (paths[mapClass].Length > 0)
            return paths[mapClass].ToString();
        var pen = (0, 0);
        var squares = new StringBuilder();
        foreach (var (x, y) in marks[mapClass])
        {
            ring.Clear();
            ring.AddRange([(x, y), (x + 2, y), (x + 2, y + 2), (x, y + 2)]);
            Append(squares, ref pen);
        }

        return squares.ToString();
    }

    private void Snap(ReadOnlySpan<double> coordinates)
    {
        ring.Clear();
        for (var i = 0; i + 1 < coordinates.Length; i += 2)
        {
            var (px, py) = frame.ToPanel(coordinates[i], coordinates[i + 1]);
            if (!(Math.Abs(px) < 1e6 && Math.Abs(py) < 1e6))
                continue; // no number, or far off the sheet
            var point = ((int)Math.Round(px / Grid), (int)Math.Round(py / Grid));
            if (ring.Count == 0 || ring[^1] != point)
                ring.Add(point);
        }

        while (ring.Count > 1 && ring[^1] == ring[0])
            ring.RemoveAt(ring.Count - 1);
    }

    /// <summary>Takes out vertices on the straight line between their neighbours, and spikes.</summary>
    private void Straighten()
    {
        var kept = 0;
        for (var i = 0; i < ring.Count; i++)
        {
            while (kept >= 2 && IsStraight(ring[kept - 2], ring[kept - 1], ring[i]))
                kept--;
            if (kept > 0 && ring[kept - 1] == ring[i])
                continue;
            ring[kept++] = ring[i];
        }

        while (kept >= 3 && (IsStraight(ring[kept - 2], ring[kept - 1], ring[0]) || ring[kept - 1] == ring[0]))
            kept--;
        ring.RemoveRange(kept, ring.Count - kept);
        while (ring.Count >= 3 && IsStraight(ring[^1], ring[0], ring[1]))
            ring.RemoveAt(0);
    }

    private bool HasArea()
    {
        long twice = 0;
        for (var i = 0; i < ring.Count; i++)
        {
            var (a, b) = (ring[i], ring[(i + 1) % ring.Count]);
            twice += ((long)a.X * b.Y) - ((long)b.X * a.Y);
        }

        return twice != 0;
    }

    /// <summary>Appends the ring relative to where the pen stands: after a ring is closed it is back at the ring's first point.</summary>
    private void Append(StringBuilder path, ref (int X, int Y) pen)
    {
        path.Append('m');
        var at = pen;
        for (var i = 0; i < ring.Count; i++)
        {
            var (dx, dy) = (ring[i].X - at.X, ring[i].Y - at.Y);
            if (i == 1)
                path.Append('l');
            else if (i > 1 && dx >= 0)
                path.Append(' ');
            path.Append(CultureInfo.InvariantCulture, $"{dx}");
            if (dy >= 0)
                path.Append(' ');
            path.Append(CultureInfo.InvariantCulture, $"{dy}");
            at = ring[i];
        }

        path.Append('z');
        pen = ring[0];
    }

    private static bool IsStraight((int X, int Y) a, (int X, int Y) b, (int X, int Y) c) =>
        (long)(b.X - a.X) * (c.Y - b.Y) == (long)(b.Y - a.Y) * (c.X - b.X);
}
