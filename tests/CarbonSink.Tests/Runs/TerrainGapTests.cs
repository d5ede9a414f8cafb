using System.Text;
using System.Text.Json;
using CarbonSink.Runs;
using CarbonSink.Tests.Rasters;
using Xunit;

namespace CarbonSink.Tests.Runs;

/// <summary>What terrain says where the model has no height or ends.</summary>
public sealed class TerrainGapTests : IDisposable
{
    private const double X = 500_000;
    private const double Y = 3_000_000;

    private readonly string folder = Directory.CreateTempSubdirectory("terrain-gaps").FullName;

    [Fact]
    public void A_unit_half_without_heights_says_how_much_is_missing()
    {
        // 6 × 6 cells of 10 m, the three columns in the west without heights; a unit of 40 × 20 m, half of it over them.
        var record = Run([X + 10, Y - 40, X + 50, Y - 20], [.. Enumerable.Range(0, 36).Select(i => i % 6 < 3 ? -9999f : 100f)], out var result);
        Assert.Equal(0.04, record.HorizontalAreaHa!.Value, 1e-6); // 20 × 20 m
        Assert.Equal(0.04, record.NoDataAreaHa!.Value, 1e-6);
        var missing = Assert.Single(result.Findings.Findings, f => f.Rule == TerrainFindings.HeightsMissing);
        Assert.Contains("4 cells (50 %)", missing.Message("en"), StringComparison.Ordinal);
        // Of the two columns with heights one stands beside the gap.
        Assert.Contains("50 %", Assert.Single(result.Findings.Findings, f => f.Rule == TerrainFindings.SlopePartly).Message("en"), StringComparison.Ordinal);
        using var stream = new MemoryStream();
        TerrainText.WriteJson(result, stream, "en");
        using var json = JsonDocument.Parse(Encoding.UTF8.GetString(stream.ToArray()));
        Assert.Equal(0.04, json.RootElement.GetProperty("records")[0].GetProperty("noDataAreaHa").GetDouble(), 1e-6);
    }

    [Fact]
    public void A_unit_within_a_cell_at_the_rim_says_why_it_has_no_slope()
    {
        var record = Run([X + 2, Y - 8, X + 8, Y - 2], [.. Enumerable.Repeat(100f, 36)], out var result);
        Assert.Equal((null, null, 100.0), (record.SlopeMeanDegrees, record.SurfaceAreaHa, record.ElevationMeanM!.Value));
        Assert.Equal(0, Assert.Single(result.Findings.Findings, f => f.Rule == TerrainFindings.NoSlope).Record);
    }

    [Fact]
    public void A_unit_inside_of_a_model_without_gaps_says_nothing()
    {
        var record = Run([X + 10, Y - 50, X + 50, Y - 10], [.. Enumerable.Repeat(100f, 36)], out var result);
        Assert.Equal(0, record.NoDataAreaHa);
        Assert.Empty(result.Findings.Findings);
    }

    public void Dispose() => Directory.Delete(folder, recursive: true);

    private TerrainRecord Run(double[] box, float[] heights, out TerrainResult result)
    {
        var (dem, zones) = (Path.Combine(folder, "dem.tif"), Path.Combine(folder, "z.geojson"));
        TinyTiff.Write(dem, 6, X, Y, 10, 4547, false, heights);
        TinyTiff.Rectangles(zones, box);
        result = TerrainRun.Run(new(dem, zones) { Crs = "EPSG:4547" }, 100);
        return Assert.Single(result.Records);
    }
}
