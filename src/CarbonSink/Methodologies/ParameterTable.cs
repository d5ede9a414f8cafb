using System.Globalization;
using CarbonSink.Methodologies.Formulas;
using CarbonSink.Methodologies.Packs;
using CarbonSink.Quantities;

namespace CarbonSink.Methodologies;

/// <summary>What the cells of a column are.</summary>
internal enum ColumnType
{
    Number,
    Code,
    Date,
}

/// <summary>A column of a parameter table.</summary>
internal sealed class TableColumn(string name, ColumnType type, Unit unit, PoolType pool, int at, int rows)
{
    public string Name => name;

    public ColumnType Type => type;

    public Unit Unit => unit;

    public PoolType Pool => pool;

    /// <summary>Position in the file.</summary>
    public int At => at;

    public double[] Values { get; } = new double[rows];

    public bool[] Given { get; } = new bool[rows];

    public ParameterUncertainty?[]? Uncertainties { get; set; }
}

/// <summary>One row of a parameter table: where it comes from and how far it can be trusted.</summary>
/// <param name="Line">1-based line in the CSV.</param>
/// <param name="Key">Its key as text.</param>
/// <param name="Status">Status.</param>
/// <param name="Source">Id in sources.csv.</param>
/// <param name="Locator">Table, page or row in the source.</param>
/// <param name="Reason">Why a value is missing, or empty.</param>
/// <param name="Pool">Pools the row's value covers.</param>
public sealed record ParameterRow(int Line, string Key, ParameterStatus Status, string Source, string Locator, string Reason, Estimation.CarbonPool Pool)
{
    /// <summary>Whether the row says that it serves outside what it was made for (column <c>flag</c>: extrapolated): whatever uses it is flagged.</summary>
    public bool IsExtrapolated { get; init; }

    /// <summary>The reason in each language where it is written 中文 / English; otherwise the same text for both.</summary>
    public Bilingual ReasonText => Bilingual.Of(Reason);
}

/// <summary>Keyed parameters (参数表) from one CSV file: keys, values with units, source, locator and status of every row.</summary>
public sealed partial class ParameterTable
{
    private static readonly string[] TextColumns = ["pool", "source", "locator", "status", "reason", "flag", "note", "name", "name_en", "original_reference"];
    private static readonly string[] Companions = ["se", "sd", "low95", "high95", "dist", "df", "group"];

    private ParameterTable(string reference, PackCsv csv) => (Reference, Csv) = (reference, csv);

    /// <summary>folder/file@version, or the file name of a table that came with the data set.</summary>
    public string Reference { get; }

    /// <summary>The rows.</summary>
    public IReadOnlyList<ParameterRow> Rows { get; private set; } = [];

    /// <summary>Worst status of any row that may be evaluated.</summary>
    public ParameterStatus WorstStatus => Rows.Where(r => r.Status != ParameterStatus.Conflict).Select(r => r.Status).DefaultIfEmpty().Max();

    /// <summary>Names of the codes in its first column, from its columns name and name_en; empty where it names none.</summary>
    public IReadOnlyDictionary<string, Bilingual> Names
    {
        get
        {
            var (zh, en) = (Csv.IndexOf("name"), Csv.IndexOf("name_en"));
            return zh <= 0 ? new Dictionary<string, Bilingual>(StringComparer.Ordinal) : Csv.Rows.Where(r => r.Cells[zh].Length > 0).DistinctBy(r => r.Cells[0], StringComparer.Ordinal)
                .ToDictionary(r => r.Cells[0], r => new Bilingual(r.Cells[zh], en >= 0 && r.Cells[en].Length > 0 ? r.Cells[en] : r.Cells[zh]), StringComparer.Ordinal);
        }
    }

    /// <summary>Names of its columns of numbers, without bounds and companions.</summary>
    public IReadOnlyList<string> NumberColumns => [.. Columns.Where(c => c.Type == ColumnType.Number && !IsBound(c.Name) && !IsCompanion(c.Name)).Select(c => c.Name)];

    /// <summary>The number in a row and a column of numbers, with its unit; null where the cell is blank or there is no such column.</summary>
    public (double Value, string Unit)? Number(int row, string column) => Column(column) is { Type: ColumnType.Number } of && of.Given[row] ? (of.Values[row], of.Unit.Symbol) : null;

    internal PackCsv Csv { get; }

    internal IReadOnlyList<TableColumn> Columns { get; private set; } = [];

