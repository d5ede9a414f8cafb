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
        // The half digit is that of the target's own number, however finely others of the indicator are printed.
        var step = PrintedStep(target, unit, indicator);
        var digit = target.Value is { } number ? Digit(number.Scale) : step;
        return Resolve(target, unit, step, Observed(target, isByDivision: false)).Value is { } value && Into(value, unit, indicator.Unit) is { } own ? new(target, own, Into(digit, unit, indicator.Unit)!.Value / 2) : null;
    }

    private List<AllocatedTarget> Spread(PlanTarget target, AllocationRequest request)
    {
        var one = new AllocatedTarget(target, target.Unit, request.To);
        if (indicators.FirstOrDefault(i => i.Code == target.Indicator) is not { } indicator)
            return [one with { Reason = new($"没有指标 {target.Indicator} 的指标包", $"there is no pack of the indicator {target.Indicator}") }];
        if (UnitOf(target, indicator) is not { } unit)
            return [one with { Reason = new($"单位“{target.Unit}”与指标的单位 {indicator.Unit} 不能换算", $"the unit '{target.Unit}' does not convert to {indicator.Unit}, that of the indicator") }];
        if (indicator.Unit == "1" && request.Step is { } given && given % 1 != 0)
            return [one with { Reason = new($"{indicator.Title.Zh}按个数计，不能用步长 {Say(given)}", $"{indicator.Title.En} is counted: a step of {Say(given)} does not fit") }];
        if (NoAmount(target, indicator) is { } none)
            return [one with { Reason = none }];
        var (step, isByDivision) = (PrintedStep(target, unit, indicator), request.To is AllocationTo.Divisions or AllocationTo.DivisionsYears);
        var observed = Observed(target, isByDivision);
        // The step of a coverage by division is of hectares, so that its rate goes by the printed digits.
        var resolved = Resolve(target, unit, isByDivision && indicator.Code == Coverage ? step : request.Step ?? step, observed);
        one = one with { Unit = unit, ValueUnit = unit, Value = resolved.Value, Base = resolved.Start, Status = resolved.Start is { } known && observed is { } seen && known.Source == seen.Source ? seen.Status : null };
        if (resolved.Value is not { } value)
            return [one with { Reason = resolved.Reason }];
        if (resolved.Rests)
            one = one with { Notes = [new($"相对目标：基数 {Say(resolved.Start!.Value)} {unit}（{(resolved.Start.Year is { } y ? $"{y} 年，" : "")}{resolved.Start.Source.Zh}），分解 {Say(value)} {unit}", $"relative target: base {Say(resolved.Start.Value)} {unit} ({(resolved.Start.Year is { } year ? $"{year}, " : "")}{resolved.Start.Source.En}), allocated {Say(value)} {unit}")] };
        // What is spread starts from the present, whatever year the number rests on.
        if (resolved.Rests && ResolvedTarget.BaseYear(target) is not null && observed is not null && Into((decimal)observed.Value, indicator.Unit, unit) is { } present)
            one = one with { Base = new(observed.Year, present, observed.Source), Status = observed.Status };
        if (one.Status is not null && region.Series[target.Indicator] is { Base: { } definition } series)
            one = Note(one, $"口径：{definition.Title.Zh}（{(series.IsBaseChosen ? "targets.json 指定" : "缺省")}）", $"counted as: {definition.Title.En} ({(series.IsBaseChosen ? "named in targets.json" : "the default")})");
        if (target.UpperValue is { } upper)
            one = one with { Notes = [.. one.Notes, new($"规划给出范围，分解下限，上限 {Say(upper)} 没有分解", $"the plan prints a range; its lower end is allocated, the upper one of {Say(upper)} is not")] };
        if (isByDivision && observed is { } old && Observed(target, isByDivision: false) is { } late && late.Year > old.Year)
            one = Note(one, $"{late.Year} 年的数（{late.Source.Zh}）没有分乡镇，现状用 {old.Year} 年的", $"the figure of {late.Year} ({late.Source.En}) has no divisions; the present is that of {old.Year}");
        var parts = new List<AllocatedTarget> { Spread(one with { IsStriven = target.IsStriven }, indicator, request, value, step) };
        if (resolved.StriveFor is { } more)
            parts.Add(Spread(one with { IsStriven = true, Value = more }, indicator, request, more, step));
        return parts;
    }

    private AllocatedTarget Spread(AllocatedTarget one, TargetIndicator indicator, AllocationRequest request, decimal value, decimal step)
    {
        var (isWork, isIntensive) = (indicator.IsWork || one.Target.Measure == TargetMeasure.Total, IsIntensive(indicator));
        var strict = one.Target.Value is not null && one.Target.Measure != TargetMeasure.Change ? one.Target.Comparator switch { TargetComparator.MoreThan => 1, TargetComparator.LessThan => -1, _ => 0 } : 0;
        if (request.By == AllocationBy.Shares && request.Shares is null)
        {
            findings.Add(new(AllocationFindings.NoShares, null, null, "shares", null, one.Target.Id));
            return one with { Reason = new("没有给份额表", "no file of shares is given") };
        }

        if (isIntensive && one.To != AllocationTo.Years)
        {
            // More than a coverage is rounded up in hectares.
            if (one.To != AllocationTo.Departments && indicator.Code == Coverage)
                return CoverageToDivisions(one, request, value);
            if (strict != 0)
                one = Note(one, $"规划说“{(strict > 0 ? "大于" : "小于")}”：下达的是界限值，须{(strict > 0 ? "高于" : "低于")}它", $"the plan says {(strict > 0 ? "more" : "less")} than: what is handed down is the limit, to be {(strict > 0 ? "exceeded" : "undercut")}");
            return one.To == AllocationTo.Departments ? ToDepartments(one, request, value, step, isWork, isIntensive) : HandedDown(one, value, step);
        }

        if (isWork)
        {
            one = one with { Base = Done(one.Target, indicator, one.Unit) };
            if (one.Base is { } done && (one.To != AllocationTo.Departments || request.Shares is not null))
            {
                var (doneZh, doneEn) = ($"到 {done.Year} 年底已完成 {Say(done.Value)} {one.Unit}（{done.Source.Zh}）", $"{Say(done.Value)} {one.Unit} are done by {done.Year} ({done.Source.En})");
                if (request.Of == AllocationOf.Level)
                    one = Note(one with { Base = null }, $"{doneZh}；of: level，分的是总量", $"{doneEn}; of: level spreads the whole");
                else if (done.Value >= value)
                    return one with { Reason = new($"{doneZh}，没有要分的", $"{doneEn}; nothing is left to allocate") };
                else
                {
                    // What is left may be printed finer than the target: 17 less 16.05.
                    step = Math.Min(step, Digit(Math.Min(4, (int)((value - done.Value) / 1.0000000000000000000000000000m).Scale)));
                    (value, one) = (Whole(value - done.Value, request.Step ?? step), Note(one with { Of = AllocationOf.Difference }, $"{doneZh}，分解余下的 {Say(value - done.Value)}", $"{doneEn}; the {Say(value - done.Value)} left are allocated"));
                }
            }
        }

        // More than a number is the number and a step.
        (var total, step, one) = Fit(one, value + (strict * (request.Step ?? step)), request.Step, step);
        if (strict != 0)
            one = Note(one, $"“{(strict > 0 ? "大于" : "小于")}”按多（少）一步分解：{Say(total)}", $"more (less) than is allocated as one step beyond: {Say(total)}");
        if (one.To == AllocationTo.Departments)
            return ToDepartments(one, request, total, step, isWork, isIntensive);
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
        var start = Nearest(one.Base!.Value, step);
        if (Slack(one, total - start) is { } slack)
            return one with { Reason = slack };
        if (total < start)
            one = Note(one, "目标低于现状：各年的值是下限，不要求减少", "the target is below the present: the values are floors and no decline is asked");
        return Note(one with { By = by, Of = AllocationOf.Difference, Allocation = TargetAllocation.Levels(total, step, [new(one.Target.Scope, name, 1) { Present = one.Base!.Value }], weighted) },
            by is null ? "逐年按直线" : "逐年按给定份额", by is null ? "year by year along a straight line" : "year by year by the shares given");
    }

    /// <summary>Years after the start up to the target year; null with the reason.</summary>
    private List<int>? Years(AllocatedTarget one, bool isWork, out Bilingual? reason)
    {
        var (target, from) = (one.Target, isWork ? (one.Base?.Year + 1) ?? one.Target.FromYear ?? asOf + 1 : one.Base?.Year + 1);
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
            var weights = AllocationShares.Read(path, AllocationShares.Column(one.To), [.. departments.Select(d => (d.Name, d.Name))], findings);
            var spreadsAll = isWork || request.Of == AllocationOf.Level;
            if (!spreadsAll && one.Base is null)
                return one with { Reason = new("没有现状值，不能按部门分解增量；要按部门分总量，用 of: level", "the present level is not known, so that there is no difference to allocate; of: level spreads the whole") };
            var total = spreadsAll ? value : value - Nearest(one.Base!.Value, step);
            if (total <= 0)
                return one with { Reason = new($"目标 {Say(value)} 不高于现状 {Say(one.Base?.Value ?? 0)}，没有增量可按份额分", $"the target of {Say(value)} is not above the present of {Say(one.Base?.Value ?? 0)}: there is no difference to share") };
            var shared = TargetAllocation.Amounts(total, step, [.. departments.Zip(weights, (d, w) => new AllocationMember(d.Name, d.Name, w))], one.Target.Year is { } y ? [(y, 1m)] : []);
            return one with { By = AllocationBy.Shares, Of = isWork ? one.Of : spreadsAll ? AllocationOf.Level : AllocationOf.Difference, Allocation = shared with { Rows = [.. shared.Rows.Zip(departments, (r, d) => r with { Leads = d.Leads })] } };
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
        if (allocation.Rate is { } rate && one.Value is { } printed && decimal.Round(rate, Math.Min((int)printed.Scale, 4), MidpointRounding.AwayFromZero) != decimal.Round(printed, Math.Min((int)printed.Scale, 4), MidpointRounding.AwayFromZero))
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

    /// <summary>Why a limit that may not be exceeded is not spread where the present lies below it; else null.</summary>
    private static Bilingual? Slack(AllocatedTarget one, decimal difference) => difference > 0 && (one.Target.Comparator is TargetComparator.AtMost or TargetComparator.LessThan)
        ? new("目标是上限，现状在它以下：不要求增加，没有可分的", "the target is a limit and the present lies below it: no rise is asked and nothing is allocated") : null;

    /// <summary>An amount in whole steps, upwards.</summary>
    private static decimal Whole(decimal amount, decimal step) => decimal.Ceiling(amount / step) * step;

    private static decimal Nearest(decimal amount, decimal step) => decimal.Round(amount / step, 0, MidpointRounding.AwayFromZero) * step;

    private static decimal Digit(int decimals) => new(1, 0, 0, false, (byte)decimals);

    private static string Say(decimal number) => number.ToString("0.######", CultureInfo.InvariantCulture);
}
