using System.Text.Json;
using Xunit;

namespace CarbonSink.Integration.Tests;

public sealed class CheckCommandTests
{
    private const string Units = "gis-samples/linxiang/data/xiaoban.shp";
    private const string Boundary = "gis-samples/linxiang/data/boundary.shp";

    /// <summary>As planted-defects.csv has them: record 2258 overlaps 2257 by about 6 ha; records 471 and 2571 have no polygon, which leaves two gaps and as much of the county uncovered.</summary>
    [Fact]
    public async Task The_planted_faults_of_a_county_are_found_with_their_places()
    {
        using var folder = new OutputFolder();
        var root = Parsed((await ProgramRun.Of("check", Units, "--boundary", Boundary, "--out", folder["check"], "--json")).Exits(1).PrintsDataOnly());
        var summary = root.GetProperty("summary");
        Assert.Equal((1, 2, 0), (summary.GetProperty("overlapCount").GetInt32(), summary.GetProperty("gapCount").GetInt32(), summary.GetProperty("invalidCount").GetInt32()));
        Assert.Equal(6, summary.GetProperty("overlapAreaHa").GetDouble(), 0.1);
        Assert.Equal(0, summary.GetProperty("outsideAreaHa").GetDouble(), 1e-6);
        Assert.Equal(summary.GetProperty("gapAreaHa").GetDouble(), summary.GetProperty("uncoveredAreaHa").GetDouble(), 1e-6);
        Assert.Equal(summary.GetProperty("boundaryAreaHa").GetDouble(), summary.GetProperty("areaHa").GetDouble() - summary.GetProperty("overlapAreaHa").GetDouble() + summary.GetProperty("uncoveredAreaHa").GetDouble(), 1e-4);
        var overlap = root.GetProperty("findings").EnumerateArray().Single(f => f.GetProperty("code").GetString() == "QC-0010");
        Assert.Equal(("error", 2257), (overlap.GetProperty("severity").GetString(), overlap.GetProperty("record").GetInt32()));
        Assert.Contains("2257, 2258", overlap.GetProperty("message").GetString(), StringComparison.Ordinal);
        Assert.Equal(["findings.csv", "findings.gpkg", "manifest.json"], Directory.GetFiles(folder["check"]).Select(f => Path.GetFileName(f)).Order(StringComparer.Ordinal));
        Assert.Contains("QC-0010", await File.ReadAllTextAsync(Path.Combine(folder["check"], "findings.csv")), StringComparison.Ordinal);
        if (!Tools.Has("ogrinfo"))
            return;
        var layer = Tools.Ogrinfo("-so", Path.Combine(folder["check"], "findings.gpkg"), "findings").Succeeds().Output;
        Assert.Contains("Geometry: Multi Polygon", layer, StringComparison.Ordinal);
        Assert.Contains("Feature Count: 5", layer, StringComparison.Ordinal); // the overlap, two gaps, and the same two places as what of the boundary is uncovered
    }

    [Fact]
    public async Task A_sound_layer_passes() => (await ProgramRun.Of("check", "gis-samples/linxiang/data/townships.shp", "--json")).Exits(0).PrintsDataOnly();

    /// <summary>A bow-tie of two triangles that cross at (114.5, 30.5): its signed planar area is 0, repaired it is 2 · ½ · 1 · ½ = 0.5 square degrees.</summary>
    [Fact]
    public async Task Repair_writes_a_valid_copy_and_the_place_is_a_point()
    {
        using var folder = new OutputFolder();
        await File.WriteAllTextAsync(folder["bow.geojson"], """{"type":"FeatureCollection","features":[{"type":"Feature","properties":{"id":7},"geometry":{"type":"Polygon","coordinates":[[[114,30],[115,31],[115,30],[114,31],[114,30]]]}}]}""");
        var root = Parsed((await ProgramRun.Of("check", folder["bow.geojson"], "--repair", folder["sound.gpkg"], "--out", folder["check"], "--json")).Exits(1));
        Assert.Equal("QC-0001", root.GetProperty("findings").EnumerateArray().First(f => f.GetProperty("severity").GetString() == "error").GetProperty("code").GetString());
        var repaired = Assert.Single(root.GetProperty("repaired").EnumerateArray());
        Assert.Equal((0, 0.5), (Math.Round(repaired.GetProperty("areaBefore").GetDouble(), 9), Math.Round(repaired.GetProperty("areaAfter").GetDouble(), 9)));
        (await ProgramRun.Of("check", folder["sound.gpkg"], "--json")).Exits(0);
        if (Tools.Has("ogrinfo"))
            Assert.Contains("(114.5 30.5)", Tools.Ogrinfo("-al", Path.Combine(folder["check"], "findings.gpkg"), "findings").Succeeds().Output, StringComparison.Ordinal);
    }

    private static JsonElement Parsed(ProgramRun run)
    {
        using var json = JsonDocument.Parse(run.OutputBytes);
        return json.RootElement.Clone();
    }
}
