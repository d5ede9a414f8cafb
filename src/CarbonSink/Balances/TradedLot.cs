using CarbonSink.Estimation;

namespace CarbonSink.Balances;

/// <summary>What a traded tonne stands for (交易单位的种类).</summary>
public enum TradedUnit
{
    /// <summary>A tonne taken up by a sink (清除量).</summary>
    Removal,

    /// <summary>A tonne that was not emitted (减排量); no sink.</summary>
    Reduction,

    /// <summary>The right to emit a tonne (配额); no sink.</summary>
    Allowance,
}

/// <summary>A lot of units sold or bought (减排量交易批次).</summary>
/// <param name="Programme">Programme that issued them.</param>
/// <param name="Project">Project.</param>
/// <param name="Vintage">Year in which the tonnes were removed or not emitted.</param>
/// <param name="QuantityT">tCO2e.</param>
/// <param name="Kind">What a unit stands for.</param>
/// <param name="IsSold">Whether somebody of the county sold them; else bought.</param>
/// <param name="IsOutside">Whether the other party is outside the county.</param>
/// <param name="Party">The other party.</param>
public sealed record TradedLot(string Programme, string Project, int Vintage, ExactSum QuantityT, TradedUnit Kind, bool IsSold, bool IsOutside, string Party)
{
    /// <summary>Date of the sale as written; it does not bear on the balance.</summary>
    public string Date { get; init; } = "";

    /// <summary>Whether the units were cancelled.</summary>
    public bool IsCancelled { get; init; }

    /// <summary>Whether the tonnes are no longer the county's: removals sold outside, cancelled or not, as whoever has them may claim them.</summary>
    public bool LeavesCounty => this is { Kind: TradedUnit.Removal, IsSold: true, IsOutside: true };
}
