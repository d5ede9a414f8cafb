namespace CarbonSink.Geometry;

/// <summary>Web Mercator (网络墨卡托, EPSG method 1024): neither equal-area nor conformal on the ellipsoid; for display alone.</summary>
/// <remarks>IOGP Publication 373-7-2, "Popular Visualisation Pseudo-Mercator": spherical formulas with R = a on geographic coordinates of the ellipsoid.</remarks>
public sealed class SphericalMercator : MapProjection
{
    private readonly double radius;

    /// <summary>Prepares the formulas.</summary>
    /// <param name="ellipsoid">The ellipsoid of the datum.</param>
    /// <param name="projection">The parameters of the projection.</param>
    /// <param name="metresPerUnit">Length of one unit of the projected coordinates, metres.</param>
    public SphericalMercator(Ellipsoid ellipsoid, WebMercator projection, double metresPerUnit = 1)
        : base(ellipsoid, metresPerUnit) => (Projection, radius) = (projection, ellipsoid.SemiMajorAxis);

    /// <summary>The projection.</summary>
    public WebMercator Projection { get; }

    /// <inheritdoc/>
    public override (double Easting, double Northing) Forward(double latitude, double longitude) => (
        (Projection.FalseEasting + radius * Normalised(longitude - Projection.CentralMeridian) * Degree) / MetresPerUnit,
        (Projection.FalseNorthing + radius * Math.Asinh(Math.Tan(latitude * Degree))) / MetresPerUnit);

    /// <inheritdoc/>
    public override (double Latitude, double Longitude) Inverse(double easting, double northing)
    {
        var (latitude, longitude) = InverseFromMeridian(easting, northing);
        return (latitude, Normalised(longitude + Projection.CentralMeridian));
    }

    /// <inheritdoc/>
    public override bool Covers(double easting, double northing) =>
        double.IsFinite(northing) && Math.Abs(easting * MetresPerUnit - Projection.FalseEasting) <= 4 * Math.PI * radius;

    internal override (double Latitude, double Longitude) InverseFromMeridian(double easting, double northing) => (
        Math.Atan(Math.Sinh((northing * MetresPerUnit - Projection.FalseNorthing) / radius)) / Degree,
        (easting * MetresPerUnit - Projection.FalseEasting) / radius / Degree);
}
