using CarbonSink.Methodologies;

namespace CarbonSink.Cli;

/// <summary>Texts of the command compare.</summary>
internal static class CompareTexts
{
    public static Bilingual Compare { get; } = new("两期对比：地类转移、储量增减、修复地块前后与对照", "change between two surveys: transitions of class, gain and loss of stock, restoration sites beside control land");

    public static Bilingual Old { get; } = new("前期数据集文件夹或图层", "the old survey: a data set's folder or a layer");

    public static Bilingual New { get; } = new("后期数据集文件夹或图层", "the new survey");

    public static Bilingual By { get; } = new("按哪一列分类（默认 landClass；如 landClassCode、species）", "column that tells classes apart (default landClass; also landClassCode, species …)");

    public static Bilingual Sites { get; } = new("修复地块图层（可加 #名称字段）", "layer of restoration sites, with the field of their names");

    public static Bilingual Control { get; } = new("对照地块图层；不给则取修复地块以外的全部土地", "layer of control land; without it, all land outside the sites");

    public static Bilingual Outside { get; } = new("（另一期没有）", "(not in the other survey)");

    public static Bilingual NoBoundary { get; } = new("（无可用图形）", "(no usable boundary)");

    public static Bilingual Net { get; } = new("储量变化折合 {0} tCO2e，在可比的 {2} ha 上（两期都不估算的地类按没有储量计）；两期都有估算的部分 {1} tCO2e。另有 {3} ha 不可比（只有一期覆盖，或该地类有估算而这块地的数据不足），不计入变化", "change of stock {0} tCO2e on {2} ha that can be compared (classes that neither survey estimates count as without stock); where both surveys estimate it {1} tCO2e. Another {3} ha is not compared (one survey alone covers it, or its data do not allow the estimate that its class gets) and is in no change");

    public static Bilingual Yearly { get; } = new("两期相隔 {0} 年，平均每年 {1} tCO2e", "{0} years between the surveys: {1} tCO2e a year");

    public static Bilingual Conserved { get; } = new("核对：转移表合计与评估合计之差 前期 {0} tC，后期 {1} tC", "check: transitions less assessments {0} tC before, {1} tC after");

    public static Bilingual NotEffect { get; } = new("“超出对照”是差值的差值，不证明因果。", "“Beyond control” is a difference of differences and proves no cause.");
}
