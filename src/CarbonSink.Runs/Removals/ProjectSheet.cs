using System.Globalization;
using CarbonSink.Findings;
using CarbonSink.Methodologies;
using CarbonSink.Projects;
using CarbonSink.Quantities;

namespace CarbonSink.Runs;

/// <summary>The sheet of a project method (项目数据表): strata, cohorts, fires, displaced uses, years, and what is the same for all.</summary>
internal sealed class ProjectSheet
{
    /// <summary>Parameter of project.json that states the stock at the beginning of the first period; no input of a method.</summary>
    public const string StockBefore = "stock_before";

    private const int BaselineYears = 20;

    private readonly Dictionary<string, MethodologyInput> inputs;
    private readonly DateOnly start;
    private readonly FindingLog findings;
    private readonly List<(string Set, IReadOnlyList<string> Keys, IReadOnlyList<int>? Parents, IReadOnlyList<DateOnly>? Dates)> sets = [];
    private readonly List<SheetColumn> columns = [];
    private readonly List<FedColumn> fed = [];

    private ProjectSheet(IEnumerable<Methodology> methods, DateOnly start, FindingLog findings)
    {
        this.start = start;
        this.findings = findings;
        inputs = methods.SelectMany(m => m.Inputs).GroupBy(i => i.Symbol, StringComparer.Ordinal).ToDictionary(g => g.Key, g => g.First(), StringComparer.Ordinal);
    }

    /// <summary>Where each column came from.</summary>
    public IReadOnlyList<FedColumn> Fed => fed;

    /// <summary>Files read.</summary>
    public List<string> Paths { get; } = [];

    /// <summary>Reads what the project says.</summary>
    /// <param name="input">The project.</param>
    /// <param name="methods">The methods in order.</param>
    /// <param name="burnt">Above-ground biomass of a stratum before a day, t/ha; null where unknown.</param>
    /// <param name="findings">Receives what cannot be used.</param>
    /// <exception cref="RefusedInputException">A table cannot be read or a unit cannot be used.</exception>
    public static ProjectSheet Of(ProjectInput input, IEnumerable<Methodology> methods, Func<string, DateOnly, double?> burnt, FindingLog findings)
    {
        var sheet = new ProjectSheet(methods, input.File.Start, findings);
        string[] strata = [.. input.Parcels.AreaHaByStratum.Keys];
        int Place(string stratum) => Array.IndexOf(strata, stratum);
        sheet.sets.Add(("stratum", strata, null, null));
        sheet.Numbers("A", "stratum", "ha", [.. input.Parcels.AreaHaByStratum.Values], new($"{input.Parcels.File}：各碳层地块面积之和", $"{input.Parcels.File}: areas of parcels, by stratum"));
        sheet.Number("A_project", input.Parcels.AreaHa, "ha", new($"{input.Parcels.File}：全部地块", $"{input.Parcels.File}: all parcels"));
        sheet.Number("year_start", input.File.Start.Year, "yr", new("project.json：开工年份", "project.json: year of the start"));
        if (input.File.Strata is { } path)
            sheet.Strata(path, strata, input.File.Growth is not null);

        ProjectActivity[] plantings = [.. Ordered(input.Activities.Plantings)];
        sheet.sets.Add(("cohort", [.. plantings.Select((p, i) => $"{p.Stratum} {CampaignPlots.Day(p.Date)} #{i + 1}")], [.. plantings.Select(p => Place(p.Stratum))], [.. plantings.Select(p => p.Date)]));
        Bilingual Rows(string what) => new($"{input.Activities.File}：{what}", $"{input.Activities.File}: {what}");
        sheet.Numbers("A_plant", "cohort", "ha", [.. plantings.Select(p => PlantedHa(input, p))], Rows("area"));
        sheet.Numbers("year_plant", "cohort", "yr", [.. plantings.Select(p => (double?)p.Date.Year)], Rows("date"));
        sheet.Numbers("disturbed", "cohort", "1", [.. plantings.Select(p => p.Disturbed)], Rows("disturbed"));
        if (sheet.inputs.TryGetValue("species", out var species) && species.Set == "cohort")
            sheet.Add("species", "cohort", null, [.. plantings.Select(p => p.Species)], Rows("species"), null);

        // Rows of one day and stratum are one fire: the least area is asked of a fire, not of its parcels.
        ProjectActivity[][] fires = [.. Ordered(input.Activities.Fires).GroupBy(f => (f.Date, f.Stratum)).Select(g => g.ToArray())];
        sheet.sets.Add(("fire", [.. fires.Select((f, i) => $"{f[0].Stratum} {CampaignPlots.Day(f[0].Date)} #{i + 1}")], [.. fires.Select(f => Place(f[0].Stratum))], [.. fires.Select(f => f[0].Date)]));
        double?[][] areas = [.. fires.Select(f => f.Select(r => r.AreaHa ?? ParcelHa(input, r)).ToArray())];
        sheet.Numbers("A_burn", "fire", "ha", [.. areas.Select(a => a.Aggregate((x, y) => x + y))], Rows("area"));
        sheet.Numbers("year_fire", "fire", "yr", [.. fires.Select(f => (double?)f[0].Date.Year)], Rows("date"));
        sheet.Activities(input.Activities, plantings, fires, areas);
        sheet.Numbers("b_burn", "fire", "t/ha", [.. fires.Select(f => burnt(f[0].Stratum, f[0].Date))], new("火灾前最近一次监测的该层平均生物量；没有监测的按收获表（地上、地下合计，偏保守）", "mean biomass of the stratum in the last survey before the fire, by yields where there is none (above and below ground together, which is conservative)"));
        if (input.File.Leakage is { } leakage)
            sheet.Displaced(leakage);
        sheet.Parameters(input.File.Parameters);
        return sheet;
    }

