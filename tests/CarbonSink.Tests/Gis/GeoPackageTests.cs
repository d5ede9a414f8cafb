using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using CarbonSink.Geometry;
using CarbonSink.Gis;
using CarbonSink.Inventory;
using NetTopologySuite.Geometries;
using NetTopologySuite.IO;
using Xunit;

namespace CarbonSink.Tests.Gis;

public sealed class GeoPackageTests : IDisposable
{
    private static readonly double[] Outer = TestLayer.Square(0, 0, 10);
    private static readonly double[] Hole = Reversed(TestLayer.Square(2, 2, 6));
    private static readonly double[] Island = TestLayer.Square(4, 4, 2);

    private readonly string folder = Directory.CreateTempSubdirectory("carbonsink-").FullName;

    private string File => Path.Combine(folder, "units.gpkg");

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public void Has_what_the_standard_asks_for()
    {
        using var layer = Layer([Outer], null, [TestLayer.Square(20, 30, 1)]);
        Write(layer);
        using var database = SqliteDatabase.Read(File);

        // Requirements 2, 10, 13, 21, 22: ids, the tables, a row for the layer; F.3: the index extension.
        Assert.Equal((0x47504B47, 10300), ((int)One(database, "PRAGMA application_id"), (int)One(database, "PRAGMA user_version")));
        Assert.Equal("ok", Text(database, "PRAGMA integrity_check"));
        Assert.Equal(0, One(database, "SELECT count(*) FROM pragma_foreign_key_check"));
        string[] tables = ["gpkg_contents", "gpkg_extensions", "gpkg_geometry_columns", "gpkg_spatial_ref_sys", "layer_styles", "rtree_units_geom", "units"];
        Assert.All(tables, t => Assert.Equal(1, One(database, $"SELECT count(*) FROM sqlite_master WHERE type = 'table' AND name = '{t}'")));
        Assert.Equal(3, One(database, "SELECT count(*) FROM gpkg_spatial_ref_sys WHERE srs_id IN (-1, 0, 4326)"));
        Assert.Equal(1, One(database, "SELECT count(*) FROM gpkg_contents c JOIN gpkg_geometry_columns g USING (table_name, srs_id) WHERE table_name = 'units' AND data_type = 'features' AND geometry_type_name = 'MULTIPOLYGON' AND srs_id = 4490"));
        Assert.Equal("0,0,21,31", Text(database, "SELECT printf('%g,%g,%g,%g', min_x, min_y, max_x, max_y) FROM gpkg_contents WHERE table_name = 'units'"));
        Assert.Equal("2024-12-31T00:00:00.000Z", Text(database, "SELECT last_change FROM gpkg_contents WHERE table_name = 'units'"));
        Assert.Equal(1, One(database, "SELECT count(*) FROM gpkg_extensions WHERE extension_name = 'gpkg_rtree_index' AND scope = 'write-only'"));
        Assert.Equal(6, One(database, "SELECT count(*) FROM sqlite_master WHERE type = 'trigger'"));

        // Every record is a row, also the one without geometry; the index has those with geometry.
        Assert.Equal((3, 2), (One(database, "SELECT count(*) FROM units WHERE fid = record + 1"), One(database, "SELECT count(geom) FROM units")));
        Assert.Equal(2, One(database, "SELECT count(*) FROM rtree_units_geom"));
    }

    [Fact]
    public void Coordinates_off_the_Earth_leave_extent_and_index_alone()
    {
        using var layer = Layer([Outer], [TestLayer.Square(1e300, 0, 10)], [Outer, TestLayer.Square(20, 1e7, 5)]);
        Write(layer);
        using var database = SqliteDatabase.Read(File);
        Assert.Equal("0,0,10,10", Text(database, "SELECT printf('%g,%g,%g,%g', min_x, min_y, max_x, max_y) FROM gpkg_contents WHERE table_name = 'units'"));
        Assert.Equal((3, 1, 1), (One(database, "SELECT count(*) FROM units"), One(database, "SELECT count(geom) FROM units"), One(database, "SELECT count(*) FROM rtree_units_geom")));
    }

    [Fact]
    public void Whatever_fails_while_rows_are_inserted_reaches_the_caller()
    {
        var rows = new RowQueue(null!, 1); // a statement that is not there: no IOException
        rows.Add(1L);
        rows.EndRow();
        Assert.Throws<NullReferenceException>(rows.Finish);
    }

