namespace CarbonSink.Geometry;

/// <summary>A conic projection (圆锥投影): parallels are circles about one centre, meridians their radii.</summary>
/// <remarks>Snyder, "Map projections: a working manual", USGS Professional Paper 1395 (1987), Eqs. 14-1, 14-2, 14-4, 14-10 and 14-11; derived classes give the radius.</remarks>
public abstract class ConicProjection : MapProjection
{
    private readonly double centralMeridian;
    private readonly double falseEasting;
    private readonly double falseNorthing;

    private protected ConicProjection(Ellipsoid ellipsoid, double metresPerUnit, double centralMeridian, double falseEasting, double falseNorthing)
        : base(ellipsoid, metresPerUnit) =>
        (this.centralMeridian, this.falseEasting, this.falseNorthing) = (centralMeridian, falseEasting, falseNorthing);

    /// <inheritdoc/>
    public override (double Easting, double Northing) Forward(double latitude, double longitude)
    {
        var radius = RadiusAt(latitude);
        var (sin, cos) = Math.SinCos(Cone * Normalised(longitude - centralMeridian) * Degree); // Eq. 14-4
        return ((falseEasting + radius * sin) / MetresPerUnit, (falseNorthing + RadiusOfOrigin - radius * cos) / MetresPerUnit);
    }

    /// <inheritdoc/>
    public override (double Latitude, double Longitude) Inverse(double easting, double northing)
    {
        var (latitude, longitude) = InverseFromMeridian(easting, northing);
        return (latitude, Normalised(longitude + centralMeridian));
    }

    /// <inheritdoc/>
    public override bool Covers(double easting, double northing)
    {
        var (latitude, longitude) = InverseFromMeridian(easting, northing);
        return double.IsFinite(latitude) && Math.Abs(longitude) <= 180;
    }

    internal override (double Latitude, double Longitude) InverseFromMeridian(double easting, double northing)
    {
        var x = easting * MetresPerUnit - falseEasting;
        var y = RadiusOfOrigin - (northing * MetresPerUnit - falseNorthing);
        if (Cone < 0)
            (x, y) = (-x, -y);
        return (LatitudeAt(Math.CopySign(Math.Sqrt(x * x + y * y), Cone)), Math.Atan2(x, y) / Cone / Degree);
    }

    // The constant of the cone n, and the radius of the latitude of origin; both signs are those of the hemisphere.
    private protected abstract double Cone { get; }

    private protected abstract double RadiusOfOrigin { get; }

    private protected abstract double RadiusAt(double latitude);

    private protected abstract double LatitudeAt(double radius);

    // Eq. 14-15: radius of a parallel on the unit ellipsoid.
    private protected double ParallelRadius(double latitude)
    {
        var (sin, cos) = Math.SinCos(latitude * Degree);
        return cos / Math.Sqrt(1 - Ellipsoid.EccentricitySquared * sin * sin);
    }

    private protected static void RequireCone(double parallel1, double parallel2)
    {
        if (!(Math.Abs(parallel1) < 90 && Math.Abs(parallel2) < 90 && Math.Abs(parallel1 + parallel2) > 1e-9))
            throw new ArgumentException("the standard parallels are no pair of a cone");
    }
}
