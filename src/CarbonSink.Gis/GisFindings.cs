using System.Reflection;
using CarbonSink.Findings;

namespace CarbonSink.Gis;

/// <summary>The rules that a layer can break while it is read (读取质检规则).</summary>
public static class GisFindings
{
    /// <summary>A file is not there.</summary>
    public static FindingRule FileMissing { get; } = Error("GIS-0001",
        "找不到文件 {0}", "file {0} is missing",
        "请检查路径；shapefile 由同名的 .shp、.shx、.dbf、.prj 组成，须一并拷贝", "check the path; a shapefile is the set NAME.shp, .shx, .dbf, .prj and must be copied whole");

    /// <summary>A file ends before the data it declares. {0} file, {1} bytes present, {2} bytes declared.</summary>
    public static FindingRule FileTruncated { get; } = Error("GIS-0002",
        "{0} 在第 {1} 字节处中断，按其声明应有 {2} 字节", "{0} ends at byte {1} but declares {2} bytes",
        "文件拷贝或下载不完整，请向数据提供方重新获取", "the file was copied or downloaded incompletely: get it again from its owner");

    /// <summary>A file is not of its kind. {0} file, {1} byte, {2} what was found.</summary>
    public static FindingRule FileHeaderBad { get; } = Error("GIS-0003",
        "{0} 的文件头无法识别（第 {1} 字节：{2}）", "{0} has no valid header (byte {1}: {2})",
        "请用 GIS 软件重新导出 shapefile", "export the layer again as a shapefile with a GIS program");

    /// <summary>A record's lengths or counts contradict each other. {0} file, {1} record, {2} byte, {3} what was found.</summary>
    public static FindingRule RecordDamaged { get; } = Error("GIS-0004",
        "{0} 的第 {1} 条记录损坏（第 {2} 字节：{3}）", "{0}: record {1} is damaged (byte {2}: {3})",
        "请向数据提供方重新获取文件，或用 GIS 软件修复后重新导出", "get the file again from its owner, or repair and export it again with a GIS program");

    /// <summary>The index does not describe the .shp. {0} index file, {1} record, {2} byte of the .shp, {3} what was found.</summary>
    public static FindingRule IndexContradicts { get; } = Error("GIS-0005",
        "{0} 与 .shp 不一致（第 {1} 条记录，.shp 第 {2} 字节：{3}）", "{0} contradicts the .shp (record {1}, byte {2} of the .shp: {3})",
        "若确认 .shp 完整，删除 .shx 后重试，程序会重建索引", "if the .shp is known to be whole, delete the .shx: the index is then rebuilt");

    /// <summary>Geometry and attributes differ in number. {0} .dbf file, {1} its records, {2} .shp file, {3} its records.</summary>
    public static FindingRule RecordCountsDiffer { get; } = Error("GIS-0006",
        "记录数不一致：{0} 有 {1} 条，{2} 有 {3} 条", "record counts differ: {0} has {1}, {2} has {3}",
        "图形与属性不是同一版本或其一不完整，请重新获取整套文件", "geometry and attributes are of different versions or one is incomplete: get the whole set again");

    /// <summary>The table's structure cannot be used. {0} file, {1} byte, {2} what was found.</summary>
    public static FindingRule TableBad { get; } = Error("GIS-0007",
        "{0} 的字段表无法使用（第 {1} 字节：{2}）", "{0}: the field descriptions cannot be used (byte {1}: {2})",
        "请用 GIS 软件重新导出为 dBASE III/IV 格式的 .dbf", "export the layer again with a .dbf of dBASE III or IV");

    /// <summary>No .shx. {0} file.</summary>
    public static FindingRule IndexMissing { get; } = Warning("GIS-0008",
        "缺少索引 {0}，已逐条扫描 .shp 重建", "index {0} is missing; it was rebuilt by scanning the .shp",
        "结果不受影响；建议补全 .shx", "the result is not affected; restore the .shx when convenient");

    /// <summary>No .dbf. {0} file.</summary>
    public static FindingRule TableMissing { get; } = Warning("GIS-0009",
        "缺少属性表 {0}，只读出图形", "attribute table {0} is missing; only geometry is read",
        "请补全同名 .dbf；没有属性不能估算碳储量", "restore the .dbf of the same name; without attributes no stock can be estimated");

