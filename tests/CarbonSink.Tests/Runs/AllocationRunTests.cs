using CarbonSink.Findings;
using CarbonSink.Methodologies;
using CarbonSink.Runs;
using CarbonSink.Targets;
using Xunit;

namespace CarbonSink.Tests.Runs;

/// <summary>What is spread by which rule, on a county of two townships whose figures are made by hand.</summary>
public sealed class AllocationRunTests
{
    private static readonly IReadOnlyList<TargetIndicator> Indicators = TargetIndicators.All(MethodologyCatalog.Open(Repository.PathOf("methodology")));

    [Fact]
    public void ALevelInAMultipleOfAUnitKeepsThePresent()
    {
        // Now 6000 and 3400 ha of forest land, 1.00 万公顷 wanted: 0.06 more by land area 3 : 1 → 0.045, 0.015 → in steps of 0.01 a tie of halves, which the larger weight takes.
        var one = Single(Target("forest_land_retained", 2025, 1.00m, "万公顷"), new("t", AllocationTo.Divisions) { By = AllocationBy.Area });
        Assert.Equal([(0.60m, 0.65m), (0.34m, 0.35m)], one.Allocation!.Rows.Select(r => (r.Present!.Value, r.Value!.Value)));
        Assert.True(one.Allocation.SumsHold);
        Assert.Equal((AllocationOf.Difference, 0.94m, 2024), (one.Of!.Value, one.Base!.Value, one.Base.Year!.Value));
        // As a level: 1.00 by 3 : 1.
        Assert.Equal([0.75m, 0.25m], Single(Target("forest_land_retained", 2025, 1.00m, "万公顷"), new("t", AllocationTo.Divisions) { By = AllocationBy.Area, Of = AllocationOf.Level }).Allocation!.Rows.Select(r => r.Value!.Value));
    }

    [Fact]
    public void CoverageIsAllocatedAsAreaAndReachesTheRate()
    {
        // Land 15000 and 5000 ha, coverage 30 and 40 %: 4500 + 2000 = 6500 ha. 33.5 % of 20000 = 6700: 200 by plantable land 150 and 450 → 50, 150.
        var one = Single(Target("forest_coverage", 2030, 33.5m, "%"), new("t", AllocationTo.Divisions));
        Assert.Equal(("ha", AllocationBy.Potential), (one.Unit, one.By!.Value));
        Assert.Equal([4550m, 2150m], one.Allocation!.Rows.Select(r => r.Value!.Value));
        Assert.Equal([30.333333m, 43m], one.Allocation.Rows.Select(r => r.Rate!.Value));
        Assert.Equal(33.5m, one.Allocation.Rate);
        Assert.True(one.Allocation.SumsHold);

        // 36 % asks for 700, 600 can be planted: said, with the number.
        var (much, log) = Run([Target("forest_coverage", 2030, 36.0m, "%")], new("t", AllocationTo.Divisions));
        Assert.Equal(100, much[0].Allocation!.Unplaced);
        Assert.Equal((1, 1, 1), (log.Count(AllocationFindings.Unplaced), log.Count(AllocationFindings.RateMissed), log.Count(AllocationFindings.Infeasible)));
    }

    [Fact]
    public void ARateWithoutNumeratorsIsHandedDown()
    {
        var one = Single(Target("protected_species_rate", 2025, 85m, "%"), new("t", AllocationTo.Divisions));
        Assert.Equal([85m, 85m], one.Allocation!.Rows.Select(r => r.Value!.Value));
        Assert.Null(one.Allocation.SumsHold);
        Assert.Contains(one.Notes, n => n.Zh.Contains("原值下达", StringComparison.Ordinal));
    }

