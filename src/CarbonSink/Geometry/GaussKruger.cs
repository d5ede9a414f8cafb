namespace CarbonSink.Geometry;

/// <summary>Gauss–Krüger (transverse Mercator, 高斯-克吕格投影) between geographic and projected coordinates on any ellipsoid.</summary>
/// <remarks>
/// Krüger's series in the third flattening n to order 6, as given by Karney, "Transverse Mercator with an accuracy of a few nanometers",
/// J. Geodesy 85 (2011), doi 10.1007/s00190-011-0445-3: Eqs. 7–12, 14 and 35 forward, 15–21 and 36 inverse, 22–28 scale and convergence.
/// The truncation error is below 10 nm within 3,900 km of the central meridian. Angles in degrees, lengths in the projection's own unit.
/// </remarks>
public sealed class GaussKruger : MapProjection
{
    // Krüger's series hold to some 3,900 km from the central meridian (Karney 2011, Sect. 5); a quadrant of the meridian is 10,002 km.
    private const double FarthestEasting = 3_900_000;
    private const double FarthestNorthing = 10_010_000;
    private const int Order = 6;

    private readonly double[] alpha;
    private readonly double[] beta;
    private readonly ConformalLatitude conformal;
    private readonly double e2;
    private readonly double rectifyingRadius;
    private readonly double northingOfOrigin;

    /// <summary>Prepares the series for an ellipsoid and a projection.</summary>
    /// <param name="ellipsoid">The ellipsoid of the datum.</param>
    /// <param name="projection">The parameters of the projection.</param>
    /// <param name="metresPerUnit">Length of one unit of the projected coordinates, metres.</param>
    public GaussKruger(Ellipsoid ellipsoid, TransverseMercator projection, double metresPerUnit = 1)
        : base(ellipsoid, metresPerUnit)
    {
        Projection = projection;
        e2 = ellipsoid.EccentricitySquared;
        conformal = new(ellipsoid);
        var n = ellipsoid.Flattening / (2 - ellipsoid.Flattening);
        rectifyingRadius = ellipsoid.SemiMajorAxis / (1 + n) * Polynomial(n * n, 1, 1 / 4.0, 1 / 64.0, 1 / 256.0); // Eq. 14
        alpha = Series(n, ForwardCoefficients);
        beta = Series(n, InverseCoefficients);
        northingOfOrigin = projection.LatitudeOfOrigin == 0 ? 0 : rectifyingRadius * ToRectified(projection.LatitudeOfOrigin, 0).Xi;
    }

    /// <summary>The projection.</summary>
    public TransverseMercator Projection { get; }

    /// <summary>Length of one projected unit on a projection of the same meridian whose scale there is 1, metres.</summary>
    internal double Unit => MetresPerUnit / Projection.ScaleFactor;

    /// <summary>Easting of the central meridian, in projected units.</summary>
    internal double MeridianEasting => Projection.FalseEasting / MetresPerUnit;

    /// <summary>Northing of the equator, in projected units.</summary>
    internal double EquatorNorthing => Projection.FalseNorthing / MetresPerUnit - northingOfOrigin / Unit;

    // Karney 2011, Eq. 35; row j holds the coefficients of n^j, n^(j+1) … n^6 of alpha_j.
    private static double[][] ForwardCoefficients =>
    [
        [1 / 2.0, -2 / 3.0, 5 / 16.0, 41 / 180.0, -127 / 288.0, 7891 / 37800.0],
        [13 / 48.0, -3 / 5.0, 557 / 1440.0, 281 / 630.0, -1983433 / 1935360.0],
        [61 / 240.0, -103 / 140.0, 15061 / 26880.0, 167603 / 181440.0],
        [49561 / 161280.0, -179 / 168.0, 6601661 / 7257600.0],
        [34729 / 80640.0, -3418889 / 1995840.0],
        [212378941 / 319334400.0],
    ];

    // Karney 2011, Eq. 36; the same layout for beta_j.
    private static double[][] InverseCoefficients =>
    [
        [1 / 2.0, -2 / 3.0, 37 / 96.0, -1 / 360.0, -81 / 512.0, 96199 / 604800.0],
        [1 / 48.0, 1 / 15.0, -437 / 1440.0, 46 / 105.0, -1118711 / 3870720.0],
        [17 / 480.0, -37 / 840.0, -209 / 4480.0, 5569 / 90720.0],
        [4397 / 161280.0, -11 / 504.0, -830251 / 7257600.0],
        [4583 / 161280.0, -108847 / 3991680.0],
        [20648693 / 638668800.0],
    ];

