using System.Diagnostics;
using System.Security.Cryptography;
using System.Text.Json;
using System.Text.RegularExpressions;
using Xunit;

namespace CarbonSink.Integration.Tests;

/// <summary>What stood before a run stays whole until the new result is complete, and equal runs give equal bytes.</summary>
public sealed partial class OutputSafetyTests : IDisposable
{
    private readonly OutputFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Theory]
    [InlineData("INT")]
    [InlineData("TERM")]
    public async Task An_interrupted_run_exits_130_and_leaves_the_old_folder_as_it_was(string signal)
    {
        if (OperatingSystem.IsWindows())
            return; // signals are sent with the shell's kill; the same path in the program is tested in ShellTests
        using var sample = new SampleCopy();
        (await ProgramRun.Of("assess", sample.Root, "--out", sample.Out, "--quiet")).Exits(0);
        var before = Snapshot(sample.Out);
        sample.Repeat(50); // 198,700 records
        using var process = ProgramRun.Start(["assess", sample.Root, "--out", sample.Out, "--threads", "1", "--area-method", "official", "--json"]);
        var (output, errors) = (ProgramRun.Drain(process.StandardOutput), ProgramRun.Drain(process.StandardError));
        while (!process.HasExited && Directory.GetDirectories(sample.Parent, ".report.partial-*").Length == 0)
            Thread.Sleep(10);
        Thread.Sleep(300);
        Assert.False(process.HasExited, "the run ended before it could be interrupted");
        using var kill = Process.Start("sh", ["-c", $"kill -{(IgnoresInterrupt() ? "TERM" : signal)} {process.Id}"]);
        await Task.WhenAll(kill.WaitForExitAsync(), process.WaitForExitAsync());
        Assert.Equal(130, process.ExitCode);
        using var document = JsonDocument.Parse(await output);
        Assert.Equal("interrupted", document.RootElement.GetProperty("error").GetProperty("code").GetString());
        Assert.Contains("error interrupted", await errors, StringComparison.Ordinal);
        Assert.Equal(before, Snapshot(sample.Out));
        Assert.Equal(["report", "sample"], Directory.GetFileSystemEntries(sample.Parent).Select(Path.GetFileName).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Somebody_elses_folder_is_not_replaced()
    {
        Directory.CreateDirectory(folder["report"]);
        await File.WriteAllTextAsync(Path.Combine(folder["report"], "diary.txt"), "mine");
        var run = (await Assess("report")).Exits(4);
        Assert.Contains("OUT-0003", run.Errors, StringComparison.Ordinal);
        Assert.Equal("mine", await File.ReadAllTextAsync(Path.Combine(folder["report"], "diary.txt")));

        (await Assess("ours")).Exits(0);
        await File.WriteAllTextAsync(Path.Combine(folder["ours"], "diary.txt"), "mine");
        var added = (await Assess("ours")).Exits(4);
        Assert.Contains("OUT-0004", added.Errors, StringComparison.Ordinal);
        Assert.Contains("diary.txt", added.Errors, StringComparison.Ordinal);
        Assert.Equal("mine", await File.ReadAllTextAsync(Path.Combine(folder["ours"], "diary.txt")));
    }

    [Fact]
    public async Task A_place_that_cannot_be_written_exits_4()
    {
        await File.WriteAllTextAsync(folder["file"], "");
        foreach (var json in (string[][])[[], ["--json"]])
        {
            var run = (await ProgramRun.Of(["assess", "gis-samples/linxiang", "--out", Path.Combine(folder["file"], "report"), .. json])).Exits(4).PrintsDataOnly();
            Assert.Contains("OUT-0001", run.Errors, StringComparison.Ordinal);
            Assert.Contains("--out", run.Errors, StringComparison.Ordinal);
            Assert.Equal(json.Length > 0, run.Output.Contains("\"OUT-0001\"", StringComparison.Ordinal));
        }
    }

    [Fact]
    public async Task A_full_output_stream_exits_4()
    {
        if (!File.Exists("/dev/full"))
            return; // a device of Linux
        foreach (var arguments in (string[])["assess gis-samples/linxiang --json", "assess gis-samples/linxiang", "--help", "methods list --json"])
        {
            using var shell = Process.Start(new ProcessStartInfo("sh", ["-c", $"'{ProgramRun.Host}' '{ProgramRun.Program}' {arguments} > /dev/full"]) { WorkingDirectory = CarbonSink.Tests.Repository.Root, UseShellExecute = false, RedirectStandardError = true })!;
            var errors = await shell.StandardError.ReadToEndAsync();
            await shell.WaitForExitAsync();
            Assert.Equal(4, shell.ExitCode);
            Assert.DoesNotContain("Unhandled", errors, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Equal_runs_give_equal_bytes_but_for_the_time()
    {
        (await Assess("report")).Exits(0);
        var first = Contents(folder["report"]);
        await Task.Delay(1100); // the time of the manifest counts seconds
        (await Assess("report")).Exits(0);
        var second = Contents(folder["report"]);
        Assert.NotEqual(first["manifest.json"], second["manifest.json"]);
        Assert.Equal(WithoutTime(first), WithoutTime(second));
    }

    [Fact]
    public async Task Language_changes_messages_never_keys_or_numbers()
    {
        var (zh, en) = (await ProgramRun.Of("assess", "gis-samples/linxiang", "--lang", "zh", "--json"), await ProgramRun.Of("assess", "gis-samples/linxiang", "--lang", "en", "--json"));
        using var inChinese = JsonDocument.Parse(zh.Exits(0).OutputBytes);
        using var inEnglish = JsonDocument.Parse(en.Exits(0).OutputBytes);
        Assert.Equal(Neutral(inChinese.RootElement).ToList(), Neutral(inEnglish.RootElement).ToList());
        Assert.NotEqual(zh.Output, en.Output);
        var text = (await ProgramRun.Of("assess", "gis-samples/linxiang", "--lang", "zh")).Exits(0).PrintsDataOnly().Output;
        Assert.All(["合计", "未估算", "所用参数的最差状态：secondary", "估算值，参数未经核实"], words => Assert.Contains(words, text, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Two_runs_to_one_folder_do_no_damage()
    {
        for (var attempt = 0; attempt < 3; attempt++)
        {
            var runs = await Task.WhenAll(Assess("report"), Assess("report"));
            Assert.Contains(runs, r => r.ExitCode == 0);
            Assert.All(runs.Where(r => r.ExitCode != 0), r => Assert.Contains("OUT-0008", r.Exits(4).Errors, StringComparison.Ordinal));
            Assert.Equal(["report"], Directory.GetFileSystemEntries(folder.Root).Select(Path.GetFileName));
            using var manifest = JsonDocument.Parse(await File.ReadAllBytesAsync(Path.Combine(folder["report"], "manifest.json")));
            Assert.All(manifest.RootElement.GetProperty("outputs").EnumerateArray(), o => Assert.Equal(o.GetProperty("sha256").GetString(), Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(Path.Combine(folder["report"], o.GetProperty("name").GetString()!))))));
        }
    }

    [Fact]
    public async Task Seven_partitions_by_seven_processes_give_the_folder_of_the_whole()
    {
        const int records = 3974;
        (await Assess("whole")).Exits(0);
        var parts = Enumerable.Range(0, 7).Select(i => folder[$"{i}.part"]).ToArray();
        foreach (var pair in Enumerable.Range(0, 7).Chunk(2)) // two at a time
            Assert.All(await Task.WhenAll(pair.Select(i => ProgramRun.Of("assess", "gis-samples/linxiang", "--records", $"{i * records / 7}..{(i + 1) * records / 7}", "--part", parts[i]))), r => r.Exits(0));
        (await ProgramRun.Of(["merge", .. parts.Reverse(), "--out", folder["merged"]])).Exits(0);
        var (whole, merged) = (Contents(folder["whole"]), Contents(folder["merged"]));

        // Parts carry no units and no boundaries: the merged folder has no table of units, and its report no map.
        string[] ofUnits = ["routes.csv", "units.csv", "units.gpkg"];
        Assert.Equal(whole.Keys.Except(ofUnits), merged.Keys);
        Assert.All(whole.Where(f => f.Key is not ("manifest.json" or "report.html") && !ofUnits.Contains(f.Key)), f => Assert.Equal(f.Value, merged[f.Key]));
    }

    private Task<ProgramRun> Assess(string name) => ProgramRun.Of("assess", "gis-samples/linxiang", "--out", folder[name], "--quiet");

    /// <summary>A test run in the background of a shell passes on that SIGINT is ignored; then only SIGTERM can interrupt.</summary>
    private static bool IgnoresInterrupt() => File.Exists("/proc/self/status")
        && Convert.ToUInt64(File.ReadLines("/proc/self/status").First(l => l.StartsWith("SigIgn:", StringComparison.Ordinal))[7..].Trim(), 16) is var ignored && (ignored & 2) != 0;

    /// <summary>Keys, numbers, codes and places of a document, in order; free text left out.</summary>
    private static IEnumerable<string> Neutral(JsonElement element, string path = "") => element.ValueKind switch
    {
        JsonValueKind.Object => element.EnumerateObject().SelectMany(p => p.Name is "message" or "hint" or "label" or "reason" or "technicalReason" || (path.StartsWith("/indicators", StringComparison.Ordinal) && p.Name is "name" or "missing") ? [$"{path}/{p.Name}"] : Neutral(p.Value, $"{path}/{p.Name}")),
        JsonValueKind.Array => element.EnumerateArray().SelectMany((e, i) => Neutral(e, $"{path}/{i}")),
        _ => [$"{path}={element.GetRawText()}"],
    };

    private static SortedDictionary<string, string> Contents(string path) => new(Directory.GetFiles(path).ToDictionary(f => Path.GetFileName(f), File.ReadAllText), StringComparer.Ordinal);

    private static IEnumerable<string> WithoutTime(SortedDictionary<string, string> contents) => contents.Select(f => $"{f.Key}\n{(f.Key == "manifest.json" ? Time().Replace(f.Value, "") : f.Value)}");

    private static string[] Snapshot(string path) => [.. Directory.GetFiles(path).Order(StringComparer.Ordinal).Select(f => $"{Path.GetFileName(f)} {Convert.ToHexString(SHA256.HashData(File.ReadAllBytes(f)))}")];

    [GeneratedRegex("\"timeUtc\": \"[^\"]*\"", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Time();
}
