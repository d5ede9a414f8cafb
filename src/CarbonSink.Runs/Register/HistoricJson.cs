using System.Text.Json;
using CarbonSink.Register;

namespace CarbonSink.Runs;

/// <summary>An import of another register as the JSON document of <c>register import-historic</c>: keys are a contract; sums are decimal numbers as text, a missing one is null.</summary>
public static class HistoricJson
{
    /// <summary>Writes the document; the stream stays open.</summary>
    /// <param name="result">The import.</param>
    /// <param name="stream">Where to.</param>
    /// <param name="language">Language of messages, "zh" or "en".</param>
    public static void Write(HistoricImportResult result, Stream stream, string language)
    {
        using var json = JsonText.Writer(stream);
        json.WriteStartObject();
        json.WriteString("mapping", result.Mapping);
        json.WriteBoolean("dryRun", result.IsTrial);
        JsonText.WriteTexts(json, "files", result.Files.Select(f => f.Name));
        json.WriteNumber("rowsRead", result.RowsRead);
        json.WriteNumber("rowsImported", result.RowsAdded);
        json.WriteNumber("rowsAlreadyThere", result.RowsThere);
        json.WriteNumber("rowsListed", result.Listed.Count);
        json.WriteStartArray("sums");
        foreach (var s in result.Sums)
        {
            json.WriteStartObject();
            json.WriteString("registry", s.Registry);
            json.WriteString("table", s.Table);
            Year(json, s.Year);
            json.WriteString("quantity", s.Quantity);
            json.WriteNumber("rowsRead", s.RowsRead);
            json.WriteNumber("rowsImported", s.RowsImported);
            json.WriteNumber("rowsListed", s.RowsListed);
            Sum(json, "read", s.Read);
            Sum(json, "imported", s.Imported);
            Sum(json, "listed", s.Listed);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        Balances(json, "overRetired", result.OverRetired);
        json.WriteStartObject("findingCounts");
        foreach (var (rule, count) in result.Findings.Counts)
            json.WriteNumber(rule.Code, count);
        json.WriteEndObject();
        json.WriteStartArray("findings");
        foreach (var finding in result.Findings.Findings)
            JsonText.WriteFinding(json, finding, language);
        json.WriteEndArray();
        json.WriteEndObject();
    }

    /// <summary>Writes sums of what a register keeps of others, as the document of <c>register historic</c>.</summary>
    public static void WriteTotals(IEnumerable<HistoricTotal> totals, IEnumerable<HistoricBalance> balances, Stream stream)
    {
        using var json = JsonText.Writer(stream);
        json.WriteStartObject();
        json.WriteStartArray("totals");
        foreach (var t in totals)
        {
            json.WriteStartObject();
            json.WriteString("registry", t.Registry);
            json.WriteString("table", t.Table);
            Year(json, t.Year);
            json.WriteString("quantity", t.Quantity);
            json.WriteNumber("rows", t.Rows);
            Sum(json, "sum", t.Sum);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        Balances(json, "projects", balances);
        json.WriteEndObject();
    }

    private static void Balances(Utf8JsonWriter json, string key, IEnumerable<HistoricBalance> balances)
    {
        json.WriteStartArray(key);
        foreach (var b in balances)
        {
            json.WriteStartObject();
            json.WriteString("registry", b.Registry);
            json.WriteString("project", b.Project);
            json.WriteString("by", b.FromProjectRow ? "project" : "transactions");
            Sum(json, "issued", b.Issued);
            Sum(json, "retired", b.Retired);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void Year(Utf8JsonWriter json, int? year)
    {
        if (year is { } known)
            json.WriteNumber("year", known);
        else
            json.WriteNull("year");
    }

    private static void Sum(Utf8JsonWriter json, string key, decimal? sum) => json.WriteString(key, sum is { } known ? HistoricRow.Write(known) : null);
}