    /// <summary>No .prj. {0} file.</summary>
    public static FindingRule ReferenceMissing { get; } = Warning("GIS-0010",
        "缺少坐标系文件 {0}，坐标系未知", "coordinate reference file {0} is missing; the coordinate reference is unknown",
        "请补全 .prj，或用 --crs 指定，例如 --crs EPSG:4547（CGCS2000 3 度带 114°E）", "restore the .prj or name it, e.g. --crs EPSG:4547 (CGCS2000, 3-degree zone, 114°E)");

    /// <summary>Bytes that no record uses. {0} file, {1} bytes, {2} where they begin.</summary>
    public static FindingRule UnusedBytes { get; } = Warning("GIS-0011",
        "{0} 自第 {2} 字节起有 {1} 字节不属于任何记录", "{0}: {1} bytes from byte {2} on belong to no record",
        "常见于编辑后未压缩的文件；如有疑问请重新导出", "usual after editing without repacking; export the layer again if in doubt");

    /// <summary>A record without geometry.</summary>
    public static FindingRule NullGeometry { get; } = Warning("GIS-0012",
        "记录没有图形", "the record has no geometry",
        "无法计算椭球面积；请补绘小班界线或删除该记录", "no ellipsoidal area can be computed: draw the boundary or delete the record");

    /// <summary>A shape that is no polygon. {0} shape type.</summary>
    public static FindingRule NotPolygon { get; } = Error("GIS-0013",
        "图形类型为 {0}，不是面", "the shape is of type {0}, not a polygon",
        "小班须为面图层，请检查是否选错图层", "sub-compartments are polygons: check that the right layer was chosen");

    /// <summary>Coordinates that are no numbers. {0} byte of the .shp.</summary>
    public static FindingRule CoordinateNotFinite { get; } = Error("GIS-0014",
        "图形含有非数值坐标（.shp 第 {0} 字节起）", "the geometry has coordinates that are no numbers (from byte {0} of the .shp)",
        "请在 GIS 软件中修复该图斑", "repair the polygon with a GIS program");

    /// <summary>A ring that is open or too short. {0} ring, {1} vertices.</summary>
    public static FindingRule RingNotClosed { get; } = Warning("GIS-0015",
        "第 {0} 个环有 {1} 个点，未闭合或少于 4 点，已按闭合处理", "ring {0} with {1} vertices is open or has fewer than four; it was closed",
        "请在 GIS 软件中做“修复几何”", "run the geometry repair of a GIS program");

    /// <summary>A record marked as deleted.</summary>
    public static FindingRule RecordDeleted { get; } = Info("GIS-0016",
        "记录在属性表中标记为已删除，不参与统计", "the record is marked as deleted in the attribute table and is left out",
        "如需恢复，请在 GIS 软件中取消删除标记；否则请压缩后重新导出", "undelete it with a GIS program if it is wanted, or repack the layer");

    /// <summary>A value that is no number.</summary>
    public static FindingRule NumberBad { get; } = Error("GIS-0017",
        "不是数值", "not a number",
        "请改正该值", "correct the value");

    /// <summary>A number written as asterisks.</summary>
    public static FindingRule NumberAsterisks { get; } = Info("GIS-0025",
        "写作星号：按空值读取（数值过宽而写不下时也会写成星号，二者无法区分）", "written as asterisks: null (a value too wide for its field is written in the same way, and the two cannot be told apart)",
        "GDAL、QGIS 以星号表示空值，无须处理；如应有值，请加宽字段后补填", "GDAL and QGIS write null so, and nothing needs doing; where there should be a value, widen the field and enter it again");

    /// <summary>Bytes that the encoding does not know. {0} encoding.</summary>
    public static FindingRule TextUndecodable { get; } = Error("GIS-0018",
        "文字不能按 {0} 解码，无法解码的字节写作 \\xNN", "the text cannot be decoded as {0}; its bytes are shown as \\xNN",
        "请核对编码，可用 --encoding GBK 或 --encoding UTF-8 指定", "check the encoding; name it with --encoding GBK or --encoding UTF-8");

    /// <summary>Text cut within a character at the end of its field. {0} encoding.</summary>
    public static FindingRule TextCut { get; } = Warning("GIS-0019",
        "文字在字段末尾被截断半个字（{0}），已去掉残字", "the text is cut within a character at the end of the field ({0}); the rest of the character was dropped",
        "请加宽字段后重新录入", "widen the field and enter the text again");

