using System.Globalization;
using CarbonSink.Estimation;
using CarbonSink.Findings;
using CarbonSink.Sampling;

namespace CarbonSink.Runs;

/// <summary>What a design makes of the plots.</summary>
internal sealed record DesignOutcome(SampleEstimate Sample, SampleBasis Basis, string Formula)
{
    /// <summary>Whether <see cref="Total"/> is the design's own, also where it is not known; otherwise it follows from the mean.</summary>
    public bool FixesTotal { get; init; }

    public Estimate? Total { get; init; }

    /// <summary>Clusters of the population; null for another design or where not known.</summary>
    public double? PopulationClusters { get; init; }

    /// <summary>The earlier survey where it is a table of its own.</summary>
    public PlotSample? Earlier { get; init; }

    /// <summary>Rows of plots left out, their value in the other survey being unreadable: of the later and of the earlier table.</summary>
    public (int Later, int Earlier) RowsLeftOut { get; init; }

    public Estimate? Denominator { get; init; }

    public SurveyChange? Change { get; init; }

    public IReadOnlyList<SmallAreaResult> SmallAreas { get; init; } = [];
}

/// <summary>From plots to the estimator of the design asked for.</summary>
internal sealed class SampleDesigns(SamplingOptions options, PlotSample sample, IReadOnlyList<StratumShare> shares, FindingLog findings)
{
    private IReadOnlyList<PlotRow> Plots => sample.Plots;

    /// <summary>A, ha.</summary>
    public double? AreaHa { get; } = options.AreaHa ?? (shares.Count > 0 && shares.All(s => s.AreaHa is not null) ? shares.Sum(s => s.AreaHa!.Value) : null);

    /// <summary>a, ha: of unequal plots their mean.</summary>
    public double? PlotAreaHa { get; } = sample.Plots.Count > 0 && sample.Plots[0].AreaHa > 0 ? PlotSample.Sum(sample.Plots.Select(p => p.AreaHa)) / sample.Plots.Count is var mean && options.PlotAreaM2 is { } m2 ? m2 / 10_000 : mean : null;

    /// <summary>N = A/a.</summary>
    public double? PopulationPlots => AreaHa / PlotAreaHa;

    private double? N => options.Rules.Population(PopulationPlots);

    private SampleBasis PlotBasis => options.PerHectare ? SampleBasis.Hectare : SampleBasis.Plot;

    /// <summary>The estimate of the design.</summary>
    public DesignOutcome Estimate() => options.Design switch
    {
        SamplingDesign.Systematic => Systematic(),
        SamplingDesign.Cluster => Cluster(),
        SamplingDesign.PostStratifiedRatio => PostStratified(),
        SamplingDesign.TwoPhase => options.Auxiliary is null ? TwoPhaseStrata() : TwoPhaseRegression(),
        SamplingDesign.Regression => Regression(),
        SamplingDesign.Panel => Panels(),
        SamplingDesign.Change => Change(),
        _ => Random(),
    };

    private static double[] Values(IEnumerable<PlotRow> plots) => [.. plots.Select(p => p.Y!.Value)];

    /// <summary>Simple random or stratified; with a ratio, plots of unequal area or a domain as the ratio of means.</summary>
    private DesignOutcome Random()
    {
        var name = shares.Count > 0 ? "stratified random, Cochran 1977 ch. 5" : "simple random, Cochran 1977 ch. 2";
        var ratio = shares.Count > 0 ? "combined ratio, Cochran 1977 ch. 6" : "ratio of means, Cochran 1977 ch. 6";
        if (options.RatioTo is not null)
            return new(Mean(p => p.Y!.Value, p => p.X), SampleBasis.Ratio, ratio) { FixesTotal = true, Total = PlotTotal(), Denominator = Expand(Mean(p => p.X, null)) };
        if (options.PlotAreaColumn is not null && !options.PerHectare)
            return new(Mean(p => p.Y!.Value, p => p.AreaHa * p.Share), SampleBasis.Hectare, ratio + ", y/area") { FixesTotal = true, Total = Times(Mean(p => p.Y!.Value, p => p.AreaHa).Mean, AreaHa) };
        return options.Domain is null
            ? new(Mean(p => p.Y!.Value, null), PlotBasis, name)
            : new(Mean(p => p.Y!.Value, p => p.Share), PlotBasis, ratio + ", y/indicator of the domain") { FixesTotal = true, Total = PlotTotal() };

        Estimate? PlotTotal() => Expand(Mean(p => p.Y!.Value, null));
    }

