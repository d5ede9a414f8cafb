using CarbonSink.Projects;

namespace CarbonSink.Register;

/// <summary>A parcel that a project claims (地块权利主张): it stays for good, after the project is cancelled as a tombstone. Immutable.</summary>
/// <param name="Project">Id of the project.</param>
/// <param name="Parcel">Key of the parcel, unique in its project.</param>
/// <param name="Programme">Id of the programme.</param>
/// <param name="Span">Days for which it earns: the project's crediting period.</param>
/// <param name="Pools">Carbon pools or functions it earns for, sorted, e.g. agb, bgb, soc, wetland-area.</param>
/// <param name="Tenure">Number of the tenure certificate; null where none was given.</param>
/// <param name="Wkb">Boundary on CGCS2000 (EPSG:4490), longitude and latitude in degrees, as well-known binary (polygon or multipolygon, little-endian).</param>
/// <param name="Box">Its extent in degrees.</param>
/// <param name="State">State of the project that decides what the claim blocks.</param>
public sealed record ParcelClaim(string Project, string Parcel, string Programme, DaySpan Span, IReadOnlyList<string> Pools, string? Tenure, ReadOnlyMemory<byte> Wkb, GeographicBox Box, ClaimState State);

/// <summary>What a claim blocks (主张状态).</summary>
public enum ClaimState
{
    /// <summary>草稿: project not registered yet.</summary>
    Drafted = 0,

    /// <summary>已登记: project registered.</summary>
    Active = 1,

    /// <summary>已注销或撤销: project cancelled or revoked; the parcel stays known.</summary>
    Tombstone = 2,

    /// <summary>已撤回的草稿: the draft was withdrawn; the claim is kept and stands in nobody's way.</summary>
    Withdrawn = 3,
}

/// <summary>An extent in degrees (经纬度范围).</summary>
/// <param name="West">Smallest longitude.</param>
/// <param name="South">Smallest latitude.</param>
/// <param name="East">Largest longitude.</param>
/// <param name="North">Largest latitude.</param>
public readonly record struct GeographicBox(double West, double South, double East, double North);
