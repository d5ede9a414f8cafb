using System.Globalization;
using CarbonSink.Findings;
using CarbonSink.Gis;
using Xunit;

namespace CarbonSink.Integration.Tests;

/// <summary>GeoTIFFs of every kind that is read without GDAL, written by GDAL from one grid of known values.</summary>
public sealed class GeoTiffTests : IDisposable
{
    private const int Width = 75;
    private const int Height = 53;
    private const int None = 200;

    private readonly string folder = Directory.CreateTempSubdirectory("geotiff").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [ToolFact("ogrinfo")]
    public void What_GDAL_wrote_is_read_to_the_same_values()
    {
        // Not predictor 3 with the other byte order: GDAL 3.6 writes such files so that it cannot read them itself.
        var source = Source();
        foreach (var kind in (string[])
            [
                "-ot Byte", "-ot Byte -co COMPRESS=LZW", "-ot Byte -co COMPRESS=PACKBITS", "-ot Byte -co COMPRESS=DEFLATE -co PREDICTOR=2", "-ot Byte -co TILED=YES -co BLOCKXSIZE=16 -co BLOCKYSIZE=32",
                "-ot UInt16 -co COMPRESS=LZW -co PREDICTOR=2", "-ot Int16 -co COMPRESS=DEFLATE -co PREDICTOR=2 -co ENDIANNESS=BIG", "-ot Int32 -co COMPRESS=LZW -co PREDICTOR=2 -co ENDIANNESS=BIG -co TILED=YES -co BLOCKXSIZE=16 -co BLOCKYSIZE=16",
                "-ot UInt32 -co BIGTIFF=YES", "-ot UInt32 -co BIGTIFF=YES -co ENDIANNESS=BIG -co BLOCKYSIZE=7", "-ot UInt16 -co NBITS=9", "-ot UInt16 -co NBITS=12 -co COMPRESS=DEFLATE", "-ot UInt16 -co NBITS=11 -co ENDIANNESS=BIG -co COMPRESS=LZW",
                "-ot UInt32 -co NBITS=24", "-ot UInt32 -co NBITS=24 -co ENDIANNESS=BIG", "-ot UInt32 -co NBITS=19", "-ot Float32", "-ot Float32 -co ENDIANNESS=BIG", "-ot Float32 -co COMPRESS=DEFLATE -co PREDICTOR=3",
                "-ot Float32 -co COMPRESS=LZW -co PREDICTOR=3 -co TILED=YES -co BLOCKXSIZE=32 -co BLOCKYSIZE=16", "-ot Float32 -co COMPRESS=LZW -co ENDIANNESS=BIG", "-ot Float32 -co COMPRESS=DEFLATE -co PREDICTOR=2", "-ot Float32 -co NBITS=16", "-ot Float32 -co NBITS=16 -co COMPRESS=DEFLATE -co PREDICTOR=3",
                "-ot Float64 -co COMPRESS=DEFLATE -co PREDICTOR=3", "-ot Float64 -co COMPRESS=LZW -co BLOCKYSIZE=1", "-of COG -ot Float32 -co COMPRESS=DEFLATE -co PREDICTOR=YES -co BLOCKSIZE=128",
            ])
        {
            Check(kind, Translate(source, kind), Value);
        }
    }

    [ToolFact("ogrinfo")]
    public void Bands_that_stand_together_or_apart_are_told_apart()
    {
        var source = Source();
        foreach (var kind in (string[])["-co INTERLEAVE=PIXEL", "-co INTERLEAVE=BAND", "-co INTERLEAVE=PIXEL -co COMPRESS=LZW -co PREDICTOR=2", "-co INTERLEAVE=BAND -co TILED=YES -co BLOCKXSIZE=16 -co BLOCKYSIZE=16 -co COMPRESS=DEFLATE", "-co INTERLEAVE=PIXEL -co NBITS=10 -ot UInt16"])
            Check(kind, Translate(source, $"-b 1 -b 1 -b 1 {kind}"), Value, 2);
        Check("predictor 3 of pixels", Translate(source, "-b 1 -b 1 -ot Float32 -co INTERLEAVE=PIXEL -co COMPRESS=DEFLATE -co PREDICTOR=3"), Value, 1);
    }

