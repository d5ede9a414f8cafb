using CarbonSink.Methodologies;
using CarbonSink.Targets;
using Xunit;

namespace CarbonSink.Tests.Targets;

/// <summary>Levels, works, rates and relative targets by hand arithmetic.</summary>
public sealed class TargetAllocationTests
{
    private static readonly TargetIndicator Stock = new("forest_stock", new("森林蓄积量", "Forest growing stock"), ["森林蓄积量"], "m3", "forest", "growing-stock", false);
    private static readonly TargetIndicator Living = Stock with { Code = "living_stock", Title = new("活立木蓄积量", "Living stock") };

    [Fact]
    public void ALevelKeepsThePresentAndSpreadsTheDifference()
    {
        // 3 + 5 = 8 now, 10 wanted: 2 by 1 and 3 → 0.5, 1.5.
        var result = TargetAllocation.Levels(10, 0.1m, [Member("a", 1, 3), Member("b", 3, 5)], [(2030, 1m)]);
        Assert.Equal([(3.5m, 0.5m), (6.5m, 1.5m)], result.Rows.Select(r => (r.Value!.Value, r.Share!.Value)));
        Assert.Equal(8, result.Present);
        Assert.True(result.SumsHold);
        // 7 wanted: 1 less, never more than a member has: by 1 and 3 → -0.25, -0.75 → in tenths -0.3 (tie of halves: the larger weight takes 0.8) → -0.2, -0.8.
        Assert.Equal([2.8m, 4.2m], TargetAllocation.Levels(7, 0.1m, [Member("a", 1, 3), Member("b", 3, 5)], [(2030, 1m)]).Rows.Select(r => r.Value!.Value));
        // 1 wanted of 0.5 + 8: the first can lose 0.5 only.
        Assert.Equal([0m, 1m], TargetAllocation.Levels(1, 0.1m, [Member("a", 3, 0.5m), Member("b", 1, 8)], []).Rows.Select(r => r.Value!.Value));
    }

    [Fact]
    public void YearsFollowTheLine()
    {
        // 42.18 to 42.68 in five years of 0.1 each.
        Assert.Equal([42.28m, 42.38m, 42.48m, 42.58m, 42.68m], TargetAllocation.Levels(42.68m, 0.01m, [Member("a", 1, 42.18m)], Years(2021, 5)).Rows.Select(r => r.Value!.Value));
        // 0.05 in ten years: the line rises by half a step a year.
        var slow = TargetAllocation.Levels(1.05m, 0.01m, [Member("a", 1, 1)], Years(2021, 10));
        for (var k = 1; k <= 10; k++)
            Assert.True(Math.Abs(slow.Rows[k - 1].Value!.Value - (1 + (0.005m * k))) <= 0.005m);
        Assert.Equal(0.05m, slow.Rows.Sum(r => r.Share));
    }

    [Fact]
    public void WorkIsWholeWhereItIsCounted()
    {
        // 18 sites in four years: 4.5 each → 5, 5, 4, 4.
        var result = TargetAllocation.Amounts(18, 1, [Member("跳马镇", 1)], Years(2022, 4));
        Assert.Equal([5m, 5m, 4m, 4m], result.Rows.Select(r => r.Value!.Value));
        Assert.True(result.SumsHold);
        // 12 sites in three townships by area 50, 30, 20 → 6, 3.6, 2.4 → 6, 4, 2.
        Assert.Equal([6m, 4m, 2m], TargetAllocation.Amounts(12, 1, [Member("a", 50), Member("b", 30), Member("c", 20)], []).Rows.Select(r => r.Value!.Value));
    }

    [Fact]
    public void TownshipsByYearsAddUpBothWays()
    {
        var random = new Random(3);
        for (var run = 0; run < 500; run++)
        {
            AllocationMember[] members = [.. Enumerable.Range(0, random.Next(1, 14)).Select(i => Member($"{i}", random.Next(1, 50), random.Next(0, 900) / 100m))];
            var total = random.Next(0, 9000) / 100m;
            var result = TargetAllocation.Levels(total, 0.01m, members, Years(2025, random.Next(1, 8)));
            Assert.True(result.SumsHold);
            var before = result.Present!.Value;
            foreach (var year in result.Rows.GroupBy(r => r.Year))
            {
                var level = year.Sum(r => r.Value)!.Value;
                Assert.Equal(before + year.Sum(r => r.Share), level);
                before = level;
            }

            foreach (var member in result.Rows.GroupBy(r => r.Key))
                Assert.Equal(member.Last().Value, member.First().Present + member.Sum(r => r.Share));
        }
    }

    [Fact]
    public void CoverageBecomesAreaAndStopsAtPlantableLand()
    {
        // Land 1000 and 3000 ha, forest 500 and 1000; 40 % of 4000 = 1600: 100 more by plantable 20 and 180 → 10 and 90.
        var members = new[] { Forest("a", 1000, 500, 20), Forest("b", 3000, 1000, 180) };
        var result = TargetAllocation.Rates(40, TargetComparator.AtLeast, 0.01m, members, [(2030, 1m)]);
        Assert.Equal(1600, result.Total);
        Assert.Equal([510m, 1090m], result.Rows.Select(r => r.Value!.Value));
        Assert.Equal([51m, 36.333333m], result.Rows.Select(r => r.Rate!.Value));
        Assert.Equal(40, result.Rate);
        // 45 % needs 1800: 300 more, 200 can be planted: 100 cannot be placed, and the sum does not hold.
        var much = TargetAllocation.Rates(45, TargetComparator.AtLeast, 0.01m, members, [(2030, 1m)]);
        Assert.Equal([520m, 1180m], much.Rows.Select(r => r.Value!.Value));
        Assert.Equal(100, much.Unplaced);
        Assert.False(much.SumsHold);
        Assert.Equal(42.5m, much.Rate);
        // By equal weights the first is full at 20 and the second takes its rest.
        Assert.Equal([520m, 1080m], TargetAllocation.Rates(40, TargetComparator.AtLeast, 0.01m, [members[0] with { Weight = 1 }, members[1] with { Weight = 1 }], []).Rows.Select(r => r.Value!.Value));
    }

