using CarbonSink.Methodologies;
using CarbonSink.Targets;
using Xunit;

namespace CarbonSink.Tests.Targets;

/// <summary>Verdicts, gaps, trends, forecasts and progress of single targets, each to be redone by hand.</summary>
public sealed partial class TargetAssessmentTests
{
    private static readonly TargetIndicator[] Indicators =
    [
        new("forest_coverage", new("森林覆盖率", "Forest coverage"), ["森林覆盖率"], "%", "forest", "", false),
        new("forest_stock", new("森林蓄积量", "Forest growing stock"), ["森林蓄积量"], "m3", "forest", "growing-stock", false),
        new("forest_area", new("森林面积", "Forest area"), ["森林面积"], "ha", "forest", "", false),
        new("mine_sites", new("矿山修复", "Mine sites restored"), ["矿山修复"], "1", "restoration", "", true),
        new("planting", new("造林面积", "Afforestation"), ["造林"], "ha", "forest", "", true),
    ];

    [Theory]
    [InlineData(56.89, TargetVerdict.Missed)]
    [InlineData(56.90, TargetVerdict.Met)]
    [InlineData(56.91, TargetVerdict.Met)]
    public void When_its_year_has_come_a_target_is_met_or_missed(double actual, TargetVerdict verdict)
    {
        var result = One(Target("forest_coverage", 2025, 56.9m, "%"), 2025, (2025, actual));
        Assert.Equal((verdict, (decimal)actual - 56.9m, 2025), (result.Verdict, result.Gap!.Value, result.ActualYear!.Value));
        Assert.Equal("at-least; exact", result.Setting);
        Assert.Null(result.Forecast);
    }

    /// <summary>2020: 54.0, 2022: 55.2: 0.6 a year, so 57.0 in 2025; the target of 56.9 needs (56.9 − 55.2) / 3.</summary>
    [Fact]
    public void Two_observations_make_a_line()
    {
        var result = One(Target("forest_coverage", 2025, 56.9m, "%"), 2023, (2020, 54.0), (2022, 55.2));
        Assert.Equal((0.6m, 2, TargetVerdict.OnTrack), (result.Trend!.PerYear, result.Trend.Count, result.Verdict));
        Assert.Equal((2025, 57.0m, "trend"), (result.Forecast!.Year, result.Forecast.Value, result.Forecast.Method));
        Assert.Equal(1.7m / 3, result.RequiredPerYear!.Value, 20);
        Assert.Equal(-1.7m, result.Gap);
        Assert.Equal(-1.7m / 56.9m * 100, result.GapPercent!.Value, 20);
        Assert.Equal(1.2m / 2.9m * 100, result.ProgressPercent!.Value, 20); // (55.2 − 54.0) / (56.9 − 54.0)
        Assert.Equal(40m, result.TimePercent); // 2 of 5 years
        Assert.Contains("n=2", result.Reason.En, StringComparison.Ordinal);
        Assert.Equal(TargetVerdict.AtRisk, One(Target("forest_coverage", 2025, 57.1m, "%"), 2023, (2020, 54.0), (2022, 55.2)).Verdict);
    }

    /// <summary>2020: 10, 2021: 12, 2022: 11, 2023: 15 (万公顷): means 2021.5 and 12; slope (3 + 0 − 0.5 + 4.5) / 5 = 1.4, so 12 + 1.4 × 3.5 = 16.9 in 2025.</summary>
    [Fact]
    public void More_observations_make_a_line_of_least_squares()
    {
        var result = One(Target("forest_area", 2025, 17m, "万公顷"), 2024, (2020, 100_000), (2021, 120_000), (2022, 110_000), (2023, 150_000));
        Assert.Equal((1.4m, 16.9m), (result.Trend!.PerYear, result.Forecast!.Value));
        Assert.Equal((15m, "万公顷", 170_000m), (result.Actual!.Value, result.Unit, result.IndicatorValue!.Value));
        Assert.Equal((TargetVerdict.AtRisk, 1m), (result.Verdict, result.RequiredPerYear!.Value));
    }

