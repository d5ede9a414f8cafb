using CarbonSink.Findings;
using CarbonSink.Gdal;
using CarbonSink.Gis;

namespace CarbonSink.Runs;

/// <summary>Where rasters come from (栅格来源): GeoTIFF of the usual kinds without GDAL, everything else by GDAL where there is one.</summary>
internal static class RasterSource
{
    /// <summary>Opens a raster.</summary>
    /// <param name="path">Its file.</param>
    /// <param name="crs">Text of the coordinate reference, used in place of the file's own; or null.</param>
    /// <exception cref="RefusedInputException">It cannot be read.</exception>
    /// <exception cref="MissingComponentException">It needs GDAL, and there is none here.</exception>
    public static IRasterReader Open(string path, string? crs = null)
    {
        var reference = DataSet.ReferenceOf(crs);
        try
        {
            return new GeoTiffReader(path, reference);
        }
        catch (RefusedInputException e) when (File.Exists(path) && (e.Finding.Rule == RasterFindings.NotSupported || !IsTiff(path)))
        {
            if (!GdalLibrary.IsAvailable && e.Finding.Rule != RasterFindings.NotSupported && IsNamedTiff(path))
                throw; // not what its name says: GDAL is no way out
            return new GdalRaster(path, reference); // a damaged GeoTIFF stays refused: GDAL may read it with less care
        }
    }

    private static bool IsNamedTiff(string path) => Path.GetExtension(path).ToUpperInvariant() is ".TIF" or ".TIFF";

    private static bool IsTiff(string path)
    {
        Span<byte> head = stackalloc byte[4];
        using var file = File.OpenRead(path);
        return file.ReadAtLeast(head, 4, throwOnEndOfStream: false) == 4 && (head.SequenceEqual("II*\0"u8) || head.SequenceEqual("MM\0*"u8) || head.SequenceEqual("II+\0"u8) || head.SequenceEqual("MM\0+"u8));
    }

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
