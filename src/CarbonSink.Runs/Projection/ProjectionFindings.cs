using CarbonSink.Findings;

namespace CarbonSink.Runs;

/// <summary>What may be wrong or remarkable in a projection and its scenarios (预测与情景的问题).</summary>
public static class ProjectionFindings
{
    /// <summary>The scenario file is not there. {0} path.</summary>
    public static FindingRule NoFile { get; } = new("PRJ-0001", Severity.Error,
        "找不到情景文件 {0}", "there is no scenario file {0}",
        "检查路径，或在数据集文件夹里放 scenarios.json。", "Check the path, or put scenarios.json into the data set's folder.");

    /// <summary>It is not JSON. {0} file, {1} line, {2} message.</summary>
    public static FindingRule NotJson { get; } = new("PRJ-0002", Severity.Error,
        "{0} 第 {1} 行：不是合法的 JSON：{2}", "{0} line {1}: not valid JSON: {2}",
        "用文本编辑器改正该行；编码须为 UTF-8。", "Correct the line in a text editor; the encoding is UTF-8.");

    /// <summary>A key that is not known. {0} file, {1} line, {2} key, {3} known ones.</summary>
    public static FindingRule UnknownKey { get; } = new("PRJ-0003", Severity.Error,
        "{0} 第 {1} 行：未知的键 {2}", "{0} line {1}: unknown key {2}",
        "可用的键：{3}。", "Known keys: {3}.");

    /// <summary>A key that is needed. {0} file, {1} line, {2} key.</summary>
    public static FindingRule MissingKey { get; } = new("PRJ-0004", Severity.Error,
        "{0} 第 {1} 行：缺少 {2}；措施的效果由使用者声明，程序不替代", "{0} line {1}: {2} is missing; effects are declared by the user, the program supplies none",
        "补上该键，见 docs/projection.md。", "Add the key, see docs/projection.md.");

    /// <summary>A value that cannot be. {0} file, {1} line, {2} key, {3} expected in Chinese, {4} in English.</summary>
    public static FindingRule WrongValue { get; } = new("PRJ-0005", Severity.Error,
        "{0} 第 {1} 行：{2} 的值不对，应为{3}", "{0} line {1}: {2} is wrong; it should be {4}",
        "改正该值。", "Correct the value.");

    /// <summary>A code that is not known. {0} file, {1} line, {2} key, {3} value, {4} candidates.</summary>
    public static FindingRule UnknownCode { get; } = new("PRJ-0006", Severity.Error,
        "{0} 第 {1} 行：{2} 没有 {3}", "{0} line {1}: {2} knows no {3}",
        "可用的：{4}。", "There are: {4}.");

    /// <summary>What is to be planted has no curve. {0} forest type and origin, {1} scenario, {2}, {3} reason.</summary>
    public static FindingRule NoCurveToPlant { get; } = new("PRJ-0007", Severity.Error,
        "情景 {1} 要营造 {0}，但它没有生长曲线：{2}", "scenario {1} plants {0}, which has no growth curve: {3}",
        "改用有曲线的林分类型，或用 fit-growth 由本单位数据拟合后以 --curves 给出。", "Choose a type with a curve, or fit one to your own data with fit-growth and name it by --curves.");

    /// <summary>An activity could not be done as asked in some years. {0} scenario, {1} activity, {2} first year, {3} last year, {4} number of years, {5} asked in them, {6} done, {7} unit.</summary>
    public static FindingRule Shortfall { get; } = new("PRJ-0008", Severity.Warning,
        "情景 {0} 的 {1} 在 {2}–{3} 年间有 {4} 年做不完：共要做 {5} {7}，只能做 {6} {7}", "scenario {0}, {1}: {5} {7} were asked in {4} years between {2} and {3} that could not be met, {6} {7} could be done",
        "减少年任务，或放宽地类、年龄等条件；逐年的数见 projection.json 的 shortfalls。", "Ask for less a year, or widen land classes, ages and the like; shortfalls of projection.json has every year.");

    /// <summary>Stands were not projected. {0} area, {1} records.</summary>
    public static FindingRule NotProjected { get; } = new("PRJ-0009", Severity.Warning,
        "{1} 个小班共 {0} ha 有碳储量而没有预测（见 notProjected）", "{1} units with {0} ha have carbon and are not projected (see notProjected)",
        "补上年龄、起源、树种对照或曲线；scenarios.json 的 withoutCurve 为 hold 时按现值保持不变计入。", "Supply age, origin, crosswalk or curve; with withoutCurve: hold in scenarios.json their carbon is kept as it is.");