    [Fact]
    public void One_observation_makes_no_trend()
    {
        var below = One(Target("forest_coverage", 2025, 56.9m, "%"), 2024, (2024, 50));
        Assert.Equal((TargetVerdict.NotComputable, TargetObstacle.Year), (below.Verdict, below.Obstacle!.Value));
        Assert.Contains("2024", below.Reason.En, StringComparison.Ordinal);
        Assert.Null(below.Trend);
        var above = One(Target("forest_coverage", 2025, 56.9m, "%"), 2024, (2024, 57));
        Assert.Equal(TargetVerdict.OnTrack, above.Verdict);
        Assert.Contains("already at the level", above.Reason.En, StringComparison.Ordinal);
        Assert.Null(above.Forecast);
    }

    /// <summary>From the printed base of 50 in 2020 to 60 in 2030: by 2024 40 % of the time and, at 54, of the way.</summary>
    [Theory]
    [InlineData(53.99, TargetVerdict.AtRisk)]
    [InlineData(54, TargetVerdict.OnTrack)]
    public void With_a_printed_base_one_observation_is_judged_by_the_straight_line(double actual, TargetVerdict verdict)
    {
        var result = One(Target("forest_coverage", 2030, 60m, "%") with { BaseYear = 2020, BaseValue = 50m }, 2024, (2024, actual));
        Assert.Equal((verdict, 40m, ((decimal)actual - 50) * 10), (result.Verdict, result.TimePercent!.Value, result.ProgressPercent!.Value));
        Assert.True(result.Start!.IsPlan);
    }

    /// <summary>At 58 with a fall of one a year, 57 will not hold until 2030.</summary>
    [Fact]
    public void What_is_reached_and_will_be_lost_is_at_risk()
    {
        var result = One(Target("forest_coverage", 2030, 57m, "%", TargetComparator.AtLeast), 2024, (2022, 60), (2024, 58));
        Assert.Equal((TargetVerdict.AtRisk, 52m), (result.Verdict, result.Forecast!.Value));
        Assert.Contains("already at the level", result.Reason.En, StringComparison.Ordinal);
    }

    /// <summary>Observations after the year of the assessment are not looked at; a target that is due is judged by the value of its own year.</summary>
    [Fact]
    public void The_year_of_the_observation_counts()
    {
        var target = Target("forest_coverage", 2025, 56.9m, "%");
        Assert.Equal(TargetVerdict.Missed, One(target, 2026, (2025, 56), (2026, 58)).Verdict);
        var later = One(target, 2026, (2024, 56), (2026, 58));
        Assert.Equal((TargetVerdict.Met, 2026), (later.Verdict, later.ActualYear!.Value));
        Assert.Contains("there is no value of 2025", later.Reason.En, StringComparison.Ordinal);
        var open = One(target, 2025, (2024, 58), (2026, 58));
        Assert.Equal((TargetVerdict.NotComputable, 2024), (open.Verdict, open.ActualYear!.Value));
        Assert.Contains("the value of 2025 is needed", open.Reason.En, StringComparison.Ordinal);
        Assert.Contains("is needed", One(target, 2023, (2024, 58)).Reason.En, StringComparison.Ordinal);
    }

    /// <summary>The growth engine comes before the trend, says its scenario, and only of the whole region.</summary>
    [Fact]
    public void The_growth_engine_comes_before_the_trend()
    {
        IndicatorForecast grown = new("forest_stock", "m3", "planting", new Dictionary<int, double> { [2024] = 410_000, [2030] = 480_000 }, ParameterStatus.Memory, new("无", "nothing is held"));
        var target = Target("forest_stock", 2030, 47m, "万立方米", TargetComparator.AtLeast);
        var result = One(target, 2024, [grown], (2020, 40e4), (2024, 41e4));
        Assert.Equal((TargetVerdict.OnTrack, 48m, "growth-engine", "planting", ParameterStatus.Memory), (result.Verdict, result.Forecast!.Value, result.Forecast.Method, result.Forecast.Scenario, result.Status!.Value));
        Assert.Equal(0.25m, result.Trend!.PerYear);
        Assert.Equal((TargetVerdict.AtRisk, "trend", 42.5m), One(target, 2024, [], (2020, 40e4), (2024, 41e4)) is var alone ? (alone.Verdict, alone.Forecast!.Method, alone.Forecast.Value) : default);
    }

