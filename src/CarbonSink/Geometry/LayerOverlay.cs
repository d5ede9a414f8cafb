using NetTopologySuite.Operation.Overlay;
using NetTopologySuite.Operation.OverlayNG;
using Shape = NetTopologySuite.Geometries.Geometry;

namespace CarbonSink.Geometry;

/// <summary>What an overlay of two layers gives.</summary>
public enum OverlayOperation
{
    /// <summary>相交: what lies in both.</summary>
    Intersection,

    /// <summary>擦除: what lies in the first alone.</summary>
    Difference,

    /// <summary>交集取反: what lies in one alone.</summary>
    SymmetricDifference,

    /// <summary>联合: what lies in one or both, cut along the borders of both.</summary>
    Union,
}

/// <summary>Pieces of an overlay: polygons with the records of both layers that they come from.</summary>
public sealed class OverlayPieces
{
    private readonly List<int> first = [];
    private readonly List<int> second = [];

    /// <summary>The polygons.</summary>
    public PolygonColumn Polygons { get; } = new();

    /// <summary>Record of the first layer that each piece lies in; −1 for none.</summary>
    public IReadOnlyList<int> First => first;

    /// <summary>Record of the second layer that each piece lies in; −1 for none.</summary>
    public IReadOnlyList<int> Second => second;

    /// <summary>Their number.</summary>
    public int Count => first.Count;

    internal void Add(Shape shape, int firstRecord, int secondRecord)
    {
        PolygonShape.AddTo(Polygons, shape);
        Note(firstRecord, secondRecord);
    }

    internal void Add(PolygonColumn polygons, int record, int firstRecord, int secondRecord)
    {
        Polygons.Append(polygons, record);
        Note(firstRecord, secondRecord);
    }

    /// <summary>Pieces one after the other.</summary>
    public static OverlayPieces Of(params ReadOnlySpan<OverlayPieces> parts)
    {
        var all = new OverlayPieces();
        foreach (var part in parts)
            all.Add(part);
        return all;
    }

    /// <summary>The same pieces with the second layer as the first.</summary>
    public OverlayPieces Exchanged()
    {
        var exchanged = new OverlayPieces();
        for (var i = 0; i < Count; i++)
            exchanged.Add(Polygons, i, second[i], first[i]);
        return exchanged;
    }

    internal void Add(OverlayPieces others)
    {
        for (var i = 0; i < others.Count; i++)
            Add(others.Polygons, i, others.first[i], others.second[i]);
    }

    private void Note(int firstRecord, int secondRecord)
    {
        first.Add(firstRecord);
        second.Add(secondRecord);
    }
}

/// <summary>One side of an overlay: every record of a layer cut along the polygons of another (图层叠加).</summary>
/// <remarks>
/// Records of the second layer may overlap each other; what lies in two of them is a piece of both, and <see cref="Repeated"/> holds it as often as it is there too many. So
/// area of the layer = areas of <see cref="Common"/> − <see cref="Repeated"/> + <see cref="Rest"/>, each record by itself.
/// </remarks>
public sealed class LayerOverlay
{
    private const int ChunkSize = 256;

    private LayerOverlay()
    {
    }

    /// <summary>What records of both have in common.</summary>
    public OverlayPieces Common { get; } = new();

    /// <summary>What of the first layer lies in no polygon of the second.</summary>
    public OverlayPieces Rest { get; } = new();

    /// <summary>What lies in several polygons of the second, once less than it does.</summary>
    public OverlayPieces Repeated { get; } = new();

