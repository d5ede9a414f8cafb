using System.Text.Encodings.Web;
using System.Text.Json;
using CarbonSink.Register;

namespace CarbonSink.Cli;

/// <summary>Prints canonical objects: as JSON, and as indented lines for readers.</summary>
internal static class CanonicalText
{
    /// <summary>How this program prints JSON.</summary>
    public static JsonWriterOptions Json { get; } = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, Indented = true, NewLine = "\n" };

    /// <summary>Writes an object as a value.</summary>
    public static void Write(Utf8JsonWriter json, CanonicalObject value)
    {
        using var document = JsonDocument.Parse(value.ToUtf8());
        document.RootElement.WriteTo(json);
    }

    /// <summary>Writes an object as a document of its own.</summary>
    public static void WriteDocument(Stream stream, CanonicalObject value)
    {
        using (var json = new Utf8JsonWriter(stream, Json))
            Write(json, value);
        stream.WriteByte((byte)'\n');
    }

    /// <summary>Prints an answer: a JSON document where one is wanted, else lines.</summary>
    public static void Show(Invocation invocation, CanonicalObject value)
    {
        if (invocation.Json)
        {
            WriteDocument(invocation.Stdout, value);
            return;
        }

        using var output = invocation.Text();
        using var document = JsonDocument.Parse(value.ToUtf8());
        Print(document.RootElement, output, "", invocation.Language, isTables: true);
    }

    /// <summary>Prints an object: one line for each member, lists of objects one line for each.</summary>
    public static void Print(CanonicalObject value, TextWriter output, string language)
    {
        using var document = JsonDocument.Parse(value.ToUtf8());
        Print(document.RootElement, output, "  ", language, isTables: false);
    }

    private static void Print(JsonElement value, TextWriter output, string indent, string language, bool isTables)
    {
        var ofStep = value.TryGetProperty("event", out _);
        foreach (var member in value.EnumerateObject().Where(m => IsOfLanguage(m.Name, language)))
        {
            var label = indent + RegisterLabels.Of(member.Name, language);
            if (member.Value.ValueKind == JsonValueKind.Object && member.Value.EnumerateObject().Any())
            {
                output.WriteLine($"{label}:");
                Print(member.Value, output, indent + "  ", language, isTables);
            }
            else if (member.Value.ValueKind == JsonValueKind.Array && member.Value.EnumerateArray().Any(v => v.ValueKind == JsonValueKind.Object))
            {
                if (isTables)
                {
                    RecordTable.Write(output, member.Name, member.Value, language);
                    continue;
                }

                output.WriteLine($"{label}:");
                foreach (var item in member.Value.EnumerateArray())
                    output.WriteLine($"{indent}  {Line(item, language)}");
            }
            else
            {
                output.WriteLine($"{label}: {Line(member.Value, language, member.Name, ofStep)}");
            }
        }
    }

    /// <summary>Whether a member is for readers of a language: a text is said in one of zh and en.</summary>
    public static bool IsOfLanguage(string key, string language) => key != (language == "zh" ? "en" : "zh");

    /// <summary>A value on one line, its codes as readers call them.</summary>
    /// <param name="value">The value.</param>
    /// <param name="language">"zh" or "en".</param>
    /// <param name="key">Key that holds it; empty for none.</param>
    /// <param name="ofStep">Whether the object that holds it is a step, whose from and to are states.</param>
    public static string Line(JsonElement value, string language, string key = "", bool ofStep = false) => value.ValueKind switch
    {
        JsonValueKind.String => RegisterLabels.Term(key, value.GetString()!, ofStep, language),
        JsonValueKind.Object => Members(value, language),
        JsonValueKind.Array => string.Join(language == "zh" ? "、" : ", ", value.EnumerateArray().Select(v => Line(v, language, key, ofStep))),
        JsonValueKind.True when language == "zh" => "是",
        JsonValueKind.False when language == "zh" => "否",
        _ => value.GetRawText(),
    };

    private static string Members(JsonElement value, string language)
    {
        var ofStep = value.TryGetProperty("event", out _);
        return string.Join(" · ", value.EnumerateObject().Where(m => IsOfLanguage(m.Name, language)).Select(m => $"{RegisterLabels.Of(m.Name, language)} {Line(m.Value, language, m.Name, ofStep)}"));
    }
}
