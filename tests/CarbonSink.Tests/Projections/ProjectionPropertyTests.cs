using CarbonSink.Estimation;
using CarbonSink.Growth;
using CarbonSink.Methodologies;
using CarbonSink.Projections;
using Xunit;

namespace CarbonSink.Tests.Projections;

/// <summary>Conservation, order and threads over stands drawn at random.</summary>
public sealed class ProjectionPropertyTests
{
    private static readonly YieldTable[] Tables = [Curve(Stands.Fir, 80, 0.06, 55), Curve(Stands.Oak, 120, 0.03, 90)];

    private static readonly string[] Suitable = ["suitable", "bare"];

    [Theory]
    [InlineData(1, "living")]
    [InlineData(2, "fractions")]
    [InlineData(3, "net")]
    [InlineData(4, "gross")]
    public void Every_change_is_the_sum_of_its_flows_and_no_land_is_lost(int seed, string mode)
    {
        var dynamics = Mode(mode);
        var stands = Drawn(seed, 700);
        var result = Run(stands, All, dynamics, 40);
        var area = stands.Sum(s => s.AreaHa);
        Assert.Contains(result.Years, y => y.HarvestM3 > 0);
        for (var i = 1; i < result.Years.Count; i++)
        {
            var (before, now) = (result.Years[i - 1], result.Years[i]);
            Assert.Equal(area, now.StandsHa + now.LandHa, area * 1e-12);
            Assert.Equal(now.StandsHa, now.AgeAreas.Sum(a => a.AreaHa), area * 1e-12);
            for (var pool = 0; pool < dynamics.Pools.Count; pool++)
                Assert.Equal(now.PoolsTC[pool] - before.PoolsTC[pool], Net(now, dynamics.Pools[pool]), 1e-9 * now.CarbonTC);
            Assert.Equal(now.ProductsTC - before.ProductsTC, Net(now, Reservoir.Products), 1e-9 * now.CarbonTC);
            Assert.Equal(now.CarbonTC - before.CarbonTC, -Net(now, Reservoir.Atmosphere), 1e-9 * now.CarbonTC);
        }
    }

    /// <summary>Not near: the same bits.</summary>
    [Theory]
    [InlineData("living")]
    [InlineData("net")]
    public void Threads_and_the_order_of_stands_make_no_difference(string mode)
    {
        var stands = Drawn(7, 1500);
        var expected = Digest(Run(stands, All, Mode(mode), 40));
        Assert.Equal(expected, Digest(Run(stands, All, Mode(mode), 40, threads: 5)));
        var random = new Random(3);
        for (var i = 0; i < 4; i++)
            Assert.Equal(expected, Digest(Run([.. stands.OrderBy(_ => random.Next())], All, Mode(mode), 40, threads: 2)));
    }

    [Fact]
    public void Two_halves_of_a_stand_are_the_stand()
    {
        var stands = Drawn(11, 200);
        var halves = stands.SelectMany(s => new[] { s with { AreaHa = s.AreaHa / 4 }, s with { AreaHa = s.AreaHa * 3 / 4 } });
        var (whole, parts) = (Run(stands, All, Mode("net"), 30), Run([.. halves], All, Mode("net"), 30));
        for (var i = 0; i < whole.Years.Count; i++)
        {
            Assert.Equal(whole.Years[i].PoolsTC, parts.Years[i].PoolsTC, (a, b) => Math.Abs(a - b) <= 1e-9 * a);
            Assert.Equal(whole.Years[i].ProductsTC, parts.Years[i].ProductsTC, 1e-9 * whole.Years[i].CarbonTC);
        }
    }

    /// <summary>Many years at once, as a scenario without activities goes, and one by one, as one with an activity that takes nothing does.</summary>
    [Fact]
    public void Years_stepped_together_and_one_by_one_are_the_same_bits()
    {
        var stands = Drawn(5, 900);
        Activity idle = new Tending(2021, 2060, new() { ForestTypes = ["no such type"] }, 2, 1);
        Assert.Equal(Digest(Run(stands, [], Mode("net"), 40)), Digest(Run(stands, [idle], Mode("net"), 40)));
    }

    /// <summary>Areas from a square metre to a province: the grid follows the largest.</summary>
    [Theory]
    [InlineData(1e-4)]
    [InlineData(1e6)]
    public void Small_and_vast_stands_add_up(double hectares)
    {
        var year = Stands.Run([Stands.Of(0, hectares, 20), Stands.Of(1, hectares, 30)], [], years: 1).Years[1];
        Assert.Equal(hectares * (42 + 62), year.PoolsTC[0], 1e-7 * hectares);
    }

    [Fact]
    public void More_carbon_than_any_hectare_holds_is_refused() =>
        Assert.Throws<OverflowException>(() => Stands.Run([.. Enumerable.Range(0, 512).Select(i => Stands.Of(i, 1.99, 20, above: 1e5))], []));

