using CarbonSink.Methodologies.Packs;
using CarbonSink.Projects;
using CarbonSink.Register;

namespace CarbonSink.Methodologies;

/// <summary>What a check found in one pack.</summary>
/// <param name="Id">Id.</param>
/// <param name="Version">Version.</param>
/// <param name="Status">Status in method.json.</param>
/// <param name="WorstParameter">Worst status of the rows of its tables.</param>
/// <param name="Rows">Equations in METHOD.md.</param>
/// <param name="Estimators">Estimators in C# it relies on.</param>
/// <param name="Examples">Expectations met.</param>
/// <param name="KnownFailing">Example files kept visible as not reproduced.</param>
/// <param name="Problems">Everything wrong.</param>
public sealed record MethodologyCheckResult(string Id, string Version, string Status, ParameterStatus WorstParameter, int Rows, int Estimators, int Examples, int KnownFailing, IReadOnlyList<LoadProblem> Problems)
{
    /// <summary>Whether more of the method is C# than the house allows (15 % of rows and estimators).</summary>
    public bool HasTooManyEstimators => Estimators > 0.15 * (Rows + Estimators);

    /// <summary>Numbers of the equations, in document order, that no example from outside exercises: nothing published, no standard, page or data set, but hand arithmetic alone. No problem, but to be known.</summary>
    public IReadOnlyList<string> WithoutOutsideExample { get; init; } = [];
}

/// <summary>Checks packs (方法学检查): loads each, runs its examples, demands that every equation is exercised and every reason given, and compares released files with their pinned hashes.</summary>
public static class MethodologyCheck
{
    /// <summary>Kinds of sources that are not the house's own.</summary>
    private static readonly string[] OutsideKinds = ["publication", "standard", "web", "dataset"];

    /// <summary>Checks every method of a folder and the released files.</summary>
    public static (IReadOnlyList<MethodologyCheckResult> Methods, IReadOnlyList<LoadProblem> Released) Run(MethodologyCatalog catalog) =>
        ([.. catalog.Methods().Select(m => Run(catalog, m.Id, m.Version))], [.. ReleasedFiles.Check(catalog.Folder), .. Shared(catalog)]);

    /// <summary>Checks one method.</summary>
    public static MethodologyCheckResult Run(MethodologyCatalog catalog, string id, string version)
    {
        var problems = new List<LoadProblem>();
        var folder = $"methods/{id}/{version}";
        var seen = new Seen([], [], []);
        var (expectations, known) = (0, 0);
        Methodology? methodology = null;
        var examples = Path.Combine(catalog.Folder, folder, "examples");
        foreach (var path in Directory.Exists(examples) ? Directory.GetFiles(examples).Order(StringComparer.Ordinal).ToArray() : [])
        {
            if (path.EndsWith(".example.failing", StringComparison.Ordinal))
                known++;
            if (!path.EndsWith(".example", StringComparison.Ordinal))
                continue;
            var file = $"{folder}/examples/{Path.GetFileName(path)}";
            if (PackText.Read(path, file, problems) is { } text)
                expectations += RunFile(catalog, $"{id}/{version}", file, examples, text, seen, problems, ref methodology);
        }

        methodology ??= TryLoad(catalog, $"{id}/{version}", new Dictionary<string, TableChoice>(), problems);
        foreach (var equation in methodology?.Equations.Where(e => !seen.Exercised.Contains(e.Number)) ?? [])
            problems.Add(equation.Place with { Message = $"equation {equation.Number} ({equation.SymbolName}) is exercised by no example", Hint = "add an example with a source that is not this pack" });
        foreach (var reason in methodology?.Program.Reasons.Where(r => !seen.Reasons.Contains(r.Code)) ?? [])
            problems.Add(reason.Place with { Message = $"reason {reason.Code} is given in no example", Hint = $"add a case with 'expect failure {reason.Code} SYMBOL'" });
        var description = methodology?.Description;
        CheckUses(catalog, folder, description, problems);
        return new(id, version, description?.Status ?? string.Empty, methodology?.Tables.Select(t => t.Table.WorstStatus).DefaultIfEmpty().Max() ?? ParameterStatus.Declared, methodology?.Equations.Count ?? 0, description?.Estimators.Count ?? 0, expectations, known, [.. problems.Distinct()])
        {
            WithoutOutsideExample = [.. methodology?.Equations.Select(e => e.Number).Where(n => !seen.Outside.Contains(n)) ?? []],
        };
    }

    /// <summary>The methods that are computed before it must be there.</summary>
    private static void CheckUses(MethodologyCatalog catalog, string folder, MethodologyDescription? description, List<LoadProblem> problems)
    {
        var known = catalog.Methods().Select(m => $"{m.Id}/{m.Version}").ToHashSet(StringComparer.Ordinal);
        foreach (var missing in description?.Uses.Where(u => !known.Contains(u)) ?? [])
            problems.Add(new($"{folder}/method.json", 1, 1, $"uses '{missing}', which is no method of this folder", "write id/version"));
        if (description is not null && Circle(catalog, [$"{description.Id}/{description.Version}"]) is { } circle)
            problems.Add(new($"{folder}/method.json", 1, 1, $"uses go in a circle: {circle}", "a method cannot be computed before itself: leave one of them out"));
    }

