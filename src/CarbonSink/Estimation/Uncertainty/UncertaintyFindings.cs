using CarbonSink.Findings;

namespace CarbonSink.Estimation;

/// <summary>What may be wrong with declared uncertainties, or remarkable about their propagation.</summary>
public static class UncertaintyFindings
{
    /// <summary>A cell of the table of uncertainties cannot be read.</summary>
    public static FindingRule BadCell { get; } = new("UNC-0001", Severity.Error,
        "{0} 第 {1} 行的 {2} 写的是“{3}”，应为{4}", "{0} line {1}: {2} is \"{3}\" where {5} is wanted",
        "改正该格；各列的写法见 docs/uncertainty.md。", "Correct the cell; docs/uncertainty.md says how each column is written.");

    /// <summary>The parameter table does not belong to the method.</summary>
    public static FindingRule UnknownTable { get; } = new("UNC-0002", Severity.Error,
        "{0} 第 {1} 行：方法没有参数表 {2}", "{0} line {1}: the method has no table {2}",
        "最接近的：{3}。", "The nearest: {3}.");

    /// <summary>The parameter table has no such row.</summary>
    public static FindingRule UnknownRow { get; } = new("UNC-0003", Severity.Error,
        "{0} 第 {1} 行：参数表 {2} 没有行“{3}”", "{0} line {1}: table {2} has no row \"{3}\"",
        "最接近的：{4}；* 指每一行，= 指各行共用一个误差。", "The nearest: {4}; * means every row, = one error for all rows.");

    /// <summary>The parameter table has no such column of numbers.</summary>
    public static FindingRule UnknownColumn { get; } = new("UNC-0004", Severity.Error,
        "{0} 第 {1} 行：参数表 {2} 没有数值列 {3}", "{0} line {1}: table {2} has no column of numbers {3}",
        "最接近的：{4}。", "The nearest: {4}.");

    /// <summary>The method measures no such input.</summary>
    public static FindingRule UnknownInput { get; } = new("UNC-0005", Severity.Error,
        "{0} 第 {1} 行：方法没有按小班测量的数值输入 {2}", "{0} line {1}: the method has no measured number {2} of each unit",
        "最接近的：{3}。", "The nearest: {3}.");

    /// <summary>What is declared cannot be.</summary>
    public static FindingRule Impossible { get; } = new("UNC-0006", Severity.Error,
        "{0} 第 {1} 行：{2}", "{0} line {1}: {3}",
        "改正该行；不确定性不能凭空补。", "Correct the row; no uncertainty is made up for it.");

    /// <summary>Nothing that the method used states an uncertainty.</summary>
    public static FindingRule NothingStated { get; } = new("UNC-0007", Severity.Warning,
        "用到的参数和数据都没有声明不确定性，区间宽度为 0 并不表示没有误差", "nothing that was used states an uncertainty: an interval of no width does not mean that there is no error",
        "用 --uncertainty-table 或 inventory.json 的 uncertainty 声明，或换用带不确定性的参数表。", "Declare it with --uncertainty-table or uncertainty in inventory.json, or name tables that state it.");

    /// <summary>Draws that the method could not evaluate.</summary>
    public static FindingRule Substituted { get; } = new("UNC-0008", Severity.Warning,
        "{0} 次小班抽样（{1} %）落在方法算不了的范围（如每公顷蓄积为负），改用该小班本身的值：区间偏窄，平均值偏移", "{0} draws of units ({1} %) lay where the method cannot be evaluated (such as a stock below zero) and took the unit's own value: intervals are too narrow and means are shifted",
        "误差大的正值请用 lognormal 或 truncated 分布。", "Give positive values with large errors a lognormal or truncated distribution.");

    /// <summary>Too many groups to keep draws of each.</summary>
    public static FindingRule GroupsOmitted { get; } = new("UNC-0009", Severity.Warning,
        "分组太多，没有保留各组的抽样；只给合计和碳库的区间", "there are too many groups to keep draws of each: intervals are given for totals and pools alone",
        "减少 --by 的键或 --draws，或用 --uncertainty approach-1。", "Use fewer keys in --by or fewer --draws, or --uncertainty approach-1.");

    /// <summary>Too many draws were substituted: no interval is given.</summary>
    public static FindingRule Withheld { get; } = new("UNC-0010", Severity.Error,
        "{0} 次小班抽样（{1} %，上限 {2} %）落在方法算不了的范围（如每公顷蓄积为负），用本身的值代替会使结果有偏，所以不给蒙特卡罗区间", "{0} draws of units ({1} %, above the limit of {2} %) lay where the method cannot be evaluated (such as a stock below zero): with the units' own values in their place the result would be biased, so no Monte Carlo interval is given",
        "误差大的正值请用 lognormal 或 truncated 分布，或用 --uncertainty approach-1。", "Give positive values with large errors a lognormal or truncated distribution, or use --uncertainty approach-1.");
}
