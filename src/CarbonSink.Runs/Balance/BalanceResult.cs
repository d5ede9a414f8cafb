using CarbonSink.Balances;
using CarbonSink.Estimation;
using CarbonSink.Findings;
using CarbonSink.Methodologies;

namespace CarbonSink.Runs;

/// <summary>Years of one scenario of emissions with one of the sink (情景组合).</summary>
/// <param name="Emissions">Scenario of emissions, or blank for what is reported.</param>
/// <param name="Sinks">Scenario of the sink, or blank for its own figures.</param>
/// <param name="Years">The years.</param>
public sealed record BalanceScenario(string Emissions, string Sinks, IReadOnlyList<BalanceYear> Years);

/// <summary>Units of one kind that were sold or bought (交易汇总).</summary>
/// <param name="Kind">What they stand for.</param>
/// <param name="IsSold">Whether sold; else bought.</param>
/// <param name="IsOutside">Whether the other party is outside the county.</param>
/// <param name="QuantityT">tCO2e.</param>
/// <param name="IsDeducted">Whether they are taken off the sink of their vintage.</param>
public sealed record TradedTotal(TradedUnit Kind, bool IsSold, bool IsOutside, ExactSum QuantityT, bool IsDeducted);

/// <summary>A county's carbon balance over years and scenarios (县域碳收支结果).</summary>
public sealed record BalanceResult
{
    /// <summary>Title.</summary>
    public required Bilingual Title { get; init; }

    /// <summary>Whose emissions are counted.</summary>
    public required BalanceBoundary Boundary { get; init; }

    /// <summary>Set of global warming potentials, or null where none was named.</summary>
    public required string? GwpSet { get; init; }

    /// <summary>What was balanced.</summary>
    public required CarbonBalance Balance { get; init; }

    /// <summary>Reported years.</summary>
    public required IReadOnlyList<BalanceYear> Years { get; init; }

    /// <summary>Scenarios of emissions with scenarios of the sink; empty where there are none.</summary>
    public required IReadOnlyList<BalanceScenario> Scenarios { get; init; }

    /// <summary>Pools and land that no component counts, what sources leave out, and what the user says is left out.</summary>
    public required IReadOnlyList<Bilingual> NotCounted { get; init; }

    /// <summary>What was wrong or remarkable.</summary>
    public required FindingLog Findings { get; init; }

    /// <summary>Input files with their hashes.</summary>
    public required IReadOnlyList<FileDigest> Inputs { get; init; }

    /// <summary>Packs used.</summary>
    public required IReadOnlyList<PackReference> Packs { get; init; }

    /// <summary>Traded units by kind, direction and place.</summary>
    public IReadOnlyList<TradedTotal> Traded =>
        [.. Balance.Transfers.GroupBy(t => (t.Kind, t.IsSold, t.IsOutside)).OrderBy(g => g.Key.Kind).ThenByDescending(g => g.Key.IsSold).ThenByDescending(g => g.Key.IsOutside)
            .Select(g => new TradedTotal(g.Key.Kind, g.Key.IsSold, g.Key.IsOutside, g.Aggregate(ExactSum.Zero, (sum, t) => sum + t.QuantityT), g.First().LeavesCounty))];

    /// <summary>Reported years and those of scenarios.</summary>
    public IEnumerable<BalanceYear> AllYears => Years.Concat(Scenarios.SelectMany(s => s.Years));

    /// <summary>Worst status of what any year counts, scenarios too; null where nothing is counted.</summary>
    public ParameterStatus? Status => BalanceFigure.Worst(AllYears.Select(y => y.Status));

    /// <summary>Whether a year could be balanced, be it of a scenario.</summary>
    public bool HasFigures => AllYears.Any(y => y.BalanceT is not null);

    /// <summary>The words that every balance carries.</summary>
    public static Bilingual Label { get; } = new("按使用者给出的排放数和边界编制的碳收支，未经核查，不是碳中和的认定", "a carbon balance drawn up from the user's emissions and boundary; nobody has checked it, and it declares no neutrality");

    /// <summary>The words of scenarios.</summary>
    public static Bilingual ScenarioLabel { get; } = new("情景是假设，不是预报；没有不确定性控制", "scenarios are assumptions, no forecasts, without control of uncertainty");

    /// <summary>A boundary in words.</summary>
    public static Bilingual Words(BalanceBoundary boundary) => BalanceTexts.Of(boundary);
}