    private SampleEstimate Mean(Func<PlotRow, double> y, Func<PlotRow, double>? x)
    {
        if (shares.Count == 0)
            return x is null ? SimpleRandomSample.Estimate([.. Plots.Select(y)], N) : RatioSample.Estimate([.. Plots.Select(y)], [.. Plots.Select(x)], N);
        double? Holds(StratumShare s) => options.Rules.Population(s.AreaHa / PlotAreaHa);
        return x is null
            ? StratifiedSample.Estimate([.. shares.Select(s => new SampledStratum(s.Name, s.Weight, [.. Of(s).Select(y)], Holds(s)))], options.Degrees)
            : RatioSample.Estimate([.. shares.Select(s => new PairedStratum(s.Name, s.Weight, [.. Of(s).Select(y)], [.. Of(s).Select(x)], Holds(s)))], options.Degrees);
    }

    private IEnumerable<PlotRow> Of(StratumShare s) => Plots.Where(p => p.Unit == s.Unit && p.Stratum == s.Name);

    /// <summary>A total from a mean per plot, or per hectare.</summary>
    private Estimate? Expand(SampleEstimate mean) => Times(mean.Mean, options.PerHectare ? AreaHa : PopulationPlots);

    /// <summary>The estimate times a factor; null where the factor is not known.</summary>
    public static Estimate? Times(Estimate estimate, double? factor) => factor is { } k ? estimate.Times(k) : null;

    private DesignOutcome Systematic()
    {
        if (options.Order is { } column && Plots.GroupBy(p => (p.Group, p.Order)).Where(g => g.Count() > 1).MinBy(g => g.Min(p => p.Record)) is { } tie)
        {
            var order = tie.Key.Order!.Value.ToString("R", CultureInfo.InvariantCulture);
            throw new RefusedInputException(new Finding(SampleRunFindings.OrderTwice, sample.Table.Name, tie.Max(p => p.Record), column, order, order, tie.Key.Group));
        }

        IReadOnlyList<double>[] lines = [.. Plots.GroupBy(p => p.Group, StringComparer.Ordinal).OrderBy(g => g.Key, StringComparer.Ordinal)
            .Select(g => (IReadOnlyList<double>)Values(options.Order is null ? g.OrderBy(p => p.Record) : g.OrderBy(p => p.Order)))];
        return new(SystematicSample.Estimate(lines, N), PlotBasis, "systematic, successive differences, Cochran 1977 ch. 8");
    }

    private DesignOutcome Cluster()
    {
        var byArea = options.PlotAreaColumn is not null && !options.PerHectare;
        SampledCluster[] clusters = [.. Plots.GroupBy(p => p.Group, StringComparer.Ordinal).Select(g => new SampledCluster(PlotSample.Sum(Values(g)), byArea ? PlotSample.Sum(g.Select(p => p.AreaHa)) : g.Count()))];
        var population = options.PopulationClusters ?? (PopulationPlots is { } N ? N * clusters.Length / Plots.Count : null);
        return new(ClusterSample.RatioToSize(clusters, options.Rules.Population(population)), byArea ? SampleBasis.Hectare : PlotBasis, "clusters, ratio to size, Cochran 1977 ch. 9") { PopulationClusters = population };
    }

