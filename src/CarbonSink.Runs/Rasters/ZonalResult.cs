using CarbonSink.Findings;
using CarbonSink.Gis;
using CarbonSink.Rasters;

namespace CarbonSink.Runs;

/// <summary>The statistics of one zone (分区统计记录).</summary>
/// <param name="Record">0-based record number of the polygon.</param>
/// <param name="Statistics">Its statistics; null where it covers no cell.</param>
/// <param name="AreaFactor">Hectares on the ellipsoid to a unit of <see cref="ZonalStatistics.Area"/>; null where it is not known or not asked for.</param>
public sealed record ZonalRecord(long Record, ZonalStatistics? Statistics, double? AreaFactor)
{
    /// <summary>A figure; null where the zone has none.</summary>
    public double? this[ZonalStatistic statistic] => Statistics is not { } s ? null : statistic switch
    {
        ZonalStatistic.Count => s.Count,
        ZonalStatistic.Mean => s.Mean,
        ZonalStatistic.Sum => s.Sum,
        ZonalStatistic.Min => s.Min,
        ZonalStatistic.Max => s.Max,
        ZonalStatistic.Stdev => s.StandardDeviation,
        ZonalStatistic.Majority => s.Majority,
        ZonalStatistic.Minority => s.Minority,
        ZonalStatistic.Variety => s.Variety,
        ZonalStatistic.Total => s.AreaSum * AreaFactor,
        _ => s.Area * AreaFactor,
    };
}

/// <summary>Statistics of a raster by polygons (分区统计结果).</summary>
/// <param name="Raster">Name of the raster.</param>
/// <param name="Band">The band, from 1.</param>
/// <param name="Description">What it is.</param>
/// <param name="Layer">Name of the layer of polygons.</param>
/// <param name="Statistics">The figures asked for.</param>
/// <param name="IsWeighted">Whether there are weights.</param>
/// <param name="IsGeographic">Whether cells lie in degrees, so that their areas differ.</param>
/// <param name="Records">The zones in file order.</param>
/// <param name="Findings">What was remarkable.</param>
public sealed record ZonalResult(
    string Raster, int Band, RasterSummary Description, string Layer, IReadOnlyList<ZonalStatistic> Statistics, bool IsWeighted, bool IsGeographic, IReadOnlyList<ZonalRecord> Records, FindingLog Findings)
{
    /// <summary>Key of a figure in JSON and CSV.</summary>
    public static string KeyOf(ZonalStatistic statistic) => statistic == ZonalStatistic.Area ? "areaHa" : statistic.ToString().ToLowerInvariant();
}
