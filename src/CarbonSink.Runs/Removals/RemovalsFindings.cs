using CarbonSink.Findings;

namespace CarbonSink.Runs;

/// <summary>What may be wrong with the account of a project (减排量核算的问题).</summary>
public static class RemovalsFindings
{
    /// <summary>A survey before anything was planted. {0} date, {1} first planting.</summary>
    public static FindingRule BeforePlanting { get; } = new("REM-0001", Severity.Error,
        "监测日期 {0} 早于首次造林 {1}，这次监测不用", "the survey of {0} is earlier than the first planting, {1}: it is not used",
        "核对监测日期和 activities.csv 的造林日期。", "Check the date of the survey and the planting dates of activities.csv.");

    /// <summary>A survey outside every monitoring period. {0} date.</summary>
    public static FindingRule OutsidePeriod { get; } = new("REM-0002", Severity.Warning,
        "{0} 的监测不在任何核算期内，只列储量，不参与核算", "the survey of {0} lies in no monitoring period: its stock is listed, but nothing is accounted by it",
        "改正监测日期，或在 monitoringPeriods 里改正起止日期。", "Correct the date of the survey or the periods in monitoringPeriods.");

    /// <summary>A plot outside its stratum. {0} plot, {1} its stratum, {2} where it lies.</summary>
    public static FindingRule OutsideStratum { get; } = new("REM-0003", Severity.Error,
        "样地 {0} 记在碳层 {1}，坐标却在 {2}，这块样地不用", "plot {0} is recorded in stratum {1}, but its coordinates lie in {2}: it is not used",
        "核对坐标（与地块图层同一坐标系）或碳层。", "Check its coordinates (in the reference of the parcels' layer) or its stratum.");

    /// <summary>A plot of a stratum that the project does not have. {0} plot, {1} stratum, {2} strata.</summary>
    public static FindingRule UnknownStratum { get; } = new("REM-0004", Severity.Error,
        "样地 {0} 的碳层“{1}”不在项目里，这块样地不用", "plot {0} names stratum '{1}', which the project does not have: it is not used",
        "改正碳层；项目的碳层有：{2}。", "Correct it; the project has: {2}.");

    /// <summary>A planted stratum with fewer than two sound plots. {0} stratum, {1} date, {2} plots.</summary>
    public static FindingRule StratumWithoutPlots { get; } = new("REM-0005", Severity.Error,
        "碳层 {0} 在 {1} 的监测里只有 {2} 块可用样地，项目储量不能估计", "stratum {0} has {2} sound plots in the survey of {1}: the stock of the project cannot be estimated",
        "每个已造林的碳层至少要两块样地；或经核准后合并碳层。", "Every planted stratum needs at least two plots; or merge strata, where that is approved.");

    /// <summary>A missing or negative measurement. {0} plot.</summary>
    public static FindingRule BadMeasurement { get; } = new("REM-0006", Severity.Error,
        "样地 {0} 的实测值空缺、不是数或为负，这块样地不用", "the measurement of plot {0} is missing, no number or negative: the plot is not used",
        "改正该值；没有树的样地写 0，不留空。", "Correct the value; a plot without trees has 0, not nothing.");

    /// <summary>A plot that stands twice, or has no number. {0} plot.</summary>
    public static FindingRule PlotTwice { get; } = new("REM-0007", Severity.Error,
        "样地号“{0}”重复或空着，这些行都不用", "plot number '{0}' is missing or stands more than once: none of its rows is used",
        "改正样地号。", "Correct the number.");

    /// <summary>A column whose unit cannot be used. {0} column, {1} unit, {2} wanted.</summary>
    public static FindingRule Unit { get; } = new("REM-0008", Severity.Error,
        "“{0}”的单位“{1}”不能用，应为 {2}", "the unit '{1}' of {0} cannot be used; it should be {2}",
        "在列头的方括号里写单位，如 biomass [t/ha]。", "Write the unit in brackets in the heading, e.g. biomass [t/ha].");

    /// <summary>A cell that is not what the method wants. {0} column, {1} wanted.</summary>
    public static FindingRule BadCell { get; } = new("REM-0009", Severity.Error,
        "{0} 的值不能用，应为{1}，作缺失处理", "the value of {0} cannot be used, {1} is wanted: it counts as missing",
        "改正该值。", "Correct the value.");

    /// <summary>Days between periods. {0} period, {1} its first day, {2} last day of the one before.</summary>
    public static FindingRule PeriodGap { get; } = new("REM-0010", Severity.Error,
        "核算期 {0} 从 {1} 开始，上一期到 {2} 为止：核算期必须首尾相接", "period {0} begins on {1}, the one before ended on {2}: periods follow each other without a gap",
        "改正 monitoringPeriods。", "Correct monitoringPeriods.");

