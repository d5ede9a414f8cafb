using System.Globalization;
using CarbonSink.Findings;
using CarbonSink.Geometry;
using CarbonSink.Gis;
using CarbonSink.Inventory;
using CarbonSink.Rasters;

namespace CarbonSink.Runs;

/// <summary>Turns a raster of living biomass into the stock of zones with its own uncertainty (栅格储量): biomass, carbon and CO2, each cell by the exact part that is covered.</summary>
/// <remarks>
/// Errors of groups and of the total are taken over all their cells, not from the errors of zones as if those were independent; a cell that zones share counts as one.
/// One thread, so that results are the same on every computer.
/// </remarks>
public static class RasterStockRun
{
    /// <summary>Runs.</summary>
    /// <param name="options">What to do.</param>
    /// <param name="progress">Told the records done and the records to do; may be null.</param>
    /// <param name="stop">Stops between zones.</param>
    /// <exception cref="RefusedInputException">Rasters or layer cannot be read, do not go together, or have no hectares.</exception>
    public static RasterStockResult Run(RasterStockOptions options, Action<long, long>? progress = null, CancellationToken stop = default)
    {
        if (options.CarbonFraction is not (> 0 and <= 1) || options.CorrelationLengthM is not (null or > 0))
            throw new ArgumentOutOfRangeException(nameof(options), "a carbon fraction lies above 0 and not above 1, a correlation length above 0");
        using var raster = RasterSource.OpenGrid(options.Biomass, options.RasterCrs, options.Band);
        using var errors = options.StandardError is { } path ? ZonalRun.OpenWeights(path, raster, options.RasterCrs) : null;
        using var reader = LayerSource.Open(options.Zones, options.Layer, options.Encoding, options.Crs);
        var findings = new FindingLog();
        findings.Merge(raster.Findings);
        findings.Merge(reader.Findings);
        var transformation = ReferencePair.Transformation(raster, reader, findings);
        var areas = new ZoneAreas(raster, findings);
        if (!areas.AreKnown)
            throw new RefusedInputException(findings.Findings.First(f => f.Rule == ZonalFindings.AreaUnknown));
        var field = options.By is not { } by ? -1 : reader.Schema.IndexOf(by) is >= 0 and var at ? at
            : throw DataSet.Refuse(LayerFindings.NoField, reader.Name, reader.Name, by, string.Join(", ", reader.Schema.Fields.Select(f => f.Name)));
        findings.Add(new Finding(RasterStockFindings.ByOthers, raster.Name, null, null, null, raster.Name));
        if (errors is null)
            findings.Add(new Finding(RasterStockFindings.NoStandardError, raster.Name, null, null, null));

        var pass = new StockPass(raster, errors, options, areas, reader.Name);
        var (zones, groups, total, done) = (new List<RasterStockZone>(), new SortedDictionary<string, StockSum>(StringComparer.Ordinal), new StockSum(options), 0L);
        var scan = reader.Read(RecordRange.All, field < 0 ? [] : [field], geometry: true, stop);
        foreach (var batch in scan)
        {
            var polygons = new PolygonColumn();
            ZonalRun.Append(batch.Geometry, polygons, transformation);
            for (var row = 0; row < batch.Count; row++)
            {
                stop.ThrowIfCancellationRequested();
                var group = field < 0 ? null : TextOf(batch, field, row);
                var figure = pass.Of(polygons, row, batch.RecordNumbers[row]);
                zones.Add(new(batch.RecordNumbers[row], group, figure));
                total.Add(figure, pass.Cells);
                if (group is null)
                    continue;
                if (!groups.TryGetValue(group, out var sum))
                    groups.Add(group, sum = new(options));
                sum.Add(figure, pass.Cells);
            }

            progress?.Invoke(done += batch.Count, reader.RecordCount);
        }

        findings.Merge(scan.Findings);
        findings.Merge(pass.Findings);
        var whole = total.Figure();
        Tell(whole, total.Cells, groups.Values, raster.Name, findings);
        return new(RasterSummary.Of(raster), reader.Layer, options, zones, [.. groups.Select(g => (g.Key, g.Value.Figure()))], whole, findings);
    }

    private static void Tell(RasterStockFigure whole, CellSheet cells, IEnumerable<StockSum> groups, string raster, FindingLog findings)
    {
        if (whole.NoDataHa > 0)
            findings.Add(new Finding(RasterStockFindings.NoData, raster, null, null, null, Text(whole.NoDataHa.Value), $"{whole.NoDataPercent:F2}"));
        if (cells.IsFull || groups.Any(g => g.Cells.IsFull))
            findings.Add(new Finding(RasterStockFindings.TooManyCells, raster, null, null, null));
        else if (cells.CellsTwice() is > 0 and var twice)
            findings.Add(new Finding(RasterStockFindings.ZonesOverlap, raster, null, null, null, Text(twice)));
    }

    private static string TextOf(FeatureBatch batch, int field, int row) =>
        batch.Schema.Fields[field].Kind == FieldKind.Number ? batch.IsValid(field, row) ? Text(batch.Numbers(field)[row]) : ""
        : batch.Codes(field)[row] is >= 0 and var code ? batch.Dictionary(field)[code] : "";

    private static string Text(double value) => value.ToString("R", CultureInfo.InvariantCulture);
}
