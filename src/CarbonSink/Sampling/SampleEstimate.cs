using CarbonSink.Estimation;

namespace CarbonSink.Sampling;

/// <summary>An estimate from sample plots (抽样估计): a mean, a ratio or a change with its standard error and degrees of freedom.</summary>
/// <param name="Plots">Sampling units that the estimate rests on, n.</param>
/// <param name="Mean">The estimate, its standard error and degrees of freedom, in the unit of the values.</param>
/// <param name="Variance">Variance of one sampling unit about the estimator's model: s² of plots, residuals or differences, weighted where there are strata.</param>
/// <param name="PopulationPlots">Sampling units of the population, N, as used in the variance; null where it is taken as infinite.</param>
public sealed record SampleEstimate(int Plots, Estimate Mean, double Variance, double? PopulationPlots = null)
{
    /// <summary>The strata, in ordinal order of their names; none where there are no strata.</summary>
    public IReadOnlyList<StratumEstimate> Strata { get; init; } = [];

    /// <summary>Whether the plots do not differ, so that the interval has no width.</summary>
    public bool HasNoVariance => Mean.StandardError == 0;
}

/// <summary>A stratum, estimation unit, panel or small area of an estimate (层估计).</summary>
/// <param name="Name">Its name.</param>
/// <param name="Plots">Its plots, n_h.</param>
/// <param name="Weight">Its share of the population, W_h.</param>
/// <param name="Mean">Its mean with standard error and degrees of freedom n_h − 1.</param>
/// <param name="Variance">Variance between its plots, s_h².</param>
/// <param name="PopulationPlots">Plots that it could hold, N_h; null where taken as infinite.</param>
public sealed record StratumEstimate(string Name, int Plots, double Weight, Estimate Mean, double Variance, double? PopulationPlots = null);
