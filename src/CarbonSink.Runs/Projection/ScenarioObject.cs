using System.Globalization;
using System.Text.Json;
using CarbonSink.Findings;

namespace CarbonSink.Runs;

/// <summary>An object of a scenario file whose keys are known; every fault names file, line and key.</summary>
internal sealed class ScenarioObject
{
    private readonly string file;
    private readonly string name;
    private readonly int line;
    private readonly Dictionary<string, PlacedJson> members = new(StringComparer.Ordinal);

    private ScenarioObject(PlacedJson value, string file, string name, IReadOnlyList<string> required, IReadOnlyList<string> optional)
    {
        (this.file, this.name, line) = (file, name, value.Line);
        if (value.Kind != JsonTokenType.StartObject)
            throw Refused(ProjectionFindings.WrongValue, line, name.Length == 0 ? file : name, "对象 { … }", "an object { … }");
        foreach (var (key, at, member) in value.Members)
        {
            if (!required.Contains(key) && !optional.Contains(key))
                throw Refused(ProjectionFindings.UnknownKey, at, Full(key), string.Join(", ", [.. required, .. optional]));
            if (!members.TryAdd(key, member))
                throw Refused(ProjectionFindings.WrongValue, at, Full(key), "只写一次", "there once");
        }

        foreach (var key in required)
            if (!members.ContainsKey(key))
                throw Refused(ProjectionFindings.MissingKey, line, Full(key));
    }

    public static ScenarioObject Parse(byte[] bytes, string file, IReadOnlyList<string> required, IReadOnlyList<string> optional)
    {
        try
        {
            return new(PlacedJson.Parse(bytes), file, "", required, optional);
        }
        catch (JsonException e)
        {
            throw new RefusedInputException(new(ProjectionFindings.NotJson, file, null, null, null, file, ((e.LineNumber ?? 0) + 1).ToString(CultureInfo.InvariantCulture), e.Message), e);
        }
    }

    public bool Has(string key) => members.ContainsKey(key);

    public string Text(string key) => !string.IsNullOrWhiteSpace(members[key].Text) ? members[key].Text! : throw Wrong(key, "带引号的非空文本", "text in quotes, not empty");

    public double Number(string key, double least, double most) => members[key].Number is { } number && number >= least && number <= most ? number
        : throw Wrong(key, string.Create(CultureInfo.InvariantCulture, $" {least} 到 {most} 的数"), string.Create(CultureInfo.InvariantCulture, $"a number from {least} to {most}"));

    public int Whole(string key, int least, int most) => Number(key, least, most) is var number && number == Math.Floor(number) ? (int)number : throw Wrong(key, "整数", "a whole number");

    public int Year(string key, int least) => Whole(key, least, 2300);

    public bool Flag(string key) => members[key].Kind is JsonTokenType.True or JsonTokenType.False ? members[key].Kind == JsonTokenType.True : throw Wrong(key, " true 或 false", "true or false");

    /// <summary>Which of some words it is.</summary>
    public int One(string key, params string[] words) => Array.IndexOf(words, Text(key)) is >= 0 and var at ? at : throw Unknown(key, Text(key), words);

    public IReadOnlyList<PlacedJson> Items(string key) => members[key].Kind == JsonTokenType.StartArray ? members[key].Items : throw Wrong(key, "数组 [ … ]", "an array [ … ]");

    /// <summary>Texts, each of which is known.</summary>
    public IReadOnlyList<string> Codes(string key, IReadOnlyCollection<string> known)
    {
        string[] codes = [.. Items(key).Select(i => i.Text ?? throw Wrong(key, "文本的数组", "an array of texts"))];
        return Array.Find(codes, c => !known.Contains(c)) is { } unknown ? throw Unknown(key, unknown, known) : codes.Length > 0 ? codes : throw Wrong(key, "至少一项", "one at least");
    }

    public string Code(string key, IReadOnlyCollection<string> known) => known.Contains(Text(key)) ? Text(key) : throw Unknown(key, Text(key), known);

    public ScenarioObject Object(string key, IReadOnlyList<string> required, IReadOnlyList<string> optional) => new(members[key], file, Full(key), required, optional);

    public IReadOnlyList<ScenarioObject> Objects(string key, IReadOnlyList<string> required, IReadOnlyList<string> optional) => [.. Items(key).Select((item, i) => new ScenarioObject(item, file, $"{Full(key)}[{i}]", required, optional))];

    /// <summary>Objects whose keys depend on one of their own.</summary>
    public IReadOnlyList<ScenarioObject> Objects(string key, string kind, IReadOnlyDictionary<string, (string[] Required, string[] Optional)> keys)
    {
        var items = Items(key);
        var objects = new List<ScenarioObject>();
        for (var i = 0; i < items.Count; i++)
        {
            var found = items[i].Members.FirstOrDefault(m => m.Key == kind).Value;
            if (found is null)
                throw Refused(ProjectionFindings.MissingKey, items[i].Line, $"{Full(key)}[{i}].{kind}");
            if (found.Text is null || !keys.TryGetValue(found.Text, out var known))
                throw Refused(ProjectionFindings.UnknownCode, found.Line, $"{Full(key)}[{i}].{kind}", found.Text ?? "?", string.Join(", ", keys.Keys));
            objects.Add(new(items[i], file, $"{Full(key)}[{i}]", known.Required, known.Optional));
        }

        return objects;
    }

    public RefusedInputException Wrong(string key, string zh, string en) => Refused(ProjectionFindings.WrongValue, members.TryGetValue(key, out var m) ? m.Line : line, Full(key), zh, en);

    public RefusedInputException Unknown(string key, string value, IEnumerable<string> known) => Refused(ProjectionFindings.UnknownCode, members[key].Line, Full(key), value, string.Join(", ", known));

    private string Full(string key) => name.Length == 0 ? key : $"{name}.{key}";

    private RefusedInputException Refused(FindingRule rule, int at, string key, params string[] more) =>
        new(new(rule, file, null, key, null, [file, at.ToString(CultureInfo.InvariantCulture), key, .. more]));
}
