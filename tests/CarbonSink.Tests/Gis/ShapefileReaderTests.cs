using CarbonSink.Findings;
using CarbonSink.Geometry;
using CarbonSink.Gis;
using CarbonSink.Inventory;
using FsCheck;
using FsCheck.Fluent;
using Xunit;

namespace CarbonSink.Tests.Gis;

public class ShapefileReaderTests
{
    private const int Big = 9000; // more than two batches

    [Fact]
    public void Only_fields_asked_for_are_decoded()
    {
        using var layer = Small();
        using var reader = new ShapefileReader(layer.Shp);
        var batch = reader.Read(RecordRange.All, [reader.Schema.IndexOf("mian_ji")], geometry: false).First();
        Assert.Equal([1.5, 2.25], batch.Numbers(1).ToArray());
        Assert.False(batch.Has(0));
        Assert.Throws<ArgumentException>(() => batch.Dictionary(0));
        Assert.Equal(0, batch.Geometry.Count);
    }

    [Fact]
    public void A_binary_number_that_is_none_is_told_as_it_stands()
    {
        using var layer = new TestLayer().Field("XU", 'O', 8).Row(null, BitConverter.GetBytes(double.PositiveInfinity)).Row(null, BitConverter.GetBytes(2.5)).Write();
        using var reader = new ShapefileReader(layer.Shp);
        var scan = reader.Read(RecordRange.All, [0], geometry: false);
        Assert.Equal([0, 2.5], scan.First().Numbers(0).ToArray());
        var finding = Assert.Single(scan.Findings.Findings);
        Assert.Equal((0L, "XU", "Infinity"), (finding.Record, finding.Field, finding.Value));
    }

    [Theory]
    [InlineData(5)]
    [InlineData(15)]
    [InlineData(25)]
    public void Polygons_with_z_and_m_give_the_same_x_and_y(int type)
    {
        using var layer = new TestLayer(type).Field("ID", 'N', 4).Row([TestLayer.Square(100, 20, 2), [101, 21, 101.5, 21, 101.5, 21.5, 101, 21.5, 101, 21]], 1).Write();
        using var reader = new ShapefileReader(layer.Shp);
        // 2 × 2 less a hole of 0.5 × 0.5
        Assert.Equal([3.75], Reading.PlanarAreas(reader));
        Assert.Equal(type == 5 ? 0 : 1, reader.Findings.Count(SourceFindings.HeightsDropped)); // once for the layer
        Assert.Equal(reader.Findings.Count(SourceFindings.HeightsDropped), reader.Findings.Findings.Count);
    }

    [Fact]
    public void Deleted_rows_are_counted_and_numbers_stay_those_of_the_file()
    {
        using var layer = new TestLayer().Field("ID", 'N', 4)
            .Row([TestLayer.Square(0, 0, 1)], 10).Row(true, TestLayer.Polygon(5, TestLayer.Square(1, 0, 1)), 11).Row([TestLayer.Square(2, 0, 1)], 12).Write();
        using var reader = new ShapefileReader(layer.Shp);
        var scan = reader.Read(RecordRange.All, [0], geometry: true);
        var rows = scan.SelectMany(b => b.RecordNumbers.Take(b.Count).Zip(b.Numbers(0).ToArray())).ToArray();
        Assert.Equal([(0L, 10.0), (2L, 12.0)], rows);
        Assert.Equal((3, 2, 1), (reader.RecordCount, scan.Tally.Delivered, scan.Tally.Deleted));
        Assert.Equal(1, Assert.Single(scan.Findings.Findings).Record);
    }

