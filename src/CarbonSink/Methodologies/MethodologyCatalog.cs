using CarbonSink.Methodologies.Packs;

namespace CarbonSink.Methodologies;

/// <summary>A table the run names in place of the pack's default.</summary>
/// <param name="Reference">folder/file@version, or a path relative to <paramref name="Folder"/>.</param>
/// <param name="Folder">Folder that a relative path starts from.</param>
public sealed record TableChoice(string Reference, string Folder);

/// <summary>The methodology folder (方法学目录): bibliography, tables, codes and packs, found by discovery. Loading is for one thread at a time; what is loaded is safe for several.</summary>
public sealed class MethodologyCatalog
{
    private readonly Dictionary<string, ParameterTable> tables = new(StringComparer.Ordinal);
    private readonly Dictionary<string, IReadOnlyDictionary<string, HashSet<double>>> lists = new(StringComparer.Ordinal);

    private MethodologyCatalog(string folder, IReadOnlyDictionary<string, Source> sources) => (Folder, Sources) = (folder, sources);

    /// <summary>Path of the folder.</summary>
    public string Folder { get; }

    /// <summary>The bibliography by id.</summary>
    public IReadOnlyDictionary<string, Source> Sources { get; }

    /// <summary>Codes of every table and input.</summary>
    public CodeSpace Codes { get; } = new();

    /// <summary>Opens a folder by reading its bibliography.</summary>
    /// <exception cref="MethodologyLoadException">sources.csv is missing or wrong.</exception>
    public static MethodologyCatalog Open(string folder)
    {
        var problems = new List<LoadProblem>();
        var sources = new Dictionary<string, Source>(StringComparer.Ordinal);
        string[] kinds = ["standard", "publication", "dataset", "web", "definition", "hand-arithmetic", "memory"];
        if (Csv(folder, Path.Combine(folder, "sources.csv"), problems) is { } csv)
        {
            string[] needed = ["id", "kind", "number", "title", "publisher", "date", "url", "licence", "read_by_us"];
            foreach (var missing in needed.Where(n => csv.IndexOf(n) < 0))
                problems.Add(new(csv.File, 1, 1, $"has no column '{missing}'"));
            if (problems.Count == 0)
            {
                foreach (var row in csv.Rows)
                {
                    string Cell(string name) => row.Cells[csv.IndexOf(name)];
                    void Problem(string name, string message) => problems.Add(new(csv.File, row.Lines[csv.IndexOf(name)], row.Columns[csv.IndexOf(name)], message));
                    if (!kinds.Contains(Cell("kind")))
                        Problem("kind", $"'{Cell("kind")}' is not one of {string.Join(", ", kinds)}");
                    if (Cell("read_by_us") is not ("yes" or "no"))
                        Problem("read_by_us", "write yes or no");
                    if (!sources.TryAdd(Cell("id"), new(Cell("id"), Cell("kind"), Cell("number"), Cell("title"), Cell("publisher"), Cell("date"), Cell("url"), Cell("licence"), Cell("read_by_us") == "yes")))
                        Problem("id", $"source '{Cell("id")}' stands twice");
                }

                csv.CheckLeadingZeros(csv.IndexOf("id"), _ => true, problems);
            }
        }

        return problems.Count > 0 ? throw new MethodologyLoadException(problems) : new(folder, sources);
    }

    /// <summary>Ids and versions of all methods, sorted.</summary>
    public IReadOnlyList<(string Id, string Version)> Methods() => Array.ConvertAll(Folders(), f => (f[0], f[1]));

    /// <summary>What method.json of a method says, without loading its equations and tables.</summary>
    /// <exception cref="MethodologyLoadException">method.json is missing or wrong.</exception>
    public MethodologyDescription Describe(string id, string version) => new MethodologyLoader(this, $"methods/{id}/{version}", new Dictionary<string, TableChoice>()).Describe();

    /// <summary>Loads <c>id</c> or <c>id/version</c> (without a version: the only one there is) with the tables that the run names.</summary>
    /// <exception cref="MethodologyLoadException">The pack is wrong; carries every problem.</exception>
    public Methodology Load(string method, IReadOnlyDictionary<string, TableChoice>? choices = null)
    {
        var parts = method.Split('/');
        var found = Array.FindAll(Folders(), m => m[0] == parts[0] && (parts.Length == 1 || m[1] == parts[1]));
        if (found.Length != 1)
            throw new MethodologyLoadException([new("methods", 1, 1, found.Length == 0 ? $"there is no method '{method}'" : $"method '{method}' has several versions", $"name one of {string.Join(", ", Methods().Select(m => $"{m.Id}/{m.Version}"))}")]);
        return new MethodologyLoader(this, $"methods/{found[0][0]}/{found[0][1]}", choices ?? new Dictionary<string, TableChoice>()).Load();
    }

