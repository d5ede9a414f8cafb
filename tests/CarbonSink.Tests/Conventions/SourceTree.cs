using System.Text;
using System.Text.RegularExpressions;

namespace CarbonSink.Tests.Conventions;

/// <summary>The text of the repository, found by walking it: what .gitignore names is left out, as is .git.</summary>
internal sealed class SourceTree(string root)
{
    private static readonly string[] BinaryExtensions = [".shp", ".shx", ".dbf", ".gpkg", ".png", ".tif", ".docx", ".xlsx", ".zip"];

    public static SourceTree OfRepository { get; } = new(Repository.Root);

    public string Root => root;

    public string Read(string file) => File.ReadAllText(Path.Combine(root, file), Encoding.UTF8);

    public byte[] Bytes(string file) => File.ReadAllBytes(Path.Combine(root, file));

    public bool Exists(string file) => File.Exists(Path.Combine(root, file));

    /// <summary>Files below a folder with one of the extensions (all text files without any), relative to the root, with forward slashes, in ordinal order.</summary>
    public IReadOnlyList<string> Files(string folder = "", params string[] extensions)
    {
        var start = Path.Combine(root, folder);
        if (!Directory.Exists(start))
            return [];
        var ignored = IgnorePatterns();
        return Walk(new DirectoryInfo(start), ignored)
            .Where(f => extensions.Length == 0
                ? !BinaryExtensions.Contains(Path.GetExtension(f), StringComparer.OrdinalIgnoreCase)
                : extensions.Contains(Path.GetExtension(f), StringComparer.OrdinalIgnoreCase))
            .Order(StringComparer.Ordinal).ToList();
    }

    /// <summary>Names of the folders directly below a folder.</summary>
    public IReadOnlyList<string> Folders(string folder)
    {
        var start = Path.Combine(root, folder);
        var ignored = IgnorePatterns();
        return Directory.Exists(start)
            ? new DirectoryInfo(start).EnumerateDirectories().Where(d => !IsIgnored(d, ignored)).Select(d => d.Name).Order(StringComparer.Ordinal).ToList()
            : [];
    }

    private IEnumerable<string> Walk(DirectoryInfo folder, IReadOnlyList<Regex> ignored)
    {
        foreach (var entry in folder.EnumerateFileSystemInfos())
        {
            if (entry.Name == ".git" || IsIgnored(entry, ignored))
                continue;
            if (entry is DirectoryInfo below)
            {
                foreach (var file in Walk(below, ignored))
                    yield return file;
            }
            else
            {
                yield return Relative(entry);
            }
        }
    }

    private bool IsIgnored(FileSystemInfo entry, IReadOnlyList<Regex> ignored)
    {
        var path = "/" + Relative(entry) + (entry is DirectoryInfo ? "/" : "");
        return ignored.Any(p => p.IsMatch(path));
    }

    private string Relative(FileSystemInfo entry) => Path.GetRelativePath(root, entry.FullName).Replace('\\', '/');

    // The part of the .gitignore language this repository uses: names, leading and trailing slash, star.
    private List<Regex> IgnorePatterns()
    {
        var file = Path.Combine(root, ".gitignore");
        if (!File.Exists(file))
            return [];
        return File.ReadLines(file).Select(l => l.Trim()).Where(l => l.Length > 0 && l[0] != '#').Select(l =>
        {
            var body = Regex.Escape(l.Trim('/')).Replace("\\*", "[^/]*");
            return new Regex((l[0] == '/' ? "^/" : "/") + body + (l[^1] == '/' ? "/$" : "/?$"), RegexOptions.CultureInvariant, TimeSpan.FromSeconds(1));
        }).ToList();
    }
}

/// <summary>A throw-away folder in which a rule is shown something it must find.</summary>
internal sealed class TemporaryTree : IDisposable
{
    public TemporaryTree() => Tree = new SourceTree(Directory.CreateTempSubdirectory("carbonsink-").FullName);

    public SourceTree Tree { get; }

    public TemporaryTree With(string file, string text) => With(file, Encoding.UTF8.GetBytes(text));

    public TemporaryTree With(string file, byte[] bytes)
    {
        var path = Path.Combine(Tree.Root, file);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllBytes(path, bytes);
        return this;
    }

    public void Dispose() => Directory.Delete(Tree.Root, recursive: true);
}

/// <summary>How a rule's problems are asserted: one failure that names them all.</summary>
internal static class Rule
{
    public static void Holds(IEnumerable<string> problems, string remedy = "")
    {
        var list = problems.ToList();
        Xunit.Assert.True(list.Count == 0, $"{list.Count} problem(s):\n  {string.Join("\n  ", list)}\n{remedy}");
    }
}