    /// <summary>More than the plan's own 42.68 of 2025, wherever the plan prints that.</summary>
    [Theory]
    [InlineData(42.68, TargetVerdict.Missed)]
    [InlineData(42.69, TargetVerdict.Met)]
    public void An_increase_is_against_the_base(double actual, TargetVerdict verdict)
    {
        var first = Target("forest_stock", 2025, 42.68m, "万立方米", TargetComparator.AtLeast);
        var second = Target("forest_stock", 2030, null, "万立方米", TargetComparator.Increase) with { BaseYear = 2025 };
        foreach (var target in new[] { second with { BaseValue = 42.68m }, second })
        {
            var result = Assess([first, target], 2030, [], ("forest_stock", "m3", [(2030, actual * 1e4)])).Results[1];
            Assert.Equal((verdict, 42.68m, true), (result.Verdict, result.Value!.Value, result.Start!.IsPlan));
        }

        var observed = Assess([second], 2030, [], ("forest_stock", "m3", [(2025, 43e4), (2030, 42.9e4)])).Results[0];
        Assert.Equal((TargetVerdict.Missed, 43m, false), (observed.Verdict, observed.Value!.Value, observed.Start!.IsPlan));
        var none = Assess([second], 2030, [], ("forest_stock", "m3", [(2030, 42.9e4)])).Results[0];
        Assert.Equal((TargetVerdict.NotComputable, TargetObstacle.Base), (none.Verdict, none.Obstacle!.Value));
        Assert.Contains("2025", none.Reason.En, StringComparison.Ordinal);
    }

    /// <summary>保持基本稳定，力争有所增长: the first half decides, the second is told.</summary>
    [Theory]
    [InlineData(63.55, TargetVerdict.Missed, false)]
    [InlineData(63.56, TargetVerdict.Met, false)]
    [InlineData(63.57, TargetVerdict.Met, true)]
    public void Must_and_strive_are_judged_apart(double actual, TargetVerdict verdict, bool strives)
    {
        var target = Target("forest_coverage", 2030, null, "%", TargetComparator.StablePlus) with { BaseYear = 2025, BaseValue = 63.56m };
        var result = One(target, 2030, (2030, actual));
        Assert.Equal((verdict, strives), (result.Verdict, result.IsStriveMet!.Value));
        Assert.Contains("striven for", result.Reason.En, StringComparison.Ordinal);
    }

    [Fact]
    public void A_direction_without_a_year_is_judged_by_the_trend()
    {
        var target = Target("forest_coverage", null, null, "", TargetComparator.Increase);
        Assert.Equal(TargetVerdict.OnTrack, One(target, 2024, (2020, 50), (2024, 50.1)).Verdict);
        Assert.Equal(TargetVerdict.AtRisk, One(target, 2024, (2020, 50), (2024, 50)).Verdict);
        Assert.Equal((TargetVerdict.NotComputable, TargetObstacle.Year), One(target, 2024, (2024, 50)) is var r ? (r.Verdict, r.Obstacle!.Value) : default);
    }

    /// <summary>One observation and a projection: what it expects in the plan's last year decides.</summary>
    [Theory]
    [InlineData(410_001, TargetVerdict.OnTrack)]
    [InlineData(410_000, TargetVerdict.AtRisk)]
    public void A_direction_with_one_observation_is_judged_by_the_growth_engine(double grown, TargetVerdict verdict)
    {
        IndicatorForecast forecast = new("forest_stock", "m3", "baseline", new Dictionary<int, double> { [2024] = 410_000, [2030] = grown }, ParameterStatus.Memory, new("无", "nothing is held"));
        var target = Target("forest_stock", null, null, "", TargetComparator.Increase);
        var plan = new[] { target, Target("forest_coverage", 2030, 57m, "%") };
        var result = TargetAssessment.Of(plan, [], Indicators, Series(("forest_stock", "m3", [(2024, 410_000)])), new Dictionary<string, IndicatorForecast> { ["forest_stock"] = forecast }, 2024, new()).Results[0];
        Assert.Equal((verdict, 2030, "growth-engine"), (result.Verdict, result.Forecast!.Year, result.Forecast.Method));
    }

