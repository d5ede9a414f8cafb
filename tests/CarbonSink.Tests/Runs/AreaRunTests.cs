using System.Text;
using System.Text.Json;
using CarbonSink.Findings;
using CarbonSink.Geometry;
using CarbonSink.Gis;
using CarbonSink.Runs;
using CarbonSink.Tests.Gis;
using Xunit;

namespace CarbonSink.Tests.Runs;

public sealed class AreaRunTests
{
    private const string Vectors = "fixtures/vectors";

    private const string Mixed = """
        {"type":"FeatureCollection","features":[
        {"type":"Feature","properties":{},"geometry":{"type":"Polygon","coordinates":[[[114,30],[114.01,30],[114.01,30.01],[114,30.01],[114,30]]]}},
        {"type":"Feature","properties":{},"geometry":{"type":"Point","coordinates":[114,30]}},
        {"type":"Feature","properties":{},"geometry":{"type":"LineString","coordinates":[[114,30],[115,30]]}}]}
        """;

    [Fact]
    public void Points_and_lines_among_polygons_are_told_and_counted_as_unmeasured()
    {
        using var file = new TextFile("a.geojson", Mixed);
        var result = AreaRun.Run(new(file.Path));
        Assert.Equal((1, 2), (result.MeasuredCount, result.UnmeasuredCount));
        Assert.Equal([1L, 2L], result.Findings.Findings.Where(f => f.Rule == GisFindings.NotPolygon).Select(f => f.Record!.Value));
        using var stream = new MemoryStream();
        AreaJson.Write(result, stream, "en");
        using var document = JsonDocument.Parse(stream.ToArray());
        Assert.Equal(2, document.RootElement.GetProperty("unmeasuredCount").GetInt32());
    }

    [Fact]
    public void Inspection_tells_mixed_geometries()
    {
        using var file = new TextFile("a.geojson", Mixed);
        var inspection = InspectRun.Run(new(file.Path, Repository.PathOf("methodology")));
        Assert.Equal(3, Assert.Single(inspection.Layers).GeometryTypes.Count);
        Assert.Equal(1, inspection.Findings.Count(LayerFindings.MixedGeometry));
    }

    [Theory]
    [InlineData("114.02", "114.04", 0)] // within the outer ring
    [InlineData("114.2", "114.22", 1)] // 0.2° to the east of it
    public void A_hole_given_outside_its_polygon_is_told(string west, string east, int findings)
    {
        using var file = new TextFile("a.geojson", $$$"""{"type":"Feature","properties":{},"geometry":{"type":"Polygon","coordinates":[[[114,30],[114.1,30],[114.1,30.1],[114,30.1],[114,30]],[[{{{west}}},30.02],[{{{west}}},30.04],[{{{east}}},30.04],[{{{east}}},30.02],[{{{west}}},30.02]]]}}""");
        Assert.Equal(findings, AreaRun.Run(new(file.Path)).Findings.Count(SourceFindings.HoleOutside));
        using var table = new TextFile("a.csv", $"id,wkt\n1,\"POLYGON((114 30,114.1 30,114.1 30.1,114 30.1,114 30),({west} 30.02,{west} 30.04,{east} 30.04,{east} 30.02,{west} 30.02))\"\n");
        Assert.Equal(findings, AreaRun.Run(new(table.Path) { Crs = "EPSG:4490" }).Findings.Count(SourceFindings.HoleOutside));
    }

    // 8,429,911,572.665 ft² of 1200/3937 m: 78,316.754 ha.
    [FixtureFact(Vectors + "/overlay")]
    public void Survey_feet_are_honoured_and_the_ellipsoid_is_near()
    {
        var result = AreaRun.Run(new(Path("overlay/polydf.shp")) { Threads = 2 });
        Assert.Equal(78_316.754, result.TotalPlanarHa!.Value, 0.0005);
        Assert.Equal(8_429_911_572.665, result.TotalSquareUnits!.Value, 0.001);
        // The scale of this zone is within 1e-4 of 1 on the ground of New York: areas within 2e-4.
        Assert.InRange(result.TotalHa!.Value / result.TotalPlanarHa.Value, 0.9997, 1.0003);
        Assert.All(result.Records, r => Assert.NotNull(r.SquareMetres));
    }

    [FixtureFact(Vectors + "/holes")]
    public void An_unknown_projection_gives_planar_area_and_the_reason()
    {
        var result = AreaRun.Run(new(Path("holes/PolygonInHole.shp")) { Parts = true });
        Assert.Equal(1_962_716.1662322, result.TotalPlanarHa!.Value, 1e-7);
        Assert.Null(result.TotalHa);
        Assert.Equal(1, result.Findings.Count(GeometryFindings.UnknownProjectionArea));
        var refused = Assert.Throws<RefusedInputException>(() => AreaRun.Run(new(Path("holes/PolygonInHole.shp")) { Method = AreaMethod.Geodesic }));
        Assert.Equal(GeometryFindings.UnknownProjectionArea, refused.Finding.Rule);

        var planar = AreaRun.Run(new(Path("holes/PolygonInHole.shp")) { Parts = true, Method = AreaMethod.Planar });
        Assert.Equal(1_962_716.1662322, planar.TotalHa!.Value, 1e-7);
        Assert.Equal(2, planar.Parts.Count);
        Assert.Equal(1_962_716.1662322, planar.Parts.Sum(p => p.SquareMetres) / 10_000, 1e-6);
        Assert.Equal(AreaMethod.Planar, planar.Method);
    }

