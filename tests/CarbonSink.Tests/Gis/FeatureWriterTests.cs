using CarbonSink.Findings;
using CarbonSink.Geometry;
using CarbonSink.Gis;
using CarbonSink.Inventory;
using Xunit;

namespace CarbonSink.Tests.Gis;

public sealed class FeatureWriterTests : IDisposable
{
    private static readonly double[] Outer = [110, 30, 111, 30, 111, 31, 110, 31, 110, 30];

    private readonly string folder = Directory.CreateTempSubdirectory("carbonsink-").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public void A_character_that_the_encoding_lacks_is_an_error_that_names_it()
    {
        // 㐂 (U+3402) and 𠮷 (U+20BB7) are in GB 18030 and not in GBK.
        var layer = new WrittenLayer(GeometryKind.Polygon, Text("地名", 20)).Row([Outer], "甲").Row([Outer], "㐂村").Row([Outer], "𠮷");
        var findings = layer.Write(PathOf("a.shp"), TextEncoding.FromName("GBK")).Findings;
        Assert.Equal(
            [("GIS-0103", 1L, "地名", "㐂村", "㐂 (U+3402)"), ("GIS-0103", 2L, "地名", "𠮷", "𠮷 (U+20BB7)")],
            findings.Findings.Where(f => f.Rule.Severity == Severity.Error).Select(f => (f.Rule.Code, f.Record!.Value, f.Field!, f.Value!, f.Arguments[1])));
        Assert.False(layer.Write(PathOf("b.shp"), TextEncoding.FromName("GB18030")).Findings.HasErrors);
        Assert.Equal(["甲", "㐂村", "𠮷"], Read(PathOf("b.shp")));
    }

    /// <summary>Identity numbers have 18 digits; a double keeps 15 to 17.</summary>
    [Theory]
    [InlineData(".shp")]
    [InlineData(".gpkg")]
    [InlineData(".geojson")]
    [InlineData(".csv")]
    public void Integers_of_eighteen_digits_are_written_as_they_were_read(string extension)
    {
        using var source = new TestLayer().Field("ID", 'N', 18).Row([TestLayer.Square(110, 30, 1)], "123456789012345678").Row([TestLayer.Square(110, 30, 1)], "999999999999999999").Row([TestLayer.Square(110, 30, 1)], "").Write();
        using (var reader = FeatureSource.Open(source.Shp))
        {
            using var writer = FeatureTarget.Create(PathOf("a" + extension), new("a", reader.Schema, GeometryKind.Polygon, EpsgCodes.Find(4490), null), null);
            foreach (var batch in reader.Read(RecordRange.All, [0], geometry: true))
                writer.Add(batch);
            writer.Complete();
            Assert.False(writer.Findings.HasErrors);
        }

        using var written = FeatureSource.Open(PathOf("a" + extension));
        Assert.Equal(["123456789012345678", "999999999999999999", null], Reading.Column(written, "ID"));
        Assert.Equal(extension == ".csv" ? 'C' : 'N', written.Schema.Fields[0].TypeCode);
    }

    [Theory]
    [InlineData(".shp")]
    [InlineData(".geojson")]
    [InlineData(".csv")]
    public void Whole_numbers_are_written_without_exponent(string extension)
    {
        new WrittenLayer(GeometryKind.Polygon, new FieldDefinition("N", FieldKind.Number, 'N', 18, 0)).Row([Outer], 1e18).Row([Outer], -1e20).Row([Outer], 430682001001001024.0).Write(PathOf("a" + extension));
        var text = File.ReadAllText(PathOf("a" + (extension == ".shp" ? ".dbf" : extension)), System.Text.Encoding.Latin1);
        Assert.All(["1000000000000000000", "-100000000000000000000", "430682001001001024"], n => Assert.Contains(n, text, StringComparison.Ordinal));
        Assert.DoesNotContain("E+", text, StringComparison.Ordinal);
    }

    [Fact]
    public void Null_rows_of_one_column_come_back_from_csv()
    {
        var path = PathOf("a.csv");
        new WrittenLayer(GeometryKind.Null, Text("a", 5)).Row([], "x").Row([], [null]).Row([], "y").Write(path);
        using var reader = FeatureSource.Open(path);
        Assert.Equal(["x", null, "y"], Reading.Column(reader, "a"));
    }

    [Fact]
    public void A_field_is_widened_and_never_cut()
    {
        var full = new string('杉', 84); // 252 bytes of UTF-8
        var findings = new WrittenLayer(GeometryKind.Polygon, Text("地名", 6), new("MJ", FieldKind.Number, 'N', 5, 2)).Row([Outer], "杉木", 1.25).Row([Outer], full, 1234567.891).Write(PathOf("a.shp")).Findings;
        Assert.Equal(["地名 C(6) C(252)", "MJ N(5,2) N(11,3)"], findings.Findings.Where(f => f.Rule == TargetFindings.FieldWidened).Select(f => string.Join(' ', f.Arguments)).OrderDescending(StringComparer.Ordinal));
        Assert.Equal(["杉木", full], Read(PathOf("a.shp")));

        var refused = new WrittenLayer(GeometryKind.Polygon, Text("地名", 6)).Row([Outer], full + "杉").Write(PathOf("b.shp")).Findings;
        Assert.Equal(("GIS-0104", "255"), (refused.Findings[0].Rule.Code, refused.Findings[0].Arguments[0]));
    }

