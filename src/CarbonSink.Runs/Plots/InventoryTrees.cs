using System.Collections.Frozen;
using CarbonSink.Findings;
using CarbonSink.Plots;

namespace CarbonSink.Runs;

/// <summary>A live tree on a sound plot.</summary>
/// <param name="Record">0-based record.</param>
/// <param name="Plot">Its plot.</param>
/// <param name="Tree">Number, or null.</param>
/// <param name="Species">Species, or null.</param>
/// <param name="DbhCm">Diameter, cm.</param>
/// <param name="HeightM">Height, m, or null.</param>
/// <param name="CrownM">Crown length, m, or null.</param>
/// <param name="Count">Trees that the row stands for on the plot.</param>
/// <param name="StemsPerHa">Stems per hectare that the row stands for.</param>
internal sealed record InventoryTree(long Record, InventoryPlot Plot, string? Tree, string? Species, double DbhCm, double? HeightM, double? CrownM, double Count, double StemsPerHa);

/// <summary>Reads and judges the table of trees.</summary>
internal sealed class InventoryTrees
{
    private const double LargestDbhCm = 300;
    private const double TypicalDbhCm = 80;
    private const double SmallestTypicalDbhCm = 1;
    private const double BreastHeightM = 1.3;
    private const double TallestM = 100;

    // m of height for each cm of diameter: stands have 0.4 to 1.5, giants and shrubs some more either way, a wrong unit a tenth or a hundred times.
    private const double StoutestMPerCm = 0.15;
    private const double SlenderestMPerCm = 5;

    private static readonly FrozenSet<string> Live = FrozenSet.Create(StringComparer.OrdinalIgnoreCase, "live", "alive", "L", "活", "活立木", "保留木", "进界木");
    private static readonly FrozenSet<string> Gone = FrozenSet.Create(StringComparer.OrdinalIgnoreCase, "dead", "D", "cut", "死", "枯立木", "枯倒木", "枯死木", "采伐木");

    private readonly List<InventoryTree> trees = [];

    private InventoryTrees()
    {
    }

    /// <summary>Trees by plot, number, diameter, height and species: the same order whatever the order of rows.</summary>
    public IReadOnlyList<InventoryTree> Sound { get; private set; } = [];

    /// <summary>Rows of live trees that cannot be counted, by plot: the plot is not estimated.</summary>
    public Dictionary<string, int> Unsound { get; } = new(StringComparer.Ordinal);

    /// <summary>Rows that cannot be counted, with the reason.</summary>
    public List<(long Record, string Plot, string? Tree, Finding Reason)> Refused { get; } = [];

    /// <summary>Plots with a row of trees of whatever kind.</summary>
    public HashSet<string> Tallied { get; } = new(StringComparer.Ordinal);

    public long RowsRead { get; private set; }

    public long Dead { get; private set; }

    public long Below { get; private set; }

    /// <exception cref="RefusedInputException">The table cannot be read, lacks a column or has its diameters in another unit.</exception>
    public static InventoryTrees Read(string path, InventoryPlots plots, IReadOnlyList<Subplot> subplots, IReadOnlyDictionary<string, HeightCurve> curves, FindingLog findings)
    {
        var table = FieldTable.Read(path, 2, findings, InventoryFields.Plot, InventoryFields.Dbh, InventoryFields.Species, InventoryFields.Tree, InventoryFields.Height, InventoryFields.Crown, InventoryFields.Status, InventoryFields.Count);
        var result = new InventoryTrees { RowsRead = table.Records.Count };
        table.RequirePlots(plots);
        RequireUnits(table);
        var twice = Enumerable.Range(0, table.Records.Count).Where(r => table.Text(InventoryFields.Plot, r) is not null && table.Text(InventoryFields.Tree, r) is not null)
            .GroupBy(r => (table.Text(InventoryFields.Plot, r), table.Text(InventoryFields.Tree, r))).Where(g => g.Count() > 1).SelectMany(g => g).ToHashSet();
        for (var row = 0; row < table.Records.Count; row++)
            result.Add(table, row, twice.Contains(row), plots, subplots, findings);
        var guessed = result.trees.Count(t => t.HeightM is null && ByCurve(t, curves) is not null);
        if (guessed > 0)
            findings.Add(new Finding(InventoryPlotFindings.CurveHeights, table.File, null, table.Heading(InventoryFields.Height), null, $"{guessed}"));
        result.Sound = [.. result.trees.Select(t => t.HeightM is null ? t with { HeightM = ByCurve(t, curves) } : t).OrderBy(t => t.Plot.Id, StringComparer.Ordinal).ThenBy(t => t.Tree, StringComparer.Ordinal).ThenBy(t => t.DbhCm).ThenBy(t => t.HeightM).ThenBy(t => t.Species, StringComparer.Ordinal).ThenBy(t => t.Count).ThenBy(t => t.CrownM)];
        if (result.Dead > 0)
            findings.Add(new Finding(InventoryPlotFindings.Dead, table.File, null, table.Heading(InventoryFields.Status), null, $"{result.Dead}"));
        return result;
    }

