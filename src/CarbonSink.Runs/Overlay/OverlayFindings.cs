using CarbonSink.Findings;

namespace CarbonSink.Runs;

/// <summary>What can be wrong with layers that are overlaid (叠加问题).</summary>
public static class OverlayFindings
{
    /// <summary>Only one of the layers has a known coordinate reference.</summary>
    public static FindingRule OneReference { get; } = new("OVL-0001", Severity.Error,
        "{0} 的坐标系未知，而 {1} 的坐标系是 {2}，不能叠加", "the coordinate reference of {0} is unknown, that of {1} is {2}: they cannot be overlaid",
        "补全 .prj，或用 --crs 指定两层共同的坐标系。", "Supply the .prj, or name the reference of both with --crs.");

    /// <summary>A layer has no polygon.</summary>
    public static FindingRule NoPolygon { get; } = new("OVL-0003", Severity.Error,
        "{0} 没有面", "{0} has no polygon",
        "叠加需要两个面图层。", "An overlay needs two layers of polygons.");

    /// <summary>A result cannot be written without a coordinate reference.</summary>
    public static FindingRule NoReferenceForOutput { get; } = new("OVL-0004", Severity.Error,
        "坐标系未知，不能写出 {0}", "the coordinate reference is unknown: {0} cannot be written",
        "补全 .prj，或用 --crs 指定。", "Supply the .prj, or name the reference with --crs.");

    /// <summary>A field to be divided is no number field of the first layer.</summary>
    public static FindingRule NoNumberField { get; } = new("OVL-0005", Severity.Error,
        "{0} 没有数值字段 {1}", "{0} has no number field {1}",
        "可用的数值字段：{2}。", "Its number fields: {2}.");

    /// <summary>Neither layer has a known coordinate reference.</summary>
    public static FindingRule NoReference { get; } = new("OVL-0010", Severity.Warning,
        "两层的坐标系都未知，按同一平面坐标叠加，只给出坐标单位的平面面积", "the coordinate references of both layers are unknown: they are overlaid as plane coordinates of one system, and areas are in squares of their unit alone",
        "补全 .prj，或用 --crs 指定。", "Supply the .prj, or name the reference with --crs.");

    /// <summary>A layer was transformed.</summary>
    public static FindingRule Transformed { get; } = new("OVL-0014", Severity.Info,
        "{0} 的坐标已由 {1} 转换到 {2}", "the coordinates of {0} were transformed from {1} to {2}",
        "直边在两个投影里略有不同：同一条界线在两层里节点不同时会出现狭缝。", "Straight edges differ a little between projections: where one border has other vertices in each layer, slivers appear.");

    /// <summary>An invalid polygon was repaired.</summary>
    public static FindingRule Repaired { get; } = new("OVL-0011", Severity.Warning,
        "图形无效，叠加前已修复；平面面积由 {0} 变为 {1}（坐标单位的平方）", "the polygon is invalid and was repaired before the overlay; its planar area changed from {0} to {1} squared units of the coordinates",
        "用 check 查看原因和位置，用 GIS 软件修复。", "See reason and place with check, and repair it with a GIS program.");

    /// <summary>A polygon has no counterpart in the other reference.</summary>
    public static FindingRule Lost { get; } = new("OVL-0006", Severity.Error,
        "图形有点转换不到 {0}，不能叠加", "the polygon has positions that cannot be expressed in {0}: it cannot be overlaid",
        "核对图层的坐标系和坐标。", "Check coordinate reference and coordinates of the layer.");

    /// <summary>A record has no value to divide.</summary>
    public static FindingRule MissingValue { get; } = new("OVL-0015", Severity.Warning,
        "字段 {0} 没有值，不参加分摊", "field {0} has no value: nothing of it is divided",
        "补上该值；确实没有时填 0。", "Supply it; where there is none indeed, write 0.");

    /// <summary>Records without a polygon take no part.</summary>
    public static FindingRule NoGeometry { get; } = new("OVL-0012", Severity.Warning,
        "{0} 条记录没有面，不参加叠加", "{0} records have no polygon and take no part in the overlay",
        "补上这些记录的图形。", "Supply the geometry of these records.");

    /// <summary>A layer overlaps itself, so that parts count more than once.</summary>
    public static FindingRule CountedTwice { get; } = new("OVL-0013", Severity.Warning,
        "{0} 的面相互重叠；重叠处的结果多算 {1}，守恒核算已扣除", "polygons of {0} overlap each other; the result counts {1} more than once, which the conservation check takes off",
        "用 check 找出重叠并消除后再叠加。", "Find the overlaps with check and remove them before the overlay.");

    /// <summary>Areas do not add up.</summary>
    public static FindingRule NotConserved { get; } = new("OVL-0020", Severity.Error,
        "面积不守恒：{0} 的面积与各部分之和相差 {1}（坐标单位的平方），超过十亿分之一", "area is not conserved: that of {0} and the sum of its parts differ by {1} squared units of the coordinates, more than one part in 10^9",
        "请把数据和这条信息反馈给开发者；结果不能使用。", "Report this with the data; the result must not be used.");
}
