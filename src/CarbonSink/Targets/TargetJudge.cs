using CarbonSink.Methodologies;
using static CarbonSink.Targets.TargetAssessment;

namespace CarbonSink.Targets;

/// <summary>Judges one target (单项目标判定): what it asks for, what there is, and what is to be expected.</summary>
internal sealed class TargetJudge(PlanTarget target, IReadOnlyList<PlanTarget> plan, TargetIndicator? indicator, IndicatorSeries? series, IndicatorForecast? forecast, int asOf, JudgingRules rules, Func<string, string?> divisionOf)
{
    private static readonly Bilingual NoYear = new("规划没有写年份，按评估年判定；", "the plan names no year, so it is judged as of the assessment; ");

    private bool IsDue => target.Year <= asOf;

    /// <summary>Whether the number is a difference from a base; what is added to a state in a period is one too, for states of several years do not add up.</summary>
    private bool IsChange => target.Measure == TargetMeasure.Change || (target.Measure == TargetMeasure.Total && indicator is { IsWork: false });

    private bool IsWhole => TargetObservations.IsWhole(target);

    private TargetComparator Word => IsChange && target.Value is not null ? target.Comparator switch { TargetComparator.Increase => TargetComparator.AtLeast, TargetComparator.Decrease => TargetComparator.AtMost, var c => c } : target.Comparator;

    /// <summary>The result, but for the conflicts.</summary>
    public AssessedTarget Judge()
    {
        var result = new AssessedTarget { Target = target, Title = indicator?.Title, Unit = target.Unit, Setting = rules.Setting(Word), Value = IsChange ? null : target.Value, UpperValue = IsChange ? null : target.UpperValue };
        if (indicator is null)
            return Open(result, TargetObstacle.Indicator, $"没有名为 {target.Indicator} 的指标（methodology/indicators）", $"there is no indicator {target.Indicator} in methodology/indicators");
        var change = ChangeUnit.Of(target, indicator, IsChange);
        var unit = change?.Unit ?? (target.Unit.Length == 0 ? indicator.Unit : target.Unit);
        result = result with { Unit = unit, IndicatorUnit = indicator.Unit, Base = series?.Base, IsBaseChosen = series?.IsBaseChosen ?? false };
        if (unit.Length == 0 || TargetObservations.Conversion(indicator.Unit, unit) is not { } convert || (target.Measure == TargetMeasure.Total && TargetObservations.IsImplied(indicator.Unit, unit)))
            return Open(result, TargetObstacle.Unit, $"单位 {target.Unit} 不能与 {indicator.Title.Zh} 的单位 {indicator.Unit} 相比", $"the unit {target.Unit} cannot be compared with {indicator.Unit}, the unit of {indicator.Title.En}");
        if (IsChange && change is null && indicator.Unit == "%" && PlanUnit.Parse(target.Unit) is { Unit.Symbol: "%" })
            return Open(result, TargetObstacle.Ambiguous, $"“{target.Unit}”可以是百分点，也可以是百分比，在目标表里写明“个百分点”或目标值", $"'{target.Unit}' may be percentage points or per cent of the base; write 个百分点 or the level into the table of targets");
        if (change is { IsRelative: true } && target.BaseValue is { } bare)
            return Open(result, TargetObstacle.Ambiguous, $"基数 {Shown(bare)} 没有单位（变化量的单位是 {target.Unit}），在目标表里写目标值和单位", $"the base of {Shown(bare)} has no unit (that of the change is {target.Unit}); write the level and its unit into the table of targets");
        result = result with { IndicatorValue = IsChange ? null : target.Value / convert(1) };
        if (series is null || series.Observations.Count == 0)
        {
            var missing = series?.Missing ?? new($"需要 {indicator.Title.Zh} 的数据：在 actuals.csv 里给出 indicator {indicator.Code}", $"observations of {indicator.Title.En} are needed: indicator {indicator.Code} in actuals.csv");
            return Open(result, TargetObstacle.Observation, missing.Zh, missing.En);
        }

        if (TargetObservations.Of(series, IsWhole ? "" : divisionOf(target.Scope), asOf, convert, indicator.IsWork) is not { } seen)
            return NoPlace(result);
        if (seen.Count == 0)
            return Open(result, TargetObstacle.Year, $"需要 {asOf} 年或以前的观测值（最早的是 {series.Observations.Min(o => o.Year)} 年）", $"an observation of {asOf} or before is needed (the first is of {series.Observations.Min(o => o.Year)})");
        // More work than in another year is asked of the year; any other work adds up.
        var isYearly = target.Measure == TargetMeasure.Change && (change is { IsRelative: true } || target.BaseYear is not null || target.BaseValue is not null);
        return indicator.IsWork && !isYearly ? WorkJudge.Judge(result, target, seen, asOf, rules) : Level(result, seen, convert, change);
    }