    internal TableColumn? Column(string name) => Columns.FirstOrDefault(c => c.Name == name);

    /// <summary>Reads the columns and rows of a CSV; every problem is reported.</summary>
    internal static ParameterTable Load(string reference, PackCsv csv, CodeSpace codes, IReadOnlyDictionary<string, Source> sources, ICollection<LoadProblem> problems)
    {
        var table = new ParameterTable(reference, csv);
        var columns = new List<TableColumn>();
        for (var i = 0; i < csv.Header.Count; i++)
        {
            if (TextColumns.Contains(csv.Header[i]) && csv.Header[i] != "pool")
                continue;
            if (Header(csv, i, problems) is { } header && !IsCompanionText(csv.Header[i]))
                columns.Add(table.ReadColumn(i, header, codes, problems));
        }

        table.Columns = columns;
        foreach (var missing in (string[])["source", "locator", "status"])
            if (csv.IndexOf(missing) < 0)
                problems.Add(new(csv.File, 1, 1, $"has no column '{missing}'"));
        foreach (var broken in columns.GroupBy(c => c.Name).Where(g => g.Count() > 1))
            problems.Add(new(csv.File, 1, csv.HeaderColumns[broken.Last().At], $"column '{broken.Key}' stands twice"));
        var keys = table.Keys();
        table.Rows = [.. csv.Rows.Select((r, i) => table.ReadRow(r, i, keys[i], sources, problems))];
        foreach (var column in columns.Where(c => c.Type == ColumnType.Number))
            column.Uncertainties = table.ReadUncertainty(column, problems);
        return table;
    }

    private static bool IsCompanionText(string header) => header.EndsWith(".dist", StringComparison.Ordinal) || header.EndsWith(".group", StringComparison.Ordinal);

    private static (string Name, ColumnType Type, Unit Unit, PoolType Pool)? Header(PackCsv csv, int i, ICollection<LoadProblem> problems)
    {
        var text = csv.Header[i];
        var open = text.IndexOf('[', StringComparison.Ordinal);
        if (open < 0)
            return (text, ColumnType.Code, Unit.One, PoolType.None);
        var name = text[..open].Trim();
        var inside = text[(open + 1)..].TrimEnd(']').Trim();
        if (inside is "code")
            return (name, ColumnType.Code, Unit.One, PoolType.None);
        if (inside is "date")
            return (name, ColumnType.Date, Unit.One, PoolType.None);
        var space = inside.IndexOf(' ', StringComparison.Ordinal);
        var pool = PoolType.None;
        if (space > 0 && !PoolType.TryParse(inside[(space + 1)..], out pool))
            problems.Add(new(csv.File, 1, csv.HeaderColumns[i] + open, $"'{inside[(space + 1)..]}' is not a carbon pool"));
        if (Unit.TryParse(space > 0 ? inside[..space] : inside, out var unit, out var bad))
            return (name, ColumnType.Number, unit, pool);
        problems.Add(new(csv.File, 1, csv.HeaderColumns[i] + open, $"'{bad}' is not a unit"));
        return null;
    }

    private TableColumn ReadColumn(int i, (string Name, ColumnType Type, Unit Unit, PoolType Pool) header, CodeSpace codes, ICollection<LoadProblem> problems)
    {
        var column = new TableColumn(header.Name, header.Type, header.Unit, header.Pool, i, Csv.Rows.Count);
        for (var r = 0; r < Csv.Rows.Count; r++)
        {
            var cell = Csv.Rows[r].Cells[i];
            if (cell.Length == 0)
                continue;
            column.Given[r] = true;
            switch (header.Type)
            {
                case ColumnType.Code:
                    column.Values[r] = codes.Intern(cell);
                    break;
                case ColumnType.Date when DateOnly.TryParseExact(cell, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date):
                    column.Values[r] = date.DayNumber;
                    break;
                case ColumnType.Number when double.TryParse(cell, NumberStyles.Float, CultureInfo.InvariantCulture, out column.Values[r]) && double.IsFinite(column.Values[r]):
                    break;
                default:
                    problems.Add(new(Csv.File, Csv.Rows[r].Lines[i], Csv.Rows[r].Columns[i], $"'{cell}' is not a {(header.Type == ColumnType.Date ? "date (yyyy-MM-dd)" : "number")} in column {header.Name}"));
                    break;
            }
        }

        if (header.Type == ColumnType.Code)
            Csv.CheckLeadingZeros(i, _ => true, problems);
        return column;
    }

