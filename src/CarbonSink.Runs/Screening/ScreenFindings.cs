using CarbonSink.Findings;

namespace CarbonSink.Runs;

/// <summary>What may be wrong when land is screened for projects (可开发土地筛查的问题).</summary>
public static class ScreenFindings
{
    /// <summary>Neither a programme nor a method, or one without rules. {0} which.</summary>
    public static FindingRule NoRules { get; } = new("SCR-0001", Severity.Error,
        "{0} 没有适用条件表 eligibility.csv，不能筛查", "{0} has no eligibility.csv, so that there is nothing to screen by",
        "用 --programme 或 --method 指明有适用条件表的机制或方法。", "Name a programme or method that has one with --programme or --method.");

    /// <summary>Candidate parcels that overlap. {0} and {1} parcels, {2} m².</summary>
    public static FindingRule Overlap { get; } = new("SCR-0002", Severity.Warning,
        "地块 {0} 与 {1} 重叠 {2} m2，只计入前者", "parcels {0} and {1} overlap by {2} m2, which is counted in the former only",
        "在图层里消除重叠（carbonsink check）。", "Remove the overlap from the layer (carbonsink check).");

    /// <summary>A column of expected removals with another unit. {0} column, {1} its unit.</summary>
    public static FindingRule RateUnit { get; } = new("SCR-0003", Severity.Error,
        "{0} 的单位 {1} 不能换算成 tCO2e/ha/yr", "{0} is in {1}, which is no tCO2e/ha/yr",
        "列名写成 名称 [tCO2e/ha/yr]；碳（tC）要先乘 44/12。", "Write its heading as name [tCO2e/ha/yr]; carbon (tC) is to be multiplied by 44/12 first.");

    /// <summary>Neither a number nor a column. {0} what was given, {1} columns there are.</summary>
    public static FindingRule NoRateColumn { get; } = new("SCR-0004", Severity.Error,
        "--expected 的“{0}”既不是不小于 0 的数，也不是地块图层的列", "'{0}' of --expected is neither a number of at least 0 nor a column of the parcels",
        "图层的列：{1}。", "Its columns: {1}.");

    /// <summary>A parcel's rate that cannot be. {0} parcel, {1} value.</summary>
    public static FindingRule BadRate { get; } = new("SCR-0005", Severity.Warning,
        "地块 {0} 的预期清除速率“{1}”不是不小于 0 的数，不给预期量", "the expected rate '{1}' of parcel {0} is no number of at least 0; nothing is expected of it",
        "改正或留空。", "Correct it or leave it blank.");

    /// <summary>A layer without geometry.</summary>
    public static FindingRule NoGeometry { get; } = new("SCR-0006", Severity.Error,
        "{0} 没有面，不能筛查", "{0} has no polygons and cannot be screened",
        "给出面图层。", "Give a layer of polygons.");

    /// <summary>No parcel can be used. {0} file.</summary>
    public static FindingRule NothingUsable { get; } = new("SCR-0007", Severity.Error,
        "{0} 没有一个可用的地块", "{0} has no parcel that can be used",
        "看问题清单。", "See the findings.");

    /// <summary>Rules that ask nothing of land. {0} programme or method, {1} methods that have rules.</summary>
    public static FindingRule NoLandRules { get; } = new("SCR-0008", Severity.Warning,
        "{0} 没有对土地的条件，各地块都是待证明", "{0} has no rules about land; every parcel is not shown",
        "用 --method 指明方法；有适用条件表的：{1}。", "Name a method with --method; those with rules: {1}.");

    /// <summary>A role that nobody knows. {0} role, {1} roles that rules ask, {2} other known ones.</summary>
    public static FindingRule UnknownRole { get; } = new("SCR-0009", Severity.Warning,
        "没有条件认得图层角色“{0}”，只作扣除", "no rule knows the layer role '{0}'; the layer is taken out and nothing else",
        "条件所问的角色：{1}；其他已知的扣除角色：{2}。", "Roles that rules ask about: {1}; known roles of layers to take out: {2}.");
}
