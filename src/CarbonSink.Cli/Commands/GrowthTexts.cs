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
}