    /// <summary>Text of each row's key: its codes and ranges and, where these do not tell rows apart, its numbers from the left. It names the cell in draws, so it depends on the file alone.</summary>
    private string[] Keys()
    {
        var ranges = Columns.Where(c => c.Name.EndsWith(".from", StringComparison.Ordinal)).ToList();
        var keys = new string[Csv.Rows.Count];
        var parts = new List<string>();
        for (var r = 0; r < keys.Length; r++)
        {
            var cells = Csv.Rows[r].Cells;
            parts.Clear();
            for (var i = 0; i < Csv.Header.Count; i++)
                if (Csv.Header[i] is var h && !TextColumns.Contains(h) && !h.Contains('[', StringComparison.Ordinal) && !IsCompanionText(h))
                    parts.Add(cells[i]);
            foreach (var range in ranges)
            {
                var (name, from) = (range.Name[..^5], cells[range.At]);
                var to = Column(name + ".to") is { } upper ? cells[upper.At] : from;
                if (from.Length + to.Length > 0)
                    parts.Add($"{name} {from}..{to}");
            }

            keys[r] = string.Join("; ", parts);
        }

        foreach (var column in Columns.Where(c => c.Type == ColumnType.Number && !IsBound(c.Name) && !IsCompanion(c.Name)))
        {
            if (keys.Distinct().Count() == keys.Length)
                break;
            for (var r = 0; r < keys.Length; r++)
                keys[r] += $"{(keys[r].Length == 0 ? string.Empty : "; ")}{column.Name} {Csv.Rows[r].Cells[column.At]}";
        }

        return keys;
    }

    private ParameterRow ReadRow(PackRow row, int at, string key, IReadOnlyDictionary<string, Source> sources, ICollection<LoadProblem> problems)
    {
        string Text(string column) => Csv.IndexOf(column) is >= 0 and var i ? row.Cells[i] : string.Empty;
        void Problem(string column, string message, string hint = "")
        {
            var i = Csv.IndexOf(column);
            if (i >= 0)
                problems.Add(new(Csv.File, row.Lines[i], row.Columns[i], message, hint));
        }

        if (!Enum.TryParse<ParameterStatus>(Text("status"), true, out var status) || !Text("status").All(char.IsAsciiLetterLower))
            Problem("status", $"status '{Text("status")}' is not one of declared, verified, secondary, derived, memory, conflict");
        var source = sources.GetValueOrDefault(Text("source"));
        if (source is null && status != ParameterStatus.Declared)
            Problem("source", $"source '{Text("source")}' is not in sources.csv");
        if (source is { Kind: "memory" } && status is not (ParameterStatus.Memory or ParameterStatus.Conflict))
            Problem("status", $"source '{source.Id}' is our memory, so the status cannot be {Text("status")}", "write memory");
        if (source is { ReadByUs: false } && status == ParameterStatus.Verified)
            Problem("status", $"source '{source.Id}' was not read by us, so the row cannot be verified", "write secondary and cite what was read");
        if (Text("locator").Length == 0 && status != ParameterStatus.Declared)
            Problem("locator", "has no locator (table, page or row of the source)");
        var pool = Estimation.CarbonPool.None;
        if (Text("pool").Length > 0 && !Estimation.CarbonPools.TryParse(Text("pool"), out pool))
            Problem("pool", $"'{Text("pool")}' is not a carbon pool");
        if (Csv.IndexOf("pool") >= 0 && Text("pool").Length == 0 && status != ParameterStatus.Conflict)
            Problem("pool", "has no pool, although the table tells pools per row", "AGB, BGB, living, DW, LI, SOC or HWP");
        foreach (var column in Columns.Where(c => !c.Given[at] && c.Name is not ("pool" or "row" or "column" or "row2" or "column2") && !IsBound(c.Name) && !IsCompanion(c.Name) && Text("reason").Length == 0))
            problems.Add(new(Csv.File, row.Lines[column.At], row.Columns[column.At], $"{column.Name} is blank without a reason", "give the value, or say why there is none in column 'reason'"));
        if (Text("flag") is not ("" or "extrapolated"))
            Problem("flag", $"flag '{Text("flag")}' is not extrapolated", "leave it blank where the row serves what it was made for");
        return new(row.Line, key, status, Text("source"), Text("locator"), Text("reason"), pool) { IsExtrapolated = Text("flag").Length > 0 };
    }
}