    /// <summary>Stands went past their curve. {0} area, {1} year.</summary>
    public static FindingRule Held { get; } = new("PRJ-0010", Severity.Warning,
        "到 {1} 年无措施基线里有 {0} ha 超过曲线的最大年龄，按该年龄的值不再增长（见 held）", "by {1} the baseline has {0} ha past the last age of their curve, where they are held (see held)",
        "用覆盖更高年龄的曲线；没有依据时不外推。", "Use curves for higher ages; nothing is extrapolated without grounds.");

    /// <summary>Relative stocking outside the limits. {0} area, {1}, {2} limits.</summary>
    public static FindingRule Clamped { get; } = new("PRJ-0011", Severity.Warning,
        "{0} ha 的现有储量与曲线之比在 {1}–{2} 之外，生长量按界限取", "on {0} ha stock over that of the curve is outside {1}–{2}; increments are scaled by the limit",
        "核对年龄与蓄积，或改 stockingLimits（见 docs/projection.md）。", "Check ages and stocks, or change stockingLimits (see docs/projection.md).");

    /// <summary>A projection has no uncertainty of its own.</summary>
    public static FindingRule NoUncertainty { get; } = new("PRJ-0012", Severity.Info,
        "预测没有不确定性控制（AR-TOOL14：事前估计不作不确定性控制），不是监测结果", "a projection has no uncertainty control (AR-TOOL14: none for ex-ante estimates); it is no monitoring result",
        "到期用调查数据核实。", "Verify with survey data when the time comes.");

    /// <summary>The year of the stock is not known.</summary>
    public static FindingRule NoSurveyYear { get; } = new("PRJ-0013", Severity.Error,
        "不知道现状是哪一年的：inventory.json 没有 surveyDate，情景文件没有 baseYear", "the year of the stock is not known: no surveyDate in inventory.json and no baseYear in the scenario file",
        "写上其中一个。", "Give one of them.");

    /// <summary>Years in a wrong order. {0} survey, {1} base, {2} end.</summary>
    public static FindingRule BadYears { get; } = new("PRJ-0014", Severity.Error,
        "年份次序不对：现状 {0}、基准 {1}、结束 {2}（每一年不得早于前一年，且至多 200 年）", "years are out of order: stock {0}, base {1}, end {2} (none before the one it follows, 200 years at most)",
        "改正 baseYear、endYear 或 --to。", "Correct baseYear, endYear or --to.");

    /// <summary>A mode of pools lacks what it needs. {0} mode, {1} key.</summary>
    public static FindingRule PoolsNeed { get; } = new("PRJ-0015", Severity.Error,
        "--pools {0} 需要情景文件里的 {1}；程序没有可替代的缺省", "--pools {0} needs {1} in the scenario file; the program has no default for it",
        "见 docs/projection.md。", "See docs/projection.md.");

    /// <summary>Curves used outside their region. {0} area.</summary>
    public static FindingRule CurvesElsewhere { get; } = new("PRJ-0016", Severity.Warning,
        "{0} ha 用的是别的地区的曲线", "{0} ha use curves of another region",
        "用 fit-growth 由本单位数据拟合，以 --curves 给出。", "Fit your own with fit-growth and name them by --curves.");

    /// <summary>Stands before the first age of their curve. {0} area.</summary>
    public static FindingRule BeforeCurve { get; } = new("PRJ-0017", Severity.Info,
        "基准年有 {0} ha 不到曲线的最小年龄：由零按等步升到曲线的第一个值", "{0} ha are before the first age of their curve in the base year: their stock rises from zero in equal steps to its first value",
        "曲线覆盖幼龄时不会出现。", "Curves that cover young ages have no such stands.");

    /// <summary>Nothing can be projected. {0} reasons.</summary>
    public static FindingRule NothingToProject { get; } = new("PRJ-0018", Severity.Error,
        "没有可预测的林分：{0}", "there is no stand to project: {0}",
        "核对 --region、--curves 与年龄、起源、树种对照。", "Check --region, --curves, and ages, origins and the crosswalk of species.");

    /// <summary>Stands that qualify for a quota of volume have no known volume. {0} scenario, {1} activity, {2} area, {3} year.</summary>
    public static FindingRule UnknownVolume { get; } = new("PRJ-0019", Severity.Warning,
        "情景 {0} 的 {1} 按蓄积下达任务，{3} 年有 {2} ha 符合条件而蓄积不明，没有采伐", "scenario {0}, {1} has a quota of volume: in {3} {2} ha qualify whose volume is not known, and are not felled",
        "补上每公顷蓄积或带蓄积的曲线，或改为 areaHaPerYear。", "Supply volume per hectare or a curve with volume, or ask for areaHaPerYear.");
}
