using CarbonSink.Findings;
using CarbonSink.Geometry;
using CarbonSink.Inventory;

namespace CarbonSink.Runs;

/// <summary>What is in a dataset (数据集概况).</summary>
/// <param name="File">Name of the file.</param>
/// <param name="Driver">Its format, as GDAL names it.</param>
/// <param name="Layers">Its layers.</param>
/// <param name="Findings">What is wrong or remarkable.</param>
public sealed record Inspection(string File, string Driver, IReadOnlyList<LayerContent> Layers, FindingLog Findings)
{
    /// <summary>What the raster is, where the file holds one and no layers; or null.</summary>
    public RasterSummary? Raster { get; init; }
}

/// <summary>What is in a layer (图层概况).</summary>
/// <param name="Name">Its name.</param>
/// <param name="RecordCount">Records, deleted ones included.</param>
public sealed record LayerContent(string Name, long RecordCount)
{
    /// <summary>Records without geometry.</summary>
    public long NullGeometries { get; init; }

    /// <summary>Records that the file marks as deleted.</summary>
    public long DeletedRecords { get; init; }

    /// <summary>Polygons that are not valid.</summary>
    public long InvalidGeometries { get; init; }

    /// <summary>Records by the type of their geometry: Polygon, LineString, Point, Unknown.</summary>
    public required IReadOnlyDictionary<string, long> GeometryTypes { get; init; }

    /// <summary>The coordinate reference, or null.</summary>
    public CoordinateReference? Reference { get; init; }

    /// <summary>Text that defines it, or null.</summary>
    public string? ReferenceText { get; init; }

    /// <summary>Where it comes from: prj, gpkg, crs, format; or null.</summary>
    public string? ReferenceSource { get; init; }

    /// <summary>Name of the encoding and what decided it, or null.</summary>
    public (string Name, string Source)? Encoding { get; init; }

    /// <summary>The fields.</summary>
    public required IReadOnlyList<FieldDefinition> Fields { get; init; }

    /// <summary>Id of the data dictionary that the fields follow and the share of its roles that they have, or null.</summary>
    public (string Id, double Confidence)? Schema { get; init; }

    /// <summary>Least x, least y, greatest x, greatest y; or null without geometry.</summary>
    public (double MinX, double MinY, double MaxX, double MaxY)? Extent { get; init; }
}
