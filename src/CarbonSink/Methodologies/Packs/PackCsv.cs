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

    /// <summary>Parses; rows with a wrong number of cells and repeated header names become problems.</summary>
    public static PackCsv? Parse(PackText text, ICollection<LoadProblem> problems)
    {
        using var reader = new StringReader(text.Text);
        using var parser = new CsvParser(reader, new CsvConfiguration(CultureInfo.InvariantCulture) { BadDataFound = null, IgnoreBlankLines = true, NewLine = "\n" });
        if (!parser.Read())
        {
            problems.Add(new(text.File, 1, 1, "is empty"));
            return null;
        }

        var header = parser.Record!.Select(h => h.Trim()).ToArray();
        var headerColumns = Columns(parser.RawRecord, header.Length);
        foreach (var repeated in header.GroupBy(h => h).Where(g => g.Count() > 1))
            problems.Add(new(text.File, 1, headerColumns[Array.LastIndexOf(header, repeated.Key)], $"column '{repeated.Key}' stands twice"));
        var rows = new List<PackRow>();
        var line = 1 + parser.RawRecord.AsSpan().Count('\n');
        while (parser.Read())
        {
            // Blank lines are skipped by the parser but counted in its row number.
            var last = parser.RawRow;
            line = Math.Max(line, last - Math.Max(0, parser.RawRecord.AsSpan().TrimEnd('\n').Count('\n')));
            var columns = Columns(parser.RawRecord, parser.Count);
            if (parser.Count != header.Length)
            {
                problems.Add(new(text.File, line, columns[^1], $"has {parser.Count} cells where the header has {header.Length}", "quote a cell that contains a comma"));
                continue;
            }

            rows.Add(new(line, columns, [.. parser.Record!.Select(c => c.Trim())]));
        }

        return new(text, header, headerColumns, rows);
    }

    public int IndexOf(string column) => Header.ToList().IndexOf(column);

    private static int[] Columns(string raw, int count)
    {
        var columns = new List<int> { 1 };
        var quoted = false;
        for (var i = 0; i < raw.Length; i++)
        {
            if (raw[i] == '"')
                quoted = !quoted;
            else if (raw[i] == ',' && !quoted)
                columns.Add(i + 2);
        }

        while (columns.Count < count)
            columns.Add(columns[^1]);
        return [.. columns];
    }
}

/// <summary>One record of a CSV file.</summary>
internal sealed record PackRow(int Line, IReadOnlyList<int> Columns, IReadOnlyList<string> Cells);
