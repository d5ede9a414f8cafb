using NetTopologySuite.Geometries;
using NetTopologySuite.Geometries.Utilities;
using Shape = NetTopologySuite.Geometries.Geometry;

namespace CarbonSink.Geometry;

/// <summary>Polygon records as geometries that can be overlaid, and back.</summary>
internal static class PolygonShape
{
    private static readonly GeometryFactory Factory = new();

    /// <summary>A polygon of nothing.</summary>
    public static Polygon Nothing { get; } = Factory.CreatePolygon();

    /// <summary>The geometry of a record, with rings nested as for its area and not looked at for validity; null where there is no ring.</summary>
    public static Shape? Of(PolygonColumn column, int record)
    {
        var first = column.FirstRing(record);
        var rings = column.RecordEnds[record] - first;
        if (column.Kinds[record] != GeometryKind.Polygon || rings == 0)
            return null;
        if (rings == 1)
            return RingOf(column.Ring(first)) is { } single ? Factory.CreatePolygon(single) : null;

        var (areas, depths, parents) = (new double[rings], new int[rings], new int[rings]);
        for (var i = 0; i < rings; i++)
            areas[i] = PlanarArea(column.Ring(first + i));
        RingNesting.Depths(column, first, areas, depths, parents);
        var polygons = new List<Polygon>();
        for (var i = 0; i < rings; i++)
        {
            if (depths[i] % 2 != 0 || areas[i] == 0 || RingOf(column.Ring(first + i)) is not { } shell)
                continue;
            var holes = new List<LinearRing>();
            for (var j = 0; j < rings; j++)
            {
                if (parents[j] == i && areas[j] != 0 && RingOf(column.Ring(first + j)) is { } hole)
                    holes.Add(hole);
            }

            polygons.Add(Factory.CreatePolygon(shell, [.. holes]));
        }

        return polygons.Count switch { 0 => null, 1 => polygons[0], _ => Factory.CreateMultiPolygon([.. polygons]) };
    }

    /// <summary>The polygon of one closed ring of finite interleaved x, y.</summary>
    public static Polygon OfRing(ReadOnlySpan<double> ring) => Factory.CreatePolygon(RingOf(ring));

    /// <summary>Chains of interleaved x, y as lines.</summary>
    public static MultiLineString Lines(IEnumerable<double[]> chains) => Factory.CreateMultiLineString([.. chains.Select(xy =>
    {
        var coordinates = new Coordinate[xy.Length / 2];
        for (var i = 0; i < coordinates.Length; i++)
            coordinates[i] = new(xy[2 * i], xy[(2 * i) + 1]);
        return Factory.CreateLineString(coordinates);
    })]);

    /// <summary>A valid geometry in place of an invalid one; null where nothing with an area is left.</summary>
    public static Shape? Repaired(Shape shape) => GeometryFixer.Fix(shape) is { Area: > 0 } repaired ? repaired : null;

    /// <summary>The polygons of a result of an overlay as one geometry, without the points and lines where borders touch; null where there are none.</summary>
    public static Shape? Polygonal(Shape shape)
    {
        if (shape is Polygon or MultiPolygon)
            return shape.Area > 0 ? shape : null;
        var polygons = Polygons(shape).Where(p => p.Area > 0).ToArray();
        return polygons.Length switch { 0 => null, 1 => polygons[0], _ => Factory.CreateMultiPolygon(polygons) };
    }

    /// <summary>Appends the polygons of a geometry as one record.</summary>
    public static void AddTo(PolygonColumn column, Shape shape)
    {
        foreach (var polygon in Polygons(shape))
        {
            Ring(polygon.ExteriorRing);
            foreach (var hole in polygon.InteriorRings)
                Ring(hole);
        }

        column.EndRecord(GeometryKind.Polygon);

        void Ring(LineString ring)
        {
            var coordinates = ring.Coordinates;
            var target = column.AddRing(coordinates.Length);
            for (var i = 0; i < coordinates.Length; i++)
                (target[2 * i], target[(2 * i) + 1]) = (coordinates[i].X, coordinates[i].Y);
        }
    }

    /// <summary>The polygons of a geometry; lines and points that an overlay leaves have no area.</summary>
    public static IEnumerable<Polygon> Polygons(Shape shape) => PolygonExtracter.GetPolygons(shape).Cast<Polygon>();

    private static LinearRing? RingOf(ReadOnlySpan<double> ring)
    {
        if (ring.Length < 8)
            return null;
        var coordinates = new Coordinate[ring.Length / 2];
        for (var i = 0; i < coordinates.Length; i++)
        {
            if (!double.IsFinite(ring[2 * i]) || !double.IsFinite(ring[(2 * i) + 1]))
                return null;
            coordinates[i] = new(ring[2 * i], ring[(2 * i) + 1]);
        }

        return coordinates[0].Equals2D(coordinates[^1]) ? Factory.CreateLinearRing(coordinates) : null;
    }

    internal static double PlanarArea(ReadOnlySpan<double> ring)
    {
        var sum = 0.0;
        for (var i = 0; i + 3 < ring.Length; i += 2)
            sum += ((ring[i] - ring[0]) * (ring[i + 3] - ring[1])) - ((ring[i + 2] - ring[0]) * (ring[i + 1] - ring[1]));
        return sum / 2;
    }
}
