using CarbonSink.Growth;
using CarbonSink.Projections;
using Xunit;

namespace CarbonSink.Tests.Projections;

/// <summary>The arithmetic of each activity. Stands of the straight curve hold 2 tC/ha above and 0.5 below for each year of age, and 4 m3 for each tC above.</summary>
public sealed class ActivityTests
{
    private const double Close = 1e-6; // totals are added up on a grid, of 2^-24 tC for stands below 128 ha

    private static readonly StandFilter Any = new();

    /// <summary>50 ha a year at 80 % preserved: 40 ha of stands each year; of 120 ha of land 120 − 40, then 80 − 40 are left, and in the third year only 40 can be planted.</summary>
    [Fact]
    public void Planting_takes_land_keeps_what_failed_and_tells_what_it_could_not_do()
    {
        var result = Stands.Run([Stands.Land(0, 70), Stands.Land(1, 50, "bare"), Stands.Land(2, 99, "non_forest")], [new Planting(2021, 2023, ["suitable", "bare"], Stands.Fir, 0.8) { AreaHaPerYear = 50 }]);
        Assert.Equal([0, 40, 80, 112], result.Years.Select(y => y.StandsHa), (a, b) => Math.Abs(a - b) < Close);
        Assert.Equal(40 * 2 * 3 + 40 * 2 * 2 + 32 * 2 * 1, result.Years[3].PoolsTC[0], Close);
        Assert.Equal((0, 2023, 50.0, "ha"), (result.Shortfalls.Single().Activity, result.Shortfalls[0].Year, result.Shortfalls[0].Asked, result.Shortfalls[0].Unit));
        Assert.Equal(40, result.Shortfalls[0].Done, Close);
        Assert.Equal(219, result.Years[3].StandsHa + result.Years[3].LandHa, Close);
    }

    [Fact]
    public void Enclosed_land_becomes_a_stand_after_its_years_and_is_not_planted_meanwhile()
    {
        var result = Stands.Run([Stands.Land(0, 30)], [new Enclosure(2021, 2021, ["suitable"], Stands.Oak, 2) { AreaHaPerYear = 20 }, new Planting(2022, 2022, ["suitable"], Stands.Fir, 1) { AreaHaPerYear = 20 }], years: 4);
        Assert.Equal([0.0, 0, 10, 30, 30], result.Years.Select(y => y.StandsHa));
        Assert.Equal((10 * 2 * 3) + (20 * 1 * 2), result.Years[4].PoolsTC[0], Close); // fir from 2022 on, oak from 2023 on
        Assert.Equal(10, result.Shortfalls.Single().Done, Close);
    }

    /// <summary>30 % of 20 tC/ha out of 10 ha is 60 tC, half of it sawnwood; the stand goes on with nine tenths of its increments.</summary>
    [Fact]
    public void Thinning_takes_its_share_once()
    {
        var years = Stands.Run([Stands.Of(0, 10, 10)], [new Thinning(2021, 2023, Any, 0.3, 0.9, [new(Stands.Sawnwood, 0.5)])]).Years;
        Assert.Equal((10 * (20 * 0.7)) + (3 * 10 * 2 * 0.9), years[3].PoolsTC[0], Close);
        Assert.Equal(30, years[1].Flow(FlowKind.Thinning, Reservoir.AboveGround, Reservoir.Products), Close);
        Assert.Equal(30, years[1].Flow(FlowKind.Thinning, Reservoir.AboveGround, Reservoir.Atmosphere), Close);
        Assert.Equal(0.3 * 5 * 10, years[1].Flow(FlowKind.Thinning, Reservoir.BelowGround, Reservoir.Atmosphere), Close);
        Assert.Equal([0, 0.3 * 80 * 10, 0, 0], years.Select(y => y.HarvestM3), (a, b) => Math.Abs(a - b) < Close);
        Assert.Equal(Stands.Sawnwood.Next(Stands.Sawnwood.Next(Stands.Sawnwood.Next(0, 30), 0), 0), years[3].ProductsTC, Close);
        Assert.Equal(30 - years[1].ProductsTC, years[1].Flow(FlowKind.ProductDecay, Reservoir.Products, Reservoir.Atmosphere), Close);
    }

    [Fact]
    public void Slash_stays_as_dead_wood_where_dead_wood_is_followed()
    {
        var year = Stands.Run([Stands.Of(0, 10, 10)], [new Thinning(2021, 2021, Any, 0.3, 1, [new(Stands.Sawnwood, 0.5)])], Stands.FivePools(isNet: true)).Years[1];
        Assert.Equal(30, year.Flow(FlowKind.Thinning, Reservoir.AboveGround, Reservoir.DeadWood), Close);
        Assert.Equal(15, year.Flow(FlowKind.Thinning, Reservoir.BelowGround, Reservoir.DeadWood), Close);
    }

    /// <summary>The oldest first: 5 ha of age 30, then 3 of the 10 ha of age 25. Replanted land is a year old at the end of the year.</summary>
    [Fact]
    public void Harvest_by_area_takes_the_oldest_and_replants()
    {
        var years = Stands.Run([Stands.Of(0, 10, 25), Stands.Of(1, 5, 30), Stands.Of(2, 4, 19)], [new Harvest(2021, 2021, new() { MinAge = 20 }, [new(Stands.Sawnwood, 0.6)], "bare") { AreaHaPerYear = 8, Replants = true, ReplantedWith = Stands.Oak }], years: 1).Years;
        Assert.Equal((5 * 60) + (3 * 50), years[1].Flows.Where(f => f is { Kind: FlowKind.Harvest, From: Reservoir.AboveGround }).Sum(f => f.CarbonTC), Close);
        Assert.Equal((7 * 52) + (4 * 40) + (8 * 1), years[1].PoolsTC[0], Close);
        Assert.Equal(4 * ((5 * 60) + (3 * 50)), years[1].HarvestM3, Close);
        Assert.Equal(0.6 * 450, years[1].Flow(FlowKind.Harvest, Reservoir.AboveGround, Reservoir.Products), Close);
        Assert.Equal([new AgeArea(0, 8), new AgeArea(20, 11)], years[1].AgeAreas);
        Assert.Equal(8, years[1].TreatedHa["harvest"], Close);
    }

