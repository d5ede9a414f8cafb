namespace CarbonSink.Geometry;

/// <summary>Whether a record is a valid polygon (图形有效性) in the sense of OGC simple features (ISO 19125-1, 6.1.11): rings closed and simple, holes inside, parts apart.</summary>
/// <remarks>Rings count by their nesting, so the direction they wind in is no fault.</remarks>
public static class PolygonValidity
{
    /// <summary>Judges a record; false too for rings that are open, short, empty of area or not finite. Null where the record is no polygon.</summary>
    public static bool? IsValid(PolygonColumn column, int record)
    {
        if (column.Kinds[record] != GeometryKind.Polygon)
            return null;
        for (var ring = column.FirstRing(record); ring < column.RecordEnds[record]; ring++)
        {
            var vertices = column.Ring(ring);
            if (vertices.Length < 8 || vertices[0] != vertices[^2] || vertices[1] != vertices[^1])
                return false;
            foreach (var c in vertices)
            {
                if (!double.IsFinite(c))
                    return false;
            }
        }

        return PolygonShape.Of(column, record) is { IsEmpty: false, IsValid: true };
    }
}
