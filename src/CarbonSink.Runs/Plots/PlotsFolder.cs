using CarbonSink.Findings;
using CarbonSink.Reports;

namespace CarbonSink.Runs;

/// <summary>The files of a plot inventory in its output folder: plots.json, plots.html, plots.csv, means-by-stratum.csv, stem tables, trees-not-estimated.csv, gauge.csv, findings.csv and manifest.json.</summary>
public static class PlotsFolder
{
    /// <summary>Writes them and puts the folder in its place.</summary>
    /// <param name="result">The plots.</param>
    /// <param name="folder">The folder, opened before the work began.</param>
    /// <param name="command">The command as it was given.</param>
    /// <param name="startedUtc">When the run started.</param>
    /// <param name="language">Language of messages, "zh" or "en".</param>
    /// <exception cref="OutputException">It cannot be written or put in place.</exception>
    public static Manifest Write(PlotsResult result, OutputFolder folder, IReadOnlyList<string> command, DateTime startedUtc, string language)
    {
        folder.Write("plots.json", s => PlotsJson.Write(result, s, language));
        folder.Write("plots.html", PlotsPage.Of(result, language).Write);
        foreach (var table in PlotsTables.All(result, language))
            folder.Write($"{table.Id}.csv", s => CsvTable.Write(table, s));
        folder.Write("findings.csv", s => CsvTable.Write(FindingsTable.Of(result.Findings.Findings, language), s));
        var options = result.Options;
        var inputs = new[] { options.Plots, options.Trees, options.Crosswalk, options.Subplots, options.AngleGauge, options.StandardTable, options.HeightCurves }
            .OfType<string>().Where(File.Exists).DistinctBy(Path.GetFullPath);
        return folder.Commit(new()
        {
            ProgramVersion = AssessmentRun.ProgramVersion,
            Command = command,
            TimeUtc = startedUtc,
            Inputs = [.. inputs.Select(f => FileHash.Of(f, Path.GetFileName(f))).OrderBy(f => f.Name, StringComparer.Ordinal)],
            Packs = result.Packs,
            WorstStatus = result.WorstStatus,
            FindingCounts = Enum.GetValues<Severity>().ToDictionary(s => s, s => result.Findings.Count(s)),
        });
    }
}
