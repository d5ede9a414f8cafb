using System.Text.Json;
using CarbonSink.Gis;
using CarbonSink.Runs;
using CarbonSink.Tests.Gis;
using Xunit;

namespace CarbonSink.Tests.Runs;

public class InspectRunTests
{
    [Fact]
    public void The_document_has_the_keys_of_the_contract()
    {
        // A bow tie crosses itself: invalid. One record is null, one deleted.
        using var layer = new TestLayer { Cpg = "GBK", Encoding = TestLayer.Gbk }.Field("名称", 'C', 8).Field("AREA", 'N', 8, 2)
            .Row([TestLayer.Square(114, 29, 1)], "天长", 1.5).Row([[0, 0, 1, 1, 1, 0, 0, 1, 0, 0]], "乙", 2.0).Row(null, "丙", 2.0).Row(true, TestLayer.Null(), "丁", 2.0).Write();
        using var stream = new MemoryStream();
        InspectionJson.Write(InspectRun.Run(new(layer.Shp, Repository.PathOf("methodology"))), stream, "en");
        using var document = JsonDocument.Parse(stream.ToArray());
        var root = document.RootElement;
        var content = root.GetProperty("layers")[0];
        Assert.Equal("ESRI Shapefile", root.GetProperty("driver").GetString());
        Assert.Equal(
            ("layer", 4, 1, 1, 2, 1),
            (content.GetProperty("name").GetString(), Number(content, "recordCount"), Number(content, "nullGeometries"), Number(content, "deletedRecords"), Number(content.GetProperty("geometryTypes"), "Polygon"), Number(content, "invalidGeometries")));
        Assert.Equal((4490, "prj"), (Number(content.GetProperty("crs"), "epsg"), content.GetProperty("crs").GetProperty("source").GetString()));
        Assert.Equal(("CP936", "cpg"), (content.GetProperty("encoding").GetProperty("name").GetString(), content.GetProperty("encoding").GetProperty("source").GetString()));
        Assert.Equal(["名称 text 8 0", "AREA number 8 2"], content.GetProperty("fields").EnumerateArray().Select(f => $"{f.GetProperty("name")} {f.GetProperty("type")} {f.GetProperty("width")} {f.GetProperty("decimals")}"));
        Assert.Equal([0, 0, 115, 30], content.GetProperty("extent").EnumerateArray().Select(e => e.GetDouble()));
        Assert.Equal(JsonValueKind.Null, content.GetProperty("schema").ValueKind);
        Assert.Equal(2, root.GetProperty("findings").GetArrayLength()); // null geometry, deleted record
    }

    [Fact]
    public void A_layer_that_cannot_be_read_does_not_hide_the_others()
    {
        using var file = new TextFile("a.gpkg", []);
        File.Delete(file.Path);
        using (var database = SqliteDatabase.Create(file.Path))
        {
            database.Execute(GeoPackageSchema.Tables + "CREATE TABLE a (fid INTEGER PRIMARY KEY, s TEXT); CREATE TABLE b (fid INTEGER PRIMARY KEY); INSERT INTO gpkg_contents (table_name, data_type) VALUES ('a', 'attributes'), ('b', 'features');"
                + "INSERT INTO gpkg_geometry_columns VALUES ('b', 'gone', 'GEOMETRY', 4490, 0, 0)");
        }

        var inspection = InspectRun.Run(new(file.Path, Repository.PathOf("methodology")));
        Assert.Equal("a", Assert.Single(inspection.Layers).Name);
        Assert.Equal(1, inspection.Findings.Count(SourceFindings.DatabaseBad));
    }

    [FixtureFact("fixtures/rasters/int16.tif")]
    public void A_raster_is_described_in_place_of_layers()
    {
        // 20 × 20 cells of 60 m from (440720, 3751320) on: GDAL's own statistics say so in int16.tif.json.
        using var stream = new MemoryStream();
        InspectionJson.Write(InspectRun.Run(new(Repository.SharedPath("fixtures/rasters/int16.tif"), Repository.PathOf("methodology"))), stream, "en");
        using var document = JsonDocument.Parse(stream.ToArray());
        var raster = document.RootElement.GetProperty("raster");
        Assert.Equal(("GTiff", 0), (document.RootElement.GetProperty("driver").GetString(), document.RootElement.GetProperty("layers").GetArrayLength()));
        Assert.Equal((20, 20, 1, "Int16"), (Number(raster, "width"), Number(raster, "height"), Number(raster, "bandCount"), raster.GetProperty("bands")[0].GetProperty("type").GetString()));
        Assert.Equal([440720, 3751320 - (20 * 60), 440720 + (20 * 60), 3751320], raster.GetProperty("extent").EnumerateArray().Select(e => e.GetDouble()));
    }

    private static int Number(JsonElement element, string key) => element.GetProperty(key).GetInt32();
}
