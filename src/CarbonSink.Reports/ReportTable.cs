using CarbonSink.Estimation;

namespace CarbonSink.Reports;

/// <summary>A table of a report (报表): typed columns with units, rows, and a total that the rows must add up to.</summary>
/// <param name="id">Stable name; the CSV twin is called ID.csv.</param>
/// <param name="zh">Title in Chinese.</param>
/// <param name="en">Title in English.</param>
/// <param name="columns">The columns.</param>
public sealed class ReportTable(string id, string zh, string en, IReadOnlyList<ReportColumn> columns)
{
    private readonly List<ReportCell[]> rows = [];
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

    /// <summary>Adds a row. Throws <see cref="ArgumentException"/> when cells and columns do not fit.</summary>
    public void AddRow(params ReadOnlySpan<ReportCell> cells) => rows.Add(Fitting(cells));

    /// <summary>Sets the total, which must come from elsewhere than the rows so that the check means something. Throws <see cref="ArgumentException"/> when cells and columns do not fit.</summary>
    public void SetTotal(params ReadOnlySpan<ReportCell> cells) => total = Fitting(cells);

    /// <summary>Proves that every column of counts and sums adds up to its total, bit by bit; missing cells add nothing and a column of nothing but missing cells has a missing total; only a count of no rows is 0. Throws <see cref="SumMismatchException"/> otherwise.</summary>
    public void CheckSums()
    {
        if (total is null)
            return;
        for (var c = 0; c < Columns.Count; c++)
        {
            if (Columns[c].Kind is not (ReportColumnKind.Count or ReportColumnKind.Sum))
                continue;
            var (any, count, sum) = (rows.Count == 0 && Columns[c].Kind == ReportColumnKind.Count, 0L, ExactSum.Zero);
            foreach (var row in rows)
            {
                any |= row[c].Kind is not null;
                count += row[c].Count;
                sum += row[c].Sum;
            }

            if (any != total[c].Kind is not null || count != total[c].Count || sum != total[c].Sum)
                throw new SumMismatchException($"table {Id}: column {Columns[c].Key} does not add up to its total");
        }
    }

    /// <summary>The same table with areas in mu (市亩): 15 mu are 1 ha exactly, so sums of hectares are multiplied without rounding; numbers per hectare become numbers per mu. Keys that end in Ha end in Mu.</summary>
    public ReportTable InMu()
    {
        var table = new ReportTable(Id, zh, en, [.. Columns.Select(AreaUnits.InMu)]);
        table.rows.AddRange(rows.Select(Converted));
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
