using CarbonSink.Projects;
using FsCheck;
using FsCheck.Fluent;
using Xunit;

namespace CarbonSink.Tests.Projects;

public sealed class DaySpanTests
{
    [Theory]
    [InlineData("2020-03-01", "2040-02-29", true)] // the 20 years from 1 March 2020 end the day before 1 March 2040
    [InlineData("2020-03-01", "2040-02-28", false)]
    [InlineData("2020-02-29", "2040-02-28", true)]
    [InlineData("2021-01-01", "2040-12-31", true)]
    [InlineData("2021-01-01", "2040-12-30", false)]
    public void Twenty_years_are_whole_to_the_day(string from, string to, bool whole) =>
        Assert.Equal(whole, Span(from, to).LastsAtLeast(20));

    [Theory]
    [InlineData("2021-01-01", "2060-12-31", true)]
    [InlineData("2021-01-01", "2061-01-01", false)]
    public void Forty_years_are_not_exceeded_by_a_day(string from, string to, bool within) =>
        Assert.Equal(within, Span(from, to).LastsAtMost(40));

    [Fact]
    public void Days_of_calendar_years_add_up_to_the_days_of_the_span()
    {
        Assert.Equal([(2023, 61), (2024, 366), (2025, 1)], Span("2023-11-01", "2025-01-01").ByYear()); // 30 + 31 days; a leap year; one day
        Prop.ForAll(
            Gen.Choose(730000, 745000).Two().ToArbitrary(),
            p =>
            {
                var span = new DaySpan(DateOnly.FromDayNumber(Math.Min(p.Item1, p.Item2)), DateOnly.FromDayNumber(Math.Max(p.Item1, p.Item2)));
                return span.ByYear().Sum(y => y.Days) == span.Days;
            }).QuickCheckThrowOnFailure();
    }

    [Fact]
    public void Common_days_are_none_where_spans_do_not_meet()
    {
        Assert.Null(Span("2020-01-01", "2020-12-31").Common(Span("2021-01-01", "2021-12-31")));
        Assert.Equal(Span("2020-12-31", "2020-12-31"), Span("2020-01-01", "2020-12-31").Common(Span("2020-12-31", "2021-12-31")));
    }

    private static DaySpan Span(string from, string to) => new(DateOnly.Parse(from, System.Globalization.CultureInfo.InvariantCulture), DateOnly.Parse(to, System.Globalization.CultureInfo.InvariantCulture));
}
