using CarbonSink.Estimation;

namespace CarbonSink.Sampling;

/// <summary>Plots of a stratum with an auxiliary variable (层样本，带辅助变量).</summary>
/// <param name="Name">Name of the stratum.</param>
/// <param name="Weight">W_h, its share of the population; above 0.</param>
/// <param name="Y">Values of its plots.</param>
/// <param name="X">Auxiliary values of the same plots, e.g. plot area, area in the domain.</param>
/// <param name="PopulationPlots">N_h; null for an infinite population.</param>
public sealed record PairedStratum(string Name, double Weight, IReadOnlyList<double> Y, IReadOnlyList<double> X, double? PopulationPlots = null);

/// <summary>Ratio of means (比估计): plots of unequal area, a domain's mean, stock per forest area, clusters by their size.</summary>
/// <remarks>Source: Cochran 1977, chapter 6, of strata the combined ratio.</remarks>
public static class RatioSample
{
    /// <summary>R = Σy/Σx of a simple random sample: v(R) = (1 − n/N)/(n x̄²) · Σ(y − Rx)²/(n − 1), n − 1 degrees of freedom.</summary>
    /// <param name="y">Values.</param>
    /// <param name="x">Auxiliary values of the same plots.</param>
    /// <param name="populationPlots">N; null for an infinite population.</param>
    /// <exception cref="Findings.RefusedInputException">Fewer than two plots, more than N, or x̄ is 0.</exception>
    public static SampleEstimate Estimate(IReadOnlyList<double> y, IReadOnlyList<double> x, double? populationPlots = null)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(x.Count, y.Count, nameof(x));
        SampleCheck.Require(y.Count, populationPlots);
        var n = y.Count;
        var (yBar, xBar) = (Moments.Mean(y), Moments.Mean(x));
        if (xBar == 0)
            throw SamplingFindings.Refuse(SamplingFindings.NoAuxiliary, "Σx = 0");
        var R = yBar / xBar;
        var s2 = Moments.Squares(y.Zip(x, (yi, xi) => yi - (R * xi))) / (n - 1);
        var v = SampleCheck.Finite(n, populationPlots) / n * s2 / Square(xBar);
        return new(n, new(R, Math.Sqrt(v), n - 1), s2, populationPlots);
    }

    /// <summary>The combined ratio of a stratified sample: R = ȳ_st/x̄_st, v(R) = Σ W_h² (1 − f_h)/n_h · (s_y² + R² s_x² − 2R s_xy) / x̄_st².</summary>
    /// <param name="strata">The strata, weights adding up to one.</param>
    /// <param name="rule">How degrees of freedom are counted.</param>
    /// <exception cref="Findings.RefusedInputException">A stratum has fewer than two plots or more than it holds, weights do not add up to one, or x̄_st is 0.</exception>
    public static SampleEstimate Estimate(IReadOnlyList<PairedStratum> strata, DegreesOfFreedomRule rule = DegreesOfFreedomRule.PlotsLessStrata)
    {
        StratifiedSample.Require([.. strata.Select(s => new SampledStratum(s.Name, s.Weight, s.Y, s.PopulationPlots))]);
        var ordered = strata.OrderBy(s => s.Name, StringComparer.Ordinal).ToArray();
        var xBar = Moments.Sum(ordered.Select(s => s.Weight * Moments.Mean(s.X)));
        if (xBar == 0)
            throw SamplingFindings.Refuse(SamplingFindings.NoAuxiliary, "Σx = 0");
        var R = Moments.Sum(ordered.Select(s => s.Weight * Moments.Mean(s.Y))) / xBar;
        StratumEstimate[] parts = [.. ordered.Select(s => Part(s, R))];
        double[] v = [.. parts.Select((p, h) => Square(p.Weight / xBar) * p.Variance / p.Plots * SampleCheck.Finite(p.Plots, ordered[h].PopulationPlots))];
        return new(parts.Sum(p => p.Plots), new(R, Math.Sqrt(Moments.Sum(v)), StratifiedSample.Degrees(parts, v, rule)), Moments.Sum(parts.Select(p => p.Weight * p.Variance))) { Strata = parts };
    }

    /// <summary>A stratum within a combined ratio: its residual variance about the common R; its own ratio where it has one, else 0.</summary>
    private static StratumEstimate Part(PairedStratum s, double R)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(s.X.Count, s.Y.Count, nameof(s.X));
        var n = s.Y.Count;
        var (yBar, xBar) = (Moments.Mean(s.Y), Moments.Mean(s.X));
        var s2 = Math.Max(0, Moments.Variance([.. s.Y.Zip(s.X, (yi, xi) => yi - (R * xi))]));
        var own = xBar == 0 ? 0 : yBar / xBar;
        var se = xBar == 0 ? 0 : Math.Sqrt(Moments.Squares(s.Y.Zip(s.X, (yi, xi) => yi - (own * xi))) / (n - 1.0) / n * SampleCheck.Finite(n, s.PopulationPlots)) / Math.Abs(xBar);
        return new(s.Name, n, s.Weight, new(own, se, n - 1), s2, s.PopulationPlots);
    }

    private static double Square(double x) => x * x;
}
