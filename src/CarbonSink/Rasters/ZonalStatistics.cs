namespace CarbonSink.Rasters;

/// <summary>Which figures of a zone are wanted.</summary>
[Flags]
public enum ZonalFigures
{
    /// <summary>Nothing beside count, sum and mean, which are always there.</summary>
    None = 0,

    /// <summary>Minimum and maximum.</summary>
    Extremes = 1,

    /// <summary>Standard deviation.</summary>
    Spread = 2,

    /// <summary>Majority, minority and variety.</summary>
    Classes = 4,
}

/// <summary>Statistics of the cells of a raster within a polygon, each cell by the part that is covered (分区统计).</summary>
/// <remarks>
/// Cells without a value add to <see cref="NoDataCount"/> alone. Where there is no cell with a value, everything but the counts is null.
/// In a raster of longitude and latitude each cell counts in the mean, the deviation and the classes by its area on the ellipsoid; in a projected one cells are equal.
/// </remarks>
/// <param name="Count">Covered parts of the cells with a value, added up.</param>
/// <param name="NoDataCount">Covered parts of the cells without a value, added up.</param>
/// <param name="Area">Covered area of the cells with a value: m² on the ellipsoid for longitude and latitude, else squared units of the coordinates.</param>
/// <param name="NoDataArea">Covered area of the cells without a value, likewise.</param>
/// <param name="Sum">Σ part · value.</param>
/// <param name="AreaSum">Σ area · value: the total of a density.</param>
/// <param name="Mean">Σ area · value / Σ area.</param>
/// <param name="Min">Least value of a cell that is touched.</param>
/// <param name="Max">Greatest value of a cell that is touched.</param>
/// <param name="StandardDeviation">Deviation of the cells from the mean, by area; not divided by a number less one, since all cells are known.</param>
/// <param name="Majority">Value with most area; of equal ones the smallest.</param>
/// <param name="Minority">Value with least area; of equal ones the smallest.</param>
/// <param name="Variety">Number of different values.</param>
/// <param name="WeightSum">Σ part · weight, over cells with value and weight.</param>
/// <param name="WeightedSum">Σ part · weight · value.</param>
/// <param name="WeightMissingCount">Covered parts of the cells that have a value and no weight.</param>
public sealed record ZonalStatistics(
    double Count, double NoDataCount, double Area, double NoDataArea, double? Sum, double? AreaSum, double? Mean, double? Min, double? Max, double? StandardDeviation,
    double? Majority, double? Minority, int? Variety, double? WeightSum, double? WeightedSum, double WeightMissingCount)
{
    /// <summary>Area by value in ascending order, where classes were asked for.</summary>
    public IReadOnlyList<(double Value, double Area)> Classes { get; init; } = [];

    /// <summary>Σ part · weight · value / Σ part · weight; null where the weights add up to nothing.</summary>
    public double? WeightedMean => WeightSum is { } weight && weight != 0 ? WeightedSum / weight : null;
}
