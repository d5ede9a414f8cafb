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
        if (PlanUnit.Parse(own) is { IsPoints: true })
            own = "%";
        return Into(1, own, indicator.Unit) is null ? null : own;
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
        if (!indicator.IsWork || asOf is not { } now || !region.Series.TryGetValue(indicator.Code, out var series))
            return null;
        var own = series.Observations.Where(o => o.Division == region.PlaceOf(target) && o.Year <= now && o.Year >= (target.FromYear ?? o.Year)).ToList();
        return own.Count == 0 ? null : new(now, decimal.Round(Into(own.Sum(o => (decimal)o.Value), indicator.Unit, unit)!.Value, 9), own[^1].Source);
    }

    private ResolvedTarget Resolve(PlanTarget target, string unit, decimal step, Observation? observed)
    {
        var indicator = indicators.First(i => i.Code == target.Indicator);
        var start = observed is not null && Into((decimal)observed.Value, indicator.Unit, unit) is { } now ? new TargetStart(observed.Year, now, observed.Source) : null;
        return ResolvedTarget.Of(target, plan, indicators, t => t.Value is { } value && t.Measure == TargetMeasure.Level ? Into(value, t.Unit.Length > 0 ? t.Unit : unit, unit) : null, start, step);
    }

    /// <summary>The unit; counts, whose unit is 1 in the packs, are printed without one.</summary>
    private static PlanUnit? Parsed(string unit) => PlanUnit.Parse(unit == "1" ? "" : unit);

    /// <summary>A number in a unit as printed as one in another.</summary>
    private static decimal? Into(decimal value, string from, string to) =>
        from == to ? value : Parsed(from) is { } source && Parsed(to) is { } target && source.Convert(value, target.Unit) is { } converted ? converted / target.Factor : null;
}
