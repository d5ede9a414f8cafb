using System.Collections.Frozen;
using System.Globalization;
using System.Text.Json;
using CarbonSink.Findings;
using CarbonSink.Methodologies;

namespace CarbonSink.Runs;

/// <summary>A layer of a data set (图层).</summary>
/// <param name="Role">What it is: units, boundary, townships, or any other name, by which a run groups (<c>--by forestChiefs</c>).</param>
/// <param name="Path">Its file, relative to the data set's folder, with '/'.</param>
/// <param name="Schema">Id of its input schema, or null to recognise it.</param>
/// <param name="Encoding">Encoding of its texts, or null to detect it.</param>
/// <param name="Crs">Coordinate reference it is in, e.g. EPSG:4547, or null to read the .prj.</param>
/// <param name="NameField">Field that names its polygons, or null where there is only one to choose.</param>
public sealed record InventoryLayer(string Role, string Path, string? Schema, string? Encoding, string? Crs, string? NameField = null)
{
    /// <summary>Name of the layer where its file holds several (图层名), or null for the only one.</summary>
    public string? Layer { get; init; }

    /// <summary>Code tables by role, instead of those of the schema (自带代码表): references such as codes/land-class-4digit@1, or paths relative to the data set's folder.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<string>> Codes { get; init; } = FrozenDictionary<string, IReadOnlyList<string>>.Empty;
}

/// <summary>How a data set describes itself (资源数据集说明): inventory.json in its folder.</summary>
public sealed record InventoryFile
{
    /// <summary>Name of the file.</summary>
    public const string FileName = "inventory.json";

    private static readonly string[] NamedKeys = ["township", "village"];

    /// <summary>Folder that paths are relative to.</summary>
    public required string Folder { get; init; }

    /// <summary>The layers.</summary>
    public required IReadOnlyList<InventoryLayer> Layers { get; init; }

    /// <summary>When the survey was made, or null.</summary>
    public DateOnly? SurveyDate { get; init; }

    /// <summary>When the survey was made that the records were brought forward from (推算更新的起点): they are then updated to <see cref="SurveyDate"/> and not measured; null for a survey.</summary>
    public DateOnly? UpdatedFrom { get; init; }

    /// <summary>Worst status of the curves that brought the records forward; it goes into whatever is computed from them. Null for a survey.</summary>
    public ParameterStatus? UpdateStatus { get; init; }

    /// <summary>Code of the administrative division (行政区划代码), or null.</summary>
    public string? Division { get; init; }

    /// <summary>Name in Chinese, or null.</summary>
    public string? NameZh { get; init; }

    /// <summary>Name in English, or null.</summary>
    public string? NameEn { get; init; }

    /// <summary>Method as id/version, or null.</summary>
    public string? Method { get; init; }

    /// <summary>Tables the run names: by name, a reference into the methodology folder or a path relative to the data set's folder.</summary>
    public IReadOnlyDictionary<string, string> Tables { get; init; } = new Dictionary<string, string>(StringComparer.Ordinal);

    /// <summary>Lines that the tables stand on, by name; empty where the description was not read from a file.</summary>
    public IReadOnlyDictionary<string, int> TableLines { get; init; } = new Dictionary<string, int>(StringComparer.Ordinal);

    /// <summary>Values the run names, as text, by name.</summary>
    public IReadOnlyDictionary<string, string> Parameters { get; init; } = new Dictionary<string, string>(StringComparer.Ordinal);

    /// <summary>Tables of the names of townships and villages (乡镇、村名称表): by group key, a path relative to the data set's folder.</summary>
    public IReadOnlyDictionary<string, string> Names { get; init; } = new Dictionary<string, string>(StringComparer.Ordinal);

    /// <summary>Table of official figures to compare with (对账表), a path relative to the data set's folder, or null.</summary>
    public string? Reconciliation { get; init; }

    /// <summary>Table of declared uncertainties (不确定性声明表), a path relative to the data set's folder, or null.</summary>
    public string? Uncertainty { get; init; }

    /// <summary>Reads the description of a data set.</summary>
    /// <param name="folder">The data set's folder.</param>
    /// <exception cref="RefusedInputException">It is not there or not right; file, line and key are named.</exception>
    public static InventoryFile Read(string folder)
    {
        var path = System.IO.Path.Combine(folder, FileName);
        if (!File.Exists(path))
            throw new RefusedInputException(new(InventoryFindings.Missing, FileName, null, null, null, folder));
        return Parse(File.ReadAllBytes(path), folder);
    }

