using CarbonSink.Findings;

namespace CarbonSink.Runs;

/// <summary>What may be remarkable when two surveys are compared.</summary>
public static class ComparisonFindings
{
    /// <summary>The surveys are estimated by different methods or tables. {0} option, {1} old, {2} new.</summary>
    public static FindingRule MethodsDiffer { get; } = new("CMP-0001", Severity.Warning,
        "两期的 {0} 不同：前期 {1}，后期 {2}；变化里含有方法之差", "{0} differs between the surveys: {1} before, {2} after; the change contains the difference of the methods",
        "用同一方法、同一参数表评估两期（--method、--tables 对两期都有效）。", "Assess both with the same method and tables (--method and --tables hold for both).");

    /// <summary>Units of a survey overlap, so units of the other are covered twice. {0} share in excess, percent.</summary>
    public static FindingRule CoveredTwice { get; } = new("CMP-0002", Severity.Warning,
        "另一期的图斑互相重叠，本小班被重复覆盖，多出 {0} %；份额已按比例降到合计 100 %", "units of the other survey overlap each other and cover this unit by {0} % too much; shares were brought down to 100 % together",
        "先用 check 找出并消除另一期图层的重叠。", "Find the overlaps of the other survey with check and remove them.");

    /// <summary>A unit has no usable boundary.</summary>
    public static FindingRule NoPlace { get; } = new("CMP-0003", Severity.Warning,
        "小班没有可用的图形，不能与另一期对比，列在“无图形”一栏", "without a usable boundary the unit cannot be compared with the other survey; it is listed as having no boundary",
        "补上该记录的图形。", "Supply the geometry of this record.");

    /// <summary>A boundary was repaired for the overlay.</summary>
    public static FindingRule Repaired { get; } = new("CMP-0004", Severity.Warning,
        "小班图形无效，只为叠加作了修复；面积仍按原图形", "the boundary is invalid and was repaired for the overlay alone; areas are those of the boundary as it is",
        "用 GIS 软件修复该图形。", "Repair it with a GIS program.");

    /// <summary>The key to compare by is not there. {0} key, {1} known ones.</summary>
    public static FindingRule NoKey { get; } = new("CMP-0005", Severity.Error,
        "两期结果里没有可按其对比的列 {0}", "the results of both surveys have no column {0} to compare by",
        "可用的列：{1}。", "Columns there are: {1}.");

    /// <summary>The old survey is not older. {0}, {1} the dates.</summary>
    public static FindingRule DatesReversed { get; } = new("CMP-0006", Severity.Warning,
        "前期调查日期 {0} 不早于后期 {1}", "the old survey, of {0}, is not before the new one, of {1}",
        "核对 inventory.json 的 surveyDate，或把两期对调。", "Check surveyDate in inventory.json, or exchange the two.");
}
