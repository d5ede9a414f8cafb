using CarbonSink.Findings;
using CarbonSink.Methodologies;
using CarbonSink.Runs;
using CarbonSink.Targets;
using Xunit;

namespace CarbonSink.Tests.Runs;

/// <summary>Wrong numbers that allocation once gave, each by its arithmetic: a county of 甲镇 (15,000 ha, 4,500 ha of forest, 150 ha plantable, 45 万 m3) and 乙镇 (5,000 ha, 2,000 ha, 450 ha, 20 万 m3).</summary>
public sealed class AllocationFaultTests
{
    private static readonly IReadOnlyList<TargetIndicator> Indicators = TargetIndicators.All(MethodologyCatalog.Open(Repository.PathOf("methodology")));

    [Fact]
    public void ATownshipsTargetRestsOnItsOwnFigures()
    {
        // 乙镇 has 40 % of 5000 ha; 0.5 points more are 40.5 %: 2025 ha, not 33.0 % of the county's 32.5.
        var points = Single(Target("forest_coverage", 2030, 0.5m, "个百分点") with { Scope = "乙镇", Measure = TargetMeasure.Change, Comparator = TargetComparator.Increase }, Divided);
        Assert.Equal(40.5m, points.Value);
        Assert.Equal((2000m, 2025m), (points.Allocation!.Rows[0].Present!.Value, points.Allocation.Rows[0].Value!.Value));
        // Years go from 20, the township's, not from 65.
        var years = Single(Target("forest_stock", 2026, 22.00m, "万立方米") with { Scope = "乙镇" }, new("t", AllocationTo.Years));
        Assert.Equal([21m, 22m], years.Allocation!.Rows.Select(r => r.Value!.Value));
    }

    [Fact]
    public void FeasibilityIsOfThePlaceOfTheTarget()
    {
        // 50 % of 乙镇's 5000 ha are 2500; it has 2000 and can plant 450: 50 short. The county could carry it.
        var found = Assert.Single(Run([Target("forest_coverage", 2030, 50m, "%") with { Scope = "乙镇" }], Divided).Feasibility, f => f.Kind == "land-needed");
        Assert.Equal((false, 5000m, 50m), (found.IsFeasible, found.Figures["landAreaHa"], found.Figures["shortHa"]));
        Assert.Equal("plan.txt", Assert.Single(found.Citations).File);
        // 全省 is not the county.
        var province = Run([Target("forest_coverage", 2030, 50m, "%") with { Scope = "全省" }], Divided);
        Assert.NotNull(province.Allocations[0].Reason);
        Assert.Null(Assert.Single(province.Feasibility, f => f.Kind == "land-needed").IsFeasible);
    }

    [Fact]
    public void RecordsWithoutATownshipKeepARow()
    {
        // 500 of the 6500 ha and 100 of the 600 ha plantable are in no township: 6700 ha asks for 200, not 700.
        var region = County() with
        {
            Divisions = [new("1", "甲镇", 15000), new("2", "乙镇", 5000), new(TargetDivision.NoTownship, "（未填乡镇）", null)],
            Series = Named(Series("forest_coverage", "%", 2024, 32.5, 30, 30), Series(AllocationRegion.Plantable, "ha", 2024, 600, 150, 350, 100), Series("forest_area", "ha", 2024, 6500, 4500, 1500, 500)),
        };
        var one = Assert.Single(Run([Target("forest_coverage", 2030, 33.5m, "%")], Divided, region).Allocations);
        Assert.Equal([4500m, 1500m, 500m], one.Allocation!.Rows.Select(r => r.Present!.Value));
        Assert.Equal((200m, 0m), (one.Allocation.Rows.Sum(r => r.Share!.Value), one.Allocation.Unplaced));
        Assert.Contains(one.Notes, n => n.Zh.Contains("没有填乡镇", StringComparison.Ordinal));
    }

    [Fact]
    public void DivisionsThatDoNotMakeUpTheRegionAreNotSpread()
    {
        var region = County() with { Series = Named(Series("forest_stock", "m3", 2024, 650000, 450000, 100000)) };
        var result = Run([Target("forest_stock", 2030, 70.00m, "万立方米")], Divided, region);
        Assert.NotNull(result.Allocations[0].Reason);
        Assert.Equal(1, result.Findings.Count(AllocationFindings.DivisionsDiffer));
    }

