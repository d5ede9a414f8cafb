using System.Collections.Concurrent;
using System.Diagnostics;
using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Nodes;
using CarbonSink.Methodologies;
using CarbonSink.Reports;
using CarbonSink.Runs;
using CarbonSink.Tests;
using Xunit;

namespace CarbonSink.Integration.Tests;

/// <summary>The results from which the templates' samples are written: each distinct command of their sample.csv runs once.</summary>
public sealed class ReportSamples : IDisposable
{
    private static readonly string Methodology = Repository.PathOf("methodology");

    private readonly OutputFolder folder = new();
    private readonly ConcurrentDictionary<string, Lazy<Task<string>>> runs = new(StringComparer.Ordinal);

    /// <summary>Every template, as id/version.</summary>
    public static IReadOnlyList<string> Templates { get; } = [.. ReportTemplateLoader.Versions(MethodologyCatalog.Open(Methodology)).Select(v => $"{v.Id}/{v.Version}")];

    /// <summary>The path of a file of a template.</summary>
    public static string FileOf(string template, string name) => Repository.PathOf($"methodology/reports/{template}/{name}");

    /// <summary>Rows of sample.csv: role, command without --out, folder inside that of the command.</summary>
    public static IReadOnlyList<(string Role, string Command, string Folder)> Rows(string template) =>
        [.. File.ReadLines(FileOf(template, "sample.csv")).Skip(1).Select(l => l.Split(',')).Select(c => (c[0], string.Join(',', c[1..^1]).Trim('"'), c[^1]))];

    /// <summary>The folders of a template's sample, ROLE=DIR.</summary>
    public async Task<IReadOnlyList<string>> From(string template)
    {
        var from = new List<string>();
        foreach (var (role, command, inner) in Rows(template))
            from.Add($"{role}={Path.Combine(await runs.GetOrAdd(command, c => new(() => Run(c))).Value, inner)}");
        return from;
    }

    /// <summary>The report of a template from its sample.</summary>
    public async Task<ReportResult> Report(string template, string language) => Report(template, await From(template), language, Methodology);

    /// <summary>The report of a template from given folders.</summary>
    public static ReportResult Report(string template, IReadOnlyList<string> from, string language, string methodology) =>
        ReportRun.Run(new(template, from, FileOf(template, "sample-facts.csv") is var facts && File.Exists(facts) ? facts : null, ReportAudience.Public, language, methodology));

    /// <summary>Copies of a sample's folders that a test may change.</summary>
    public async Task<IReadOnlyList<string>> Copies(string template)
    {
        var copies = new List<string>();
        foreach (var (role, from) in (await From(template)).Select(f => (f[..f.IndexOf('=', StringComparison.Ordinal)], f[(f.IndexOf('=', StringComparison.Ordinal) + 1)..])))
        {
            var copy = Path.Combine(folder["copies"], Guid.NewGuid().ToString("N"));
            Copy(from, copy);
            copies.Add($"{role}={copy}");
        }

        return copies;
    }

    /// <summary>A copy of the methodology folder whose templates a test may change.</summary>
    public string CopyOfMethodology()
    {
        var copy = folder[$"methodology-{Guid.NewGuid():N}"];
        Copy(Methodology, copy);
        return copy;
    }

    /// <summary>Puts a file of a result folder, changed, into its manifest as if the run had written it so.</summary>
    public static void Relist(string place, string name)
    {
        var manifest = Path.Combine(place, Manifest.FileName);
        var root = JsonNode.Parse(File.ReadAllBytes(manifest))!;
        var output = root["outputs"]!.AsArray().Single(o => o!["name"]!.GetValue<string>() == name)!;
        output["sha256"] = Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(Path.Combine(place, name))));
        File.WriteAllText(manifest, root.ToJsonString(new JsonSerializerOptions { WriteIndented = true }));
    }

    /// <inheritdoc/>
    public void Dispose() => folder.Dispose();

    private static void Copy(string from, string to)
    {
        foreach (var file in Directory.GetFiles(from, "*", SearchOption.AllDirectories))
        {
            var place = Path.Combine(to, Path.GetRelativePath(from, file));
            Directory.CreateDirectory(Path.GetDirectoryName(place)!);
            File.Copy(file, place);
        }
    }

    /// <summary>Runs a command of the program in Chinese, or a walk of a sample by bash, into a folder of its own.</summary>
    private async Task<string> Run(string command)
    {
        var place = folder[$"run-{Guid.NewGuid():N}"];
        string[] words = [.. command.Split(' ', StringSplitOptions.RemoveEmptyEntries), "--out", place];
        if (words[0] != "bash")
        {
            (await ProgramRun.Of([.. words, "--lang", "zh"])).Exits(0);
            return place;
        }

        var start = new ProcessStartInfo("bash", words[1..]) { WorkingDirectory = Repository.Root, UseShellExecute = false, RedirectStandardOutput = true, RedirectStandardError = true };
        start.Environment["CARBONSINK"] = ProgramRun.Program;
        using var process = Process.Start(start)!;
        var (output, errors) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        await process.WaitForExitAsync();
        Assert.True(process.ExitCode == 0, await errors + await output);
        return place;
    }
}
