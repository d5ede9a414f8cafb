using CarbonSink.Findings;

namespace CarbonSink.Estimation;

/// <summary>Why parts of an assessment are refused.</summary>
public static class PartFindings
{
    /// <summary>The file is not a part or is damaged.</summary>
    public static FindingRule Unreadable { get; } = new("PART-0001", Severity.Error,
        "{0} 不是可用的分区结果文件：{1}", "{0} is not a usable part of an assessment: {1}",
        "用 assess … --records A..B --part 文件 重新生成该分区。", "Make this part again with assess … --records A..B --part FILE.");

    /// <summary>Two parts hold the same records.</summary>
    public static FindingRule Overlap { get; } = new("PART-0002", Severity.Error,
        "分区 {0}（记录 {1}）与 {2}（记录 {3}）重叠", "parts {0} (records {1}) and {2} (records {3}) overlap",
        "每条记录只能属于一个分区：去掉重复的分区，或重新划分记录范围。", "A record belongs to one part only: leave one of them out, or cut the ranges anew.");

    /// <summary>Records between two parts are missing.</summary>
    public static FindingRule Gap { get; } = new("PART-0003", Severity.Error,
        "分区 {0}（记录 {1}）与 {2}（记录 {3}）之间有缺口：缺记录 {4}", "between parts {0} (records {1}) and {2} (records {3}) the records {4} are missing",
        "补上缺少的分区后再合并。", "Add the missing part, then merge.");

    /// <summary>Two parts were not made from the same inputs in the same way.</summary>
    public static FindingRule Different { get; } = new("PART-0004", Severity.Error,
        "分区 {0} 与 {1} 的{2}不同", "parts {0} and {1} differ in their {3}",
        "只有同一数据、同一方法、同一选项、同一程序版本的分区才能合并：统一后重新生成。", "Only parts of the same data, method, options and program version merge: make them again alike.");

    /// <summary>The parts do not cover the whole layer.</summary>
    public static FindingRule Incomplete { get; } = new("PART-0005", Severity.Error,
        "各分区合起来只覆盖记录 {0}，而图层共有 {1} 条记录", "together the parts cover records {0} of a layer that has {1}",
        "补上缺少的分区后再合并。", "Add the missing parts, then merge.");

    /// <summary>A part is not there.</summary>
    public static FindingRule Missing { get; } = new("PART-0006", Severity.Error,
        "找不到分区结果文件 {0}", "there is no part {0}",
        "检查路径。", "Check the path.");

    /// <summary>Totals add stocks that cover different pools.</summary>
    public static FindingRule MixedPools { get; } = new("PART-0010", Severity.Warning,
        "合计把覆盖不同碳库的储量加在一起：{0}", "totals add stocks that cover different pools: {0}",
        "分碳库看 pools；要得到同口径的合计，请用覆盖相同碳库的生物量表。", "Read them by pool; for one comparable total, use biomass tables that cover the same pools.");
}
