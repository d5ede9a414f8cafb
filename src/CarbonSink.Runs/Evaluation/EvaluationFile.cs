using System.Globalization;
using System.Text.Json;
using CarbonSink.Findings;
using CarbonSink.Methodologies;

namespace CarbonSink.Runs;

/// <summary>One set of an evaluation: a table or layer with a row for each member, or the numbers from … to.</summary>
internal sealed record EvaluationSet(string Name, int Line)
{
    /// <summary>Tables or layers, complete; several are read one after another.</summary>
    public IReadOnlyList<string> Paths { get; init; } = [];

    public string? Key { get; init; }

    /// <summary>Column that names the member of the set around it.</summary>
    public string? Parent { get; init; }

    /// <summary>Headings by symbol.</summary>
    public IReadOnlyDictionary<string, string> Columns { get; init; } = new Dictionary<string, string>(StringComparer.Ordinal);

    /// <summary>Symbol to be filled with the area of the polygons.</summary>
    public string? Area { get; init; }

    public string? Encoding { get; init; }

    public string? Crs { get; init; }

    public (int From, int To)? Range { get; init; }
}

/// <summary>A table of what belongs to a member of a set and a member of an ordered set, e.g. of a unit in a year.</summary>
internal sealed record EvaluationSeries(string Set, string Order, string Path, int Line)
{
    public string? SetKey { get; init; }

    public string? OrderKey { get; init; }

    public IReadOnlyDictionary<string, string> Columns { get; init; } = new Dictionary<string, string>(StringComparer.Ordinal);

    public string? Encoding { get; init; }
}

/// <summary>A layer that covers members of a set.</summary>
internal sealed record EvaluationOverlay(string Path, string? Crs, string? Encoding);

/// <summary>What evaluation.json says (核算说明), read strictly: what it does not know is refused with its line.</summary>
internal sealed record EvaluationFile(string Path)
{
    public const string FileName = "evaluation.json";

    private const int MostSteps = 1000;

    private static readonly string[] Keys = ["title", "method", "sets", "series", "run", "tables", "overlays", "by", "uncertainty", "note"];
    private static readonly string[] SetKeys = ["path", "key", "parent", "columns", "area", "encoding", "crs", "from", "to", "note"];
    private static readonly string[] OverlayKeys = ["path", "crs", "encoding"];
    private static readonly string[] SeriesKeys = ["set", "order", "path", "key", "orderKey", "columns", "encoding", "note"];

    public string Folder => System.IO.Path.GetDirectoryName(System.IO.Path.GetFullPath(Path))!;

    public string Name => System.IO.Path.GetFileName(Path);

    public Bilingual? Title { get; init; }

    public string? Method { get; init; }

    public IReadOnlyList<EvaluationSet> Sets { get; init; } = [];

    public IReadOnlyList<EvaluationSeries> Series { get; init; } = [];

    /// <summary>Values of inputs without a set, with their line.</summary>
    public IReadOnlyDictionary<string, (string Text, int Line)> Run { get; init; } = new Dictionary<string, (string, int)>(StringComparer.Ordinal);

    public IReadOnlyDictionary<string, string> Tables { get; init; } = new Dictionary<string, string>(StringComparer.Ordinal);

    /// <summary>Layers by the symbol that is filled with the area they cover.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<EvaluationOverlay>> Overlays { get; init; } = new Dictionary<string, IReadOnlyList<EvaluationOverlay>>(StringComparer.Ordinal);

    /// <summary>Code by which totals are given in groups, or null.</summary>
    public string? By { get; init; }

    /// <summary>none, approach-1, monte-carlo, or null.</summary>
    public string? Uncertainty { get; init; }

    /// <summary>Reads the file, or that of a folder.</summary>
    /// <exception cref="RefusedInputException">It is not there or not right; line and key are named.</exception>
    public static EvaluationFile Read(string source)
    {
        var path = Directory.Exists(source) ? System.IO.Path.Combine(source, FileName) : source;
        var name = System.IO.Path.GetFileName(path);
        if (!File.Exists(path))
            throw DataSet.Refuse(EvaluationFindings.NoFile, name, path);
        PlacedJson json;
        try
        {
            json = PlacedJson.Parse(File.ReadAllBytes(path));
        }
        catch (JsonException e)
        {
            throw new RefusedInputException(new(EvaluationFindings.NotJson, name, null, null, null, name, ((e.LineNumber ?? 0) + 1).ToString(CultureInfo.InvariantCulture), e.Message.Split(" LineNumber", 2)[0]), e);
        }

        return new Reader(name, System.IO.Path.GetDirectoryName(System.IO.Path.GetFullPath(path))!).Read(new(path), json);
    }

