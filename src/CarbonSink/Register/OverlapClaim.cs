namespace CarbonSink.Register;

/// <summary>Searches the register's claims for land that is claimed twice (重叠主张).</summary>
public static class OverlapClaim
{
    /// <summary>Overlaps of a project's parcels with the claims of other projects of all programmes, tombstones included; ordered by parcel, other project, other parcel.</summary>
    /// <param name="state">The register.</param>
    /// <param name="project">Id of the project the parcels belong to; its own claims are passed over.</param>
    /// <param name="parcels">The parcels.</param>
    public static IReadOnlyList<OverlapFinding> Find(IRegisterReading state, string project, IReadOnlyList<ParcelClaim> parcels) => throw new NotSupportedException($"{state} {project} {parcels}");
}
