using System.Text.Json;
using Xunit;

namespace CarbonSink.Integration.Tests;

/// <summary>estimate and plan-sample as a user runs them.</summary>
public sealed class EstimateCommandTests : IDisposable
{
    private readonly OutputFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task Plots_become_an_estimate_and_a_folder()
    {
        await File.WriteAllTextAsync(folder["plots.csv"], "VWB\n41\n33\n24\n31\n10\n32\n62\n16\n66\n25\n");
        var run = await ProgramRun.Of("estimate", folder["plots.csv"], "--value", "VWB", "--plot-area-m2", "3000", "--area", "46.8", "--out", folder["out"], "--json");
        var json = JsonDocument.Parse(run.Exits(0).PrintsDataOnly().Output).RootElement;
        Assert.Equal((156, 34, 5304, 25), (json.GetProperty("populationN").GetDouble(), json.GetProperty("mean").GetDouble(), json.GetProperty("total").GetDouble(), json.GetProperty("plotsNeeded").GetDouble()));
        Assert.Equal(36.8634, json.GetProperty("relativeErrorPercent").GetDouble(), 4);
        Assert.True(File.Exists(folder["out/manifest.json"]) && File.Exists(folder["out/estimate.html"]));
        var refused = await ProgramRun.Of("estimate", folder["plots.csv"], "--value", "VWB", "--domain", "VWB>>3", "--json");
        Assert.Equal("SMP-0024", JsonDocument.Parse(refused.Exits(1).Output).RootElement.GetProperty("error").GetProperty("code").GetString());
    }

    [Fact]
    public async Task A_plan_names_the_plots_of_each_stratum()
    {
        await File.WriteAllTextAsync(folder["strata.csv"], "stratum,weight,standardDeviation\n1,0.6,20\n2,0.4,35\n");
        var run = await ProgramRun.Of("plan-sample", "--strata", folder["strata.csv"], "--mean", "80", "--area", "1000", "--plot-area-m2", "600", "--json");
        var json = JsonDocument.Parse(run.Exits(0).Output).RootElement;
        Assert.Equal(31, json.GetProperty("plots").GetInt32());
        Assert.Equal([15, 17], json.GetProperty("allocation").EnumerateArray().Select(a => a.GetProperty("plots").GetInt32()));
    }
}
