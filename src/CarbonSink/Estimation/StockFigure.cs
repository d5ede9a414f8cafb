namespace CarbonSink.Estimation;

/// <summary>The additive figures of a stock assessment (统计指标). Records that lack a figure add nothing to it; a figure nobody added to is missing, not zero.</summary>
public enum StockFigure
{
    /// <summary>面积: the area totals use (recorded unless the run was told otherwise), ha.</summary>
    Area,

    /// <summary>小班登记面积: area as recorded in the data set, ha.</summary>
    RecordedArea,

    /// <summary>椭球面积: area computed from the boundary on the ellipsoid, ha.</summary>
    EllipsoidalArea,

    /// <summary>已估算面积: <see cref="Area"/> of the records whose stock was estimated, ha.</summary>
    EstimatedArea,

    /// <summary>外推面积: <see cref="Area"/> of the records estimated outside the range of a table, ha.</summary>
    ExtrapolatedArea,

    /// <summary>蓄积量, m³.</summary>
    Volume,

    /// <summary>外推蓄积量: <see cref="Volume"/> of the records estimated outside the range of a table, m³.</summary>
    ExtrapolatedVolume,

    /// <summary>活立木蓄积, m³: stock of arbor forest and the recorded stock of sparse woodland, scattered and four-side trees, whether or not carbon was estimated.</summary>
    LivingVolume,

    /// <summary>生物量, t of dry matter.</summary>
    Biomass,

    /// <summary>碳储量, t C.</summary>
    Carbon,

    /// <summary>碳储量低值, t C: the same carbon with the lowest of the alternatives that the method names.</summary>
    CarbonLow,

    /// <summary>碳储量高值, t C: the same carbon with the highest of the alternatives that the method names.</summary>
    CarbonHigh,

    /// <summary>碳储量折合二氧化碳, t CO2e.</summary>
    CarbonDioxide,
}

/// <summary>The names of the figures.</summary>
public static class StockFigures
{
    private static readonly string[] Keys =
        ["areaHa", "recordedAreaHa", "ellipsoidalAreaHa", "estimatedAreaHa", "extrapolatedAreaHa", "volumeM3", "extrapolatedVolumeM3", "livingVolumeM3", "biomassT", "carbonTC", "carbonLowTC", "carbonHighTC", "co2eT"];

    /// <summary>Every figure in the order it is printed.</summary>
    public static IReadOnlyList<StockFigure> All { get; } = Enum.GetValues<StockFigure>();

    /// <summary>The figure's key in JSON, CSV and part files; it ends in the unit.</summary>
    public static string Key(this StockFigure figure) => Keys[(int)figure];
}
