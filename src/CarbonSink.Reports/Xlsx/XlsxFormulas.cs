namespace CarbonSink.Reports;

/// <summary>The formulas of a table in a workbook (单元格公式): one for each figure that is computed from others of the table.</summary>
/// <remarks>A figure that adds up is, in a subtotal or the total, the sum of its rows (of the first partition where there are several), elsewhere the sum of its parts or what its column's arithmetic gives; a missing figure has none.</remarks>
internal sealed class XlsxFormulas
{
    private const int LongestFormula = 8192;
    private const int MostArguments = 255;

    private readonly ReportTable table;
    private readonly int firstRow;
    private readonly IReadOnlyList<ColumnFormula?> formulas;
    private readonly int[][] parts;
    private readonly string[] names;
    private readonly Dictionary<int, List<(int From, int To)>> sums;

    /// <summary>Prepares the formulas of a table.</summary>
    /// <param name="table">The table.</param>
    /// <param name="firstRow">Row of the sheet in which its first row stands, from 1.</param>
    public XlsxFormulas(ReportTable table, int firstRow)
    {
        (this.table, this.firstRow) = (table, firstRow);
        formulas = ColumnFormula.Of(table.Columns);
        parts = [.. table.Columns.Select(table.PartsOf)];
        names = [.. table.Columns.Select((_, c) => XlsxNames.Column(c))];
        sums = table.Sums.DistinctBy(s => s.Row).ToDictionary(s => s.Row, s => Runs(s.Parts));
        if (table.Total is not null)
            sums[table.Rows.Count] = Runs(table.Outermost());
    }

    /// <summary>The formula of a cell without '=', or null where it holds a value alone. A sum of so many scattered rows that a workbook refuses its length is a value.</summary>
    /// <param name="row">Row of the table, from 0; the total comes after the last.</param>
    /// <param name="column">Its column.</param>
    public string? this[int row, int column]
    {
        get
        {
            var kind = table.Columns[column].Kind;
            if ((row < table.Rows.Count ? table.Rows[row] : table.Total!)[column].Kind is null or ReportColumnKind.Text)
                return null;
            if (kind is ReportColumnKind.Count or ReportColumnKind.Sum)
            {
                if (sums.TryGetValue(row, out var runs))
                    return Sum(runs.ConvertAll(r => r.From == r.To ? Name(r.From, column) : $"{Name(r.From, column)}:{Name(r.To, column)}"));
                if (parts[column].Length > 0)
                    return Sum(Runs(parts[column]).ConvertAll(r => r.From == r.To ? Name(row, r.From) : $"{Name(row, r.From)}:{Name(row, r.To)}"));
            }

            return formulas[column]?.InCells(c => Name(row, c)) is { Length: <= LongestFormula } formula ? formula : null;
        }
    }

    private static string? Sum(List<string> ranges)
    {
        if (ranges.Count == 0)
            return null;
        var terms = ranges.Count <= MostArguments ? ranges : [.. ranges.Chunk(MostArguments).Select(c => $"SUM({string.Join(',', c)})")];
        var sum = $"SUM({string.Join(',', terms)})";
        return sum.Length <= LongestFormula ? sum : null;
    }

    private static List<(int From, int To)> Runs(IReadOnlyList<int> numbers)
    {
        var runs = new List<(int From, int To)>();
        foreach (var number in numbers.Order())
        {
            if (runs.Count > 0 && runs[^1].To + 1 == number)
                runs[^1] = (runs[^1].From, number);
            else
                runs.Add((number, number));
        }

        return runs;
    }

    private string Name(int row, int column) => names[column] + (firstRow + row).ToString(System.Globalization.CultureInfo.InvariantCulture);
}
