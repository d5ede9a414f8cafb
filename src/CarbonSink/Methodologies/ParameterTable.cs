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
internal sealed record TableColumn(string Name, ColumnType Type, Unit Unit, PoolType Pool, int At, double[] Values, bool[] Given)
{
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
public sealed record ParameterRow(int Line, string Key, ParameterStatus Status, string Source, string Locator, string Reason, Estimation.CarbonPool Pool);

/// <summary>Keyed parameters (参数表) from one CSV file: keys, values with units, source, locator and status of every row.</summary>
public sealed class ParameterTable
{
    private static readonly string[] TextColumns = ["pool", "source", "locator", "status", "reason", "note", "name", "name_en", "original_reference"];
    private static readonly string[] Companions = ["se", "sd", "low95", "high95", "dist", "df", "group"];

    private ParameterTable(string reference, PackCsv csv) => (Reference, Csv) = (reference, csv);

    /// <summary>folder/file@version, or the file name of a table that came with the data set.</summary>
    public string Reference { get; }

    /// <summary>The rows.</summary>
    public IReadOnlyList<ParameterRow> Rows { get; private set; } = [];

    /// <summary>Worst status of any row that may be evaluated.</summary>
    public ParameterStatus WorstStatus => Rows.Where(r => r.Status != ParameterStatus.Conflict).Select(r => r.Status).DefaultIfEmpty().Max();

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
        table.Rows = [.. csv.Rows.Select(r => table.ReadRow(r, sources, problems))];
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
        var column = new TableColumn(header.Name, header.Type, header.Unit, header.Pool, i, new double[Csv.Rows.Count], new bool[Csv.Rows.Count]);
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
                    problems.Add(new(Csv.File, Csv.Rows[r].Line, Csv.Rows[r].Columns[i], $"'{cell}' is not a {(header.Type == ColumnType.Date ? "date (yyyy-MM-dd)" : "number")} in column {header.Name}"));
                    break;
            }
        }

        if (header.Type == ColumnType.Code)
            CheckLeadingZeros(column, problems);
        return column;
    }

    private void CheckLeadingZeros(TableColumn column, ICollection<LoadProblem> problems)
    {
        // A spreadsheet turns 0111 into 111: codes of digits must be of one length unless each is a prefix code on purpose.
        var digits = Csv.Rows.Where(r => r.Cells[column.At].Length > 0 && r.Cells[column.At].All(char.IsAsciiDigit)).ToList();
        var width = digits.Select(r => r.Cells[column.At].Length).DefaultIfEmpty().Max();
        if (!digits.Exists(r => r.Cells[column.At].Length == width && r.Cells[column.At][0] == '0'))
            return;
        foreach (var row in digits.Where(r => r.Cells[column.At].Length < width))
            problems.Add(new(Csv.File, row.Line, row.Columns[column.At], $"code '{row.Cells[column.At]}' in column {column.Name} is shorter than the others: a spreadsheet may have dropped its leading zeros", $"write {row.Cells[column.At].PadLeft(width, '0')}, and format the column as text"));
    }

    private ParameterRow ReadRow(PackRow row, IReadOnlyDictionary<string, Source> sources, ICollection<LoadProblem> problems)
    {
        string Text(string column) => Csv.IndexOf(column) is >= 0 and var i ? row.Cells[i] : string.Empty;
        int At(string column) => Csv.IndexOf(column) is >= 0 and var i ? row.Columns[i] : 1;
        if (!Enum.TryParse<ParameterStatus>(Text("status"), true, out var status) || Text("status").Any(char.IsAsciiDigit))
            problems.Add(new(Csv.File, row.Line, At("status"), $"status '{Text("status")}' is not one of declared, verified, secondary, derived, memory, conflict"));
        if (!sources.ContainsKey(Text("source")) && status != ParameterStatus.Declared)
            problems.Add(new(Csv.File, row.Line, At("source"), $"source '{Text("source")}' is not in sources.csv"));
        if (Text("locator").Length == 0 && status != ParameterStatus.Declared)
            problems.Add(new(Csv.File, row.Line, At("locator"), "has no locator (table, page or row of the source)"));
        var pool = Estimation.CarbonPool.None;
        if (Text("pool").Length > 0 && !Estimation.CarbonPools.TryParse(Text("pool"), out pool))
            problems.Add(new(Csv.File, row.Line, At("pool"), $"'{Text("pool")}' is not a carbon pool"));
        foreach (var column in Columns.Where(c => !c.Given[IndexOf(row)] && c.Name != "pool" && !IsBound(c.Name) && !IsCompanion(c.Name) && Text("reason").Length == 0))
            problems.Add(new(Csv.File, row.Line, row.Columns[column.At], $"{column.Name} is blank without a reason", "give the value, or say why there is none in column 'reason'"));
        return new(row.Line, string.Join("; ", Csv.Header.Select((h, i) => (h, i)).Where(p => !TextColumns.Contains(p.h) && !p.h.Contains('[', StringComparison.Ordinal)).Select(p => row.Cells[p.i])), status, Text("source"), Text("locator"), Text("reason"), pool);
    }

    private int IndexOf(PackRow row)
    {
        for (var i = 0; i < Csv.Rows.Count; i++)
            if (ReferenceEquals(Csv.Rows[i], row))
                return i;
        return -1;
    }

    private static bool IsBound(string name) => name.EndsWith(".from", StringComparison.Ordinal) || name.EndsWith(".to", StringComparison.Ordinal);

    private static bool IsCompanion(string name) => name.LastIndexOf('.') is >= 0 and var dot && Companions.Contains(name[(dot + 1)..]);

    private ParameterUncertainty?[]? ReadUncertainty(TableColumn column, ICollection<LoadProblem> problems)
    {
        double? Number(string companion, int row) => Column($"{column.Name}.{companion}") is { } c && c.Given[row] ? c.Unit.Equals(column.Unit) || c.Unit.IsOne ? c.Values[row] : c.Unit.Convert(c.Values[row], column.Unit) : null;
        string Text(string companion, int row) => Csv.IndexOf($"{column.Name}.{companion}") is >= 0 and var i ? Csv.Rows[row].Cells[i] : string.Empty;
        if (IsCompanion(column.Name) || !Companions.Any(c => Csv.Header.Any(h => h == $"{column.Name}.{c}" || h.StartsWith($"{column.Name}.{c} ", StringComparison.Ordinal))))
            return null;
        var uncertainties = new ParameterUncertainty?[Rows.Count];
        for (var r = 0; r < Rows.Count; r++)
        {
            var name = Text("dist", r);
            if (!TryDistribution(name, out var kind))
                problems.Add(new(Csv.File, Rows[r].Line, 1, $"distribution '{name}' of {column.Name} is not one of normal, lognormal, triangular, beta, truncated, t"));

            // A 95 % interval of a normal variable is ±1.959964 standard deviations wide.
            var spread = Number("se", r) ?? Number("sd", r) ?? (Number("high95", r) - Number("low95", r)) / (2 * 1.959963984540054);
            if (spread is { } sd && column.Given[r])
                uncertainties[r] = new(kind, sd, Number("df", r) ?? double.PositiveInfinity, Text("group", r) is { Length: > 0 } g ? g : null);
        }

        return uncertainties;
    }

    private static bool TryDistribution(string name, out DistributionKind kind)
    {
        kind = name switch { "lognormal" => DistributionKind.Lognormal, "triangular" => DistributionKind.Triangular, "beta" => DistributionKind.Beta, "truncated" => DistributionKind.Truncated, "t" => DistributionKind.StudentT, _ => DistributionKind.Normal };
        return name is "" or "normal" || kind != DistributionKind.Normal;
    }
}
