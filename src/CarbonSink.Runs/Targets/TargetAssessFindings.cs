using CarbonSink.Findings;

namespace CarbonSink.Runs;

/// <summary>What may be wrong when targets are judged (目标评估的问题).</summary>
public static class TargetAssessFindings
{
    /// <summary>A scenario that the data set does not have. {0} id, {1} ids there are.</summary>
    public static FindingRule UnknownScenario { get; } = new("TGT-0150", Severity.Error,
        "projection.scenario 的“{0}”不是数据集的情景", "'{0}' of projection.scenario is no scenario of the data set",
        "情景：{1}。", "Scenarios: {1}.");

    /// <summary>No year to judge as of.</summary>
    public static FindingRule NoYear { get; } = new("TGT-0151", Severity.Error,
        "不知道按哪一年评估", "it is not known as of which year to judge",
        "在 targets.json 里写 asOf，或用 --as-of。", "Write asOf into targets.json, or give --as-of.");

    /// <summary>A unit that does not fit. {0} target, {1} reason in Chinese, {2} in English.</summary>
    public static FindingRule UnitMismatch { get; } = new("TGT-0153", Severity.Warning,
        "目标 {0}：{1}", "target {0}: {2}",
        "改正目标表里的指标或单位。", "Correct the indicator or the unit in the table of targets.");

    /// <summary>A target that cannot be judged. {0} target, {1} reason in Chinese, {2} in English.</summary>
    public static FindingRule NotComputable { get; } = new("TGT-0154", Severity.Info,
        "目标 {0} 无法判定：{1}", "target {0} cannot be judged: {2}",
        "补上所说的数据。", "Give the data named.");

    /// <summary>Targets of several regions. {0} regions.</summary>
    public static FindingRule SeveralRegions { get; } = new("TGT-0155", Severity.Warning,
        "目标表里有几个地区的目标（{0}），都按这里的数据判定", "the table has targets of several regions ({0}); all are judged by these data",
        "每个地区一个 targets.json。", "Give each region a targets.json of its own.");
}
