using CarbonSink.Targets;
using Xunit;

namespace CarbonSink.Tests.Targets;

/// <summary>What arithmetic says about targets, by figures a reader can redo.</summary>
public sealed class TargetFeasibilityTests
{
    private static readonly TargetIndicator[] Indicators =
    [
        new("forest_coverage", new("森林覆盖率", "Forest coverage"), [], "%", "forest", "", false), new("forest_stock", new("森林蓄积量", "Forest growing stock"), [], "m3", "forest", "", false),
        new("living_stock", new("活立木蓄积量", "Living stock"), [], "m3", "forest", "", false), new("forest_area_retained", new("森林面积保有量", "Forest area"), [], "ha", "forest", "", false), new("forest_land_retained", new("林地保有量", "Forest land"), [], "ha", "forest", "", false),
    ];

    [Fact]
    public void FlatCoverageAndMoreStockAskForVolumePerHectare()
    {
        // Yuhua: 25.92 % in both years, 426,800 and at least 426,900 m3. Of 1,000 ha: 259.2 ha of forest, 1646.6 to 1647.0 m3/ha; (426.9/426.8)^(1/5) - 1 = 0.004686 % a year.
        NumberedTarget[] targets = [Of("forest_coverage", 2025, 25.92m), Of("forest_coverage", 2030, 25.92m), Of("forest_stock", 2025, 426800), Of("forest_stock", 2030, 426900)];
        var found = Assert.Single(TargetFeasibility.Of(targets, Indicators, new() { LandAreaHa = 1000 }), f => f.Kind == "volume-per-hectare");
        Assert.Null(found.IsFeasible);
        Assert.Equal(1646.6049, (double)found.Figures["fromM3PerHa"]!.Value, 4);
        Assert.Equal(1646.9907, (double)found.Figures["toM3PerHa"]!.Value, 4);
        Assert.Equal(0.0046856, (double)found.Figures["percentPerYear"]!.Value, 6);
        Assert.Equal(["forest_stock-2025", "forest_coverage-2025", "forest_stock-2030", "forest_coverage-2030"], found.Targets);
        // Against growth in the data.
        Assert.True(Found(targets, new() { Growth = (2, new("两期", "two surveys")) }, "volume-per-hectare").IsFeasible);
        // Slower growth in the past does not say that it cannot be.
        Assert.Null(Found(targets, new() { Growth = (0.001m, new("两期", "two surveys")) }, "volume-per-hectare").IsFeasible);
        // More forest and no more stock per hectare: nothing to say.
        Assert.DoesNotContain(TargetFeasibility.Of([targets[0], Of("forest_coverage", 2030, 30), targets[2], targets[3]], Indicators, new()), f => f.Kind == "volume-per-hectare");
    }

    [Fact]
    public void CoverageThatTheLandCannotCarry()
    {
        var facts = new FeasibilityFacts { LandAreaHa = 1000, ForestHa = 500, PlantableHa = 60 };
        var short1 = Found([Of("forest_coverage", 2030, 57)], facts, "land-needed");
        Assert.False(short1.IsFeasible);
        Assert.Equal(10, short1.Figures["shortHa"]);
        Assert.True(Found([Of("forest_coverage", 2030, 56)], facts, "land-needed").IsFeasible);
        var unknown = Found([Of("forest_coverage", 2030, 56)], facts with { PlantableHa = null }, "land-needed");
        Assert.Null(unknown.IsFeasible);
        Assert.Contains("可造林地面积", unknown.Text.Zh, StringComparison.Ordinal);
    }

