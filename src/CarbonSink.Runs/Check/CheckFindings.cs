using CarbonSink.Findings;

namespace CarbonSink.Runs;

/// <summary>What the data check finds in a layer (数据质检规则).</summary>
public static class CheckFindings
{
    private const string RepairZh = "用 GIS 软件修复，或用 check --repair 写出修复后的副本。";
    private const string RepairEn = "Repair it with a GIS program, or write a repaired copy with check --repair.";

    /// <summary>A polygon is invalid.</summary>
    public static FindingRule Invalid { get; } = new("QC-0001", Severity.Error,
        "图形无效：{0}，位于 ({1}, {2})", "invalid polygon: {3} at ({1}, {2})", RepairZh, RepairEn);

    /// <summary>Parts of several polygons lie on each other.</summary>
    public static FindingRule Overlap { get; } = new("QC-0010", Severity.Error,
        "面重叠 {0} ha（{1}），位于 ({2}, {3})，涉及记录 {4}", "polygons overlap by {0} ha ({1}) at ({2}, {3}); records {4}",
        "修改界线，使每处只属于一个面。", "Move the borders so that each place belongs to one polygon.");

    /// <summary>A sliver of an overlap.</summary>
    public static FindingRule OverlapSliver { get; } = new("QC-0011", Severity.Warning,
        "狭缝重叠 {0} ha（{1}），位于 ({2}, {3})，涉及记录 {4}", "sliver of an overlap of {0} ha ({1}) at ({2}, {3}); records {4}",
        "让相邻面共用同一条界线（节点一致）。", "Let neighbours share one border, vertex by vertex.");

    /// <summary>An enclosed place lies in no polygon.</summary>
    public static FindingRule Gap { get; } = new("QC-0012", Severity.Warning,
        "面之间有空隙 {0} ha（{1}），位于 ({2}, {3})，周围记录 {4}", "gap of {0} ha ({1}) at ({2}, {3}) between records {4}",
        "核对该处是否确实不属于本图层。", "Check whether this place really does not belong to the layer.");

    /// <summary>A sliver of a gap.</summary>
    public static FindingRule GapSliver { get; } = new("QC-0013", Severity.Warning,
        "狭缝空隙 {0} ha（{1}），位于 ({2}, {3})，周围记录 {4}", "sliver of a gap of {0} ha ({1}) at ({2}, {3}) between records {4}",
        "让相邻面共用同一条界线（节点一致）。", "Let neighbours share one border, vertex by vertex.");

    /// <summary>A record repeats the polygon of another.</summary>
    public static FindingRule Duplicate { get; } = new("QC-0014", Severity.Error,
        "图形与记录 {0} 完全相同", "the polygon is that of record {0}",
        "删除重复的记录。", "Remove the repeated record.");

    /// <summary>A polygon is a sliver itself.</summary>
    public static FindingRule SliverPolygon { get; } = new("QC-0015", Severity.Warning,
        "碎屑面：平均宽度 {0} m", "the polygon is a sliver, {0} m wide on average",
        "并入相邻面。", "Join it to a neighbour.");

    /// <summary>Two records have the same key.</summary>
    public static FindingRule DuplicateKey { get; } = new("QC-0016", Severity.Error,
        "小班号与记录 {0} 相同：{1}", "the key is that of record {0}: {1}",
        "核对并改正小班号。", "Check and correct the numbers that name the unit.");

    /// <summary>Part of a record lies outside the boundary.</summary>
    public static FindingRule Outside { get; } = new("QC-0020", Severity.Error,
        "有 {0} ha 在界线 {1} 之外（该面共 {2} ha）", "{0} ha of {2} ha lie outside the boundary {1}",
        "核对界线与图形。", "Compare the boundary with the polygon.");

    /// <summary>Part of the boundary is not covered.</summary>
    public static FindingRule Uncovered { get; } = new("QC-0021", Severity.Warning,
        "界线 {0} 内有 {1} ha（{2}）没有面覆盖，位于 ({3}, {4})", "{1} ha ({2}) within the boundary {0} lie in no polygon at ({3}, {4})",
        "若图层应覆盖全域，补全该处。", "Supply what is missing where the layer should cover all land.");

    /// <summary>A sliver of the boundary is not covered.</summary>
    public static FindingRule UncoveredSliver { get; } = new("QC-0023", Severity.Warning,
        "界线 {0} 内有狭缝 {1} ha（{2}）没有面覆盖，位于 ({3}, {4})", "a sliver of {1} ha ({2}) within the boundary {0} lies in no polygon at ({3}, {4})",
        "让图层与界线、相邻面之间共用同一条线（节点一致）。", "Let the layer share lines with the boundary and neighbours with each other, vertex by vertex.");

    /// <summary>The sum of areas is not that of the boundary.</summary>
    public static FindingRule AreaControl { get; } = new("QC-0022", Severity.Warning,
        "面积控制：各面之和 {0} ha，界线 {1} ha，相差 {2} ha", "area control: polygons add up to {0} ha, the boundary to {1} ha, difference {2} ha",
        "找出重叠、空隙和越界后改正。", "Find and correct overlaps, gaps and what lies outside.");

