using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using CarbonSink.Methodologies;
using CarbonSink.Methodologies.Packs;

namespace CarbonSink.Reports;

/// <summary>Reads and checks the template folders of methodology/reports (报告模板的读取与检查); every fault names file, line and remedy.</summary>
public sealed class ReportTemplateLoader
{
    /// <summary>Folder of the templates inside the methodology folder.</summary>
    public const string Root = "reports";

    private const string Description = "report.json";
    private static readonly string[] Files = ["facts.csv", "tables.csv", "columns.csv", "figures.csv", "checks.csv", "words.csv"];

    private readonly MethodologyCatalog catalog;
    private readonly string folder;
    private readonly List<LoadProblem> problems = [];

    private ReportTemplateLoader(MethodologyCatalog catalog, string id, string version) => (this.catalog, folder, Id, Version) = (catalog, $"{Root}/{id}/{version}", id, version);

    private string Id { get; }

    private string Version { get; }

    /// <summary>Ids and versions of all templates, sorted.</summary>
    public static IReadOnlyList<(string Id, string Version)> Versions(MethodologyCatalog catalog)
    {
        var root = Path.Combine(catalog.Folder, Root);
        return !Directory.Exists(root) ? [] : [.. Directory.GetFiles(root, Description, SearchOption.AllDirectories)
            .Select(f => Path.GetRelativePath(root, f).Split(Path.DirectorySeparatorChar)).Where(p => p.Length == 3)
            .Select(p => (p[0], p[1])).OrderBy(p => p.Item1, StringComparer.Ordinal).ThenBy(p => p.Item2.Length).ThenBy(p => p.Item2, StringComparer.Ordinal)];
    }

    /// <summary>Loads <c>id</c> (the newest version) or <c>id/version</c>.</summary>
    /// <exception cref="MethodologyLoadException">There is none, or it is wrong; carries every problem.</exception>
    public static ReportTemplate Load(MethodologyCatalog catalog, string named)
    {
        var parts = named.Split('/');
        var all = Versions(catalog);
        var found = all.Where(v => v.Id == parts[0] && (parts.Length == 1 || (parts.Length == 2 && v.Version == parts[1]))).ToList();
        if (found.Count == 0)
            throw new MethodologyLoadException([new(Root, 1, 1, $"there is no report '{named}'", $"name one of {string.Join(", ", all.Select(v => v.Id).Distinct())}")]);
        return new ReportTemplateLoader(catalog, found[^1].Id, found[^1].Version).Load();
    }

    private ReportTemplate Load()
    {
        var template = Described();
        new ReportTemplateCheck(template, folder, problems).Check();
        return problems.Count > 0 ? throw new MethodologyLoadException(problems) : template;
    }

    private ReportTemplate Described()
    {
        var file = $"{folder}/{Description}";
        var text = PackText.Read(Path.Combine(catalog.Folder, file), file, problems) ?? throw new MethodologyLoadException(problems);
        try
        {
            using var json = JsonDocument.Parse(text.Text);
            var root = json.RootElement;
            if ((Text(root, "id"), Text(root, "version")) != (Id, Version))
                problems.Add(new(file, 1, 1, $"says {Text(root, "id")}/{Text(root, "version")}, but its folder is {Id}/{Version}"));
            if (!catalog.Sources.ContainsKey(Text(root, "source")))
                problems.Add(new(file, 1, 1, $"source '{Text(root, "source")}' is not in sources.csv"));
            var columns = Rows("columns.csv", ["table", "column", "zh", "en", "unit", "kind", "decimals", "value", "where", "parts", "words", "privacy"]).Select(Column).ToLookup(c => c.Table, c => c.Column);
            return new(
                Id, Version, Both(root, "title"), root.TryGetProperty("subtitle", out _) ? Both(root, "subtitle") : new("", ""), Named<ReportLayout>(Text(root, "layout")),
                [.. root.GetProperty("sources").EnumerateArray().Select(SourceOf)],
                [.. Rows("facts.csv", ["fact", "zh", "en", "from", "at", "unit", "kind", "decimals", "words", "required"]).Select(Fact)],
                [.. Rows("tables.csv", ["table", "number", "zh", "en", "from", "at", "where", "groups", "split", "total", "wide", "noteZh", "noteEn"]).Select(r => Table(r, [.. columns[r["table"]]]))],
                [.. Rows("figures.csv", ["figure", "kind", "zh", "en", "table", "label", "values", "noteZh", "noteEn"]).Select(r => new FigureDefinition(r["figure"], r["kind"], r.Both, r["table"], r["label"], Split(r["values"], ' '), r.Note, r.Line))],
                [.. Rows("checks.csv", ["check", "kind", "left", "right", "article", "effect", "zh", "en"]).Select(Check)],
                WordLists(), new(Prose("text.zh.md"), Prose("text.en.md")))
            {
                Source = Text(root, "source"),
                NumbersHeadings = !root.TryGetProperty("numbering", out var numbering) || numbering.GetString() != "none",
                Cover = root.TryGetProperty("cover", out var cover) ? [.. cover.EnumerateArray().Select(c => c.GetString() ?? "")] : [],
                Sha256 = Hash(text),
            };
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException or KeyNotFoundException or FormatException)
        {
            problems.Add(new(file, 1, 1, "is not as report.json should be: " + e.Message, "id, version, title { zh, en }, subtitle { zh, en }, layout (Official, Certificate or Tables), numbering (none), cover [ ], source, sources [ { role, runs [ ], zh, en, optional } ]"));
            throw new MethodologyLoadException(problems);
        }
    }

