using System.Globalization;
using System.Text;
using System.Text.Json;
using CarbonSink.Findings;
using CarbonSink.Methodologies;
using CarbonSink.Reports;

namespace CarbonSink.Runs;

/// <summary>The files of an export in the shape of CAD Trust: a CSV for each table, cadtrust.json with all, README.md with notices and what is blank and why, manifest.json.</summary>
public static class CadTrustFolder
{
    private static readonly Bilingual Label = new("CAD Trust 形状的导出，登记簿的副本，不具法律效力", "an export in the shape of CAD Trust; a copy of a register, no legal effect");

    /// <summary>Writes them and puts the folder in its place.</summary>
    /// <param name="export">The export.</param>
    /// <param name="folder">The folder, opened before the work began.</param>
    /// <param name="command">The command as it was given.</param>
    /// <param name="startedUtc">When the run started.</param>
    /// <exception cref="OutputException">It cannot be written or put in place.</exception>
    public static Manifest Write(CadTrustExport export, OutputFolder folder, IReadOnlyList<string> command, DateTime startedUtc)
    {
        foreach (var table in export.Tables)
            folder.Write($"{table.Name}.csv", s => CsvTable.Write(table.ToReport(), s));
        folder.Write("cadtrust.json", s => WriteJson(export, s));
        folder.Write("README.md", s => s.Write(Encoding.UTF8.GetBytes(Readme(export))));
        return folder.Commit(new()
        {
            ProgramVersion = AssessmentRun.ProgramVersion,
            Command = command,
            TimeUtc = startedUtc,
            Inputs = [],
            Packs = [],
            WorstStatus = ParameterStatus.Declared,
            Label = Label,
            FindingCounts = Enum.GetValues<Severity>().ToDictionary(s => s, _ => 0L),
        });
    }

    /// <summary>Writes all tables as one document; blank values are null. The stream stays open.</summary>
    public static void WriteJson(CadTrustExport export, Stream stream)
    {
        using var json = JsonText.Writer(stream);
        json.WriteStartObject();
        json.WriteString("logId", export.LogId);
        json.WriteNumber("treeSize", export.Size);
        json.WriteNumber("issued", export.Issued);
        json.WriteString("historicUnits", export.HistoricUnits.ToString(CultureInfo.InvariantCulture));
        JsonText.WriteTexts(json, "notices", export.Notices.Append(Label).Select(n => $"{n.Zh} / {n.En}"));
        json.WriteStartObject("tables");
        foreach (var table in export.Tables)
        {
            json.WriteStartArray(table.Name);
            foreach (var row in table.Rows)
            {
                json.WriteStartObject();
                for (var c = 0; c < table.Columns.Count; c++)
                    json.WriteString(table.Columns[c], row[c]);
                json.WriteEndObject();
            }

            json.WriteEndArray();
        }

        json.WriteEndObject();
        json.WriteEndObject();
    }

    private static string Readme(CadTrustExport export)
    {
        var text = new StringBuilder();
        void Line(string line) => text.Append(line).Append('\n');
        Line("# CAD Trust");
        Line("");
        Line($"{Label.Zh}。{Label.En}.");
        foreach (var notice in export.Notices)
            Line($"- {notice.Zh} / {notice.En}");
        Line("");
        Line($"登记簿 register `{export.LogId}`，台账 {export.Size} 条 entries。");
        Line($"本登记簿签发 {export.Issued} = 本登记簿各批 unitCount 之和；另有其他登记簿的注销记录 {export.HistoricUnits.ToString(CultureInfo.InvariantCulture)}。");
        Line($"This register issued {export.Issued}, the sum of unitCount of its units; retirements recorded of other registers make {export.HistoricUnits.ToString(CultureInfo.InvariantCulture)} more.");
        Line("");
        Line("| 表 table | 列 column | 留空的原因 | why it is blank |");
        Line("|---|---|---|---|");
        foreach (var (table, (column, reason)) in export.Tables.SelectMany(t => t.Blanks.Select(b => (t.Name, b))))
            Line($"| {table} | {column ?? "—"} | {reason.Zh} | {reason.En} |");
        return text.ToString();
    }
}
