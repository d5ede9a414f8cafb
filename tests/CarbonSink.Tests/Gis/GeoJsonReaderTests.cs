using System.Text;
using CarbonSink.Findings;
using CarbonSink.Geometry;
using CarbonSink.Gis;
using CarbonSink.Inventory;
using Xunit;

namespace CarbonSink.Tests.Gis;

public class GeoJsonReaderTests
{
    private const string Square = """{"type":"Polygon","coordinates":[[[114,29],[115,29],[115,30],[114,30],[114,29]]]}""";

    [Fact]
    public void Properties_and_geometry_are_read_in_order_of_first_appearance()
    {
        using var file = Collection(
            Feature("""{"XIAN":"011","MIAN_JI":12.5,"N":3}""", Square),
            Feature("""{"N":-44,"MIAN_JI":null,"OK":true,"XIAN":"天长"}""", """{"coordinates":[[[[0,0],[1,0],[1,1],[0,0]]],[[[5,5],[6,5],[6,6],[5,5]]]],"type":"MultiPolygon"}"""));
        using var reader = new GeoJsonReader(file.Path);
        Assert.Equal(
            [new FieldDefinition("XIAN", FieldKind.Text, 'C', 6, 0), new("MIAN_JI", FieldKind.Number, 'N', 4, 1), new("N", FieldKind.Number, 'N', 3, 0), new("OK", FieldKind.Text, 'L', 1, 0)],
            reader.Schema.Fields);
        Assert.Equal(
            ["0|011|12.5|3||Polygon|114 29 115 29 115 30 114 30 114 29", "1|天长||-44|T|Polygon|0 0 1 0 1 1 0 0/5 5 6 5 6 6 5 5"],
            Reading.Rows(reader, RecordRange.All));
        Assert.Equal(["1|天长||-44|T|Polygon|0 0 1 0 1 1 0 0/5 5 6 5 6 6 5 5"], Reading.Rows(reader, new(1, 2)));
        Assert.Equal((4326, true, 2L, "GeoJSON"), (reader.CoordinateReference!.Epsg, reader.CoordinateReference.IsGeographic, reader.RecordCount, reader.Driver));
        Assert.Empty(reader.Findings.Findings);
    }

    [Theory]
    [InlineData("""{"type":"Point","coordinates":[1,2,99]}""", "Point|1 2")]
    [InlineData("""{"type":"MultiPoint","coordinates":[[1,2],[3,4]]}""", "Point|1 2/3 4")]
    [InlineData("""{"type":"LineString","coordinates":[[1,2],[3,4]]}""", "Line|1 2 3 4")]
    [InlineData("""{"type":"MultiLineString","coordinates":[[[1,2],[3,4]],[[5,6],[7,8]]]}""", "Line|1 2 3 4/5 6 7 8")]
    [InlineData("""{"type":"Polygon","coordinates":[]}""", "Null|")]
    [InlineData("null", "Null|")]
    [InlineData("""{"type":"GeometryCollection","geometries":[]}""", "Unreadable|")]
    [InlineData("""{"type":"Polygon","coordinates":[[[1,2],["3",4]]]}""", "Unreadable|")]
    [InlineData("""{"type":"Polygon","coordinates":[[1,2],[3,4]]}""", "Unreadable|")]
    [InlineData("""{"type":"LineString","coordinates":[[1,2]]}""", "Unreadable|")]
    [InlineData("""{"type":"Polygon"}""", "Unreadable|")]
    [InlineData("7", "Unreadable|")]
    public void Every_geometry_is_read_or_told(string geometry, string expected)
    {
        using var file = Collection(Feature("{}", geometry));
        using var reader = new GeoJsonReader(file.Path);
        var findings = new FindingLog();
        Assert.Equal(["0|" + expected], Reading.Rows(reader, RecordRange.All, findings));
        Assert.Equal(expected.StartsWith("Unr", StringComparison.Ordinal) ? 1 : 0, findings.Count(SourceFindings.GeometryUnreadable));
        Assert.Equal(expected.StartsWith("Null", StringComparison.Ordinal) ? 1 : 0, findings.Count(GisFindings.NullGeometry));
        Assert.Equal(geometry.Contains("99", StringComparison.Ordinal) ? 1 : 0, reader.Findings.Count(SourceFindings.HeightsDropped));
    }

