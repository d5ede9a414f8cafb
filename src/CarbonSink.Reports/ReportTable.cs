using CarbonSink.Estimation;

namespace CarbonSink.Reports;

/// <summary>A table of a report (报表): typed columns with units, rows, and a total that the rows must add up to.</summary>
/// <remarks>Subtotals are rows that <see cref="AddSum"/> says to be sums of others; the total is the sum of the rows that are part of no other. A column with <see cref="ReportColumn.Parts"/> is, in every row, the sum of those columns.</remarks>
/// <param name="id">Stable name; the CSV twin is called ID.csv.</param>
/// <param name="zh">Title in Chinese.</param>
/// <param name="en">Title in English.</param>
/// <param name="columns">The columns.</param>
public sealed partial class ReportTable(string id, string zh, string en, IReadOnlyList<ReportColumn> columns)
{
    private readonly List<ReportCell[]> rows = [];
    private readonly List<int> levels = [];
    private readonly List<ReportSum> sums = [];
    private ReportCell[]? total;

    /// <summary>Stable name.</summary>
    public string Id { get; } = id;

    /// <summary>The columns.</summary>
    public IReadOnlyList<ReportColumn> Columns { get; } = [.. columns];

    /// <summary>The rows, one cell per column.</summary>
    public IReadOnlyList<IReadOnlyList<ReportCell>> Rows => rows;

    /// <summary>The total row, or null for a table without one. Text cells are missing except for the word that the writer puts in the first.</summary>
    public IReadOnlyList<ReportCell>? Total => total;

    /// <summary>Title in the language asked for ("zh" or "en").</summary>
    public string Title(string language) => language == "zh" ? zh : en;

    /// <summary>How deep a row stands under others, 0 for the outermost: people see it by the indent.</summary>
    public int Level(int row) => levels[row];

    /// <summary>Which rows are sums of which others.</summary>
    public IReadOnlyList<ReportSum> Sums => sums;

    /// <summary>Adds a row. Throws <see cref="ArgumentException"/> when cells and columns do not fit.</summary>
    public void AddRow(params ReadOnlySpan<ReportCell> cells) => AddRow(0, cells);

    /// <summary>Adds a row under others. Throws <see cref="ArgumentException"/> when cells and columns do not fit.</summary>
    /// <param name="level">How deep it stands, from 0.</param>
    /// <param name="cells">One per column.</param>
    /// <returns>Its number, from 0.</returns>
    public int AddRow(int level, params ReadOnlySpan<ReportCell> cells)
    {
        rows.Add(Fitting(cells));
        levels.Add(level);
        return rows.Count - 1;
    }

    /// <summary>Says that a row, a subtotal (小计), is the sum of others; said twice of one row, both must hold (a county by townships and by owners).</summary>
    /// <param name="row">Number of the subtotal.</param>
    /// <param name="parts">Numbers of the rows that it adds up; they may come later.</param>
    public void AddSum(int row, IReadOnlyList<int> parts) => sums.Add(new(row, [.. parts]));

    /// <summary>Sets the total, which must come from elsewhere than the rows so that the check means something. Throws <see cref="ArgumentException"/> when cells and columns do not fit.</summary>
    public void SetTotal(params ReadOnlySpan<ReportCell> cells) => total = Fitting(cells);

    /// <summary>Proves that every column of counts and sums adds up to its subtotals and its total, bit by bit, every column to its parts, and that a column with a <see cref="ReportColumn.Formula"/> holds what the formula gives (sums and counts in the rows that are no sums of others); missing cells add nothing and a column of nothing but missing cells has a missing total; only a count of no rows is 0. Throws <see cref="SumMismatchException"/> otherwise, and <see cref="ArgumentException"/> for parts or a formula that this table cannot have.</summary>
    public void CheckSums()
    {
        foreach (var (row, parts) in sums)
            CheckRow(rows[row], parts, $"row {row + 1}");
        if (total is not null)
            CheckRow(total, Outermost(), "its total");
        foreach (var column in Columns.Where(c => c.Parts.Count > 0))
            CheckParts(column);
        foreach (var (at, formula) in ColumnFormula.Of(Columns).Index())
            if (formula is not null)
                CheckFormula(at, formula);
    }

    /// <summary>Numbers of the rows that are part of no other: those that the total adds up.</summary>
    public IReadOnlyList<int> Outermost()
    {
        var inner = sums.SelectMany(s => s.Parts).ToHashSet();
        return [.. Enumerable.Range(0, rows.Count).Where(r => !inner.Contains(r))];
    }

