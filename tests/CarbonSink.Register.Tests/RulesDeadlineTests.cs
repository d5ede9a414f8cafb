using Xunit;

namespace CarbonSink.Register.Tests;

/// <summary>Working days, deadlines and the overdue list; the days can be counted on any calendar.</summary>
public sealed class RulesDeadlineTests
{
    private static readonly TimeLimit Notice = new(20, Working: true, AtLeast: true, FromSameDay: true);
    private readonly TestProgramme p = new(calendars: false);

    /// <summary>The notice of a real project on the national site: 2026-07-17 to 2026-08-13.</summary>
    [Fact]
    public void Twenty_working_days_counted_from_the_first_day() =>
        Assert.Equal((new DateOnly(2026, 8, 13), "none for 2026"), WorkingCalendar.Of(p.Store).Last(new(2026, 7, 17), Notice));

    /// <summary>The same days counted from the next day end one working day later, on Friday 2026-08-14.</summary>
    [Fact]
    public void Counted_from_the_next_day_it_is_one_more() =>
        Assert.Equal(new DateOnly(2026, 8, 14), WorkingCalendar.Of(p.Store).Last(new(2026, 7, 17), Notice with { FromSameDay = false }).Day);

    /// <summary>A notice that begins on a Saturday counts from Monday on.</summary>
    [Fact]
    public void A_first_day_that_is_not_worked_does_not_count() =>
        Assert.Equal(new DateOnly(2026, 7, 20), WorkingCalendar.Of(p.Store).Last(new(2026, 7, 18), Notice with { Days = 1 }).Day);

    /// <summary>With 2026-10-01 to 10-07 off and Saturday 10-10 worked, three working days after Wednesday 09-30 are 10-08, 10-09 and 10-10.</summary>
    [Fact]
    public void Holidays_are_left_out_and_working_weekend_days_count()
    {
        Calendar(2026, ["2026-10-01", "2026-10-02", "2026-10-05", "2026-10-06", "2026-10-07"], ["2026-10-10"]);
        Assert.Equal((new DateOnly(2026, 10, 10), null), WorkingCalendar.Of(p.Store).Last(new(2026, 9, 30), new(3, Working: true, AtLeast: false, FromSameDay: false)));
    }

    [Fact]
    public void Each_year_without_a_calendar_is_named()
    {
        Calendar(2026, [], []);
        Assert.Equal("none for 2027", WorkingCalendar.Of(p.Store).Last(new(2026, 12, 21), Notice).Calendar);
    }

    [Fact]
    public void Days_of_the_calendar_count_all_days() =>
        Assert.Equal((new DateOnly(2026, 8, 16), null), WorkingCalendar.Of(p.Store).Last(new(2026, 7, 17), new(30, Working: false, AtLeast: false, FromSameDay: false)));

    /// <summary>Applied for on Monday 2024-03-11: the registrar has until Monday 2024-04-01; on 2024-04-11 it is ten days late.</summary>
    [Fact]
    public void What_is_due_by_whom_until_when_and_what_is_overdue()
    {
        var folder = Path.Combine(AppContext.BaseDirectory, "methodology", "programmes", "ccer-2023", "1");
        var files = Directory.GetFiles(folder).Select(f => CanonicalObject.Of(("name", Path.GetFileName(f)), ("text", File.ReadAllText(f)))).ToList();
        p.Store.Put(Rows.Programme, "ccer-2023", CanonicalObject.Of(("id", "ccer-2023"), ("version", "1"), ("sha256", "of the test of deadlines"), ("files", files)));
        Ccer.Publish(p);
        var notice = Assert.Single(Deadlines.On(p.Store, new(2024, 3, 1)));
        Assert.Equal(("notice", "close-notice", new DateOnly(2024, 2, 2), true, 0, "ccer-measures-2023, art. 12", "none for 2024"), (notice.State, notice.Event, notice.Day, notice.IsNotice, notice.DaysLate, notice.Article, notice.Calendar));
        Calendar(2024, [], []);
        p.Step("close-notice", "2024-02-02", "registrar", "", ("comments", 0));
        Assert.Empty(Deadlines.On(p.Store, new(2024, 3, 1)));
        p.Step("validate", "2024-03-01", "vvb-1", "validation-report", Ccer.Five);
        p.Step("apply", "2024-03-11", TestProgramme.Owner, Ccer.Application);
        foreach (var (day, late) in ((DateOnly, int)[])[(new(2024, 4, 1), 0), (new(2024, 4, 11), 10)])
        {
            var due = Assert.Single(Deadlines.On(p.Store, day));
            Assert.Equal(("p1", null, "applied", new DateOnly(2024, 3, 11), "register", new DateOnly(2024, 4, 1), false, late, "ccer-measures-2023, art. 15"), (due.Project, due.Period, due.State, due.Since, due.Event, due.Day, due.IsNotice, due.DaysLate, due.Article));
            Assert.Equal([RegisterRole.Registrar], due.Roles);
        }
    }

    private void Calendar(int year, string[] holidays, string[] working) => p.Store.Put(Rows.Calendar, $"{year}", CanonicalObject.Of(("year", year), ("holidays", holidays), ("workingDays", working)));
}
