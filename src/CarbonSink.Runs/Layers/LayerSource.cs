using CarbonSink.Findings;
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
    public static IFeatureReader Open(string path, string? layer, TextEncoding? encoding, CoordinateReference? reference) => FeatureSource.Open(path, layer, encoding, reference);

    /// <summary>Names of the layers of a file, those with geometry first.</summary>
    /// <exception cref="RefusedInputException">It cannot be read.</exception>
    public static IReadOnlyList<string> Layers(string path) => FeatureSource.Layers(path);
}
