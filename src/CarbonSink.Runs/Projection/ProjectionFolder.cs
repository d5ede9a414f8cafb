using CarbonSink.Findings;
using CarbonSink.Reports;

namespace CarbonSink.Runs;

/// <summary>The files of a projection in its output folder: projection.json, projection.html, years.csv, fluxes.csv, age-classes.csv, potential.csv, not-projected.csv, curves.csv, findings.csv and manifest.json.</summary>
public static class ProjectionFolder
{
    /// <summary>Writes them and puts the folder in its place.</summary>
    /// <param name="result">The projection.</param>
    /// <param name="folder">The folder, opened before the work began.</param>
    /// <param name="command">The command as it was given.</param>
    /// <param name="startedUtc">When the run started.</param>
    /// <param name="language">Language of messages, "zh" or "en".</param>
    /// <exception cref="OutputException">It cannot be written or put in place.</exception>
    public static Manifest Write(ProjectionResult result, OutputFolder folder, IReadOnlyList<string> command, DateTime startedUtc, string language)
    {
        folder.Write("projection.json", s => ProjectionJson.Write(result, s, language));
        folder.Write("projection.html", ProjectionPage.Of(result, language).Write);
        foreach (var table in ProjectionTables.All(result, language))
            folder.Write($"{table.Id}.csv", s => CsvTable.Write(table, s));
        folder.Write("findings.csv", s => CsvTable.Write(FindingsTable.Of(result.Findings.Findings.Concat(result.Stock.Findings), language), s));
        return folder.Commit(new()
        {
            ProgramVersion = result.Stock.ProgramVersion,
            Command = command,
            TimeUtc = startedUtc,
            Inputs = [.. result.Stock.Inputs.Concat(result.Inputs).OrderBy(i => i.Name, StringComparer.Ordinal)],
            Packs = [.. result.Stock.Packs.Concat(result.Packs).Distinct().OrderBy(p => p.Id, StringComparer.Ordinal).ThenBy(p => p.Version, StringComparer.Ordinal)],
            WorstStatus = result.Status,
            Label = result.Label,
            FindingCounts = Enum.GetValues<Severity>().ToDictionary(s => s, s => result.Findings.Count(s) + result.Stock.CountFindings(s)),
        });
    }
}
