using System.Text;
using System.Text.Json;
using CarbonSink.Runs;
using CarbonSink.Tests.Rasters;
using Xunit;

namespace CarbonSink.Tests.Runs;

/// <summary>zonal, terrain and raster-stock on rasters of a few cells. EPSG:4547 has scale 1 on its middle meridian, x = 500,000 m: there planar and ellipsoidal area agree to 1e-7.</summary>
public sealed class RasterRunTests : IDisposable
{
    private const double X = 500_000;
    private const double Y = 3_000_000;
    private const double Near = 1e-6;

    private readonly string folder = Directory.CreateTempSubdirectory("rasters").FullName;

    [Fact]
    public void An_invalid_polygon_is_named_with_reason_and_place_and_counted_as_repaired()
    {
        var (raster, zones) = (In("r.tif"), In("z.geojson"));
        TinyTiff.Write(raster, 3, X, Y, 100, 4547, false, 1, 1, 1, 1, 1, 1, 1, 1, 1);
        // A bow tie of two triangles of 200 × 100 / 2 each, and a line there and back.
        TinyTiff.Polygons(zones,
            [[X, Y - 200, X + 200, Y, X + 200, Y - 200, X, Y, X, Y - 200]],
            [[X, Y - 200, X + 200, Y, X + 100, Y - 100, X, Y - 200]]);
        var result = ZonalRun.Run(new(raster, zones) { Crs = "EPSG:4547", Statistics = [ZonalStatistic.Count, ZonalStatistic.Area] });
        Assert.Equal(2, result.Records[0][ZonalStatistic.Count]!.Value, 1e-9);
        Assert.Equal(2, result.Records[0][ZonalStatistic.Area]!.Value, Near);
        Assert.Null(result.Records[1].Statistics);
        var repaired = Assert.Single(result.Findings.Findings, f => f.Rule == ZonalFindings.Repaired);
        Assert.Equal(0, repaired.Record);
        Assert.Contains("(500100, 2999900)", repaired.Message("en"), StringComparison.Ordinal);
        Assert.Equal(1, Assert.Single(result.Findings.Findings, f => f.Rule == ZonalFindings.NothingLeft).Record);
    }

    [Fact]
    public void Bow_ties_have_the_area_that_overlay_gives_them()
    {
        var (raster, zones) = (In("r.tif"), In("z.geojson"));
        TinyTiff.Write(raster, 3, X, Y, 100, 4547, false, 1, 1, 1, 1, 1, 1, 1, 1, 1);
        // A symmetric one: two triangles of 100 × 50 / 2 = 0.25 ha, wound against each other. An asymmetric one: 24.8 + 4.8 m², see PolygonRepairTests.
        double[][][] bows = [[[X + 100, Y - 200, X + 200, Y - 100, X + 200, Y - 200, X + 100, Y - 100, X + 100, Y - 200]], [[X + 2, Y - 14, X + 10, Y - 6, X + 10, Y - 14, X + 8, Y - 14, X + 2, Y - 10, X + 2, Y - 14]]];
        double[] hectares = [0.5, 29.6e-4];
        for (var i = 0; i < bows.Length; i++)
        {
            TinyTiff.Polygons(zones, bows[i]);
            var result = ZonalRun.Run(new(raster, zones) { Crs = "EPSG:4547", Statistics = [ZonalStatistic.Count, ZonalStatistic.Area] });
            Assert.Equal(hectares[i], result.Records[0][ZonalStatistic.Count]!.Value, 1e-9); // cells of 1 ha
            Assert.Equal(0, result.Findings.Count(ZonalFindings.Outside));
            var overlay = OverlayRun.Run(new(zones, zones) { Crs = "EPSG:4547" });
            Assert.Equal(overlay.Planar.First.Area, 1e4 * result.Records[0][ZonalStatistic.Count]!.Value, 1e-6);
        }
    }

    [Fact]
    public void A_tilted_plane_has_the_slope_aspect_and_surface_of_a_plane()
    {
        // 3 m up for 10 m to the east and 4 m up for 10 m to the south: slope atan 0.5, downhill to the west (0.3) and north (0.4).
        var (dem, zones) = (In("dem.tif"), In("z.geojson"));
        TinyTiff.Write(dem, 8, X, Y, 10, 4547, false, [.. Enumerable.Range(0, 64).Select(i => (float)((3 * (i % 8)) + (4 * (i / 8))))]);
        TinyTiff.Rectangles(zones, [X + 20, Y - 60, X + 55, Y - 20]); // 35 × 40 m
        var record = Assert.Single(TerrainRun.Run(new(dem, zones) { Crs = "EPSG:4547" }, 100).Records);
        Assert.Equal(Math.Atan(0.5) * 180 / Math.PI, record.SlopeMeanDegrees!.Value, 1e-9);
        Assert.Equal(360 - (Math.Atan2(0.3, 0.4) * 180 / Math.PI), record.AspectMeanDegrees!.Value, 1e-9);
        Assert.Equal(("NW", 1), (record.Octant, Math.Round(record.AspectConcentration!.Value, 9)));
        Assert.Equal(0.14, record.HorizontalAreaHa!.Value, Near);
        Assert.Equal(record.HorizontalAreaHa.Value * Math.Sqrt(1.25), record.SurfaceAreaHa!.Value, 1e-12); // 1 / cos(atan 0.5)
    }