    /// <summary>Area of a planting, ha: as given, that of its parcel, or that of the stratum where it is the only one.</summary>
    public static double? PlantedHa(ProjectInput input, ProjectActivity planting) =>
        planting.AreaHa ?? ParcelHa(input, planting) ?? (input.Activities.Plantings.Count(p => p.Stratum == planting.Stratum) == 1 ? input.Parcels.AreaHaByStratum[planting.Stratum] : null);

    /// <summary>A sheet for an account: what was planted or burnt after its last day is not yet in it.</summary>
    /// <param name="span">Days accounted.</param>
    /// <param name="biomassT">Change of living biomass of each, tCO2e; null where the programme counts nothing.</param>
    /// <param name="status">How the change is known: the status of what brought biomass to carbon dioxide.</param>
    /// <param name="extrapolated">Whether the change rests on curves used outside where they are known to hold.</param>
    /// <param name="why">Why there is no change; null where the programme counts nothing.</param>
    public Sheet For(DaySpan span, IReadOnlyDictionary<int, double>? biomassT, ParameterStatus status, bool extrapolated = false, Cause? why = null)
    {
        var days = span.ByYear();
        var (sheet, kept) = (new Sheet(), new Dictionary<string, int[]>(StringComparer.Ordinal));
        foreach (var (set, keys, parents, dates) in sets)
        {
            var members = kept[set] = [.. Enumerable.Range(0, keys.Count).Where(i => dates is null || dates[i] <= span.To)];
            sheet.Add(set, [.. members.Select(i => keys[i])], parents is null ? string.Empty : "stratum", parents is null ? null : [.. members.Select(i => parents[i])]);
        }

        sheet.Add("year", [.. days.Select(d => (double)d.Year)]);
        foreach (var column in columns)
            sheet.Put(column.Set.Length == 0 ? column : column with { Cells = [.. kept[column.Set].Select(i => column.Cells[i])] });
        sheet.Put(new("f_year", string.Empty, "year", SheetCellKind.Number, Unit.One, [.. days.Select(d => new SheetCell(d.Days / (double)CalendarYears.Days(d.Year)))]));
        // The baseline of trees lasts 20 years from the start, to the day.
        var first20 = span.Common(new(start, start.AddYears(BaselineYears).AddDays(-1)))?.ByYear().ToDictionary(y => y.Year, y => y.Days);
        sheet.Put(new("f_year20", string.Empty, "year", SheetCellKind.Number, Unit.One, [.. days.Select(d => new SheetCell((first20?.GetValueOrDefault(d.Year) ?? 0) / (double)CalendarYears.Days(d.Year)))]));
        sheet.Put(new("dC_BIOMASS", string.Empty, "year", SheetCellKind.Number, Unit.Parse("tCO2e"), [.. days.Select(d => biomassT is null ? new SheetCell(null, Cause: why ?? RemovalAccount.MorePlots) : new SheetCell(biomassT.GetValueOrDefault(d.Year), Status: status, IsExtrapolated: extrapolated))]));
        return sheet;
    }

    private static IEnumerable<ProjectActivity> Ordered(IEnumerable<ProjectActivity> activities) =>
        activities.OrderBy(a => a.Date).ThenBy(a => a.Stratum, StringComparer.Ordinal).ThenBy(a => a.Parcel, StringComparer.Ordinal).ThenBy(a => a.AreaHa).ThenBy(a => a.Disturbed).ThenBy(a => a.Species, StringComparer.Ordinal);

    private static double? ParcelHa(ProjectInput input, ProjectActivity activity) => activity.Parcel is { } key ? input.Parcels.Parcels.FirstOrDefault(p => p.Key == key)?.AreaHa : null;

