using System.Buffers;
using CarbonSink.Findings;

namespace CarbonSink.Geometry;

/// <summary>Area of polygon records (图斑面积, 小班面积) by one method in one coordinate reference system.</summary>
/// <remarks>
/// Rings count by their nesting, whichever way they wind: outer rings and islands add, holes subtract. Records are measured one by one, so the same record has the same bits in
/// any batch, partition or thread. Thread-safe; nothing is allocated per record of up to 64 rings.
/// The geodesic area of rings whose edges are at most 2 km long, in degrees or within 340 km of the central meridian of a Gauss–Krüger zone (its edge and beyond, in 3- and 6-degree zones
/// all over China), comes from an expansion that errs by at most 1e-9 of the area and 1e-6 m² per kilometre of border (which only rings narrower than a metre or so notice); all others are solved edge by edge as <see cref="GeodesicPolygon"/> does.
/// </remarks>
public sealed partial class EllipsoidalArea
{
    private const int FewRings = 64;

    // Beyond, the document's inverse formula (6th power of y/N) leaves its place by more than a decimetre.
    private const double FarthestOfficialEasting = 1_000_000;
    private const AreaFlags Unmeasurable = AreaFlags.NotFinite | AreaFlags.OutOfRange;

    private readonly GeodesicPolygon? geodesic;
    private readonly OfficialArea? official;
    private readonly MapProjection? projection;
    private readonly GaussKrugerArea? projected;
    private readonly GeographicArea? geographic;
    private readonly double metresPerUnit;

    /// <summary>Prepares a method for a coordinate reference system.</summary>
    /// <param name="reference">The system of the coordinates.</param>
    /// <param name="method">The method.</param>
    /// <param name="ellipsoid">Another ellipsoid than that of the reference system, or null.</param>
    /// <param name="step">Densification step of the official method, metres; 0 for none.</param>
    /// <param name="rounding">Whether the official method rounds as the document says.</param>
    /// <exception cref="RefusedInputException">The system is Web Mercator or another normal Mercator; or its projection is known by name alone and the method is not planar.</exception>
    public EllipsoidalArea(
        CoordinateReference reference, AreaMethod method = AreaMethod.Geodesic, Ellipsoid? ellipsoid = null, double step = 70, bool rounding = true)
    {
        (Reference, Method, Ellipsoid) = (reference, method, ellipsoid ?? reference.Ellipsoid);
        metresPerUnit = reference.IsGeographic ? 1 : reference.MetresPerUnit;
        if (IsMercator(reference.Projection))
            throw GeometryFindings.Refuse(GeometryFindings.MercatorArea, reference.Name);
        if (method == AreaMethod.Planar)
            return;
        if (reference.Projection is UnknownProjection unknown)
            throw GeometryFindings.Refuse(GeometryFindings.UnknownProjectionArea, unknown.Name);
        projection = MapProjection.Of(reference, Ellipsoid);
        if (method == AreaMethod.Official)
        {
            official = new(Ellipsoid, step, rounding);
            return;
        }
        geodesic = new(Ellipsoid);
        if (projection is GaussKruger transverse)
            projected = new(transverse);
        if (projection is null)
            geographic = new(Ellipsoid);
    }

    /// <summary>The system of the coordinates.</summary>
    public CoordinateReference Reference { get; }

    /// <summary>The method.</summary>
    public AreaMethod Method { get; }

    /// <summary>The ellipsoid that areas are measured on.</summary>
    public Ellipsoid Ellipsoid { get; }

    /// <summary>Whether a point can be a place on the ellipsoid, as <see cref="AreaFlags.OutOfRange"/> judges; not for <see cref="AreaMethod.Planar"/>, which knows no ellipsoid.</summary>
    public bool IsInRange(double x, double y) => projection is null
        ? Math.Abs(y) <= 90 && Math.Abs(x) <= 720
        : projection.Covers(x, y) && (official is null || projection is not GaussKruger zone || Math.Abs(x - zone.MeridianEasting) * zone.Unit <= FarthestOfficialEasting);

