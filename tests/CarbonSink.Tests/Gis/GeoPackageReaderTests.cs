using CarbonSink.Findings;
using CarbonSink.Geometry;
using CarbonSink.Gis;
using CarbonSink.Inventory;
using Xunit;

namespace CarbonSink.Tests.Gis;

public sealed class GeoPackageReaderTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("carbonsink-").FullName;

    private string Path => System.IO.Path.Combine(folder, "林.gpkg");

    public void Dispose() => Directory.Delete(folder, true);

    [Fact]
    public void Fields_of_every_type_are_read_by_their_storage()
    {
        Write(
            "CREATE TABLE t (fid INTEGER PRIMARY KEY, geom GEOMETRY, i INTEGER, r REAL, s TEXT(4), b BOOLEAN, d DATE, dt DATETIME, m MEDIUMINT, x BLOB);"
            + "INSERT INTO t VALUES (1, NULL, 9007199254740993, 1.5, '天长', 1, '2024-12-31', '2024-12-31T00:00:00Z', 7, x'00');"
            + "INSERT INTO t VALUES (2, NULL, 'seven', '2.5', 12, 0, '31 Dec', NULL, NULL, NULL);"
            + "INSERT INTO t VALUES (3, NULL, 9e999, NULL, '', NULL, NULL, NULL, '', NULL);",
            "t");
        using var reader = new GeoPackageReader(Path);
        Assert.Equal("i C 20|r F 24|s C 12|b L 1|d D 8|dt C 254|m N 11", string.Join('|', reader.Schema.Fields.Select(f => $"{f.Name} {f.TypeCode} {f.Width}")));
        var findings = new FindingLog();
        Assert.Equal(
            ["0|9007199254740993|1.5|天长|T|20241231|2024-12-31T00:00:00Z|7|Null|", "1|seven|2.5|12|F||||Null|", "2|Inf|||||||Null|"],
            Reading.Rows(reader, RecordRange.All, findings));
        Assert.Equal((0L, 0L, 1L), (findings.Count(SourceFindings.ValueRounded), findings.Count(GisFindings.NumberBad), findings.Count(SourceFindings.DateBad)));
        Assert.Equal("x", Assert.Single(reader.Findings.Findings, f => f.Rule == SourceFindings.ColumnLeftOut).Field);
        Assert.Equal((4490, "GPKG", "林.gpkg", "t"), (reader.CoordinateReference!.Epsg, reader.Driver, reader.Name, reader.Layer));
    }

    [Theory]
    [InlineData("4750000100000000", "0101000000000000000000F03F0000000000000040", "Point|1 2")] // no envelope, little-endian
    [InlineData("4750000000000000", "00000000013FF00000000000004000000000000000", "Point|1 2")] // big-endian
    [InlineData("4750000300000000" + Doubles4, "0101000000000000000000F03F0000000000000040", "Point|1 2")]
    [InlineData("4750000500000000" + Doubles4 + Doubles2, "0101000000000000000000F03F0000000000000040", "Point|1 2")]
    [InlineData("4750000700000000" + Doubles4 + Doubles2, "0101000000000000000000F03F0000000000000040", "Point|1 2")]
    [InlineData("4750000900000000" + Doubles4 + Doubles4, "0101000000000000000000F03F0000000000000040", "Point|1 2")]
    [InlineData("4750000B00000000" + Doubles4 + Doubles4, "0101000000000000000000F03F0000000000000040", "Unreadable|")] // envelope 5
    [InlineData("4750001100000000", "0101000000000000000000F87F000000000000F87F", "Null|")] // marked empty
    [InlineData("4750000100000000", "0101000000000000000000F87F000000000000F87F", "Null|")] // NaN, NaN
    [InlineData("4750002100000000", "0101000000000000000000F03F0000000000000040", "Unreadable|")] // extended type
    [InlineData("4750000100000000", "01E9030000000000000000F03F00000000000000400000000000000840", "Point|1 2")] // 1001: Z
    [InlineData("4750000100000000", "0101000080000000000000F03F00000000000000400000000000000840", "Point|1 2")] // bit 31: Z
    [InlineData("4750000100000000", "01010000208A110000000000000000F03F0000000000000040", "Point|1 2")] // bit 29: SRID
    [InlineData("4750000100000000", "010200000002000000000000000000F03F0000000000000040000000000000084000000000000010 40", "Line|1 2 3 4")]
    [InlineData("4750000100000000", "010200000001000000000000000000F03F0000000000000040", "Unreadable|")] // a line of one point
    [InlineData("4750000100000000", "0103000000FFFFFFFF", "Unreadable|")] // 2^32 − 1 rings
    [InlineData("4750000100000000", "0108000000", "Unreadable|")] // CircularString
    [InlineData("4750000100000000", "010700000000000000", "Unreadable|")] // GeometryCollection
    [InlineData("4750000100000000", "0103000000", "Unreadable|")] // cut
    [InlineData("5850000100000000", "0101000000000000000000F03F0000000000000040", "Unreadable|")] // not GP
    public void Every_header_and_byte_order_is_read_or_told(string header, string binary, string expected)
    {
        Write($"CREATE TABLE t (fid INTEGER PRIMARY KEY, geom GEOMETRY); INSERT INTO t VALUES (1, x'{(header + binary).Replace(" ", "", StringComparison.Ordinal)}')", "t");
        using var reader = new GeoPackageReader(Path);
        var findings = new FindingLog();
        Assert.Equal(["0|" + expected], Reading.Rows(reader, RecordRange.All, findings));
        Assert.Equal(expected.StartsWith("Unr", StringComparison.Ordinal) ? 1 : 0, findings.Count(SourceFindings.GeometryUnreadable));
    }

    [Fact]
    public void Records_are_numbered_in_the_order_of_the_key_and_a_key_with_gaps_is_a_field()
    {
        Write("CREATE TABLE t (id INTEGER PRIMARY KEY, geom GEOMETRY, s TEXT); INSERT INTO t (id, s) VALUES (9, 'c'), (2, 'a'), (5, 'b')", "t");
        using var reader = new GeoPackageReader(Path);
        Assert.Equal(["0|2|a|Null|", "1|5|b|Null|", "2|9|c|Null|"], Reading.Rows(reader, RecordRange.All));
        Assert.Equal(["2|9|c|Null|"], Reading.Rows(reader, new(2, 3)));
    }

    [Fact]
    public void Wrong_stored_counts_and_extents_are_not_believed()
    {
        Write("CREATE TABLE t (fid INTEGER PRIMARY KEY, geom GEOMETRY, s TEXT); INSERT INTO t (s) VALUES ('a'), ('b'); CREATE TABLE gpkg_ogr_contents (table_name TEXT, feature_count INTEGER); INSERT INTO gpkg_ogr_contents VALUES ('t', 100); UPDATE gpkg_contents SET min_x = 9e9", "t");
        using var reader = new GeoPackageReader(Path);
        Assert.Equal(2, Reading.Rows(reader, RecordRange.All).Count);
        Assert.Equal(["林.gpkg", "100", "2"], Assert.Single(reader.Findings.Findings, f => f.Rule == SourceFindings.StoredCountWrong).Arguments);
    }

    [Fact]
    public void Several_layers_are_told_apart_by_name()
    {
        Write("CREATE TABLE a (fid INTEGER PRIMARY KEY, geom GEOMETRY); CREATE TABLE B (fid INTEGER PRIMARY KEY, geom GEOMETRY, s TEXT); INSERT INTO B (s) VALUES ('x'); CREATE VIEW v AS SELECT s, 2 * fid AS n FROM B", "a", "B");
        Sql("INSERT INTO gpkg_contents (table_name, data_type) VALUES ('v', 'attributes'), ('gone', 'attributes')");
        Assert.Equal(["a", "B", "v"], FeatureSource.Layers(Path));
        var several = Assert.Throws<RefusedInputException>(() => FeatureSource.Open(Path)).Finding;
        Assert.Equal((SourceFindings.SeveralLayers, "a, B, v"), (several.Rule, several.Arguments[1]));
        Assert.Equal(SourceFindings.LayerUnknown, Assert.Throws<RefusedInputException>(() => FeatureSource.Open(Path, "c")).Finding.Rule);
        using var layer = FeatureSource.Open(Path, "b");
        Assert.Equal(["0|x|Null|"], Reading.Rows(layer, RecordRange.All));
        using var view = FeatureSource.Open(Path, "v");
        Assert.Equal(["0|x|2|Null|"], Reading.Rows(view, RecordRange.All));
        Assert.Equal(FieldKind.Number, view.Schema.Fields[1].Kind);
    }

    [Theory]
    [InlineData(-1, null, 1)]
    [InlineData(0, null, 1)]
    [InlineData(77, 4547, 0)] // organization NONE, but the definition says it
    [InlineData(4326, 4326, 0)] // a row that was forgotten
    public void The_reference_comes_from_code_or_definition(int id, int? epsg, int findings)
    {
        Write("CREATE TABLE t (fid INTEGER PRIMARY KEY, geom GEOMETRY)", "t");
        var wkt = WellKnownTextOf.Reference(EpsgCodes.Find(4547)!).Trim().Replace("'", "''", StringComparison.Ordinal);
        Sql($"INSERT INTO gpkg_spatial_ref_sys VALUES ('x', 77, 'NONE', 77, '{wkt}', ''); UPDATE gpkg_geometry_columns SET srs_id = {id}");
        using var reader = new GeoPackageReader(Path);
        Assert.Equal((epsg, (long)findings), (reader.CoordinateReference?.Epsg, reader.Findings.Count(SourceFindings.ReferenceUndefined)));
        using var named = new GeoPackageReader(Path, null, EpsgCodes.Find(4490));
        Assert.Equal(4490, named.CoordinateReference!.Epsg);
    }

    [Fact]
    public void A_database_that_is_cut_or_no_geopackage_is_refused_naming_it()
    {
        Write("CREATE TABLE t (fid INTEGER PRIMARY KEY, geom GEOMETRY, s TEXT); WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 2000) INSERT INTO t (s) SELECT 'text ' || i FROM n", "t");
        var bytes = File.ReadAllBytes(Path);
        File.WriteAllBytes(Path, bytes[..(bytes.Length / 2)]);
        var refused = Reading.RefusedBy(() => new GeoPackageReader(Path)).Finding;
        Assert.Equal((SourceFindings.DatabaseBad, "林.gpkg"), (refused.Rule, refused.File));
        File.Delete(Path);
        Sql("CREATE TABLE t (a)");
        Assert.Equal(SourceFindings.NoLayer, Reading.RefusedBy(() => new GeoPackageReader(Path)).Finding.Rule);
    }

    [Fact]
    public void Passes_of_several_threads_agree_with_the_whole()
    {
        Write("CREATE TABLE t (fid INTEGER PRIMARY KEY, geom GEOMETRY, s TEXT); WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 20000) INSERT INTO t (s) SELECT 'text ' || i % 7 FROM n", "t");
        using var reader = new GeoPackageReader(Path);
        var parts = new List<string>[4];
        Parallel.For(0, 4, i => parts[i] = Reading.Rows(reader, new(5000 * i, 5000 * (i + 1))));
        Assert.Equal(Reading.Rows(reader, RecordRange.All), parts.SelectMany(p => p));
    }

    [Theory]
    [InlineData("SELECT i AS fid, NULL AS geom FROM n")] // gives rows without end
    [InlineData("SELECT i AS fid, NULL AS geom FROM n WHERE i < 0")] // gives none, and looks for one without end
    [InlineData("SELECT i AS fid, NULL AS geom FROM n ORDER BY -i")] // would sort them all first
    [InlineData("SELECT i, NULL AS geom FROM n WHERE i < 0")] // a column without type
    public void A_view_that_does_not_end_is_refused(string query)
    {
        Write($"CREATE VIEW v AS WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) {query}", "v");
        Assert.Equal(["v"], FeatureSource.Layers(Path));
        var finding = Reading.RefusedBy(() => FeatureSource.Open(Path)).Finding;
        Assert.Equal((SourceFindings.QueryEndless, "林.gpkg"), (finding.Rule, finding.File));
    }

    [Fact]
    public void A_list_of_layers_that_does_not_end_is_refused()
    {
        Sql("CREATE TABLE t (fid INTEGER PRIMARY KEY); CREATE VIEW gpkg_contents AS WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT 't' AS table_name, 'attributes' AS data_type, i AS rowid FROM n");
        Assert.Equal(SourceFindings.QueryEndless, Assert.Throws<RefusedInputException>(() => FeatureSource.Layers(Path)).Finding.Rule);
    }

    [Fact]
    public void A_view_that_recurses_and_ends_is_read_whole()
    {
        Write("CREATE VIEW v AS WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 200000) SELECT i AS k, NULL AS geom FROM n", "v");
        using var reader = new GeoPackageReader(Path);
        Assert.Equal((200_000L, 200_000), (reader.RecordCount, Reading.Rows(reader, RecordRange.All).Count));
    }

    /// <summary>SQLite itself opens no path of more than 512 bytes: 3 × 80 characters of three bytes are 720.</summary>
    [Fact]
    public void A_path_of_more_than_512_bytes_is_written_and_read_with_its_log()
    {
        var place = Directory.CreateDirectory(System.IO.Path.Combine(folder, new('县', 80), new('乡', 80), new('村', 80))).FullName;
        var path = System.IO.Path.Combine(place, "小班.gpkg");
        using (var database = SqliteDatabase.Create(path))
        {
            database.Execute(GeoPackageSchema.Header + GeoPackageSchema.Tables + "PRAGMA journal_mode = WAL; CREATE TABLE t (fid INTEGER PRIMARY KEY, s TEXT); INSERT INTO gpkg_contents (table_name, data_type) VALUES ('t', 'attributes'); INSERT INTO t VALUES (1, '天长')");
            Assert.True(File.Exists(path + "-wal"));
            Assert.Equal(["0|天长|Null|"], Rows(path));
            File.CreateSymbolicLink(System.IO.Path.Combine(place, "链.gpkg"), path);
            Assert.Equal(["0|天长|Null|"], Rows(System.IO.Path.Combine(place, "链.gpkg"))); // the log lies beside the file
        }

        Assert.Equal(["0|天长|Null|"], Rows(path));
        Assert.DoesNotContain(Directory.GetDirectories(System.IO.Path.GetTempPath(), "carbonsink-path-*"), d => new DirectoryInfo(d).LinkTarget == place);

        static List<string> Rows(string path)
        {
            using var reader = new GeoPackageReader(path);
            return Reading.Rows(reader, RecordRange.All);
        }
    }

    [Fact]
    public void A_long_path_that_is_not_there_is_told_as_missing() =>
        Assert.Equal(GisFindings.FileMissing, Assert.Throws<RefusedInputException>(() => new GeoPackageReader(System.IO.Path.Combine(folder, new('县', 80), new('乡', 80), "a.gpkg"))).Finding.Rule);

    [Fact]
    public void Integers_that_a_number_does_not_hold_are_text_of_whole_numbers()
    {
        Write("CREATE TABLE t (fid INTEGER PRIMARY KEY, geom GEOMETRY, i INTEGER, j BIGINT, m INTEGER); INSERT INTO t VALUES (1, NULL, 123456789012345678, 9007199254740992, 5), (2, NULL, NULL, 1, 'x')", "t");
        using var reader = new GeoPackageReader(Path);
        Assert.Equal(["i Text N", "j Number N", "m Number N"], reader.Schema.Fields.Select(f => $"{f.Name} {f.Kind} {f.TypeCode}"));
        Assert.Equal("i", Assert.Single(reader.Findings.Findings, f => f.Rule == SourceFindings.IntegersAsText).Field);
        var findings = new FindingLog();
        Assert.Equal(["0|123456789012345678|9007199254740992|5|Null|", "1||1||Null|"], Reading.Rows(reader, RecordRange.All, findings));
        Assert.Equal(1, findings.Count(GisFindings.NumberBad));
    }

    [Theory]
    [InlineData("UTF-8")]
    [InlineData("UTF-16le")]
    [InlineData("UTF-16be")]
    public void Databases_of_every_encoding_have_their_layers(string encoding)
    {
        using (var database = SqliteDatabase.Create(Path))
            database.Execute($"PRAGMA encoding = '{encoding}';" + GeoPackageSchema.Header + GeoPackageSchema.Tables + "CREATE TABLE 小班 (fid INTEGER PRIMARY KEY, 名 TEXT, d DATE, n NUMERIC); INSERT INTO 小班 VALUES (1, '天长𠮷', '2024-12-31', '2.5'); INSERT INTO gpkg_contents (table_name, data_type) VALUES ('小班', 'attributes')");
        Assert.Equal(["小班"], GeoPackageReader.Layers(Path));
        using var reader = new GeoPackageReader(Path);
        Assert.Equal(["0|天长𠮷|20241231|2.5|Null|"], Reading.Rows(reader, RecordRange.All));
    }

    [Fact]
    public void A_database_without_layers_is_refused()
    {
        Write("CREATE TABLE t (fid INTEGER PRIMARY KEY)");
        Assert.Equal((SourceFindings.NoLayer, "林.gpkg"), Assert.Throws<RefusedInputException>(() => GeoPackageReader.Layers(Path)).Finding is var f ? (f.Rule, f.File) : default);
        Assert.Equal(SourceFindings.NoLayer, Assert.Throws<RefusedInputException>(() => new GeoPackageReader(Path)).Finding.Rule);
    }

    /// <summary>Two passes ask for different columns; without an order SQLite may take the rows from an index in one of them.</summary>
    [Fact]
    public void A_view_without_key_has_one_order_in_every_pass()
    {
        Write("CREATE TABLE t (a INTEGER, b TEXT); CREATE INDEX i ON t (b); INSERT INTO t VALUES (3, 'x'), (1, 'z'), (2, 'y'); CREATE VIEW v AS SELECT a AS a, b AS b, NULL AS geom FROM t", "v");
        using var reader = new GeoPackageReader(Path);
        Assert.Equal(["1", "2", "3"], Reading.Column(reader, "a"));
        Assert.Equal(["z", "y", "x"], Reading.Column(reader, "b"));
        Assert.Equal(["1|2|y|Null|", "2|3|x|Null|"], Reading.Rows(reader, new(1, 3)));
    }

    [Fact]
    public void Heights_beyond_the_first_record_are_told_once()
    {
        const string Flat = "4750000100000000" + "0101000000000000000000F03F0000000000000040", High = "4750000100000000" + "01E9030000000000000000F03F00000000000000400000000000000840";
        Write($"CREATE TABLE t (fid INTEGER PRIMARY KEY, geom GEOMETRY); INSERT INTO t VALUES (1, x'{Flat}'), (2, x'{High}'), (3, x'{High}')", "t");
        using var reader = new GeoPackageReader(Path);
        var findings = new FindingLog();
        Assert.Equal(["0|Point|1 2", "1|Point|1 2", "2|Point|1 2"], Reading.Rows(reader, RecordRange.All, findings));
        Assert.Equal(1, findings.Count(SourceFindings.HeightsDropped));
    }

    private const string Doubles2 = "00000000000000000000000000000000";
    private const string Doubles4 = Doubles2 + Doubles2;

    private void Write(string sql, params string[] layers)
    {
        Sql(GeoPackageSchema.Header + GeoPackageSchema.Tables + GeoPackageSchema.Undefined + sql + string.Concat(layers.Select(l =>
            $"; INSERT INTO gpkg_contents (table_name, data_type) VALUES ('{l}', 'features'); INSERT INTO gpkg_geometry_columns VALUES ('{l}', 'geom', 'GEOMETRY', 4490, 0, 0)")));
        Sql("INSERT INTO gpkg_spatial_ref_sys VALUES ('CGCS2000', 4490, 'EPSG', 4490, 'x', '')");
    }

    private void Sql(string sql)
    {
        using var database = SqliteDatabase.Create(Path);
        database.Execute(sql);
    }
}
