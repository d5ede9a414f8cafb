using CarbonSink.Methodologies;
using CarbonSink.Methodologies.Packs;

namespace CarbonSink.Register;

/// <summary>The folders of a methodology folder that hold rules for the register (登记簿机制文件夹): methodology/programmes/ID/VERSION with register.json.</summary>
public static class ProgrammeFolder
{
    private const string Root = "programmes";

    /// <summary>Ids and versions, sorted.</summary>
    public static IReadOnlyList<(string Id, string Version)> Versions(MethodologyCatalog catalog)
    {
        var root = Path.Combine(catalog.Folder, Root);
        return !Directory.Exists(root) ? [] : [.. Directory.GetFiles(root, "*", SearchOption.AllDirectories)
            .Where(f => Path.GetFileName(f) is ProgrammeRules.FileName or LifecycleTable.FileName)
            .Select(f => Path.GetRelativePath(root, f).Split(Path.DirectorySeparatorChar)).Where(p => p.Length == 3)
            .Select(p => (Id: p[0], Version: p[1])).Distinct().OrderBy(p => p.Id, StringComparer.Ordinal).ThenBy(p => p.Version, StringComparer.Ordinal)];
    }

    /// <summary>Texts of a programme's files by name, as a register adopts them: LF ends, no byte-order mark.</summary>
    /// <param name="catalog">The methodology folder.</param>
    /// <param name="programme">id or id/version (without a version: the only one there is).</param>
    /// <exception cref="MethodologyLoadException">There is no such programme, or a file cannot be read.</exception>
    public static (string Id, string Version, IReadOnlyDictionary<string, string> Files) Texts(MethodologyCatalog catalog, string programme)
    {
        var parts = programme.Split('/');
        var found = Versions(catalog).Where(p => p.Id == parts[0] && (parts.Length == 1 || p.Version == parts[1])).ToList();
        if (found.Count != 1)
            throw new MethodologyLoadException([new(Root, 1, 1, found.Count == 0 ? $"there is no programme '{programme}' with rules for the register" : $"programme '{programme}' has several versions", $"name one of {string.Join(", ", Versions(catalog).Select(p => $"{p.Id}/{p.Version}"))}")]);
        var (folder, problems, files) = ($"{Root}/{found[0].Id}/{found[0].Version}", new List<LoadProblem>(), new Dictionary<string, string>(StringComparer.Ordinal));
        foreach (var path in Directory.GetFiles(Path.Combine(catalog.Folder, folder)).Order(StringComparer.Ordinal))
        {
            if (PackText.Read(path, $"{folder}/{Path.GetFileName(path)}", problems) is { } text)
                files.Add(Path.GetFileName(path), text.Text);
        }

        return problems.Count > 0 ? throw new MethodologyLoadException(problems) : (found[0].Id, found[0].Version, files);
    }

    /// <summary>Compiles a programme's folder.</summary>
    /// <exception cref="MethodologyLoadException">It is wrong, or cites what sources.csv does not hold; carries every problem.</exception>
    public static ProgrammeRules Load(MethodologyCatalog catalog, string programme)
    {
        var (id, version, files) = Texts(catalog, programme);
        var (folder, problems) = ($"{Root}/{id}/{version}", new List<LoadProblem>());
        try
        {
            var rules = ProgrammeRules.Of(files);
            if ((rules.Id, rules.Version) != (id, version))
                problems.Add(new($"{folder}/{ProgrammeRules.FileName}", 1, 1, $"says {rules.Id}/{rules.Version}, but its folder is {id}/{version}"));
            foreach (var source in rules.Lifecycle.Select(r => r.Source).Concat(rules.Items.Select(i => i.Source)).Distinct(StringComparer.Ordinal).Where(s => !catalog.Sources.ContainsKey(s)))
                problems.Add(new($"{folder}/{ProgrammeRules.FileName}", 1, 1, $"source '{source}' is not in sources.csv"));
            if (!files.ContainsKey("PROGRAMME.md"))
                problems.Add(new($"{folder}/PROGRAMME.md", 1, 1, "is missing", "say in both languages what the programme is and how its rules are known"));
            if (problems.Count == 0)
                return rules;
        }
        catch (MethodologyLoadException e)
        {
            problems.AddRange(e.Problems.Select(p => p with { File = $"{folder}/{p.File}" }));
        }

        throw new MethodologyLoadException(problems);
    }

    /// <summary>What is wrong with the programmes of a methodology folder.</summary>
    internal static IReadOnlyList<LoadProblem> Check(MethodologyCatalog catalog)
    {
        var problems = new List<LoadProblem>();
        foreach (var (id, version) in Versions(catalog))
        {
            try
            {
                Load(catalog, $"{id}/{version}");
            }
            catch (MethodologyLoadException e)
            {
                problems.AddRange(e.Problems);
            }
        }

        return problems;
    }
}
