namespace CarbonSink.Register;

/// <summary>A parcel lies on a parcel of another project, or on another of its own project (地块重叠).</summary>
/// <param name="Parcel">Key of the project's own parcel; empty for a sum of slivers within the tolerance, the first one's for a sum beyond it.</param>
/// <param name="OtherProgramme">Programme of the other.</param>
/// <param name="OtherProject">The other project.</param>
/// <param name="OtherParcel">Its parcel; as the own.</param>
/// <param name="OtherState">State of the other claim.</param>
/// <param name="AreaM2">Common area on the ellipsoid, rounded to whole m².</param>
/// <param name="ShareMillionths">Of the own parcel's area, in millionths, rounded; of the project's whole area for a sum of slivers, and 0 where that is within the tolerance.</param>
/// <param name="From">First common day; null where the days do not meet.</param>
/// <param name="To">Last common day.</param>
/// <param name="Pools">Common pools, sorted.</param>
/// <param name="SameTenure">Whether both carry the same number of a tenure certificate.</param>
public sealed record OverlapFinding(string Parcel, string OtherProgramme, string OtherProject, string OtherParcel, ClaimState OtherState, long AreaM2, long ShareMillionths, DateOnly? From, DateOnly? To, IReadOnlyList<string> Pools, bool SameTenure)
{
    /// <summary>0 for a common part by itself; else how many common parts below <see cref="OverlapClaim"/>'s tolerance with one other project and state this sums up.</summary>
    public int Slivers { get; init; }

    /// <summary>Whether it is land that is claimed twice: a common part by itself, or slivers that are too much together; other slivers are told and stop nothing.</summary>
    public bool Counts => Slivers == 0 || ShareMillionths > 0;

    /// <summary>As it is signed into an entry.</summary>
    public CanonicalObject ToCanonical() => CanonicalObject.Of(
        ("parcel", Parcel), ("otherProgramme", OtherProgramme), ("otherProject", OtherProject), ("otherParcel", OtherParcel), ("otherState", OtherState.ToString()),
        ("areaM2", AreaM2), ("shareMillionths", ShareMillionths), ("from", From), ("to", To), ("pools", Pools), ("sameTenure", SameTenure), ("slivers", Slivers == 0 ? null : Slivers));

    /// <summary>Back from an entry.</summary>
    /// <exception cref="FormatException">It is none.</exception>
    public static OverlapFinding Of(CanonicalObject written) => new(
        written.Text("parcel"), written.Text("otherProgramme"), written.Text("otherProject"), written.Text("otherParcel"), State(written.Text("otherState")),
        written.Integer("areaM2"), written.Integer("shareMillionths"), written.DateOrNull("from"), written.DateOrNull("to"), written.Texts("pools"), written.Flag("sameTenure"))
    {
        Slivers = (int)(written.IntegerOrNull("slivers") ?? 0),
    };

    private static ClaimState State(string word) => word switch
    {
        nameof(ClaimState.Drafted) => ClaimState.Drafted,
        nameof(ClaimState.Active) => ClaimState.Active,
        nameof(ClaimState.Tombstone) => ClaimState.Tombstone,
        _ => throw new FormatException($"\"{word}\" is no state of a claim: Drafted, Active, Tombstone"),
    };
}
