using CarbonSink.Geometry;

namespace CarbonSink.Gis;

/// <summary>A layer of polygons to be written as the features table of a GeoPackage (矢量图层).</summary>
/// <param name="Table">Name of the table.</param>
/// <param name="Title">Name for people.</param>
/// <param name="Description">What it holds.</param>
/// <param name="Reference">Coordinate reference of the boundaries; null where it is unknown.</param>
/// <param name="ReferenceText">Well-known text as the data came with it; null to write our own. Used only where the reference has no code known here.</param>
/// <param name="Columns">Attributes; names that differ also without regard to case, none of them fid, geom or record.</param>
/// <param name="LastChangeUtc">Time of the contents; the same time gives the same bytes.</param>
public sealed record GeoPackageLayer(string Table, string Title, string Description, CoordinateReference? Reference, string? ReferenceText, IReadOnlyList<GeoPackageColumn> Columns, DateTime LastChangeUtc)
{
    /// <summary>Name of the geometry column.</summary>
    public const string GeometryColumn = "geom";

    // Systems without a code get a number of the user's range, as other programs do.
    private const int FirstOwnReference = 100000;

    /// <summary>Kind of the geometries.</summary>
    public GeometryKind Geometry { get; init; } = GeometryKind.Polygon;

    /// <summary>Whether a column tells the record number, geometries that are not on the Earth are left out and there may be a style: so for results, not for copies.</summary>
    public bool HasRecordNumbers { get; init; } = true;

    internal string GeometryType => Geometry switch { GeometryKind.Polygon => "MULTIPOLYGON", GeometryKind.Line => "MULTILINESTRING", GeometryKind.Point => "MULTIPOINT", _ => "GEOMETRY" };

    // −1 is the undefined Cartesian system.
    internal int ReferenceId => Reference?.Epsg ?? (Reference is null && ReferenceText is null ? -1 : FirstOwnReference);

    internal string IndexTable => $"rtree_{Table}_{GeometryColumn}";

    internal string Definition => Reference is { Epsg: { } code } known && EpsgCodes.Find(code) is not null ? WellKnownTextOf.Reference(known) : ReferenceText ?? WellKnownTextOf.Reference(Reference!);
}
