using CarbonSink.Findings;
using CarbonSink.Gis;
using CarbonSink.Runs;
using CarbonSink.Tests.Gis;
using Xunit;

namespace CarbonSink.Tests.Runs;

/// <summary>Faults planted by hand in metres beside the central meridian of EPSG:4547, where a square metre of the plane is one of the ground to 10⁻⁹.</summary>
public sealed class CheckFaultTests
{
    [Theory]
    [InlineData(20, "QC-0012")] // 50 m × 20 m = 0.1 ha
    [InlineData(0.0625, "QC-0013")] // 2 · 3.125 m² ÷ 100.125 m = 0.062 m wide
    public void An_enclosed_gap_has_its_area(double height, string code)
    {
        using var layer = Layer(Box(0, 0, 150, 100), Box(0, 100 + height, 150, 100), Box(0, 100, 50, height), Box(100, 100, 50, height));
        var place = Assert.Single(Check(layer).Places, p => p.Code != CheckFindings.SliverPolygon.Code); // two of the four are narrow themselves
        Assert.Equal(code, place.Code);
        Assert.Equal([0, 1, 2, 3], place.Records);
        Assert.Equal(50 * height / 10000, place.AreaHa!.Value, 1e-8);
    }

    [Theory]
    [InlineData(1, "QC-0010")]
    [InlineData(0.0625, "QC-0011")]
    public void An_overlap_has_its_area(double width, string code)
    {
        using var layer = Layer(Box(0, 0, 100, 100), Box(100 - width, 0, 100, 100));
        var place = Assert.Single(Check(layer).Places);
        Assert.Equal((code, 0L, 1L), (place.Code, place.Records[0], place.Records[1]));
        Assert.Equal(width * 100 / 10000, place.AreaHa!.Value, 1e-8);
    }

    [Theory]
    [InlineData(0.5, "QC-0021")]
    [InlineData(0.0625, "QC-0023")]
    public void What_is_open_to_the_outside_is_told_piece_by_piece_with_a_boundary(double apart, string code)
    {
        using var layer = Layer(Box(0, 0, 100, 100), Box(100 + apart, 0, 100, 100));
        using var boundary = Layer(Box(0, 0, 200 + apart, 100));
        Assert.Empty(Check(layer).Places);
        var result = Check(layer, boundary);
        var place = Assert.Single(result.Places);
        Assert.Equal(code, place.Code);
        Assert.Equal(apart * 100 / 10000, place.AreaHa!.Value, 1e-8);
        var finding = Assert.Single(result.Findings.Findings, f => f.Rule.Code == code);
        Assert.InRange(double.Parse(finding.Arguments[3], System.Globalization.CultureInfo.InvariantCulture), 500100, 500100 + apart);
    }

    /// <summary>A notch of 100 m × 10 m at the edge, and one of 20 m × 5 m elsewhere.</summary>
    [Fact]
    public void Notches_at_the_edge_are_told_apart()
    {
        using var layer = Layer(Box(0, 0, 80, 100), Box(80, 5, 20, 95), Box(100, 0, 100, 90));
        using var boundary = Layer(Box(0, 0, 200, 100));
        Assert.Equal([0.01, 0.1], Check(layer, boundary).Places.Select(p => Math.Round(p.AreaHa!.Value, 7)).Order());
    }

    [Fact]
    public void The_sum_of_areas_is_held_against_the_boundary()
    {
        using var layer = Layer(Box(0, 0, 100, 100));
        using var boundary = Layer(Box(0, 0, 100, 120));
        var finding = Assert.Single(Check(layer, boundary).Findings.Findings, f => f.Rule == CheckFindings.AreaControl);
        Assert.Equal(["1.0000", "1.2000", "-0.2000"], finding.Arguments);
    }

    [Fact]
    public void A_repeated_key_and_stock_without_forest_are_told()
    {
        using var layer = Units((0, "7", "0111"), (1, "8", "0111"), (2, "7", "0210")).Write();
        var findings = CheckRun.Run(Options(layer.Shp) with { Schema = "linldi-2010s" }).Findings;
        var key = Assert.Single(findings.Findings, f => f.Rule == CheckFindings.DuplicateKey);
        Assert.Equal((2L, "0"), (key.Record!.Value, key.Arguments[0]));
        var stock = Assert.Single(findings.Findings, f => f.Rule == CheckFindings.StockWithoutForest);
        Assert.Equal((2L, "80"), (stock.Record!.Value, stock.Arguments[0]));
    }

