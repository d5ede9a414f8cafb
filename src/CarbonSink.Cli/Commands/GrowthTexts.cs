using CarbonSink.Methodologies;

namespace CarbonSink.Cli;

/// <summary>Texts of the commands fit-growth and update.</summary>
internal static class GrowthTexts
{
    public static Bilingual Fit { get; } = new("由本单位的小班或样地拟合生长曲线（以空间代时间），附诊断", "fit growth curves to the bureau's own sub-compartments or plots (space for time), with diagnostics");

    public static Bilingual FitSource { get; } = new("数据集文件夹、小班图层，或样地表（.csv，列 forest_type 或 species、origin、age、volumeM3PerHa，按面积加权时还有 weight）", "a data set's folder, a layer of units, or a table of plots (.csv with forest_type or species, origin, age, volumeM3PerHa and, for weights, weight)");

    public static Bilingual Form { get; } = new("曲线形式；best 取 Richards、Schumacher、logistic 中 AIC 最小的，all 再加 Gompertz、Korf", "form; best takes the one of Richards, Schumacher and logistic with the least AIC, all adds Gompertz and Korf");

    public static Bilingual By { get; } = new("分类", "classes");

    public static Bilingual MinStands { get; } = new("每类最少林分数", "fewest stands of a class");

    public static Bilingual Weight { get; } = new("权：none 每个林分一样，area 按面积", "weights: none counts stands alike, area by area");

    public static Bilingual Used { get; } = new("读入 {0} 条 = 参加拟合 {1} 条 + 没有用 {2} 条（{3}）", "read {0} records = used {1} + not used {2} ({3})");

    public static Bilingual Curve { get; } = new("{0}：{1}，{2}；n {3}，有效年龄 {4}–{5} 年，R² {6}，均方根误差 {7} m3/ha", "{0}: {1}, {2}; n {3}, valid at {4}–{5} years, R² {6}, RMSE {7} m3/ha");

    public static Bilingual NoCurve { get; } = new("{0}：没有曲线（{1} 个林分）", "{0}: no curve ({1} stands)");

    public static Bilingual Status { get; } = new("状态 derived：由本单位数据推算，不是公开发表的曲线。", "status derived: computed from own data, not a published curve.");

    public static Bilingual Update { get; } = new("把上次调查的小班推算更新到某年（年龄、蓄积、采伐、造林）；结果标明“推算更新，不是调查值”", "bring last survey's units forward to a year (ages, stock, harvest, planting); the result says that it is updated, not measured");

    public static Bilingual UpdateSource { get; } = new("数据集文件夹，inventory.json 里要有 surveyDate", "a data set's folder; its inventory.json needs a surveyDate");

    public static Bilingual To { get; } = new("更新到哪一年", "year to bring the data to");

    public static Bilingual Region { get; } = new("曲线的地区，没有默认值（tables/growth-types/regions）", "region of curves; there is no default (tables/growth-types/regions)");

    public static Bilingual Curves { get; } = new("fit-growth 的输出文件夹或其 curves.csv；优先于其他曲线", "folder of fit-growth or its curves.csv; comes before all other curves");

    public static Bilingual Changes { get; } = new("变化表（.csv，列 unit、event、year；event 为 harvest 或 planting）", "table of changes (.csv with unit, event, year; event is harvest or planting)");

    public static Bilingual Clamped { get; } = new("增长被限制的小班 {0} 个", "units whose growth was limited: {0}");
}