    [Fact]
    public void A_target_without_a_year_is_judged_as_of_the_assessment_and_never_missed()
    {
        var target = Target("forest_coverage", null, 56.9m, "%");
        Assert.Equal((TargetVerdict.Met, TargetVerdict.AtRisk), (One(target, 2024, (2024, 57)).Verdict, One(target, 2024, (2024, 56)).Verdict));
        Assert.Contains("names no year", One(target, 2024, (2024, 56)).Reason.En, StringComparison.Ordinal);
    }

    /// <summary>Up by 2.5 points from 50 is 52.5; by 10 % from 400,000 m3 is 440,000.</summary>
    [Fact]
    public void A_change_is_added_to_its_base()
    {
        var points = Target("forest_coverage", 2025, 2.5m, "个百分点", TargetComparator.Increase) with { Measure = TargetMeasure.Change, BaseYear = 2020, BaseValue = 50m };
        Assert.Equal((52.5m, "%", TargetVerdict.Met), One(points, 2025, (2025, 52.5)) is var a ? (a.Value!.Value, a.Unit, a.Verdict) : default);
        Assert.Equal(TargetVerdict.Missed, One(points, 2025, (2025, 52.4)).Verdict);
        var share = Target("forest_stock", 2025, 10m, "%", TargetComparator.Increase) with { Measure = TargetMeasure.Change, BaseYear = 2020 };
        Assert.Equal((440_000m, "m3", TargetVerdict.Met), One(share, 2025, (2020, 400_000), (2025, 440_000)) is var b ? (b.Value!.Value, b.Unit, b.Verdict) : default);
        Assert.Equal(TargetObstacle.Ambiguous, One(points with { Unit = "%" }, 2025, (2025, 52.5)).Obstacle);
    }

    /// <summary>1,000 ha in 2021–2025; 250, 200, 150 by 2023 are 600 of 1,000 in three of five years, which is just the line.</summary>
    [Theory]
    [InlineData(250, 600, TargetVerdict.OnTrack)]
    [InlineData(249, 599, TargetVerdict.AtRisk)]
    public void Work_is_added_up_and_held_against_the_straight_line(double first, int sum, TargetVerdict verdict)
    {
        var target = Target("planting", 2025, 1.5m, "万亩") with { FromYear = 2021, Measure = TargetMeasure.Total }; // 15 mu are a hectare
        var result = One(target, 2023, (2020, 999), (2021, first), (2022, 200), (2023, 150), (2024, 400));
        Assert.Equal((verdict, sum * 15 / 10000m, 60m), (result.Verdict, result.Actual!.Value, result.TimePercent!.Value));
        Assert.Equal((1.5m - (sum * 15 / 10000m)) / 2, result.RequiredPerYear!.Value);
        Assert.Equal("pace", result.Forecast!.Method);
        var gap = One(target, 2023, (2021, first), (2023, 150));
        Assert.Equal(TargetVerdict.NotComputable, gap.Verdict);
        Assert.Contains("2022", gap.Reason.En, StringComparison.Ordinal);
        Assert.Equal(TargetVerdict.Missed, One(target, 2026, (2021, first), (2022, 200), (2023, 150), (2024, 200), (2025, 199), (2026, 500)).Verdict);
        Assert.Equal(TargetVerdict.OnTrack, One(target, 2023, (2021, 1000)).Verdict); // done, whatever the years that are not reported
    }

