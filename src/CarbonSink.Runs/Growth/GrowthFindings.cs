using CarbonSink.Findings;

namespace CarbonSink.Runs;

/// <summary>What may be wrong or remarkable when growth curves are fitted (生长曲线拟合的问题).</summary>
public static class GrowthFindings
{
    /// <summary>Too few stands. {0}, {1} class, {2} stands, {3} needed.</summary>
    public static FindingRule TooFewStands { get; } = new("GRW-0001", Severity.Warning,
        "{0} 只有 {2} 个有年龄和蓄积的小班或样地，少于 {3} 个，不拟合", "{1} has {2} stands with age and stock, fewer than {3}: no curve is fitted",
        "合并相近的类型，补充样地，或用 --min-stands 降低下限（结果更不可靠）。", "Join similar types, add plots, or lower the limit by --min-stands (results are less reliable).");

    /// <summary>No form could be fitted. {0}, {1} class, {2}, {3} forms and reasons.</summary>
    public static FindingRule NoCurve { get; } = new("GRW-0002", Severity.Warning,
        "{0} 没有一种形式定得出曲线，不写曲线（{2}）", "no form gives a curve for {1}: none is written ({3})",
        "看 stands.csv 的散点：年龄范围太窄、年龄太少或蓄积不随年龄增加时定不出曲线。", "Look at the scatter in stands.csv: too narrow or too few ages, or stock that does not rise with age, determine no curve.");

    /// <summary>The asymptote is not identified. {0}, {1} class, {2} share in percent, {3} standard error in percent.</summary>
    public static FindingRule AsymptoteUnknown { get; } = new("GRW-0003", Severity.Warning,
        "{0} 的数据定不出渐近线：最大年龄处只到渐近线的 {2} %，渐近线的标准误 {3} %", "the stands of {1} do not tell the asymptote: the oldest reach {2} % of it, its standard error is {3} %",
        "曲线只在观测年龄内使用；要推算到更大年龄，须补充老龄林。", "Use the curve within the ages observed; older ages need older stands.");

    /// <summary>Stands of different ages stand for one stand in time.</summary>
    public static FindingRule SpaceForTime { get; } = new("GRW-0004", Severity.Info,
        "以空间代时间：曲线由同一时间不同年龄的林分得出，假定它们立地和经营相同；不是同一片林分的生长", "space for time: the curves come from stands of different ages at one time and assume equal sites and management; they are not the growth of any one stand",
        "有复测样地时用样地拟合，与本曲线对照。", "Where plots were remeasured, fit them and compare.");

    /// <summary>Large residuals. {0}, {1} class, {2} stands.</summary>
    public static FindingRule Outliers { get; } = new("GRW-0005", Severity.Info,
        "{0} 有 {2} 个小班或样地的残差超过三倍标准误，都参加了拟合", "{2} stands of {1} lie more than three standard errors off the curve; all are in the fit",
        "在 stands.csv 里核对这些记录的年龄和蓄积；没有任何记录被剔除。", "Check age and stock of these records in stands.csv; none was dropped.");

    /// <summary>Significant lack of fit. {0}, {1} class, {2} F, {3} p.</summary>
    public static FindingRule LacksFit { get; } = new("GRW-0006", Severity.Warning,
        "{0} 失拟显著：F = {2}，p = {3}；各龄平均偏离曲线超过同龄林分间的变动", "{1} lacks fit: F = {2}, p = {3}; the means of ages lie off the curve by more than stands of equal age scatter",
        "看 age-classes.csv 里残差的符号；换一种形式，或按立地分开。", "Look at the signs of residuals in age-classes.csv; try another form or separate sites.");

    /// <summary>The curve explains little. {0}, {1} class, {2} R².</summary>
    public static FindingRule ExplainsLittle { get; } = new("GRW-0007", Severity.Warning,
        "{0} 的曲线只解释了变动的很小部分：R² = {2}", "the curve of {1} explains little: R² = {2}",
        "年龄之外的差别（立地、密度、采伐）占主导；用于推算时注明。", "Differences other than age (site, density, cutting) prevail; say so where the curve is used.");

    /// <summary>Age not plausible.</summary>
    public static FindingRule AgeImplausible { get; } = new("GRW-0008", Severity.Warning,
        "年龄 {0} 年不合情理，不参加拟合", "an age of {0} years is not plausible: the stand is not in the fit",
        "核对年龄（是否误录为年份）。", "Check the age (was a year recorded in its place?).");

    /// <summary>Nothing to fit. {0} records read, {1} reasons.</summary>
    public static FindingRule NothingToFit { get; } = new("GRW-0009", Severity.Error,
        "{0} 条记录里没有同时有年龄、蓄积、类型和起源的（{1}）", "of {0} records none has age, stock, type and origin ({1})",
        "核对数据字典和对照表；样地表要有 age、volumeM3PerHa 和分类列。", "Check dictionary and crosswalk; a table of plots needs age, volumeM3PerHa and the columns of classes.");

    /// <summary>A cell of a table of plots is no number. {0} column, {1} text, {2} line.</summary>
    public static FindingRule BadNumber { get; } = new("GRW-0010", Severity.Warning,
        "第 {2} 行 {0} 列的“{1}”不是大于 0 的数，该行不用", "line {2}: '{1}' in column {0} is no number above 0; the row is not used",
        "改正该单元格。", "Correct the cell.");

    /// <summary>The method has no such symbol. {0} role or symbol.</summary>
    public static FindingRule MethodLacks { get; } = new("GRW-0011", Severity.Error,
        "方法里没有 {0}，不能由小班拟合", "the method has no {0}: nothing can be fitted to sub-compartments",
        "用 county-forest-stock 一类的方法，或给样地表。", "Use a method such as county-forest-stock, or give a table of plots.");

    /// <summary>The data were brought forward by curves. {0} date of the survey.</summary>
    public static FindingRule FittedToCurves { get; } = new("GRW-0012", Severity.Error,
        "这些数据由 {0} 的调查用生长曲线推算更新，拟合只会得到原来的曲线", "these data were brought forward by growth curves from the survey of {0}: a fit would find those curves again",
        "用原调查的数据拟合。", "Fit the data of the survey.");
}
