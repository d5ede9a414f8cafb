using CarbonSink.Methodologies;
using CarbonSink.Targets;
using Xunit;

namespace CarbonSink.Tests.Targets;

/// <summary>Merging and contradictions on statements whose arithmetic a reader can redo.</summary>
public sealed class PlanConflictsTests
{
    private static readonly IReadOnlyList<TargetIndicator> Indicators = TargetIndicators.All(MethodologyCatalog.Open(Repository.PathOf("methodology")));

    [Fact]
    public void Repeats_keep_their_citations_and_departments()
    {
        var merged = TargetMerge.Of([Statement("forest_area", 2025, 8.3m, "万公顷", line: 3, departments: [new("甲局", false), new("乙局", true)]), Statement("forest_area", 2025, 83000m, "公顷", line: 9, departments: [new("甲局", true)]), Statement("forest_area", 2025, 8.4m, "万公顷", line: 12)], Indicators);
        Assert.Equal(["forest_area-2025", "forest_area-2025-2"], merged.Select(t => t.Id));
        Assert.Equal([3, 9], merged[0].Citations.Select(c => c.Line));
        Assert.Equal([new("甲局", true), new PlanDepartment("乙局", true)], merged[0].Departments);
        Assert.Equal((8.3m, "万公顷", "另写作 also printed as 83000公顷"), (merged[0].Value, merged[0].Unit, merged[0].Note));
        Assert.Single(PlanConflicts.Of(merged, Indicators), c => c.Kind == ConflictKind.Value);
    }

    [Fact]
    public void Implied_areas_of_one_region_must_agree()
    {
        // 83,000 ha / 51.25 % = 161,951 ha; / 56.9 % = 145,870 ha; 83,000 / 51.3 % = 161,793 ha differs by 0.1 % only.
        var conflict = Assert.Single(Of(Statement("forest_area_retained", 2025, 8.3m, "万公顷"), Statement("forest_coverage", 2025, 51.25m, "%", TargetComparator.AtLeast), Statement("forest_coverage", 2025, 56.9m, "%", TargetComparator.Stable)), c => c.Kind == ConflictKind.ImpliedArea);
        Assert.Contains("161,951 ha", conflict.Text.En, StringComparison.Ordinal);
        Assert.Contains("145,870 ha", conflict.Text.Zh, StringComparison.Ordinal);
        Assert.DoesNotContain(Of(Statement("forest_area_retained", 2025, 8.3m, "万公顷"), Statement("forest_coverage", 2025, 51.25m, "%"), Statement("forest_coverage", 2025, 51.3m, "%")), c => c.Kind == ConflictKind.ImpliedArea);
        Assert.Equal(["forest_area-2025", "forest_land_retained-2025"], Assert.Single(Of(Statement("forest_area", 2025, 100m, "万亩"), Statement("forest_land_retained", 2025, 6m, "万公顷"))).Targets);
    }

    [Fact]
    public void Indicators_that_change_between_years_are_told()
    {
        Assert.Equal(ConflictKind.IndicatorSwitch, Assert.Single(Of(Statement("living_stock", 2025, 405.7m, "万立方米"), Statement("forest_stock", 2030, null, "", TargetComparator.StablePlus))).Kind);
        Assert.Empty(Of(Statement("living_stock", 2025, 405.7m, "万立方米"), Statement("forest_stock", 2025, 300m, "万立方米"), Statement("forest_stock", 2030, null, "", TargetComparator.StablePlus)));

        // 244.29 / 8.3 = 29.4 m3/ha.
        var beside = Assert.Single(Of(Statement("forest_stock", null, null, "", TargetComparator.Increase, line: 77), Statement("living_stock", 2025, 244.29m, "万立方米", line: 77), Statement("forest_area_retained", 2025, 8.3m, "万公顷", line: 77)));
        Assert.Contains("29.4 m3/ha", beside.Text.En, StringComparison.Ordinal);
    }

    [Fact]
    public void Words_that_numbers_deny_are_told()
    {
        Assert.Equal(ConflictKind.Wording, Assert.Single(Of(Statement("forest_coverage", 2025, 56.9m, "%", TargetComparator.Stable), Statement("forest_coverage", 2030, 57m, "%", TargetComparator.AtLeast, quote: "森林覆盖率持续保持在57%以上"))).Kind);
        Assert.Empty(Of(Statement("forest_coverage", 2025, 57m, "%", TargetComparator.Stable), Statement("forest_coverage", 2030, 57m, "%", TargetComparator.AtLeast, quote: "森林覆盖率持续保持在57%以上")));
        Assert.Equal(ConflictKind.Wording, Assert.Single(Of(Statement("forest_coverage", null, null, "", TargetComparator.Increase), Statement("forest_coverage", 2025, 56.9m, "%", TargetComparator.Stable))).Kind);
        Assert.Equal(["forest_coverage-2025", "forest_coverage-2030", "forest_stock-2030"], Assert.Single(Of(Statement("forest_coverage", 2025, 25.92m, "%", TargetComparator.Stable), Statement("forest_coverage", 2030, 25.92m, "%", TargetComparator.Stable), Statement("forest_stock", 2030, null, "", TargetComparator.Increase))).Targets);
    }

    [Theory]
    [InlineData("-18%", 100.0, 82.0, true)]
    [InlineData("18%", 100.0, 82.0, true)]
    [InlineData("-17%", 0.616, 0.5236, false)] // 0.5236 / 0.616 = 0.85
    [InlineData("-15%", 0.616, 0.5236, true)]
    [InlineData("9.57%", 52.43, 62.0, true)]
    [InlineData("0.1个百分点", 61.85, 61.95, true)]
    [InlineData("0.2", 61.85, 61.95, true)] // 61.95 / 61.85 = 1.0016, and 0.16 % is 0.2 % as printed
    [InlineData("0.3", 61.85, 61.95, false)]
    [InlineData("1.92%", 100.0, 110.0, true)] // a year's mean over five years: 1.1^0.2 = 1.0192
    public void Printed_changes_are_checked_as_exactly_as_they_are_printed(string change, double start, double value, bool fits) =>
        Assert.Equal(fits, PrintedChanges.Fits(Statement("forest_coverage", 2020, (decimal)value, "%") with { BaseYear = 2015, BaseValue = (decimal)start, PrintedChange = change }));

    private static IReadOnlyList<PlanConflict> Of(params PlanTarget[] statements) => PlanConflicts.Of(TargetMerge.Of(statements, Indicators), Indicators);

    private static PlanTarget Statement(string indicator, int? year, decimal? value, string unit, TargetComparator comparator = TargetComparator.None, int line = 1, string quote = "原文", IReadOnlyList<PlanDepartment>? departments = null) => new()
    {
        Id = "",
        Region = "甲县",
        Indicator = indicator,
        IndicatorZh = Indicators.Single(i => i.Code == indicator).Title.Zh,
        Scope = "全县",
        Year = year,
        Value = value,
        Unit = unit,
        Comparator = comparator,
        Departments = departments ?? [],
        Citations = [new("t.txt", line, "", quote, quote)],
    };
}
