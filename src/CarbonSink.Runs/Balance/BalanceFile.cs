using CarbonSink.Balances;
using CarbonSink.Estimation;
using CarbonSink.Findings;
using CarbonSink.Methodologies;

namespace CarbonSink.Runs;

/// <summary>Whose emissions a balance counts (核算边界), as the user states it.</summary>
/// <param name="Principle">territorial or consumption.</param>
/// <param name="Electricity">Whether emissions of electricity from outside are included.</param>
/// <param name="Text">In words.</param>
public sealed record BalanceBoundary(string Principle, bool Electricity, Bilingual Text);

/// <summary>Where figures of the sink come from (碳汇数据来源).</summary>
internal sealed record SinkSource(string Kind, ProjectObject Json, string At);

/// <summary>What balance.json says (收支说明), read strictly: what it does not know is refused with its line.</summary>
internal sealed record BalanceFile(string Path)
{
    public const string FileName = "balance.json";

    /// <summary>Last year of scenarios where the file names none.</summary>
    public const int DefaultEnd = 2060;

    private const int FirstYear = 1990;
    private const int LastYear = 2100;

    private static readonly string[] Described = ["title", "land", "pools", "gas", "within", "apart"];

    private static readonly Dictionary<string, (string[] Required, string[] Optional)> Kinds = new(StringComparer.Ordinal)
    {
        ["table"] = (["kind", "path", "components"], ["note"]),
        ["surveys"] = (["kind", "component", "data"], [.. Described, "note"]),
        ["projection"] = (["kind", "component", "data"], [.. Described, "scenarios", "scenarioFile", "curves", "follow", "note"]),
        ["evaluation"] = (["kind", "component", "data", "output", "counts"], [.. Described, "note"]),
    };

    public string Name => System.IO.Path.GetFileName(Path);

    public string Folder => System.IO.Path.GetDirectoryName(System.IO.Path.GetFullPath(Path))!;

    public required Bilingual Title { get; init; }

    public required (int From, int To) Years { get; init; }

    public int? ScenariosTo { get; init; }

    public required BalanceBoundary Boundary { get; init; }

    public string? Gwp { get; init; }

    public bool Interpolates { get; init; }

    public required string Emissions { get; init; }

    public string? Sold { get; init; }

    public required IReadOnlyList<SinkComponent> Components { get; init; }

    public required IReadOnlyList<SinkSource> Sinks { get; init; }

    public IReadOnlyList<Bilingual> NotCounted { get; init; } = [];

    /// <summary>Path of something that the file names.</summary>
    public string At(string path) => System.IO.Path.GetFullPath(System.IO.Path.Combine(Folder, path));

    /// <summary>Reads the file, or that of a folder.</summary>
    /// <exception cref="RefusedInputException">It is not there or not right; line and key are named.</exception>
    public static BalanceFile Read(string source)
    {
        var path = Directory.Exists(source) ? System.IO.Path.Combine(source, FileName) : source;
        var name = System.IO.Path.GetFileName(path);
        if (!File.Exists(path))
            throw DataSet.Refuse(BalanceFindings.NoFile, name, path);
        var json = ProjectObject.Parse(File.ReadAllBytes(path), name, ["title", "years", "boundary", "emissions", "sinks"], ["gwp", "interpolate", "sold", "scenarios", "notCounted", "note"]);
        var years = json.Object("years", ["from", "to"], []);
        var (from, to) = (years.Whole("from", FirstYear), years.Whole("to", FirstYear));
        if (to < from || to > LastYear)
            throw years.Wrong("to", $"不早于 from、不晚于 {LastYear} 的年份", $"a year not before from and not after {LastYear}");
        int? last = null;
        if (json.Has("scenarios"))
        {
            var scenarios = json.Object("scenarios", [], ["to"]);
            last = scenarios.Has("to") ? scenarios.Whole("to", to + 1) : DefaultEnd;
            if (last > LastYear)
                throw scenarios.Wrong("to", $"不晚于 {LastYear} 的年份", $"a year not after {LastYear}");
        }

        var components = new List<SinkComponent>();
        var sinks = json.Items("sinks").Select((item, i) => Sink(json, item, name, $"sinks[{i}]", components)).ToArray();
        var boundary = json.Object("boundary", ["principle", "electricity", "text"], []);
        return new(path)
        {
            Title = Both(json, "title"),
            Years = (from, to),
            ScenariosTo = last,
            Boundary = new(Word(boundary, "principle", "territorial", "consumption"), Word(boundary, "electricity", "included", "excluded") == "included", Both(boundary, "text")),
            Gwp = json.TextOrNull("gwp"),
            Interpolates = json.Has("interpolate") && json.Flag("interpolate"),
            Emissions = json.Text("emissions"),
            Sold = json.TextOrNull("sold"),
            Components = components,
            Sinks = sinks,
            NotCounted = json.Has("notCounted") ? [.. json.Objects("notCounted", ["zh", "en"], []).Select(o => new Bilingual(o.Text("zh"), o.Text("en")))] : [],
        };
    }

