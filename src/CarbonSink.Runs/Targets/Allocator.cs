using System.Globalization;
using CarbonSink.Findings;
using CarbonSink.Methodologies;
using CarbonSink.Targets;

namespace CarbonSink.Runs;

/// <summary>Spreads the targets of a plan (目标分解): decides by the indicator what is spread, and says what it chose where the plan is silent.</summary>
internal sealed partial class Allocator(AllocationRegion region, IReadOnlyList<PlanTarget> plan, IReadOnlyList<TargetIndicator> indicators, int? asOf, FindingLog findings)
{
    /// <summary>Step of areas that a coverage is turned into, in hectares.</summary>
    private const decimal AreaStep = 0.01m;

    private const string Coverage = "forest_coverage";

    /// <summary>A target spread; two where something is striven for beyond what is promised; none where the id is unknown.</summary>
    public IReadOnlyList<AllocatedTarget> Of(AllocationRequest request)
    {
        if (plan.FirstOrDefault(t => t.Id == request.Target) is not { } target)
        {
            findings.Add(new(AllocationFindings.UnknownTarget, null, null, "target", request.Target, request.Target, string.Join(", ", plan.Select(t => t.Id))));
            return [];
        }

        var spread = Spread(target, request);
        foreach (var one in spread)
            Tell(one);
        return spread;
    }

    /// <summary>A target's number in the unit of its indicator with half of its last digit; relative ones resolved. Null where it cannot be told.</summary>
    public NumberedTarget? Numbered(PlanTarget target)
    {
        if (indicators.FirstOrDefault(i => i.Code == target.Indicator) is not { } indicator || UnitOf(target, indicator) is not { } unit)
            return null;
        var step = PrintedStep(target, unit, indicator);
        return Resolve(target, unit, step).Value is { } value && Into(value, unit, indicator.Unit) is { } own ? new(target, own, Into(step, unit, indicator.Unit)!.Value / 2) : null;
    }

    private List<AllocatedTarget> Spread(PlanTarget target, AllocationRequest request)
    {
        var one = new AllocatedTarget(target, target.Unit, request.To);
        if (indicators.FirstOrDefault(i => i.Code == target.Indicator) is not { } indicator)
            return [one with { Reason = new($"没有指标 {target.Indicator} 的指标包", $"there is no pack of the indicator {target.Indicator}") }];
        if (UnitOf(target, indicator) is not { } unit)
            return [one with { Reason = new($"单位“{target.Unit}”与指标的单位 {indicator.Unit} 不能换算", $"the unit '{target.Unit}' does not convert to {indicator.Unit}, that of the indicator") }];
        var step = PrintedStep(target, unit, indicator);
        var resolved = Resolve(target, unit, step);
        one = one with { Unit = unit, ValueUnit = unit, Value = resolved.Value, Base = resolved.Start, Status = resolved.Start is { } known && Observed(target) is { } seen && known.Source == seen.Source ? seen.Status : null };
        if (resolved.Value is not { } value)
            return [one with { Reason = resolved.Reason }];
        if (resolved.Rests)
            one = one with { Notes = [new($"相对目标：基数 {Say(resolved.Start!.Value)} {unit}（{(resolved.Start.Year is { } y ? $"{y} 年，" : "")}{resolved.Start.Source.Zh}），分解 {Say(value)} {unit}", $"relative target: base {Say(resolved.Start.Value)} {unit} ({(resolved.Start.Year is { } year ? $"{year}, " : "")}{resolved.Start.Source.En}), allocated {Say(value)} {unit}")] };
        if (one.Status is not null && region.Series[target.Indicator] is { Base: { } definition } series)
            one = Note(one, $"口径：{definition.Title.Zh}（{(series.IsBaseChosen ? "targets.json 指定" : "缺省")}）", $"counted as: {definition.Title.En} ({(series.IsBaseChosen ? "named in targets.json" : "the default")})");
        if (target.UpperValue is { } upper)
            one = one with { Notes = [.. one.Notes, new($"规划给出范围，分解下限，上限 {Say(upper)} 没有分解", $"the plan prints a range; its lower end is allocated, the upper one of {Say(upper)} is not")] };
        var parts = new List<AllocatedTarget> { Spread(one with { IsStriven = target.IsStriven }, indicator, request, value, step) };
        if (resolved.StriveFor is { } more)
            parts.Add(Spread(one with { IsStriven = true, Value = more }, indicator, request, more, step));
        return parts;
    }

