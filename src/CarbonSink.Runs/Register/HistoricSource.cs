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
internal sealed record HistoricSourceRow(int Line, IReadOnlyList<string> Cells, string Raw)
{
    /// <summary>Whether a quote stands where none may be.</summary>
    public bool HasStrayQuote { get; init; }

    /// <summary>Address of a cell that holds an error; null for none.</summary>
    public string? ErrorCell { get; init; }

    /// <summary>By 0-based column, what the format of a cell makes of a number: a date, or a number with text beside it.</summary>
    public IReadOnlyDictionary<int, (bool IsDate, string? Literal)>? Types { get; init; }
}

/// <summary>The rows of a file, or of a sheet of it, blank ones passed over (原始行).</summary>
/// <param name="Path">The file.</param>
/// <param name="Sheet">The sheet; null for a text file.</param>
/// <param name="Sha256">Hash of the file.</param>
/// <param name="Rows">Rows in order.</param>
internal sealed record HistoricSource(string Path, string? Sheet, string Sha256, IReadOnlyList<HistoricSourceRow> Rows)
{
    /// <summary>What separates the cells of a text file.</summary>
    public char Delimiter { get; init; } = ',';

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
            var (rows, delimiter) = Text(path, findings);
            yield return new(path, null, hash, rows) { Delimiter = delimiter };
            yield break;
        }

        var sheets = SheetRows.Names(path);
        foreach (var sheet in sheets)
        {
            stop.ThrowIfCancellationRequested();
            yield return new(path, sheet, hash, [.. RowsOf(path, sheet)]);
        }
    }

    /// <summary>Rows of a sheet; a cell with an error makes its row one that is listed, also where nothing else is in it.</summary>
    private static IEnumerable<HistoricSourceRow> RowsOf(string path, string sheet)
    {
        var errors = new FindingLog(keepPerRule: 1_000_000);
        var read = SheetRows.Read(path, sheet, errors);
        var wrong = errors.Findings.Select(f => f.Arguments[0]).GroupBy(a => int.Parse(a.AsSpan().TrimStart("ABCDEFGHIJKLMNOPQRSTUVWXYZ"), CultureInfo.InvariantCulture)).ToDictionary(g => g.Key, g => string.Join(", ", g));
        var types = read.Types.GroupBy(t => t.Row).ToDictionary(g => g.Key, g => (IReadOnlyDictionary<int, (bool, string?)>)g.ToDictionary(t => t.Column, t => (t.IsDate, t.Literal)));
        return read.Rows.Where(r => wrong.ContainsKey(r.Row) || r.Cells.Any(c => c.Length > 0))
            .Select(r => new HistoricSourceRow(r.Row, r.Cells, CsvLine(r.Cells)) { ErrorCell = wrong.GetValueOrDefault(r.Row), Types = types.GetValueOrDefault(r.Row) })
            .Concat(wrong.Where(w => !read.Rows.Any(r => r.Row == w.Key)).Select(w => new HistoricSourceRow(w.Key, [], "") { ErrorCell = w.Value })).OrderBy(r => r.Line);
    }

    private static bool IsText(string path) => System.IO.Path.GetExtension(path).ToUpperInvariant() is ".CSV" or ".TSV" or ".TXT";

    private static bool IsWorkbook(string path) => System.IO.Path.GetExtension(path).ToUpperInvariant() is ".XLSX" or ".XLSM";

    private static (List<HistoricSourceRow> Rows, char Delimiter) Text(string path, FindingLog findings)
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
        var (delimiter, bad) = (DelimiterOf(text), false);
        using var parser = new CsvParser(reader, new CsvConfiguration(CultureInfo.InvariantCulture) { IgnoreBlankLines = false, NewLine = "\n", BadDataFound = _ => bad = true, Delimiter = delimiter });
        var rows = new List<HistoricSourceRow>();
        for (var line = 1; parser.Read();)
        {
            var (raw, cells) = (parser.RawRecord, parser.Record!);
            // A stray quote over several lines has run rows together: how many there were cannot be told.
            if (bad && raw.TrimEnd('\n').Contains('\n', StringComparison.Ordinal))
                throw DataSet.Refuse(SourceFindings.QuoteOpen, file, file, line.ToString(CultureInfo.InvariantCulture));
            if (cells.Any(c => !string.IsNullOrWhiteSpace(c)))
                rows.Add(new(line, cells, raw.TrimEnd('\n')) { HasStrayQuote = bad });
            bad = false;
            line += Math.Max(1, raw.Count(c => c == '\n'));
        }

        // A quote that is never closed swallows all that follows: such a file has lost its rows before we see them.
        if (rows is [.., var last] && last.Raw.Contains('\n', StringComparison.Ordinal) && last.Raw.Count(c => c == '"') % 2 == 1)
            throw DataSet.Refuse(SourceFindings.QuoteOpen, file, file, last.Line.ToString(CultureInfo.InvariantCulture));
        return (rows, delimiter[0]);
    }

    /// <summary>Tab, semicolon or comma: the one that is most frequent in the first five lines.</summary>
    private static string DelimiterOf(string text)
    {
        var head = string.Join('\n', text.Split('\n', 6).Take(5));
        return ((string[])[",", ";", "\t"]).MaxBy(d => head.Count(c => c == d[0]))!;
    }

    private static string CsvLine(IReadOnlyList<string> cells) => string.Join(',', cells.Select(c => c.AsSpan().ContainsAny(",\"\n\r") ? $"\"{c.Replace("\"", "\"\"", StringComparison.Ordinal)}\"" : c));
}