    /// <summary>A period without a survey. {0} period.</summary>
    public static FindingRule PeriodWithoutSurvey { get; } = new("REM-0011", Severity.Error,
        "核算期 {0} 没有可用的监测，这一期及以后各期都不能核算", "period {0} has no usable survey: it and later periods cannot be accounted",
        "补上这一期内的样地监测，或把它与下一期合并。", "Add a survey within the period, or merge it with the next.");

    /// <summary>Several surveys within a period. {0} period, {1} date used.</summary>
    public static FindingRule SeveralSurveys { get; } = new("REM-0012", Severity.Info,
        "核算期 {0} 内有多次监测，用最后一次（{1}）", "period {0} has several surveys: the last one counts ({1})",
        "其余的只列储量。", "Of the others the stock is listed.");

    /// <summary>Strata that changed between surveys. {0} earlier, {1} later date, {2} what.</summary>
    public static FindingRule StrataChanged { get; } = new("REM-0013", Severity.Warning,
        "{0} 与 {1} 两次监测之间碳层变了（{2}）：变化按独立样本算，不声称各年之和等于同一批碳层的储量差", "strata changed between the surveys of {0} and {1} ({2}): the change is that of independent samples, and its years are not claimed to add up to the stock difference of the same strata",
        "说明为什么调整碳层；固定样地换了碳层的，两期用同一分层重算。", "State why strata were changed; where permanent plots moved, estimate both surveys with the same strata.");

    /// <summary>More issued than stands behind it. {0} period, {1} t.</summary>
    public static FindingRule Overissued { get; } = new("REM-0014", Severity.Warning,
        "到核算期 {0} 为止，已签发的比累计净碳汇量多 {1} t：补足之前不能再签发", "to the end of period {0} more was issued than the cumulative net removal, by {1} t: nothing more until it is made good",
        "核对 issued；若因火灾等逆转，按方法学处理。", "Check issued; after a reversal such as a fire, follow the methodology.");

    /// <summary>The discount leaves nothing. {0} period, {1} change, {2} U in %.</summary>
    public static FindingRule NothingLeft { get; } = new("REM-0015", Severity.Warning,
        "核算期 {0} 的生物质增量 {1} t CO2e 经不确定性折减后不剩（U = {2} %）", "the gain of biomass in period {0}, {1} t CO2e, is all taken off for uncertainty (U = {2} %)",
        "加样地，或复测固定样地：两期误差相关，变化的误差小得多。", "Measure more plots, or permanent plots again: what both surveys have in common cancels.");

    /// <summary>A programme counts nothing. {0} period, {1} reason in Chinese, {2} in English.</summary>
    public static FindingRule ProgrammeRefuses { get; } = new("REM-0016", Severity.Error,
        "核算期 {0}：机制不接受这个精度：{1}", "period {0}: the programme does not accept this precision: {2}",
        "加样地后重测。", "Measure more plots.");

    /// <summary>A figure that the method does not give. {0} figure, {1} year, {2} cause in Chinese, {3} in English.</summary>
    public static FindingRule NotComputed { get; } = new("REM-0017", Severity.Error,
        "{1} 年的 {0} 算不出：{2}", "{0} of {1} cannot be computed: {3}",
        "补上所缺的数据、参数或树种；方法学的空白见待填项。", "Supply the data, parameter or species it lacks; blanks of the methodology are listed as open items.");

    /// <summary>A parameter that no method knows. {0} parameter, {1} known ones.</summary>
    public static FindingRule UnknownParameter { get; } = new("REM-0018", Severity.Warning,
        "parameters 里的 {0} 不是方法的输入，没有用到", "{0} in parameters is no input of the methods and is not used",
        "可用的：{1}。", "Known: {1}.");

    /// <summary>A rule that is not met. {0} rule, {1} method, {2} article.</summary>
    public static FindingRule NotMet { get; } = new("REM-0019", Severity.Error,
        "{1} {2} 的条件 {0} 不满足：不能签发，数字只作储量和碳汇量的估计", "condition {0} of {1} {2} is not met: nothing can be issued, the figures are estimates only",
        "证据见适用条件表。", "The evidence stands in the table of eligibility.");

    /// <summary>A word that must not stand on it. {0} word, {1} text, {2} method.</summary>
    public static FindingRule RefusedWord { get; } = new("REM-0020", Severity.Error,
        "“{1}”里有“{0}”，方法 {2} 的文本未经核实，不得这样称呼结果", "'{1}' has '{0}', which results of method {2}, whose text was not verified, must not be called",
        "改掉这个词；大小写、空格、连字符、全角半角不同也算。", "Take the word out; other case, spaces, hyphens or width of characters do not make it another.");

