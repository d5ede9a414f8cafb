using CarbonSink.Methodologies;

namespace CarbonSink.Cli;

/// <summary>Texts of the command check in Chinese and English.</summary>
internal static class CheckTexts
{
    public static Bilingual Check { get; } = new("数据质检：图形、空隙和重叠、界线、面积、代码、值域和逻辑", "check a layer: validity, gaps and overlaps, boundary, areas, codes, ranges and logic");

    public static Bilingual Source { get; } = new("要检查的图层，或有 inventory.json 的数据集文件夹（查其中的小班图层和界线）", "the layer to check, or the folder of a data set with inventory.json (its units and boundary)");

    public static Bilingual Boundary { get; } = new("控制界线面图层：查越界、缺漏和面积控制", "layer of the control boundary: what lies outside, what is not covered, area control");

    public static Bilingual Sliver { get; } = new("狭缝容差：平均宽度（2×面积÷周长）小于此值的另列（默认 0.1 米）", "what is narrower on average (twice the area over the border) is told apart as a sliver (default: 0.1 m)");

    public static Bilingual Repair { get; } = new("写出修复后的副本（GeoPackage），列出修复前后面积", "write a repaired copy as a GeoPackage, with areas before and after");

    public static Bilingual Out { get; } = new("输出文件夹：findings.csv 和 findings.gpkg（问题位置）", "folder for findings.csv and findings.gpkg (their places)");

    public static Bilingual Records { get; } = new("{0} 条记录，{1} 个面；数据字典 {2}；坐标系 {3}", "{0} records, {1} polygons; schema {2}; coordinate reference {3}");

    public static Bilingual Topology { get; } = new(
        "图形无效 {0}；重叠 {1}（狭缝 {2}）；空隙 {3}（狭缝 {4}）；重复 {5}；碎屑面 {6}；狭缝容差 {7} m",
        "invalid {0}; overlaps {1} (slivers {2}); gaps {3} (slivers {4}); duplicates {5}; sliver polygons {6}; sliver tolerance {7} m");

    public static Bilingual Areas { get; } = new("椭球面积 {0} ha；登记面积 {1} ha；重叠 {2} ha；空隙 {3} ha", "ellipsoidal area {0} ha; recorded area {1} ha; overlaps {2} ha; gaps {3} ha");

    public static Bilingual PlanarAreas { get; } = new("平面面积 {0} ha；登记面积 {1} ha；重叠 {2} ha；空隙 {3} ha", "planar area {0} ha; recorded area {1} ha; overlaps {2} ha; gaps {3} ha");

    public static Bilingual Control { get; } = new("界线 {0} ha；界线外 {1} ha；未覆盖 {2} ha，{3} 处（狭缝 {4}）", "boundary {0} ha; outside it {1} ha; not covered {2} ha in {3} places (slivers {4})");

    public static Bilingual Balance { get; } = new(
        "守恒核算（平面，坐标单位²）：各面之和 {0} = 覆盖 {1} + 重叠 {2}，误差 {3}",
        "conservation (planar, squared units): polygons {0} = union {1} + overlaps {2}, error {3}");

    public static Bilingual Repaired { get; } = new("记录 {0}：修复前 {1}，修复后 {2}（平面，坐标单位²）", "record {0}: {1} before, {2} after the repair (planar, squared units)");
}
