using System.Text.Json;
using Xunit;

namespace CarbonSink.Integration.Tests;

public sealed class RemovalsCommandTests
{
    private const string Sample = "gis-samples/linxiang/projects/barren-hills";

    [Fact]
    public async Task The_sample_is_accounted_and_its_files_are_named()
    {
        var folder = Path.Combine(Directory.CreateTempSubdirectory("carbonsink-").FullName, "removals");
        try
        {
            var run = (await ProgramRun.Of("removals", Sample, "--json", "--out", folder)).Exits(0).PrintsDataOnly();
            using var document = JsonDocument.Parse(run.Output);
            var root = document.RootElement;
            var years = root.GetProperty("years").EnumerateArray().ToList();
            Assert.Equal(root.GetProperty("stocks").EnumerateArray().Last().GetProperty("stockT").GetDouble() - root.GetProperty("openingStockT").GetDouble(), years.Sum(y => y.GetProperty("projectT").GetDouble()), 1e-6);
            Assert.Equal(root.GetProperty("totalT").GetInt64(), years.Sum(y => y.GetProperty("vintageT").GetInt64()));
            Assert.NotEmpty(root.GetProperty("open").EnumerateArray());
            Assert.Equal(["activities.csv", "eligibility.csv", "evidence.csv", "findings.csv", "manifest.json", "parameters.csv", "parcels.csv", "plots.csv", "removals.html", "removals.json", "stocks.csv", "strata.csv", "surveys.csv", "years.csv"], Directory.GetFiles(folder).Select(f => Path.GetFileName(f)).Order(StringComparer.Ordinal));
        }
        finally
        {
            Directory.Delete(Path.GetDirectoryName(folder)!, recursive: true);
        }
    }

    [Theory]
    [InlineData("zh")]
    [InlineData("en")]
    public async Task It_is_printed_in_both_languages_with_an_explanation(string language)
    {
        var run = (await ProgramRun.Of("removals", Sample, "--lang", language, "--explain", "2022")).Exits(0);
        Assert.Contains(language == "zh" ? "2022 年的计算过程" : "how the figures of 2022 came about", run.Output, StringComparison.Ordinal);
        Assert.Contains("dC_BIOMASS", run.Output, StringComparison.Ordinal);
        (await ProgramRun.Of("removals", Sample, "--lang", language, "--ex-ante")).Exits(0);
    }

    [Fact]
    public async Task A_period_that_is_not_there_is_refused() => Assert.Contains("REM-0023", (await ProgramRun.Of("removals", Sample, "--period", "9")).Exits(1).Errors, StringComparison.Ordinal);
}