    /// <summary>Measures every record.</summary>
    /// <param name="column">The polygons; records without geometry have area 0.</param>
    /// <param name="squareMetres">Receives one area per record, m², never negative.</param>
    /// <exception cref="ArgumentException">The span is shorter than the column.</exception>
    public void Measure(PolygonColumn column, Span<double> squareMetres) => Measure(column, squareMetres, default);

    /// <summary>Measures every record and tells what was remarkable.</summary>
    /// <param name="column">The polygons; records without geometry have area 0.</param>
    /// <param name="squareMetres">Receives one area per record, m², never negative.</param>
    /// <param name="flags">Receives the flags of each record; may be empty.</param>
    /// <exception cref="ArgumentException">A span is shorter than the column.</exception>
    public void Measure(PolygonColumn column, Span<double> squareMetres, Span<AreaFlags> flags)
    {
        if (squareMetres.Length < column.Count || (!flags.IsEmpty && flags.Length < column.Count))
            throw new ArgumentException("the result does not hold the column", nameof(squareMetres));
        for (var record = 0; record < column.Count; record++)
        {
            squareMetres[record] = Measure(column, record, out var flag);
            if (!flags.IsEmpty)
                flags[record] = flag;
        }
    }

    /// <summary>Measures one record, m².</summary>
    public double Measure(PolygonColumn column, int record, out AreaFlags flags)
    {
        flags = AreaFlags.None;
        if (column.Kinds[record] != GeometryKind.Polygon)
            return 0;
        var first = column.FirstRing(record);
        var rings = column.RecordEnds[record] - first;
        var area = rings == 1
            ? Math.Abs(SignedArea(column.Ring(first), ref flags))
            : NestedArea(column, first, rings, ref flags);
        if ((flags & Unmeasurable) != AreaFlags.None)
            return 0;
        return official is null ? area : official.Round(area);
    }

    private double NestedArea(PolygonColumn column, int first, int rings, ref AreaFlags flags)
    {
        var pooled = rings > FewRings ? (Areas: ArrayPool<double>.Shared.Rent(rings), Depths: ArrayPool<int>.Shared.Rent(rings)) : default;
        Span<double> areas = rings > FewRings ? pooled.Areas.AsSpan(0, rings) : stackalloc double[rings];
        Span<int> depths = rings > FewRings ? pooled.Depths.AsSpan(0, rings) : stackalloc int[rings];
        for (var i = 0; i < rings; i++)
            areas[i] = SignedArea(column.Ring(first + i), ref flags);

        var sum = default(CompensatedSum);
        if ((flags & Unmeasurable) == AreaFlags.None)
        {
            (column, first, var period) = InThePlane(column, first, areas);
            RingNesting.Depths(column, first, areas, depths, period: period);
            var winding = WindingOfLargest(areas);
            for (var i = 0; i < rings; i++)
            {
                var sign = depths[i] % 2 == 0 ? 1 : -1;
                if (sign * Math.Sign(areas[i]) == -winding)
                {
                    // Wound as a hole, but not inside: where it reaches into another ring it is a hole that crosses the border, else a part of its own.
                    var crosses = depths[i] == 0 && RingNesting.ReachesInto(column, first, i, rings, period) >= 0;
                    sign = crosses ? -1 : sign;
                    flags |= crosses ? AreaFlags.HoleCrosses : AreaFlags.WindingDisagrees;
                }
                sum.Add(sign * Math.Abs(areas[i]));
            }
        }
        if (rings > FewRings)
        {
            ArrayPool<double>.Shared.Return(pooled.Areas);
            ArrayPool<int>.Shared.Return(pooled.Depths);
        }
        return Math.Max(0, sum.Value);
    }

    // Where rings can be nested: those in degrees that cross 180° or go round a pole are laid out first.
    private (PolygonColumn Column, int First, double Period) InThePlane(PolygonColumn column, int first, ReadOnlySpan<double> areas) =>
        Reference.IsGeographic && Method != AreaMethod.Planar && UnwrappedRings.Of(column, first, areas) is { } unwrapped ? (unwrapped, 0, 360) : (column, first, 0);

