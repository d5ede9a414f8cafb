using CarbonSink.Findings;
using CarbonSink.Geometry;
using CarbonSink.Rasters;

namespace CarbonSink.Gis;

/// <summary>One band of a raster (波段).</summary>
/// <param name="Type">Type of the stored values, as GDAL names it: Byte, UInt16, Int16, UInt32, Int32, UInt64, Int64, Float32, Float64; odd widths by the type that holds them.</param>
/// <param name="NoData">Stored value that stands for none, or null.</param>
/// <param name="Scale">Factor from stored values to values.</param>
/// <param name="Offset">Added after scaling.</param>
/// <param name="Bits">Width of a stored value.</param>
public sealed record RasterBand(string Type, double? NoData, double Scale, double Offset, int Bits);

/// <summary>An open raster (栅格). Reads of several threads may run at the same time.</summary>
public interface IRasterReader : IDisposable
{
    /// <summary>The format, as GDAL names it: GTiff, AAIGrid ….</summary>
    string Driver { get; }

    /// <summary>Name of the file without directories; findings carry it.</summary>
    string Name { get; }

    /// <summary>Paths of the files that make up the raster, the main one first.</summary>
    IReadOnlyList<string> Files { get; }

    /// <summary>Its cells in the plane of the coordinates; columns and rows themselves, 0 to width and height, where the file does not place them.</summary>
    RasterGrid Grid { get; }

    /// <summary>Whether the file says where the raster lies.</summary>
    bool IsPlaced { get; }

    /// <summary>The bands in file order.</summary>
    IReadOnlyList<RasterBand> Bands { get; }

    /// <summary>Width of the blocks that are read fastest.</summary>
    int BlockWidth { get; }

    /// <summary>Height of those blocks.</summary>
    int BlockHeight { get; }

    /// <summary>The coordinate reference; null where it is unknown (a finding says so).</summary>
    CoordinateReference? CoordinateReference { get; }

    /// <summary>What was remarkable on opening.</summary>
    FindingLog Findings { get; }

    /// <summary>Reads a window of one band, row by row; NaN where there is no value.</summary>
    /// <param name="band">From 0.</param>
    /// <param name="column">First column.</param>
    /// <param name="row">First row.</param>
    /// <param name="width">Columns.</param>
    /// <param name="height">Rows.</param>
    /// <param name="values">Receives width times height values, scaled and offset as the band says.</param>
    /// <exception cref="ArgumentOutOfRangeException">The window is not within the raster, or the values are too few.</exception>
    /// <exception cref="RefusedInputException">The file is damaged there.</exception>
    void ReadWindow(int band, int column, int row, int width, int height, Span<double> values);
}
