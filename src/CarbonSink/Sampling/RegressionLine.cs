namespace CarbonSink.Sampling;

/// <summary>The least-squares line of values on one auxiliary variable (回归线), sums independent of the order of plots.</summary>
internal readonly record struct RegressionLine(int N, double YBar, double XBar, double Slope, double YVariance, double Sxx, double ResidualVariance, double RhoSquared)
{
    /// <summary>y on x; residual variance with divisor n − 2.</summary>
    public static RegressionLine Fit(IReadOnlyList<double> y, IReadOnlyList<double> x)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(x.Count, y.Count, nameof(x));
        var n = y.Count;
        SampleCheck.Require(n, null);
        if (n < 3)
            throw SamplingFindings.Refuse(SamplingFindings.FewForRegression, $"{n}");
        var (yBar, xBar) = (Moments.Mean(y), Moments.Mean(x));
        var sxx = Moments.Squares(x.Select(v => v - xBar));
        if (!(sxx > 0))
            throw SamplingFindings.Refuse(SamplingFindings.NoAuxiliary, "Σ(x − x̄)² = 0");
        var b = Moments.Sum(y.Zip(x, (u, v) => (u - yBar) * (v - xBar))) / sxx;
        var Syy = Moments.Squares(y.Select(u => u - yBar));
        var rss = Moments.Squares(y.Zip(x, (u, v) => u - yBar - (b * (v - xBar))));
        return new(n, yBar, xBar, b, Syy / (n - 1), sxx, rss / (n - 2), Syy > 0 ? Math.Min(1, b * b * sxx / Syy) : 0);
    }

    /// <summary>The line at x.</summary>
    public double At(double x) => YBar + (Slope * (x - XBar));
}
