using CarbonSink.Findings;

namespace CarbonSink.Store;

/// <summary>What may be wrong with a register's SQLite file (SQLite 登记簿文件的问题).</summary>
public static class SqliteFindings
{
    /// <summary>A file of another kind. {0} what it is.</summary>
    public static FindingRule NoRegister { get; } = new("STO-0001", Severity.Error,
        "不是登记簿数据库：{0}", "is no database of a register: {0}",
        "给出 carbonsink register init 建立的文件；不覆盖别的文件。", "Name a file that carbonsink register init made; other files are never written over.");

    /// <summary>A file of a newer program. {0} its version, {1} the newest known.</summary>
    public static FindingRule NewerSchema { get; } = new("STO-0002", Severity.Error,
        "登记簿数据库的版本为 {0}，本程序只认识到 {1}", "the register's database has version {0}; this program knows versions up to {1}",
        "用写它的程序版本打开。", "Open it with the version of the program that wrote it.");

    /// <summary>A file whose pages are not those of a database any more. {0} what SQLite says.</summary>
    public static FindingRule DamagedFile { get; } = new("STO-0003", Severity.Error,
        "数据库文件已损坏：{0}", "the database file is damaged: {0}",
        "不要再写入；从备份或导出文件恢复，再用 carbonsink register verify 核对。", "Write to it no more; restore a backup or an export, then run carbonsink register verify.");

    /// <summary>A row that cannot be read. {0} table and key, {1} the entry that wrote it, {2} why.</summary>
    public static FindingRule DamagedRow { get; } = new("STO-0004", Severity.Error,
        "{0}（第 {1} 条写入）不可读：{2}", "{0}, written by entry {1}, cannot be read: {2}",
        "状态可由条目重放得出；从备份或导出文件恢复，再用 carbonsink register verify 核对。", "State follows from the entries; restore a backup or an export, then run carbonsink register verify.");

    /// <summary>A library without what the register needs. {0} version and origin, {1} what it lacks.</summary>
    public static FindingRule LibraryTooOld { get; } = new("STO-0005", Severity.Error,
        "SQLite {0} 不能用于登记簿：{1}", "SQLite {0} cannot keep a register: {1}",
        "安装 SQLite 3.35 或更新版本，或设 CARBONSINK_SQLITE=bundled 用程序自带的库。", "Install SQLite 3.35 or newer, or set CARBONSINK_SQLITE=bundled to use the library that comes with the program.");

    /// <summary>Storage failed while a commit was written or synced. {0} file, {1} what SQLite says.</summary>
    public static FindingRule Unknown { get; } = new("STO-0006", Severity.Error,
        "提交时 {0} 发生输入输出错误：{1}；不知道是否已写入", "an input/output error of {0} during the commit: {1}; whether it was written is not known",
        "检查磁盘；然后用同一个幂等键重新提交：已写入的会得到原来的回执。", "Look at the disk, then submit again with the same idempotency key: what was written gives its first receipt.");

    /// <summary>A register that this user may only read. {0} why.</summary>
    public static FindingRule OnlyRead { get; } = new("STO-0007", Severity.Error,
        "登记簿只能读，不能写：{0}", "the register can only be read, not written: {0}",
        "写入者需要对登记簿文件及其所在文件夹的写权限。", "Who writes needs the right to write to the register's file and to the folder that it is in.");

    /// <summary>A register that may only be read and whose log is not in its file yet. {0} what SQLite says.</summary>
    public static FindingRule LogNotReadable { get; } = new("STO-0008", Severity.Error,
        "登记簿的预写日志尚未并入文件，只读时读不到：{0}", "the log of the register is not in its file yet and cannot be read without the right to write: {0}",
        "请有写权限的人打开并关闭一次登记簿（如 carbonsink register totals），或给出一份副本。", "Have somebody who may write open and close the register once (e.g. carbonsink register totals), or give a copy.");

    /// <summary>A register that was written while one who may only read was reading it.</summary>
    public static FindingRule Moved { get; } = new("STO-0009", Severity.Error,
        "读的时候登记簿被写入了", "the register was written while it was read",
        "请重新读一次。", "Read it again.");

    internal static RefusedInputException Refuse(FindingRule rule, string file, params string[] arguments) => new(new Finding(rule, file, null, null, null, arguments));
}