    [Fact]
    public void Points_are_read_as_points_and_told_where_polygons_are_wanted()
    {
        using var layer = new TestLayer(1).Field("ID", 'N', 4).Row(false, TestLayer.Point(1, 2), 1).Row(false, TestLayer.Null(), 2).Write();
        using var reader = new ShapefileReader(layer.Shp);
        var (scan, findings) = (reader.Read(RecordRange.All, [0], geometry: true), new FindingLog());
        var batch = Assert.Single(scan);
        Assert.Equal([GeometryKind.Point, GeometryKind.Null], batch.Geometry.Kinds.ToArray());
        Assert.Equal([1.0, 2.0], batch.Geometry.Coordinates.ToArray());
        Assert.Equal(new RecordTally(2, 0, 1, 1), scan.Tally);
        PolygonCheck.Tell(batch, reader.Name, findings);
        Assert.Contains("Point", Assert.Single(findings.Findings, f => f.Rule == GisFindings.NotPolygon).Message("en"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(3)]
    [InlineData(13)]
    [InlineData(23)]
    public void Lines_with_z_and_m_are_read_as_lines(int type)
    {
        // A polyline has the layout of a polygon; its parts are not closed.
        using var layer = new TestLayer(type).Field("ID", 'N', 4).Row(false, TestLayer.Polygon(type, [0, 0, 3, 4], [1, 1, 2, 2, 3, 1]), 1).Write();
        using var reader = new ShapefileReader(layer.Shp);
        Assert.Equal(["0|1|Line|0 0 3 4/1 1 2 2 3 1"], Reading.Rows(reader, RecordRange.All));
    }

    [Theory]
    [InlineData(8)]
    [InlineData(18)]
    [InlineData(28)]
    public void Multipoints_are_read_as_points(int type)
    {
        var content = new byte[72];
        content[0] = (byte)type;
        content[36] = 2;
        foreach (var (place, value) in ((int, double)[])[(40, 5), (48, 6), (56, 7), (64, 8)])
            BitConverter.TryWriteBytes(content.AsSpan(place), value);
        using var layer = new TestLayer(type).Field("ID", 'N', 4).Row(false, content, 1).Write();
        using var reader = new ShapefileReader(layer.Shp);
        Assert.Equal(["0|1|Point|5 6/7 8"], Reading.Rows(reader, RecordRange.All));
    }

    [Fact]
    public void A_multipatch_is_unreadable()
    {
        using var layer = new TestLayer(31).Field("ID", 'N', 4).Row(false, TestLayer.Polygon(31, TestLayer.Square(0, 0, 1)), 1).Write();
        using var reader = new ShapefileReader(layer.Shp);
        var findings = new FindingLog();
        Assert.EndsWith("|Unreadable|", Assert.Single(Reading.Rows(reader, RecordRange.All, findings)), StringComparison.Ordinal);
        Assert.Contains("MultiPatch", Assert.Single(findings.Findings).Message("en"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("9007199254740993", true)] // 2^53 + 1 lies between two doubles
    [InlineData("9007199254740992", false)]
    [InlineData("123456789012345678901", true)]
    [InlineData("1234.567000000000007", false)] // a double written with 15 decimals
    [InlineData("0.12345678901234567890", true)]
    public void A_number_that_is_rounded_is_told(string text, bool rounded)
    {
        using var layer = new TestLayer().Field("N", 'N', 24, 0).Row(null, System.Text.Encoding.ASCII.GetBytes(text)).Write();
        using var reader = new ShapefileReader(layer.Shp);
        var findings = new FindingLog();
        Assert.NotNull(Assert.Single(Reading.Column(reader, "N", findings)));
        Assert.Equal(rounded ? 1 : 0, findings.Count(SourceFindings.ValueRounded) + reader.Findings.Count(SourceFindings.IntegersAsText));
    }

    [Fact]
    public void Coordinates_that_are_no_numbers_make_a_polygon_unreadable()
    {
        using var layer = new TestLayer().Field("ID", 'N', 4).Row([[0, 0, 0, double.NaN, 1, 1, 0, 0]], 1).Row([[0, 0, 0, 1, double.PositiveInfinity, 1, 0, 0]], 2).Row([TestLayer.Square(0, 0, 1)], 3).Write();
        using var reader = new ShapefileReader(layer.Shp);
        var scan = reader.Read(RecordRange.All, [], geometry: true);
        Assert.Equal([GeometryKind.Unreadable, GeometryKind.Unreadable, GeometryKind.Polygon], scan.SelectMany(b => b.Geometry.Kinds.ToArray()).ToArray());
        Assert.Equal(2, scan.Findings.Count(GisFindings.CoordinateNotFinite));
    }

    [Fact]
    public void Open_rings_are_closed_with_a_finding()
    {
        using var layer = new TestLayer().Field("ID", 'N', 4).Row([[0, 0, 0, 2, 2, 2, 2, 0]], 1).Write();
        using var reader = new ShapefileReader(layer.Shp);
        Assert.Equal([4.0], Reading.PlanarAreas(reader));
        var scan = reader.Read(RecordRange.All, [], geometry: true);
        Assert.Equal(5, scan.First().Geometry.VertexCount);
        Assert.Equal(1, scan.Findings.Count(GisFindings.RingNotClosed));
    }

    [Fact]
    public void Sidecars_are_found_whatever_their_case()
    {
        using var layer = Small();
        foreach (var extension in (string[])[".shp", ".shx", ".dbf", ".prj", ".cpg"])
            File.Move(Path.ChangeExtension(layer.Shp, extension), Path.Combine(layer.Folder, "LAYER" + extension.ToUpperInvariant()));
        using var reader = new ShapefileReader(Path.Combine(layer.Folder, "layer.shp"));
        Assert.Equal(["甲", "乙"], Reading.Column(reader, "NAME"));
        Assert.Equal("LAYER.SHP", reader.Name);
        Assert.Equal(5, reader.Files.Count);
        Assert.Equal(0, reader.Findings.Count(Severity.Warning));
    }

    [Fact]
    public void A_missing_layer_is_named()
    {
        using var layer = new TestLayer();
        Assert.Equal(GisFindings.FileMissing, Reading.Refused(Path.Combine(layer.Folder, "none.shp")).Finding.Rule);
        Assert.Equal(GisFindings.FileMissing, Reading.Refused(Path.Combine(layer.Folder, "absent", "none.shp")).Finding.Rule);
    }

    [Fact]
    public void Bad_numbers_are_missing_with_record_field_and_value()
    {
        using var layer = new TestLayer().Field("HUO_LMGQXJ", 'N', 6, 1).Row([TestLayer.Square(0, 0, 1)], "12.5").Row([TestLayer.Square(0, 0, 1)], "******").Row([TestLayer.Square(0, 0, 1)], "1,5").Row([TestLayer.Square(0, 0, 1)], "").Write();
        using var reader = new ShapefileReader(layer.Shp);
        var findings = new FindingLog();
        Assert.Equal(["12.5", null, null, null], Reading.Column(reader, "HUO_LMGQXJ", findings));
        Assert.Equal([("GIS-0017", 2L, "HUO_LMGQXJ", "1,5"), ("GIS-0025", 1L, "HUO_LMGQXJ", "******")], findings.Findings.Select(f => (f.Rule.Code, f.Record!.Value, f.Field!, f.Value!)).Order());
        Assert.Contains("written as asterisks: null", findings.Findings.Single(f => f.Rule == GisFindings.NumberAsterisks).Message("en"), StringComparison.Ordinal);
        Assert.Equal(Severity.Info, GisFindings.NumberAsterisks.Severity);
    }

    /// <summary>2^53 = 9007199254740992: of the two fields only that with a whole number beyond it becomes text.</summary>
    [Fact]
    public void A_field_with_integers_that_a_number_does_not_hold_is_read_as_text()
    {
        using var layer = new TestLayer().Field("ID", 'N', 18).Field("N", 'N', 18).Field("F", 'F', 20)
            .Row(null, "123456789012345678", "9007199254740992", "1").Row(null, "7", "5", "-9007199254740993").Row(null, "******************", "******************", "").Row(null, "1x", "", "2").Write();
        using var reader = new ShapefileReader(layer.Shp);
        Assert.Equal(["ID Text N", "N Number N", "F Text F"], reader.Schema.Fields.Select(f => $"{f.Name} {f.Kind} {f.TypeCode}"));
        var findings = new FindingLog();
        Assert.Equal(["123456789012345678", "7", null, null], Reading.Column(reader, "ID", findings));
        Assert.Equal((1L, 1L), (findings.Count(GisFindings.NumberAsterisks), findings.Count(GisFindings.NumberBad)));
        Assert.Equal(["1", "-9007199254740993", null, "2"], Reading.Column(reader, "F"));
        Assert.Equal([(1L, "F", "-9007199254740993"), (0L, "ID", "123456789012345678")], reader.Findings.Findings.Where(f => f.Rule == SourceFindings.IntegersAsText).Select(f => (f.Record!.Value, f.Field!, f.Value!)).OrderBy(f => f.Item2, StringComparer.Ordinal));
    }

    [FixtureFact("fixtures/vectors/gbk/chinese.dbf")]
    public void A_table_without_shp_is_read_as_attributes_alone()
    {
        using var reader = FeatureSource.Open(Repository.SharedPath("fixtures/vectors/gbk/chinese.dbf"));
        Assert.Equal(("dBASE", "chinese", "中国"), (reader.Driver, reader.Layer, reader.Schema.Fields[0].Name));
        Assert.Equal("中国", Assert.Single(Reading.Column(reader, "中国")));
        Assert.Equal(["chinese"], FeatureSource.Layers(Repository.SharedPath("fixtures/vectors/gbk/chinese.dbf")));
    }

    [Fact]
    public void A_table_alone_keeps_its_records_and_a_missing_one_is_told()
    {
        using var layer = new TestLayer().Field("ID", 'N', 4).Row(null, 1).Row(true, TestLayer.Null(), 2).Row(null, 3).Write();
        var dbf = Path.ChangeExtension(layer.Shp, ".dbf");
        Assert.Equal("ESRI Shapefile", Driver(dbf));
        File.Delete(layer.Shp);
        using var reader = FeatureSource.Open(dbf);
        Assert.Equal(["0|1|Null|", "2|3|Null|"], reader.Read(RecordRange.All, [0], geometry: true).SelectMany(b => Enumerable.Range(0, b.Count).Select(r => $"{b.RecordNumbers[r]}|{b.Numbers(0)[r]}|{b.Geometry.Kinds[r]}|").ToArray()));
        Assert.Equal(GisFindings.FileMissing, Assert.Throws<RefusedInputException>(() => FeatureSource.Open(Path.Combine(layer.Folder, "none.dbf"))).Finding.Rule);

        static string Driver(string path)
        {
            using var opened = FeatureSource.Open(path);
            return opened.Driver;
        }
    }

    [Fact]
    public void Dates_and_logicals_are_texts()
    {
        using var layer = new TestLayer().Field("GXSJ", 'D', 8).Field("OK", 'L', 1).Row(null, "20241231", "T").Row(null, "00000000", " ").Write();
        using var reader = new ShapefileReader(layer.Shp);
        Assert.Equal(["20241231", null], Reading.Column(reader, "GXSJ"));
        Assert.Equal(["T", null], Reading.Column(reader, "OK"));
    }

    [Fact]
    public void Values_that_differ_in_padding_are_one_value()
    {
        using var layer = new TestLayer().Field("DI_LEI", 'C', 5).Row(null, "11").Row(null, " 11").Row(null, "11\0xx").Row(null, "  ").Row(null, "11").Write();
        using var reader = new ShapefileReader(layer.Shp);
        var batch = reader.Read(RecordRange.All, [0], geometry: false).First();
        Assert.Equal([0, 0, 0, -1, 0], batch.Codes(0).ToArray());
        Assert.Equal(1, batch.Dictionary(0).Count);
    }

    [Fact]
    public void Batches_of_any_partition_equal_the_whole()
    {
        using var layer = Large();
        using var reader = new ShapefileReader(layer.Shp);
        var whole = Reading.Rows(reader, RecordRange.All);
        Assert.Equal(Big - (Big / 100), whole.Count); // every hundredth record is deleted
        Prop.ForAll(Gen.Choose(0, Big).ListOf(3).ToArbitrary(), cuts =>
        {
            var ends = cuts.Prepend(0).Append(Big).Order().ToArray();
            return whole.SequenceEqual(ends.Zip(ends.Skip(1)).SelectMany(r => Reading.Rows(reader, new(r.First, r.Second))));
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(6));
    }

    [Fact]
    public async Task Several_passes_may_run_at_the_same_time()
    {
        using var layer = Large();
        using var reader = new ShapefileReader(layer.Shp);
        using var other = new ShapefileReader(layer.Shp);
        var whole = Reading.Rows(reader, RecordRange.All);
        var passes = await Task.WhenAll(Enumerable.Range(0, 6).Select(i => Task.Run(() => Reading.Rows(i % 2 == 0 ? reader : other, RecordRange.All))));
        Assert.All(passes, p => Assert.Equal(whole, p));
    }

    [Fact]
    public void A_pass_stops_when_told_to()
    {
        using var layer = Large();
        using var reader = new ShapefileReader(layer.Shp);
        using var stop = new CancellationTokenSource();
        var batches = 0;
        Assert.Throws<OperationCanceledException>(() =>
        {
            foreach (var unused in reader.Read(RecordRange.All, [0], geometry: true, stop.Token))
            {
                batches++;
                stop.Cancel();
            }
        });
        Assert.Equal(1, batches);
    }

    private static TestLayer Small() => new TestLayer { Cpg = "UTF-8" }.Field("NAME", 'C', 12).Field("MIAN_JI", 'N', 10, 4)
        .Row([TestLayer.Square(113, 29, 1)], "甲", 1.5).Row([TestLayer.Square(114, 29, 1)], "乙", 2.25).Write();

    private static TestLayer Large()
    {
        var layer = new TestLayer { Encoding = TestLayer.Gbk, LanguageId = 0x4D }.Field("CUN_MC", 'C', 20).Field("MIAN_JI", 'N', 12, 4);
        for (var i = 0; i < Big; i++)
            layer.Row(i % 100 == 99, i % 50 == 7 ? TestLayer.Null() : TestLayer.Polygon(5, TestLayer.Square(i, i % 17, 0.5)), $"村{i % 300}", i / 4.0);
        return layer.Write();
    }
}
