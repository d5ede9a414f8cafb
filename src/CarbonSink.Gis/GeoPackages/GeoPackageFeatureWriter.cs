using CarbonSink.Findings;
using CarbonSink.Inventory;

namespace CarbonSink.Gis;

/// <summary>Writes a layer with its own attributes as a GeoPackage (地理包写出) with spatial index.</summary>
/// <remarks>fid = record number + 1. Numbers without decimals become INTEGER, logical fields BOOLEAN, dates DATE; SQLite does not tell −0 from 0.</remarks>
public sealed class GeoPackageFeatureWriter : IFeatureWriter
{
    private const int LongestName = 1024;

    private readonly GeoPackageWriter writer;
    private readonly TargetGeometry geometry;

    /// <summary>Starts a file that must not exist yet.</summary>
    /// <exception cref="IOException">It cannot be written.</exception>
    public GeoPackageFeatureWriter(string path, FeatureLayer layer)
    {
        var name = Path.GetFileName(path);
        Files = [Path.GetFullPath(path)];
        geometry = new(layer.Geometry, name, Findings);
        if (layer.Reference is null && layer.ReferenceText is null)
            Findings.Add(new Finding(TargetFindings.ReferenceUnknown, name, null, null, null));
        var utf8 = TextEncoding.FromName("UTF-8")!;
        var names = TargetNames.Of(layer.Schema, LongestName, utf8, ["fid", GeoPackageLayer.GeometryColumn], TargetFindings.FieldRenamed, name, Findings);
        var columns = layer.Schema.Fields.Select((f, i) =>
            GeoPackageColumn.OfField(names[i], f.Name, TypeOf(f), i, f.Kind == FieldKind.Number ? null : new EncodedTexts(utf8, f.Name, name, Findings))).ToArray();
        // A fixed time, so that equal layers give equal rows.
        writer = new(path, new(layer.Name, layer.Name, string.Empty, layer.Reference, layer.ReferenceText, columns, DateTime.UnixEpoch) { Geometry = layer.Geometry, HasRecordNumbers = false });
    }

    /// <inheritdoc/>
    public IReadOnlyList<string> Files { get; }

    /// <inheritdoc/>
    public FindingLog Findings { get; } = new();

    /// <inheritdoc/>
    public void Add(FeatureBatch batch)
    {
        for (var row = 0; row < batch.Count; row++)
            writer.Add(batch, row, geometry.Holds(batch, row));
    }

    /// <inheritdoc/>
    public void Complete()
    {
        _ = writer.Complete(null);
        using var written = new FileStream(Files[0], FileMode.Open, FileAccess.ReadWrite, FileShare.ReadWrite, 1);
        written.Flush(flushToDisk: true);
    }

    /// <inheritdoc/>
    public void Dispose() => writer.Dispose();

    private static GeoPackageType TypeOf(FieldDefinition field) => field.Kind switch
    {
        FieldKind.Number => field.TypeCode is 'I' || (field.TypeCode == 'N' && field.Decimals == 0) ? GeoPackageType.Integer : GeoPackageType.Real,
        FieldKind.Date => GeoPackageType.Date,
        _ when field.TypeCode is 'N' or 'F' => GeoPackageType.Integer, // digits beyond 2^53
        _ => field.TypeCode == 'L' ? GeoPackageType.Boolean : GeoPackageType.Text,
    };
}
