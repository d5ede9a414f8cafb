using CarbonSink.Estimation;
using CarbonSink.Methodologies;

namespace CarbonSink.Balances;

/// <summary>Emissions, sink and traded units of a county (县域碳收支), from which any year is balanced exactly, in whatever order its figures stand.</summary>
/// <param name="Emissions">Emissions by sector, gas, scenario and year; several of one key are added up.</param>
/// <param name="Components">Components of the sink.</param>
/// <param name="Sinks">What they take up; one of a component, scenario and year.</param>
/// <param name="Transfers">Units sold and bought.</param>
public sealed record CarbonBalance(IReadOnlyList<BalanceFigure> Emissions, IReadOnlyList<SinkComponent> Components, IReadOnlyList<BalanceFigure> Sinks, IReadOnlyList<TradedLot> Transfers)
{
    /// <summary>The sector that stands for all of them.</summary>
    public const string AllSectors = "all";

    /// <summary>Scenarios of emissions, in ordinal order.</summary>
    public IReadOnlyList<string> EmissionScenarios => Scenarios(Emissions);

    /// <summary>Scenarios of the sink, in ordinal order.</summary>
    public IReadOnlyList<string> SinkScenarios => Scenarios(Sinks);

    /// <summary>Components that count the same tonnes: a balance with any is not to be drawn up.</summary>
    public IReadOnlyList<(SinkComponent First, SinkComponent Second)> Overlaps =>
        [.. Components.SelectMany((first, i) => Components.Skip(i + 1).Where(first.Overlaps).Select(second => (first, second)))];

    /// <summary>Pools on land that no component counts: land category with the pools, in the order of <see cref="SinkComponent.Lands"/>.</summary>
    public IReadOnlyList<(string Land, CarbonPool Pools)> NotCounted =>
        [.. SinkComponent.Lands.Select(land => (land, SinkComponent.SitePools.Where(pool => !Components.Any(c => c.Covers(land, pool))).Aggregate(CarbonPool.None, (all, pool) => all | pool))).Where(l => l.Item2 != CarbonPool.None)];

    /// <summary>Balances a year.</summary>
    /// <param name="year">The year.</param>
    /// <param name="emissionScenario">Scenario of emissions; blank for what is reported. A sector and gas that is reported and that the scenario lacks is a gap, unless its <see cref="AllSectors"/> or a CO2e of the sector holds it.</param>
    /// <param name="sinkScenario">Scenario of the sink: a component that has none of it keeps its own figures.</param>
    /// <returns>The year; what has no figure is a gap in it.</returns>
    public BalanceYear Of(int year, string emissionScenario = "", string sinkScenario = "")
    {
        var figures = Emissions.Where(f => f.Scenario == emissionScenario).ToLookup(f => (f.Series, f.Gas));
        var lost = Emissions.Where(f => f.Scenario.Length == 0).Select(f => (f.Series, f.Gas)).Distinct()
            .Where(r => !((string[])[r.Series, AllSectors]).Any(s => figures.Contains((s, r.Gas)) || figures.Contains((s, "CO2e"))));
        var emissions = figures.Select(g => g.Key).Concat(lost).OrderBy(k => k.Series, StringComparer.Ordinal).ThenBy(k => k.Gas, StringComparer.Ordinal)
            .Select(k => Item(k.Series, k.Gas, true, [.. figures[k].Where(f => f.Year == year)])).ToArray();
        var components = Components.Select(c =>
        {
            var own = Sinks.Where(f => f.Series == c.Id).ToArray();
            var scenario = Array.Exists(own, f => f.Scenario == sinkScenario) ? sinkScenario : "";
            return Item(c.Id, "", c.Counts, [.. own.Where(f => f.Scenario == scenario && f.Year == year)]);
        }).ToArray();
        return new(year, emissionScenario, sinkScenario, emissions, components, Transfers.Where(t => t.LeavesCounty && t.Vintage == year).Aggregate(ExactSum.Zero, (sum, t) => sum + t.QuantityT));
    }

    private static BalanceItem Item(string id, string gas, bool counts, BalanceFigure[] figures) => figures.Length == 0
        ? new(id, gas, null, null, false, counts)
        : new(id, gas, figures.Aggregate(ExactSum.Zero, (sum, f) => sum + f.ValueT), BalanceFigure.Worst(figures.Select(f => (ParameterStatus?)f.Status)), Array.Exists(figures, f => f.IsInterpolated), counts);

    private static string[] Scenarios(IReadOnlyList<BalanceFigure> figures) => [.. figures.Select(f => f.Scenario).Where(s => s.Length > 0).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];
}
