using FsCheck;
using FsCheck.Fluent;
using CarbonSink.Methodologies.Formulas;
using Xunit;

namespace CarbonSink.Tests.Methodologies;

public sealed class TimeTests
{
    [Theory]
    [InlineData("2021-01-01", "2025-06-01", 4 + (5 / 12.0))] // printed 4.417
    [InlineData("2021-03-01", "2022-05-11", 1 + (2 / 12.0) + (10 / 365.0))]
    [InlineData("2020-02-29", "2021-02-28", 1)] // the last day of February is the anniversary of a leap day
    [InlineData("2020-02-29", "2024-02-29", 4)]
    [InlineData("2021-01-31", "2021-02-28", 1 / 12.0)]
    [InlineData("2021-01-31", "2021-03-01", (1 / 12.0) + (1 / 365.0))]
    [InlineData("2023-12-31", "2024-03-01", (2 / 12.0) + (1 / 365.0))] // 29 February 2024 ends the second month, one day more
    [InlineData("2021-05-05", "2021-05-05", 0)]
    [InlineData("2025-06-01", "2021-01-01", -(4 + (5 / 12.0)))]
    public void Years_are_whole_years_months_and_days(string from, string to, double years)
    {
        using var pack = new TestPack { Inputs = ["d1||date", "d2||date"], Equations = ["1|y||yr||||`years(d1, d2)`"] };
        var run = new TestRun(pack.Load()).Give("d1", from).Give("d2", to).Run();
        Assert.Equal(years, run.Value("y"), 12);
    }

    [Fact]
    public void Years_grow_with_the_end_and_are_near_the_days_by_the_calendar() =>
        Prop.ForAll(
            Gen.Choose(700000, 760000).Two().ToArbitrary(),
            p =>
            {
                var (a, b) = (Math.Min(p.Item1, p.Item2), Math.Max(p.Item1, p.Item2));
                var (start, end) = (DateOnly.FromDayNumber(a), DateOnly.FromDayNumber(b));
                var years = YearsNode.Between(start, end);
                return Math.Abs(years - ((b - a) / 365.2425)) < 0.02 && YearsNode.Between(start, end.AddDays(40)) > years && YearsNode.Between(end, start) == -years;
            }).QuickCheckThrowOnFailure();

    [Theory]
    [InlineData("2021-07-01", "2022-06-30", 2021, 184 / 365.0)]
    [InlineData("2021-07-01", "2022-06-30", 2022, 181 / 365.0)]
    [InlineData("2023-07-01", "2024-06-30", 2024, 182 / 366.0)] // a leap day
    [InlineData("2024-02-29", "2024-02-29", 2024, 1)]
    [InlineData("2021-07-01", "2022-06-30", 2023, 0)]
    public void Shares_count_days_both_ends_included(string from, string to, double year, double share)
    {
        using var pack = new TestPack { Sets = ["year||yes|year"], Inputs = ["d1||date", "d2||date"], Equations = ["1|s|year|1||||`share(year, d1, d2)`"] };
        var run = new TestRun(pack.Load()).Keys("year", year).Give("d1", from).Give("d2", to).Run();
        Assert.Equal(share, run.Value("s"), 15);
    }

    [Fact]
    public void Shares_of_all_years_sum_to_one()
    {
        using var pack = new TestPack { Sets = ["year||yes|year"], Inputs = ["d1||date", "d2||date"], Equations = ["1|s|year|1||||`share(year, d1, d2)`", "2|total||1||||`sum(s over year)`"] };
        var run = new TestRun(pack.Load());
        Prop.ForAll(
            Gen.Choose(730000, 745000).Two().ToArbitrary(),
            p =>
            {
                var (a, b) = (DateOnly.FromDayNumber(Math.Min(p.Item1, p.Item2)), DateOnly.FromDayNumber(Math.Max(p.Item1, p.Item2)));
                run.Keys("year", [.. Enumerable.Range(a.Year - 1, b.Year - a.Year + 3).Select(y => (double)y)]);
                run.Give("d1", $"{a:yyyy-MM-dd}").Give("d2", $"{b:yyyy-MM-dd}").Run();
                return Math.Abs(run.Value("total") - 1) < 1e-14 && run.Values("s").All(s => s is >= 0 and <= 1) && run.Value("s") == 0;
            }).QuickCheckThrowOnFailure();
        run.Give("d1", "2022-01-01").Give("d2", "2021-01-01").Run();
        Assert.Equal("domain", run.Cause("total").Code); // the period ends before it begins
    }
}
