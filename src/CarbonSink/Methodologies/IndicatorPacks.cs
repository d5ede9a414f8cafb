using System.Globalization;
using System.Text.Json;
using CarbonSink.Estimation;
using CarbonSink.Methodologies.Packs;
using CarbonSink.Quantities;
using CarbonSink.Targets;

namespace CarbonSink.Methodologies;

/// <summary>Reads and checks the packs of methodology/indicators; every fault names file and line.</summary>
internal sealed class IndicatorPacks(MethodologyCatalog catalog)
{
    private const string Root = "indicators";
    private const string LandAreaFigure = "landAreaHa";

    private readonly List<LoadProblem> problems = [];
    private readonly Dictionary<string, CodeTable> codes = new(StringComparer.Ordinal);

    /// <summary>Those whose indicator.json is wanted, each in its newest version, in ordinal order of ids.</summary>
    /// <exception cref="MethodologyLoadException">A pack is wrong; carries every problem.</exception>
    public IReadOnlyList<Indicator> Newest(Func<JsonElement, bool> isWanted)
    {
        var found = NewestVersions().Select(v => Load(v.Id, v.Version, isWanted)).OfType<Indicator>().ToList();
        CheckTogether(found);
        return problems.Count > 0 ? throw new MethodologyLoadException(problems) : found;
    }

    /// <summary>What is wrong with any of them, old versions included.</summary>
    public IReadOnlyList<LoadProblem> Check()
    {
        var newest = NewestVersions().ToHashSet();
        var found = new List<Indicator>();
        foreach (var (id, version) in Versions())
        {
            if (Load(id, version, _ => true) is not { } indicator)
                continue;
            CheckOutputs(indicator);
            if (newest.Contains((id, version)))
                found.Add(indicator);
        }

        CheckTogether(found);
        return problems;
    }

    private IEnumerable<(string Id, string Version)> Versions()
    {
        var root = Path.Combine(catalog.Folder, Root);
        return !Directory.Exists(root) ? [] : Directory.GetFiles(root, "indicator.json", SearchOption.AllDirectories)
            .Select(f => Path.GetRelativePath(root, f).Split(Path.DirectorySeparatorChar)).Where(p => p.Length == 3)
            .Select(p => (p[0], p[1])).OrderBy(p => p.Item1, StringComparer.Ordinal).ThenBy(p => p.Item2, StringComparer.Ordinal);
    }