    /// <summary>Id and version of all methods, sorted.</summary>
    private string[][] Folders()
    {
        var root = Path.Combine(Folder, "methods");
        var found = new List<string[]>();
        foreach (var file in Directory.Exists(root) ? Directory.GetFiles(root, "METHOD.md", SearchOption.AllDirectories) : [])
            if (Path.GetRelativePath(root, Path.GetDirectoryName(file)!).Split(Path.DirectorySeparatorChar) is { Length: 2 } names)
                found.Add(names);
        found.Sort((a, b) => string.CompareOrdinal(a[0], b[0]) is not 0 and var byId ? byId : string.CompareOrdinal(a[1], b[1]));
        return [.. found];
    }

    /// <summary>Whether the file that a reference names is there.</summary>
    public bool Has(TableChoice choice) => Resolve(choice) is { } path && File.Exists(path);

    /// <summary>The table a reference names; null with a problem where it cannot be read.</summary>
    internal ParameterTable? Table(TableChoice choice, LoadProblem place, ICollection<LoadProblem> problems)
    {
        var path = Resolve(choice) is { } found ? Path.GetFullPath(found) : null;
        if (path is null || !File.Exists(path))
        {
            problems.Add(place with { Message = $"table '{choice.Reference}' does not exist", Hint = "write folder/file@version, or the path of a CSV file" });
            return null;
        }

        if (tables.TryGetValue(path, out var known))
            return known;
        var before = problems.Count;
        if (Csv(Folder, path, problems) is not { } csv)
            return null;
        var table = ParameterTable.Load(choice.Reference, csv, Codes, Sources, problems);
        var beside = Path.Combine(Path.GetDirectoryName(path)!, "correlations.csv");
        table.Correlate(File.Exists(beside) && Csv(Folder, beside, problems) is { } correlations ? ParameterTable.Load("correlations.csv", correlations, Codes, Sources, problems) : null, problems);
        if (problems.Count == before)
            tables[path] = table;
        return table;
    }

    /// <summary>Code lists of a code folder such as codes/land-class@1.</summary>
    internal IReadOnlyDictionary<string, HashSet<double>> Lists(string reference, LoadProblem place, ICollection<LoadProblem> problems)
    {
        if (lists.TryGetValue(reference, out var known))
            return known;
        var found = new Dictionary<string, HashSet<double>>(StringComparer.Ordinal);
        var folder = Path.Combine(Folder, reference.Replace("@", "/", StringComparison.Ordinal));
        if (!Directory.Exists(folder))
        {
            problems.Add(place with { Message = $"code folder '{reference}' does not exist" });
            return found;
        }

        var path = Path.Combine(folder, "lists.csv");
        if (File.Exists(path) && Csv(Folder, path, problems) is { } csv)
        {
            var (list, code) = (csv.IndexOf("list"), csv.IndexOf("code"));
            if (list < 0 || code < 0)
                problems.Add(new(csv.File, 1, 1, "needs the columns list, code, source"));
            else
                foreach (var row in csv.Rows)
                {
                    if (!found.TryGetValue(row.Cells[list], out var codes))
                        found[row.Cells[list]] = codes = [];
                    codes.Add(Codes.Intern(row.Cells[code]));
                }

            if (code >= 0)
                csv.CheckLeadingZeros(code, _ => true, problems);
        }

        return lists[reference] = found;
    }

    /// <summary>Reads a CSV of the folder; its name in problems is relative to the folder where it lies inside.</summary>
    internal static PackCsv? Csv(string folder, string path, ICollection<LoadProblem> problems)
    {
        var relative = Path.GetRelativePath(folder, path).Replace('\\', '/');
        var text = PackText.Read(path, relative.StartsWith("..", StringComparison.Ordinal) ? Path.GetFileName(path) : relative, problems);
        return text is null ? null : PackCsv.Parse(text, problems);
    }

    private string? Resolve(TableChoice choice)
    {
        var at = choice.Reference.LastIndexOf('@');
        if (at < 0)
            return Path.Combine(choice.Folder, choice.Reference);
        var slash = choice.Reference.LastIndexOf('/', at);
        return slash < 0 ? null : Path.Combine(Folder, choice.Reference[..slash], choice.Reference[(at + 1)..], choice.Reference[(slash + 1)..at] + ".csv");
    }
}