    /// <summary>The books of a stand catch what is not theirs.</summary>
    [Fact]
    public void A_pool_that_changes_by_itself_is_found()
    {
        var dynamics = Mode("net");
        var rows = new GrowthRows(Tables, 200);
        var state = new StandState(StandTable.Of(Drawn(2, 8), [Stands.Fir, Stands.Oak]), rows, new(2020, 2021, dynamics));
        var before = new double[5 * 8];
        for (var pool = 0; pool < 5; pool++)
            state.Pools[pool].AsSpan(0, 8).CopyTo(before.AsSpan(pool * 8));
        new PoolStep(dynamics, rows, ExactGrid.For(64), 1).Run(state, 1, proves: true, default);
        StandLedger.Prove(state, 0, state.Count, 8, 0, before, dynamics, rows);
        state.Pools[2][0] += 1e-9;
        Assert.Throws<SumMismatchException>(() => StandLedger.Prove(state, 0, state.Count, 8, 0, before, dynamics, rows));
    }

    private static IReadOnlyList<Activity> All =>
    [
        new Planting(2025, 2035, Suitable, Stands.Fir, 0.85) { AreaHaPerYear = 40 },
        new Enclosure(2022, 2030, Suitable, Stands.Oak, 5) { AreaHaPerYear = 25 },
        new Tending(2021, 2060, new() { Order = StandOrder.Youngest, MaxAge = 20 }, 1.2, 5) { AreaHaPerYear = 100 },
        new Thinning(2021, 2060, new() { MinAge = 15, MaxAge = 30 }, 0.3, 0.9, [new(Stands.Sawnwood, 0.4)]) { AreaHaPerYear = 60 },
        new Repair(2021, 2040, new() { Order = StandOrder.LeastStocked }, 0.6, 0.9) { AreaHaPerYear = 30 },
        new Harvest(2023, 2060, new() { MinAge = 30, ForestTypes = ["杉木林"] }, [new(Stands.Sawnwood, 0.5), new(new("paper", 2), 0.2)], "bare") { VolumeM3PerYear = 9000, Replants = true },
        new Harvest(2023, 2030, new() { MinAge = 50, ForestTypes = ["栎类林"] }, [], "bare") { AreaHaPerYear = 12 },
    ];

    private static PoolDynamics Mode(string mode) => mode switch { "living" => PoolDynamics.Living, "fractions" => PoolDynamics.Fractions(0.06, 0.01), _ => Stands.FivePools(mode == "net") };

    private static ScenarioProjection Run(IReadOnlyList<Stand> stands, IReadOnlyList<Activity> activities, PoolDynamics dynamics, int years, int threads = 1) =>
        Stands.Run(stands, activities, dynamics, years, s => s with { Threads = threads }, Tables);

    private static double Net(ProjectedYear year, Reservoir reservoir) => year.Flows.Sum(f => (f.To == reservoir ? f.CarbonTC : 0) - (f.From == reservoir ? f.CarbonTC : 0));

    private static string Digest(ScenarioProjection projection) => string.Join('\n', projection.Years.Select(y =>
        $"{y.Year} {y.StandsHa:R} {y.LandHa:R} {y.HeldHa:R} {y.HarvestM3:R} {y.ProductsTC:R} {string.Join(' ', y.PoolsTC.Select(p => $"{p:R}"))} {string.Join(' ', y.Flows.Select(f => $"{f.Kind}{f.From}{f.To}{f.CarbonTC:R}"))} {string.Join(' ', y.AgeAreas.Select(a => $"{a.FromAge}:{a.AreaHa:R}"))}"));

    private static List<Stand> Drawn(int seed, int count)
    {
        var random = new Random(seed);
        return [.. Enumerable.Range(0, count).Select(i =>
        {
            var hectares = Math.Round(0.3 + (40 * random.NextDouble()), 2);
            if (random.Next(6) == 0)
                return Stands.Land(i, hectares, Suitable[random.Next(2)]);
            var (c, age) = (random.Next(2), random.Next(70));
            var stock = Tables[c].AboveGround[Math.Min(age, Tables[c].LastAge)] * (0.4 + random.NextDouble());
            return new Stand(i, "arbor", hectares) { GrowthClass = Tables[c].GrowthClass, Age = age, Pools = new(stock, 0.25 * stock, 3, 2, 50), VolumeM3PerHa = 3 * stock };
        })];
    }

    private static YieldTable Curve(GrowthClass growthClass, double most, double k, int lastAge)
    {
        double[] above = [.. Enumerable.Range(0, lastAge + 1).Select(a => most * Math.Pow(1 - Math.Exp(-k * a), 3))];
        return new(growthClass, 0, [.. above.Select(a => 3 * a)], above, [.. above.Select(a => a / 4)], ParameterStatus.Declared, false, new("检验", "test"));
    }
}