    private AssessedTarget NoPlace(AssessedTarget result)
    {
        var table = indicator!.IsWork ? "works.csv" : "actuals.csv";
        if (IsWhole)
            return Open(result, TargetObstacle.Scope, $"没有全域的观测值：{table} 的 division 列留空的行", $"there is no observation of the whole region: a row of {table} with a blank division");
        if (PlanScopes.Of(target.Scope, target.Region) == PlanReach.Other)
            return Open(result, TargetObstacle.Scope, $"“{target.Scope}”不是{target.Region}或其一部分，这里的数据不能判定", $"'{target.Scope}' is neither {target.Region} nor a part of it, and these data are not of it");
        var (zh, en) = indicator.IsWork ? ("", "") : ("，或由按乡镇的调查、核算（evaluate 按 township 分组）算出", ", or a survey or an evaluation by township that gives it");
        return Open(result, TargetObstacle.Scope, $"没有 {target.Scope} 的观测值：{table} 的 division 列要有 {target.Scope}{zh}", $"there is no observation of {target.Scope}: the column division of {table} needs {target.Scope}{en}");
    }

    private AssessedTarget Level(AssessedTarget result, IReadOnlyList<ObservedValue> seen, Func<decimal, decimal> convert, ChangeUnit? change)
    {
        var points = seen.Select(o => (o.Year, o.Value)).ToArray();
        var trend = TargetTrend.Of(points) is { } line ? line with { IsMixed = seen.DistinctBy(o => o.Status == ParameterStatus.Declared).Count() > 1 } : null;
        // Work of a later year is not that of the target year; a state that was reached later is told with its year.
        var due = target.Year is { } y && IsDue ? seen.Where(o => indicator!.IsWork ? o.Year == y : o.Year >= y).Take(1).ToArray() : null;
        var actual = due is [var first] ? first : seen[^1];
        var isDirection = target.Value is null;
        var start = StartOf(seen, convert, isDirection || IsChange, change?.Factor ?? 1);
        result = result with { Actual = actual.Value, ActualYear = actual.Year, ActualSource = actual.Source, Trend = trend, Start = start, Status = actual.Status };
        if (target.Value is null && target.Year is null && target.BaseYear is null && target.BaseValue is null && target.Comparator is TargetComparator.Increase or TargetComparator.Decrease)
            return Direction(result, convert);
        if (isDirection && target.Comparator is not (TargetComparator.Increase or TargetComparator.Decrease or TargetComparator.Stable or TargetComparator.StablePlus))
            return Open(result, TargetObstacle.Base, "规划没有给出数值，也没有说与基数比如何变化", "the plan prints no number and does not say how it is to change from its base");
        if ((isDirection || IsChange) && start is null)
            return Open(result, TargetObstacle.Base, $"需要基数：规划没有给出，{(BaseYear is { } by ? $"也没有 {by} 年的观测值" : "也没有写基期年，在目标表里写 base_year")}", $"the base is needed: the plan gives none, and {(BaseYear is { } be ? $"there is no observation of {be}" : "names no base year; write base_year into the table of targets")}");
        var (value, upper) = isDirection ? (start!.Value, null) : IsChange ? Changed(start!.Value, change) : (target.Value!.Value, target.UpperValue);
        result = result with { Value = value, UpperValue = upper, IndicatorValue = value / convert(1) };
        if (target.Comparator == TargetComparator.StablePlus)
            result = result with { IsStriveMet = actual.Value > (start?.Value ?? value) };
        result = Progress(result, value);
        if (target.Year is { } year && IsDue && due is not [_])
            return Open(result, TargetObstacle.Year, $"需要 {year} 年的值（最近的观测值是 {actual.Year} 年的）", $"the value of {year} is needed (the latest observation is of {actual.Year})");
        return rules.IsMet(Word, actual.Value, value, upper) is not { } met
            ? Open(result, TargetObstacle.Setting, $"判定设定 {result.Setting} 不判定", $"the setting {result.Setting} leaves it open")
            : Verdict(result, value, met, trend, convert);
    }

