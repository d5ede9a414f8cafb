namespace CarbonSink.Methodologies.Packs;

/// <summary>A cell of a Markdown table: its text without backticks, and where it stands.</summary>
internal sealed record MarkdownCell(string Text, int Line, int Column);

/// <summary>A Markdown table under a heading of METHOD.md.</summary>
internal sealed class MarkdownTable(string name, int line, IReadOnlyList<MarkdownCell> header, IReadOnlyList<IReadOnlyList<MarkdownCell>> rows)
{
    public string Name => name;

    public int Line => line;

    public IReadOnlyList<IReadOnlyList<MarkdownCell>> Rows => rows;

    /// <summary>The cell of a row in a named column; an empty cell where the column was left out.</summary>
    public MarkdownCell Cell(IReadOnlyList<MarkdownCell> row, string column)
    {
        for (var i = 0; i < header.Count && i < row.Count; i++)
            if (header[i].Text == column)
                return row[i];
        return new(string.Empty, row.Count > 0 ? row[0].Line : line, 1);
    }

    /// <summary>Finds the tables under level-two headings; the first table after a heading counts, the rest is prose. Every table but the optional one must be there.</summary>
    public static IReadOnlyDictionary<string, MarkdownTable> Read(PackText text, IReadOnlyDictionary<string, string[]> columns, string optional, ICollection<LoadProblem> problems)
    {
        var found = new Dictionary<string, MarkdownTable>(StringComparer.Ordinal);
        var lines = text.Text.Split('\n');
        string? heading = null;
        for (var i = 0; i < lines.Length; i++)
        {
            if (lines[i].StartsWith("## ", StringComparison.Ordinal))
                heading = lines[i][3..].Trim();
            if (heading is null || !columns.TryGetValue(heading, out var allowed) || !lines[i].TrimStart().StartsWith('|'))
                continue;
            if (found.ContainsKey(heading))
            {
                problems.Add(new(text.File, i + 1, 1, $"a second table stands under '## {heading}'"));
                heading = null;
                continue;
            }

            var header = Cells(lines[i], i + 1);
            foreach (var cell in header.Where(c => !allowed.Contains(c.Text)))
                problems.Add(new(text.File, cell.Line, cell.Column, $"'{cell.Text}' is no column of {heading}", $"columns are {string.Join(", ", allowed)}"));
            var (start, rows) = (i, new List<IReadOnlyList<MarkdownCell>>());
            if (i + 1 >= lines.Length || !Cells(lines[i + 1], i + 2).TrueForAll(c => c.Text.Length > 0 && c.Text.All(x => x is '-' or ':')) || Cells(lines[i + 1], i + 2).Count != header.Count)
            {
                // Without this check the first row would be skipped in silence.
                problems.Add(new(text.File, i + 2, 1, $"the header of {heading} must be followed by a line |---|---| of {header.Count} cells"));
                i--;
            }

            for (i += 2; i < lines.Length && lines[i].TrimStart().StartsWith('|'); i++)
            {
                var row = Cells(lines[i], i + 1);
                if (row.Count != header.Count)
                    problems.Add(new(text.File, i + 1, 1, $"has {row.Count} cells where the header of {heading} has {header.Count}", "a row begins and ends with |; a | inside a cell stands in backticks"));
                rows.Add(row);
            }

            found[heading] = new(heading, start + 1, header, rows);
            i--;
        }

        foreach (var missing in columns.Keys.Where(k => k != optional && !found.ContainsKey(k)))
            problems.Add(new(text.File, 1, 1, $"has no table '## {missing}'"));
        return found;
    }

    private static List<MarkdownCell> Cells(string line, int number)
    {
        var cells = new List<MarkdownCell>();
        var (start, quoted) = (line.IndexOf('|', StringComparison.Ordinal) + 1, false);
        for (var i = start; i < line.Length; i++)
        {
            if (line[i] == '`')
                quoted = !quoted;
            if (line[i] != '|' || quoted)
                continue;
            var (from, to) = (start, i);
            while (from < to && (char.IsWhiteSpace(line[from]) || line[from] == '`'))
                from++;
            while (to > from && (char.IsWhiteSpace(line[to - 1]) || line[to - 1] == '`'))
                to--;
            cells.Add(new(line[from..to], number, from + 1));
            start = i + 1;
        }

        return cells;
    }
}