    [Fact]
    public void Findings_beyond_the_limit_are_told_or_listed()
    {
        var layer = Units();
        for (var i = 0; i < 1200; i++)
            Unit(layer, 0, $"{i}", "0210", null);
        using var _ = layer.Write();
        FindingLog Run(int keep) => CheckRun.Run(Options(layer.Shp) with { Schema = "linldi-2010s", KeepPerRule = keep }).Findings;
        Assert.Contains(Run(1000).Findings, f => f.Rule == CheckFindings.NotAllListed && f.Arguments.SequenceEqual(["QC-0032", "1000", "1200"]));
        Assert.Equal(1200, Run(int.MaxValue).Findings.Count(f => f.Rule == CheckFindings.StockWithoutForest));
    }

    [Fact]
    public void Without_a_reference_degrees_are_degrees_and_metres_are_metres()
    {
        using var degrees = new TestLayer().Field("ID", 'N', 9).Row([TestLayer.Square(113, 28, 0.002)], 0).Row([TestLayer.Square(113.00199, 28, 0.002)], 1).Write(); // about 1 m
        File.Delete(Path.ChangeExtension(degrees.Shp, ".prj"));
        var result = CheckRun.Run(new(degrees.Shp, Repository.PathOf("methodology")));
        Assert.Equal((1L, 1L, 0L), (result.Findings.Count(CheckFindings.Overlap), result.Findings.Count(CheckFindings.TakenAsDegrees), result.Findings.Count(CheckFindings.SliverPolygon)));
        Assert.True(result.Findings.HasErrors);
        using var metres = Layer(Box(0, 0, 100, 100), Box(99.9375, 0, 100, 100));
        File.Delete(Path.ChangeExtension(metres.Shp, ".prj"));
        result = CheckRun.Run(new(metres.Shp, Repository.PathOf("methodology")));
        Assert.Equal((1L, 0L), (result.Findings.Count(CheckFindings.OverlapSliver), result.Findings.Count(CheckFindings.TakenAsDegrees)));
    }

    [FixtureFact("fixtures/vectors/gbk")]
    public void Provinces_without_a_reference_are_no_slivers() =>
        Assert.Equal(0, CheckRun.Run(new(Repository.SharedPath("fixtures/vectors/gbk/chinese_encoding.shp"), Repository.PathOf("methodology"))).Findings.Count(CheckFindings.SliverPolygon));

    /// <summary>Planar area as the fixture states it.</summary>
    [FixtureFact("fixtures/vectors/holes")]
    public void A_projection_without_formulas_is_checked_in_the_plane()
    {
        var result = CheckRun.Run(new(Repository.SharedPath("fixtures/vectors/holes/PolygonInHole.shp"), Repository.PathOf("methodology")));
        Assert.Equal(1, result.Findings.Count(CheckFindings.PlanarAreas));
        Assert.Equal(1962716.1662322, result.Areas.Polygons!.Value, 1e-6);
    }

    [Fact]
    public void Web_Mercator_is_checked_without_areas()
    {
        using var layer = Layer(Box(0, 0, 100, 100), Box(99, 0, 100, 100));
        var result = CheckRun.Run(Options(layer.Shp) with { Crs = "EPSG:3857" });
        Assert.Equal((1L, 1L), (result.Findings.Count(CheckFindings.NoAreas), result.Findings.Count(CheckFindings.Overlap)));
        Assert.Equal((null, null), (result.Areas.Polygons, Assert.Single(result.Places).AreaHa));
    }

    [Fact]
    public void Nothing_measurable_has_no_area_and_no_width()
    {
        using var layer = Layer(Box(0, 0, 100, 100));
        var result = CheckRun.Run(Options(layer.Shp) with { Crs = "EPSG:4490" });
        Assert.Null(result.Areas.Polygons);
        Assert.Equal((1L, 0L), (result.Findings.Count(AssessmentFindings.BadRing), result.Findings.Count(CheckFindings.SliverPolygon)));
    }