    private void Strata(string path, string[] strata, bool grown)
    {
        // Columns that choose the curve of a stratum have served already, even where no method reads them.
        IEnumerable<string> known = grown ? ExAnteYields.GrowthColumns.Where(c => !inputs.ContainsKey(c)) : [];
        var table = ProjectTable.Read(path, ["stratum"], findings);
        Paths.AddRange(table.Paths);
        var rows = new int?[strata.Length];
        for (var row = 0; row < table.Count; row++)
        {
            var at = Array.IndexOf(strata, table.Text("stratum", row));
            if (at < 0)
                table.Tell(ProjectFindings.UnknownName, "stratum", row, findings, table.Text("stratum", row) ?? string.Empty, string.Join(", ", strata));
            else if (rows[at] is not null)
                throw new RefusedInputException(new(ProjectFindings.KeyTwice, table.File, table.Records[row], "stratum", strata[at], table.File, strata[at]));
            else
                rows[at] = row;
        }

        foreach (var (name, unit) in Taken(table, ["stratum", .. known], ["stratum", "cohort", "fire"]))
            Add(name, "stratum", unit, [.. rows.Select(r => r is { } row ? table.Text(name, row) : null)], new($"{table.File}：{name}", $"{table.File}: {name}"), i => rows[i] is { } row ? (table, row) : null);
    }

    private void Displaced(string path)
    {
        var table = ProjectTable.Read(path, [], findings);
        Paths.AddRange(table.Paths);
        sets.Add(("displaced", [.. Enumerable.Range(1, table.Count).Select(i => i.ToString(CultureInfo.InvariantCulture))], null, null));
        foreach (var (name, unit) in Taken(table, [], ["displaced"]))
            Add(name, "displaced", unit, [.. Enumerable.Range(0, table.Count).Select(r => table.Text(name, r))], new($"{table.File}：{name}", $"{table.File}: {name}"), r => (table, r));
    }

    /// <summary>Further columns of the activities that are inputs over cohorts or fires.</summary>
    private void Activities(Activities activities, ProjectActivity[] plantings, ProjectActivity[][] fires, double?[][] areas)
    {
        if (activities.Table is not { } table)
            return;
        foreach (var (name, unit) in Taken(table, Runs.Activities.Headings, ["cohort", "fire"]))
        {
            var set = inputs[name].Set;
            var extensive = Unit.TryParse(inputs[name].Unit, out var of, out _) && of.Dimension.Equals(Unit.Parse("ha").Dimension);
            int[] rows = set == "cohort" ? [.. plantings.Select(p => p.Row)] : [.. fires.Select(f => f[0].Row)];
            string?[] texts = set == "cohort" ? [.. rows.Select(r => table.Text(name, r))] : [.. fires.Select((f, i) => OfFire(f, areas[i], f.Select(r => table.Text(name, r.Row)).ToArray(), name, extensive))];
            var around = columns.FirstOrDefault(c => c.Symbol == name);
            if (around is not null)
                findings.Add(new Finding(RemovalsFindings.ColumnTwice, table.File, null, name, null, table.File, name, Path.GetFileName(Paths[0])));
            columns.RemoveAll(c => c.Symbol == name);
            fed.RemoveAll(f => f.Symbol == name);
            Add(name, set, unit, texts, new($"{table.File}：{name}", $"{table.File}: {name}"), i => (table, rows[i]));
            if (around is not null)
                Fill(set == "cohort" ? [.. plantings.Select(p => p.Stratum)] : [.. fires.Select(f => f[0].Stratum)], around);
        }
    }

    /// <summary>One cell for the rows of a fire: areas are added up, other numbers weighted by area.</summary>
    private string? OfFire(ProjectActivity[] rows, double?[] areas, string?[] texts, string name, bool extensive)
    {
        if (rows.Length == 1 || (!extensive && texts.Distinct(StringComparer.Ordinal).Count() == 1))
            return texts[0];
        if (!extensive)
            findings.Add(new Finding(RemovalsFindings.FireRowsDiffer, "activities", rows[0].Record, name, string.Join(", ", texts), rows[0].Stratum, CampaignPlots.Day(rows[0].Date), name));
        if (texts.Any(t => t is null || !double.TryParse(t, NumberStyles.Float, CultureInfo.InvariantCulture, out _)) || areas.Any(a => a is null))
            return texts[0];
        var numbers = texts.Select(t => double.Parse(t!, NumberStyles.Float, CultureInfo.InvariantCulture)).ToList();
        return (extensive ? numbers.Sum() : numbers.Zip(areas, (n, a) => n * a!.Value).Sum() / areas.Sum()!.Value).ToString("R", CultureInfo.InvariantCulture);
    }