    [Fact]
    public void Geometry_keeps_every_vertex_and_is_oriented()
    {
        // Hole and island in a square beside another square; then both rings wound the wrong way.
        using var layer = Layer([TestLayer.Square(50, 0, 5), Outer, Hole, Island], [Reversed(Outer), Reversed(Hole)]);
        Write(layer);
        var (first, second) = (Shape(1), Shape(2));

        Assert.Equal([0, 0, 1], first.Geometries.Cast<Polygon>().Select(p => p.NumInteriorRings).Order());
        Assert.Equal(5 * 5 + 10 * 10 - 6 * 6 + 2 * 2, first.Area);
        Assert.Equal(10 * 10 - 6 * 6, second.Area);
        foreach (var polygon in first.Geometries.Concat(second.Geometries).Cast<Polygon>())
        {
            Assert.True(polygon.Shell.IsCCW);
            Assert.All(polygon.Holes, h => Assert.False(h.IsCCW));
        }

        Assert.Equal(Points(TestLayer.Square(50, 0, 5), Outer, Hole, Island), first.Coordinates.Select(c => (c.X, c.Y)).Order());
        Assert.True(first.IsValid && second.IsValid);
    }

    [Fact]
    public void A_blob_begins_with_the_header_of_the_standard()
    {
        var column = new PolygonColumn();
        Outer.CopyTo(column.AddRing(5));
        column.EndRecord(GeometryKind.Polygon);
        var blob = new GeometryBlob(4490);
        Assert.True(blob.Build(column, 0));

        // Clause 2.1.3: "GP", version 0 (meaning 1), flags 0b00000011 (little-endian, envelope of four), srs_id, minx, maxx, miny, maxy.
        Assert.Equal([0x47, 0x50, 0x00, 0x03], blob.Bytes[..4].ToArray());
        Assert.Equal(4490, BinaryPrimitives.ReadInt32LittleEndian(blob.Bytes[4..]));
        var bytes = blob.Bytes.ToArray();
        Assert.Equal([0, 10, 0, 10], Enumerable.Range(0, 4).Select(i => BinaryPrimitives.ReadDoubleLittleEndian(bytes.AsSpan(8 + (8 * i)))));

        // Multipolygon header, polygon header, ring header, five points.
        Assert.Equal(40 + 9 + 9 + 4 + (5 * 16), blob.Bytes.Length);
    }

    [Fact]
    public void The_index_finds_what_a_search_through_all_extents_finds()
    {
        const int features = 6000; // more than 51 · 51, so that there are three levels
        var random = new Random(7);
        var extents = Enumerable.Range(1, features).Select(_ => (X: 38_400_000 + (random.NextDouble() * 1e5), Y: 3_000_000 + (random.NextDouble() * 1e5), Side: random.NextDouble() * 500)).ToArray();
        var index = new SpatialIndex();
        for (var i = 0; i < features; i++)
            index.Add(i + 1, new(extents[i].X, extents[i].Y, extents[i].X + extents[i].Side, extents[i].Y + extents[i].Side));
        using (var database = SqliteDatabase.Create(File))
        {
            database.Execute("CREATE VIRTUAL TABLE boxes USING rtree(id, minx, maxx, miny, maxy)");
            database.Execute("BEGIN");
            index.Write(database, "boxes");
            database.Execute("COMMIT");
        }

        using var written = SqliteDatabase.Read(File);
        Assert.Equal("ok", Text(written, "SELECT rtreecheck('boxes')"));
        Assert.Equal(features, One(written, "SELECT count(*) FROM boxes"));
        foreach (var (x, y, _) in extents.Take(50))
        {
            var found = extents.Count(e => e.X <= x + 1000 && e.X + e.Side >= x && e.Y <= y + 1000 && e.Y + e.Side >= y);
            var indexed = One(written, FormattableString.Invariant($"SELECT count(*) FROM boxes WHERE minx <= {x + 1000:R} AND maxx >= {x:R} AND miny <= {y + 1000:R} AND maxy >= {y:R}"));

            // Single precision is rounded outwards: nothing is missed, and at 38 million a step is 4 m.
            var near = extents.Count(e => e.X <= x + 1008 && e.X + e.Side >= x - 8 && e.Y <= y + 1008 && e.Y + e.Side >= y - 8);
            Assert.InRange(indexed, found, near);
        }
    }

