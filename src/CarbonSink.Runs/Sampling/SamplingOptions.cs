using CarbonSink.Projects;
using CarbonSink.Sampling;

namespace CarbonSink.Runs;

/// <summary>How plots were chosen and are estimated (抽样设计).</summary>
public enum SamplingDesign
{
    /// <summary>Simple random (简单随机).</summary>
    SimpleRandom,

    /// <summary>Stratified random (分层).</summary>
    Stratified,

    /// <summary>Systematic, successive differences (系统).</summary>
    Systematic,

    /// <summary>Clusters by their size (整群).</summary>
    Cluster,

    /// <summary>Post-stratified ratio over estimation units (事后分层比估计).</summary>
    PostStratifiedRatio,

    /// <summary>Two-phase: for stratification, or with regression where an auxiliary column is named (双重抽样).</summary>
    TwoPhase,

    /// <summary>Regression on an auxiliary variable whose mean is known, with small areas (回归估计).</summary>
    Regression,

    /// <summary>Yearly panels (年度样本组).</summary>
    Panel,

    /// <summary>Change between two surveys (变化).</summary>
    Change,
}

/// <summary>What to estimate from which plots (抽样估计的选项).</summary>
/// <param name="Plots">Path of the table of plots.</param>
/// <param name="Value">Column of the values.</param>
public sealed record SamplingOptions(string Plots, string Value)
{
    /// <summary>The design.</summary>
    public SamplingDesign Design { get; init; }

    /// <summary>Confidence and finite population.</summary>
    public SamplingRules Rules { get; init; } = SamplingRules.Default;

    /// <summary>The programme that fixes confidence and population in place of <see cref="Rules"/>, and discounts the estimate; or null.</summary>
    public Programme? Programme { get; init; }

    /// <summary>Options given that a programme fixes otherwise, as they were written: they are told and not used.</summary>
    public IReadOnlyList<string> Overruled { get; init; } = [];

    /// <summary>Column that the values are a ratio to; or null.</summary>
    public string? RatioTo { get; init; }

    /// <summary>Which plots, or rows of plots, are meant; or null for all.</summary>
    public string? Domain { get; init; }

    /// <summary>Column of the estimation unit; or null.</summary>
    public string? UnitColumn { get; init; }

    /// <summary>Column of the plot's name where a plot has several rows, which are added up; or null.</summary>
    public string? PlotColumn { get; init; }

    /// <summary>Area of every plot, m²; or null.</summary>
    public double? PlotAreaM2 { get; init; }

    /// <summary>Column of the plot's area, m², where plots differ; or null.</summary>
    public string? PlotAreaColumn { get; init; }

    /// <summary>Whether values are per hectare and not per plot.</summary>
    public bool PerHectare { get; init; }

    /// <summary>Column of the stratum; or null.</summary>
    public string? Stratum { get; init; }

    /// <summary>Column of the stratum's area, ha; or null.</summary>
    public string? StratumArea { get; init; }

    /// <summary>Table of strata: stratum, areaHa or weight; or null.</summary>
    public string? Strata { get; init; }

    /// <summary>Area of the population, ha; or null.</summary>
    public double? AreaHa { get; init; }

    /// <summary>How degrees of freedom of strata are counted.</summary>
    public DegreesOfFreedomRule Degrees { get; init; }

    /// <summary>Column of the line of a systematic sample; or null for one line.</summary>
    public string? Line { get; init; }

    /// <summary>Column of the order along the line; or null for the order of rows.</summary>
    public string? Order { get; init; }

    /// <summary>Column of the cluster; or null.</summary>
    public string? Cluster { get; init; }

    /// <summary>Clusters of the population; or null.</summary>
    public double? PopulationClusters { get; init; }

    /// <summary>Column of the auxiliary variable; or null.</summary>
    public string? Auxiliary { get; init; }

    /// <summary>Mean of the auxiliary variable in the population, or in the first phase; or null.</summary>
    public double? AuxiliaryMean { get; init; }

    /// <summary>Units of the first phase where they are not rows of the table; or null.</summary>
    public int? PhaseOne { get; init; }

    /// <summary>Whether a regression of two phases follows AR-TOOL14 and not the textbook.</summary>
    public bool ArTool14 { get; init; }

    /// <summary>Column of the small area; or null.</summary>
    public string? SmallArea { get; init; }

    /// <summary>Table of small areas: area, auxiliaryMean; or null.</summary>
    public string? SmallAreas { get; init; }

    /// <summary>Column of the panel's year; or null.</summary>
    public string? Panel { get; init; }

    /// <summary>Weights of panels for the moving average; empty for the temporally indifferent estimate.</summary>
    public IReadOnlyDictionary<string, double> PanelWeights { get; init; } = new Dictionary<string, double>(StringComparer.Ordinal);

    /// <summary>Column of the earlier values, or a table of the earlier survey; or null.</summary>
    public string? Previous { get; init; }

    /// <summary>Column that names plots alike in both surveys; or null.</summary>
    public string? Key { get; init; }

    /// <summary>Years between the surveys; or null.</summary>
    public double? Years { get; init; }

    /// <summary>Half-width aimed at, percent of the estimate, for the number of plots needed.</summary>
    public double TargetErrorPercent { get; init; } = 20;

    /// <summary>Whether values may be negative.</summary>
    public bool AllowNegative { get; init; }

    /// <summary>Name of the layer or sheet; or null.</summary>
    public string? Layer { get; init; }

    /// <summary>Encoding of the table; or null.</summary>
    public string? Encoding { get; init; }
}
