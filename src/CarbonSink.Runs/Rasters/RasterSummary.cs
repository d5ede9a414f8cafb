using System.Text.Json;
using CarbonSink.Geometry;
using CarbonSink.Gis;
using CarbonSink.Rasters;

namespace CarbonSink.Runs;

/// <summary>What a raster is (栅格概况), for <c>inspect</c> and for the results that come from it.</summary>
/// <param name="Driver">Format.</param>
/// <param name="Name">File name.</param>
/// <param name="Grid">Its cells.</param>
/// <param name="IsPlaced">Whether it is georeferenced.</param>
/// <param name="Bands">Its bands.</param>
/// <param name="Reference">Its coordinate reference; or null.</param>
/// <param name="BlockWidth">Width of a block.</param>
/// <param name="BlockHeight">Height of a block.</param>
public sealed record RasterSummary(string Driver, string Name, RasterGrid Grid, bool IsPlaced, IReadOnlyList<RasterBand> Bands, CoordinateReference? Reference, int BlockWidth, int BlockHeight)
{
    /// <summary>Describes an open raster.</summary>
    public static RasterSummary Of(IRasterReader reader) => new(reader.Driver, reader.Name, reader.Grid, reader.IsPlaced, reader.Bands, reader.CoordinateReference, reader.BlockWidth, reader.BlockHeight);

    /// <summary>Opens a raster, describes it and adds what is remarkable.</summary>
    /// <param name="path">Its file.</param>
    /// <param name="crs">Coordinate reference assigned to it; or null.</param>
    /// <param name="findings">Receives what is remarkable.</param>
    /// <exception cref="Findings.RefusedInputException">It cannot be read.</exception>
    public static RasterSummary Read(string path, string? crs, Findings.FindingLog findings)
    {
        using var reader = RasterSource.Open(path, crs);
        findings.Merge(reader.Findings);
        return Of(reader);
    }

    /// <summary>Writes it as the member <c>raster</c> of a JSON object.</summary>
    public void Write(Utf8JsonWriter json)
    {
        json.WriteStartObject("raster");
        json.WriteString("name", Name);
        json.WriteString("driver", Driver);
        json.WriteNumber("width", Grid.Width);
        json.WriteNumber("height", Grid.Height);
        json.WriteNumber("bandCount", Bands.Count);
        json.WriteStartArray("bands");
        foreach (var band in Bands)
            Write(json, band);
        json.WriteEndArray();
        json.WriteStartArray("pixelSize");
        json.WriteNumberValue(Grid.ColumnX);
        json.WriteNumberValue(Grid.RowY);
        json.WriteEndArray();
        json.WriteBoolean("georeferenced", IsPlaced);
        json.WriteBoolean("rotated", Grid.IsRotated);
        json.WriteStartArray("geotransform");
        foreach (var number in (double[])[Grid.OriginX, Grid.ColumnX, Grid.RowX, Grid.OriginY, Grid.ColumnY, Grid.RowY])
            json.WriteNumberValue(number);
        json.WriteEndArray();
        json.WriteStartArray("extent");
        var (minX, minY, maxX, maxY) = Grid.Extent;
        foreach (var number in (double[])[minX, minY, maxX, maxY])
            json.WriteNumberValue(number);
        json.WriteEndArray();
        json.WriteStartArray("blockSize");
        json.WriteNumberValue(BlockWidth);
        json.WriteNumberValue(BlockHeight);
        json.WriteEndArray();
        if (Reference is { } reference)
        {
            json.WriteStartObject("crs");
            json.WriteString("name", reference.Name);
            if (reference.Epsg is { } code)
                json.WriteNumber("epsg", code);
            else
                json.WriteNull("epsg");
            json.WriteString("ellipsoid", reference.Ellipsoid.Name);
            json.WriteEndObject();
        }
        else
        {
            json.WriteNull("crs");
        }

        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, RasterBand band)
    {
        json.WriteStartObject();
        json.WriteString("type", band.Type);
        json.WriteNumber("bits", band.Bits);
        if (band.NoData is { } none && double.IsFinite(none))
            json.WriteNumber("nodata", none);
        else if (band.NoData is { } special)
            json.WriteString("nodata", special.ToString(System.Globalization.CultureInfo.InvariantCulture));
        else
            json.WriteNull("nodata");
        json.WriteNumber("scale", band.Scale);
        json.WriteNumber("offset", band.Offset);
        json.WriteEndObject();
    }
}