    [Fact]
    public void TownshipsAndYearsGoTogether()
    {
        var one = Single(Target("forest_coverage", 2026, 33.5m, "%"), new("t", AllocationTo.DivisionsYears));
        Assert.Equal([2025, 2026, 2025, 2026], one.Allocation!.Rows.Select(r => r.Year!.Value));
        Assert.Equal([4525m, 4550m, 2075m, 2150m], one.Allocation.Rows.Select(r => r.Value!.Value));
        var years = Single(Target("forest_coverage", 2026, 33.50m, "%"), new("t", AllocationTo.Years));
        // From 32.5 % to 33.5 % in two years.
        Assert.Equal([33m, 33.5m], years.Allocation!.Rows.Select(r => r.Value!.Value));
    }

    [Fact]
    public void WorkGoesByAreaAndSitesAreWhole()
    {
        var sites = Target("mine_restoration_sites", 2026, 12m, "处") with { Measure = TargetMeasure.Total, FromYear = 2025 };
        Assert.Equal([9m, 3m], Single(sites, new("t", AllocationTo.Divisions)).Allocation!.Rows.Select(r => r.Value!.Value));
        Assert.Equal([6m, 6m], Single(sites, new("t", AllocationTo.Years)).Allocation!.Rows.Select(r => r.Value!.Value));
        Assert.NotNull(Single(sites with { Year = null }, new("t", AllocationTo.Years)).Reason);
        // Of a township alone the whole goes there.
        var own = Assert.Single(Single(sites with { Scope = "乙镇" }, new("t", AllocationTo.Divisions)).Allocation!.Rows);
        Assert.Equal(("乙镇", 12m), (own.Name, own.Value!.Value));
        Assert.NotNull(Single(sites with { Scope = "丙镇" }, new("t", AllocationTo.Divisions)).Reason);
    }

    [Fact]
    public void DepartmentsGetItWholeUnlessSharesAreGiven()
    {
        var target = Target("afforestation_area", 2025, 100m, "公顷") with { Measure = TargetMeasure.Total, Departments = [new("林业局", true), new("发改局", false), new("各镇", false)] };
        var one = Single(target, new("t", AllocationTo.Departments));
        Assert.Equal([("林业局", (decimal?)100m, true), ("发改局", null, false), ("各镇", null, false)], one.Allocation!.Rows.Select(r => (r.Name, r.Value, r.Leads!.Value)));
        var none = Single(target with { Departments = [new("林业局", false), new("发改局", false)] }, new("t", AllocationTo.Departments));
        Assert.Equal(("林业局、发改局", 100m), (Assert.Single(none.Allocation!.Rows).Name, none.Allocation.Rows[0].Value!.Value));
        var path = Path.Combine(Path.GetTempPath(), $"{Guid.NewGuid():N}.csv");
        try
        {
            File.WriteAllText(path, "department,weight\n林业局,2\n发改局,1\n水利局,1\n");
            var (shared, log) = Run([target], new("t", AllocationTo.Departments) { Shares = path });
            Assert.Equal([67m, 33m, 0m], shared[0].Allocation!.Rows.Select(r => r.Value!.Value));
            Assert.Equal((1, 1), (log.Count(AllocationFindings.UnknownShare), log.Count(AllocationFindings.MissingShare)));
            File.WriteAllText(path, "department,weight\n林业局,-2\n");
            Assert.Throws<RefusedInputException>(() => Run([target], new("t", AllocationTo.Departments) { Shares = path }));
        }
        finally
        {
            File.Delete(path);
        }
    }

    [Fact]
    public void RelativeTargetsSayTheirBase()
    {
        // 650000 m3 in the data: one step of 0.01 万立方米 more.
        var more = Single(Target("forest_stock", 2030, null, "万立方米") with { Comparator = TargetComparator.Increase }, new("t", AllocationTo.Divisions));
        Assert.Equal((65.01m, 65m), (more.Value!.Value, more.Base!.Value));
        Assert.Contains(more.Notes, n => n.En.Contains("base 65", StringComparison.Ordinal));
        Assert.Equal(65.01m, more.Allocation!.Rows.Sum(r => r.Value));
        var both = Run([Target("forest_stock", 2030, null, "万立方米") with { Comparator = TargetComparator.StablePlus }], new("t", AllocationTo.Divisions)).Allocations;
        Assert.Equal([(false, 65m), (true, 65.01m)], both.Select(b => (b.IsStriven, b.Allocation!.Total)));
        var missing = Single(Target("carbon_per_hectare", 2030, null, "") with { Comparator = TargetComparator.Increase }, new("t", AllocationTo.Divisions));
        Assert.Contains("carbon_per_hectare", missing.Reason!.Zh, StringComparison.Ordinal);
    }

