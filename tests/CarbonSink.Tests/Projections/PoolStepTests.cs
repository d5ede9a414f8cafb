using CarbonSink.Projections;
using Xunit;

namespace CarbonSink.Tests.Projections;

public sealed class PoolStepTests
{
    private const double Close = 1e-9;

    [Fact]
    public void Growth_without_losses_is_the_curve()
    {
        var years = Stands.Run([Stands.Of(0, 10, 20)], [], years: 30).Years;
        Assert.All(years, y => Assert.Equal(10 * 2 * (20 + y.Year - 2020), y.PoolsTC[0], Close));
        Assert.All(years, y => Assert.Equal(10 * 0.5 * (20 + y.Year - 2020), y.PoolsTC[1], Close));
        Assert.All(years.Skip(1), y => Assert.Equal(20, y.Flow(FlowKind.Growth, Reservoir.Atmosphere, Reservoir.AboveGround), Close));
    }

    /// <summary>A stand of half the curve grows by half of its increments and stays at half; with absolute increments it gains 2 tC/ha a year like any other.</summary>
    [Fact]
    public void Increments_are_scaled_by_relative_stocking_or_taken_as_they_are()
    {
        Stand[] half = [Stands.Of(0, 1, 20, above: 20)];
        Assert.Equal(20 * 30 / 20.0, Stands.Run(half, [], years: 10).Years[^1].PoolsTC[0], Close);
        Assert.Equal(20 + (2 * 10), Stands.Run(half, [], years: 10, set: s => s with { Increments = IncrementRule.Absolute }).Years[^1].PoolsTC[0], Close);
        var limited = Stands.Run(half, [], years: 10, set: s => s with { Stocking = (0.75, 1) });
        Assert.Equal(20 + (0.75 * 2 * 10), limited.Years[^1].PoolsTC[0], Close);
        Assert.Equal(1, limited.ClampedHa);
    }

    /// <summary>Areas that no binary fraction holds, in two orders: one area to the last bit.</summary>
    [Fact]
    public void The_area_that_was_clamped_is_the_same_in_any_order()
    {
        Stand[] poor = [.. Enumerable.Range(0, 3000).Select(i => Stands.Of(i, 0.1 + (i * 0.7), 20, above: i % 3 == 0 ? 40 : 20))];
        var random = new Random(4);
        ScenarioProjection[] runs = [.. ((Stand[][])[poor, [.. poor.OrderBy(_ => random.Next())]]).SelectMany(p => new[] { 1, 3 }, (p, threads) => Stands.Run(p, [], set: s => s with { Stocking = (0.75, 1), Threads = threads }))];
        Assert.Equal(poor.Where((_, i) => i % 3 > 0).Sum(s => s.AreaHa), runs[0].ClampedHa, 1e-6);
        Assert.Single(runs.Select(r => r.ClampedHa).Distinct());
    }

    [Fact]
    public void Past_the_last_age_a_stand_is_held_and_its_area_told()
    {
        var years = Stands.Run([Stands.Of(0, 7, 8), Stands.Of(1, 5, 20)], [], years: 4, tables: [Stands.Straight(Stands.Fir, 10)]).Years;
        Assert.Equal([0.0, 5, 5, 12, 12], years.Select(y => y.HeldHa));
        Assert.Equal(7 * 2 * 10, years[^1].PoolsTC[0] - (5 * 40), Close);
    }

    [Fact]
    public void Before_the_first_age_stock_rises_in_equal_steps_to_its_first_value()
    {
        var years = Stands.Run([Stands.Of(0, 1, 0)], [], years: 6, tables: [Stands.Straight(Stands.Fir, 10, firstAge: 5)]).Years;
        Assert.Equal([0.0, 2, 4, 6, 8, 10, 12], years.Select(y => y.PoolsTC[0]));
        Assert.Equal([1.0, 1, 1, 1, 1, 0, 0], years.Select(y => y.BeforeCurveHa));
    }