    private AllocatedTarget Spread(AllocatedTarget one, TargetIndicator indicator, AllocationRequest request, decimal value, decimal step)
    {
        var isWork = indicator.IsWork || one.Target.Measure == TargetMeasure.Total;
        if (one.To == AllocationTo.Departments)
            return ToDepartments(one, request, value, step, isWork, IsIntensive(indicator));
        if (one.To != AllocationTo.Years && IsIntensive(indicator))
            return indicator.Code == Coverage ? CoverageToDivisions(one, request, value) : HandedDown(one, value, step);
        // More than a number is the number and a step; a coverage is rounded up in hectares instead.
        var strict = one.Target.Value is not null && one.Target.Measure != TargetMeasure.Change ? one.Target.Comparator switch { TargetComparator.MoreThan => 1, TargetComparator.LessThan => -1, _ => 0 } : 0;
        (var total, step, one) = Fit(one, value + (strict * (request.Step ?? step)), request.Step, step);
        if (strict != 0)
            one = Note(one, $"“{(strict > 0 ? "大于" : "小于")}”按多（少）一步分解：{Say(total)}", $"more (less) than is allocated as one step beyond: {Say(total)}");
        return one.To == AllocationTo.Years ? ToYears(one, request, total, step, isWork) : isWork ? WorkToDivisions(one, request, total, step, indicator) : LevelToDivisions(one, request, total, step, indicator);
    }

    private AllocatedTarget ToYears(AllocatedTarget one, AllocationRequest request, decimal total, decimal step, bool isWork)
    {
        if (Years(one, isWork, out var reason) is not { } years)
            return one with { Reason = reason };
        IReadOnlyList<(int, decimal)> weighted = request.Shares is { } path ? [.. years.Zip(AllocationShares.Read(path, AllocationShares.Column(one.To), [.. years.Select(y => ($"{y}", $"{y}"))], findings))] : [.. years.Select(y => (y, 1m))];
        if (weighted.All(w => w.Item2 == 0))
            return one with { Reason = new("份额表里各年的权重都是 0", "all weights of the years are 0") };
        var name = one.Target.Region.Length > 0 ? one.Target.Region : one.Target.Scope;
        var by = request.Shares is null ? (AllocationBy?)null : AllocationBy.Shares;
        if (isWork)
            return one with { By = by, Allocation = TargetAllocation.Amounts(total, step, [new(one.Target.Scope, name, 1)], weighted) };
        return Note(one with { By = by, Of = AllocationOf.Difference, Allocation = TargetAllocation.Levels(total, step, [new(one.Target.Scope, name, 1) { Present = one.Base!.Value }], weighted) },
            by is null ? "逐年按直线" : "逐年按给定份额", by is null ? "year by year along a straight line" : "year by year by the shares given");
    }

    /// <summary>Years after the start up to the target year; null with the reason.</summary>
    private List<int>? Years(AllocatedTarget one, bool isWork, out Bilingual? reason)
    {
        var (target, from) = (one.Target, isWork ? one.Target.FromYear ?? asOf + 1 : one.Base?.Year + 1);
        reason = target.Year is null ? new("规划没有写目标年，不能按年分解", "the plan names no target year, so that it cannot be spread over years")
            : from is null ? isWork ? new("规划没有写起始年，targets.json 也没有 asOf", "the plan names no first year and targets.json no asOf")
                : new($"缺少 {target.Indicator} 的观测值或带年份的基数，不能按年分解", $"there is no observation of {target.Indicator} and no base with a year, so that it cannot be spread over years")
            : from > target.Year ? new($"起点在 {from - 1} 年，目标年 {target.Year} 之前没有年份可分", $"it starts from {from - 1}; no year is left until {target.Year}") : null;
        return reason is null ? [.. Enumerable.Range(from!.Value, target.Year!.Value - from.Value + 1)] : null;
    }

