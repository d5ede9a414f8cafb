using System.Text.Json;
using CarbonSink.Reports;

namespace CarbonSink.Cli;

/// <summary>A list of objects as a table on a terminal (登记查询表): a column for each key, long values cut; JSON has them whole.</summary>
internal static class RecordTable
{
    private const int MostRows = 200;
    private const int MostLetters = 48;

    /// <summary>Writes it.</summary>
    public static void Write(TextWriter output, string key, JsonElement list, string language)
    {
        var rows = list.EnumerateArray().Select(Members).ToList();
        var keys = rows.SelectMany(r => r.Select(m => m.Name)).Distinct(StringComparer.Ordinal).Where(k => CanonicalText.IsOfLanguage(k, language)).ToList();
        var (title, columns) = (RegisterLabels.Of(key, language), keys.Select(k => RegisterLabels.Of(k, language)).ToList());
        var table = new ReportTable(key, title, title, [.. keys.Select((k, i) => new ReportColumn(k, columns[i], columns[i], "", ReportColumnKind.Text))]);
        foreach (var row in rows)
            table.AddRow([.. keys.Select(k => row.FirstOrDefault(m => m.Name == k) is { Name: not null } member && Cut(CanonicalText.Line(member.Value, language, k, row.Exists(m => m.Name == "event"))) is { Length: > 0 } text ? text : ReportCell.Missing)]);
        ConsoleTable.Write(output, table, language, MostRows);
    }

    /// <summary>The keys of a row; of an entry of the ledger what it is, who asked, and the rule that said no.</summary>
    private static List<(string Name, JsonElement Value)> Members(JsonElement item)
    {
        if (!item.TryGetProperty("entry", out var entry) || entry.ValueKind != JsonValueKind.Object)
            return [.. item.EnumerateObject().Select(m => (m.Name, m.Value))];
        List<(string, JsonElement)> members = [.. ((string[])["index", "time", "actor", "verb"]).Where(k => entry.TryGetProperty(k, out _)).Select(k => (k, entry.GetProperty(k)))];
        if (entry.TryGetProperty("refusal", out var refusal) && refusal.TryGetProperty("rule", out var rule))
            members.Add(("rule", rule));
        members.Add(("leafHash", item.GetProperty("leafHash")));
        return members;
    }

    private static string Cut(string text) => text.Length <= MostLetters ? text : text[..(MostLetters - 1)] + "…";
}
