namespace CarbonSink.Targets;

/// <summary>A row of an indicator table (指标表的一行).</summary>
/// <param name="Table">The table.</param>
/// <param name="Line">Line that it begins on.</param>
/// <param name="Cells">A cell for each column.</param>
internal sealed record PlanTableRow(IndicatorTable Table, int Line, IReadOnlyList<string> Cells)
{
    public IReadOnlyList<PlanTableColumn> Columns => Table.Columns;

    /// <summary>All its cells, as a citation.</summary>
    public string Text => string.Join(" | ", Cells);

    /// <summary>Whether a cell for values has a number.</summary>
    public bool HasNumber => Of(PlanColumnKind.Value).Concat(Of(PlanColumnKind.Change)).Any(i => PlanCell.IsNumber(Cells[i]));

    /// <summary>Column of the change that is printed in the row, or null.</summary>
    public int? Change => Of(PlanColumnKind.Change).Where(i => !PlanCell.IsBlank(Cells[i])).Select(i => (int?)i).FirstOrDefault();

    /// <summary>Departments that the row is charged to.</summary>
    public IReadOnlyList<PlanDepartment> Departments =>
    [
        .. Of(PlanColumnKind.Department).Where(i => !PlanCell.IsBlank(Cells[i]))
            .SelectMany(i => Cells[i].Split(['、', '，', ',', '；', ';', '\n', ' '], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Select(d => new PlanDepartment(d.Replace("牵头", "", StringComparison.Ordinal), Columns[i].Leads || d.EndsWith("牵头", StringComparison.Ordinal))))
            .DistinctBy(d => d.Name, StringComparer.Ordinal).OrderByDescending(d => d.Leads),
    ];

    /// <summary>The first column of a kind, or -1.</summary>
    public int Place(PlanColumnKind kind) => Of(kind).DefaultIfEmpty(-1).First();

    /// <summary>The cells of a kind of columns, joined.</summary>
    public string Cell(PlanColumnKind kind) => string.Concat(Of(kind).Select(i => Cells[i]));

    /// <summary>First and last year of a value: of its column, else of the row's deadline, else of the caption; null where the deadline names several.</summary>
    /// <param name="at">Column of the value.</param>
    /// <param name="issued">Year the plan was issued in, or null.</param>
    public (int? From, int? Year)? Years(int at, int? issued)
    {
        var column = Columns[at];
        if (column.Kind == PlanColumnKind.Change)
        {
            // The sum of a period ends with the last year of the table and begins after its base.
            var last = Of(PlanColumnKind.Value).Max(i => Columns[i].Year);
            var first = Of(PlanColumnKind.Value).Min(i => Columns[i].Year);
            return column.Year is not null ? (column.FromYear, column.Year) : (first < last ? first + 1 : null, last);
        }

        if (column.Year is not null)
            return (column.FromYear, column.Year);
        if (Place(PlanColumnKind.Deadline) is >= 0 and var at2 && !PlanCell.IsBlank(Cells[at2]))
        {
            var deadline = PlanTableColumn.YearsOf(Cells[at2]);
            return deadline.From is null && PlanTableColumn.CountYears(Cells[at2]) > 1 ? null : deadline;
        }

        var title = PlanTableColumn.YearsOf(Table.Title);
        return (null, title.From is null && title.Year >= (issued ?? 0) ? title.Year : null);
    }

    private IEnumerable<int> Of(PlanColumnKind kind) => Enumerable.Range(0, Columns.Count).Where(i => Columns[i].Kind == kind);
}
