using CarbonSink.Estimation;
using CarbonSink.Findings;
using CarbonSink.Methodologies;
using CarbonSink.Projects;
using CarbonSink.Sampling;

namespace CarbonSink.Runs;

/// <summary>What the mean of a sample estimate refers to (估计的口径).</summary>
public enum SampleBasis
{
    /// <summary>One plot.</summary>
    Plot,

    /// <summary>One hectare.</summary>
    Hectare,

    /// <summary>One unit of the column that the values are a ratio to.</summary>
    Ratio,
}

/// <summary>A small area in a result: its estimate, or the model's value alone where plots are too few.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Plots">Its plots.</param>
/// <param name="Value">Its mean.</param>
/// <param name="Estimate">With its error; null for the model's value alone.</param>
public sealed record SmallAreaResult(string Name, int Plots, double Value, Estimate? Estimate);

/// <summary>An estimate from sample plots with its population, totals and findings (抽样估计结果).</summary>
public sealed record SampleResult
{
    /// <summary>What was asked for.</summary>
    public required SamplingOptions Options { get; init; }

    /// <summary>Name of the table.</summary>
    public required string Table { get; init; }

    /// <summary>Paths of every input.</summary>
    public required IReadOnlyList<string> Inputs { get; init; }

    /// <summary>Rows of the table.</summary>
    public required int Rows { get; init; }

    /// <summary>Rows without a value.</summary>
    public required int RowsMissing { get; init; }

    /// <summary>Rows of which it is not known whether they are in the domain.</summary>
    public required int RowsUnknown { get; init; }

    /// <summary>Sound rows of plots of which other rows are missing, or whose value in the other survey cannot be read: not used.</summary>
    public int RowsIncomplete { get; init; }

    /// <summary>Rows of the table of the earlier survey; null without such a table.</summary>
    public int? EarlierRows { get; init; }

    /// <summary>Rows of it that were not used.</summary>
    public int EarlierRowsMissing { get; init; }

    /// <summary>Worst status of the rows used (column "status" of the table) and of the programme's rule; null where neither is there.</summary>
    public ParameterStatus? WorstStatus { get; init; }

    /// <summary>Rows used that the column "flag" calls extrapolated; 0 without such a column.</summary>
    public int RowsExtrapolated { get; init; }

    /// <summary>Plots of which something is in the domain; all plots where there is no domain.</summary>
    public required int PlotsInDomain { get; init; }

    /// <summary>The estimate.</summary>
    public required SampleEstimate Sample { get; init; }

    /// <summary>What its mean refers to.</summary>
    public required SampleBasis Basis { get; init; }

    /// <summary>The formula and its source.</summary>
    public required string Formula { get; init; }

    /// <summary>Sampling units that the population holds: plots, N = area / plot area, of a cluster sample clusters; null where it is not known.</summary>
    public double? PopulationPlots { get; init; }

    /// <summary>Area of the population, ha; or null.</summary>
    public double? AreaHa { get; init; }

    /// <summary>Total of the population or domain; null where area or plot area are not known.</summary>
    public Estimate? Total { get; init; }

    /// <summary>Mean per hectare; null where plots have no area.</summary>
    public Estimate? PerHectare { get; init; }

    /// <summary>Total of what the values are a ratio to; or null.</summary>
    public Estimate? DenominatorTotal { get; init; }

    /// <summary>Plots needed for the error aimed at; null where the estimate or its variance is 0, and in two phases, where the error does not fall with √n.</summary>
    public int? PlotsNeeded { get; init; }

    /// <summary>The parts of a change; or null.</summary>
    public SurveyChange? Change { get; init; }

    /// <summary>What the programme counts, beside the undiscounted estimate; null without a programme or for an estimate of 0.</summary>
    public DiscountedEstimate? Discounted { get; init; }

    /// <summary>Change per year; or null.</summary>
    public Estimate? Annual { get; init; }

    /// <summary>Small areas; none where none were asked for.</summary>
    public IReadOnlyList<SmallAreaResult> SmallAreas { get; init; } = [];

    /// <summary>What was remarkable.</summary>
    public required FindingLog Findings { get; init; }

    /// <summary>Whether the variance carries the factor of a finite population.</summary>
    public bool IsFinite => Sample.PopulationPlots is not null || Sample.Strata.Any(s => s.PopulationPlots is not null);

    /// <summary>Half the width of the interval in percent of the estimate; null for an estimate of 0.</summary>
    public double? RelativeErrorPercent => Sample.Mean.Value == 0 ? null : Sample.Mean.RelativeErrorPercent(Options.Rules.Confidence);
}
