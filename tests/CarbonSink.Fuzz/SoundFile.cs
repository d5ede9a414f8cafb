using System.Buffers.Binary;
using System.Text;
using CarbonSink.Gis;

namespace CarbonSink.Fuzz;

/// <summary>A small file without fault, of every kind that is read.</summary>
/// <param name="Main">Name of the file to be opened.</param>
/// <param name="IsText">Whether words may be put into it.</param>
/// <param name="Parts">Every file, by name.</param>
internal sealed record SoundFile(string Main, bool IsText, IReadOnlyDictionary<string, byte[]> Parts)
{
    private const string Albers = "PROJECTION[\"Albers\"],PARAMETER[\"False_Easting\",0.0],PARAMETER[\"False_Northing\",0.0],PARAMETER[\"Central_Meridian\",105.0],PARAMETER[\"Standard_Parallel_1\",25.0],PARAMETER[\"Standard_Parallel_2\",47.0],PARAMETER[\"Latitude_Of_Origin\",0.0]";
    private const string Lambert = "PROJECTION[\"Lambert_Conformal_Conic\"],PARAMETER[\"False_Easting\",500000.0],PARAMETER[\"False_Northing\",0.0],PARAMETER[\"Central_Meridian\",110.0],PARAMETER[\"Standard_Parallel_1\",25.0],PARAMETER[\"Standard_Parallel_2\",47.0],PARAMETER[\"Scale_Factor\",1.0],PARAMETER[\"Latitude_Of_Origin\",12.0]";
    private const string GaussKruger = "PROJECTION[\"Gauss_Kruger\"],PARAMETER[\"False_Easting\",38500000.0],PARAMETER[\"False_Northing\",0.0],PARAMETER[\"Central_Meridian\",114.0],PARAMETER[\"Scale_Factor\",1.0],PARAMETER[\"Latitude_Of_Origin\",0.0]";

    private const string Degrees = "GEOGCS[\"CGCS2000\",DATUM[\"D_China_2000\",SPHEROID[\"CGCS2000\",6378137.0,298.257222101]],PRIMEM[\"Greenwich\",0.0],UNIT[\"Degree\",0.0174532925199433]]";

    /// <summary>The files.</summary>
    public static IReadOnlyList<SoundFile> All { get; } =
    [
        Shapefile(5, withIndex: true), Shapefile(5, withIndex: false), Shapefile(3, withIndex: true), Shapefile(8, withIndex: true),
        Text("layer.geojson", """{"type":"FeatureCollection","crs":{"type":"name","properties":{"name":"urn:ogc:def:crs:EPSG::4490"}},"features":[{"type":"Feature","id":1,"properties":{"a":"\u5929\"长","n":1.5,"ok":true,"o":{"x":[1,2]}},"geometry":{"type":"Polygon","coordinates":[[[114,29],[115,29],[115,30],[114,30],[114,29]],[[114.2,29.2],[114.4,29.2],[114.4,29.4],[114.2,29.2]]]}},{"type":"Feature","properties":{"n":-7},"geometry":{"coordinates":[[[[0,0],[1,0],[1,1],[0,0]]]],"type":"MultiPolygon"}},{"type":"Feature","properties":null,"geometry":null}]}"""),
        Text("layer.geojsonl", "{\"type\":\"Feature\",\"properties\":{\"a\":1},\"geometry\":{\"type\":\"Point\",\"coordinates\":[1,2,3]}}\n\u001E{\"type\":\"LineString\",\"coordinates\":[[1,2],[3,4]]}\n"),
        Text("layer.csv", "code,area,wkt\r\n011,1.5,\"POLYGON((0 0,1 0,1 1,0 0),(0.1 0.1,0.2 0.1,0.2 0.2,0.1 0.1))\"\r\n\"a\"\"b\",-2,SRID=4490;MULTIPOINT Z((1 2 3),(4 5 6))\r\n,,LINESTRING EMPTY\r\n"),
        Text("points.csv", "名称;经度;纬度\n天长;118.9;32.6\n\"滁\n州\";118.3;32.3\n"),
        GeoPackage(), GeoPackage(), Projected(Albers), Projected(Lambert), Projected(GaussKruger),
    ];

