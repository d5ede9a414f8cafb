using CarbonSink.Estimation;
using CarbonSink.Findings;
using CarbonSink.Methodologies;
using CarbonSink.Plots;

namespace CarbonSink.Runs;

/// <summary>The pack evaluated over plots, trees and counts, and what it says of each.</summary>
internal sealed class PlotEvaluation
{
    private static readonly (string Symbol, string Figure, Bilingual Name)[] TreeFigures =
        [("v", "volume", new("材积", "volume")), ("w_a", "agb", new("地上生物量", "above-ground biomass")), ("w_b", "bgb", new("地下生物量", "below-ground biomass")), ("CF", "carbonFraction", new("含碳率", "carbon fraction"))];

    private static readonly string[] PlotParameters = ["V_p", "B_Ap", "B_Bp", "C_p"];

    private readonly Evaluation evaluation;
    private readonly GaugeCounts? counts;
    private readonly FindingLog findings;
    private readonly Dictionary<string, int> lacking = new(StringComparer.Ordinal);

    public PlotEvaluation(Methodology methodology, PlotsOptions options, InventoryPlots plots, IReadOnlyList<Subplot> subplots, InventoryTrees? tally, GaugeCounts? counts, FindingLog findings)
    {
        (this.counts, this.findings) = (counts, findings);

        // A plot with counts and without trees was counted by the gauge alone: it is no plot without trees.
        var tallied = tally?.Sound.Select(t => t.Plot.Id).ToHashSet(StringComparer.Ordinal) ?? [];
        var counted = counts?.Counted.Keys.Where(id => !tallied.Contains(id) && tally?.Unsound.ContainsKey(id) != true).ToHashSet(StringComparer.Ordinal) ?? [];
        var usable = tally is null ? [] : plots.Sound.Where(p => !tally.Unsound.ContainsKey(p.Id) && !counted.Contains(p.Id) && IsTallied(p, plots, tally)).ToList();
        var place = usable.Select((p, i) => (p.Id, i)).ToDictionary(p => p.Id, p => p.i, StringComparer.Ordinal);
        var trees = tally?.Sound.Where(t => place.ContainsKey(t.Plot.Id)).ToList() ?? [];
        evaluation = Evaluate(methodology, options, usable.Count, trees, [.. trees.Select(t => place[t.Plot.Id])]);
        var file = options.Trees is null ? null : Path.GetFileName(options.Trees);
        NotEstimated = [.. Refusals(tally), .. Lacking(trees, options.Roots, file)];
        var volumes = Numbers("v");
        Standing = [.. trees.Select((t, i) => (t, volumes[i]))];
        if (tally is null)
            return;
        var byPlot = trees.ToLookup(t => t.Plot.Id, StringComparer.Ordinal);
        Plots = [.. plots.Sound.Where(p => !counted.Contains(p.Id)).Select(p => place.TryGetValue(p.Id, out var i) ? Figures(p, subplots, i, byPlot[p.Id]) : Missing(p, subplots, tally))];
        if (Plots.Count(p => p.Trees == 0 && p.StemsPerHa is not null) is > 0 and var empty)
            findings.Add(new Finding(InventoryPlotFindings.Empty, Path.GetFileName(options.Plots), null, null, null, $"{empty}"));
    }

    /// <summary>Figures of the sound plots; of one with an unsound tree only its area.</summary>
    public IReadOnlyList<PlotFigures> Plots { get; } = [];

    /// <summary>Trees of plots with figures, with their volume, m³.</summary>
    public IReadOnlyList<(InventoryTree Tree, double? VolumeM3)> Standing { get; }

    public IReadOnlyList<TreeNotEstimated> NotEstimated { get; }

