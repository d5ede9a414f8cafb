using CarbonSink.Findings;
using CarbonSink.Gis;

namespace CarbonSink.Runs;

/// <summary>Where rasters come from (栅格来源).</summary>
internal static class RasterSource
{
    /// <summary>Opens a raster.</summary>
    /// <param name="path">Its file.</param>
    /// <param name="crs">Text of the coordinate reference, used in place of the file's own; or null.</param>
    /// <exception cref="RefusedInputException">It cannot be read.</exception>
    public static IRasterReader Open(string path, string? crs = null) => new GeoTiffReader(path, DataSet.ReferenceOf(crs));

    /// <summary>Opens a raster that zones are laid over: placed, along the axes, with the band wanted.</summary>
    /// <param name="path">Its file.</param>
    /// <param name="crs">Text of the coordinate reference, used in place of the file's own; or null.</param>
    /// <param name="band">Band, from 1.</param>
    /// <exception cref="RefusedInputException">It cannot be read or is not of that kind.</exception>
    public static IRasterReader OpenGrid(string path, string? crs, int band)
    {
        var reader = Open(path, crs);
        if (!reader.IsPlaced)
            throw Refuse(reader, ZonalFindings.NotPlaced, reader.Name);
        if (reader.Grid.IsRotated)
            throw Refuse(reader, RasterFindings.Rotated, reader.Name);
        return band >= 1 && band <= reader.Bands.Count ? reader : throw Refuse(reader, RasterFindings.NoBand, reader.Name, $"{band}", $"{reader.Bands.Count}");
    }

    private static RefusedInputException Refuse(IRasterReader reader, FindingRule rule, params string[] arguments)
    {
        reader.Dispose();
        return DataSet.Refuse(rule, reader.Name, arguments);
    }
}
