using System.Text;
using CarbonSink.Findings;
using CarbonSink.Inventory;

namespace CarbonSink.Gis;

/// <summary>Writes a layer as a shapefile (矢量图层写出): .shp, .shx, .dbf, .cpg and, where the coordinate reference is known, .prj.</summary>
/// <remarks>A character that the encoding lacks, a text over 254 bytes and a geometry of another kind are errors: the files must not be used then. dBASE does not tell blank from null.</remarks>
public sealed class ShapefileWriter : IFeatureWriter
{
    private readonly FeatureLayer layer;
    private readonly TextEncoding encoding;
    private readonly ShapeWriter shapes;
    private readonly DbaseWriter table;
    private readonly TargetGeometry geometry;
    private readonly string stem;

    /// <summary>Starts NAME.shp and the files beside it, which must not exist yet.</summary>
    /// <param name="path">Path of the .shp.</param>
    /// <param name="layer">The layer.</param>
    /// <param name="encoding">Encoding of names and texts; null for UTF-8.</param>
    /// <exception cref="IOException">They cannot be written.</exception>
    /// <exception cref="RefusedInputException">There are more fields than dBASE holds.</exception>
    public ShapefileWriter(string path, FeatureLayer layer, TextEncoding? encoding = null)
    {
        (this.layer, this.encoding, stem) = (layer, encoding ?? TextEncoding.FromName("UTF-8")!, Path.Combine(Path.GetDirectoryName(Path.GetFullPath(path))!, Path.GetFileNameWithoutExtension(path)));
        geometry = new(layer.Geometry, Path.GetFileName(path), Findings);
        Prj = layer.Reference is null && layer.ReferenceText is null ? null : EsriText.Of(layer.Reference, layer.ReferenceText);
        if (Prj is null)
            Findings.Add(new Finding(TargetFindings.ReferenceUnknown, Path.GetFileName(path), null, null, null));
        shapes = new(stem + ".shp", stem + ".shx", layer.Geometry);
        try
        {
            table = new(stem + ".dbf", layer.Schema, this.encoding, Findings);
        }
        catch
        {
            shapes.Dispose();
            throw;
        }
    }

    /// <inheritdoc/>
    public IReadOnlyList<string> Files => [stem + ".shp", stem + ".shx", stem + ".dbf", stem + ".cpg", .. Prj is null ? (string[])[] : [stem + ".prj"]];

    /// <inheritdoc/>
    public FindingLog Findings { get; } = new();

    private string? Prj { get; }

    /// <inheritdoc/>
    public void Add(FeatureBatch batch)
    {
        for (var row = 0; row < batch.Count; row++)
            shapes.Add(geometry.Holds(batch, row) ? batch.Geometry : null, row);
        table.Add(batch);
    }

    /// <inheritdoc/>
    public void Complete()
    {
        shapes.Complete();
        table.Complete();
        File.WriteAllText(stem + ".cpg", encoding.CodePage == 936 ? "GBK" : encoding.Name, new UTF8Encoding(false));
        if (Prj is not null)
            File.WriteAllText(stem + ".prj", Prj, new UTF8Encoding(false));
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        shapes.Dispose();
        table?.Dispose();
    }
}