    /// <summary>A declared encoding contradicts the bytes. {0} declaring file, {1} declared, {2} used.</summary>
    public static FindingRule EncodingContradicts { get; } = Warning("GIS-0020",
        "{0} 声明编码为 {1}，但内容不符，已按 {2} 读取", "{0} declares {1} but the bytes contradict it; read as {2}",
        "请更正 .cpg，或用 --encoding 指定编码", "correct the .cpg or name the encoding with --encoding");

    /// <summary>A .cpg names an unknown encoding. {0} file, {1} name.</summary>
    public static FindingRule EncodingUnknown { get; } = Warning("GIS-0021",
        "{0} 中的编码名 {1} 无法识别，已另行判断", "{0} names an unknown encoding, {1}; it was determined otherwise",
        "请在 .cpg 中写 GBK、GB18030 或 UTF-8", "write GBK, GB18030 or UTF-8 into the .cpg");

    /// <summary>Nothing declares the encoding. {0} used.</summary>
    public static FindingRule EncodingGuessed { get; } = Info("GIS-0022",
        "没有 .cpg 也没有语言标识，按内容判断为 {0}", "neither .cpg nor language id; from the content the encoding is {0}",
        "如有乱码，请用 --encoding 指定", "name it with --encoding if texts look wrong");

    /// <summary>Record numbers of the .shp are not 1, 2, 3 … {0} file.</summary>
    public static FindingRule NumberingBroken { get; } = Warning("GIS-0023",
        "{0} 内的记录号不连续，且没有 .shx；按存放顺序与属性表对应", "{0}: record numbers are not consecutive and there is no .shx; records were matched to attributes by position",
        "请补全 .shx，或核对图形与属性是否对应", "restore the .shx, or check that geometry and attributes belong together");

    /// <summary>The index lists fewer records than the .shp holds. {0} index file, {1} its records, {2} .shp, {3} byte of the unlisted record.</summary>
    public static FindingRule IndexIncomplete { get; } = Error("GIS-0024",
        "{0} 只列出 {1} 条记录，而 {2} 在第 {3} 字节处还有记录", "{0} lists {1} records but {2} holds another at byte {3}",
        "若确认 .shp 完整，删除 .shx 后重试，程序会重建索引", "if the .shp is known to be whole, delete the .shx: the index is then rebuilt");

    /// <summary>A .prj text that is no coordinate reference. {0} what is wrong.</summary>
    public static FindingRule ReferenceUnreadable { get; } = Error("GIS-0030",
        "坐标系文字无法识别：{0}", "the coordinate reference cannot be read: {0}",
        "请用 GIS 软件重新定义投影，或用 --crs 指定，例如 EPSG:4547", "define the projection again with a GIS program, or name it with --crs, e.g. EPSG:4547");

    /// <summary>A projection without formulas here. {0} its name.</summary>
    public static FindingRule ProjectionNotSupported { get; } = Warning("GIS-0031",
        "投影 {0} 没有换算公式：只能算平面面积，不能算椭球面积，不能转换坐标", "there are no formulas of the projection {0} here: planar area alone can be had, no ellipsoidal area and no transformation",
        "需要椭球面积时，请转换到 CGCS2000 经纬度（EPSG:4490）或 3 度带高斯-克吕格（EPSG:4513–4554）", "for the ellipsoidal area transform the layer to CGCS2000 degrees (EPSG:4490) or 3-degree Gauss–Krüger (EPSG:4513–4554)");

    /// <summary>A code of the EPSG register that is not known here. {0} the code.</summary>
    public static FindingRule EpsgUnknown { get; } = Error("GIS-0032",
        "不认识坐标系代码 {0}", "coordinate reference code {0} is not known",
        "支持 4490、4491–4554（CGCS2000）、4610、2327–2390（西安 80）、4214、2401–2442、21413–21423、21453–21463（北京 54）、4326、32601–32660、32701–32760、3857；其他请给出 .prj",
        "known are 4490, 4491–4554 (CGCS2000), 4610, 2327–2390 (Xian 80), 4214, 2401–2442, 21413–21423, 21453–21463 (Beijing 54), 4326, 32601–32660, 32701–32760, 3857; give a .prj for others");

