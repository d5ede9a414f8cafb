using NetTopologySuite.Index.Strtree;
using NetTopologySuite.Operation.Overlay;
using NetTopologySuite.Operation.OverlayNG;
using Shape = NetTopologySuite.Geometries.Geometry;

namespace CarbonSink.Geometry;

/// <summary>A piece of land as two surveys have it (叠加图斑): its shares of an old and of a new unit.</summary>
/// <param name="Old">Row of the old unit; −1 where the old survey has none there.</param>
/// <param name="New">Row of the new unit; −1 where the new survey has none there.</param>
/// <param name="Zone">Zone it lies in, <see cref="ZoneShare.Outside"/> for none.</param>
/// <param name="OldShare">Its share of the old unit, 0 to 1; 0 without one.</param>
/// <param name="NewShare">Its share of the new unit, 0 to 1; 0 without one.</param>
public readonly record struct SurveyPiece(int Old, int New, int Zone, double OldShare, double NewShare);

/// <summary>Two surveys of the same land laid over each other (两期图斑叠加): every unit of both divided into pieces whose shares add up to one.</summary>
/// <remarks>
/// Shares are those of areas in the plane of the coordinates. Where units of one survey overlap each other, a unit of the other would be handed out more than once;
/// its shares are then brought down to one together and the unit is listed. A unit without a usable boundary is one piece with nothing on the other side. The same bits for any number of threads.
/// </remarks>
public sealed class SurveyOverlay
{
    private readonly Survey older;
    private readonly Survey newer;
    private readonly ZoneLayer? zones;
    private readonly double sliverWidth;

    private SurveyOverlay(Survey older, Survey newer, ZoneLayer? zones, double sliverWidth, int threads, Action<long, long>? progress, CancellationToken stop)
    {
        (this.older, this.newer, this.zones, this.sliverWidth) = (older, newer, zones, sliverWidth);
        (Pieces, OldCoveredTwice, NewCoveredTwice) = Share(CommonAreas(threads, progress, stop));
    }

    /// <summary>Every piece, by old unit and new unit; pieces that only the new survey has come last.</summary>
    public IReadOnlyList<SurveyPiece> Pieces { get; }

    /// <summary>Rows of old units that new units which overlap each other cover more than once, with the share covered in excess.</summary>
    public IReadOnlyList<(int Row, double Excess)> OldCoveredTwice { get; }

    /// <summary>Rows of new units that old units which overlap each other cover more than once, with the share covered in excess.</summary>
    public IReadOnlyList<(int Row, double Excess)> NewCoveredTwice { get; }

    /// <summary>Rows of old and of new units without a usable boundary.</summary>
    public (IReadOnlyList<int> Old, IReadOnlyList<int> New) WithoutBoundary => (older.Empty, newer.Empty);

    /// <summary>Rows of old and of new units whose boundary was invalid and was repaired for the overlay.</summary>
    public (IReadOnlyList<int> Old, IReadOnlyList<int> New) Repaired => (older.Repaired, newer.Repaired);

    /// <summary>Lays two surveys over each other.</summary>
    /// <param name="older">Units of the old survey.</param>
    /// <param name="newer">Units of the new survey.</param>
    /// <param name="reference">What the coordinates of both refer to.</param>
    /// <param name="zones">Zones that pieces are told apart by, in the same coordinates; or null.</param>
    /// <param name="threads">Threads.</param>
    /// <param name="progress">Told the old units done and their number; may be null.</param>
    /// <param name="stop">Stops between units.</param>
    public static SurveyOverlay Of(PolygonColumn older, PolygonColumn newer, CoordinateReference reference, ZoneLayer? zones = null, int threads = 1, Action<long, long>? progress = null, CancellationToken stop = default) =>
        new(Survey.Of(older), Survey.Of(newer), zones, ZoneLayer.SliverWidthOf(reference), threads, progress, stop);

    private List<(int New, int Zone, double Area)>[] CommonAreas(int threads, Action<long, long>? progress, CancellationToken stop)
    {
        var index = newer.Index();
        var common = new List<(int New, int Zone, double Area)>[older.Shapes.Length];
        var done = 0L;
        Parallel.For(0, older.Shapes.Length, new() { MaxDegreeOfParallelism = threads, CancellationToken = stop }, () => zones is null ? null : new ZoneOverlay(zones), (row, _, divider) =>
        {
            common[row] = older.Shapes[row] is { } unit ? Common(unit, index, divider) : [];
            if (Interlocked.Increment(ref done) is var n && n % 512 == 0)
                progress?.Invoke(n, older.Shapes.Length);
            return divider;
        }, _ => { });
        return common;
    }

