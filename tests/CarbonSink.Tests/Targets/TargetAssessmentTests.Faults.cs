using CarbonSink.Methodologies;
using CarbonSink.Targets;
using Xunit;

namespace CarbonSink.Tests.Targets;

/// <summary>Verdicts that were wrong once.</summary>
public sealed partial class TargetAssessmentTests
{
    /// <summary>50 more in 2021–2025 than the 430 at the end of 2020 are 480, and not 50 more than the 380 of 2015, which are 430 and would be there in 2024.</summary>
    [Theory]
    [InlineData(480, TargetVerdict.Met)]
    [InlineData(479.99, TargetVerdict.Missed)]
    public void A_change_in_a_period_starts_at_the_end_of_the_year_before(double last, TargetVerdict verdict)
    {
        foreach (var measure in new[] { TargetMeasure.Change, TargetMeasure.Total })
        {
            var target = Target("forest_stock", 2025, 50m, "万立方米", TargetComparator.None) with { FromYear = 2021, Measure = measure };
            var result = One(target, 2025, (2015, 380e4), (2020, 430e4), (2025, last * 1e4));
            Assert.Equal((verdict, 480m, 2020), (result.Verdict, result.Value!.Value, result.Start!.Year!.Value));

            // Means 2019⅔ and 418⅓; slope (14/3·115/3 + 1/3·35/3 + 13/3·80/3) / (122/3) = 7.336, so 457.46 in 2025.
            var ahead = One(target, 2024, (2015, 380e4), (2020, 430e4), (2024, 445e4));
            Assert.Equal((TargetVerdict.AtRisk, 457.46m), (ahead.Verdict, decimal.Round(ahead.Forecast!.Value, 2)));
        }
    }

    /// <summary>Levels of two years do not add up: 8.3 and 8.4 are not 16.7 of 1 done.</summary>
    [Fact]
    public void A_total_of_a_state_is_no_sum_of_its_levels()
    {
        var target = Target("forest_area", 2025, 1m, "万公顷", TargetComparator.None) with { FromYear = 2021, Measure = TargetMeasure.Total };
        var open = One(target, 2024, (2022, 83_000), (2024, 84_000));
        Assert.Equal((TargetVerdict.NotComputable, TargetObstacle.Base, null), (open.Verdict, open.Obstacle!.Value, open.Gap));
        Assert.Contains("2020", open.Reason.En, StringComparison.Ordinal);
        Assert.Equal((TargetVerdict.Met, 9.3m), One(target, 2025, (2020, 83_000), (2025, 93_000)) is var met ? (met.Verdict, met.Value!.Value) : default);
    }

    /// <summary>What is observed in the base year alone is none of the way in none of the time.</summary>
    [Fact]
    public void An_observation_is_no_progress_from_itself()
    {
        var target = Target("forest_area", 2025, 2m, "%", TargetComparator.Increase) with { Measure = TargetMeasure.Change, BaseYear = 2020 };
        var open = One(target, 2024, (2020, 95_000));
        Assert.Equal((TargetVerdict.NotComputable, TargetObstacle.Year), (open.Verdict, open.Obstacle!.Value));
        var noBase = One(target with { BaseYear = null }, 2024, (2023, 95_000));
        Assert.Equal((TargetVerdict.NotComputable, TargetObstacle.Base), (noBase.Verdict, noBase.Obstacle!.Value));
        var printed = Target("forest_coverage", 2030, 60m, "%") with { BaseYear = 2020, BaseValue = 50m };
        Assert.Equal(TargetVerdict.NotComputable, One(printed, 2024, (2020, 50)).Verdict);
        Assert.Equal(TargetVerdict.OnTrack, One(printed, 2024, (2021, 51)).Verdict); // a tenth of the way in a tenth of the time
    }