    /// <summary>The part that is damaged most often.</summary>
    public string Weak { get; private init; } = Main;

    private static SoundFile Projected(string projection)
    {
        var layer = Shapefile(5, withIndex: true);
        var prj = $"PROJCS[\"x\",{Degrees},{projection},UNIT[\"Meter\",1.0]]";
        return layer with { IsText = true, Weak = "layer.prj", Parts = new Dictionary<string, byte[]>(layer.Parts, StringComparer.Ordinal) { ["layer.prj"] = Encoding.ASCII.GetBytes(prj) } };
    }

    private static SoundFile Text(string name, string text) => new(name, true, new Dictionary<string, byte[]>(StringComparer.Ordinal) { [name] = Encoding.UTF8.GetBytes(text) });

    private static SoundFile Shapefile(int type, bool withIndex)
    {
        byte[][] shapes =
        [
            type == 8 ? MultiPoint() : Rings(type, [0, 0, 0, 2, 2, 2, 2, 0, 0, 0], [0.5, 0.5, 1, 0.5, 1, 1, 0.5, 0.5]),
            new byte[4],
            type == 8 ? MultiPoint() : Rings(type, [10, 10, 10, 12, 12, 12, 12, 10, 10, 10]),
        ];
        var (shp, shx) = (new List<byte>(Header(type, 100 + shapes.Sum(s => 8 + s.Length))), new List<byte>(Header(type, 100 + (8 * shapes.Length))));
        for (var i = 0; i < shapes.Length; i++)
        {
            shx.AddRange([.. Word(shp.Count / 2), .. Word(shapes[i].Length / 2)]);
            shp.AddRange([.. Word(i + 1), .. Word(shapes[i].Length / 2), .. shapes[i]]);
        }

        var parts = new Dictionary<string, byte[]>(StringComparer.Ordinal)
        {
            ["layer.shp"] = [.. shp], ["layer.dbf"] = Dbf(), ["layer.prj"] = Encoding.ASCII.GetBytes(Degrees), ["layer.cpg"] = "UTF-8"u8.ToArray(),
        };
        if (withIndex)
            parts["layer.shx"] = [.. shx];
        return new("layer.shp", false, parts);
    }

    private static byte[] MultiPoint()
    {
        var content = new byte[72];
        (content[0], content[36]) = (8, 2);
        foreach (var (place, value) in ((int, double)[])[(40, 5), (48, 6), (56, 7), (64, 8)])
            BinaryPrimitives.WriteDoubleLittleEndian(content.AsSpan(place), value);
        return content;
    }

    private static byte[] Rings(int type, params double[][] rings)
    {
        var points = rings.Sum(r => r.Length / 2);
        var content = new byte[44 + (4 * rings.Length) + (16 * points)];
        (content[0], content[36], content[40]) = ((byte)type, (byte)rings.Length, (byte)points);
        var (start, at) = (0, 44 + (4 * rings.Length));
        for (var ring = 0; ring < rings.Length; ring++)
        {
            content[44 + (4 * ring)] = (byte)start;
            start += rings[ring].Length / 2;
            foreach (var value in rings[ring])
            {
                BinaryPrimitives.WriteDoubleLittleEndian(content.AsSpan(at), value);
                at += 8;
            }
        }

        return content;
    }

    private static byte[] Header(int type, int length)
    {
        var header = new byte[100];
        Word(9994).CopyTo(header, 0);
        Word(length / 2).CopyTo(header, 24);
        BinaryPrimitives.WriteInt32LittleEndian(header.AsSpan(28), 1000);
        header[32] = (byte)type;
        return header;
    }

    private static byte[] Word(int value)
    {
        var bytes = new byte[4];
        BinaryPrimitives.WriteInt32BigEndian(bytes, value);
        return bytes;
    }

