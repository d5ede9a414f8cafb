using CarbonSink.Findings;
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
    /// <exception cref="RefusedInputException">The file is missing or damaged, its format is not known, or the layer is not clear.</exception>
    public static IFeatureReader Open(string path, string? layer = null, TextEncoding? encoding = null, CoordinateReference? reference = null)
    {
        IFeatureReader reader = FileFormat.Of(path) switch
        {
            FileFormatKind.Shapefile => new ShapefileReader(path, encoding, reference),
            FileFormatKind.Table => new DbaseTableReader(path, encoding),
            FileFormatKind.GeoPackage => new GeoPackageReader(path, layer, reference),
            FileFormatKind.GeoJson => new GeoJsonReader(path, reference),
            FileFormatKind.Csv => new CsvTableReader(path, encoding, reference),
            FileFormatKind.Workbook => new WorkbookReader(path, layer, reference),
            var other => throw FileFormat.Refuse(path, other),
        };
        if (layer is null || string.Equals(layer, reader.Layer, StringComparison.OrdinalIgnoreCase))
            return reader;
        var only = reader.Layer;
        reader.Dispose();
        var name = Path.GetFileName(path);
        throw new RefusedInputException(new Finding(SourceFindings.LayerUnknown, name, null, null, null, name, layer, only));
    }

    /// <summary>Names of the layers of a file, those with geometry first.</summary>
    /// <exception cref="RefusedInputException">The file is missing or damaged, or its format is not known.</exception>
    public static IReadOnlyList<string> Layers(string path) => FileFormat.Of(path) switch
    {
        FileFormatKind.GeoPackage => GeoPackageReader.Layers(path),
        FileFormatKind.Workbook => WorkbookSheet.Names(path),
        FileFormatKind.Shapefile or FileFormatKind.Table or FileFormatKind.GeoJson or FileFormatKind.Csv => [Path.GetFileNameWithoutExtension(path)],
        var other => throw FileFormat.Refuse(path, other),
    };

    /// <summary>Whether <see cref="Open"/> reads or refuses the file for a reason of its own; false where another program may read it.</summary>
    public static bool Knows(string path) => FileFormat.Of(path) is not (FileFormatKind.Other or FileFormatKind.AccessDatabase);
}
