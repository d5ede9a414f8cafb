using NetTopologySuite.Geometries;
using NetTopologySuite.Operation.OverlayNG;
using NetTopologySuite.Operation.Polygonize;
using Shape = NetTopologySuite.Geometries.Geometry;

namespace CarbonSink.Geometry;

/// <summary>Finds where the polygons of a layer leave gaps or overlap (面图层拓扑检查).</summary>
/// <remarks>
/// Borders that two polygons share vertex by vertex are sound and are left out; the other edges are cut at their crossings and closed to faces, one cluster of borders that hang together after the other. The number of polygons is the
/// same all over a face, so one point of it tells: 0 is a gap, 2 or more an overlap. Faces narrower than a few steps of the coordinates' last bit are rounding and are not told.
/// </remarks>
public static class CoverageCheck
{
    /// <summary>Mean width in metres below which a gap, an overlap or a polygon is a sliver unless told otherwise: 0.1 m, the line width of a 1:1000 map and far below what borders drawn at 1:10 000 can mean.</summary>
    public const double SliverWidth = 0.1;

    private const double RoundingSteps = 8;

    /// <summary>Checks a layer.</summary>
    /// <param name="layer">The layer; invalid polygons count as they were repaired.</param>
    /// <param name="reference">Its coordinate reference; null where it is unknown: widths are then in units of the coordinates.</param>
    /// <param name="sliverWidth">Width below which something is a sliver, metres.</param>
    /// <param name="threads">Threads to use; the result does not depend on them.</param>
    /// <param name="stop">Stops the work.</param>
    public static CoverageReport Run(PreparedLayer layer, CoordinateReference? reference, double sliverWidth = SliverWidth, int threads = 1, CancellationToken stop = default)
    {
        var clusters = ChainClusters.Of(UnsharedEdges.Of(layer, threads, stop), stop);
        var found = new List<Face>[clusters.Count];
        Parallel.For(0, clusters.Count, new() { MaxDegreeOfParallelism = threads, CancellationToken = stop }, i => found[i] = [.. Polygonized(clusters[i]).Select(polygon => Face.Of(polygon, layer))]);
        var faces = found.SelectMany(f => f).ToArray();
        Array.Sort(faces, (a, b) => (a.Point.X, a.Point.Y).CompareTo((b.Point.X, b.Point.Y)));

        var (faults, places) = (new List<CoverageFault>(), new PolygonColumn());
        var (union, overlapping) = (default(CompensatedSum), default(CompensatedSum));
        foreach (var face in faces)
        {
            var count = face.Records.Count;
            if (count > 0)
                union.Add(face.Area);
            overlapping.Add(Math.Max(0, count - 1) * face.Area);
            if (face.Fault is not { } polygon)
                continue;
            var column = new PolygonColumn();
            PolygonShape.AddTo(column, polygon);
            var width = LocalScale.Width(column, 0, face.Area, reference);
            places.Append(column, 0);
            faults.Add(new(count == 0 ? CoverageDefect.Gap : CoverageDefect.Overlap, width < sliverWidth, count == 0 ? Around(polygon, layer) : face.Records, face.Point.X, face.Point.Y, face.Area, width));
        }

        var (records, slivers) = (default(CompensatedSum), new List<SliverPolygon>());
        for (var record = 0; record < layer.Count; record++)
        {
            var area = layer.PlanarArea(record);
            records.Add(area);
            if (layer.Polygons.Kinds[record] == GeometryKind.Polygon && LocalScale.Width(layer.Polygons, record, area, reference) is var width && width < sliverWidth)
                slivers.Add(new(record, width));
        }

        return new(faults, places, DuplicatePolygons.Of(layer.Polygons), slivers, new(records.Value, union.Value, overlapping.Value));
    }

    private static IEnumerable<Polygon> Polygonized(IReadOnlyList<double[]> chains)
    {
        // A ring that meets no other border is a face as it is.
        if (chains is [var ring] && ring.Length >= 8 && ring[0] == ring[^2] && ring[1] == ring[^1])
            return [PolygonShape.OfRing(ring)];
        Shape lines = PolygonShape.Lines(chains);
        var polygonizer = new Polygonizer();
        polygonizer.Add(OverlayNGRobust.Union(lines));
        return polygonizer.GetPolygons().Cast<Polygon>();
    }

    private static bool IsRounding(Polygon shape)
    {
        var box = shape.EnvelopeInternal;
        var farthest = Math.Max(Math.Max(Math.Abs(box.MinX), Math.Abs(box.MaxX)), Math.Max(Math.Abs(box.MinY), Math.Abs(box.MaxY)));
        return 2 * shape.Area <= RoundingSteps * (Math.BitIncrement(farthest) - farthest) * shape.Length;
    }

    private static List<int> Around(Polygon gap, PreparedLayer layer) => [.. layer.Near(BoxOf(gap.EnvelopeInternal)).Where(r => layer.Shape(r).Intersects(gap))];

    private static Bounds BoxOf(Envelope box) => new(box.MinX, box.MinY, box.MaxX, box.MaxY);

    /// <summary>A face, with its polygon where it is a gap or an overlap.</summary>
    private sealed record Face(Coordinate Point, double Area, IReadOnlyList<int> Records, Polygon? Fault)
    {
        public static Face Of(Polygon shape, PreparedLayer layer)
        {
            var point = shape.InteriorPoint.Coordinate;
            var records = layer.Near(new Bounds(point.X, point.Y, point.X, point.Y));
            records.RemoveAll(r => !layer.Contains(r, point.X, point.Y));
            return new(point, shape.Area, records, records.Count == 1 || IsRounding(shape) ? null : shape);
        }
    }
}
