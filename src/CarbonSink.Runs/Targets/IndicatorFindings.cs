using CarbonSink.Findings;

namespace CarbonSink.Runs;

/// <summary>What may be wrong with the file of a plan's targets and the observations of its indicators (指标观测的问题).</summary>
public static class IndicatorFindings
{
    /// <summary>The file is not there. {0} path.</summary>
    public static FindingRule NoFile { get; } = new("TGT-0050", Severity.Error,
        "找不到规划目标文件 {0}", "there is no file of targets {0}",
        "在文件夹里放 targets.json，见 docs/targets.md。", "Put targets.json into the folder, see docs/targets.md.");

    /// <summary>Something that the file names is not there. {0} file, {1} line, {2} key, {3} path.</summary>
    public static FindingRule NoSuchPath { get; } = new("TGT-0051", Severity.Error,
        "{0} 第 {1} 行：{2} 指的 {3} 不存在", "{0} line {1}: {3}, named by {2}, does not exist",
        "检查路径；路径从 {0} 所在的文件夹算起。", "Check the path; it starts from the folder of {0}.");

    /// <summary>An indicator or base that no pack has. {0} file, {1} line, {2} name, {3} known ones.</summary>
    public static FindingRule UnknownBase { get; } = new("TGT-0052", Severity.Error,
        "{0} 第 {1} 行：没有“{2}”", "{0} line {1}: there is no '{2}'",
        "可用的：{3}。", "Known: {3}.");

    /// <summary>A row that names no indicator. {0} file, {1} line, {2} name.</summary>
    public static FindingRule UnknownIndicator { get; } = new("TGT-0053", Severity.Error,
        "{0} 第 {1} 行：没有指标“{2}”，该行不用", "{0} line {1}: there is no indicator '{2}'; the row is not used",
        "写指标代码，如 afforestation_area，或规划里的名称；见 docs/indicators.md。", "Write the code of an indicator, e.g. afforestation_area, or a name as plans print it; see docs/indicators.md.");

    /// <summary>A cell that cannot be read. {0} file, {1} line, {2} column, {3} value, {4} expected in Chinese, {5} in English.</summary>
    public static FindingRule BadCell { get; } = new("TGT-0054", Severity.Error,
        "{0} 第 {1} 行：{2} 的“{3}”应为{4}，该行不用", "{0} line {1}: '{3}' of {2} should be {5}; the row is not used",
        "改正该格。", "Correct the cell.");

    /// <summary>A division that no survey has. {0} file, {1} line, {2} division, {3} known ones.</summary>
    public static FindingRule UnknownDivision { get; } = new("TGT-0055", Severity.Error,
        "{0} 第 {1} 行：数据里没有乡镇“{2}”，该行不用", "{0} line {1}: the data have no division '{2}'; the row is not used",
        "写代码或名称，全域留空；数据里有：{3}。", "Write its code or name, nothing for the whole region; the data have: {3}.");

    /// <summary>A published figure beside a computed one. {0} indicator, {1} year, {2} division, {3} computed, {4} published, {5} difference, {6} unit, {7} source of the published one.</summary>
    public static FindingRule TwoFigures { get; } = new("TGT-0056", Severity.Warning,
        "{0} {1} 年 {2}：计算得 {3} {6}，公布 {4} {6}（{7}），相差 {5} {6}；用计算的", "{0} {1} {2}: computed {3} {6}, published {4} {6} ({7}), a difference of {5} {6}; the computed one is used",
        "核对口径（底数、地类、调查）；不用图层的数时，从 surveys 里去掉该年。", "Compare the definitions (base, land classes, survey); leave the year out of surveys where the layer is not to be used.");

    /// <summary>Two rows that do not agree. {0} file, {1} line, {2} indicator, {3} year, {4} division, {5} kept, {6} left out.</summary>
    public static FindingRule RowTwice { get; } = new("TGT-0057", Severity.Error,
        "{0} 第 {1} 行：{2} {3} 年 {4} 已有 {5}，这里是 {6}，该行不用", "{0} line {1}: {2} {3} {4} already has {5}, here it is {6}; the row is not used",
        "只留对的一行。", "Leave the right one.");

    /// <summary>The divisions do not add up. {0} file, {1} indicator, {2} year, {3} whole, {4} sum of the divisions.</summary>
    public static FindingRule NotTheSum { get; } = new("TGT-0058", Severity.Warning,
        "{0}：{1} {2} 年全域 {3}，各乡镇之和 {4}；全域用前者", "{0}: {1} {2} is {3} for the whole region, the divisions add up to {4}; the former is used for the whole",
        "补齐各乡镇，或改正全域的数。", "Complete the divisions, or correct the figure of the whole.");

    /// <summary>Records without a code that a definition needs. {0} indicator, {1} year, {2} area, {3} field.</summary>
    public static FindingRule Unclassified { get; } = new("TGT-0059", Severity.Warning,
        "{0} {1} 年：{2} ha 的 {3} 是空的，没有计入", "{0} {1}: {3} is blank on {2} ha, which do not count",
        "补填该字段。", "Fill in the field.");

    /// <summary>What was wrong with the records of a survey. {0} survey, {1} year, {2} errors, {3} warnings.</summary>
    public static FindingRule SurveyFindings { get; } = new("TGT-0060", Severity.Info,
        "调查 {0}（{1} 年）有 {2} 条错误、{3} 条警告", "survey {0} ({1}) has {2} errors and {3} warnings",
        "用 assess 看明细。", "assess lists them.");

    /// <summary>An output of an evaluation that lacks members. {0} method, {1} output, {2} count.</summary>
    public static FindingRule Partial { get; } = new("TGT-0061", Severity.Warning,
        "核算 {0} 的 {1} 缺 {2} 个成员，合计偏小", "{1} of {0} lacks {2} members: the total is too small",
        "用 evaluate 看缺什么。", "evaluate says what is missing.");

    /// <summary>A row of work for an indicator that is a state. {0} file, {1} line, {2} indicator.</summary>
    public static FindingRule NotWork { get; } = new("TGT-0062", Severity.Error,
        "{0} 第 {1} 行：{2} 是状态指标，不是完成的工作量，该行不用", "{0} line {1}: {2} is a state and no work done; the row is not used",
        "公布的状态值写进 actuals.csv。", "Published figures of a state belong into actuals.csv.");

    /// <summary>A row without source. {0} file, {1} line.</summary>
    public static FindingRule NoSource { get; } = new("TGT-0063", Severity.Warning,
        "{0} 第 {1} 行没有写出处", "{0} line {1} names no source",
        "在 source 写文件名、文号或网页。", "Name the document, its number or the page under source.");

    /// <summary>Divisions without a land area. {0} year, {1} count, {2} divisions.</summary>
    public static FindingRule NoDivisionArea { get; } = new("TGT-0064", Severity.Warning,
        "{0} 年：{1} 个乡镇没有土地面积，不能算它们的比率：{2}", "{0}: {1} divisions have no land area, so their rates are not computed: {2}",
        "在 inventory.json 加 role 为 townships 的图层，字段里要有乡镇代码或名称。", "Add a layer with role townships to inventory.json, with a field of codes or names of townships.");

    /// <summary>Two evaluations give one figure. {0} indicator, {1} year.</summary>
    public static FindingRule EvaluationTwice { get; } = new("TGT-0065", Severity.Warning,
        "{0} {1} 年有两份核算，用先写的一份", "{0} {1} has two evaluations; the one listed first is used",
        "从 evaluations 里去掉一份。", "Leave one out of evaluations.");
}
