namespace CarbonSink.Reports;

/// <summary>How wide the columns of a sheet and how high its rows are (列宽行高), from what stands in them.</summary>
internal sealed class XlsxWidths
{
    /// <summary>Height of a line, points.</summary>
    public const double Line = 15;

    private const double Narrowest = 7; // characters, as all widths here
    private const double Widest = 52;
    private const double NarrowestSheet = 72; // below it notes and titles would stand in a column of words
    private const double CharactersPerEm = 1.9;
    private const double Bold = 1.1; // how much wider headings run than text
    private const double Margin = 2;

    private readonly double[] widths;

    /// <summary>Measures a table.</summary>
    public XlsxWidths(ReportTable table, string language, IReadOnlyList<IReadOnlyList<HeadingCell>> headings, Func<ReportColumn, string> headingOf)
    {
        widths = [.. table.Columns.Select((column, c) => Math.Max(Heading(headingOf(column)), column.Kind == ReportColumnKind.Text ? Words(table, c) : Figures(table, c)))];
        if (table.Columns[0].Kind == ReportColumnKind.Text && table.Total is not null)
            widths[0] = Math.Max(widths[0], Of(language == "zh" ? "合计" : "Total"));
        foreach (var group in headings.SelectMany(h => h).Where(h => h.Columns > 1))
        {
            var missing = Heading(group.Text) - Across(group.Column, group.Columns);
            for (var c = group.Column; missing > 0 && c < group.Column + group.Columns; c++)
                widths[c] += missing / group.Columns;
        }

        if (Total < NarrowestSheet)
        {
            var scale = NarrowestSheet / Total;
            widths = Array.ConvertAll(widths, w => w * scale);
        }
    }

    /// <summary>Width of a column, characters.</summary>
    public double this[int column] => widths[column];

    /// <summary>Width of all columns, characters.</summary>
    public double Total => widths.Sum();

    /// <summary>Width of several columns, characters.</summary>
    public double Across(int column, int columns) => widths.AsSpan(column, columns).ToArray().Sum();

    /// <summary>How many lines a text takes in a width.</summary>
    public static int Lines(string text, double width) => text.Split('\n').Sum(l => Math.Max(1, (int)Math.Ceiling(TextWidth.Of(l) * CharactersPerEm / Math.Max(1, width - 1))));

    /// <summary>Heights of the rows of headings, points.</summary>
    public double[] Heights(IReadOnlyList<IReadOnlyList<HeadingCell>> headings, Func<HeadingCell, string> textOf)
    {
        var heights = new double[headings.Count];
        foreach (var cell in headings.SelectMany(h => h).OrderBy(h => h.Rows))
        {
            var missing = (Lines(textOf(cell), Across(cell.Column, cell.Columns) / Bold) * Line) + 3 - heights.AsSpan(cell.Row, cell.Rows).ToArray().Sum();
            heights[cell.Row + cell.Rows - 1] += Math.Max(0, missing);
        }

        return heights;
    }

    /// <summary>A heading may take two lines, but no word of it.</summary>
    private static double Heading(string text) =>
        Math.Max(Narrowest, text.Split('\n').Max(line => Math.Max(Of(line) / 2, line.Split(' ').Max(w => w.All(char.IsAscii) ? Of(w) : Math.Min(Of(w), (4 * CharactersPerEm) + Margin)))));

    private static double Of(string text) => (TextWidth.Of(text) * CharactersPerEm) + Margin;

    private static double Words(ReportTable table, int column)
    {
        var widest = 0.0;
        for (var r = 0; r < table.Rows.Count && widest < Widest; r++)
            if (table.Rows[r][column].Text is { } text)
                widest = Math.Max(widest, text.Split('\n').Max(Of) + (column == 0 ? table.Level(r) * 2 : 0));
        return Math.Min(widest, Widest);
    }

    private static double Figures(ReportTable table, int column)
    {
        var (most, isNegative) = (0.0, false);
        foreach (var row in table.Total is null ? table.Rows : table.Rows.Append(table.Total))
        {
            most = Math.Max(most, Math.Abs(row[column].Number));
            isNegative |= row[column].Number < 0;
        }

        var decimals = table.Columns[column].Kind == ReportColumnKind.Count ? 0 : table.Columns[column].Decimals;
        var digits = most < 10 ? 1 : (int)Math.Log10(most) + 2; // one to spare: 9.999 is printed as 10.00
        return ((digits + ((digits - 1) / 3) + (decimals > 0 ? decimals + 1 : 0) + (isNegative ? 1 : 0)) * 1.15) + Margin;
    }
}
