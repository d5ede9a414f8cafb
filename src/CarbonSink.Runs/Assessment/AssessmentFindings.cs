using CarbonSink.Findings;

namespace CarbonSink.Runs;

/// <summary>What an assessment may find wrong with a data set or a record.</summary>
public static class AssessmentFindings
{
    /// <summary>No layer of sub-compartments is named.</summary>
    public static FindingRule NoUnits { get; } = new("RUN-0001", Severity.Error,
        "inventory.json 的 layers 中没有 role 为 units 的图层", "inventory.json names no layer with role units",
        "在 layers 中加一项 \"role\": \"units\" 和小班图层的 path。", "Add to layers an entry with \"role\": \"units\" and the path of the sub-compartment layer.");

    /// <summary>The layer has no attributes.</summary>
    public static FindingRule NoAttributes { get; } = new("RUN-0002", Severity.Error,
        "{0} 没有属性表（.dbf），无法评估", "{0} has no attribute table (.dbf), so nothing can be estimated",
        "把同名 .dbf 放到 .shp 旁边。", "Put the .dbf of the same name beside the .shp.");

    /// <summary>The layer has no usable coordinate reference.</summary>
    public static FindingRule NoReference { get; } = new("RUN-0003", Severity.Error,
        "{0} 没有可用的坐标系（.prj），无法计算面积", "{0} has no usable coordinate reference (.prj), so areas cannot be computed",
        "补上 .prj，或用 --crs EPSG:代码 指明（如 CGCS2000 三度带 114°E：EPSG:4547）。", "Supply the .prj, or name it with --crs EPSG:CODE (CGCS2000 3-degree zone 114°E: EPSG:4547).");

    /// <summary>No method is named.</summary>
    public static FindingRule NoMethod { get; } = new("RUN-0004", Severity.Error,
        "没有指明方法", "no method is named",
        "在 inventory.json 写 \"method\"，或用 --method ID/版本；methods list 列出可用的方法。", "Write \"method\" in inventory.json, or pass --method ID/VERSION; methods list shows what there is.");

    /// <summary>A value the method needs is not named by the run.</summary>
    public static FindingRule NoParameter { get; } = new("RUN-0005", Severity.Error,
        "方法需要运行时指明 {0}（{1}），但没有给出或无法读作 {3}", "the method needs {0} ({2}) to be named by the run, but it is missing or cannot be read as {3}",
        "在 inventory.json 的 parameters 中写 \"{0}\"，或用 --parameter {0}=值。", "Write \"{0}\" in parameters of inventory.json, or pass --parameter {0}=VALUE.");

    /// <summary>The schema named does not exist.</summary>
    public static FindingRule UnknownSchema { get; } = new("RUN-0006", Severity.Error,
        "没有数据字典 {0}", "there is no input schema {0}",
        "可用的有：{1}；去掉 schema 则自动识别。", "There are: {1}; leave schema out to recognise it.");

    /// <summary>A field to group by does not exist.</summary>
    public static FindingRule UnknownKey { get; } = new("RUN-0007", Severity.Error,
        "{0} 没有可作分组的字段或角色 {1}", "{0} has no field or role {1} to group by",
        "写图层的文本字段名，或角色：{2}。", "Name a text field of the layer, or a role: {2}.");

    /// <summary>The schema named lacks fields in this layer.</summary>
    public static FindingRule SchemaMisfit { get; } = new("RUN-0008", Severity.Error,
        "{0} 不符合指明的数据字典 {1}：缺 {2}", "{0} does not follow the schema {1} named: it lacks {2}",
        "改用相符的数据字典，或去掉 schema 让程序识别。", "Name the schema that fits, or leave it out to recognise it.");

    /// <summary>Encoding or coordinate reference named by the user is not understood.</summary>
    public static FindingRule BadOption { get; } = new("RUN-0009", Severity.Error,
        "{0} 的值 {1} 无法识别", "{0} {1} is not understood",
        "编码如 GBK、UTF-8；坐标系如 EPSG:4547；面图层写 layer:路径#字段。", "An encoding is e.g. GBK or UTF-8; a coordinate reference e.g. EPSG:4547; a layer of polygons is layer:PATH#FIELD.");

    /// <summary>The range of records lies outside the file.</summary>
    public static FindingRule BadRange { get; } = new("RUN-0010", Severity.Error,
        "记录范围 {0} 不在 0..{1} 内", "the range of records {0} does not lie within 0..{1}",
        "范围从 0 起，含首不含尾。", "Ranges start at 0 and exclude their end.");

