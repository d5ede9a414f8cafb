using CarbonSink.Findings;

namespace CarbonSink.Geometry;

/// <summary>Coordinates of one reference system expressed in another (坐标转换). Immutable and thread-safe; nothing is allocated per position.</summary>
/// <remarks>Within one datum it is inverse and forward projection. A change of datum needs the user's seven parameters; WGS 84 and CGCS2000 alone are taken as one, with a finding that says so.</remarks>
public sealed class CoordinateTransformation
{
    private readonly MapProjection? source;
    private readonly MapProjection? target;
    private readonly Helmert? shift;
    private readonly Geocentric sourceFrame;
    private readonly Geocentric targetFrame;

    private CoordinateTransformation(CoordinateReference from, CoordinateReference to, Helmert? shift, IReadOnlyList<Finding> findings)
    {
        (From, To, this.shift, Findings) = (from, to, shift, findings);
        (sourceFrame, targetFrame) = (new(from.Ellipsoid), new(to.Ellipsoid));
        IsIdentity = shift is null && from.Projection == to.Projection && (from.IsGeographic || from.MetresPerUnit == to.MetresPerUnit);
        if (!IsIdentity)
            (source, target) = (Prepared(from), Prepared(to));
    }

    /// <summary>The system that coordinates are in.</summary>
    public CoordinateReference From { get; }

    /// <summary>The system that they are wanted in.</summary>
    public CoordinateReference To { get; }

    /// <summary>Whether coordinates stay as they are, to the bit.</summary>
    public bool IsIdentity { get; }

    /// <summary>What the user has to be told about the transformation.</summary>
    public IReadOnlyList<Finding> Findings { get; }

    /// <summary>Prepares a transformation.</summary>
    /// <param name="from">The system that coordinates are in.</param>
    /// <param name="to">The system that they are wanted in.</param>
    /// <param name="shift">Parameters from the datum of the first to that of the second; not used where they are the same.</param>
    /// <exception cref="RefusedInputException">The datum changes and there are no parameters, or a projection is known by name alone.</exception>
    public static CoordinateTransformation Between(CoordinateReference from, CoordinateReference to, Helmert? shift = null)
    {
        if (SameDatum(from, to))
            return new(from, to, null, []);
        if (shift is not null)
            return new(from, to, shift, []);
        var (a, b) = ($"{from.Name} ({from.Datum})", $"{to.Name} ({to.Datum})");
        return TakenAsOne(from) && TakenAsOne(to)
            ? new(from, to, null, [new(GeometryFindings.DatumsTakenAsOne, null, null, null, null, a, b)])
            : throw GeometryFindings.Refuse(GeometryFindings.DatumChange, a, b);
    }

    /// <summary>Whether two systems share the datum: its name and the ellipsoid's figures.</summary>
    public static bool SameDatum(CoordinateReference a, CoordinateReference b) =>
        string.Equals(a.Datum, b.Datum, StringComparison.OrdinalIgnoreCase)
        && a.Ellipsoid.SemiMajorAxis == b.Ellipsoid.SemiMajorAxis && Math.Abs(a.Ellipsoid.InverseFlattening - b.Ellipsoid.InverseFlattening) < 1e-9;

    /// <summary>Transforms positions in place.</summary>
    /// <param name="xy">Interleaved x (east, longitude) and y (north, latitude), before in the unit of <see cref="From"/>, after in that of <see cref="To"/>.</param>
    /// <returns>How many positions have no counterpart: their x and y are NaN.</returns>
    /// <exception cref="ArgumentException">The number of values is odd.</exception>
    public int Transform(Span<double> xy)
    {
        if (xy.Length % 2 != 0)
            throw new ArgumentException("x and y come in pairs", nameof(xy));
        if (IsIdentity)
            return 0;
        var lost = 0;
        for (var i = 0; i < xy.Length; i += 2)
        {
            (xy[i], xy[i + 1]) = Transform(xy[i], xy[i + 1]);
            if (double.IsNaN(xy[i]))
                lost++;
        }
        return lost;
    }

    /// <summary>Transforms one position; NaN where it has no counterpart.</summary>
    public (double X, double Y) Transform(double x, double y)
    {
        if (IsIdentity)
            return (x, y);
        var (latitude, longitude) = source is null ? (y, x) : source.Covers(x, y) ? source.Inverse(x, y) : (double.NaN, double.NaN);
        if (!(Math.Abs(latitude) <= 90) || !double.IsFinite(longitude))
            return (double.NaN, double.NaN);
        if (shift is not null)
        {
            var (gx, gy, gz) = sourceFrame.Of(latitude, longitude);
            (gx, gy, gz) = shift.Apply(gx, gy, gz);
            (latitude, longitude) = targetFrame.Back(gx, gy, gz);
        }
        if (target is null)
            return (Math.Abs(longitude) <= 180 ? longitude : Math.IEEERemainder(longitude, 360), latitude);
        var (easting, northing) = target.Forward(latitude, longitude);
        return target.Covers(easting, northing) ? (easting, northing) : (double.NaN, double.NaN);
    }

    // CGCS2000 and WGS 84 are realisations of ITRS: centimetres apart at the same epoch.
    private static bool TakenAsOne(CoordinateReference reference) => reference.Datum == Ellipsoid.Cgcs2000.Name || reference.Datum == Ellipsoid.Wgs84.Name;

    private static MapProjection? Prepared(CoordinateReference reference) =>
        reference.Projection is UnknownProjection unknown
            ? throw GeometryFindings.Refuse(GeometryFindings.UnknownProjectionTransformation, unknown.Name)
            : MapProjection.Of(reference);
}