    [Fact]
    public void ACoarseStepDoesNotLoseLandThatCanBePlanted()
    {
        // 600 ha of forest more in 万公顷 printed to 0.01 (100 ha): bounds of 150 and 450 ha in steps of 100 are 100 and 400. All 0.06 are placed in finer steps.
        var region = County() with { Series = Named(Series("forest_area", "ha", 2024, 6500, 4500, 2000), Series(AllocationRegion.Plantable, "ha", 2024, 600, 150, 450)) };
        var target = Target("forest_area", 2030, 0.71m, "万公顷");
        var one = Assert.Single(Run([target], Divided, region).Allocations);
        Assert.Equal([0.465m, 0.245m], one.Allocation!.Rows.Select(r => r.Value!.Value));
        Assert.Equal((0m, true), (one.Allocation.Unplaced, one.Allocation.SumsHold));
        // A step that was asked for stays, and is named as the cause.
        Assert.Contains(Assert.Single(Run([target], Divided with { Step = 0.01m }, region).Allocations).Notes, n => n.En.Contains("due to the step", StringComparison.Ordinal));
    }

    [Fact]
    public void AWholeLevelHasRoomForWhatIsThere()
    {
        // 6600 ha as a whole by present 4500 : 2000 → 4569.23, 2030.77; room is 4650 and 2450, not 150 and 450.
        var region = County() with { Series = Named(Series("forest_area", "ha", 2024, 6500, 4500, 2000), Series(AllocationRegion.Plantable, "ha", 2024, 600, 150, 450)) };
        var one = Assert.Single(Run([Target("forest_area", 2030, 6600.00m, "公顷")], Divided with { Of = AllocationOf.Level }, region).Allocations);
        Assert.Equal([4569.23m, 2030.77m], one.Allocation!.Rows.Select(r => r.Value!.Value));
    }

    [Fact]
    public void APublishedFigureOfTheRegionDoesNotHideTheSurvey()
    {
        var series = Series("forest_coverage", "%", 2024, 32.5, 30, 40);
        var region = County() with { Series = Named(series with { Observations = [.. series.Observations, new(2025, "", 32.8, ParameterStatus.Declared, new("公报", "bulletin"))] }, Series(AllocationRegion.Plantable, "ha", 2024, 600, 150, 450)) };
        // 33.5 % of 20000 ha are 6700; the townships have 6500 by the survey: 200 by 150 : 450.
        var one = Assert.Single(Run([Target("forest_coverage", 2030, 33.5m, "%")], Divided, region).Allocations);
        Assert.Equal([50m, 150m], one.Allocation!.Rows.Select(r => r.Share!.Value));
        Assert.Contains(one.Notes, n => n.En.Contains("2025", StringComparison.Ordinal));
    }

    [Fact]
    public void IncreaseIsOneStepAboveThePresentInSteps()
    {
        // 65.0099 stands as 65.01 in steps of 0.01: more is 65.02. In steps of 1 it is 66, above the base.
        var region = County() with { Series = Named(Series("forest_stock", "m3", 2024, 650099, 450000, 200099)) };
        var target = Target("forest_stock", 2030, null, "万立方米") with { Comparator = TargetComparator.Increase };
        Assert.Equal((65.02m, 0.01m), TotalAndShare(Divided));
        Assert.Equal((66m, 1m), TotalAndShare(Divided with { Step = 1 }));

        (decimal, decimal) TotalAndShare(AllocationRequest request) => Assert.Single(Run([target], request, region).Allocations).Allocation is var a ? (a!.Total, a.Rows.Sum(r => r.Share!.Value)) : default;
    }

    [Fact]
    public void SharesGivenStandBeforeTheWeightsListedAndNobodyIsAskedTwice()
    {
        AllocationRequest[] listed = [new("t", AllocationTo.Divisions) { By = AllocationBy.Potential }, new("t", AllocationTo.Years)];
        PlanTarget[] plan = [Target("forest_coverage", 2030, 33.5m, "%")];
        AllocationOptions options = new("x", "x") { Target = "t", To = "divisions" };
        Assert.Equal([listed[0]], AllocationRun.Requests(options, listed, plan));
        var shared = Assert.Single(AllocationRun.Requests(options with { Shares = "s.csv" }, listed, plan));
        Assert.Equal((AllocationBy.Shares, "s.csv"), (shared.By!.Value, shared.Shares));
        // Shares of divisions are not those of years.
        Assert.Null(Assert.Single(AllocationRun.Requests(options with { To = "years" }, [listed[0] with { By = AllocationBy.Shares, Shares = "s.csv" }], plan)).Shares);
        // Two of one kind get two names.
        var twice = AllocationRun.Of(new("x", "x"), plan, [listed[0], listed[0] with { By = AllocationBy.Area }], County(), Indicators, 2024, new FindingLog());
        Assert.Equal(["t-divisions", "t-divisions-2"], twice.Allocations.Select(a => a.Id));
    }