    private static byte[] Dbf()
    {
        (string Name, char Type, int Width, int Decimals)[] fields = [("NAME", 'C', 12, 0), ("AREA", 'N', 10, 2), ("DAY", 'D', 8, 0), ("OK", 'L', 1, 0), ("I", 'I', 4, 0), ("X", 'O', 8, 0)];
        var rowBytes = 1 + fields.Sum(f => f.Width);
        var header = new byte[33 + (32 * fields.Length)];
        (header[0], header[4], header[8], header[10], header[^1]) = (3, 3, (byte)header.Length, (byte)rowBytes, 0x0D);
        for (var i = 0; i < fields.Length; i++)
        {
            Encoding.ASCII.GetBytes(fields[i].Name).CopyTo(header, 32 + (32 * i));
            (header[43 + (32 * i)], header[48 + (32 * i)], header[49 + (32 * i)]) = ((byte)fields[i].Type, (byte)fields[i].Width, (byte)fields[i].Decimals);
        }

        var row = new byte[rowBytes];
        Array.Fill(row, (byte)' ');
        Encoding.UTF8.GetBytes("天长").CopyTo(row, 1);
        "     12.50"u8.CopyTo(row.AsSpan(13));
        "20241231T"u8.CopyTo(row.AsSpan(23));
        byte[] deleted = [(byte)'*', .. row[1..]];
        return [.. header, .. row, .. deleted, .. row, 0x1A];
    }

    private static SoundFile GeoPackage()
    {
        var folder = Directory.CreateTempSubdirectory("carbonsink-fuzz-").FullName;
        var path = Path.Combine(folder, "layer.gpkg");
        using (var database = SqliteDatabase.Create(path))
        {
            database.Execute("PRAGMA page_size = 512; PRAGMA application_id = 0x47504B47;"
                + "CREATE TABLE gpkg_spatial_ref_sys (srs_name TEXT, srs_id INTEGER PRIMARY KEY, organization TEXT, organization_coordsys_id INTEGER, definition TEXT, description TEXT);"
                + "CREATE TABLE gpkg_contents (table_name TEXT PRIMARY KEY, data_type TEXT);"
                + "CREATE TABLE gpkg_geometry_columns (table_name TEXT, column_name TEXT, geometry_type_name TEXT, srs_id INTEGER, z TINYINT, m TINYINT);"
                + "CREATE TABLE gpkg_ogr_contents (table_name TEXT, feature_count INTEGER);"
                + "CREATE TABLE t (fid INTEGER PRIMARY KEY, geom POLYGON, s TEXT(8), n REAL, i INTEGER, b BOOLEAN, d DATE, x BLOB);"
                + "CREATE TABLE a (id INTEGER PRIMARY KEY, s TEXT); CREATE VIEW v AS SELECT s, 2 * id AS n FROM a;"
                + $"INSERT INTO gpkg_spatial_ref_sys VALUES ('CGCS2000', 4490, 'NONE', 4490, '{Degrees}', '');"
                + "INSERT INTO gpkg_contents VALUES ('t', 'features'), ('a', 'attributes'), ('v', 'attributes'); INSERT INTO gpkg_geometry_columns VALUES ('t', 'geom', 'POLYGON', 4490, 0, 0); INSERT INTO gpkg_ogr_contents VALUES ('t', 3);"
                + "INSERT INTO t VALUES (1, x'47500001000000000103000000010000000400000000000000000000000000000000000000000000000000F03F0000000000000000000000000000F03F000000000000F03F00000000000000000000000000000000', '天长', 1.5, 7, 1, '2024-12-31', x'00');"
                + "INSERT INTO t VALUES (5, x'47500001000000000101000000000000000000F03F0000000000000040', NULL, NULL, 9007199254740993, 0, 'x', NULL), (9, NULL, 'long text that needs a page of its own: ' || hex(zeroblob(400)), 2, 3, NULL, NULL, NULL);"
                + "INSERT INTO a (s) VALUES ('p'), ('q');");
        }

        var bytes = File.ReadAllBytes(path);
        Directory.Delete(folder, true);
        return new("layer.gpkg", false, new Dictionary<string, byte[]>(StringComparer.Ordinal) { ["layer.gpkg"] = bytes });
    }
}
