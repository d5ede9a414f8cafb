using CarbonSink.Findings;

namespace CarbonSink.Runs;

/// <summary>What may be wrong with layers of polygons that units are grouped by or controlled with.</summary>
public static class LayerFindings
{
    /// <summary>The layer is in another coordinate reference than the units.</summary>
    public static FindingRule OtherReference { get; } = new("LAY-0001", Severity.Error,
        "{0} 的坐标系 {1} 与小班图层的 {2} 基准不同，不能叠加", "{0} is in {1}, the units are in {2}, of another datum: they cannot be overlaid",
        "用当地的七参数转换（carbonsink convert … --to-crs … --datum-shift …）后再用；只是 .prj 写错时，改正它，或在 inventory.json 该图层写 crs。",
        "Transform it with the seven parameters of the region (carbonsink convert … --to-crs … --datum-shift …); where only its .prj is wrong, correct it, or write crs for this layer in inventory.json.");

    /// <summary>The layer has no usable coordinate reference.</summary>
    public static FindingRule NoReference { get; } = new("LAY-0002", Severity.Error,
        "{0} 没有可用的坐标系（.prj）", "{0} has no usable coordinate reference (.prj)",
        "补上 .prj，或在 inventory.json 该图层写 crs（如 EPSG:4547）。", "Supply the .prj, or write crs for this layer in inventory.json (e.g. EPSG:4547).");

    /// <summary>It is not clear which field names the polygons.</summary>
    public static FindingRule WhichField { get; } = new("LAY-0003", Severity.Error,
        "{0} 有不止一个可作名称的字段：{1}", "{0} has more than one field that could name its polygons: {1}",
        "在 inventory.json 该图层写 nameField，或写 --by layer:路径#字段。", "Write nameField for this layer in inventory.json, or --by layer:PATH#FIELD.");

    /// <summary>The field that is to name the polygons does not exist.</summary>
    public static FindingRule NoField { get; } = new("LAY-0004", Severity.Error,
        "{0} 没有字段 {1}", "{0} has no field {1}",
        "可用的字段：{2}。", "Its fields: {2}.");

    /// <summary>More than one layer of polygons to group by.</summary>
    public static FindingRule SeveralZones { get; } = new("LAY-0005", Severity.Error,
        "一次只能按一个面图层分组，给出了 {0}", "a run groups by one layer of polygons, but was given {0}",
        "每个图层运行一次；面图层可以和字段一起分组。", "Run once for each layer; a layer may stand beside fields.");

    /// <summary>The layer has no polygon.</summary>
    public static FindingRule NoPolygon { get; } = new("LAY-0006", Severity.Error,
        "{0} 没有面", "{0} has no polygon",
        "检查图层。", "Check the layer.");

    /// <summary>Several layers are named that there may be one of.</summary>
    public static FindingRule SeveralLayers { get; } = new("LAY-0007", Severity.Error,
        "inventory.json 有 {0} 个 role 为 {1} 的图层：{2}", "inventory.json names {0} layers with role {1}: {2}",
        "只保留一个，或改用不同的 role。", "Keep one of them, or give them different roles.");

    /// <summary>The layer has no attributes.</summary>
    public static FindingRule NoAttributes { get; } = new("LAY-0008", Severity.Error,
        "{0} 没有属性表，面没有名称", "{0} has no attributes, so its polygons have no names",
        "补上 .dbf。", "Supply the .dbf.");

    /// <summary>The layer was transformed. {0} from, {1} to.</summary>
    public static FindingRule Transformed { get; } = new("LAY-0009", Severity.Info,
        "图层由 {0} 转换到小班图层的 {1}", "the layer was transformed from {0} to the coordinate reference of the units, {1}",
        "如坐标系写错，改正 .prj，或在 inventory.json 该图层写 crs。", "Where the coordinate reference is wrong, correct the .prj, or write crs for this layer in inventory.json.");

    /// <summary>Polygons that the other coordinate reference cannot hold. {0} how many, {1} the reference.</summary>
    public static FindingRule OutOfReach { get; } = new("LAY-0015", Severity.Warning,
        "{0} 个面有点转换不到 {1}，不用", "{0} polygons have positions that cannot be expressed in {1}; they are not used",
        "核对图层的坐标系和坐标。", "Check coordinate reference and coordinates of the layer.");

