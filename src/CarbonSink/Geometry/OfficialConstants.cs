namespace CarbonSink.Geometry;

/// <summary>The constants of the official area algorithm (国土调查办发〔2008〕32号) for one ellipsoid.</summary>
/// <param name="B2">b², m².</param>
/// <param name="SecondEccentricitySquared">e'².</param>
/// <param name="PolarRadius">c = a²/b, metres.</param>
/// <param name="Series">A, B, C, D, E of the trapezoid.</param>
/// <param name="Inverse">K0 … K4 of the inverse projection.</param>
internal sealed record OfficialConstants(
    double B2, double SecondEccentricitySquared, double PolarRadius,
    (double A, double B, double C, double D, double E) Series,
    (double K0, double K1, double K2, double K3, double K4) Inverse)
{
    // K0 … K4 as printed with the algorithm for Xian 80, and in its later editions for CGCS2000.
    private static readonly (double K0, double K1, double K2, double K3, double K4) PrintedXian80 =
        (1.57048687472752E-07, 5.05250559291393E-03, 2.98473350966158E-05, 2.41627215981336E-07, 2.22241909461273E-09);

    private static readonly (double K0, double K1, double K2, double K3, double K4) PrintedCgcs2000 =
        (1.57048761144159E-07, 5.05250178820567E-03, 2.98472900956587E-05, 2.41626669230084E-07, 2.22241238938534E-09);

    /// <summary>The constants of an ellipsoid: computed, except that K0 … K4 of Xian 80 and CGCS2000 are the printed ones.</summary>
    public static OfficialConstants Of(Ellipsoid ellipsoid)
    {
        var (a, b, e2) = (ellipsoid.SemiMajorAxis, ellipsoid.SemiMinorAxis, ellipsoid.EccentricitySquared);
        var inverse = SameFigure(ellipsoid, Ellipsoid.Xian80) ? PrintedXian80
            : SameFigure(ellipsoid, Ellipsoid.Cgcs2000) ? PrintedCgcs2000
            : InverseOf(ellipsoid);
        return new(b * b, e2 / (1 - e2), a * a / b, SeriesOf(e2), inverse);
    }

    /// <summary>A … E to e⁸, as the document prints them.</summary>
    public static (double A, double B, double C, double D, double E) SeriesOf(double e2)
    {
        var (e4, e6, e8) = (e2 * e2, e2 * e2 * e2, e2 * e2 * e2 * e2);
        return (
            1 + 3 / 6.0 * e2 + 30 / 80.0 * e4 + 35 / 112.0 * e6 + 630 / 2304.0 * e8,
            1 / 6.0 * e2 + 15 / 80.0 * e4 + 21 / 112.0 * e6 + 420 / 2304.0 * e8,
            3 / 80.0 * e4 + 7 / 112.0 * e6 + 180 / 2304.0 * e8,
            1 / 112.0 * e6 + 45 / 2304.0 * e8,
            5 / 2304.0 * e8);
    }

    /// <summary>K0 … K4 computed for any ellipsoid.</summary>
    /// <remarks>
    /// The footpoint latitude is μ + Σ d_j sin 2jμ with μ = x/R (Helmert's series in n, here to n⁵: Karney 2011, Eq. 36 taken to geographic latitude;
    /// Snyder 1987, Eq. 3-26). Writing sin 2jμ as cos μ times odd powers of sin μ gives the printed form μ + cos μ (K1 s − K2 s³ + K3 s⁵ − K4 s⁷).
    /// </remarks>
    public static (double K0, double K1, double K2, double K3, double K4) InverseOf(Ellipsoid ellipsoid)
    {
        var n = ellipsoid.Flattening / (2 - ellipsoid.Flattening);
        var (n2, n3, n4, n5) = (n * n, n * n * n, n * n * n * n, n * n * n * n * n);
        var radius = ellipsoid.SemiMajorAxis / (1 + n) * (1 + n2 / 4 + n4 / 64);
        var d1 = 3 / 2.0 * n - 27 / 32.0 * n3 + 269 / 512.0 * n5;
        var d2 = 21 / 16.0 * n2 - 55 / 32.0 * n4;
        var d3 = 151 / 96.0 * n3 - 417 / 128.0 * n5;
        var d4 = 1097 / 512.0 * n4;
        var d5 = 8011 / 2560.0 * n5;
        return (
            1 / radius,
            2 * d1 + 4 * d2 + 6 * d3 + 8 * d4 + 10 * d5,
            8 * d2 + 32 * d3 + 80 * d4 + 160 * d5,
            32 * d3 + 192 * d4 + 672 * d5,
            128 * d4 + 1024 * d5);
    }

    private static bool SameFigure(Ellipsoid x, Ellipsoid y) =>
        x.SemiMajorAxis == y.SemiMajorAxis && x.InverseFlattening == y.InverseFlattening;
}