    [Fact]
    public void WorkDoneIsTakenOffACumulativeTotal()
    {
        // 120 ha in all, 30 and 40 done in 2023 and 2024: 50 are left, 25 in each of two years; by land 3 : 1 → 37.5, 12.5 → steps of 1: 38, 12 (tie to the larger).
        var work = new IndicatorSeries("tending_area", "ha", null, false, [new(2023, "", 30, ParameterStatus.Declared, new("表", "table")), new(2024, "", 40, ParameterStatus.Declared, new("表", "table"))], null);
        var region = County() with { Series = Named(work) };
        var target = Target("tending_area", 2026, 120m, "公顷") with { Measure = TargetMeasure.Total };
        Assert.Equal([25m, 25m], Assert.Single(Run([target], new("t", AllocationTo.Years), region).Allocations).Allocation!.Rows.Select(r => r.Value!.Value));
        Assert.Equal([38m, 12m], Assert.Single(Run([target], Divided, region).Allocations).Allocation!.Rows.Select(r => r.Value!.Value));
        Assert.NotNull(Assert.Single(Run([target with { Value = 70 }], Divided, region).Allocations).Reason);
        // The whole where it is asked for: 90, 30, and it is said.
        Assert.Equal([90m, 30m], Assert.Single(Run([target], Divided with { Of = AllocationOf.Level }, region).Allocations).Allocation!.Rows.Select(r => r.Value!.Value));
        // More than the land of 甲镇 is said.
        Assert.Contains(Assert.Single(Run([target with { Value = 30000 }], Divided, region).Allocations).Notes, n => n.Zh.Contains("多于它的土地面积", StringComparison.Ordinal));
    }

    [Fact]
    public void ATargetBelowThePresentAsksNobodyToLoseAny()
    {
        var years = Single(Target("forest_stock", 2026, 60.00m, "万立方米"), new("t", AllocationTo.Years));
        Assert.Contains(years.Notes, n => n.Zh.Contains("下限", StringComparison.Ordinal));
        // A limit above the present asks for no rise.
        Assert.NotNull(Single(Target("forest_coverage", 2030, 40m, "%") with { Comparator = TargetComparator.AtMost }, Divided).Reason);
        Assert.NotNull(Single(Target("mine_restoration_sites", 2026, 12m, "处") with { Measure = TargetMeasure.Total }, Divided with { Step = 0.5m }).Reason);
    }

    [Fact]
    public void OneBaseOfCoverageServesFeasibilityAndAllocation()
    {
        // Coverage of the units: 6500 ha of 16250 ha are 40 %. 42 % of 16250 are 6825, wherever it is said.
        var rate = Series("forest_coverage", "%", 2024, 40, 4500 / 120d, 2000 / 42.5) with { Base = new("units-area", new("小班", "units")) };
        var region = County() with { Series = Named(rate, Series("forest_area", "ha", 2024, 6500, 4500, 2000), Series(AllocationRegion.Plantable, "ha", 2024, 600, 150, 450)) };
        var result = Run([Target("forest_coverage", 2030, 42m, "%")], Divided, region);
        Assert.Equal((6500m, 6825m), (result.Allocations[0].Allocation!.Present!.Value, result.Allocations[0].Allocation!.Total));
        var needed = Assert.Single(result.Feasibility, f => f.Kind == "land-needed");
        Assert.Equal((6500m, 6825m), (needed.Figures["forestHa"], needed.Figures["neededHa"]));
    }

    [Fact]
    public void TheHalfDigitIsTheTargetsOwn()
    {
        // 6710 ha ± 0.5 and 33.5 % ± 0.05 of 20000 ha = 6700 ± 10 agree, whatever a target of another year prints.
        PlanTarget[] plan = [Target("forest_area", 2030, 6710m, "公顷") with { Id = "a" }, Target("forest_coverage", 2030, 33.5m, "%"), Target("forest_coverage", 2026, 32.60m, "%") with { Id = "c" }];
        Assert.Contains("相符", Assert.Single(Run(plan, Divided).Feasibility, f => f.Kind == "area-and-rate").Text.Zh, StringComparison.Ordinal);
    }

    private static AllocationRequest Divided { get; } = new("t", AllocationTo.Divisions);

    private static AllocatedTarget Single(PlanTarget target, AllocationRequest request) => Assert.Single(Run([target], request).Allocations);