    /// <summary>10 % more planting than the 100 ha of 2020 are 110 ha in 2025, and no total of 10 ha.</summary>
    [Theory]
    [InlineData(110, TargetVerdict.Met)]
    [InlineData(109.9, TargetVerdict.Missed)]
    public void More_work_in_per_cent_is_held_against_the_work_of_the_base_year(double last, TargetVerdict verdict)
    {
        var target = Target("planting", 2025, 10m, "%", TargetComparator.Increase) with { Measure = TargetMeasure.Change, BaseYear = 2020 };
        var result = One(target, 2025, (2020, 100), (2024, 400), (2025, last));
        Assert.Equal((verdict, 110m, (decimal)last), (result.Verdict, result.Value!.Value, result.Actual!.Value));
        Assert.Equal((TargetVerdict.NotComputable, TargetObstacle.Base), One(target, 2025, (2021, 100), (2025, 400)) is var open ? (open.Verdict, open.Obstacle!.Value) : default);
        Assert.Equal(TargetObstacle.Year, One(target, 2026, (2020, 100), (2026, 400)).Obstacle); // the work of another year
    }

    /// <summary>25.5 and 0.5 to 1 point are 26 to 26.5, with one per cent 25.74 to 26.765; 55 and 1 to 5 points at most 60.</summary>
    [Theory]
    [InlineData(TargetComparator.Approx, 0.5, 1, 25.5, 25.73, TargetVerdict.Missed)]
    [InlineData(TargetComparator.Approx, 0.5, 1, 25.5, 25.74, TargetVerdict.Met)]
    [InlineData(TargetComparator.Approx, 0.5, 1, 25.5, 26.76, TargetVerdict.Met)]
    [InlineData(TargetComparator.Approx, 0.5, 1, 25.5, 26.77, TargetVerdict.Missed)]
    [InlineData(TargetComparator.AtMost, 1, 5, 55, 60, TargetVerdict.Met)]
    [InlineData(TargetComparator.AtMost, 1, 5, 55, 60.1, TargetVerdict.Missed)]
    [InlineData(TargetComparator.Decrease, 1, 5, 55, 54, TargetVerdict.Met)]
    [InlineData(TargetComparator.Decrease, 1, 5, 55, 54.1, TargetVerdict.Missed)]
    public void Both_ends_of_a_range_of_changes_stand_on_the_base(TargetComparator comparator, double lower, double upper, double from, double actual, TargetVerdict verdict)
    {
        var target = Target("forest_coverage", 2025, (decimal)lower, "个百分点", comparator) with { UpperValue = (decimal)upper, Measure = TargetMeasure.Change, BaseYear = 2020 };
        var result = One(target, 2025, (2020, from), (2025, actual));
        var (a, b) = comparator == TargetComparator.Decrease ? (from - upper, from - lower) : (from + lower, from + upper);
        Assert.Equal((verdict, (decimal)a, (decimal)b), (result.Verdict, result.Value!.Value, result.UpperValue!.Value));
        Assert.Equal(verdict == TargetVerdict.Missed && actual > b, result.Reason.En.Contains("more than asked", StringComparison.Ordinal));
    }

    /// <summary>8 ‰ more than 400 are 403.2, and 0.1 千分点 less than 0.05 % are 0.04 %.</summary>
    [Fact]
    public void A_change_per_mille_is_a_tenth_of_one_per_cent()
    {
        var amount = Target("forest_stock", 2025, 8m, "‰", TargetComparator.Increase) with { Measure = TargetMeasure.Change, BaseYear = 2020 };
        Assert.Equal((4_032_000m, TargetVerdict.Met), One(amount, 2025, (2020, 400e4), (2025, 4_032_000)) is var a ? (a.Value!.Value, a.Verdict) : default);
        Assert.Equal(TargetVerdict.Missed, One(amount, 2025, (2020, 400e4), (2025, 4_031_999)).Verdict);
        var rate = Target("forest_coverage", 2025, 0.1m, "个千分点", TargetComparator.Decrease) with { Measure = TargetMeasure.Change, BaseYear = 2020 };
        Assert.Equal((0.04m, TargetVerdict.Met, "<=; exact"), One(rate, 2025, (2020, 0.05), (2025, 0.04)) is var b ? (b.Value!.Value, b.Verdict, b.Setting) : default);
        Assert.Equal(TargetVerdict.Missed, One(rate, 2025, (2020, 0.05), (2025, 0.041)).Verdict);
    }

