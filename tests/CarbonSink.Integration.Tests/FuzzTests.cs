using System.Diagnostics;
using System.Globalization;
using CarbonSink.Tests;
using Xunit;

namespace CarbonSink.Integration.Tests;

public class FuzzTests
{
    /// <summary>No crash, no hang over one second, no more than 256 MB. FUZZ_CASES says how many; the long run is tests/fuzz.sh.</summary>
    [Fact]
    public async Task Damaged_files_are_refused_or_read()
    {
        var cases = Environment.GetEnvironmentVariable("FUZZ_CASES") is { Length: > 0 } named ? int.Parse(named, CultureInfo.InvariantCulture)
            : Environment.GetEnvironmentVariable("CI") == "true" ? 200_000 : 5_000;
        var (status, said) = await Fuzz(cases, Repository.PathOf("TestResults/fuzz-failures"), null);
        Assert.True(status == 0, said);
        Assert.Contains($"{cases} cases of seed 1, 0 failed", said, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("crash", "exit status")]
    [InlineData("exception", "planted")]
    [InlineData("hang", " ms")]
    [InlineData("memory", " MB")]
    public async Task A_failure_that_is_planted_is_seen_and_its_file_kept(string planted, string reason)
    {
        using var folder = new OutputFolder();
        var (status, said) = await Fuzz(200, folder.Root, planted);
        Assert.Equal(1, status);
        Assert.Contains("case ", said, StringComparison.Ordinal);
        Assert.Contains(reason, said.Split('\n')[0], StringComparison.Ordinal);
        Assert.NotEmpty(Directory.GetFiles(folder.Root, "*", SearchOption.AllDirectories));
    }

    private static async Task<(int Status, string Said)> Fuzz(int cases, string folder, string? planted)
    {
        var program = Repository.PathOf("tests/CarbonSink.Fuzz/bin/Release/net10.0/CarbonSink.Fuzz.dll");
        var start = new ProcessStartInfo(ProgramRun.Host, [program, "run", $"{cases}", "1", folder]) { UseShellExecute = false, RedirectStandardOutput = true };
        start.Environment["FUZZ_PLANT"] = planted;
        using var process = Process.Start(start)!;
        var said = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        return (process.ExitCode, said);
    }
}
