using CarbonSink.Findings;

namespace CarbonSink.Runs;

/// <summary>What keeps removals of a project or bundle from being issued, or should be looked at before (签发前检查的问题).</summary>
public static class ProjectCheckFindings
{
    /// <summary>A programme that the method is not of. {0} programme, {1} method, {2} its programmes.</summary>
    public static FindingRule OtherProgramme { get; } = new("REM-0050", Severity.Error,
        "方法 {1} 不用于机制 {0}：不能签发", "method {1} is not accounted under programme {0}: nothing can be issued",
        "改正 programme；这个方法用于：{2}。", "Correct programme; the method is for: {2}.");

    /// <summary>A period that does not lie in the crediting period. {0} period, {1} and {2} its days, {3} and {4} those of the crediting period.</summary>
    public static FindingRule OutsideCrediting { get; } = new("REM-0051", Severity.Error,
        "核算期 {0}（{1} 至 {2}）不全在计入期 {3} 至 {4} 之内：不能签发", "period {0} ({1} to {2}) does not all lie in the crediting period, {3} to {4}: nothing can be issued",
        "改正 monitoringPeriods 或 creditingPeriod；程序不替你截短核算期。", "Correct monitoringPeriods or creditingPeriod; the program does not cut periods by itself.");

    /// <summary>Land of a stratum that nothing says to be planted. {0} stratum, {1} ha, {2} ha planted, {3} last day.</summary>
    public static FindingRule NotPlanted { get; } = new("REM-0052", Severity.Error,
        "碳层 {0} 面积 {1} ha，到 {3} 为止只有 {2} ha 有造林记录：样地均值不能推到没有造林的地上", "stratum {0} has {1} ha, of which activities plant {2} ha to {3}: the mean of its plots cannot stand for land not planted",
        "在 activities.csv 补上造林（planting）行和面积，或把没有造林的地块分到别的碳层、移出项目。", "Add planting rows with their areas to activities.csv, or move land not planted to another stratum or out of the project.");

    /// <summary>Permanent plots that were not measured again. {0} earlier, {1} later survey, {2} number, {3} plots with strata.</summary>
    public static FindingRule LostPlots { get; } = new("REM-0053", Severity.Warning,
        "{0} 的固定样地有 {2} 块在 {1} 没有可用的复测（{3}）：变化只靠其余样地，丢失的若是受损的样地，结果偏高", "{2} permanent plots of {0} have no usable measurement in {1} ({3}): the change rests on the others, and is too high where those lost are those damaged",
        "找回并复测；找不回的写明原因，毁掉的记 0。", "Find and measure them; state why where they cannot be found, and record 0 where the trees are gone.");

    /// <summary>A later loss that what is issued now must stand for. {0} period shown, {1} t by itself, {2} last period, {3} t to its end.</summary>
    public static FindingRule LaterLoss { get; } = new("REM-0054", Severity.Warning,
        "只看核算期 {0} 可签发 {1} t，但到核算期 {2} 为止累计减去已签发只有 {3} t：可签发量以后者为限", "by period {0} alone {1} t might be issued, but to the end of period {2} no more than {3} t stand behind it: that is the limit",
        "后面的核算期有亏损或已签发；见全部核算期的结果。", "A later period has a loss or was issued; look at the account of all periods.");

    /// <summary>A cumulative loss without anything issued. {0} period, {1} t.</summary>
    public static FindingRule Deficit { get; } = new("REM-0055", Severity.Warning,
        "到核算期 {0} 为止累计净碳汇量是 −{1} t：没有签发过，补足这个亏损之前不能签发", "to the end of period {0} the cumulative net removal is a deficit of {1} t; nothing was issued, and nothing is before it is made good",
        "看各年的基准线、排放和储量变化。", "Look at baseline, emissions and changes of stock by year.");

    /// <summary>A survey long before the end of the period it closes. {0} period, {1} survey, {2} end.</summary>
    public static FindingRule EarlySurvey { get; } = new("REM-0056", Severity.Warning,
        "核算期 {0} 到 {2} 为止，最后一次监测是 {1}，早了 12 个月以上：期末储量没有测过", "the last survey of period {0}, of {1}, is more than 12 months before its end, {2}: the stock at its end was not measured",
        "在期末前后监测，或把核算期止日改到监测日。", "Survey around its end, or end the period with the survey.");

    /// <summary>A year to be explained that is not accounted. {0} year, {1} first, {2} last.</summary>
    public static FindingRule NoSuchYear { get; } = new("REM-0057", Severity.Error,
        "核算里没有 {0} 年，只有 {1} 至 {2}", "the account has no year {0}, but {1} to {2}",
        "改正 --explain。", "Correct --explain.");

    /// <summary>A period that a rule excludes while others may be issued. {0} period, {1} pack, {2} rule, {3} evidence in Chinese, {4} in English.</summary>
    public static FindingRule PeriodRefused { get; } = new("REM-0058", Severity.Warning,
        "核算期 {0} 不满足或未证明 {1} 的 {2}（{3}）：这一期的减排量不计入可签发量，亏损仍计入", "period {0} does not meet, or show to meet, {2} of {1} ({4}): its removals are not in what may be issued, its losses are",
        "在 monitoringPeriods 里给出这一期的 applicationDate，或核对日期。", "Give applicationDate of the period in monitoringPeriods, or check the dates.");

    /// <summary>A sub-project that stands twice. {0} folder or id.</summary>
    public static FindingRule BundledTwice { get; } = new("REM-0059", Severity.Error,
        "打捆项目里 {0} 不止一次：同一项目不能加两次", "{0} stands more than once in the bundle: a project cannot be added twice",
        "在 projects 里只留一次；不同项目的 id 不能相同。", "Name it once in projects; different projects have different ids.");

    /// <summary>Land of two sub-projects. {0} parcel, {1} its project, {2} other project, {3} m².</summary>
    public static FindingRule BundledLand { get; } = new("REM-0060", Severity.Error,
        "项目 {1} 的地块 {0} 有 {3} m2 也在项目 {2} 里，面积会重复计算", "{3} m2 of parcel {0} of project {1} are in project {2} too and would be counted twice",
        "从其中一个项目里去掉重叠的地。", "Take it out of one of them.");

    /// <summary>A bundle of nothing.</summary>
    public static FindingRule BundleEmpty { get; } = new("REM-0061", Severity.Error,
        "打捆项目的 projects 是空的", "projects of the bundle is empty",
        "写上子项目的文件夹；不是打捆项目就去掉 projects。", "Name the folders of its sub-projects, or take projects out.");

    /// <summary>A bundle within a bundle. {0} folder.</summary>
    public static FindingRule BundleNested { get; } = new("REM-0062", Severity.Error,
        "{0} 本身是打捆项目，不能再打捆", "{0} is a bundle itself and cannot be bundled",
        "直接写各个子项目。", "Name the single projects.");

    /// <summary>A bundle that names itself. {0} folder.</summary>
    public static FindingRule BundleSelf { get; } = new("REM-0063", Severity.Error,
        "打捆项目把自己（{0}）列作子项目", "the bundle names itself ({0}) as a sub-project",
        "改正 projects。", "Correct projects.");

    /// <summary>Land of sub-projects that cannot be compared. {0} and {1} projects.</summary>
    public static FindingRule BundledLandUnknown { get; } = new("REM-0064", Severity.Warning,
        "项目 {0} 与 {1} 至少一个没有图形，查不出地块是否重叠", "projects {0} and {1} cannot be searched for common land: one of them has no polygons",
        "地块用多边形图层。", "Give parcels as a layer of polygons.");
}