    /// <summary>Angle-gauge figures by plot and species, then by plot; a plot with an unsound count has no total.</summary>
    public IReadOnlyList<GaugeFigures> Gauge(StandardTable? standard)
    {
        if (counts is null)
            return [];
        var (areas, volumes, states) = (Numbers("G_g"), Numbers("V_g"), evaluation.States("V_g").ToArray());
        ParameterStatus? Status(int i) => states[i].HasValue ? states[i].Status : null;
        var rows = counts.Sound.Select((c, i) => new GaugeFigures(c.Plot.Id, c.Plot.Stratum, c.Species, areas[i], volumes[i], Standard(standard, c, areas[i]), Status(i))).ToList();
        var byPlot = rows.ToLookup(r => r.Plot, StringComparer.Ordinal);
        return [.. rows, .. counts.Counted.Values.Select(p => counts.Unsound.ContainsKey(p.Id) ? new GaugeFigures(p.Id, p.Stratum, null, null, null, null, null) : new(
            p.Id, p.Stratum, null, Sum(byPlot[p.Id].Select(r => r.BasalAreaM2PerHa)), Sum(byPlot[p.Id].Select(r => r.VolumeM3PerHa)), Sum(byPlot[p.Id].Select(r => r.StandardVolumeM3PerHa)), byPlot[p.Id].Max(r => r.Status)))];
    }

    /// <summary>Whether a plot's trees were tallied, so that a plot without any is a true zero: it has a row, or is declared empty; or nothing tells plots without rows, and it is no gauge plot beside others.</summary>
    private static bool IsTallied(InventoryPlot plot, InventoryPlots plots, InventoryTrees tally) =>
        plot.IsEmpty || tally.Tallied.Contains(plot.Id) || (!plots.TellsEmpty && tally.RowsRead > 0 && plot.Factor is null);

    private static double? Sum(IEnumerable<double?> values)
    {
        var sum = ExactSum.Zero;
        foreach (var value in values)
        {
            if (value is not { } term)
                return null;
            sum += term;
        }

        return sum.ToDouble();
    }

    private double? Standard(StandardTable? standard, GaugeCount count, double? area)
    {
        if (standard is null || count.HeightM is not { } height || area is not { } g)
            return null;
        if (standard.Volume(g, height) is { } volume)
            return volume;
        findings.Add(InventoryPlotFindings.BeyondStandard, null, count.Record, null, $"{height:R}", count.Plot.Id, $"{height:R}");
        return null;
    }

    private Evaluation Evaluate(Methodology methodology, PlotsOptions options, int plots, List<InventoryTree> trees, int[] parents)
    {
        var causes = new CauseTable();
        var frame = methodology.NewFrame(causes);
        frame.SetMembers("plot", plots);
        frame.SetMembers("tree", trees.Count, parents);
        var gauge = counts?.Sound ?? [];
        frame.SetMembers("gauge", gauge.Count);
        frame["roots"].Set(0, methodology.Codes.Intern(options.Roots));
        if (options.Zone is { } zone)
            frame["fao_zone"].Set(0, methodology.Codes.Intern(zone));
        void Set(string symbol, int member, double? value)
        {
            if (value is { } number)
                frame[symbol].Set(member, number);
        }

        double? Code(string? text) => text is null ? null : methodology.Codes.Intern(text);
        for (var i = 0; i < trees.Count; i++)
        {
            var t = trees[i];
            foreach (var (symbol, value) in (ReadOnlySpan<(string, double?)>)[("D", t.DbhCm), ("H", t.HeightM), ("L", t.CrownM), ("n", t.StemsPerHa), ("species", Code(t.Species))])
                Set(symbol, i, value);
        }

        for (var i = 0; i < gauge.Count; i++)
        {
            var c = gauge[i];
            foreach (var (symbol, value) in (ReadOnlySpan<(string, double?)>)[("F_g", c.Factor), ("Z_in", c.Counted), ("Z_half", c.Borderline), ("sec_g", 1 / PlotArea.Cosine(c.SlopeDegrees) / c.Plot.Share), ("H_g", c.HeightM), ("species_g", Code(c.Species))])
                Set(symbol, i, value);
        }

        var result = methodology.Evaluate(frame, causes);
        result.Run();
        return result;
    }

    private double?[] Numbers(string symbol)
    {
        var values = evaluation.Values(symbol);
        var states = evaluation.States(symbol);
        var numbers = new double?[values.Length];
        for (var i = 0; i < numbers.Length; i++)
            numbers[i] = states[i].HasValue ? values[i] : null;
        return numbers;
    }

