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
        foreach (var member in value.EnumerateObject())
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
                output.WriteLine($"{label}: {Line(member.Value, language)}");
            }
        }
    }

    /// <summary>A value on one line.</summary>
    public static string Line(JsonElement value, string language) => value.ValueKind switch
    {
        JsonValueKind.String => value.GetString()!,
        JsonValueKind.Object => string.Join(" · ", value.EnumerateObject().Select(m => $"{RegisterLabels.Of(m.Name, language)} {Line(m.Value, language)}")),
        JsonValueKind.Array => string.Join(", ", value.EnumerateArray().Select(v => Line(v, language))),
        _ => value.GetRawText(),
    };
}
