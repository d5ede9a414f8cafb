using CarbonSink.Findings;

namespace CarbonSink.Gdal;

/// <summary>A data set that GDAL has open; one thread at a time.</summary>
internal sealed unsafe class GdalDataset : IDisposable
{
    private readonly string name;
    private nint handle;

    private GdalDataset(nint handle, string path, string name) => (this.handle, Path, this.name) = (handle, path, name);

    /// <summary>The path as GDAL was given it.</summary>
    public string Path { get; }

    /// <summary>Short name of the driver.</summary>
    public string Driver => GdalText.Of(GdalApi.DriverName(GdalApi.DriverOf(handle)));

    public int LayerCount => VectorApi.LayerCount(handle);

    /// <summary>Opens a data set of layers.</summary>
    /// <param name="path">Its path; of a .zip, what is in it is opened.</param>
    /// <param name="name">Its name, for findings.</param>
    /// <exception cref="RefusedInputException">No driver takes it.</exception>
    public static GdalDataset Open(string path, string name)
    {
        GdalErrors.Clear();
        var said = "";
        foreach (var one in Spellings(path))
        {
            if (GdalApi.Open(one, GdalApi.ReadOnly | GdalApi.Vector) is not 0 and var opened)
            {
                return new(opened, one, name);
            }

            said = GdalErrors.TakeText();
        }

        throw new RefusedInputException(new Finding(GdalFindings.CannotOpen, name, null, null, null, name, said));
    }

    public nint Layer(int index) => VectorApi.Layer(handle, index);

    public string LayerName(int index) => GdalText.Of(VectorApi.LayerName(Layer(index)));

    /// <summary>How many features a layer has.</summary>
    /// <exception cref="RefusedInputException">GDAL cannot count them.</exception>
    public long Count(nint layer) => VectorApi.FeatureCount(layer, 1) is >= 0 and var count ? count : throw Failed();

    /// <summary>The files of the data set on the disk, the main one first.</summary>
    public IReadOnlyList<string> Files(string path)
    {
        if (Directory.Exists(path))
            return [.. Directory.GetFiles(path).Where(f => !f.EndsWith(".lock", StringComparison.OrdinalIgnoreCase)).Order(StringComparer.Ordinal)];
        var files = new List<string> { path };
        var list = GdalApi.FileList(handle);
        for (var i = 0; list is not null && list[i] is not null; i++)
        {
            if (GdalText.Of(list[i]) is var file && File.Exists(file) && System.IO.Path.GetFullPath(file) is var full && !files.Contains(full, StringComparer.Ordinal))
                files.Add(full);
        }

        GdalApi.DestroyList(list);
        return files;
    }

    /// <summary>Text of a layer's coordinate reference, WKT 1; null where there is none.</summary>
    public static string? ReferenceOf(nint layer)
    {
        var reference = VectorApi.SpatialReference(layer);
        if (reference == 0)
            return null;
        byte* text = null;
        _ = VectorApi.ExportToWkt(reference, &text);
        var wkt = GdalText.Of(text);
        GdalApi.Free(text);
        return wkt.Length == 0 ? null : wkt;
    }

    /// <summary>Whether a layer declares heights or measures.</summary>
    public static bool HasMoreThanXy(nint layer) => VectorApi.GeometryType(VectorApi.Definition(layer)) is var type && (VectorApi.HasZ(type) != 0 || VectorApi.HasM(type) != 0);

    /// <summary>Turns what GDAL said since into findings.</summary>
    /// <exception cref="RefusedInputException">It reported an error: what was read may be incomplete.</exception>
    public void Report(FindingLog findings)
    {
        foreach (var (isError, text) in GdalErrors.Take().Distinct())
        {
            if (isError)
                throw new RefusedInputException(new Finding(GdalFindings.CannotRead, name, null, null, null, name, text));
            findings.Add(new Finding(GdalFindings.Warned, name, null, null, null, text));
        }
    }

    public void Dispose()
    {
        if (handle != 0)
            GdalApi.Close(handle);
        handle = 0;
    }

    private RefusedInputException Failed() => new(new Finding(GdalFindings.CannotRead, name, null, null, null, name, GdalErrors.TakeText()));

    /// <summary>A packed geodatabase may be the whole archive or a folder in it, perhaps within another.</summary>
    private static IEnumerable<string> Spellings(string path)
    {
        if (path.StartsWith("/vsi", StringComparison.Ordinal) || !path.EndsWith(".zip", StringComparison.OrdinalIgnoreCase) || !File.Exists(path))
            return [path];
        var root = "/vsizip/" + path.Replace('\\', '/');
        return [path, root, .. Folders(root, 2)];
    }

    private static IEnumerable<string> Folders(string folder, int depth)
    {
        foreach (var entry in GdalApi.Entries(folder).Order(StringComparer.Ordinal))
        {
            var inner = $"{folder}/{entry}";
            if (entry.EndsWith(".gdb", StringComparison.OrdinalIgnoreCase))
                yield return inner;
            else if (depth > 1 && !entry.Contains('.', StringComparison.Ordinal))
                foreach (var deeper in Folders(inner, depth - 1))
                    yield return deeper;
        }
    }
}
