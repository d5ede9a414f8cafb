using CarbonSink.Methodologies;

namespace CarbonSink.Cli;

/// <summary>Texts of the commands estimate and plan-sample.</summary>
internal static class EstimateTexts
{
    public static Bilingual Estimate { get; } = new("由样地推算总体：均值、总量、每公顷值及其置信区间，按抽样设计计算", "estimate a population from sample plots: mean, total and per hectare with confidence intervals, by the sampling design");

    public static Bilingual Plan { get; } = new("需要多少样地、怎样分到各层（AR-TOOL03，或由预备样地推算）", "how many plots a sample needs and how they are allocated to strata (AR-TOOL03, or from a pilot)");

    public static Bilingual Plots { get; } = new("样地表（.csv、.xlsx、.dbf、.gpkg …），一行一个样地", "table of plots (.csv, .xlsx, .dbf, .gpkg …), one row for each");

    public static Bilingual Pilot { get; } = new("预备样地表；不给时用 --strata 或 --cv", "table of pilot plots; without it --strata or --cv");

    public static Bilingual Heading { get; } = new("{0}：n = {1}，N = {2}，{3} % 置信", "{0}: n = {1}, N = {2}, confidence {3} %");

    public static Bilingual Formula { get; } = new("公式：{0}", "formula: {0}");

    public static Bilingual Needed { get; } = new("要使相对误差不超过 {0} %，需要样地 {1} 个", "plots needed for a relative error of {0} %: {1}");

    public static Bilingual Rows { get; } = new("读入 {0} 行：{1} 行缺值、{2} 行不知是否在域内、{3} 行所属样地不完整，都未用", "{0} rows read: {1} without a value, {2} of unknown domain and {3} of incomplete plots, not used");

    public static Bilingual PlanLine { get; } = new("需要样地 {0} 个（第一次 {1}，最后 {2}；t = {3}），各层进位后共 {4} 个", "{0} plots needed (first {1}, last {2}; t = {3}); {4} after rounding each stratum up");
}
