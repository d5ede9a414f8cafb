namespace CarbonSink.Geometry;

/// <summary>Area of the ellipsoid between the equator and a parallel, per radian of longitude.</summary>
/// <remarks>
/// Q(φ) = ∫₀^φ M N cos φ dφ = b² ∫ ds / (1 − e² s²)² with s = sin φ, integrated term by term:
/// Q = b² Σ (m + 1)/(2m + 1) e^2m s^(2m+1). The closed form (Snyder, USGS Professional Paper 1395, Eq. 3-12) has the same value; ten terms of the
/// series leave a relative error of the order e^20 ≈ 2e-22.
/// </remarks>
internal sealed class AuthalicZone
{
    private const int Terms = 10;
    private readonly double[] series = new double[Terms];

    /// <summary>Prepares the series.</summary>
    public AuthalicZone(Ellipsoid ellipsoid)
    {
        var b2 = ellipsoid.SemiMinorAxis * ellipsoid.SemiMinorAxis;
        for (var m = 0; m < Terms; m++)
            series[m] = b2 * (m + 1) / (2 * m + 1) * Math.Pow(ellipsoid.EccentricitySquared, m);
    }

    /// <summary>Q of the parallel whose latitude has this sine, m²/rad.</summary>
    public double Below(double sine)
    {
        var s2 = sine * sine;
        var sum = series[Terms - 1];
        for (var m = Terms - 2; m >= 0; m--)
            sum = sum * s2 + series[m];
        return sum * sine;
    }
}
