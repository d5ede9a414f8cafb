using CarbonSink.Findings;
using CarbonSink.Reports;

namespace CarbonSink.Runs;

/// <summary>The files of a decomposition in its output folder: allocation.json, allocation.html, allocations.csv, shares.csv with the rows of all, a CSV for each target that was spread, feasibility.csv, findings.csv and manifest.json.</summary>
public static class AllocationFolder
{
    /// <summary>Writes them and puts the folder in its place.</summary>
    /// <param name="result">The decomposition.</param>
    /// <param name="folder">The folder, opened before the work began.</param>
    /// <param name="command">The command as it was given.</param>
    /// <param name="startedUtc">When the run started.</param>
    /// <param name="language">Language of messages, "zh" or "en".</param>
    /// <exception cref="OutputException">It cannot be written or put in place.</exception>
    public static Manifest Write(AllocationResult result, OutputFolder folder, IReadOnlyList<string> command, DateTime startedUtc, string language)
    {
        folder.Write("allocation.json", s => AllocationJson.Write(result, s, language));
        folder.Write("allocation.html", AllocationPage.Of(result, language).Write);
        folder.Write("allocations.csv", s => CsvTable.Write(AllocationTables.Summary(result, language), s));
        folder.Write("shares.csv", s => CsvTable.Write(AllocationTables.Shares(result, language), s));
        foreach (var one in result.Allocations.Where(a => a.Allocation is not null))
            folder.Write($"{one.Id}.csv", s => CsvTable.Write(AllocationTables.Rows(one, language), s));
        folder.Write("feasibility.csv", s => CsvTable.Write(AllocationTables.Feasibility(result, language), s));
        folder.Write("findings.csv", s => CsvTable.Write(FindingsTable.Of(result.Findings.Findings, language), s));
        return folder.Commit(new()
        {
            ProgramVersion = AssessmentRun.ProgramVersion,
            Command = command,
            TimeUtc = startedUtc,
            Inputs = result.Inputs,
            Packs = result.Packs,
            WorstStatus = result.Status,
            Label = result.Title,
            FindingCounts = Enum.GetValues<Severity>().ToDictionary(s => s, s => result.Findings.Count(s)),
        });
    }
}
