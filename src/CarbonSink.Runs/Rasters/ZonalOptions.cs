namespace CarbonSink.Runs;

/// <summary>A figure of a zone that can be asked for (统计量).</summary>
public enum ZonalStatistic
{
    /// <summary>Cells with a value, by their covered parts.</summary>
    Count,

    /// <summary>Mean.</summary>
    Mean,

    /// <summary>Σ part · value.</summary>
    Sum,

    /// <summary>Least value.</summary>
    Min,

    /// <summary>Greatest value.</summary>
    Max,

    /// <summary>Standard deviation.</summary>
    Stdev,

    /// <summary>Most frequent value.</summary>
    Majority,

    /// <summary>Least frequent value.</summary>
    Minority,

    /// <summary>Number of different values.</summary>
    Variety,

    /// <summary>Σ ha · value: what a density per hectare adds up to.</summary>
    Total,

    /// <summary>Area of the cells with a value, ha.</summary>
    Area,
}

/// <summary>What to find of which zones (分区统计的选项).</summary>
/// <param name="Raster">Path of the raster.</param>
/// <param name="Polygons">Path of the layer of polygons.</param>
public sealed record ZonalOptions(string Raster, string Polygons)
{
    /// <summary>The figures wanted.</summary>
    public IReadOnlyList<ZonalStatistic> Statistics { get; init; } = [ZonalStatistic.Count, ZonalStatistic.Mean, ZonalStatistic.Sum, ZonalStatistic.Min, ZonalStatistic.Max, ZonalStatistic.Stdev];

    /// <summary>Band of the raster, from 1.</summary>
    public int Band { get; init; } = 1;

    /// <summary>Path of a raster of weights with the same grid; or null.</summary>
    public string? Weights { get; init; }

    /// <summary>Name of the layer where the file holds several; or null.</summary>
    public string? Layer { get; init; }

    /// <summary>Encoding of the layer's texts; or null.</summary>
    public string? Encoding { get; init; }

    /// <summary>Coordinate reference assigned to the polygons; null to read their own.</summary>
    public string? Crs { get; init; }

    /// <summary>Coordinate reference assigned to the raster; null to read its own.</summary>
    public string? RasterCrs { get; init; }

    /// <summary>Number of threads; results do not depend on it.</summary>
    public int Threads { get; init; } = 1;
}
