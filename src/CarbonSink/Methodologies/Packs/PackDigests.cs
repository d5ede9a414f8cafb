using System.Security.Cryptography;
using System.Text;
using CarbonSink.Estimation;

namespace CarbonSink.Methodologies.Packs;

/// <summary>Which packs a run used, with the hash of their normalised text: for manifests and parts.</summary>
public static class PackDigests
{
    /// <summary>The method, its tables, the code tables and the indicators, in ordinal order of ids.</summary>
    /// <exception cref="MethodologyLoadException">A file can no longer be read.</exception>
    public static IReadOnlyList<PackReference> Of(MethodologyCatalog catalog, Methodology methodology, IEnumerable<CodeTable> codes, IEnumerable<Indicator>? indicators = null)
    {
        var (method, problems) = (methodology.Description, new List<LoadProblem>());
        var packs = new List<PackReference> { new($"methods/{method.Id}", method.Version, method.Status, OfFolder(Path.Combine(catalog.Folder, "methods", method.Id, method.Version), problems)) };
        foreach (var table in methodology.Tables.Select(t => t.Table).DistinctBy(t => t.Reference))
        {
            var (id, version) = Split(table.Reference);
            packs.Add(new(id, version, Word(table.WorstStatus), table.Csv.Sha256));
        }

        foreach (var reference in codes.Select(c => (c.Reference, Status: Word(c.Rows.Where(r => r.Status != ParameterStatus.Conflict).Select(r => r.Status).DefaultIfEmpty().Max())))
            .Concat(method.Codes.Select(c => (Reference: c, Status: Word(ParameterStatus.Declared)))).DistinctBy(c => c.Reference))
        {
            var (id, version) = Split(reference.Reference);
            packs.Add(new(id, version, reference.Status, OfFolder(Path.Combine(catalog.Folder, id, version), problems)));
        }

        foreach (var indicator in indicators ?? [])
            packs.Add(Of(catalog, indicator, problems));
        return problems.Count > 0 ? throw new MethodologyLoadException(problems) : [.. packs.OrderBy(p => p.Id, StringComparer.Ordinal)];
    }

    /// <summary>An indicator.</summary>
    /// <exception cref="MethodologyLoadException">A file can no longer be read.</exception>
    public static PackReference Of(MethodologyCatalog catalog, Indicator indicator)
    {
        var problems = new List<LoadProblem>();
        var pack = Of(catalog, indicator, problems);
        return problems.Count > 0 ? throw new MethodologyLoadException(problems) : pack;
    }

    /// <summary>Hash of a pack's texts: each file by the hash of its text and its name.</summary>
    internal static string OfFolder(string folder, List<LoadProblem> problems)
    {
        var text = new StringBuilder();
        foreach (var name in Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories).Select(f => Path.GetRelativePath(folder, f).Replace('\\', '/')).Order(StringComparer.Ordinal))
        {
            text.Append(PackText.Read(Path.Combine(folder, name), name, problems)?.Sha256).Append("  ").Append(name).Append('\n');
        }

        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text.ToString())));
    }

    private static (string Id, string Version) Split(string reference) =>
        reference.LastIndexOf('@') is > 0 and var at ? (reference[..at], reference[(at + 1)..]) : (reference, string.Empty);

    private static PackReference Of(MethodologyCatalog catalog, Indicator indicator, List<LoadProblem> problems) =>
        new($"indicators/{indicator.Id}", indicator.Version, Word(indicator.Status), OfFolder(Path.Combine(catalog.Folder, "indicators", indicator.Id, indicator.Version), problems));

    private static string Word(ParameterStatus status) => status.ToString().ToLowerInvariant();
}
