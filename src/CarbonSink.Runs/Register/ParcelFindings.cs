using CarbonSink.Findings;

namespace CarbonSink.Runs;

/// <summary>What may be wrong with a layer of parcels that is to be claimed in the register (登记地块图层的问题).</summary>
public static class ParcelFindings
{
    /// <summary>A record without polygon. {0} key.</summary>
    public static FindingRule NoGeometry { get; } = new("OVC-0001", Severity.Error,
        "地块 {0} 没有面，不能登记", "parcel {0} has no polygon and cannot be claimed",
        "补上该记录的图形，或从图层中删除该记录。", "Supply its geometry, or take the record out of the layer.");

    /// <summary>An invalid polygon. {0} key, {1} and {4} the reason, {2} x, {3} y.</summary>
    public static FindingRule Invalid { get; } = new("OVC-0002", Severity.Error,
        "地块 {0} 的图形无效：{1}，位置 {2}, {3}", "the border of parcel {0} is invalid: {4} at {2}, {3}",
        "登记的界线不自动修复：用 GIS 软件修复（或 carbonsink check --repair），核对后再登记。", "A border that is claimed is not repaired by itself: repair it with a GIS program (or carbonsink check --repair), look at it, and claim that.");

    /// <summary>A record without key. {0} field.</summary>
    public static FindingRule NoKey { get; } = new("OVC-0003", Severity.Error,
        "字段 {0} 为空，地块没有编号", "field {0} is blank: the parcel has no key",
        "补上编号。", "Supply its key.");

    /// <summary>A key that stands twice. {0} key, {1} the earlier record.</summary>
    public static FindingRule KeyTwice { get; } = new("OVC-0004", Severity.Error,
        "地块编号 {0} 与记录 {1} 重复", "the key {0} is that of record {1} as well",
        "每个地块用唯一的编号。", "Give every parcel a key of its own.");

    /// <summary>A key that the register cannot take. {0} key.</summary>
    public static FindingRule BadKey { get; } = new("OVC-0005", Severity.Error,
        "地块编号“{0}”不能用：要 1 至 64 个字母、汉字、数字、连字符、下划线或点，不用全角", "the key '{0}' cannot be used: 1 to 64 letters, digits, - _ and points, none of them full-width",
        "改编号，或用 --key 指明另一字段。", "Change it, or name another field with --key.");

    /// <summary>Parcels of the layer that overlap. {0} and {1} keys, {2} m².</summary>
    public static FindingRule Overlap { get; } = new("OVC-0006", Severity.Error,
        "地块 {0} 与 {1} 重叠 {2} m2，同一土地会计算两次", "parcels {0} and {1} have {2} m2 in common: this land would count twice",
        "在图层里消除重叠（carbonsink check 列出位置）。", "Remove the overlap from the layer (carbonsink check tells where).");

    /// <summary>Slivers between parcels of the layer. {0} how many, {1} m² together.</summary>
    public static FindingRule Slivers { get; } = new("OVC-0007", Severity.Warning,
        "图层内有 {0} 处重叠窄于 0.1 m 或不足 1 m2，合计 {1} m2，按公差不作重叠", "{0} overlaps within the layer are narrower than 0.1 m or no larger than 1 m2, {1} m2 together: within the tolerance",
        "相邻地块宜共用同一条界线的节点。", "Let neighbouring parcels share the vertices of their border.");

    /// <summary>A parcel without tenure certificate. {0} key, {1} field.</summary>
    public static FindingRule NoTenure { get; } = new("OVC-0008", Severity.Warning,
        "地块 {0} 的字段 {1} 为空，没有权属证号", "field {1} of parcel {0} is blank: no tenure certificate",
        "补上不动产权证或林权证号。", "Supply the number of its tenure certificate.");

    /// <summary>A position that has no longitude and latitude. {0} key.</summary>
    public static FindingRule OutOfReach { get; } = new("OVC-0009", Severity.Error,
        "地块 {0} 有点不能换算成 CGCS2000 经纬度", "parcel {0} has positions that cannot be expressed in longitude and latitude on CGCS2000",
        "核对图层的坐标系（.prj 或 --crs）和坐标。", "Check the coordinate reference of the layer (.prj or --crs) and its coordinates.");

    /// <summary>Vertices put on long edges. {0} how many.</summary>
    public static FindingRule Densified { get; } = new("OVC-0010", Severity.Info,
        "长边加了 {0} 个节点，使界线换算成经纬度后仍是原投影里的直线（差不超过 0.1 mm）", "{0} vertices were put on long edges, so that borders stay the straight lines of the layer's projection when they become longitude and latitude (to 0.1 mm)",
        "不需处理。", "Nothing to do.");

    /// <summary>A parcel outside China. {0} key, {1} longitude, {2} latitude.</summary>
    public static FindingRule Elsewhere { get; } = new("OVC-0011", Severity.Warning,
        "地块 {0} 位于经度 {1}、纬度 {2}，不在 73–136°E、3–54°N 内", "parcel {0} lies at longitude {1}, latitude {2}, not within 73–136°E and 3–54°N",
        "核对坐标系，经纬度是否写反。", "Check the coordinate reference, and whether longitude and latitude are swapped.");

    /// <summary>A layer without coordinate reference. {0} file.</summary>
    public static FindingRule NoReference { get; } = new("OVC-0012", Severity.Error,
        "{0} 没有可用的坐标系", "{0} has no usable coordinate reference",
        "补上 .prj，或用 --crs 写明（如 EPSG:4547）。", "Supply the .prj, or say it with --crs (e.g. EPSG:4547).");

    /// <summary>A layer without the field. {0} file, {1} field, {2} fields there are.</summary>
    public static FindingRule NoField { get; } = new("OVC-0013", Severity.Error,
        "{0} 没有字段 {1}", "{0} has no field {1}",
        "可用的字段：{2}。", "Its fields: {2}.");

    /// <summary>A layer without records. {0} file.</summary>
    public static FindingRule NoRecord { get; } = new("OVC-0014", Severity.Error,
        "{0} 没有记录", "{0} has no records",
        "检查图层。", "Check the layer.");
}
