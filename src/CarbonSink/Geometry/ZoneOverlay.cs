using NetTopologySuite.Geometries.Prepared;
using NetTopologySuite.Operation.Overlay;
using NetTopologySuite.Operation.OverlayNG;
using Shape = NetTopologySuite.Geometries.Geometry;

namespace CarbonSink.Geometry;

/// <summary>A zone's share of a unit.</summary>
/// <param name="Zone">Number of the zone, −1 for outside of all.</param>
/// <param name="Share">Share of the unit's area in the plane of its coordinates, 0 to 1.</param>
public readonly record struct ZoneShare(int Zone, double Share)
{
    /// <summary>The number that stands for outside of all zones.</summary>
    public const int Outside = -1;
}

/// <summary>What was remarkable when a unit was divided.</summary>
public enum ZoneResult
{
    /// <summary>Nothing.</summary>
    Divided,

    /// <summary>The boundary was invalid and was repaired for the overlay.</summary>
    Repaired,

    /// <summary>There is no usable boundary, so the unit is outside of all zones.</summary>
    NoBoundary,
}

/// <summary>Divides units among the zones of a layer by area (面积分摊). One per thread; the shares depend on the unit and the layer alone.</summary>
public sealed class ZoneOverlay(ZoneLayer layer)
{
    private readonly IPreparedGeometry?[] prepared = new IPreparedGeometry?[layer.Shapes.Count];
    private readonly List<(int Zone, double Area)> parts = [];

    /// <summary>The layer.</summary>
    public ZoneLayer Layer { get; } = layer;

    /// <summary>Divides one unit.</summary>
    /// <param name="units">Boundaries of units, in the coordinate reference of the layer.</param>
    /// <param name="record">The unit.</param>
    /// <param name="shares">Receives the shares, largest first, of equal ones the zone with the lower number first and outside last; together 1 but for rounding.</param>
    public ZoneResult Divide(PolygonColumn units, int record, List<ZoneShare> shares)
    {
        shares.Clear();
        if (PolygonShape.Of(units, record) is not { } unit)
        {
            shares.Add(new(ZoneShare.Outside, 1));
            return ZoneResult.NoBoundary;
        }

        // Most units lie well inside one polygon; that needs no overlay, and no valid boundary.
        var near = Layer.Index.Query(unit.EnvelopeInternal);
        foreach (var polygon in near)
        {
            if (!Prepared(polygon).ContainsProperly(unit))
                continue;
            shares.Add(new(Layer.ZoneOf[polygon], 1));
            return ZoneResult.Divided;
        }

        var result = ZoneResult.Divided;
        if (near.Count > 0 && !unit.IsValid)
        {
            if (PolygonShape.Repaired(unit) is not { } valid)
            {
                shares.Add(new(ZoneShare.Outside, 1));
                return ZoneResult.NoBoundary;
            }

            (unit, result) = (valid, ZoneResult.Repaired);
        }

        Overlay(unit, near);
        Share(shares);
        return result;
    }

    /// <summary>Divides a valid geometry.</summary>
    internal IReadOnlyList<ZoneShare> Divide(Shape valid)
    {
        var shares = new List<ZoneShare>();
        Overlay(valid, Layer.Index.Query(valid.EnvelopeInternal));
        Share(shares);
        return shares;
    }

    private void Overlay(Shape unit, IEnumerable<int> near)
    {
        parts.Clear();
        var (rest, sliver) = (unit.Area, Layer.SliverWidth * unit.Length / 2);
        foreach (var polygon in near.Where(p => Prepared(p).Intersects(unit)))
        {
            var area = ZoneLayer.AreaOf(OverlayNGRobust.Overlay(Layer.Shapes[polygon], unit, SpatialFunction.Intersection));
            if (area > sliver)
                parts.Add((Layer.ZoneOf[polygon], area));
            if (area >= rest - sliver)
                break; // nothing but slivers is left for the others
        }

        // Added in order of size, so that the order of the polygons in the file is not felt.
        parts.Sort((a, b) => (a.Zone, a.Area).CompareTo((b.Zone, b.Area)));
        foreach (var (_, area) in parts)
            rest -= area;
        if (parts.Count == 0 || rest > sliver)
            parts.Add((ZoneShare.Outside, rest));
    }

    private void Share(List<ZoneShare> shares)
    {
        foreach (var (zone, area) in parts)
        {
            if (shares.FindIndex(s => s.Zone == zone) is >= 0 and var at)
                shares[at] = new(zone, shares[at].Share + area);
            else
                shares.Add(new(zone, area));
        }

        var whole = shares.Sum(s => s.Share);
        for (var i = 0; i < shares.Count; i++)
            shares[i] = shares[i] with { Share = shares[i].Share / whole };
        shares.Sort((a, b) => a.Share != b.Share ? b.Share.CompareTo(a.Share) : ((uint)a.Zone).CompareTo((uint)b.Zone));
    }

    private IPreparedGeometry Prepared(int polygon) => prepared[polygon] ??= PreparedGeometryFactory.Prepare(Layer.Shapes[polygon]);
}
