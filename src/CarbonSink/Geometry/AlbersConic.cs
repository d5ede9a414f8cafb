namespace CarbonSink.Geometry;

/// <summary>Albers' equal-area conic projection (阿尔伯斯等积圆锥投影) of any ellipsoid.</summary>
/// <remarks>
/// Snyder, "Map projections: a working manual", USGS Professional Paper 1395 (1987), Eqs. 14-1 to 14-21 and 3-12; EPSG method 9822. The latitude is found from q by Newton's method in sin φ,
/// where dq/ds = 2(1 − e²)/(1 − e²s²)² is free of the singularity that Eq. 3-16 has at the poles.
/// </remarks>
public sealed class AlbersConic : ConicProjection
{
    private readonly double e2;
    private readonly double e;
    private readonly double n;
    private readonly double c;

    /// <summary>Prepares the constants.</summary>
    /// <param name="ellipsoid">The ellipsoid of the datum.</param>
    /// <param name="projection">The parameters of the projection.</param>
    /// <param name="metresPerUnit">Length of one unit of the projected coordinates, metres.</param>
    /// <exception cref="ArgumentException">The standard parallels are opposite, or a pole.</exception>
    public AlbersConic(Ellipsoid ellipsoid, AlbersEqualArea projection, double metresPerUnit = 1)
        : base(ellipsoid, metresPerUnit, projection.CentralMeridian, projection.FalseEasting, projection.FalseNorthing)
    {
        var (parallel1, parallel2) = (projection.StandardParallel1, projection.StandardParallel2);
        RequireCone(parallel1, parallel2);
        (e2, e) = (ellipsoid.EccentricitySquared, Math.Sqrt(ellipsoid.EccentricitySquared));
        var (m1, m2) = (ParallelRadius(parallel1), ParallelRadius(parallel2));
        var (q1, q2) = (Q(Math.Sin(parallel1 * Degree)), Q(Math.Sin(parallel2 * Degree)));
        n = Math.Abs(parallel1 - parallel2) < 1e-9 ? Math.Sin(parallel1 * Degree) : (m1 * m1 - m2 * m2) / (q2 - q1); // Eq. 14-14
        c = m1 * m1 + n * q1; // Eq. 14-13
        Projection = projection;
        RadiusOfOrigin = RadiusAt(projection.LatitudeOfOrigin);
    }

    /// <summary>The projection.</summary>
    public AlbersEqualArea Projection { get; }

    private protected override double Cone => n;

    private protected override double RadiusOfOrigin { get; }

    private protected override double RadiusAt(double latitude) =>
        Ellipsoid.SemiMajorAxis * Math.Sqrt(Math.Max(0, c - n * Q(Math.Sin(latitude * Degree)))) / n; // Eq. 14-3

    private protected override double LatitudeAt(double radius)
    {
        var r = radius * n / Ellipsoid.SemiMajorAxis;
        var q = (c - r * r) / n; // Eq. 14-19
        var pole = Q(1);
        if (!(Math.Abs(q) <= pole * (1 + 1e-12)))
            return double.NaN;
        var s = Math.Clamp(q / pole, -1, 1);
        for (var i = 0; i < 8; i++)
        {
            var w = 1 - e2 * s * s;
            var step = (q - Q(s)) * w * w / (2 * (1 - e2));
            s = Math.Clamp(s + step, -1, 1);
            if (Math.Abs(step) < 1e-10)
                break; // convergence is quadratic
        }
        return Math.Asin(s) / Degree;
    }

    // Eq. 3-12.
    private double Q(double s) => e == 0 ? 2 * s : (1 - e2) * (s / (1 - e2 * s * s) + Math.Atanh(e * s) / e);
}
