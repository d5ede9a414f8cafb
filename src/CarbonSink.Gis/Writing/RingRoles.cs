using CarbonSink.Geometry;

namespace CarbonSink.Gis;

/// <summary>Which rings of a polygon are outer rings, which are holes and of which (环的内外关系), as the area takes them: by nesting, not by winding. Reuses its memory.</summary>
/// <remarks>A ring of fewer than four vertices bounds nothing and has no role.</remarks>
internal sealed class RingRoles
{
    private double[] areas = new double[8];
    private int[] depths = new int[8];
    private int[] parents = new int[8];
    private PolygonColumn? column;

    /// <summary>The extent of the rings that have a role.</summary>
    public Extent Extent { get; private set; }

    /// <summary>First ring of the record in its column.</summary>
    public int First { get; private set; }

    /// <summary>Number of rings of the record.</summary>
    public int Count { get; private set; }

    /// <summary>Number of outer rings.</summary>
    public int Polygons { get; private set; }

    /// <summary>Finds the roles of a record's rings; false where none has one.</summary>
    public bool Find(PolygonColumn polygons, int record)
    {
        column = polygons;
        First = polygons.FirstRing(record);
        Count = polygons.RecordEnds[record] - First;
        if (areas.Length < Count)
            (areas, depths, parents) = (new double[2 * Count], new int[2 * Count], new int[2 * Count]);
        var extent = Extent.Empty;
        for (var ring = 0; ring < Count; ring++)
        {
            areas[ring] = 0;
            if (!Counts(ring))
                continue;
            areas[ring] = SignedArea(polygons.Ring(First + ring), out var box);
            extent += box;
        }

        Extent = extent;
        Array.Fill(parents, -1, 0, Count);
        Polygons = extent.IsEmpty ? 0 : 1;
        if (Count > 1)
            Nest(polygons);
        return Polygons > 0;
    }

    /// <summary>Whether a ring has vertices enough to bound something.</summary>
    public bool Counts(int ring) => column!.Ring(First + ring).Length >= 8;

    /// <summary>Whether a ring is an outer one.</summary>
    public bool IsOuter(int ring) => parents[ring] < 0 && Counts(ring);

    /// <summary>Whether a ring is a hole of an outer one.</summary>
    public bool IsHoleOf(int ring, int outer) => parents[ring] == outer && Counts(ring);

    /// <summary>Whether a ring must be reversed to run the way asked for; one without area has no way.</summary>
    public bool IsReversed(int ring, bool counterClockwise) => areas[ring] != 0 && areas[ring] > 0 != counterClockwise;

    private void Nest(PolygonColumn polygons)
    {
        RingNesting.Depths(polygons, First, areas.AsSpan(0, Count), depths.AsSpan(0, Count));
        Polygons = 0;
        for (var ring = 0; ring < Count; ring++)
        {
            if (depths[ring] % 2 != 0)
                parents[ring] = RingNesting.Parent(polygons, First, ring, areas.AsSpan(0, Count), depths.AsSpan(0, Count));
            Polygons += IsOuter(ring) ? 1 : 0;
        }
    }

    /// <summary>Planar area by the shoelace formula from the first vertex, positive counter-clockwise.</summary>
    private static double SignedArea(ReadOnlySpan<double> ring, out Extent box)
    {
        var (x0, y0) = (ring[0], ring[1]);
        var (minX, minY, maxX, maxY) = (x0, y0, x0, y0);
        var (twice, px, py) = (0.0, 0.0, 0.0);
        for (var i = 2; i < ring.Length; i += 2)
        {
            var (x, y) = (ring[i], ring[i + 1]);
            (minX, maxX) = (x < minX ? x : minX, x > maxX ? x : maxX);
            (minY, maxY) = (y < minY ? y : minY, y > maxY ? y : maxY);
            var (dx, dy) = (x - x0, y - y0);
            twice += (px * dy) - (dx * py);
            (px, py) = (dx, dy);
        }

        box = new(minX, minY, maxX, maxY);
        return twice / 2;
    }
}
