using System.Globalization;
using CarbonSink.Balances;
using CarbonSink.Estimation;
using CarbonSink.Findings;
using CarbonSink.Methodologies;

namespace CarbonSink.Runs;

/// <summary>The user's tables of a balance: emissions, sinks and traded units (排放表、碳汇表、交易表). A cell that cannot be used refuses the table, as a sum without its row would be another.</summary>
internal sealed class BalanceTable
{
    private const int FirstYear = 1900;
    private const int LastYear = 2200;

    private static readonly string[] SumWords = ["合计", "总计", "小计", "总量", "总排放", "全社会", "全部"];

    private readonly ProjectTable table;

    private BalanceTable(ProjectTable table) => this.table = table;

    public static IReadOnlyList<BalanceFigure> Emissions(string path, FlowUnits units, FindingLog findings)
    {
        var read = Read(path, ["year", "sector", "value"], ["gas", "unit", "scenario", "status", "source", "note"], findings);
        read.RequireOnce(["year", "sector", "gas", "value", "unit", "scenario", "status", "source"], "sector");
        BalanceFigure[] figures = [.. read.Rows.Select(row =>
        {
            var (sector, gas) = (read.Needed("sector", row), read.Word("gas", row, FlowUnits.Gases) ?? "CO2e");
            var year = read.Year("year", row);
            var (value, status) = read.Flow(row, units, gas, perYear: false, sector);
            if (value < 0)
                throw new RefusedInputException(new(BalanceFindings.NegativeEmission, read.table.File, read.table.Records[row], "value", read.table.Text("value", row), read.table.File, sector, $"{year}"));
            return new BalanceFigure(sector, gas, read.table.Text("scenario", row) ?? "", year, ExactSum.Of(value), status, read.Source(row));
        })];
        read.RequireParts(figures);
        return figures;
    }

    public static IReadOnlyList<BalanceFigure> Sinks(string path, FlowUnits units, IReadOnlyList<SinkComponent> components, FindingLog findings)
    {
        var read = Read(path, ["year", "component", "value"], ["unit", "scenario", "status", "source", "note"], findings);
        var known = new Dictionary<(string, string, int), int>();
        return [.. read.Rows.Select(row =>
        {
            var id = read.Needed("component", row);
            var component = components.FirstOrDefault(c => c.Id == id)
                ?? throw new RefusedInputException(new(BalanceFindings.UnknownComponent, read.table.File, read.table.Records[row], "component", id, read.table.File, id, string.Join(", ", components.Select(c => c.Id))));
            var (value, status) = read.Flow(row, units, component.Gas, perYear: true, id);
            var (scenario, year) = (read.table.Text("scenario", row) ?? "", read.Year("year", row));
            if (!known.TryAdd((id, scenario, year), row))
                throw new RefusedInputException(new(BalanceFindings.Twice, read.table.File, read.table.Records[row], "component", id, id, $"{year}", $"{read.table.File} {read.table.Records[known[(id, scenario, year)]]}", $"{read.table.File} {read.table.Records[row]}"));
            return new BalanceFigure(id, "", scenario, year, ExactSum.Of(value), status, read.Source(row));
        })];
    }

    public static IReadOnlyList<TradedLot> Transfers(string path, FindingLog findings)
    {
        var read = Read(path, ["programme", "project", "vintage", "quantity", "kind", "direction", "place", "party"], ["date", "cancelled", "note"], findings);
        read.RequireOnce(["programme", "project", "vintage", "quantity", "kind", "direction", "place", "party", "date", "cancelled"], "project");
        return [.. read.Rows.Select(row =>
        {
            if (read.table.Text("vintage", row) is null)
                throw new RefusedInputException(new(BalanceFindings.NoVintage, read.table.File, read.table.Records[row], "vintage", null, read.table.File));
            var unit = read.table.UnitOf("quantity") ?? "tCO2e";
            var quantity = read.Number("quantity", row);
            if (unit != "tCO2e" || quantity < 0)
                throw read.Bad("quantity", row, "不小于 0 的吨数（tCO2e）", "tonnes of at least 0 (tCO2e)");
            var kind = read.Word("kind", row, ["removal", "reduction", "allowance"]) switch { "removal" => TradedUnit.Removal, "reduction" => TradedUnit.Reduction, "allowance" => TradedUnit.Allowance, _ => throw read.Bad("kind", row, " removal、reduction 或 allowance", "removal, reduction or allowance") };
            bool Is(string column, string yes, string no) => (read.Word(column, row, [yes, no]) ?? throw read.Bad(column, row, $" {yes} 或 {no}", $"{yes} or {no}")) == yes;
            return new TradedLot(read.Needed("programme", row), read.Needed("project", row), read.Year("vintage", row), ExactSum.Of(quantity), kind, Is("direction", "sold", "bought"), Is("place", "outside", "inside"), read.table.Text("party", row) ?? "")
            {
                Date = read.table.Text("date", row) ?? "",
                IsCancelled = read.Word("cancelled", row, ["yes", "no"]) == "yes",
            };
        })];
    }