    private DesignOutcome PostStratified()
    {
        var ratio = PostStratifiedRatio.Estimate([.. shares.Select(s => new PostStratum(s.Unit, s.Name, s.AreaHa ?? throw DataSet.Refuse(SampleRunFindings.Needs, null, "--area", "post-stratified-ratio"), Values(Of(s)), [.. Of(s).Select(p => options.RatioTo is null ? p.Share : p.X)]))]);
        // Values per hectare make totals with hectares, values per plot with plots; of plots of unknown area no total is known.
        var scale = options.PerHectare ? 1 : 1 / PlotAreaHa;
        return new(ratio.Ratio, options.RatioTo is null ? PlotBasis : SampleBasis.Ratio, "post-stratified ratio, Bechtold and Patterson 2005 ch. 4")
        {
            FixesTotal = true,
            Total = Times(ratio.Numerator, scale),
            Denominator = options.RatioTo is null ? null : Times(ratio.Denominator, scale),
        };
    }

    private DesignOutcome TwoPhaseStrata()
    {
        PhaseStratum[] strata = [.. Plots.GroupBy(p => p.Stratum, StringComparer.Ordinal).Select(g => new PhaseStratum(g.Key, g.Count(), Values(g.Where(p => p.Y is not null))))];
        return new(DoubleSample.ForStratification(strata, N), PlotBasis, "double sampling for stratification, Cochran 1977 ch. 12");
    }

    private DesignOutcome TwoPhaseRegression()
    {
        var formula = options.ArTool14 ? "double sampling with regression, AR-TOOL14 v4.2" : "double sampling with regression, Cochran 1977 ch. 12";
        if (shares.Count == 0)
            return new(Regress(Plots, N), PlotBasis, formula);
        return new(StratifiedSample.Combine([.. shares.Select(s => (s.Name, s.Weight, Regress([.. Of(s)], options.Rules.Population(s.AreaHa / PlotAreaHa))))], options.Degrees), PlotBasis, formula + ", by strata");

        SampleEstimate Regress(IReadOnlyList<PlotRow> plots, double? holds)
        {
            PlotRow[] measured = [.. plots.Where(p => p.Y is not null)];
            double[] x = [.. measured.Select(p => p.Auxiliary!.Value)];
            var mean = options.PhaseOne is null ? PlotSample.Sum(plots.Select(p => p.Auxiliary!.Value)) / plots.Count : options.AuxiliaryMean!.Value;
            double phaseOne = options.PhaseOne ?? plots.Count;
            return options.ArTool14 ? DoubleSample.ArTool14(Values(measured), x, mean, phaseOne) : DoubleSample.ForRegression(Values(measured), x, mean, phaseOne, holds);
        }
    }

    private DesignOutcome Regression()
    {
        double[] x = [.. Plots.Select(p => p.Auxiliary!.Value)];
        var outcome = new DesignOutcome(RegressionSample.Estimate(Values(Plots), x, options.AuxiliaryMean!.Value, N), PlotBasis, "regression (GREG), Cochran 1977 ch. 7");
        if (options.SmallAreas is not { } path)
            return outcome;
        var table = PlotTable.Read(path, null, options.Encoding, ["area", "auxiliaryMean"], new());
        var areas = Enumerable.Range(0, table.Count).Select(r => (Name: table.Text("area", r) ?? "", Mean: StratumShares.Cell(table, "auxiliaryMean", r))).ToArray();
        if (Plots.FirstOrDefault(p => !areas.Any(a => a.Name == p.Group)) is { } stray)
            throw new RefusedInputException(new Finding(SamplingFindings.UnknownStratum, sample.Table.Name, stray.Record, options.SmallArea, stray.Group, stray.Group, string.Join(", ", areas.Select(a => a.Name))));
        var small = RegressionSample.SmallAreas([.. areas.Select(a => new SmallArea(a.Name, a.Mean, Values(Plots.Where(p => p.Group == a.Name)), [.. Plots.Where(p => p.Group == a.Name).Select(p => p.Auxiliary!.Value)]))]);
        findings.Merge(small.Findings);
        return outcome with
        {
            SmallAreas = [.. small.Areas.Select(a => new SmallAreaResult(a.Name, a.Plots, a.Mean.Value, a.Mean)).Concat(small.Synthetic.Select(s => new SmallAreaResult(s.Name, s.Plots, s.Value, null))).OrderBy(a => a.Name, StringComparer.Ordinal)],
        };
    }

