using CarbonSink.Findings;
using CarbonSink.Reports;

namespace CarbonSink.Runs;

/// <summary>The files of an account in its output folder: removals.json, removals.html, years.csv, stocks.csv, eligibility.csv, findings.csv and manifest.json; of a project that is no bundle parcels.csv, strata.csv, surveys.csv, plots.csv, activities.csv, evidence.csv and parameters.csv; and clipped.gpkg where land must be taken out.</summary>
public static class RemovalsFolder
{
    /// <summary>Writes them and puts the folder in its place.</summary>
    /// <param name="result">The account.</param>
    /// <param name="folder">The folder, opened before the work began.</param>
    /// <param name="command">The command as it was given.</param>
    /// <param name="startedUtc">When the run started.</param>
    /// <param name="language">Language of messages, "zh" or "en".</param>
    /// <exception cref="OutputException">It cannot be written or put in place.</exception>
    public static Manifest Write(RemovalsResult result, OutputFolder folder, IReadOnlyList<string> command, DateTime startedUtc, string language)
    {
        foreach (var (number, part) in (result.Projects.Count > 0 ? result.Projects : [result]).Index())
            part.Clipped?.Eligibility.WriteRest(part.Clipped.Value.Parcels, folder, result.Findings, result.Projects.Count > 0 ? $"clipped-{number + 1}.gpkg" : "clipped.gpkg");
        folder.Write("removals.json", s => RemovalsJson.Write(result, s, language));
        folder.Write("removals.html", RemovalsPage.Of(result, language).Write);
        foreach (var table in RemovalsTables.Files(result, language))
            folder.Write($"{table.Id}.csv", s => CsvTable.Write(table, s));
        folder.Write("findings.csv", s => CsvTable.Write(FindingsTable.Of(result.Findings.Findings, language), s));
        return folder.Commit(new()
        {
            ProgramVersion = AssessmentRun.ProgramVersion,
            Command = command,
            TimeUtc = startedUtc,
            Inputs = [.. result.Inputs.Select(p => LayerSource.Split(p).File).Where(File.Exists).DistinctBy(Path.GetFullPath).Select(f => FileHash.Of(f, Path.GetFileName(f))).OrderBy(f => f.Name, StringComparer.Ordinal)],
            Packs = result.Packs,
            WorstStatus = result.Status,
            Label = result.Label,
            FindingCounts = Enum.GetValues<Severity>().ToDictionary(s => s, s => result.Findings.Count(s)),
        });
    }
}