    private static IEnumerable<TreeNotEstimated> Refusals(InventoryTrees? tally) =>
        (tally?.Refused ?? []).OrderBy(r => r.Plot, StringComparer.Ordinal).ThenBy(r => r.Tree, StringComparer.Ordinal).ThenBy(r => r.Record)
            .Select(r => new TreeNotEstimated(r.Record, r.Plot, r.Tree, "all", new(r.Reason.Message("zh"), r.Reason.Message("en"))));

    private List<TreeNotEstimated> Lacking(List<InventoryTree> trees, string roots, string? file)
    {
        var list = new List<TreeNotEstimated>();
        for (var i = 0; i < trees.Count; i++)
        {
            var (tree, lacks) = (trees[i], false);
            foreach (var (symbol, figure, name) in TreeFigures)
            {
                if (evaluation.States(symbol)[i].HasValue || (symbol == "w_b" && roots != "equations"))
                    continue;
                var cause = evaluation.Causes[evaluation.Reason(symbol, i)];
                findings.Add(InventoryPlotFindings.NotEstimated, file, tree.Record, null, tree.Species, tree.Plot.Id, name.Zh, cause.Zh, name.En, cause.En);
                list.Add(new(tree.Record, tree.Plot.Id, tree.Tree, figure, new(cause.Zh, cause.En)));
                lacks = true;
            }

            if (lacks)
                lacking[tree.Plot.Id] = lacking.GetValueOrDefault(tree.Plot.Id) + 1;
        }

        return list;
    }

    private static double? AreaM2(InventoryPlot plot, IReadOnlyList<Subplot> subplots) =>
        plot.AreaM2 ?? (plot.Factor is not null || subplots.Count == 0 ? null : 10000 * subplots.Max(s => s.Number * s.AreaHa) * plot.Reduction);

    private PlotFigures Figures(InventoryPlot plot, IReadOnlyList<Subplot> subplots, int row, IEnumerable<InventoryTree> trees)
    {
        double? Value(string symbol) => evaluation.States(symbol)[row].HasValue ? evaluation.Values(symbol)[row] : null;
        var states = PlotParameters.Select(s => evaluation.States(s)[row]).Where(s => s.HasValue).ToList();
        var missing = lacking.GetValueOrDefault(plot.Id);
        if (missing > 0)
            findings.Add(new Finding(InventoryPlotFindings.Incomplete, null, null, null, plot.Id, plot.Id, $"{missing}"));
        return new(plot.Id, plot.Stratum, plot.Cluster, AreaM2(plot, subplots), Trees(trees), missing)
        {
            Recorded = plot.Recorded,
            StemsPerHa = Value("N_p"),
            BasalAreaM2PerHa = Value("G_p"),
            QuadraticMeanDbhCm = Value("D_q"),
            MeanDbhCm = Value("D_m"),
            LoreyHeightM = Value("H_L"),
            VolumeM3PerHa = Value("V_p"),
            AgbTPerHa = Value("B_Ap"),
            BgbTPerHa = Value("B_Bp"),
            CarbonTCPerHa = Value("C_p"),
            Status = states.Count == 0 ? null : states.Max(s => s.Status),
            IsExtrapolated = states.Exists(s => s.IsExtrapolated),
        };
    }

    private PlotFigures Missing(InventoryPlot plot, IReadOnlyList<Subplot> subplots, InventoryTrees tally)
    {
        var unsound = tally.Unsound.GetValueOrDefault(plot.Id);
        findings.Add(unsound > 0
            ? new Finding(InventoryPlotFindings.Incomplete, null, null, null, plot.Id, plot.Id, $"{unsound}")
            : new Finding(InventoryPlotFindings.NotTallied, null, plot.Record, null, plot.Id, plot.Id));
        return new(plot.Id, plot.Stratum, plot.Cluster, AreaM2(plot, subplots), Trees(tally.Sound.Where(t => t.Plot.Id == plot.Id)), unsound) { Recorded = plot.Recorded };
    }

    private static double Trees(IEnumerable<InventoryTree> trees)
    {
        var sum = ExactSum.Zero;
        foreach (var tree in trees)
            sum += tree.Count;
        return sum.ToDouble();
    }
}