    // A largest ring lies in no other, so it is an outer one.
    private static int WindingOfLargest(ReadOnlySpan<double> areas)
    {
        var largest = 0.0;
        foreach (var area in areas)
            largest = Math.Abs(area) > Math.Abs(largest) ? area : largest;
        return Math.Sign(largest);
    }

    // Counter-clockwise positive; 0 with a flag where there is no area to be had.
    private double SignedArea(ReadOnlySpan<double> ring, ref AreaFlags flags)
    {
        if (ring.Length < 8)
        {
            flags |= AreaFlags.TooFewVertices;
            if (!IsFinite(ring))
                flags |= AreaFlags.NotFinite;
            return 0;
        }
        var closed = ring[0] == ring[^2] && ring[1] == ring[^1];
        var area = !closed ? double.NaN : projected?.SignedArea(ring) ?? geographic?.SignedArea(ring) ?? double.NaN;
        if (double.IsFinite(area))
            return area;
        if (!IsFinite(ring))
            flags |= AreaFlags.NotFinite;
        else if (Method != AreaMethod.Planar && !IsInRange(ring))
            flags |= AreaFlags.OutOfRange;
        else
            area = SlowArea(ring);
        if (double.IsFinite(area))
            return area;
        if ((flags & AreaFlags.NotFinite) == AreaFlags.None)
            flags |= AreaFlags.OutOfRange;
        return 0;
    }

    private double SlowArea(ReadOnlySpan<double> ring)
    {
        if (geodesic is not null)
            return projection is null ? geodesic.SignedArea(ring) : geodesic.SignedArea(ring, projection);
        if (official is not null)
            return projection switch { null => official.SignedArea(ring), GaussKruger transverse => official.SignedArea(ring, transverse), _ => OfficialArea(ring, official, projection) };
        return PlanarArea(ring) * metresPerUnit * metresPerUnit;
    }

    // The document knows degrees and Gauss–Krüger; from other projections its formula starts with our own inverse of the vertices.
    private static double OfficialArea(ReadOnlySpan<double> ring, OfficialArea official, MapProjection projection)
    {
        var degrees = ArrayPool<double>.Shared.Rent(ring.Length);
        for (var i = 0; i < ring.Length; i += 2)
            (degrees[i + 1], degrees[i]) = projection.Inverse(ring[i], ring[i + 1]);
        var area = official.SignedArea(degrees.AsSpan(0, ring.Length));
        ArrayPool<double>.Shared.Return(degrees);
        return area;
    }

    // Triangles with the first vertex: differences of near coordinates are exact, so nothing is lost to their distance from the origin.
    private static double PlanarArea(ReadOnlySpan<double> ring)
    {
        var sum = default(CompensatedSum);
        var (x0, y0) = (ring[0], ring[1]);
        var (x1, y1) = (0.0, 0.0);
        for (var i = 2; i < ring.Length; i += 2)
        {
            var (x2, y2) = (ring[i] - x0, ring[i + 1] - y0);
            var product = x2 * y1;
            sum.Add(Math.FusedMultiplyAdd(x1, y2, -product));
            sum.Add(-Math.FusedMultiplyAdd(x2, y1, -product)); // the rounding error of the product
            (x1, y1) = (x2, y2);
        }
        return sum.Value / 2;
    }

    // Normal Mercator of any kind enlarges areas by 1/cos² of the latitude; about another axis (transverse, oblique) it is made for narrow stretches and is near 1 there.
    private static bool IsMercator(Projection? projection) => projection is WebMercator
        || (projection is UnknownProjection { Name: var name } && Has(name, "Mercator") && !Has(name, "Transverse") && !Has(name, "Oblique"));

    private static bool Has(string name, string word) => name.Contains(word, StringComparison.OrdinalIgnoreCase);

    private static bool IsFinite(ReadOnlySpan<double> ring)
    {
        foreach (var c in ring)
        {
            if (!double.IsFinite(c))
                return false;
        }
        return true;
    }

    private bool IsInRange(ReadOnlySpan<double> ring)
    {
        for (var i = 0; i < ring.Length; i += 2)
        {
            if (!IsInRange(ring[i], ring[i + 1]))
                return false;
        }
        return true;
    }
}
