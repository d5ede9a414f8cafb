using CarbonSink.Estimation;
using CarbonSink.Methodologies;

namespace CarbonSink.Balances;

/// <summary>What may be said of a year (年度结论).</summary>
public enum BalanceStatement
{
    /// <summary>The sink that counts is less than the emissions (碳汇小于排放).</summary>
    NotCovered,

    /// <summary>It is not less, on figures that nobody has checked (按所给数据不小于排放).</summary>
    Covered,
}

/// <summary>A sector or component in a year (分项).</summary>
/// <param name="Id">Sector, or id of the component.</param>
/// <param name="Gas">Gas of an emission, else blank.</param>
/// <param name="ValueT">tCO2e; null where the year is a gap.</param>
/// <param name="Status">Status; null for a gap.</param>
/// <param name="IsInterpolated">Whether it was interpolated.</param>
/// <param name="Counts">Whether it is added; false for a component within another.</param>
public sealed record BalanceItem(string Id, string Gas, ExactSum? ValueT, ParameterStatus? Status, bool IsInterpolated, bool Counts);

/// <summary>Emissions and sink of a county in one year (年度碳收支): balance = emissions − (net sink − removals of that vintage sold outside). A figure that lacks an item is missing.</summary>
/// <param name="Year">The year.</param>
/// <param name="EmissionScenario">Scenario of emissions, or blank for what is reported.</param>
/// <param name="SinkScenario">Scenario of the sink, or blank.</param>
/// <param name="Emissions">Emissions by sector and gas.</param>
/// <param name="Components">The sink by component.</param>
/// <param name="SoldOutsideT">Removals of this vintage sold outside, tCO2e.</param>
public sealed record BalanceYear(int Year, string EmissionScenario, string SinkScenario, IReadOnlyList<BalanceItem> Emissions, IReadOnlyList<BalanceItem> Components, ExactSum SoldOutsideT)
{
    /// <summary>Emissions, tCO2e; null where a sector has a gap or there is none.</summary>
    public ExactSum? EmissionsT => Sum(Emissions);

    /// <summary>Net sink before sales, tCO2e; below zero where the land is a source; null where a component has a gap or there is none.</summary>
    public ExactSum? NetSinkT => Sum(Components);

    /// <summary>Net sink that the county may count, tCO2e.</summary>
    public ExactSum? SinkCountedT => NetSinkT - SoldOutsideT;

    /// <summary>Emissions less the sink counted, tCO2e; a source is thereby added to emissions.</summary>
    public ExactSum? BalanceT => EmissionsT is { } emitted && SinkCountedT is { } sink ? emitted - sink : null;

    /// <summary>Sink counted in emissions, %; null where either is missing or nothing is emitted.</summary>
    public double? RatioPercent => EmissionsT?.ToDouble() is > 0 and var emitted && SinkCountedT is { } sink ? 100 * sink.ToDouble() / emitted : null;

    /// <summary>What may be said of the year; null where the balance is missing.</summary>
    public BalanceStatement? Statement => BalanceT is not { } balance ? null
        : balance.ToDouble() > 0 ? BalanceStatement.NotCovered : BalanceStatement.Covered;

    /// <summary>Worst status of what is counted; null where nothing is.</summary>
    public ParameterStatus? Status => BalanceFigure.Worst(Used.Select(i => i.Status));

    /// <summary>Whether anything counted was interpolated.</summary>
    public bool IsInterpolated => Used.Any(i => i.IsInterpolated);

    /// <summary>Sectors and components that count and have no value.</summary>
    public IReadOnlyList<string> Gaps => [.. Emissions.Concat(Components).Where(i => i.Counts && i.ValueT is null).Select(i => i.Gas.Length > 0 ? $"{i.Id} {i.Gas}" : i.Id)];

    private IEnumerable<BalanceItem> Used => Emissions.Concat(Components).Where(i => i.Counts && i.ValueT is not null);

    private static ExactSum? Sum(IReadOnlyList<BalanceItem> items) =>
        items.Any(i => i.Counts) && items.All(i => !i.Counts || i.ValueT is not null) ? items.Where(i => i.Counts).Aggregate(ExactSum.Zero, (sum, i) => sum + i.ValueT!.Value) : null;
}
