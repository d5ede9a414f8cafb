using CarbonSink.Findings;
using CarbonSink.Growth;
using CarbonSink.Inventory;
using CarbonSink.Methodologies;

namespace CarbonSink.Runs;

/// <summary>Brings last survey's units forward (年度更新): ages by years, stock by yield tables, harvest and planting by a table of changes. What comes of it is updated, not measured, and says so.</summary>
public static class UpdateRun
{
    private const string Zone = "fao_zone";

    /// <summary>Updates a data set and writes it into a folder that <c>assess</c> reads.</summary>
    /// <param name="options">What to do.</param>
    /// <param name="folder">The folder, opened before the work began.</param>
    /// <param name="command">The command as it was given.</param>
    /// <param name="startedUtc">When the run started.</param>
    /// <param name="language">Language of messages, "zh" or "en".</param>
    /// <param name="stop">Stops between batches.</param>
    /// <exception cref="RefusedInputException">There is no survey date, the year lies before it, or something cannot be read.</exception>
    /// <exception cref="OutputException">The folder cannot be written.</exception>
    public static UpdateResult Run(UpdateOptions options, OutputFolder folder, IReadOnlyList<string> command, DateTime startedUtc, string language, CancellationToken stop = default)
    {
        var findings = new FindingLog();
        using var data = DataSet.Open(options.Source, findings);
        var survey = data.Inventory.SurveyDate ?? throw DataSet.Refuse(UpdateFindings.NoSurveyDate, InventoryFile.FileName);
        if (options.ToYear < survey.Year)
            throw DataSet.Refuse(UpdateFindings.YearBefore, null, $"{options.ToYear}", $"{survey:yyyy-MM-dd}");
        if (!data.Values.TryGetValue(Zone, out var zone))
            throw DataSet.Refuse(GrowthFindings.MethodLacks, null, Zone);
        var years = options.ToYear - survey.Year;
        var units = new List<StandUnit>();
        units.AddRange(new StandInputs(data, options.Source, stop).Read(findings));
        var growth = LoadGrowth(options, data);
        var tabulation = Tabulate(growth, options, data.Methodology.Codes[(int)zone], units, years, data.TableName, findings);
        var changes = options.Changes is { } path ? StockChanges.Read(path, Keys(data, stop), survey.Year, options.ToYear, findings) : new Dictionary<long, (ChangeEvent, int)>();
        var plan = new UpdatePlan(units, tabulation.Tables, changes, years, options.ToYear, data.TableName, findings);
        var from = data.Inventory.UpdatedFrom ?? survey;
        var result = new UpdateResult
        {
            Options = options, UpdatedFrom = from, FromDate = survey, ToDate = survey.AddYears(years),
            Tallies = plan.Tallies, Tables = [.. tabulation.Tables.Where(t => plan.Used.Contains(t.GrowthClass))], Clamped = plan.Clamped, Findings = findings,
        };
        findings.Add(new Finding(UpdateFindings.NotMeasured, InventoryFile.FileName, null, null, null, $"{from:yyyy-MM-dd}", $"{result.ToDate:yyyy-MM-dd}"));
        UpdateFolder.Write(result, data, growth, new UpdatedLayer(data, plan.Updates, $"{from:yyyy-MM-dd}"), folder, command, startedUtc, language, stop);
        return result;
    }

    private static Methodology LoadGrowth(UpdateOptions options, DataSet data)
    {
        var choices = new Dictionary<string, TableChoice>(StringComparer.Ordinal);
        if (options.Curves is { } curves)
            choices["fitted"] = new(Path.GetFullPath(Directory.Exists(curves) ? Path.Combine(curves, FittedCurvesCsv.FileName) : curves), Directory.GetCurrentDirectory());
        var growth = data.Catalog.Load(YieldTables.Method, choices);
        var regions = growth.Tables.First(t => t.Name == "regions");
        return growth.Contains(regions, growth.Codes.Intern(options.Region)) ? growth
            : throw DataSet.Refuse(UpdateFindings.UnknownRegion, null, options.Region, string.Join(", ", regions.Table.Names.Keys));
    }

    private static YieldTabulation Tabulate(Methodology growth, UpdateOptions options, string zone, List<StandUnit> units, int years, string file, FindingLog findings)
    {
        var counts = units.Select(u => UpdatePlan.ClassOf(u)).Where(c => c is not null).GroupBy(c => c!.Value).ToDictionary(g => g.Key, g => g.LongCount());
        var classes = counts.Keys.Concat(options.Changes is null ? [] : counts.Keys.Select(c => c with { Origin = "planted" })).Distinct()
            .OrderBy(c => c.ForestType, StringComparer.Ordinal).ThenBy(c => c.Origin, StringComparer.Ordinal).ThenBy(c => c.Species, StringComparer.Ordinal).ToArray();
        var oldest = units.Select(u => u.Age ?? 0).Where(a => a <= GrowthStands.OldestPlausible).DefaultIfEmpty(0).Max();
        var tabulation = YieldTables.Tabulate(growth, classes, options.Region, zone, Math.Max(1, (int)Math.Ceiling(oldest) + years));
        static string Name(GrowthClass c) => $"{c.ForestType} × {c.Origin}{(c.Species is null ? "" : $" ({c.Species})")}";
        foreach (var (c, cause) in tabulation.Refused)
            findings.Add(new Finding(UpdateFindings.NoTable, file, null, null, null, Name(c), cause.Zh, cause.En, $"{counts.GetValueOrDefault(c)}"));
        foreach (var table in tabulation.Tables.Where(t => t.Volume.Length == 0 && counts.ContainsKey(t.GrowthClass)))
            findings.Add(new Finding(UpdateFindings.ByCarbon, file, null, null, null, Name(table.GrowthClass)));
        return tabulation;
    }

    private static List<(long Record, string Key)> Keys(DataSet data, CancellationToken stop)
    {
        var keys = new List<(long, string)>();
        foreach (var batch in data.Reader.Read(RecordRange.All, data.Schema.KeyFields, geometry: false, stop))
            for (var row = 0; row < batch.Count; row++)
                keys.Add((batch.RecordNumbers[row], ExplainRun.Key(data, batch, row)));
        return keys;
    }
}
