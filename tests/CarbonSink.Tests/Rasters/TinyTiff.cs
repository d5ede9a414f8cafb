using System.Buffers.Binary;
using System.Globalization;
using System.IO.Compression;
using System.Text;

namespace CarbonSink.Tests.Rasters;

/// <summary>Small GeoTIFFs built tag by tag: sound ones for runs, corrupt ones for refusals.</summary>
internal static class TinyTiff
{
    public const ushort Short = 3;
    public const ushort Long = 4;
    private const ushort Text = 2;
    private const ushort Double = 12;

    /// <summary>A classic little-endian TIFF: one directory behind the header, then what does not fit into it.</summary>
    /// <param name="next">Where the next directory is said to be.</param>
    /// <param name="tags">Tag, type, count as declared, and the bytes of the values.</param>
    public static byte[] Of(uint next, params (ushort Tag, ushort Type, uint Count, byte[] Values)[] tags)
    {
        var after = 8 + 2 + (12 * tags.Length) + 4;
        var (head, tail) = (new List<byte>(), new List<byte>());
        head.AddRange("II*\0"u8);
        head.AddRange(Bytes(8u));
        head.AddRange(Bytes((ushort)tags.Length));
        foreach (var (tag, type, count, values) in tags)
        {
            head.AddRange([.. Bytes(tag), .. Bytes(type), .. Bytes(count)]);
            head.AddRange(values.Length <= 4 ? [.. values, .. new byte[4 - values.Length]] : Bytes((uint)(after + tail.Count)));
            if (values.Length > 4)
                tail.AddRange(values);
        }

        return [.. head, .. Bytes(next), .. tail];
    }

    /// <summary>A whole-number tag of one value.</summary>
    public static (ushort Tag, ushort Type, uint Count, byte[] Values) Tag(ushort tag, uint value, ushort type = Long, uint count = 1) => (tag, type, count, type == Short ? Bytes((ushort)value) : Bytes(value));

    /// <summary>Writes a raster of single precision in one strip; −9999 stands for no value.</summary>
    public static void Write(string path, int width, double originX, double originY, double cell, int epsg, bool isGeographic, params float[] values) =>
        Save(path, width, values.Length / width, 0, "-9999", originX, originY, cell, epsg, isGeographic, [[.. values.SelectMany(BitConverter.GetBytes)]]);

    /// <summary>Writes the same raster in tiles compressed by Deflate.</summary>
    public static void WriteTiled(string path, int side, int width, double originX, double originY, double cell, int epsg, params float[] values)
    {
        var height = values.Length / width;
        var tiles = from top in Enumerable.Range(0, (height + side - 1) / side)
                    from left in Enumerable.Range(0, (width + side - 1) / side)
                    select (from r in Enumerable.Range(top * side, side) from c in Enumerable.Range(left * side, side) select r < height && c < width ? values[(r * width) + c] : 0).SelectMany(BitConverter.GetBytes).ToArray();
        Save(path, width, height, side, "-9999", originX, originY, cell, epsg, false, [.. tiles.Select(Deflated)]);
    }

    /// <summary>Adds a transparency mask as a second image: 1 where there is a value.</summary>
    public static void AddMask(string path, int bits, int width, params bool[] isValid)
    {
        var (bytes, rows) = (File.ReadAllBytes(path), new List<byte>());
        for (var row = 0; row < isValid.Length / width; row++)
        {
            var line = new byte[((width * bits) + 7) / 8];
            for (var c = 0; c < width; c++)
                line[c * bits / 8] |= isValid[(row * width) + c] ? bits == 8 ? (byte)255 : (byte)(0x80 >> (c % 8)) : (byte)0;
            rows.AddRange(line);
        }

        var place = (uint)(bytes.Length + (bytes.Length % 2));
        (ushort, ushort, uint, byte[])[] Tags(uint offset) => [Tag(254, 4), Tag(256, (uint)width), Tag(257, (uint)(isValid.Length / width)), Tag(258, (uint)bits, Short), Tag(259, 1, Short), Tag(262, 4, Short), Tag(273, offset), Tag(278, (uint)(isValid.Length / width)), Tag(279, (uint)rows.Count)];
        var length = (uint)Of(0, Tags(0)).Length - 8;
        Bytes(place).CopyTo(bytes, 8 + 2 + (12 * BitConverter.ToUInt16(bytes, 8)));
        File.WriteAllBytes(path, [.. bytes, .. new byte[place - bytes.Length], .. Of(0, Tags(place + length))[8..], .. rows]);
    }