    /// <summary>The level that a change, or each end of a range of changes, leads to, the lower first.</summary>
    private (decimal Value, decimal? Upper) Changed(decimal from, ChangeUnit? unit)
    {
        decimal To(decimal number)
        {
            var change = (unit is { IsRelative: true } ? from * number / 100 : number) * (unit?.Factor ?? 1);
            return target.Comparator == TargetComparator.Decrease ? from - Math.Abs(change) : from + change;
        }

        var one = To(target.Value!.Value);
        return target.UpperValue is not { } upper ? (one, null) : To(upper) is var other && other < one ? (other, one) : (one, other);
    }

    /// <summary>A direction without year or base: judged by the trend.</summary>
    private AssessedTarget Direction(AssessedTarget result, Func<decimal, decimal> convert)
    {
        var (now, horizon) = (result.Actual!.Value, plan.Max(t => t.Year) ?? 0);
        bool Holds(decimal change) => target.Comparator == TargetComparator.Increase ? change > 0 : change < 0;
        if (result.Trend is null && horizon > result.ActualYear && ForecastOf(result, null, horizon, convert) is { } grown)
            return Said(
                result with { Forecast = grown, Status = Worse(result.Status!.Value, grown.Status) }, Holds(grown.Value - now) ? TargetVerdict.OnTrack : TargetVerdict.AtRisk,
                $"定性要求，只有 {result.ActualYear} 年的观测值 {Shown(now)} {result.Unit}，按预计判定：规划末年 {horizon} 年 {Shown(grown.Value)} {result.Unit}（{grown.Text.Zh}）",
                $"a direction; only {result.ActualYear} is observed ({Shown(now)} {result.Unit}), so it is judged by the forecast: {Shown(grown.Value)} {result.Unit} in {horizon}, the plan's last year ({grown.Text.En})");
        if (result.Trend is not { } trend)
            return Open(result, TargetObstacle.Year, $"需要另一年的观测值才有趋势（只有 {result.ActualYear} 年）", $"an observation of another year is needed for a trend (there is only {result.ActualYear})");
        return result with
        {
            Verdict = Holds(trend.PerYear) ? TargetVerdict.OnTrack : TargetVerdict.AtRisk,
            Reason = new($"定性要求，按趋势判定：{TrendText(trend).Zh}，每年 {Shown(trend.PerYear)} {result.Unit}", $"a direction, judged by the trend: {TrendText(trend).En}, {Shown(trend.PerYear)} {result.Unit} a year"),
        };
    }

    private AssessedTarget Progress(AssessedTarget result, decimal value)
    {
        var (actual, at) = (result.Actual!.Value, result.ActualYear!.Value);
        var threshold = rules.Threshold(Word, actual, value, result.UpperValue);
        var satisfied = rules.IsMet(Word, actual, value, result.UpperValue) == true;
        // From a start that satisfies the target there is no way to go.
        var start = result.Start is { } from && from.Value != value && rules.IsMet(Word, from.Value, value, result.UpperValue) != true ? from : null;
        return result with
        {
            RequiredPerYear = !satisfied && target.Year > at ? (threshold - actual) / (target.Year.Value - at) : null,
            ProgressPercent = start is not null ? (actual - start.Value) / (value - start.Value) * 100 : null,
            TimePercent = start?.Year is { } since && target.Year > since ? Math.Clamp((at - since) * 100m / (target.Year.Value - since), 0, 100) : null,
        };
    }

