using CarbonSink.Methodologies;

namespace CarbonSink.Cli;

/// <summary>Texts of the command inspect.</summary>
internal static class InspectTexts
{
    public static Bilingual Inspect { get; } = new("查看数据：图层、字段、坐标系、编码、图形；栅格：行列、像元、波段", "what is in a dataset: layers, fields, coordinate reference, encoding, geometry; of a raster its cells and bands");

    public static Bilingual Path { get; } = new("数据文件（.shp、.gpkg、.geojson、.csv、.xlsx、.tif）", "a file (.shp, .gpkg, .geojson, .csv, .xlsx, .tif)");

    public static Bilingual Layer { get; } = new("图层名（文件含多个图层时）", "name of the layer, where the file holds several");

    public static Bilingual File { get; } = new("文件", "File");

    public static Bilingual LayerName { get; } = new("图层", "Layer");

    public static Bilingual Records { get; } = new("记录数", "Records");

    public static Bilingual Deleted { get; } = new("已删除", "deleted");

    public static Bilingual Null { get; } = new("无图形", "without geometry");

    public static Bilingual Invalid { get; } = new("图形无效", "invalid");

    public static Bilingual Geometry { get; } = new("图形", "Geometry");

    public static Bilingual Reference { get; } = new("坐标系", "Coordinate reference");

    public static Bilingual Unknown { get; } = new("未知", "unknown");

    public static Bilingual Encoding { get; } = new("编码", "Encoding");

    public static Bilingual Extent { get; } = new("范围", "Extent");

    public static Bilingual Cells { get; } = new("列 × 行", "Columns × rows");

    public static Bilingual CellSize { get; } = new("像元（东、北方向）", "Cell (east, north)");

    public static Bilingual Rotated { get; } = new("有旋转", "rotated");

    public static Bilingual NotPlaced { get; } = new("没有地理定位", "not georeferenced");

    public static Bilingual Band { get; } = new("波段", "Band");

    public static Bilingual NoData { get; } = new("无数据值", "no data");

    public static Bilingual None { get; } = new("无", "none");

    public static Bilingual Schema { get; } = new("数据字典", "Data dictionary");

    public static Bilingual NoSchema { get; } = new("未识别", "none recognised");

    public static Bilingual Findings { get; } = new("质检问题", "Findings");
}
