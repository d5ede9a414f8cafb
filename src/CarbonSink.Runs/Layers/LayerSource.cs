using System.IO.Compression;
using CarbonSink.Findings;
using CarbonSink.Gdal;
using CarbonSink.Geometry;
using CarbonSink.Gis;

namespace CarbonSink.Runs;

/// <summary>Where layers come from: managed formats first, then what needs another program (图层来源).</summary>
internal static class LayerSource
{
    private const int LayersNamed = 12;

    private static readonly string[] LayerExtensions = [".shp", ".gpkg", ".gdb", ".geojson", ".gml", ".kml", ".fgb", ".tab", ".mif", ".dxf"];
    private static readonly EnumerationOptions Below = new() { RecurseSubdirectories = true, MaxRecursionDepth = 1, IgnoreInaccessible = true };

    /// <summary>Opens a layer as the user names it.</summary>
    /// <param name="path">Its file, or FILE|LAYER.</param>
    /// <param name="layer">Name of the layer where the file holds several; or null.</param>
    /// <param name="encoding">Name of the encoding, or null.</param>
    /// <param name="crs">Text of the coordinate reference, used in place of the file's own; or null.</param>
    /// <exception cref="RefusedInputException">It cannot be read.</exception>
    public static IFeatureReader Open(string path, string? layer = null, string? encoding = null, string? crs = null) =>
        Open(path, layer, DataSet.EncodingOf(encoding), DataSet.ReferenceOf(crs));

    /// <summary>Opens a layer.</summary>
    /// <exception cref="MissingComponentException">The format needs GDAL, and there is none here.</exception>
    public static IFeatureReader Open(string path, string? layer, TextEncoding? encoding, CoordinateReference? reference)
    {
        var (file, named) = Split(path);
        layer ??= named;
        RequireLayers(file);
        return IsForGdal(file)
            ? WithGdal(file, () => FeatureSource.Open(file, layer, encoding, reference), () => new GdalFeatureReader(file, layer, encoding, reference))
            : FeatureSource.Open(file, layer, encoding, reference);
    }

    /// <summary>Names of the layers of a file, those with geometry first.</summary>
    /// <exception cref="RefusedInputException">It cannot be read.</exception>
    /// <exception cref="MissingComponentException">The format needs GDAL, and there is none here.</exception>
    public static IReadOnlyList<string> Layers(string path)
    {
        RequireLayers(path);
        return IsForGdal(path) ? WithGdal(path, () => FeatureSource.Layers(path), () => GdalFeatureReader.Layers(path)) : FeatureSource.Layers(path);
    }

    /// <summary>File and layer of FILE|LAYER; where a file has that whole name it is the file.</summary>
    public static (string File, string? Layer) Split(string path) =>
        path.LastIndexOf('|') is > 0 and var at && at < path.Length - 1 && !File.Exists(path) && !Directory.Exists(path) ? (path[..at], path[(at + 1)..]) : (path, null);

    /// <summary>A folder is a layer's place only where it is a file geodatabase; of any other the layers in it are named.</summary>
    private static void RequireLayers(string path)
    {
        if (!Directory.Exists(path) || IsGeodatabase(path))
            return;
        var found = Directory.EnumerateFileSystemEntries(path, "*", Below).Where(IsLayer).Select(f => Path.GetRelativePath(path, f).Replace('\\', '/')).Order(StringComparer.Ordinal).Take(LayersNamed + 1).ToArray();
        var names = found.Length == 0 ? "—" : string.Join(", ", found.Take(LayersNamed)) + (found.Length > LayersNamed ? ", …" : "");
        throw DataSet.Refuse(LayerFindings.Folder, Path.GetFileName(Path.TrimEndingDirectorySeparator(path)), path, names);
    }

    private static bool IsGeodatabase(string path) => Path.TrimEndingDirectorySeparator(path).EndsWith(".gdb", StringComparison.OrdinalIgnoreCase) || Directory.EnumerateFiles(path, "*.gdbtable").Any();

    private static bool IsLayer(string path) => LayerExtensions.Contains(Path.GetExtension(path), StringComparer.OrdinalIgnoreCase);

    /// <summary>Without GDAL, what it is needed for is told as missing, and anything else is refused for what it is.</summary>
    private static T WithGdal<T>(string path, Func<T> without, Func<T> with)
    {
        if (GdalLibrary.IsAvailable)
            return with();
        try
        {
            return without();
        }
        catch (RefusedInputException e) when (e.Finding.Rule == SourceFindings.NeedsGdal)
        {
            GdalLibrary.Require(Path.GetFileName(Path.TrimEndingDirectorySeparator(path)));
            throw;
        }
    }

    private static bool IsForGdal(string path) => Directory.Exists(path) || (File.Exists(path) && (IsPackedGeodatabase(path) || !FeatureSource.Knows(path)));

    private static bool IsPackedGeodatabase(string path)
    {
        if (!path.EndsWith(".zip", StringComparison.OrdinalIgnoreCase))
            return false;
        try
        {
            using var archive = ZipFile.OpenRead(path);
            return archive.Entries.Any(e => e.FullName.Contains(".gdb/", StringComparison.OrdinalIgnoreCase) || e.FullName.EndsWith(".gdbtable", StringComparison.OrdinalIgnoreCase));
        }
        catch (InvalidDataException)
        {
            return false; // told by the reader
        }
    }
}