    /// <summary>Cuts every record of a layer along the polygons of another.</summary>
    /// <param name="layer">The layer that is cut.</param>
    /// <param name="other">The layer that cuts, in the same coordinates.</param>
    /// <param name="threads">Threads to use; the result does not depend on them.</param>
    /// <param name="progress">Told how many records are done, from any thread.</param>
    /// <param name="stop">Stops the work.</param>
    public static LayerOverlay Of(PreparedLayer layer, PreparedLayer other, int threads = 1, Action<int>? progress = null, CancellationToken stop = default)
    {
        var chunks = new LayerOverlay[(layer.Count + ChunkSize - 1) / ChunkSize];
        Parallel.For(0, chunks.Length, new() { MaxDegreeOfParallelism = threads, CancellationToken = stop }, () => new CommonArea(), (chunk, _, area) =>
        {
            chunks[chunk] = new();
            var end = Math.Min(layer.Count, (chunk + 1) * ChunkSize);
            for (var record = chunk * ChunkSize; record < end; record++)
                chunks[chunk].Cut(layer, record, other, area);
            progress?.Invoke(end - (chunk * ChunkSize));
            return area;
        }, _ => { });
        var whole = new LayerOverlay();
        foreach (var chunk in chunks)
        {
            whole.Common.Add(chunk.Common);
            whole.Rest.Add(chunk.Rest);
            whole.Repeated.Add(chunk.Repeated);
        }

        return whole;
    }

    private void Cut(PreparedLayer layer, int record, PreparedLayer other, CommonArea areas)
    {
        if (layer.Polygons.Kinds[record] != GeometryKind.Polygon)
            return;
        var (shape, rest) = ((Shape?)null, (Shape?)null);
        var within = false;
        var parts = new List<(Shape? Part, int Other)>(); // null for the whole record
        foreach (var near in other.Near(layer.Borders.Records[record]))
        {
            _ = areas.Of(layer.Borders, record, other.Borders, near, out var relation);
            if (relation == PolygonRelation.Apart)
                continue;
            if (relation == PolygonRelation.Within)
            {
                Common.Add(layer.Polygons, record, record, near);
                parts.Add((null, near));
                within = true;
                continue;
            }

            shape ??= layer.Shape(record);
            var cutter = other.Shape(near);
            var part = relation == PolygonRelation.Around ? cutter : PolygonShape.Polygonal(OverlayNGRobust.Overlay(shape, cutter, SpatialFunction.Intersection));
            if (part is not null)
            {
                Common.Add(part, record, near);
                parts.Add((part, near));
            }

            if (!within)
                rest = PolygonShape.Polygonal(OverlayNGRobust.Overlay(rest ?? shape, cutter, SpatialFunction.Difference)) ?? PolygonShape.Nothing;
        }

        if (rest is { IsEmpty: false } && !within)
            Rest.Add(rest, record, -1);
        else if (rest is null && !within)
            Rest.Add(layer.Polygons, record, record, -1);
        if (parts.Count > 1)
            Repeat(layer, record, other, parts, shape, areas);
    }

    /// <summary>Adds what the later of several parts have in common with the earlier ones.</summary>
    private void Repeat(PreparedLayer layer, int record, PreparedLayer other, List<(Shape? Part, int Other)> parts, Shape? shape, CommonArea areas)
    {
        shape ??= layer.Shape(record);
        for (var later = 1; later < parts.Count; later++)
        {
            var part = parts[later].Part ?? shape;
            var repeated = new List<Shape>();
            for (var earlier = 0; earlier < later; earlier++)
            {
                _ = areas.Of(other.Borders, parts[earlier].Other, other.Borders, parts[later].Other, out var relation);
                if (relation == PolygonRelation.Apart)
                    continue; // neighbours in a layer without overlaps
                var before = parts[earlier].Part ?? shape;
                if (before.EnvelopeInternal.Intersects(part.EnvelopeInternal) && PolygonShape.Polygonal(OverlayNGRobust.Overlay(before, part, SpatialFunction.Intersection)) is { } both)
                    repeated.Add(both);
            }

            if (repeated.Count > 0 && PolygonShape.Polygonal(repeated.Count == 1 ? repeated[0] : OverlayNGRobust.Union(repeated)) is { } whole)
                Repeated.Add(whole, record, parts[later].Other);
        }
    }
}
