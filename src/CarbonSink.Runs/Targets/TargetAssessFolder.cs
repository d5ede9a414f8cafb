using CarbonSink.Findings;
using CarbonSink.Reports;

namespace CarbonSink.Runs;

/// <summary>The files of an assessment of targets in its output folder: targets-assessment.json, targets-assessment.html, progress.csv, by-department.csv, conflicts.csv, judging.csv, findings.csv and manifest.json.</summary>
public static class TargetAssessFolder
{
    /// <summary>Writes them and puts the folder in its place.</summary>
    /// <param name="result">The assessment.</param>
    /// <param name="folder">The folder, opened before the work began.</param>
    /// <param name="command">The command as it was given.</param>
    /// <param name="startedUtc">When the run started.</param>
    /// <param name="language">Language of messages, "zh" or "en".</param>
    /// <exception cref="OutputException">It cannot be written or put in place.</exception>
    public static Manifest Write(TargetAssessResult result, OutputFolder folder, IReadOnlyList<string> command, DateTime startedUtc, string language)
    {
        folder.Write("targets-assessment.json", s => TargetAssessJson.Write(result, s, language));
        folder.Write("targets-assessment.html", TargetAssessPage.Of(result, language).Write);
        foreach (var table in (ReportTable[])[TargetAssessTables.Progress(result, language), TargetAssessTables.ByDepartment(result, language), TargetAssessTables.Conflicts(result, language), TargetAssessTables.Settings(result, language)])
            folder.Write($"{table.Id}.csv", s => CsvTable.Write(table, s));
        folder.Write("findings.csv", s => CsvTable.Write(FindingsTable.Of(result.Findings.Findings, language), s));
        return folder.Commit(new()
        {
            ProgramVersion = AssessmentRun.ProgramVersion,
            Command = command,
            TimeUtc = startedUtc,
            Inputs = result.Inputs,
            Packs = result.Packs,
            WorstStatus = result.Status,
            Label = TargetAssessResult.Label,
            FindingCounts = Enum.GetValues<Severity>().ToDictionary(s => s, s => result.Findings.Count(s)),
        });
    }
}
