using static CarbonSink.Targets.TargetAssessment;

namespace CarbonSink.Targets;

/// <summary>Judges work done in a period (累计完成量判定): the sum from the first year on against the total, and against the part of it that the years passed would have by a straight line.</summary>
internal static class WorkJudge
{
    public static AssessedTarget Judge(AssessedTarget result, PlanTarget target, IReadOnlyList<ObservedValue> seen, int asOf, JudgingRules rules)
    {
        if (target.Value is not { } total)
            return TargetJudge.Open(result, TargetObstacle.Base, "工作量目标没有数，无从累计", "a target of work has no number to add up to");
        var (from, last) = (target.FromYear ?? seen[0].Year, Math.Min(asOf, target.Year ?? asOf));
        if (from > last)
            return TargetJudge.Open(result, TargetObstacle.Year, $"{from} 年才开始，到 {last} 年末还没有可判定的完成量", $"not begun: the work begins in {from}, after {last}");
        ObservedValue[] own = [.. seen.Where(o => o.Year >= from && o.Year <= last)];
        if (own.Length == 0)
            return TargetJudge.Open(result, TargetObstacle.Year, $"需要 {from}–{last} 年的完成量（works.csv）", $"the work done from {from} to {last} is needed (works.csv)");
        var sum = own.Sum(o => o.Value);
        var met = rules.IsMet(target.Comparator, sum, total, target.UpperValue);
        // Without a first year the first year that was reported is taken for it, and the reason says so.
        int[] gaps = [.. Enumerable.Range(from, last - from + 1).Except(own.Select(o => o.Year))];
        var (passed, all) = (last - from + 1, target.Year - from + 1);
        var threshold = rules.Threshold(target.Comparator, sum, total, target.UpperValue);
        result = result with
        {
            Actual = sum,
            ActualYear = own[^1].Year,
            ActualSource = own[^1].Source,
            Status = own.Max(o => o.Status),
            RequiredPerYear = met != true && target.Year > last ? (threshold - sum) / (target.Year.Value - last) : null,
            ProgressPercent = total == 0 ? null : sum / total * 100,
            TimePercent = target.FromYear is not null && all > 0 ? passed * 100m / all : null,
        };
        var (zh, en) = ($"{from}–{last} 年累计 {Shown(sum)} {result.Unit}，任务 {Shown(total)} {result.Unit}", $"{Shown(sum)} {result.Unit} done from {from} to {last}, of {Shown(total)} {result.Unit}");
        if (target.FromYear is null)
            (zh, en) = ($"规划没有写起始年，从最早的记录算起；{zh}", $"the plan names no first year, so work counts from the first that is recorded; {en}");
        AssessedTarget Said(TargetVerdict verdict, string moreZh = "", string moreEn = "") =>
            result with { Verdict = verdict, Reason = new((target.IsStriven ? "力争目标；" : "") + zh + moreZh, (target.IsStriven ? "striven for; " : "") + en + moreEn) };
        if (met is not { } satisfied)
            return TargetJudge.Open(result, TargetObstacle.Setting, $"判定设定 {result.Setting} 不判定", $"the setting {result.Setting} leaves it open");
        (string Zh, string En) over = satisfied ? ("", "") : TargetJudge.Excess(result, sum);
        var grows = target.Comparator is not (TargetComparator.AtMost or TargetComparator.LessThan);
        if (gaps.Length > 0 && !(satisfied && grows))
            return TargetJudge.Open(result, TargetObstacle.Year, $"{zh}；缺 {string.Join("、", gaps)} 年的完成量（works.csv，没有做就写 0；没有采用的行见 findings.csv）", $"{en}; the work of {string.Join(", ", gaps)} is needed (works.csv; 0 where nothing was done; findings.csv names rows that were not used)");
        if (target.Year is null)
            return Said(satisfied ? TargetVerdict.Met : TargetVerdict.AtRisk, $"{over.Zh}；规划没有写年份，按评估年判定", $"{over.En}; the plan names no year, so it is judged as of the assessment");
        if (target.Year <= asOf)
            return Said(satisfied ? TargetVerdict.Met : TargetVerdict.Missed, over.Zh, over.En);
        if (satisfied && grows)
            return Said(TargetVerdict.OnTrack, "；已完成总量", "; the total is done already");
        // The first year recorded may hold all that was done before it, so that it says nothing of the pace.
        var since = target.FromYear ?? from + 1;
        if (since > last)
            return TargetJudge.Open(result, TargetObstacle.Year, $"{zh}，尚未完成；只有 {from} 年的记录，没有进度可言，需要另一年的完成量（works.csv）", $"{en}, not done yet; only {from} is recorded, so there is no pace: the work of another year is needed (works.csv)");
        var yearly = own.Where(o => o.Year >= since).Sum(o => o.Value) / (last - since + 1);
        var pace = TargetObservations.Clean(sum + (yearly * (target.Year.Value - last)));
        result = result with { Forecast = new(target.Year.Value, pace, "pace", new($"按 {since}–{last} 年的平均进度", $"at the mean pace from {since} to {last}"), null, result.Status!.Value) };
        var (done, share) = (Shown(decimal.Round(result.ProgressPercent ?? 0, 1)), result.TimePercent is { } time ? Shown(decimal.Round(time, 1)) : null);
        var holds = rules.IsMet(target.Comparator, pace, total, target.UpperValue) == true;
        over = holds ? ("", "") : TargetJudge.Excess(result, pace);
        return Said(
            holds ? TargetVerdict.OnTrack : TargetVerdict.AtRisk,
            $"；完成 {done} %{(share is null ? "" : $"，时间过去 {share} %")}；{target.Year} 年预计 {Shown(pace)} {result.Unit}（{result.Forecast.Text.Zh}）{over.Zh}", $"; {done} % of the total{(share is null ? "" : $" in {share} % of the time")}; {Shown(pace)} {result.Unit} expected in {target.Year} ({result.Forecast.Text.En}){over.En}");
    }
}
