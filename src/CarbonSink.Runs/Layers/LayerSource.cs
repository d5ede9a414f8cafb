using System.IO.Compression;
using CarbonSink.Findings;
using CarbonSink.Gdal;
using CarbonSink.Geometry;
using CarbonSink.Gis;

namespace CarbonSink.Runs;

/// <summary>Where layers come from: managed formats first, then what needs another program (图层来源).</summary>
internal static class LayerSource
{
    /// <summary>Opens a layer as the user names it.</summary>
    /// <param name="path">Its file.</param>
    /// <param name="layer">Name of the layer where the file holds several; or null.</param>
    /// <param name="encoding">Name of the encoding, or null.</param>
    /// <param name="crs">Text of the coordinate reference, used in place of the file's own; or null.</param>
    /// <exception cref="RefusedInputException">It cannot be read.</exception>
    public static IFeatureReader Open(string path, string? layer = null, string? encoding = null, string? crs = null) =>
        Open(path, layer, DataSet.EncodingOf(encoding), DataSet.ReferenceOf(crs));

    /// <summary>Opens a layer.</summary>
    /// <exception cref="MissingComponentException">The format needs GDAL, and there is none here.</exception>
    public static IFeatureReader Open(string path, string? layer, TextEncoding? encoding, CoordinateReference? reference) =>
        IsForGdal(path) ? new GdalFeatureReader(path, layer, encoding, reference) : FeatureSource.Open(path, layer, encoding, reference);

    /// <summary>Names of the layers of a file, those with geometry first.</summary>
    /// <exception cref="RefusedInputException">It cannot be read.</exception>
    /// <exception cref="MissingComponentException">The format needs GDAL, and there is none here.</exception>
    public static IReadOnlyList<string> Layers(string path) => IsForGdal(path) ? GdalFeatureReader.Layers(path) : FeatureSource.Layers(path);

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
