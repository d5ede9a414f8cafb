using CarbonSink.Estimation;

namespace CarbonSink.Sampling;

/// <summary>Simple random sample (简单随机抽样).</summary>
/// <remarks>Source: Cochran 1977, Sampling Techniques, 3rd ed., ch. 2; forestmangr sprs (Soares et al. 2012).</remarks>
public static class SimpleRandomSample
{
    /// <summary>Mean of a simple random sample: v(ȳ) = s²/n · (1 − n/N), n − 1 degrees of freedom.</summary>
    /// <param name="y">Values of the plots, any unit.</param>
    /// <param name="populationPlots">N; null for an infinite population.</param>
    /// <exception cref="Findings.RefusedInputException">Fewer than two plots, or more than N.</exception>
    public static SampleEstimate Estimate(IReadOnlyList<double> y, double? populationPlots = null)
    {
        SampleCheck.Require(y.Count, populationPlots);
        var n = y.Count;
        var yBar = Moments.Mean(y);
        var s2 = Moments.Variance(y);
        var v = s2 / n * SampleCheck.Finite(n, populationPlots);
        return new(n, new(yBar, Math.Sqrt(v), n - 1), s2, populationPlots);
    }
}
