using CarbonSink.Findings;

namespace CarbonSink.Runs;

/// <summary>What is to be known of a stock from a raster.</summary>
public static class RasterStockFindings
{
    /// <summary>Where the figures come from. {0} raster.</summary>
    public static FindingRule ByOthers { get; } = new("RAS-0040", Severity.Info,
        "数值来自他人制作的栅格 {0}，本程序未予核实；生物量的含义（树种范围、地上或全部、年份）以该栅格的说明为准", "the figures come from {0}, a raster by others, and are not verified here; what its biomass comprises (which trees, above ground or all, which year) is as its authors define it",
        "引用时注明栅格的来源、版本与年份", "cite the raster with version and year");

    /// <summary>No raster of standard errors.</summary>
    public static FindingRule NoStandardError { get; } = new("RAS-0041", Severity.Warning,
        "没有标准误栅格，不给出不确定性", "there is no raster of standard errors, so no uncertainty is given",
        "用 --se 给出与生物量同网格、同单位的标准误栅格", "name a raster of standard errors with the grid and unit of the biomass with --se");

    /// <summary>Cells with a value and no usable standard error. {0} cells.</summary>
    public static FindingRule StandardErrorMissing { get; } = new("RAS-0042", Severity.Warning,
        "有 {0} 个有值像元没有标准误，或标准误为负，不给出该图斑及其汇总的标准误", "{0} cells with a value have no standard error, or a negative one; no standard error is given for the zone nor for totals with it",
        "补全标准误栅格", "fill the raster of standard errors");

    /// <summary>Area without data. {0} ha, {1} percent.</summary>
    public static FindingRule NoData { get; } = new("RAS-0043", Severity.Warning,
        "有 {0} ha（{1} %）没有栅格值，未估算，也未以任何值填补", "{0} ha ({1} %) have no value in the raster; they are not estimated and not filled with anything",
        "换用没有缺失的栅格，或另行说明该部分", "use a raster without gaps, or account for this area separately");

    /// <summary>Negative biomass.</summary>
    public static FindingRule Negative { get; } = new("RAS-0044", Severity.Warning,
        "图斑内有负的生物量（最小 {0}），按原值计入", "there is negative biomass in the zone (least {0}); it is counted as it is",
        "核对栅格的无效值与单位", "check no-data value and unit of the raster");

    /// <summary>Zones on each other. {0} cells.</summary>
    public static FindingRule ZonesOverlap { get; } = new("RAS-0045", Severity.Warning,
        "图斑相互重叠，合计中有 {0} 个像元的面积重复计入", "zones overlap: the total counts {0} cells more than once",
        "用 check 找出并消除重叠", "find the overlaps with check and remove them");

    /// <summary>Too many cells for the whole.</summary>
    public static FindingRule TooManyCells { get; } = new("RAS-0046", Severity.Warning,
        "像元过多，合计没有“各像元误差独立”的标准误，也未检查重叠", "there are too many cells: totals have no standard error for independent cells, and overlaps were not looked for",
        "按区域分次计算", "compute regions separately");
}
