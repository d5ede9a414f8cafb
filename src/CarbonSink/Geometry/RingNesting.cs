using System.Buffers;

namespace CarbonSink.Geometry;

/// <summary>Which rings of one record lie inside which: the depth of a ring decides whether it adds (even: outer ring, island) or subtracts (odd: hole).</summary>
internal static class RingNesting
{
    /// <summary>Fills the depth of each ring of a record: how many of its other rings contain it.</summary>
    /// <param name="column">The polygons.</param>
    /// <param name="firstRing">First ring of the record.</param>
    /// <param name="areas">Areas of its rings, any sign; a ring lies only in a larger one, and of two equal ones the later lies in the earlier. Rings without area are passed over.</param>
    /// <param name="depths">Receives the depths.</param>
    /// <param name="parents">Receives the ring each ring lies in next, −1 for none; may be empty.</param>
    /// <param name="period">What x may differ by and be the same place: 360 for <see cref="UnwrappedRings"/>, else 0.</param>
    public static void Depths(PolygonColumn column, int firstRing, ReadOnlySpan<double> areas, Span<int> depths, Span<int> parents = default, double period = 0)
    {
        var boxes = areas.Length <= 64 ? stackalloc Box[areas.Length] : new Box[areas.Length];
        for (var i = 0; i < areas.Length; i++)
            boxes[i] = Box.Of(column.Ring(firstRing + i));
        depths.Clear();
        parents.Fill(-1);
        for (var i = 0; i < areas.Length; i++)
        {
            var point = default((double X, double Y)?);
            for (var j = 0; j < areas.Length && areas[i] != 0; j++)
            {
                var (inner, outer) = (Math.Abs(areas[i]), Math.Abs(areas[j]));
                if (i == j || inner > outer || (inner == outer && i < j))
                    continue;
                var shift = boxes[i].ShiftTo(boxes[j], period);
                if (!boxes[j].Holds(boxes[i].Moved(shift)))
                    continue;
                point ??= InteriorPoint(column.Ring(firstRing + i), boxes[i]);
                if (!Contains(column.Ring(firstRing + j), point.Value.X + shift, point.Value.Y))
                    continue;
                depths[i]++;
                if (!parents.IsEmpty && (parents[i] < 0 || Math.Abs(areas[parents[i]]) >= outer))
                    parents[i] = j;
            }
        }
    }

    /// <summary>The outer ring that a hole is cut from: the smallest of even depth that is larger and around it; −1 where there is none.</summary>
    public static int Parent(PolygonColumn column, int firstRing, int hole, ReadOnlySpan<double> areas, ReadOnlySpan<int> depths)
    {
        var ring = column.Ring(firstRing + hole);
        var (x, y) = InteriorPoint(ring, Box.Of(ring));
        var parent = -1;
        for (var i = 0; i < areas.Length; i++)
        {
            if (i != hole && depths[i] % 2 == 0 && Math.Abs(areas[i]) >= Math.Abs(areas[hole]) && (parent < 0 || Math.Abs(areas[i]) < Math.Abs(areas[parent])) && Contains(column.Ring(firstRing + i), x, y))
                parent = i;
        }
        return parent;
    }

    /// <summary>Whether a ring lies in another: the middle of it does.</summary>
    public static bool LiesIn(ReadOnlySpan<double> inner, ReadOnlySpan<double> outer)
    {
        var (x, y) = InteriorPoint(inner, Box.Of(inner));
        return Contains(outer, x, y);
    }

    /// <summary>The first other ring of a record that a vertex of a ring lies inside; −1 where there is none.</summary>
    public static int ReachesInto(PolygonColumn column, int firstRing, int ring, int rings, double period = 0)
    {
        var own = column.Ring(firstRing + ring);
        var box = Box.Of(own);
        for (var other = 0; other < rings; other++)
        {
            var around = other == ring ? default : Box.Of(column.Ring(firstRing + other));
            var shift = box.ShiftTo(around, period);
            if (other == ring || !around.Meets(box.Moved(shift)))
                continue;
            for (var v = 0; v < own.Length; v += 2)
            {
                if (around.Holds(own[v] + shift, own[v + 1]) && Contains(column.Ring(firstRing + other), own[v] + shift, own[v + 1]))
                    return other;
            }
        }
        return -1;
    }

    /// <summary>Whether a point lies inside a ring, by the number of edges that a ray to the east crosses.</summary>
    public static bool Contains(ReadOnlySpan<double> ring, double x, double y)
    {
        var inside = false;
        for (int i = 0, j = ring.Length - 2; i < ring.Length; j = i, i += 2)
        {
            if (ring[i + 1] > y != ring[j + 1] > y && x < CrossingOf(ring, i, j, y))
                inside = !inside;
        }
        return inside;
    }

    // The middle of the widest stretch inside the ring along a parallel. Vertices will not do: those of a hole or of a neighbouring part often
    // lie on the other ring, up to rounding on its wrong side.
    private static (double X, double Y) InteriorPoint(ReadOnlySpan<double> ring, in Box box)
    {
        var best = (X: ring[0], Y: ring[1]);
        var widest = -1.0;
        var crossings = ArrayPool<double>.Shared.Rent(ring.Length / 2);
        foreach (var share in (ReadOnlySpan<double>)[0.5, 0.382, 0.618, 0.2])
        {
            var y = box.MinY + (box.MaxY - box.MinY) * share;
            var count = 0;
            for (int i = 0, j = ring.Length - 2; i < ring.Length; j = i, i += 2)
            {
                if (ring[i + 1] > y != ring[j + 1] > y)
                    crossings[count++] = CrossingOf(ring, i, j, y);
            }
            crossings.AsSpan(0, count).Sort();
            for (var k = 0; k + 1 < count; k += 2)
            {
                var width = crossings[k + 1] - crossings[k];
                if (width > widest)
                    (widest, best) = (width, (crossings[k] + width / 2, y));
            }
        }
        ArrayPool<double>.Shared.Return(crossings);
        return best;
    }

    private static double CrossingOf(ReadOnlySpan<double> ring, int i, int j, double y) =>
        ring[i] + (ring[j] - ring[i]) * ((y - ring[i + 1]) / (ring[j + 1] - ring[i + 1]));

    private readonly record struct Box(double MinX, double MinY, double MaxX, double MaxY)
    {
        public static Box Of(ReadOnlySpan<double> ring)
        {
            var (minX, minY, maxX, maxY) = (double.PositiveInfinity, double.PositiveInfinity, double.NegativeInfinity, double.NegativeInfinity);
            for (var i = 0; i < ring.Length; i += 2)
            {
                (minX, maxX) = (Math.Min(minX, ring[i]), Math.Max(maxX, ring[i]));
                (minY, maxY) = (Math.Min(minY, ring[i + 1]), Math.Max(maxY, ring[i + 1]));
            }
            return new(minX, minY, maxX, maxY);
        }

        /// <summary>The whole periods that bring this box nearest to another.</summary>
        public double ShiftTo(in Box other, double period) => period == 0 ? 0 : period * Math.Round((other.MinX + other.MaxX - MinX - MaxX) / 2 / period);

        public Box Moved(double x) => this with { MinX = MinX + x, MaxX = MaxX + x };

        public bool Holds(double x, double y) => MinX <= x && x <= MaxX && MinY <= y && y <= MaxY;

        public bool Meets(in Box other) => MinX <= other.MaxX && other.MinX <= MaxX && MinY <= other.MaxY && other.MinY <= MaxY;

        public bool Holds(in Box other) => MinX <= other.MinX && MinY <= other.MinY && MaxX >= other.MaxX && MaxY >= other.MaxY;
    }
}
