using CarbonSink.Findings;

namespace CarbonSink.Runs;

/// <summary>Area of a unit within an elevation band (海拔带).</summary>
/// <param name="FromMetres">Lower end, which belongs to it.</param>
/// <param name="AreaHa">Horizontal area, ha; null where hectares are not known.</param>
public readonly record struct ElevationBand(double FromMetres, double? AreaHa);

/// <summary>Terrain of one unit (小班地形因子). Null where there is no cell to tell it from.</summary>
/// <param name="Record">0-based record number.</param>
/// <param name="ElevationMinM">Lowest cell, m.</param>
/// <param name="ElevationMeanM">Mean height, m.</param>
/// <param name="ElevationMaxM">Highest cell, m.</param>
/// <param name="SlopeMeanDegrees">Mean slope.</param>
/// <param name="AspectMeanDegrees">Direction of the mean of the unit vectors downhill, clockwise from north; flat cells have none.</param>
/// <param name="AspectConcentration">Length of that mean vector: 1 where all cells face one way, near 0 where the mean says little.</param>
/// <param name="Octant">The octant that most area faces: N, NE, E, SE, S, SW, W, NW.</param>
/// <param name="HorizontalAreaHa">Ellipsoidal area of the cells with a height, ha.</param>
/// <param name="SurfaceAreaHa">The same area along the slopes, ha; never used elsewhere.</param>
/// <param name="NoDataAreaHa">Area of the cells without a height, ha; in none of the other figures.</param>
/// <param name="Bands">Horizontal area by elevation band, lowest first.</param>
public sealed record TerrainRecord(
    long Record, double? ElevationMinM, double? ElevationMeanM, double? ElevationMaxM, double? SlopeMeanDegrees, double? AspectMeanDegrees, double? AspectConcentration, string? Octant,
    double? HorizontalAreaHa, double? SurfaceAreaHa, double? NoDataAreaHa, IReadOnlyList<ElevationBand> Bands);

/// <summary>Terrain of the units of a layer (地形因子结果).</summary>
/// <param name="Description">The elevation model.</param>
/// <param name="Layer">Name of the layer.</param>
/// <param name="BandMetres">Height of an elevation band, m.</param>
/// <param name="Records">The units in file order.</param>
/// <param name="Findings">What was remarkable.</param>
public sealed record TerrainResult(RasterSummary Description, string Layer, double BandMetres, IReadOnlyList<TerrainRecord> Records, FindingLog Findings);
