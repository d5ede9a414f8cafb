using CarbonSink.Methodologies;
using static CarbonSink.Targets.TargetAssessment;

namespace CarbonSink.Targets;

/// <summary>Judges one target (单项目标判定): what it asks for, what there is, and what is to be expected.</summary>
internal sealed class TargetJudge(PlanTarget target, IReadOnlyList<PlanTarget> plan, TargetIndicator? indicator, IndicatorSeries? series, IndicatorForecast? forecast, int asOf, JudgingRules rules, Func<string, string?> divisionOf)
{
    private static readonly Bilingual NoYear = new("规划没有写年份，按评估年判定；", "the plan names no year, so it is judged as of the assessment; ");

    private bool IsDue => target.Year <= asOf;

    private string Place => TargetObservations.IsWhole(target) ? "" : target.Scope;

    /// <summary>The result, but for the conflicts.</summary>
    public AssessedTarget Judge()
    {
        var result = new AssessedTarget { Target = target, Title = indicator?.Title, Unit = target.Unit, Setting = rules.Setting(target.Comparator), Value = target.Value, UpperValue = target.UpperValue };
        if (indicator is null)
            return Open(result, TargetObstacle.Indicator, $"没有名为 {target.Indicator} 的指标（methodology/indicators）", $"there is no indicator {target.Indicator} in methodology/indicators");
        var (unit, isRelative) = UnitOf(indicator);
        result = result with { Unit = unit, IndicatorUnit = indicator.Unit, Base = series?.Base, IsBaseChosen = series?.IsBaseChosen ?? false };
        if (unit.Length == 0 || TargetObservations.Conversion(indicator.Unit, unit) is not { } convert)
            return Open(result, TargetObstacle.Unit, $"单位 {target.Unit} 不能与 {indicator.Title.Zh} 的单位 {indicator.Unit} 相比", $"the unit {target.Unit} cannot be compared with {indicator.Unit}, the unit of {indicator.Title.En}");
        if (target.Measure == TargetMeasure.Change && indicator.Unit == "%" && PlanUnit.Parse(target.Unit) is { IsPoints: false })
            return Open(result, TargetObstacle.Ambiguous, $"“{target.Unit}”可以是百分点，也可以是百分比，在目标表里写明“个百分点”或目标值", $"'{target.Unit}' may be percentage points or per cent of the base; write 个百分点 or the level into the table of targets");
        var scale = convert(1);
        result = result with { IndicatorValue = isRelative || target.Measure == TargetMeasure.Change ? null : target.Value / scale };
        if (series is null || series.Observations.Count == 0)
        {
            var missing = series?.Missing ?? new($"需要 {indicator.Title.Zh} 的数据：在 actuals.csv 里给出 indicator {indicator.Code}", $"observations of {indicator.Title.En} are needed: indicator {indicator.Code} in actuals.csv");
            return Open(result, TargetObstacle.Observation, missing.Zh, missing.En);
        }

        var isWork = indicator.IsWork || target.Measure == TargetMeasure.Total;
        if (TargetObservations.Of(series, Place.Length == 0 ? "" : divisionOf(Place), asOf, convert, isWork) is not { } seen)
            return Place.Length == 0 ? Open(result, TargetObstacle.Scope, "没有全域的观测值：works.csv 或 actuals.csv 的 division 列留空的行", "there is no observation of the whole region: a row of works.csv or actuals.csv with a blank division")
                : Open(result, TargetObstacle.Scope, $"没有 {Place} 的观测值：works.csv 或 actuals.csv 的 division 列要有 {Place}", $"there is no observation of {Place}: the column division of works.csv or actuals.csv needs {Place}");
        if (seen.Values.Count == 0)
            return Open(result, TargetObstacle.Year, $"需要 {asOf} 年或以前的观测值（最早的是 {series.Observations.Min(o => o.Year)} 年）", $"an observation of {asOf} or before is needed (the first is of {series.Observations.Min(o => o.Year)})");
        result = result with { DoubleYears = seen.DoubleYears };
        return isWork ? WorkJudge.Judge(result, target, seen.Values, asOf, rules) : Level(result, seen.Values, convert, isRelative);
    }

    /// <summary>Unit of the figures, and whether the printed number is a share of the base.</summary>
    private (string Unit, bool IsRelative) UnitOf(TargetIndicator of) =>
        target.Unit.Length == 0 ? (of.Unit, false)
            : target.Measure == TargetMeasure.Change && PlanUnit.Parse(target.Unit) is { Unit.Symbol: "%" } share && share.IsPoints == (of.Unit == "%") ? (of.Unit, !share.IsPoints)
            : (target.Unit, false);

