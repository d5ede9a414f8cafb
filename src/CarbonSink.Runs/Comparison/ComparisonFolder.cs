using CarbonSink.Estimation;
using CarbonSink.Findings;
using CarbonSink.Reports;

namespace CarbonSink.Runs;

/// <summary>The files of a comparison in its output folder: comparison.json, transitions.csv, sites.csv and site-transitions.csv with sites, surveys.csv, findings.csv and manifest.json.</summary>
public static class ComparisonFolder
{
    /// <summary>Writes them and puts the folder in its place.</summary>
    /// <param name="comparison">The comparison.</param>
    /// <param name="folder">The folder, opened before the work began.</param>
    /// <param name="command">The command as it was given.</param>
    /// <param name="startedUtc">When the run started.</param>
    /// <param name="language">Language of messages, "zh" or "en".</param>
    /// <param name="name">Names of classes.</param>
    /// <exception cref="OutputException">It cannot be written or put in place.</exception>
    public static Manifest Write(SurveyComparison comparison, OutputFolder folder, IReadOnlyList<string> command, DateTime startedUtc, string language, Func<string, string> name)
    {
        folder.Write("comparison.json", s => ComparisonJson.Write(comparison, s, language));
        foreach (var table in ComparisonTables.All(comparison, name))
            folder.Write($"{table.Id}.csv", s => CsvTable.Write(table, s));
        folder.Write("surveys.csv", s => CsvTable.Write(comparison.Surveys, s));
        folder.Write("findings.csv", s => CsvTable.Write(FindingsTable.Of(comparison.AllFindings, language), s));
        return folder.Commit(new()
        {
            ProgramVersion = comparison.New.ProgramVersion,
            Command = command,
            TimeUtc = startedUtc,
            Inputs = [.. comparison.New.Inputs.Select(i => i with { Name = $"new/{i.Name}" }), .. comparison.Old.Inputs.Select(i => i with { Name = $"old/{i.Name}" })],
            Packs = [.. comparison.Old.Packs.Concat(comparison.New.Packs).Distinct().OrderBy(p => p.Id, StringComparer.Ordinal).ThenBy(p => p.Version, StringComparer.Ordinal)],
            WorstStatus = comparison.WorstStatus,
            FindingCounts = Enum.GetValues<Severity>().ToDictionary(s => s, s => comparison.Findings.Count(s) + comparison.Old.CountFindings(s) + comparison.New.CountFindings(s)),
        });
    }
}
