using System.Text;
using CarbonSink.Methodologies;

namespace CarbonSink.Tests.Methodologies;

/// <summary>A methodology folder with one method `m/1`, written to a temporary place for one test. Cells of a row are parted by |.</summary>
internal sealed class TestPack : IDisposable
{
    public const string MethodFile = "methods/m/1/METHOD.md";

    private readonly Dictionary<string, string> files = new(StringComparer.Ordinal)
    {
        ["sources.csv"] = "id,kind,number,title,publisher,date,url,licence,read_by_us\nhand,hand-arithmetic,,Arithmetic written out,,,,,yes\nunread,standard,,Not read,,,,,no\nknown,memory,,Our knowledge,,,,,no\n",
        ["methods/m/1/method.json"] = """{"id":"m","version":"1","status":"draft","title":{"zh":"试","en":"test"},"codes":["codes/test@1"],"gwpSet":null,"refuses":[],"label":{"zh":"试","en":"test"}}""",
        ["codes/test/1/lists.csv"] = "list,code,source\nliving_pool,living,hand\nabove_ground_pool,AGB,hand\ngood,a,hand\ngood,b,hand\n",
    };

    public TestPack() => Folder = Directory.CreateTempSubdirectory("carbonsink-pack-").FullName;

    public string Folder { get; }

    /// <summary>set|inside|ordered|key|area</summary>
    public string[] Sets { get; init; } = [];

    /// <summary>symbol|over|unit, or symbol|over|unit|role; without a role the run names the value</summary>
    public string[] Inputs { get; init; } = [];

    /// <summary>table|file@version|keys|outside</summary>
    public string[] Tables { get; init; } = [];

    /// <summary>no.|symbol|over|unit|pool|when|kind|formula</summary>
    public string[] Equations { get; init; } = [];

    /// <summary>symbol|as|complete</summary>
    public string[] Outputs { get; init; } = [];

    /// <summary>code|when|中文|English</summary>
    public string[] Reasons { get; init; } = [];

    /// <summary>METHOD.md as written.</summary>
    public string Method => files.GetValueOrDefault(MethodFile) ?? Compose();

    /// <summary>Adds or replaces a file.</summary>
    public TestPack With(string file, string text)
    {
        files[file] = text;
        return this;
    }

    /// <summary>Adds a table tables/t/1/NAME.csv; every row gets source, locator and status.</summary>
    public TestPack Table(string name, string header, params string[] rows) =>
        With($"tables/t/1/{name}.csv", $"{header},source,locator,status\n{string.Concat(rows.Select(r => r + ",hand,row,secondary\n"))}");

    public string Write()
    {
        files.TryAdd(MethodFile, Compose());
        foreach (var (file, text) in files)
        {
            var path = Path.Combine(Folder, file);
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            File.WriteAllBytes(path, Encoding.UTF8.GetBytes(text));
        }

        return Folder;
    }

    public Methodology Load() => MethodologyCatalog.Open(Write()).Load("m");

    /// <summary>The problems of a pack that must not load.</summary>
    public IReadOnlyList<LoadProblem> Problems() => Xunit.Assert.Throws<MethodologyLoadException>(Load).Problems;

    /// <summary>The only problem of a pack that must not load.</summary>
    public LoadProblem Problem()
    {
        var problems = Problems();
        return problems.Count == 1 ? problems[0] : throw new Xunit.Sdk.XunitException($"{problems.Count} problems:\n{string.Join('\n', problems)}");
    }

    /// <summary>line:column of a text that stands once in METHOD.md, found by searching the text.</summary>
    public (int Line, int Column) Place(string text, string? within = null)
    {
        var start = within is null ? 0 : Method.IndexOf(within, StringComparison.Ordinal);
        var at = Method.IndexOf(text, start, StringComparison.Ordinal);
        Xunit.Assert.True(start >= 0 && at >= 0, $"'{text}' does not stand in METHOD.md");
        var before = Method[..at];
        return (before.Count(c => c == '\n') + 1, at - before.LastIndexOf('\n'));
    }

    public void Dispose() => Directory.Delete(Folder, recursive: true);

    private string Compose()
    {
        var text = new StringBuilder("# Test\n");
        void Part(string name, string header, IEnumerable<string> rows)
        {
            text.Append($"\n## {name}\n\n| {header} |\n|{string.Concat(header.Split('|').Select(_ => "---|"))}\n");
            foreach (var row in rows)
                text.Append($"| {string.Join(" | ", row.Split('|'))} |\n");
        }

        static string Filled(string row, int cells) => row + new string('|', cells - row.Count(c => c == '|') - 1);
        Part("Sets", "set | inside | ordered | key | area", Sets.Select(r => Filled(r, 5)));
        Part("Inputs", "symbol | over | unit | role | 中文 | meaning", Inputs.Select(r => r.Count(c => c == '|') == 3 ? $"{r}|试|test" : $"{Filled(r, 3)}|run|试|test"));
        Part("Tables", "table | file@version | keys | outside", Tables.Select(r => Filled(r, 4)));
        Part("Equations", "no. | symbol | over | unit | pool | when | kind | formula | source", Equations.Select(r => $"{r}|hand, written out"));
        Part("Outputs", "symbol | as | complete", Outputs.Select(r => Filled(r, 3)));
        if (Reasons.Length > 0)
            Part("Reasons", "code | when | 中文 | English", Reasons);
        return text.ToString();
    }
}
