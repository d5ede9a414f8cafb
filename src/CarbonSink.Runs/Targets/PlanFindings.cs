using CarbonSink.Findings;

namespace CarbonSink.Runs;

/// <summary>What may be wrong with a plan or a table of targets (规划文本与目标表的问题).</summary>
public static class PlanFindings
{
    /// <summary>A format that is not read. {0} file.</summary>
    public static FindingRule Format { get; } = new("TGT-0020", Severity.Error,
        "{0} 不是能读的规划文本", "{0} is no plan that can be read",
        "在 Word 或 WPS 中另存为 .docx 或 .txt（UTF-8）；扫描件先识别成文字；表格存为 .csv 或 .xlsx。", "Save it as .docx or .txt (UTF-8) with Word or WPS; have a scan recognised first; save a table as .csv or .xlsx.");

    /// <summary>A plan without text. {0} file.</summary>
    public static FindingRule Empty { get; } = new("TGT-0021", Severity.Error,
        "{0} 没有文字", "{0} has no text",
        "检查文件；扫描件先识别成文字，再存为 .docx 或 .txt。", "Look at the file; have a scan recognised and save it as .docx or .txt.");

    /// <summary>No such file. {0} path.</summary>
    public static FindingRule Missing { get; } = new("TGT-0022", Severity.Error,
        "找不到规划文本 {0}", "there is no plan {0}",
        "检查路径。", "Check the path.");

    /// <summary>Bytes that are no character. {0} file, {1} line.</summary>
    public static FindingRule Undecodable { get; } = new("TGT-0023", Severity.Warning,
        "{0} 第 {1} 行有不能解码的字节，按 \\xNN 写出", "{0} line {1} has bytes that are no character; they are written as \\xNN",
        "把文件另存为 UTF-8。", "Save the file in UTF-8.");

    /// <summary>A cell of a table of targets that cannot be. {0} file, {1} line, {2} column, {3} value, {4} and {5} what may stand there.</summary>
    public static FindingRule BadCell { get; } = new("TGT-0024", Severity.Error,
        "{0} 第 {1} 行 {2} 列的“{3}”不能用，该目标没有读入", "{0} line {1}: '{3}' in column {2} cannot be used; the target was not read",
        "改正这一格：{4}。", "Correct the cell: {5}.");

    /// <summary>A table of targets without a column. {0} file, {1} column.</summary>
    public static FindingRule NoColumn { get; } = new("TGT-0025", Severity.Error,
        "目标表 {0} 缺列 {1}", "the table of targets {0} lacks the column {1}",
        "至少要有 id、indicator、target_year、target_value、unit、comparator。", "It needs id, indicator, target_year, target_value, unit and comparator at least.");

    /// <summary>An id that two targets have. {0} file, {1} line, {2} id.</summary>
    public static FindingRule IdTwice { get; } = new("TGT-0026", Severity.Error,
        "{0} 第 {1} 行的 id“{2}”已用过，该目标没有读入", "{0} line {1}: the id '{2}' is used before; the target was not read",
        "每个目标一个 id。", "Give each target its own id.");

    /// <summary>A target without number and direction. {0} file, {1} line, {2} id.</summary>
    public static FindingRule NoValue { get; } = new("TGT-0027", Severity.Warning,
        "{0} 第 {1} 行的目标 {2} 没有数值，比较词也不是 increase、decrease、stable、stable+", "{0} line {1}: the target {2} has neither a number nor one of increase, decrease, stable, stable+",
        "补上 target_value，或改比较词。", "Fill in target_value or change the comparator.");

    /// <summary>A contradiction within a plan. {0} plan, {1} zh, {2} en, {3} targets.</summary>
    public static FindingRule Conflict { get; } = new("TGT-0030", Severity.Warning,
        "{0} 内部不一致（{3}）：{1}", "{0} contradicts itself ({3}): {2}",
        "各方都保留；由规划的主管部门说明以哪一个为准，再在 targets.csv 里删去另一个。", "All sides are kept; ask whoever issued the plan which holds and delete the other in targets.csv.");

    /// <summary>左右 without a band. {0} target, {1} quote.</summary>
    public static FindingRule NoBand { get; } = new("TGT-0031", Severity.Info,
        "目标 {0}“{1}”说“左右”，没有给允许偏差", "the target {0} (“{1}”) is approximate and the plan gives no band",
        "评估时用 targets.json 的 judging.approx 指定；不指定时用评估的默认值，并印在结果里。", "Name it in judging.approx of targets.json; else the assessment's default holds, which is printed with the result.");

    /// <summary>A volume per hectare that is odd. {0} stock target, {1} area target, {2} m3/ha, {3} and {4} bounds.</summary>
    public static FindingRule OddVolume { get; } = new("TGT-0032", Severity.Info,
        "{0} 与 {1} 推出每公顷蓄积 {2} m3，在 {3}–{4} m3/ha 之外，请核对指标口径或单位", "{0} and {1} imply {2} m3/ha, outside {3} to {4} m3/ha: check which stock and which area are meant, and the units",
        "界限是第九次全国森林资源清查平均 94.83 m3/ha 的三分之一到三倍（状态 memory），只作提示。", "The bounds are a third and three times the mean of the ninth national inventory, 94.83 m3/ha (status memory); a hint, no rule.");

    /// <summary>No target was found. {0} plan.</summary>
    public static FindingRule NoTargets { get; } = new("TGT-0033", Severity.Warning,
        "{0} 里没有读到生态类定量目标", "no quantitative ecological target was found in {0}",
        "看待人工判定的条目；确有目标的，可按 targets.csv 的格式手工填写。", "Look at the candidates; targets that are there can be typed into a table like targets.csv.");

    /// <summary>Quantities left to a person. {0} plan, {1} how many.</summary>
    public static FindingRule Candidates { get; } = new("TGT-0034", Severity.Info,
        "{0} 有 {1} 处数量可能是目标、没有当作目标读入", "{1} quantities in {0} may be targets and were not read as such",
        "逐条看 candidates.csv，确是目标的加到 targets.csv。", "Go through candidates.csv and add those that are targets to targets.csv.");
}
