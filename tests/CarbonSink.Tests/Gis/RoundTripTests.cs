using System.Globalization;
using CarbonSink.Findings;
using CarbonSink.Geometry;
using CarbonSink.Gis;
using CarbonSink.Inventory;
using Xunit;

namespace CarbonSink.Tests.Gis;

/// <summary>What is written reads back the same: coordinates and numbers to the bit, texts to the character.</summary>
public sealed class RoundTripTests : IDisposable
{
    private static readonly string?[] Texts = ["㐂𠮷林场", "007", "甲,\"乙\"\n丙", null, "x", "0", new string('杉', 80), "3.10", "𠮷"];
    private static readonly double[] Numbers = [0.1 + 0.2, 1e300, 5e-324, -1.7976931348623157e308, 12345.6789, 1 / 3.0, 123456789012345680, 2.5, -0.00012345678901234567];

    private readonly string folder = Directory.CreateTempSubdirectory("carbonsink-").FullName;

    public static TheoryData<string, GeometryKind> Formats
    {
        get
        {
            var data = new TheoryData<string, GeometryKind>();
            foreach (var extension in new[] { ".shp", ".gpkg", ".geojson", ".csv" })
            {
                foreach (var kind in new[] { GeometryKind.Polygon, GeometryKind.Line, GeometryKind.Point })
                    data.Add(extension, kind);
            }

            return data;
        }
    }

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Theory]
    [MemberData(nameof(Formats))]
    public void Read_of_written_is_what_was_written(string extension, GeometryKind kind)
    {
        var random = new Random(20240601);
        for (var round = 0; round < 8; round++)
        {
            var written = Random(random, kind, rows: 40);
            var path = Path.Combine(folder, $"小班 {round}{extension}");
            var findings = written.Write(path).Findings;
            Assert.False(findings.HasErrors, string.Join('\n', findings.Findings.Select(f => f.Message("en"))));
            Compare(written, path, extension);
        }
    }

    [Fact]
    public void A_point_layer_is_one_of_multipoints_only_where_a_record_has_several()
    {
        var text = new FieldDefinition("名", FieldKind.Text, 'C', 0, 0);
        new WrittenLayer(GeometryKind.Point, text).Row([[1, 2]], "a").Row([], "b").Row([[3, 4]], "c").Write(Path.Combine(folder, "one.shp"));
        new WrittenLayer(GeometryKind.Point, text).Row([[1, 2], [5, 6]], "a").Row([[3, 4]], "c").Write(Path.Combine(folder, "several.shp"));
        Assert.Equal((1, 8), (ShapeType("one.shp"), ShapeType("several.shp"))); // ESRI: 1 Point, 8 MultiPoint
        Assert.Equal(100 + 28 + 12 + 28, new FileInfo(Path.Combine(folder, "one.shp")).Length); // header, 8 + 20, 8 + 4, 8 + 20
    }

    private int ShapeType(string name) => BitConverter.ToInt32(File.ReadAllBytes(Path.Combine(folder, name)), 32);

    private static WrittenLayer Random(Random random, GeometryKind kind, int rows)
    {
        var layer = new WrittenLayer(kind, new("小班名", FieldKind.Text, 'C', 10, 0), new("MIAN_JI", FieldKind.Number, 'N', 12, 4), new("蓄积", FieldKind.Number, 'F', 0, 0), new("株数", FieldKind.Number, 'N', 9, 0), new("日期", FieldKind.Date, 'D', 8, 0));
        for (var row = 0; row < rows; row++)
        {
            var isFirst = row == 0; // gives every column its type where the format declares none
            layer.Row(
                !isFirst && random.Next(8) == 0 ? [] : Shape(random, kind),
                isFirst ? "甲" : Texts[random.Next(Texts.Length)],
                isFirst ? 1.5 : random.Next(5) == 0 ? null : random.Next(2) == 0 ? random.Next(1000000) / 10000.0 : Numbers[random.Next(Numbers.Length)],
                isFirst ? 0.25 : random.Next(5) == 0 ? null : BitConverter.Int64BitsToDouble(random.NextInt64()) is var any && double.IsFinite(any) ? any : 1,
                isFirst ? 1.0 : (double)random.Next(-99999, 999999),
                random.Next(4) == 0 ? null : "20240229");
        }

        return layer;
    }

    private static double[][] Shape(Random random, GeometryKind kind)
    {
        var (x, y) = (75 + (50 * random.NextDouble()), 5 + (40 * random.NextDouble()));
        return kind switch
        {
            GeometryKind.Point => random.Next(3) == 0 ? [[x, y], [x + 1, y]] : [[x, y]],
            GeometryKind.Line => random.Next(3) == 0 ? [[x, y, x + 1, y, x, y + 1], [x, y, y, x / 2]] : [[x, y, x + 1, y + 1]],
            _ => random.Next(3) switch
            {
                0 => [Square(x, y, 1)],
                1 => [Square(x, y, 1), Square(x + 0.2, y + 0.2, 0.6), Square(x + 2, y, 0.5)],
                _ => [Square(x, y, 1), Square(x + 0.2, y + 0.2, 0.6), Square(x + 0.4, y + 0.4, 0.2)], // an island in a hole
            },
        };
    }

    private static double[] Square(double x, double y, double side) => [x, y, x + side, y, x + side, y + side, x, y + side, x, y];

    private static void Compare(WrittenLayer written, string path, string extension)
    {
        using var reader = FeatureSource.Open(path);
        Assert.Equal(written.Rows.Count, reader.RecordCount);
        // JSON has no dates: they come back as text.
        Assert.Equal(
            written.Layer.Schema.Fields.Select(f => (extension == ".shp" ? Ten(f.Name) : f.Name, extension == ".geojson" && f.Kind == FieldKind.Date ? FieldKind.Text : f.Kind)),
            reader.Schema.Fields.Select(f => (f.Name, f.Kind)));
        var scan = reader.Read(RecordRange.All, [.. Enumerable.Range(0, reader.Schema.Fields.Count)], geometry: true);
        foreach (var batch in scan)
        {
            for (var row = 0; row < batch.Count; row++)
            {
                var expected = written.Rows[(int)batch.RecordNumbers[row]];
                for (var i = 0; i < expected.Values.Length; i++)
                    Assert.Equal(Text(expected.Values[i]), Text(Value(batch, i, row)));
                Assert.Equal(expected.Kind, batch.Geometry.Kinds[row]);
                Assert.Equal(expected.Rings.Select(CounterClockwise), Rings(batch.Geometry, row).Select(CounterClockwise));
            }
        }

        Assert.DoesNotContain(scan.Findings.Findings, f => f.Rule.Severity == Severity.Error);
        Assert.True(extension == ".geojson" || reader.CoordinateReference?.Epsg == 4490);
    }

    /// <summary>A dBASE name is cut to ten bytes; those here are shorter.</summary>
    private static string Ten(string name) => System.Text.Encoding.UTF8.GetByteCount(name) <= 10 ? name : throw new ArgumentException(name);

    private static object? Value(FeatureBatch batch, int field, int row) =>
        batch.Schema.Fields[field].Kind == FieldKind.Number ? batch.IsValid(field, row) ? batch.Numbers(field)[row] : null
        : batch.Codes(field)[row] is >= 0 and var code ? batch.Dictionary(field)[code] : null;

    /// <summary>Numbers by all their digits (−0 as 0, which SQLite does not tell apart), dates without hyphens.</summary>
    private static string? Text(object? value) => value switch
    {
        double number => (number + 0.0).ToString("R", CultureInfo.InvariantCulture),
        "2024-02-29" => "20240229",
        _ => (string?)value,
    };

    private static IEnumerable<double[]> Rings(PolygonColumn column, int row)
    {
        for (var ring = column.FirstRing(row); ring < column.RecordEnds[row]; ring++)
            yield return column.Ring(ring).ToArray();
    }

    /// <summary>Formats differ in the way rings run, not in their vertices or their first one.</summary>
    private static double[] CounterClockwise(double[] ring)
    {
        var twice = 0.0;
        for (var i = 0; i + 3 < ring.Length; i += 2)
            twice += ((ring[i] - ring[0]) * (ring[i + 3] - ring[1])) - ((ring[i + 2] - ring[0]) * (ring[i + 1] - ring[1]));
        return ring.Length < 8 || twice >= 0 || ring[0] != ring[^2] ? ring : [.. ring.Chunk(2).Reverse().SelectMany(p => p)];
    }
}
