using CarbonSink.Findings;

namespace CarbonSink.Runs;

/// <summary>What may be wrong with what is given to the register (登记簿输入的问题).</summary>
public static class RegisterFindings
{
    /// <summary>There is no register. {0} place.</summary>
    public static FindingRule NoRegister { get; } = new("REG-0001", Severity.Error,
        "{0} 处没有登记簿", "there is no register at {0}",
        "检查 --db，或用 carbonsink register init 建一个。", "Check --db, or make one with carbonsink register init.");

    /// <summary>There is something already where a register is to be made. {0} place.</summary>
    public static FindingRule RegisterExists { get; } = new("REG-0002", Severity.Error,
        "{0} 已存在，不另建登记簿", "{0} exists; no register is made there",
        "换一个位置。", "Choose another place.");

    /// <summary>There is no such folder of a programme. {0} what was given.</summary>
    public static FindingRule NoProgramme { get; } = new("REG-0003", Severity.Error,
        "{0} 不是机制文件夹（其中应有 register.json 和 lifecycle.csv）", "{0} is no folder of a programme with register.json and lifecycle.csv",
        "用 carbonsink programmes list 查看已有的机制。", "See carbonsink programmes list.");

    /// <summary>A cell that cannot be used. {0} line, {1} column, {2} value, {3} form.</summary>
    public static FindingRule BadCell { get; } = new("REG-0004", Severity.Error,
        "第 {0} 行 {1} 的“{2}”应为 {3}", "line {0}: '{2}' in {1} should be {3}",
        "改正后重来；整张表不用。", "Correct it and try again; nothing of the table is used.");

    /// <summary>A row of a table with a wrong number of cells. {0} what was said.</summary>
    public static FindingRule BadTable { get; } = new("REG-0005", Severity.Error,
        "表有误，整张表不用：{0}", "the table is wrong and nothing of it is used: {0}",
        "改正后重来。", "Correct it and try again.");
}
