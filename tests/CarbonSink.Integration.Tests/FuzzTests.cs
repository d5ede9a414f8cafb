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
        var program = Repository.PathOf("tests/CarbonSink.Fuzz/bin/Release/net10.0/CarbonSink.Fuzz.dll");
        var start = new ProcessStartInfo(ProgramRun.Host, [program, "run", $"{cases}", "1", Repository.PathOf("TestResults/fuzz-failures")]) { UseShellExecute = false, RedirectStandardOutput = true };
        using var process = Process.Start(start)!;
        var said = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        Assert.True(process.ExitCode == 0, said);
        Assert.Contains($"{cases} cases of seed 1, 0 failed", said, StringComparison.Ordinal);
    }
}
