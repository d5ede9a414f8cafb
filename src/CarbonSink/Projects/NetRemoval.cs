namespace CarbonSink.Projects;

/// <summary>Net removal of a project in one calendar year (净碳汇量), tCO2e; null where a part is not known.</summary>
/// <param name="Year">Calendar year.</param>
/// <param name="BaselineT">What would have been removed without the project.</param>
/// <param name="ProjectT">Change of the project's pools, undiscounted.</param>
/// <param name="EmissionT">Emissions within the project, positive.</param>
/// <param name="LeakageT">Emissions caused elsewhere, positive.</param>
/// <param name="UndiscountedNetT">Net removal before anything is taken off for uncertainty.</param>
/// <param name="NetT">Net removal after that.</param>
/// <param name="NonPermanenceT">What is taken off for the risk of reversal.</param>
/// <param name="CreditableT">What is left, before rounding.</param>
public sealed record NetRemoval(int Year, double? BaselineT, double? ProjectT, double? EmissionT, double? LeakageT, double? UndiscountedNetT, double? NetT, double? NonPermanenceT, double? CreditableT)
{
    /// <summary>What uncertainty takes off the net removal.</summary>
    public double? UncertaintyDeductionT => UndiscountedNetT - NetT;

    /// <summary>What a later account of the same year adds to an earlier one; an earlier null stands for nothing accounted.</summary>
    /// <remarks>A period is the account to its end less the account to the end of the one before: periods then add up to the account, and a later period never changes an earlier one.</remarks>
    public NetRemoval Less(NetRemoval? earlier) => earlier is null ? this : new(Year, BaselineT - earlier.BaselineT, ProjectT - earlier.ProjectT, EmissionT - earlier.EmissionT, LeakageT - earlier.LeakageT,
        UndiscountedNetT - earlier.UndiscountedNetT, NetT - earlier.NetT, NonPermanenceT - earlier.NonPermanenceT, CreditableT - earlier.CreditableT);

    /// <summary>Two accounts of the same year together, e.g. of bundled projects.</summary>
    public NetRemoval Plus(NetRemoval other) => new(Year, BaselineT + other.BaselineT, ProjectT + other.ProjectT, EmissionT + other.EmissionT, LeakageT + other.LeakageT,
        UndiscountedNetT + other.UndiscountedNetT, NetT + other.NetT, NonPermanenceT + other.NonPermanenceT, CreditableT + other.CreditableT);
}
