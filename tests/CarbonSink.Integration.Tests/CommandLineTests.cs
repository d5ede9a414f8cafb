using System.Text.Json;
using Xunit;

namespace CarbonSink.Integration.Tests;

public class CommandLineTests
{
    [Fact]
    public async Task Version_is_printed_alone()
    {
        var run = (await ProgramRun.Of("--version")).Exits(0).PrintsDataOnly();
        Assert.Matches(@"^(carbonsink )?\d+\.\d+\.\d+[^\r\n]*\r?\n$", run.Output);
        Assert.Empty(run.Errors);
    }

    [Theory]
    [InlineData("assess")]
    [InlineData("merge")]
    [InlineData("explain")]
    [InlineData("methods")]
    [InlineData("schemas")]
    public async Task Help_names_the_command(string command)
    {
        var run = (await ProgramRun.Of("--help")).Exits(0).PrintsDataOnly();
        Assert.Contains(command, run.Output, StringComparison.Ordinal);
        (await ProgramRun.Of(command, "--help")).Exits(0).PrintsDataOnly();
    }

    [Theory]
    [InlineData("no-such-command")]
    [InlineData("assess")]
    [InlineData("assess gis-samples/linxiang --no-such-option")]
    [InlineData("explain gis-samples/linxiang")]
    public async Task Wrong_usage_exits_2_and_prints_no_data(string line)
    {
        var run = (await ProgramRun.Of(line.Split(' '))).Exits(2);
        Assert.Empty(run.Output);
        Assert.NotEmpty(run.Errors);
    }

    [Fact]
    public async Task A_missing_dataset_is_named_and_prints_no_data()
    {
        using var folder = new OutputFolder();
        var run = await ProgramRun.Of("assess", folder["no-such-layer.shp"], "--out", folder["report"]);
        Assert.NotEqual(0, run.ExitCode);
        Assert.Empty(run.Output);
        Assert.Contains("no-such-layer.shp", run.Errors, StringComparison.Ordinal);
        Assert.False(Directory.Exists(folder["report"]), "a refused run left an output folder");
    }

    [Fact]
    public async Task With_json_a_failure_is_one_document()
    {
        using var folder = new OutputFolder();
        var run = (await ProgramRun.Of("assess", folder["no-such-layer.shp"], "--json")).PrintsDataOnly();
        Assert.NotEqual(0, run.ExitCode);
        using var document = JsonDocument.Parse(run.OutputBytes);
        var error = document.RootElement.GetProperty("error");
        Assert.All(["code", "message", "hint"], key => Assert.False(string.IsNullOrWhiteSpace(error.GetProperty(key).GetString())));
        Assert.Equal(JsonValueKind.Array, document.RootElement.GetProperty("findings").ValueKind);
    }
}