    /// <summary>A value named by the run is not a key of the table it is looked up in.</summary>
    public static FindingRule ValueNotInTable { get; } = new("RUN-0011", Severity.Error,
        "运行指明的 {0} = {1} 不在表 {2} 中", "the run names {0} = {1}, which is not in table {2}",
        "可用的值：{3}。", "Known values: {3}.");

    /// <summary>The run names a table or a value that the method does not have.</summary>
    public static FindingRule NameNotInMethod { get; } = new("RUN-0012", Severity.Error,
        "{0} 写了 {1}，方法 {2} 没有这一项", "{0} names {1}, which method {2} does not have",
        "改正名称或去掉它；可用的：{3}。", "Correct the name or leave it out; known: {3}.");

    /// <summary>The method gives no carbon stock.</summary>
    public static FindingRule NoCarbon { get; } = new("RUN-0014", Severity.Error,
        "方法 {0} 的 Outputs 表没有 carbon，不能作碳储量评估", "method {0} has no carbon among its Outputs, so no carbon stock can be assessed",
        "改用有 carbon 输出的方法；methods list 列出可用的方法。", "Use a method with a carbon output; methods list shows what there is.");

    /// <summary>The method takes a variance or covariance over all units.</summary>
    public static FindingRule LayerAggregate { get; } = new("RUN-0016", Severity.Error,
        "方法 {0} 的公式 {1} 对整个图层的小班求 {2}，评估时逐批读取，求不出", "equation {1} of method {0} takes {2} over all units of the layer, which are read in batches: it cannot be found",
        "改用 sum、count、mean、min、max，或改用别的方法。", "Use sum, count, mean, min or max in the method, or another method.");

    /// <summary>The coordinates of the layer do not fit its reference.</summary>
    public static FindingRule ReferenceMisfit { get; } = new("RUN-0017", Severity.Error,
        "{0} 的坐标与坐标系 {1} 不符：开头 {3} 个图斑中 {2} 个超出地球范围", "the coordinates of {0} do not fit {1}: {2} of the first {3} polygons are not on the Earth",
        "用 --crs EPSG:代码 指明正确的坐标系（横坐标带带号的用带号坐标系），或修复 .prj。", "Name the right reference with --crs EPSG:CODE (one with zone numbers where eastings carry them), or repair the .prj.");

    /// <summary>A table that inventory.json names does not exist.</summary>
    public static FindingRule TableMissing { get; } = new("RUN-0018", Severity.Error,
        "{0} 第 {1} 行：表 {2} 指向的 {3} 不存在", "{0} line {1}: table {2} names {3}, which does not exist",
        "写 文件夹/表名@版本，或相对于数据集文件夹的 CSV 路径。", "Write folder/table@version, or the path of a CSV file relative to the folder of the data set.");

    /// <summary>Several layers of sub-compartments are named.</summary>
    public static FindingRule SeveralUnits { get; } = new("RUN-0013", Severity.Error,
        "inventory.json 有 {0} 个 role 为 units 的图层：{1}", "inventory.json names {0} layers with role units: {1}",
        "一次评估一个图层：把小班合并成一个图层，或为每个图层各建一个含 inventory.json 的文件夹。",
        "An assessment reads one layer: join the sub-compartments in one layer, or give each layer a folder with its own inventory.json.");

    /// <summary>The layer is not the one that was assessed.</summary>
    public static FindingRule LayerChanged { get; } = new("RUN-0015", Severity.Error,
        "{0} 在运行期间被改动，小班结果与边界不能对应", "{0} was changed during the run: results and boundaries of its units do not belong together",
        "待数据不再改动后重新运行。", "Run again when nobody edits the data.");

    /// <summary>Recorded and computed area differ.</summary>
    public static FindingRule AreaDiffers { get; } = new("RUN-0020", Severity.Warning,
        "登记面积 {0} ha 与椭球面积 {1} ha 相差超过 1 %", "recorded area {0} ha and computed area {1} ha differ by more than 1 %",
        "核对登记面积（是否把亩记成公顷）和边界；用 --area ellipsoidal 可改用计算面积。", "Check the recorded area (mu taken for hectares?) and the boundary; --area ellipsoidal uses the computed one.");

    /// <summary>Recorded and computed stock differ.</summary>
    public static FindingRule StockDiffers { get; } = new("RUN-0021", Severity.Warning,
        "登记的小班蓄积 {0} m³ 与每公顷蓄积乘面积得到的 {1} m³ 相差超过 1 %", "recorded stock {0} m³ and the computed {1} m³ differ by more than 1 %",
        "登记的总蓄积只作比较，不参与计算；核对该小班的蓄积和面积。", "The recorded total is compared, never used; check stock and area of this record.");

