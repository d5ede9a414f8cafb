using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;
using CarbonSink.Methodologies;

namespace CarbonSink.Register;

/// <summary>What the register asks when rules of programmes decide (规则来源): how texts are compiled, how steps are taken, how overlaps are found.</summary>
/// <param name="Compile">Compiles the texts of a programme.</param>
/// <param name="Step">Takes a step of a project or period.</param>
/// <param name="Overlaps">Finds overlaps of parcels.</param>
internal sealed record RuleBook(
    Func<IReadOnlyDictionary<string, string>, ProgrammeRules> Compile,
    Func<LifecycleRequest, LifecycleResult> Step,
    Func<IRegisterReading, string, IReadOnlyList<ParcelClaim>, IReadOnlyList<OverlapFinding>> Overlaps)
{
    /// <summary>Compiled programmes by the hash of their texts.</summary>
    private readonly ConcurrentDictionary<string, ProgrammeRules> compiled = new(StringComparer.Ordinal);

    /// <summary>Measures recorded overlaps once more on a replay; null to take them as recorded.</summary>
    public OverlapMeasure? Measure { get; init; }

    /// <summary>The rules that are shipped.</summary>
    public static RuleBook Shipped { get; } = new(ProgrammeRules.Of, Lifecycle.Step, OverlapClaim.Find);

    /// <summary>Rules of an adopted programme, compiled once for each text.</summary>
    public ProgrammeRules Adopted(CanonicalObject row)
    {
        var hash = row.Text("sha256");
        return compiled.TryGetValue(hash, out var rules) ? rules : Compiled(hash, [.. row.Objects("files").Select(f => (f.Text("name"), f.Text("text")))]);
    }

    /// <summary>Rules of texts that were not seen before.</summary>
    /// <exception cref="MethodologyLoadException">They are wrong.</exception>
    public ProgrammeRules Compiled(string hash, IReadOnlyList<(string Name, string Text)> files) => compiled.GetOrAdd(hash, _ => Compile(files.ToDictionary(f => f.Name, f => f.Text, StringComparer.Ordinal)));
}

/// <summary>The texts of a programme's folder as the ledger keeps them (机制文本).</summary>
public static class ProgrammeTexts
{
    /// <summary>SHA-256, lower-case hex, of the lines "sha256-of-text  name" in ordinal order of names, each closed by a line feed: the hash that a run's manifest gives for the same folder.</summary>
    public static string Sha256(IEnumerable<(string Name, string Text)> files)
    {
        var lines = new StringBuilder();
        foreach (var (name, text) in files.OrderBy(f => f.Name, StringComparer.Ordinal))
            lines.Append(Hex(text)).Append("  ").Append(name).Append('\n');
        return Hex(lines.ToString());
    }

    /// <summary>The payload of <see cref="Verbs.AdoptProgramme"/> for the texts of a folder; texts have LF ends and no byte-order mark.</summary>
    public static CanonicalObject Adoption(string id, string version, IReadOnlyCollection<(string Name, string Text)> files) => CanonicalObject.Of(
        ("id", id), ("version", version), ("sha256", Sha256(files)),
        ("files", files.OrderBy(f => f.Name, StringComparer.Ordinal).Select(f => CanonicalObject.Of(("name", f.Name), ("text", f.Text)))));

    private static string Hex(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));
}
