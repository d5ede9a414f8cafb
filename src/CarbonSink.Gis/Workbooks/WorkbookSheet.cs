using System.Globalization;
using System.IO.Compression;
using CarbonSink.Findings;
using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Spreadsheet;

namespace CarbonSink.Gis;

/// <summary>What a cell holds.</summary>
internal enum CellKind : byte
{
    Text,
    Date,
    Number,
    Logical,
}

/// <summary>A cell's value as text: numbers as they are stored, dates as yyyyMMdd, with time as ISO 8601; T or F. Literal is the text that the format shows beside a number; null for none.</summary>
internal readonly record struct SheetCell(CellKind Kind, string Text, string? Literal = null);

/// <summary>A sheet of a workbook (工作表), read whole within limits: rows that are not blank, by their number.</summary>
/// <remarks>ECMA-376 part 1, clause 18 (SpreadsheetML).</remarks>
internal sealed record WorkbookSheet(string Name, IReadOnlyList<(uint Row, SheetCell?[] Cells)> Rows)
{
    private const long MostBytes = 1L << 30; // of all parts together, unpacked
    private const int MostParts = 10_000;
    private const int MostCells = 20_000_000;
    private const int MostColumns = 2000;

    /// <summary>Names of the sheets.</summary>
    /// <exception cref="RefusedInputException">It is no workbook, or beyond the limits.</exception>
    public static IReadOnlyList<string> Names(string path) => Guarded(path, document => (IReadOnlyList<string>)[.. Sheets(document).Select(s => s.Name!.Value!)]);

    /// <summary>Reads a sheet: the one with a name, or the only one.</summary>
    /// <exception cref="RefusedInputException">It is no workbook, beyond the limits, or the sheet is not clear.</exception>
    public static WorkbookSheet Read(string path, string? name, FindingLog findings) => Guarded(path, document =>
    {
        var file = Path.GetFileName(path);
        var sheets = Sheets(document).ToArray();
        var names = string.Join(", ", sheets.Select(s => s.Name!.Value));
        var sheet = name is not null
            ? Array.Find(sheets, s => string.Equals(s.Name!.Value, name, StringComparison.OrdinalIgnoreCase)) ?? throw Refused(SourceFindings.LayerUnknown, file, name, names)
            : sheets.Length == 1 ? sheets[0] : throw (sheets.Length == 0 ? Refused(SourceFindings.NoLayer, file) : Refused(SourceFindings.SeveralLayers, file, names));
        return new WorkbookSheet(sheet.Name!.Value!, RowsOf(document, (WorksheetPart)document.WorkbookPart!.GetPartById(sheet.Id!.Value!), file, findings));
    });

    private static RefusedInputException Refused(FindingRule rule, string file, params string[] more) => new(new Finding(rule, file, null, null, null, [file, .. more]));

    private static IEnumerable<Sheet> Sheets(SpreadsheetDocument document) =>
        document.WorkbookPart?.Workbook.Sheets?.Elements<Sheet>().Where(s => s.Name?.Value is not null && s.Id?.Value is { } id && document.WorkbookPart.GetPartById(id) is WorksheetPart) ?? [];

    private static T Guarded<T>(string path, Func<SpreadsheetDocument, T> read)
    {
        var file = Path.GetFileName(path);
        using (new InputFile(path)) // tells a missing file as such
        {
        }

        try
        {
            using var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            using (var archive = new ZipArchive(stream, ZipArchiveMode.Read, leaveOpen: true))
            {
                if (archive.Entries.Count > MostParts || archive.Entries.Sum(e => e.Length) > MostBytes)
                    throw Refused(SourceFindings.WorkbookBad, file, $"> {MostBytes >> 20} MB");
            }

            stream.Position = 0;
            using var document = SpreadsheetDocument.Open(stream, false, new OpenSettings { MaxCharactersInPart = MostBytes, AutoSave = false });
            return read(document);
        }
        catch (Exception e) when (e is not (RefusedInputException or OutOfMemoryException))
        {
            // What the package reader throws on damage is not documented; whatever it is, the file cannot be read.
            throw new RefusedInputException(new Finding(SourceFindings.WorkbookBad, file, null, null, null, file, e.Message.Split('\n')[0]), e);
        }
    }

