using System.Globalization;
using CsvHelper;
using CsvHelper.Configuration;

namespace CarbonSink.Methodologies.Packs;

/// <summary>A CSV file of a pack with the place of every cell.</summary>
internal sealed class PackCsv
{
    private PackCsv(PackText text, IReadOnlyList<string> header, IReadOnlyList<int> headerColumns, IReadOnlyList<PackRow> rows) =>
        (File, Sha256, Header, HeaderColumns, Rows) = (text.File, text.Sha256, header, headerColumns, rows);

    public string File { get; }

    /// <summary>Hash of the normalised text.</summary>
    public string Sha256 { get; }

    public IReadOnlyList<string> Header { get; }

    /// <summary>1-based column of each header cell.</summary>
    public IReadOnlyList<int> HeaderColumns { get; }

    public IReadOnlyList<PackRow> Rows { get; }

    /// <summary>Parses; rows with a wrong number of cells, quotes that do not match and repeated header names become problems.</summary>
    public static PackCsv? Parse(PackText text, ICollection<LoadProblem> problems)
    {
        using var reader = new StringReader(text.Text);
        var badQuote = false;
        using var parser = new CsvParser(reader, new CsvConfiguration(CultureInfo.InvariantCulture) { BadDataFound = _ => badQuote = true, IgnoreBlankLines = true, NewLine = "\n" });
        if (!parser.Read())
        {
            problems.Add(new(text.File, 1, 1, "is empty"));
            return null;
        }

        var header = parser.Record!.Select(h => h.Trim()).ToArray();
        var (_, headerColumns) = Places(parser.RawRecord, 1, header.Length);
        foreach (var repeated in header.GroupBy(h => h).Where(g => g.Count() > 1))
            problems.Add(new(text.File, 1, headerColumns[Array.LastIndexOf(header, repeated.Key)], $"column '{repeated.Key}' stands twice"));
        var rows = new List<PackRow>();
        badQuote = false;
        var (line, counted, at) = (1, 0, parser.RawRecord.Length);
        while (parser.Read())
        {
            // The parser skips blank lines without a word; the text itself tells the line.
            var raw = parser.RawRecord;
            at = text.Text.IndexOf(raw, at, StringComparison.Ordinal);
            line += text.Text.AsSpan(counted, at - counted).Count('\n');
            counted = at;
            at += raw.Length;
            var cells = parser.Record!.Select(c => c.Trim()).ToArray();
            if (badQuote || !IsClosed(raw))
            {
                problems.Add(new(text.File, line, 1, "has a quotation mark that is not closed, or one inside a cell that is not quoted", "write \"…\" around the whole cell and double a quotation mark inside it"));
                badQuote = false;
                continue;
            }

            var (lines, columns) = Places(raw, line, cells.Length);
            if (cells.Length != header.Length)
            {
                problems.Add(new(text.File, line, columns[^1], $"has {cells.Length} cells where the header has {header.Length}", "quote a cell that contains a comma"));
                continue;
            }

            rows.Add(new(line, lines, columns, cells));
        }

        return new(text, header, headerColumns, rows);
    }

    public int IndexOf(string column) => Header.ToList().IndexOf(column);

    /// <summary>Codes of digits that are shorter than the others: a spreadsheet turns 0111 into 111.</summary>
    public void CheckLeadingZeros(int column, Func<PackRow, bool> isWhole, ICollection<LoadProblem> problems)
    {
        var digits = Rows.Where(r => isWhole(r) && r.Cells[column].Length > 0 && r.Cells[column].All(char.IsAsciiDigit)).ToList();
        var width = digits.Select(r => r.Cells[column].Length).DefaultIfEmpty().Max();
        if (!digits.Exists(r => r.Cells[column].Length == width && r.Cells[column][0] == '0'))
            return;
        foreach (var row in digits.Where(r => r.Cells[column].Length < width))
            problems.Add(new(File, row.Lines[column], row.Columns[column], $"code '{row.Cells[column]}' in column {Header[column]} is shorter than the others: a spreadsheet may have dropped its leading zeros", $"write {row.Cells[column].PadLeft(width, '0')}, and format the column as text"));
    }

    private static bool IsClosed(string raw) => raw.AsSpan().Count('"') % 2 == 0;

    /// <summary>Line and column where each cell begins, quotes and line ends inside cells considered.</summary>
    private static (int[] Lines, int[] Columns) Places(string raw, int first, int count)
    {
        var (lines, columns) = (new List<int> { first }, new List<int> { 1 });
        var (quoted, line, start) = (false, first, 0);
        for (var i = 0; i < raw.Length; i++)
        {
            if (raw[i] == '"')
                quoted = !quoted;
            else if (raw[i] == '\n')
                (line, start) = (line + 1, i + 1);
            if (raw[i] != ',' || quoted)
                continue;
            lines.Add(line);
            columns.Add(i + 2 - start);
        }

        while (columns.Count < count)
        {
            lines.Add(lines[^1]);
            columns.Add(columns[^1]);
        }

        return ([.. lines], [.. columns]);
    }
}

/// <summary>One record of a CSV file: the line it begins on, and where each cell begins.</summary>
internal sealed record PackRow(int Line, IReadOnlyList<int> Lines, IReadOnlyList<int> Columns, IReadOnlyList<string> Cells);
