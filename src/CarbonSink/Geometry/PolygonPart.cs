namespace CarbonSink.Geometry;

/// <summary>One connected part of a polygon record (多部件之一).</summary>
/// <param name="Polygon">The part, as the only record of a column.</param>
/// <param name="X">A point within it.</param>
/// <param name="Y">A point within it.</param>
/// <param name="PlanarArea">Its area in squared units of the coordinates.</param>
/// <param name="Width">Its mean width, twice the area over the length of the border: metres, or units of the coordinates where their reference is unknown.</param>
public sealed record PolygonPart(PolygonColumn Polygon, double X, double Y, double PlanarArea, double Width)
{
    /// <summary>The connected parts of a record, each with its holes; none where there is no polygon.</summary>
    /// <param name="column">The polygons.</param>
    /// <param name="record">The record.</param>
    /// <param name="reference">Their coordinate reference; null where it is unknown.</param>
    public static IReadOnlyList<PolygonPart> Of(PolygonColumn column, int record, CoordinateReference? reference)
    {
        var parts = new List<PolygonPart>();
        if (PolygonShape.Of(column, record) is not { } shape)
            return parts;
        foreach (var polygon in PolygonShape.Polygons(shape))
        {
            var (part, inside) = (new PolygonColumn(), polygon.InteriorPoint.Coordinate);
            PolygonShape.AddTo(part, polygon);
            parts.Add(new(part, inside.X, inside.Y, polygon.Area, LocalScale.Width(part, 0, polygon.Area, reference)));
        }

        return parts;
    }
}
