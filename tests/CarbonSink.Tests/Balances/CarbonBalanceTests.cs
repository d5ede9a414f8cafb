using CarbonSink.Balances;
using CarbonSink.Estimation;
using CarbonSink.Methodologies;
using Xunit;

namespace CarbonSink.Tests.Balances;

/// <summary>The balance by arithmetic that a reader can redo.</summary>
public class CarbonBalanceTests
{
    private static readonly SinkComponent Forest = new("forest", new("森林", "Forest"), "forest", CarbonPool.Living, "CO2", null);
    private static readonly SinkComponent Planting = Forest with { Id = "planting", Within = "forest" };
    private static readonly SinkComponent Methane = new("methane", new("甲烷", "Methane"), "wetland", CarbonPool.None, "CH4", null);

    private static BalanceFigure Emitted(int year, string sector, double value, string scenario = "") => new(sector, "CO2e", scenario, year, ExactSum.Of(value), ParameterStatus.Declared, "");

    private static BalanceFigure TakenUp(int year, string component, double value, string scenario = "", ParameterStatus status = ParameterStatus.Declared) => new(component, "", scenario, year, ExactSum.Of(value), status, "");

    private static TradedLot Sold(int vintage, double quantity, TradedUnit kind = TradedUnit.Removal, bool sold = true, bool outside = true) => new("P", "p", vintage, ExactSum.Of(quantity), kind, sold, outside, "x") { Date = "2030-01-01" };

    [Fact]
    public void A_year_is_emissions_less_the_sink_that_was_not_sold()
    {
        var balance = new CarbonBalance([Emitted(2023, "energy", 700.5), Emitted(2023, "waste", 100), Emitted(2023, "energy", 200)], [Forest, Planting, Methane], [TakenUp(2023, "forest", 300.25), TakenUp(2023, "planting", 40), TakenUp(2023, "methane", -50)], [Sold(2023, 20), Sold(2023, 5, outside: false), Sold(2023, 7, TradedUnit.Reduction), Sold(2023, 9, TradedUnit.Allowance, sold: false), Sold(2023, 11, sold: false), Sold(2022, 13)]);
        var year = balance.Of(2023);

        // 700.5 + 100 + 200; 300.25 − 50, the planting being within the forest; less the 20 removed in 2023 and sold outside
        Assert.Equal((1000.5, 250.25, 20.0, 230.25, 770.25), (year.EmissionsT!.Value.ToDouble(), year.NetSinkT!.Value.ToDouble(), year.SoldOutsideT.ToDouble(), year.SinkCountedT!.Value.ToDouble(), year.BalanceT!.Value.ToDouble()));
        Assert.Equal(100 * 230.25 / 1000.5, year.RatioPercent!.Value, 1e-12);
        Assert.Equal(BalanceStatement.NotCovered, year.Statement);
        Assert.Equal(900.5, year.Emissions.Single(e => e.Id == "energy").ValueT!.Value.ToDouble());
        Assert.False(year.Components.Single(c => c.Id == "planting").Counts);
        Assert.Empty(year.Gaps);
    }

    [Fact]
    public void Sums_are_conserved_in_any_order()
    {
        var random = new Random(11);
        var emissions = Enumerable.Range(0, 200).Select(i => Emitted(2020 + (i % 4), $"s{i % 5}", random.NextDouble() * Math.Pow(10, random.Next(-3, 9)))).ToArray();
        SinkComponent[] components = [.. SinkComponent.Lands.Select(l => new SinkComponent(l, new(l, l), l, CarbonPool.Living, "CO2", null))];
        var sinks = components.SelectMany(c => Enumerable.Range(2020, 4).Select(y => TakenUp(y, c.Id, (random.NextDouble() - 0.3) * 1e6))).ToArray();
        var lots = Enumerable.Range(0, 50).Select(i => Sold(2019 + (i % 6), random.NextDouble() * 1000, outside: i % 3 > 0)).ToArray();
        var expected = Enumerable.Range(2020, 4).Select(y => new CarbonBalance(emissions, components, sinks, lots).Of(y)).ToArray();
        for (var turn = 0; turn < 5; turn++)
        {
            random.Shuffle(emissions);
            random.Shuffle(sinks);
            random.Shuffle(lots);
            foreach (var before in expected)
            {
                var year = new CarbonBalance(emissions, components, sinks, lots).Of(before.Year);
                Assert.Equal((before.EmissionsT, before.NetSinkT, before.SoldOutsideT, before.BalanceT), (year.EmissionsT, year.NetSinkT, year.SoldOutsideT, year.BalanceT));
                Assert.Equal(year.SinkCountedT, year.Components.Aggregate(ExactSum.Zero, (sum, c) => sum + c.ValueT!.Value) - year.SoldOutsideT);
                Assert.Equal(year.EmissionsT, year.Emissions.Aggregate(ExactSum.Zero, (sum, c) => sum + c.ValueT!.Value));
                Assert.Equal(emissions.Where(e => e.Year == before.Year).Aggregate(ExactSum.Zero, (sum, e) => sum + e.ValueT), year.EmissionsT);
            }
        }
    }