    /// <summary>No survey and no ex-ante. </summary>
    public static FindingRule NothingMeasured { get; } = new("REM-0021", Severity.Error,
        "项目没有核算期或监测，不能事后核算", "the project has no monitoring period or survey: nothing to account",
        "写 campaigns 和 monitoringPeriods；事前估算用 --ex-ante。", "Give campaigns and monitoringPeriods; for an estimate beforehand use --ex-ante.");

    /// <summary>No programme. </summary>
    public static FindingRule NoProgramme { get; } = new("REM-0022", Severity.Error,
        "project.json 没有写 programme，不知按什么规则折减", "project.json names no programme: it is not known what to take off for uncertainty",
        "写 programme，如 cdm-ar/1。", "Name one, e.g. cdm-ar/1.");

    /// <summary>A period that is not there. {0} asked, {1} there.</summary>
    public static FindingRule NoSuchPeriod { get; } = new("REM-0023", Severity.Error,
        "没有核算期 {0}，项目有 {1}", "there is no period {0}; the project has {1}",
        "改正 --period。", "Correct --period.");

    /// <summary>Ages beyond the yield table. {0} stratum, {1} last age, {2} date.</summary>
    public static FindingRule BeyondYields { get; } = new("REM-0024", Severity.Warning,
        "碳层 {0} 的收获表到 {1} 年为止，{2} 以后生物量不再增长（不外推）", "the yields of stratum {0} end at age {1}: from {2} its biomass is held, not extrapolated",
        "要外推，请先在 yields.csv（或拟合曲线的观测）里补上有依据的年龄。", "Add ages to yields.csv, or observations to the fitted curves, where there is evidence for them.");

    /// <summary>No yields. {0} what is missing.</summary>
    public static FindingRule NoYields { get; } = new("REM-0025", Severity.Error,
        "事前估算缺少 {0}", "an estimate beforehand lacks {0}",
        "给出 exAnte.yields（stratum, age [yr], biomass [t/ha]）或 exAnte.method、creditingPeriod 和造林活动。", "Give exAnte.yields (stratum, age [yr], biomass [t/ha]) or exAnte.method, creditingPeriod and planting activities.");

    /// <summary>Sub-projects in several provinces. {0} provinces.</summary>
    public static FindingRule SeveralProvinces { get; } = new("REM-0026", Severity.Error,
        "子项目不在同一个省：{0}", "sub-projects lie in several provinces: {0}",
        "打捆的项目须在同一省级行政区内。", "Bundled projects lie in one province.");

    /// <summary>The first period begins late. {0} first day, {1} start, {2} opening stock, {3} stock at the start, {4} first survey, t CO2e.</summary>
    public static FindingRule LateFirstPeriod { get; } = new("REM-0027", Severity.Info,
        "第 1 核算期从 {0} 开始，晚于项目开工 {1}：开工到期初的增长不属于本期，期初储量按天数在开工时的 {3} 和本期末的 {4} t CO2e 之间取直线，为 {2} t CO2e", "period 1 begins on {0}, after the start of the project, {1}: growth until then is not the period's, so the stock at its beginning is taken on the straight line by days from {3} t CO2e at the start to {4} t CO2e at the end of the period, {2} t CO2e",
        "期初实测过的，用 parameters.stock_before 声明，如 \"120 [tCO2e]\"。", "Where it was measured at the beginning, state it as parameters.stock_before, e.g. \"120 [tCO2e]\".");

    /// <summary>A fire without known biomass before it. {0} stratum, {1} date.</summary>
    public static FindingRule FireUnmeasured { get; } = new("REM-0028", Severity.Warning,
        "{1} 碳层 {0} 的火灾之前没有监测，也没有收获表，火烧前生物量不知", "nothing measured and no yields tell the biomass of stratum {0} before the fire of {1}",
        "补上收获表，或在火灾前后监测。", "Give yields, or survey around the fire.");

    /// <summary>A column that no method takes. {0} file, {1} column.</summary>
    public static FindingRule UnusedColumn { get; } = new("REM-0029", Severity.Info,
        "{0} 的列 {1} 不是方法的输入，没有用到", "column {1} of {0} is no input of the methods and is not used",
        "列头要与方法输入的符号相同。", "A heading equals the symbol of an input.");

