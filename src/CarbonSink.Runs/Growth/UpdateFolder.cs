using CarbonSink.Findings;
using CarbonSink.Methodologies;
using CarbonSink.Methodologies.Packs;
using CarbonSink.Reports;

namespace CarbonSink.Runs;

/// <summary>The folder of an updated data set: inventory.json, units.gpkg, copies of its tables, update.json, update.csv, yield-tables.csv, findings.csv and manifest.json.</summary>
internal static class UpdateFolder
{
    public static void Write(UpdateResult result, DataSet data, Methodology growth, UpdatedLayer layer, OutputFolder folder, IReadOnlyList<string> command, DateTime startedUtc, string language, CancellationToken stop)
    {
        folder.WriteContainer(UpdatedLayer.UnitsFile, path => layer.Write(path, result.Findings, stop));
        if (result.Years > 0 && layer.BlankedFields.Count > 0)
            result.Findings.Add(new Finding(UpdateFindings.Blanked, data.TableName, null, null, null, string.Join(", ", layer.BlankedFields)));
        var copies = new SortedDictionary<string, string>(StringComparer.Ordinal);
        var inventory = Inventory(result, data, folder, copies);
        foreach (var (name, path) in copies)
            folder.Write(name, s => s.Write(File.ReadAllBytes(path)));
        folder.Write(InventoryFile.FileName, inventory.Write);
        folder.Write("update.json", s => UpdateJson.Write(result, s, language));
        folder.Write("update.csv", s => CsvTable.Write(UpdateTables.States(result), s));
        folder.Write("yield-tables.csv", s => CsvTable.Write(UpdateTables.Yields(result), s));
        folder.Write("findings.csv", s => CsvTable.Write(FindingsTable.Of(result.Findings.Findings, language), s));
        List<(string Path, string Name)> inputs = [.. data.InputFiles()];
        if (result.Options.Curves is { } curves)
            inputs.Add((CurveRegions.FileOf(curves), $"curves/{FittedCurvesCsv.FileName}"));
        if (result.Options.Changes is { } changes)
            inputs.Add((changes, $"changes/{Path.GetFileName(changes)}"));
        folder.Commit(new()
        {
            ProgramVersion = AssessmentRun.ProgramVersion,
            Command = command,
            TimeUtc = startedUtc,
            Inputs = FileHash.OfAll(inputs, stop).GetAwaiter().GetResult(),
            Packs = [.. PackDigests.Of(data.Catalog, data.Methodology, data.CodeTables.Values.SelectMany(t => t).Where(t => t.IsPack).DistinctBy(t => t.Reference)).Concat(PackDigests.Of(data.Catalog, growth, [])).Distinct().OrderBy(p => p.Id, StringComparer.Ordinal).ThenBy(p => p.Version, StringComparer.Ordinal)],
            WorstStatus = result.WorstStatus,
            FindingCounts = Enum.GetValues<Severity>().ToDictionary(s => s, result.Findings.Count),
            Label = result.Label,
        });
    }

    /// <summary>The description of the updated data: units from here, other layers where they were, tables copied; official figures belong to the survey and are left out.</summary>
    private static InventoryFile Inventory(UpdateResult result, DataSet data, OutputFolder folder, SortedDictionary<string, string> copies)
    {
        var source = data.Inventory;
        string Copied(string reference)
        {
            if (reference.Contains('@', StringComparison.Ordinal))
                return reference;
            var path = source.PathOf(reference);
            var name = Path.GetFileName(path);
            for (var n = 2; copies.TryGetValue(name, out var other) && other != path; n++)
                name = $"{Path.GetFileNameWithoutExtension(path)}-{n}{Path.GetExtension(path)}";
            copies[name] = path;
            return name;
        }

        return source with
        {
            Folder = folder.StagedPath,
            SurveyDate = result.ToDate,
            UpdatedFrom = result.UpdatedFrom,
            UpdateStatus = (ParameterStatus)Math.Max((int)(source.UpdateStatus ?? ParameterStatus.Declared), (int)(result.WorstStatus ?? ParameterStatus.Declared)),
            Reconciliation = null,
            Method = $"{data.Methodology.Description.Id}/{data.Methodology.Description.Version}",
            Tables = data.Methodology.Tables.Where(t => t.ChosenByRun).ToDictionary(t => t.Name, t => Copied(source.Tables.GetValueOrDefault(t.Name) is { } own && !result.Options.Source.Tables.ContainsKey(t.Name) ? own : FullReference(t, result)), StringComparer.Ordinal),
            Parameters = data.Values.ToDictionary(v => v.Key, v => result.Options.Source.Parameters.GetValueOrDefault(v.Key) ?? source.Parameters[v.Key], StringComparer.Ordinal),
            Names = source.Names.ToDictionary(n => n.Key, n => Copied(n.Value), StringComparer.Ordinal),
            Layers = [.. source.Layers.Select(l => l.Role == "units"
                ? l with { Path = UpdatedLayer.UnitsFile, Layer = "units", Schema = data.Schema.Schema.Id, Encoding = null, Crs = null, Codes = l.Codes.ToDictionary(c => c.Key, c => (IReadOnlyList<string>)[.. c.Value.Select(Copied)], StringComparer.Ordinal) }
                : l with { Path = Path.GetRelativePath(folder.StagedPath, source.PathOf(l.Path)).Replace('\\', '/') })],
        };
    }

    private static string FullReference(BoundTable table, UpdateResult result) =>
        result.Options.Source.Tables.GetValueOrDefault(table.Name) is { } given ? (given.Contains('@', StringComparison.Ordinal) ? given : Path.GetFullPath(given)) : table.Table.Reference;
}
