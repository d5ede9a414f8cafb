using System.Buffers.Binary;

namespace CarbonSink.Samples;

/// <summary>Writes polygons as .shp and .shx (ESRI Shapefile Technical Description, 1998).</summary>
internal static class ShapefileWriter
{
    private const int PolygonType = 5;
    private const int HeaderBytes = 100;

    /// <summary>Writes both files; a null record becomes a null shape.</summary>
    public static void Write(string pathWithoutExtension, IReadOnlyList<List<double[]>?> records)
    {
        var contents = records.Select(Content).ToList();
        var box = Box(records.OfType<List<double[]>>().SelectMany(rings => rings));
        using var shp = new FileStream(pathWithoutExtension + ".shp", FileMode.Create);
        using var shx = new FileStream(pathWithoutExtension + ".shx", FileMode.Create);
        shp.Write(Header(HeaderBytes + contents.Sum(c => c.Length + 8), box));
        shx.Write(Header(HeaderBytes + 8 * contents.Count, box));
        var offset = HeaderBytes;
        for (var i = 0; i < contents.Count; i++)
        {
            shp.Write(BigEndian(i + 1, contents[i].Length / 2));
            shp.Write(contents[i]);
            shx.Write(BigEndian(offset / 2, contents[i].Length / 2));
            offset += contents[i].Length + 8;
        }
    }

    private static byte[] Content(List<double[]>? rings)
    {
        using var bytes = new MemoryStream();
        using var writer = new BinaryWriter(bytes); // little-endian by definition
        if (rings is null)
        {
            writer.Write(0);
            return bytes.ToArray();
        }

        writer.Write(PolygonType);
        foreach (var side in Box(rings))
            writer.Write(side);
        writer.Write(rings.Count);
        writer.Write(rings.Sum(r => r.Length) / 2);
        var first = 0;
        foreach (var ring in rings)
        {
            writer.Write(first);
            first += ring.Length / 2;
        }

        foreach (var coordinate in rings.SelectMany(r => r))
            writer.Write(coordinate);
        return bytes.ToArray();
    }

    private static byte[] Header(int totalBytes, double[] box)
    {
        using var bytes = new MemoryStream();
        using var writer = new BinaryWriter(bytes);
        writer.Write(BigEndian(9994, 0, 0, 0, 0, 0, totalBytes / 2));
        writer.Write(1000);
        writer.Write(PolygonType);
        foreach (var side in box)
            writer.Write(side);
        writer.Write(new byte[32]); // no z, no m
        return bytes.ToArray();
    }

    private static double[] Box(IEnumerable<double[]> rings)
    {
        double[] box = [double.MaxValue, double.MaxValue, double.MinValue, double.MinValue];
        foreach (var ring in rings)
        {
            for (var i = 0; i < ring.Length; i++)
            {
                box[i & 1] = Math.Min(box[i & 1], ring[i]);
                box[2 + (i & 1)] = Math.Max(box[2 + (i & 1)], ring[i]);
            }
        }

        return box;
    }

    private static byte[] BigEndian(params ReadOnlySpan<int> values)
    {
        var bytes = new byte[4 * values.Length];
        for (var i = 0; i < values.Length; i++)
            BinaryPrimitives.WriteInt32BigEndian(bytes.AsSpan(4 * i), values[i]);
        return bytes;
    }
}
