using System.Globalization;

namespace CarbonSink.Sampling;

/// <summary>What every estimator asks of a sample before it computes.</summary>
internal static class SampleCheck
{
    /// <summary>How far weights may miss 1.</summary>
    private const double WeightTolerance = 1e-6;

    /// <summary>At least two units, and no more than the population has.</summary>
    public static void Require(int n, double? populationPlots)
    {
        if (n == 0)
            throw SamplingFindings.Refuse(SamplingFindings.NoPlots);
        if (n == 1)
            throw SamplingFindings.Refuse(SamplingFindings.OnePlot);
        RequirePopulation(n, populationPlots, null);
    }

    /// <summary>At least two plots in a stratum, a weight, and no more plots than it holds.</summary>
    public static void RequireStratum(string name, int n, double weight, double? populationPlots)
    {
        if (n == 0)
            throw SamplingFindings.Refuse(SamplingFindings.StratumWithoutPlots, name);
        if (n == 1)
            throw SamplingFindings.Refuse(SamplingFindings.FewPlots, name, "1");
        if (!(weight > 0))
            throw SamplingFindings.Refuse(SamplingFindings.NotPositive, name, Text(weight));
        RequirePopulation(n, populationPlots, name);
    }

    /// <summary>Weights that add up to one, but for rounding in the sixth decimal.</summary>
    public static void RequireWeights(IEnumerable<double> weights)
    {
        var sum = Moments.Sum(weights);
        if (!(Math.Abs(sum - 1) <= WeightTolerance))
            throw SamplingFindings.Refuse(SamplingFindings.WeightsNotOne, Text(sum));
    }

    /// <summary>1 − n/N; 1 for an infinite population.</summary>
    public static double Finite(double n, double? populationPlots) => populationPlots is { } N ? Math.Max(0, 1 - (n / N)) : 1;

    public static string Text(double value) => value.ToString("R", CultureInfo.InvariantCulture);

    private static void RequirePopulation(int n, double? populationPlots, string? stratum)
    {
        if (populationPlots is { } N && !(n <= N * (1 + 1e-12)))
            throw stratum is null ? SamplingFindings.Refuse(SamplingFindings.SampleLarger, Text(n), Text(N)) : SamplingFindings.Refuse(SamplingFindings.StratumSampleLarger, stratum, Text(n), Text(N));
    }
}