    [Fact]
    public void Land_that_is_a_source_adds_to_emissions()
    {
        var year = new CarbonBalance([Emitted(2023, "all", 100)], [Forest], [TakenUp(2023, "forest", -30)], []).Of(2023);
        Assert.Equal((130.0, -30.0), (year.BalanceT!.Value.ToDouble(), year.RatioPercent!.Value));
    }

    [Fact]
    public void A_tonne_is_taken_off_the_year_it_was_removed_in()
    {
        var balance = new CarbonBalance([Emitted(2022, "all", 100), Emitted(2023, "all", 100)], [Forest], [TakenUp(2022, "forest", 10), TakenUp(2023, "forest", 10)], [Sold(2022, 4)]);
        Assert.Equal((6.0, 10.0), (balance.Of(2022).SinkCountedT!.Value.ToDouble(), balance.Of(2023).SinkCountedT!.Value.ToDouble()));
    }

    [Fact]
    public void What_is_missing_is_a_gap_and_no_zero()
    {
        var balance = new CarbonBalance([Emitted(2022, "a", 100), Emitted(2022, "b", 1), Emitted(2023, "a", 100)], [Forest, Methane], [TakenUp(2022, "forest", 10), TakenUp(2023, "forest", 10), TakenUp(2023, "methane", -1)], []);
        var (first, second) = (balance.Of(2022), balance.Of(2023));
        Assert.Equal((101.0, (ExactSum?)null, (ExactSum?)null, (double?)null, (BalanceStatement?)null), (first.EmissionsT!.Value.ToDouble(), first.NetSinkT, first.BalanceT, first.RatioPercent, first.Statement));
        Assert.Equal(["methane"], first.Gaps);
        Assert.Equal(((ExactSum?)null, 9.0), (second.EmissionsT, second.NetSinkT!.Value.ToDouble()));
        Assert.Equal(["b CO2e"], second.Gaps);
        Assert.Null(balance.Of(2024).BalanceT);
    }

    [Fact]
    public void Years_between_known_ones_are_filled_only_when_asked()
    {
        var filled = BalanceFigure.Interpolated([Emitted(2030, "all", 50), Emitted(2020, "all", 90), Emitted(2020, "all", 10), Emitted(2030, "all", 500, "other")]);
        Assert.Equal(4 + 9, filled.Count);

        // from 90 + 10 to 50 over ten years: 5 less each year; the scenario with one year alone is not extended
        Assert.Equal(85.0, filled.Single(f => f.Year == 2023).ValueT.ToDouble());
        Assert.True(filled.Single(f => f.Year == 2023) is { IsInterpolated: true, Status: ParameterStatus.Derived });
        Assert.True(new CarbonBalance(filled, [], [], []).Of(2023).IsInterpolated);
    }

    [Theory]
    [InlineData(100, BalanceStatement.Covered)]
    [InlineData(99.5, BalanceStatement.NotCovered)]
    public void A_word_in_a_table_verifies_nothing(double sink, BalanceStatement expected)
    {
        var balance = new CarbonBalance([Emitted(2023, "all", 100) with { Status = ParameterStatus.Verified }], [Forest], [TakenUp(2023, "forest", sink, status: ParameterStatus.Verified)], []);
        Assert.Equal(expected, balance.Of(2023).Statement);
    }

    [Theory]
    [InlineData(ParameterStatus.Declared, ParameterStatus.Verified, ParameterStatus.Declared)]
    [InlineData(ParameterStatus.Verified, ParameterStatus.Verified, ParameterStatus.Verified)]
    [InlineData(ParameterStatus.Declared, ParameterStatus.Secondary, ParameterStatus.Secondary)]
    public void What_is_declared_is_no_better_than_what_is_verified(ParameterStatus emissions, ParameterStatus sink, ParameterStatus expected) =>
        Assert.Equal(expected, new CarbonBalance([Emitted(2023, "all", 100) with { Status = emissions }], [Forest], [TakenUp(2023, "forest", 1, status: sink)], []).Of(2023).Status);

    [Fact]
    public void A_scenario_without_a_sector_that_is_reported_has_a_gap()
    {
        // reported 900 + 500; a scenario with energy alone would show 100
        BalanceFigure[] reported = [Emitted(2022, "energy", 900), Emitted(2022, "industry", 500), Emitted(2022, "farms", 3) with { Gas = "CH4" }];
        BalanceYear Of(params BalanceFigure[] scenario) => new CarbonBalance([.. reported, .. scenario], [Forest], [TakenUp(2023, "forest", 110)], []).Of(2023, "deep");
        var part = Of(Emitted(2023, "energy", 100, "deep"));
        Assert.Null(part.EmissionsT);
        Assert.Equal(["farms CH4", "industry CO2e"], part.Gaps);
        Assert.Equal(["farms CH4"], Of(Emitted(2023, "energy", 100, "deep"), Emitted(2023, "industry", 50, "deep")).Gaps);
        Assert.Equal(160.0, Of(Emitted(2023, "energy", 100, "deep"), Emitted(2023, "industry", 50, "deep"), Emitted(2023, "farms", 10, "deep")).EmissionsT!.Value.ToDouble()); // its CO2e holds the CH4
        Assert.Equal(120.0, Of(Emitted(2023, CarbonBalance.AllSectors, 120, "deep")).EmissionsT!.Value.ToDouble());
        Assert.Equal(3, Of(Emitted(2023, CarbonBalance.AllSectors, 120, "deep") with { Gas = "CO2" }).Gaps.Count); // carbon dioxide alone is not all
    }

