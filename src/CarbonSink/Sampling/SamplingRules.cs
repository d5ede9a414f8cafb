namespace CarbonSink.Sampling;

/// <summary>What a programme or a user fixes of a sampling estimate (抽样规则): the confidence of its interval and whether a finite population narrows it.</summary>
/// <param name="Confidence">Two-sided confidence, between 0 and 1, e.g. 0.90 for AR-TOOL14.</param>
/// <param name="FinitePopulation">Whether variances carry the factor 1 − n/N where the population is known.</param>
/// <param name="ProgrammeId">The programme that fixes them; null where the user chose.</param>
public sealed record SamplingRules(double Confidence = 0.95, bool FinitePopulation = true, string? ProgrammeId = null)
{
    /// <summary>95 %, finite population, chosen by nobody in particular.</summary>
    public static SamplingRules Default { get; } = new();

    /// <summary>The population that variances may use: N where the rules allow it and it is known, otherwise null.</summary>
    public double? Population(double? populationPlots) => FinitePopulation ? populationPlots : null;
}