    /// <summary>Reads the bytes of a description.</summary>
    /// <exception cref="RefusedInputException">It is not right; line and key are named.</exception>
    public static InventoryFile Parse(ReadOnlySpan<byte> bytes, string folder)
    {
        PlacedJson root;
        try
        {
            root = PlacedJson.Parse(bytes);
        }
        catch (JsonException e)
        {
            var line = ((e.LineNumber ?? 0) + 1).ToString(CultureInfo.InvariantCulture);
            throw new RefusedInputException(new(InventoryFindings.NotJson, FileName, null, null, null, FileName, line, "", e.Message), e);
        }

        var top = Members(root, "", ["layers"], ["surveyDate", "updatedFrom", "updateStatus", "division", "name", "method", "tables", "parameters", "names", "reconciliation", "uncertainty"]);
        var name = top.TryGetValue("name", out var named) ? Members(named, "name", [], ["zh", "en"]) : [];
        return new()
        {
            Folder = folder,
            Layers = LayersOf(top["layers"]),
            SurveyDate = top.TryGetValue("surveyDate", out var date) ? DateOf(date, "surveyDate") : null,
            UpdatedFrom = top.TryGetValue("updatedFrom", out var from) ? DateOf(from, "updatedFrom") : null,
            UpdateStatus = top.TryGetValue("updateStatus", out var status) ? StatusOf(status) : null,
            Division = OptionalText(top, "division", "division"),
            NameZh = OptionalText(name, "zh", "name.zh"),
            NameEn = OptionalText(name, "en", "name.en"),
            Method = OptionalText(top, "method", "method"),
            Tables = TextsOf(top, "tables"),
            TableLines = top.TryGetValue("tables", out var tables) ? tables.Members.ToDictionary(m => m.Key, m => m.Line, StringComparer.Ordinal) : [],
            Parameters = TextsOf(top, "parameters"),
            Names = TextsOf(top, "names", NamedKeys),
            Reconciliation = OptionalText(top, "reconciliation", "reconciliation"),
            Uncertainty = OptionalText(top, "uncertainty", "uncertainty"),
        };
    }

