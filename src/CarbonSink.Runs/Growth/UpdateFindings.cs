using CarbonSink.Findings;

namespace CarbonSink.Runs;

/// <summary>What may be wrong or remarkable when last survey's units are brought forward (年度更新的问题).</summary>
public static class UpdateFindings
{
    /// <summary>The data were brought forward. {0} from, {1} to.</summary>
    public static FindingRule NotMeasured { get; } = new("GRW-0020", Severity.Warning,
        "年龄和蓄积由 {0} 的调查用生长曲线推算更新到 {1}，不是调查值", "ages and stock were updated by growth curves from the survey of {0} to {1}; they are not measured",
        "对外使用时注明“推算更新”；以下一次调查为准。", "Say so wherever the figures are used; the next survey takes their place.");

    /// <summary>There is no survey date.</summary>
    public static FindingRule NoSurveyDate { get; } = new("GRW-0021", Severity.Error,
        "inventory.json 没有 surveyDate，不知道要推算几年", "inventory.json has no surveyDate: how many years to bring forward is unknown",
        "写上调查日期，如 \"surveyDate\": \"2024-12-31\"。", "Give the date of the survey, e.g. \"surveyDate\": \"2024-12-31\".");

    /// <summary>The year lies before the survey. {0} year, {1} date.</summary>
    public static FindingRule YearBefore { get; } = new("GRW-0022", Severity.Error,
        "更新到 {0} 年，早于调查日期 {1}", "the year {0} lies before the survey of {1}",
        "年份不能早于调查年。", "Give a year not before the survey's.");

    /// <summary>The region is not known. {0} region, {1} known ones.</summary>
    public static FindingRule UnknownRegion { get; } = new("GRW-0023", Severity.Error,
        "没有曲线的地区“{0}”", "there is no region of curves '{0}'",
        "可用：{1}（tables/growth-types/regions）。", "Known: {1} (tables/growth-types/regions).");

    /// <summary>No curve. {0}, {4} class in Chinese and English, {1} reason zh, {2} reason en, {3} units.</summary>
    public static FindingRule NoTable { get; } = new("GRW-0024", Severity.Warning,
        "{0} 没有收获表（{1}）：{3} 个小班的蓄积不推算，保持原值", "no yield table serves {4} ({2}): {3} units keep their stock",
        "用 fit-growth 拟合，并以 --curves 给出；或换 --region。", "Fit a curve with fit-growth and give it by --curves; or name another --region.");

    /// <summary>The age is outside the curve. {0} age, {1} later age, {2}, {3} ages of the curve.</summary>
    public static FindingRule OutsideAges { get; } = new("GRW-0025", Severity.Warning,
        "年龄 {0}–{1} 年超出收获表的 {2}–{3} 年，蓄积不推算，保持原值", "ages {0}–{1} lie outside the yield table's {2}–{3} years: the stock is kept",
        "曲线不外推；补充相应年龄的样地。", "Curves are not stretched; add plots of these ages.");

    /// <summary>Age or stock is missing. {0} zh, {1} en.</summary>
    public static FindingRule NotGrown { get; } = new("GRW-0026", Severity.Info,
        "乔木林小班缺{0}，蓄积不推算", "arbor forest without {1}: the stock is not brought forward",
        "补齐后重新更新。", "Supply it and update again.");

    /// <summary>The increment was limited. {0} ratio of the curve, {1} ratio used.</summary>
    public static FindingRule Clamped { get; } = new("GRW-0027", Severity.Info,
        "按曲线的比例是 {0}，限为 {1}：增量不超过曲线增量的两倍，也不为负", "the curve's ratio {0} was limited to {1}: at most twice the curve's increment, and none below zero",
        "记录的蓄积远高于曲线时按比例会夸大增长；核对该小班。", "Where the recorded stock is far above the curve a ratio exaggerates growth; check the unit.");

    /// <summary>The curve gives carbon alone. {0}, {1} class in Chinese and English.</summary>
    public static FindingRule ByCarbon { get; } = new("GRW-0028", Severity.Warning,
        "{0} 的收获表只有碳：碳按表的比例增长，蓄积取方法里对应的值", "the yield table of {1} has carbon alone: carbon grows by its ratio, and stock is what the method needs to hold it",
        "蓄积是由碳倒推的；有自己的曲线时优先用。", "The stock is reckoned back from carbon; prefer a curve of your own.");

    /// <summary>A change cannot be used. {0} line, {1} zh, {2} en.</summary>
    public static FindingRule BadChange { get; } = new("GRW-0029", Severity.Error,
        "变化表第 {0} 行不能用：{1}", "line {0} of the table of changes cannot be used: {2}",
        "列 unit（记录号或主键）、event（harvest 或 planting）、year（调查年之后，不晚于更新年）。", "Columns are unit (record number or key), event (harvest or planting), year (after the survey's, not after the update's).");

    /// <summary>A recorded figure that growth makes obsolete was blanked. {0} fields.</summary>
    public static FindingRule Blanked { get; } = new("GRW-0030", Severity.Info,
        "年龄或蓄积已变的小班，{0} 的记录已不适用，清空由方法重新推算", "for units whose age or stock changed, {0} no longer holds and was blanked for the method to derive",
        "平均胸径、树高、株数保持调查值。", "Mean diameter, height and stems keep the values of the survey.");
}
