using CarbonSink.Projects;
using Xunit;

namespace CarbonSink.Tests.Projects;

/// <summary>Each limit is tried on both sides.</summary>
public sealed class EligibilityCheckTests
{
    private static readonly EligibilityRules Rules = TestRules.Of(TestRules.Afforestation);

    [Theory]
    [InlineData("2020-01-01", 400.0, true)]
    [InlineData("2020-01-01", 399.9, false)]
    [InlineData("2020-01-01", 500.0, true)]
    [InlineData("2019-12-31", 500.0, false)]
    [InlineData("2019-12-31", 667.0, true)]
    [InlineData("2019-12-31", 666.9, false)]
    public void The_smallest_part_decides(string start, double partM2, bool met)
    {
        var facts = Facts(p => p with { PartsM2 = [9000, partM2] }) with { Start = Day(start) };
        var (rule, other, limit) = start == "2019-12-31" ? ("c-667", "c-400", 667) : ("c-400", "c-667", 400);
        var answer = Single(facts, rule);
        Assert.Equal(met, answer.Met);
        Assert.Equal(met ? [] : ["P"], answer.Members);
        Assert.Contains(FormattableString.Invariant($"smallest part {partM2:0.#} m²; at least {limit} m²"), answer.Evidence.En, StringComparison.Ordinal);
        Assert.DoesNotContain(EligibilityCheck.Answers(Rules, facts), a => a.Rule == other);
    }

    [Fact]
    public void Without_geometry_the_area_of_parts_is_not_shown()
    {
        Assert.Null(Single(Facts(p => p with { PartsM2 = null, AreaM2 = 5000 }), "c-400").Met);
        Assert.False(Single(Facts(p => p with { PartsM2 = null, AreaM2 = 399 }), "c-400").Met);
    }

    [Theory]
    [InlineData("2020-03-01", "2040-02-29", true, true)] // 20 years
    [InlineData("2020-03-01", "2040-02-28", false, true)] // and a day less
    [InlineData("2020-03-01", "2060-02-29", true, true)] // 40 years
    [InlineData("2020-03-01", "2060-03-01", true, false)] // and a day more
    [InlineData("2020-02-29", "2040-02-28", true, true)]
    [InlineData("2020-02-29", "2040-02-27", false, true)]
    [InlineData("2019-03-01", "2039-02-28", true, true)]
    [InlineData("2019-03-01", "2039-02-27", false, true)]
    public void Crediting_periods_are_counted_in_days(string from, string to, bool least, bool most)
    {
        var facts = Facts() with { CreditingPeriod = new(Day(from), Day(to)) };
        Assert.Equal((least, most), (Single(facts, "min").Met, Single(facts, "max").Met));
    }

    [Fact]
    public void Twenty_years_are_the_span_s_own_count()
    {
        foreach (var span in (DaySpan[])[new(new(2020, 2, 29), new(2040, 2, 28)), new(new(2020, 2, 29), new(2040, 2, 27)), new(new(2020, 3, 1), new(2040, 2, 29)), new(new(2020, 3, 1), new(2060, 3, 1))])
            Assert.Equal((span.LastsAtLeast(20), span.LastsAtMost(40)), (Single(Facts() with { CreditingPeriod = span }, "min").Met!.Value, Single(Facts() with { CreditingPeriod = span }, "max").Met!.Value));
    }

    [Fact]
    public void The_crediting_period_lies_in_the_lifetime()
    {
        var facts = Facts() with { CreditingPeriod = new(Day("2020-03-01"), Day("2050-02-28")) };
        Assert.Null(Single(facts, "in").Met);
        Assert.True(Single(facts with { Lifetime = facts.CreditingPeriod }, "in").Met);
        Assert.False(Single(facts with { Lifetime = new(Day("2020-03-01"), Day("2050-02-27")) }, "in").Met);
        Assert.Null(Single(Facts(), "min").Met);
    }

    [Theory]
    [InlineData(0, true)]
    [InlineData(100, true)] // of 10000 m²: 1 %
    [InlineData(101, false)]
    public void Wetland_is_let_pass_up_to_the_tolerance(double coveredM2, bool met)
    {
        var answer = Single(Facts(p => p with { CoveredM2 = new Dictionary<string, double> { ["wetland"] = coveredM2 } }), "d");
        Assert.Equal(met, answer.Met);
        Assert.Contains($"{coveredM2} m² ({coveredM2 / 100:0.####} %) in wetland", answer.Evidence.En, StringComparison.Ordinal);
        Assert.Null(Single(Facts(p => p with { CoveredM2 = new Dictionary<string, double>() }) with { Layers = [] }, "d").Met);
    }

    [Theory]
    [InlineData("2017-03-01", true)] // three years on the day of the start
    [InlineData("2017-03-02", false)]
    [InlineData("20170301", true)]
    [InlineData("2016", true)] // 31 December 2016
    [InlineData("2017", false)]
    [InlineData("never", true)]
    [InlineData("long ago", null)]
    [InlineData(null, null)]
    public void Three_years_without_forest_are_counted_to_the_start(string? since, bool? met) =>
        Assert.Equal(met, Single(Facts(p => p with { Columns = With(p, "nonforest_since", since) }), "a").Met);

