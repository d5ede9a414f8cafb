using System.Globalization;
using System.Security.Cryptography;
using System.Text.Json;
using CarbonSink.Estimation;
using CarbonSink.Findings;
using CarbonSink.Reports;

namespace CarbonSink.Runs;

/// <summary>A folder of results that a report reads (结果文件夹): every file is hashed when it is read and must be the one that the folder's manifest lists.</summary>
internal sealed class SourceFolder
{
    private readonly Dictionary<string, string> hashes = new(StringComparer.Ordinal);
    private readonly Dictionary<string, long> proved = new(StringComparer.Ordinal);
    private readonly Dictionary<string, byte[]> read = new(StringComparer.Ordinal);
    private readonly string folder;
    private readonly string sha256;
    private readonly List<string> command;
    private readonly string version;
    private readonly string status;
    private readonly List<(string, string, string, string)> packs;

    private SourceFolder(string folder, byte[] bytes)
    {
        this.folder = folder;
        sha256 = Convert.ToHexStringLower(SHA256.HashData(bytes));
        using var manifest = JsonDocument.Parse(bytes);
        var root = manifest.RootElement;
        command = [.. root.GetProperty("command").EnumerateArray().Select(c => c.GetString() ?? "")];
        version = root.GetProperty("version").GetString() ?? "";
        status = root.TryGetProperty("worstStatus", out var worst) ? worst.GetString() ?? "" : "";
        Label = root.TryGetProperty("label", out var label) ? new(label.GetProperty("zh").GetString() ?? "", label.GetProperty("en").GetString() ?? "") : null;
        packs = !root.TryGetProperty("packs", out var used) ? [] : [.. used.EnumerateArray().Select(p => (p.GetProperty("id").GetString() ?? "", p.GetProperty("version").GetString() ?? "", p.GetProperty("status").GetString() ?? "", p.GetProperty("sha256").GetString() ?? ""))];
        foreach (var output in root.GetProperty("outputs").EnumerateArray())
            hashes[output.GetProperty("name").GetString() ?? ""] = output.GetProperty("sha256").GetString() ?? "";
        Inputs = [.. root.GetProperty("inputs").EnumerateArray().Select(i => new FileDigest(i.GetProperty("name").GetString() ?? "", i.GetProperty("sha256").GetString() ?? "", i.GetProperty("bytes").GetInt64()))];
    }

    /// <summary>What the results must be called; null where nothing is to be said.</summary>
    public Methodologies.Bilingual? Label { get; }

    /// <summary>What the run itself read.</summary>
    public IReadOnlyList<FileDigest> Inputs { get; }

    /// <summary>Path of the folder, as given.</summary>
    public string Path => folder;

    /// <summary>Opens a folder by its manifest.</summary>
    /// <exception cref="RefusedInputException">It has none that can be used.</exception>
    public static SourceFolder Open(string folder)
    {
        try
        {
            return Manifest.OutputsIn(folder) is null ? throw Refused(ReportFindings.NoManifest, folder, folder) : new(folder, File.ReadAllBytes(System.IO.Path.Combine(folder, Manifest.FileName)));
        }
        catch (Exception e) when (e is JsonException or KeyNotFoundException or InvalidOperationException or IOException or UnauthorizedAccessException)
        {
            throw Refused(ReportFindings.NoManifest, folder, folder);
        }
    }

    /// <summary>The command without its options, e.g. <c>targets assess</c>.</summary>
    public bool IsRunOf(string run) => run.Split(' ') is var words && command.Count >= words.Length && words.SequenceEqual(command.Take(words.Length), StringComparer.Ordinal);

    /// <summary>The words of the command before its first argument that is a path or an option.</summary>
    public string Command => string.Join(' ', command.Take(2).TakeWhile(c => c.All(l => char.IsAsciiLetterLower(l) || l == '-')));

    /// <summary>As the annex tells it: without the place of the results, and of paths of this machine the last name only.</summary>
    public ReportSourceRun Run(string role) => new(role, $"carbonsink {string.Join(' ', Told())}", version, status, sha256, packs);

    /// <summary>Whether the run wrote a file.</summary>
    public bool Has(string name) => hashes.ContainsKey(name);

    /// <summary>A file of the folder, as the run wrote it.</summary>
    /// <exception cref="RefusedInputException">It is not there, or was changed after the run.</exception>
    public byte[] Read(string name)
    {
        if (read.TryGetValue(name, out var known))
            return known;
        if (!hashes.TryGetValue(name, out var expected) || System.IO.Path.Combine(folder, name) is var path && !File.Exists(path))
            throw Refused(ReportFindings.NoFile, name, name);
        var bytes = File.ReadAllBytes(System.IO.Path.Combine(folder, name));
        if (Convert.ToHexStringLower(SHA256.HashData(bytes)) != expected)
            throw Refused(ReportFindings.Changed, name, name);
        return read[name] = bytes;
    }

    /// <summary>The path of a file that was proved to be as the run wrote it, for readers that want a path.</summary>
    /// <exception cref="RefusedInputException">It is not there, or was changed after the run.</exception>
    public string Proved(string name)
    {
        if (!hashes.TryGetValue(name, out var expected))
            throw Refused(ReportFindings.NoFile, name, name);
        var path = System.IO.Path.Combine(folder, name);
        if (!File.Exists(path))
            throw Refused(ReportFindings.NoFile, name, name);
        using var stream = File.OpenRead(path);
        proved[name] = stream.Length;
        return Convert.ToHexStringLower(SHA256.HashData(stream)) == expected ? path : throw Refused(ReportFindings.Changed, name, name);
    }

    /// <summary>Digests of the files that were read, under the role's name.</summary>
    public IEnumerable<FileDigest> Digests(string role) => read.Select(r => (r.Key, r.Value.LongLength)).Concat(proved.Select(p => (p.Key, p.Value))).Select(f => new FileDigest($"{role}/{f.Key}", hashes[f.Key], f.Item2)).Append(new($"{role}/{Manifest.FileName}", sha256, new FileInfo(System.IO.Path.Combine(folder, Manifest.FileName)).Length));

    /// <summary>Where a value comes from, for people: file, place and the beginning of the file's hash.</summary>
    public string Trace(string role, string file, string at) => string.Create(CultureInfo.InvariantCulture, $"{role}/{file}{(at.Length > 0 && at[0] != '/' ? " " : "")}{at} · SHA-256 {hashes.GetValueOrDefault(file, "")[..Math.Min(12, hashes.GetValueOrDefault(file, "").Length)]}…");

    private IEnumerable<string> Told()
    {
        for (var i = 0; i < command.Count; i++)
            if (command[i] == "--out")
                i++;
            else
                yield return System.IO.Path.IsPathRooted(command[i]) ? System.IO.Path.GetFileName(System.IO.Path.TrimEndingDirectorySeparator(command[i])) : command[i];
    }

    internal static RefusedInputException Refused(FindingRule rule, string file, params string[] arguments) => new(new(rule, file, null, null, null, arguments));
}
