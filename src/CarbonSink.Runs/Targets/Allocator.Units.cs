using CarbonSink.Methodologies;
using CarbonSink.Targets;

namespace CarbonSink.Runs;

/// <content>Units, steps and relative targets.</content>
internal sealed partial class Allocator
{
    /// <summary>Rates, and amounts per hectare or head: they do not add up over divisions.</summary>
    private static bool IsIntensive(TargetIndicator indicator) => indicator.Unit == "%" || indicator.Unit.Contains("/ha", StringComparison.Ordinal) || indicator.Unit.Contains("/kg", StringComparison.Ordinal) || indicator.Code.EndsWith("_per_capita", StringComparison.Ordinal);

    /// <summary>The unit that a target is spread in: as printed; without one that of another target of the indicator, or the indicator's; null where it does not convert.</summary>
    private string? UnitOf(PlanTarget target, TargetIndicator indicator)
    {
        var own = target.Unit;
        var isPercentOfAmount = target.Measure == TargetMeasure.Change && PlanUnit.Parse(own)?.Unit.Symbol == "%" && indicator.Unit != "%";
        if (own.Length == 0 || isPercentOfAmount)
            own = plan.FirstOrDefault(t => t.Indicator == target.Indicator && t.Unit.Length > 0 && t.Measure != TargetMeasure.Change)?.Unit ?? indicator.Unit;
        if (target.Measure == TargetMeasure.Change && PlanUnit.Parse(own) is { Unit.Symbol: "%" })
            own = "%";
        return Into(1, own, indicator.Unit) is null ? null : own;
    }

    /// <summary>Why a relative target is not spread: what it asks is no amount that could be; else null.</summary>
    private static Bilingual? NoAmount(PlanTarget target, TargetIndicator indicator)
    {
        var share = target.Measure == TargetMeasure.Change && PlanUnit.Parse(target.Unit) is { Unit.Symbol: "%" } printed ? printed : null;
        if (indicator.IsWork && (target.Measure == TargetMeasure.Change || target.Value is null))
            return new("说的是目标年一年的工作量与基期比，不是可分的总量；在目标表里写成数量", "it compares the work of one year with that of the base and is no total to spread; write it as an amount in the table of targets");
        if (!indicator.IsWork && target.Measure == TargetMeasure.Total)
            return new("期间新增是存量的变化：在目标表里把 measure 写成 change，并写 base_year", "what a state gains in a period is a change: write change under measure, and base_year, in the table of targets");
        if (share is not null && indicator.Unit == "%" && !share.Text.EndsWith("分点", StringComparison.Ordinal))
            return new($"“{target.Unit}”对比率是几个百分点还是几分之几，说的不清楚；在目标表里写 个百分点", $"of a rate '{target.Unit}' may be points or a share; write 个百分点 in the table of targets");
        return share is not null && indicator.Unit != "%" && target.BaseValue is not null ? new("规划写的基数没有单位；在目标表里写成数量", "the base that the plan prints has no unit; write the target as an amount in the table of targets") : null;
    }

    /// <summary>The last digit that the plan prints for the indicator in this unit; 1 for counts, 0.01 where it prints no number.</summary>
    private decimal PrintedStep(PlanTarget target, string unit, TargetIndicator indicator)
    {
        if (indicator.Unit == "1")
            return 1;
        var numbers = plan.Where(t => t.Indicator == target.Indicator && (t.Unit == unit || t.Id == target.Id)).SelectMany(t => (decimal?[])[t.Value, t.BaseValue]).OfType<decimal>().ToList();
        return Digit(numbers.Count == 0 ? 2 : numbers.Max(n => (int)n.Scale));
    }

    /// <summary>The latest observation of the target's own place up to the target year, else the latest; among divisions the latest of a year that has them, where there is one.</summary>
    private Observation? Observed(PlanTarget target, bool isByDivision)
    {
        var place = region.PlaceOf(target);
        Observation? Of(bool isDivided) => region.Latest(target.Indicator, place, target.Year, isDivided) ?? region.Latest(target.Indicator, place, null, isDivided);
        return (isByDivision ? Of(isDivided: true) : null) ?? Of(isDivided: false);
    }

    /// <summary>Work done from the first year of a target, or since it is recorded where it names none, up to now, in a unit; null where none is recorded.</summary>
    private TargetStart? Done(PlanTarget target, TargetIndicator indicator, string unit)
    {
        if (!indicator.IsWork || asOf is not { } today || !region.Series.TryGetValue(indicator.Code, out var series))
            return null;
        var now = Math.Min(today, target.Year ?? today);
        var own = series.Observations.Where(o => o.Division == region.PlaceOf(target) && o.Year <= now && o.Year >= (target.FromYear ?? o.Year)).ToList();
        return own.Count == 0 ? null : new(now, decimal.Round(Into(own.Sum(o => (decimal)o.Value), indicator.Unit, unit)!.Value, 9), own[^1].Source);
    }

    private ResolvedTarget Resolve(PlanTarget target, string unit, decimal step, Observation? observed)
    {
        var indicator = indicators.First(i => i.Code == target.Indicator);
        // A relative target that names its base year rests on that year's value and on no later one.
        if ((target.Value is null || target.Measure == TargetMeasure.Change) && ResolvedTarget.BaseYear(target) is { } year)
            observed = region.Series.TryGetValue(target.Indicator, out var series) ? series.Observations.FirstOrDefault(o => o.Division == region.PlaceOf(target) && o.Year == year) : null;
        var start = observed is not null && Into((decimal)observed.Value, indicator.Unit, unit) is { } now ? new TargetStart(observed.Year, now, observed.Source) : null;
        return ResolvedTarget.Of(target, plan, indicators, t => t.Value is { } value && t.Measure == TargetMeasure.Level ? Into(value, t.Unit.Length > 0 ? t.Unit : unit, unit) : null, start, step);
    }

    /// <summary>The unit; counts, whose unit is 1 in the packs, are printed without one.</summary>
    private static PlanUnit? Parsed(string unit) => PlanUnit.Parse(unit == "1" ? "" : unit);

    /// <summary>A number in a unit as printed as one in another.</summary>
    private static decimal? Into(decimal value, string from, string to) =>
        from == to ? value : Parsed(from) is { } source && Parsed(to) is { } target && source.Convert(value, target.Unit) is { } converted ? converted / target.Factor : null;
}
