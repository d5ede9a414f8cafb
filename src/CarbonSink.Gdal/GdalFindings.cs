using CarbonSink.Findings;

namespace CarbonSink.Gdal;

/// <summary>The rules that concern GDAL and what it reads and writes (GDAL 读写规则).</summary>
public static class GdalFindings
{
    /// <summary>No library. {0} what needs it, {1} where it was looked for.</summary>
    public static FindingRule LibraryMissing { get; } = new("GDAL-0001", Severity.Error,
        "{0} 需要 GDAL，而这台计算机上没有找到（查找位置：{1}）", "{0} needs GDAL, which was not found on this computer (looked at: {1})",
        "Debian/Ubuntu：apt install libgdal32 或 gdal-bin；Windows：安装 QGIS 或 OSGeo4W，或把 MaxRev.Gdal 运行库的文件放在程序旁边；也可用环境变量 CARBONSINK_GDAL 指明 GDAL 库文件或其文件夹",
        "Debian and Ubuntu: apt install libgdal32 or gdal-bin; Windows: install QGIS or OSGeo4W, or lay the files of a MaxRev.Gdal runtime package beside the program; or name the library or its folder in the environment variable CARBONSINK_GDAL");

    /// <summary>A library that is too old or damaged. {0} file, {1} what is wrong.</summary>
    public static FindingRule LibraryUnusable { get; } = new("GDAL-0002", Severity.Error,
        "GDAL 库 {0} 不能使用：{1}", "the GDAL library {0} cannot be used: {1}",
        "请安装 GDAL 3.4 或更新版本，或用环境变量 CARBONSINK_GDAL 指明另一个", "install GDAL 3.4 or newer, or name another one in the environment variable CARBONSINK_GDAL");

    /// <summary>GDAL cannot open a file. {0} file, {1} GDAL's words.</summary>
    public static FindingRule CannotOpen { get; } = new("GDAL-0003", Severity.Error,
        "GDAL 不能打开 {0}：{1}", "GDAL cannot open {0}: {1}",
        "请检查文件是否完整、格式是否正确；.mdb 需要 GDAL 带 MDB 或 ODBC 驱动，可先在 ArcGIS 或 QGIS 中另存为 .gdb 或 GeoPackage",
        "check that the file is whole and of the right format; an .mdb needs a GDAL with the MDB or ODBC driver: save it as .gdb or GeoPackage with ArcGIS or QGIS first");

    /// <summary>Several layers, none named. {0} file, {1} layers.</summary>
    public static FindingRule WhichLayer { get; } = new("GDAL-0004", Severity.Error,
        "{0} 有多个图层：{1}", "{0} has several layers: {1}",
        "请用 --layer 指定其一", "name one of them with --layer");

    /// <summary>No such layer. {0} file, {1} name, {2} layers.</summary>
    public static FindingRule NoLayer { get; } = new("GDAL-0005", Severity.Error,
        "{0} 没有图层 {1}，只有：{2}", "{0} has no layer {1}; it has: {2}",
        "请核对 --layer", "check --layer");

    /// <summary>GDAL failed while reading. {0} file, {1} GDAL's words.</summary>
    public static FindingRule CannotRead { get; } = new("GDAL-0006", Severity.Error,
        "GDAL 读取 {0} 时出错：{1}", "GDAL failed to read {0}: {1}",
        "文件可能损坏，请重新获取或导出", "the file may be damaged: get or export it again");

    /// <summary>GDAL warned. {0} GDAL's words.</summary>
    public static FindingRule Warned { get; } = new("GDAL-0007", Severity.Warning,
        "GDAL 提示：{0}", "GDAL says: {0}",
        "请核对结果是否受影响", "check whether the result is affected");

    /// <summary>Arcs or splines were replaced by short lines.</summary>
    public static FindingRule CurveLinearised { get; } = new("GDAL-0008", Severity.Info,
        "曲线已由 GDAL 化为折线", "a curve was made into short lines by GDAL",
        "面积有微小差别；如须精确请先在原软件中加密", "the area differs slightly; densify it in the program it comes from where that matters");

    /// <summary>A geometry that is neither polygons, lines nor points. {0} its type.</summary>
    public static FindingRule GeometryMixed { get; } = new("GDAL-0009", Severity.Error,
        "图形类型 {0} 不能读取", "a geometry of type {0} cannot be read",
        "请拆成面、线或点", "divide it into polygons, lines or points");

    /// <summary>What the format does with a field. {0} field, {1} GDAL's name of it.</summary>
    public static FindingRule FieldRenamed { get; } = new("GDAL-0012", Severity.Warning,
        "字段 {0} 写成了 {1}", "field {0} was written as {1}",
        "该格式不接受原名；原名保留为别名", "the format does not take the name; it is kept as the alias");

    /// <summary>Coordinates that are no numbers.</summary>
    public static FindingRule CoordinateNotFinite { get; } = new("GDAL-0013", Severity.Error,
        "图形含有非数值坐标", "the geometry has coordinates that are no numbers",
        "请在 GIS 软件中修复该图形", "repair the geometry with a GIS program");

    /// <summary>Heights or measures.</summary>
    public static FindingRule HeightsLeftOut { get; } = new("GDAL-0014", Severity.Info,
        "图层带 Z 或 M 值，只读取 x、y", "the layer has Z or M values; only x and y are read",
        "面积按平面位置计算，不受影响", "area follows from the horizontal position and is not affected");

    /// <summary>No coordinate reference. {0} layer.</summary>
    public static FindingRule ReferenceMissing { get; } = new("GDAL-0015", Severity.Warning,
        "图层 {0} 没有坐标系", "layer {0} has no coordinate reference",
        "请用 --crs 指定，例如 --crs EPSG:4547（CGCS2000 3 度带 114°E）", "name it, e.g. --crs EPSG:4547 (CGCS2000, 3-degree zone, 114°E)");

    /// <summary>A text whose encoding the format does not tell. {0} encoding taken.</summary>
    public static FindingRule EncodingGuessed { get; } = new("GDAL-0016", Severity.Warning,
        "文件没有说明文字编码，按 {0} 读取", "the file does not tell the encoding of texts; read as {0}",
        "如有乱码，请用 --encoding 指定", "name it with --encoding if texts look wrong");

    /// <summary>A date that is none.</summary>
    public static FindingRule DateNotHeld { get; } = new("GDAL-0011", Severity.Error,
        "日期不存在，.gdb 的日期字段不能存放", "no such date; a date field of a .gdb cannot hold it",
        "请改正该值，或写成 GeoPackage", "correct the value, or write a GeoPackage");

    /// <summary>A number with decimals in a whole-number field.</summary>
    public static FindingRule NotWhole { get; } = new("GDAL-0017", Severity.Error,
        "整数字段里有小数，.gdb 不能存放", "a number with decimals in a field of whole numbers, which a .gdb cannot hold",
        "请改正该值或字段类型，或写成 GeoPackage", "correct the value or the type of the field, or write a GeoPackage");

    /// <summary>Coordinates on a grid.</summary>
    public static FindingRule CoordinatesOnGrid { get; } = new("GDAL-0018", Severity.Info,
        ".gdb 把坐标存在整数格网上，最末几位可能有变（投影坐标远小于 0.1 毫米）", "a .gdb stores coordinates on a grid of whole numbers; their last digits may differ (far below 0.1 mm for projected ones)",
        "须逐位不变时请写成 GeoPackage", "write a GeoPackage where every bit matters");
}