    [Fact]
    public void A_flat_place_has_no_aspect_and_its_surface_is_its_area()
    {
        var (dem, zones) = (In("dem.tif"), In("z.geojson"));
        TinyTiff.Write(dem, 5, X, Y, 10, 4547, false, [.. Enumerable.Repeat(250f, 25)]);
        TinyTiff.Rectangles(zones, [X + 10, Y - 40, X + 40, Y - 10]);
        var record = Assert.Single(TerrainRun.Run(new(dem, zones) { Crs = "EPSG:4547", Threads = 2 }, 100).Records);
        Assert.Equal((0.0, null, null), (record.SlopeMeanDegrees!.Value, record.AspectMeanDegrees, record.Octant));
        Assert.Equal(record.HorizontalAreaHa, record.SurfaceAreaHa);
        Assert.Equal((200.0, 250.0), (Assert.Single(record.Bands).FromMetres, record.ElevationMeanM!.Value));
    }

    // At 30° a degree is 110,852.4 m of latitude and 96,486.3 m of longitude long (WGS 84, to which GRS 80 is equal here).
    [Theory]
    [InlineData(9.64863, 0, 0.1)]
    [InlineData(0, 11.08524, 0.1)]
    public void Degrees_become_metres_at_their_latitude(double perColumn, double perRow, double gradient)
    {
        // Cells of 0.001°: 96.4863 m and 110.8524 m.
        var (dem, zones) = (In("dem.tif"), In("z.geojson"));
        TinyTiff.Write(dem, 5, 110, 30.0025, 0.001, 4490, true, [.. Enumerable.Range(0, 25).Select(i => (float)((perColumn * (i % 5)) + (perRow * (i / 5))))]);
        TinyTiff.Rectangles(zones, [110.002, 29.9995, 110.003, 30.0005]);
        var record = Assert.Single(TerrainRun.Run(new(dem, zones) { Crs = "EPSG:4490" }, 100).Records);
        Assert.Equal(gradient, Math.Tan(record.SlopeMeanDegrees!.Value * Math.PI / 180), 1e-6);
        Assert.Equal(perColumn > 0 ? 270 : 0, record.AspectMeanDegrees!.Value % 360, 1e-6); // downhill to the west, or to the north
    }

    [Fact]
    public void A_stock_from_a_raster_and_its_error_as_a_whole()
    {
        var result = RasterStockRun.Run(Stock("se.tif") with { By = "name" });
        var (first, second, total) = (result.Zones[0].Figure, result.Zones[1].Figure, result.Total);
        Assert.Equal(10 + 40 + ((20 + 50) / 2.0), first.BiomassT!.Value, 85 * Near);
        Assert.Equal(((20 + 50) / 2.0) + 30 + 60 + 70, second.BiomassT!.Value, 195 * Near);
        Assert.Equal((280, 140, 140 * 44.0 / 12), (Math.Round(total.BiomassT!.Value, 3), Math.Round(total.CarbonTC!.Value, 3), Math.Round(total.Co2eT!.Value * 3, 2) / 3));
        Assert.Equal((7.0, 1.0, 12.5), (Math.Round(total.AreaHa!.Value, 5), Math.Round(total.NoDataHa!.Value, 5), Math.Round(total.NoDataPercent!.Value, 4)));

        // The cell of 4 t is shared, half and half: √(3² + 2²) and √(2²), but √(3² + 4²) for both.
        Assert.Equal(Math.Sqrt(13), first.Error!.IndependentT!.Value, 13 * Near);
        Assert.Equal(5, first.Error.FullyCorrelatedT!.Value, 5 * Near);
        Assert.Equal(2, second.Error!.IndependentT!.Value, 2 * Near);
        Assert.Equal(5, total.Error!.IndependentT!.Value, 5 * Near);
        Assert.Equal(7, total.Error.FullyCorrelatedT!.Value, 7 * Near);
        Assert.Equal(100 * 7 / 280.0, total.SePercent!.Value, Near);
        Assert.Equal(["A", "B"], result.Groups.Select(g => g.Name));
        Assert.Equal(first.BiomassT, result.Groups[0].Figure.BiomassT);
        Assert.Equal(1, result.Findings.Count(RasterStockFindings.NoData));
        Assert.Equal(1, result.Findings.Count(RasterStockFindings.ByOthers));
        Assert.Equal(0, result.Findings.Count(RasterStockFindings.ZonesOverlap));
    }

