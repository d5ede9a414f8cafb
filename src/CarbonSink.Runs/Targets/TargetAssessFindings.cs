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

    /// <summary>Two observations of one year that differ. {0} target, {1} years.</summary>
    public static FindingRule TwoValues { get; } = new("TGT-0152", Severity.Warning,
        "目标 {0}：{1} 年有两个不同的观测值，用由数据算出的", "target {0}: {1} has two observations that differ; the one computed from data is used",
        "核对口径，去掉一个。", "Compare the definitions and leave one out.");

    /// <summary>A unit that does not fit. {0} target, {1} reason in Chinese, {2} in English.</summary>
    public static FindingRule UnitMismatch { get; } = new("TGT-0153", Severity.Warning,
        "目标 {0}：{1}", "target {0}: {2}",
        "改正目标表里的指标或单位。", "Correct the indicator or the unit in the table of targets.");

    /// <summary>A target that cannot be judged. {0} target, {1} reason in Chinese, {2} in English.</summary>
    public static FindingRule NotComputable { get; } = new("TGT-0154", Severity.Info,
        "目标 {0} 无法判定：{1}", "target {0} cannot be judged: {2}",
        "补上所说的数据。", "Give the data named.");

    /// <summary>A contradiction of the plan. {0} id, {1} targets, {2} text in Chinese, {3} in English.</summary>
    public static FindingRule Conflict { get; } = new("TGT-0155", Severity.Warning,
        "规划内部矛盾 {0}（{1}）：{2}", "contradiction {0} within the plan ({1}): {3}",
        "各方分别判定；请发文单位明确。", "Both sides are judged; ask the issuer which is meant.");

    /// <summary>A plan without targets. {0} file.</summary>
    public static FindingRule NoTargets { get; } = new("TGT-0156", Severity.Warning,
        "{0} 没有读出目标", "no target was read from {0}",
        "用 targets import 看候选语句，在目标表里补写。", "Look at the candidates of targets import and write them into a table of targets.");

    /// <summary>Quantities that were not read as targets. {0} count.</summary>
    public static FindingRule Candidates { get; } = new("TGT-0157", Severity.Info,
        "规划里另有 {0} 处数量没有读作目标，没有评估", "{0} further quantities of the plan were not read as targets and are not judged",
        "用 targets import 看候选语句，由人判定。", "targets import lists them for a person to judge.");
}