    /// <inheritdoc/>
    public override (double Easting, double Northing) Forward(double latitude, double longitude)
    {
        var (xi, eta, _) = ToRectified(latitude, longitude - Projection.CentralMeridian);
        return (MeridianEasting + rectifyingRadius * eta / Unit, EquatorNorthing + rectifyingRadius * xi / Unit);
    }

    /// <inheritdoc/>
    public override (double Latitude, double Longitude) Inverse(double easting, double northing)
    {
        var (latitude, longitude) = InverseFromMeridian(easting, northing);
        return (latitude, longitude + Projection.CentralMeridian);
    }

    /// <inheritdoc/>
    public override bool Covers(double easting, double northing) =>
        Math.Abs(easting - MeridianEasting) * Unit <= FarthestEasting && Math.Abs(northing - EquatorNorthing) * Unit <= FarthestNorthing;

    /// <summary>Point scale k (长度比) at a geographic position, the projection's own scale factor included.</summary>
    public double Scale(double latitude, double longitude) =>
        ToRectified(latitude, longitude - Projection.CentralMeridian).Scale * Projection.ScaleFactor;

    internal override (double Latitude, double Longitude) InverseFromMeridian(double easting, double northing)
    {
        var xi = (northing - EquatorNorthing) * Unit / rectifyingRadius;
        var eta = (easting - MeridianEasting) * Unit / rectifyingRadius;
        var (dXi, dEta, _, _) = Clenshaw(beta, xi, eta);
        var (sin, cos) = Math.SinCos(xi - dXi); // Eq. 15
        var sinh = Math.Sinh(eta - dEta);
        var tau = conformal.GeographicTangentOf(sin / Hypotenuse(sinh, cos)); // Eq. 18
        return (Math.Atan(tau) / Degree, Math.Atan2(sinh, cos) / Degree);
    }

    /// <summary>ξ, η of Karney's Eq. 11 and the point scale (Eqs. 23–25) without the projection's own factor.</summary>
    internal (double Xi, double Eta, double Scale) ToRectified(double latitude, double longitude)
    {
        var (sinPhi, cosPhi) = Math.SinCos(latitude * Degree);
        var tau = sinPhi / cosPhi;
        var tauPrime = conformal.TangentOf(tau);
        var (sin, cos) = Math.SinCos(longitude * Degree);
        var radius = Hypotenuse(tauPrime, cos);
        var xiPrime = Math.Atan2(tauPrime, cos); // Eq. 10
        var etaPrime = Math.Asinh(sin / radius);
        var (dXi, dEta, p, q) = Clenshaw(alpha, xiPrime, etaPrime);
        var scale = rectifyingRadius / Ellipsoid.SemiMajorAxis * Hypotenuse(1 + p, q)
            * Math.Sqrt(1 - e2 * sinPhi * sinPhi) * Hypotenuse(1, tau) / radius;
        return (xiPrime + dXi, etaPrime + dEta, scale);
    }

    // Sum of c_j sin 2jz with z = xi + i eta, and of 2j c_j cos 2jz (real part p; q is minus the imaginary part), by Clenshaw's recurrence.
    private static (double Xi, double Eta, double P, double Q) Clenshaw(double[] c, double xi, double eta)
    {
        var (s, k) = Math.SinCos(2 * xi);
        var sh = Math.Sinh(2 * eta);
        var ch = Hypotenuse(1, sh);
        var (ar, ai) = (2 * k * ch, -2 * s * sh); // 2 cos 2z
        double ur = 0, ui = 0, vr = 0, vi = 0, pr = 0, pi = 0, wr = 0, wi = 0;
        for (var j = Order; j > 0; j--)
        {
            (ur, ui, vr, vi) = (ar * ur - ai * ui - vr + c[j - 1], ar * ui + ai * ur - vi, ur, ui);
            (pr, pi, wr, wi) = (ar * pr - ai * pi - wr + 2 * j * c[j - 1], ar * pi + ai * pr - wi, pr, pi);
        }
        var (sr, si) = (s * ch, k * sh); // sin 2z
        var (cr, ci) = (ar / 2, ai / 2); // cos 2z
        return (sr * ur - si * ui, sr * ui + si * ur, cr * pr - ci * pi - wr, -(cr * pi + ci * pr - wi));
    }

    private static double Hypotenuse(double x, double y) => Math.Sqrt(x * x + y * y);

    private static double[] Series(double n, double[][] rows) =>
        [.. rows.Select((row, j) => Math.Pow(n, j + 1) * Polynomial(n, row))];

    private static double Polynomial(double x, params ReadOnlySpan<double> coefficients)
    {
        var sum = 0.0;
        for (var i = coefficients.Length - 1; i >= 0; i--)
            sum = sum * x + coefficients[i];
        return sum;
    }
}