    private AssessedTarget Verdict(AssessedTarget result, decimal value, bool met, TargetTrend? trend, Func<decimal, decimal> convert)
    {
        var (actual, at, unit) = (result.Actual!.Value, result.ActualYear!.Value, result.Unit);
        var seen = new Bilingual($"{at} 年 {Shown(actual)} {unit}，目标 {Shown(value)} {unit}", $"{Shown(actual)} {unit} in {at}, target {Shown(value)} {unit}");
        if (target.Year is not { } year)
            return Said(result, met ? TargetVerdict.Met : TargetVerdict.AtRisk, NoYear.Zh + seen.Zh + (met ? "" : Excess(result, actual).Zh), NoYear.En + seen.En + (met ? "" : Excess(result, actual).En));
        if (IsDue)
        {
            var (zh, en) = at == year ? ("", "") : ($"没有 {year} 年的值，用 {at} 年的；", $"there is no value of {year}, that of {at} is used; ");
            var (zhOver, enOver) = met ? ("", "") : Excess(result, actual);
            return Said(result, met ? TargetVerdict.Met : TargetVerdict.Missed, zh + seen.Zh + zhOver, en + seen.En + enOver);
        }

        var (zhNow, enNow) = met ? ("已在目标水平；", "already at the level; ") : ("", "");
        if (ForecastOf(result, trend, year, convert) is { } expected)
        {
            var holds = rules.IsMet(Word, expected.Value, value, result.UpperValue) == true;
            var (zhNot, enNot) = holds ? ("", "") : Excess(result, expected.Value) is { Zh.Length: > 0 } over ? over : met ? ("，将低于要求", ", no longer satisfied") : ("，达不到", ", not enough");
            return Said(
                result with { Forecast = expected, Status = Worse(result.Status!.Value, expected.Status) }, holds ? TargetVerdict.OnTrack : TargetVerdict.AtRisk,
                $"{zhNow}{seen.Zh}；{year} 年预计 {Shown(expected.Value)} {unit}（{expected.Text.Zh}）{zhNot}",
                $"{enNow}{seen.En}; {Shown(expected.Value)} {unit} expected in {year} ({expected.Text.En}){enNot}");
        }

        if (met)
            return Said(result, TargetVerdict.OnTrack, $"{zhNow}{seen.Zh}；只有一年的观测值，没有趋势", $"{enNow}{seen.En}; one year is observed, so there is no trend");
        return result is { Start.IsPlan: true, ProgressPercent: { } progress, TimePercent: { } time and > 0 }
            ? Said(result, progress >= time ? TargetVerdict.OnTrack : TargetVerdict.AtRisk, $"{seen.Zh}；完成 {Shown(decimal.Round(progress, 1))} %，时间过去 {Shown(decimal.Round(time, 1))} %", $"{seen.En}; {Shown(decimal.Round(progress, 1))} % of the way in {Shown(decimal.Round(time, 1))} % of the time")
            : Open(result, TargetObstacle.Year, $"{seen.Zh}，尚未达到；只有 {at} 年的观测值，需要另一年的观测值，或 targets.json 的 projection", $"{seen.En}, not reached yet; only {at} is observed: an observation of another year is needed, or projection in targets.json");
    }

    /// <summary>The growth engine's change from the year of the actual value on, else the trend. What the engine begins with later than that is not known as of then, and a level of its own is no forecast of another.</summary>
    private TargetForecast? ForecastOf(AssessedTarget result, TargetTrend? trend, int year, Func<decimal, decimal> convert)
    {
        var (actual, at, engine) = (result.Actual!.Value, result.ActualYear!.Value, IsWhole ? forecast : null);
        decimal? Engine(int of) => engine is not null && engine.Values.TryGetValue(of, out var grown) ? TargetObservations.Clean(convert(new decimal(grown))) : null;
        if (Engine(year) is { } then && Engine(at) is { } now)
        {
            var (isSame, unknown) = (Math.Abs(now - actual) <= 1e-6m * Math.Abs(actual), Math.Round(engine!.UnknownHa.GetValueOrDefault(year), 2));
            var zh = (isSame ? "" : $"；模型 {at} 年为 {Shown(now)} {result.Unit}，与现状不同，只取变化量") + (unknown > 0 ? $"；{year} 年有 {Shown((decimal)unknown)} ha 蓄积不明，没有计入" : "");
            var en = (isSame ? "" : $"; it has {Shown(now)} {result.Unit} in {at}, another level than the actual value, so its change is applied") + (unknown > 0 ? $"; the stock of {Shown((decimal)unknown)} ha in {year} is not known and not counted" : "");
            return new(year, isSame ? then : TargetObservations.Clean(Math.Max(0, actual + then - now)), "growth-engine", new($"生长模型，情景 {engine.Scenario}；{engine.Note.Zh}{zh}", $"growth engine, scenario {engine.Scenario}; {engine.Note.En}{en}"), engine.Scenario, engine.Status);
        }

        if (trend is null)
            return null;
        var (line, said) = (TargetObservations.Clean(trend.At(year)), TrendText(trend));
        if (Engine(year) is not null)
            said = new($"{said.Zh}；生长模型没有 {at} 年的值，没有采用", $"{said.En}; the growth engine has no value of {at} and is not used");
        var possible = Possible(line, actual, convert);
        if (possible != line)
            said = new($"{said.Zh}，直线为 {Shown(line)}，取可能的界限", $"{said.En}; the line gives {Shown(line)}, the limit of what is possible is taken");
        return new(year, possible, "trend", said, null, result.Status!.Value);
    }

    /// <summary>Shares lie between nothing and the whole, amounts are not negative; a yearly change may be anything.</summary>
    private decimal Possible(decimal line, decimal actual, Func<decimal, decimal> convert)
    {
        var whole = indicator!.Unit == "%" ? convert(100) : decimal.MaxValue;
        return indicator.Unit.EndsWith("/yr", StringComparison.Ordinal) || actual < 0 || actual > whole ? line : Math.Clamp(line, 0, whole);
    }

