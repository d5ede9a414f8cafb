using System.Globalization;
using CarbonSink.Methodologies;

namespace CarbonSink.Targets;

/// <summary>Words against numbers, indicators that change, and changes that are wrong.</summary>
public static partial class PlanConflicts
{
    private static IEnumerable<PlanConflict> Switches(Targets plan)
    {
        foreach (var later in plan.All.Where(t => t.Measure == TargetMeasure.Level && plan.Family(t).Length > 0))
        {
            var kin = plan.Of([.. plan.All.Where(t => t.Indicator != later.Indicator && plan.Family(t) == plan.Family(later)).Select(t => t.Indicator)]).Where(k => k.Target.Scope == later.Scope).Select(k => k.Target).ToList();
            var own = plan.All.Where(t => t.Indicator == later.Indicator && t.Scope == later.Scope && t.Value is not null && t.Id != later.Id).ToList();
            if (later.Year is { } year && kin.FindLast(k => k.Year < year) is { } before && !own.Exists(t => t.Year < year) && !plan.All.Any(t => t.Indicator == before.Indicator && t.Scope == later.Scope && t.Year == later.Year))
            {
                yield return new(ConflictKind.IndicatorSwitch, [before.Id, later.Id], new(
                    $"{before.Year} 年的目标是{before.IndicatorZh} {Print(before)}，{year} 年改为{later.IndicatorZh}（“{later.Citations[0].Quote}”）：两个指标口径不同，后者在计划里没有基数",
                    $"the target of {before.Year} is {plan.Name(before).En} ({Print(before)}), that of {year} is {plan.Name(later).En} (“{later.Citations[0].Quote}”): they are different quantities, and the plan has no base value for the latter"));
            }
            else if (later is { Year: null, Value: null } && own.Count == 0 && kin.Find(k => k.Year is not null && (k.Citations.Any(c => later.Citations.Any(o => o.File == c.File && o.Line == c.Line)))) is { } beside)
            {
                var area = plan.Of(ForestAreas).FirstOrDefault(a => a.Target.Scope == beside.Scope && a.Target.Year == beside.Year && a.Value > 0);
                var stock = plan.Numbers.First(n => n.Target.Id == beside.Id).Value!.Value;
                var (zh, en) = area.Target is null || !Stocks.Contains(beside.Indicator, StringComparer.Ordinal) ? ("", "") : (
                    $"。{Print(beside)} ÷ {Print(area.Target)} = {(stock / area.Value!.Value).ToString("0.0", CultureInfo.InvariantCulture)} m3/ha",
                    $". {Print(beside)} ÷ {Print(area.Target)} = {(stock / area.Value!.Value).ToString("0.0", CultureInfo.InvariantCulture)} m3/ha");
                yield return new(ConflictKind.IndicatorSwitch, [later.Id, beside.Id], new(
                    $"文字要求{later.IndicatorZh}（“{later.Citations[0].Quote}”），同一段给的数字却是{beside.IndicatorZh} {Print(beside)}：{later.IndicatorZh}没有数字目标{zh}",
                    $"the words are about {plan.Name(later).En} (“{later.Citations[0].Quote}”), the number in the same paragraph is {plan.Name(beside).En}, {Print(beside)}: {plan.Name(later).En} has no number{en}"));
            }
        }
    }

    private static IEnumerable<PlanConflict> Words(Targets plan)
    {
        foreach (var (target, value) in plan.Numbers.Where(n => n.Target.Measure == TargetMeasure.Level && n.Target.Comparator is TargetComparator.AtLeast or TargetComparator.Stable or TargetComparator.MoreThan && n.Target.Citations.Any(c => Keeps(c.Quote))))
            foreach (var (before, earlier) in plan.Numbers.Where(n => n.Target.Measure == TargetMeasure.Level && n.Target.Indicator == target.Indicator && n.Target.Scope == target.Scope && n.Target.Year < target.Year && n.Value < value && n.Target.Comparator is not (TargetComparator.AtLeast or TargetComparator.MoreThan)))
                yield return new(ConflictKind.Wording, [before.Id, target.Id], new(
                    $"“{target.Citations[0].Quote}”（{target.Year} 年）说一直保持，但 {before.Year} 年的目标是 {Print(before)}，低于 {Print(target)}",
                    $"“{target.Citations[0].Quote}” ({target.Year}) speaks of keeping what there is, but the target of {before.Year} is {Print(before)}, less than {Print(target)}"));
        foreach (var rise in plan.All.Where(t => t.Comparator == TargetComparator.Increase))
            foreach (var stable in plan.All.Where(t => t.Comparator == TargetComparator.Stable && t.Indicator == rise.Indicator && t.Scope == rise.Scope && (rise.Year is null || t.Year is null || rise.Year == t.Year)))
                yield return new(ConflictKind.Wording, [rise.Id, stable.Id], new(
                    $"{rise.IndicatorZh}：“{rise.Citations[0].Quote}”（第 {Lines(rise)} 行）要求增加，“{stable.Citations[0].Quote}”（第 {Lines(stable)} 行，{stable.Year} 年）要求稳定",
                    $"{plan.Name(rise).En}: “{rise.Citations[0].Quote}” (line {Lines(rise)}) asks for growth, “{stable.Citations[0].Quote}” (line {Lines(stable)}, {stable.Year}) for stability"));
        foreach (var (a, b) in Pairs([.. plan.All.Where(t => t.Comparator is TargetComparator.Increase or TargetComparator.Decrease)]))
            if (a.Comparator != b.Comparator && a.Indicator == b.Indicator && a.Scope == b.Scope && a.Year == b.Year)
                yield return new(ConflictKind.Wording, [a.Id, b.Id], new($"{a.IndicatorZh}：“{a.Citations[0].Quote}”与“{b.Citations[0].Quote}”方向相反", $"{plan.Name(a).En}: “{a.Citations[0].Quote}” and “{b.Citations[0].Quote}” go opposite ways"));
    }

