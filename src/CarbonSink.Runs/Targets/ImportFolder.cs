using CarbonSink.Findings;
using CarbonSink.Methodologies;
using CarbonSink.Reports;

namespace CarbonSink.Runs;

/// <summary>The files of a reading in its output folder: import.json, targets.html, targets.csv, citations.csv, conflicts.csv, candidates.csv, departments.csv, findings.csv and manifest.json.</summary>
public static class ImportFolder
{
    /// <summary>Writes them and puts the folder in its place.</summary>
    /// <param name="result">What was read.</param>
    /// <param name="folder">The folder, opened before the work began.</param>
    /// <param name="command">The command as it was given.</param>
    /// <param name="startedUtc">When the run started.</param>
    /// <param name="language">Language of messages, "zh" or "en".</param>
    /// <param name="stop">Stops the work.</param>
    /// <exception cref="OutputException">It cannot be written or put in place.</exception>
    public static Manifest Write(ImportResult result, OutputFolder folder, IReadOnlyList<string> command, DateTime startedUtc, string language, CancellationToken stop = default)
    {
        folder.Write("import.json", s => ImportJson.Write(result, s, language));
        folder.Write("targets.html", ImportPage.Of(result, language).Write);
        foreach (var table in (ReportTable[])[TargetTable.Of(result.Readings), TargetTable.Citations(result.Readings), ImportTables.Conflicts(result.Readings, language), ImportTables.Candidates(result.Readings, language), ImportTables.Departments(result.Readings, language)])
            folder.Write($"{table.Id}.csv", s => CsvTable.Write(table, s));
        folder.Write("findings.csv", s => CsvTable.Write(FindingsTable.Of(result.Findings.Findings, language), s));
        return folder.Commit(new()
        {
            ProgramVersion = AssessmentRun.ProgramVersion,
            Command = command,
            TimeUtc = startedUtc,
            Inputs = [.. result.Paths.Distinct(StringComparer.Ordinal).Select(f => FileHash.Of(f, Path.GetFileName(f), stop)).OrderBy(f => f.Name, StringComparer.Ordinal)],
            Packs = result.Packs,
            WorstStatus = ParameterStatus.Declared,
            Label = ImportPage.Label,
            FindingCounts = Enum.GetValues<Severity>().ToDictionary(s => s, s => result.Findings.Count(s)),
        });
    }
}
