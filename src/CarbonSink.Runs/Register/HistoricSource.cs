using System.Globalization;
using CarbonSink.Findings;
using CarbonSink.Gis;
using CsvHelper;
using CsvHelper.Configuration;

namespace CarbonSink.Runs;

/// <summary>A row as it stands in a file.</summary>
/// <param name="Line">1-based line it begins on; in a sheet its row.</param>
/// <param name="Cells">Its cells.</param>
/// <param name="Raw">The row as it was written.</param>
internal sealed record HistoricSourceRow(int Line, IReadOnlyList<string> Cells, string Raw);

/// <summary>The rows of a file, or of a sheet of it, blank ones passed over (原始行).</summary>
/// <param name="Path">The file.</param>
/// <param name="Sheet">The sheet; null for a text file.</param>
/// <param name="Sha256">Hash of the file.</param>
/// <param name="Rows">Rows in order.</param>
internal sealed record HistoricSource(string Path, string? Sheet, string Sha256, IReadOnlyList<HistoricSourceRow> Rows)
{
    /// <summary>Name for findings and lists.</summary>
    public string Name => Sheet is null ? System.IO.Path.GetFileName(Path) : $"{System.IO.Path.GetFileName(Path)}#{Sheet}";

    /// <summary>The tables of files and folders, folders in the order of their names, not what lies deeper.</summary>
    /// <exception cref="RefusedInputException">One is not there, cannot be read, or there is none.</exception>
    public static IEnumerable<string> Files(IEnumerable<string> paths)
    {
        foreach (var path in paths)
        {
            if (!Directory.Exists(path))
            {
                yield return File.Exists(path) ? path : throw DataSet.Refuse(TableFindings.Missing, System.IO.Path.GetFileName(path), path);
                continue;
            }

            var files = Directory.EnumerateFiles(path).Where(f => IsText(f) || IsWorkbook(f)).Order(StringComparer.Ordinal).ToList();
            if (files.Count == 0)
                throw DataSet.Refuse(HistoricFindings.NoFiles, null, path);
            foreach (var file in files)
                yield return file;
        }
    }

    /// <summary>Reads a file: a text file is one source, a workbook has one for each sheet.</summary>
    /// <exception cref="RefusedInputException">It is damaged.</exception>
    public static IEnumerable<HistoricSource> Read(string path, FindingLog findings, CancellationToken stop)
    {
        var hash = FileHash.Of(path, System.IO.Path.GetFileName(path), stop).Sha256;
        if (!IsWorkbook(path))
        {
            yield return new(path, null, hash, Text(path, findings));
            yield break;
        }

        var sheets = SheetRows.Names(path);
        foreach (var sheet in sheets)
        {
            stop.ThrowIfCancellationRequested();
            yield return new(path, sheet, hash, [.. SheetRows.Read(path, sheet, findings).Rows.Where(r => r.Cells.Any(c => c.Length > 0)).Select(r => new HistoricSourceRow(r.Row, r.Cells, CsvLine(r.Cells)))]);
        }
    }

    private static bool IsText(string path) => System.IO.Path.GetExtension(path).ToUpperInvariant() is ".CSV" or ".TSV" or ".TXT";

    private static bool IsWorkbook(string path) => System.IO.Path.GetExtension(path).ToUpperInvariant() is ".XLSX" or ".XLSM";

    private static List<HistoricSourceRow> Text(string path, FindingLog findings)
    {
        var file = System.IO.Path.GetFileName(path);
        var bytes = File.ReadAllBytes(path);
        if (bytes is [0xFF, 0xFE, ..] or [0xFE, 0xFF, ..])
            throw DataSet.Refuse(SourceFindings.Utf16, file, file);
        var text = TextEncoding.OfFile(bytes);
        if (!System.Text.Unicode.Utf8.IsValid(bytes))
        {
            _ = TextEncoding.FromName("GB18030")!.Decode(bytes, out var undecodable);
            if (undecodable)
                findings.Add(new Finding(HistoricFindings.Undecodable, file, null, null, null, file));
        }

        using var reader = new StringReader(text);
        using var parser = new CsvParser(reader, new CsvConfiguration(CultureInfo.InvariantCulture) { IgnoreBlankLines = false, NewLine = "\n", BadDataFound = null, Delimiter = DelimiterOf(text) });
        var rows = new List<HistoricSourceRow>();
        for (var line = 1; parser.Read();)
        {
            var raw = parser.RawRecord;
            if (parser.Record!.Any(c => !string.IsNullOrWhiteSpace(c)))
                rows.Add(new(line, parser.Record!, raw.TrimEnd('\n')));
            line += Math.Max(1, raw.Count(c => c == '\n'));
        }

        // A quote that is never closed swallows all that follows: such a file has lost its rows before we see them.
        if (rows is [.., var last] && last.Raw.Contains('\n', StringComparison.Ordinal) && last.Raw.Count(c => c == '"') % 2 == 1)
            throw DataSet.Refuse(SourceFindings.QuoteOpen, file, file, last.Line.ToString(CultureInfo.InvariantCulture));
        return rows;
    }

    /// <summary>Tab, semicolon or comma: the one that is most frequent in the first five lines.</summary>
    private static string DelimiterOf(string text)
    {
        var head = string.Join('\n', text.Split('\n', 6).Take(5));
        return ((string[])[",", ";", "\t"]).MaxBy(d => head.Count(c => c == d[0]))!;
    }

    private static string CsvLine(IReadOnlyList<string> cells) => string.Join(',', cells.Select(c => c.AsSpan().ContainsAny(",\"\n\r") ? $"\"{c.Replace("\"", "\"\"", StringComparison.Ordinal)}\"" : c));
}