    private AssessedTarget Level(AssessedTarget result, IReadOnlyList<ObservedValue> seen, Func<decimal, decimal> convert, bool isRelative)
    {
        var points = seen.Select(o => (o.Year, o.Value)).ToArray();
        var trend = TargetTrend.Of(points) is { } line ? line with { IsMixed = seen.DistinctBy(o => o.Status == ParameterStatus.Declared).Count() > 1 } : null;
        var due = target.Year is { } y && IsDue ? seen.Where(o => o.Year >= y).Take(1).ToArray() : null;
        var actual = due is [var first] ? first : seen[^1];
        var isDirection = target.Value is null;
        var start = StartOf(seen, convert, isDirection || target.Measure == TargetMeasure.Change, isRelative);
        result = result with { Actual = actual.Value, ActualYear = actual.Year, ActualSource = actual.Source, Trend = trend, Start = start, Status = actual.Status };
        if (target.Value is null && target.Year is null && target.BaseYear is null && target.BaseValue is null && target.Comparator is TargetComparator.Increase or TargetComparator.Decrease)
            return Direction(result, convert);
        if ((isDirection || target.Measure == TargetMeasure.Change) && start is null)
            return Open(result, TargetObstacle.Base, $"需要基数：规划没有给出，{(target.BaseYear is { } by ? $"也没有 {by} 年" : "也没有更早年份")}的观测值", $"the base is needed: the plan gives none, and there is no observation of {(target.BaseYear is { } be ? $"{be}" : "an earlier year")}");
        var value = isDirection ? start!.Value : target.Measure == TargetMeasure.Change ? Changed(start!.Value, isRelative) : target.Value!.Value;
        result = result with { Value = value, IndicatorValue = value / convert(1) };
        if (target.Comparator == TargetComparator.StablePlus)
            result = result with { IsStriveMet = actual.Value > (start?.Value ?? value) };
        result = Progress(result, value);
        if (target.Year is { } year && IsDue && due is not [_])
            return Open(result, TargetObstacle.Year, $"需要 {year} 年的值（最近的观测值是 {actual.Year} 年的）", $"the value of {year} is needed (the latest observation is of {actual.Year})");
        return rules.IsMet(Word, actual.Value, value, target.UpperValue) is not { } met
            ? Open(result, TargetObstacle.Setting, $"判定设定 {result.Setting} 不判定", $"the setting {result.Setting} leaves it open")
            : Verdict(result, value, met, trend, convert);
    }

    private TargetComparator Word => target.Measure == TargetMeasure.Change && target.Value is not null ? target.Comparator switch { TargetComparator.Increase => TargetComparator.AtLeast, TargetComparator.Decrease => TargetComparator.AtMost, var c => c } : target.Comparator;

    private decimal Changed(decimal from, bool isRelative)
    {
        var change = isRelative ? from * target.Value!.Value / 100 : target.Value!.Value;
        return target.Comparator is TargetComparator.Decrease ? from - change : from + change;
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
        var threshold = rules.Threshold(Word, actual, value, target.UpperValue);
        var satisfied = rules.IsMet(Word, actual, value, target.UpperValue) == true;
        var start = result.Start;
        return result with
        {
            RequiredPerYear = !satisfied && target.Year > at ? (threshold - actual) / (target.Year.Value - at) : null,
            ProgressPercent = start is not null && value != start.Value ? (actual - start.Value) / (value - start.Value) * 100 : null,
            TimePercent = start?.Year is { } from && target.Year > from && value != start.Value ? Math.Clamp((at - from) * 100m / (target.Year.Value - from), 0, 100) : null,
        };
    }

    private AssessedTarget Verdict(AssessedTarget result, decimal value, bool met, TargetTrend? trend, Func<decimal, decimal> convert)
    {
        var (actual, at, unit) = (result.Actual!.Value, result.ActualYear!.Value, result.Unit);
        var seen = new Bilingual($"{at} 年 {Shown(actual)} {unit}，目标 {Shown(value)} {unit}", $"{Shown(actual)} {unit} in {at}, target {Shown(value)} {unit}");
        if (target.Year is not { } year)
            return Said(result, met ? TargetVerdict.Met : TargetVerdict.AtRisk, NoYear.Zh + seen.Zh, NoYear.En + seen.En);
        if (IsDue)
        {
            var (zh, en) = at == year ? ("", "") : ($"没有 {year} 年的值，用 {at} 年的；", $"there is no value of {year}, that of {at} is used; ");
            return Said(result, met ? TargetVerdict.Met : TargetVerdict.Missed, zh + seen.Zh, en + seen.En);
        }

        var (zhNow, enNow) = met ? ("已在目标水平；", "already at the level; ") : ("", "");
        if (ForecastOf(result, trend, year, convert) is { } expected)
        {
            var holds = rules.IsMet(Word, expected.Value, value, target.UpperValue) == true;
            return Said(
                result with { Forecast = expected, Status = Worse(result.Status!.Value, expected.Status) }, holds ? TargetVerdict.OnTrack : TargetVerdict.AtRisk,
                $"{zhNow}{seen.Zh}；{year} 年预计 {Shown(expected.Value)} {unit}（{expected.Text.Zh}）{(holds ? "" : met ? "，将低于要求" : "，达不到")}",
                $"{enNow}{seen.En}; {Shown(expected.Value)} {unit} expected in {year} ({expected.Text.En}){(holds ? "" : met ? ", no longer satisfied" : ", not enough")}");
        }

        if (met)
            return Said(result, TargetVerdict.OnTrack, $"{zhNow}{seen.Zh}；只有一年的观测值，没有趋势", $"{enNow}{seen.En}; one year is observed, so there is no trend");
        return result is { ProgressPercent: { } progress, TimePercent: { } time }
            ? Said(result, progress >= time ? TargetVerdict.OnTrack : TargetVerdict.AtRisk, $"{seen.Zh}；完成 {Shown(decimal.Round(progress, 1))} %，时间过去 {Shown(decimal.Round(time, 1))} %", $"{seen.En}; {Shown(decimal.Round(progress, 1))} % of the way in {Shown(decimal.Round(time, 1))} % of the time")
            : Open(result, TargetObstacle.Year, $"{seen.Zh}，尚未达到；只有 {at} 年的观测值，需要另一年的观测值，或 targets.json 的 projection", $"{seen.En}, not reached yet; only {at} is observed: an observation of another year is needed, or projection in targets.json");
    }