    [Fact]
    public void An_open_ring_is_closed_with_a_finding()
    {
        using var file = Collection(Feature("{}", """{"type":"Polygon","coordinates":[[[0,0],[2,0],[2,2],[0,2]]]}"""));
        using var reader = new GeoJsonReader(file.Path);
        var findings = new FindingLog();
        Assert.Equal(["0|Polygon|0 0 2 0 2 2 0 2 0 0"], Reading.Rows(reader, RecordRange.All, findings));
        Assert.Equal(1, findings.Count(GisFindings.RingNotClosed));
    }

    [Theory]
    [InlineData("\uFEFF")]
    [InlineData(" \n")]
    public void A_byte_order_mark_and_blanks_may_come_first(string start)
    {
        using var file = new TextFile("a.geojson", start + Feature("""{"a":1}""", Square));
        using var reader = (GeoJsonReader)FeatureSource.Open(file.Path);
        Assert.Equal(1, reader.RecordCount);
    }

    [Theory]
    [InlineData("a.geojson", Square, 1)]
    [InlineData("a.geojsonl", "{\"type\":\"Feature\",\"properties\":{\"a\":1},\"geometry\":null}\n{\"type\":\"Feature\",\"properties\":{\"b\":2},\"geometry\":null}\n", 2)]
    [InlineData("a.ndjson", "\u001E{\"type\":\"Feature\",\"properties\":{},\"geometry\":null}\n\u001E{\"type\":\"Point\",\"coordinates\":[1,2]}\n", 2)]
    [InlineData("a.json", "{\"features\":[],\"type\":\"FeatureCollection\"}", 0)]
    public void Geometries_features_and_sequences_of_them_are_layers(string name, string text, int records)
    {
        using var file = new TextFile(name, text);
        using var reader = FeatureSource.Open(file.Path);
        Assert.Equal(records, Reading.Rows(reader, RecordRange.All).Count);
    }

    [Fact]
    public void Projected_coordinates_are_refused_naming_record_value_and_remedy()
    {
        using var file = Collection(Feature("{}", Square), Feature("{}", """{"type":"Point","coordinates":[435384.4, 3261909.0]}"""));
        var refused = Assert.Throws<RefusedInputException>(() => new GeoJsonReader(file.Path)).Finding;
        Assert.Equal((SourceFindings.CoordinateOutOfRange, 1L, "435384.4, 3261909"), (refused.Rule, refused.Record, refused.Value));
        Assert.Contains("--crs", refused.Hint("en"), StringComparison.Ordinal);
        using var named = new GeoJsonReader(file.Path, EpsgCodes.Find(4547));
        Assert.Equal(4547, named.CoordinateReference!.Epsg);
    }

    [Theory]
    [InlineData("urn:ogc:def:crs:EPSG::4547", 4547)]
    [InlineData("EPSG:4547", 4547)]
    [InlineData("urn:ogc:def:crs:OGC:1.3:CRS84", 4326)]
    [InlineData("urn:ogc:def:crs:EPSG::99999", null)]
    public void An_old_crs_member_is_honoured(string name, int? epsg)
    {
        using var file = new TextFile("a.geojson", $$$"""{"type":"FeatureCollection","features":[{{{Feature("{}", """{"type":"Point","coordinates":[1, 2]}""")}}}],"crs":{"type":"name","properties":{"name":"{{{name}}}"} } }""");
        using var reader = new GeoJsonReader(file.Path);
        Assert.Equal(epsg, reader.CoordinateReference?.Epsg);
        Assert.Equal(epsg is null ? 1 : 0, reader.Findings.Count(GisFindings.EpsgUnknown));
    }

    [Fact]
    public void Mixed_types_become_text_and_nested_objects_stay_json()
    {
        using var file = Collection(Feature("""{"a":1,"b":{"x":[1, 2]},"c":true}""", "null"), Feature("""{"a":"1a","b":null,"c":0.50}""", "null"));
        using var reader = new GeoJsonReader(file.Path);
        Assert.Equal(["0|1|{\"x\":[1, 2]}|true|Null|", "1|1a||0.50|Null|"], Reading.Rows(reader, RecordRange.All));
        Assert.Equal(["a", "c"], reader.Findings.Findings.Where(f => f.Rule == SourceFindings.TypesMixed).Select(f => f.Field));
    }