    /// <summary>Three years of one hectare, each flow written out: a = 10, b = 5, d = 3, l = 2, s = 40; the curve adds 2 and 0.5 a year.</summary>
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void One_stand_by_hand_over_three_years(bool isNet)
    {
        var stand = Stands.Of(0, 1, 5) with { Pools = new(10, 5, 3, 2, 40) };
        var years = Stands.Run([stand], [], Stands.FivePools(isNet)).Years;
        var (a, b, d, l, s) = (10.0, 5.0, 3.0, 2.0, 40.0);
        for (var year = 1; year <= 3; year++)
        {
            var (mortality, litterfall, rootsDead, rootsSoil) = (0.006 * a, 0.004 * a, 0.01 * b, 0.01 * b);
            var (woodSoil, woodAir, litterSoil, litterAir, soilAir) = (0.0375 * d, 0.2125 * d, 0.009 * l, 0.051 * l, 0.008 * s);
            var (growthA, growthB) = (2 + (isNet ? mortality + litterfall : 0), 0.5 + (isNet ? rootsDead + rootsSoil : 0));
            (a, b, d, l, s) = (a + growthA - mortality - litterfall, b + growthB - rootsDead - rootsSoil, d + mortality + rootsDead - woodSoil - woodAir, l + litterfall - litterSoil - litterAir, s + rootsSoil + woodSoil + litterSoil - soilAir);
            var found = years[year];
            Assert.Equal([a, b, d, l, s], found.PoolsTC, (x, y) => Math.Abs(x - y) < Close);
            Assert.Equal(growthA, found.Flow(FlowKind.Growth, Reservoir.Atmosphere, Reservoir.AboveGround), Close);
            Assert.Equal(mortality, found.Flow(FlowKind.Mortality, Reservoir.AboveGround, Reservoir.DeadWood), Close);
            Assert.Equal(woodSoil, found.Flow(FlowKind.Humification, Reservoir.DeadWood, Reservoir.Soil), Close);
            Assert.Equal(woodAir + litterAir + soilAir, found.Flows.Where(f => f.To == Reservoir.Atmosphere).Sum(f => f.CarbonTC), Close);
        }
    }

    /// <summary>A pool that only decays: C·(1 − e^(−k))ⁿ steps make C·e^(−kn).</summary>
    [Fact]
    public void Pure_decay_is_exponential()
    {
        var k = Math.Log(2) / 8;
        var decay = PoolDynamics.Of([new(Reservoir.DeadWood, Reservoir.Atmosphere, 1 - Math.Exp(-k), FlowKind.Decay)], isNet: true);
        var years = Stands.Run([Stands.Of(0, 2, 5)], [], decay, years: 24).Years;
        Assert.All(years, y => Assert.Equal(2 * 3 * Math.Exp(-k * (y.Year - 2020)), y.PoolsTC[2], Close));
        Assert.Equal(2 * 3 / 8.0, years[^1].PoolsTC[2], Close); // three half-lives
    }

    [Fact]
    public void Dead_wood_and_litter_follow_by_fractions_and_soil_is_not_estimated()
    {
        var years = Stands.Run([Stands.Of(0, 1, 10)], [], PoolDynamics.Fractions(0.06, 0.01)).Years;
        Assert.All(years, y => Assert.Equal([0.06 * y.PoolsTC[0], 0.01 * y.PoolsTC[0]], y.PoolsTC.Skip(2), (x, z) => Math.Abs(x - z) < Close));
        Assert.Equal(0.06 * 2, years[1].Flow(FlowKind.Fraction, Reservoir.Atmosphere, Reservoir.DeadWood), Close);
    }

    [Theory]
    [InlineData(Reservoir.Litter, Reservoir.DeadWood, 0.1)]
    [InlineData(Reservoir.AboveGround, Reservoir.BelowGround, 0.1)]
    [InlineData(Reservoir.AboveGround, Reservoir.Products, 0.1)]
    [InlineData(Reservoir.Atmosphere, Reservoir.Soil, 0.1)]
    [InlineData(Reservoir.DeadWood, Reservoir.Soil, 1.1)]
    [InlineData(Reservoir.DeadWood, Reservoir.Soil, -0.1)]
    [InlineData(Reservoir.DeadWood, Reservoir.Soil, double.NaN)]
    public void Transfers_go_forward_and_are_shares(Reservoir from, Reservoir to, double fraction) =>
        Assert.ThrowsAny<ArgumentException>(() => PoolDynamics.Of([new(from, to, fraction, FlowKind.Decay)], isNet: true));

    [Fact]
    public void No_pool_loses_more_than_it_has() =>
        Assert.Throws<ArgumentException>(() => PoolDynamics.Of([new(Reservoir.DeadWood, Reservoir.Soil, 0.6, FlowKind.Humification), new(Reservoir.DeadWood, Reservoir.Atmosphere, 0.6, FlowKind.Decay)], isNet: true));

    /// <summary>Worked example 12: C0 = 100, 10 a year, half-life 35: k = 0.019804205, C1 = 107.940690.</summary>
    [Fact]
    public void Wood_products_decay_as_in_the_worked_example()
    {
        Assert.Equal(0.019804205, Stands.Sawnwood.K, 5e-10);
        Assert.Equal(107.940690, Stands.Sawnwood.Next(100, 10), 5e-7);
        Assert.Equal(50, Enumerable.Range(0, 35).Aggregate(100.0, (c, _) => Stands.Sawnwood.Next(c, 0)), Close);
    }
}
