using CarbonSink.Findings;

namespace CarbonSink.Gis;

/// <summary>The rows of a sheet as they stand (工作表原始行), for tables whose header is not the first row. Rows that are blank are passed over.</summary>
/// <param name="Sheet">Name of the sheet.</param>
/// <param name="Rows">1-based numbers of the rows with their cells as text: numbers as stored, dates as yyyy-MM-dd, blank cells empty.</param>
public sealed record SheetRows(string Sheet, IReadOnlyList<(int Row, IReadOnlyList<string> Cells)> Rows)
{
    /// <summary>Cells of whose number the format makes a date, or beside which it shows text (单元格格式): row, 0-based column.</summary>
    public IReadOnlyList<(int Row, int Column, bool IsDate, string? Literal)> Types { get; private init; } = [];

    /// <summary>Names of the sheets of a workbook.</summary>
    /// <exception cref="RefusedInputException">It is no workbook, or beyond the limits.</exception>
    public static IReadOnlyList<string> Names(string path) => WorkbookSheet.Names(path);

    /// <summary>Reads a sheet.</summary>
    /// <param name="path">The workbook.</param>
    /// <param name="sheet">Name of the sheet.</param>
    /// <param name="findings">Receives cells that hold an error.</param>
    /// <exception cref="RefusedInputException">It is no workbook, beyond the limits, or has no such sheet.</exception>
    public static SheetRows Read(string path, string sheet, FindingLog findings)
    {
        var read = WorkbookSheet.Read(path, sheet, findings);
        return new(read.Name, [.. read.Rows.Select(r => ((int)r.Row, (IReadOnlyList<string>)[.. r.Cells.Select(Text)]))])
        {
            Types = [.. read.Rows.SelectMany(r => r.Cells.Select((c, i) => ((int)r.Row, i, c?.Kind == CellKind.Date, c?.Literal))).Where(t => t.Item3 || t.Literal is not null)],
        };
    }

    private static string Text(SheetCell? cell) => cell switch
    {
        null => "",
        { Kind: CellKind.Date, Text: { Length: 8 } day } => $"{day[..4]}-{day[4..6]}-{day[6..]}",
        { } other => other.Text,
    };
}