    [Fact]
    public void ATargetBelowThePresentGoesByStockAndIsSaid()
    {
        var (found, log) = Run([Target("forest_coverage", 2025, 30m, "%")], new("t", AllocationTo.Divisions));
        // 6000 ha of 6500: 500 less by 4500 : 2000 → 346.15, 153.85.
        Assert.Equal([4153.85m, 1846.15m], found[0].Allocation!.Rows.Select(r => r.Value!.Value));
        Assert.Equal(AllocationBy.Stock, found[0].By);
        Assert.Contains(log.Findings, f => f.Rule == AllocationFindings.Noted && f.Arguments[1].Contains("下限", StringComparison.Ordinal));
    }

    [Fact]
    public void StepsUnitsAndUnknownTargetsAreTold()
    {
        var (_, log) = Run([Target("forest_land_retained", 2025, 0.94m, "万公顷")], new("t", AllocationTo.Divisions) { Step = 0.1m });
        Assert.Equal(1, log.Count(AllocationFindings.StepTooCoarse));
        Assert.NotNull(Single(Target("forest_land_retained", 2025, 0.94m, "万立方米"), new("t", AllocationTo.Divisions)).Reason);
        Assert.Equal(1, Run([Target("forest_land_retained", 2025, 0.94m, "万公顷")], new("other", AllocationTo.Divisions)).Findings.Count(AllocationFindings.UnknownTarget));
        Assert.Equal(1, Run([Target("afforestation_area", 2025, 5, "公顷")], new("t", AllocationTo.Divisions) { By = AllocationBy.Shares }).Findings.Count(AllocationFindings.NoShares));
    }

    [Fact]
    public void WithoutDataTheReasonNamesWhatIsMissing()
    {
        var result = AllocationRun.Of(new("x", "x"), [Target("forest_coverage", 2030, 40, "%")], [new("t", AllocationTo.Divisions), new("t", AllocationTo.Years)], new AllocationRegion(), Indicators, null, new FindingLog());
        Assert.Contains("surveys", result.Allocations[0].Reason!.Zh, StringComparison.Ordinal);
        Assert.Contains("forest_coverage", result.Allocations[1].Reason!.Zh, StringComparison.Ordinal);
        Assert.Equal(2, result.Findings.Count(AllocationFindings.NotAllocated));
    }

    private static AllocatedTarget Single(PlanTarget target, AllocationRequest request) => Assert.Single(Run([target], request).Allocations);

    private static (IReadOnlyList<AllocatedTarget> Allocations, FindingLog Findings) Run(IReadOnlyList<PlanTarget> plan, AllocationRequest request)
    {
        var result = AllocationRun.Of(new("分解", "allocated"), plan, [request], County(), Indicators, 2024, new FindingLog());
        return (result.Allocations, result.Findings);
    }

    private static AllocationRegion County() => new()
    {
        Divisions = [new("1", "甲镇", 15000), new("2", "乙镇", 5000)],
        LandAreaHa = 20000,
        Series = new[]
        {
            Series("forest_land_retained", "ha", 9400, 6000, 3400), Series("forest_coverage", "%", 32.5, 30, 40), Series("forest_stock", "m3", 650000, 450000, 200000),
            Series(AllocationRegion.Plantable, "ha", 600, 150, 450),
        }.ToDictionary(s => s.Code, StringComparer.Ordinal),
    };

    private static IndicatorSeries Series(string code, string unit, double whole, double first, double second)
    {
        Observation Of(string division, double value) => new(2024, division, value, ParameterStatus.Memory, new("图层", "layer"));
        return new(code, unit, null, false, [Of("", whole), Of("1", first), Of("2", second)], null);
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