    /// <summary>10 % of a base of "380": cubic metres or ten thousands of them.</summary>
    [Fact]
    public void A_printed_base_without_a_unit_is_not_passed_over()
    {
        var target = Target("forest_stock", 2025, 10m, "%", TargetComparator.Increase) with { Measure = TargetMeasure.Change, BaseYear = 2020, BaseValue = 380m };
        var result = One(target, 2025, (2020, 400e4), (2025, 440e4));
        Assert.Equal((TargetVerdict.NotComputable, TargetObstacle.Ambiguous), (result.Verdict, result.Obstacle!.Value));
        Assert.Contains("380", result.Reason.En, StringComparison.Ordinal);
    }

    /// <summary>Published 470 (2024); the engine has 445 and 455 in 2025, 10 more: 480 are expected, and not 455.</summary>
    [Theory]
    [InlineData(480, TargetVerdict.OnTrack)]
    [InlineData(480.01, TargetVerdict.AtRisk)]
    public void The_growth_engine_changes_the_actual_level_and_does_not_replace_it(double target, TargetVerdict verdict)
    {
        IndicatorForecast grown = new("forest_stock", "m3", "baseline", new Dictionary<int, double> { [2024] = 445e4, [2025] = 455e4 }, ParameterStatus.Memory, new("无", "nothing is held")) { UnknownHa = new Dictionary<int, double> { [2025] = 1275 } };
        var result = One(Target("forest_stock", 2025, (decimal)target, "万立方米"), 2024, [grown], (2024, 470e4));
        Assert.Equal((verdict, 480m), (result.Verdict, result.Forecast!.Value));
        Assert.Contains("it has 445 万立方米 in 2024", result.Reason.En, StringComparison.Ordinal);
        Assert.Contains("the stock of 1275 ha in 2025 is not known", result.Reason.En, StringComparison.Ordinal);
    }

    /// <summary>As of 2022 a survey of 2024 is not known: the trend of 2020 and 2022 is, 400 + 5 × 5 = 425 in 2025.</summary>
    [Fact]
    public void A_growth_engine_that_begins_later_is_not_known_as_of_then()
    {
        IndicatorForecast grown = new("forest_stock", "m3", "baseline", new Dictionary<int, double> { [2024] = 445e4, [2025] = 455e4 }, ParameterStatus.Memory, new("无", "nothing is held"));
        var result = One(Target("forest_stock", 2025, 450m, "万立方米"), 2022, [grown], (2020, 400e4), (2022, 410e4), (2024, 445e4));
        Assert.Equal((TargetVerdict.AtRisk, "trend", 425m), (result.Verdict, result.Forecast!.Method, result.Forecast.Value));
        Assert.Contains("no value of 2022", result.Reason.En, StringComparison.Ordinal);
        Assert.Equal(TargetVerdict.NotComputable, One(Target("forest_stock", 2025, 450m, "万立方米"), 2022, [grown], (2020, 400e4)).Verdict);
    }

    /// <summary>97 (2022), 99.5 (2024): the line gives 107 % in 2030; 0.9, 0.2: less than nothing.</summary>
    [Fact]
    public void A_trend_stays_within_what_is_possible()
    {
        var up = One(Target("forest_coverage", 2030, 100m, "%"), 2024, (2022, 97), (2024, 99.5));
        Assert.Equal((100m, TargetVerdict.OnTrack), (up.Forecast!.Value, up.Verdict));
        Assert.Contains("the line gives 107", up.Reason.En, StringComparison.Ordinal);
        var down = One(Target("forest_coverage", 2030, 0.9m, "‰", TargetComparator.AtMost), 2024, (2020, 0.09), (2024, 0.02));
        Assert.Equal((0m, TargetVerdict.OnTrack), (down.Forecast!.Value, down.Verdict));
        Assert.DoesNotContain("the line gives", One(Target("forest_coverage", 2025, 100m, "%"), 2024, (2023, 99), (2024, 99.5)).Reason.En, StringComparison.Ordinal); // 100, just possible
    }

