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
    private readonly IReadOnlyList<GaugeCount> counts;
    private readonly FindingLog findings;
    private readonly Dictionary<string, int> lacking = new(StringComparer.Ordinal);

    public PlotEvaluation(Methodology methodology, PlotsOptions options, InventoryPlots plots, IReadOnlyList<Subplot> subplots, InventoryTrees? tally, IReadOnlyList<GaugeCount> counts, FindingLog findings)
    {
        (this.counts, this.findings) = (counts, findings);

        // A plot with counts and without trees was counted by the gauge alone: it is no plot without trees.
        var tallied = tally?.Sound.Select(t => t.Plot.Id).ToHashSet(StringComparer.Ordinal) ?? [];
        var counted = counts.Select(c => c.Plot.Id).Where(id => !tallied.Contains(id) && tally?.Unsound.ContainsKey(id) != true).ToHashSet(StringComparer.Ordinal);
        var usable = tally is null ? [] : plots.Sound.Where(p => !tally.Unsound.ContainsKey(p.Id) && !counted.Contains(p.Id)).ToList();
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

    /// <summary>Angle-gauge figures by plot and species, then by plot.</summary>
    public IReadOnlyList<GaugeFigures> Gauge(StandardTable? standard)
    {
        var (areas, volumes, states) = (Numbers("G_g"), Numbers("V_g"), evaluation.States("V_g").ToArray());
        ParameterStatus? Status(int i) => states[i].HasValue ? states[i].Status : null;
        var rows = counts.Select((c, i) => new GaugeFigures(c.Plot.Id, c.Plot.Stratum, c.Species, areas[i], volumes[i], Standard(standard, c, areas[i]), Status(i))).ToList();
        static double? Sum(IEnumerable<double?> values) => values.Contains(null) ? null : values.Sum();
        return [.. rows, .. rows.GroupBy(r => r.Plot, StringComparer.Ordinal).Select(g => new GaugeFigures(
            g.Key, g.First().Stratum, null, Sum(g.Select(r => r.BasalAreaM2PerHa)), Sum(g.Select(r => r.VolumeM3PerHa)), Sum(g.Select(r => r.StandardVolumeM3PerHa)), g.Max(r => r.Status)))];
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
        frame.SetMembers("gauge", counts.Count);
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

        for (var i = 0; i < counts.Count; i++)
        {
            var c = counts[i];
            foreach (var (symbol, value) in (ReadOnlySpan<(string, double?)>)[("F_g", c.Factor), ("Z_in", c.Counted), ("Z_half", c.Borderline), ("sec_g", 1 / PlotArea.Cosine(c.SlopeDegrees)), ("H_g", c.HeightM), ("species_g", Code(c.Species))])
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

    private static double? Area(InventoryPlot plot, IReadOnlyList<Subplot> subplots) =>
        plot.AreaHa ?? (plot.Factor is not null || subplots.Count == 0 ? null : subplots.Max(s => s.Number * s.AreaHa) * plot.Reduction);

    private PlotFigures Figures(InventoryPlot plot, IReadOnlyList<Subplot> subplots, int row, IEnumerable<InventoryTree> trees)
    {
        double? Value(string symbol) => evaluation.States(symbol)[row].HasValue ? evaluation.Values(symbol)[row] : null;
        var states = PlotParameters.Select(s => evaluation.States(s)[row]).Where(s => s.HasValue).ToList();
        var missing = lacking.GetValueOrDefault(plot.Id);
        if (missing > 0)
            findings.Add(new Finding(InventoryPlotFindings.Incomplete, null, null, null, plot.Id, plot.Id, $"{missing}"));
        return new(plot.Id, plot.Stratum, plot.Cluster, Area(plot, subplots), trees.LongCount(), missing)
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
        var (unsound, sound) = (tally.Unsound[plot.Id], tally.Sound.LongCount(t => t.Plot.Id == plot.Id));
        findings.Add(new Finding(InventoryPlotFindings.Incomplete, null, null, null, plot.Id, plot.Id, $"{unsound}"));
        return new(plot.Id, plot.Stratum, plot.Cluster, Area(plot, subplots), sound, unsound) { Recorded = plot.Recorded };
    }
}
