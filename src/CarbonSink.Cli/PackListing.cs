using System.Text.Encodings.Web;
using System.Text.Json;
using CarbonSink.Reports;

namespace CarbonSink.Cli;

/// <summary>How the commands on packs answer: one JSON document, or a table on the terminal.</summary>
internal static class PackListing
{
    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, Indented = true, NewLine = "\n" };

    /// <summary>A text column.</summary>
    public static ReportColumn Column(string key, string zh, string? en = null) => new(key, zh, en ?? zh, "", ReportColumnKind.Text);

    /// <summary>The document begun, where JSON is wanted; null otherwise.</summary>
    public static Utf8JsonWriter? Document(Invocation invocation)
    {
        if (!invocation.Json)
            return null;
        var json = new Utf8JsonWriter(invocation.Stdout, Options);
        json.WriteStartObject();
        return json;
    }

    /// <summary>Ends the document, or prints the table.</summary>
    public static void End(Utf8JsonWriter? json, Invocation invocation, ReportTable? table = null)
    {
        if (json is not null)
        {
            json.WriteEndObject();
            json.Flush();
            invocation.Stdout.WriteByte((byte)'\n');
        }
        else if (table is not null)
        {
            using var output = invocation.Text();
            ConsoleTable.Write(output, table, invocation.Language, int.MaxValue);
        }
    }
}
