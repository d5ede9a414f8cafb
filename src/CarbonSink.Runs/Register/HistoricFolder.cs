using CarbonSink.Findings;
using CarbonSink.Methodologies;
using CarbonSink.Reports;

namespace CarbonSink.Runs;

/// <summary>The files of an import of another register in its output folder: import.json, sums.csv, dirty.csv, over-retired.csv, findings.csv and manifest.json.</summary>
public static class HistoricFolder
{
    private static readonly Bilingual Label = new("其他登记簿的记录，照原样保存，不是本登记簿的减排量", "records of other registers as published; no units of this register");

    /// <summary>Writes them and puts the folder in its place.</summary>
    /// <param name="result">The import.</param>
    /// <param name="folder">The folder, opened before the work began.</param>
    /// <param name="command">The command as it was given.</param>
    /// <param name="startedUtc">When the run started.</param>
    /// <param name="language">Language of messages, "zh" or "en".</param>
    /// <param name="stop">Stops the work.</param>
    /// <exception cref="OutputException">It cannot be written or put in place.</exception>
    public static Manifest Write(HistoricImportResult result, OutputFolder folder, IReadOnlyList<string> command, DateTime startedUtc, string language, CancellationToken stop = default)
    {
        folder.Write("import.json", s => HistoricJson.Write(result, s, language));
        foreach (var table in (ReportTable[])[HistoricTables.Sums(result), HistoricTables.Dirty(result, language), HistoricTables.OverRetired(result.OverRetired)])
            folder.Write($"{table.Id}.csv", s => CsvTable.Write(table, s));
        folder.Write("findings.csv", s => CsvTable.Write(FindingsTable.Of(result.Findings.Findings, language), s));
        return folder.Commit(new()
        {
            ProgramVersion = AssessmentRun.ProgramVersion,
            Command = command,
            TimeUtc = startedUtc,
            Inputs = [.. result.Files.Append(FileHash.Of(result.MappingPath, Path.GetFileName(result.MappingPath), stop)).OrderBy(f => f.Name, StringComparer.Ordinal)],
            Packs = [],
            WorstStatus = ParameterStatus.Declared,
            Label = Label,
            FindingCounts = Enum.GetValues<Severity>().ToDictionary(s => s, s => result.Findings.Count(s)),
        });
    }
}
