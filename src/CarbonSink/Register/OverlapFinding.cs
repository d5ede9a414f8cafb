namespace CarbonSink.Register;

/// <summary>A parcel lies on a parcel of another project (地块重叠).</summary>
/// <param name="Parcel">Key of the project's own parcel.</param>
/// <param name="OtherProgramme">Programme of the other.</param>
/// <param name="OtherProject">The other project.</param>
/// <param name="OtherParcel">Its parcel.</param>
/// <param name="OtherState">State of the other claim.</param>
/// <param name="AreaM2">Common area on the ellipsoid, rounded to whole m².</param>
/// <param name="ShareMillionths">Of the own parcel's area, in millionths, rounded.</param>
/// <param name="From">First common day; null where the days do not meet.</param>
/// <param name="To">Last common day.</param>
/// <param name="Pools">Common pools, sorted.</param>
/// <param name="SameTenure">Whether both carry the same number of a tenure certificate.</param>
public sealed record OverlapFinding(string Parcel, string OtherProgramme, string OtherProject, string OtherParcel, ClaimState OtherState, long AreaM2, long ShareMillionths, DateOnly? From, DateOnly? To, IReadOnlyList<string> Pools, bool SameTenure)
{
    /// <summary>As it is signed into an entry.</summary>
    public CanonicalObject ToCanonical() => CanonicalObject.Of(
        ("parcel", Parcel), ("otherProgramme", OtherProgramme), ("otherProject", OtherProject), ("otherParcel", OtherParcel), ("otherState", OtherState.ToString()),
        ("areaM2", AreaM2), ("shareMillionths", ShareMillionths), ("from", From), ("to", To), ("pools", Pools), ("sameTenure", SameTenure));

    /// <summary>Back from an entry.</summary>
    public static OverlapFinding Of(CanonicalObject written) => new(
        written.Text("parcel"), written.Text("otherProgramme"), written.Text("otherProject"), written.Text("otherParcel"), Enum.Parse<ClaimState>(written.Text("otherState")),
        written.Integer("areaM2"), written.Integer("shareMillionths"), written.DateOrNull("from"), written.DateOrNull("to"), written.Texts("pools"), written.Flag("sameTenure"));
}

/// <summary>Searches the register's claims for land that is claimed twice (重叠主张).</summary>
public static class OverlapClaim
{
    /// <summary>Overlaps of a project's parcels with the claims of other projects of all programmes, tombstones included; ordered by parcel, other project, other parcel.</summary>
    /// <param name="state">The register.</param>
    /// <param name="project">Id of the project the parcels belong to; its own claims are passed over.</param>
    /// <param name="parcels">The parcels.</param>
    public static IReadOnlyList<OverlapFinding> Find(IRegisterReading state, string project, IReadOnlyList<ParcelClaim> parcels) => throw new NotSupportedException($"{state} {project} {parcels}");
}