    private static List<(uint, SheetCell?[])> RowsOf(SpreadsheetDocument document, WorksheetPart part, string file, FindingLog findings)
    {
        var strings = Strings(document.WorkbookPart!);
        var formats = new CellFormats(document.WorkbookPart!);
        var (rows, cells, number) = (new List<(uint, SheetCell?[])>(), 0, 0u);
        using var reader = OpenXmlReader.Create(part);
        while (reader.Read())
        {
            if (reader.ElementType != typeof(Row) || !reader.IsStartElement)
                continue;
            var row = (Row)reader.LoadCurrentElement()!;
            number = row.RowIndex?.Value ?? number + 1;
            var values = new List<SheetCell?>();
            var column = 0;
            foreach (var cell in row.Elements<Cell>())
            {
                column = cell.CellReference?.Value is { } address ? ColumnOf(address) : column + 1;
                if (column is < 1 or > MostColumns)
                    throw Refused(SourceFindings.TooManyColumns, file, $"{MostColumns}");
                while (values.Count < column)
                    values.Add(null);
                values[column - 1] = Value(cell, strings, formats, () => findings.Add(new Finding(SourceFindings.CellError, file, null, null, cell.CellValue?.Text, cell.CellReference?.Value ?? $"{number}")));
            }

            cells += values.Count;
            if (cells > MostCells)
                throw Refused(SourceFindings.WorkbookBad, file, $"> {MostCells}");
            if (values.Exists(v => v is not null))
                rows.Add((number, [.. values]));
        }

        return rows;
    }

    private static SheetCell? Value(Cell cell, List<string> strings, CellFormats formats, Action error)
    {
        var type = cell.DataType?.Value ?? CellValues.Number;
        var text = type == CellValues.InlineString ? string.Concat(cell.InlineString?.Descendants<Text>().Select(t => t.Text) ?? []) : cell.CellValue?.Text;
        if (type == CellValues.Error || (cell.CellFormula is not null && text is null))
        {
            error();
            return null;
        }

        if (string.IsNullOrEmpty(text))
            return null;
        switch (type)
        {
            case CellValues.SharedString:
                var index = int.Parse(text, NumberStyles.None, CultureInfo.InvariantCulture);
                return strings[index].Length == 0 ? null : new(CellKind.Text, strings[index]);
            case CellValues.Boolean:
                return new(CellKind.Logical, text == "0" ? "F" : "T");
            case CellValues.Number when formats.DateOf(cell.StyleIndex?.Value ?? 0, text) is { } date:
                return new(CellKind.Date, date);
            case CellValues.Number:
                return double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var value) && double.IsFinite(value)
                    ? new(CellKind.Number, value.ToString("R", CultureInfo.InvariantCulture), formats.LiteralOf(cell.StyleIndex?.Value ?? 0)) : new(CellKind.Text, text);
            default:
                return new(CellKind.Text, text);
        }
    }

    private static List<string> Strings(WorkbookPart workbook)
    {
        var strings = new List<string>();
        if (workbook.SharedStringTablePart is not { } part)
            return strings;
        using var reader = OpenXmlReader.Create(part);
        while (reader.Read())
        {
            // Phonetic runs beside the text are no part of it.
            if (reader.ElementType == typeof(SharedStringItem) && reader.IsStartElement)
                strings.Add(string.Concat(((SharedStringItem)reader.LoadCurrentElement()!).Descendants<Text>().Where(t => t.Parent is not PhoneticRun).Select(t => t.Text)));
        }

        return strings;
    }

    /// <summary>1 for A, 27 for AA; 0 for what is no address.</summary>
    private static int ColumnOf(string address)
    {
        var column = 0;
        foreach (var c in address)
        {
            if (!char.IsAsciiLetterUpper(c) || column > MostColumns)
                break;
            column = (26 * column) + (c - 'A' + 1);
        }

        return column;
    }
}