    public RefusedInputException Unknown(string zh, string en, string name, string method, IEnumerable<string> known) =>
        new(new(EvaluationFindings.NotInMethod, Name, null, null, name, zh, en, name, method, string.Join(", ", known)));

    private sealed class Reader(string file, string folder)
    {
        public EvaluationFile Read(EvaluationFile empty, PlacedJson json)
        {
            var top = Object("", json, Keys);
            string? Word(string key) => top.TryGetValue(key, out var v) ? Text(key, v) : null;
            var uncertainty = Word("uncertainty");
            if (uncertainty is not (null or "none" or "approach-1" or "monte-carlo"))
                throw Wrong(top["uncertainty"].Line, "uncertainty", " none、approach-1 或 monte-carlo", "none, approach-1 or monte-carlo");
            if (!top.TryGetValue("sets", out var given))
                throw Wrong(json.Line, "sets", "写出每个集合的对象", "an object with each set");
            return empty with
            {
                Title = top.TryGetValue("title", out var title) ? Title(title) : null,
                Method = Word("method"),
                Sets = [.. Members("sets", given).Select(m => Set(m.Key, m.Value))],
                Series = top.TryGetValue("series", out var series) ? [.. Items("series", series).Select(Series)] : [],
                Run = top.TryGetValue("run", out var run) ? Members("run", run).ToDictionary(m => m.Key, m => (Value($"run.{m.Key}", m.Value), m.Value.Line), StringComparer.Ordinal) : empty.Run,
                Tables = top.TryGetValue("tables", out var tables) ? Texts("tables", tables) : empty.Tables,
                Overlays = top.TryGetValue("overlays", out var overlays) ? Members("overlays", overlays).ToDictionary(m => m.Key, m => (IReadOnlyList<EvaluationOverlay>)[.. Overlays($"overlays.{m.Key}", m.Value)], StringComparer.Ordinal) : empty.Overlays,
                By = Word("by"),
                Uncertainty = uncertainty,
            };
        }

        private Bilingual Title(PlacedJson value)
        {
            if (value.Text is { Length: > 0 } both)
                return new(both, both);
            var parts = Object("title", value, ["zh", "en"]);
            return parts.Count == 2 ? new(Text("title.zh", parts["zh"]), Text("title.en", parts["en"])) : throw Wrong(value.Line, "title", "含 zh 和 en 的对象", "an object with zh and en");
        }

        private EvaluationSet Set(string name, PlacedJson value)
        {
            var at = $"sets.{name}";
            var keys = Object(at, value, SetKeys);
            string? Word(string key) => keys.TryGetValue(key, out var v) && v.Kind != JsonTokenType.Null ? Text($"{at}.{key}", v) : null;
            var set = new EvaluationSet(name, value.Line)
            {
                Paths = keys.TryGetValue("path", out var path) ? [.. Paths($"{at}.path", path)] : [],
                Key = Word("key"),
                Parent = Word("parent"),
                Columns = keys.TryGetValue("columns", out var columns) ? Texts($"{at}.columns", columns) : new Dictionary<string, string>(StringComparer.Ordinal),
                Area = Word("area"),
                Encoding = Word("encoding"),
                Crs = Word("crs"),
                Range = keys.ContainsKey("from") || keys.ContainsKey("to") ? Range(at, keys, value.Line) : null,
            };
            if (set.Paths.Count > 0 == set.Range is not null)
                throw Wrong(value.Line, at, "有 path 或有 from、to，两者取一", "one of path, or from and to");
            return set.Range is null || keys.Keys.All(k => k is "from" or "to" or "note") ? set : throw Wrong(value.Line, at, "只有 from、to", "from and to alone");
        }

        private EvaluationSeries Series(PlacedJson value, int place)
        {
            var at = $"series[{place}]";
            var keys = Object(at, value, SeriesKeys);
            string? Word(string key) => keys.TryGetValue(key, out var v) && v.Kind != JsonTokenType.Null ? Text($"{at}.{key}", v) : null;
            string Needed(string key) => Word(key) ?? throw Wrong(value.Line, $"{at}.{key}", "非空文本", "a text, not empty");
            return new(Needed("set"), Needed("order"), System.IO.Path.Combine(folder, Needed("path")), value.Line)
            {
                SetKey = Word("key"),
                OrderKey = Word("orderKey"),
                Columns = keys.TryGetValue("columns", out var columns) ? Texts($"{at}.columns", columns) : new Dictionary<string, string>(StringComparer.Ordinal),
                Encoding = Word("encoding"),
            };
        }

