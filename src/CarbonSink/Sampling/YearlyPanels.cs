using CarbonSink.Estimation;

namespace CarbonSink.Sampling;

/// <summary>A panel of an annual inventory (年度样本组): the plots of one year, a sample of the whole population.</summary>
/// <param name="Year">The year, as it sorts.</param>
/// <param name="Estimate">Its own estimate.</param>
/// <param name="Weight">Its weight in the moving average; above 0.</param>
public sealed record YearlyPanel(string Year, SampleEstimate Estimate, double Weight);

/// <summary>Annual inventory with one panel a year (年度清查).</summary>
/// <remarks>Source: Bechtold and Patterson 2005, SRS-GTR-80, chapter 4: the temporally indifferent method pools all panels as one sample; the moving average weights panels.</remarks>
public static class YearlyPanels
{
    /// <summary>Temporally indifferent: all panels are one sample of the period, estimated as one.</summary>
    /// <param name="panels">Values by panel.</param>
    /// <param name="populationPlots">N; null for an infinite population.</param>
    /// <exception cref="Findings.RefusedInputException">Fewer than two plots, or more than N.</exception>
    public static SampleEstimate TemporallyIndifferent(IEnumerable<IReadOnlyList<double>> panels, double? populationPlots = null) =>
        SimpleRandomSample.Estimate([.. panels.SelectMany(p => p)], populationPlots);

    /// <summary>Moving average: ȳ = Σ w_p ȳ_p, v = Σ w_p² v_p, panels independent, Satterthwaite's degrees of freedom.</summary>
    /// <param name="panels">The panels, weights adding up to one.</param>
    /// <exception cref="Findings.RefusedInputException">There is no panel, a weight is not above 0, or they do not add up to one.</exception>
    public static SampleEstimate MovingAverage(IReadOnlyList<YearlyPanel> panels)
    {
        if (panels.Count == 0)
            throw SamplingFindings.Refuse(SamplingFindings.NoPlots);
        if (panels.FirstOrDefault(p => !(p.Weight > 0)) is { } bad)
            throw SamplingFindings.Refuse(SamplingFindings.NotPositive, bad.Year, SampleCheck.Text(bad.Weight));
        SampleCheck.RequireWeights(panels.Select(p => p.Weight));
        StratumEstimate[] parts = [.. panels.OrderBy(p => p.Year, StringComparer.Ordinal).Select(p => new StratumEstimate(p.Year, p.Estimate.Plots, p.Weight, p.Estimate.Mean, p.Estimate.Variance, p.Estimate.PopulationPlots))];
        double[] v = [.. parts.Select(p => p.Weight * p.Weight * p.Mean.StandardError * p.Mean.StandardError)];
        var sum = Moments.Sum(v);
        var df = sum > 0 ? sum * sum / Moments.Sum(parts.Select((p, i) => v[i] * v[i] / p.Mean.DegreesOfFreedom)) : parts.Sum(p => p.Plots) - parts.Length;
        return new(parts.Sum(p => p.Plots), new(Moments.Sum(parts.Select(p => p.Weight * p.Mean.Value)), Math.Sqrt(sum), df), Moments.Sum(parts.Select(p => p.Weight * p.Variance))) { Strata = parts };
    }
}