    /// <summary>Coverage stays as it is while stock must grow: no contradiction, but only volume per hectare can move, and the plan does not say so.</summary>
    private static IEnumerable<PlanConflict> Consequences(Targets plan)
    {
        foreach (var stock in plan.All.Where(t => Stocks.Contains(t.Indicator, StringComparer.Ordinal) && t.Year is not null && t.Comparator is TargetComparator.Increase))
        {
            var coverage = plan.Of(["forest_coverage"]).Where(c => c.Target.Scope == stock.Scope && c.Target.Year <= stock.Year).OrderBy(c => c.Target.Year).ToList();
            var last = coverage.FindLast(c => c.Target.Year == stock.Year);
            if (last.Target is null || coverage.FindLast(c => c.Target.Year < stock.Year && c.Value == last.Value) is not { Target: { } first })
                continue;
            yield return new(ConflictKind.Wording, [first.Id, last.Target.Id, stock.Id], new(
                $"森林覆盖率 {first.Year} 年与 {last.Target.Year} 年同为 {Print(first)}，{stock.IndicatorZh}却要求增加（“{stock.Citations[0].Quote}”）：不矛盾，但面积不变时只有单位面积蓄积能提高，计划没有写明",
                $"forest coverage is {Print(first)} in {first.Year} and in {last.Target.Year} while {plan.Name(stock).En} must grow (“{stock.Citations[0].Quote}”): no contradiction, but with the area unchanged only volume per hectare can rise, and the plan does not say so"));
        }
    }

    private static IEnumerable<PlanConflict> Changes(Targets plan)
    {
        foreach (var row in plan.All.Where(t => t is { PrintedChange.Length: > 0, Value: not null, BaseValue: not null }).GroupBy(t => (t.Citations.Last(c => c.Quote.Length > 0).File, t.Indicator, t.PrintedChange, t.BaseYear)))
        {
            var fits = row.Select(t => (Target: t, Fits: PrintedChanges.Fits(t))).ToList();
            if (fits.Exists(f => f.Fits != false))
                continue; // one change beside several years is of one of them
            var t = fits[0].Target;
            var (difference, ratio) = (t.Value!.Value - t.BaseValue!.Value, t.BaseValue == 0 ? (decimal?)null : ((t.Value / t.BaseValue) - 1) * 100);
            var ratioText = ratio is { } r ? $"{Math.Round(r, 2).ToString("0.##", CultureInfo.InvariantCulture)}%" : "—";
            yield return new(ConflictKind.Arithmetic, [.. fits.Select(f => f.Target.Id)], new(
                $"{t.IndicatorZh}：表中变化 {t.PrintedChange} 既不是差值也不是变化率。{t.BaseYear} 年 {Figure(t.BaseValue.Value)}，{t.Year} 年 {Figure(t.Value.Value)}：差 {Figure(difference)}，变化率 {ratioText}",
                $"{plan.Name(t).En}: the change printed, {t.PrintedChange}, is neither difference nor ratio. {t.BaseYear}: {Figure(t.BaseValue.Value)}, {t.Year}: {Figure(t.Value.Value)}; difference {Figure(difference)}, ratio {ratioText}"));
        }
    }

    private static bool Keeps(string quote) => quote.Contains("持续", StringComparison.Ordinal) || quote.Contains("继续", StringComparison.Ordinal) || quote.Contains("保持", StringComparison.Ordinal);
}
