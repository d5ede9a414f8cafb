namespace CarbonSink.Geometry;

/// <summary>A projection (投影) prepared for an ellipsoid: between geographic positions in degrees and projected coordinates in their own unit.</summary>
/// <remarks>Derived are <see cref="GaussKruger"/>, <see cref="AlbersConic"/>, <see cref="LambertConic"/> and <see cref="SphericalMercator"/>. Immutable and thread-safe; nothing is allocated per position.</remarks>
public abstract class MapProjection
{
    /// <summary>Radians in a degree.</summary>
    protected const double Degree = Math.PI / 180;

    /// <summary>Takes what every projection has.</summary>
    /// <param name="ellipsoid">The ellipsoid of the datum.</param>
    /// <param name="metresPerUnit">Length of one unit of the projected coordinates, metres.</param>
    protected MapProjection(Ellipsoid ellipsoid, double metresPerUnit)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(metresPerUnit);
        (Ellipsoid, MetresPerUnit) = (ellipsoid, metresPerUnit);
    }

    /// <summary>The ellipsoid.</summary>
    public Ellipsoid Ellipsoid { get; }

    /// <summary>Length of one unit of the projected coordinates, metres.</summary>
    public double MetresPerUnit { get; }

    /// <summary>Prepares the projection of a coordinate reference; null for degrees and for a projection that is known by name alone.</summary>
    /// <param name="reference">The coordinate reference.</param>
    /// <param name="ellipsoid">Another ellipsoid than that of the reference system, or null.</param>
    public static MapProjection? Of(CoordinateReference reference, Ellipsoid? ellipsoid = null) => reference.Projection switch
    {
        TransverseMercator p => new GaussKruger(ellipsoid ?? reference.Ellipsoid, p, reference.MetresPerUnit),
        AlbersEqualArea p => new AlbersConic(ellipsoid ?? reference.Ellipsoid, p, reference.MetresPerUnit),
        LambertConformalConic p => new LambertConic(ellipsoid ?? reference.Ellipsoid, p, reference.MetresPerUnit),
        WebMercator p => new SphericalMercator(ellipsoid ?? reference.Ellipsoid, p, reference.MetresPerUnit),
        _ => null,
    };

    /// <summary>Projects a geographic position (正算).</summary>
    /// <param name="latitude">Degrees north, in [−90, 90].</param>
    /// <param name="longitude">Degrees east, any.</param>
    public abstract (double Easting, double Northing) Forward(double latitude, double longitude);

    /// <summary>Finds the geographic position of projected coordinates (反算), degrees; NaN where there is none.</summary>
    public abstract (double Latitude, double Longitude) Inverse(double easting, double northing);

    /// <summary>Whether projected coordinates can be a place on the ellipsoid.</summary>
    public abstract bool Covers(double easting, double northing);

    /// <summary>Latitude, and longitude counted from a meridian of the projection's own: keeps the digits that adding the meridian would cost.</summary>
    internal abstract (double Latitude, double Longitude) InverseFromMeridian(double easting, double northing);

    /// <summary>A longitude brought into [−180, 180] degrees.</summary>
    protected static double Normalised(double longitude) => Math.Abs(longitude) <= 180 ? longitude : Math.IEEERemainder(longitude, 360);
}
