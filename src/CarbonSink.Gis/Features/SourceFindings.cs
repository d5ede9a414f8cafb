using CarbonSink.Findings;

namespace CarbonSink.Gis;

/// <summary>The rules that a file of any format can break when it is opened or read (数据源质检规则).</summary>
public static class SourceFindings
{
    /// <summary>A format that nothing here reads. {0} file.</summary>
    public static FindingRule FormatUnknown { get; } = Error("GIS-0060",
        "{0} 的格式无法识别", "the format of {0} is not known",
        "可直接读取 shapefile、GeoPackage、GeoJSON、CSV、.xlsx；其他格式请用 GIS 软件转换，或安装 GDAL 后重试", "shapefile, GeoPackage, GeoJSON, CSV and .xlsx are read; convert other formats with a GIS program, or install GDAL and try again");

    /// <summary>A spreadsheet of Excel 97–2003. {0} file.</summary>
    public static FindingRule OldSpreadsheet { get; } = Error("GIS-0061",
        "{0} 是 Excel 97–2003 工作簿（.xls），不能直接读取", "{0} is a workbook of Excel 97–2003 (.xls), which is not read",
        "请在 Excel 或 WPS 中另存为 .xlsx，或另存为 CSV（UTF-8）", "save it as .xlsx, or as CSV (UTF-8), with Excel, WPS or LibreOffice");

    /// <summary>An Access database. {0} file.</summary>
    public static FindingRule AccessDatabase { get; } = Error("GIS-0062",
        "{0} 是 Access 数据库（.mdb/.accdb），不能直接读取", "{0} is an Access database (.mdb, .accdb), which is not read",
        "图层请用 ArcGIS 导出为 .gdb 或 shapefile，或用 QGIS（GDAL 的 PGeo/ODBC 驱动）另存为 GeoPackage；表请用 Access 导出为 .xlsx 或 CSV", "export its layers to a .gdb or shapefile with ArcGIS, or to a GeoPackage with QGIS (GDAL's PGeo or ODBC driver); export its tables to .xlsx or CSV with Access");

    /// <summary>A format that GDAL reads. {0} file.</summary>
    public static FindingRule NeedsGdal { get; } = Error("GIS-0063",
        "读取 {0} 需要 GDAL", "reading {0} needs GDAL",
        "请安装 GDAL（Debian：apt install libgdal32；Windows：OSGeo4W，并设 CARBONSINK_GDAL），或用 GIS 软件转换为 GeoPackage 或 shapefile", "install GDAL (Debian: apt install libgdal32; Windows: OSGeo4W, then set CARBONSINK_GDAL), or convert it to a GeoPackage or shapefile with a GIS program");

    /// <summary>An image or grid. {0} file.</summary>
    public static FindingRule IsRaster { get; } = Error("GIS-0064",
        "{0} 是栅格，不是矢量图层", "{0} is a raster, not a layer of features",
        "此处需要矢量图层；栅格请用 zonal 等命令（需要 GDAL）", "a layer of features is wanted here; rasters are for commands such as zonal (which need GDAL)");

    /// <summary>A packed file. {0} file.</summary>
    public static FindingRule IsArchive { get; } = Error("GIS-0065",
        "{0} 是压缩包", "{0} is an archive",
        "请先解压，再给出其中的文件", "unpack it first and name the file in it");

    /// <summary>The layer is not clear. {0} file, {1} its layers.</summary>
    public static FindingRule SeveralLayers { get; } = Error("GIS-0066",
        "{0} 含多个图层：{1}", "{0} holds several layers: {1}",
        "请用 --layer 指定其一（在 inventory.json 中用 layer）", "name one with --layer (layer in inventory.json)");

    /// <summary>A layer that the file does not hold. {0} file, {1} name, {2} its layers.</summary>
    public static FindingRule LayerUnknown { get; } = Error("GIS-0067",
        "{0} 中没有图层 {1}", "{0} holds no layer {1}",
        "其中的图层：{2}", "its layers: {2}");

    /// <summary>A file without layers. {0} file.</summary>
    public static FindingRule NoLayer { get; } = Error("GIS-0068",
        "{0} 中没有图层", "{0} holds no layer",
        "请检查是否选错文件", "check that the right file was chosen");

    /// <summary>Text that is no JSON. {0} file, {1} byte, {2} what was found.</summary>
    public static FindingRule JsonBroken { get; } = Error("GIS-0070",
        "{0} 在第 {1} 字节处不是合法的 JSON：{2}", "{0} is no valid JSON at byte {1}: {2}",
        "文件可能不完整或被手工改坏：请重新获取或重新导出为 UTF-8 的 GeoJSON", "the file may be incomplete or was edited by hand: get it again, or export it again as GeoJSON in UTF-8");

    /// <summary>JSON that is no GeoJSON. {0} file, {1} byte, {2} what was found.</summary>
    public static FindingRule NotGeoJson { get; } = Error("GIS-0071",
        "{0} 不是 GeoJSON（第 {1} 字节：{2}）", "{0} is no GeoJSON (byte {1}: {2})",
        "应为 FeatureCollection、Feature 或几何对象；TopoJSON、EsriJSON 请先转换", "a FeatureCollection, Feature or geometry is wanted; convert TopoJSON or EsriJSON first");