    private SourceDefinition SourceOf(JsonElement source) => new(
        Text(source, "role"), [.. source.GetProperty("runs").EnumerateArray().Select(r => r.GetString() ?? "")], new(Text(source, "zh"), Text(source, "en")),
        source.TryGetProperty("optional", out var optional) && optional.GetBoolean());

    private FactDefinition Fact(TemplateRow row)
    {
        var from = row["from"];
        var place = from is "given" or "computed" ? new("", "", "") : Place(row, from, row["at"]);
        return new(row["fact"], row.Both, place, from == "computed" ? row["at"] : null, row["unit"], Kind(row), Decimals(row), row["words"], row.Line) { IsRequired = row["required"] == "yes" };
    }

    private TableDefinition Table(TemplateRow row, IReadOnlyList<ColumnDefinition> columns) => new(
        row["table"], row.Both, row["from"].Length == 0 ? new("", "", "") : Place(row, row["from"], row["at"]), row["where"], [.. Split(row["groups"], '>').Select(Group)],
        row["split"].Length == 0 ? null : Group(row["split"]), row["total"] == "yes", row["wide"] == "yes", columns, row.Note, row.Line)
    {
        Number = row["number"],
    };

    private (string Table, ColumnDefinition Column) Column(TemplateRow row) => (row["table"], new(
        row["column"], row.Both, row["unit"], Kind(row), Decimals(row), row["value"], row["where"], Split(row["parts"], ' '), row["words"], row.Line)
    {
        Privacy = row["privacy"],
    });

    private CheckDefinition Check(TemplateRow row)
    {
        if (row["effect"] is not ("refuse" or "mark"))
            problems.Add(row.Problem("effect", $"'{row["effect"]}' is neither refuse nor mark"));
        return new(row["check"], row["kind"], row["left"], row["right"], row["article"], row["effect"] == "refuse", row.Both, row.Line);
    }

    /// <summary>Written <c>column[:length][(nameColumn)][=list]</c>.</summary>
    private static GroupDefinition Group(string text)
    {
        var (rest, words) = Cut(text, '=');
        var (bare, name) = Cut(rest.TrimEnd(')'), '(');
        var (column, length) = Cut(bare, ':');
        return new(column.Trim(), length.Length == 0 ? null : int.Parse(length, NumberStyles.None, CultureInfo.InvariantCulture), name.Trim(), words.Trim());
    }

    private ValuePlace Place(TemplateRow row, string from, string at)
    {
        var (role, file) = Cut(from, ':');
        if (file.Length == 0)
            problems.Add(row.Problem("from", $"'{from}' names no file", "write role:file"));
        return new(role, file.TrimEnd('?'), at) { IsOptional = file.EndsWith('?') };
    }

    private ValueKind Kind(TemplateRow row)
    {
        if (Enum.TryParse<ValueKind>(row["kind"], ignoreCase: true, out var kind) && !row["kind"].Any(char.IsAsciiDigit))
            return kind;
        problems.Add(row.Problem("kind", $"'{row["kind"]}' is not one of text, count, sum, number, date"));
        return ValueKind.Text;
    }

    private int Decimals(TemplateRow row)
    {
        if (row["decimals"].Length == 0)
            return 0;
        if (int.TryParse(row["decimals"], NumberStyles.None, CultureInfo.InvariantCulture, out var decimals) && decimals <= 12)
            return decimals;
        problems.Add(row.Problem("decimals", $"'{row["decimals"]}' is no number from 0 to 12"));
        return 0;
    }

