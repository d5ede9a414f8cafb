namespace CarbonSink.Reports;

/// <summary>A heading as one merged cell (合并表头).</summary>
/// <param name="Text">What it says.</param>
/// <param name="Row">Its row, from 0 at the top.</param>
/// <param name="Column">Its first column, from 0.</param>
/// <param name="Rows">How many rows it covers.</param>
/// <param name="Columns">How many columns it covers.</param>
/// <param name="IsOwn">Whether it is the heading of one column, below which the figures stand; otherwise it stands over several.</param>
internal sealed record HeadingCell(string Text, int Row, int Column, int Rows, int Columns, bool IsOwn);

/// <summary>The rows of headings of a table (多级表头): equal headings side by side under the same heading are one cell, and the heading of a column that ends early reaches down.</summary>
internal static class HeadingGrid
{
    /// <summary>The cells that begin in each row, from the top.</summary>
    public static IReadOnlyList<IReadOnlyList<HeadingCell>> Of(IReadOnlyList<ReportColumn> columns, string language)
    {
        var names = columns.Select(c => c.Headings(language)).ToArray();
        var depth = names.Max(n => n.Count);
        return [.. Enumerable.Range(0, depth).Select(r => Row(names, r, depth))];
    }

    private static List<HeadingCell> Row(IReadOnlyList<string>[] names, int row, int depth)
    {
        var cells = new List<HeadingCell>();
        for (var c = 0; c < names.Length;)
        {
            var (last, span) = (names[c].Count - 1, 1);
            while (row < last && c + span < names.Length && IsUnderSame(names[c], names[c + span], row))
                span++;
            if (row <= last)
                cells.Add(new(names[c][row], row, c, row == last ? depth - row : 1, span, row == last));
            c += span;
        }

        return cells;
    }

    private static bool IsUnderSame(IReadOnlyList<string> left, IReadOnlyList<string> right, int row) =>
        right.Count > row + 1 && left.Take(row + 1).SequenceEqual(right.Take(row + 1), StringComparer.Ordinal);
}