    /// <summary>A coordinate that is no longitude and latitude. {0} file, {1} record, {2} coordinate.</summary>
    public static FindingRule CoordinateOutOfRange { get; } = Error("GIS-0073",
        "{0} 第 {1} 条记录的坐标 {2} 不是经纬度", "{0}: record {1} has the coordinate {2}, which is no longitude and latitude",
        "GeoJSON 的坐标须为 WGS 84 经纬度（经度在前）；该图层可能是投影坐标，请用 --crs 指定，例如 --crs EPSG:4547，或重新导出为经纬度", "GeoJSON is in degrees of WGS 84, longitude first; the layer is probably projected: name its coordinate reference, e.g. --crs EPSG:4547, or export it again in degrees");

    /// <summary>A name that stands twice in one object.</summary>
    public static FindingRule KeyRepeated { get; } = Warning("GIS-0074",
        "同一对象中重复出现该名称，取最后一个值", "the name stands twice in one object; the last value was taken",
        "请改正导出程序，去掉重复", "correct the program that wrote the file");

    /// <summary>A geometry that cannot be read. {0} why.</summary>
    public static FindingRule GeometryUnreadable { get; } = Error("GIS-0075",
        "图形不能读取：{0}", "the geometry cannot be read: {0}",
        "请在 GIS 软件中修复，或转换为普通的点、线、面（曲线先离散）后重新导出", "repair it with a GIS program, or turn it into a plain point, line or polygon (curves into segments) and export it again");

    /// <summary>A number with more digits than can be kept.</summary>
    public static FindingRule ValueRounded { get; } = Warning("GIS-0076",
        "数值位数过多，已舍入到约 16 位有效数字", "the number has more digits than can be kept and was rounded to about 16 significant digits",
        "编号类字段请存为文本", "store identifiers as text");

    /// <summary>Heights or measures that are not used. {0} file.</summary>
    public static FindingRule HeightsDropped { get; } = Info("GIS-0077",
        "{0} 的坐标带有高程（Z）或度量值（M），未使用", "{0}: coordinates carry heights (Z) or measures (M), which are not used",
        "面积按平面位置计算，不受影响", "areas are those of the horizontal position and are not affected");

    /// <summary>Members of features that have no place in a table. {0} file, {1} names.</summary>
    public static FindingRule MembersIgnored { get; } = Info("GIS-0078",
        "{0} 的要素带有 properties 以外的成员 {1}，未读取", "{0}: features have members outside properties, {1}, which are not read",
        "如需要，请移入 properties", "move them into properties if they are wanted");

    /// <summary>A coordinate reference given as undefined. {0} layer, {1} its number.</summary>
    public static FindingRule ReferenceUndefined { get; } = Warning("GIS-0079",
        "{0} 的坐标系未定义（srs_id {1}）", "{0}: the coordinate reference is undefined (srs_id {1})",
        "请用 --crs 指定，例如 --crs EPSG:4547，或在 GIS 软件中设置图层坐标系", "name it, e.g. --crs EPSG:4547, or set it with a GIS program");

    /// <summary>A column that cannot be kept. {0} type.</summary>
    public static FindingRule ColumnLeftOut { get; } = Warning("GIS-0080",
        "类型为 {0} 的列不能读取，已略去", "a column of type {0} cannot be read and is left out",
        "附件、图片等请另行保存", "keep attachments and pictures elsewhere");

    /// <summary>A database that cannot be used. {0} file, {1} what SQLite says.</summary>
    public static FindingRule DatabaseBad { get; } = Error("GIS-0081",
        "{0} 不能读取：{1}", "{0} cannot be read: {1}",
        "文件可能损坏、不完整或正被其他程序占用：关闭占用它的程序，或向数据提供方重新获取", "the file may be damaged, incomplete or in use: close the program that uses it, or get it again from its owner");

    /// <summary>A stored count that is wrong. {0} file, {1} stored, {2} read.</summary>
    public static FindingRule StoredCountWrong { get; } = Info("GIS-0082",
        "{0} 中记载的记录数为 {1}，实有 {2} 条；以实有为准", "{0} states {1} records and holds {2}; those it holds are read",
        "无须处理；在 GIS 软件中重新保存可更正", "nothing needs doing; saving it again with a GIS program corrects it");

    /// <summary>A row that does not fit the header. {0} line, {1} cells, {2} cells of the header.</summary>
    public static FindingRule RowMisfit { get; } = Error("GIS-0083",
        "第 {0} 行有 {1} 格，表头有 {2} 格；该行的值未采用", "line {0} has {1} cells where the header has {2}; its values are not used",
        "含分隔符或换行的单元格须加引号", "quote cells that contain the delimiter or a line break");

    /// <summary>A quote that is never closed. {0} file, {1} line.</summary>
    public static FindingRule QuoteOpen { get; } = Error("GIS-0084",
        "{0} 第 {1} 行的引号没有配对", "{0}: a quote opened in line {1} is never closed",
        "请改正引号；文件也可能不完整", "correct the quotes; the file may also be incomplete");

