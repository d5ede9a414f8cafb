using CarbonSink.Findings;
using CarbonSink.Projects;
using CarbonSink.Sampling;

namespace CarbonSink.Runs;

/// <summary>What sample to plan (布点的选项): from a pilot sample, from a table of strata, or from a coefficient of variation.</summary>
public sealed record PlanOptions
{
    /// <summary>The pilot sample, its column of values and its strata; or null.</summary>
    public SamplingOptions? Pilot { get; init; }

    /// <summary>Table of strata: stratum, areaHa or weight, standardDeviation, and cost where plots cost differently; or null.</summary>
    public string? Strata { get; init; }

    /// <summary>Coefficient of variation between plots, percent, of a population without strata; or null.</summary>
    public double? CvPercent { get; init; }

    /// <summary>Expected mean in the unit of the standard deviations; or null.</summary>
    public double? Mean { get; init; }

    /// <summary>Half-width accepted, percent of the mean.</summary>
    public double ErrorPercent { get; init; } = 10;

    /// <summary>Half-width accepted in the unit of the standard deviations, in place of the percentage; or null.</summary>
    public double? Error { get; init; }

    /// <summary>Area of the population, ha; or null.</summary>
    public double? AreaHa { get; init; }

    /// <summary>Area of a plot, m²; or null.</summary>
    public double? PlotAreaM2 { get; init; }

    /// <summary>Confidence and finite population.</summary>
    public SamplingRules Rules { get; init; } = new(0.90);

    /// <summary>The programme that fixes the confidence; or null.</summary>
    public Programme? Programme { get; init; }

    /// <summary>Options given that a programme fixes otherwise, as they were written.</summary>
    public IReadOnlyList<string> Overruled { get; init; } = [];

    /// <summary>Whether t starts at the pilot's degrees of freedom and not at infinity, as AR-TOOL03 does.</summary>
    public bool FromPilotT { get; init; }

    /// <summary>Which formula of AR-TOOL03.</summary>
    public SampleSizeForm Form { get; init; }

    /// <summary>How plots are allocated.</summary>
    public PlotAllocation Allocation { get; init; }
}

/// <summary>A plan of plots with what it rests on (布点结果).</summary>
/// <param name="Options">What was asked for.</param>
/// <param name="Plan">The plan.</param>
/// <param name="Strata">The strata planned for.</param>
/// <param name="Error">Half-width accepted, in the unit of the standard deviations.</param>
/// <param name="Mean">Mean that a percentage refers to; or null.</param>
/// <param name="PopulationPlots">N, plots or clusters as the pilot has them; or null.</param>
/// <param name="Existing">Plots of the pilot by stratum; none without a pilot.</param>
/// <param name="Inputs">Paths of the inputs.</param>
/// <param name="Findings">What was remarkable, in the pilot too.</param>
public sealed record PlanResult(PlanOptions Options, SamplePlan Plan, IReadOnlyList<PlannedStratum> Strata, double Error, double? Mean, double? PopulationPlots, IReadOnlyDictionary<string, int> Existing, IReadOnlyList<string> Inputs, FindingLog Findings);
