namespace CarbonSink.Geometry;

/// <summary>Whether polygons are valid (图形有效性): rings closed, free of crossings with themselves and one another.</summary>
/// <remarks>OGC 06-103r4 clause 6.1.11; which ring is outer and which is a hole follows from the nesting, as it does for the area.</remarks>
public static class PolygonValidity
{
    /// <summary>Whether the polygon of a record is valid; false for a record that is no polygon.</summary>
    /// <param name="polygons">The polygons.</param>
    /// <param name="record">Position of the record in them.</param>
    public static bool IsValid(PolygonColumn polygons, int record)
    {
        for (var ring = polygons.FirstRing(record); ring < polygons.RecordEnds[record]; ring++)
            if (polygons.Ring(ring).Length < 8)
                return false;
        return PolygonShape.Of(polygons, record) is { IsValid: true };
    }
}
