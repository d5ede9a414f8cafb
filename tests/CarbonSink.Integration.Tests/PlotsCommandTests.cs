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
            Assert.Equal("memory", root.GetProperty("status").GetString());
            Assert.Equal(0, root.GetProperty("plots").EnumerateArray().Single(p => p.GetProperty("plot").GetString() == "阔08").GetProperty("volumeM3PerHa").GetDouble());
            Assert.Equal(
                ["findings.csv", "gauge.csv", "manifest.json", "plots.csv", "plots.json", "stems-by-plot.csv", "stems-by-stratum.csv"],
                Directory.GetFiles(folder).Select(f => Path.GetFileName(f)).Order(StringComparer.Ordinal));
        }
        finally
        {
            Directory.Delete(Path.GetDirectoryName(folder)!, recursive: true);
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