    /// <summary>A code in a text contradicts the parameters beside it. {0} the code and what it means.</summary>
    public static FindingRule CodeContradicts { get; } = Warning("GIS-0033",
        "坐标系文字写的代码 {0} 与其参数不符，按参数计算，不采用该代码", "the text names {0} but its parameters are others; the parameters are used and the code is not repeated",
        "请核对坐标系；确为该代码时用 --crs 指定", "check the coordinate reference; where the code is right, name it with --crs");

    /// <summary>Angles in another unit than degrees. {0} the unit.</summary>
    public static FindingRule AngularUnit { get; } = Error("GIS-0034",
        "经纬度的单位是 {0}，只支持度", "longitude and latitude are in {0}; degrees alone are supported",
        "请用 GIS 软件转换为以度为单位的坐标系", "transform the layer to a system in degrees with a GIS program");

    /// <summary>Longitudes from another meridian. {0} its name.</summary>
    public static FindingRule PrimeMeridian { get; } = Error("GIS-0035",
        "本初子午线是 {0}，只支持格林尼治", "longitudes are counted from {0}; Greenwich alone is supported",
        "请用 GIS 软件转换为以格林尼治为本初子午线的坐标系", "transform the layer to a system counted from Greenwich with a GIS program");

    /// <summary>Coordinates in space. {0} the system.</summary>
    public static FindingRule NotHorizontal { get; } = Error("GIS-0036",
        "{0} 是地心直角坐标系或三维坐标系，没有平面位置", "{0} is a geocentric or three-dimensional system, not a horizontal one",
        "图形若是经纬度，用 --crs EPSG:4490（WGS 84 为 4326）指定二维坐标系；若是地心坐标，请先转换", "where the coordinates are longitude and latitude name the horizontal system with --crs EPSG:4490 (WGS 84: 4326); transform geocentric ones first");

    /// <summary>A datum with another ellipsoid than its own. {0} the datum, {1} the ellipsoid.</summary>
    public static FindingRule DatumContradicts { get; } = Warning("GIS-0037",
        "基准 {0} 不用椭球 {1}，按文字中的椭球计算", "the datum {0} does not stand on the ellipsoid {1}; the ellipsoid of the text is used",
        "请核对坐标系；用 --crs 可指定正确的一个", "check the coordinate reference; --crs names the right one");

    /// <summary>An ellipsoid that is not that of the Earth. {0} its name and figures.</summary>
    public static FindingRule NotEarth { get; } = Error("GIS-0038",
        "{0} 不是地球椭球，坐标系不予采用", "{0} is no ellipsoid of the Earth; the coordinate reference is not used",
        "坐标系文字可能损坏；请用 --crs 指定，例如 EPSG:4547", "the text may be damaged: name the coordinate reference with --crs, e.g. EPSG:4547");

    /// <summary>No schema fits the fields. {0} the one or two nearest with the fields they miss.</summary>
    public static FindingRule SchemaNotRecognised { get; } = Error("GIS-0040",
        "字段与已知数据字典都不符；最接近的及其所缺：{0}", "the fields fit no known schema; the nearest and what they miss: {0}",
        "改名或补充所缺的字段（值可以空的，加空字段即可）；用 --schema 指明另一份数据字典，可看到图层还缺它的哪些字段", "rename or add the fields it lacks (where values may be blank, an empty field will do); naming another schema with --schema tells what the layer lacks of it");

    /// <summary>Two schemas fit equally well. {0}, {1} the two.</summary>
    public static FindingRule SchemaAmbiguous { get; } = Error("GIS-0041",
        "字段同样符合数据字典 {0} 与 {1}", "the fields fit schemas {0} and {1} equally well",
        "请用 --schema 指定其一", "name one of them with --schema");

    /// <summary>A field was recognised by its cut name. {0} full name.</summary>
    public static FindingRule FieldNameCut { get; } = Info("GIS-0042",
        "字段名按截断的 {0} 识别", "the field was recognised as the cut name of {0}",
        "如不是该字段，请改名", "rename the field if it is another one");

    /// <summary>A required value is blank. {0} its meaning.</summary>
    public static FindingRule RequiredMissing { get; } = Error("GIS-0043",
        "必填项“{0}”为空", "the required value \"{0}\" is blank",
        "请补填；该小班不能估算", "fill it in; the unit cannot be estimated");

