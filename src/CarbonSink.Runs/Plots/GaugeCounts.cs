using CarbonSink.Findings;
using CarbonSink.Plots;

namespace CarbonSink.Runs;

/// <summary>A row of angle-gauge counts, sound.</summary>
/// <param name="Record">0-based record.</param>
/// <param name="Plot">Plot.</param>
/// <param name="Species">Species, or null.</param>
/// <param name="Factor">Basal area factor, m²/ha.</param>
/// <param name="Counted">Trees counted.</param>
/// <param name="Borderline">Borderline trees.</param>
/// <param name="SlopeDegrees">Slope, degrees.</param>
/// <param name="HeightM">Mean height of the stand, m, or null.</param>
internal sealed record GaugeCount(long Record, InventoryPlot Plot, string? Species, double Factor, double Counted, double Borderline, double SlopeDegrees, double? HeightM);

/// <summary>Reads and judges angle-gauge counts and standard tables.</summary>
internal sealed class GaugeCounts
{
    /// <summary>Sound counts by plot and species, the same order whatever the order of rows. A count without slope of its own has that of its plot.</summary>
    public IReadOnlyList<GaugeCount> Sound { get; private set; } = [];

    /// <summary>Sound plots with a row of counts, sound or not, in the order of their numbers.</summary>
    public SortedDictionary<string, InventoryPlot> Counted { get; } = new(StringComparer.Ordinal);

    /// <summary>Rows that cannot be used, by plot: it has no total.</summary>
    public Dictionary<string, int> Unsound { get; } = new(StringComparer.Ordinal);

    public long RowsRead { get; private set; }

    public long RowsRefused { get; private set; }

    /// <exception cref="RefusedInputException">The table cannot be read, lacks a column, or has rows of plots that are not there.</exception>
    public static GaugeCounts Read(string path, InventoryPlots plots, FindingLog findings)
    {
        var table = FieldTable.Read(
            path, 3, findings, InventoryFields.Plot, InventoryFields.Factor, InventoryFields.Counted, InventoryFields.Borderline, InventoryFields.Species, InventoryFields.SlopeDegrees, InventoryFields.SlopePercent, InventoryFields.StandHeight);
        table.RequirePlots(plots);
        var result = new GaugeCounts { RowsRead = table.Records.Count };
        var (counts, twice) = (new List<GaugeCount>(), Twice(table));
        for (var row = 0; row < table.Records.Count; row++)
        {
            var (sound, id) = (!twice.Contains(row), table.Text(InventoryFields.Plot, row)!);
            if (plots[id] is not { } plot)
            {
                result.RowsRefused++;
                continue;
            }

            result.Counted.TryAdd(id, plot);
            if (!sound)
                table.Tell(InventoryPlotFindings.CountTwice, row, InventoryFields.Species, findings, id);
            double? Number(InventoryField field, double least, double most, ref bool ok) => table.Number(field, row, least, most, findings, ref ok);
            var (factor, counted, borderline, height) = (Number(InventoryFields.Factor, 0.05, 100, ref sound), Number(InventoryFields.Counted, 0, 1000, ref sound), Number(InventoryFields.Borderline, 0, 1000, ref sound), Number(InventoryFields.StandHeight, 1.3, 100, ref sound));
            var hasSlope = table.Text(InventoryFields.SlopeDegrees, row) is not null || table.Text(InventoryFields.SlopePercent, row) is not null;
            var slope = hasSlope ? InventoryPlots.Slope(table, row, id, findings, ref sound) : plot.SlopeDegrees;
            if (sound && factor is { } mine && plot.Factor is { } theirs && mine != theirs)
            {
                table.Tell(InventoryPlotFindings.FactorsDisagree, row, InventoryFields.Factor, findings, id, $"{theirs:R}", $"{mine:R}");
                sound = false;
            }

            if (sound && factor is { } f && counted is { } z)
            {
                counts.Add(new(table.Records[row], plot, table.Text(InventoryFields.Species, row), f, z, borderline ?? 0, slope, height));
                continue;
            }

            if (sound)
                table.Tell(InventoryPlotFindings.BadNumber, row, factor is null ? InventoryFields.Factor : InventoryFields.Counted, findings, table.Heading(factor is null ? InventoryFields.Factor : InventoryFields.Counted), "≥ 0");
            result.RowsRefused++;
            result.Unsound[id] = result.Unsound.GetValueOrDefault(id) + 1;
        }

        foreach (var (id, rows) in result.Unsound.OrderBy(u => u.Key, StringComparer.Ordinal))
            findings.Add(new Finding(InventoryPlotFindings.CountsIncomplete, table.File, null, null, id, id, $"{rows}"));
        result.Sound = [.. counts.OrderBy(c => c.Plot.Id, StringComparer.Ordinal).ThenBy(c => c.Species, StringComparer.Ordinal).ThenBy(c => c.Factor).ThenBy(c => c.Counted).ThenBy(c => c.Borderline).ThenBy(c => c.HeightM)];
        return result;
    }

    /// <summary>Rows whose trees another row of the plot counts too: the same species again, or all species beside one of them.</summary>
    private static HashSet<int> Twice(FieldTable table) =>
    [
        .. Enumerable.Range(0, table.Records.Count).GroupBy(r => table.Text(InventoryFields.Plot, r), StringComparer.Ordinal).SelectMany(plot =>
            plot.Count() > 1 && plot.Any(r => table.Text(InventoryFields.Species, r) is null) ? plot : plot.GroupBy(r => table.Text(InventoryFields.Species, r), StringComparer.Ordinal).Where(g => g.Count() > 1).SelectMany(g => g)),
    ];

    /// <summary>A standard table.</summary>
    /// <exception cref="RefusedInputException">It cannot be read, lacks a column, or is not in order.</exception>
    public static StandardTable Standard(string path, FindingLog findings)
    {
        var table = FieldTable.Read(path, 3, findings, InventoryFields.StandHeight, InventoryFields.BasalArea, InventoryFields.Volume);
        var (rows, sound) = (new List<StandardStand>(), true);
        for (var row = 0; row < table.Records.Count; row++)
        {
            double? Number(InventoryField field, ref bool ok) => table.Number(field, row, double.Epsilon, 1e5, findings, ref ok);
            if (Number(InventoryFields.StandHeight, ref sound) is { } height && Number(InventoryFields.BasalArea, ref sound) is { } area && Number(InventoryFields.Volume, ref sound) is { } volume)
                rows.Add(new(height, area, volume));
            else
                sound = false;
        }

        if (!sound || rows.Count == 0 || rows.Zip(rows.Skip(1)).Any(p => !(p.Second.HeightM > p.First.HeightM)))
            throw new RefusedInputException(new(InventoryPlotFindings.StandardTable, table.File, null, null, null));
        return new(rows);
    }
}
