using CarbonSink.Growth;
using CarbonSink.Projections;
using CarbonSink.Runs;
using Xunit;

namespace CarbonSink.Tests.Projections;

/// <summary>Growing stock by year: the curve's where a stand follows it, the stand's own share of it where it does not, and the assessment's where it begins.</summary>
public sealed class ProjectedVolumeTests
{
    /// <summary>The straight curve has 8 m3/ha for each year of age.</summary>
    [Fact]
    public void A_stand_on_its_curve_has_the_volume_of_the_curve()
    {
        var years = Stands.Run([Stands.Of(0, 10, 20)], [], years: 45).Years;
        Assert.All(years, y => Assert.Equal(10 * 8.0 * Math.Min(60, 20 + y.Year - 2020), y.VolumeM3!.Value, 1e-9));
        Assert.All(years, y => Assert.Equal(0, y.VolumeUnknownHa));
    }

    /// <summary>20 tC/ha of 40 at age 20 and 100 m3/ha of 160: at age 30 it has 30 tC/ha of 60, and 5 m3 for each tC as before, which are 150.</summary>
    [Fact]
    public void A_stand_keeps_its_own_ratio_of_volume_to_carbon()
    {
        var stand = Stands.Of(0, 2, 20, above: 20) with { VolumeM3PerHa = 100 };
        var years = Stands.Run([stand], [], years: 10).Years;
        Assert.Equal(2 * 100, years[0].VolumeM3!.Value, 1e-9);
        Assert.Equal(2 * 150, years[^1].VolumeM3!.Value, 1e-9);
    }

    /// <summary>A curve of carbon alone gives no volume to a stand without one; its area is told.</summary>
    [Fact]
    public void Area_without_a_volume_is_told_and_not_guessed()
    {
        var carbon = Stands.Straight(Stands.Fir, 60);
        var table = new YieldTable(Stands.Fir, 0, null, [.. carbon.AboveGround], [.. carbon.BelowGround], carbon.Status, false, carbon.Origin);
        var years = Stands.Run([Stands.Of(0, 7, 20) with { VolumeM3PerHa = null }, Stands.Of(1, 3, 20)], [], tables: [table]).Years;
        Assert.All(years, y => Assert.Equal(7, y.VolumeUnknownHa));
        Assert.Equal([3 * 160.0, 3 * 168, 3 * 176, 3 * 184], years.Select(y => Math.Round(y.VolumeM3!.Value, 9)));
    }

    /// <summary>Half of 100 ha felled in the first year: what is left grows by the curve, what was felled is 0, then 1 year old.</summary>
    [Fact]
    public void Felling_takes_volume_and_young_stands_bring_it_back()
    {
        Activity[] felling = [new Harvest(2021, 2021, new(), [], "bare") { AreaHaPerYear = 50, Replants = true }];
        var years = Stands.Run([Stands.Of(0, 100, 20)], felling, years: 2).Years;
        Assert.Equal([100 * 160.0, (50 * 168) + (50 * 8), (50 * 176) + (50 * 16)], years.Select(y => Math.Round(y.VolumeM3!.Value, 9)));
        Assert.Equal(50 * 160.0, years[1].HarvestM3, 1e-9);
    }

    /// <summary>Stands of every age and stock: one number for any threads and any order, with each stand proven and without, and by the way that activities take.</summary>
    [Fact]
    public void Volume_is_the_same_bits_however_it_is_computed()
    {
        Stand[] stands = [.. Enumerable.Range(0, 5000).Select(i => Stands.Of(i, 0.1 + (i * 0.37), i % 50, i % 2 == 0 ? Stands.Fir : Stands.Oak, above: 1 + (i % 77)))];
        var random = new Random(7);
        Stand[] other = [.. stands.OrderBy(_ => random.Next())];
        var first = Volumes(Stands.Run(stands, [], years: 20));
        Assert.Equal(first, Volumes(Stands.Run(other, [], years: 20, set: s => s with { Threads = 3 })));
        Assert.Equal(first, Volumes(Stands.Run(other, [], years: 20, set: s => s with { Threads = 2, ProvesEveryStand = false })));
        Assert.Equal(first, Volumes(Stands.Run(stands, [new Harvest(2100, 2100, new(), [], "bare")], years: 20)));
        static double[] Volumes(ScenarioProjection projection) => [.. projection.Years.Select(y => y.VolumeM3!.Value)];
    }

    /// <summary>A table of columns knows no single stand, and says so.</summary>
    [Fact]
    public void Columns_alone_have_no_volume()
    {
        var table = new StandTable([Stands.Fir], [0], [20], [1.0], [40], [10], [0], [0], [0]);
        Assert.Null(StandProjection.Run(table, [Stands.Straight(Stands.Fir, 60)], Scenario.Baseline, new(2020, 2022, PoolDynamics.Living)).Years[0].VolumeM3);
    }

    /// <summary>At the end of the year of the stock, projected stands and units that are not projected make up the volume that was assessed.</summary>
    [Fact]
    public void The_first_year_has_the_volume_of_the_assessment()
    {
        var result = ProjectionRun.Run(new(new AssessmentOptions(Repository.PathOf("gis-samples/linxiang"), Repository.PathOf("methodology")) { Threads = 1 }) { To = 2030 });
        var first = result.Scenarios[0].Years[0];
        Assert.Equal(0, first.VolumeUnknownHa);
        Assert.Equal(4449455.692896382, first.VolumeM3!.Value + result.NotProjected.Sum(n => n.VolumeM3), 1e-3); // expected-totals.csv: volumeM3
        Assert.True(first.VolumeM3 > 1e6);
    }
}
