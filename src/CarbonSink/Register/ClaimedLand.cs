using CarbonSink.Geometry;
using NetTopologySuite.Geometries;
using NetTopologySuite.Operation.Overlay;
using NetTopologySuite.Operation.OverlayNG;

namespace CarbonSink.Register;

/// <summary>Claims with their boundaries decoded once, ready to be compared.</summary>
internal sealed class ClaimedLand
{
    private static readonly AuthalicZone Zone = new(Ellipsoid.Cgcs2000);

    private readonly double[] squareMetres; // NaN until asked for
    private readonly double[] borders;

    private ClaimedLand(IReadOnlyList<ParcelClaim> claims, PolygonColumn polygons)
    {
        (Claims, Polygons, Borders) = (claims, polygons, new(polygons));
        (squareMetres, borders) = (new double[claims.Count], new double[claims.Count]);
        Array.Fill(squareMetres, double.NaN);
        Array.Fill(borders, double.NaN);
    }

    /// <summary>The claims.</summary>
    public IReadOnlyList<ParcelClaim> Claims { get; }

    /// <summary>Their boundaries, degrees.</summary>
    public PolygonColumn Polygons { get; }

    /// <summary>Their borders.</summary>
    public BorderIndex Borders { get; }

    /// <summary>Decodes claims; a boundary that cannot be read or is invalid is taken as its box, so that it is neither overlooked nor stops the search.</summary>
    public static ClaimedLand Of(IReadOnlyList<ParcelClaim> claims)
    {
        var (polygons, single, simplicity) = (new PolygonColumn(), new PolygonColumn(), new RingSimplicity());
        foreach (var claim in claims)
        {
            single.Clear();
            if (ClaimBoundary.Append(single, claim.Wkb.Span) is null && (simplicity.IsCertain(single, 0) || ValidityFault.Of(single, 0) is null))
            {
                polygons.Append(single, 0);
                continue;
            }

            var (west, south, east, north) = claim.Box;
            ((ReadOnlySpan<double>)[west, south, east, south, east, north, west, north, west, south]).CopyTo(polygons.AddRing(5));
            polygons.EndRecord(GeometryKind.Polygon);
        }

        return new(claims, polygons);
    }

    /// <summary>Pairs of different claims whose boxes meet.</summary>
    public IEnumerable<(int First, int Second)> Pairs()
    {
        var (index, near) = (new BoxIndex(Borders.Records), new List<int>());
        for (var i = 0; i < Claims.Count; i++)
        {
            near.Clear();
            index.Find(Borders.Records[i], near);
            near.Sort();
            foreach (var other in near.Where(other => other > i))
                yield return string.CompareOrdinal(Claims[i].Parcel, Claims[other].Parcel) <= 0 ? (i, other) : (other, i);
        }
    }

    /// <summary>Area of a claim, m².</summary>
    public double SquareMetres(int record) => double.IsNaN(squareMetres[record]) ? squareMetres[record] = SquareMetres(Polygons, Borders, record) : squareMetres[record];

    /// <summary>Area of a polygon, m².</summary>
    public static double SquareMetres(PolygonColumn polygons, BorderIndex borders, int record)
    {
        var (west, south) = (borders.Records[record].MinX, borders.Records[record].MinY);
        var (below, sum) = (new Ellipsoidal(Zone, south), default(CompensatedSum));
        for (var ring = polygons.FirstRing(record); ring < polygons.RecordEnds[record]; ring++)
        {
            var xy = polygons.Ring(ring);
            for (var i = 0; i + 3 < xy.Length; i += 2)
                sum.Add(-borders.Sign(ring) * below.Below(xy[i] - west, xy[i + 1] - south, xy[i + 2] - west, xy[i + 3] - south));
        }

        return Math.Max(0, sum.Value * Ellipsoidal.Degree);
    }

    /// <summary>Length of a claim's border, metres, good enough for widths.</summary>
    public double Border(int record)
    {
        if (!double.IsNaN(borders[record]))
            return borders[record];
        var (x, y) = LocalScale.At(Degrees, Borders.Records[record].MinY);
        var length = 0.0;
        for (var ring = Polygons.FirstRing(record); ring < Polygons.RecordEnds[record]; ring++)
        {
            var xy = Polygons.Ring(ring);
            for (var i = 0; i + 3 < xy.Length; i += 2)
                length += double.Hypot((xy[i + 2] - xy[i]) * x, (xy[i + 3] - xy[i + 1]) * y);
        }

        return borders[record] = length;
    }

    /// <summary>CGCS2000 in degrees.</summary>
    public static CoordinateReference Degrees { get; } = new("CGCS2000", 4490, Ellipsoid.Cgcs2000, null);

    /// <summary>Common area of the two polygons of a pair, m², that the planar test has found to have one.</summary>
    public static double Common(CommonArea areas, ClaimedLand a, int record, ClaimedLand b, int other, PolygonRelation relation) => relation switch
    {
        PolygonRelation.Within => a.SquareMetres(record),
        PolygonRelation.Around => b.SquareMetres(other),
        _ => Math.Clamp(areas.SquareMetres(Zone, a.Borders.Records[record].Common(b.Borders.Records[other])), 0, Math.Min(a.SquareMetres(record), b.SquareMetres(other))),
    };
}

/// <summary>The common land of two claims. One per thread.</summary>
internal sealed class CommonLand
{
    private readonly CommonArea areas = new();

    /// <summary>Area in m² and a width in metres that is at least the tolerance where the width of a part of it is; null where they have none in common.</summary>
    public (double? SquareMetres, double Width) Of(ClaimedLand a, int record, ClaimedLand b, int other)
    {
        areas.Of(a.Borders, record, b.Borders, other, out var relation);
        if (relation == PolygonRelation.Apart)
            return (null, 0);
        var m2 = ClaimedLand.Common(areas, a, record, b, other, relation);

        // The common part's border is no longer than both together, and the widest of its parts is no narrower than their mean: mostly this decides without an overlay.
        var least = 2 * m2 / (a.Border(record) + b.Border(other));
        return (m2, least >= OverlapClaim.SliverWidthM || m2 <= OverlapClaim.LeastM2 ? least : Widest(a, record, b, other));
    }

    private static double Widest(ClaimedLand a, int record, ClaimedLand b, int other)
    {
        try
        {
            if (PolygonShape.Of(a.Polygons, record) is not { } first || PolygonShape.Of(b.Polygons, other) is not { } second
                || PolygonShape.Polygonal(OverlayNGRobust.Overlay(first, second, SpatialFunction.Intersection)) is not { } common)
                return double.PositiveInfinity;
            var column = new PolygonColumn();
            PolygonShape.AddTo(column, common);
            return PolygonPart.Of(column, 0, ClaimedLand.Degrees).Select(p => p.Width).Append(0).Max();
        }
        catch (TopologyException)
        {
            return double.PositiveInfinity; // an invalid claim: it counts rather than being overlooked
        }
    }
}