    /// <summary>Writes the description: UTF-8 without BOM, LF; keys without a value are left out.</summary>
    public void Write(Stream stream)
    {
        using var json = JsonText.Writer(stream);
        json.WriteStartObject();
        json.WriteStartArray("layers");
        foreach (var layer in Layers)
        {
            json.WriteStartObject();
            WriteText(json, "role", layer.Role);
            WriteText(json, "path", layer.Path);
            WriteText(json, "layer", layer.Layer);
            WriteText(json, "schema", layer.Schema);
            WriteText(json, "encoding", layer.Encoding);
            WriteText(json, "crs", layer.Crs);
            WriteText(json, "nameField", layer.NameField);
            WriteCodes(json, layer.Codes);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        WriteText(json, "surveyDate", SurveyDate?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
        WriteText(json, "updatedFrom", UpdatedFrom?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
        WriteText(json, "updateStatus", UpdateStatus is { } status ? JsonText.Status(status) : null);
        WriteText(json, "division", Division);
        if (NameZh is not null || NameEn is not null)
        {
            json.WriteStartObject("name");
            WriteText(json, "zh", NameZh);
            WriteText(json, "en", NameEn);
            json.WriteEndObject();
        }

        WriteText(json, "method", Method);
        WriteTexts(json, "tables", Tables);
        WriteTexts(json, "parameters", Parameters);
        WriteTexts(json, "names", Names);
        WriteText(json, "reconciliation", Reconciliation);
        WriteText(json, "uncertainty", Uncertainty);
        json.WriteEndObject();
        json.Flush();
        stream.WriteByte((byte)'\n');
    }

    /// <summary>The place of a file that the description names.</summary>
    public string PathOf(string path) => System.IO.Path.GetFullPath(path, System.IO.Path.GetFullPath(Folder));

    private static InventoryLayer[] LayersOf(PlacedJson array)
    {
        if (array.Kind != JsonTokenType.StartArray || array.Items.Count == 0)
            throw Refused(InventoryFindings.WrongValue, array.Line, "layers", "图层对象的数组，至少一个", "an array of at least one layer");
        return [.. array.Items.Select((item, i) =>
        {
            var layer = Members(item, $"layers[{i}]", ["role", "path"], ["layer", "schema", "encoding", "crs", "nameField", "codes"]);
            string? Text(string key) => OptionalText(layer, key, $"layers[{i}].{key}");
            var role = Text("role")!;
            if (!char.IsAsciiLetter(role[0]) || !role.All(char.IsAsciiLetterOrDigit))
                throw Refused(InventoryFindings.WrongValue, layer["role"].Line, $"layers[{i}].role", "units、boundary，或由字母和数字组成的自定名称（字母开头），如 forestChiefs", "units, boundary, or a name of your own in letters and digits that begins with a letter, such as forestChiefs");
            return new InventoryLayer(role, Text("path")!, Text("schema"), Text("encoding"), Text("crs"), Text("nameField")) { Layer = Text("layer"), Codes = CodesOf(layer, $"layers[{i}].codes") };
        })];
    }

    private static FrozenDictionary<string, IReadOnlyList<string>> CodesOf(Dictionary<string, PlacedJson> layer, string name)
    {
        if (!layer.TryGetValue("codes", out var value))
            return FrozenDictionary<string, IReadOnlyList<string>>.Empty;
        var codes = new Dictionary<string, IReadOnlyList<string>>(StringComparer.Ordinal);
        foreach (var (role, tables) in Members(value, name, [], null))
        {
            codes[role] = tables.Kind == JsonTokenType.StartArray && tables.Items.Count > 0 && tables.Items.All(i => !string.IsNullOrWhiteSpace(i.Text))
                ? [.. tables.Items.Select(i => i.Text!)]
                : throw Refused(InventoryFindings.WrongValue, tables.Line, $"{name}.{role}", "代码表的数组，如 [\"codes/land-class-4digit@1\"]", "an array of code tables such as [\"codes/land-class-4digit@1\"]");
        }

        return codes.ToFrozenDictionary(StringComparer.Ordinal);
    }

    private static ParameterStatus StatusOf(PlacedJson value) =>
        Array.Find(Enum.GetValues<ParameterStatus>(), s => JsonText.Status(s) == value.Text) is var status && JsonText.Status(status) == value.Text
            ? status
            : throw Refused(InventoryFindings.WrongValue, value.Line, "updateStatus", "状态词，如 \"derived\"", "a status such as \"derived\"");

    private static DateOnly DateOf(PlacedJson value, string key) =>
        DateOnly.TryParseExact(value.Text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date)
            ? date
            : throw Refused(InventoryFindings.WrongValue, value.Line, key, "日期，如 \"2019-12-31\"", "a date such as \"2019-12-31\"");

    private static Dictionary<string, string> TextsOf(Dictionary<string, PlacedJson> top, string name, string[]? keys = null)
    {
        if (!top.TryGetValue(name, out var value))
            return new(StringComparer.Ordinal);
        var members = Members(value, name, [], keys);
        return members.Keys.ToDictionary(k => k, k => OptionalText(members, k, $"{name}.{k}")!, StringComparer.Ordinal);
    }

    /// <summary>The members of an object by key; refuses doubles, keys that are neither required nor optional (null: any key will do) and missing required ones.</summary>
    private static Dictionary<string, PlacedJson> Members(PlacedJson value, string name, string[] required, string[]? optional)
    {
        if (value.Kind != JsonTokenType.StartObject)
            throw Refused(InventoryFindings.WrongValue, value.Line, name.Length == 0 ? FileName : name, "对象 { … }", "an object { … }");
        var members = new Dictionary<string, PlacedJson>(StringComparer.Ordinal);
        string Full(string key) => name.Length == 0 ? key : $"{name}.{key}";
        foreach (var (key, line, member) in value.Members)
        {
            if (optional is not null && !required.Contains(key, StringComparer.Ordinal) && !optional.Contains(key, StringComparer.Ordinal))
                throw Refused(InventoryFindings.UnknownKey, line, Full(key), string.Join(", ", [.. required, .. optional]));
            if (member.Kind == JsonTokenType.Null && !required.Contains(key, StringComparer.Ordinal))
                continue; // null says what leaving the key out says
            if (!members.TryAdd(key, member))
                throw Refused(InventoryFindings.DoubleKey, line, Full(key));
        }

        return Array.Find(required, k => !members.ContainsKey(k)) is { } missing ? throw Refused(InventoryFindings.MissingKey, value.Line, Full(missing)) : members;
    }

    private static string? OptionalText(Dictionary<string, PlacedJson> members, string key, string name)
    {
        if (!members.TryGetValue(key, out var value))
            return null;
        return string.IsNullOrWhiteSpace(value.Text) ? throw Refused(InventoryFindings.WrongValue, value.Line, name, "带引号的非空文本", "text in quotes, not empty") : value.Text;
    }

    private static RefusedInputException Refused(FindingRule rule, int line, string key, params string[] more) =>
        new(new(rule, FileName, null, key, null, [FileName, line.ToString(CultureInfo.InvariantCulture), key, .. more]));

    private static void WriteText(Utf8JsonWriter json, string key, string? value)
    {
        if (value is not null)
            json.WriteString(key, value);
    }

    private static void WriteCodes(Utf8JsonWriter json, IReadOnlyDictionary<string, IReadOnlyList<string>> codes)
    {
        if (codes.Count == 0)
            return;
        json.WriteStartObject("codes");
        foreach (var (role, tables) in codes.OrderBy(c => c.Key, StringComparer.Ordinal))
        {
            json.WriteStartArray(role);
            foreach (var table in tables)
                json.WriteStringValue(table);
            json.WriteEndArray();
        }

        json.WriteEndObject();
    }

    private static void WriteTexts(Utf8JsonWriter json, string name, IReadOnlyDictionary<string, string> texts)
    {
        if (texts.Count == 0)
            return;
        json.WriteStartObject(name);
        foreach (var (key, value) in texts.OrderBy(t => t.Key, StringComparer.Ordinal))
            json.WriteString(key, value);
        json.WriteEndObject();
    }
}
