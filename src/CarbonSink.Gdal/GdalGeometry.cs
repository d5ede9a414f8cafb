using CarbonSink.Findings;
using CarbonSink.Geometry;

namespace CarbonSink.Gdal;

/// <summary>Reads geometries of GDAL (x and y only) into a column. One per pass.</summary>
/// <param name="file">Name of the file, for findings.</param>
/// <param name="findings">Receives what is remarkable.</param>
internal sealed unsafe class GdalGeometry(string file, FindingLog findings)
{
    private const int Point = 1;
    private const int LineString = 2;
    private const int Polygon = 3;
    private const int MultiPoint = 4;
    private const int MultiLineString = 5;
    private const int MultiPolygon = 6;
    private const int Collection = 7;
    private const int PolyhedralSurface = 15;
    private const int Tin = 16;
    private const int Triangle = 17;

    /// <summary>Appends a geometry as one record; 0 for none. Returns its kind.</summary>
    public GeometryKind Read(nint geometry, long record, PolygonColumn column)
    {
        var linear = geometry != 0 && VectorApi.HasCurve(geometry, 0) != 0 ? VectorApi.Linear(geometry, 0, null) : 0;
        try
        {
            if (linear != 0)
                findings.Add(GdalFindings.CurveLinearised, file, record, null, null);
            var kind = Kind(linear != 0 ? linear : geometry, record, column);
            column.EndRecord(kind);
            return kind;
        }
        finally
        {
            if (linear != 0)
                VectorApi.DestroyGeometry(linear);
        }
    }

    private static int TypeOf(nint geometry) => VectorApi.Flatten(VectorApi.TypeOf(geometry));

    private GeometryKind Kind(nint geometry, long record, PolygonColumn column)
    {
        if (geometry == 0 || VectorApi.IsEmpty(geometry) != 0)
        {
            findings.Add(Gis.GisFindings.NullGeometry, file, record, null, null);
            return GeometryKind.Null;
        }

        var kind = KindOf(geometry);
        if (kind == GeometryKind.Unreadable)
        {
            findings.Add(GdalFindings.GeometryMixed, file, record, null, null, GdalText.Of(VectorApi.TypeName(geometry)));
            return kind;
        }

        if (AllFinite(geometry))
        {
            Append(geometry, record, column);
            return kind;
        }

        findings.Add(GdalFindings.CoordinateNotFinite, file, record, null, null);
        return GeometryKind.Unreadable;
    }

    /// <summary>The one kind of all parts; unreadable where they differ.</summary>
    private static GeometryKind KindOf(nint geometry)
    {
        switch (TypeOf(geometry))
        {
            case Point or MultiPoint: return GeometryKind.Point;
            case LineString or MultiLineString: return GeometryKind.Line;
            case Polygon or MultiPolygon or PolyhedralSurface or Tin or Triangle: return GeometryKind.Polygon;
            case Collection:
                var parts = VectorApi.PartCount(geometry);
                var first = KindOf(VectorApi.Part(geometry, 0));
                for (var i = 1; i < parts; i++)
                {
                    if (KindOf(VectorApi.Part(geometry, i)) != first)
                        return GeometryKind.Unreadable;
                }

                return first;
            default: return GeometryKind.Unreadable;
        }
    }

    private static bool AllFinite(nint geometry)
    {
        var (parts, points) = (VectorApi.PartCount(geometry), VectorApi.PointCount(geometry));
        for (var i = 0; i < parts; i++)
        {
            if (!AllFinite(VectorApi.Part(geometry, i)))
                return false;
        }

        if (parts > 0 || points == 0)
            return true;
        var values = new double[2 * points];
        Copy(geometry, values);
        return !Array.Exists(values, v => !double.IsFinite(v));
    }

    private static void Copy(nint geometry, Span<double> target)
    {
        fixed (double* xy = target)
            _ = VectorApi.Points(geometry, xy, 16, xy + 1, 16, null, 0);
    }

    private void Append(nint geometry, long record, PolygonColumn column)
    {
        var type = TypeOf(geometry);
        if (type is MultiPoint or MultiLineString or MultiPolygon or Collection or PolyhedralSurface or Tin)
        {
            for (var i = 0; i < VectorApi.PartCount(geometry); i++)
                Append(VectorApi.Part(geometry, i), record, column);
        }
        else if (type is Polygon or Triangle)
        {
            for (var i = 0; i < VectorApi.PartCount(geometry); i++)
                Ring(VectorApi.Part(geometry, i), record, i, column);
        }
        else if (VectorApi.PointCount(geometry) is > 0 and var points)
        {
            Copy(geometry, column.AddRing(points));
        }
    }

    private void Ring(nint ring, long record, int number, PolygonColumn column)
    {
        var points = VectorApi.PointCount(ring);
        if (points == 0)
            return;
        var values = new double[2 * points];
        Copy(ring, values);
        var closed = values[0] == values[^2] && values[1] == values[^1];
        if (!closed || points < 4)
            findings.Add(Gis.GisFindings.RingNotClosed, file, record, null, null, $"{number}", $"{points}");
        var target = column.AddRing(closed ? points : points + 1);
        values.CopyTo(target);
        (target[^2], target[^1]) = (values[0], values[1]);
    }
}
