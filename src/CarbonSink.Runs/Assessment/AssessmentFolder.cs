using CarbonSink.Estimation;
using CarbonSink.Findings;
using CarbonSink.Reports;

namespace CarbonSink.Runs;

/// <summary>The files of an assessment in its output folder: assessment.json, a CSV file per table, findings.csv, report.html and manifest.json.</summary>
public static class AssessmentFolder
{
    /// <summary>Writes every file and puts the folder in its place.</summary>
    /// <param name="part">The assessment.</param>
    /// <param name="folder">The folder, opened before the work began.</param>
    /// <param name="command">The command as it was given.</param>
    /// <param name="startedUtc">When the run started.</param>
    /// <param name="language">Language of messages and of the report, "zh" or "en".</param>
    /// <param name="sources">What the report shows beside the assessment, and the unit of areas for people; assessment.json is in hectares always.</param>
    /// <exception cref="SumMismatchException">Something does not add up; nothing is put in place.</exception>
    /// <exception cref="OutputException">It cannot be written or put in place.</exception>
    public static Manifest Write(AssessmentPart part, OutputFolder folder, IReadOnlyList<string> command, DateTime startedUtc, string language, ReportSources sources)
    {
        folder.Write("assessment.json", s => AssessmentJson.Write(part, s, language));
        var names = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        foreach (var table in AssessmentTables.All(part))
            folder.Write($"{Unused(FileName(table.Id), names)}.csv", s => CsvTable.Write(table.In(sources.Units), s));
        folder.Write("findings.csv", s => CsvTable.Write(FindingsTable.Of(part.Findings, language), s));
        folder.Write(StockReport.FileName, s => StockReport.Write(part, sources, s, language));
        return folder.Commit(new()
        {
            ProgramVersion = part.ProgramVersion,
            Command = command,
            TimeUtc = startedUtc,
            Inputs = part.Inputs,
            Packs = part.Packs,
            WorstStatus = part.Assessment.Total.HasResults ? part.Assessment.Total.WorstStatus : null,
            FindingCounts = Enum.GetValues<Severity>().ToDictionary(s => s, part.CountFindings),
        });
    }

    /// <summary>The id with what no file name can hold on any system replaced: fields to group by are called as their makers liked.</summary>
    private static string FileName(string id) => string.Concat(id.Select(c => char.IsControl(c) || "<>:\"/\\|?*".Contains(c, StringComparison.Ordinal) ? '_' : c));

    private static string Unused(string name, HashSet<string> names)
    {
        var free = name;
        for (var i = 2; !names.Add(free); i++)
            free = $"{name}-{i}";
        return free;
    }
}
