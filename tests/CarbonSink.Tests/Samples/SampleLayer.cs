using System.Buffers.Binary;
using System.Globalization;
using System.Text;
using NetTopologySuite.Geometries;
using Shape = NetTopologySuite.Geometries.Geometry;

namespace CarbonSink.Tests.Samples;

/// <summary>A layer of a sample read from its bytes by the published file formats, independently of the program's own reader.</summary>
internal sealed class SampleLayer
{
    private readonly Dictionary<string, string[]> columns = new(StringComparer.Ordinal);

    public SampleLayer(string pathWithoutExtension, int codePage)
    {
        ReadShapes(File.ReadAllBytes(pathWithoutExtension + ".shp"));
        ReadTable(File.ReadAllBytes(pathWithoutExtension + ".dbf"), codePage);
    }

    /// <summary>Rings of each record; empty for a null shape.</summary>
    public List<Coordinate[][]> Rings { get; } = [];

    public int Count => Rings.Count;

    public byte LanguageId { get; private set; }

    public IEnumerable<string> Fields => columns.Keys;

    public string Text(string field, int record) => columns[field][record];

    public double? Number(string field, int record) =>
        Text(field, record) is { Length: > 0 } text ? double.Parse(text, CultureInfo.InvariantCulture) : null;

    /// <summary>The polygon of a record: outer rings run clockwise, each hole belongs to the smallest outer ring around it.</summary>
    public Shape Polygon(int record)
    {
        var factory = GeometryFactory.Default;
        var rings = Rings[record].Select(factory.CreateLinearRing).ToList();
        var holes = rings.Where(r => r.IsCCW).ToList();
        var outer = rings.Where(r => !r.IsCCW).Select(r => factory.CreatePolygon(r)).OrderBy(p => p.Area).ToList();
        var polygons = outer.Select(o => factory.CreatePolygon(o.Shell, [.. holes.Where(h => outer.First(p => p.Covers(h)) == o)])).ToArray();
        return polygons.Length == 1 ? polygons[0] : factory.CreateMultiPolygon(polygons);
    }

    private void ReadShapes(byte[] bytes)
    {
        for (var at = 100; at < bytes.Length; at += 8 + 2 * BinaryPrimitives.ReadInt32BigEndian(bytes.AsSpan(at + 4)))
        {
            if (BinaryPrimitives.ReadInt32LittleEndian(bytes.AsSpan(at + 8)) == 0)
            {
                Rings.Add([]);
                continue;
            }

            var parts = BinaryPrimitives.ReadInt32LittleEndian(bytes.AsSpan(at + 44));
            var points = BinaryPrimitives.ReadInt32LittleEndian(bytes.AsSpan(at + 48));
            var starts = Enumerable.Range(0, parts).Select(p => BinaryPrimitives.ReadInt32LittleEndian(bytes.AsSpan(at + 52 + 4 * p))).Append(points).ToList();
            var first = at + 52 + 4 * parts;
            double Value(int i) => BinaryPrimitives.ReadDoubleLittleEndian(bytes.AsSpan(first + 8 * i));
            Rings.Add([.. Enumerable.Range(0, parts).Select(p =>
                Enumerable.Range(starts[p], starts[p + 1] - starts[p]).Select(i => new Coordinate(Value(2 * i), Value(2 * i + 1))).ToArray())]);
        }
    }

    private void ReadTable(byte[] bytes, int codePage)
    {
        Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);
        var encoding = Encoding.GetEncoding(codePage, EncoderFallback.ExceptionFallback, DecoderFallback.ExceptionFallback);
        LanguageId = bytes[29];
        var records = BinaryPrimitives.ReadInt32LittleEndian(bytes.AsSpan(4));
        int header = BinaryPrimitives.ReadUInt16LittleEndian(bytes.AsSpan(8)), length = BinaryPrimitives.ReadUInt16LittleEndian(bytes.AsSpan(10));
        var offset = 1;
        for (var at = 32; bytes[at] != '\r'; at += 32)
        {
            var (start, width) = (offset, bytes[at + 16]);
            columns.Add(
                Encoding.ASCII.GetString(bytes, at, 11).TrimEnd('\0'),
                [.. Enumerable.Range(0, records).Select(r => encoding.GetString(bytes, header + r * length + start, width).Trim(' '))]);
            offset += width;
        }
    }
}
