using System.Globalization;
using CarbonSink.Methodologies;

namespace CarbonSink.Targets;

/// <summary>What a target starts from (基数).</summary>
/// <param name="Year">Year that the value is of, or null where the plan does not say.</param>
/// <param name="Value">Value in the target's unit.</param>
/// <param name="Source">Where it comes from, as a report names it.</param>
public sealed record TargetStart(int? Year, decimal Value, Bilingual Source);

/// <summary>A target as a number (目标值的确定): relative ones, such as "more than before" or "0.5 percentage points more", put on the value they start from.</summary>
/// <param name="Value">The number to be reached, in the target's unit; null where it cannot be told.</param>
/// <param name="StriveFor">What is striven for beyond it (力争), or null.</param>
/// <param name="Start">What it starts from: where the number rests on it, or where it is known anyway.</param>
/// <param name="Rests">Whether the number rests on the start.</param>
/// <param name="Reason">Why there is no number, naming the value that is missing; else null.</param>
public sealed record ResolvedTarget(decimal? Value, decimal? StriveFor, TargetStart? Start, bool Rests, Bilingual? Reason)
{
    /// <summary>The year that a relative target starts from: as printed, of a change over a period the one before it; null where the plan names none.</summary>
    public static int? BaseYear(PlanTarget target) => target.BaseYear ?? (target.Measure == TargetMeasure.Change ? target.FromYear - 1 : null);

    /// <summary>Puts a target on its start.</summary>
    /// <remarks>
    /// The start is the value that the plan prints for it; else the plan's target for the same indicator and scope of the base year, without one the latest earlier, where it has one value only; else what was observed.
    /// Increase and decrease are one step beyond the start at least; stable is the start; stable and striven to grow is the start and one step more; a change is added, and where it is a percentage of an amount, multiplied.
    /// </remarks>
    /// <param name="target">The target.</param>
    /// <param name="plan">All targets of the plan.</param>
    /// <param name="indicators">The vocabulary.</param>
    /// <param name="valueOf">Value of another target in this target's unit, or null where it has none.</param>
    /// <param name="observed">Observation in the target's unit, of a relative target that names its base year (<see cref="BaseYear"/>) that of the year, else the latest; or null.</param>
    /// <param name="step">One step of the amounts that are spread, in the target's unit.</param>
    public static ResolvedTarget Of(PlanTarget target, IReadOnlyList<PlanTarget> plan, IReadOnlyList<TargetIndicator> indicators, Func<PlanTarget, decimal?> valueOf, TargetStart? observed, decimal step)
    {
        var earlier = Earlier(target, plan, valueOf);
        var values = earlier.Select(e => valueOf(e)!.Value).Distinct().ToList();
        TargetStart? start = target.BaseValue is { } printed ? new(target.BaseYear, printed, Printed(target))
            : values.Count == 1 ? new(earlier[0].Year, values[0], new($"规划目标 {earlier[0].Id}", $"target {earlier[0].Id} of the plan"))
            : values.Count == 0 ? observed : null;
        var isAmount = target.Measure != TargetMeasure.Level;
        if (target.Value is { } number && target.Measure != TargetMeasure.Change)
            return new(number, target.Comparator == TargetComparator.StablePlus ? number + step : null, isAmount ? null : observed ?? start, false, null);
        if (target.Measure == TargetMeasure.Total && target.Value is null)
            return new(null, null, null, false, new("规划没有给出数量", "the plan prints no amount"));
        if (start is null)
            return new(null, null, null, true, values.Count > 1 ? Ambiguous(earlier, valueOf) : Missing(target, plan, indicators));
        var indicator = indicators.FirstOrDefault(i => i.Code == target.Indicator);
        if (target.Measure == TargetMeasure.Change)
            return target.Value is not { } change ? new(null, null, start, true, new("规划没有给出变化量", "the plan prints no amount of change"))
                : new(Changed(start.Value, (target.Comparator == TargetComparator.Decrease ? -Math.Abs(change) : change) * (Share(target)?.Factor ?? 1), Share(target) is { } share && !share.Text.EndsWith("分点", StringComparison.Ordinal) && indicator?.Unit != "%", step), null, start, true, null);
        return target.Comparator switch
        {
            TargetComparator.Increase => new(Up(start.Value, step), null, start, true, null),
            TargetComparator.Decrease => new(Down(start.Value, step), null, start, true, null),
            TargetComparator.StablePlus => new(start.Value, Up(start.Value, step), start, true, null),
            TargetComparator.Stable => new(start.Value, null, start, true, null),
            _ => new(null, null, start, true, new("规划没有给出数值，也没有说与基数比如何变化", "the plan prints no number and does not say how it is to change from its base")),
        };
    }