    /// <summary>1 ha with 10 % and 3 ha with 23.333 %: exactly 20 %; with 23.34 %: 20.005 %.</summary>
    [Theory]
    [InlineData("23.333333333333333", true)]
    [InlineData("23.34", false)]
    [InlineData(null, null)]
    public void Removal_is_weighted_by_area(string? second, bool? met)
    {
        var facts = Facts();
        var one = facts.Parcels[0];
        facts = facts with { Parcels = [one with { Columns = With(one, "shrub_removed", "0.10") }, one with { Key = "Q", AreaM2 = 30000, Columns = With(one, "shrub_removed", second is null ? null : FormattableString.Invariant($"{double.Parse(second, System.Globalization.CultureInfo.InvariantCulture) / 100:R}")) }] };
        Assert.Equal(met, Single(facts, "e").Met);
        Assert.False(Single(facts with { Parcels = [.. facts.Parcels.Select(p => p.Key == "P" ? p with { Columns = With(p, "shrub_removed", "0.9") } : p)] }, "e").Met);
    }

    [Fact]
    public void What_is_only_said_is_not_shown()
    {
        EligibilityFacts Declares(bool met, string? evidence) => Facts() with { Declarations = new Dictionary<string, (bool, string?)> { ["no-burning"] = (met, evidence) } };
        Assert.Equal((true, null, false, null), (Single(Declares(true, "E1"), "g").Met, Single(Declares(true, null), "g").Met, Single(Declares(false, "E1"), "g").Met, Single(Facts(), "g").Met));
        Assert.Null(Single(Facts(p => p with { Evidence = new Dictionary<string, string> { ["photograph"] = "E9" } }), "b").Met);
        Assert.True(Single(Facts(p => p with { Evidence = new Dictionary<string, string> { ["land-contract"] = "E2" } }), "b").Met);
    }

    /// <summary>Exempt where it is dry or public; one parcel each is enough; who is not exempt has to show additionality, which is no failure.</summary>
    [Theory]
    [InlineData(9900, "commercial", true)]
    [InlineData(9899, "commercial", null)]
    [InlineData(0, "public", true)]
    public void Of_alternatives_one_is_enough(double dryM2, string category, bool? met)
    {
        var facts = Facts(p => p with { CoveredM2 = new Dictionary<string, double> { ["dry"] = dryM2 }, Columns = With(p, "category", category) }) with { Layers = ["wetland", "dry"] };
        var answer = Single(facts, "additionality");
        Assert.Equal(met, answer.Met);
        Assert.Equal(met is null, answer.Evidence.En.Contains("general additionality to be shown", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("2020-09-22", "2024-09-22", false, true)]
    [InlineData("2020-09-23", "2025-09-23", true, true)]
    [InlineData("2020-09-23", "2025-09-24", true, false)]
    public void Periods_have_a_first_day_and_a_last_day_to_apply(string from, string applied, bool after, bool within)
    {
        var rules = TestRules.Of("p,,9,period,date-after,period,2020-09-22,,,,,z,e,test,1,secondary,\nw,,17,period,within-years,period,5,yr,,,,z,e,test,1,secondary,\n");
        var facts = new EligibilityFacts { Periods = [new(1, new(Day(from), Day("2023-12-31"))) { ApplicationDate = Day(applied) }] };
        var answers = EligibilityCheck.Answers(rules, facts);
        Assert.Equal((after, within), (answers[0].Met!.Value, answers[1].Met!.Value));
        Assert.Equal(after ? [] : ["1"], answers[0].Members);
    }

    [Fact]
    public void A_limit_that_is_not_known_is_no_answer_but_for_nothing_at_all()
    {
        var rules = TestRules.Of("a,,2,parcel,overlap-max,wetland,,%,,,,z,e,test,1,unknown,not read\nb,,2,parcel,part-area-min,,,m2,,,,z,e,test,1,unknown,not read\n");
        EligibilityAnswer Of(double covered, int rule) => EligibilityCheck.Answers(rules, Facts(p => p with { CoveredM2 = new Dictionary<string, double> { ["wetland"] = covered } }))[rule];
        Assert.Equal((true, null, null), (Of(0, 0).Met, Of(1, 0).Met, Of(0, 1).Met));
        Assert.Contains("not read", Of(1, 0).Evidence.En, StringComparison.Ordinal);
    }

    [Fact]
    public void A_bundle_lies_in_one_province()
    {
        var rules = TestRules.Of("s,,2,project,same-province,,,,,,,z,e,test,1,secondary,\n");
        bool? Of(params string[] divisions) => EligibilityCheck.Answers(rules, new() { Divisions = divisions })[0].Met;
        Assert.Equal((true, false, null), (Of("430682", "430621"), Of("430682", "360481"), Of()));
    }

    private static DateOnly Day(string date) => DateOnly.ParseExact(date, "yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);

    private static EligibilityAnswer Single(EligibilityFacts facts, string rule) => Assert.Single(EligibilityCheck.Answers(Rules, facts), a => a.Rule == rule);

    private static Dictionary<string, string?> With(ParcelFacts parcel, string column, string? value) => new(parcel.Columns) { [column] = value };

    private static EligibilityFacts Facts(Func<ParcelFacts, ParcelFacts>? change = null) => new()
    {
        Start = new(2020, 3, 1),
        Columns = new Dictionary<string, string?> { ["nonforest_since"] = null, ["shrub_removed"] = "1", ["category"] = null },
        Layers = ["wetland"],
        Parcels = [(change ?? (p => p))(new("P", 10000, [10000]) { Columns = new Dictionary<string, string?> { ["nonforest_since"] = "2010", ["shrub_removed"] = "0", ["category"] = "commercial" } })],
    };
}
