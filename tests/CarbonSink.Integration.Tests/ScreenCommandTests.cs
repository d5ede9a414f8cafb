using System.Text.Json;
using CarbonSink.Tests;
using Xunit;

namespace CarbonSink.Integration.Tests;

/// <summary>screen as a user runs it, on the sample of candidate land.</summary>
public sealed class ScreenCommandTests : IDisposable
{
    private readonly OutputFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task Candidate_land_is_judged_and_written()
    {
        string At(string name) => Repository.PathOf($"gis-samples/linxiang/projects/{name}");
        var run = await ProgramRun.Of(
            "screen", At("candidates/candidates.geojson"), "--method", "ccer-14-001/1", "--start", "2026-03-01", "--exclude", $"wetland={At("candidates/wetland.geojson")}", $"claim={At("barren-hills/parcels.geojson")}",
            $"industrial={At("barren-hills/industrial.geojson")}", $"road={At("barren-hills/roads.geojson")}", $"urban={At("barren-hills/urban.geojson")}", "--boundary", Repository.PathOf("gis-samples/linxiang/data/boundary.shp"),
            "--columns", "class=species", "--yields", At("candidates/rates.csv"), "--out", folder["out"], "--json");
        var json = JsonDocument.Parse(run.Exits(0).PrintsDataOnly().Output).RootElement;
        var (parcels, totals) = (json.GetProperty("parcels").EnumerateArray().ToList(), json.GetProperty("totals"));
        Assert.Equal(35, parcels.Count);
        Assert.Equal(totals.GetProperty("areaHa").GetDouble(), parcels.Sum(p => p.GetProperty("areaHa").GetDouble()), 9);
        Assert.Equal(totals.GetProperty("areaHa").GetDouble(), ((string[])["eligible", "notShown", "notEligible"]).Sum(v => totals.GetProperty(v).GetProperty("areaHa").GetDouble()), 9);

        // C-33 has 20 m × 19.9 m, C-34 20 m × 20.1 m: the limit is 400 m².
        bool? Eligible(string key) => parcels.Single(p => p.GetProperty("parcel").GetString() == key).GetProperty("eligible") is { ValueKind: not JsonValueKind.Null } verdict ? verdict.GetBoolean() : null;
        Assert.Equal((false, true, true), (Eligible("C-33"), Eligible("C-34"), Eligible("C-35")));

        // Of C-35 60 % or so lie outside the county; industrial land cuts 94 m² off C-29, whose rest is judged.
        JsonElement Parcel(string key) => parcels.Single(p => p.GetProperty("parcel").GetString() == key);
        Assert.Equal((2.2747, 3.0500), (Math.Round(Parcel("C-35").GetProperty("leftHa").GetDouble(), 4), Math.Round(Parcel("C-29").GetProperty("leftHa").GetDouble(), 4)));
        Assert.Equal(["industrial", "small-part"], Parcel("C-29").GetProperty("reasons").EnumerateArray().Select(r => r.GetProperty("code").GetString()));
        Assert.True(Eligible("C-29"));
        foreach (var parcel in parcels)
            Assert.Equal(parcel.GetProperty("areaHa").GetDouble(), parcel.GetProperty("leftHa").GetDouble() + parcel.GetProperty("excludedHa").GetDouble(), 9);
        foreach (var file in (string[])["screen.html", "screen.json", "parcels.csv", "totals.csv", "reasons.csv", "rules.csv", "parcels.gpkg", "left.gpkg", "findings.csv", "manifest.json"])
            Assert.True(File.Exists(folder[$"out/{file}"]), file);
    }

    [Fact]
    public async Task A_programme_without_rules_about_land_shows_nothing()
    {
        var run = await ProgramRun.Of("screen", Repository.PathOf("gis-samples/linxiang/projects/candidates/candidates.geojson"), "--programme", "ccer/1", "--json");
        var json = JsonDocument.Parse(run.Exits(0).PrintsDataOnly().Output).RootElement;
        Assert.Equal((0, 35), (json.GetProperty("totals").GetProperty("eligible").GetProperty("parcelCount").GetInt32(), json.GetProperty("totals").GetProperty("notShown").GetProperty("parcelCount").GetInt32()));
        Assert.Contains(json.GetProperty("findings").EnumerateArray(), f => f.GetProperty("code").GetString() == "SCR-0008");
    }

    [Fact]
    public async Task Without_rules_there_is_nothing_to_screen_by() =>
        (await ProgramRun.Of("screen", Repository.PathOf("gis-samples/linxiang/projects/candidates/candidates.geojson"))).Exits(2);
}
