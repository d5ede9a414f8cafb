using CarbonSink.Findings;

namespace CarbonSink.Gis;

/// <summary>What a format cannot hold of a layer that is written (写出质检规则).</summary>
public static class TargetFindings
{
    /// <summary>A geometry that could not be read is written as none.</summary>
    public static FindingRule GeometryNotWritten { get; } = new("GIS-0100", Severity.Error,
        "图形不能读取，写成了空图形", "the geometry could not be read and was written as none",
        "请先在 GIS 软件中修复该图形", "repair the geometry with a GIS program first");

    /// <summary>Several kinds of geometry. {0} kind of the layer, {1} kind of the record.</summary>
    public static FindingRule GeometryMixed { get; } = new("GIS-0101", Severity.Error,
        "图层的图形类型是 {0}，这条记录是 {1}，该格式不能混存", "the layer is of {0} and this record of {1}; the format holds one kind",
        "请按类型分成几个图层，或写成 GeoJSON、CSV", "divide the layer by kind, or write GeoJSON or CSV");

    /// <summary>A ring that bounds nothing. {0} ring, {1} vertices.</summary>
    public static FindingRule RingTooShort { get; } = new("GIS-0102", Severity.Warning,
        "第 {0} 个环只有 {1} 个点，围不成面，未写出", "ring {0} has {1} vertices, bounds nothing and was left out",
        "面积不受影响；请在 GIS 软件中做“修复几何”", "the area is not affected; run the geometry repair of a GIS program");

    /// <summary>A character that the encoding does not have. {0} encoding, {1} character.</summary>
    public static FindingRule CharacterNotHeld { get; } = new("GIS-0103", Severity.Error,
        "编码 {0} 没有字符 {1}，文件不予写出", "encoding {0} does not have {1}; the file is refused",
        "请用 --to-encoding UTF-8 或 GB18030；控制字符请先删去", "use --to-encoding UTF-8 or GB18030; remove control characters first");

    /// <summary>A text too long for dBASE. {0} bytes.</summary>
    public static FindingRule TextTooLong { get; } = new("GIS-0104", Severity.Error,
        "文字有 {0} 字节，超过 dBASE 字段的 254 字节，文件不予写出", "the text has {0} bytes, more than the 254 of a dBASE field; the file is refused",
        "请写成 GeoPackage、GeoJSON 或 CSV", "write a GeoPackage, GeoJSON or CSV");

    /// <summary>A field made wider. {0} field, {1} width and decimals before, {2} after.</summary>
    public static FindingRule FieldWidened { get; } = new("GIS-0105", Severity.Info,
        "字段 {0} 由 {1} 加宽为 {2}，值未截断", "field {0} was widened from {1} to {2} so that no value is cut",
        "无须处理；若须保持原宽度，请改短其值", "nothing to do; shorten the values where the width must stay");

    /// <summary>A field name cut. {0} name, {1} name written.</summary>
    public static FindingRule FieldNameCut { get; } = new("GIS-0106", Severity.Warning,
        "字段名 {0} 写成了 {1}", "field name {0} was written as {1}",
        "dBASE 字段名最多 10 字节；请写成 GeoPackage 以保留原名", "dBASE names have at most 10 bytes: write a GeoPackage to keep them");

    /// <summary>A file beyond what its format can address. {0} file.</summary>
    public static FindingRule FileTooLarge { get; } = new("GIS-0107", Severity.Error,
        "{0} 超过 shapefile 的 2 GB 上限，不予写出", "{0} is beyond the 2 GB of a shapefile; it is refused",
        "请写成 GeoPackage，或分幅写出", "write a GeoPackage, or divide the layer");

    /// <summary>Spaces around a text.</summary>
    public static FindingRule SpacesNotHeld { get; } = new("GIS-0108", Severity.Info,
        "文字两端的空格在 dBASE 中不保留", "spaces at the ends of a text are not kept in dBASE",
        "无须处理；须保留时请写成 GeoPackage", "nothing to do; write a GeoPackage to keep them");

    /// <summary>A record wider than dBASE holds. {0} fields, {1} bytes of a record.</summary>
    public static FindingRule TableTooWide { get; } = new("GIS-0109", Severity.Error,
        "{0} 个字段共 {1} 字节，超过 dBASE 的上限（255 个字段、65,535 字节）", "{0} fields of {1} bytes in all are beyond dBASE (255 fields, 65,535 bytes)",
        "请写成 GeoPackage", "write a GeoPackage");

    /// <summary>GeoJSON of other than degrees on WGS 84. {0} the coordinate reference.</summary>
    public static FindingRule GeoJsonReference { get; } = new("GIS-0110", Severity.Error,
        "GeoJSON 只能是 WGS 84 经纬度，图层是 {0}", "GeoJSON is in degrees on WGS 84; the layer is in {0}",
        "请用 --to-crs EPSG:4490 或 EPSG:4326 转为经纬度（换基准须给参数），或写成 GeoPackage", "transform it with --to-crs EPSG:4490 or EPSG:4326 (a datum change needs parameters), or write a GeoPackage");

    /// <summary>GeoJSON of degrees on CGCS2000. {0} the coordinate reference.</summary>
    public static FindingRule GeoJsonDatum { get; } = new("GIS-0111", Severity.Warning,
        "GeoJSON 意指 WGS 84，坐标是 {0} 经纬度，原样写出", "GeoJSON means WGS 84; the degrees are of {0} and were written as they are",
        "两者相差不到 1 米；精度要求高时请写成 GeoPackage", "the two differ by less than a metre; write a GeoPackage where that matters");

    /// <summary>The coordinate reference is not known and not written.</summary>
    public static FindingRule ReferenceUnknown { get; } = new("GIS-0112", Severity.Warning,
        "坐标系未知，写出的文件也没有坐标系", "the coordinate reference is unknown, and the file written has none",
        "请用 --crs 指定，例如 --crs EPSG:4547", "name it, e.g. --crs EPSG:4547");

    /// <summary>Coordinates that are no degrees. {0} x, {1} y.</summary>
    public static FindingRule NotDegrees { get; } = new("GIS-0113", Severity.Error,
        "坐标 {0}, {1} 不是经纬度，GeoJSON 不予写出", "coordinates {0}, {1} are no degrees; GeoJSON is refused",
        "请核对坐标系（--crs），或写成 GeoPackage", "check the coordinate reference (--crs), or write a GeoPackage");

    /// <summary>A column renamed. {0} name, {1} name written.</summary>
    public static FindingRule FieldRenamed { get; } = new("GIS-0114", Severity.Warning,
        "字段 {0} 写成了 {1}", "field {0} was written as {1}",
        "原名与该格式自有的列或另一字段重名（不分大小写）", "the name is that of the format's own column or, without regard to case, of another field");

    /// <summary>A target of no known format. {0} path.</summary>
    public static FindingRule FormatUnknown { get; } = new("GIS-0115", Severity.Error,
        "不知道 {0} 是什么格式", "the format of {0} is not known",
        "能写的格式：.shp、.gpkg、.geojson（.json）、.csv、.gdb", "formats written: .shp, .gpkg, .geojson (.json), .csv, .gdb");

    /// <summary>A date or yes/no that is none.</summary>
    public static FindingRule ValueAsText { get; } = new("GIS-0116", Severity.Warning,
        "值不合字段类型，按文字写出", "the value is not of its field's type and was written as text",
        "请改正该值", "correct the value");
}
