using CarbonSink.Findings;

namespace CarbonSink.Runs;

/// <summary>What may be wrong where polygons are laid over a raster.</summary>
public static class ZonalFindings
{
    /// <summary>The raster is not placed. {0} raster.</summary>
    public static FindingRule NotPlaced { get; } = new("RAS-0020", Severity.Error,
        "{0} 没有地理定位，不能与图斑叠加", "{0} is not georeferenced, so no polygon can be laid over it",
        "补上 .tfw，或用 GIS 软件配准", "supply the .tfw, or georeference it with a GIS program");

    /// <summary>Only one side says what its coordinates refer to. {0} file without reference.</summary>
    public static FindingRule ReferenceUnknown { get; } = new("RAS-0021", Severity.Error,
        "{0} 没有坐标系，不能与另一方叠加", "{0} has no coordinate reference and cannot be laid over the other",
        "面图层用 --crs、栅格用 --raster-crs 指定，例如 EPSG:4547", "name it with --crs for the polygons or --raster-crs for the raster, e.g. EPSG:4547");

    /// <summary>Neither side does. {0} raster, {1} layer.</summary>
    public static FindingRule ReferencesAssumed { get; } = new("RAS-0022", Severity.Warning,
        "{0} 与 {1} 都没有坐标系，按同一坐标系处理，不给出公顷数", "neither {0} nor {1} has a coordinate reference; they are taken to share one, and no hectares are given",
        "用 --crs 和 --raster-crs 指定", "name them with --crs and --raster-crs");

    /// <summary>A polygon outside of the raster.</summary>
    public static FindingRule Outside { get; } = new("RAS-0023", Severity.Warning,
        "图斑在栅格范围之外，没有统计值", "the polygon lies outside of the raster and has no statistics",
        "核对范围与坐标系", "compare extents and coordinate references");

    /// <summary>Part of a polygon lies outside. {0} percent.</summary>
    public static FindingRule PartlyOutside { get; } = new("RAS-0024", Severity.Warning,
        "图斑有 {0} % 在栅格范围之外，只统计其余部分", "{0} % of the polygon lies outside of the raster; the statistics are of the rest",
        "换用覆盖全部图斑的栅格", "use a raster that covers all polygons");

    /// <summary>An invalid polygon.</summary>
    public static FindingRule Clamped { get; } = new("RAS-0025", Severity.Warning,
        "图斑自相交或部件重叠，重复或反向覆盖的像元按 0 或 1 计；边界围成 {0} 个像元，计入 {1} 个", "the polygon crosses itself or its parts overlap; cells covered twice or negatively count as 1 or 0: the border encloses {0} cells, {1} were counted",
        "修复图形后重新统计", "repair the polygon and run again");

    /// <summary>Coverage that does not agree with the area. {0} cells by the border, {1} cells covered.</summary>
    public static FindingRule CoverageDiffers { get; } = new("RAS-0026", Severity.Error,
        "像元覆盖之和 {1} 与图斑面积折合的 {0} 个像元不符，不给出统计值", "the covered cells add up to {1}, the polygon's area to {0} cells; no statistics are given",
        "请检查图形，并把数据发给开发者", "check the geometry and send the data to the developers");

    /// <summary>No polygon.</summary>
    public static FindingRule NoPolygon { get; } = new("RAS-0027", Severity.Warning,
        "记录没有面图形，没有统计值", "the record has no polygon and no statistics",
        "补绘图形或删除该记录", "draw the polygon or delete the record");

    /// <summary>Coordinates without a place in the raster's reference.</summary>
    public static FindingRule NotTransformed { get; } = new("RAS-0028", Severity.Error,
        "图斑坐标不是数值，或在栅格的坐标系中没有对应位置，没有统计值", "the polygon has coordinates that are no numbers or have no place in the raster's coordinate reference; no statistics are given",
        "核对图形与坐标系", "check the geometry and the coordinate references");

    /// <summary>Only cells without a value.</summary>
    public static FindingRule NoValues { get; } = new("RAS-0029", Severity.Warning,
        "图斑内的像元都没有值", "all cells within the polygon are without a value",
        "核对栅格的无效值与范围", "check no-data value and extent of the raster");

    /// <summary>Weights on another grid. {0} weights, {1} raster.</summary>
    public static FindingRule WeightsDiffer { get; } = new("RAS-0030", Severity.Error,
        "权重栅格 {0} 与 {1} 的网格或坐标系不同", "the raster of weights {0} is not on the grid of {1}, or in another coordinate reference",
        "用 gdalwarp 把权重重采样到同一网格：-te、-ts 取 {1} 的范围和行列数", "resample the weights to the same grid with gdalwarp: -te and -ts with extent and size of {1}");

    /// <summary>Cells with a value and no weight. {0} cells.</summary>
    public static FindingRule WeightsMissing { get; } = new("RAS-0031", Severity.Warning,
        "有值而无权重的像元共 {0} 个，不进入加权统计", "{0} cells have a value and no weight; they are left out of the weighted figures",
        "补全权重栅格", "fill the raster of weights");

    /// <summary>Hectares that cannot be given. {0} why.</summary>
    public static FindingRule AreaUnknown { get; } = new("RAS-0032", Severity.Warning,
        "不能换算公顷：{0}", "hectares cannot be given: {0}",
        "换用面积可算的坐标系，或用 --raster-crs 指定", "use a coordinate reference that area can be computed from, or name it with --raster-crs");

    /// <summary>An invalid polygon that was repaired. {0} {3} why, {1} {2} where, {4} cells before, {5} cells after.</summary>
    public static FindingRule Repaired { get; } = new("RAS-0033", Severity.Warning,
        "图斑无效：{0}，位于栅格坐标 ({1}, {2})；按修复后的图形统计（与 overlay 的修复相同），环按嵌套计 {4} 个像元，修复后 {5} 个", "invalid polygon: {3} at ({1}, {2}) in the raster's coordinates; the statistics are of the repaired polygon, as overlay repairs it: {4} cells as its rings nest, {5} after the repair",
        "核对并修复图形（check --repair 写出修复后的副本）", "check and repair the polygon (check --repair writes a repaired copy)");

    /// <summary>A ring wound as a hole that is none. {0} {1} where.</summary>
    public static FindingRule HoleOutside { get; } = new("RAS-0034", Severity.Warning,
        "有一个环按绕向是洞，却位于外环之外（栅格坐标 ({0}, {1})）；内外按嵌套判断，该环作为部件计入", "a ring is wound as a hole but lies outside of the outer rings, at ({0}, {1}) in the raster's coordinates; nesting decides, so it counts as a part",
        "核对该环是洞还是部件；按绕向判断的软件会把它减去", "check whether the ring is a hole or a part: programs that go by winding subtract it");

    /// <summary>An invalid polygon of which nothing is left. {0} {3} why, {1} {2} where.</summary>
    public static FindingRule NothingLeft { get; } = new("RAS-0035", Severity.Error,
        "图斑无效：{0}，位于栅格坐标 ({1}, {2})；修复后没有面积，没有统计值", "invalid polygon: {3} at ({1}, {2}) in the raster's coordinates; no area is left after the repair, and there are no statistics",
        "重新绘制图形", "draw the polygon again");
}
