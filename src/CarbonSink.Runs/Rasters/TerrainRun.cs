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
    private const long MostBlockBytes = 64L << 20;
    private const double LeastConcentration = 1e-9;
    private static readonly string[] Octants = ["N", "NE", "E", "SE", "S", "SW", "W", "NW"];

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
        using var raster = new TerrainRaster(model, bandMetres);
        using var reader = LayerSource.Open(options.Polygons, options.Layer, options.Encoding, options.Crs);
        var findings = new FindingLog();
        findings.Merge(raster.Findings);
        findings.Merge(reader.Findings);
        var transformation = ReferencePair.Transformation(raster, reader, findings);
        var areas = new ZoneAreas(raster, findings);
        var rowArea = CellArea.ByRow(raster.Grid, raster.CoordinateReference);
        var caches = Enum.GetValues<TerrainBand>().Select(b => new RasterBlockCache(raster, (int)b, MostBlockBytes)).ToArray();
        var units = Enumerable.Range(0, Math.Max(1, options.Threads)).Select(_ => caches.Select((c, b) => new ZonePass(raster.Grid, (raster.BlockWidth, raster.BlockHeight), c, null, FiguresOf((TerrainBand)b), rowArea, reader.Name)).ToArray()).ToArray();
        var sound = units.Select(u => new SoundZones(raster.Grid, reader.Name, u[0].Findings)).ToArray();
        var (records, done) = (new List<TerrainRecord>(), 0L);
        var scan = reader.Read(RecordRange.All, [], geometry: true, stop);
        foreach (var batch in scan)
        {
            var polygons = new PolygonColumn();
            ZonalRun.Append(batch.Geometry, polygons, transformation);
            var (order, found, next) = (ZoneOrder.By(raster, polygons), new TerrainRecord[polygons.Count], -1);
            RecordRanges.RunAll(units.Length, i =>
            {
                for (int at; (at = Interlocked.Increment(ref next)) < order.Length;)
                {
                    stop.ThrowIfCancellationRequested();
                    var (column, index) = sound[i].Of(polygons, order[at], batch.RecordNumbers[order[at]]);
                    found[order[at]] = Of(units[i], areas, column, index, batch.RecordNumbers[order[at]]);
                }
            });
            records.AddRange(found);
            progress?.Invoke(done += batch.Count, reader.RecordCount);
        }

        findings.Merge(scan.Findings);
        foreach (var unit in units)
            findings.Merge(unit[0].Findings); // the other bands would tell the same again
        return new(RasterSummary.Of(model), reader.Layer, bandMetres, records, findings);
    }

    private static TerrainRecord Of(ZonePass[] bands, ZoneAreas areas, PolygonColumn polygons, int zone, long record)
    {
        ZonalStatistics? Band(TerrainBand band) => bands[(int)band].Of(polygons, zone, record);
        if (Band(TerrainBand.Elevation) is not { } elevation)
            return new(record, null, null, null, null, null, null, null, null, null, []);
        var (sine, cosine, octant) = (Band(TerrainBand.AspectSine)?.Mean, Band(TerrainBand.AspectCosine)?.Mean, Band(TerrainBand.Octant)?.Majority);
        var concentration = sine is { } s && cosine is { } c ? Math.Sqrt((s * s) + (c * c)) : default(double?);
        var aspect = concentration > LeastConcentration ? (Math.Atan2(sine!.Value, cosine!.Value) * 180 / Math.PI + 360) % 360 : default(double?);
        var factor = areas.Factor(polygons, zone);
        var horizontal = elevation.Count > 0 ? elevation.Area * factor : null;
        return new(
            record, elevation.Min, elevation.Mean, elevation.Max, Band(TerrainBand.Slope)?.Mean, aspect, concentration, octant is { } o ? Octants[(int)o] : null,
            horizontal, horizontal * Band(TerrainBand.SurfaceRatio)?.Mean, [.. Band(TerrainBand.ElevationBand)?.Classes.Select(b => new ElevationBand(b.Value, b.Area * factor)) ?? []]);
    }

    private static ZonalFigures FiguresOf(TerrainBand band) => band switch
    {
        TerrainBand.Elevation => ZonalFigures.Extremes,
        TerrainBand.Octant or TerrainBand.ElevationBand => ZonalFigures.Classes,
        _ => ZonalFigures.None,
    };
}
