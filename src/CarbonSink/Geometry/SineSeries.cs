namespace CarbonSink.Geometry;

/// <summary>An integral over the auxiliary sphere of a power series in k² sin²σ, turned into a trigonometric sum.</summary>
/// <remarks>
/// The integrals I1, J, I3 and I4 of Karney 2013 (doi 10.1007/s00190-012-0578-z, Eqs. 7, 38, 8, 61) all have integrands that are power series
/// Σ p_m (k² sin²σ)^m, the last one times sin σ. Powers of the sine are sums of multiples of the angle, so each integral is
/// c_0 σ + Σ c_l sin 2lσ, the last one Σ c_l cos (2l+1)σ, with c_l a polynomial in k². Since k² ≤ e'² ≈ 0.0067 on the Earth,
/// eight powers leave a relative error of the order 1e-18: more than the paper's order 6.
/// </remarks>
internal sealed class SineSeries
{
    /// <summary>Number of powers of k², and of coefficients c_l.</summary>
    public const int Terms = 8;

    private readonly double[] matrix = new double[Terms * Terms]; // [l, m]

    private SineSeries()
    {
    }

    /// <summary>∫₀^σ Σ p_m (k² sin²s)^m ds = c_0 σ + Σ_(l≥1) c_l sin 2lσ.</summary>
    public static SineSeries EvenIntegral(ReadOnlySpan<double> powers)
    {
        // sin^2m s = 4^-m [ C(2m, m) + 2 Σ_l (−1)^l C(2m, m−l) cos 2ls ]
        var series = new SineSeries();
        for (var m = 0; m < Terms; m++)
        {
            for (var l = 0; l <= m; l++)
            {
                var c = powers[m] * Binomial(2 * m, m - l) / Math.Pow(4, m);
                series.matrix[l * Terms + m] = l == 0 ? c : (l % 2 == 0 ? c : -c) / l;
            }
        }
        return series;
    }

    /// <summary>−½ ∫_(π/2)^σ Σ p_m (k² sin²s)^m sin s ds = Σ_(l≥0) c_l cos (2l+1)σ.</summary>
    public static SineSeries OddIntegral(ReadOnlySpan<double> powers)
    {
        // sin^(2m+1) s = 4^-m Σ_l (−1)^l C(2m+1, m−l) sin (2l+1)s
        var series = new SineSeries();
        for (var m = 0; m < Terms; m++)
        {
            for (var l = 0; l <= m; l++)
            {
                var c = powers[m] * Binomial(2 * m + 1, m - l) / Math.Pow(4, m) / (2 * (2 * l + 1));
                series.matrix[l * Terms + m] = l % 2 == 0 ? c : -c;
            }
        }
        return series;
    }

    /// <summary>The coefficients c_l at k².</summary>
    public void Coefficients(double k2, Span<double> c)
    {
        var power = 1.0;
        for (var l = 0; l < Terms; l++, power *= k2)
        {
            var sum = 0.0;
            for (var m = Terms - 1; m >= l; m--)
                sum = sum * k2 + matrix[l * Terms + m];
            c[l] = sum * power;
        }
    }

    /// <summary>c_0 σ12 + Σ c_l (sin 2lσ2 − sin 2lσ1) by Clenshaw's recurrence.</summary>
    public static double EvenDifference(ReadOnlySpan<double> c, double sigma12, Direction sigma1, Direction sigma2) =>
        c[0] * sigma12 + (SineSum(c, sigma2) - SineSum(c, sigma1));

    /// <summary>Σ c_l (cos (2l+1)σ2 − cos (2l+1)σ1) by Clenshaw's recurrence.</summary>
    public static double OddDifference(ReadOnlySpan<double> c, Direction sigma1, Direction sigma2) =>
        CosineSum(c, sigma2) - CosineSum(c, sigma1);

    private static double SineSum(ReadOnlySpan<double> c, Direction sigma)
    {
        var twice = 2 * (sigma.Cos - sigma.Sin) * (sigma.Cos + sigma.Sin); // 2 cos 2σ
        double u = 0, v = 0;
        for (var l = Terms - 1; l > 0; l--)
            (u, v) = (twice * u - v + c[l], u);
        return 2 * sigma.Sin * sigma.Cos * u;
    }

    private static double CosineSum(ReadOnlySpan<double> c, Direction sigma)
    {
        var twice = 2 * (sigma.Cos - sigma.Sin) * (sigma.Cos + sigma.Sin);
        double u = 0, v = 0;
        for (var l = Terms - 1; l >= 0; l--)
            (u, v) = (twice * u - v + c[l], u);
        return sigma.Cos * (u - v);
    }

    private static double Binomial(int n, int k)
    {
        var product = 1.0;
        for (var i = 1; i <= k; i++)
            product = product * (n - k + i) / i;
        return product;
    }
}
