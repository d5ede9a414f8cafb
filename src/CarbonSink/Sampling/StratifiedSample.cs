using CarbonSink.Estimation;

namespace CarbonSink.Sampling;

/// <summary>How the degrees of freedom of a stratified estimate are counted (自由度规则).</summary>
public enum DegreesOfFreedomRule
{
    /// <summary>n − M, plots less strata, as AR-TOOL14 prescribes.</summary>
    PlotsLessStrata,

    /// <summary>Satterthwaite's effective number, Cochran 1977 ch. 5.</summary>
    Satterthwaite,

    /// <summary>n − 1, as forestmangr strs counts them.</summary>
    PlotsLessOne,
}

/// <summary>Plots of a stratum (层样本).</summary>
/// <param name="Name">Name of the stratum.</param>
/// <param name="Weight">W_h, its share of the population, by area; above 0.</param>
/// <param name="Values">Values of its plots.</param>
/// <param name="PopulationPlots">N_h; null for an infinite population.</param>
public sealed record SampledStratum(string Name, double Weight, IReadOnlyList<double> Values, double? PopulationPlots = null);

/// <summary>Stratified random sample (分层抽样).</summary>
/// <remarks>Source: Cochran 1977, ch. 5; without N this is AR-TOOL14 v4.2, b = Σ w_i b_i, u = t √(Σ w_i² s_i²/n_i) / b.</remarks>
public static class StratifiedSample
{
    /// <summary>Mean of a stratified sample: ȳ_st = Σ W_h ȳ_h, v = Σ W_h² s_h²/n_h · (1 − n_h/N_h).</summary>
    /// <param name="strata">The strata, weights adding up to one.</param>
    /// <param name="rule">How degrees of freedom are counted.</param>
    /// <exception cref="Findings.RefusedInputException">A stratum has fewer than two plots or more than it holds, or weights do not add up to one.</exception>
    public static SampleEstimate Estimate(IReadOnlyList<SampledStratum> strata, DegreesOfFreedomRule rule = DegreesOfFreedomRule.PlotsLessStrata)
    {
        Require(strata);
        StratumEstimate[] parts = [.. strata.OrderBy(s => s.Name, StringComparer.Ordinal).Select(Of)];
        return Combine(parts, rule, Total(strata));
    }

    /// <summary>Independent estimates of strata brought together: Σ W_h ȳ_h, v = Σ W_h² v_h.</summary>
    /// <param name="strata">Name, weight and estimate of each, weights adding up to one.</param>
    /// <param name="rule">How degrees of freedom are counted.</param>
    /// <exception cref="Findings.RefusedInputException">Weights do not add up to one.</exception>
    public static SampleEstimate Combine(IReadOnlyList<(string Name, double Weight, SampleEstimate Estimate)> strata, DegreesOfFreedomRule rule = DegreesOfFreedomRule.PlotsLessStrata)
    {
        SampleCheck.RequireWeights(strata.Select(s => s.Weight));
        StratumEstimate[] parts = [.. strata.OrderBy(s => s.Name, StringComparer.Ordinal).Select(s => new StratumEstimate(s.Name, s.Estimate.Plots, s.Weight, s.Estimate.Mean, s.Estimate.Variance, s.Estimate.PopulationPlots))];
        return Combine(parts, rule, null);
    }

    /// <summary>Variance that Neyman allocation promises: v = (Σ W_h s_h)²/n − Σ W_h s_h²/N.</summary>
    /// <remarks>Source: Cochran 1977, ch. 5; forestmangr strs judges its error by it whatever the allocation was.</remarks>
    /// <param name="estimate">A stratified estimate.</param>
    /// <param name="populationPlots">N; null for an infinite population.</param>
    public static double NeymanVariance(SampleEstimate estimate, double? populationPlots)
    {
        var ws = Moments.Sum(estimate.Strata.Select(s => s.Weight * Math.Sqrt(s.Variance)));
        var ws2 = Moments.Sum(estimate.Strata.Select(s => s.Weight * s.Variance));
        return (ws * ws / estimate.Plots) - (populationPlots is { } N ? ws2 / N : 0);
    }

    internal static void Require(IReadOnlyList<SampledStratum> strata)
    {
        if (strata.Count == 0)
            throw SamplingFindings.Refuse(SamplingFindings.NoPlots);
        foreach (var s in strata)
            SampleCheck.RequireStratum(s.Name, s.Values.Count, s.Weight, s.PopulationPlots);
        SampleCheck.RequireWeights(strata.Select(s => s.Weight));
    }

    internal static double Degrees(IReadOnlyList<StratumEstimate> parts, IReadOnlyList<double> v, DegreesOfFreedomRule rule)
    {
        var n = parts.Sum(p => p.Plots);
        var sum = Moments.Sum(v);
        return rule switch
        {
            DegreesOfFreedomRule.PlotsLessOne => n - 1,
            DegreesOfFreedomRule.Satterthwaite when sum > 0 => sum * sum / Moments.Sum(parts.Select((p, h) => v[h] * v[h] / (p.Plots - 1))),
            _ => n - parts.Count,
        };
    }

    private static SampleEstimate Combine(StratumEstimate[] parts, DegreesOfFreedomRule rule, double? populationPlots)
    {
        var mean = Moments.Sum(parts.Select(p => p.Weight * p.Mean.Value));
        double[] v = [.. parts.Select(p => p.Weight * p.Weight * p.Mean.StandardError * p.Mean.StandardError)];
        var s2 = Moments.Sum(parts.Select(p => p.Weight * p.Variance));
        return new(parts.Sum(p => p.Plots), new(mean, Math.Sqrt(Moments.Sum(v)), Degrees(parts, v, rule)), s2, populationPlots) { Strata = parts };
    }

    private static StratumEstimate Of(SampledStratum stratum)
    {
        var (y, n) = (stratum.Values, stratum.Values.Count);
        var s2 = Moments.Variance(y);
        var v = s2 / n * SampleCheck.Finite(n, stratum.PopulationPlots);
        return new(stratum.Name, n, stratum.Weight, new(Moments.Mean(y), Math.Sqrt(v), n - 1), s2, stratum.PopulationPlots);
    }

    private static double? Total(IReadOnlyList<SampledStratum> strata) => strata.All(s => s.PopulationPlots is not null) ? Moments.Sum(strata.Select(s => s.PopulationPlots!.Value)) : null;
}