    /// <summary>17 sites of 18, no year and no first year.</summary>
    [Fact]
    public void Sites_are_counted_from_the_first_that_is_recorded()
    {
        var target = Target("mine_sites", null, 18m, "个");
        Assert.Equal((TargetVerdict.AtRisk, 17m), One(target, 2024, (2023, 10), (2024, 7)) is var a ? (a.Verdict, a.Actual!.Value) : default);
        Assert.Equal(TargetVerdict.Met, One(target, 2024, (2023, 10), (2024, 8)).Verdict);
        Assert.Contains("names no first year", One(target, 2024, (2024, 18)).Reason.En, StringComparison.Ordinal);
    }

    /// <summary>11.2 at the end of 2020, then 1.1, 1.25, 1.3 and 1.2 a year: 16.05, and at their mean of 1.2125 17.2625 in 2025.</summary>
    [Fact]
    public void What_was_done_before_the_first_record_is_no_pace()
    {
        var target = Target("planting", 2025, 17m, "公顷");
        var result = One(target, 2024, (2020, 11.2), (2021, 1.1), (2022, 1.25), (2023, 1.3), (2024, 1.2));
        Assert.Equal((TargetVerdict.OnTrack, 16.05m, 17.2625m), (result.Verdict, result.Actual!.Value, result.Forecast!.Value));
        Assert.Null(result.TimePercent);
        Assert.Equal((TargetVerdict.NotComputable, TargetObstacle.Year), One(target, 2020, (2020, 11.2)) is var one ? (one.Verdict, one.Obstacle!.Value) : default);
    }

    /// <summary>17 万亩 are 11,333.33… ha: no binary fraction, and yet reached.</summary>
    [Fact]
    public void Thirds_of_hectares_do_not_miss_a_target()
    {
        var target = Target("forest_area", 2025, 17m, "万亩");
        Assert.Equal((TargetVerdict.Met, 0m), One(target, 2025, (2025, 170_000 / 15.0)) is var a ? (a.Verdict, a.Gap!.Value) : default);
        Assert.Equal(TargetVerdict.Missed, One(target, 2025, (2025, (170_000 / 15.0) - 1e-3)).Verdict);
    }

    [Fact]
    public void What_is_missing_is_named()
    {
        var volume = One(Target("forest_area", 2025, 17m, "万立方米"), 2025, (2025, 1));
        Assert.Equal((TargetVerdict.NotComputable, TargetObstacle.Unit), (volume.Verdict, volume.Obstacle!.Value));
        Assert.Contains("万立方米", volume.Reason.En, StringComparison.Ordinal);
        var unknown = One(Target("sea_area", 2025, 17m, "公顷"), 2025);
        Assert.Equal(TargetObstacle.Indicator, unknown.Obstacle);
        var table = Assess([Target("forest_coverage", 2025, 57m, "%")], 2025, [], ("forest_coverage", "%", [])).Results[0];
        Assert.Equal((TargetObstacle.Observation, "the field ZZMJ is needed"), (table.Obstacle!.Value, table.Reason.En));
        var place = One(Target("forest_coverage", 2025, 57m, "%") with { Scope = "跳马镇" }, 2025, (2025, 58));
        Assert.Equal(TargetObstacle.Scope, place.Obstacle);
        Assert.Contains("跳马镇", place.Reason.Zh, StringComparison.Ordinal);
        Assert.Equal(TargetObstacle.Setting, Assess([Target("forest_coverage", 2025, 57m, "%", TargetComparator.None)], 2025, [], new JudgingRules { None = LevelRule.NotJudged }, ("forest_coverage", "%", [(2025, 58)])).Results[0].Obstacle);
    }

    /// <summary>Two figures of one year: the computed one is used.</summary>
    [Fact]
    public void A_computed_figure_stands_before_a_published_one()
    {
        Observation[] both = [new(2025, "", 57, ParameterStatus.Declared, new("公报", "bulletin")), new(2025, "", 56, ParameterStatus.Memory, new("小班", "units"))];
        var series = new Dictionary<string, IndicatorSeries> { ["forest_coverage"] = new("forest_coverage", "%", null, false, both, null) };
        var result = TargetAssessment.Of([Target("forest_coverage", 2025, 56.9m, "%")], [], Indicators, series, new Dictionary<string, IndicatorForecast>(), 2025, new()).Results[0];
        Assert.Equal((56m, TargetVerdict.Missed), (result.Actual!.Value, result.Verdict));
    }

