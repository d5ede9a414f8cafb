using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace CarbonSink.Tests.Conventions;

/// <summary>House rules that are read off project files.</summary>
internal static partial class ProjectRules
{
    /// <summary>The arrows as src/README.md draws them: `A ← B, C` says that B and C may use A, and so may who uses them.</summary>
    public static IReadOnlyDictionary<string, IReadOnlySet<string>> Arrows(string map)
    {
        var uses = new Dictionary<string, HashSet<string>>(StringComparer.Ordinal);
        foreach (var arrow in map.Split('\n').SelectMany(l => Code().Matches(l)).Select(m => m.Groups[1].Value).Where(c => c.Contains('←', StringComparison.Ordinal)))
        {
            var chain = arrow.Split('←').Select(side => side.Split(',').Select(n => n.Trim()).ToArray()).ToArray();
            foreach (var (used, users) in chain.Zip(chain.Skip(1)))
            {
                foreach (var name in used.Concat(users))
                    uses.TryAdd(name, new HashSet<string>(StringComparer.Ordinal));
                foreach (var user in users)
                    uses[user].UnionWith(used);
            }
        }

        bool grew;
        do
        {
            grew = false;
            foreach (var set in uses.Values)
                grew |= set.ToArray().Aggregate(false, (g, name) => uses[name].Except(set).ToArray() is { Length: > 0 } more && Add(set, more) || g);
        }
        while (grew);
        return uses.ToDictionary(p => p.Key, p => (IReadOnlySet<string>)p.Value, StringComparer.Ordinal);

        static bool Add(HashSet<string> set, string[] more)
        {
            set.UnionWith(more);
            return true;
        }
    }

    /// <summary>References between projects of src against the arrows.</summary>
    public static IEnumerable<string> ArrowsBroken(SourceTree tree)
    {
        var arrows = Arrows(tree.Read("src/README.md"));
        foreach (var (file, name, xml) in Projects(tree, "src"))
        {
            if (!arrows.TryGetValue(name, out var allowed))
            {
                yield return $"{file}: no arrow is drawn for {name} in src/README.md";
                continue;
            }

            foreach (var used in xml.Descendants("ProjectReference").Select(r => NameOf((string?)r.Attribute("Include") ?? "")).Where(u => !allowed.Contains(u)))
                yield return $"{file}: {name} must not use {used}";
        }
    }

    /// <summary>Versions stand in Directory.Packages.props only, exact; every project is locked and in the solution.</summary>
    public static IEnumerable<string> LooseVersions(SourceTree tree)
    {
        var central = XDocument.Parse(tree.Read("Directory.Packages.props"));
        foreach (var package in central.Descendants("PackageVersion"))
        {
            if (!ExactVersion().IsMatch((string?)package.Attribute("Version") ?? ""))
                yield return $"Directory.Packages.props: {package.Attribute("Include")?.Value} has no exact version";
        }

        foreach (var (file, _, xml) in Projects(tree, ""))
        {
            foreach (var package in xml.Descendants("PackageReference").Where(p => p.Attribute("Version") is not null || p.Attribute("VersionOverride") is not null))
                yield return $"{file}: version of {package.Attribute("Include")?.Value} belongs in Directory.Packages.props";
            if (!tree.Exists($"{Path.GetDirectoryName(file)}/packages.lock.json"))
                yield return $"{file}: packages.lock.json is missing";
            if (!tree.Read("CarbonSink.sln").Replace('\\', '/').Contains($"\"{file}\"", StringComparison.Ordinal))
                yield return $"{file}: not in CarbonSink.sln";
        }
    }

    /// <summary>Nothing may silence the compiler's demand for documentation of public members, or its warnings as a whole.</summary>
    public static IEnumerable<string> SilencedWarnings(SourceTree tree) =>
        from file in tree.Files("", ".csproj", ".props", ".targets", ".editorconfig", ".globalconfig", ".cs")
        where !file.StartsWith("tests/CarbonSink.Tests/Conventions/", StringComparison.Ordinal)
        from problem in Silencer().Matches(tree.Read(file))
        select $"{file}: {problem.Value.Trim()}";

    private static IEnumerable<(string File, string Name, XDocument Xml)> Projects(SourceTree tree, string folder) =>
        tree.Files(folder, ".csproj").Select(f => (f, NameOf(f), XDocument.Parse(tree.Read(f))));

    private static string NameOf(string path) => Path.GetFileNameWithoutExtension(path.Replace('\\', '/'));

    [GeneratedRegex("`([^`]+)`", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Code();

    [GeneratedRegex(@"^\d+(\.\d+){1,3}(-[0-9A-Za-z.]+)?$", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex ExactVersion();

    [GeneratedRegex(@"<NoWarn>[^<]*1591[^<]*|CS1591\.severity\s*=\s*\w+|warning disable[^\n]*CS1591|<TreatWarningsAsErrors>false|<Nullable>disable|#nullable disable", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Silencer();
}