    /// <summary>Code tables are named for a role that the schema does not have.</summary>
    public static FindingRule RoleNotInSchema { get; } = new("RUN-0044", Severity.Error,
        "inventory.json 的 codes 写了 {0}，数据字典 {1} 没有这个代码含义", "codes of inventory.json names {0}, which is no role with codes in schema {1}",
        "改正或去掉它；可用的：{2}。", "Correct it or leave it out; known: {2}.");

    /// <summary>Recorded and computed biomass differ.</summary>
    public static FindingRule BiomassDiffers { get; } = new("RUN-0045", Severity.Warning,
        "登记的生物量 {0} t 与计算的 {1} t（碳库 {2}）相差超过 1 %", "recorded biomass {0} t and the computed {1} t (pools {2}) differ by more than 1 %",
        "登记的生物量只作比较，不参与计算；核对双方的碳库范围、参数和面积。", "The recorded biomass is compared, never used; compare the pools, parameters and areas of both.");

    /// <summary>Recorded and computed carbon differ, whichever unit is meant.</summary>
    public static FindingRule CarbonDiffers { get; } = new("RUN-0046", Severity.Warning,
        "登记的碳储量 {0} t 与计算的 {1} t C、{2} t CO2e 相差都超过 1 %，更接近{3}", "recorded carbon stock {0} t differs from the computed {1} t C and {2} t CO2e by more than 1 %; it is nearer to {4}",
        "登记的碳储量只作比较，不参与计算；先与数据提供方确认单位是吨碳还是吨二氧化碳当量，再核对参数。", "The recorded carbon is compared, never used; ask its owner first whether tonnes of carbon or of CO2 equivalent are meant, then compare the parameters.");

    /// <summary>The recorded carbon is the computed CO2 equivalent.</summary>
    public static FindingRule CarbonIsCarbonDioxide { get; } = new("RUN-0047", Severity.Warning,
        "登记的碳储量 {0} t 与计算的 {2} t CO2e 相符，而不是 {1} t C：该字段像是二氧化碳当量", "recorded carbon stock {0} t agrees with the computed {2} t CO2e, not with {1} t C: the field seems to hold CO2 equivalent",
        "与数据提供方确认单位；登记值只作比较，不参与计算。", "Ask the owner of the data for the unit; the recorded value is compared, never used.");

    /// <summary>The area that totals use is missing.</summary>
    public static FindingRule NoArea { get; } = new("RUN-0022", Severity.Error,
        "没有{0}，该记录不计面积", "no {1}: the record adds no area",
        "补上该记录的面积或边界。", "Supply the record's area or boundary.");

    /// <summary>A ring is too short, or coordinates are impossible.</summary>
    public static FindingRule BadRing { get; } = new("RUN-0023", Severity.Error,
        "边界无法计算面积：{0}", "no area can be computed from the boundary: {1}",
        "修复该记录的图形；若所有记录都如此，是坐标系不符（如横坐标带带号而 .prj 不带），用 --crs 指明。",
        "Repair the geometry of this record; where every record has it, the coordinate reference does not fit (e.g. eastings with a zone number, a .prj without): name it with --crs.");

    /// <summary>Rings wind against their nesting.</summary>
    public static FindingRule Winding { get; } = new("RUN-0024", Severity.Warning,
        "环的方向与内外关系不符，已按内外关系计算面积", "rings wind against their nesting; the area follows the nesting",
        "用 GIS 软件修复图形方向。", "Repair the direction of the rings with a GIS program.");

    /// <summary>A hole crosses the border of the polygon.</summary>
    public static FindingRule HoleCrosses { get; } = new("RUN-0026", Severity.Warning,
        "洞的边界越出图斑边界，图形无效；面积按整个洞扣除", "a hole crosses the border, the polygon is invalid; the whole hole was subtracted",
        "修复该记录的图形后重新评估。", "Repair the geometry of this record and assess again.");

    /// <summary>A code is not in a table that the run named.</summary>
    public static FindingRule CodeNotInTable { get; } = new("RUN-0025", Severity.Error,
        "表 {0} 没有代码 {1}", "table {0} has no code {1}",
        "改正代码，或在该表中补一行（写明出处和状态）。", "Correct the code, or add a row to that table, with its source and status.");

    /// <summary>There is no such unit.</summary>
    public static FindingRule UnitNotFound { get; } = new("RUN-0030", Severity.Error,
        "{0} 中没有小班 {1}", "{0} has no unit {1}",
        "写记录号（从 0 起），或用 - 连接的主键：{2}。", "Give a record number (from 0), or its key joined by -: {2}.");

    /// <summary>Several units fit.</summary>
    public static FindingRule UnitAmbiguous { get; } = new("RUN-0031", Severity.Error,
        "小班 {0} 有多条记录：{1}", "unit {0} fits several records: {1}",
        "改用记录号。", "Give the record number.");
}
