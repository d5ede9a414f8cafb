using CarbonSink.Estimation;
using CarbonSink.Findings;
using CarbonSink.Reports;

namespace CarbonSink.Runs;

/// <summary>Which files an assessment writes beside assessment.json and manifest.json.</summary>
[Flags]
public enum AssessmentFiles
{
    /// <summary>A CSV file per table, findings.csv, report.html and, where units were kept, units.csv.</summary>
    Tables = 1,

    /// <summary>units.gpkg.</summary>
    Units = 2,

    /// <summary>Everything.</summary>
    All = Tables | Units,
}

/// <summary>The files of an assessment in its output folder: assessment.json, a CSV file per table, findings.csv, report.html, units.gpkg, units.csv and manifest.json.</summary>
public static class AssessmentFolder
{
    /// <summary>Writes the files asked for and puts the folder in its place.</summary>
    /// <param name="part">The assessment.</param>
    /// <param name="folder">The folder, opened before the work began.</param>
    /// <param name="command">The command as it was given.</param>
    /// <param name="startedUtc">When the run started.</param>
    /// <param name="language">Language of messages and of the report, "zh" or "en".</param>
    /// <param name="sources">What is there beside the assessment, its units among it, and the unit of areas for people; assessment.json is in hectares always.</param>
    /// <param name="files">Which files; those of the units need a layer among the sources.</param>
    /// <param name="stop">Stops between batches.</param>
    /// <exception cref="SumMismatchException">Something does not add up; nothing is put in place.</exception>
    /// <exception cref="OutputException">It cannot be written or put in place.</exception>
    /// <exception cref="RefusedInputException">The layer changed since it was assessed.</exception>
    public static Manifest Write(AssessmentPart part, OutputFolder folder, IReadOnlyList<string> command, DateTime startedUtc, string language, ReportSources sources, AssessmentFiles files = AssessmentFiles.All, CancellationToken stop = default)
    {
        folder.Write("assessment.json", s => AssessmentJson.Write(part, s, language));
        if (files.HasFlag(AssessmentFiles.Tables))
            WriteTables(part, folder, language, sources, stop);
        if (files.HasFlag(AssessmentFiles.Units) && sources.Layer is { } layer)
            folder.WriteContainer("units.gpkg", path => UnitsGeoPackage.Write(layer, path, stop));
        return folder.Commit(new()
        {
            ProgramVersion = part.ProgramVersion,
            Command = command,
            TimeUtc = startedUtc,
            Inputs = part.Inputs,
            Packs = part.Packs,
            WorstStatus = part.Assessment.Total.HasResults ? part.Assessment.Total.WorstStatus : null,
            Label = part.Options.ContainsKey("updatedFrom") ? new(part.Method.LabelZh, part.Method.LabelEn) : null,
            FindingCounts = Enum.GetValues<Severity>().ToDictionary(s => s, part.CountFindings),
        });
    }

    private static void WriteTables(AssessmentPart part, OutputFolder folder, string language, ReportSources sources, CancellationToken stop)
    {
        var names = new HashSet<string>(StringComparer.OrdinalIgnoreCase) { "findings", "units", "routes" };
        foreach (var table in AssessmentTables.All(part, sources.Units))
            folder.Write($"{Unused(FileName(table.Id), names)}.csv", s => CsvTable.Write(table, s));
        folder.Write("findings.csv", s => CsvTable.Write(FindingsTable.Of(part.Findings, language), s));
        if (sources.Layer is { } layer)
        {
            folder.Write("units.csv", s => UnitsCsv.Write(layer.Results, s, stop));
            folder.Write("routes.csv", s => CsvTable.Write(RouteTable.Of(layer).In(sources.Units), s));
        }

        folder.Write(StockReport.FileName, s => StockReport.Write(part, sources, s, language));
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