    /// <summary>A text, or an object with zh and en.</summary>
    private static Bilingual Both(ProjectObject json, string key)
    {
        if (json.IsText(key))
            return new(json.Text(key), json.Text(key));
        var parts = json.Object(key, ["zh", "en"], []);
        return new(parts.Text("zh"), parts.Text("en"));
    }

    private static string Word(ProjectObject json, string key, params string[] words) =>
        words.Contains(json.Text(key)) ? json.Text(key) : throw json.Wrong(key, $" {string.Join("、", words)}", string.Join(", ", words));

    private static SinkSource Sink(ProjectObject json, PlacedJson item, string file, string at, List<SinkComponent> components)
    {
        var kind = item.Members.FirstOrDefault(m => m.Key == "kind").Value?.Text;
        if (kind is null || !Kinds.TryGetValue(kind, out var keys))
            throw new RefusedInputException(new(ProjectFindings.WrongValue, file, null, $"{at}.kind", kind, file, $"{item.Line}", $"{at}.kind", $" {string.Join("、", Kinds.Keys)}", string.Join(", ", Kinds.Keys)));
        var own = json.Item(item, at, keys.Required, keys.Optional);
        if (kind == "table")
            foreach (var (id, component) in own.Map("components", (map, id) => map.Object(id, ["title", "land"], Described)))
            {
                Add(component, id);
            }
        else if (own.Has("title") || own.Has("land"))
            Add(own, own.Text("component"));
        else if (!components.Exists(c => c.Id == own.Text("component")))
            throw own.Wrong("component", "前面说明过的组成，或在此写 title、land", "one described before; else give title and land here");
        return new(kind, own, at);

        void Add(ProjectObject of, string id)
        {
            if (components.Exists(c => c.Id == id))
                throw of.Wrong("title", $"只说明一次（{id} 前面已有）", $"there once ({id} is described before)");
            components.Add(Component(of, id, kind is "surveys" or "projection"));
        }
    }

    private static SinkComponent Component(ProjectObject json, string id, bool assessed)
    {
        var (land, gas, pools) = (Word(json, "land", [.. SinkComponent.Lands, SinkComponent.AllLand]), json.Has("gas") ? Word(json, "gas", [.. SinkComponent.Gases]) : "CO2", CarbonPool.None);
        var needs = gas is "CO2" or "CO2e";
        if (json.Has("pools") ? !CarbonPools.TryParse(json.Text("pools"), out pools) || !needs : needs && !assessed)
            throw json.Wrong("pools", needs ? "碳库 living、AGB、BGB、DW、LI、SOC、HWP，用 + 连接" : "不写（不是二氧化碳）", needs ? "pools living, AGB, BGB, DW, LI, SOC, HWP joined by +" : "absent (it is no carbon dioxide)");
        return new(id, Both(json, "title"), land, pools, gas, json.TextOrNull("within")) { Apart = json.Map("apart", (map, other) => map.Text(other)) };
    }
}
