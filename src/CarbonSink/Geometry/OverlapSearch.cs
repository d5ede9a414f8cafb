using NetTopologySuite.Operation.Overlay;
using NetTopologySuite.Operation.OverlayNG;

namespace CarbonSink.Geometry;

/// <summary>Two polygons that have an area in common (边界重叠).</summary>
/// <param name="First">Record in the first layer.</param>
/// <param name="Second">Record in the second layer; within one layer the later record.</param>
/// <param name="PlanarArea">Common area in squared units of the coordinates.</param>
/// <param name="SquareMetres">Common area on the ellipsoid; null where it was not asked for.</param>
/// <param name="Width">Mean width of the common part, metres; null where it was not asked for.</param>
public sealed record PolygonOverlap(int First, int Second, double PlanarArea, double? SquareMetres, double? Width);

/// <summary>Finds which polygons overlap, and by how much (重叠检测): among tens of thousands of boundaries most neighbours only touch, and those are told apart without an overlay.</summary>
public static class OverlapSearch
{
    private const int ChunkSize = 128;

    /// <summary>Overlaps between the polygons of one layer, ordered by both records.</summary>
    /// <param name="layer">The layer.</param>
    /// <param name="measure">Measures the common parts; null where planar areas are enough, which takes no overlay at all.</param>
    /// <param name="sliverWidth">Common parts of a mean width below this are left out, metres; only where they are measured.</param>
    /// <param name="threads">Threads to use; the result does not depend on them.</param>
    /// <param name="stop">Stops the work.</param>
    public static IReadOnlyList<PolygonOverlap> Within(PreparedLayer layer, EllipsoidalArea? measure = null, double sliverWidth = 0, int threads = 1, CancellationToken stop = default) =>
        Search(layer, layer, measure, sliverWidth, threads, stop);

    /// <summary>Overlaps between the polygons of two layers, ordered by both records.</summary>
    /// <param name="layer">The first layer.</param>
    /// <param name="other">The second layer, in the same coordinates.</param>
    /// <param name="measure">Measures the common parts; null where planar areas are enough, which takes no overlay at all.</param>
    /// <param name="sliverWidth">Common parts of a mean width below this are left out, metres; only where they are measured.</param>
    /// <param name="threads">Threads to use; the result does not depend on them.</param>
    /// <param name="stop">Stops the work.</param>
    public static IReadOnlyList<PolygonOverlap> Between(PreparedLayer layer, PreparedLayer other, EllipsoidalArea? measure = null, double sliverWidth = 0, int threads = 1, CancellationToken stop = default) =>
        Search(layer, other, measure, sliverWidth, threads, stop);

    private static IReadOnlyList<PolygonOverlap> Search(PreparedLayer layer, PreparedLayer other, EllipsoidalArea? measure, double sliverWidth, int threads, CancellationToken stop)
    {
        var chunks = new List<PolygonOverlap>[(layer.Count + ChunkSize - 1) / ChunkSize];
        Parallel.For(0, chunks.Length, new() { MaxDegreeOfParallelism = threads, CancellationToken = stop }, () => (Areas: new CommonArea(), Near: new List<int>()), (chunk, _, own) =>
        {
            var found = chunks[chunk] = [];
            for (var record = chunk * ChunkSize; record < Math.Min(layer.Count, (chunk + 1) * ChunkSize); record++)
            {
                other.Near(layer.Borders.Records[record], own.Near);
                foreach (var near in own.Near)
                {
                    if (ReferenceEquals(layer, other) && near <= record)
                        continue;
                    var area = own.Areas.Of(layer.Borders, record, other.Borders, near, out var relation);
                    if (relation == PolygonRelation.Apart)
                        continue;
                    var overlap = new PolygonOverlap(record, near, area, null, null);
                    if (measure is null)
                        found.Add(overlap);
                    else if (Measured(overlap, relation, layer, other, measure) is { } measured && measured.Width >= sliverWidth)
                        found.Add(measured);
                }
            }

            return own;
        }, _ => { });
        return [.. chunks.SelectMany(c => c)];
    }

    private static PolygonOverlap? Measured(PolygonOverlap overlap, PolygonRelation relation, PreparedLayer layer, PreparedLayer other, EllipsoidalArea measure)
    {
        var (column, record) = relation switch
        {
            PolygonRelation.Within => (layer.Polygons, overlap.First),
            PolygonRelation.Around => (other.Polygons, overlap.Second),
            _ => (new PolygonColumn(), 0),
        };
        if (relation == PolygonRelation.Crossing)
        {
            var common = PolygonShape.Polygonal(OverlayNGRobust.Overlay(layer.Shape(overlap.First), other.Shape(overlap.Second), SpatialFunction.Intersection));
            if (common is null)
                return null;
            PolygonShape.AddTo(column, common);
        }

        return overlap with { SquareMetres = measure.Measure(column, record, out _), Width = LocalScale.Width(column, record, overlap.PlanarArea, measure.Reference) };
    }
}