    [Fact]
    public void The_last_of_repeated_keys_counts_and_is_told()
    {
        using var file = Collection("""{"type":"Feature","properties":{"a":1,"t":"x","a":2,"t":null},"geometry":null}""");
        using var reader = new GeoJsonReader(file.Path);
        Assert.Equal(["0|2||Null|"], Reading.Rows(reader, RecordRange.All));
        Assert.Equal(["a", "t"], reader.Findings.Findings.Where(f => f.Rule == SourceFindings.KeyRepeated).Select(f => f.Field));
    }

    [Fact]
    public void An_id_is_a_field_and_foreign_members_are_told()
    {
        using var file = Collection("""{"type":"Feature","id":7,"bbox":[0,0,1,1],"style":{},"properties":{"a":1},"geometry":null}""", """{"type":"Feature","id":"x8","properties":{"a":1},"geometry":null}""");
        using var reader = new GeoJsonReader(file.Path);
        Assert.Equal(["0|1|7|Null|", "1|1|x8|Null|"], Reading.Rows(reader, RecordRange.All));
        Assert.Contains("style", Assert.Single(reader.Findings.Findings, f => f.Rule == SourceFindings.MembersIgnored).Message("en"), StringComparison.Ordinal);
    }

    [Fact]
    public void An_id_beside_a_property_of_that_name_keeps_both()
    {
        using var file = Collection("""{"type":"Feature","id":7,"properties":{"id":1},"geometry":null}""");
        using var reader = new GeoJsonReader(file.Path);
        Assert.Equal(["id", "feature_id"], reader.Schema.Fields.Select(f => f.Name));
        Assert.Equal(["0|1|7|Null|"], Reading.Rows(reader, RecordRange.All));
    }

    [Fact]
    public void Integers_beyond_two_to_the_53rd_are_read_as_text_of_all_digits()
    {
        using var file = Collection(Feature("""{"a":9007199254740993}""", "null"), Feature("""{"a":9007199254740991}""", "null"));
        using var reader = new GeoJsonReader(file.Path);
        var findings = new FindingLog();
        Assert.Equal(["0|9007199254740993|Null|", "1|9007199254740991|Null|"], Reading.Rows(reader, RecordRange.All, findings));
        Assert.Equal((FieldKind.Text, 'N'), (reader.Schema.Fields[0].Kind, reader.Schema.Fields[0].TypeCode));
        Assert.Equal("a", Assert.Single(reader.Findings.Findings).Field);
        Assert.Equal(0, findings.Count(SourceFindings.ValueRounded));
    }

    [Theory]
    [InlineData("urn:ogc:def:crs:EPSG::4490", true)]
    [InlineData("EPSG:4547", false)]
    public void Coordinates_beyond_degrees_are_refused_where_crs_names_degrees(string crs, bool refused)
    {
        using var file = new TextFile("a.geojson", $$$"""{"type":"FeatureCollection","crs":{"type":"name","properties":{"name":"{{{crs}}}"}},"features":[{"type":"Feature","properties":{},"geometry":{"type":"Point","coordinates":[500000,3200000]}}]}""");
        if (refused)
        {
            Assert.Equal(SourceFindings.CoordinateOutOfRange, Assert.Throws<RefusedInputException>(() => new GeoJsonReader(file.Path)).Finding.Rule);
            return;
        }

        using var reader = new GeoJsonReader(file.Path);
        Assert.Equal(["0|Point|500000 3200000"], Reading.Rows(reader, RecordRange.All));
    }

    [Fact]
    public void An_id_gets_a_name_that_no_property_has()
    {
        using var file = Collection("""{"type":"Feature","id":7,"properties":{"ID":1,"feature_id":2},"geometry":null}""");
        using var reader = new GeoJsonReader(file.Path);
        Assert.Equal(["ID", "feature_id", "feature_id_2"], reader.Schema.Fields.Select(f => f.Name));
        Assert.Equal(["0|1|2|7|Null|"], Reading.Rows(reader, RecordRange.All));
    }