    /// <summary>Blank cells of the last column take those of their stratum.</summary>
    private void Fill(IReadOnlyList<string> strata, SheetColumn around)
    {
        var (column, keys) = (columns[^1], sets[0].Keys.ToList());
        columns[^1] = column with
        {
            Cells = [.. column.Cells.Select((cell, i) => cell.HasValue || around.Cells[keys.IndexOf(strata[i])] is not { HasValue: true } own ? cell
                : own with { Number = own.Number is { } number && column.Kind == SheetCellKind.Number ? around.Unit.Convert(number, column.Unit) : own.Number })],
        };
    }

    /// <summary>Columns of a table that are inputs over these sets; others are told.</summary>
    private List<(string Name, string? Unit)> Taken(ProjectTable table, IReadOnlyCollection<string> known, string[] over)
    {
        var taken = new List<(string, string?)>();
        foreach (var heading in table.Headings.Where(h => !known.Contains(h.Name, StringComparer.OrdinalIgnoreCase)))
        {
            if (heading.Name != "A" && inputs.TryGetValue(heading.Name, out var input) && over.Contains(input.Set))
                taken.Add(heading);
            else
                findings.Add(new Finding(RemovalsFindings.UnusedColumn, table.File, null, heading.Name, null, table.File, heading.Name));
        }

        return taken;
    }

    private void Parameters(IReadOnlyDictionary<string, string> parameters)
    {
        foreach (var (name, text) in parameters.Where(p => p.Key != StockBefore))
        {
            if (!inputs.ContainsKey(name))
            {
                findings.Add(new Finding(RemovalsFindings.UnknownParameter, ProjectFile.FileName, null, name, text, name, string.Join(", ", inputs.Values.Where(i => i.Set.Length == 0).Select(i => i.Symbol).Order(StringComparer.Ordinal))));
                continue;
            }

            var (value, unit) = MemberTable.Split(text);
            Add(name, string.Empty, unit, [value], new($"project.json：parameters.{name}", $"project.json: parameters.{name}"), null);
        }
    }

    private void Numbers(string symbol, string set, string unit, IReadOnlyList<double?> values, Bilingual origin) =>
        Put(new(symbol, set, string.Empty, SheetCellKind.Number, Unit.Parse(unit), [.. values.Select(v => new SheetCell(v))]), origin);

    private void Numbers(string symbol, string set, string unit, IReadOnlyList<double> values, Bilingual origin) => Numbers(symbol, set, unit, [.. values.Select(v => (double?)v)], origin);

    private void Number(string symbol, double value, string unit, Bilingual origin) => Put(SheetColumn.One(symbol, value, unit), origin);

    private void Put(SheetColumn column, Bilingual origin)
    {
        columns.Add(column);
        fed.Add(new(column.Symbol, column.Set, origin));
    }

    /// <summary>Texts as what the method's input of the same symbol is.</summary>
    private void Add(string symbol, string set, string? unit, string?[] texts, Bilingual origin, Func<int, (ProjectTable Table, int Row)?>? place)
    {
        if (!inputs.TryGetValue(symbol, out var input))
            return;
        void Bad(int i, string wanted)
        {
            if (place?.Invoke(i) is var (table, row))
                findings.Add(new Finding(RemovalsFindings.BadCell, table.File, table.Records[row], symbol, texts[i], symbol, wanted));
            else
                findings.Add(new Finding(RemovalsFindings.BadCell, ProjectFile.FileName, null, symbol, texts[i], symbol, wanted));
        }

        SheetCell Cell(int i)
        {
            if (texts[i] is not { Length: > 0 } text)
                return default;
            if (input.Unit == "code")
                return new(null, text);
            if (input.Unit == "date")
            {
                if (ProjectTable.TryDate(text, out var date))
                    return new(date.DayNumber);
                Bad(i, "日期 / a date");
                return default;
            }

            if (double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && double.IsFinite(number))
                return new(number);
            Bad(i, "数 / a number");
            return default;
        }

        var kind = input.Unit switch { "code" => SheetCellKind.Code, "date" => SheetCellKind.Date, _ => SheetCellKind.Number };
        var of = Unit.One;
        if (kind == SheetCellKind.Number && (!Unit.TryParse(unit ?? input.Unit, out of, out _) || !of.Dimension.Equals(Unit.Parse(input.Unit).Dimension)))
            throw new RefusedInputException(new(RemovalsFindings.Unit, place?.Invoke(0)?.Table.File ?? ProjectFile.FileName, null, symbol, unit, symbol, unit ?? string.Empty, input.Unit));
        Put(new(symbol, set, string.Empty, kind, of, [.. Enumerable.Range(0, texts.Length).Select(Cell)]), origin);
    }
}
