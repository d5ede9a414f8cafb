using CarbonSink.Findings;
using CarbonSink.Geometry;
using CarbonSink.Gis;
using CarbonSink.Inventory;

namespace CarbonSink.Gdal;

/// <summary>A layer that GDAL reads (GDAL 图层): .gdb, MapInfo, FlatGeobuf, KML, .mdb where the driver is there ….</summary>
/// <remarks>Each pass opens the data set anew, since GDAL's handles belong to one thread. Record numbers are places in GDAL's order, from 0; they are not its FIDs.</remarks>
public sealed class GdalFeatureReader : IFeatureReader
{
    private readonly string opened;
    private readonly int index;

    /// <summary>Opens a layer.</summary>
    /// <param name="path">A file or folder, also one packed as .zip.</param>
    /// <param name="layer">Name of the layer; null for the only one.</param>
    /// <param name="encoding">Encoding of texts that GDAL hands over undecoded; null to take GB18030.</param>
    /// <param name="reference">Coordinate reference named by the user; null to read the layer's.</param>
    /// <exception cref="MissingComponentException">There is no GDAL here.</exception>
    /// <exception cref="RefusedInputException">It cannot be opened, or the layer is not clear.</exception>
    public GdalFeatureReader(string path, string? layer = null, TextEncoding? encoding = null, CoordinateReference? reference = null)
    {
        var full = Path.TrimEndingDirectorySeparator(Path.GetFullPath(path));
        Name = Path.GetFileName(full);
        if (!File.Exists(full) && !Directory.Exists(full))
            throw new RefusedInputException(new Finding(GisFindings.FileMissing, Name, null, null, null, path));
        GdalLibrary.Require(Name);
        Encoding = encoding;
        using var data = GdalDataset.Open(full, Name);
        (opened, Driver, Files) = (data.Path, data.Driver, data.Files(full));
        index = Choose(data, layer);
        var handle = data.Layer(index);
        (Layer, Fields, RecordCount) = (data.LayerName(index), GdalField.Of(handle), data.Count(handle));
        Schema = new([.. Fields.Select(f => f.Definition)]);
        ReferenceText = GdalDataset.ReferenceOf(handle);
        if (GdalDataset.HasMoreThanXy(handle))
            Findings.Add(new Finding(GdalFindings.HeightsLeftOut, Name, null, null, null));
        if (ReferenceText is null && reference is null)
            Findings.Add(new Finding(GdalFindings.ReferenceMissing, Name, null, null, null, Layer));
        CoordinateReference = reference ?? (ReferenceText is null ? null : CoordinateReferenceReader.Read(ReferenceText, Name, Findings));
        foreach (var field in Fields.Where(f => f.Definition is { Kind: FieldKind.Text, TypeCode: 'N' }))
            Findings.Add(new Finding(SourceFindings.IntegersAsText, Name, null, field.Definition.Name, null));
        data.Report(Findings);
    }

    /// <summary>Names of the layers of a file or folder.</summary>
    /// <exception cref="MissingComponentException">There is no GDAL here.</exception>
    /// <exception cref="RefusedInputException">It cannot be opened.</exception>
    public static IReadOnlyList<string> Layers(string path)
    {
        var full = Path.TrimEndingDirectorySeparator(Path.GetFullPath(path));
        GdalLibrary.Require(Path.GetFileName(full));
        using var data = GdalDataset.Open(full, Path.GetFileName(full));
        return [.. Enumerable.Range(0, data.LayerCount).Select(data.LayerName)];
    }

    /// <inheritdoc/>
    public string Driver { get; }

    /// <inheritdoc/>
    public string Name { get; }

    /// <inheritdoc/>
    public string Layer { get; }

    /// <inheritdoc/>
    public IReadOnlyList<string> Files { get; }

    /// <inheritdoc/>
    public RecordSchema Schema { get; }

    /// <inheritdoc/>
    public bool HasAttributes => Fields.Count > 0;

    /// <inheritdoc/>
    public long RecordCount { get; }

    /// <inheritdoc/>
    public TextEncoding? Encoding { get; }

    /// <inheritdoc/>
    public CoordinateReference? CoordinateReference { get; }

    /// <inheritdoc/>
    public string? ReferenceText { get; }

    /// <inheritdoc/>
    public FindingLog Findings { get; } = new();

    internal IReadOnlyList<GdalField> Fields { get; }

    /// <inheritdoc/>
    public FeatureScan Read(RecordRange range, IReadOnlyList<int> fields, bool geometry, CancellationToken stop = default) => new GdalFeatureScan(this, range, fields, geometry, stop);

    /// <summary>Nothing is held open between passes.</summary>
    public void Dispose() => GC.SuppressFinalize(this);

    /// <summary>The data set opened anew for one pass, with the layer's handle.</summary>
    internal (GdalDataset Data, nint Layer) Open()
    {
        var data = GdalDataset.Open(opened, Name);
        return (data, data.Layer(index));
    }

    private int Choose(GdalDataset data, string? layer)
    {
        var names = Enumerable.Range(0, data.LayerCount).Select(data.LayerName).ToArray();
        var listed = string.Join(", ", names);
        if (layer is null)
            return names.Length == 1 ? 0 : throw new RefusedInputException(new Finding(names.Length == 0 ? GdalFindings.CannotOpen : GdalFindings.WhichLayer, Name, null, null, null, Name, names.Length == 0 ? "0" : listed));
        var exact = Array.IndexOf(names, layer);
        var found = exact >= 0 ? exact : Array.FindIndex(names, n => string.Equals(n, layer, StringComparison.OrdinalIgnoreCase));
        return found >= 0 ? found : throw new RefusedInputException(new Finding(GdalFindings.NoLayer, Name, null, null, layer, Name, layer, listed));
    }
}
