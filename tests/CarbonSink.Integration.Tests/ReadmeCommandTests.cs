using CarbonSink.Tests;
using Xunit;

namespace CarbonSink.Integration.Tests;

public class ReadmeCommandTests
{
    public static TheoryData<string> Commands => new(All);

    private static IEnumerable<string> All => Readme.ProgramArguments(File.ReadAllText(Repository.PathOf("README.md"))).Select(a => string.Join(' ', a));

    /// <summary>Every command of README runs as printed, only its output folder lies elsewhere; what it reads of an earlier command is made by that command first.</summary>
    [Theory]
    [MemberData(nameof(Commands))]
    public async Task A_command_of_readme_runs(string command)
    {
        using var folder = new OutputFolder();
        await Run(command, folder);
    }

    private static async Task Run(string command, OutputFolder folder)
    {
        var arguments = command.Split(' ');
        var place = Array.IndexOf(arguments, "--out") + 1;
        foreach (var earlier in All.TakeWhile(c => c != command))
        {
            var made = earlier.Split(' ') is var e && Array.IndexOf(e, "--out") is >= 0 and var at ? e[at + 1] : null;
            if (made is null || !arguments.Where((a, i) => i != place && (a == made || a.StartsWith(made + "/", StringComparison.Ordinal))).Any())
                continue;
            if (!Directory.Exists(folder[made]))
                await Run(earlier, folder);
            arguments = [.. arguments.Select((a, i) => i != place && (a == made || a.StartsWith(made + "/", StringComparison.Ordinal)) ? folder[made] + a[made.Length..] : a)];
        }

        if (place > 0)
            arguments[place] = folder[arguments[place]];
        if (arguments[0] == "convert")
            arguments[^1] = folder[arguments[^1]];
        var run = (await ProgramRun.Of(arguments)).Exits(0).PrintsDataOnly();
        Assert.NotEmpty(run.Output);
        if (place > 0)
            Assert.True(File.Exists(Path.Combine(arguments[place], "manifest.json")), "the output folder has no manifest.json");
    }

    /// <summary>What README shows of a run is what the program prints, line by line; an ellipsis stands for lines left out.</summary>
    [Fact]
    public async Task The_printed_examples_are_true()
    {
        var readme = File.ReadAllText(Repository.PathOf("README.md"));
        using var folder = new OutputFolder();
        var printed = new List<string[]>();
        foreach (var command in (string[])["assess gis-samples/linxiang --lang zh --out ", "assess gis-samples/linxiang --lang en --out ", "explain gis-samples/linxiang 53 --lang zh"])
        {
            var arguments = command.Split(' ').Select(a => a.Length == 0 ? folder["linxiang-report"] : a).ToArray();
            var output = (await ProgramRun.Of(arguments)).Exits(0).Output.Replace(folder["linxiang-report"], "linxiang-report", StringComparison.Ordinal);
            printed.Add([.. output.Split('\n').Select(l => l.Trim())]);
        }

        var examples = Readme.Examples(readme);
        Assert.Equal(3, examples.Count);
        Assert.All(examples, example => Assert.Contains(printed, run => FollowEachOther(example, run)));
    }

    [Fact]
    public async Task The_first_command_prints_totals_what_was_not_estimated_and_the_status()
    {
        Assert.Contains(Readme.Run + "assess gis-samples/linxiang --out linxiang-report", File.ReadAllText(Repository.PathOf("README.md")), StringComparison.Ordinal);
        using var folder = new OutputFolder();
        var run = (await ProgramRun.Of("assess", "gis-samples/linxiang", "--lang", "en", "--out", folder["linxiang-report"])).Exits(0).PrintsDataOnly();
        Assert.All(["ha", "m3", "tC", "tCO2e", "not estimated", "status"], word => Assert.Contains(word, run.Output, StringComparison.OrdinalIgnoreCase));
        Assert.NotEmpty(Directory.GetFiles(folder["linxiang-report"], "*.csv", SearchOption.AllDirectories));
    }

    private static bool FollowEachOther(IEnumerable<string> lines, string[] run)
    {
        var at = -1;
        return lines.All(line => (at = Array.IndexOf(run, line, at + 1)) >= 0);
    }
}
