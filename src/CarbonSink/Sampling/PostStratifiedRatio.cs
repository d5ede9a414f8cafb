using CarbonSink.Estimation;

namespace CarbonSink.Sampling;

/// <summary>Plots of a post-stratum in an estimation unit (估计单元的层): FIA's phase-2 plots with their phase-1 weight.</summary>
/// <param name="Unit">Estimation unit; strata of different units may have the same name.</param>
/// <param name="Name">Stratum.</param>
/// <param name="AreaHa">Its area by phase 1, A·W_h, in any one unit of area; above 0.</param>
/// <param name="Y">y_hi per unit of area, adjusted for plot parts out of the population; 0 where nothing is in the domain.</param>
/// <param name="X">x_hi of the denominator likewise, e.g. share of forest.</param>
public sealed record PostStratum(string Unit, string Name, double AreaHa, IReadOnlyList<double> Y, IReadOnlyList<double> X);

/// <summary>A ratio of post-stratified totals (事后分层比估计).</summary>
/// <param name="Ratio">R = Ŷ/X̂ with its plots and strata.</param>
/// <param name="Numerator">Ŷ, total over all units.</param>
/// <param name="Denominator">X̂, total over all units.</param>
/// <param name="Covariance">Cov(Ŷ, X̂).</param>
public sealed record RatioOfTotals(SampleEstimate Ratio, Estimate Numerator, Estimate Denominator, double Covariance);

/// <summary>Post-stratified ratio with domains over estimation units (事后分层比估计): the estimator of the US Forest Inventory and Analysis.</summary>
/// <remarks>
/// Source: Bechtold and Patterson (eds.) 2005, SRS-GTR-80, chapter 4: totals, variances with the second term for weights drawn after sampling, covariances, ratios.
/// Units are independent, so totals, variances and covariances add up. Degrees of freedom are plots less strata, which the source leaves open.
/// </remarks>
public static class PostStratifiedRatio
{
    /// <summary>Ŷ = Σ_units A Σ W_h ȳ_h; v(Ŷ) = Σ_units A²/n [Σ W_h n_h v(ȳ_h) + Σ (1 − W_h) n_h/n · v(ȳ_h)]; v(R) = (v(Ŷ) + R² v(X̂) − 2R cov)/X̂².</summary>
    /// <param name="strata">All strata of all units.</param>
    /// <exception cref="Findings.RefusedInputException">A stratum has fewer than two plots or no area, or X̂ is 0.</exception>
    public static RatioOfTotals Estimate(IReadOnlyList<PostStratum> strata)
    {
        if (strata.Count == 0)
            throw SamplingFindings.Refuse(SamplingFindings.NoPlots);
        PostStratum[] ordered = [.. strata.OrderBy(s => s.Unit, StringComparer.Ordinal).ThenBy(s => s.Name, StringComparer.Ordinal)];
        foreach (var s in ordered)
            SampleCheck.RequireStratum(NameOf(s), s.Y.Count, s.AreaHa, null);
        var units = ordered.GroupBy(s => s.Unit, StringComparer.Ordinal).ToDictionary(g => g.Key, g => (A: Moments.Sum(g.Select(s => s.AreaHa)), n: g.Sum(s => s.Y.Count)), StringComparer.Ordinal);
        var all = Moments.Sum(ordered.Select(s => s.AreaHa));

        var Y = Moments.Sum(ordered.Select(s => s.AreaHa * Moments.Mean(s.Y)));
        var X = Moments.Sum(ordered.Select(s => s.AreaHa * Moments.Mean(s.X)));
        if (!(X > 0))
            throw SamplingFindings.Refuse(SamplingFindings.NoAuxiliary, "X̂ = 0");
        var R = Y / X;
        var vY = Moments.Sum(ordered.Select(s => Factor(s) * Moments.Variance(s.Y)));
        var vX = Moments.Sum(ordered.Select(s => Factor(s) * Moments.Variance(s.X)));
        var cov = Moments.Sum(ordered.Select(s => Factor(s) * Moments.Covariance(s.Y, s.X)));
        // The residuals y − R x give v(Y) + R² v(X) − 2R cov without cancellation.
        var vR = Moments.Sum(ordered.Select(s => Factor(s) * Moments.Variance([.. s.Y.Zip(s.X, (y, x) => y - (R * x))]))) / (X * X);

        var n = ordered.Sum(s => s.Y.Count);
        double df = n - ordered.Length;
        StratumEstimate[] parts = [.. ordered.Select(s => Part(s, s.AreaHa / all))];
        return new(new(n, new(R, Math.Sqrt(vR), df), vR * n) { Strata = parts }, new(Y, Math.Sqrt(vY), df), new(X, Math.Sqrt(vX), df), cov);

        // A²/n [W_h n_h + (1 − W_h) n_h/n] · s²/n_h, of which all but s² stands here.
        double Factor(PostStratum s)
        {
            var (A, nUnit) = units[s.Unit];
            var (W, nh) = (s.AreaHa / A, s.Y.Count);
            return A * A / nUnit * ((W * nh) + ((1 - W) * nh / nUnit)) / nh;
        }
    }

    private static string NameOf(PostStratum s) => s.Unit.Length == 0 ? s.Name : $"{s.Unit}/{s.Name}";

    private static StratumEstimate Part(PostStratum s, double share)
    {
        var s2 = Moments.Variance(s.Y);
        return new(NameOf(s), s.Y.Count, share, new(Moments.Mean(s.Y), Math.Sqrt(s2 / s.Y.Count), s.Y.Count - 1), s2);
    }
}
