using CarbonSink.Estimation;

namespace CarbonSink.Sampling;

/// <summary>A stratum of a first phase (第一重样本的层): units counted in it, and the plots measured among them.</summary>
/// <param name="Name">Name of the stratum.</param>
/// <param name="PhaseOne">n'_h, units of the first phase that fell into it.</param>
/// <param name="Values">Values of the plots of the second phase.</param>
public sealed record PhaseStratum(string Name, int PhaseOne, IReadOnlyList<double> Values);

/// <summary>Two-phase (double) sample (双重抽样): a large cheap first phase, measured plots as the second.</summary>
public static class DoubleSample
{
    /// <summary>Double sampling for stratification: ȳ = Σ w_h ȳ_h with w_h = n'_h/n'.</summary>
    /// <remarks>
    /// v = (N − 1)/N Σ [(n'_h − 1)/(n' − 1) − (n_h − 1)/(N − 1)] w_h s_h²/n_h + (N − n')/(N(n' − 1)) Σ w_h (ȳ_h − ȳ)².
    /// Source: Cochran 1977, chapter 12, after Rao 1973. n − M degrees of freedom, which the source leaves open.
    /// </remarks>
    /// <param name="strata">The strata.</param>
    /// <param name="populationPlots">N; null for an infinite population.</param>
    /// <exception cref="Findings.RefusedInputException">A stratum has fewer than two plots, or more of them than units of the first phase; the first phase is larger than N.</exception>
    public static SampleEstimate ForStratification(IReadOnlyList<PhaseStratum> strata, double? populationPlots = null)
    {
        if (strata.Count == 0)
            throw SamplingFindings.Refuse(SamplingFindings.NoPlots);
        PhaseStratum[] ordered = [.. strata.OrderBy(s => s.Name, StringComparer.Ordinal)];
        foreach (var s in ordered)
        {
            SampleCheck.RequireStratum(s.Name, s.Values.Count, s.PhaseOne, null);
            RequirePhases(s.PhaseOne, s.Values.Count, s.Name);
        }

        var n1 = ordered.Sum(s => s.PhaseOne);
        SampleCheck.Require(n1, populationPlots);
        var N = populationPlots ?? double.PositiveInfinity;
        StratumEstimate[] parts = [.. ordered.Select(s => Part(s, (double)s.PhaseOne / n1))];
        var yBar = Moments.Sum(parts.Select(p => p.Weight * p.Mean.Value));
        var within = Moments.Sum(parts.Select((p, h) => (((ordered[h].PhaseOne - 1.0) / (n1 - 1)) - ((p.Plots - 1) / (N - 1))) * p.Weight * p.Variance / p.Plots));
        var between = Moments.Sum(parts.Select(p => p.Weight * (p.Mean.Value - yBar) * (p.Mean.Value - yBar)));
        var v = ((1 - (1 / N)) * within) + ((1 - (n1 / N)) / (n1 - 1) * between);
        var n = parts.Sum(p => p.Plots);
        return new(n, new(yBar, Math.Sqrt(Math.Max(0, v)), n - parts.Length), Moments.Sum(parts.Select(p => p.Weight * p.Variance)), populationPlots) { Strata = parts };
    }

    /// <summary>Double sampling with regression, textbook form: ȳ_lr = ȳ + b(x̄' − x̄).</summary>
    /// <remarks>
    /// v = s²_yx [1/n + (x̄' − x̄)²/Σ(x − x̄)²] + (s_y² − s²_yx)/n' − s_y²/N, s²_yx with divisor n − 2. Source: Cochran 1977, ch. 12. n − 2 degrees of freedom.
    /// </remarks>
    /// <param name="y">Values of the second phase.</param>
    /// <param name="x">Auxiliary values of the same plots.</param>
    /// <param name="phaseOneMean">x̄', mean of the auxiliary variable in the first phase, of which the second is a part.</param>
    /// <param name="phaseOne">n', units of the first phase.</param>
    /// <param name="populationPlots">N; null for an infinite population.</param>
    /// <exception cref="Findings.RefusedInputException">Fewer than three plots, an auxiliary variable that does not vary, or a first phase smaller than the second.</exception>
    public static SampleEstimate ForRegression(IReadOnlyList<double> y, IReadOnlyList<double> x, double phaseOneMean, double phaseOne, double? populationPlots = null)
    {
        var fit = RegressionLine.Fit(y, x);
        RequirePhases(phaseOne, fit.N, "n'");
        SampleCheck.Require(fit.N, populationPlots);
        var d = phaseOneMean - fit.XBar;
        var v = (fit.ResidualVariance * ((1.0 / fit.N) + (d * d / fit.Sxx))) + ((fit.YVariance - fit.ResidualVariance) / phaseOne) - (populationPlots is { } N ? fit.YVariance / N : 0);
        return new(fit.N, new(fit.YBar + (fit.Slope * d), Math.Sqrt(Math.Max(0, v)), fit.N - 2), fit.ResidualVariance, populationPlots);
    }

    /// <summary>Double sampling with regression as AR-TOOL14 prints it: b_i = ȳ + β(x̄' − x̄), s_i² = s_y²(1 − (1 − α)ρ²), α = n_sub/n, standard error √(s_i²/n_sub).</summary>
    /// <remarks>Source: AR-TOOL14 v4.2, double sampling. n_sub − 1 degrees of freedom, as of the stratum's plots; within a stratified estimate the tool counts n − M.</remarks>
    /// <param name="y">Values of the sub-sample.</param>
    /// <param name="x">Auxiliary values of the same plots.</param>
    /// <param name="phaseOneMean">x̄', mean of the auxiliary variable in the whole sample.</param>
    /// <param name="phaseOne">n, plots of the whole sample.</param>
    /// <exception cref="Findings.RefusedInputException">Fewer than three plots, an auxiliary variable that does not vary, or a whole sample smaller than the sub-sample.</exception>
    public static SampleEstimate ArTool14(IReadOnlyList<double> y, IReadOnlyList<double> x, double phaseOneMean, double phaseOne)
    {
        var fit = RegressionLine.Fit(y, x);
        RequirePhases(phaseOne, fit.N, "n'");
        var alpha = fit.N / phaseOne;
        var s2 = fit.YVariance * (1 - ((1 - alpha) * fit.RhoSquared));
        return new(fit.N, new(fit.YBar + (fit.Slope * (phaseOneMean - fit.XBar)), Math.Sqrt(s2 / fit.N), fit.N - 1), s2);
    }

    private static StratumEstimate Part(PhaseStratum s, double w)
    {
        var s2 = Moments.Variance(s.Values);
        return new(s.Name, s.Values.Count, w, new(Moments.Mean(s.Values), Math.Sqrt(s2 / s.Values.Count), s.Values.Count - 1), s2);
    }

    private static void RequirePhases(double phaseOne, int n, string where)
    {
        if (!(phaseOne >= n))
            throw SamplingFindings.Refuse(SamplingFindings.PhaseOneSmaller, SampleCheck.Text(phaseOne), SampleCheck.Text(n), where);
    }
}
