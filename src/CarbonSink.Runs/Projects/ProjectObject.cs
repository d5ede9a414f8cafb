using System.Globalization;
using System.Text.Json;
using CarbonSink.Findings;
using CarbonSink.Projects;

namespace CarbonSink.Runs;

/// <summary>An object of a project's or a plan's file whose keys are known; every fault names file, line and key.</summary>
internal sealed class ProjectObject
{
    private const int FirstYear = 1900;
    private const int LastYear = 2200;

    private readonly string file;
    private readonly string name;
    private readonly int line;
    private readonly Dictionary<string, PlacedJson> members = new(StringComparer.Ordinal);

    /// <summary>Reads an object; without known keys every key is one of the user's.</summary>
    private ProjectObject(PlacedJson value, string file, string name, IReadOnlyList<string> required, IReadOnlyList<string>? optional)
    {
        (this.file, this.name, line) = (file, name, value.Line);
        if (value.Kind != JsonTokenType.StartObject)
            throw Refused(ProjectFindings.WrongValue, line, name.Length == 0 ? file : name, "对象 { … }", "an object { … }");
        foreach (var (key, at, member) in value.Members)
        {
            if (optional is not null && !required.Contains(key) && !optional.Contains(key))
                throw Refused(ProjectFindings.UnknownKey, at, Full(key), string.Join(", ", [.. required, .. optional]));
            if (!members.TryAdd(key, member))
                throw Refused(ProjectFindings.WrongValue, at, Full(key), "只写一次", "there once");
        }

        foreach (var key in required)
            if (!members.ContainsKey(key))
                throw Refused(ProjectFindings.MissingKey, line, Full(key));
    }

    public static ProjectObject Parse(byte[] bytes, string file, IReadOnlyList<string> required, IReadOnlyList<string> optional)
    {
        try
        {
            return new(PlacedJson.Parse(bytes), file, "", required, optional);
        }
        catch (JsonException e)
        {
            throw new RefusedInputException(new(ProjectFindings.NotJson, file, null, null, null, file, ((e.LineNumber ?? 0) + 1).ToString(CultureInfo.InvariantCulture), e.Message), e);
        }
    }

    public IReadOnlyCollection<string> Keys => members.Keys;

    public int LineOf(string key) => members.TryGetValue(key, out var m) ? m.Line : line;

    /// <summary>Whether the key is there and not null.</summary>
    public bool Has(string key) => members.TryGetValue(key, out var member) && member.Kind != JsonTokenType.Null;

    public string Text(string key) => !string.IsNullOrWhiteSpace(Member(key).Text) ? Member(key).Text!.Trim() : throw Wrong(key, "带引号的非空文本", "text in quotes, not empty");

    /// <summary>Whether the value is a text.</summary>
    public bool IsText(string key) => Member(key).Kind == JsonTokenType.String;

    public string? TextOrNull(string key) => Has(key) ? Text(key) : null;

    /// <summary>A text, or a number as it would be written.</summary>
    public string TextOrNumber(string key) => Member(key).Number is { } number ? number.ToString("R", CultureInfo.InvariantCulture) : Text(key);

    public int Whole(string key, int least) => Member(key).Number is { } number && number >= least && number <= int.MaxValue && number == Math.Floor(number) ? (int)number
        : throw Wrong(key, $"不小于 {least} 的整数", $"a whole number of at least {least}");

    public double Number(string key, double least, double most) => Member(key).Number is { } number && number >= least && number <= most ? number
        : throw Wrong(key, string.Create(CultureInfo.InvariantCulture, $" {least} 到 {most} 的数"), string.Create(CultureInfo.InvariantCulture, $"a number from {least} to {most}"));

    public bool Flag(string key) => Member(key).Kind is JsonTokenType.True or JsonTokenType.False ? Member(key).Kind == JsonTokenType.True : throw Wrong(key, " true 或 false", "true or false");

    /// <summary>A day of the years 1900 to 2200: beyond them a date is mistyped, and periods counted from it would leave the calendar.</summary>
    public DateOnly Date(string key) => DateOnly.TryParseExact(Text(key), "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date)
        ? date.Year is >= FirstYear and <= LastYear ? date : throw Wrong(key, $" {FirstYear} 至 {LastYear} 年的日期", $"a date of the years {FirstYear} to {LastYear}")
        : throw Refused(ProjectFindings.BadDate, LineOf(key), Full(key), Text(key));

    /// <summary>An object { from, to } whose end is not before its beginning.</summary>
    public DaySpan Span(string key) => Object(key, ["from", "to"], []).Span();

    public DaySpan Span()
    {
        var span = new DaySpan(Date("from"), Date("to"));
        return span.To >= span.From ? span : throw Contradicts("to", "止日早于起日", "it ends before it begins");
    }

    public IReadOnlyList<PlacedJson> Items(string key) => Member(key).Kind == JsonTokenType.StartArray ? Member(key).Items : throw Wrong(key, "数组 [ … ]", "an array [ … ]");

    public IReadOnlyList<string> Texts(string key) => [.. Items(key).Select(i => !string.IsNullOrWhiteSpace(i.Text) ? i.Text! : throw Wrong(key, "文本的数组", "an array of texts"))];

    public ProjectObject Object(string key, IReadOnlyList<string> required, IReadOnlyList<string> optional) => new(Member(key), file, Full(key), required, optional);

    /// <summary>An item of an array whose known keys depend on what it holds.</summary>
    public ProjectObject Item(PlacedJson item, string at, IReadOnlyList<string> required, IReadOnlyList<string> optional) => new(item, file, at, required, optional);

    /// <summary>An object whose keys are the user's; without the key an empty one.</summary>
    public IReadOnlyDictionary<string, T> Map<T>(string key, Func<ProjectObject, string, T> read)
    {
        if (!Has(key))
            return new Dictionary<string, T>(StringComparer.Ordinal);
        var map = new ProjectObject(Member(key), file, Full(key), [], null);
        return map.members.Keys.ToDictionary(k => k, k => read(map, k), StringComparer.Ordinal);
    }

    public IReadOnlyList<ProjectObject> Objects(string key, IReadOnlyList<string> required, IReadOnlyList<string> optional) =>
        !Has(key) ? [] : [.. Items(key).Select((item, i) => new ProjectObject(item, file, $"{Full(key)}[{i}]", required, optional))];

    public RefusedInputException Wrong(string key, string zh, string en) => Refused(ProjectFindings.WrongValue, LineOf(key), Full(key), zh, en);

    public RefusedInputException Contradicts(string key, string zh, string en) => Refused(ProjectFindings.Contradiction, LineOf(key), Full(key), zh, en);

    private PlacedJson Member(string key) => members.TryGetValue(key, out var member) ? member : throw Refused(ProjectFindings.MissingKey, line, Full(key));

    private string Full(string key) => name.Length == 0 ? key : $"{name}.{key}";

    private RefusedInputException Refused(FindingRule rule, int at, string key, params string[] more) =>
        new(new(rule, file, null, key, null, [file, at.ToString(CultureInfo.InvariantCulture), key, .. more]));
}
