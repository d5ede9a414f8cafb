using CarbonSink.Estimation;

namespace CarbonSink.Sampling;

/// <summary>Change between two surveys with its parts (变化估计).</summary>
/// <param name="Change">Later less earlier.</param>
/// <param name="Before">The earlier survey.</param>
/// <param name="After">The later survey, improved by the matched plots where there are any.</param>
/// <param name="Covariance">Covariance of plot values of the two surveys, s₁₂; 0 for independent plots.</param>
/// <param name="Matched">Plots measured twice.</param>
public sealed record SurveyChange(Estimate Change, Estimate Before, Estimate After, double Covariance, int Matched);

/// <summary>Change of remeasured plots (复测样地的变化).</summary>
public static class PlotChange
{
    private const double LargestCorrelation = 1 - 1e-9;

    /// <summary>Permanent plots: mean of the differences, v = (s₁² + s₂² − 2 s₁₂)/n · (1 − n/N) = s_d²/n · (1 − n/N), n − 1 degrees of freedom.</summary>
    /// <remarks>Source: Cochran 1977, ch. 12; AR-TOOL14 v4.2 (change from re-measured plots).</remarks>
    /// <param name="before">Earlier values.</param>
    /// <param name="after">Later values of the same plots in the same order.</param>
    /// <param name="populationPlots">N; null for an infinite population.</param>
    /// <exception cref="Findings.RefusedInputException">Fewer than two plots, or more than N.</exception>
    public static SurveyChange Paired(IReadOnlyList<double> before, IReadOnlyList<double> after, double? populationPlots = null)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(after.Count, before.Count, nameof(after));
        var d = SimpleRandomSample.Estimate([.. after.Zip(before, (y2, y1) => y2 - y1)], populationPlots);
        var (first, second) = (SimpleRandomSample.Estimate(before, populationPlots), SimpleRandomSample.Estimate(after, populationPlots));
        return new(d.Mean, first.Mean, second.Mean, Moments.Covariance(after, before), before.Count);
    }

    /// <summary>Partial replacement: plots measured twice, plots given up and new plots, combined by generalised least squares.</summary>
    /// <remarks>
    /// Information of the matched plots m·Σ⁻¹ and of the others diag(u₁/s₁², u₂/s₂²) add up; the estimate of (μ₁, μ₂) is their weighted mean, its covariance the inverse of the sum, change = μ₂ − μ₁.
    /// Source: Ware and Cunia 1962, Forest Science Monograph 3; Cochran 1977, ch. 12: for equal variances v = 2S²(1 − ρ)/(n(1 − λρ)), λ the part replaced.
    /// Variances are those of all plots of a survey, the correlation that of the matched plots; m − 1 degrees of freedom. The population is taken as infinite.
    /// </remarks>
    /// <param name="matchedBefore">Earlier values of plots measured twice.</param>
    /// <param name="matchedAfter">Their later values in the same order.</param>
    /// <param name="onlyBefore">Values of plots given up.</param>
    /// <param name="onlyAfter">Values of new plots.</param>
    /// <exception cref="Findings.RefusedInputException">Fewer than two matched plots.</exception>
    public static SurveyChange PartialReplacement(IReadOnlyList<double> matchedBefore, IReadOnlyList<double> matchedAfter, IReadOnlyList<double> onlyBefore, IReadOnlyList<double> onlyAfter)
    {
        var paired = Paired(matchedBefore, matchedAfter);
        var (m, u1, u2) = (matchedBefore.Count, onlyBefore.Count, onlyAfter.Count);
        var (s1, s2) = (Moments.Variance([.. matchedBefore, .. onlyBefore]), Moments.Variance([.. matchedAfter, .. onlyAfter]));
        if ((u1 == 0 && u2 == 0) || s1 == 0 || s2 == 0)
            return paired;
        var (m1, m2) = (Moments.Variance(matchedBefore), Moments.Variance(matchedAfter));
        var rho = m1 > 0 && m2 > 0 ? Math.Clamp(paired.Covariance / Math.Sqrt(m1 * m2), -LargestCorrelation, LargestCorrelation) : 0;
        var s12 = rho * Math.Sqrt(s1 * s2);
        var det = (s1 * s2) - (s12 * s12);
        var (a, b, c) = (m * s2 / det, -m * s12 / det, m * s1 / det); // m Σ⁻¹ = [a b; b c]
        var (g1, g2) = (u1 / s1, u2 / s2);
        var (y1, y2) = (paired.Before.Value, paired.After.Value);
        var (r1, r2) = ((a * y1) + (b * y2) + (u1 > 0 ? g1 * Moments.Mean(onlyBefore) : 0), (b * y1) + (c * y2) + (u2 > 0 ? g2 * Moments.Mean(onlyAfter) : 0));
        var (p, q) = (a + g1, c + g2);
        var D = (p * q) - (b * b);
        var (mu1, mu2) = (((q * r1) - (b * r2)) / D, ((p * r2) - (b * r1)) / D);
        var v = (q + p + (2 * b)) / D; // (1, −1) Cov (1, −1)'
        return new(new(mu2 - mu1, Math.Sqrt(v), m - 1), new(mu1, Math.Sqrt(q / D), m + u1 - 1), new(mu2, Math.Sqrt(p / D), m + u2 - 1), s12, m);
    }

    /// <summary>Two independent estimates: dC = C₂ − C₁, u_dC = √((u₁C₁)² + (u₂C₂)²)/|dC|.</summary>
    /// <remarks>Source: AR-TOOL14 v4.2, change from two independent estimates. C₁ is the undiscounted earlier estimate. Degrees of freedom by Satterthwaite (Welch), which the tool leaves open; it takes u as given.</remarks>
    public static SurveyChange Independent(Estimate before, Estimate after) => new(Difference(after, before), before, after, 0, 0);

    /// <summary>Change per year: dC_t = (C₂ − C₁)/T, standard error likewise.</summary>
    /// <remarks>Source: AR-TOOL14 v4.2; T in fractional years, 4 years 5 months = 4 + 5/12 = 4.417.</remarks>
    /// <param name="change">The change of the period.</param>
    /// <param name="years">T; above 0.</param>
    public static Estimate Annual(Estimate change, double years)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(years);
        return new(change.Value / years, change.StandardError / years, change.DegreesOfFreedom);
    }

    /// <summary>Mean yearly rate where the area grows evenly: (S₂ − S₁)/(T A₁ + (1 + 2 + … + T) ΔA).</summary>
    /// <remarks>Source: ChinaXiv-201605.00432 (Jilin).</remarks>
    /// <param name="stockBefore">S₁.</param>
    /// <param name="stockAfter">S₂.</param>
    /// <param name="years">T, whole years; above 0.</param>
    /// <param name="areaBefore">A₁.</param>
    /// <param name="areaGainPerYear">ΔA.</param>
    public static double RateOfGrowingArea(double stockBefore, double stockAfter, int years, double areaBefore, double areaGainPerYear)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(years);
        return (stockAfter - stockBefore) / ((years * areaBefore) + (years * (years + 1) / 2.0 * areaGainPerYear));
    }

    private static Estimate Difference(Estimate first, Estimate second)
    {
        var (v1, v2) = (first.StandardError * first.StandardError, second.StandardError * second.StandardError);
        var v = v1 + v2;
        var df = v > 0 ? v * v / ((v1 * v1 / first.DegreesOfFreedom) + (v2 * v2 / second.DegreesOfFreedom)) : double.PositiveInfinity;
        return new(first.Value - second.Value, Math.Sqrt(v), df);
    }
}
