using CarbonSink.Findings;

namespace CarbonSink.Runs;

/// <summary>What may be remarkable when a layer is measured.</summary>
public static class AreaRunFindings
{
    /// <summary>The polygon is invalid.</summary>
    public static FindingRule Invalid { get; } = new("AREA-0010", Severity.Warning,
        "图形无效（自相交、洞穿过边界或各部分重叠），面积按原图形的环计算", "the polygon is invalid (crosses itself, a hole across its border, parts that overlap); the area follows its rings as they are",
        "用 carbonsink check 查看原因和位置，修复后重新计算。", "See reason and place with carbonsink check, repair it and measure again.");

    /// <summary>Without coordinate reference there is no unit.</summary>
    public static FindingRule NoReference { get; } = new("AREA-0011", Severity.Error,
        "{0} 没有可用的坐标系，面积单位未知：只给出坐标单位的平方", "{0} has no usable coordinate reference, so the unit of area is unknown: squares of the coordinates' unit alone are given",
        "补上 .prj，或用 --crs 指明，例如 --crs EPSG:4547。", "Supply the .prj or name it, e.g. --crs EPSG:4547.");

    /// <summary>Control and measured area are too far apart. {0} measured ha, {1} control ha, {2} difference percent, {3} tolerance percent.</summary>
    public static FindingRule ControlTooFar { get; } = new("AREA-0012", Severity.Error,
        "图斑面积之和 {0} ha 与控制面积 {1} ha 相差 {2} %，超过允许的 {3} %，不予调平", "the records sum to {0} ha and the control is {1} ha: {2} percent apart, more than the {3} percent that is adjusted",
        "先查原因：缺漏或重叠的图斑、不同的界线、坐标系或面积算法；确认无误后可用 --control-tolerance 放宽。", "Find the reason first: missing or overlapping polygons, another boundary, coordinate reference or method; --control-tolerance widens the limit once it is known.");

    /// <summary>Records without area cannot take part in an adjustment. {0} their number.</summary>
    public static FindingRule ControlIncomplete { get; } = new("AREA-0013", Severity.Error,
        "有 {0} 条记录没有面积，控制面积会错分给其余图斑，不予调平", "{0} records have no area: the others would take their share of the control, so nothing is adjusted",
        "先补上或修复这些记录的图形。", "Supply or repair the geometry of these records first.");

    /// <summary>The control has more digits than the working unit. {0} control ha.</summary>
    public static FindingRule ControlDigits { get; } = new("AREA-0014", Severity.Error,
        "控制面积 {0} ha 不是 0.01 m²（0.000001 ha）的整数倍", "the control area {0} ha is no whole number of 0.01 m² (0.000001 ha)",
        "控制面积最多写六位小数（公顷）。", "Write it with at most six decimals of a hectare.");

    /// <summary>Areas were adjusted. {0} measured ha, {1} control ha, {2} difference ha.</summary>
    public static FindingRule Adjusted { get; } = new("AREA-0015", Severity.Info,
        "图斑面积之和 {0} ha 已调平到控制面积 {1} ha（差 {2} ha，按面积比例分配到 0.01 m²）；两种面积都保留", "the sum of {0} ha was adjusted to the control of {1} ha (difference {2} ha, in proportion to area, to 0.01 m²); both areas are kept",
        "调平后的面积只用于汇总平差，不是量算值。", "Adjusted areas are figures of accounting, not measurements.");
}