    [Theory]
    [InlineData("", "GIS-0071")]
    [InlineData("[]", "GIS-0071")]
    [InlineData("{\"type\":\"Topology\",\"arcs\":[]}", "GIS-0071")]
    [InlineData("{\"type\":\"FeatureCollection\"}", "GIS-0071")]
    [InlineData("{\"type\":\"FeatureCollection\",\"features\":[1]}", "GIS-0071")]
    [InlineData("{\"type\":\"FeatureCollection\",\"features\":[{\"type\":\"Feature\",\"properties\":{\"a\":tru},\"geometry\":null}]}", "GIS-0070")]
    [InlineData("{\"type\":\"FeatureCollection\",\"features\":[{\"type\":\"Feature\",\"properties\":{\"a\":\"\\ud800\"},\"geometry\":null}]}", "GIS-0070")]
    [InlineData("{\"type\":\"FeatureCollection\",\"features\":[{\"type\":\"Feature\"},]}", "GIS-0071")]
    [InlineData("{\"type\":\"FeatureCollection\",\"features\":[{\"type\":\"Feature\"}]} x", "GIS-0071")]
    [InlineData("{\"type\":\"FeatureCollection\",\"features\":[],\"name\":nul}", "GIS-0070")]
    public void What_is_no_geojson_is_refused(string text, string code)
    {
        using var file = new TextFile("a.geojson", text);
        Assert.Equal(code, Assert.Throws<RefusedInputException>(() => new GeoJsonReader(file.Path)).Finding.Rule.Code);
    }

    [Fact]
    public void A_file_cut_anywhere_is_refused_with_the_byte()
    {
        using var whole = Collection(Feature("""{"a":"b\"c","n":[1,{"x":2}]}""", Square), Feature("{}", "null"));
        var bytes = File.ReadAllBytes(whole.Path);
        for (var length = 1; length < bytes.Length; length++)
        {
            using var cut = new TextFile("a.geojson", bytes[..length]);
            var finding = Assert.Throws<RefusedInputException>(() => new GeoJsonReader(cut.Path)).Finding;
            Assert.Equal("GIS-0070", finding.Rule.Code);
            Assert.InRange(int.Parse(finding.Arguments[1], System.Globalization.CultureInfo.InvariantCulture), 0, length);
        }
    }

    [Theory]
    [InlineData("[", "]", 100_000)]
    [InlineData("{\"a\":", "}", 100_000)]
    [InlineData("[", "]", 100)]
    public void Deep_nesting_is_refused(string open, string close, int depth)
    {
        var nested = string.Concat(Enumerable.Repeat(open, depth)) + "1" + string.Concat(Enumerable.Repeat(close, depth));
        using var file = Collection(Feature($$"""{"a":{{nested}}}""", "null"));
        Assert.Equal(SourceFindings.JsonBroken, Assert.Throws<RefusedInputException>(() => new GeoJsonReader(file.Path)).Finding.Rule);
    }

    [Fact]
    public void Text_that_is_not_utf8_is_refused_with_the_byte()
    {
        var bytes = TestLayer.Gbk.GetBytes(Feature("""{"a":"天长"}""", "null"));
        using var file = new TextFile("a.geojson", bytes);
        var finding = Assert.Throws<RefusedInputException>(() => new GeoJsonReader(file.Path)).Finding;
        Assert.Equal((SourceFindings.JsonBroken, $"{Array.IndexOf(bytes, (byte)0xCC)}"), (finding.Rule, finding.Arguments[1])); // 天 is CC EC
    }

    [Fact]
    public void A_feature_longer_than_the_window_is_read_and_ranges_agree_with_the_whole()
    {
        var name = new string('林', 200_000);
        using var file = Collection([.. Enumerable.Range(0, 5000).Select(i => Feature($$"""{"i":{{i}},"t":"{{(i == 2500 ? name : "x")}}"}""", $$"""{"type":"Point","coordinates":[{{i % 180}},1]}"""))]);
        using var reader = new GeoJsonReader(file.Path);
        var whole = Reading.Rows(reader, RecordRange.All);
        var parts = new List<string>[4];
        Parallel.For(0, 4, i => parts[i] = Reading.Rows(reader, new(1250 * i, 1250 * (i + 1))));
        Assert.Equal(whole, parts.SelectMany(p => p));
        Assert.Equal($"2500|2500|{name}|Point|{2500 % 180} 1", whole[2500]);
    }

    private static string Feature(string properties, string geometry) => $$"""{"type":"Feature","properties":{{properties}},"geometry":{{geometry}}}""";

    private static TextFile Collection(params string[] features) => new("layer.geojson", $$"""{"type":"FeatureCollection","features":[{{string.Join(",\n", features)}}]}""");
}
