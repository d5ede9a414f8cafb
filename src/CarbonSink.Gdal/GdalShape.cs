using CarbonSink.Geometry;
using CarbonSink.Gis;

namespace CarbonSink.Gdal;

/// <summary>Builds geometries of GDAL from a column: of a layer of polygons multipolygons, of lines multi line strings, of points multipoints where a record has several.</summary>
/// <param name="kind">Kind of the layer.</param>
internal sealed unsafe class GdalShape(GeometryKind kind)
{
    private const int Point = 1;
    private const int LineString = 2;
    private const int Polygon = 3;

    private readonly RingRoles roles = new();

    /// <summary>The type of the layer: multi of its kind, 100 for none.</summary>
    public int LayerType => kind switch { GeometryKind.Polygon => Polygon + 3, GeometryKind.Line => LineString + 3, GeometryKind.Point => Point + 3, _ => 100 };

    /// <summary>The geometry of a record; the feature it is given to owns it.</summary>
    public nint Build(PolygonColumn column, int row)
    {
        var whole = WritingApi.NewGeometry(LayerType);
        if (kind == GeometryKind.Polygon)
        {
            roles.Find(column, row);
            for (var outer = 0; outer < roles.Count; outer++)
            {
                if (roles.IsOuter(outer))
                    WritingApi.AddPart(whole, OnePolygon(column, outer));
            }
        }
        else
        {
            for (var ring = column.FirstRing(row); ring < column.RecordEnds[row]; ring++)
                WritingApi.AddPart(whole, Part(kind == GeometryKind.Line ? LineString : Point, column.Ring(ring), reversed: false));
        }

        return whole;
    }

    private nint OnePolygon(PolygonColumn column, int outer)
    {
        var polygon = WritingApi.NewGeometry(Polygon);
        WritingApi.AddPart(polygon, Part(VectorApi.LinearRing, column.Ring(roles.First + outer), roles.IsReversed(outer, counterClockwise: true)));
        for (var hole = 0; hole < roles.Count; hole++)
        {
            if (roles.IsHoleOf(hole, outer))
                WritingApi.AddPart(polygon, Part(VectorApi.LinearRing, column.Ring(roles.First + hole), roles.IsReversed(hole, counterClockwise: false)));
        }

        return polygon;
    }

    private static nint Part(int type, ReadOnlySpan<double> xy, bool reversed)
    {
        var part = WritingApi.NewGeometry(type);
        fixed (double* first = xy)
        {
            // Read from the end with a negative stride, a ring is reversed.
            var start = reversed ? first + xy.Length - 2 : first;
            var stride = reversed ? -16 : 16;
            WritingApi.SetPoints(part, xy.Length / 2, start, stride, start + 1, stride, null, 0);
        }

        return part;
    }
}
