using System.Globalization;
using System.IO.Compression;
using CarbonSink.Findings;
using CarbonSink.Targets;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Spreadsheet;

namespace CarbonSink.Gis;

/// <summary>Reads the sheets of an .xlsx workbook as tables of a plan (规划指标表): cells as they are shown, merged ones in every place they cover.</summary>
/// <remarks>A number shown in percent is one: 0.569 shown as 56.9% is 56.9%.</remarks>
public static class PlanWorkbook
{
    private const long MostBytes = 1L << 28;
    private const int MostCells = 1_000_000;
    private const int MostColumns = 500;

    /// <summary>The tables, one for each sheet that is not empty, with the number of the row as line.</summary>
    /// <exception cref="RefusedInputException">It is missing, damaged or no workbook.</exception>
    public static IReadOnlyList<PlanTable> Read(string path)
    {
        var file = Path.GetFileName(path);
        using (new InputFile(path)) // tells a missing file as such
        {
        }

        try
        {
            using var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            using (var archive = new ZipArchive(stream, ZipArchiveMode.Read, leaveOpen: true))
                if (archive.Entries.Sum(e => e.Length) > MostBytes)
                    throw Bad(file, $"> {MostBytes >> 20} MB", null);
            stream.Position = 0;
            using var document = SpreadsheetDocument.Open(stream, false, new OpenSettings { MaxCharactersInPart = MostBytes, AutoSave = false });
            var book = document.WorkbookPart ?? throw Bad(file, "xl/workbook.xml", null);
            string[] strings = [.. book.SharedStringTablePart?.SharedStringTable?.Elements<SharedStringItem>().Select(s => string.Concat(s.Descendants<Text>().Where(t => t.Parent is not PhoneticRun).Select(t => t.Text))) ?? []];
            var tables = new List<PlanTable>();
            foreach (var sheet in book.Workbook.Sheets?.Elements<Sheet>() ?? [])
                if (sheet.Id?.Value is { } id && book.GetPartById(id) is WorksheetPart part && Rows(part, strings, book, file) is { Count: > 0 } rows)
                    tables.Add(new(sheet.Name?.Value ?? "", rows));
            return tables;
        }
        catch (Exception e) when (e is not (RefusedInputException or OutOfMemoryException))
        {
            // What the package reader throws on damage is not documented; whatever it is, the file cannot be read.
            throw Bad(file, e.Message.Split('\n')[0], e);
        }
    }

    private static RefusedInputException Bad(string file, string what, Exception? inner) => new(new Finding(SourceFindings.WorkbookBad, file, null, null, null, file, what), inner);

    private static List<(int, IReadOnlyList<string>)> Rows(WorksheetPart part, string[] strings, WorkbookPart book, string file)
    {
        var (cells, number, width) = (new SortedDictionary<int, Dictionary<int, string>>(), 0, 0);
        foreach (var row in part.Worksheet.Descendants<Row>())
        {
            number = row.RowIndex?.Value is { } index && index < int.MaxValue ? (int)index : number + 1;
            var column = 0;
            foreach (var cell in row.Elements<Cell>())
            {
                column = cell.CellReference?.Value is { } address ? Place(address).Column : column + 1;
                if (column is < 1 or > MostColumns)
                    throw Bad(file, $"> {MostColumns}", null);
                if (Value(cell, strings, book) is not { Length: > 0 } text)
                    continue;
                if (!cells.TryGetValue(number, out var own))
                    cells.Add(number, own = []);
                own[column] = text;
                width = Math.Max(width, column);
            }
        }

        foreach (var merge in part.Worksheet.Descendants<MergeCell>().Select(m => m.Reference?.Value?.Split(':')).Where(m => m is { Length: 2 }))
        {
            var ((firstRow, firstColumn), (lastRow, lastColumn)) = (Place(merge![0]), Place(merge[1]));
            if (!cells.TryGetValue(firstRow, out var top) || !top.TryGetValue(firstColumn, out var text) || (long)(lastRow - firstRow + 1) * (lastColumn - firstColumn + 1) > MostCells || lastColumn > MostColumns)
                continue;
            foreach (var row in cells.Keys.Where(r => r >= firstRow && r <= lastRow))
                for (var column = firstColumn; column <= lastColumn; column++)
                    cells[row].TryAdd(column, text);
            width = Math.Max(width, lastColumn);
        }

        return (long)cells.Count * width > MostCells ? throw Bad(file, $"> {MostCells}", null)
            : [.. cells.Select(r => (r.Key, (IReadOnlyList<string>)[.. Enumerable.Range(1, width).Select(c => r.Value.GetValueOrDefault(c, ""))]))];
    }

    private static string Value(Cell cell, string[] strings, WorkbookPart book)
    {
        var type = cell.DataType?.Value ?? CellValues.Number;
        var text = (type == CellValues.InlineString ? string.Concat(cell.InlineString?.Descendants<Text>().Select(t => t.Text) ?? []) : cell.CellValue?.Text) ?? "";
        if (type == CellValues.SharedString)
            return int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var at) && at < strings.Length ? strings[at] : "";
        if (type != CellValues.Number || !double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var value) || !double.IsFinite(value) || Math.Abs(value) > 1e15)
            return type == CellValues.Error ? "" : text;
        var exact = decimal.Parse(value.ToString("R", CultureInfo.InvariantCulture), NumberStyles.Float, CultureInfo.InvariantCulture);
        return IsPercent(cell, book) ? $"{(exact * 100).ToString("0.##########", CultureInfo.InvariantCulture)}%" : exact.ToString(CultureInfo.InvariantCulture);
    }

    private static bool IsPercent(Cell cell, WorkbookPart book)
    {
        var sheet = book.WorkbookStylesPart?.Stylesheet;
        var format = sheet?.CellFormats?.Elements<CellFormat>().ElementAtOrDefault((int)Math.Min(cell.StyleIndex?.Value ?? 0, int.MaxValue))?.NumberFormatId?.Value ?? 0;
        return format is 9 or 10 || sheet?.NumberingFormats?.Elements<NumberingFormat>().FirstOrDefault(f => f.NumberFormatId?.Value == format)?.FormatCode?.Value?.Contains('%', StringComparison.Ordinal) == true;
    }

    /// <summary>Row and column of an address such as AB12.</summary>
    private static (int Row, int Column) Place(string address)
    {
        var (column, at) = (0, 0);
        for (; at < address.Length && char.IsAsciiLetterUpper(address[at]) && column <= MostColumns; at++)
            column = (26 * column) + (address[at] - 'A' + 1);
        return (int.TryParse(address.AsSpan(at), NumberStyles.None, CultureInfo.InvariantCulture, out var row) ? row : 0, column);
    }
}
