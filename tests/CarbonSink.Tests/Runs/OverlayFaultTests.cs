using System.Text;
using CarbonSink.Findings;
using CarbonSink.Geometry;
using CarbonSink.Runs;
using CarbonSink.Tests.Gis;
using Xunit;

namespace CarbonSink.Tests.Runs;

/// <summary>What an overlay must not pass over in silence.</summary>
public sealed class OverlayFaultTests
{
    [Fact]
    public void A_polygon_off_the_Earth_is_told_and_nothing_is_proven_or_written()
    {
        using var layer = Layer((TestLayer.Square(113, 28, 0.002), 1.0), (TestLayer.Square(113, 30000000, 0.002), 2.0));
        var written = Path.Combine(layer.Folder, "out.gpkg");
        var result = OverlayRun.Run(new(layer.Shp, layer.Shp) { Out = written });
        Assert.Equal([1, 1], result.Findings.Findings.Where(f => f.Rule == AssessmentFindings.BadRing).Select(f => f.Record!.Value));
        Assert.Equal((false, null), (result.IsMeasured, result.Ellipsoidal));
        Assert.False(File.Exists(written));
        using var json = new MemoryStream();
        OverlayJson.Write(result, json, "en");
        using var parsed = System.Text.Json.JsonDocument.Parse(Encoding.UTF8.GetString(json.ToArray()));
        Assert.Equal("RUN-0023", parsed.RootElement.GetProperty("error").GetProperty("code").GetString());
        Assert.Equal(System.Text.Json.JsonValueKind.Null, parsed.RootElement.GetProperty("conservationErrorHa").ValueKind);
        Assert.Equal(1, OverlapRun.Run(new(layer.Shp, layer.Shp)).Findings.Count(AssessmentFindings.BadRing));
    }

    [Fact]
    public void Web_Mercator_is_refused_before_anything_is_written()
    {
        using var layer = Layer((TestLayer.Square(113, 28, 0.002), 1.0));
        var written = Path.Combine(layer.Folder, "out.gpkg");
        var options = new OverlayOptions(layer.Shp, layer.Shp) { Crs = "EPSG:3857", Out = written };
        Assert.Equal("AREA-0001", Assert.Throws<RefusedInputException>(() => OverlayRun.Run(options, (_, _) => Assert.Fail("the work began"))).Finding.Rule.Code);
        Assert.False(File.Exists(written));
    }

    /// <summary>90 + 40 m³ on the ground, 7 m³ without a polygon, and a record without a value: 30 in the zone, 60 + 40 outside.</summary>
    [Fact]
    public void A_missing_value_is_no_zero_and_stock_without_polygon_is_kept_apart()
    {
        using var units = Layer((TestLayer.Square(113, 28, 0.003), 90.0), (null, 7.0), (TestLayer.Square(113.1, 28, 0.003), ""), (TestLayer.Square(113.2, 28, 0.003), 40.0));
        using var zones = Layer((TestLayer.Square(113.002, 27.999, 0.005), 1.0), (TestLayer.Square(113.1, 28, 0.003), 2.0));
        var result = TransferRun.Run(new(units.Shp, zones.Shp), ["VALUE"]);
        var missing = Assert.Single(result.Findings.Findings, f => f.Rule == OverlayFindings.MissingValue);
        Assert.Equal((2L, "VALUE"), (missing.Record!.Value, missing.Field));
        Assert.Equal((30, null, 100, 7, 137), (Math.Round(result.Shares[0].Sums[0]!.Value, 6), result.Shares[1].Sums[0], Math.Round(result.Shares[^1].Sums[0]!.Value, 6), result.WithoutPolygon.Sums[0], result.Whole.Sums[0]));
        Assert.Equal(result.Whole.Sums[0]!.Value, result.Shares.Sum(s => s.Sums[0] ?? 0) + result.WithoutPolygon.Sums[0]!.Value, 1e-9);
        Assert.Equal(0, result.ConservationErrorHa!.Value, 1e-9);
        var areas = new EllipsoidalArea(Geometry.Rings.Geographic);
        var column = new PolygonColumn();
        foreach (var square in new[] { TestLayer.Square(113.002, 27.999, 0.005), TestLayer.Square(113.1, 28, 0.003) })
        {
            square.CopyTo(column.AddRing(5));
            column.EndRecord(GeometryKind.Polygon);
        }

        Assert.Equal((areas.Measure(column, 0, out _) + areas.Measure(column, 1, out _)) / 10000, result.AreaBHa!.Value, 1e-9);
    }

    [Fact]
    public void A_layer_within_a_file_is_named_by_an_option_or_after_a_bar()
    {
        using var layer = Layer((TestLayer.Square(113, 28, 0.002), 1.0));
        var file = Path.Combine(layer.Folder, "out.gpkg");
        OverlayRun.Run(new(layer.Shp, layer.Shp) { Out = file });
        Assert.Equal(1, OverlayRun.Run(new(file, file + "|overlay") { FirstLayer = "overlay" }).PieceCount);
        Assert.Throws<RefusedInputException>(() => OverlayRun.Run(new(file, file) { SecondLayer = "nothing" }));
        Assert.Throws<RefusedInputException>(() => CheckRun.Run(new(layer.Shp, Repository.PathOf("methodology")) { Boundary = file + "|nothing" }));
        Assert.Equal(0, CheckRun.Run(new(layer.Shp, Repository.PathOf("methodology")) { Boundary = file + "|overlay" }).Areas.Uncovered!.Value, 1e-9);
    }

    private static TestLayer Layer(params (double[]? Ring, object Value)[] rows)
    {
        var layer = new TestLayer().Field("VALUE", 'N', 12, 3);
        foreach (var (ring, value) in rows)
            layer.Row(ring is null ? null : [ring], value);
        return layer.Write();
    }
}
