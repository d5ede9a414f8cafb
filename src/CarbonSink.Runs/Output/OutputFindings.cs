using CarbonSink.Findings;

namespace CarbonSink.Runs;

/// <summary>Why results cannot be written.</summary>
public static class OutputFindings
{
    /// <summary>The place cannot be written to.</summary>
    public static FindingRule Unwritable { get; } = new("OUT-0001", Severity.Error,
        "无法写入 {0}：{1}", "cannot write to {0}: {1}",
        "用 --out 指定一个可写的位置，或取得该处的写权限。", "Name a place that can be written with --out, or get permission to write there.");

    /// <summary>The target is a file where a folder is wanted, or the other way round.</summary>
    public static FindingRule WrongKind { get; } = new("OUT-0002", Severity.Error,
        "{0} 已存在，但不是{1}", "{0} exists and is not a {2}",
        "换一个名字，或先把它移开。", "Choose another name, or move it away first.");

    /// <summary>The target is a folder that this program did not write.</summary>
    public static FindingRule NotOurs { get; } = new("OUT-0003", Severity.Error,
        "{0} 里有文件而没有本程序的 manifest.json，不予替换", "{0} has files but no manifest.json of this program and is not replaced",
        "换一个名字，或先把它移开。", "Choose another name, or move it away first.");

    /// <summary>The target holds a file that would be lost.</summary>
    public static FindingRule WouldBeLost { get; } = new("OUT-0004", Severity.Error,
        "{0} 里的 {1} 不在其 manifest.json 中，替换会丢失它", "{1} in {0} is not listed in its manifest.json and would be lost",
        "先把这个文件移到别处。", "Move that file elsewhere first.");

    /// <summary>Another program uses a file of the target.</summary>
    public static FindingRule Locked { get; } = new("OUT-0005", Severity.Error,
        "{0} 正被其他程序占用", "{0} is in use by another program",
        "关闭占用它的程序后重试。", "Close the program that uses it and try again.");

    /// <summary>The result is complete but could not be moved into place.</summary>
    public static FindingRule Kept { get; } = new("OUT-0006", Severity.Error,
        "结果已完成，但无法替换 {0}：{1}；新结果保存在 {2}", "the result is complete, but {0} could not be replaced: {1}; the new result is kept in {2}",
        "关闭占用它的程序后重新运行，或自行把保存的文件夹改名。", "Close the program that uses it and run again, or rename the kept folder yourself.");

    /// <summary>The result is complete but another program uses a file of the old one.</summary>
    public static FindingRule KeptBesideLocked { get; } = new("OUT-0007", Severity.Error,
        "结果已完成，但 {0} 正被其他程序占用；新结果保存在 {1}", "the result is complete, but {0} is in use by another program; the new result is kept in {1}",
        "关闭占用它的程序后重新运行，或自行把保存的文件夹改名。", "Close the program that uses it and run again, or rename the kept folder yourself.");

    /// <summary>Another run is writing to the same target.</summary>
    public static FindingRule Busy { get; } = new("OUT-0008", Severity.Error,
        "另一个运行正在写 {0}", "another run is writing to {0}",
        "等它结束，或用 --out 指定别处。", "Wait until it has ended, or name another place with --out.");

    /// <summary>The target is a file of another kind.</summary>
    public static FindingRule OtherFile { get; } = new("OUT-0009", Severity.Error,
        "{0} 已存在，且不是同类文件，不予替换", "{0} exists, is a file of another kind, and is not replaced",
        "换一个名字，或先把它移开。", "Choose another name, or move it away first.");

    /// <summary>The target is there.</summary>
    public static FindingRule Exists { get; } = new("OUT-0010", Severity.Error,
        "{0} 已存在，不予替换", "{0} exists and is not replaced",
        "换一个名字，或用 --force 替换整套文件。", "Choose another name, or replace the whole set of files with --force.");
}
