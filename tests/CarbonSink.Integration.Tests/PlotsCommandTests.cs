using System.Text.Json;
using Xunit;

namespace CarbonSink.Integration.Tests;

public sealed class PlotsCommandTests
{
    [Fact]
    public async Task Plots_of_the_sample_are_written_and_named()
    {
        var folder = Path.Combine(Directory.CreateTempSubdirectory("carbonsink-").FullName, "plots");
        try
        {
            var run = (await ProgramRun.Of("plots", "gis-samples/linxiang/plots", "--zone", "subtropical-humid-forest", "--json", "--out", folder)).Exits(0).PrintsDataOnly();
            using var document = JsonDocument.Parse(run.Output);
            var root = document.RootElement;

            // 11 plots of three strata, of which 3 each are counted by the gauge alone.
            Assert.Equal((33, 24), (root.GetProperty("rows").GetProperty("plotsRead").GetInt32(), root.GetProperty("plots").GetArrayLength()));
            Assert.Equal((9, 9, 0), (root.GetProperty("rows").GetProperty("gaugeRead").GetInt32(), root.GetProperty("rows").GetProperty("gaugeCounted").GetInt32(), root.GetProperty("rows").GetProperty("gaugeRefused").GetInt32()));
            Assert.Equal("memory", root.GetProperty("status").GetString());
            Assert.Equal(0, root.GetProperty("plots").EnumerateArray().Single(p => p.GetProperty("plot").GetString() == "阔08").GetProperty("volumeM3PerHa").GetDouble());
            Assert.Equal(
                ["findings.csv", "gauge.csv", "manifest.json", "means-by-stratum.csv", "plots.csv", "plots.html", "plots.json", "stems-by-plot.csv", "stems-by-stratum.csv"],
                Directory.GetFiles(folder).Select(f => Path.GetFileName(f)).Order(StringComparer.Ordinal));
        }
        finally
        {
            Directory.Delete(Path.GetDirectoryName(folder)!, recursive: true);
        }
    }

    [Fact]
    public async Task The_chain_of_the_manual_takes_boundary_plots_by_their_areas()
    {
        var folder = Path.Combine(Directory.CreateTempSubdirectory("carbonsink-").FullName, "plots");
        try
        {
            (await ProgramRun.Of("plots", "gis-samples/linxiang/plots", "--zone", "subtropical-humid-forest", "--out", folder)).Exits(0);
            var run = (await ProgramRun.Of("estimate", Path.Combine(folder, "plots.csv"), "--value", "carbonTC", "--plot-area-col", "areaM2", "--stratum", "stratum", "--strata", "gis-samples/linxiang/plots/strata.csv", "--json")).Exits(0).PrintsDataOnly();
            using var plots = JsonDocument.Parse(await File.ReadAllTextAsync(Path.Combine(folder, "plots.json")));
            using var estimate = JsonDocument.Parse(run.Output);

            // The combined ratio: by strata the mean carbon of a plot and its mean area in ha, each weighted by the hectares of the stratum.
            var hectares = new Dictionary<string, double>(StringComparer.Ordinal) { ["松"] = 21400, ["杉"] = 38700, ["阔"] = 16300 };
            var rows = plots.RootElement.GetProperty("plots").EnumerateArray().GroupBy(p => p.GetProperty("stratum").GetString()!, StringComparer.Ordinal).ToList();
            var carbon = rows.Sum(g => hectares[g.Key] * g.Average(p => p.GetProperty("carbonTC").GetDouble()));
            var area = rows.Sum(g => hectares[g.Key] * g.Average(p => p.GetProperty("areaM2").GetDouble() / 10000));
            Assert.Equal(carbon / area, estimate.RootElement.GetProperty("perHa").GetDouble(), 1e-9);
        }
        finally
        {
            Directory.Delete(Path.GetDirectoryName(folder)!, recursive: true);
        }
    }

    [Fact]
    public async Task Nothing_sound_exits_with_1_and_keeps_the_findings()
    {
        var folder = Directory.CreateTempSubdirectory("carbonsink-").FullName;
        try
        {
            await File.WriteAllTextAsync(Path.Combine(folder, "plots.csv"), "plot,areaM2\na,600\na,600\n");
            await File.WriteAllTextAsync(Path.Combine(folder, "trees.csv"), "plot,dbh\na,20\n");
            var run = (await ProgramRun.Of("plots", folder, "--species", "gis-samples/linxiang/plots/species.csv", "--zone", "subtropical-humid-forest", "--json")).Exits(1);
            Assert.Contains("PLT-0036", run.Errors, StringComparison.Ordinal);
            using var document = JsonDocument.Parse(run.Output);
            Assert.Equal(["PLT-0009", "PLT-0009", "PLT-0036"], document.RootElement.GetProperty("findings").EnumerateArray().Select(f => f.GetProperty("code").GetString()));
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    [Fact]
    public async Task A_missing_zone_is_named_with_its_remedy()
    {
        var run = (await ProgramRun.Of("plots", "gis-samples/linxiang/plots")).Exits(1);
        Assert.Contains("PLT-0023", run.Errors, StringComparison.Ordinal);
        Assert.Contains("--zone", run.Errors, StringComparison.Ordinal);
    }
}