    /// <summary>Writes rectangles as GeoJSON: minX, minY, maxX, maxY each.</summary>
    public static void Rectangles(string path, params double[][] boxes) => Polygons(path, [.. boxes.Select(b => new[] { new[] { b[0], b[1], b[0], b[3], b[2], b[3], b[2], b[1], b[0], b[1] } })]);

    /// <summary>Writes polygons as GeoJSON, each of rings that stand as one polygon; field "name" is A, B, A, B …</summary>
    public static void Polygons(string path, params double[][][] polygons)
    {
        string T(double v) => v.ToString("R", CultureInfo.InvariantCulture);
        string Ring(double[] r) => "[" + string.Join(',', Enumerable.Range(0, r.Length / 2).Select(i => $"[{T(r[2 * i])},{T(r[(2 * i) + 1])}]")) + "]";
        var features = polygons.Select((p, i) => $$$"""{"type":"Feature","properties":{"name":"{{{(i % 2 == 0 ? "A" : "B")}}}"},"geometry":{"type":"Polygon","coordinates":[{{{string.Join(',', p.Select(Ring))}}}]} }""");
        File.WriteAllText(path, $$"""{"type":"FeatureCollection","features":[{{string.Join(',', features)}}]}""");
    }

    private static void Save(string path, int width, int height, int tile, string noData, double originX, double originY, double cell, int epsg, bool isGeographic, byte[][] blocks)
    {
        byte[] Doubles(params double[] numbers) => [.. numbers.SelectMany(BitConverter.GetBytes)];
        ushort[] keys = [1, 1, 0, 3, 1024, 0, 1, (ushort)(isGeographic ? 2 : 1), 1025, 0, 1, 1, (ushort)(isGeographic ? 2048 : 3072), 0, 1, (ushort)epsg];
        var none = Encoding.ASCII.GetBytes(noData + "\0");
        (ushort, ushort, uint, byte[])[] Tags(uint start)
        {
            var (offsets, at) = (new List<uint>(), start);
            foreach (var block in blocks)
            {
                offsets.Add(at);
                at += (uint)block.Length;
            }

            (ushort, ushort, uint, byte[]) Many(ushort tag, IEnumerable<uint> numbers) => (tag, Long, (uint)blocks.Length, [.. numbers.SelectMany(Bytes)]);
            var (places, lengths) = (Many((ushort)(tile > 0 ? 324 : 273), offsets), Many((ushort)(tile > 0 ? 325 : 279), blocks.Select(b => (uint)b.Length)));
            (ushort, ushort, uint, byte[])[] shape = tile > 0 ? [Tag(322, (uint)tile), Tag(323, (uint)tile), places, lengths] : [places, Tag(278, (uint)height), lengths];
            return
            [
                Tag(256, (uint)width), Tag(257, (uint)height), Tag(258, 32, Short), Tag(259, tile > 0 ? 8u : 1, Short), Tag(277, 1, Short), .. shape, Tag(339, 3, Short),
                (33550, Double, 3, Doubles(cell, cell, 0)), (33922, Double, 6, Doubles(0, 0, 0, originX, originY, 0)), (34735, Short, (uint)keys.Length, [.. keys.SelectMany(BitConverter.GetBytes)]), (42113, Text, (uint)none.Length, none),
            ];
        }

        var length = (uint)Of(0, Tags(0)).Length;
        File.WriteAllBytes(path, [.. Of(0, Tags(length)), .. blocks.SelectMany(b => b)]);
    }

    private static byte[] Deflated(byte[] bytes)
    {
        using var target = new MemoryStream();
        using (var stream = new ZLibStream(target, CompressionLevel.Fastest, leaveOpen: true))
            stream.Write(bytes);
        return target.ToArray();
    }

    private static byte[] Bytes(uint value)
    {
        var bytes = new byte[4];
        BinaryPrimitives.WriteUInt32LittleEndian(bytes, value);
        return bytes;
    }

    private static byte[] Bytes(ushort value) => [(byte)value, (byte)(value >> 8)];
}