    /// <summary>A folder was given where a layer is wanted. {0} its path, {1} what is in it.</summary>
    public static FindingRule Folder { get; } = new("LAY-0016", Severity.Error,
        "{0} 是文件夹，不是图层", "{0} is a folder, not a layer",
        "写明其中一个图层：{1}。", "A folder: name one of the layers in it: {1}.");

    /// <summary>Polygons of a layer overlap.</summary>
    public static FindingRule Overlap { get; } = new("LAY-0010", Severity.Warning,
        "面 {0}（记录 {1}）与 {2}（记录 {3}）重叠 {4} ha；重叠部分只归先出现的 {0}", "polygons {0} (record {1}) and {2} (record {3}) overlap by {4} ha; the common part goes to the earlier, {0}, alone",
        "在图层里消除重叠。", "Remove the overlap from the layer.");

    /// <summary>A polygon of a layer was invalid.</summary>
    public static FindingRule PolygonRepaired { get; } = new("LAY-0011", Severity.Warning,
        "面 {0} 的图形无效，叠加时已修复", "polygon {0} is invalid and was repaired for the overlay",
        "用 GIS 软件修复该图形。", "Repair it with a GIS program.");

    /// <summary>A polygon has no name.</summary>
    public static FindingRule NoName { get; } = new("LAY-0012", Severity.Warning,
        "面没有名称，其中的小班记在空白组", "the polygon has no name; units in it are in the blank group",
        "补上该记录的名称字段。", "Supply the name of this record.");

    /// <summary>Boundary polygons overlap.</summary>
    public static FindingRule BoundaryOverlap { get; } = new("LAY-0013", Severity.Warning,
        "控制界线的面（记录 {0} 与 {1}）重叠 {2} ha，界线面积不用", "polygons of the control boundary (records {0} and {1}) overlap by {2} ha; its area is not used",
        "在图层里消除重叠，或用 --land-area 给出土地总面积。", "Remove the overlap from the layer, or give the land area with --land-area.");

    /// <summary>The area within the boundary cannot be measured.</summary>
    public static FindingRule BoundaryUnmeasured { get; } = new("LAY-0014", Severity.Warning,
        "控制界线的面积无法计算，界线面积不用", "the area within the control boundary cannot be measured; it is not used",
        "检查图形和坐标系，或用 --land-area 给出土地总面积。", "Check geometry and coordinate reference, or give the land area with --land-area.");

    /// <summary>Geometries of several kinds. {0} their numbers.</summary>
    public static FindingRule MixedGeometry { get; } = new("LAY-0017", Severity.Warning,
        "图层混有不同类型的图形：{0}", "the layer holds geometries of several kinds: {0}",
        "点和线没有面积：把面单独存为一个图层，或核对是否选错图层。", "Points and lines have no area: keep the polygons in a layer of their own, or check that the right layer was chosen.");

    /// <summary>Part of a unit lies in no polygon.</summary>
    public static FindingRule UnitOutside { get; } = new("LAY-0020", Severity.Info,
        "面积 {1} ha 中有 {0} ha 不在 {2} 的任何面内", "{0} ha of {1} ha lie in no polygon of {2}",
        "核对小班界线与图层范围。", "Compare the unit's border with the extent of the layer.");

    /// <summary>The boundary of a unit was invalid.</summary>
    public static FindingRule UnitRepaired { get; } = new("LAY-0021", Severity.Warning,
        "小班图形无效，只为叠加作了修复；面积仍按原图形", "the boundary is invalid and was repaired for the overlay alone; areas are those of the boundary as it is",
        "用 GIS 软件修复该图形。", "Repair it with a GIS program.");

    /// <summary>A unit without boundary cannot be placed.</summary>
    public static FindingRule UnitUnplaced { get; } = new("LAY-0022", Severity.Info,
        "小班没有可用的图形，不能确定在 {0} 的哪个面，记在空白组", "without a usable boundary the unit is in no polygon of {0}; it is in the blank group",
        "补上该记录的图形。", "Supply the geometry of this record.");
}
