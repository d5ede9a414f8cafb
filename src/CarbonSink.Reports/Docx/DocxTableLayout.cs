namespace CarbonSink.Reports;

/// <summary>How a table fits on paper (表格排版): letters, columns of each part and their widths, from the width of what stands in the cells.</summary>
/// <param name="IsLandscape">Whether it needs a page on its side.</param>
/// <param name="Size">Letters in half points.</param>
/// <param name="Parts">The columns of each part and their widths in twentieths of a point; a table that is too wide even for a page on its side comes in several parts, each of which begins with the stub.</param>
internal sealed record DocxTableLayout(bool IsLandscape, int Size, IReadOnlyList<IReadOnlyList<(int Column, int Width)>> Parts)
{
    /// <summary>Room to each side of a cell.</summary>
    public const int Padding = 60;

    private const double StubName = 7; // ems that a name in the first columns is kept together
    private const double Name = 4;
    private const double LongestWord = 10; // ems; a longer word, such as a hash, is broken
    private const double MostOfStub = 0.4;
    private const double WantedHeading = 8;
    private const double ToWriteIn = 14;
    private const double Bold = 1.17; // bold digits of the widest font that stands in for Times New Roman are .70 em, TextWidth says .60

    private static readonly int[] Sizes = [21, 18, 16];

    /// <summary>Finds the largest letters with which every column has room for its numbers and words; a page on its side where it was asked for or where the upright one is too narrow.</summary>
    public static DocxTableLayout Of(ReportTable table, string language, bool isWide)
    {
        var columns = table.Columns.Select((_, c) => Ems(table, c, language)).ToArray();
        foreach (var isLandscape in isWide ? [true] : (bool[])[false, true])
        {
            foreach (var size in Sizes)
            {
                if (columns.Sum(c => Twips(c.Least, size)) <= DocxForm.TextWidth(isLandscape))
                    return new(isLandscape, size, [Widths(columns, [.. Enumerable.Range(0, columns.Length)], size, DocxForm.TextWidth(isLandscape))]);
            }
        }

        var width = DocxForm.TextWidth(isLandscape: true);
        return new(true, Sizes[^1], [.. Split(table, columns, language, width).Select(p => Widths(columns, p, Sizes[^1], width))]);
    }

    /// <summary>How many leading columns name the rows and are repeated in every part.</summary>
    private static int Stub(ReportTable table, (double Least, double Wanted)[] columns, int width)
    {
        var texts = Math.Max(1, table.Columns.TakeWhile(c => !HtmlTable.IsNumber(c)).Count());
        while (texts > 1 && columns.Take(texts).Sum(c => Twips(c.Least, Sizes[^1])) > MostOfStub * width)
            texts--;
        return texts;
    }

    private static IEnumerable<int[]> Split(ReportTable table, (double Least, double Wanted)[] columns, string language, int width)
    {
        var stub = Enumerable.Range(0, Stub(table, columns, width)).ToArray();
        var room = width - stub.Sum(c => Twips(columns[c].Least, Sizes[^1]));
        for (var from = stub.Length; from < columns.Length;)
        {
            var (end, taken) = (from, 0);
            while (end < columns.Length && (end == from || taken + Twips(columns[end].Least, Sizes[^1]) <= room))
                taken += Twips(columns[end++].Least, Sizes[^1]);
            // Columns below one heading stay together where they fit in one part.
            var group = end;
            while (end < columns.Length && group > from && table.Columns[end].Headings(language) is { Count: > 1 } own && table.Columns[group - 1].Headings(language) is { Count: > 1 } before && before[0] == own[0])
                group--;
            end = group > from ? group : end;
            yield return [.. stub, .. Enumerable.Range(from, end - from)];
            from = end;
        }
    }

    /// <summary>Widths that fill the text area: what each column needs, and of the rest in proportion to what it would like.</summary>
    private static (int Column, int Width)[] Widths((double Least, double Wanted)[] columns, int[] part, int size, int width)
    {
        var least = part.Select(c => (double)Twips(columns[c].Least, size)).ToArray();
        var wanted = part.Select(c => (double)Twips(columns[c].Wanted, size)).ToArray();
        var (needed, liked) = (least.Sum(), wanted.Sum());
        var widths = needed > width ? least.Select(w => w * width / needed)
            : liked <= width ? wanted.Select(w => w * width / liked)
            : least.Zip(wanted, (l, w) => l + ((w - l) * (width - needed) / (liked - needed)));
        var rounded = widths.Select(w => (int)w).ToArray();
        rounded[^1] += width - rounded.Sum();
        return [.. part.Zip(rounded)];
    }

    private static int Twips(double ems, int size) => (int)Math.Ceiling(ems * size * 10) + (2 * Padding);

    /// <summary>Width in ems that a column needs so that no number and no word is broken, and that it would like to have.</summary>
    private static (double Least, double Wanted) Ems(ReportTable table, int column, string language)
    {
        var own = table.Columns[column];
        var headings = own.Headings(language);
        var (least, wanted) = (2.0, 2.0);
        for (var h = 0; h < headings.Count; h++)
            least = Math.Max(least, Bold * Longest(headings[h], 2) / Spanned(table, headings, h, language));
        if (own.Unit.Length > 0)
            least = Math.Max(least, Longest($"({UnitSign.Of(own.Unit, language)})", 2));
        wanted = Math.Max(least, Math.Min(Bold * TextWidth.Of(headings[^1]), WantedHeading));
        if (own.Kind == ReportColumnKind.Text && column > 0 && table.Rows.All(r => r[column].Kind is null))
            wanted = Math.Max(wanted, ToWriteIn);

        for (var r = 0; r < table.Rows.Count; r++)
            Take(table.Rows[r][column], column == 0 ? table.Level(r) : 0);
        if (table.Total is { } total)
            Take(column == 0 && total[0].Kind is null ? (language == "zh" ? "合计" : "Total") : total[column], 0);
        return (least, Math.Max(least, wanted));

        void Take(ReportCell cell, int level)
        {
            var text = HtmlTable.Text(cell, own.Decimals);
            var isNumber = HtmlTable.IsNumber(own);
            foreach (var line in text.Split('\n'))
            {
                var width = Bold * TextWidth.Of(line);
                least = Math.Max(least, level + (isNumber ? width : Bold * Longest(line, column == 0 ? StubName : Name)));
                wanted = Math.Max(wanted, level + width);
            }
        }
    }

    /// <summary>How many neighbours stand below the heading of a row of headings.</summary>
    private static int Spanned(ReportTable table, IReadOnlyList<string> headings, int row, string language) =>
        row == headings.Count - 1 ? 1 : table.Columns.Select(c => c.Headings(language)).Count(o => o.Count > row + 1 && o.Take(row + 1).SequenceEqual(headings.Take(row + 1), StringComparer.Ordinal));

    /// <summary>Width of the longest stretch that should not be broken: a Latin word, or a name of so many ems.</summary>
    private static double Longest(string text, double name)
    {
        var longest = 0.0;
        foreach (var word in text.Split(' ', '\n'))
        {
            longest = Math.Max(longest, Math.Min(TextWidth.Of(word), word.All(IsLatin) ? LongestWord : name));
            var start = 0;
            for (var end = 0; end <= word.Length; end++)
            {
                if (end < word.Length && IsLatin(word[end]))
                    continue;
                longest = Math.Max(longest, Math.Min(TextWidth.Of(word[start..end]), LongestWord));
                start = end + 1;
            }
        }

        return longest;
    }

    private static bool IsLatin(char letter) => letter is < '\u2E80' or >= '\uFF00';
}
