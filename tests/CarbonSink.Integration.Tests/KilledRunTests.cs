using System.Diagnostics;
using System.Security.Cryptography;
using System.Text.Json;
using Xunit;

namespace CarbonSink.Integration.Tests;

public class KilledRunTests
{
    /// <summary>Whenever a run is killed, the output folder is a complete one, old or new, and the next run leaves nothing else behind.</summary>
    [Fact]
    public async Task A_killed_run_leaves_a_complete_folder()
    {
        using var folder = new OutputFolder();
        var report = folder["report"];
        (await ProgramRun.Of("assess", "gis-samples/linxiang", "--out", report)).Exits(0);
        var killed = 0;
        for (var milliseconds = 0; milliseconds <= 1000; milliseconds += 50)
        {
            using var process = Start(report);
            Thread.Sleep(milliseconds);
            if (!process.HasExited)
            {
                process.Kill();
                killed++;
            }

            await process.WaitForExitAsync();
            AssertCompleteOrSetAside(folder, report);
        }

        Assert.True(killed > 0, "every run ended before it could be killed");
        (await ProgramRun.Of("assess", "gis-samples/linxiang", "--out", report)).Exits(0);
        AssertComplete(report);
        Assert.Equal(["report"], Directory.GetFileSystemEntries(folder.Root).Select(Path.GetFileName));
    }

    private static Process Start(string report)
    {
        var process = ProgramRun.Start(["assess", "gis-samples/linxiang", "--json", "--quiet", "--area", "ellipsoidal", "--out", report]);
        _ = (ProgramRun.Drain(process.StandardOutput), ProgramRun.Drain(process.StandardError));
        return process;
    }

    /// <summary>Between two renames the old folder stands under its other name for an instant; the next run puts it back.</summary>
    private static void AssertCompleteOrSetAside(OutputFolder folder, string report) =>
        AssertComplete(Directory.Exists(report) ? report : Assert.Single(Directory.GetDirectories(folder.Root, ".report.old-*")));

    private static void AssertComplete(string report)
    {
        using var manifest = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(report, "manifest.json")));
        var outputs = manifest.RootElement.GetProperty("outputs").EnumerateArray().ToDictionary(o => o.GetProperty("name").GetString()!, o => o.GetProperty("sha256").GetString());
        var files = Directory.GetFiles(report).Select(f => Path.GetFileName(f)!).Where(f => f != "manifest.json").Order(StringComparer.Ordinal);
        Assert.Equal(outputs.Keys.Order(StringComparer.Ordinal), files);
        Assert.All(outputs, o => Assert.Equal(o.Value, Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(Path.Combine(report, o.Key))))));
    }
}