    [FixtureFact(Vectors + "/gbk")]
    public void Without_reference_there_are_squares_of_an_unknown_unit()
    {
        var result = AreaRun.Run(new(Path("gbk/chinese_encoding.shp")));
        Assert.Equal(13.366024626, result.TotalSquareUnits!.Value, 5e-10);
        Assert.Equal((null, null, (AreaMethod?)null), (result.TotalHa, result.TotalPlanarHa, result.Method));
        Assert.Equal(1, result.Findings.Count(AreaRunFindings.NoReference));
        Assert.Equal(78, result.Records.Count(r => r.IsValid == true));

        var degrees = AreaRun.Run(new(Path("gbk/chinese_encoding.shp")) { Crs = "EPSG:4490" });
        Assert.Equal(1, degrees.Findings.Count(GeometryFindings.PlanarAreaOfDegrees));
        Assert.Null(degrees.TotalPlanarHa);
        Assert.InRange(degrees.TotalHa!.Value, 1.2e7, 1.45e7); // Anhui has 14.0 million ha; a square degree at 32° N some 1.05 million
        Assert.Null(AreaRun.Run(new(Path("gbk/chinese_encoding.shp")) { Crs = "EPSG:4490", Method = AreaMethod.Planar }).TotalHa);
        Assert.Equal(GeometryFindings.MercatorArea, Assert.Throws<RefusedInputException>(() => AreaRun.Run(new(Path("gbk/chinese_encoding.shp")) { Crs = "EPSG:3857" })).Finding.Rule);
    }

    [FixtureFact(Vectors + "/null-shapes")]
    public void A_record_without_geometry_is_listed_without_area()
    {
        var result = AreaRun.Run(new(Path("null-shapes/UnifiedChecksMaterialNullInMiddle.shp")));
        Assert.Equal([0, 1, 2], result.Records.Select(r => r.Record));
        Assert.Equal(new AreaRecord(1, null, null, null), result.Records[1]);
        Assert.Equal(0.430482221, result.TotalSquareUnits!.Value, 5e-10);
    }

    [Fact]
    public void Results_do_not_depend_on_threads_and_the_control_is_met_exactly()
    {
        var path = Repository.PathOf("gis-samples/linxiang/data/townships.shp");
        var one = AreaRun.Run(new(path));
        var four = AreaRun.Run(new(path) { Threads = 4 });
        Assert.Equal(one.Records, four.Records);
        Assert.Equal(one.TotalHa, four.TotalHa);

        var control = Math.Round(one.TotalHa!.Value * 1.0003, 4);
        var adjusted = AreaRun.Run(new(path) { ControlHa = control });
        Assert.Equal((decimal)control * 10_000, adjusted.Adjustment!.Adjusted.Sum(a => (decimal)a));
        Assert.Equal(one.Records, adjusted.Records); // both numbers are kept
        Assert.Equal(1, adjusted.Findings.Count(AreaRunFindings.Adjusted));
        Refuses(AreaRunFindings.ControlTooFar, new(path) { ControlHa = Math.Round(one.TotalHa.Value * 1.01, 4) });
        Refuses(AreaRunFindings.ControlDigits, new(path) { ControlHa = 1.00000005 });
        AreaRun.Run(new(path) { ControlHa = Math.Round(one.TotalHa.Value * 1.01, 4), TolerancePercent = 2 });
    }

    [Fact]
    public void The_documents_hold_what_the_contract_names()
    {
        var path = Repository.PathOf("gis-samples/linxiang/data/townships.shp");
        var total = AreaRun.Run(new(path)).TotalHa!.Value;
        var result = AreaRun.Run(new(path) { Parts = true, ControlHa = Math.Round(total, 2) });
        using var stream = new MemoryStream();
        AreaJson.Write(result, stream, "en");
        using var json = JsonDocument.Parse(Encoding.UTF8.GetString(stream.ToArray()));
        var root = json.RootElement;
        Assert.Equal((total, "CGCS2000", "geodesic"), (root.GetProperty("totalAreaHa").GetDouble(), root.GetProperty("ellipsoid").GetString(), root.GetProperty("method").GetString()));
        var first = root.GetProperty("records")[0];
        Assert.Equal(["record", "areaHa", "adjustedAreaHa", "planarAreaHa", "valid"], first.EnumerateObject().Select(p => p.Name));
        Assert.Equal(result.Records[0].SquareMetres!.Value / 10_000, first.GetProperty("areaHa").GetDouble());
        Assert.Equal(result.Parts.Count, root.GetProperty("parts").GetArrayLength());
        Assert.NotEmpty(root.GetProperty("findings").EnumerateArray());

        using var csv = new MemoryStream();
        AreaCsv.Write(result, csv);
        var lines = Encoding.UTF8.GetString(csv.ToArray()).Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal("record,areaHa,adjustedAreaHa,planarAreaHa,planarAreaSquareUnits,valid", lines[0]);
        Assert.Equal(result.Records.Count + 1, lines.Length);
        Assert.StartsWith(AreaCsv.Mark, lines[0], StringComparison.Ordinal);
    }

    private static void Refuses(FindingRule rule, AreaOptions options) => Assert.Equal(rule, Assert.Throws<RefusedInputException>(() => AreaRun.Run(options)).Finding.Rule);

    private static string Path(string name) => Repository.SharedPath(System.IO.Path.Combine(Vectors, name));
}
