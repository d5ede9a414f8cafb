using CarbonSink.Growth;
using CarbonSink.Methodologies;
using CarbonSink.Projections;

namespace CarbonSink.Tests.Projections;

/// <summary>Curves and stands small enough to reckon by hand.</summary>
internal static class Stands
{
    public static readonly GrowthClass Fir = new("杉木林", "planted");

    public static readonly GrowthClass Oak = new("栎类林", "natural");

    public static readonly WoodProduct Sawnwood = new("sawnwood", 35);

    /// <summary>A dozen transfers such as a model has them; the figures are the tests' own.</summary>
    public static PoolDynamics FivePools(bool isNet) => PoolDynamics.Of(
    [
        new(Reservoir.AboveGround, Reservoir.DeadWood, 0.006, FlowKind.Mortality),
        new(Reservoir.AboveGround, Reservoir.Litter, 0.004, FlowKind.Turnover),
        new(Reservoir.BelowGround, Reservoir.DeadWood, 0.01, FlowKind.Turnover),
        new(Reservoir.BelowGround, Reservoir.Soil, 0.01, FlowKind.Turnover),
        new(Reservoir.DeadWood, Reservoir.Soil, 0.0375, FlowKind.Humification),
        new(Reservoir.DeadWood, Reservoir.Atmosphere, 0.2125, FlowKind.Decay),
        new(Reservoir.Litter, Reservoir.Soil, 0.009, FlowKind.Humification),
        new(Reservoir.Litter, Reservoir.Atmosphere, 0.051, FlowKind.Decay),
        new(Reservoir.Soil, Reservoir.Atmosphere, 0.008, FlowKind.Decay),
    ], isNet);

    /// <summary>A curve of 2 tC/ha a year above ground and a quarter of that below, from age 0; 4 m3 for each tC above ground.</summary>
    public static YieldTable Straight(GrowthClass growthClass, int lastAge, int firstAge = 0, double perYear = 2)
    {
        double[] above = [.. Enumerable.Range(firstAge, lastAge - firstAge + 1).Select(a => perYear * a)];
        return new(growthClass, firstAge, [.. above.Select(a => 4 * a)], above, [.. above.Select(a => a / 4)], ParameterStatus.Declared, false, new("检验用直线", "a straight line for tests"));
    }

    public static Stand Of(long record, double hectares, int age, GrowthClass? growthClass = null, double? above = null) => new(record, "arbor", hectares)
    {
        GrowthClass = growthClass ?? Fir,
        Age = age,
        Pools = new(above ?? 2 * age, (above ?? 2 * age) / 4, 3, 2, 40),
        VolumeM3PerHa = 4 * (above ?? 2 * age),
    };

    public static Stand Land(long record, double hectares, string landClass = "suitable") => new(record, landClass, hectares) { Pools = new(0, 0, 0, 0, 30) };

    public static ScenarioProjection Run(IEnumerable<Stand> stands, IReadOnlyList<Activity> activities, PoolDynamics? dynamics = null, int years = 3, Func<ProjectionSettings, ProjectionSettings>? set = null, IReadOnlyList<YieldTable>? tables = null)
    {
        tables ??= [Straight(Fir, 60), Straight(Oak, 60, perYear: 1)];
        var settings = new ProjectionSettings(2020, 2020 + years, dynamics ?? PoolDynamics.Living) { Threads = 1 };
        return StandProjection.Run(StandTable.Of(stands, [.. tables.Select(t => t.GrowthClass)]), tables, new("test", new("检验", "test"), activities), set?.Invoke(settings) ?? settings);
    }

    public static double Flow(this ProjectedYear year, FlowKind kind, Reservoir from, Reservoir to) => year.Flows.Where(f => (f.Kind, f.From, f.To) == (kind, from, to)).Sum(f => f.CarbonTC);
}
