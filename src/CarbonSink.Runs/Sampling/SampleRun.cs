using System.Globalization;
using CarbonSink.Estimation;
using CarbonSink.Findings;
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
        RequireOptions(options);
        var findings = new FindingLog();
        options = UnderProgramme(options, findings);
        var previous = options.Previous is { } p && options.Design == SamplingDesign.Change
            ? PlotTable.HasColumn(options.Plots, options.Layer, options.Encoding, p) ? p : File.Exists(p) ? null : throw DataSet.Refuse(SampleRunFindings.NoColumn, Path.GetFileName(options.Plots), p, "--previous COLUMN|FILE")
            : null;
        var sample = PlotSample.Read(options, previous, findings);
        if (sample.Plots.Count == 0)
            throw DataSet.Refuse(SamplingFindings.NoPlots, sample.Table.Name);
        var designs = new SampleDesigns(options, sample, StratumShares.Of(options, sample), findings);
        var outcome = designs.Estimate();
        var estimate = outcome.Sample;
        Tell(estimate, sample.Table.Name, findings);
        var (a, A, N) = (designs.PlotAreaHa, designs.AreaHa, designs.PopulationPlots);
        return new()
        {
            Options = options,
            Table = sample.Table.Name,
            Inputs = [.. sample.Table.Files, .. ((string?[])[options.Strata, options.SmallAreas, previous is null && options.Design == SamplingDesign.Change ? options.Previous : null]).OfType<string>()],
            Rows = sample.Table.Count,
            RowsMissing = sample.RowsMissing,
            RowsUnknown = sample.RowsUnknown,
            PlotsInDomain = sample.Plots.Count(r => r.Share > 0),
            Sample = estimate,
            Basis = outcome.Basis,
            Formula = outcome.Formula,
            PopulationPlots = N,
            AreaHa = A,
            Total = outcome.Total ?? outcome.Basis switch { SampleBasis.Plot => Times(estimate.Mean, N), SampleBasis.Hectare => Times(estimate.Mean, A), _ => null },
            PerHectare = outcome.Basis switch { SampleBasis.Plot => Times(estimate.Mean, 1 / a), SampleBasis.Hectare => estimate.Mean, _ => null },
            DenominatorTotal = outcome.Denominator,
            PlotsNeeded = Needed(estimate, options, N),
            Change = outcome.Change,
            Discounted = options.Programme is { } programme && estimate.Mean.Value != 0 ? programme.Precision.Discount(estimate.Mean) : null,
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
        var rules = new SamplingRules(programme.Precision.Confidence, programme.Precision.FinitePopulation, programme.Id);
        foreach (var option in options.Overruled)
            findings.Add(new Finding(SampleRunFindings.FixedByProgramme, null, null, null, option, programme.Id, option, string.Create(CultureInfo.InvariantCulture, $"{rules.Confidence:R}"), rules.FinitePopulation ? "N" : "∞"));
        return options with { Rules = rules };
    }

    private static Estimate? Times(Estimate estimate, double? factor) => factor is { } k ? new(k * estimate.Value, k * estimate.StandardError, estimate.DegreesOfFreedom) : null;

    /// <summary>Plots for the error aimed at: of strata by Neyman's allocation, otherwise from the variance of one unit that the standard error implies.</summary>
    private static int? Needed(SampleEstimate estimate, SamplingOptions options, double? N)
    {
        var E = options.TargetErrorPercent / 100 * Math.Abs(estimate.Mean.Value);
        if (E == 0 || estimate.HasNoVariance || !(estimate.Mean.DegreesOfFreedom > 0))
            return null;
        var population = options.Rules.Population(N);
        PlannedStratum[] strata = options is { Design: SamplingDesign.Stratified, RatioTo: null, Domain: null, PlotAreaColumn: null }
            ? [.. estimate.Strata.Select(s => new PlannedStratum(s.Name, s.Weight, Math.Sqrt(s.Variance)))]
            : [new("", 1, estimate.Mean.StandardError * Math.Sqrt(estimate.Plots / Finite()))];
        return SampleSize.FromPilot(strata, E, options.Rules.Confidence, estimate.Mean.DegreesOfFreedom, population).Plots;

        double Finite() => estimate.PopulationPlots is { } holds && holds > estimate.Plots ? 1 - (estimate.Plots / holds) : 1;
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

    private static void RequireOptions(SamplingOptions o)
    {
        var design = o.Design;
        Need(design == SamplingDesign.Stratified && o.Stratum is null, "--stratum");
        Need(design is SamplingDesign.Stratified or SamplingDesign.PostStratifiedRatio && o.Stratum is not null && o is { Strata: null, StratumArea: null }, "--stratum-area / --strata");
        Need(design == SamplingDesign.PostStratifiedRatio && o.Stratum is null, "--stratum");
        Need(design == SamplingDesign.Cluster && o.Cluster is null, "--cluster");
        Need(design == SamplingDesign.TwoPhase && o.Stratum is null && o.Auxiliary is null, "--stratum / --auxiliary");
        Need(design == SamplingDesign.Regression && o.Auxiliary is null, "--auxiliary");
        Need((design == SamplingDesign.Regression || o.PhaseOne is not null) && o.AuxiliaryMean is null, "--auxiliary-mean");
        Need(o.SmallAreas is not null && o.SmallArea is null, "--small-area");
        Need(design == SamplingDesign.Panel && o.Panel is null, "--panel");
        Need(design == SamplingDesign.Change && o.Previous is null, "--previous");
        var takesDomain = design is SamplingDesign.SimpleRandom or SamplingDesign.Stratified or SamplingDesign.PostStratifiedRatio;
        Not(o.Domain is not null && !takesDomain, "--domain");
        Not(o.RatioTo is not null && !takesDomain, "--ratio-to");
        Not(o.Stratum is not null && design is not (SamplingDesign.Stratified or SamplingDesign.PostStratifiedRatio or SamplingDesign.TwoPhase or SamplingDesign.Change), "--stratum");
        Not(o.PlotAreaColumn is not null && design is not (SamplingDesign.SimpleRandom or SamplingDesign.Stratified or SamplingDesign.Cluster) && !o.PerHectare, "--plot-area-col");

        void Need(bool missing, string option)
        {
            if (missing)
                throw DataSet.Refuse(SampleRunFindings.Needs, null, option, NameOf(design));
        }

        void Not(bool given, string option)
        {
            if (given)
                throw DataSet.Refuse(SampleRunFindings.NotWith, null, option, NameOf(design));
        }
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
