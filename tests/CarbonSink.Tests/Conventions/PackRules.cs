using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;

namespace CarbonSink.Tests.Conventions;

/// <summary>House rules on the folders of methodology, schemas and samples.</summary>
internal static partial class PackRules
{
    private const string Released = "methodology/released.sha256";

    /// <summary>Every source id that a table, an equation or an example cites stands in sources.csv.</summary>
    public static IEnumerable<string> UnknownSources(SourceTree tree)
    {
        var known = tree.Exists("methodology/sources.csv")
            ? TableRules.Rows(tree.Read("methodology/sources.csv")).Skip(1).Select(r => r[0].Trim()).ToList()
            : [];
        foreach (var twice in known.GroupBy(k => k, StringComparer.Ordinal).Where(g => g.Count() > 1))
            yield return $"methodology/sources.csv: {twice.Key} stands there {twice.Count()} times";
        var ids = known.ToHashSet(StringComparer.Ordinal);
        foreach (var (place, cell) in Citations(tree))
        {
            var id = cell.Trim('`', ' ').Split(',', ';', ' ')[0];
            if (!ids.Contains(id))
                yield return $"{place}: source `{id}` is not in methodology/sources.csv";
        }
    }

    /// <summary>Files of released versions that changed, vanished or were added. A line of released.sha256 is `hash  path`, the path relative to methodology.</summary>
    public static IEnumerable<string> ChangedReleases(SourceTree tree)
    {
        var pinned = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var line in tree.Exists(Released) ? tree.Read(Released).Split('\n', StringSplitOptions.RemoveEmptyEntries) : [])
        {
            if (ReleasedLine().Match(line) is { Success: true } match)
                pinned[match.Groups[2].Value] = match.Groups[1].Value;
            else
                yield return $"{Released}: `{line}` is not `hash  path`";
        }

        foreach (var (path, hash) in pinned)
        {
            if (!tree.Exists("methodology/" + path))
                yield return $"methodology/{path}: released, but gone";
            else if (Hash(tree.Bytes("methodology/" + path)) != hash)
                yield return $"methodology/{path}: released, but changed; a correction is a new version folder";
        }

        foreach (var folder in pinned.Keys.Select(VersionFolder).Distinct(StringComparer.Ordinal))
        {
            foreach (var file in tree.Files("methodology/" + folder).Select(f => f["methodology/".Length..]).Where(f => !pinned.ContainsKey(f)))
                yield return $"methodology/{file}: added to a released version";
        }
    }

    /// <summary>SHA-256 of the text without byte-order mark and with LF ends, in lower-case hexadecimal digits.</summary>
    public static string Hash(byte[] bytes)
    {
        var text = Encoding.UTF8.GetString(bytes).TrimStart('\uFEFF').Replace("\r\n", "\n", StringComparison.Ordinal);
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));
    }

    /// <summary>Files that each schema folder and each sample folder must hold.</summary>
    public static IEnumerable<string> IncompleteFolders(SourceTree tree) =>
        from kind in new (string Folder, string[] Files)[]
        {
            ("src/CarbonSink.Gis/Schemas", ["README.md", "schema.csv"]),
            ("gis-samples", ["README.md", "inventory.json|evaluation.json", "expected-totals.csv"]), // either serves
        }
        from name in tree.Folders(kind.Folder)
        where !tree.Files($"{kind.Folder}/{name}", ".csproj").Any() // a program that makes samples is none
        from file in kind.Files
        where !file.Split('|').Any(f => tree.Exists($"{kind.Folder}/{name}/{f}"))
        select $"{kind.Folder}/{name}: {file} is missing";

    /// <summary>Samples whose expected totals are not those of the newest impact line of CHANGELOG.md.</summary>
    public static IEnumerable<string> UnannouncedTotals(SourceTree tree)
    {
        foreach (var sample in tree.Folders("gis-samples").Where(s => tree.Exists($"gis-samples/{s}/expected-totals.csv")))
        {
            var hash = Hash(tree.Bytes($"gis-samples/{sample}/expected-totals.csv"))[..12];
            var newest = tree.Read("CHANGELOG.md").Split('\n').FirstOrDefault(l => l.Contains("impact", StringComparison.OrdinalIgnoreCase) && l.Contains($"gis-samples/{sample} ", StringComparison.Ordinal));
            if (newest?.Contains(hash, StringComparison.Ordinal) != true)
                yield return $"gis-samples/{sample}: totals moved; add `- 影响 Impact: gis-samples/{sample} expected-totals {hash}: what moved, by how much, why` at the top of CHANGELOG.md";
        }
    }

    private static IEnumerable<(string Place, string Cell)> Citations(SourceTree tree)
    {
        foreach (var file in tree.Files("methodology", ".csv").Where(f => f != "methodology/sources.csv"))
        {
            var rows = TableRules.Rows(tree.Read(file));
            var column = rows.Count == 0 ? -1 : Array.IndexOf(rows[0], "source");
            for (var i = 1; column >= 0 && i < rows.Count; i++)
            {
                if (column < rows[i].Length)
                    yield return ($"{file}: row {i + 1}", rows[i][column]);
            }
        }

        foreach (var file in tree.Files("methodology", ".md").Where(f => Path.GetFileName(f) == "METHOD.md"))
        {
            var column = -1;
            foreach (var (line, number) in tree.Read(file).Split('\n').Select((l, i) => (l.Trim(), i + 1)))
            {
                var cells = line.StartsWith('|') ? line.Trim('|').Split('|').Select(c => c.Trim()).ToArray() : [];
                if (cells.Length == 0)
                    column = -1;
                else if (column < 0)
                    column = Array.IndexOf(cells, "source") is >= 0 and var c ? c : int.MaxValue;
                else if (column < cells.Length && !cells[column].StartsWith("--", StringComparison.Ordinal) && cells[column].Trim('`') != "″")
                    yield return ($"{file}:{number}", cells[column]);
            }
        }

        foreach (var file in tree.Files("methodology", ".example", ".failing"))
        {
            foreach (var (line, number) in tree.Read(file).Split('\n').Select((l, i) => (l.Trim(), i + 1)).Where(p => p.Item1.StartsWith("source ", StringComparison.Ordinal)))
                yield return ($"{file}:{number}", line["source ".Length..]);
        }
    }

    // methods/<id>/<version>/… → methods/<id>/<version>
    private static string VersionFolder(string path) => string.Join('/', path.Split('/').Take(3));

    [GeneratedRegex("^([0-9a-f]{64})  (.+)$", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex ReleasedLine();
}