    [Fact]
    public void LinxiangsAreaAndItsTwoRates()
    {
        // 83,000 ha / 56.9 % = 145,869.95 ha; / 51.25 % = 161,951.22 ha; of 171,452.5 ha they are 48.41 %.
        NumberedTarget[] floors = [Of("forest_area_retained", 2025, 83000, 500), Of("forest_coverage", 2025, 56.9m, 0.05m), Of("forest_coverage", 2025, 51.25m, 0.005m)];
        NumberedTarget[] targets = [.. floors.Select(t => t with { Target = t.Target with { Comparator = TargetComparator.Stable } })];
        var both = TargetFeasibility.Of(targets, Indicators, new() { LandAreaHa = 171452.5m }).Where(f => f.Kind == "area-and-rate").ToList();
        Assert.Equal([145869.95m, 161951.22m], both.Select(b => decimal.Round(b.Figures["impliedLandAreaHa"]!.Value, 2)));
        Assert.All(both, b => Assert.False(b.IsFeasible));
        // As floors both are met by the larger area, which the text says.
        Assert.All(TargetFeasibility.Of(floors, Indicators, new() { LandAreaHa = 171452.5m }).Where(f => f.Kind == "area-and-rate"), b => Assert.True(b.IsFeasible));
        Assert.All(both, b => Assert.Equal("plan.txt", Assert.Single(b.Citations).File));
        Assert.Equal(48.41m, decimal.Round(both[0].Figures["reachedPercent"]!.Value, 2));
        // Were the region 161,900 ha, the second would hold within the printed digits, and the first not.
        Assert.Equal([false, true], TargetFeasibility.Of(targets, Indicators, new() { LandAreaHa = 161900 }).Where(f => f.Kind == "area-and-rate").Select(f => f.IsFeasible));
        Assert.All(TargetFeasibility.Of(targets, Indicators, new()).Where(f => f.Kind == "area-and-rate"), f => Assert.Null(f.IsFeasible));
    }

    [Fact]
    public void AChangeIsHeldAgainstTheLandAndALimitAsksForNone()
    {
        // 500 of 1,000 ha are forest and 60 can be planted; 20 points more are 700 ha: 140 short.
        var facts = new FeasibilityFacts { LandAreaHa = 1000, ForestHa = 500, PlantableHa = 60 };
        var more = Of("forest_coverage", 2030, 70);
        var found = Found([more with { Target = more.Target with { Measure = TargetMeasure.Change, Value = 20 } }], facts, "land-needed");
        Assert.Equal((false, 140m), (found.IsFeasible, found.Figures["shortHa"]));
        Assert.DoesNotContain(TargetFeasibility.Of([more with { Target = more.Target with { Comparator = TargetComparator.AtMost } }], Indicators, facts), f => f.Kind == "land-needed");
    }

    [Fact]
    public void LivingStockIsNotHeldAgainstForest()
    {
        var found = TargetFeasibility.Of([Of("living_stock", 2025, 2442900), Of("forest_area_retained", 2025, 83000), Of("forest_coverage", 2025, 51), Of("living_stock", 2020, 2000000), Of("forest_coverage", 2020, 51)], Indicators, new() { LandAreaHa = 171452 });
        Assert.Equal(2, found.Count(f => f.Kind == "stock-basis"));
        Assert.DoesNotContain(found, f => f.Kind == "volume-per-hectare");
    }

    [Fact]
    public void OtherImpossibilities()
    {
        Assert.False(Found([Of("forest_area_retained", 2025, 9), Of("forest_land_retained", 2025, 8)], new(), "forest-exceeds-forest-land").IsFeasible);
        Assert.True(Found([Of("forest_area_retained", 2025, 8), Of("forest_land_retained", 2025, 9)], new(), "forest-exceeds-forest-land").IsFeasible);
        Assert.False(Found([Of("forest_coverage", 2025, 101)], new(), "rate-over-100").IsFeasible);
        var met = Found([Of("forest_stock", 2025, 100)], new() { Observed = new Dictionary<string, (int, decimal)> { ["forest_stock"] = (2024, 120) } }, "already-met");
        Assert.Equal(120, met.Figures["observed"]);
        Assert.DoesNotContain(TargetFeasibility.Of([Of("forest_stock", 2025, 130)], Indicators, new() { Observed = new Dictionary<string, (int, decimal)> { ["forest_stock"] = (2024, 120) } }), f => f.Kind == "already-met");
    }

    private static TargetFeasibility Found(NumberedTarget[] targets, FeasibilityFacts facts, string kind) => Assert.Single(TargetFeasibility.Of(targets, Indicators, facts), f => f.Kind == kind);

    private static NumberedTarget Of(string indicator, int year, decimal value, decimal half = 0) => new(new()
    {
        Id = $"{indicator}-{year}",
        Region = "某县",
        Indicator = indicator,
        IndicatorZh = indicator,
        Scope = "全县",
        Year = year,
        Value = value,
        Citations = [new("plan.txt", 1, "", "句子", "引文")],
    }, value, half);
}
