using CarbonSink.Findings;

namespace CarbonSink.Runs;

/// <summary>What may be wrong with a project's file, parcels, activities and evidence (项目数据的问题).</summary>
public static class ProjectFindings
{
    /// <summary>The project file is not there. {0} path.</summary>
    public static FindingRule NoFile { get; } = new("ELG-0001", Severity.Error,
        "找不到项目文件 {0}", "there is no project file {0}",
        "在项目文件夹里放 project.json，见 docs/removals.md。", "Put project.json into the project's folder, see docs/removals.md.");

    /// <summary>It is not JSON. {0} file, {1} line, {2} message.</summary>
    public static FindingRule NotJson { get; } = new("ELG-0002", Severity.Error,
        "{0} 第 {1} 行：不是合法的 JSON：{2}", "{0} line {1}: not valid JSON: {2}",
        "用文本编辑器改正该行；编码须为 UTF-8。", "Correct the line in a text editor; the encoding is UTF-8.");

    /// <summary>A key that is not known. {0} file, {1} line, {2} key, {3} known ones.</summary>
    public static FindingRule UnknownKey { get; } = new("ELG-0003", Severity.Error,
        "{0} 第 {1} 行：未知的键 {2}", "{0} line {1}: unknown key {2}",
        "可用的键：{3}。", "Known keys: {3}.");

    /// <summary>A key that is needed. {0} file, {1} line, {2} key.</summary>
    public static FindingRule MissingKey { get; } = new("ELG-0004", Severity.Error,
        "{0} 第 {1} 行：缺少 {2}", "{0} line {1}: {2} is missing",
        "补上该键。", "Add the key.");

    /// <summary>A value that cannot be. {0} file, {1} line, {2} key, {3} expected in Chinese, {4} in English.</summary>
    public static FindingRule WrongValue { get; } = new("ELG-0005", Severity.Error,
        "{0} 第 {1} 行：{2} 的值不对，应为{3}", "{0} line {1}: {2} is wrong; it should be {4}",
        "改正该值。", "Correct the value.");

    /// <summary>A date that is none. {0} file, {1} line, {2} key, {3} value.</summary>
    public static FindingRule BadDate { get; } = new("ELG-0006", Severity.Error,
        "{0} 第 {1} 行：{2} 的“{3}”不是日历上的日期", "{0} line {1}: '{3}' of {2} is no date of the calendar",
        "写成 2020-03-01 的样子。", "Write it like 2020-03-01.");

    /// <summary>Dates that contradict each other. {0} file, {1} line, {2} key, {3} why in Chinese, {4} in English.</summary>
    public static FindingRule Contradiction { get; } = new("ELG-0007", Severity.Error,
        "{0} 第 {1} 行：{2}：{3}", "{0} line {1}: {2}: {4}",
        "改正日期。", "Correct the dates.");

    /// <summary>A table lacks a column. {0} file, {1} column, {2} columns there are.</summary>
    public static FindingRule NoColumn { get; } = new("ELG-0008", Severity.Error,
        "{0} 没有“{1}”这一列", "{0} has no column {1}",
        "补上该列，或在 project.json 写明列名。表里有：{2}。", "Add the column, or name it in project.json. It has: {2}.");

    /// <summary>A parcel without key. {0} file.</summary>
    public static FindingRule NoKey { get; } = new("ELG-0009", Severity.Error,
        "{0}：地块没有编号", "{0}: a parcel has no key",
        "补上编号；没有编号的地块不能核算。", "Give it a key; a parcel without one cannot be accounted for.");

    /// <summary>A key that stands twice. {0} file, {1} key.</summary>
    public static FindingRule KeyTwice { get; } = new("ELG-0010", Severity.Error,
        "{0}：编号 {1} 重复", "{0}: key {1} stands more than once",
        "每个地块一条记录；多部分的地块用多部件图形。", "One record for each parcel; one of several parts has a geometry of several parts.");

    /// <summary>A parcel without stratum. {0} parcel.</summary>
    public static FindingRule NoStratum { get; } = new("ELG-0011", Severity.Error,
        "地块 {0} 没有碳层", "parcel {0} has no stratum",
        "补上碳层。", "Give its stratum.");

    /// <summary>A parcel without area. {0} parcel.</summary>
    public static FindingRule NoArea { get; } = new("ELG-0012", Severity.Error,
        "地块 {0} 没有可量算的图形，也没有面积", "parcel {0} has neither a polygon that can be measured nor an area",
        "补上图形，或在没有图形的表里给出大于 0 的 area [ha]。", "Supply the polygon, or in a table without geometry an area [ha] above 0.");

    /// <summary>A parcel's geometry was invalid. {0} parcel, {1} fault in Chinese, {2} in English.</summary>
    public static FindingRule InvalidGeometry { get; } = new("ELG-0013", Severity.Warning,
        "地块 {0} 的图形无效（{1}）；连片部分按修复后的图形，面积按原图形", "the geometry of parcel {0} is invalid ({2}); its connected parts are those after repair, its area is that of the boundary as it is",
        "用 GIS 软件修复该图形。", "Repair it with a GIS program.");

    /// <summary>A date in a table that is none. {0} file, {1} column, {2} value.</summary>
    public static FindingRule BadCellDate { get; } = new("ELG-0014", Severity.Error,
        "{0}：{1} 的“{2}”不是日历上的日期，该行不用", "{0}: '{2}' of {1} is no date of the calendar; the row is not used",
        "写成 2020-03-01 的样子。", "Write it like 2020-03-01.");