    [Theory]
    [InlineData(TargetComparator.AtLeast, "33.34")]
    [InlineData(TargetComparator.Stable, "33.34")]
    [InlineData(TargetComparator.AtMost, "33.33")]
    [InlineData(TargetComparator.MoreThan, "33.34")]
    public void TheAreaOfARateIsRoundedSoThatTheRateHolds(TargetComparator comparator, string expected) =>
        // A third of a hundredth of 10001 ha: 33.33 % × 100.01 ha = 33.333333 ha.
        Assert.Equal(decimal.Parse(expected, System.Globalization.CultureInfo.InvariantCulture), TargetAllocation.AreaFor(33.33m, comparator, 100.01m, 0.01m));

    [Fact]
    public void ExactAreasAreKeptAndMoreThanIsMore()
    {
        Assert.Equal(50, TargetAllocation.AreaFor(50, TargetComparator.AtLeast, 100, 0.01m));
        Assert.Equal(50.01m, TargetAllocation.AreaFor(50, TargetComparator.MoreThan, 100, 0.01m));
        Assert.Equal(49.99m, TargetAllocation.AreaFor(50, TargetComparator.LessThan, 100, 0.01m));
    }

    [Fact]
    public void RelativeTargetsRestOnWhatThePlanSaysBefore()
    {
        var first = Target("forest_stock-2025", 2025, 42.68m, TargetComparator.AtLeast);
        var more = Target("forest_stock-2030", 2030, null, TargetComparator.Increase);
        var resolved = Resolve(more, [first, more]);
        Assert.Equal(42.69m, resolved.Value);
        Assert.Equal((2025, 42.68m), (resolved.Start!.Year!.Value, resolved.Start.Value));
        Assert.True(resolved.Rests);
        Assert.Equal(42.67m, Resolve(more with { Comparator = TargetComparator.Decrease }, [first]).Value);
        Assert.Equal(42.68m, Resolve(more with { Comparator = TargetComparator.Stable }, [first]).Value);
        var plus = Resolve(more with { Comparator = TargetComparator.StablePlus }, [first]);
        Assert.Equal((42.68m, 42.69m), (plus.Value!.Value, plus.StriveFor!.Value));
        // A base printed with the target stands before, an observation comes last.
        Assert.Equal(40.01m, Resolve(more with { BaseValue = 40, BaseYear = 2020 }, [first]).Value);
        Assert.Equal(41.24m, Resolve(more, [more], new(2024, 41.234m, new("图层", "layer"))).Value);
    }

    [Fact]
    public void ChangesAreAddedAndPercentagesOfAmountsMultiplied()
    {
        var change = Target("x-2030", 2030, 0.5m, TargetComparator.None) with { Measure = TargetMeasure.Change, Unit = "个百分点", BaseValue = 56.4m };
        Assert.Equal(56.9m, Resolve(change, [change]).Value);
        Assert.Equal(55.9m, Resolve(change with { Comparator = TargetComparator.Decrease }, [change]).Value);
        Assert.Equal(44m, Resolve(change with { Unit = "%", Value = 10, BaseValue = 40 }, [change]).Value);
    }

    [Fact]
    public void WithoutABaseTheMissingValueIsNamedAndNoOtherIndicatorIsBorrowed()
    {
        var living = Target("living_stock-2025", 2025, 405.7m, TargetComparator.Reach) with { Indicator = "living_stock", IndicatorZh = "活立木蓄积量" };
        var stable = Target("forest_stock-2030", 2030, null, TargetComparator.StablePlus);
        var resolved = Resolve(stable, [living, stable]);
        Assert.Null(resolved.Value);
        Assert.Contains("forest_stock", resolved.Reason!.En, StringComparison.Ordinal);
        Assert.Contains("living_stock-2025", resolved.Reason.En, StringComparison.Ordinal);
        // Two values of one year are no base.
        var (one, two) = (Target("s-2025", 2025, 40, TargetComparator.None), Target("s-2025-2", 2025, 41, TargetComparator.None));
        Assert.Contains("41", Resolve(stable, [one, two, stable], new(2024, 39, new("图层", "layer"))).Reason!.Zh, StringComparison.Ordinal);
    }

    private static ResolvedTarget Resolve(PlanTarget target, IReadOnlyList<PlanTarget> plan, TargetStart? observed = null) => ResolvedTarget.Of(target, plan, [Stock, Living], t => t.Value, observed, 0.01m);

    private static (int, decimal)[] Years(int from, int count) => [.. Enumerable.Range(from, count).Select(y => (y, 1m))];

    private static AllocationMember Member(string key, decimal weight, decimal? present = null) => new(key, key, weight) { Present = present };

    private static AllocationMember Forest(string key, decimal land, decimal forest, decimal plantable) => new(key, key, plantable) { LandArea = land, Present = forest, Bound = plantable };

    private static PlanTarget Target(string id, int year, decimal? value, TargetComparator comparator) => new()
    {
        Id = id,
        Region = "某县",
        Indicator = "forest_stock",
        IndicatorZh = "森林蓄积量",
        Scope = "全县",
        Year = year,
        Value = value,
        Unit = "万立方米",
        Comparator = comparator,
        Citations = [new("plan.txt", 1, "", "句子", "引文")],
    };
}
