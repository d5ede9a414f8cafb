using CarbonSink.Findings;

namespace CarbonSink.Runs;

/// <summary>Why a data set's description of itself is refused. {0} file, {1} line, {2} key.</summary>
public static class InventoryFindings
{
    /// <summary>The folder has no description.</summary>
    public static FindingRule Missing { get; } = new("INV-0001", Severity.Error,
        "文件夹 {0} 里没有 inventory.json", "the folder {0} has no inventory.json",
        "改为给出 shapefile 的路径并用选项说明（--save-inventory 会写出 inventory.json），或手工编写该文件。",
        "Give the path of the shapefile with options instead (--save-inventory writes inventory.json), or write the file by hand.");

    /// <summary>It is not JSON.</summary>
    public static FindingRule NotJson { get; } = new("INV-0002", Severity.Error,
        "{0} 第 {1} 行：不是合法的 JSON：{3}", "{0} line {1}: not valid JSON: {3}",
        "用文本编辑器改正该行：检查引号、逗号和括号；编码须为 UTF-8。", "Correct the line in a text editor: look at quotes, commas and brackets; the encoding is UTF-8.");

    /// <summary>A key that is not known, often a misspelling.</summary>
    public static FindingRule UnknownKey { get; } = new("INV-0003", Severity.Error,
        "{0} 第 {1} 行：未知的键 {2}", "{0} line {1}: unknown key {2}",
        "可用的键：{3}。", "Known keys: {3}.");

    /// <summary>A key that is needed and not there.</summary>
    public static FindingRule MissingKey { get; } = new("INV-0004", Severity.Error,
        "{0} 第 {1} 行起的对象缺少键 {2}", "{0}: the object that begins at line {1} lacks the key {2}",
        "补上该键。", "Add the key.");

    /// <summary>A value of the wrong kind.</summary>
    public static FindingRule WrongValue { get; } = new("INV-0005", Severity.Error,
        "{0} 第 {1} 行：{2} 的值不合要求", "{0} line {1}: the value of {2} will not do",
        "应为：{3}", "Wanted: {4}");

    /// <summary>A key given twice.</summary>
    public static FindingRule DoubleKey { get; } = new("INV-0006", Severity.Error,
        "{0} 第 {1} 行：键 {2} 重复", "{0} line {1}: the key {2} is given twice",
        "只保留一个。", "Keep one of them.");
}