    private IEnumerable<(string Id, string Version)> NewestVersions() => Versions().GroupBy(v => v.Id, StringComparer.Ordinal)
        .Select(g => g.OrderBy(v => int.TryParse(v.Version, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : -1).Last());

    private Indicator? Load(string id, string version, Func<JsonElement, bool> isWanted)
    {
        var before = problems.Count;
        var (folder, file) = ($"{Root}/{id}/{version}", $"{Root}/{id}/{version}/indicator.json");
        if (PackText.Read(Path.Combine(catalog.Folder, file), file, problems) is not { } text)
            return null;
        try
        {
            using var json = JsonDocument.Parse(text.Text);
            if (!isWanted(json.RootElement))
                return null;
            var root = json.RootElement;
            var (ownId, ownVersion) = (Text(root, "id"), Text(root, "version"));
            if ((ownId, ownVersion) != (id, version))
                problems.Add(new(file, 1, 1, $"says {ownId}/{ownVersion}, but its folder is {id}/{version}"));
            var indicator = Reported(new(id, version, TermsOf(root, id), StatusOf(Text(root, "status")), Text(root, "source")), root, file) with
            {
                Definitions = Definitions(root, folder, file),
                SameAs = Optional(root, "sameAs"),
            };
            RequireSource(indicator.Source, new(file, 1, 1, ""));
            foreach (var definition in indicator.Definitions)
                CheckUnit(indicator, definition, file);
            if (indicator.Definitions.GroupBy(d => d.Base.Id, StringComparer.Ordinal).FirstOrDefault(g => g.Count() > 1) is { } twice)
                problems.Add(new(file, 1, 1, $"base '{twice.Key}' stands twice"));
            if (indicator.Definitions.Count > 0 && (indicator.SameAs is not null || indicator.Terms.IsWork))
                problems.Add(new(file, 1, 1, "has bases of its own, but is work done or another name of an indicator"));
            return problems.Count > before ? null : indicator with { Status = indicator.Definitions.SelectMany(d => d.Terms).Select(t => t.Status).Append(indicator.Status).Max() };
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException or KeyNotFoundException or FormatException)
        {
            problems.Add(new(file, 1, 1, "is not as indicator.json should be: " + e.Message, "id, version, status, title { zh, en }, code, names [ ], unit, domain, kind (level or work), source and, where it applies, family, sameAs, classes, bases [ ], figure, numerator { zh, en, figure }, missing { zh, en }"));
        }
        catch (MethodologyLoadException e)
        {
            problems.AddRange(e.Problems);
        }

        return null;
    }

    /// <summary>Code, names and unit; the first packs, which say no code, are rates of land named by their title.</summary>
    private static TargetIndicator TermsOf(JsonElement root, string id)
    {
        var title = Both(root.GetProperty("title"));
        if (Optional(root, "code") is not { } code)
            return new(id.Replace('-', '_'), title, [title.Zh], "%", "forest", "", IsWork: false);
        var (unit, kind) = (Text(root, "unit"), Text(root, "kind"));
        if (!Unit.TryParse(unit, out _, out var bad))
            throw new FormatException($"'{bad}' is not a unit");
        if (kind is not ("level" or "work"))
            throw new FormatException($"kind '{kind}' is neither level nor work");
        string[] names = [.. root.GetProperty("names").EnumerateArray().Select(n => n.GetString() is { Length: > 0 } name ? name : throw new FormatException("a name is blank"))];
        return new(code, title, names, unit, Text(root, "domain"), Optional(root, "family") ?? "", kind == "work");
    }

    /// <summary>With the names under which assessments print it, where they do.</summary>
    private Indicator Reported(Indicator indicator, JsonElement root, string file)
    {
        if (Optional(root, "figure") is not { } figure && !root.TryGetProperty("numerator", out _))
            return indicator;
        var numerator = root.GetProperty("numerator");
        var reported = indicator with
        {
            Figure = Text(root, "figure"),
            AreaTitle = Both(numerator),
            AreaFigure = Text(numerator, "figure"),
            Missing = root.TryGetProperty("missing", out var missing) && missing.ValueKind != JsonValueKind.Null ? Both(missing) : null,
        };
        if (!reported.Figure.EndsWith("Percent", StringComparison.Ordinal) || !reported.AreaFigure.EndsWith("Ha", StringComparison.Ordinal))
            problems.Add(new(file, 1, 1, $"figures '{reported.Figure}' and '{reported.AreaFigure}' do not end in Percent and Ha"));
        return reported;
    }

    private List<IndicatorDefinition> Definitions(JsonElement root, string folder, string file)
    {
        var used = new HashSet<string>(StringComparer.Ordinal);
        var tables = Classes(root);
        var definitions = new List<IndicatorDefinition>();
        if (root.TryGetProperty("bases", out var bases))
            foreach (var item in bases.EnumerateArray())
            {
                var method = Optional(item, "method");
                definitions.Add(new(new(Text(item, "id"), Both(item)), method is null ? Term(item, "numerator") : null, item.TryGetProperty("denominator", out _) ? Term(item, "denominator") : null)
                {
                    IsChange = item.TryGetProperty("change", out var change) && change.GetBoolean(),
                    Method = method ?? "",
                    Output = method is null ? "" : Text(item, "output"),
                });
            }
        else if (root.TryGetProperty("figure", out _))
            definitions.Add(new(new("land-area", new("土地总面积", "land area")), new(StockFigure.Area, List("numerator.csv"), ListStatus("numerator.csv")), new(null, [], ParameterStatus.Declared)));
        foreach (var path in Directory.GetFiles(Path.Combine(catalog.Folder, folder), "*.csv").Select(Path.GetFileName).OfType<string>().Where(f => !used.Contains(f)).Order(StringComparer.Ordinal))
            problems.Add(new($"{folder}/{path}", 1, 1, "is used by no base of indicator.json"));
        return definitions;

        IndicatorTerm Term(JsonElement item, string key)
        {
            var term = item.GetProperty(key);
            var figure = Text(term, "figure");
            var known = StockFigures.All.Where(f => f.Key() == figure).ToArray();
            if (known.Length == 0 && figure != LandAreaFigure)
                throw new FormatException($"'{figure}' is no figure; known are {LandAreaFigure}, {string.Join(", ", StockFigures.All.Select(f => f.Key()))}");
            var list = Optional(term, "list");
            return new(known.Length > 0 ? known[0] : null, list is null ? [] : List(list), list is null ? ParameterStatus.Declared : ListStatus(list));
        }

        IReadOnlyList<ClassList> List(string name)
        {
            used.Add(name);
            return MethodologyCatalog.Csv(catalog.Folder, Path.Combine(catalog.Folder, folder, name), problems) is { } csv ? Read(csv, tables) : [];
        }

        ParameterStatus ListStatus(string name) => MethodologyCatalog.Csv(catalog.Folder, Path.Combine(catalog.Folder, folder, name), []) is { } csv && csv.IndexOf("status") is >= 0 and var at
            ? csv.Rows.Select(r => Enum.TryParse<ParameterStatus>(r.Cells[at], true, out var status) ? status : ParameterStatus.Declared).DefaultIfEmpty().Max() : ParameterStatus.Declared;
    }

    /// <summary>The code tables of the roles: one reference for land classes, or a reference for each role.</summary>
    private static Dictionary<string, string> Classes(JsonElement root) => !root.TryGetProperty("classes", out var classes) ? []
        : classes.ValueKind == JsonValueKind.String ? new(StringComparer.Ordinal) { ["landClass"] = classes.GetString()! }
        : classes.EnumerateObject().ToDictionary(p => p.Name, p => p.Value.GetString() ?? throw new FormatException($"classes.{p.Name} is no text"), StringComparer.Ordinal);

    private List<ClassList> Read(PackCsv csv, Dictionary<string, string> tables)
    {
        string[] columns = ["class", "source", "status"];
        if (Array.Find(columns, c => csv.IndexOf(c) < 0) is { } lacking)
        {
            problems.Add(new(csv.File, 1, 1, $"column '{lacking}' is missing", "a list of classes has the columns class,source,locator,status,reason, before them role where it is not landClass"));
            return [];
        }

        var found = new List<(string Role, string Name)>();
        foreach (var row in csv.Rows)
        {
            var place = new LoadProblem(csv.File, row.Line, 1, "");
            var (role, name, status) = (csv.IndexOf("role") is >= 0 and var at ? row.Cells[at] : "landClass", row.Cells[csv.IndexOf("class")], row.Cells[csv.IndexOf("status")]);
            if (!tables.TryGetValue(role, out var table))
                problems.Add(place with { Message = $"role '{role}' has no code table under classes of indicator.json" });
            else if (!Codes(table).Rows.Any(r => r.Meaning == name))
                problems.Add(place with { Message = $"class '{name}' is not in {table}" });
            if (found.Contains((role, name)))
                problems.Add(place with { Message = $"class '{name}' stands twice" });
            found.Add((role, name));
            RequireSource(row.Cells[csv.IndexOf("source")], place);
            if (!Enum.TryParse<ParameterStatus>(status, true, out var own) || status.Any(char.IsAsciiDigit) || own == ParameterStatus.Conflict)
                problems.Add(place with { Message = $"'{status}' is no status", Hint = "write verified, secondary, memory, derived or declared" });
        }

        return [.. found.GroupBy(f => f.Role, StringComparer.Ordinal).Select(g => new ClassList(g.Key, [.. g.Select(f => f.Name)]))];
    }

    private CodeTable Codes(string reference) => codes.TryGetValue(reference, out var known) ? known : codes[reference] = CodeTable.Load(catalog.Folder, reference);

    /// <summary>What is computed must be measured in the indicator's unit.</summary>
    private void CheckUnit(Indicator indicator, IndicatorDefinition definition, string file)
    {
        if (definition.Numerator is not { } numerator)
            return;
        var unit = numerator.Unit;
        unit = definition.Denominator is { } denominator ? unit.Per(denominator.Unit) : unit;
        unit = definition.IsChange ? unit.Per(Unit.Parse("yr")) : unit;
        if (!unit.Dimension.Equals(Unit.Parse(indicator.Terms.Unit).Dimension))
            problems.Add(new(file, 1, 1, $"base '{definition.Base.Id}' is measured in {unit}, the indicator in {indicator.Terms.Unit}"));
    }

    /// <summary>The output of a method that a definition names must be there, in a unit that fits.</summary>
    private void CheckOutputs(Indicator indicator)
    {
        var file = $"{Root}/{indicator.Id}/{indicator.Version}/indicator.json";
        foreach (var definition in indicator.Definitions.Where(d => d.Method.Length > 0))
        {
            if (!catalog.Methods().Any(m => $"{m.Id}/{m.Version}" == definition.Method))
            {
                problems.Add(new(file, 1, 1, $"base '{definition.Base.Id}' names method '{definition.Method}', which is no method of this folder", "write id/version"));
                continue;
            }

            try
            {
                var outputs = catalog.Load(definition.Method, new Dictionary<string, TableChoice>()).Outputs;
                if (outputs.FirstOrDefault(o => o.Symbol == definition.Output) is not { } output)
                    problems.Add(new(file, 1, 1, $"'{definition.Output}' is no output of {definition.Method}; it has {string.Join(", ", outputs.Select(o => o.Symbol))}"));
                else if (output.Unit == "code" || !Unit.Parse(output.Unit).Dimension.Equals(Unit.Parse(indicator.Terms.Unit).Dimension))
                    problems.Add(new(file, 1, 1, $"output '{output.Symbol}' of {definition.Method} is measured in {output.Unit}, the indicator in {indicator.Terms.Unit}"));
            }
            catch (MethodologyLoadException)
            {
                // told where that method is checked
            }
        }
    }

    /// <summary>Codes and names are of one indicator each; another name has an indicator to be the name of.</summary>
    private void CheckTogether(List<Indicator> found)
    {
        foreach (var twice in found.GroupBy(i => i.Terms.Code, StringComparer.Ordinal).Where(g => g.Count() > 1))
            problems.Add(new(Root, 1, 1, $"code '{twice.Key}' is that of {string.Join(", ", twice.Select(i => i.Id))}"));
        foreach (var twice in found.SelectMany(i => i.Terms.Names.Select(n => (Name: n, i.Id))).GroupBy(n => n.Name, StringComparer.Ordinal).Where(g => g.Count() > 1))
            problems.Add(new(Root, 1, 1, $"the name '{twice.Key}' is that of {string.Join(", ", twice.Select(t => t.Id))}"));
        foreach (var other in found.Where(i => i.SameAs is not null))
            if (found.Find(i => i.Terms.Code == other.SameAs) is not { SameAs: null } meant || meant.Terms.Unit != other.Terms.Unit)
                problems.Add(new($"{Root}/{other.Id}/{other.Version}/indicator.json", 1, 1, $"sameAs '{other.SameAs}' is no indicator of the same unit with a definition of its own"));
    }

    private void RequireSource(string source, LoadProblem place)
    {
        var id = source.Split(',')[0].Trim();
        if (!catalog.Sources.ContainsKey(id))
            problems.Add(place with { Message = $"source '{id}' is not in sources.csv" });
    }

    private static string? Optional(JsonElement element, string key) => element.TryGetProperty(key, out var value) && value.ValueKind != JsonValueKind.Null ? Text(element, key) : null;

    private static string Text(JsonElement element, string key) => element.GetProperty(key).GetString() is { Length: > 0 } text ? text : throw new FormatException($"\"{key}\" is blank");

    private static Bilingual Both(JsonElement element) => new(Text(element, "zh"), Text(element, "en"));

    private static ParameterStatus StatusOf(string word) => Enum.TryParse<ParameterStatus>(word, true, out var status) && !word.Any(char.IsAsciiDigit) ? status : throw new FormatException($"'{word}' is no status");
}
