using CarbonSink.Findings;
using CarbonSink.Methodologies;
using CarbonSink.Methodologies.Packs;
using CarbonSink.Plots;

namespace CarbonSink.Runs;

/// <summary>From trees and angle-gauge counts to figures of each plot per hectare (单株到公顷): the tables are read and judged, expansions found, the pack evaluated, stem tables made.</summary>
public static class PlotsRun
{
    /// <summary>Computes.</summary>
    /// <param name="options">What to compute.</param>
    /// <exception cref="RefusedInputException">A table cannot be read or names plots that are not there, units are wrong, the zone or the crosswalk is missing.</exception>
    /// <exception cref="MethodologyLoadException">The method or a table it names is wrong.</exception>
    public static PlotsResult Run(PlotsOptions options)
    {
        var findings = new FindingLog();
        var catalog = MethodologyCatalog.Open(options.Methodology);
        var here = Directory.GetCurrentDirectory();
        var choices = options.Tables.ToDictionary(t => t.Key, t => new TableChoice(t.Value, here), StringComparer.Ordinal);
        if (!choices.ContainsKey("species_type"))
        {
            if (!File.Exists(options.Crosswalk))
                throw new RefusedInputException(new(InventoryPlotFindings.NoCrosswalk, null, null, null, null, options.Crosswalk));
            choices.Add("species_type", new(options.Crosswalk, here));
        }

        var methodology = catalog.Load(options.Method, choices);
        RequireZone(options, methodology);
        var subplots = Subplots(options.Subplots, findings);
        var plots = InventoryPlots.Read(options, subplots, findings);
        var trees = options.Trees is null ? null : InventoryTrees.Read(options.Trees, plots, subplots, HeightCurves(options.HeightCurves, findings), findings);
        var gauge = options.AngleGauge is null ? null : GaugeCounts.Read(options.AngleGauge, plots, findings);
        var figures = new PlotEvaluation(methodology, options, plots, subplots, trees, gauge, findings);
        var standing = trees?.Sound.Where(t => !trees.Unsound.ContainsKey(t.Plot.Id)).ToList() ?? [];

        // Counted, not what is left over: rows read = counted + dead + below + refused can then be checked.
        var refused = trees is null ? 0 : trees.Refused.Count + trees.Sound.Count(t => trees.Unsound.ContainsKey(t.Plot.Id));
        var result = new PlotsResult(
            methodology.Description, options,
            new(plots.RowsRead, plots.RowsRead - plots.Sound.Count, trees?.RowsRead ?? 0, standing.Count, trees?.Dead ?? 0, trees?.Below ?? 0, refused) { GaugeRead = gauge?.RowsRead ?? 0, GaugeCounted = gauge?.Sound.Count ?? 0, GaugeRefused = gauge?.RowsRefused ?? 0 },
            figures.Plots, StemTable.ByPlot(figures.Standing, options.ClassWidthCm), StemTable.ByStratum(figures.Standing, figures.Plots, options.ClassWidthCm), figures.NotEstimated,
            figures.Gauge(options.StandardTable is null ? null : GaugeCounts.Standard(options.StandardTable, findings)), PackDigests.Of(catalog, methodology, []), findings);
        if (!result.HasFigures)
            findings.Add(new Finding(InventoryPlotFindings.NothingSound, Path.GetFileName(options.Plots), null, null, null));
        return result;
    }

    private static void RequireZone(PlotsOptions options, Methodology methodology)
    {
        var table = methodology.Tables.First(t => t.Name == "carbon_fraction");
        if (options.Trees is not null && (options.Zone is null || !methodology.Contains(table, methodology.Codes.Intern(options.Zone))))
            throw new RefusedInputException(new(InventoryPlotFindings.Zone, null, null, null, options.Zone, options.Zone ?? string.Empty));
    }

    private static Dictionary<string, HeightCurve> HeightCurves(string? path, FindingLog findings)
    {
        var curves = new Dictionary<string, HeightCurve>(StringComparer.Ordinal);
        if (path is null)
            return curves;
        var table = FieldTable.Read(path, 4, findings, InventoryFields.Species, InventoryFields.CurveA, InventoryFields.CurveB, InventoryFields.CurveC, InventoryFields.FromDbh, InventoryFields.ToDbh);
        for (var row = 0; row < table.Records.Count; row++)
        {
            var sound = true;
            double? Number(InventoryField field, ref bool ok) => table.Number(field, row, double.Epsilon, 1000, findings, ref ok);
            var species = table.Text(InventoryFields.Species, row);
            var (a, b, c) = (Number(InventoryFields.CurveA, ref sound), Number(InventoryFields.CurveB, ref sound), Number(InventoryFields.CurveC, ref sound));
            var (from, to) = (Number(InventoryFields.FromDbh, ref sound) ?? 0, Number(InventoryFields.ToDbh, ref sound) ?? double.PositiveInfinity);
            if (!sound || species is null || a is null || b is null || c is null || !curves.TryAdd(species, new(a.Value, b.Value, c.Value, from, to)))
                throw new RefusedInputException(new(InventoryPlotFindings.BadCurve, table.File, table.Records[row], InventoryFields.Species.Key, species, species ?? string.Empty));
        }

        return curves;
    }

    private static List<Subplot> Subplots(string? path, FindingLog findings)
    {
        if (path is null)
            return [];
        var table = FieldTable.Read(path, 0, findings, InventoryFields.Radius, InventoryFields.Length, InventoryFields.Width, InventoryFields.AreaM2, InventoryFields.Number, InventoryFields.FromDbh, InventoryFields.ToDbh);
        var subplots = new List<Subplot>();
        for (var row = 0; row < table.Records.Count; row++)
        {
            var sound = true;
            double? Number(InventoryField field, double least, ref bool ok) => table.Number(field, row, least, 1e5, findings, ref ok);
            var (radius, length, width, area) = (Number(InventoryFields.Radius, 0, ref sound), Number(InventoryFields.Length, 0, ref sound), Number(InventoryFields.Width, 0, ref sound), Number(InventoryFields.AreaM2, 0, ref sound));
            var (number, from, to) = (Number(InventoryFields.Number, 1, ref sound) ?? 1, Number(InventoryFields.FromDbh, 0, ref sound) ?? 0, Number(InventoryFields.ToDbh, 0, ref sound) ?? double.PositiveInfinity);
            var squareMetres = radius is 0 || length is 0 || width is 0 ? 0 : area ?? InventoryPlots.ShapeM2(radius, length, width) ?? 0;
            if (!sound || squareMetres <= 0 || number != Math.Floor(number))
                throw new RefusedInputException(new(InventoryPlotFindings.NoArea, table.File, table.Records[row], null, null, $"subplot {row + 1}"));
            subplots.Add(new(squareMetres / 10000, (int)number, from, to));
        }

        if (Subplot.Overlap(subplots) is var (_, second))
            throw new RefusedInputException(new(InventoryPlotFindings.SubplotsOverlap, table.File, null, InventoryFields.FromDbh.Key, null, $"{second.FromCm:R}"));
        return subplots;
    }
}