    private List<(int New, int Zone, double Area)> Common(Shape unit, STRtree<int> index, ZoneOverlay? divider)
    {
        var found = new List<(int New, int Zone, double Area)>();
        foreach (var other in index.Query(unit.EnvelopeInternal).Order())
        {
            var shape = newer.Shapes[other]!;
            var common = unit.EqualsExact(shape) ? unit : OverlayNGRobust.Overlay(unit, shape, SpatialFunction.Intersection);
            var area = ZoneLayer.AreaOf(common);
            if (!(area > 0) || 2 * area <= sliverWidth * common.Length)
                continue; // rounding along a common border
            if (divider is null)
            {
                found.Add((other, ZoneShare.Outside, area));
                continue;
            }

            foreach (var share in divider.Divide(PolygonShape.Polygonal(common)!))
                found.Add((other, share.Zone, area * share.Share));
        }

        return found;
    }

    private (List<SurveyPiece> Pieces, List<(int Row, double Excess)> OldTwice, List<(int Row, double Excess)> NewTwice) Share(List<(int New, int Zone, double Area)>[] common)
    {
        var covered = new double[newer.Shapes.Length];
        foreach (var (row, _, area) in common.SelectMany(c => c))
            covered[row] += area;
        var (pieces, oldTwice, newTwice) = (new List<SurveyPiece>(), new List<(int, double)>(), new List<(int, double)>());
        for (var row = 0; row < common.Length; row++)
        {
            var (area, sum) = (older.Area(row), common[row].Sum(c => c.Area));
            var whole = Math.Max(area, sum);
            if (sum > area * (1 + Slack))
                oldTwice.Add((row, (sum - area) / area));
            foreach (var (other, zone, part) in common[row])
                pieces.Add(new(row, other, zone, part / whole, part / Math.Max(newer.Area(other), covered[other])));
            Rest(older, row, common[row].Select(c => (c.Zone, c.Area)), whole, (zone, share) => pieces.Add(new(row, -1, zone, share, 0)));
        }

        var byNew = new List<(int Zone, double Area)>?[newer.Shapes.Length];
        foreach (var (other, zone, area) in common.SelectMany(c => c))
            (byNew[other] ??= []).Add((zone, area));
        for (var row = 0; row < byNew.Length; row++)
        {
            if (covered[row] > newer.Area(row) * (1 + Slack))
                newTwice.Add((row, (covered[row] - newer.Area(row)) / newer.Area(row)));
            Rest(newer, row, byNew[row] ?? [], Math.Max(newer.Area(row), covered[row]), (zone, share) => pieces.Add(new(-1, row, zone, 0, share)));
        }

        return (pieces, oldTwice, newTwice);
    }

    // More than rounding: a millionth of the unit.
    private const double Slack = 1e-6;

    /// <summary>What is left of a unit, zone by zone; the last share is what the others leave of one.</summary>
    private void Rest(Survey survey, int row, IEnumerable<(int Zone, double Area)> taken, double whole, Action<int, double> add)
    {
        if (survey.Shapes[row] is not { } shape || whole == 0)
        {
            add(ZoneShare.Outside, 1);
            return;
        }

        var parts = taken.ToList();
        var rest = 1 - parts.Sum(p => p.Area) / whole;
        if (rest <= 0)
            return;
        if (zones is null)
        {
            add(ZoneShare.Outside, rest);
            return;
        }

        var left = new List<(int Zone, double Share)>();
        foreach (var share in new ZoneOverlay(zones).Divide(shape))
            if (share.Share - parts.Where(p => p.Zone == share.Zone).Sum(p => p.Area) / whole is > 0 and var open)
                left.Add((share.Zone, open));
        var sum = left.Sum(l => l.Share);
        foreach (var (zone, share) in left)
            add(zone, rest * share / sum);
        if (left.Count == 0)
            add(ZoneShare.Outside, rest);
    }

    private sealed record Survey(Shape?[] Shapes, IReadOnlyList<int> Repaired, IReadOnlyList<int> Empty)
    {
        public static Survey Of(PolygonColumn column)
        {
            var (shapes, repaired, empty) = (new Shape?[column.Count], new List<int>(), new List<int>());
            for (var row = 0; row < column.Count; row++)
            {
                var shape = PolygonShape.Of(column, row);
                if (shape is { IsValid: false })
                {
                    repaired.Add(row);
                    shape = PolygonShape.Repaired(shape);
                }

                if (shape is not { Area: > 0 })
                    empty.Add(row);
                else
                    shapes[row] = shape;
            }

            return new(shapes, repaired, empty);
        }

        public double Area(int row) => Shapes[row] is { } shape ? ZoneLayer.AreaOf(shape) : 0;

        public STRtree<int> Index()
        {
            var index = new STRtree<int>();
            for (var row = 0; row < Shapes.Length; row++)
                if (Shapes[row] is { } shape)
                    index.Insert(shape.EnvelopeInternal, row);
            index.Build();
            return index;
        }
    }
}
