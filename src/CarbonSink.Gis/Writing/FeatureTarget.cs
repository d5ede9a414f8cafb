using CarbonSink.Findings;

namespace CarbonSink.Gis;

/// <summary>Writes layers of every format that needs no other program (写出目标), chosen by extension.</summary>
public static class FeatureTarget
{
    /// <summary>Whether the format of a path is written here: .shp, .gpkg, .geojson, .json, .csv.</summary>
    public static bool Knows(string path) => ExtensionOf(path) is ".SHP" or ".GPKG" or ".GEOJSON" or ".JSON" or ".CSV";

    /// <summary>Whether the format has texts in an encoding of the user's choice.</summary>
    public static bool HasEncoding(string path) => ExtensionOf(path) is ".SHP" or ".CSV";

    /// <summary>Starts a layer at a path where nothing is yet.</summary>
    /// <param name="path">Path of the main file.</param>
    /// <param name="layer">The layer.</param>
    /// <param name="encoding">Encoding of texts where the format leaves a choice; null for UTF-8.</param>
    /// <exception cref="RefusedInputException">The format is not known or cannot hold the layer.</exception>
    /// <exception cref="IOException">It cannot be written.</exception>
    public static IFeatureWriter Create(string path, FeatureLayer layer, TextEncoding? encoding = null) => ExtensionOf(path) switch
    {
        ".SHP" => new ShapefileWriter(path, layer, encoding),
        ".GPKG" => new GeoPackageFeatureWriter(path, layer),
        ".GEOJSON" or ".JSON" => new GeoJsonWriter(path, layer),
        ".CSV" => new CsvFeatureWriter(path, layer, encoding),
        _ => throw new RefusedInputException(new Finding(TargetFindings.FormatUnknown, Path.GetFileName(path), null, null, null, path)),
    };

    private static string ExtensionOf(string path) => Path.GetExtension(path).ToUpperInvariant();
}
