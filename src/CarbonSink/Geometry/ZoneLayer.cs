using NetTopologySuite.Index.Strtree;
using NetTopologySuite.Operation.Overlay;
using NetTopologySuite.Operation.OverlayNG;
using Shape = NetTopologySuite.Geometries.Geometry;

namespace CarbonSink.Geometry;

/// <summary>Two polygons of a layer of zones that overlap.</summary>
/// <param name="First">Record of the earlier polygon, which keeps the common part.</param>
/// <param name="Second">Record of the later one.</param>
/// <param name="Common">The common part, as the only record of a column.</param>
public sealed record ZoneOverlap(int First, int Second, PolygonColumn Common);

/// <summary>A layer of polygons that units are divided among (分区图层): forest chiefs' areas, reserves, basins. Immutable, shared by threads.</summary>
/// <remarks>
/// Several polygons of one name are one zone. Where polygons overlap, the earlier one in the file keeps the common part, so nothing is counted twice.
/// What is less than a centimetre wide along a border is a sliver of rounding and belongs to nobody.
/// </remarks>
public sealed class ZoneLayer
{
    private const double SliverMetres = 0.01;
    private const double SliverDegrees = 1e-7; // about a centimetre

    private ZoneLayer(IReadOnlyList<string> names, CoordinateReference reference)
    {
        (Names, SliverWidth) = (names, SliverWidthOf(reference));
    }

    /// <summary>The zones' names, each once, in ordinal order; the places are the numbers of the zones. Polygons without a name are outside.</summary>
    public IReadOnlyList<string> Names { get; }

    /// <summary>Pairs of polygons that overlap by more than slivers, in file order of the later one.</summary>
    public IReadOnlyList<ZoneOverlap> Overlaps { get; private init; } = [];

    /// <summary>Records whose polygon was invalid and repaired.</summary>
    public IReadOnlyList<int> Repaired { get; private init; } = [];

    /// <summary>Records without a polygon.</summary>
    public IReadOnlyList<int> Empty { get; private init; } = [];

    /// <summary>Width below which a strip is a sliver, in units of the coordinates.</summary>
    internal double SliverWidth { get; }

    /// <summary>The polygons, free of overlaps.</summary>
    internal IReadOnlyList<Shape> Shapes { get; private init; } = [];

    /// <summary>The zone of each polygon, −1 without a name.</summary>
    internal IReadOnlyList<int> ZoneOf { get; private init; } = [];

    internal STRtree<int> Index { get; private init; } = new();

    /// <summary>Prepares a layer.</summary>
    /// <param name="polygons">Its polygons.</param>
    /// <param name="names">The name of each; blank for none.</param>
    /// <param name="reference">What the coordinates refer to.</param>
    /// <exception cref="ArgumentException">Polygons and names are not of one number.</exception>
    public static ZoneLayer Create(PolygonColumn polygons, IReadOnlyList<string> names, CoordinateReference reference)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(names.Count, polygons.Count, nameof(names));
        var zones = names.Where(n => n.Length > 0).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).ToArray();
        var (shapes, zoneOf, repaired, empty) = (new List<Shape>(), new List<int>(), new List<int>(), new List<int>());
        var records = new List<int>();
        for (var record = 0; record < polygons.Count; record++)
        {
            var shape = PolygonShape.Of(polygons, record);
            if (shape is { IsValid: false })
            {
                repaired.Add(record);
                shape = PolygonShape.Repaired(shape);
            }

            if (shape is null)
            {
                empty.Add(record);
                continue;
            }

            shapes.Add(shape);
            records.Add(record);
            zoneOf.Add(Array.BinarySearch(zones, names[record], StringComparer.Ordinal) is >= 0 and var zone ? zone : -1);
        }

        var layer = new ZoneLayer(zones, reference);
        var (disjoint, overlaps) = Separated(shapes, records, layer.SliverWidth);
        return new(zones, reference) { Shapes = disjoint, ZoneOf = zoneOf, Index = IndexOf(disjoint), Overlaps = overlaps, Repaired = repaired, Empty = empty };
    }

    /// <summary>Width below which a strip along a border is rounding, in units of the coordinates.</summary>
    internal static double SliverWidthOf(CoordinateReference reference) => reference.IsGeographic ? SliverDegrees : SliverMetres / reference.MetresPerUnit;

    /// <summary>Area of the polygons of a geometry, in squared units of the coordinates.</summary>
    internal static double AreaOf(Shape shape) => shape.IsEmpty ? 0 : PolygonShape.Polygons(shape).Sum(p => p.Area);

    private static (IReadOnlyList<Shape> Disjoint, IReadOnlyList<ZoneOverlap> Overlaps) Separated(List<Shape> shapes, List<int> records, double sliverWidth)
    {
        var (disjoint, overlaps) = (new List<Shape>(shapes), new List<ZoneOverlap>());
        var index = IndexOf(shapes);
        for (var later = 1; later < shapes.Count; later++)
        {
            foreach (var earlier in index.Query(shapes[later].EnvelopeInternal).Where(e => e < later).Order())
            {
                var common = OverlayNGRobust.Overlay(disjoint[later], shapes[earlier], SpatialFunction.Intersection);
                if (common.IsEmpty || !PolygonShape.Polygons(common).Any(p => 2 * p.Area > sliverWidth * p.Length))
                    continue;
                disjoint[later] = OverlayNGRobust.Overlay(disjoint[later], shapes[earlier], SpatialFunction.Difference);
                var column = new PolygonColumn();
                PolygonShape.AddTo(column, common);
                overlaps.Add(new(records[earlier], records[later], column));
            }
        }

        return (disjoint, overlaps);
    }

    private static STRtree<int> IndexOf(IReadOnlyList<Shape> shapes)
    {
        var index = new STRtree<int>();
        for (var i = 0; i < shapes.Count; i++)
            index.Insert(shapes[i].EnvelopeInternal, i);
        index.Build(); // afterwards it may be asked by several threads
        return index;
    }
}
