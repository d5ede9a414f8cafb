using System.Text.Json;
using CarbonSink.Tests;
using Xunit;

namespace CarbonSink.Integration.Tests;

public sealed class ProjectGrowthCommandTests
{
    /// <summary>The sample county to 2060: conserved in every year and scenario, compared by difference, and told apart from a survey.</summary>
    [Fact]
    public async Task The_sample_is_projected_with_its_scenarios()
    {
        using var copy = new SampleCopy();
        var run = (await ProgramRun.Of("project-growth", "gis-samples/linxiang", "--pools", "dynamics", "--json", "--out", copy.Out)).Exits(0).PrintsDataOnly();
        using var document = JsonDocument.Parse(run.Output);
        var root = document.RootElement;
        Assert.Equal((2024, 2025, 2060), (root.GetProperty("stockYear").GetInt32(), root.GetProperty("baseYear").GetInt32(), root.GetProperty("endYear").GetInt32()));
        Assert.False(root.GetProperty("hasUncertaintyControl").GetBoolean());
        Assert.Equal(36, root.GetProperty("years").GetArrayLength());
        var scenarios = root.GetProperty("scenarios").EnumerateArray().ToDictionary(s => s.GetProperty("id").GetString()!, s => s.GetProperty("years").EnumerateArray().ToArray());
        Assert.Equal(["baseline", "management", "planting"], scenarios.Keys.Order(StringComparer.Ordinal));
        foreach (var years in scenarios.Values)
        {
            var hectares = Number(years[0], "areaHa") + Number(years[0], "landHa");
            for (var i = 1; i < years.Length; i++)
            {
                Assert.Equal(hectares, Number(years[i], "areaHa") + Number(years[i], "landHa"), 1e-6);
                var net = years[i].GetProperty("fluxes").EnumerateArray().Sum(f => (f.GetProperty("from").GetString() == "atmosphere" ? Number(f, "carbonTC") : 0) - (f.GetProperty("to").GetString() == "atmosphere" ? Number(f, "carbonTC") : 0));
                Assert.Equal(Whole(years[i]) - Whole(years[i - 1]), net, 1e-9 * Whole(years[i]));
                Assert.Equal((Whole(years[i]) - Whole(scenarios["baseline"][i])) * 44 / 12, Number(years[i], "additionalCo2eT"), 1e-3);
            }
        }

        // 171,000 ha and more of units in all; 300 ha a year over five years at 85 %.
        Assert.Equal(5 * 300 * 0.85, Number(scenarios["planting"][5], "areaHa") - Number(scenarios["baseline"][5], "areaHa"), 1e-6);
        Assert.True(Number(scenarios["planting"][^1], "additionalCo2eT") > 0);
        Assert.True(Number(scenarios["management"][^1], "hwpTC") > 0);
        Assert.All(root.GetProperty("notProjected").EnumerateArray().Where(n => Number(n, "carbonTC") > 0), n => Assert.Equal("bamboo", n.GetProperty("landClass").GetString()));
        Assert.Equal(
            ["age-classes.csv", "curves.csv", "findings.csv", "fluxes.csv", "manifest.json", "not-projected.csv", "potential.csv", "projection.html", "projection.json", "years.csv"],
            Directory.GetFiles(copy.Out).Select(f => Path.GetFileName(f)).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task A_schedule_that_cannot_be_met_and_a_code_that_is_not_there_are_told()
    {
        using var copy = new SampleCopy();
        File.Copy(Repository.PathOf("gis-samples/linxiang/scenarios.json"), copy["scenarios.json"]);
        copy.Replace("scenarios.json", "\"areaHaPerYear\": 300", "\"areaHaPerYear\": 3000");
        using (var document = JsonDocument.Parse((await ProgramRun.Of("project-growth", copy.Root, "--to", "2040", "--json")).Exits(0).Output))
        {
            var shortfall = document.RootElement.GetProperty("findings").EnumerateArray().First(f => f.GetProperty("code").GetString() == "PRJ-0008" && f.GetProperty("message").GetString()!.Contains("planting", StringComparison.Ordinal));
            Assert.Contains("ha were asked", shortfall.GetProperty("message").GetString()!, StringComparison.Ordinal);
        }

        copy.Replace("scenarios.json", "\"suitable\"", "\"suitabel\"");
        var refused = (await ProgramRun.Of("project-growth", copy.Root)).Exits(1);
        Assert.Contains("PRJ-0006", refused.Errors, StringComparison.Ordinal);
        Assert.Contains("suitable", refused.Errors, StringComparison.Ordinal);
    }

    private static double Number(JsonElement element, string key) => element.GetProperty(key).GetDouble();

    private static double Whole(JsonElement year) => Number(year, "carbonTC") + Number(year, "hwpTC");
}
