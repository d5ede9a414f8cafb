using CarbonSink.Findings;
using CarbonSink.Growth;
using CarbonSink.Inventory;
using CarbonSink.Methodologies;

namespace CarbonSink.Runs;

/// <summary>Brings last survey's units forward (年度更新): ages by years, stock by yield tables, harvest and planting by a table of changes. What comes of it is updated, not measured, and says so.</summary>
public static class UpdateRun
{
    /// <summary>Years from the survey that an update may reach, also in several steps: a choice of ours, twice the ten years between forest management surveys; beyond it stands are projected.</summary>
    public const int MostYears = 20;

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
        var from = data.Inventory.UpdatedFrom ?? survey;
        if (options.ToYear - from.Year > MostYears)
            throw DataSet.Refuse(CurveFindings.TooFar, null, $"{options.ToYear}", $"{from:yyyy-MM-dd}", $"{options.ToYear - from.Year}", $"{MostYears}");
        var growth = CurveRegions.Load(data.Catalog, options.Curves);
        CurveRegions.Require(growth, options.Source.Methodology, options.Region, data.Inventory, findings);
        var years = options.ToYear - survey.Year;
        var units = new List<StandUnit>();
        units.AddRange(new StandInputs(data, options.Source, stop, withCarbon: true).Read(findings));
        var tabulation = Tabulate(growth, options, data.Methodology.Codes[(int)zone], units, years, data.TableName, findings);
        var changes = options.Changes is { } path ? StockChanges.Read(path, Keys(data, stop), survey.Year, options.ToYear, findings) : new Dictionary<long, (ChangeEvent, int)>();
        var plan = new UpdatePlan(units, tabulation.Tables, changes, years, options.ToYear, data.TableName, findings);
        foreach (var table in tabulation.Tables)
            if (plan.Held.TryGetValue(table.GrowthClass, out var held))
                findings.Add(new Finding(CurveFindings.HeldTable, data.TableName, null, null, null, GrowthNames.Of(table.GrowthClass).Zh, GrowthNames.Of(table.GrowthClass).En, GrowthNames.Ages(table.HeldAges), $"{held.Records}", held.AreaHa.ToDouble().ToString("0.##", System.Globalization.CultureInfo.InvariantCulture)));
        var result = new UpdateResult
        {
            Options = options, UpdatedFrom = from, FromDate = survey, ToDate = survey.AddYears(years),
            Tallies = plan.Tallies, Tables = [.. tabulation.Tables.Where(t => plan.Used.Contains(t.GrowthClass))], Clamped = plan.Clamped, Findings = findings,
        };
        findings.Add(new Finding(UpdateFindings.NotMeasured, InventoryFile.FileName, null, null, null, $"{from:yyyy-MM-dd}", $"{result.ToDate:yyyy-MM-dd}"));
        UpdateFolder.Write(result, data, growth, new UpdatedLayer(data, plan.Updates, $"{from:yyyy-MM-dd}"), folder, command, startedUtc, language, stop);
        return result;
    }

    private static YieldTabulation Tabulate(Methodology growth, UpdateOptions options, string zone, List<StandUnit> units, int years, string file, FindingLog findings)
    {
        var counts = units.Select(u => UpdatePlan.ClassOf(u)).Where(c => c is not null).GroupBy(c => c!.Value).ToDictionary(g => g.Key, g => g.LongCount());
        var classes = counts.Keys.Concat(options.Changes is null ? [] : counts.Keys.Select(c => c with { Origin = "planted" })).Distinct()
            .OrderBy(c => c.ForestType, StringComparer.Ordinal).ThenBy(c => c.Origin, StringComparer.Ordinal).ThenBy(c => c.Species, StringComparer.Ordinal).ToArray();
        var oldest = units.Select(u => u.Age ?? 0).Where(a => a <= GrowthStands.OldestPlausible).DefaultIfEmpty(0).Max();
        var tabulation = YieldTables.Tabulate(growth, classes, options.Region, zone, Math.Max(1, (int)Math.Ceiling(oldest) + years));
        foreach (var (c, cause) in tabulation.Refused)
            findings.Add(new Finding(UpdateFindings.NoTable, file, null, null, null, GrowthNames.Of(c).Zh, cause.Zh, cause.En, $"{counts.GetValueOrDefault(c)}", GrowthNames.Of(c).En));
        foreach (var table in tabulation.Tables.Where(t => t.Volume.Length == 0 && counts.ContainsKey(t.GrowthClass)))
            findings.Add(new Finding(UpdateFindings.ByCarbon, file, null, null, null, GrowthNames.Of(table.GrowthClass).Zh, GrowthNames.Of(table.GrowthClass).En));
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