    private static AllocationResult Run(IReadOnlyList<PlanTarget> plan, AllocationRequest request, AllocationRegion? region = null) => AllocationRun.Of(new("分解", "allocated"), plan, [request], region ?? County(), Indicators, 2024, new FindingLog());

    [Fact]
    public void ARelativeTargetRestsOnItsBaseYearAndNotOnTheLatestValue()
    {
        // 400,000 m3 in 2020, 650,000 in 2024: 10 % more than in 2020 are 440,000, not 715,000; without a value of 2021 there is none.
        var before = new Observation(2020, "", 400000, ParameterStatus.Memory, new("公布数", "published"));
        var stock = Series("forest_stock", "m3", 2024, 650000, 450000, 200000);
        var region = County() with { Series = Named(stock with { Observations = [before, .. stock.Observations] }) };
        var more = Target("forest_stock", 2030, 10, "%") with { Measure = TargetMeasure.Change, Comparator = TargetComparator.None, BaseYear = 2020 };
        Assert.Equal(440000m, Assert.Single(Run([more], new("t", AllocationTo.Departments), region).Allocations).Value);
        Assert.Contains("2021", Assert.Single(Run([more with { BaseYear = 2021 }], new("t", AllocationTo.Departments), region).Allocations).Reason!.En, StringComparison.Ordinal);
        // 8 per mille of 400,000 are 3,200.
        Assert.Equal(403200m, Assert.Single(Run([more with { Value = 8, Unit = "‰" }], new("t", AllocationTo.Departments), region).Allocations).Value);
    }

    [Fact]
    public void ACoverageInPerMilleIsAPercentageOfTheLand()
    {
        // 335 ‰ of 20,000 ha are 6,700 ha: 200 more than the 6,500 there are.
        var one = Single(Target("forest_coverage", 2030, 335m, "‰"), Divided);
        Assert.Equal((33.5m, 200m), (one.Value!.Value, one.Allocation!.Rows.Sum(r => r.Share!.Value)));
    }

    [Fact]
    public void WorkComparedWithThatOfABaseYearIsNoTotalToSpread() =>
        Assert.NotNull(Single(Target("afforestation_area", 2030, 10, "%") with { Measure = TargetMeasure.Change, BaseYear = 2020 }, Divided).Reason);

    [Fact]
    public void WorkAfterTheTargetYearIsNotDoneForIt()
    {
        // 300 ha by 2022 and 400 in 2023: of 500 ha by 2022 there are 200 left.
        var done = new IndicatorSeries("afforestation_area", "ha", null, false, [new(2022, "", 300, ParameterStatus.Declared, new("表", "table")), new(2023, "", 400, ParameterStatus.Declared, new("表", "table"))], null);
        var region = County() with { Series = Named(done, Series(AllocationRegion.Plantable, "ha", 2024, 600, 150, 450)) };
        var one = Assert.Single(Run([Target("afforestation_area", 2022, 500, "公顷") with { Measure = TargetMeasure.Total, Comparator = TargetComparator.None }], Divided, region).Allocations);
        Assert.Equal(200m, one.Allocation!.Rows.Sum(r => r.Value!.Value));
    }

    private static AllocationRegion County() => new()
    {
        Divisions = [new("1", "甲镇", 15000), new("2", "乙镇", 5000)],
        LandAreaHa = 20000,
        Series = Named(Series("forest_coverage", "%", 2024, 32.5, 30, 40), Series("forest_stock", "m3", 2024, 650000, 450000, 200000), Series(AllocationRegion.Plantable, "ha", 2024, 600, 150, 450)),
    };

    private static Dictionary<string, IndicatorSeries> Named(params IndicatorSeries[] series) => series.ToDictionary(s => s.Code, StringComparer.Ordinal);

    private static IndicatorSeries Series(string code, string unit, int year, double whole, double first, double second, double? rest = null)
    {
        Observation Of(string division, double value) => new(year, division, value, ParameterStatus.Memory, new("图层", "layer"));
        return new(code, unit, null, false, [Of("", whole), Of("1", first), Of("2", second), .. rest is { } r ? (Observation[])[Of(TargetDivision.NoTownship, r)] : []], null);
    }

    private static PlanTarget Target(string indicator, int? year, decimal? value, string unit) => new()
    {
        Id = "t",
        Region = "某县",
        Indicator = indicator,
        IndicatorZh = indicator,
        Scope = "全县",
        Year = year,
        Value = value,
        Unit = unit,
        Comparator = TargetComparator.AtLeast,
        Citations = [new("plan.txt", 1, "", "句子", "引文")],
    };
}
