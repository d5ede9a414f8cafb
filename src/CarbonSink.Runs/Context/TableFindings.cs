using CarbonSink.Findings;

namespace CarbonSink.Runs;

/// <summary>What may be wrong with a table of names or of official figures.</summary>
public static class TableFindings
{
    /// <summary>The table is not there.</summary>
    public static FindingRule Missing { get; } = new("TAB-0001", Severity.Error,
        "找不到表 {0}", "there is no table {0}",
        "检查路径。", "Check the path.");

    /// <summary>The table lacks a column.</summary>
    public static FindingRule NoColumn { get; } = new("TAB-0002", Severity.Error,
        "{0} 缺列 {1}", "{0} lacks the column {1}",
        "第一行写列名：{2}。", "The first line names the columns: {2}.");

    /// <summary>A row has more or fewer cells than the header.</summary>
    public static FindingRule BadRow { get; } = new("TAB-0003", Severity.Warning,
        "{0} 第 {1} 行有 {2} 格，表头有 {3} 格，该行不用", "{0} line {1} has {2} cells where the header has {3}; the row is not used",
        "单元格里有逗号时加引号。", "Quote a cell that contains a comma.");
}
