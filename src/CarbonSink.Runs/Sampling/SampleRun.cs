using System.Globalization;
using CarbonSink.Estimation;
using CarbonSink.Findings;
using CarbonSink.Projects;
using CarbonSink.Sampling;

namespace CarbonSink.Runs;

/// <summary>Estimates a population from a table of plots (抽样估计): reads, checks, estimates by the design, and brings it to totals and hectares.</summary>
public static class SampleRun
{
    /// <summary>Runs.</summary>
    /// <param name="options">What to do.</param>
    /// <exception cref="RefusedInputException">Plots, strata or the design do not allow an estimate; the finding says why and what to do.</exception>
    public static SampleResult Run(SamplingOptions options)
    {
        SamplingRequirements.Require(options);
        var findings = new FindingLog();
        options = UnderProgramme(options, findings);
        var previous = options.Previous is { } p && options.Design == SamplingDesign.Change
            ? PlotTable.HasColumn(options.Plots, options.Layer, options.Encoding, p) ? p : File.Exists(p) ? null : throw DataSet.Refuse(SampleRunFindings.NoColumn, Path.GetFileName(options.Plots), p, "--previous COLUMN|FILE")
            : null;
        var sample = PlotSample.Read(options, previous, findings);
        if (sample.Plots.Count == 0)
            throw new RefusedInputException(new Finding(SamplingFindings.NoPlots, sample.Table.Name, null, options.Value, null));
        if (!options.PerHectare && SamplingRequirements.IsPerHectare(options.Value))
            findings.Add(new Finding(SampleRunFindings.PerHectareValues, sample.Table.Name, null, options.Value, null, options.Value));
        var designs = new SampleDesigns(options, sample, StratumShares.Of(options, sample), findings);
        var outcome = Estimate(options, designs, sample.Table.Name);
        var estimate = outcome.Sample;
        Tell(estimate, sample.Table.Name, findings);
        var discounted = Discounted(estimate, options, findings);
        var (a, A, N) = (designs.PlotAreaHa, designs.AreaHa, designs.PopulationPlots);
        var units = options.Design == SamplingDesign.Cluster ? outcome.PopulationClusters : N;
        return new()
        {
            Options = options,
            Table = sample.Table.Name,
            Inputs = [.. sample.Table.Files, .. ((string?[])[options.Strata, options.SmallAreas, previous is null && options.Design == SamplingDesign.Change ? options.Previous : null]).OfType<string>()],
            Rows = sample.Table.Count,
            RowsMissing = sample.RowsMissing,
            RowsUnknown = sample.RowsUnknown,
            RowsIncomplete = sample.RowsIncomplete + outcome.RowsLeftOut.Later,
            EarlierRows = outcome.Earlier?.Table.Count,
            EarlierRowsMissing = outcome.Earlier is { } earlier ? earlier.RowsMissing + earlier.RowsUnknown + earlier.RowsIncomplete + outcome.RowsLeftOut.Earlier : 0,
            PlotsInDomain = sample.Plots.Count(r => r.Share > 0),
            Sample = estimate,
            Basis = outcome.Basis,
            Formula = outcome.Formula,
            PopulationPlots = units,
            AreaHa = A,
            Total = outcome.FixesTotal ? outcome.Total : outcome.Basis switch { SampleBasis.Plot => SampleDesigns.Times(estimate.Mean, N), SampleBasis.Hectare => SampleDesigns.Times(estimate.Mean, A), _ => null },
            PerHectare = outcome.Basis switch { SampleBasis.Plot => SampleDesigns.Times(estimate.Mean, 1 / a), SampleBasis.Hectare => estimate.Mean, _ => null },
            DenominatorTotal = outcome.Denominator,
            PlotsNeeded = Needed(estimate, options, units),
            Change = outcome.Change,
            Discounted = discounted,
            WorstStatus = sample.WorstStatus is { } used && !(discounted?.Status > used) ? used : discounted?.Status,
            RowsExtrapolated = sample.Extrapolated,
            Annual = outcome.Change is { } change && options.Years is { } years ? PlotChange.Annual(change.Change, years) : null,
            SmallAreas = outcome.SmallAreas,
            Findings = findings,
        };
    }

    /// <summary>The options as a programme fixes them; what it overrules is told.</summary>
    private static SamplingOptions UnderProgramme(SamplingOptions options, FindingLog findings)
    {
        if (options.Programme is not { } programme)
            return options;
        var precision = programme.Precision;
        var fixedDegrees = precision.DegreesOfFreedom;
        var overruled = fixedDegrees is { } rule && rule != options.Degrees ? options.Overruled.Append($"--df {SampleJson.Name(options.Degrees)}") : options.Overruled;
        foreach (var option in overruled)
            findings.Add(FixedBy(programme, option));
        return options with
        {
            Rules = new(precision.Confidence, precision.FinitePopulation, programme.Id),
            Degrees = fixedDegrees ?? options.Degrees,
            ArTool14 = options.ArTool14 || (precision.ArTool14DoubleSampling && options is { Design: SamplingDesign.TwoPhase, Auxiliary: not null }),
        };
    }