    /// <summary>Both sides of a conflict are judged and carry its id; departments count what is theirs.</summary>
    [Fact]
    public void Conflicts_and_departments_stay_with_the_targets()
    {
        PlanTarget[] targets =
        [
            Target("forest_coverage", 2025, 56.9m, "%") with { Id = "a", Departments = [new("市林业局", true), new("市财政局", false)] },
            Target("forest_coverage", 2025, 51.25m, "%") with { Id = "b", Departments = [new("市林业局", false)] },
            Target("forest_area", 2025, 8.3m, "万公顷") with { Id = "c" },
        ];
        PlanConflict[] conflicts = [new(ConflictKind.ImpliedArea, ["c"], new("甲", "A")), new(ConflictKind.Value, ["a", "b"], new("乙", "B"))];
        var result = Assess(targets, 2025, conflicts, ("forest_coverage", "%", [(2025, 55)]));
        Assert.Equal([TargetVerdict.Missed, TargetVerdict.Met, TargetVerdict.NotComputable], result.Results.Select(r => r.Verdict));
        Assert.Equal(["C2", "C2", "C1"], result.Results.Select(r => Assert.Single(r.Conflicts)));
        Assert.Equal([("市林业局", 1, 2), ("市财政局", 0, 1), ("", 0, 1)], result.ByDepartment.Select(d => (d.Department, d.Leads, d.Count)));
        Assert.Equal([1, 0, 0, 1, 0], result.ByDepartment[0].Counts);
    }

    private static PlanTarget Target(string indicator, int? year, decimal? value, string unit, TargetComparator comparator = TargetComparator.Reach) => new()
    {
        Id = $"{indicator}-{year}",
        Region = "临湘市",
        Indicator = indicator,
        IndicatorZh = indicator,
        Scope = "全市",
        Year = year,
        Value = value,
        Unit = unit,
        Comparator = comparator,
        Citations = [new("plan.txt", 1, "", "", "")],
    };

    private static AssessedTarget One(PlanTarget target, int asOf, params (int, double)[] observations) => One(target, asOf, [], observations);

    private static AssessedTarget One(PlanTarget target, int asOf, IndicatorForecast[] forecasts, params (int, double)[] observations)
    {
        var unit = Array.Find(Indicators, i => i.Code == target.Indicator)?.Unit ?? "1";
        return Assert.Single(TargetAssessment.Of([target], [], Indicators, Series((target.Indicator, unit, observations)), forecasts.ToDictionary(f => f.Code), asOf, new()).Results);
    }

    private static TargetAssessment Assess(PlanTarget[] targets, int asOf, PlanConflict[] conflicts, params (string, string, (int, double)[])[] series) =>
        TargetAssessment.Of(targets, conflicts, Indicators, Series(series), new Dictionary<string, IndicatorForecast>(), asOf, new());

    private static TargetAssessment Assess(PlanTarget[] targets, int asOf, PlanConflict[] conflicts, JudgingRules rules, params (string, string, (int, double)[])[] series) =>
        TargetAssessment.Of(targets, conflicts, Indicators, Series(series), new Dictionary<string, IndicatorForecast>(), asOf, rules);

    private static Dictionary<string, IndicatorSeries> Series(params (string Code, string Unit, (int Year, double Value)[] Observations)[] series) => series.ToDictionary(
        s => s.Code,
        s => new IndicatorSeries(s.Code, s.Unit, null, false, [.. s.Observations.Select(o => new Observation(o.Year, "", o.Value, ParameterStatus.Declared, new("检验", "test")))], s.Observations.Length == 0 ? new("需要字段 ZZMJ", "the field ZZMJ is needed") : null));
}