    private void CheckRow(ReportCell[] whole, IReadOnlyList<int> parts, string name)
    {
        for (var c = 0; c < Columns.Count; c++)
            if (Columns[c].Kind is ReportColumnKind.Count or ReportColumnKind.Sum && !IsSum(whole[c], parts.Select(r => rows[r][c]), Columns[c].Kind == ReportColumnKind.Count && parts.Count == 0))
                throw new SumMismatchException($"table {Id}: column {Columns[c].Key} does not add up to {name}");
    }

    private void CheckParts(ReportColumn column)
    {
        var (own, parts) = (PlaceOf(column.Key, column), PartsOf(column));
        foreach (var row in total is null ? rows : rows.Append(total))
            if (!IsSum(row[own], parts.Select(p => row[p]), isEmptyZero: false))
                throw new SumMismatchException($"table {Id}: column {column.Key} is not the sum of {string.Join(", ", column.Parts)}");
    }

    private void CheckFormula(int column, ColumnFormula formula)
    {
        var whole = Columns[column].Kind == ReportColumnKind.Number ? [] : sums.Select(s => s.Row).ToHashSet();
        foreach (var (row, cells) in rows.Index())
            if (!whole.Contains(row) && !formula.Holds(cells, column))
                throw new SumMismatchException($"table {Id}: column {Columns[column].Key} of row {row + 1} is not {Columns[column].Formula}");
        if (total is not null && Columns[column].Kind == ReportColumnKind.Number && !formula.Holds(total, column))
            throw new SumMismatchException($"table {Id}: column {Columns[column].Key} of its total is not {Columns[column].Formula}");
    }

    /// <summary>Places of the columns that add up to a column.</summary>
    internal int[] PartsOf(ReportColumn column) => [.. column.Parts.Select(key => PlaceOf(key, column))];

    private int PlaceOf(string key, ReportColumn column) => Columns.Index().Where(c => c.Item.Key == key).Select(c => c.Index).Append(-1).First() is >= 0 and var at
        ? at
        : throw new ArgumentException($"table {Id}: column {column.Key} names {key}, which is no column", nameof(column));

    private static bool IsSum(ReportCell whole, IEnumerable<ReportCell> parts, bool isEmptyZero)
    {
        var (any, count, sum) = (isEmptyZero, 0L, ExactSum.Zero);
        foreach (var part in parts)
        {
            any |= part.Kind is not null;
            count += part.Count;
            sum += part.Sum;
        }

        return any == whole.Kind is not null && count == whole.Count && sum == whole.Sum;
    }

    /// <summary>The same table with areas in mu (市亩): 15 mu are 1 ha exactly, so sums of hectares are multiplied without rounding; numbers per hectare become numbers per mu. Keys that end in Ha end in Mu, in parts and formulas too.</summary>
    public ReportTable InMu()
    {
        var formulas = ColumnFormula.Of(Columns);
        var table = new ReportTable(Id, zh, en, [.. Columns.Select((column, at) => AreaUnits.InMu(column) with
        {
            Parts = [.. PartsOf(column).Select(p => AreaUnits.InMu(Columns[p]).Key)],
            Formula = formulas[at]?.InMu(column, Columns),
        })]);
        table.rows.AddRange(rows.Select(Converted));
        table.levels.AddRange(levels);
        table.sums.AddRange(sums);
        table.total = total is null ? null : Converted(total);
        return table;
        ReportCell[] Converted(ReportCell[] row) => [.. row.Select((cell, c) => AreaUnits.InMu(cell, Columns[c].Unit))];
    }

    private ReportCell[] Fitting(ReadOnlySpan<ReportCell> cells)
    {
        if (cells.Length != Columns.Count)
            throw new ArgumentException($"table {Id} has {Columns.Count} columns, not {cells.Length}", nameof(cells));
        for (var c = 0; c < cells.Length; c++)
        {
            if (cells[c].Kind is { } kind && kind != Columns[c].Kind)
                throw new ArgumentException($"table {Id}: column {Columns[c].Key} holds {Columns[c].Kind}, not {kind}", nameof(cells));
        }

        return cells.ToArray();
    }
}

/// <summary>A row that is the sum of others (小计行).</summary>
/// <param name="Row">Number of the subtotal, from 0.</param>
/// <param name="Parts">Numbers of the rows that it adds up.</param>
public sealed record ReportSum(int Row, IReadOnlyList<int> Parts);
