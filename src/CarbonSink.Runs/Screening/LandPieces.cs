using CarbonSink.Geometry;

namespace CarbonSink.Runs;

/// <summary>Polygons of land with the rows of the parcels that they are of (地块余下的图形).</summary>
/// <param name="Polygons">The polygons, one record for each parcel of which anything is left.</param>
/// <param name="Rows">Row of the parcel of each.</param>
internal sealed record LandPieces(PolygonColumn Polygons, IReadOnlyList<int> Rows)
{
    /// <summary>What of one record lies outside of another; null for nothing.</summary>
    public static PolygonColumn? Without(PolygonColumn land, int record, PolygonColumn other, int otherRecord)
    {
        var rest = LayerOverlay.Of(PreparedLayer.Create(One(land, record)), PreparedLayer.Create(One(other, otherRecord))).Rest;
        return rest.Count > 0 ? rest.Polygons : null;
    }

    /// <summary>A record as the only one of a column.</summary>
    public static PolygonColumn One(PolygonColumn polygons, int record)
    {
        var one = new PolygonColumn();
        one.Append(polygons, record);
        return one;
    }

    /// <summary>The parts of the only record of a column that are large enough, as one record, and how many of what area are not; the column itself where all or none are.</summary>
    public static (PolygonColumn Land, int Small, double SmallM2) WithoutSmallParts(PolygonColumn land, double leastM2, EllipsoidalArea measure)
    {
        var areas = PolygonPart.Of(land, 0, null).Select(p => (p.Polygon, M2: measure.Measure(p.Polygon, 0, out _))).ToList();
        var small = areas.FindAll(p => p.M2 < leastM2);
        if (small.Count == 0 || small.Count == areas.Count)
            return (land, 0, 0);
        var kept = new PolygonColumn();
        foreach (var (part, _) in areas.Where(p => p.M2 >= leastM2))
        {
            for (var ring = 0; ring < part.RecordEnds[0]; ring++)
            {
                var points = part.Ring(ring);
                points.CopyTo(kept.AddRing(points.Length / 2));
            }
        }

        kept.EndRecord(GeometryKind.Polygon);
        return (kept, small.Count, small.Sum(p => p.M2));
    }
}
