using CarbonSink.Findings;
using CarbonSink.Runs;
using Xunit;

namespace CarbonSink.Tests.Runs;

public sealed class TargetFileTests : IDisposable
{
    private const string Good = """
        {
          "title": { "zh": "试", "en": "test" },
          "plan": ["plan.txt"],
          "asOf": 2024, "landAreaHa": 171452.5,
          "surveys": [ { "year": 2024, "data": "b" }, { "year": 2019, "data": "a" } ],
          "works": "works.csv",
          "bases": { "forest_coverage": "land-area" },
          "projection": { "data": "b", "scenario": "planting", "curves": null },
          "judging": { "reach": "at-least", "none": "not-judged", "approx": { "percent": 1 }, "stable": { "points": 0.5 } },
          "allocations": [ { "target": "forest_stock-2030", "to": "divisions", "by": "area", "step": "0.01" } ]
        }
        """;

    private readonly string folder = Directory.CreateTempSubdirectory("carbonsink-targets-").FullName;

    public TargetFileTests()
    {
        foreach (var name in (string[])["a", "b"])
            Directory.CreateDirectory(Path.Combine(folder, name));
        File.WriteAllText(Path.Combine(folder, "plan.txt"), "临湘市碳达峰实施方案\n到2025年，全市森林覆盖率达到57%。\n");
        File.WriteAllText(Path.Combine(folder, "works.csv"), "");
    }

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public void It_is_read_whole()
    {
        var file = Read(Good);
        Assert.Equal((2024, 171452.5, "试"), (file.AsOf, file.LandAreaHa, file.Title.Zh));
        Assert.Equal([(2019, "a"), (2024, "b")], file.Surveys.Select(s => (s.Year, Path.GetFileName(s.Data))));
        Assert.Equal(("land-area", 7), file.Bases["forest_coverage"]);
        Assert.Equal(("planting", null), (file.Projection!.Scenario, file.Projection.Curves));
        Assert.Equal(("at-least", "not-judged", new TargetBand(1, true), new TargetBand(0.5m, false), null), (file.Judging.Reach, file.Judging.None, file.Judging.Approx, file.Judging.Stable, file.Judging.Rounding));
        var allocation = Assert.Single(file.Allocations);
        Assert.Equal(("forest_stock-2030", "divisions", "area", 0.01m, 10), (allocation.Target, allocation.To, allocation.By, allocation.Step, allocation.Line));
        Assert.True(File.Exists(Assert.Single(file.PlanPaths)));
        var target = Assert.Single(file.ReadTargets(Repository.PathOf("methodology")).Readings.SelectMany(r => r.Targets));
        Assert.Equal(("forest_coverage", 2025, 57m), (target.Indicator, target.Year, target.Value));
    }

    [Theory]
    [InlineData("\"asOf\": 2024", "\"year\": 2024", 4, "year")]
    [InlineData("\"asOf\": 2024", "\"asOf\": \"2024\"", 4, "asOf")]
    [InlineData("\"asOf\": 2024", "\"asOf\": 20245", 4, "asOf")]
    [InlineData("171452.5", "-1", 4, "landAreaHa")]
    [InlineData("[\"plan.txt\"]", "\"plan.txt\"", 3, "plan")]
    [InlineData("[\"plan.txt\"]", "[\"none.txt\"]", 3, "plan")]
    [InlineData("\"plan\": [\"plan.txt\"],", "\"plan\": [\"plan.txt\"], \"targets\": \"plan.txt\",", 3, "plan")]
    [InlineData("\"plan\": [\"plan.txt\"],", "", 1, "plan")]
    [InlineData("\"year\": 2019", "\"year\": 2024", 5, "surveys[1].year")]
    [InlineData("\"data\": \"a\"", "\"data\": \"c\"", 5, "data")]
    [InlineData("\"reach\": \"at-least\"", "\"reach\": \"perhaps\"", 9, "judging.reach")]
    [InlineData("{ \"percent\": 1 }", "{ \"percent\": 1, \"points\": 2 }", 9, "judging.approx")]
    [InlineData("\"to\": \"divisions\"", "\"to\": \"villages\"", 10, "allocations[0].to")]
    [InlineData("\"step\": \"0.01\"", "\"step\": \"0\"", 10, "allocations[0].step")]
    [InlineData("\"title\": { \"zh\": \"试\", \"en\": \"test\" },", "", 1, "title")]
    public void A_fault_names_file_line_and_key(string find, string replace, int line, string key)
    {
        var refused = Assert.Throws<RefusedInputException>(() => Read(Good.Replace(find, replace, StringComparison.Ordinal))).Finding;
        Assert.Equal(("targets.json", $"{line}", key), (refused.File, refused.Arguments[1], refused.Arguments[2]));
    }

    [Fact]
    public void A_folder_without_it_is_refused() =>
        Assert.Equal("TGT-0050", Assert.Throws<RefusedInputException>(() => TargetFile.Read(Path.Combine(folder, "a"))).Finding.Rule.Code);

    private TargetFile Read(string text)
    {
        File.WriteAllText(Path.Combine(folder, TargetFile.FileName), text);
        return TargetFile.Read(folder);
    }
}