    /// <summary>An option that a programme overrules.</summary>
    internal static Finding FixedBy(Programme programme, string option) => new(SampleRunFindings.FixedByProgramme, null, null, null, option, programme.Id, option, string.Create(CultureInfo.InvariantCulture, $"{programme.Precision.Confidence:R}"),
        programme.Precision.FinitePopulation ? "N" : "∞", programme.Precision.DegreesOfFreedom is { } rule ? SampleJson.Name(rule) : "—");

    private static DiscountedEstimate? Discounted(SampleEstimate estimate, SamplingOptions options, FindingLog findings)
    {
        if (options.Programme is not { } programme || estimate.Mean.Value == 0)
            return null;
        var discounted = programme.Precision.Discount(estimate.Mean);
        if (estimate.Mean.Value > 0 && discounted.ProjectValue < 0)
            findings.Add(new Finding(SampleRunFindings.DiscountExceeds, null, null, options.Value, null, programme.Id, string.Create(CultureInfo.InvariantCulture, $"{100 * discounted.RelativeHalfWidth:0.#}")));
        return discounted;
    }

    /// <summary>Plots for the error aimed at: of strata by Neyman's allocation, otherwise from the variance of one unit that the standard error implies.</summary>
    private static int? Needed(SampleEstimate estimate, SamplingOptions options, double? N)
    {
        var E = options.TargetErrorPercent / 100 * Math.Abs(estimate.Mean.Value);
        if (E == 0 || estimate.HasNoVariance || !(estimate.Mean.DegreesOfFreedom > 0) || PilotStrata.Of(estimate, options.Design) is not { } strata)
            return null;
        try
        {
            return SampleSize.FromPilot(strata, E, options.Rules.Confidence, estimate.Mean.DegreesOfFreedom, options.Rules.Population(N)).Plots;
        }
        catch (RefusedInputException e) when (e.Finding.Rule == SamplingFindings.TooManyPlots)
        {
            return null; // An aside of the estimate must not refuse it.
        }
    }

    /// <summary>The estimate of the design; what an estimator refuses is given the file and the column it concerns.</summary>
    private static DesignOutcome Estimate(SamplingOptions options, SampleDesigns designs, string table)
    {
        DesignOutcome outcome;
        try
        {
            outcome = designs.Estimate();
        }
        catch (RefusedInputException e) when (e.Finding.File is null)
        {
            if (e.Finding.Rule == SamplingFindings.WeightsNotOne)
                throw new RefusedInputException(e.Finding with { File = options.Strata is { } weights ? Path.GetFileName(weights) : table, Field = options.Strata is null ? options.Panel : "weight" }, e);
            var ofStratum = e.Finding.Rule == SamplingFindings.FewPlots || e.Finding.Rule == SamplingFindings.StratumSampleLarger || e.Finding.Rule == SamplingFindings.StratumWithoutPlots;
            throw new RefusedInputException(e.Finding with { File = table, Field = ofStratum ? options.Stratum : options.Value, Value = ofStratum ? e.Finding.Arguments[0] : null }, e);
        }

        return double.IsFinite(outcome.Sample.Mean.Value) && double.IsFinite(outcome.Sample.Mean.StandardError) ? outcome
            : throw new RefusedInputException(new Finding(SampleRunFindings.NotFinite, table, null, options.Value, null, options.Value));
    }

    private static void Tell(SampleEstimate estimate, string table, FindingLog findings)
    {
        foreach (var stratum in estimate.Strata.Where(s => s.Variance == 0))
            findings.Add(new Finding(SamplingFindings.ZeroVariance, table, null, null, stratum.Name, stratum.Name));
        if (estimate.HasNoVariance && estimate.Strata.Count == 0)
            findings.Add(new Finding(SamplingFindings.ZeroVariance, table, null, null, null, table));
        if (estimate.Mean.Value == 0)
            findings.Add(new Finding(SamplingFindings.MeanZero, table, null, null, null));
    }

    /// <summary>A design as the command line calls it.</summary>
    public static string NameOf(SamplingDesign design) => design switch
    {
        SamplingDesign.SimpleRandom => "srs",
        SamplingDesign.Stratified => "stratified",
        SamplingDesign.Systematic => "systematic",
        SamplingDesign.Cluster => "cluster",
        SamplingDesign.PostStratifiedRatio => "post-stratified-ratio",
        SamplingDesign.TwoPhase => "two-phase",
        SamplingDesign.Regression => "regression",
        SamplingDesign.Panel => "panel",
        _ => "change",
    };
}
