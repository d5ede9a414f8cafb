using System.Globalization;
using System.Text.Json;
using CarbonSink.Estimation;
using CarbonSink.Findings;
using CarbonSink.Methodologies;

namespace CarbonSink.Runs;

/// <summary>What an output folder says about itself (结果清单): manifest.json with program, command, time, hashes of every input and output, packs, worst parameter status and numbers of findings.</summary>
public sealed record Manifest
{
    /// <summary>Name of the file.</summary>
    public const string FileName = "manifest.json";

    private const string Program = "carbonsink";

    /// <summary>Version of the program.</summary>
    public required string ProgramVersion { get; init; }

    /// <summary>The command as it was given.</summary>
    public required IReadOnlyList<string> Command { get; init; }

    /// <summary>When the run started; the one field that may differ between equal runs.</summary>
    public required DateTime TimeUtc { get; init; }

    /// <summary>Every input.</summary>
    public required IReadOnlyList<FileDigest> Inputs { get; init; }

    /// <summary>Every output but the manifest itself, in ordinal order of names; filled in when the folder is complete.</summary>
    public IReadOnlyList<FileDigest> Outputs { get; init; } = [];

    /// <summary>SHA-256 of the contents by name of the output, for containers whose bytes may differ between equal runs; filled in when the folder is complete.</summary>
    public IReadOnlyDictionary<string, string> ContentHashes { get; init; } = new SortedDictionary<string, string>(StringComparer.Ordinal);

    /// <summary>Every pack used.</summary>
    public required IReadOnlyList<PackReference> Packs { get; init; }

    /// <summary>The worst status of the parameters used; null where nothing was estimated.</summary>
    public required ParameterStatus? WorstStatus { get; init; }

    /// <summary>What the results must be called, e.g. that they are updated and not measured; null where nothing is to be said.</summary>
    public Bilingual? Label { get; init; }

    /// <summary>Number of findings of each severity, by info, warning, error.</summary>
    public required IReadOnlyDictionary<Severity, long> FindingCounts { get; init; }

    /// <summary>Writes the manifest: UTF-8 without BOM, LF.</summary>
    public void Write(Stream stream)
    {
        using var json = JsonText.Writer(stream);
        json.WriteStartObject();
        json.WriteString("program", Program);
        json.WriteString("version", ProgramVersion);
        json.WriteStartArray("command");
        foreach (var argument in Command)
            json.WriteStringValue(argument);
        json.WriteEndArray();
        json.WriteString("timeUtc", TimeUtc.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture));
        WriteFiles(json, "inputs", Inputs);
        WriteFiles(json, "outputs", Outputs);
        json.WriteStartArray("packs");
        foreach (var pack in Packs)
        {
            json.WriteStartObject();
            json.WriteString("id", pack.Id);
            json.WriteString("version", pack.Version);
            json.WriteString("status", pack.Status);
            json.WriteString("sha256", pack.Sha256);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        if (Label is { } label)
        {
            json.WriteStartObject("label");
            json.WriteString("zh", label.Zh);
            json.WriteString("en", label.En);
            json.WriteEndObject();
        }

        json.WriteString("worstStatus", WorstStatus is { } status ? JsonText.Status(status) : null);
        json.WriteStartObject("findings");
        foreach (var severity in (Severity[])[Severity.Error, Severity.Warning, Severity.Info])
            json.WriteNumber(JsonText.Severity(severity), FindingCounts.GetValueOrDefault(severity));
        json.WriteEndObject();
        json.WriteEndObject();
        json.Flush();
        stream.WriteByte((byte)'\n');
    }

    /// <summary>The names of the files that a folder's manifest lists, or null when it has no manifest of this program.</summary>
    public static IReadOnlyList<string>? OutputsIn(string folder)
    {
        var path = Path.Combine(folder, FileName);
        if (!File.Exists(path))
            return null;
        try
        {
            using var document = JsonDocument.Parse(File.ReadAllBytes(path));
            return document.RootElement.GetProperty("program").GetString() == Program
                ? [.. document.RootElement.GetProperty("outputs").EnumerateArray().Select(o => o.GetProperty("name").GetString() ?? "")]
                : null;
        }
        catch (Exception e) when (e is JsonException or KeyNotFoundException or InvalidOperationException)
        {
            return null; // somebody else's manifest.json
        }
    }

    private void WriteFiles(Utf8JsonWriter json, string name, IReadOnlyList<FileDigest> files)
    {
        json.WriteStartArray(name);
        foreach (var file in files)
        {
            json.WriteStartObject();
            json.WriteString("name", file.Name);
            json.WriteString("sha256", file.Sha256);
            json.WriteNumber("bytes", file.Bytes);
            if (name == "outputs" && ContentHashes.TryGetValue(file.Name, out var content))
                json.WriteString("contentSha256", content);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }
}