        private (int From, int To) Range(string at, Dictionary<string, PlacedJson> keys, int line)
        {
            int Whole(string key) => keys.TryGetValue(key, out var v) && v.Number is { } n && n == Math.Floor(n) && Math.Abs(n) < 1e6 ? (int)n : throw Wrong(v?.Line ?? line, $"{at}.{key}", "整数", "a whole number");
            var (from, to) = (Whole("from"), Whole("to"));
            return from <= to && to - from < MostSteps ? (from, to) : throw Wrong(line, at, $"从小到大、至多 {MostSteps} 个的 from 与 to", $"from and to in order, {MostSteps} members at most");
        }

        private IEnumerable<string> Paths(string at, PlacedJson value)
        {
            var items = value.Kind == JsonTokenType.StartArray ? value.Items : [value];
            return items.Count > 0 ? items.Select(i => System.IO.Path.Combine(folder, Text(at, i))) : throw Wrong(value.Line, at, "文件名或文件名的数组", "a path or an array of paths");
        }

        private IEnumerable<EvaluationOverlay> Overlays(string at, PlacedJson value) => (value.Kind == JsonTokenType.StartArray ? value.Items : [value]) is { Count: > 0 } items ? items.Select(i => Overlay(at, i)) : throw Wrong(value.Line, at, "图层的数组", "an array of layers");

        private EvaluationOverlay Overlay(string at, PlacedJson value)
        {
            if (value.Kind != JsonTokenType.StartObject)
                return new(System.IO.Path.Combine(folder, Text(at, value)), null, null);
            var keys = Object(at, value, OverlayKeys);
            string? Word(string key) => keys.TryGetValue(key, out var v) && v.Kind != JsonTokenType.Null ? Text($"{at}.{key}", v) : null;
            return new(System.IO.Path.Combine(folder, Word("path") ?? throw Wrong(value.Line, $"{at}.path", "图层的文件名", "the path of a layer")), Word("crs"), Word("encoding"));
        }

        private Dictionary<string, string> Texts(string at, PlacedJson value) => Members(at, value).ToDictionary(m => m.Key, m => Text($"{at}.{m.Key}", m.Value), StringComparer.Ordinal);

        private Dictionary<string, PlacedJson> Object(string at, PlacedJson value, string[] known)
        {
            var members = Members(at.Length == 0 ? file : at, value);
            if (value.Members.FirstOrDefault(m => !known.Contains(m.Key)) is { Key: { } unknown } found)
                throw new RefusedInputException(new(EvaluationFindings.UnknownKey, file, null, unknown, null, file, Line(found.Line), at.Length == 0 ? unknown : $"{at}.{unknown}", string.Join(", ", known)));
            return members;
        }

        private Dictionary<string, PlacedJson> Members(string at, PlacedJson value)
        {
            if (value.Kind != JsonTokenType.StartObject)
                throw Wrong(value.Line, at, "对象 { … }", "an object { … }");
            var members = new Dictionary<string, PlacedJson>(StringComparer.Ordinal);
            foreach (var (key, line, member) in value.Members)
                if (!members.TryAdd(key, member))
                    throw Wrong(line, $"{at}.{key}", "只写一次", "there once");
            return members;
        }

        private IReadOnlyList<PlacedJson> Items(string at, PlacedJson value) => value.Kind == JsonTokenType.StartArray ? value.Items : throw Wrong(value.Line, at, "数组 [ … ]", "an array [ … ]");

        private string Text(string at, PlacedJson value) => value.Text is { } text && !string.IsNullOrWhiteSpace(text) ? text.Trim() : throw Wrong(value.Line, at, "带引号的非空文本", "text in quotes, not empty");

        private string Value(string at, PlacedJson value) => value.Number is { } number ? number.ToString("R", CultureInfo.InvariantCulture) : Text(at, value);

        private RefusedInputException Wrong(int line, string key, string zh, string en) => new(new(EvaluationFindings.WrongValue, file, null, key, null, file, Line(line), key, zh, en));

        private static string Line(int line) => line.ToString(CultureInfo.InvariantCulture);
    }
}