    [Fact]
    public void Names_are_cut_to_ten_bytes_and_stay_unique()
    {
        new WrittenLayer(GeometryKind.Polygon, Text("小班面积", 5), Text("小班面", 5), Text("PINGJUN_NL_1", 5), Text("pingjun_nl", 5)).Row([Outer], "a", "b", "c", "d").Write(PathOf("a.shp"));
        using var reader = new ShapefileReader(PathOf("a.shp"));
        // 小班面 has 9 bytes and keeps its name; 小班面积 has 12, and 小班面 is taken: two characters and a number remain.
        Assert.Equal(["小班_1", "小班面", "PINGJUN__1", "pingjun_nl"], reader.Schema.Fields.Select(f => f.Name));
    }

    [Fact]
    public void Outer_rings_of_a_shapefile_run_clockwise_and_of_GeoJSON_counter_clockwise()
    {
        var layer = new WrittenLayer(GeometryKind.Polygon, Text("a", 1)).Row([Outer], "x");
        layer.Write(PathOf("a.shp"));
        layer.Write(PathOf("a.geojson"));
        using var reader = new ShapefileReader(PathOf("a.shp"));
        Assert.Equal([110, 30, 110, 31, 111, 31, 111, 30, 110, 30], reader.Read(RecordRange.All, [], true).First().Geometry.Ring(0).ToArray());
        Assert.Contains("[[[110,30],[111,30],[111,31],[110,31],[110,30]]]", File.ReadAllText(PathOf("a.geojson")), StringComparison.Ordinal);
    }

    [Fact]
    public void GeoJSON_is_in_degrees_or_not_at_all()
    {
        var projected = new WrittenLayer(GeometryKind.Polygon, Text("a", 1)) { Layer = new("a", new([Text("a", 1)]), GeometryKind.Polygon, EpsgCodes.Find(4547), null) };
        Assert.Equal("GIS-0110", Assert.Throws<RefusedInputException>(() => projected.Write(PathOf("a.geojson"))).Finding.Rule.Code);
        var findings = new WrittenLayer(GeometryKind.Point, Text("a", 1)).Row([[110, 30]], "x").Row([[500000, 3400000]], "y").Write(PathOf("b.geojson")).Findings;
        Assert.Equal([("GIS-0111", null), ("GIS-0113", 1L)], findings.Findings.Select(f => (f.Rule.Code, f.Record)));
    }

    [Fact]
    public void A_geometry_of_another_kind_and_one_that_could_not_be_read_are_told()
    {
        var layer = new WrittenLayer(GeometryKind.Polygon, Text("a", 1)).Row([Outer], "x").Row([[110, 30]], "y").Row([Outer], "z").Row([[110, 30, 111, 31, 110, 30]], "w");
        layer.Rows[1] = (layer.Rows[1].Values, GeometryKind.Point, layer.Rows[1].Rings);
        layer.Rows[2] = (layer.Rows[2].Values, GeometryKind.Unreadable, []);
        Assert.Equal([("GIS-0100", 2L), ("GIS-0101", 1L), ("GIS-0102", 3L)], layer.Write(PathOf("a.gpkg")).Findings.Findings.Select(f => (f.Rule.Code, f.Record!.Value)));
        Assert.DoesNotContain(layer.Write(PathOf("a.geojson")).Findings.Findings, f => f.Rule == TargetFindings.GeometryMixed);
    }

    [Fact]
    public void Codes_of_digits_stay_texts_in_CSV()
    {
        new WrittenLayer(GeometryKind.Point, Text("代码", 4)).Row([[110, 30]], "12").Row([[110, 30]], "34").Write(PathOf("a.csv"));
        Assert.Equal("\uFEFFWKT,代码\n\"POINT (110 30)\",\"12\"\n\"POINT (110 30)\",\"34\"\n", System.Text.Encoding.UTF8.GetString(File.ReadAllBytes(PathOf("a.csv"))));
        using var reader = FeatureSource.Open(PathOf("a.csv"));
        Assert.Equal(FieldKind.Text, reader.Schema.Fields[0].Kind);
    }

    [Fact]
    public void A_format_that_is_not_known_is_refused() =>
        Assert.Equal("GIS-0115", Assert.Throws<RefusedInputException>(() => new WrittenLayer(GeometryKind.Point, Text("a", 1)).Write(PathOf("a.xyz"))).Finding.Rule.Code);

    private static FieldDefinition Text(string name, int width) => new(name, FieldKind.Text, 'C', width, 0);

    private static string[] Read(string path)
    {
        using var reader = FeatureSource.Open(path);
        return [.. reader.Read(RecordRange.All, [0], false).SelectMany(b => b.Codes(0).ToArray().Select(c => b.Dictionary(0)[c]).ToArray())];
    }

    private string PathOf(string name) => Path.Combine(folder, name);
}
