namespace CarbonSink.Geometry;

/// <summary>Tangents of the conformal latitude (等角纬度) from those of the geographic latitude and back.</summary>
/// <remarks>Karney, "Transverse Mercator with an accuracy of a few nanometers", J. Geodesy 85 (2011), doi 10.1007/s00190-011-0445-3, Eqs. 7–9 and 19–21.</remarks>
internal readonly struct ConformalLatitude(Ellipsoid ellipsoid)
{
    private readonly double e2 = ellipsoid.EccentricitySquared;
    private readonly double e = Math.Sqrt(ellipsoid.EccentricitySquared);

    /// <summary>tau' of Eqs. 7–9.</summary>
    public double TangentOf(double tau)
    {
        var root = Hypotenuse(1, tau);
        var sigma = Math.Sinh(e * Math.Atanh(e * tau / root));
        return tau * Hypotenuse(1, sigma) - sigma * root;
    }

    /// <summary>Newton's method of Eqs. 19–21; three steps reach machine precision for terrestrial ellipsoids.</summary>
    public double GeographicTangentOf(double tauPrime)
    {
        if (double.IsInfinity(tauPrime))
            return tauPrime; // the pole
        var tau = tauPrime / (1 - e2);
        for (var i = 0; i < 4; i++)
        {
            var t = TangentOf(tau);
            var step = (tauPrime - t) / Hypotenuse(1, t) * (1 + (1 - e2) * tau * tau) / ((1 - e2) * Hypotenuse(1, tau));
            tau += step;
            if (!(Math.Abs(step) > 1e-9 * Math.Max(1, Math.Abs(tau))))
                break; // convergence is quadratic: the error left is of the order of step²
        }
        return tau;
    }

    private static double Hypotenuse(double x, double y) => Math.Sqrt(x * x + y * y);
}