    /// <summary>Says that there is more than the target allows.</summary>
    internal static (string Zh, string En) Excess(AssessedTarget result, decimal value) => value > (result.UpperValue ?? result.Value) ? ("，高于要求", ", more than asked") : ("", "");

    private static Bilingual TrendText(TargetTrend trend) => new(
        $"{(trend.Count == 2 ? "两年连线" : "最小二乘趋势")}，n={trend.Count}，{trend.Years[0]}–{trend.Years[^1]} 年{(trend.IsMixed ? "，公布数与计算数相连，口径可能不同" : "")}",
        $"{(trend.Count == 2 ? "line through two observations" : "trend by least squares")}, n={trend.Count}, {trend.Years[0]}–{trend.Years[^1]}{(trend.IsMixed ? ", from published to computed figures, whose definitions may differ" : "")}");

    /// <summary>Year of the base: as printed; of a change in a period the end of the year before.</summary>
    private int? BaseYear => target.BaseYear ?? (IsChange ? target.FromYear - 1 : null);

    /// <summary>What the plan prints, else its own target of the base year (of a direction or a change: of the latest year before), else the observation of that year. The first observation is a start of progress, never the base of a demand.</summary>
    private ProgressBase? StartOf(IReadOnlyList<ObservedValue> seen, Func<decimal, decimal> convert, bool isNeeded, decimal factor)
    {
        if (target.BaseValue is { } printed)
            return new(BaseYear, printed * factor, new($"规划给出的{BaseYear}年基数", $"the base of {BaseYear} that the plan prints"), true);
        var earlier = isNeeded && target.Year is { } due ? plan.Where(t => IsLevelOfSame(t) && t.Year < due).Max(t => t.Year) : null;
        if ((BaseYear ?? earlier) is { } year)
        {
            PlanTarget[] own = [.. plan.Where(t => IsLevelOfSame(t) && t.Year == year)];
            if (own.Length > 0 && own.All(t => t.Value == own[0].Value && t.Unit == own[0].Unit) && TargetObservations.Conversion(indicator!.Unit, own[0].Unit) is { } other)
                return new(year, TargetObservations.Clean(convert(1) * own[0].Value!.Value / other(1)), new($"规划的 {year} 年目标 {own[0].Id}", $"the plan's target of {year}, {own[0].Id}"), true);
            return seen.Where(o => o.Year == year).Select(o => new ProgressBase(year, o.Value, new($"{year} 年观测值", $"the observation of {year}"), false)).FirstOrDefault();
        }

        return !isNeeded && seen.Count > 1 ? new(seen[0].Year, seen[0].Value, new($"最早的观测值，{seen[0].Year} 年", $"the first observation, of {seen[0].Year}"), false) : null;
    }

    private bool IsLevelOfSame(PlanTarget other) => other.Indicator == target.Indicator && other.Scope == target.Scope && other.Id != target.Id && other is { Value: not null, Measure: TargetMeasure.Level };

    private static AssessedTarget Said(AssessedTarget result, TargetVerdict verdict, string zh, string en)
    {
        (zh, en) = result.IsStriveMet is { } strive ? ($"{zh}；力争增长：{(strive ? "现有增长" : "尚无增长")}", $"{en}; growth striven for: {(strive ? "there is some" : "none yet")}") : (zh, en);
        return result with { Verdict = verdict, Reason = result.Target.IsStriven ? new($"力争目标；{zh}", $"striven for; {en}") : new(zh, en) };
    }

    internal static AssessedTarget Open(AssessedTarget result, TargetObstacle obstacle, string zh, string en) => result with { Verdict = TargetVerdict.NotComputable, Obstacle = obstacle, Reason = new(zh, en) };

    /// <summary>A change in per cent or per mille (变化量的单位): of an amount a share of the base, of a rate points.</summary>
    /// <param name="Unit">Unit of the level.</param>
    /// <param name="IsRelative">Whether it is a share of the base.</param>
    /// <param name="Factor">The number printed in per cent or percentage points: 0.1 of ‰ and 千分点.</param>
    private sealed record ChangeUnit(string Unit, bool IsRelative, decimal Factor)
    {
        public static ChangeUnit? Of(PlanTarget target, TargetIndicator indicator, bool isChange)
        {
            if (!isChange || PlanUnit.Parse(target.Unit) is not { Unit.Symbol: "%" } share)
                return null;
            var isPoints = share.IsPoints || share.Text.EndsWith("千分点", StringComparison.Ordinal);
            return isPoints == (indicator.Unit == "%") ? new(indicator.Unit, !isPoints, share.Factor) : null;
        }
    }
}