    /// <summary>A format without coordinate reference. {0} file.</summary>
    public static FindingRule NoReferenceInFormat { get; } = Warning("GIS-0085",
        "{0} 不含坐标系信息，坐标系未知", "{0} says nothing of its coordinate reference, which is unknown",
        "请用 --crs 指定，例如 --crs EPSG:4490（CGCS2000 经纬度），或放一个同名 .prj", "name it, e.g. --crs EPSG:4490 (CGCS2000 degrees), or put a .prj of the same name beside it");

    /// <summary>A column name that stands twice or is blank. {0} name it got.</summary>
    public static FindingRule NameChanged { get; } = Info("GIS-0086",
        "列名为空或重复，改称 {0}", "the name of the column is blank or stands twice; it is called {0}",
        "请改正表头", "correct the header");

    /// <summary>A table without header. {0} file.</summary>
    public static FindingRule TableEmpty { get; } = Error("GIS-0087",
        "{0} 没有表头", "{0} has no header",
        "第一行应为列名", "the first line names the columns");

    /// <summary>A text in UTF-16. {0} file.</summary>
    public static FindingRule Utf16 { get; } = Error("GIS-0088",
        "{0} 的编码为 UTF-16，不能读取", "{0} is in UTF-16, which is not read",
        "请另存为 UTF-8", "save it as UTF-8");

    /// <summary>An error value in a cell. {0} cell.</summary>
    public static FindingRule CellError { get; } = Error("GIS-0089",
        "单元格 {0} 为错误值", "cell {0} holds an error",
        "请在表格软件中改正公式", "correct the formula with a spreadsheet program");

    /// <summary>A workbook beyond the limits. {0} file, {1} what.</summary>
    public static FindingRule WorkbookBad { get; } = Error("GIS-0090",
        "工作簿 {0} 不能读取：{1}", "the workbook {0} cannot be read: {1}",
        "请在表格软件中重新保存为 .xlsx，或另存为 CSV（UTF-8）", "save it again as .xlsx, or as CSV (UTF-8), with a spreadsheet program");

    /// <summary>A text document that cannot be read. {0} file, {1} what is wrong.</summary>
    public static FindingRule DocumentBad { get; } = Error("GIS-0097",
        "文档 {0} 不能读取：{1}", "the document {0} cannot be read: {1}",
        "请在 Word 或 WPS 中另存为 .docx，或另存为 .txt（UTF-8）", "save it again as .docx, or as .txt (UTF-8), with a word processor");

    /// <summary>Values of several types in one property.</summary>
    public static FindingRule TypesMixed { get; } = Info("GIS-0092",
        "该属性混有不同类型的值，按文本读取", "values of the property are of different types; they are read as text",
        "请统一该属性的类型", "use one type throughout");

    /// <summary>More columns than can be read. {0} file, {1} most.</summary>
    public static FindingRule TooManyColumns { get; } = Error("GIS-0093",
        "{0} 的列多于 {1}", "{0} has more than {1} columns",
        "请检查文件；属性名常被误用作取值", "check the file: values may have been written as names");

    /// <summary>A text that is no date.</summary>
    public static FindingRule DateBad { get; } = Error("GIS-0094",
        "不是日期", "not a date",
        "请改正该值，例如 2024-12-31", "correct the value, e.g. 2024-12-31");

    /// <summary>A view that does not end, or costs too much. {0} file.</summary>
    public static FindingRule QueryEndless { get; } = Error("GIS-0095",
        "{0} 中的视图算不完（可能无限递归），未读取", "a view in {0} does not end (it may recurse without limit); it is not read",
        "请用 --layer 指定表而不是视图，或在 GIS 软件中把视图另存为表", "name a table in place of the view with --layer, or save the view as a table with a GIS program");

    /// <summary>Whole numbers beyond what a number keeps.</summary>
    public static FindingRule IntegersAsText { get; } = Info("GIS-0096",
        "该字段有超过 2^53 的整数，按文本读取，位数不变", "the field has whole numbers beyond 2^53; it is read as text, with every digit",
        "编号类字段请存为文本", "store identifiers as text");

    /// <summary>A ring given as a hole that lies elsewhere. {0} ring, {1} its outer ring, counted from 0.</summary>
    public static FindingRule HoleOutside { get; } = Warning("GIS-0099",
        "第 {0} 环写作第 {1} 环的洞，却不在其内；面积按环的实际内外关系计算", "ring {0} is given as a hole of ring {1} but does not lie in it; the area follows what lies in what",
        "请用 GIS 软件修复图形：删去该环，或改为单独的部件", "repair the polygon with a GIS program: delete the ring, or make it a part of its own");

    private static FindingRule Error(string code, string zh, string en, string hintZh, string hintEn) => new(code, Severity.Error, zh, en, hintZh, hintEn);

    private static FindingRule Warning(string code, string zh, string en, string hintZh, string hintEn) => new(code, Severity.Warning, zh, en, hintZh, hintEn);

    private static FindingRule Info(string code, string zh, string en, string hintZh, string hintEn) => new(code, Severity.Info, zh, en, hintZh, hintEn);
}