    /// <summary>A number outside its plausible range. {0} least, {1} greatest, {2} unit.</summary>
    public static FindingRule NumberOutOfRange { get; } = Error("GIS-0044",
        "数值超出合理范围 {0} 至 {1}{2}", "the value is outside the plausible range {0} to {1}{2}",
        "请核对数值与单位；该值不参与计算", "check value and unit; the value is not used");

    /// <summary>A code that no table has. {0} tables.</summary>
    public static FindingRule CodeUnknown { get; } = Error("GIS-0046",
        "代码不在代码表 {0} 中", "the code is not in {0}",
        "请改正代码；数据集若用别的代码表，在 inventory.json 该图层的 codes 里写明", "correct the code; where the data set uses another code table, name it under codes of the layer in inventory.json");

    /// <summary>A code that may have lost its leading zero. {0} code without, {1} code with the zero.</summary>
    public static FindingRule LeadingZeroAmbiguous { get; } = Error("GIS-0047",
        "代码 {0} 可能丢失了前导零（{1}），两种读法含义不同", "code {0} may have lost its leading zero ({1}) and the two readings differ",
        "请把该字段存为文本，恢复前导零", "store the field as text and restore the leading zero");

    /// <summary>A lost leading zero was put back. {0} code used.</summary>
    public static FindingRule LeadingZeroRestored { get; } = Info("GIS-0048",
        "代码缺前导零，按 {0} 读取", "the code lacks its leading zero and was read as {0}",
        "请把该字段存为文本", "store the field as text");

    /// <summary>Code tables disagree. {0} first reading, {1} second reading.</summary>
    public static FindingRule CodeAmbiguous { get; } = Error("GIS-0049",
        "代码在所用代码表中有两种含义：{0}；{1}", "the code has two meanings in the code tables used: {0}; {1}",
        "请核对含义，并在 inventory.json 该图层的 codes 里只写一个代码表", "check what it means, and name one code table only under codes of the layer in inventory.json");

    /// <summary>The table's row is disputed. {0} table, {1} reason.</summary>
    public static FindingRule CodeDisputed { get; } = Error("GIS-0050",
        "代码在 {0} 中存疑，不予采用：{1}", "the code's row in {0} is disputed and not used: {1}",
        "请核对该代码的含义，改用无争议的代码，或在 inventory.json 该图层的 codes 里写明另一代码表", "check what the code means: write an undisputed code, or name another code table under codes of the layer in inventory.json");

    /// <summary>A code that falls into no single class. {0} code and name, {1} reason.</summary>
    public static FindingRule CodeUnclassed { get; } = Warning("GIS-0051",
        "代码 {0} 不能归入一个类：{1}", "code {0} falls into no single class: {1}",
        "请改用能区分的代码（如六位地类）；否则该小班只按此代码列出面积，不估算", "write a code that tells them apart (such as a six-digit land class); otherwise the area is listed under this code and nothing is estimated");

    /// <summary>The fields fit a schema and the land classes do not. {0} schema, {1} some codes, {2} its code tables, {3} the table that reads them.</summary>
    public static FindingRule SchemaCodesDiffer { get; } = Error("GIS-0052",
        "字段符合数据字典 {0}，但地类代码（如 {1}）都不在它的代码表 {2} 中，而在 {3} 中", "the fields fit schema {0}, but none of the land classes looked at (such as {1}) is in its tables {2}; {3} reads them",
        "在 inventory.json 该图层的 codes 里为 landClass 写 {3}；或用 --schema {0} 坚持用它自己的代码表", "under codes of the layer in inventory.json, name {3} for landClass; --schema {0} insists on its own tables");

    /// <summary>All rules, by code.</summary>
    public static IReadOnlyList<FindingRule> All { get; } = [.. typeof(GisFindings).GetProperties(BindingFlags.Public | BindingFlags.Static)
        .Where(p => p.PropertyType == typeof(FindingRule)).Select(p => (FindingRule)p.GetValue(null)!).OrderBy(r => r.Code, StringComparer.Ordinal)];

    private static FindingRule Error(string code, string zh, string en, string hintZh, string hintEn) => new(code, Severity.Error, zh, en, hintZh, hintEn);

    private static FindingRule Warning(string code, string zh, string en, string hintZh, string hintEn) => new(code, Severity.Warning, zh, en, hintZh, hintEn);

    private static FindingRule Info(string code, string zh, string en, string hintZh, string hintEn) => new(code, Severity.Info, zh, en, hintZh, hintEn);
}
