using CarbonSink.Findings;

namespace CarbonSink.Runs;

/// <summary>Standard error of a total of biomass under named assumptions on the errors of cells (标准误). Null where it cannot be told.</summary>
/// <param name="IndependentT">Errors of cells independent of each other: √Σ(area · se)², t. The least that it can be.</param>
/// <param name="FullyCorrelatedT">All errors alike: Σ area · se, t. The most that it can be.</param>
/// <param name="CorrelationLengthT">Errors that go together within the correlation length, t: between the two.</param>
/// <param name="EffectiveCount">Number of independent pieces that stands behind it: max(1, area / (π L²)).</param>
public sealed record StockError(double? IndependentT, double? FullyCorrelatedT, double? CorrelationLengthT, double? EffectiveCount);

/// <summary>Stock of a zone, a group of zones or all of them, from a raster (栅格储量). Null where there is no cell with a value.</summary>
/// <param name="BiomassT">Living biomass as the raster defines it, t.</param>
/// <param name="CarbonFraction">Tonnes of carbon in a tonne of biomass.</param>
/// <param name="AreaHa">Area of the cells with a value, ha.</param>
/// <param name="NoDataHa">Area of the cells without a value, ha; not estimated and not filled.</param>
/// <param name="OutsidePercent">Part of the zone that lies outside of the raster; null for groups.</param>
/// <param name="Error">Its standard error; null where no raster of standard errors was given.</param>
public sealed record RasterStockFigure(double? BiomassT, double CarbonFraction, double? AreaHa, double? NoDataHa, double? OutsidePercent, StockError? Error)
{
    private const double Co2PerCarbon = 44.0 / 12; // decision 0002

    /// <summary>Carbon, t.</summary>
    public double? CarbonTC => BiomassT * CarbonFraction;

    /// <summary>Carbon dioxide equivalent, t.</summary>
    public double? Co2eT => CarbonTC * Co2PerCarbon;

    /// <summary>Standard error of the biomass, t: with a correlation length by it, otherwise the larger bound.</summary>
    public double? SeT => Error?.CorrelationLengthT ?? Error?.FullyCorrelatedT;

    /// <summary>The same in percent of the biomass; carbon and CO2 have it too, since the carbon fraction is taken as exact.</summary>
    public double? SePercent => Percent(SeT);

    /// <summary>Part of the cells without a value, percent of the area within the raster.</summary>
    public double? NoDataPercent => AreaHa + NoDataHa is > 0 and var all ? 100 * NoDataHa / all : null;

    /// <summary>A standard error in percent of the biomass; null where there is no biomass.</summary>
    public double? Percent(double? seT) => BiomassT is > 0 ? 100 * seT / BiomassT : null;
}

/// <summary>Stock of one zone.</summary>
/// <param name="Record">0-based record number.</param>
/// <param name="Group">Value of the grouping field; null where there is none.</param>
/// <param name="Figure">The stock.</param>
public sealed record RasterStockZone(long Record, string? Group, RasterStockFigure Figure);

/// <summary>Stocks of the zones of a layer from a raster (栅格储量结果).</summary>
/// <param name="Description">The raster.</param>
/// <param name="Layer">Name of the layer.</param>
/// <param name="Options">What was asked for.</param>
/// <param name="Zones">Zones in file order.</param>
/// <param name="Groups">Groups in the order of their names, where a field was named.</param>
/// <param name="Total">All zones as a whole.</param>
/// <param name="Findings">What was remarkable.</param>
public sealed record RasterStockResult(
    RasterSummary Description, string Layer, RasterStockOptions Options, IReadOnlyList<RasterStockZone> Zones, IReadOnlyList<(string Name, RasterStockFigure Figure)> Groups, RasterStockFigure Total, FindingLog Findings)
{
    /// <summary>Records without any cell with a value.</summary>
    public IEnumerable<long> NotEstimated => Zones.Where(z => z.Figure.BiomassT is null).Select(z => z.Record);
}
