using System.Text.Json;
using CarbonSink.Tests;
using Xunit;

namespace CarbonSink.Integration.Tests;

/// <summary>No result of a pack that is not verified holds a word that the pack must refuse: every sample is run in both languages, and every text file it writes is searched.</summary>
public class RefusedOutputTests
{
    public static TheoryData<string, string> Samples
    {
        get
        {
            var samples = new TheoryData<string, string>();
            foreach (var (file, command) in ((string, string)[])[("evaluation.json", "evaluate"), ("project.json", "removals")])
                foreach (var path in Directory.GetFiles(Repository.PathOf("gis-samples"), file, SearchOption.AllDirectories).Order(StringComparer.Ordinal))
                    samples.Add(command, Path.GetRelativePath(Repository.PathOf("."), Path.GetDirectoryName(path)!).Replace('\\', '/'));
            return samples;
        }
    }

    [Theory]
    [MemberData(nameof(Samples))]
    public async Task No_file_of_a_sample_holds_a_refused_word(string command, string sample)
    {
        var words = Words(MethodOf(sample)).Distinct(StringComparer.Ordinal).ToList();
        Assert.NotEmpty(words);
        foreach (var language in (string[])["zh", "en"])
        {
            using var folder = new OutputFolder();
            var run = await ProgramRun.Of(command, sample, "--lang", language, "--out", folder["out"]);
            Assert.InRange(run.ExitCode, 0, 1); // a project that its methodology refuses is a result too
            var files = Directory.Exists(folder["out"]) ? Directory.GetFiles(folder["out"], "*", SearchOption.AllDirectories).Where(f => Path.GetExtension(f) is ".html" or ".json" or ".csv") : [];
            foreach (var (name, text) in files.Select(f => (Path.GetFileName(f), File.ReadAllText(f))).Append(("terminal", run.Output + run.Errors)))
                Assert.All(words, word => Assert.False(text.Contains(word, StringComparison.OrdinalIgnoreCase), $"{name} ({language}) holds '{word}'"));
        }
    }

    private static string MethodOf(string sample)
    {
        var project = Path.Combine(Repository.PathOf(sample), "project.json");
        using var json = JsonDocument.Parse(File.ReadAllText(File.Exists(project) ? project : Path.Combine(Repository.PathOf(sample), "evaluation.json")));
        return json.RootElement.GetProperty(File.Exists(project) ? "methodology" : "method").GetString()!;
    }

    /// <summary>Words that a method and those it uses refuse while they are not verified.</summary>
    private static IEnumerable<string> Words(string method)
    {
        using var json = JsonDocument.Parse(File.ReadAllText(Repository.PathOf($"methodology/methods/{method}/method.json")));
        var root = json.RootElement;
        var own = root.GetProperty("status").GetString() == "verified" ? [] : root.GetProperty("refuses").EnumerateArray().Select(w => w.GetString()!).ToArray();
        return own.Concat(root.TryGetProperty("uses", out var uses) ? uses.EnumerateArray().Select(u => u.GetString()!).ToArray().SelectMany(Words).ToArray() : []);
    }
}
