using System.Buffers.Binary;
using System.Globalization;
using System.Text;

namespace CarbonSink.Tests.Gis;

/// <summary>A small shapefile written byte by byte for tests, in a folder of its own that goes away with it.</summary>
internal sealed class TestLayer : IDisposable
{
    private const string Prj = "GEOGCS[\"GCS_China_Geodetic_Coordinate_System_2000\",DATUM[\"D_China_2000\",SPHEROID[\"CGCS2000\",6378137.0,298.257222101]],PRIMEM[\"Greenwich\",0.0],UNIT[\"Degree\",0.0174532925199433]]";

    private readonly List<byte[]> shapes = [];
    private readonly List<(byte[] Name, char Type, int Width, int Decimals)> fields = [];
    private readonly List<(bool Deleted, byte[][] Cells)> rows = [];

    static TestLayer() => Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);

    public TestLayer(int shapeType = 5)
    {
        Directory.CreateDirectory(Folder);
        ShapeType = shapeType;
    }

    public string Folder { get; } = Path.Combine(Path.GetTempPath(), $"carbonsink-{Guid.NewGuid():N}");

    public string Shp => Path.Combine(Folder, "layer.shp");

    public int ShapeType { get; }

    public Encoding Encoding { get; init; } = Encoding.UTF8;

    public byte LanguageId { get; init; }

    public string? Cpg { get; init; }

    public static Encoding Gbk => CodePagesEncodingProvider.Instance.GetEncoding(936)!;

    public static Encoding Gb18030 => CodePagesEncodingProvider.Instance.GetEncoding(54936)!;

    /// <summary>A closed square, clockwise as outer rings of shapefiles are.</summary>
    public static double[] Square(double x, double y, double side) => [x, y, x, y + side, x + side, y + side, x + side, y, x, y];

    public TestLayer Field(string name, char type, int width, int decimals = 0)
    {
        fields.Add((Encoding.GetBytes(name), type, width, decimals));
        return this;
    }

    public TestLayer Row(double[][]? rings, params object[] cells) => Row(false, rings is null ? Null() : Polygon(ShapeType, rings), cells);

    public TestLayer Row(bool deleted, byte[] shape, params object[] cells)
    {
        shapes.Add(shape);
        rows.Add((deleted, [.. fields.Select((f, i) => Cell(f.Type, f.Width, f.Decimals, cells[i]))]));
        return this;
    }

    public static byte[] Null() => new byte[4];

    public static byte[] Point(double x, double y)
    {
        var content = new byte[20];
        content[0] = 1;
        BinaryPrimitives.WriteDoubleLittleEndian(content.AsSpan(4), x);
        BinaryPrimitives.WriteDoubleLittleEndian(content.AsSpan(12), y);
        return content;
    }

    /// <summary>Content of a polygon record; PolygonZ and PolygonM get ranges and values of zero.</summary>
    public static byte[] Polygon(int type, params double[][] rings)
    {
        var points = rings.Sum(r => r.Length / 2);
        var length = 44 + (4 * rings.Length) + (16 * points) + (type == 15 ? 2 * (16 + (8 * points)) : type == 25 ? 16 + (8 * points) : 0);
        var content = new byte[length];
        var span = content.AsSpan();
        BinaryPrimitives.WriteInt32LittleEndian(span, type);
        var xs = rings.SelectMany(r => r.Where((_, i) => i % 2 == 0)).DefaultIfEmpty(0).ToArray();
        var ys = rings.SelectMany(r => r.Where((_, i) => i % 2 == 1)).DefaultIfEmpty(0).ToArray();
        double[] box = [xs.Min(), ys.Min(), xs.Max(), ys.Max()];
        for (var i = 0; i < 4; i++)
            BinaryPrimitives.WriteDoubleLittleEndian(span[(4 + (8 * i))..], box[i]);
        BinaryPrimitives.WriteInt32LittleEndian(span[36..], rings.Length);
        BinaryPrimitives.WriteInt32LittleEndian(span[40..], points);
        var (start, at) = (0, 44 + (4 * rings.Length));
        for (var r = 0; r < rings.Length; r++)
        {
            BinaryPrimitives.WriteInt32LittleEndian(span[(44 + (4 * r))..], start);
            start += rings[r].Length / 2;
            foreach (var c in rings[r])
            {
                BinaryPrimitives.WriteDoubleLittleEndian(span[at..], c);
                at += 8;
            }
        }

        return content;
    }

    /// <summary>Writes .shp, .shx, .dbf, .prj and, if asked for, .cpg.</summary>
    public TestLayer Write()
    {
        var shp = new List<byte>(Header(100 + shapes.Sum(s => 8 + s.Length)));
        var shx = new List<byte>(Header(100 + (8 * shapes.Count)));
        for (var i = 0; i < shapes.Count; i++)
        {
            shx.AddRange(BigEndian(shp.Count / 2));
            shx.AddRange(BigEndian(shapes[i].Length / 2));
            shp.AddRange(BigEndian(i + 1));
            shp.AddRange(BigEndian(shapes[i].Length / 2));
            shp.AddRange(shapes[i]);
        }

        File.WriteAllBytes(Shp, [.. shp]);
        File.WriteAllBytes(Path.ChangeExtension(Shp, ".shx"), [.. shx]);
        File.WriteAllBytes(Path.ChangeExtension(Shp, ".dbf"), Dbf());
        File.WriteAllText(Path.ChangeExtension(Shp, ".prj"), Prj);
        if (Cpg is not null)
            File.WriteAllText(Path.ChangeExtension(Shp, ".cpg"), Cpg);
        return this;
    }

    public void Dispose() => Directory.Delete(Folder, true);

    private static byte[] BigEndian(int value)
    {
        var bytes = new byte[4];
        BinaryPrimitives.WriteInt32BigEndian(bytes, value);
        return bytes;
    }

    private byte[] Header(int length)
    {
        var header = new byte[100];
        BinaryPrimitives.WriteInt32BigEndian(header, 9994);
        BinaryPrimitives.WriteInt32BigEndian(header.AsSpan(24), length / 2);
        BinaryPrimitives.WriteInt32LittleEndian(header.AsSpan(28), 1000);
        BinaryPrimitives.WriteInt32LittleEndian(header.AsSpan(32), ShapeType);
        return header;
    }

    private byte[] Cell(char type, int width, int decimals, object value)
    {
        var bytes = value switch
        {
            byte[] raw => raw,
            double d => Encoding.ASCII.GetBytes(d.ToString($"F{decimals}", CultureInfo.InvariantCulture)),
            int i => Encoding.ASCII.GetBytes(i.ToString(CultureInfo.InvariantCulture)),
            _ => Encoding.GetBytes((string)value),
        };
        if (bytes.Length > width)
            bytes = bytes[..width];
        var cell = new byte[width];
        Array.Fill(cell, (byte)' ');
        bytes.CopyTo(cell, type is 'N' or 'F' ? width - bytes.Length : 0);
        return cell;
    }

    private byte[] Dbf()
    {
        var recordBytes = 1 + fields.Sum(f => f.Width);
        var header = new byte[32 + (32 * fields.Count) + 1];
        header[0] = 3;
        BinaryPrimitives.WriteInt32LittleEndian(header.AsSpan(4), rows.Count);
        BinaryPrimitives.WriteInt16LittleEndian(header.AsSpan(8), (short)header.Length);
        BinaryPrimitives.WriteInt16LittleEndian(header.AsSpan(10), (short)recordBytes);
        header[29] = LanguageId;
        for (var i = 0; i < fields.Count; i++)
        {
            var at = 32 + (32 * i);
            fields[i].Name.AsSpan(0, Math.Min(10, fields[i].Name.Length)).CopyTo(header.AsSpan(at));
            (header[at + 11], header[at + 16], header[at + 17]) = ((byte)fields[i].Type, (byte)fields[i].Width, (byte)fields[i].Decimals);
        }

        header[^1] = 0x0D;
        return [.. header, .. rows.SelectMany(r => r.Cells.SelectMany(c => c).Prepend(r.Deleted ? (byte)'*' : (byte)' ')), 0x1A];
    }
}
