using Kind = CarbonSink.Targets.PlanTokenKind;

namespace CarbonSink.Targets;

/// <summary>Years: of the base, of what was reached, of what is to come.</summary>
internal sealed partial class PlanGrammar
{
    private void Year(int at)
    {
        var year = tokens[at].Year!.Value;
        var (previous, next) = (At(at - 1), At(at + 1));
        var clause = tokens.Skip(at + 1).TakeWhile(t => t.Kind is not (Kind.Comma or Kind.Semicolon)).ToArray();
        if (!year.IsAnnounced && Array.FindIndex(clause, t => t is { Kind: Kind.Base, Text: "基础上" }) is > 0 and var basis && !clause.Take(basis).Any(t => t is { Kind: Kind.Before, Comparator: not TargetComparator.None }))
        {
            // 在2020年森林覆盖率70.6%的基础上
            (_baseYear, _expectsBaseValue) = (year.Year, true);
            return;
        }

        if (previous?.Kind == Kind.Base || next is { Kind: Kind.Base, Text: "基础上" or "相比" or "同比" } || (next?.Text == "的" && At(at + 2) is { Kind: Kind.Base, Text: "基础上" }))
        {
            _baseYear = year.Year;
            _expectsBaseValue = previous?.Text is "由" or "从" && ReachesLater(at);
            return;
        }

        // 2030年前实现碳达峰 dates the peak and nothing else
        if ((Next(at + 1) is { Kind: Kind.Word } what && IsPeak(what.Text))
            || (!clause.Any(t => t.Kind == Kind.Indicator) && (tokens[at].Text.EndsWith('前') ? clause.Any(t => t.Kind == Kind.Word && IsPeak(t.Text)) : clause is [.., { Kind: Kind.Word } peak] && IsPeak(peak.Text))))
            return;
        var isListed = previous?.Kind == Kind.And && At(at - 2)?.Kind == Kind.Year;
        time.Years = isListed ? [.. time.Years, year] : [year];
        (_hasYear, _isYearNew, _isHistory) = (true, true, false);
        var isAhead = year is { IsAnnounced: true, From: null } && (time.Issued is null || year.Year > time.Issued);
        time.IsHistory = IsPast(at, year) || (isListed && time.IsHistory) || (time.IsPastChapter && !isAhead);
        if (!time.IsHistory)
            _years.Add(year.Year);
    }

    private static bool IsPeak(string word) => word.Contains("达峰", StringComparison.Ordinal) || word.Contains("碳中和", StringComparison.Ordinal) || word.Contains("峰值", StringComparison.Ordinal);

    private bool IsPast(int at, PlanYear year)
    {
        if (At(at + 1) is { Kind: Kind.History, Text: "以来" })
            return true;
        if (time.Issued is { } issued)
            return year.Year < issued || (At(at - 1)?.Text is "截至" or "截止" && year.Year <= issued);
        if (At(at - 1)?.Text is "截至" or "截止" || tokens[at].Text.StartsWith('截'))
            return true;
        // whose year of issue nobody knows: a year without 到 before a later one, of which something is done and not planned
        // a schedule of bare years in one sentence is a plan: 2024年完成1.6万亩,2025年再完成2万亩
        if (time.Latest is not { } latest || latest <= year.Year || tokens.Skip(at + 1).Any(t => t is { Kind: Kind.Year, Year.IsAnnounced: false } && t.Year!.Value.Year > year.Year))
            return false;
        var verb = tokens.Skip(at + 1).TakeWhile(t => t.Kind is not (Kind.Quantity or Kind.Semicolon)).ToArray();
        return !year.IsAnnounced && verb.Any(t => t.Text is "完成" or "建成" or "累计完成" or "为" or "共" or "新增" or "已") && !verb.Any(t => t.Text is "计划" or "预计" or "安排" or "确保" || t.Kind == Kind.Striving);
    }
}
