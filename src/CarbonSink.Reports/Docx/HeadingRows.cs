namespace CarbonSink.Reports;

/// <summary>A cell of the heading of a table: where it begins and how many columns and rows it takes.</summary>
/// <param name="Row">First row, from 0.</param>
/// <param name="Column">First column, by its place in the columns asked for.</param>
/// <param name="Rows">Rows it takes.</param>
/// <param name="Columns">Columns it takes.</param>
/// <param name="Text">What it says.</param>
internal sealed record HeadingCell(int Row, int Column, int Rows, int Columns, string Text)
{
    /// <summary>Whether it is a column's own heading, below which the cells begin.</summary>
    public required bool IsOwn { get; init; }
}

/// <summary>The rows of headings of a table (多级表头): equal neighbours under the same heading are one cell, a heading that ends early reaches down to the cells.</summary>
internal static class HeadingRows
{
    /// <summary>The cells, by row and column.</summary>
    public static IReadOnlyList<HeadingCell> Of(IReadOnlyList<ReportColumn> columns, string language)
    {
        var headings = columns.Select(c => c.Headings(language)).ToArray();
        var depth = headings.Max(h => h.Count);
        var cells = new List<HeadingCell>();
        for (var row = 0; row < depth; row++)
        {
            for (var c = 0; c < headings.Length;)
            {
                var own = headings[c];
                var end = c + 1;
                if (row >= own.Count)
                {
                    c = end;
                    continue;
                }

                var isOwn = row == own.Count - 1;
                while (!isOwn && end < headings.Length && headings[end].Count > row + 1 && headings[end].Take(row + 1).SequenceEqual(own.Take(row + 1), StringComparer.Ordinal))
                    end++;
                cells.Add(new(row, c, isOwn ? depth - row : 1, end - c, own[row]) { IsOwn = isOwn });
                c = end;
            }
        }

        return cells;
    }
}
