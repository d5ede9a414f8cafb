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

/// <summary>Reads angle-gauge counts and standard tables.</summary>
internal static class GaugeCounts
{
    /// <summary>Sound counts by plot and species. A count without slope of its own has that of its plot.</summary>
    /// <exception cref="RefusedInputException">The table cannot be read or lacks a column.</exception>
    public static IReadOnlyList<GaugeCount> Read(string path, InventoryPlots plots, FindingLog findings)
    {
        var table = FieldTable.Read(
            path, 3, findings, InventoryFields.Plot, InventoryFields.Factor, InventoryFields.Counted, InventoryFields.Borderline, InventoryFields.Species, InventoryFields.SlopeDegrees, InventoryFields.SlopePercent, InventoryFields.StandHeight);
        var counts = new List<GaugeCount>();
        for (var row = 0; row < table.Records.Count; row++)
        {
            var sound = true;
            if (table.Text(InventoryFields.Plot, row) is not { } id)
            {
                table.Tell(InventoryPlotFindings.NoPlot, row, InventoryFields.Plot, findings);
                continue;
            }

            if (plots[id] is not { } plot)
            {
                table.Tell(InventoryPlotFindings.UnknownPlot, row, InventoryFields.Plot, findings, id);
                continue;
            }

            double? Number(InventoryField field, double least, double most, ref bool ok) => table.Number(field, row, least, most, findings, ref ok);
            var (factor, counted, borderline, height) = (Number(InventoryFields.Factor, 0.05, 100, ref sound), Number(InventoryFields.Counted, 0, 1000, ref sound), Number(InventoryFields.Borderline, 0, 1000, ref sound), Number(InventoryFields.StandHeight, 1.3, 100, ref sound));
            var hasSlope = table.Text(InventoryFields.SlopeDegrees, row) is not null || table.Text(InventoryFields.SlopePercent, row) is not null;
            var slope = hasSlope ? InventoryPlots.Slope(table, row, id, findings, ref sound) : plot.SlopeDegrees;
            if (sound && factor is { } f && counted is { } z)
                counts.Add(new(table.Records[row], plot, table.Text(InventoryFields.Species, row), f, z, borderline ?? 0, slope, height));
            else if (sound)
                table.Tell(InventoryPlotFindings.BadNumber, row, factor is null ? InventoryFields.Factor : InventoryFields.Counted, findings, table.Heading(factor is null ? InventoryFields.Factor : InventoryFields.Counted), "≥ 0");
        }

        return [.. counts.OrderBy(c => c.Plot.Id, StringComparer.Ordinal).ThenBy(c => c.Species, StringComparer.Ordinal).ThenBy(c => c.Factor).ThenBy(c => c.Counted).ThenBy(c => c.Borderline).ThenBy(c => c.HeightM)];
    }

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
