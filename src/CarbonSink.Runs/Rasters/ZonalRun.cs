using CarbonSink.Findings;
using CarbonSink.Geometry;
using CarbonSink.Gis;
using CarbonSink.Inventory;
using CarbonSink.Rasters;

namespace CarbonSink.Runs;

/// <summary>Finds the statistics of a raster by polygons (分区统计), each cell by the exact part that is covered, on one or more threads; results do not depend on their number.</summary>
/// <remarks>
/// Polygons are taken up in stretches of the file and dealt with in the order of the raster's blocks, so memory is bounded by the stretch and the blocks kept, whatever the
/// size of raster and layer. Polygons of another coordinate reference are transformed vertex by vertex; their edges are straight in the raster's.
/// </remarks>
public static class ZonalRun
{
    private const int MostVertices = 16 << 20;
    private const int ZonesAtATime = 64;

    /// <summary>Runs.</summary>
    /// <param name="options">What to do.</param>
    /// <param name="progress">Told the records done and the records to do; may be null.</param>
    /// <param name="stop">Stops between zones.</param>
    /// <exception cref="RefusedInputException">Raster or layer cannot be read, or they do not go together.</exception>
    public static ZonalResult Run(ZonalOptions options, Action<long, long>? progress = null, CancellationToken stop = default)
    {
        using var raster = RasterSource.OpenGrid(options.Raster, options.RasterCrs, options.Band);
        using var weights = options.Weights is { } path ? OpenWeights(path, raster, options.RasterCrs) : null;
        using var reader = LayerSource.Open(options.Polygons, options.Layer, options.Encoding, options.Crs);
        var findings = new FindingLog();
        findings.Merge(raster.Findings);
        findings.Merge(reader.Findings);
        var transformation = ReferencePair.Transformation(raster, reader, findings);
        var wantsArea = options.Statistics.Contains(ZonalStatistic.Total) || options.Statistics.Contains(ZonalStatistic.Area);
        var area = wantsArea ? new ZoneAreas(raster, findings) : null;
        var (values, weightBlocks) = RasterBlockCache.Pair(raster, options.Band - 1, weights);
        var rowArea = CellArea.ByRow(raster.Grid, raster.CoordinateReference);
        var passes = Enumerable.Range(0, Math.Max(1, options.Threads)).Select(_ => new ZonePass(raster.Grid, values, weightBlocks, FiguresOf(options.Statistics), rowArea, reader.Name)).ToArray();
        var sound = passes.Select(p => new SoundZones(raster.Grid, reader.Name, p.Findings)).ToArray();

        var (polygons, numbers, records, done) = (new PolygonColumn(), new List<long>(), new List<ZonalRecord>(), 0L);
        var scan = reader.Read(RecordRange.All, [], geometry: true, stop);
        foreach (var batch in scan)
        {
            for (var row = 0; row < batch.Count; row++)
                numbers.Add(batch.RecordNumbers[row]);
            Append(batch.Geometry, polygons, transformation);
            if (polygons.VertexCount >= MostVertices)
                Flush();
        }

        Flush();
        findings.Merge(scan.Findings);
        foreach (var pass in passes)
            findings.Merge(pass.Findings);
        return new(raster.Name, options.Band, RasterSummary.Of(raster), reader.Layer, options.Statistics, weights is not null, raster.CoordinateReference?.IsGeographic == true, records, findings);

        void Flush()
        {
            var found = new ZonalRecord[polygons.Count];
            var (order, next) = (ZoneOrder.By(raster.Grid, values.BlockSize, polygons), 0);
            RecordRanges.RunAll(passes.Length, i =>
            {
                for (int first; (first = Interlocked.Add(ref next, ZonesAtATime) - ZonesAtATime) < order.Length;)
                {
                    stop.ThrowIfCancellationRequested();
                    foreach (var zone in order.AsSpan(first, Math.Min(ZonesAtATime, order.Length - first)))
                    {
                        var (column, index) = sound[i].Of(polygons, zone, numbers[zone]);
                        var statistics = passes[i].Of(column, index, numbers[zone]);
                        found[zone] = new(numbers[zone], statistics, statistics is null ? null : area?.Factor(column, index));
                    }

                    progress?.Invoke(Math.Min(Interlocked.Add(ref done, ZonesAtATime), reader.RecordCount), reader.RecordCount);
                }
            });
            records.AddRange(found);
            polygons.Clear();
            numbers.Clear();
        }
    }

    internal static void Append(PolygonColumn from, PolygonColumn to, CoordinateTransformation? transformation)
    {
        for (var record = 0; record < from.Count; record++)
        {
            for (var ring = from.FirstRing(record); ring < from.RecordEnds[record]; ring++)
            {
                var source = from.Ring(ring);
                var target = to.AddRing(source.Length / 2);
                source.CopyTo(target);
                transformation?.Transform(target);
            }

            to.EndRecord(from.Kinds[record]);
        }
    }

    internal static IRasterReader OpenWeights(string path, IRasterReader raster, string? crs)
    {
        var weights = RasterSource.OpenGrid(path, crs, 1);
        if (weights.Grid.Matches(raster.Grid) && (weights.CoordinateReference is not { } a || raster.CoordinateReference is not { } b || PolygonLayer.Same(a, b)))
            return weights;
        weights.Dispose();
        throw DataSet.Refuse(ZonalFindings.WeightsDiffer, weights.Name, weights.Name, raster.Name);
    }

    private static ZonalFigures FiguresOf(IReadOnlyList<ZonalStatistic> statistics)
    {
        var figures = ZonalFigures.None;
        foreach (var statistic in statistics)
        {
            figures |= statistic switch
            {
                ZonalStatistic.Min or ZonalStatistic.Max => ZonalFigures.Extremes,
                ZonalStatistic.Stdev => ZonalFigures.Spread,
                ZonalStatistic.Majority or ZonalStatistic.Minority or ZonalStatistic.Variety => ZonalFigures.Classes,
                _ => ZonalFigures.None,
            };
        }

        return figures;
    }
}
