using CarbonSink.Findings;

namespace CarbonSink.Runs;

/// <summary>What may be wrong when targets are spread (目标分解的问题).</summary>
public static class AllocationFindings
{
    /// <summary>An id that no target has. {0} id, {1} ids there are.</summary>
    public static FindingRule UnknownTarget { get; } = new("TGT-0100", Severity.Error,
        "规划里没有目标“{0}”", "the plan has no target '{0}'",
        "目标编号：{1}。", "Targets: {1}.");

    /// <summary>A target that is not spread. {0} id, {1} reason in Chinese, {2} in English.</summary>
    public static FindingRule NotAllocated { get; } = new("TGT-0101", Severity.Warning,
        "目标 {0} 没有分解：{1}", "target {0} is not allocated: {2}",
        "补上所说的数值、字段或图层。", "Give the value, field or layer named.");

    /// <summary>A total that is no whole number of steps. {0} id, {1} total, {2} step given, {3} step used.</summary>
    public static FindingRule StepTooCoarse { get; } = new("TGT-0102", Severity.Warning,
        "目标 {0} 的总量 {1} 不是步长 {2} 的整数倍，改用步长 {3}", "the total {1} of target {0} is no whole number of steps of {2}; the step is {3}",
        "给出能整除总量的步长（--step）。", "Give a step that divides the total (--step).");

    /// <summary>Something nobody can take. {0} id, {1} amount, {2} unit.</summary>
    public static FindingRule Unplaced { get; } = new("TGT-0103", Severity.Warning,
        "目标 {0} 有 {1} {2} 分不下去：各分解对象已到上限，或权重都是 0", "{1} {2} of target {0} cannot be placed: every member is at its bound, or all weights are 0",
        "换一种依据（--by）、给出份额，或修改目标。", "Choose other weights (--by), give shares, or change the target.");

    /// <summary>Shares of somebody unknown. {0} key, {1} those there are.</summary>
    public static FindingRule UnknownShare { get; } = new("TGT-0104", Severity.Warning,
        "份额表的“{0}”不是分解对象，没有用", "'{0}' of the shares is nobody to allocate to; its row is not used",
        "分解对象：{1}。", "They are: {1}.");

    /// <summary>Somebody without a share. {0} key.</summary>
    public static FindingRule MissingShare { get; } = new("TGT-0105", Severity.Warning,
        "份额表里没有“{0}”，按权重 0", "'{0}' is not in the shares; its weight is 0",
        "补上一行，权重可以是 0。", "Add a row; its weight may be 0.");

    /// <summary>A weight that is none. {0} line, {1} text.</summary>
    public static FindingRule BadShare { get; } = new("TGT-0106", Severity.Error,
        "份额表第 {0} 行的权重“{1}”不是不小于 0 的数", "the weight '{1}' in line {0} of the shares is no number of at least 0",
        "改正。", "Correct it.");

    /// <summary>Something that arithmetic rules out. {0} targets, {1} text in Chinese, {2} in English.</summary>
    public static FindingRule Infeasible { get; } = new("TGT-0107", Severity.Warning,
        "目标 {0} 达不到或互相矛盾：{1}", "targets {0} cannot be reached, or not together: {2}",
        "按所列数字修改目标，或说明统计口径不同。", "Change the targets by the figures given, or say that they are counted differently.");

    /// <summary>Weights of a file without a file. {0} id.</summary>
    public static FindingRule NoShares { get; } = new("TGT-0108", Severity.Error,
        "目标 {0} 按份额分解，没有给份额表", "target {0} is to be allocated by shares and no file is given",
        "给出 --shares，或在 targets.json 里写 shares。", "Give --shares, or write shares in targets.json.");

    /// <summary>A word that is none of those known. {0} key, {1} word, {2} known words.</summary>
    public static FindingRule UnknownWord { get; } = new("TGT-0109", Severity.Error,
        "{0} 的“{1}”不认识", "'{1}' of {0} is not known",
        "可以写：{2}。", "Known are: {2}.");

    /// <summary>A county rate that misses the printed one. {0} id, {1} rate reached, {2} target.</summary>
    public static FindingRule RateMissed { get; } = new("TGT-0110", Severity.Warning,
        "目标 {0} 分解后全域为 {1} %，目标是 {2} %", "the shares of target {0} make {1} % of the region, the target is {2} %",
        "步长太大，或土地不够；用更小的 --step。", "The step is too coarse or the land too little; give a smaller --step.");

    /// <summary>Divisions that do not add up to the region. {0} id, {1} sum, {2} region, {3} unit.</summary>
    public static FindingRule DivisionsDiffer { get; } = new("TGT-0111", Severity.Warning,
        "目标 {0}：各乡镇现状合计 {1} {3}，全域 {2} {3}，不相等，没有分解差额", "target {0}: the divisions have {1} {3} now and the region {2} {3}; its difference is not allocated",
        "检查各乡镇的数；要按权重分总量，用 of: level。", "Look at the figures of the divisions, or spread the whole with of: level.");

    /// <summary>A share of a target that names no year, step or column. {0} id, {1} note in Chinese, {2} in English.</summary>
    public static FindingRule Noted { get; } = new("TGT-0112", Severity.Info,
        "目标 {0}：{1}", "target {0}: {2}",
        "分解表里也写明了。", "The table says so, too.");

    /// <summary>A step that is none. {0} text.</summary>
    public static FindingRule BadStep { get; } = new("TGT-0113", Severity.Error,
        "步长“{0}”不是大于 0 的数", "the step '{0}' is no number above 0",
        "如 0.01。", "E.g. 0.01.");

    /// <summary>Somebody with two rows of shares. {0} line, {1} name.</summary>
    public static FindingRule SharesTwice { get; } = new("TGT-0114", Severity.Error,
        "份额表第 {0} 行重复了“{1}”", "line {0} of the shares has '{1}' again",
        "每个对象只写一行。", "Give each one row.");
}
