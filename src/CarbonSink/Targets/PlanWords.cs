using Kind = CarbonSink.Targets.PlanTokenKind;

namespace CarbonSink.Targets;

/// <summary>A word of the grammar (语法词).</summary>
/// <param name="Text">The word.</param>
/// <param name="Kind">What it is.</param>
/// <param name="Comparator">The comparator it stands for.</param>
/// <param name="NeedsNumber">Whether it is the word only where a number follows: 达, 近, 由.</param>
internal sealed record PlanWord(string Text, Kind Kind, TargetComparator Comparator, bool NeedsNumber);

/// <summary>The closed words of the grammar (语法词表): comparators, directions, time, striving, joining words and those without effect. Names of indicators are not among them: they are the packs'.</summary>
internal static class PlanWords
{
    private static readonly ILookup<char, PlanWord> Words = All().OrderByDescending(w => w.Text.Length).ToLookup(w => w.Text[0]);

    /// <summary>The words that begin with this character, longest first.</summary>
    public static IEnumerable<PlanWord> From(char c) => Words[c];

    private static IEnumerable<PlanWord> All() =>
    [
        .. Of(Kind.Before, TargetComparator.Reach, "达到 达成 达至 提高到 提升到 提高至 提升至 提到 增加到 增加至 增至 增长到 增长至 扩大到 扩大至 升至 上升到 上升至 恢复到 恢复至 升高到 扩展到 发展到 增到 调整为 调整到 调整至 下降到 下降至 降到 降至 降低到 降低至 减少到 减少至 稳步达到"),
        .. Of(Kind.Before, TargetComparator.Stable, "稳定在 维持在 保持在 稳固在 巩固在 稳定于 稳定保持在 持续保持在 稳定到 维持于 保持于"),
        .. Of(Kind.Before, TargetComparator.AtMost, "控制在 严控在 不超过 不高于 不大于 不多于 ≤ <= 小于等于 小于或等于 低于或等于 不得超过 不得高于 不突破 控制到"),
        .. Of(Kind.Before, TargetComparator.AtLeast, "不低于 不少于 不小于 不得低于 不得少于 ≥ >= 至少 大于等于 大于或等于 高于或等于 不下于 不低于或等于"),
        .. Of(Kind.Before, TargetComparator.MoreThan, "超过 突破 大于 高于 多于 超出 >"),
        .. Of(Kind.Before, TargetComparator.LessThan, "低于 小于 少于 <"),
        .. Of(Kind.Before, TargetComparator.Approx, "大约 约为 接近"),
        .. Of(Kind.Before, TargetComparator.Reach, true, "达 到 至"),
        .. Of(Kind.Before, TargetComparator.Stable, true, "保持 维持 稳定"),
        .. Of(Kind.Before, TargetComparator.MoreThan, true, "超"),
        .. Of(Kind.Before, TargetComparator.Approx, true, "约 近"),
        .. Of(Kind.Before, TargetComparator.None, true, "为 是 共 计"),
        .. Of(Kind.After, TargetComparator.AtLeast, "以上 及以上 之上 (含)以上"),
        .. Of(Kind.After, TargetComparator.AtMost, "以下 以内 之内 及以下 之下"),
        .. Of(Kind.After, TargetComparator.Approx, "左右 上下"),
        .. Of(Kind.Direction, TargetComparator.Increase, "增加 提升 提高 增长 扩大 上升 增多 净增 净增加 净增长 新增 再增 再增加 升高 增量 增 增加量 稳中有升 稳中有增 双增长 双提升 双增 只增不减 增强 增厚 增进".Split(' ').Where(w => w is not ("增" or "增强" or "增量"))),
        .. Of(Kind.Direction, TargetComparator.Increase, true, "增 升"),
        .. Of(Kind.Direction, TargetComparator.Decrease, "减少 降低 下降 减小 压减"),
        .. Of(Kind.Direction, TargetComparator.Stable, "稳定 保持稳定 基本稳定 保持基本稳定 总体稳定 保持总体稳定 维持稳定 不减少 不降低 不下降 总体保持稳定 基本保持稳定 相对稳定 保持相对稳定 保持不变 基本持平"),
        .. Of(Kind.Base, TargetComparator.None, true, "较 比 由 从 以 与 相比 相较于 相对于 较之"),
        .. Of(Kind.Base, TargetComparator.None, "基础上 现有基础上 原有基础上 相比 同比"),
        .. Of(Kind.History, TargetComparator.None, "已 已经 已达 已达到 达到了 现有 现状 目前 当前 去年 上年 近年来 以来 过去 过去五年 近五年 五年来 三年来 十年来 截至 截止 截至目前 曾 了 今年已 历年 现存 连续"),
        .. Of(Kind.Yearly, TargetComparator.None, "每年 年均 平均每年 逐年递增 年度"),
        .. Of(Kind.Striving, TargetComparator.None, "力争 争取 力求 努力 奋力"),
        .. Of(Kind.Respectively, TargetComparator.None, "分别 各自 依次"),
        .. Of(Kind.Each, TargetComparator.None, "均 都 双双 全部均 皆"),
        .. Of(Kind.Each, TargetComparator.None, true, "各"),
        .. Of(Kind.And, TargetComparator.None, "、 和 与 及 以及 并 或"),
        .. Of(Kind.Comma, TargetComparator.None, ", : \t |"),
        .. Of(Kind.Semicolon, TargetComparator.None, ";"),
        .. Of(Kind.Open, TargetComparator.None, "( ["),
        .. Of(Kind.Close, TargetComparator.None, ") ]"),
        .. Of(Kind.Scope, TargetComparator.None, "全市 全县 全区 全省 全国 全州 全旗 全盟 全镇 全乡 全球 全世界 我市 我县 我区 我省 我国 我州 我旗 本市 本县 本区 市域 县域 区域内 全域 市域内 县域内 辖区 辖区内 境内 国家 世界"),
        .. Of(Kind.Filler, TargetComparator.None, "的 要 应 将 使 让 把 对 能 须 需 可 等 等等 等指标 实现 确保 保障 保证 完成 建成 建设 建立 新建 实施 开展 推进 推动 推行 加快 加强 强化 积极 全面 大力 有效 科学 合理 有序 持续 逐步 稳步 不断 进一步 显著 明显 大幅 平稳 稳妥 深入 扎实 切实 高质量 高标准 高水平 统筹 抓好 做好 重点 重点做好 重点推进 组织 组织实施 落实 安排 计划 规划 规划建设 谋划 预计 预期 累计 累计完成 累计建成 总计 合计 共计 共完成 其中 其中: 总体 整体 基本 基本实现 主要 平均 总 始终 一直 长期 同时 并且 而且 以及 也 还 又 再 仍 则 且 目标 目标值 指标 任务 工程 工作 项目 行动 水平 的水平 规模 总量 总面积 面积 有所 略有 稍有 小幅 就 全部 力度 继续 城乡 国土 各类 林业 城镇 常年 一是 二是 三是 四是 五是 六是 ① ② ③ ④ ⑤ ⑥ 规划期 期内 规划期内 试点期 试点期内 通过 按照 围绕 在 每公顷 每亩 平均每公顷 守住 稳住 夯实 确定 设定 明确 提出 拓展 拓宽 促进 带动 助力 支撑 促使 推广 创建 打造 优化 注重 坚持 严守 守牢 管控 力保 实际完成 到期 届时 左右的 面积达 达标 治理 修复 恢复 改造 提质 培育 营造 种植 栽植 栽种 新造 新植 划定 保护 巩固 保持 维持 实际 总共 自然 高效 生态 “ ” \" ‘ ’ · - * / 严格 要求 任务量 约束性 预期性 数 数量 及其".Split(' ').Where(w => w is not ("自然" or "生态" or "面积达" or "以及"))),
        .. Of(Kind.Word, TargetComparator.None, "重要 必要 重大 为了 除了 国家公园 国家级 国家重要 国家森林 国家湿地 国家重点 国家园林 国家标准 国家生态 自然 自愿 发达 碳达峰 达峰 碳中和 中和 和谐 占比 比重 比例 占 参与 普及 及时 涉及 作为 成为 行为 认为 由于 自由 从事 自主 到位 得到 看到 做到 受到 比较 对比 近零 节约 公约 条约 突破口 区别 均衡 增加值 增长极 现代 现象 发现 表现 体现 出现 共同 公共 共享 以下简称 超低 为主 主体 稳定性 保护率 并举 并重 成活率 保存率 平均水平 总产值 产值 总价值 生态系统 水土保持 保有率 覆盖面 保护地 保护区 公园 林场 保护红线"),
    ];

    private static IEnumerable<PlanWord> Of(Kind kind, TargetComparator comparator, string words) => Of(kind, comparator, words.Split(' '));

    private static IEnumerable<PlanWord> Of(Kind kind, TargetComparator comparator, IEnumerable<string> words) => words.Select(w => new PlanWord(w, kind, comparator, false));

    private static IEnumerable<PlanWord> Of(Kind kind, TargetComparator comparator, bool needsNumber, string words) => words.Split(' ').Select(w => new PlanWord(w, kind, comparator, needsNumber));
}