    /// <summary>Arbor forest without species.</summary>
    public static FindingRule NoSpecies { get; } = new("QC-0030", Severity.Warning,
        "乔木林没有优势树种", "arbor forest without a dominant species",
        "补上优势树种。", "Supply the dominant species.");

    /// <summary>Arbor forest that is too open.</summary>
    public static FindingRule TooOpen { get; } = new("QC-0031", Severity.Warning,
        "乔木林的郁闭度为 {0}，小于 0.20", "arbor forest with a crown closure of {0}, less than 0.20",
        "核对地类与郁闭度：乔木林的郁闭度不小于 0.20（GB/T 26424）。", "Check land class and crown closure: that of arbor forest is 0.20 or more (GB/T 26424).");

    /// <summary>Stock outside the forest.</summary>
    public static FindingRule StockWithoutForest { get; } = new("QC-0032", Severity.Warning,
        "非林地记有每公顷蓄积 {0} m³", "non-forest land with a stock of {0} m³ per ha",
        "核对地类与蓄积（散生、四旁树应另记）。", "Check land class and stock; scattered trees are recorded apart.");

    /// <summary>Stock of trees that cannot have any.</summary>
    public static FindingRule StockOfNothing { get; } = new("QC-0033", Severity.Warning,
        "{0} 为 0，却记有每公顷蓄积 {1} m³", "{0} is 0 beside a stock of {1} m³ per ha",
        "核对这两个字段。", "Check both fields.");

    /// <summary>The areas of the check do not add up.</summary>
    public static FindingRule NotConserved { get; } = new("QC-0040", Severity.Error,
        "面积不守恒：各面之和与覆盖面积加重叠相差 {0}（坐标单位的平方）", "area is not conserved: the sum of polygons and the union with overlaps differ by {0} squared units of the coordinates",
        "请把数据和这条信息反馈给开发者；空隙和重叠的结果不能使用。", "Report this with the data; gaps and overlaps must not be relied on.");

    /// <summary>The layer has no polygons.</summary>
    public static FindingRule NoPolygon { get; } = new("QC-0041", Severity.Warning,
        "{0} 没有面，只检查属性", "{0} has no polygon: attributes alone are checked",
        "检查图层。", "Check the layer.");

    /// <summary>No schema, so attributes were not checked.</summary>
    public static FindingRule NoSchema { get; } = new("QC-0042", Severity.Warning,
        "不知道 {0} 的数据字典，没有检查代码、值域和逻辑", "the schema of {0} is not known: codes, ranges and logic were not checked",
        "用 --schema 指定；schemas list 列出可用的。", "Name it with --schema; schemas list shows what there is.");

    /// <summary>No reference, so areas were not measured on the ellipsoid.</summary>
    public static FindingRule NoReference { get; } = new("QC-0043", Severity.Warning,
        "{0} 的坐标系未知，没有算椭球面积，也不与登记面积比较", "the coordinate reference of {0} is unknown: no areas on the ellipsoid, and none compared with recorded ones",
        "补全 .prj，或用 --crs 指定。", "Supply the .prj, or name the reference with --crs.");

    /// <summary>No reference, and coordinates that look like degrees.</summary>
    public static FindingRule TakenAsDegrees { get; } = new("QC-0044", Severity.Warning,
        "{0} 的坐标系未知，坐标都在 ±180、±90 之内：判断狭缝宽度时按经纬度处理", "the coordinate reference of {0} is unknown and all coordinates lie within ±180 and ±90: for the width of slivers they are taken as degrees",
        "补全 .prj，或用 --crs 指定。", "Supply the .prj, or name the reference with --crs.");

    /// <summary>A projection known by name alone.</summary>
    public static FindingRule PlanarAreas { get; } = new("QC-0045", Severity.Warning,
        "没有投影 {0} 的反算公式：面积都是平面面积，也不与登记面积比较", "there is no inverse of the projection {0} here: all areas are planar, and none are compared with recorded ones",
        "请用 GIS 软件转换到 CGCS2000 经纬度（EPSG:4490）或 3 度带高斯-克吕格。", "Transform the layer to CGCS2000 degrees (EPSG:4490) or 3-degree Gauss–Krüger with a GIS program.");

    /// <summary>Web Mercator, from which no area is given.</summary>
    public static FindingRule NoAreas { get; } = new("QC-0046", Severity.Warning,
        "{0} 是网络墨卡托投影：只查拓扑，不给面积", "{0} is Web Mercator: topology alone is checked, no area is given",
        "请取回转换前的原始数据；只有这一份时，用 convert --to-crs EPSG:4490 转换后再查。", "Get the data as they were before the transformation; where this is the only copy, transform it with convert --to-crs EPSG:4490 and check that.");

    /// <summary>Not all findings of a rule are listed. {0} the rule, {1} listed, {2} all.</summary>
    public static FindingRule NotAllListed { get; } = new("QC-0047", Severity.Info,
        "{0} 只列出 {2} 个中的 {1} 个", "of {0} {1} of {2} are listed",
        "改正后再查，或分块检查。", "Correct them and check again, or check the layer in parts.");
}