    /// <summary>每公顷蓄积量 80 立方米: the name says per what; the sum of yearly sinks is another thing.</summary>
    [Fact]
    public void What_the_name_of_an_indicator_says_need_not_be_printed_again()
    {
        Assert.Equal(80m, TargetObservations.Conversion("m3/ha", "立方米")!(80));
        Assert.Equal(30m, TargetObservations.Conversion("tCO2e/yr", "万吨二氧化碳当量")!(300_000));
        Assert.Null(TargetObservations.Conversion("m3/ha", "吨"));
        Assert.Null(TargetObservations.Conversion("m3", "立方米/公顷"));
        Assert.True(TargetObservations.IsImplied("tCO2e/yr", "万吨二氧化碳当量"));
        Assert.False(TargetObservations.IsImplied("tCO2e/yr", "万吨二氧化碳当量/年"));
    }

    /// <summary>A district's plan that speaks of its city, the province or the country is not judged by the district.</summary>
    [Theory]
    [InlineData("雨花区", "全区", true)]
    [InlineData("雨花区", "全市", false)]
    [InlineData("雨花区", "全省", false)]
    [InlineData("雨花区", "全国", false)]
    [InlineData("临湘市", "全市", true)]
    [InlineData("临湘市", "全市城市建成区", false)]
    public void Words_with_all_are_not_all_of_the_region(string region, string scope, bool isWhole)
    {
        var result = One(Target("forest_coverage", 2024, 20m, "%") with { Region = region, Scope = scope }, 2024, (2024, 50));
        Assert.Equal(isWhole ? (TargetVerdict.Met, (TargetObstacle?)null) : (TargetVerdict.NotComputable, TargetObstacle.Scope), (result.Verdict, result.Obstacle));
    }

    /// <summary>From 60, which is above the floor of 57 already, there is no way to go; from 50 there is.</summary>
    [Fact]
    public void From_a_start_beyond_the_target_there_is_no_progress()
    {
        var target = Target("forest_coverage", 2030, 57m, "%", TargetComparator.AtLeast);
        var above = One(target, 2024, (2022, 60), (2024, 59));
        Assert.Equal((null, null), (above.ProgressPercent, above.TimePercent));
        Assert.Equal(50m, One(target, 2024, (2022, 50), (2024, 53.5)).ProgressPercent);
    }

    /// <summary>1,000 ha in 2026–2030, judged in 2024 and in 2026.</summary>
    [Fact]
    public void Work_of_a_period_to_come_has_not_begun()
    {
        var target = Target("planting", 2030, 1000m, "公顷") with { FromYear = 2026, Measure = TargetMeasure.Total };
        Assert.StartsWith("not begun", One(target, 2024, (2024, 400)).Reason.En, StringComparison.Ordinal);
        Assert.Equal((TargetVerdict.OnTrack, 200m), One(target, 2026, (2024, 400), (2026, 200)) is var begun ? (begun.Verdict, begun.Actual!.Value) : default);
    }

    /// <summary>16 sites of 15 左右, one per cent: above 15.15.</summary>
    [Fact]
    public void More_work_than_about_is_said_to_be_too_much()
    {
        var target = Target("mine_sites", 2024, 15m, "个", TargetComparator.Approx) with { FromYear = 2022 };
        var over = One(target, 2024, (2022, 6), (2023, 6), (2024, 4));
        Assert.Equal(TargetVerdict.Missed, over.Verdict);
        Assert.Contains("more than asked", over.Reason.En, StringComparison.Ordinal);
        Assert.DoesNotContain("more than asked", One(target, 2024, (2022, 6), (2023, 6), (2024, 2)).Reason.En, StringComparison.Ordinal);
    }
}