    private AllocatedTarget ToDepartments(AllocatedTarget one, AllocationRequest request, decimal value, decimal step, bool isWork, bool isIntensive)
    {
        var departments = one.Target.Departments;
        if (departments.Count == 0)
            return one with { Reason = new("规划没有写责任部门；在目标表里写 departments", "the plan names no department; write departments in the table of targets") };
        if (request.Shares is { } path && !isIntensive)
        {
            (value, step, one) = Fit(one, value, request.Step, step);
            var weights = AllocationShares.Read(path, AllocationShares.Column(one.To), [.. departments.Select(d => (d.Name, d.Name))], findings);
            var spreadsAll = isWork || request.Of == AllocationOf.Level;
            if (!spreadsAll && one.Base is null)
                return one with { Reason = new("没有现状值，不能按部门分解增量；要按部门分总量，用 of: level", "the present level is not known, so that there is no difference to allocate; of: level spreads the whole") };
            var total = spreadsAll ? value : value - Nearest(one.Base!.Value, step);
            var shared = TargetAllocation.Amounts(total, step, [.. departments.Zip(weights, (d, w) => new AllocationMember(d.Name, d.Name, w))], one.Target.Year is { } y ? [(y, 1m)] : []);
            return one with { By = AllocationBy.Shares, Of = isWork ? null : spreadsAll ? AllocationOf.Level : AllocationOf.Difference, Allocation = shared with { Rows = [.. shared.Rows.Zip(departments, (r, d) => r with { Leads = d.Leads })] } };
        }

        if (request.Shares is not null)
            one = Note(one, "比率不按份额拆分，原值下达", "a rate is not split by shares; it is handed down as it is");
        var leads = departments.Where(d => d.Leads).ToList();
        if (leads.Count == 0)
            leads = [.. departments];
        var (charged, joined) = (leads.Select(d => d.Name).ToList(), string.Join('、', leads.Select(d => d.Name)));
        var whole = TargetAllocation.Unchanged(value, step, [new(joined, joined, 1)], one.Target.Year);
        one = one with { Allocation = whole with { Rows = [.. whole.Rows.Select(r => r with { Leads = true }), .. departments.Where(d => !charged.Contains(d.Name)).Select(d => new AllocationRow(d.Name, d.Name, one.Target.Year, null, null, null, null) { Leads = false })] } };
        return departments.All(d => !d.Leads) && departments.Count > 1
            ? Note(one, "规划没有写牵头部门，目标由所列部门共同承担，没有拆分", "the plan names no leading department; the target is charged to all of them together, unsplit")
            : Note(one, leads.Count > 1 ? "几个部门共同牵头，目标整体下达，没有拆分；其余部门参与" : "没有份额表：目标整体下达牵头部门，其余部门参与", leads.Count > 1 ? "several departments lead together and get the target whole; the others take part" : "no shares are given: the leading department gets the target whole, the others take part");
    }

    private void Tell(AllocatedTarget one)
    {
        var (file, line, id) = (one.Target.Citations[0].File, one.Target.Citations[0].Line - 1, one.Target.Id);
        void Add(FindingRule rule, params string[] particulars) => findings.Add(new(rule, file, line, one.Target.Indicator, one.Target.Citations[0].Quote, particulars));
        if (one.Reason is { } reason)
            Add(AllocationFindings.NotAllocated, id, reason.Zh, reason.En);
        foreach (var note in one.Notes)
            Add(AllocationFindings.Noted, id, note.Zh, note.En);
        if (one.Allocation is not { } allocation)
            return;
        if (allocation.Unplaced != 0)
            Add(AllocationFindings.Unplaced, id, Say(allocation.Unplaced), one.Unit);
        if (allocation.Rate is { } rate && one.Value is { } printed && decimal.Round(rate, printed.Scale, MidpointRounding.AwayFromZero) != printed)
            Add(AllocationFindings.RateMissed, id, Say(rate), Say(printed));
    }

    private static AllocatedTarget Note(AllocatedTarget one, string zh, string en) => one with { Notes = [.. one.Notes, new(zh, en)] };

    /// <summary>A total and a step that fit each other; a relative total is brought to the step.</summary>
    private (decimal Total, decimal Step, AllocatedTarget One) Fit(AllocatedTarget one, decimal total, decimal? given, decimal printed)
    {
        var step = given ?? printed;
        if (total % step == 0)
            return (total, step, one);
        if (one.Target.Value is null || one.Target.Measure == TargetMeasure.Change)
            return (Nearest(total, step), step, Note(one, $"基数按步长 {Say(step)} 取整：{Say(total)} → {Say(Nearest(total, step))}", $"brought to the step of {Say(step)}: {Say(total)} → {Say(Nearest(total, step))}"));
        var own = Digit(total.Scale);
        findings.Add(new(AllocationFindings.StepTooCoarse, one.Target.Citations[0].File, one.Target.Citations[0].Line - 1, "step", Say(step), one.Target.Id, Say(total), Say(step), Say(own)));
        return (total, own, one);
    }

    private static decimal Nearest(decimal amount, decimal step) => decimal.Round(amount / step, 0, MidpointRounding.AwayFromZero) * step;

    private static decimal Digit(int decimals) => new(1, 0, 0, false, (byte)decimals);

    private static string Say(decimal number) => number.ToString("0.######", CultureInfo.InvariantCulture);
}
