using CarbonSink.Methodologies;

namespace CarbonSink.Register;

/// <summary>What a project or period waits for (期限).</summary>
/// <param name="Programme">Id of the programme.</param>
/// <param name="Project">Id of the project.</param>
/// <param name="Period">Number of the period; null for the project itself.</param>
/// <param name="State">State it is in.</param>
/// <param name="Since">Day from which on.</param>
/// <param name="Event">The step that is waited for.</param>
/// <param name="Roles">Who may take it.</param>
/// <param name="Day">Last day of the deadline, or of the notice: the first day on which the step may be taken.</param>
/// <param name="IsNotice">A notice that has to last; else a deadline.</param>
/// <param name="DaysLate">Days of the calendar past the deadline; 0 for none, and for notices.</param>
/// <param name="Article">Article that sets it.</param>
/// <param name="Text">What the article says.</param>
/// <param name="Calendar">For which years no working calendar was given ("none for 2026"); null where none was needed or every year has one.</param>
public sealed record Deadline(
    string Programme,
    string Project,
    long? Period,
    string State,
    DateOnly Since,
    string Event,
    IReadOnlyList<RegisterRole> Roles,
    DateOnly Day,
    bool IsNotice,
    int DaysLate,
    string Article,
    Bilingual Text,
    string? Calendar);

/// <summary>What is due by whom until when, and what is overdue (期限与逾期清单).</summary>
public static class Deadlines
{
    /// <summary>Deadlines and notices that run on a day, ordered by their last day, project and period; overdue are those with <see cref="Deadline.DaysLate"/> above 0.</summary>
    /// <param name="state">The register.</param>
    /// <param name="day">The day, in China.</param>
    public static IReadOnlyList<Deadline> On(IRegisterReading state, DateOnly day)
    {
        var calendar = WorkingCalendar.Of(state);
        var rules = state.RowsOf(Rows.Programme).ToDictionary(p => p.Id, p => RuleBook.Shipped.Adopted(p.Row), StringComparer.Ordinal);
        var programmes = new Dictionary<string, string>(StringComparer.Ordinal); // of projects that go on: nothing of an ended one is due
        var found = new List<Deadline>();
        foreach (var (id, project, _) in state.RowsOf(Rows.Project))
        {
            if (project.Text("state") is not ("cancelled" or "revoked" or "rejected"))
                programmes.Add(id, project.Text("programme"));
            found.AddRange(Of(rules, calendar, day, project.Text("programme"), id, null, project));
        }

        foreach (var (_, period, _) in state.RowsOf(Rows.Period))
        {
            if (programmes.TryGetValue(period.Text("project"), out var programme))
                found.AddRange(Of(rules, calendar, day, programme, period.Text("project"), period.Integer("number"), period));
        }

        return [.. found.OrderBy(d => d.Day).ThenBy(d => d.Project, StringComparer.Ordinal).ThenBy(d => d.Period ?? 0)];
    }

    private static IEnumerable<Deadline> Of(Dictionary<string, ProgrammeRules> rules, WorkingCalendar calendar, DateOnly day, string programme, string project, long? period, CanonicalObject row)
    {
        if (!rules.TryGetValue(programme, out var of) || row.DateOrNull("since") is not { } since)
            yield break;
        var state = row.Text("state");
        foreach (var rule in of.Lifecycle.Where(r => r.OfPeriod == period is not null && r.From == state && r.Limit is not null))
        {
            var limit = rule.Limit!.Value;
            var (last, without) = calendar.Last(since, limit);
            yield return new(programme, project, period, state, since, rule.Event, rule.Roles, last, limit.AtLeast, limit.AtLeast ? 0 : Math.Max(0, day.DayNumber - last.DayNumber), rule.Cited, rule.Text, without);
        }
    }
}