    [Fact]
    public void Status_is_the_worst_of_what_counts()
    {
        var balance = new CarbonBalance([Emitted(2023, "all", 1)], [Forest, Planting], [TakenUp(2023, "forest", 1, status: ParameterStatus.Secondary), TakenUp(2023, "planting", 1, status: ParameterStatus.Memory)], []);
        Assert.Equal(ParameterStatus.Secondary, balance.Of(2023).Status);
    }

    [Fact]
    public void Scenarios_of_emissions_and_sink_cross()
    {
        var balance = new CarbonBalance([Emitted(2020, "a", 7), Emitted(2030, "all", 100, "low"), Emitted(2030, "all", 200, "high")], [Forest, Methane], [TakenUp(2030, "forest", 10), TakenUp(2030, "forest", 30, "more"), TakenUp(2030, "methane", -2)], []);
        Assert.Equal(["high", "low"], balance.EmissionScenarios);
        Assert.Equal(["more"], balance.SinkScenarios);
        double Balance(string emissions, string sinks) => balance.Of(2030, emissions, sinks).BalanceT!.Value.ToDouble();
        Assert.Equal((92.0, 72.0, 192.0, 172.0), (Balance("low", ""), Balance("low", "more"), Balance("high", ""), Balance("high", "more")));
        Assert.Empty(balance.Of(2030, "low").Gaps); // sectors of what is reported are none of a scenario's
    }

    [Theory]
    [InlineData("forest", CarbonPool.Living, "CO2", true)]
    [InlineData("all", CarbonPool.AboveGround, "CO2e", true)]
    [InlineData("forest", CarbonPool.SoilOrganicCarbon, "CO2", false)]
    [InlineData("cropland", CarbonPool.Living, "CO2", false)]
    [InlineData("forest", CarbonPool.None, "CH4", false)]
    public void Components_overlap_on_the_same_land_and_pool(string land, CarbonPool pools, string gas, bool expected)
    {
        var other = new SinkComponent("other", new("", ""), land, pools, gas, null);
        Assert.Equal(expected, new CarbonBalance([], [Forest, other], [], []).Overlaps.Count == 1);
        Assert.Empty(new CarbonBalance([], [Forest, other with { Within = "forest" }], [], []).Overlaps);
        Assert.Empty(new CarbonBalance([], [Forest, other with { Apart = new Dictionary<string, string> { ["forest"] = "state forest" } }], [], []).Overlaps);
    }

    [Fact]
    public void A_component_is_apart_from_those_it_names_alone()
    {
        var third = Forest with { Id = "third", Apart = new Dictionary<string, string> { ["forest"] = "state forest" } };
        Assert.False(third.Overlaps(Forest) || Forest.Overlaps(third));
        Assert.True(third.Overlaps(Forest with { Id = "fourth" }));
    }

    [Theory]
    [InlineData("forest", CarbonPool.AboveGround, "CO2", true)]
    [InlineData("wetland", CarbonPool.SoilOrganicCarbon, "CO2", false)]
    [InlineData("forest", CarbonPool.SoilOrganicCarbon, "CO2", false)]
    [InlineData("forest", CarbonPool.Living | CarbonPool.HarvestedWoodProducts, "CO2", false)]
    [InlineData("forest", CarbonPool.None, "CH4", false)]
    [InlineData("all", CarbonPool.AboveGround, "CO2", false)]
    public void A_part_lies_within_what_its_whole_counts(string land, CarbonPool pools, string gas, bool expected) =>
        Assert.Equal(expected, new SinkComponent("part", new("", ""), land, pools, gas, "forest").IsPartOf(Forest));

    [Fact]
    public void Wood_products_overlap_wood_products() =>
        Assert.True((Forest with { Pools = CarbonPool.Living | CarbonPool.HarvestedWoodProducts }).Overlaps(Forest with { Id = "wood", Pools = CarbonPool.HarvestedWoodProducts }));

    [Fact]
    public void Methane_overlaps_methane_within_a_sum_of_gases() =>
        Assert.True(Methane.Overlaps(new("all", new("", ""), "wetland", CarbonPool.SoilOrganicCarbon, "CO2e", null)));

    [Fact]
    public void What_nobody_counts_is_said()
    {
        var left = new CarbonBalance([], [Forest, new("soil", new("", ""), "all", CarbonPool.SoilOrganicCarbon, "CO2", null), Planting with { Land = "grassland" }], [], []).NotCounted;
        Assert.Equal(("forest", CarbonPool.DeadWood | CarbonPool.Litter), left[0]);
        Assert.Equal(("grassland", CarbonPool.Living | CarbonPool.DeadWood | CarbonPool.Litter), left.Single(l => l.Land == "grassland"));
    }
}