    [Fact]
    public void Points_among_polygons_are_told()
    {
        using var folder = new TestLayer();
        var path = Path.Combine(folder.Folder, "mixed.geojson");
        File.WriteAllText(path, """{"type":"FeatureCollection","features":[{"type":"Feature","properties":{"id":1},"geometry":{"type":"Polygon","coordinates":[[[114,30],[115,30],[115,31],[114,31],[114,30]]]}},{"type":"Feature","properties":{"id":2},"geometry":{"type":"Point","coordinates":[114,30]}}]}""");
        Assert.Equal(1, CheckRun.Run(new(path, Repository.PathOf("methodology"))).Findings.Count(GisFindings.NotPolygon));
        Assert.Equal(2, OverlayRun.Run(new(path, path)).Findings.Count(GisFindings.NotPolygon));
    }

    [Fact]
    public void A_data_set_is_checked_by_its_description_and_a_folder_is_refused_by_what_is_in_it()
    {
        using var layer = Layer(Box(0, 0, 100, 100));
        using var boundary = Layer(Box(0, 0, 100, 120));
        var refused = Assert.Throws<RefusedInputException>(() => CheckRun.Run(Options(layer.Folder))).Finding;
        Assert.Equal("LAY-0016", refused.Rule.Code);
        Assert.Contains("layer.shp", refused.Hint("en"), StringComparison.Ordinal);
        Assert.Equal("LAY-0016", Assert.Throws<RefusedInputException>(() => InspectRun.Run(new(layer.Folder, Repository.PathOf("methodology")))).Finding.Rule.Code);

        foreach (var file in Directory.GetFiles(boundary.Folder))
            File.Copy(file, Path.Combine(layer.Folder, "county" + Path.GetExtension(file)));
        File.WriteAllText(Path.Combine(layer.Folder, "inventory.json"), """{"layers":[{"role":"units","path":"layer.shp","crs":"EPSG:4547"},{"role":"boundary","path":"county.shp","crs":"EPSG:4547"}]}""");
        var areas = CheckRun.Run(new(layer.Folder, Repository.PathOf("methodology"))).Areas;
        Assert.Equal((1, 1.2, 0.2), (Math.Round(areas.Polygons!.Value, 7), Math.Round(areas.Boundary!.Value, 7), Math.Round(areas.Uncovered!.Value, 7)));
    }

    private static CheckOptions Options(string path) => new(path, Repository.PathOf("methodology")) { Crs = "EPSG:4547" };

    private static CheckResult Check(TestLayer layer, TestLayer? boundary = null) => CheckRun.Run(Options(layer.Shp) with { Boundary = boundary?.Shp });

    private static double[] Box(double x, double y, double width, double height) =>
        [500000 + x, 3200000 + y, 500000 + x, 3200000 + y + height, 500000 + x + width, 3200000 + y + height, 500000 + x + width, 3200000 + y, 500000 + x, 3200000 + y];

    private static TestLayer Layer(params double[][] boxes)
    {
        var layer = new TestLayer().Field("ID", 'N', 9);
        for (var i = 0; i < boxes.Length; i++)
            layer.Row([boxes[i]], i);
        return layer.Write();
    }

    private static TestLayer Units(params (int Place, string Unit, string LandClass)[] units)
    {
        var layer = new TestLayer().Field("XIANG", 'C', 9).Field("CUN", 'C', 3).Field("LIN_BAN", 'C', 4).Field("XIAO_BAN", 'C', 5).Field("DI_LEI", 'C', 4).Field("MIAN_JI", 'N', 12, 4).Field("YOU_SHI_SZ", 'C', 3).Field("HUO_LMGQXJ", 'N', 12, 2);
        foreach (var (place, unit, landClass) in units)
            Unit(layer, place, unit, landClass, Box(100 * place, 0, 100, 100));
        return layer;
    }

    private static void Unit(TestLayer layer, int place, string unit, string landClass, double[]? box) =>
        layer.Row(box is null ? null : [box], "430682001", "001", $"{place / 1000}", unit, landClass, 1.0, "310", 80.0);
}