    /// <summary>1,800 m3 at 4 · 60 m3/ha are 7.5 ha; without replanting the land is bare and keeps its soil, while dead wood and litter are lost.</summary>
    [Fact]
    public void Harvest_by_volume_without_replanting_leaves_land()
    {
        var years = Stands.Run([Stands.Of(0, 10, 30)], [new Harvest(2021, 2021, Any, [], "bare") { VolumeM3PerYear = 1800 }], Stands.FivePools(isNet: true), years: 1).Years;
        Assert.Equal((2.5, 7.5), (years[1].StandsHa, years[1].LandHa));
        Assert.Equal(1800, years[1].HarvestM3, Close);
        Assert.Equal(7.5 * 3 + 7.5 * (60 + 15), years[1].Flow(FlowKind.Harvest, Reservoir.DeadWood, Reservoir.Atmosphere), Close);
        Assert.Equal(7.5 * 40, years[1].PoolsTC[4] - (2.5 * (40 + 0.15 + (0.0375 * 3) + (0.009 * 2) - (0.008 * 40))), Close);
    }

    [Fact]
    public void A_volume_that_is_not_there_is_a_shortfall()
    {
        var result = Stands.Run([Stands.Of(0, 10, 30)], [new Harvest(2021, 2021, Any, [], "bare") { VolumeM3PerYear = 5000 }], years: 1);
        Assert.Equal((5000, 2400, "m3"), (result.Shortfalls.Single().Asked, result.Shortfalls[0].Done, result.Shortfalls[0].Unit));
    }

    /// <summary>Of 10 ha and 3 ha of age 30 nobody knows the volume of the 3 ha: they stay, and are told with the year in which they were most. The oak of 5 ha is not to be felled.</summary>
    [Fact]
    public void A_quota_of_volume_leaves_stands_of_unknown_volume_and_tells_their_area()
    {
        YieldTable[] tables = [Stands.Straight(Stands.Fir, 60), CarbonAlone(Stands.Oak), CarbonAlone(new("柏木林", "natural"))];
        Stand[] stands = [Stands.Of(0, 10, 30), Stands.Of(1, 2, 30, Stands.Oak) with { VolumeM3PerHa = null }, Stands.Of(2, 1, 19, Stands.Oak) with { VolumeM3PerHa = null }, Stands.Of(3, 5, 30, new("柏木林", "natural")) with { VolumeM3PerHa = null }];
        var result = Stands.Run(stands, [new Harvest(2021, 2023, new() { MinAge = 20, ForestTypes = ["杉木林", "栎类林"] }, [], "bare") { VolumeM3PerYear = 240 }], tables: tables);
        Assert.Equal(new UnknownVolume(0, 2022, 2 + 1), result.UnknownVolumes.Single());
        Assert.Equal(2 + 1 + 5, result.Years[3].StandsHa - (10 - result.Years.Sum(y => y.TreatedHa.GetValueOrDefault("harvest"))), Close);
        Assert.All(result.Years.Skip(1), y => Assert.Equal(240, y.HarvestM3, Close));
    }

    /// <summary>6 ha of 10 grow half as fast again for two years.</summary>
    [Fact]
    public void Tending_raises_increments_for_its_years()
    {
        var years = Stands.Run([Stands.Of(0, 10, 10)], [new Tending(2021, 2021, Any, 1.5, 2) { AreaHaPerYear = 6 }]).Years;
        Assert.Equal([200, 200 + (6 * 3) + (4 * 2), 200 + (6 * 6) + (4 * 4), 200 + (6 * 8) + (4 * 6)], years.Select(y => y.PoolsTC[0]), (a, b) => Math.Abs(a - b) < Close);
    }

    /// <summary>A stand of 0.4 of the curve grows by nine tenths of the increments; one of 0.7 is none to repair.</summary>
    [Fact]
    public void Repair_raises_the_stocking_of_poor_stands_alone()
    {
        var years = Stands.Run([Stands.Of(0, 1, 10, above: 8), Stands.Of(1, 1, 10, above: 14)], [new Repair(2021, 2023, Any, 0.5, 0.9)]).Years;
        Assert.Equal(8 + (3 * 2 * 0.9) + 14 + (3 * 2 * 0.7), years[3].PoolsTC[0], Close);
        Assert.Equal([0.0, 1, 0, 0], years.Select(y => y.TreatedHa.GetValueOrDefault("repair")));
    }

    [Fact]
    public void Stands_without_a_curve_are_land_that_keeps_its_carbon()
    {
        var bamboo = Stands.Of(0, 2, 5, new("毛竹林", "planted"));
        var years = Stands.Run([bamboo, Stands.Of(1, 1, 10)], [new Planting(2021, 2021, ["arbor"], Stands.Fir, 1)], years: 2).Years;
        Assert.Equal([(2 * 10) + 20, (2 * 10) + 22, (2 * 10) + 24.0], years.Select(y => y.PoolsTC[0]));
        Assert.Equal(2, years[2].LandHa);
    }

    private static YieldTable CarbonAlone(GrowthClass growthClass) => Stands.Straight(growthClass, 60) is var t ? new(growthClass, 0, null, [.. t.AboveGround], [.. t.BelowGround], t.Status, false, t.Origin) : null!;
}
