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

    /// <summary>A row that is not there. {0} kind, {1} id, {2} kind in Chinese.</summary>
    public static FindingRule NoRow { get; } = new("REG-0006", Severity.Error,
        "登记簿里没有{2} {1}", "the register has no {0} {1}",
        "用 list 查看已有的。", "See what there is with list.");

    /// <summary>A signing key that is not in force. {0} its fingerprint, {1} that of the key in force.</summary>
    public static FindingRule OtherKey { get; } = new("REG-0007", Severity.Error,
        "签名密钥 {0} 不是登记簿现用的 {1}", "the signing key {0} is not the one in force, {1}",
        "用现用的密钥；换密钥用 carbonsink register rotate-key。", "Use the key in force; replace it with carbonsink register rotate-key.");

    /// <summary>No signed head holds what is asked for. {0} entry.</summary>
    public static FindingRule NoHead { get; } = new("REG-0008", Severity.Error,
        "还没有包含第 {0} 条的已签名树头", "no signed head holds entry {0} yet",
        "用 --signing-key 给出登记簿的签名密钥。", "Give the register's signing key with --signing-key.");

    /// <summary>A folder that removals did not write. {0} folder, {1} what is missing or wrong.</summary>
    public static FindingRule NoRun { get; } = new("REG-0009", Severity.Error,
        "{0} 不是 removals 写出的文件夹：{1}", "{0} is no folder written by removals: {1}",
        "用 carbonsink removals PROJECT_DIR --out DIR 写一个，之后不改动。", "Write one with carbonsink removals PROJECT_DIR --out DIR and leave it as it is.");

    /// <summary>A run that gives nothing to issue. {0} period, {1} why.</summary>
    public static FindingRule NotIssuable { get; } = new("REG-0010", Severity.Error,
        "这次核算没有给出核算期 {0} 可签发的数量：{1}", "the run gives nothing that may be issued for period {0}: {1}",
        "先解决核算结果里写明的原因。", "Settle first what the result says.");

    /// <summary>A run of other days. {0} period, {1} days of the run, {2} days given.</summary>
    public static FindingRule OtherDays { get; } = new("REG-0011", Severity.Error,
        "核算结果里核算期 {0} 是 {1}，不是 {2}", "period {0} of the run is {1}, not {2}",
        "用同一核算期的结果。", "Use the result of the same period.");

    /// <summary>An amount other than the run's. {0} what was given, {1} what the run gives.</summary>
    public static FindingRule OtherAmount { get; } = new("REG-0012", Severity.Error,
        "{0} t 与核算结果的 {1} t 不同，无法按年份分配", "{0} t is not the {1} t of the run, and cannot be spread over its years",
        "核查后的量不同时，重新核算，再用新的结果。", "Where the verified amount is another, run removals anew and use that result.");

    /// <summary>A register that does not follow from its ledger, or cannot be read. {0} entry or —, {1} what in Chinese, {2} in English.</summary>
    public static FindingRule Damaged { get; } = new("REG-0013", Severity.Error,
        "登记簿已损坏（条目 {0}）：{1}；没有办理", "the register is damaged (entry {0}): {2}; nothing was done",
        "不要再写入；用 carbonsink register verify 查明条目，从备份或导出恢复。", "Write nothing more to it; find the entries with carbonsink register verify and restore it from a backup or an export.");
}
