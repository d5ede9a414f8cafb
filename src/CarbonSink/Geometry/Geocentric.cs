namespace CarbonSink.Geometry;

/// <summary>Geocentric coordinates (地心直角坐标) of positions on an ellipsoid at height 0, and back without the height.</summary>
/// <remarks>
/// IOGP Publication 373-7-2, EPSG method 9602; back by Bowring, "The accuracy of geodetic latitude and height equations", Survey Review 28 (1985), one step of which is
/// exact to 1e-11 arc-seconds within kilometres of the surface. A second step costs little and makes it so further out.
/// </remarks>
internal readonly struct Geocentric(Ellipsoid ellipsoid)
{
    private const double Degree = Math.PI / 180;
    private readonly double a = ellipsoid.SemiMajorAxis;
    private readonly double b = ellipsoid.SemiMinorAxis;
    private readonly double e2 = ellipsoid.EccentricitySquared;

    public (double X, double Y, double Z) Of(double latitude, double longitude)
    {
        var (sinPhi, cosPhi) = Math.SinCos(latitude * Degree);
        var (sinLambda, cosLambda) = Math.SinCos(longitude * Degree);
        var n = a / Math.Sqrt(1 - e2 * sinPhi * sinPhi);
        return (n * cosPhi * cosLambda, n * cosPhi * sinLambda, n * (1 - e2) * sinPhi);
    }

    public (double Latitude, double Longitude) Back(double x, double y, double z)
    {
        var p = Math.Sqrt(x * x + y * y);
        var beta = Math.Atan2(a * z, b * p);
        var phi = 0.0;
        for (var i = 0; i < 2; i++)
        {
            var (s, c) = Math.SinCos(beta);
            phi = Math.Atan2(z + e2 / (1 - e2) * b * s * s * s, p - e2 * a * c * c * c);
            beta = Math.Atan2(b * Math.Sin(phi), a * Math.Cos(phi));
        }
        return (phi / Degree, Math.Atan2(y, x) / Degree);
    }
}
