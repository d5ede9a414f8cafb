using System.Globalization;
using CarbonSink.Findings;
using CarbonSink.Geometry;
using CarbonSink.Inventory;

namespace CarbonSink.Gis;

/// <summary>An open GeoJSON file (GeoJSON 图层): a FeatureCollection, a Feature or geometry alone, or one of these in every line.</summary>
/// <remarks>
/// RFC 7946, GeoJSONL and RFC 8142. The file is read through a window, never whole: opening it notes where each feature lies, finds the fields and checks the coordinates.
/// Coordinates are longitude and latitude of WGS 84 unless the old-style member "crs" or the user names another reference.
/// </remarks>
public sealed class GeoJsonReader : IFeatureReader
{
    private static readonly CoordinateReference Degrees = new("WGS 84 (CRS84)", 4326, Ellipsoid.Wgs84, null);

    private readonly InputFile file;
    private readonly IReadOnlyDictionary<string, int> numbers;

    /// <summary>Opens a file.</summary>
    /// <param name="path">The file: .geojson, .json, .geojsonl, .ndjson.</param>
    /// <param name="reference">Coordinate reference named by the user; null for the file's own.</param>
    /// <exception cref="RefusedInputException">It is missing, no GeoJSON, or its coordinates are no longitude and latitude.</exception>
    public GeoJsonReader(string path, CoordinateReference? reference = null)
    {
        file = new(path);
        Files = [path];
        try
        {
            Index = GeoJsonIndex.Open(file, Findings);
            (CoordinateReference, var inDegrees) = ReferenceOf(reference);
            var fields = new GeoJsonFields(file, inDegrees);
            Schema = fields.Infer(Index);
            (numbers, IdField) = (fields.Numbers, fields.IdField);
            Findings.Merge(fields.Findings);
        }
        catch
        {
            file.Dispose();
            throw;
        }
    }

    /// <inheritdoc/>
    public string Driver => "GeoJSON";

    /// <inheritdoc/>
    public string Name => file.Name;

    /// <inheritdoc/>
    public string Layer => Path.GetFileNameWithoutExtension(file.Name);

    /// <inheritdoc/>
    public IReadOnlyList<string> Files { get; }

    /// <inheritdoc/>
    public RecordSchema Schema { get; }

    /// <inheritdoc/>
    public bool HasAttributes => Schema.Fields.Count > 0;

    /// <inheritdoc/>
    public long RecordCount => Index.Count;

    /// <inheritdoc/>
    public TextEncoding? Encoding => null;

    /// <inheritdoc/>
    public CoordinateReference? CoordinateReference { get; }

    /// <inheritdoc/>
    public string? ReferenceText => Index.Reference;

    /// <inheritdoc/>
    public FindingLog Findings { get; } = new();

    internal GeoJsonIndex Index { get; }

    internal int IdField { get; }

    /// <inheritdoc/>
    public FeatureScan Read(RecordRange range, IReadOnlyList<int> fields, bool geometry, CancellationToken stop = default) => new GeoJsonScan(this, file, range, fields, geometry, stop);

    /// <inheritdoc/>
    public void Dispose() => file.Dispose();

    internal int FieldOf(string property) => numbers.GetValueOrDefault(property, -1);

    /// <summary>The reference, and whether the file itself says that coordinates are longitude and latitude.</summary>
    private (CoordinateReference? Reference, bool InDegrees) ReferenceOf(CoordinateReference? named)
    {
        if (named is not null)
            return (named, false);
        if (Index.Reference is not { } text || text.EndsWith("CRS84", StringComparison.OrdinalIgnoreCase))
            return (Degrees, true);
        var code = text[(text.LastIndexOf(':') + 1)..];
        if (int.TryParse(code, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && EpsgCodes.Find(number) is { } known)
            return (known, known.IsGeographic);
        Findings.Add(new Finding(GisFindings.EpsgUnknown, Name, null, null, text, text));
        return (null, false);
    }
}
