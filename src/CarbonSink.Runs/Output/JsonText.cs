using System.Text.Encodings.Web;
using System.Text.Json;
using CarbonSink.Findings;
using CarbonSink.Methodologies;

namespace CarbonSink.Runs;

/// <summary>The one way this program writes JSON: readable Chinese, two-space indents, LF, lower-case words for severities and statuses.</summary>
internal static class JsonText
{
    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, Indented = true, NewLine = "\n" };

    /// <summary>A writer on a stream that stays open.</summary>
    public static Utf8JsonWriter Writer(Stream stream) => new(stream, Options);

    /// <summary>info, warning or error.</summary>
    public static string Severity(Severity severity) => severity switch
    {
        Findings.Severity.Info => "info",
        Findings.Severity.Warning => "warning",
        _ => "error",
    };

    /// <summary>declared, verified, secondary, derived, memory or conflict.</summary>
    public static string Status(ParameterStatus status) => status switch
    {
        ParameterStatus.Declared => "declared",
        ParameterStatus.Verified => "verified",
        ParameterStatus.Secondary => "secondary",
        ParameterStatus.Derived => "derived",
        ParameterStatus.Memory => "memory",
        _ => "conflict",
    };

    /// <summary>Writes the member "error" with the first error, where there is one: such a run exits with 1.</summary>
    public static void WriteError(Utf8JsonWriter json, FindingLog findings, string language)
    {
        if (findings.Findings.FirstOrDefault(f => f.Rule.Severity == Findings.Severity.Error) is not { } first)
            return;
        json.WriteStartObject("error");
        json.WriteString("code", first.Rule.Code);
        json.WriteString("message", first.Message(language));
        json.WriteString("hint", first.Hint(language));
        json.WriteEndObject();
    }

    /// <summary>Writes a finding as an object with the keys of the contract.</summary>
    public static void WriteFinding(Utf8JsonWriter json, Finding finding, string language)
    {
        json.WriteStartObject();
        json.WriteString("severity", Severity(finding.Rule.Severity));
        json.WriteString("code", finding.Rule.Code);
        if (finding.File is not null)
            json.WriteString("file", finding.File);
        if (finding.Record is { } record)
            json.WriteNumber("record", record);
        else
            json.WriteNull("record");
        json.WriteString("field", finding.Field);
        json.WriteString("value", finding.Value);
        json.WriteString("message", finding.Message(language));
        json.WriteString("hint", finding.Hint(language));
        json.WriteEndObject();
    }

    /// <summary>Writes an array of texts.</summary>
    public static void WriteTexts(Utf8JsonWriter json, string key, IEnumerable<string> texts)
    {
        json.WriteStartArray(key);
        foreach (var text in texts)
            json.WriteStringValue(text);
        json.WriteEndArray();
    }

    /// <summary>Writes the member "open": what a holder of the official text must fill in, and where.</summary>
    public static void WriteOpen(Utf8JsonWriter json, IEnumerable<OpenItem> items, string language)
    {
        json.WriteStartArray("open");
        foreach (var item in items)
        {
            json.WriteStartObject();
            json.WriteString("id", item.Id);
            json.WriteString("section", item.Section);
            json.WriteString("status", item.Status);
            json.WriteString("file", item.File);
            json.WriteString("text", item.Text.In(language));
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }
}
