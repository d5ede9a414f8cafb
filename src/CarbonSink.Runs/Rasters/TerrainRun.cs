using CarbonSink.Findings;
using CarbonSink.Geometry;
using CarbonSink.Gis;
using CarbonSink.Inventory;
using CarbonSink.Rasters;

namespace CarbonSink.Runs;

/// <summary>Finds the terrain of units from a digital elevation model (地形因子提取): slope and aspect by Horn (1981), surface area as horizontal area over the cosine of the slope, each cell by the part covered.</summary>
/// <remarks>Heights are metres. Surface area stands beside the horizontal one and enters no total.</remarks>
public static class TerrainRun
{
    /// <summary>Runs.</summary>
    /// <param name="options">Raster, layer, references and threads; the statistics are not looked at.</param>
    /// <param name="bandMetres">Height of an elevation band, m.</param>
    /// <param name="progress">Told the records done and the records to do; may be null.</param>
    /// <param name="stop">Stops between zones.</param>
    /// <exception cref="RefusedInputException">Model or layer cannot be read, or they do not go together.</exception>
    public static TerrainResult Run(ZonalOptions options, double bandMetres, Action<long, long>? progress = null, CancellationToken stop = default)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(bandMetres);
        using var model = RasterSource.OpenGrid(options.Raster, options.RasterCrs, 1);
        var terrain = new TerrainRaster(model, bandMetres);
        using var reader = LayerSource.Open(options.Polygons, options.Layer, options.Encoding, options.Crs);
        var findings = new FindingLog();
        findings.Merge(model.Findings);
        findings.Merge(reader.Findings);
        var transformation = ReferencePair.Transformation(model, reader, findings);
        var areas = new ZoneAreas(model, findings);
        var rowArea = CellArea.ByRow(model.Grid, model.CoordinateReference);
        var units = Enumerable.Range(0, Math.Max(1, options.Threads)).Select(_ => new TerrainPass(model.Grid, terrain.Blocks, areas, rowArea, reader.Name)).ToArray();
        var (records, done) = (new List<TerrainRecord>(), 0L);
        var scan = reader.Read(RecordRange.All, [], geometry: true, stop);
        foreach (var batch in scan)
        {
            var polygons = new PolygonColumn();
            ZonalRun.Append(batch.Geometry, polygons, transformation);
            var (order, found, next) = (ZoneOrder.By(model.Grid, terrain.Blocks.BlockSize, polygons), new TerrainRecord[polygons.Count], -1);
            RecordRanges.RunAll(units.Length, i =>
            {
                for (int at; (at = Interlocked.Increment(ref next)) < order.Length;)
                {
                    stop.ThrowIfCancellationRequested();
                    found[order[at]] = units[i].Of(polygons, order[at], batch.RecordNumbers[order[at]]);
                }
            });
            records.AddRange(found);
            progress?.Invoke(done += batch.Count, reader.RecordCount);
        }

        findings.Merge(scan.Findings);
        foreach (var unit in units)
            findings.Merge(unit.Findings);
        return new(RasterSummary.Of(model), reader.Layer, bandMetres, records, findings);
    }
}
