using System.Globalization;
using CarbonSink.Findings;
using CarbonSink.Gis;
using CarbonSink.Inventory;
using CsvHelper;
using CsvHelper.Configuration;

namespace CarbonSink.Runs;

/// <summary>A small table that belongs to a data set (随数据的表), columns by name, blank lines passed over: CSV in UTF-8 or GB18030, or a sheet of an .xlsx.</summary>
/// <param name="Path">Path of the file, without the sheet.</param>
/// <param name="Rows">Rows with their 1-based line, in a sheet their row where none is blank; cells by the columns asked for, trimmed.</param>
internal sealed record TextTable(string Path, IReadOnlyList<(int Line, IReadOnlyDictionary<string, string> Cells)> Rows)
{
    private static readonly CsvConfiguration Configuration = new(CultureInfo.InvariantCulture) { IgnoreBlankLines = false, NewLine = "\n", BadDataFound = null };

    /// <summary>Name of the file.</summary>
    public string File => System.IO.Path.GetFileName(Path);

    /// <summary>Reads a table.</summary>
    /// <param name="path">The file; FILE.xlsx#SHEET names a sheet, FILE.xlsx alone the first.</param>
    /// <param name="columns">Columns it must have; it may have more.</param>
    /// <param name="findings">Receives rows that cannot be used.</param>
    /// <exception cref="RefusedInputException">It is not there or lacks a column.</exception>
    public static TextTable Read(string path, IReadOnlyList<string> columns, FindingLog findings)
    {
        if (Workbook(path) is var (workbook, sheet))
            return Read(workbook, sheet, columns, findings);
        var file = System.IO.Path.GetFileName(path);
        if (!System.IO.File.Exists(path))
            throw DataSet.Refuse(TableFindings.Missing, file, path);
        using var text = new StringReader(TextEncoding.OfFile(System.IO.File.ReadAllBytes(path)));
        using var parser = new CsvParser(text, Configuration);
        var header = parser.Read() ? parser.Record!.Select(h => Name(h, columns)).ToList() : [];
        Require(columns, header, file);
        var rows = new List<(int, IReadOnlyDictionary<string, string>)>();
        for (var line = 1 + parser.RawRecord.Count(c => c == '\n'); parser.Read(); line += Math.Max(1, parser.RawRecord.Count(c => c == '\n')))
        {
            var cells = parser.Record!;
            if (cells.All(string.IsNullOrWhiteSpace))
                continue;
            if (cells.Length == header.Count)
                rows.Add((line, columns.ToDictionary(c => c, c => cells[header.IndexOf(c)].Trim(), StringComparer.Ordinal)));
            else
                findings.Add(new Finding(TableFindings.BadRow, file, null, null, null, file, $"{line}", $"{cells.Length}", $"{header.Count}"));
        }

        return new(path, rows);
    }

    /// <summary>Name of a column: a pure number or a percentage may say so in its heading, <c>df [1]</c>, <c>percent95 [%]</c>.</summary>
    private static string Name(string heading, IReadOnlyList<string> columns) => heading.Trim() is var h && !columns.Contains(h, StringComparer.Ordinal) && (h.EndsWith(" [1]", StringComparison.Ordinal) || h.EndsWith(" [%]", StringComparison.Ordinal)) ? h[..^4].TrimEnd() : h;

    private static TextTable Read(string path, string? sheet, IReadOnlyList<string> columns, FindingLog findings)
    {
        var file = System.IO.Path.GetFileName(path);
        if (!System.IO.File.Exists(path))
            throw DataSet.Refuse(TableFindings.Missing, file, path);
        using var reader = new WorkbookReader(path, sheet ?? (FeatureSource.Layers(path) is [var first, ..] ? first : null));
        var header = reader.Schema.Fields.Select(f => Name(f.Name, columns)).ToList();
        Require(columns, header, file);
        findings.Merge(reader.Findings);
        var places = columns.Select(c => header.IndexOf(c)).ToArray();
        var rows = new List<(int, IReadOnlyDictionary<string, string>)>();
        foreach (var batch in reader.Read(RecordRange.All, places, geometry: false))
        {
            for (var row = 0; row < batch.Count; row++)
                rows.Add(((int)batch.RecordNumbers[row] + 2, Enumerable.Range(0, places.Length).ToDictionary(i => columns[i], i => Cell(reader, batch, places[i], row), StringComparer.Ordinal)));
        }

        return new(path, rows);
    }

    private static string Cell(WorkbookReader reader, FeatureBatch batch, int field, int row) =>
        reader.Schema.Fields[field].Kind == FieldKind.Number
            ? batch.IsValid(field, row) ? batch.Numbers(field)[row].ToString("R", CultureInfo.InvariantCulture) : ""
            : batch.Codes(field)[row] is >= 0 and var code ? batch.Dictionary(field)[code].Trim() : "";

    /// <summary>The workbook and the sheet that a path names; null where it is another file.</summary>
    private static (string Path, string? Sheet)? Workbook(string path)
    {
        var mark = path.LastIndexOf('#');
        return IsWorkbook(path) ? (path, null) : mark > 0 && IsWorkbook(path[..mark]) ? (path[..mark], path[(mark + 1)..]) : null;

        static bool IsWorkbook(string file) => System.IO.Path.GetExtension(file).ToUpperInvariant() is ".XLSX" or ".XLSM";
    }

    private static void Require(IReadOnlyList<string> columns, IReadOnlyList<string> header, string file)
    {
        if (columns.FirstOrDefault(c => !header.Contains(c)) is { } missing)
            throw DataSet.Refuse(TableFindings.NoColumn, file, file, missing, string.Join(',', columns));
    }
}