    /// <summary>words.csv; a list whose code is <c>@</c> is that of a code folder or table named under zh, e.g. codes/land-class/1.</summary>
    private Dictionary<string, IReadOnlyDictionary<string, Bilingual>> WordLists()
    {
        var lists = new Dictionary<string, IReadOnlyDictionary<string, Bilingual>>(StringComparer.Ordinal);
        foreach (var rows in Rows("words.csv", ["list", "code", "zh", "en"]).GroupBy(r => r["list"], StringComparer.Ordinal))
        {
            var words = new Dictionary<string, Bilingual>(StringComparer.Ordinal);
            foreach (var row in rows)
            {
                if (row["code"] == "@")
                    Codes(row, words);
                else if (!words.TryAdd(row["code"], row.Both))
                    problems.Add(row.Problem("code", $"code '{row["code"]}' stands twice in list {rows.Key}"));
            }

            lists[rows.Key] = words;
        }

        return lists;
    }

    private void Codes(TemplateRow row, Dictionary<string, Bilingual> words)
    {
        var file = $"{row["zh"]}/codes.csv";
        if (PackText.Read(Path.Combine(catalog.Folder, file), file, problems) is not { } text || PackCsv.Parse(text, problems) is not { } csv)
            return;
        var (code, name, english) = (csv.IndexOf("code"), csv.IndexOf("name"), csv.IndexOf("name_en"));
        if (code < 0 || name < 0 || english < 0)
            problems.Add(row.Problem("zh", $"{file} has no columns code, name and name_en"));
        else
            foreach (var coded in csv.Rows)
                words.TryAdd(coded.Cells[code], new(coded.Cells[name], coded.Cells[english]));
    }

    private string Prose(string name)
    {
        var file = $"{folder}/{name}";
        return PackText.Read(Path.Combine(catalog.Folder, file), file, problems)?.Text ?? "";
    }

    private List<TemplateRow> Rows(string name, string[] needed)
    {
        var file = $"{folder}/{name}";
        var path = Path.Combine(catalog.Folder, file);
        if (!File.Exists(path) || PackText.Read(path, file, problems) is not { } text || PackCsv.Parse(text, problems) is not { } csv)
            return [];
        foreach (var missing in needed.Where(n => csv.IndexOf(n) < 0))
            problems.Add(new(file, 1, 1, $"has no column '{missing}'"));
        foreach (var unknown in csv.Header.Except(needed))
            problems.Add(new(file, 1, 1, $"has a column '{unknown}' that nothing reads", $"the columns are {string.Join(", ", needed)}"));
        return [.. csv.Rows.Select(r => new TemplateRow(csv, r))];
    }

    private string Hash(PackText description)
    {
        var names = new StringBuilder();
        names.Append(CultureInfo.InvariantCulture, $"{description.Sha256}  {Description}\n");
        foreach (var name in Files.Append("text.zh.md").Append("text.en.md"))
            if (Path.Combine(catalog.Folder, folder, name) is var path && File.Exists(path) && PackText.Read(path, name, problems) is { } text)
                names.Append(CultureInfo.InvariantCulture, $"{text.Sha256}  {name}\n");
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(names.ToString())));
    }

    private static (string Before, string After) Cut(string text, char mark) => text.IndexOf(mark, StringComparison.Ordinal) is >= 0 and var at ? (text[..at], text[(at + 1)..]) : (text, "");

    private static string[] Split(string text, char mark) => text.Split(mark, StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

    private static string Text(JsonElement element, string key) => element.GetProperty(key).GetString() is { Length: > 0 } text ? text : throw new FormatException($"\"{key}\" is blank");

    private static Bilingual Both(JsonElement element, string key) => new(Text(element.GetProperty(key), "zh"), Text(element.GetProperty(key), "en"));

    private static T Named<T>(string word)
        where T : struct, Enum => Enum.TryParse<T>(word, ignoreCase: true, out var value) && !word.Any(char.IsAsciiDigit) ? value : throw new FormatException($"'{word}' is none of {string.Join(", ", Enum.GetNames<T>())}");
}

/// <summary>A row of a table of a template, by name of the column; a column that is not there is blank, and was reported.</summary>
internal sealed class TemplateRow(PackCsv csv, PackRow row)
{
    public int Line => row.Line;

    public Bilingual Both => new(this["zh"], this["en"]);

    public Bilingual Note => new(this["noteZh"], this["noteEn"]);

    public string this[string column] => csv.IndexOf(column) is >= 0 and var at ? row.Cells[at] : "";

    public LoadProblem Problem(string column, string message, string hint = "") =>
        csv.IndexOf(column) is >= 0 and var at ? new(csv.File, row.Lines[at], row.Columns[at], message, hint) : new(csv.File, row.Line, 1, message, hint);
}