    private static double? ByCurve(InventoryTree tree, IReadOnlyDictionary<string, HeightCurve> curves) =>
        tree.Species is { } species && curves.TryGetValue(species, out var curve) ? curve.Height(tree.DbhCm) : null;

    private static void RequireUnits(FieldTable table)
    {
        var (log, sound) = (new FindingLog(), true);
        var sorted = Enumerable.Range(0, table.Records.Count).Select(r => table.Number(InventoryFields.Dbh, r, 0, 1e6, log, ref sound)).OfType<double>().Where(d => d > 0).Order().ToList();
        if (sorted.Count > 0 && sorted[sorted.Count / 2] is > TypicalDbhCm or < SmallestTypicalDbhCm)
            throw new RefusedInputException(new(InventoryPlotFindings.DiameterUnit, table.File, null, table.Heading(InventoryFields.Dbh), null, $"{sorted[sorted.Count / 2]:R}"));
        double? Number(int row, InventoryField field, double least, double most) => table.Number(field, row, least, most, log, ref sound);
        var ratios = Enumerable.Range(0, table.Records.Count).Select(r => Number(r, InventoryFields.Height, BreastHeightM, TallestM) / Number(r, InventoryFields.Dbh, double.Epsilon, LargestDbhCm)).OfType<double>().Order().ToList();
        if (ratios.Count > 0 && ratios[ratios.Count / 2] is var ratio and (< StoutestMPerCm or > SlenderestMPerCm))
            throw new RefusedInputException(new(InventoryPlotFindings.HeightOverDiameter, table.File, null, table.Heading(InventoryFields.Height), null, $"{Math.Round(ratio, 4):R}", $"{StoutestMPerCm:R}", $"{SlenderestMPerCm:R}"));
    }

    private void Add(FieldTable table, int row, bool twice, InventoryPlots plots, IReadOnlyList<Subplot> subplots, FindingLog findings)
    {
        var (id, number) = (table.Text(InventoryFields.Plot, row)!, table.Text(InventoryFields.Tree, row));
        Tallied.Add(id);
        void Refuse(FindingRule rule, InventoryField field, params string[] arguments)
        {
            var finding = new Finding(rule, table.File, table.Records[row], table.Heading(field), table.Text(field, row), arguments);
            findings.Add(finding);
            Refused.Add((table.Records[row], id, number, finding));
            Unsound[id] = Unsound.GetValueOrDefault(id) + 1;
        }

        if (table.Text(InventoryFields.Status, row) is { } status && Gone.Contains(status))
            Dead++;
        else if (table.Text(InventoryFields.Status, row) is { } word && !Live.Contains(word))
            Refuse(InventoryPlotFindings.Status, InventoryFields.Status, id);
        else if (plots[id] is { IsEmpty: true })
            Refuse(InventoryPlotFindings.EmptyWithTree, InventoryFields.Plot, id);
        else if (twice)
            Refuse(InventoryPlotFindings.TreeTwice, InventoryFields.Tree, id, number!);
        else
            Measure(table, row, id, number, Refuse, plots[id], subplots, findings);
    }

    private void Measure(FieldTable table, int row, string id, string? number, Action<FindingRule, InventoryField, string[]> refuse, InventoryPlot? plot, IReadOnlyList<Subplot> subplots, FindingLog findings)
    {
        var (sound, silent) = (true, new FindingLog());
        if (table.Number(InventoryFields.Dbh, row, double.Epsilon, LargestDbhCm, silent, ref sound) is not { } dbh)
        {
            refuse(InventoryPlotFindings.Diameter, InventoryFields.Dbh, [id]);
            return;
        }

        var count = table.Number(InventoryFields.Count, row, double.Epsilon, 1e6, silent, ref sound);
        if (!sound)
        {
            refuse(InventoryPlotFindings.BadNumber, InventoryFields.Count, [table.Heading(InventoryFields.Count), "> 0"]);
            return;
        }

        var height = table.Number(InventoryFields.Height, row, BreastHeightM, TallestM, silent, ref sound);
        if (!sound)
            table.Tell(InventoryPlotFindings.Height, row, InventoryFields.Height, findings, id);
        var crown = table.Number(InventoryFields.Crown, row, double.Epsilon, TallestM, findings, ref sound);
        if (plot is null)
            Refused.Add((table.Records[row], id, number, new(InventoryPlotFindings.NoArea, table.File, table.Records[row], null, null, id)));
        else if (plot.StemsPerHa(dbh, subplots) is { } stems)
            Keep(new(table.Records[row], plot, number, table.Text(InventoryFields.Species, row), dbh, height, crown, count ?? 1, (count ?? 1) * stems), table, row, findings);
        else
        {
            Below++;
            table.Tell(InventoryPlotFindings.BelowSmallest, row, InventoryFields.Dbh, findings, id);
        }
    }

    private void Keep(InventoryTree tree, FieldTable table, int row, FindingLog findings)
    {
        trees.Add(tree);
        if (tree.Species is null)
            table.Tell(InventoryPlotFindings.NoSpecies, row, InventoryFields.Species, findings, tree.Plot.Id);
    }
}
