using CarbonSink.Findings;
using CarbonSink.Gdal;
using CarbonSink.Gis;

namespace CarbonSink.Runs;

/// <summary>Where layers go: managed formats first, then what needs another program (图层去向).</summary>
internal static class LayerTarget
{
    private static readonly string[] ShapefileParts = [".shx", ".dbf", ".prj", ".cpg", ".sbn", ".sbx", ".qix", ".qpj", ".fbn", ".fbx", ".ain", ".aih", ".atx", ".ixs", ".mxs", "+.xml"];

    /// <summary>Whether a format is written.</summary>
    public static bool Knows(string path) => FeatureTarget.Knows(path) || GdalFeatureWriter.Knows(path);

    /// <summary>What else belongs to the set of files at a path, as <see cref="OutputFiles.Open"/> takes it.</summary>
    public static IReadOnlyList<string> Companions(string path) => Path.GetExtension(path).ToUpperInvariant() switch
    {
        ".SHP" => ShapefileParts,
        ".GPKG" => ["+-wal", "+-shm", "+-journal"],
        ".CSV" => [".csvt"],
        _ => [],
    };

    /// <summary>Starts a layer.</summary>
    /// <exception cref="RefusedInputException">The format is not known or cannot hold the layer.</exception>
    /// <exception cref="MissingComponentException">The format needs GDAL, and there is none here.</exception>
    public static IFeatureWriter Create(string path, FeatureLayer layer, TextEncoding? encoding) =>
        GdalFeatureWriter.Knows(path) ? new GdalFeatureWriter(path, layer) : FeatureTarget.Create(path, layer, encoding);
}
