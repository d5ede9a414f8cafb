using System.Text.Json;
using CarbonSink.Reports;

namespace CarbonSink.Runs;

/// <summary>A report as JSON (报告数据): facts with all their digits and as printed, tables with their rows, checks' marks, runs; what the documents print can be compared with it.</summary>
public static class ReportJson
{
    /// <summary>Writes report.json: UTF-8 without BOM, LF; the stream stays open.</summary>
    public static void Write(ReportResult result, Stream stream)
    {
        using var json = JsonText.Writer(stream);
        json.WriteStartObject();
        WriteMembers(json, result);
        json.WriteEndObject();
        json.Flush();
        stream.WriteByte((byte)'\n');
    }

    /// <summary>Writes the members of the object.</summary>
    internal static void WriteMembers(Utf8JsonWriter json, ReportResult result)
    {
        var (document, language) = (result.Document, result.Document.Language);
        json.WriteString("report", $"{result.Bound.Template.Id}/{result.Bound.Template.Version}");
        json.WriteString("language", language);
        json.WriteString("title", document.Title);
        json.WriteString("subtitle", document.Subtitle);
        json.WriteString("label", document.Label);
        json.WriteString("status", result.Status is { } status ? JsonText.Status(status) : null);
        json.WriteStartArray("marks");
        foreach (var mark in document.Marks)
            json.WriteStringValue(mark);
        json.WriteEndArray();
        json.WriteStartArray("facts");
        foreach (var fact in result.Bound.Facts.Values)
        {
            json.WriteStartObject();
            json.WriteString("id", fact.Definition.Id);
            json.WriteString("label", fact.Definition.Label.In(language));
            json.WriteString("printed", fact.Printed);
            json.WriteString("exact", fact.Exact);
            json.WriteString("unit", fact.Definition.Unit);
            json.WriteString("from", fact.Trace);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteStartArray("tables");
        foreach (var table in document.Tables)
            WriteTable(json, table, language);
        json.WriteEndArray();
        json.WriteStartArray("figures");
        foreach (var figure in document.Figures)
        {
            json.WriteStartObject();
            json.WriteString("id", figure.Anchor);
            json.WriteString("number", figure.Number);
            json.WriteString("caption", figure.Caption);
            json.WriteString("description", figure.Description);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteStartArray("headings");
        foreach (var heading in document.Blocks.OfType<HeadingBlock>())
            json.WriteStringValue(heading.Number + (language == "zh" || heading.Number.Length == 0 ? "" : " ") + heading.Text);
        json.WriteEndArray();
    }

    private static void WriteTable(Utf8JsonWriter json, TableBlock block, string language)
    {
        var table = block.Table;
        json.WriteStartObject();
        json.WriteString("id", table.Id);
        json.WriteString("number", block.Number);
        json.WriteString("title", table.Title(language));
        json.WriteStartArray("columns");
        foreach (var column in table.Columns)
        {
            json.WriteStartObject();
            json.WriteString("key", column.Key);
            json.WriteString("heading", column.Heading(language));
            json.WriteString("unit", column.Unit);
            json.WriteNumber("decimals", column.Decimals);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteStartArray("rows");
        foreach (var row in table.Rows)
            WriteRow(json, row);
        json.WriteEndArray();
        if (table.Total is { } total)
        {
            json.WritePropertyName("total");
            WriteRow(json, total);
        }

        json.WriteEndObject();
    }

    private static void WriteRow(Utf8JsonWriter json, IReadOnlyList<ReportCell> row)
    {
        json.WriteStartArray();
        foreach (var cell in row)
        {
            if (cell.Kind is null)
                json.WriteNullValue();
            else if (cell.Kind == ReportColumnKind.Text)
                json.WriteStringValue(cell.Text);
            else if (cell.Kind == ReportColumnKind.Count)
                json.WriteNumberValue(cell.Count);
            else
                json.WriteNumberValue(cell.Number);
        }

        json.WriteEndArray();
    }
}
