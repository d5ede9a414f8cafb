using System.Globalization;
using CarbonSink.Findings;
using CarbonSink.Gis;
using CsvHelper;
using CsvHelper.Configuration;

namespace CarbonSink.Runs;

/// <summary>A small CSV table that belongs to a data set (随数据的表): UTF-8 or GB18030, columns by name, blank lines passed over.</summary>
/// <param name="File">Name of the file.</param>
/// <param name="Rows">Rows with their 1-based line; cells by the columns asked for, trimmed.</param>
internal sealed record TextTable(string File, IReadOnlyList<(int Line, IReadOnlyDictionary<string, string> Cells)> Rows)
{
    private static readonly CsvConfiguration Configuration = new(CultureInfo.InvariantCulture) { IgnoreBlankLines = false, NewLine = "\n", BadDataFound = null };

    /// <summary>Reads a table.</summary>
    /// <param name="path">The file.</param>
    /// <param name="columns">Columns it must have; it may have more.</param>
    /// <param name="findings">Receives rows that cannot be used.</param>
    /// <exception cref="RefusedInputException">It is not there or lacks a column.</exception>
    public static TextTable Read(string path, IReadOnlyList<string> columns, FindingLog findings)
    {
        var file = Path.GetFileName(path);
        if (!System.IO.File.Exists(path))
            throw DataSet.Refuse(TableFindings.Missing, file, path);
        using var text = new StringReader(TextEncoding.OfFile(System.IO.File.ReadAllBytes(path)));
        using var parser = new CsvParser(text, Configuration);
        var header = parser.Read() ? parser.Record!.Select(h => h.Trim()).ToList() : [];
        if (columns.FirstOrDefault(c => !header.Contains(c)) is { } missing)
            throw DataSet.Refuse(TableFindings.NoColumn, file, file, missing, string.Join(',', columns));
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

        return new(file, rows);
    }
}