    /// <summary>The methods from one back to itself, each used by the one before it; null where there is no such way.</summary>
    private static string? Circle(MethodologyCatalog catalog, string[] path)
    {
        if (path.Length > 1 && path[^1] == path[0])
            return string.Join(" → ", path);
        if (Array.IndexOf(path, path[^1]) < path.Length - 1)
            return null;
        var parts = path[^1].Split('/');
        try
        {
            return catalog.Methods().Contains((parts[0], parts[^1])) ? catalog.Describe(parts[0], parts[^1]).Uses.Select(u => Circle(catalog, [.. path, u])).FirstOrDefault(c => c is not null) : null;
        }
        catch (MethodologyLoadException)
        {
            return null; // told where that method is checked
        }
    }

    /// <summary>Every table, code table and indicator, whether or not a method or example names it: a bureau adds its table first and names it later.</summary>
    private static List<LoadProblem> Shared(MethodologyCatalog catalog)
    {
        var problems = new List<LoadProblem>();
        foreach (var (folder, file, name) in Versions(catalog.Folder, "tables").Where(v => v.Name != "correlations"))
            catalog.Table(new($"{folder}/{name}@{Path.GetFileName(Path.GetDirectoryName(file))}", catalog.Folder), new(file, 1, 1, string.Empty), problems);
        foreach (var (folder, file, name) in Versions(catalog.Folder, "codes").Where(v => v.Name is "codes" or "lists"))
        {
            var reference = $"{folder}@{Path.GetFileName(Path.GetDirectoryName(file))}";
            if (name == "lists")
            {
                catalog.Lists(reference, new(file, 1, 1, string.Empty), problems);
                continue;
            }

            try
            {
                CodeTable.Load(catalog.Folder, reference);
            }
            catch (MethodologyLoadException e)
            {
                problems.AddRange(e.Problems);
            }
        }

        problems.AddRange(Indicator.Check(catalog));
        problems.AddRange(Programme.Check(catalog));
        problems.AddRange(EligibilityRules.Check(catalog));
        problems.AddRange(ProgrammeFolder.Check(catalog));
        return [.. problems.Distinct()];
    }

    /// <summary>CSV files of the version folders ROOT/ID/VERSION: ROOT/ID, path and name without extension.</summary>
    private static IEnumerable<(string Folder, string File, string Name)> Versions(string methodology, string root)
    {
        var start = Path.Combine(methodology, root);
        return !Directory.Exists(start) ? [] : Directory.GetFiles(start, "*.csv", SearchOption.AllDirectories).Order(StringComparer.Ordinal)
            .Where(f => Path.GetRelativePath(start, f).Split(Path.DirectorySeparatorChar).Length == 3)
            .Select(f => ($"{root}/{Path.GetRelativePath(start, f).Split(Path.DirectorySeparatorChar)[0]}", f, Path.GetFileNameWithoutExtension(f)));
    }

    private static int RunFile(MethodologyCatalog catalog, string method, string file, string folder, PackText text, Seen seen, List<LoadProblem> problems, ref Methodology? first)
    {
        var count = 0;
        Methodology? loaded = null;
        IReadOnlyDictionary<string, string>? choices = null;
        foreach (var example in ExampleFile.Read(text, problems))
        {
            var source = example.Source.Split(',')[0].Trim();
            if (!catalog.Sources.TryGetValue(source, out var entry))
                problems.Add(new(file, example.Line, 1, $"source '{source}' is not in sources.csv"));
            else if (entry.Kind == "definition")
                problems.Add(new(file, example.Line, 1, $"source '{source}' is a definition of our own, not an independent one", "cite a publication, or hand arithmetic written out in a comment"));
            if (loaded is null || !ReferenceEquals(choices, example.Tables))
            {
                choices = example.Tables;
                loaded = TryLoad(catalog, method, example.Tables.ToDictionary(t => t.Key, t => new TableChoice(t.Value, folder)), problems);
            }

            if (loaded is null)
                return count;
            first ??= loaded;
            var runner = new ExampleRunner(loaded, example, file, problems);
            var numbers = runner.Run().Select(e => e.Number).ToList();
            seen.Exercised.UnionWith(numbers);
            if (OutsideKinds.Contains(entry?.Kind))
                seen.Outside.UnionWith(numbers);
            seen.Reasons.UnionWith(runner.ReasonsGiven);
            count += example.Expectations.Count;
        }

        return count;
    }

    private static Methodology? TryLoad(MethodologyCatalog catalog, string method, IReadOnlyDictionary<string, TableChoice> choices, List<LoadProblem> problems)
    {
        try
        {
            return catalog.Load(method, choices);
        }
        catch (MethodologyLoadException e)
        {
            problems.AddRange(e.Problems);
            return null;
        }
    }

    /// <summary>Numbers of equations that examples exercised, those that examples from outside did, and reasons given.</summary>
    private sealed record Seen(HashSet<string> Exercised, HashSet<string> Outside, HashSet<string> Reasons);
}
