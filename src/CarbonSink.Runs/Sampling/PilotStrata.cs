using CarbonSink.Sampling;

namespace CarbonSink.Runs;

/// <summary>What an estimate says of the sampling units that a further sample would have (由预备样本推断的层), in the unit of the estimate.</summary>
internal static class PilotStrata
{
    /// <summary>Strata of a stratified estimate, otherwise one; null in two phases, where the error does not fall with √n.</summary>
    /// <remarks>
    /// The standard deviation of a unit is what its standard error implies, s = SE √(n/(1 − f)): of a ratio s_e/x̄ and of clusters that of their residuals over m̄, never of totals or of y itself.
    /// Of strata it is s_h times one scale for all of them (1 for means, 1/x̄_st for a combined ratio), so that Σ W_h² (1 − f_h) s_h²/n_h is the estimate's variance.
    /// </remarks>
    public static PlannedStratum[]? Of(SampleEstimate estimate, SamplingDesign design)
    {
        if (design == SamplingDesign.TwoPhase)
            return null;
        var se = estimate.Mean.StandardError;
        if (design is not (SamplingDesign.Stratified or SamplingDesign.Change) || estimate.Strata.Count == 0)
            return [new("", 1, se * Math.Sqrt(estimate.Plots / Left(estimate.Plots, estimate.PopulationPlots)))];
        var implied = Math.Sqrt(PlotSample.Sum(estimate.Strata.Select(s => s.Weight * s.Weight * Left(s.Plots, s.PopulationPlots) * s.Variance / s.Plots)));
        return [.. estimate.Strata.Select(s => new PlannedStratum(s.Name, s.Weight, implied > 0 ? Math.Sqrt(s.Variance) * (se / implied) : 0))];
    }

    /// <summary>1 − f; 1 for an infinite population, and for one measured as a whole, of which nothing is left to plan.</summary>
    private static double Left(double n, double? populationPlots) => populationPlots is { } N && N > n ? 1 - (n / N) : 1;
}
