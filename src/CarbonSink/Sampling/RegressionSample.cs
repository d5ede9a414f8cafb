using CarbonSink.Estimation;
using CarbonSink.Findings;

namespace CarbonSink.Sampling;

/// <summary>A small area (小区域) whose mean of the auxiliary variable is known, and its plots.</summary>
/// <param name="Name">Name of the area.</param>
/// <param name="AuxiliaryMean">X̄_d, mean of the auxiliary variable over the area.</param>
/// <param name="Y">Values of the sample's plots that lie in it.</param>
/// <param name="X">Auxiliary values of these plots.</param>
/// <param name="PopulationPlots">N_d; null for an infinite population.</param>
public sealed record SmallArea(string Name, double AuxiliaryMean, IReadOnlyList<double> Y, IReadOnlyList<double> X, double? PopulationPlots = null);

/// <summary>Estimates of small areas with what was remarkable (小区域估计).</summary>
/// <param name="Areas">Estimate by area in ordinal order; areas of unknown error are in <paramref name="Synthetic"/>.</param>
/// <param name="Synthetic">Areas with fewer than two plots: the line's value alone, of unknown error.</param>
/// <param name="Findings">Warnings.</param>
public sealed record SmallAreaEstimates(IReadOnlyList<StratumEstimate> Areas, IReadOnlyList<(string Name, double Value, int Plots)> Synthetic, FindingLog Findings);

/// <summary>Regression (model-assisted, GREG difference) estimate with a known mean of the auxiliary variable (回归估计).</summary>
public static class RegressionSample
{
    /// <summary>ȳ_lr = ȳ + b(X̄ − x̄); v = (1 − n/N) s²_yx [1/n + (X̄ − x̄)²/Σ(x − x̄)²], divisor and degrees of freedom n − 2.</summary>
    /// <remarks>Source: Cochran 1977, chapter 7, with the small-sample term of chapter 12.</remarks>
    /// <param name="y">Values.</param>
    /// <param name="x">Auxiliary values of the same plots.</param>
    /// <param name="auxiliaryMean">X̄ of the population, known without error.</param>
    /// <param name="populationPlots">N; null for an infinite population.</param>
    /// <exception cref="RefusedInputException">Fewer than three plots, more than N, or an auxiliary variable that does not vary.</exception>
    public static SampleEstimate Estimate(IReadOnlyList<double> y, IReadOnlyList<double> x, double auxiliaryMean, double? populationPlots = null)
    {
        var fit = RegressionLine.Fit(y, x);
        SampleCheck.Require(fit.N, populationPlots);
        var d = auxiliaryMean - fit.XBar;
        var v = SampleCheck.Finite(fit.N, populationPlots) * fit.ResidualVariance * ((1.0 / fit.N) + (d * d / fit.Sxx));
        return new(fit.N, new(fit.At(auxiliaryMean), Math.Sqrt(v), fit.N - 2), fit.ResidualVariance, populationPlots);
    }

    /// <summary>Small areas, model-assisted: ŷ_d = line at X̄_d + mean residual of the plots in d; v = (1 − n_d/N_d) s²_e,d/n_d, n_d − 1 degrees of freedom.</summary>
    /// <remarks>Source: Särndal, Swensson and Wretman 1992, chapter 10 (GREG domain estimator, one line for all areas). The line's own error is of second order and not added.</remarks>
    /// <param name="areas">The areas; the line is fitted to the plots of all of them.</param>
    /// <exception cref="RefusedInputException">Fewer than three plots in all, or an auxiliary variable that does not vary.</exception>
    public static SmallAreaEstimates SmallAreas(IReadOnlyList<SmallArea> areas)
    {
        var fit = RegressionLine.Fit([.. areas.SelectMany(a => a.Y)], [.. areas.SelectMany(a => a.X)]);
        var (estimates, synthetic, findings) = (new List<StratumEstimate>(), new List<(string, double, int)>(), new FindingLog());
        foreach (var area in areas.OrderBy(a => a.Name, StringComparer.Ordinal))
        {
            var n = area.Y.Count;
            var model = fit.At(area.AuxiliaryMean);
            if (n < 2)
            {
                synthetic.Add((area.Name, model, n));
                findings.Add(new Finding(SamplingFindings.SmallAreaFewPlots, null, null, null, null, area.Name, $"{n}"));
                continue;
            }

            double[] e = [.. area.Y.Zip(area.X, (y, x) => y - fit.At(x))];
            var s2 = Moments.Variance(e);
            var v = s2 / n * SampleCheck.Finite(n, area.PopulationPlots);
            estimates.Add(new(area.Name, n, (double)n / fit.N, new(model + Moments.Mean(e), Math.Sqrt(v), n - 1), s2, area.PopulationPlots));
        }

        return new(estimates, synthetic, findings);
    }
}
