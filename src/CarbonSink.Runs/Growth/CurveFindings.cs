using CarbonSink.Findings;

namespace CarbonSink.Runs;

/// <summary>What may be wrong with the curves that stands are grown by, in update and in project-growth (曲线使用的问题).</summary>
public static class CurveFindings
{
    /// <summary>The region of curves is another one. {0} division, {1} region, {2} regions that serve.</summary>
    public static FindingRule OtherRegion { get; } = new("GRW-0031", Severity.Error,
        "行政区划 {0} 不在曲线的地区 {1} 里：一个地区的曲线不用到别处", "the division {0} does not lie in the region of curves {1}: curves of one region are not used in another",
        "用 --region {2}；或改正 inventory.json 的 division（tables/growth-types/divisions）。", "Name --region {2}; or correct division in inventory.json (tables/growth-types/divisions).");

    /// <summary>The horizon is too long. {0} year, {1} survey, {2} years, {3} most years.</summary>
    public static FindingRule TooFar { get; } = new("GRW-0032", Severity.Error,
        "更新到 {0} 年，离调查（{1}）{2} 年，多于 {3} 年：那是预测，不是更新", "the year {0} is {2} years after the survey ({1}), more than {3}: that is a projection, not an update",
        "用 project-growth 预测；或用新的调查更新。", "Project with project-growth, or update from a newer survey.");

    /// <summary>Nothing says where the data lie. {0} region.</summary>
    public static FindingRule NoDivision { get; } = new("GRW-0033", Severity.Warning,
        "没有行政区划代码，无法核对数据是否在曲线的地区 {0} 里", "there is no administrative division: whether the data lie in the region of curves {0} is not checked",
        "在 inventory.json 写上 division，如 \"430682\"。", "Give division in inventory.json, e.g. \"430682\".");

    /// <summary>A table by age group falls. {0} class zh, {1} class en, {2} ages, {3} units, {4} area.</summary>
    public static FindingRule HeldTable { get; } = new("GRW-0034", Severity.Warning,
        "{0} 的收获表在 {2} 年低于更小的年龄，按已达到的最大值保持：{3} 个小班 {4} ha 在这些年不增长", "the yield table of {1} falls at ages {2}; its greatest value is held: {3} units with {4} ha do not grow at these ages",
        "各龄组是不同的林分，不是同一片林子变小；用 fit-growth 拟合自己的曲线。", "Age groups are different stands, none of which shrinks; fit your own curve with fit-growth.");

    /// <summary>The fitted curves are not there. {0} as given, {1} file.</summary>
    public static FindingRule NoCurves { get; } = new("GRW-0035", Severity.Error,
        "--curves {0}：没有文件 {1}", "--curves {0}: there is no file {1}",
        "给出 fit-growth 写出的文件夹，或其中的 curves.csv。", "Name the folder that fit-growth wrote, or its curves.csv.");

    /// <summary>A form that no equation reads. {0} line, {1} form, {2} known ones.</summary>
    public static FindingRule UnknownForm { get; } = new("GRW-0036", Severity.Error,
        "curves.csv 第 {0} 行：没有曲线形式“{1}”", "curves.csv line {0}: there is no form '{1}'",
        "可用：{2}。", "Known: {2}.");

    /// <summary>An origin that no curve is kept for. {0} line, {1} text.</summary>
    public static FindingRule UnknownOrigin { get; } = new("GRW-0037", Severity.Warning,
        "样地表第 {0} 行的起源“{1}”不是 natural（天然）或 planted（人工），该行不用", "line {0} of the plots: the origin '{1}' is neither natural nor planted; the row is not used",
        "写 natural 或 planted。", "Write natural or planted.");

    /// <summary>A table of plots is not separated by commas. {0} file.</summary>
    public static FindingRule NotCommas { get; } = new("GRW-0038", Severity.Error,
        "{0} 的列不是用逗号分开的", "the columns of {0} are not separated by commas",
        "另存为以逗号分隔的 UTF-8 CSV。", "Save it as UTF-8 CSV separated by commas.");
}