    private IEnumerable<int> Rows => Enumerable.Range(0, table.Count);

    private static BalanceTable Read(string path, string[] columns, string[] optional, FindingLog findings)
    {
        var read = ProjectTable.Read(path, [], findings);
        if (Array.Find(columns, c => !read.Has(c)) is { } missing)
            throw DataSet.Refuse(BalanceFindings.NoColumn, read.File, read.File, missing);
        string[] known = [.. columns, .. optional];
        foreach (var (name, _) in read.Headings)
            if (!known.Contains(name, StringComparer.OrdinalIgnoreCase))
                throw new RefusedInputException(new(BalanceFindings.UnknownColumn, read.File, null, name, null, read.File, name, string.Join(", ", known)));
        return new(read);
    }

    /// <summary>Refuses a row that says in every column what another says.</summary>
    private void RequireOnce(string[] columns, string what)
    {
        var known = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var row in Rows)
            if (string.Join('\u001f', columns.Select(c => table.Text(c, row))) is var cells && !known.TryAdd(cells, row))
                throw new RefusedInputException(new(BalanceFindings.RepeatedRow, table.File, table.Records[row], what, table.Text(what, row), table.File, $"{table.Records[known[cells]]}", table.Text(what, row) ?? ""));
    }

    /// <summary>Refuses a sum of sectors beside sectors, and a sum of gases beside gases of one sector.</summary>
    private void RequireParts(BalanceFigure[] figures)
    {
        foreach (var year in Rows.GroupBy(row => (figures[row].Scenario, figures[row].Year)))
            foreach (var row in year)
            {
                var (sector, gas) = (figures[row].Series, figures[row].Gas);
                string[] beside = IsSum(sector)
                    ? [.. year.Select(r => figures[r].Series).Where(s => s != sector).Distinct()]
                    : gas == "CO2e" ? [.. year.Where(r => figures[r].Series == sector && figures[r].Gas != gas).Select(r => $"{sector} {figures[r].Gas}")] : [];
                if (beside.Length > 0)
                    throw new RefusedInputException(new(BalanceFindings.SumBesideParts, table.File, table.Records[row], "sector", sector, table.File, IsSum(sector) ? sector : $"{sector} {gas}", $"{year.Key.Year}", string.Join(", ", beside)));
            }
    }

    private static bool IsSum(string sector) =>
        sector.ToLowerInvariant() is CarbonBalance.AllSectors or "subtotal" or "sum" || sector.StartsWith("total", StringComparison.OrdinalIgnoreCase) || Array.Exists(SumWords, w => sector.Contains(w, StringComparison.Ordinal));

    /// <summary>tCO2e of the row's value, with the status that the row gives, else declared.</summary>
    private (double Value, ParameterStatus Status) Flow(int row, FlowUnits units, string gas, bool perYear, string what)
    {
        var unit = table.Text("unit", row) ?? table.UnitOf("value") ?? throw Bad("unit", row, "单位，写在 unit 列或 value [单位] 表头", "a unit, in the column unit or in the heading value [unit]");
        var value = units.CarbonDioxide(Number("value", row), unit, gas, perYear, new(table.File, table.Records[row], table.Text("unit", row) is null ? "value" : "unit", what), out var usesPotential);
        var status = table.Text("status", row) is not { } word ? ParameterStatus.Declared
            : Enum.TryParse<ParameterStatus>(word, ignoreCase: true, out var known) && known != ParameterStatus.Conflict && char.IsLetter(word[0]) ? known
            : throw Bad("status", row, " declared、verified、secondary、derived 或 memory", "declared, verified, secondary, derived or memory");
        return (value, BalanceFigure.Worst([status, usesPotential ? units.Status : null])!.Value);
    }

    private string Source(int row) => table.Text("source", row) ?? table.File;

    private string Needed(string column, int row) => table.Text(column, row) ?? throw Bad(column, row, "非空文本", "a text, not empty");

    private string? Word(string column, int row, IReadOnlyList<string> words) =>
        table.Text(column, row) is not { } text ? null : words.Contains(text) ? text : throw Bad(column, row, $" {string.Join("、", words)} 之一", $"one of {string.Join(", ", words)}");

    private double Number(string column, int row) =>
        double.TryParse(table.Text(column, row), NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && Math.Abs(number) < 1e15 ? number : throw Bad(column, row, "数；没有数的年份不写这一行", "a number; leave out the row of a year that has none");

    private int Year(string column, int row) => Number(column, row) is var year && year == Math.Floor(year) && year is >= FirstYear and <= LastYear ? (int)year : throw Bad(column, row, "年份", "a year");

    private RefusedInputException Bad(string column, int row, string zh, string en) =>
        new(new(BalanceFindings.BadCell, table.File, table.Records[row], column, table.Text(column, row), table.File, column, table.Text(column, row) ?? "", zh, en));
}