    /// <summary>A number in a table that cannot be. {0} file, {1} column, {2} value, {3} range.</summary>
    public static FindingRule BadCellNumber { get; } = new("ELG-0015", Severity.Error,
        "{0}：{1} 的“{2}”不是可用的数（应为 {3}），该行不用", "{0}: '{2}' of {1} is no usable number (it should be {3}); the row is not used",
        "改正该值；不知道的留空。", "Correct it; leave it blank where it is not known.");

    /// <summary>A word in a table that is not known. {0} file, {1} column, {2} value, {3} known ones.</summary>
    public static FindingRule UnknownName { get; } = new("ELG-0016", Severity.Error,
        "{0}：{1} 的“{2}”不认识，该行不用", "{0}: '{2}' of {1} is not known; the row is not used",
        "可用的：{3}。", "Known: {3}.");

    /// <summary>A stratum and a parcel that do not belong together. {0} file, {1} parcel, {2} its stratum, {3} stratum given.</summary>
    public static FindingRule OtherStratum { get; } = new("ELG-0017", Severity.Error,
        "{0}：地块 {1} 属于碳层 {2}，不是 {3}，该行不用", "{0}: parcel {1} is in stratum {2}, not {3}; the row is not used",
        "改正碳层或地块。", "Correct the stratum or the parcel.");

    /// <summary>More area than there is. {0} file, {1} stratum or parcel, {2} given ha, {3} there are ha.</summary>
    public static FindingRule AreaTooLarge { get; } = new("ELG-0018", Severity.Error,
        "{0}：{1} 的活动面积 {2} ha 大于它的面积 {3} ha，该行不用", "{0}: an activity of {2} ha in {1}, which has {3} ha; the row is not used",
        "改正面积；单位是 ha，不是亩。", "Correct the area; the unit is ha, not mu.");

    /// <summary>An activity before the project. {0} activity, {1} date, {2} start.</summary>
    public static FindingRule BeforeStart { get; } = new("ELG-0019", Severity.Warning,
        "活动 {0} 的日期 {1} 早于项目开工 {2}", "activity {0} of {1} is earlier than the start of the project, {2}",
        "核对日期：开工日期以最早的整地、造林证据为准。", "Check the dates: a project starts with its earliest site preparation or planting.");

    /// <summary>Parcels outside the boundary. {0} parcel, {1} ha outside, {2} ha, {3} boundary.</summary>
    public static FindingRule OutsideBoundary { get; } = new("ELG-0020", Severity.Error,
        "地块 {0} 有 {1} ha（共 {2} ha）在 {3} 之外", "{1} ha of the {2} ha of parcel {0} lie outside {3}",
        "核对地块坐标和项目所在县；界外部分不能计入。", "Check the coordinates and the county; what is outside cannot count.");

    /// <summary>Parcels that overlap. {0} and {1} parcels, {2} m², {3} and {4} strata.</summary>
    public static FindingRule Overlap { get; } = new("ELG-0021", Severity.Error,
        "地块 {0}（碳层 {3}）与 {1}（碳层 {4}）重叠 {2} m2，面积会重复计算", "parcels {0} (stratum {3}) and {1} (stratum {4}) overlap by {2} m2, which would be counted twice",
        "在图层里消除重叠。", "Remove the overlap from the layer.");

    /// <summary>Parcels that somebody claims already. {0} parcel, {1} m², {2} layer.</summary>
    public static FindingRule Claimed { get; } = new("ELG-0022", Severity.Error,
        "地块 {0} 有 {1} m2 已在 {2} 登记的项目里", "{1} m2 of parcel {0} are in a project claimed already ({2})",
        "去掉重叠部分：同一土地不能重复申请。", "Take it out: land cannot be claimed twice.");

    /// <summary>An offer of a boundary that keeps clear of what must not be touched. {0} file, {1} ha.</summary>
    public static FindingRule Clipped { get; } = new("ELG-0023", Severity.Info,
        "扣除后的地块已写到 {0}（{1} ha），供改边界参考；核算仍按原边界", "what is left after exclusion was written to {0} ({1} ha) as an offer; accounts still use the boundaries given",
        "采用时，把它作为 parcels 图层重新运行。", "To use it, name it as the layer of parcels and run again.");

    /// <summary>Layers without coordinate reference. {0} file.</summary>
    public static FindingRule NoReference { get; } = new("ELG-0024", Severity.Error,
        "{0} 没有可用的坐标系，不能与项目地块比较", "{0} has no usable coordinate reference and cannot be compared with the parcels",
        "补上 .prj。", "Supply the .prj.");

    /// <summary>A file that project.json names and that is not there. {0} file, {1} key, {2} path.</summary>
    public static FindingRule NoSuchPath { get; } = new("ELG-0025", Severity.Error,
        "{0}：{1} 所指的 {2} 不存在", "{0}: {2}, named by {1}, does not exist",
        "检查路径；相对路径从 project.json 所在的文件夹算起。", "Check the path; relative paths start from the folder of project.json.");

    /// <summary>Evidence that a declaration names and that is not in the list. {0} declaration, {1} evidence.</summary>
    public static FindingRule NoEvidence { get; } = new("ELG-0026", Severity.Warning,
        "声明 {0} 所引的证据 {1} 不在证据清单里，按没有证据", "evidence {1}, named by declaration {0}, is not in the list and counts as none",
        "在 evidence.csv 补上该证据。", "Add it to evidence.csv.");
}
