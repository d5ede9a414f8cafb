using System.Collections.Concurrent;
using Shape = NetTopologySuite.Geometries.Geometry;

namespace CarbonSink.Geometry;

/// <summary>A polygon that was invalid and was repaired (图形修复) so that it can be overlaid.</summary>
/// <param name="Record">Its place in the layer.</param>
/// <param name="AreaBefore">Planar area as its rings nest, in squared units of the coordinates.</param>
/// <param name="AreaAfter">Planar area after the repair; 0 where nothing was left.</param>
public readonly record struct RepairedPolygon(int Record, double AreaBefore, double AreaAfter);

/// <summary>A layer of polygons made ready for overlays (叠加图层): valid, with boxes and an index. Immutable, shared by threads.</summary>
public sealed class PreparedLayer
{
    private const int ChunkSize = 1024;

    private readonly Lazy<BoxIndex> boxes; // not every layer is searched

    private PreparedLayer(PolygonColumn polygons, IReadOnlyList<RepairedPolygon> repaired, int threads)
    {
        (Polygons, Repaired, Borders) = (polygons, repaired, new(polygons, threads));
        boxes = new(() => new(Borders.Records));
    }

    /// <summary>The polygons, repaired where they were invalid; places are those of the layer.</summary>
    public PolygonColumn Polygons { get; }

    /// <summary>The polygons that were repaired, in order.</summary>
    public IReadOnlyList<RepairedPolygon> Repaired { get; }

    /// <summary>Number of records.</summary>
    public int Count => Polygons.Count;

    internal BorderIndex Borders { get; }

    /// <summary>Prepares a layer; the column may not be changed afterwards.</summary>
    /// <param name="polygons">Its polygons; records without a polygon overlap nothing.</param>
    /// <param name="threads">Threads to use.</param>
    /// <param name="stop">Stops the work.</param>
    public static PreparedLayer Create(PolygonColumn polygons, int threads = 1, CancellationToken stop = default)
    {
        var shapes = new ConcurrentDictionary<int, Shape?>();
        Parallel.For(0, (polygons.Count + ChunkSize - 1) / ChunkSize, new() { MaxDegreeOfParallelism = threads, CancellationToken = stop }, () => new RingSimplicity(), (chunk, _, simplicity) =>
        {
            for (var record = chunk * ChunkSize; record < Math.Min(polygons.Count, (chunk + 1) * ChunkSize); record++)
            {
                if (polygons.Kinds[record] != GeometryKind.Polygon || simplicity.IsCertain(polygons, record))
                    continue;
                var shape = PolygonShape.Of(polygons, record);
                if (shape is not { IsValid: true })
                    shapes[record] = shape is null ? null : PolygonShape.Repaired(shape);
            }

            return simplicity;
        }, _ => { });
        if (shapes.IsEmpty)
            return new(polygons, [], threads);

        var repaired = new PolygonColumn();
        var notes = new List<RepairedPolygon>();
        var done = 0;
        foreach (var (record, shape) in shapes.OrderBy(s => s.Key))
        {
            repaired.Append(polygons, done, record);
            done = record + 1;
            notes.Add(new(record, PolygonShape.Of(polygons, record)?.Area ?? 0, shape?.Area ?? 0));
            if (shape is null)
                repaired.EndRecord(GeometryKind.Null);
            else
                PolygonShape.AddTo(repaired, shape);
        }

        repaired.Append(polygons, done, polygons.Count);
        return new(repaired, notes, threads);
    }

    /// <summary>Planar area of a record, in squared units of the coordinates.</summary>
    public double PlanarArea(int record)
    {
        var area = default(CompensatedSum);
        for (var ring = Polygons.FirstRing(record); ring < Polygons.RecordEnds[record]; ring++)
            area.Add(Borders.Sign(ring) * PolygonShape.PlanarArea(Polygons.Ring(ring)));
        return area.Value;
    }

    /// <summary>Records whose polygon holds a point, in order; on a border either side may be told.</summary>
    /// <param name="x">First coordinate.</param>
    /// <param name="y">Second coordinate.</param>
    public IReadOnlyList<int> At(double x, double y) => Near(new Bounds(x, y, x, y)).FindAll(record => Contains(record, x, y));

    /// <summary>Records whose box meets a box, in order.</summary>
    internal List<int> Near(in Bounds box)
    {
        var near = new List<int>();
        Near(box, near);
        return near;
    }

    /// <summary>Records whose box meets a box, in order, in place of what a list holds.</summary>
    internal void Near(in Bounds box, List<int> near)
    {
        near.Clear();
        boxes.Value.Find(box, near);
        near.Sort();
    }

    /// <summary>Whether a point lies in the polygon of a record; on its border either may be told.</summary>
    internal bool Contains(int record, double x, double y)
    {
        var inside = false;
        for (var ring = Polygons.FirstRing(record); ring < Polygons.RecordEnds[record]; ring++)
            inside ^= Borders.Sign(ring) != 0 && RingNesting.Contains(Polygons.Ring(ring), x, y);
        return inside;
    }

    /// <summary>A record as a geometry.</summary>
    internal Shape Shape(int record) => PolygonShape.Of(Polygons, record)!;
}
