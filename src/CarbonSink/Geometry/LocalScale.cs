namespace CarbonSink.Geometry;

/// <summary>Metres per unit of the coordinates near a place, good enough for widths of slivers.</summary>
internal static class LocalScale
{
    /// <summary>Metres per unit along x and y; 1 where the reference is unknown.</summary>
    public static (double X, double Y) At(CoordinateReference? reference, double latitude)
    {
        if (reference is not { IsGeographic: true })
            return (reference?.MetresPerUnit ?? 1, reference?.MetresPerUnit ?? 1);
        var (a, e2, (sin, cos)) = (reference.Ellipsoid.SemiMajorAxis, reference.Ellipsoid.EccentricitySquared, Math.SinCos(Math.Clamp(latitude, -90, 90) * Math.PI / 180));
        var w2 = 1 - (e2 * sin * sin);
        return (Math.PI / 180 * a * cos / Math.Sqrt(w2), Math.PI / 180 * a * (1 - e2) / (w2 * Math.Sqrt(w2)));
    }

    /// <summary>Mean width of the polygon of a record: twice its area over the length of its border, metres.</summary>
    public static double Width(PolygonColumn column, int record, double planarArea, CoordinateReference? reference)
    {
        var ring = column.FirstRing(record);
        if (ring == column.RecordEnds[record])
            return 0;
        var (x, y) = At(reference, column.Ring(ring)[1]);
        var length = 0.0;
        for (; ring < column.RecordEnds[record]; ring++)
        {
            var vertices = column.Ring(ring);
            for (var i = 0; i + 3 < vertices.Length; i += 2)
                length += double.Hypot((vertices[i + 2] - vertices[i]) * x, (vertices[i + 3] - vertices[i + 1]) * y);
        }

        return length > 0 ? 2 * planarArea * x * y / length : 0;
    }
}