    [Fact]
    public void The_content_hash_can_be_redone_from_the_rows()
    {
        using var layer = Layer([Outer], null);
        var told = Write(layer);
        using var database = SqliteDatabase.Read(File);
        using var rows = database.Prepare("SELECT * FROM units ORDER BY fid");
        var bytes = new List<byte>();
        while (rows.Next())
        {
            for (var c = 0; c < rows.ColumnCount; c++)
            {
                var type = rows.Type(c);
                var content = type switch { 1 => BitConverter.GetBytes(rows.Integer(c)), 2 => BitConverter.GetBytes(rows.Number(c)), 3 => Encoding.UTF8.GetBytes(rows.Text(c)), 4 => rows.Blob(c).ToArray(), _ => [] };
                bytes.Add((byte)type);
                if (type is 3 or 4)
                    bytes.AddRange(BitConverter.GetBytes(content.Length));
                bytes.AddRange(content);
            }
        }

        Assert.Equal(Convert.ToHexStringLower(SHA256.HashData([.. bytes])), told);
    }

    [Fact]
    public void Names_of_columns_are_quoted()
    {
        using var layer = Layer([Outer]);
        Write(layer, GeoPackageColumn.Number("a\" INTEGER); DROP TABLE units; --", "t", GeoPackageType.Real, _ => 1.5));
        using var database = SqliteDatabase.Read(File);
        Assert.Equal(1, One(database, "SELECT count(*) FROM units"));
    }

    [Theory]
    [InlineData(4490)]
    [InlineData(4547)]
    [InlineData(4526)]
    [InlineData(2360)]
    [InlineData(4326)]
    [InlineData(32650)]
    [InlineData(4214)]
    [InlineData(2437)]
    [InlineData(3857)]
    public void The_text_of_a_reference_reads_back_to_it(int code)
    {
        var reference = EpsgCodes.Find(code)!;
        Assert.Equal(reference, CoordinateReferenceReader.Read(WellKnownTextOf.Reference(reference), null, new()));
    }

    [Fact]
    public void References_without_code_read_back_too()
    {
        var nad = new Ellipsoid("GRS 1980", 6378137, 298.257222101);
        CoordinateReference[] references =
        [
            new("Albers of China", null, Ellipsoid.Krassowsky, new AlbersEqualArea(105, 0, 25, 47, 4_000_000, 0)) { Datum = "Beijing 1954" },
            new("New York", null, nad, new LambertConformalConic(-74, 40.25, 41, 40.5, 300000, 0), 1200 / 3937.0) { Datum = "North American 1983" },
            new("Jamaica", null, Ellipsoid.Wgs84, new LambertConformalConic(-77, 18, 18, 18, 750000, 650000, 0.9999)),
            new("feet", null, Ellipsoid.Cgcs2000, new TransverseMercator(114, 0, 0, 1, 0), 0.3048),
        ];
        Assert.All(references, r => Assert.Equal(r, CoordinateReferenceReader.Read(WellKnownTextOf.Reference(r), null, new())));
    }

    private static TestLayer Layer(params double[][]?[] records)
    {
        var layer = new TestLayer().Field("ID", 'N', 4);
        foreach (var rings in records)
            layer.Row(rings, 1);
        return layer;
    }

    private string Write(TestLayer source, params GeoPackageColumn[] columns)
    {
        using var reader = new ShapefileReader(source.Write().Shp);
        var more = columns.Length > 0 ? columns : [GeoPackageColumn.Number("areaHa", "面积 (ha)", GeoPackageType.Real, r => r == 0 ? 0.1 : double.NaN), GeoPackageColumn.Text("name", "名称", r => r == 0 ? "临湘"u8 : [])];
        using var writer = new GeoPackageWriter(File, new("units", "Units", "", reader.CoordinateReference!, null, more, new(2024, 12, 31, 0, 0, 0, DateTimeKind.Utc)));
        foreach (var batch in reader.Read(RecordRange.All, [], geometry: true))
            writer.Add(batch);
        return writer.Complete(null);
    }

    private MultiPolygon Shape(int fid)
    {
        using var database = SqliteDatabase.Read(File);
        using var row = database.Prepare($"SELECT geom FROM units WHERE fid = {fid}");
        Assert.True(row.Next());
        return (MultiPolygon)new WKBReader().Read(row.Blob(0)[40..].ToArray());
    }

    private static long One(SqliteDatabase database, string sql)
    {
        using var statement = database.Prepare(sql);
        Assert.True(statement.Next());
        return statement.Integer(0);
    }

    private static string Text(SqliteDatabase database, string sql)
    {
        using var statement = database.Prepare(sql);
        Assert.True(statement.Next());
        return statement.Text(0);
    }

    private static double[] Reversed(double[] ring) => [.. ring.Chunk(2).Reverse().SelectMany(p => p)];

    private static IEnumerable<(double, double)> Points(params double[][] rings) => rings.SelectMany(r => r.Chunk(2)).Select(p => (p[0], p[1])).Order();
}