    /// <summary>The opening stock is the baseline's trees. {0} trees, {1} shrubs, t CO2e.</summary>
    public static FindingRule StockBeforeTaken { get; } = new("REM-0030", Severity.Info,
        "没有写 parameters.stock_before：期初储量取项目前林木 {0} t CO2e（C_TREE_BSL）；项目前灌木 {1} t CO2e（C_SHRUB_BSL）没有计入，样地不含灌木时不必计", "parameters.stock_before is not given: the stock at the beginning is that of the trees before the project, {0} t CO2e (C_TREE_BSL); their shrubs, {1} t CO2e (C_SHRUB_BSL), are not in it, which is right where plots hold no shrubs",
        "样地连灌木一起测，或清除了灌木的，写两项之和；项目前的树保留、监测、不与项目林木一起测的，在碳层声明 baseline = kept-and-monitored，或写 \"stock_before\": \"0 [tCO2e]\"。", "Where plots hold shrubs, or shrubs were cleared, state the sum; where trees before the project are kept, monitored and not inventoried with the project's, declare baseline = kept-and-monitored in the strata, or state \"stock_before\": \"0 [tCO2e]\".");

    /// <summary>The trees before the project are not known. {0} symbol, {1} cause in Chinese, {2} in English.</summary>
    public static FindingRule StockBeforeUnknown { get; } = new("REM-0031", Severity.Error,
        "项目前林木储量 {0} 算不出（{1}），也没有写 parameters.stock_before：期初储量按 0 列数，可能多算，不给出可签发量", "the stock of trees before the project, {0}, cannot be computed ({2}) and parameters.stock_before is not given: figures take the stock at the beginning as 0, which may overstate the removal, and nothing is called issuable",
        "补上碳层表的 crown_cover、b_forest，或写 stock_before。", "Supply crown_cover and b_forest of the strata, or state stock_before.");

    /// <summary>A column that stands in two tables. {0} file, {1} column, {2} other file.</summary>
    public static FindingRule ColumnTwice { get; } = new("REM-0032", Severity.Info,
        "{1} 在 {0} 和 {2} 里都有：用 {0} 的，空着的才取 {2}", "{1} stands in {0} and in {2}: {0} counts, and {2} where its cell is blank",
        "只留一处。", "Keep one of them.");

    /// <summary>Growth curves that cannot be named. {0} method named, {1} known one.</summary>
    public static FindingRule UnknownCurves { get; } = new("REM-0035", Severity.Error,
        "事前估算不认识生长曲线“{0}”", "an estimate beforehand knows no growth curves '{0}'",
        "用 {1}（region、zone，可加 fitted）；或给出 exAnte.yields。", "Name {1} (with region and zone, and fitted if there are own curves), or give exAnte.yields.");

    /// <summary>A stratum that no curve serves. {0} stratum, {1} forest type, {2} origin, {3} reason in Chinese, {4} in English.</summary>
    public static FindingRule NoCurve { get; } = new("REM-0036", Severity.Error,
        "碳层 {0}（{1}，{2}）没有生长曲线可用：{3}。生物量变化不知，各年不给数字，不按 0 计", "no growth curve serves stratum {0} ({1}, {2}): {4}. The change of biomass is not known and the years have no figures; nothing is taken as 0",
        "在 strata.csv 写 forest_type（tables/growth-types/types 的林型）和 origin（natural 或 planted）；或用 fit-growth 拟合自己的曲线写在 exAnte.fitted；或改用 exAnte.yields。", "Give forest_type (of tables/growth-types/types) and origin (natural or planted) in strata.csv; or name own curves of fit-growth as exAnte.fitted; or use exAnte.yields.");

    /// <summary>A borrowed curve. {0} stratum, {1} forest type, {2} origin, {3} region.</summary>
    public static FindingRule BorrowedCurve { get; } = new("REM-0037", Severity.Warning,
        "碳层 {0}（{1}，{2}）的曲线或换算参数用在已知范围之外（地区 {3}）：结果标外推", "the curve of stratum {0} ({1}, {2}), or what turns it into carbon, is used outside where it is known to hold (region {3}): the result is flagged extrapolated",
        "用 fit-growth 拟合自己的曲线，写在 exAnte.fitted。", "Fit curves of your own with fit-growth and name them as exAnte.fitted.");

    /// <summary>A table that no method lets a run name. {0} table, {1} known ones.</summary>
    public static FindingRule UnknownTable { get; } = new("REM-0034", Severity.Error,
        "tables 里的 {0} 不是方法允许换的表", "{0} in tables is no table that the methods let a project name",
        "可用的：{1}。", "Known: {1}.");

    /// <summary>Rows of one fire that say different things. {0} stratum, {1} date, {2} column.</summary>
    public static FindingRule FireRowsDiffer { get; } = new("REM-0033", Severity.Warning,
        "{1} 碳层 {0} 的火灾有几行，{2} 不一致：按一次火计，{2} 取面积加权平均（代码取第一行）", "rows of the fire of {1} in stratum {0} differ in {2}: they are one fire, and {2} is the mean weighted by area (of codes the first)",
        "核对；若是几次火，写各自的日期。", "Check; several fires have dates of their own.");
}