    private TargetForecast? ForecastOf(AssessedTarget result, TargetTrend? trend, int year, Func<decimal, decimal> convert)
    {
        if (forecast is not null && Place.Length == 0 && forecast.Values.TryGetValue(year, out var grown))
            return new(year, TargetObservations.Clean(convert(new decimal(grown))), "growth-engine", new($"生长模型，情景 {forecast.Scenario}；{forecast.Note.Zh}", $"growth engine, scenario {forecast.Scenario}; {forecast.Note.En}"), forecast.Scenario, forecast.Status);
        return trend is null ? null : new(year, TargetObservations.Clean(trend.At(year)), "trend", TrendText(trend), null, result.Status!.Value);
    }

    private static Bilingual TrendText(TargetTrend trend) => new(
        $"{(trend.Count == 2 ? "两年连线" : "最小二乘趋势")}，n={trend.Count}，{trend.Years[0]}–{trend.Years[^1]} 年{(trend.IsMixed ? "，公布数与计算数相连，口径可能不同" : "")}",
        $"{(trend.Count == 2 ? "line through two observations" : "trend by least squares")}, n={trend.Count}, {trend.Years[0]}–{trend.Years[^1]}{(trend.IsMixed ? ", from published to computed figures, whose definitions may differ" : "")}");

    /// <summary>What the plan prints, else its own target of the base year (of a direction: of the latest year before), else the observation of that year; without a base year the first observation.</summary>
    private ProgressBase? StartOf(IReadOnlyList<ObservedValue> seen, Func<decimal, decimal> convert, bool isNeeded, bool isRelative)
    {
        if (target.BaseValue is { } printed && !isRelative)
            return new(target.BaseYear, printed, new($"规划给出的{target.BaseYear}年基数", $"the base of {target.BaseYear} that the plan prints"), true);
        var earlier = isNeeded && target.Year is { } due ? plan.Where(t => IsLevelOfSame(t) && t.Year < due).Max(t => t.Year) : null;
        if ((target.BaseYear ?? earlier) is { } year)
        {
            PlanTarget[] own = [.. plan.Where(t => IsLevelOfSame(t) && t.Year == year)];
            if (own.Length > 0 && own.All(t => t.Value == own[0].Value && t.Unit == own[0].Unit) && TargetObservations.Conversion(indicator!.Unit, own[0].Unit) is { } other)
                return new(year, TargetObservations.Clean(convert(1) * own[0].Value!.Value / other(1)), new($"规划的 {year} 年目标 {own[0].Id}", $"the plan's target of {year}, {own[0].Id}"), true);
            return seen.Where(o => o.Year == year).Select(o => new ProgressBase(year, o.Value, new($"{year} 年观测值", $"the observation of {year}"), false)).FirstOrDefault();
        }

        return seen.Count > 1 || (isNeeded && seen[0].Year < (target.Year ?? 0)) ? new(seen[0].Year, seen[0].Value, new($"最早的观测值，{seen[0].Year} 年", $"the first observation, of {seen[0].Year}"), false) : null;
    }

    private bool IsLevelOfSame(PlanTarget other) => other.Indicator == target.Indicator && other.Scope == target.Scope && other.Id != target.Id && other is { Value: not null, Measure: TargetMeasure.Level };

    private static AssessedTarget Said(AssessedTarget result, TargetVerdict verdict, string zh, string en)
    {
        (zh, en) = result.IsStriveMet is { } strive ? ($"{zh}；力争增长：{(strive ? "现有增长" : "尚无增长")}", $"{en}; growth striven for: {(strive ? "there is some" : "none yet")}") : (zh, en);
        return result with { Verdict = verdict, Reason = result.Target.IsStriven ? new($"力争目标；{zh}", $"striven for; {en}") : new(zh, en) };
    }

    internal static AssessedTarget Open(AssessedTarget result, TargetObstacle obstacle, string zh, string en) => result with { Verdict = TargetVerdict.NotComputable, Obstacle = obstacle, Reason = new(zh, en) };
}
