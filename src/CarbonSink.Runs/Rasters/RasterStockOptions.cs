namespace CarbonSink.Runs;

/// <summary>Unit of the biomass that a raster holds (栅格生物量单位).</summary>
public enum BiomassUnit
{
    /// <summary>t/ha, which is Mg/ha.</summary>
    TonnesPerHectare,

    /// <summary>kg/m².</summary>
    KilogramsPerSquareMetre,
}

/// <summary>What to make a stock of (栅格储量的选项).</summary>
/// <param name="Biomass">Path of the raster of biomass per area.</param>
/// <param name="Zones">Path of the layer of zones.</param>
/// <param name="Unit">Unit of the raster and of its standard errors.</param>
/// <param name="CarbonFraction">Tonnes of carbon in a tonne of biomass, declared by the user and taken as exact.</param>
public sealed record RasterStockOptions(string Biomass, string Zones, BiomassUnit Unit, double CarbonFraction)
{
    /// <summary>Path of the raster of standard errors on the same grid, in the unit of the biomass; or null.</summary>
    public string? StandardError { get; init; }

    /// <summary>Distance within which errors of cells go together, m; or null.</summary>
    public double? CorrelationLengthM { get; init; }

    /// <summary>Field that groups zones; or null.</summary>
    public string? By { get; init; }

    /// <summary>Band of the biomass, from 1.</summary>
    public int Band { get; init; } = 1;

    /// <summary>Name of the layer where the file holds several; or null.</summary>
    public string? Layer { get; init; }

    /// <summary>Encoding of the layer's texts; or null.</summary>
    public string? Encoding { get; init; }

    /// <summary>Coordinate reference assigned to the zones; null to read their own.</summary>
    public string? Crs { get; init; }

    /// <summary>Coordinate reference assigned to the rasters; null to read their own.</summary>
    public string? RasterCrs { get; init; }
}
