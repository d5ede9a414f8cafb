using CarbonSink.Findings;

namespace CarbonSink.Runs;

/// <summary>What is to be known of the terrain of a unit.</summary>
public static class TerrainFindings
{
    /// <summary>Part of a unit has no height. {0} cells, {1} percent.</summary>
    public static FindingRule HeightsMissing { get; } = new("RAS-0050", Severity.Warning,
        "DEM 在该小班内有 {0} 个像元（{1} %）没有高程；各项因子与水平面积只含其余部分，缺失面积见 noDataAreaHa", "the model has no height in {0} cells ({1} %) of the unit; its figures and its horizontal area are of the rest, the missing area stands in noDataAreaHa",
        "换用没有缺失的 DEM，或补全高程", "use a model without gaps, or fill them");

    /// <summary>No cell of a unit has a slope.</summary>
    public static FindingRule NoSlope { get; } = new("RAS-0051", Severity.Warning,
        "该小班的像元都在 DEM 边缘或与无值像元相邻，没有坡度、坡向和表面积", "all cells of the unit lie at the rim of the model or beside missing heights: there is no slope, aspect or surface area",
        "换用范围更大的 DEM", "use a model that reaches beyond the unit");

    /// <summary>Part of the cells of a unit have no slope. {0} percent.</summary>
    public static FindingRule SlopePartly { get; } = new("RAS-0052", Severity.Warning,
        "该小班有高程的像元中 {0} % 在 DEM 边缘或与无值像元相邻，坡度、坡向和表面积按其余像元推算", "{0} % of the unit's cells with a height lie at the rim of the model or beside missing heights; slope, aspect and surface area are taken from the rest",
        "换用范围更大、没有缺失的 DEM", "use a model that reaches beyond the unit and has no gaps");
}