    private DesignOutcome Panels()
    {
        var panels = Plots.GroupBy(p => p.Group, StringComparer.Ordinal).OrderBy(g => g.Key, StringComparer.Ordinal).ToArray();
        if (options.PanelWeights.Count == 0)
            return new(YearlyPanels.TemporallyIndifferent(panels.Select(Values), N), PlotBasis, "yearly panels, temporally indifferent, Bechtold and Patterson 2005 ch. 4");
        if (panels.FirstOrDefault(g => !options.PanelWeights.ContainsKey(g.Key)) is { } stray)
            throw DataSet.Refuse(SamplingFindings.UnknownStratum, sample.Table.Name, stray.Key, string.Join(", ", options.PanelWeights.Keys));
        if (options.PanelWeights.Keys.FirstOrDefault(k => !panels.Any(g => g.Key == k)) is { } empty)
            throw DataSet.Refuse(SamplingFindings.StratumWithoutPlots, sample.Table.Name, empty);
        return new(YearlyPanels.MovingAverage([.. panels.Select(g => new YearlyPanel(g.Key, SimpleRandomSample.Estimate(Values(g), N), options.PanelWeights[g.Key]))]), PlotBasis, "yearly panels, moving average, Bechtold and Patterson 2005 ch. 4");
    }

    private DesignOutcome Change()
    {
        var paired = PlotPairs.Of(options, sample, findings);
        var (pairs, before, after) = paired;
        if (shares.Count > 0)
            return StratifiedChange(before.Count + after.Count);
        double[] y1 = [.. pairs.Select(p => p.Before)], y2 = [.. pairs.Select(p => p.After)];
        SurveyChange change;
        string formula;
        if (pairs.Count == 0)
            (change, formula) = (PlotChange.Independent(SimpleRandomSample.Estimate(before, N).Mean, SimpleRandomSample.Estimate(after, N).Mean), "change of independent samples, AR-TOOL14 v4.2");
        else if (before.Count == 0 && after.Count == 0)
            (change, formula) = (PlotChange.Paired(y1, y2, N), "change of permanent plots, s1² + s2² - 2 s12, AR-TOOL14 v4.2");
        else
            (change, formula) = (PlotChange.PartialReplacement(y1, y2, before, after), "sampling with partial replacement, Ware and Cunia 1962");
        var plots = pairs.Count + before.Count + after.Count;
        var finite = pairs.Count == 0 || (before.Count == 0 && after.Count == 0) ? N : null;
        var single = change.Change.StandardError * change.Change.StandardError * plots / (finite is { } holds ? Math.Max(1 - (plots / holds), double.Epsilon) : 1);
        var estimate = pairs.Count == plots ? SimpleRandomSample.Estimate([.. y2.Zip(y1, (b, a) => b - a)], N) : new SampleEstimate(plots, change.Change, single, finite);
        return new(estimate, PlotBasis, formula) { Change = change, Earlier = paired.Earlier, RowsLeftOut = paired.RowsLeftOut };
    }

    /// <summary>Permanent plots in strata: AR-TOOL14, dC = Σ w_i mean(Δb_i).</summary>
    private DesignOutcome StratifiedChange(int unmatched)
    {
        if (unmatched > 0 || Plots.Any(p => p.Previous is null))
            throw DataSet.Refuse(SampleRunFindings.NotWith, sample.Table.Name, "--stratum", "change, partial replacement");
        var change = Mean(p => p.Y!.Value - p.Previous!.Value, null);
        var (before, after) = (Mean(p => p.Previous!.Value, null), Mean(p => p.Y!.Value, null));
        var covariance = (before.Variance + after.Variance - change.Variance) / 2; // of strata, weighted as their variances are
        return new(change, PlotBasis, "change of permanent plots in strata, AR-TOOL14 v4.2") { Change = new(change.Mean, before.Mean, after.Mean, covariance, Plots.Count) };
    }
}