    [ToolFact("ogrinfo")]
    public void Scale_offset_and_missing_tiles_are_what_the_file_says()
    {
        var source = Source();
        Check("scale", Translate(source, "-ot Int16 -a_scale 0.5 -a_offset 10"), (c, r) => (Value(c, r) * 0.5) + 10);
        // Tiles of nothing but the no-data value are left out of the file.
        var sparse = Translate(source, "-ot Float32 -srcwin 0 0 75 53 -outsize 75 53 -co SPARSE_OK=TRUE -co TILED=YES -co BLOCKXSIZE=16 -co BLOCKYSIZE=16 -scale 0 255 200 200");
        Check("sparse", sparse, (_, _) => double.NaN);
    }

    [ToolFact("ogrinfo")]
    public void Other_compressions_are_refused_by_name_with_the_way_out()
    {
        var source = Source();
        foreach (var (kind, name) in ((string, string)[])[("-ot Byte -co COMPRESS=JPEG", "JPEG"), ("-ot Byte -co COMPRESS=ZSTD", "ZSTD"), ("-ot Float32 -co COMPRESS=LZMA", "LZMA")])
        {
            var refused = Assert.Throws<RefusedInputException>(() => new GeoTiffReader(Translate(source, kind)).Dispose());
            Assert.Equal("RAS-0002", refused.Finding.Rule.Code);
            Assert.Contains(name, refused.Finding.Message("en"), StringComparison.Ordinal);
        }
    }

    private static double Value(int column, int row)
    {
        var value = ((column * 7) + (row * 13) + (column * row % 11)) % 256;
        return value == None ? double.NaN : value;
    }

    private string Source()
    {
        var path = Path.Combine(folder, "source.asc");
        using var text = new StreamWriter(path);
        text.Write($"ncols {Width}\nnrows {Height}\nxllcorner 500000\nyllcorner 3000000\ncellsize 10\nNODATA_value {None}\n");
        for (var row = 0; row < Height; row++)
            text.Write(string.Join(' ', Enumerable.Range(0, Width).Select(c => double.IsNaN(Value(c, row)) ? None : Value(c, row)).Select(v => v.ToString(CultureInfo.InvariantCulture))) + "\n");
        return path;
    }

    private string Translate(string source, string options)
    {
        var target = Path.Combine(folder, $"{Guid.NewGuid():N}.tif");
        Tools.Run("gdal_translate", ["-q", "-a_srs", "EPSG:4547", .. options.Split(' '), source, target]).Succeeds();
        return target;
    }

    private static void Check(string kind, string path, Func<int, int, double> expected, int band = 0)
    {
        using var reader = new GeoTiffReader(path);
        Assert.Equal((Width, Height, 500000.0, 10.0, 3000530.0, -10.0), (reader.Grid.Width, reader.Grid.Height, reader.Grid.OriginX, reader.Grid.ColumnX, reader.Grid.OriginY, reader.Grid.RowY));
        Assert.Equal(4547, reader.CoordinateReference!.Epsg);
        // A window across blocks that touches neither side, and the whole.
        foreach (var (left, top, width, height) in ((int, int, int, int)[])[(0, 0, Width, Height), (13, 5, 40, 37)])
        {
            var values = new double[width * height];
            reader.ReadWindow(band, left, top, width, height, values);
            for (var i = 0; i < values.Length; i++)
                Assert.True(expected(left + (i % width), top + (i / width)).Equals(values[i]), $"{kind}: column {left + (i % width)}, row {top + (i / width)}: {values[i]}, not {expected(left + (i % width), top + (i / width))}");
        }
    }
}