    /// <summary>Targets of the same indicator and scope with a number, of the latest year before this one's.</summary>
    private static List<PlanTarget> Earlier(PlanTarget target, IReadOnlyList<PlanTarget> plan, Func<PlanTarget, decimal?> valueOf)
    {
        var before = plan.Where(t => t.Id != target.Id && t.Indicator == target.Indicator && t.Scope == target.Scope && t.Measure == TargetMeasure.Level && t.Year is { } year && (BaseYear(target) is { } named ? year == named : year < target.Year) && valueOf(t) is not null).ToList();
        return before.FindAll(t => t.Year == before.Max(b => b.Year));
    }

    /// <summary>The unit of a change in per cent, per mille or points; null where it is an amount.</summary>
    private static PlanUnit? Share(PlanTarget target) => PlanUnit.Parse(target.Unit) is { Unit.Symbol: "%" } share ? share : null;

    /// <summary>One step above a value as it stands in steps: above the value itself, too.</summary>
    private static decimal Up(decimal value, decimal step) => (decimal.Round(value / step, 0, MidpointRounding.AwayFromZero) + 1) * step;

    private static decimal Down(decimal value, decimal step) => (decimal.Round(value / step, 0, MidpointRounding.AwayFromZero) - 1) * step;

    /// <summary>A percentage of an amount is rounded up to the step: less than it would not be the change asked.</summary>
    private static decimal Changed(decimal start, decimal change, bool isPercentOfAmount, decimal step) => isPercentOfAmount ? decimal.Ceiling(start * (1 + (change / 100)) / step) * step : start + change;

    private static Bilingual Printed(PlanTarget target) => new($"规划写明的基数（{target.Citations[0].File} 第 {target.Citations[0].Line} 行）", $"base that the plan prints ({target.Citations[0].File} line {target.Citations[0].Line})");

    private static Bilingual Ambiguous(List<PlanTarget> earlier, Func<PlanTarget, decimal?> valueOf)
    {
        var all = string.Join("; ", earlier.Select(e => $"{e.Id} = {valueOf(e)!.Value.ToString(CultureInfo.InvariantCulture)}"));
        return new($"规划对 {earlier[0].Year} 年给出不止一个值（{all}），不能选作基数；在目标表里写 base_value", $"the plan gives more than one value for {earlier[0].Year} ({all}), so that none can be the base; write base_value in the table of targets");
    }

    private static Bilingual Missing(PlanTarget target, IReadOnlyList<PlanTarget> plan, IReadOnlyList<TargetIndicator> indicators)
    {
        var family = indicators.FirstOrDefault(i => i.Code == target.Indicator)?.Family ?? "";
        var other = family.Length == 0 ? null : plan.FirstOrDefault(t => t.Indicator != target.Indicator && t.Value is not null && indicators.Any(i => i.Code == t.Indicator && i.Family == family));
        var year = BaseYear(target) is { } given ? $" {given} 年" : "";
        var (zh, en) = ($"缺少 {target.Indicator}（{target.IndicatorZh}）{year} 的基数：规划没有写，也没有观测值", $"no base value of {target.Indicator}{(BaseYear(target) is { } based ? $" in {based}" : "")}: the plan prints none and there is no observation");
        return other is null ? new(zh, en) : new($"{zh}；{other.Id} 是另一个指标（{other.IndicatorZh}），没有借用", $"{en}; {other.Id} is of another indicator ({other.Indicator}) and was not borrowed");
    }
}
