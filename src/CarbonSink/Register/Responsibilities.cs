using CarbonSink.Methodologies;

namespace CarbonSink.Register;

/// <summary>Something that an actor has to do (责任事项).</summary>
/// <param name="Kind">deadline, notice, retention, debt or report.</param>
/// <param name="Actors">Ids of those who have to do it, or may; ordered.</param>
/// <param name="Project">Project it is about; null for none.</param>
/// <param name="Period">Number of the period; null for none.</param>
/// <param name="What">What is to be done.</param>
/// <param name="Day">Last day, or the first one of a notice; null where no text sets one.</param>
/// <param name="DaysLate">Days of the calendar past it; 0 for none.</param>
/// <param name="Article">Article that sets it.</param>
/// <param name="Remark">Why there is no day, or what the day rests on; null for nothing to say.</param>
public sealed record Responsibility(string Kind, IReadOnlyList<string> Actors, string? Project, long? Period, Bilingual What, DateOnly? Day, int DaysLate, string Article, Bilingual? Remark);

/// <summary>The list of who has to do what by when (责任清单): deadlines of steps, retention of records, units owed, yearly reports of validation and verification bodies.</summary>
public static class Responsibilities
{
    private const string Measures = "ccer-measures-2023";
    private static readonly Bilingual NoDay = new("所依据的文本没有写明期限", "the text names no day");

    /// <summary>What is to be done, seen on a day; ordered by day (those without one last), project and kind.</summary>
    /// <param name="state">The register.</param>
    /// <param name="day">The day, in China.</param>
    public static IReadOnlyList<Responsibility> On(IRegisterReading state, DateOnly day)
    {
        var rules = state.RowsOf(Rows.Programme).ToDictionary(p => p.Id, p => RuleBook.Shipped.Adopted(p.Row), StringComparer.Ordinal);
        var found = new List<Responsibility>();
        found.AddRange(Deadlines.On(state, day).Select(d => OfDeadline(state, d)));
        foreach (var (id, project, _) in state.RowsOf(Rows.Project))
        {
            if (project.DateOrNull("retainUntil") is { } until)
                found.Add(new("retention", [project.Text("owner")], id, null, new($"保存项目和减排量的原始记录至 {until:yyyy-MM-dd}（至少）", $"keep the raw records of project and reductions until {until:yyyy-MM-dd} at least"), until, 0, Cited(rules, project.Text("programme"), r => r.Guard is ["retain", ..]), null));
        }

        foreach (var (actor, debt, _) in state.RowsOf(Rows.Debt))
        {
            if (actor.Contains(':', StringComparison.Ordinal))
                continue; // of an organisation or a name: the same sums as under its actors
            foreach (var owed in debt.Objects("owed").Where(o => o.Integer("quantity") > 0))
                found.Add(new("debt", [actor], null, null, new($"退回或注销等量的 {owed.Text("programme")} 减排量 {owed.Integer("quantity")}", $"return or cancel {owed.Integer("quantity")} units of {owed.Text("programme")}"), null, 0, Cited(rules, owed.Text("programme"), r => r.Name == "R19"), NoDay));
        }

        if (rules.Values.Any(r => r.Lifecycle.Any(l => l.Cited.StartsWith(Measures, StringComparison.Ordinal))))
        {
            foreach (var (id, actor, _) in state.RowsOf(Rows.Actor).Where(a => a.Row.Texts("roles").Contains("verifier")))
                found.Add(new("report", [id], null, null, new($"提交审定与核查机构 {day.Year} 年度工作报告（{actor.Text("name")}）", $"submit the yearly report of the validation and verification body for {day.Year} ({actor.Text("name")})"), null, 0, $"{Measures}, art. 32", NoDay));
        }

        return [.. found.OrderBy(r => r.Day ?? DateOnly.MaxValue).ThenBy(r => r.Project, StringComparer.Ordinal).ThenBy(r => r.Kind, StringComparer.Ordinal).ThenBy(r => (r.Actors.Count > 0 ? r.Actors[0] : null), StringComparer.Ordinal)];
    }

    private static Responsibility OfDeadline(IRegisterReading state, Deadline deadline)
    {
        var project = state.Row(Rows.Project, deadline.Project)!;
        var period = deadline.Period is { } number ? state.Row(Rows.Period, FormattableString.Invariant($"{deadline.Project}/{number}")) : null;
        var actors = deadline.Roles.SelectMany(role => role switch
        {
            RegisterRole.Owner => [project.Text("owner")],
            RegisterRole.Verifier => ((string?[])[period is null ? project.TextOrNull("validator") : period.TextOrNull("verifier")]).OfType<string>(),
            _ => state.RowsOf(Rows.Actor).Where(a => a.Row.Texts("roles").Contains(role.ToString().ToLowerInvariant())).Select(a => a.Id),
        });
        var remark = deadline.Calendar is { } without ? new Bilingual($"没有该年的工作日历（{without}），只除去周末", $"without a calendar of working days ({without}): weekends only are left out") : null;
        return new(deadline.IsNotice ? "notice" : "deadline", [.. actors.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)], deadline.Project, deadline.Period,
            new($"{RegisterTerms.Of("event", deadline.Event, "zh")}：{deadline.Text.Zh}", $"{deadline.Event}: {deadline.Text.En}"), deadline.Day, deadline.DaysLate, deadline.Article, remark);
    }

    private static string Cited(Dictionary<string, ProgrammeRules> rules, string programme, Func<LifecycleRule, bool> which) => rules.GetValueOrDefault(programme)?.Lifecycle.FirstOrDefault(which)?.Cited ?? "register";
}