    [Fact]
    public void A_correlation_length_lies_between_the_bounds()
    {
        // π L² = 7 ha / 1.5, so 1.5 independent pieces: 7 / √1.5 = 5.715…; π L² = 7 ha / 4 would give 3.5, less than independent cells have.
        var between = RasterStockRun.Run(Stock("se.tif") with { CorrelationLengthM = Math.Sqrt(70_000 / 1.5 / Math.PI) }).Total;
        Assert.Equal(1.5, between.Error!.EffectiveCount!.Value, Near);
        Assert.Equal(7 / Math.Sqrt(1.5), between.SeT!.Value, 7 * Near);
        Assert.Equal(5, RasterStockRun.Run(Stock("se.tif") with { CorrelationLengthM = Math.Sqrt(70_000 / 4.0 / Math.PI) }).Total.SeT!.Value, 5 * Near);
    }

    [Fact]
    public void Without_standard_errors_there_are_none_and_it_is_said()
    {
        var result = RasterStockRun.Run(Stock(null));
        Assert.Null(result.Total.SePercent);
        Assert.Equal(1, result.Findings.Count(RasterStockFindings.NoStandardError));
        using var stream = new MemoryStream();
        RasterStockText.WriteJson(result, stream, "en");
        using var json = JsonDocument.Parse(Encoding.UTF8.GetString(stream.ToArray()));
        var total = json.RootElement.GetProperty("total");
        Assert.Equal(JsonValueKind.Null, total.GetProperty("sePercent").ValueKind);
        Assert.Equal(280, total.GetProperty("biomassT").GetDouble(), 1e-3);
        Assert.Equal("declared", json.RootElement.GetProperty("carbonFractionStatus").GetString());
        using var csv = new MemoryStream();
        RasterStockText.WriteCsv(result, csv);
        Assert.StartsWith(RasterStockText.Mark, Encoding.UTF8.GetString(csv.ToArray()), StringComparison.Ordinal);
        Assert.Equal(1 + 1 + 2, Encoding.UTF8.GetString(csv.ToArray()).Count(c => c == '\n')); // header, total, two zones
    }

    [Fact]
    public void A_cell_without_standard_error_leaves_the_zone_and_the_total_without()
    {
        var result = RasterStockRun.Run(Stock("gap.tif", -9999));
        Assert.Null(result.Zones[0].Figure.SeT);
        Assert.Null(result.Total.SeT);
        Assert.NotNull(result.Zones[1].Figure.SeT);
        Assert.Equal(1, result.Findings.Count(RasterStockFindings.StandardErrorMissing));
    }

    [Fact]
    public void Zones_on_each_other_are_told_and_kilograms_are_tenths()
    {
        var options = Stock(null);
        TinyTiff.Rectangles(options.Zones, [X, Y - 200, X + 200, Y], [X + 100, Y - 200, X + 200, Y]);
        var result = RasterStockRun.Run(options with { Unit = BiomassUnit.KilogramsPerSquareMetre });
        Assert.Equal(10 * (10 + 20 + 40 + 50 + 20 + 50), result.Total.BiomassT!.Value, 1900 * Near);
        Assert.Contains("2", Assert.Single(result.Findings.Findings, f => f.Rule == RasterStockFindings.ZonesOverlap).Message("en"), StringComparison.Ordinal);
    }

    public void Dispose() => Directory.Delete(folder, recursive: true);

    private string In(string name) => Path.Combine(folder, name);

    // 4 × 2 cells of 1 ha; two zones that part in the middle of the second column.
    private RasterStockOptions Stock(string? errors, float firstError = 3)
    {
        TinyTiff.Write(In("b.tif"), 4, X, Y, 100, 4547, false, 10, 20, 30, -9999, 40, 50, 60, 70);
        if (errors is not null)
            TinyTiff.Write(In(errors), 4, X, Y, 100, 4547, false, firstError, 4, 0, 9, 0, 0, 0, 0);
        TinyTiff.Rectangles(In("zones.geojson"), [X, Y - 200, X + 150, Y], [X + 150, Y - 200, X + 400, Y]);
        return new(In("b.tif"), In("zones.geojson"), BiomassUnit.TonnesPerHectare, 0.5) { StandardError = errors is null ? null : In(errors), Crs = "EPSG:4547" };
    }
}
