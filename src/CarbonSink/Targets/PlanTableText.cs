using System.Globalization;
using System.Text.RegularExpressions;

namespace CarbonSink.Targets;

/// <summary>A table of indicators with its columns known (指标表): rows have a cell for each column; what could not be put into columns is left over.</summary>
/// <param name="Title">Caption, or blank.</param>
/// <param name="Columns">Its columns.</param>
/// <param name="Rows">Rows below the headings, with the line each begins on.</param>
/// <param name="Odd">Rows whose cells do not fit the columns.</param>
/// <param name="Lines">Lines of text that belong to it, none for a table that the file marks.</param>
internal sealed record IndicatorTable(string Title, IReadOnlyList<PlanTableColumn> Columns, IReadOnlyList<(int Line, IReadOnlyList<string> Cells)> Rows, IReadOnlyList<(int Line, IReadOnlyList<string> Cells)> Odd, IReadOnlyList<int> Lines);

/// <summary>Finds tables of indicators within plain text (正文里的指标表): pipes, tabs, spaces, or one cell per line as web pages are copied.</summary>
internal static partial class PlanTableText
{
    private const int LongestCell = 40;
    private const int LongestName = 12;
    private const int MostColumns = 24;

    private static readonly string[] Others = ["|", "｜", "│", "\t", "  ", "\u3000", "\u00a0"];

    private static readonly char[] Marks = ['，', ',', '；', ';', '、', '/', '\\', '*', '#', '&', '·'];

    /// <summary>The tables, in the order of the text.</summary>
    /// <param name="document">The text.</param>
    /// <param name="frame">Tells lines of the page that it was published on, which may stand between rows.</param>
    /// <param name="isName">Whether a name cell is an indicator's: where names are broken over lines.</param>
    public static IReadOnlyList<IndicatorTable> Find(PlanDocument document, PlanFrame frame, Predicate<string> isName)
    {
        PlanLine[] lines = [.. document.Lines.Where(l => !(frame.IsNavigation(l.Number) && PlanCell.Parse(l.Text) is null && !PlanCell.IsBlank(l.Text) && !Above().IsMatch(l.Text)))];
        var tables = new List<IndicatorTable>();
        for (var at = 0; at < lines.Length;)
        {
            if (Headings(lines, at) is not var (columns, isPerLine, next, mark))
            {
                at++;
                continue;
            }

            var body = new List<(int Line, List<string> Cells)>();
            while (next < lines.Length && CellsOf(lines[next].Text, mark) is var cells && !Ends(lines, next, cells, isPerLine, columns.Count, mark))
            {
                if (cells.Count > 0 && !Rule().IsMatch(lines[next].Text))
                    body.Add((lines[next].Number, cells));
                next++;
            }

            var (rows, odd) = PlanTableRows.Of(columns, body, isName);
            if (rows.Concat(odd).Any(r => r.Cells.Any(c => PlanCell.Parse(c) is not null)))
            {
                var last = Math.Max(at, next - 1);
                while (last > at && string.IsNullOrWhiteSpace(lines[last].Text))
                    last--;
                tables.Add(new(TitleBefore(lines, at), columns, rows, odd, [.. Enumerable.Range(at, last - at + 1).Select(i => lines[i].Number)]));
            }

            at = Math.Max(next, at + 1);
        }

        return tables;
    }

    /// <summary>The cells of a line: between pipes, tabs, or several spaces; one where there are none of these.</summary>
    /// <param name="line">The line.</param>
    /// <param name="mark">Another sign between the cells of this table, or null.</param>
    public static List<string> CellsOf(string line, char? mark = null)
    {
        var text = line.Trim(' ', '\u3000', '\r', '\ufeff', '\u00a0');
        if (text.Length == 0)
            return [];
        if (mark == ' ')
            return [.. Together(text).Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)];
        if (mark is { } between && text.Contains(between))
            return [.. text.Split(between).Select(c => c.Trim())];
        if (text.Count(c => c is '|' or '｜' or '│') >= 2)
            return [.. text[(IsPipe(text[0]) ? 1 : 0)..(IsPipe(text[^1]) ? ^1 : ^0)].Split(['|', '｜', '│']).Select(c => c.Trim())];
        if (line.Contains('\t', StringComparison.Ordinal))
            return [.. line.TrimEnd('\r', '\n').Split('\t').Select(c => c.Trim())];
        text = Together(text);
        string[] parts = [.. Gap().Split(text).Select(c => c.Trim()).Where(c => c.Length > 0)];
        if (parts.Length > 1)
            return [.. parts];
        var words = text.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        return words.Length > 2 && text.Length < 120 && (words.All(w => PlanTableColumn.Of(w) is not null) || LooksLikeRow(words)) ? [.. words] : [text];
    }

    private static bool IsPipe(char c) => c is '|' or '｜' or '│';

    /// <summary>A sign belongs to the number behind it.</summary>
    private static string Together(string text) => Sign().Replace(text, "$1");

    /// <summary>A line copied from a page with single spaces: number, name, unit, values.</summary>
    private static bool LooksLikeRow(string[] words) =>
        words.Count(PlanCell.IsNumber) >= 2 && words.All(w => w.Length <= 30) && (PlanUnit.IsUnit(words[^1]) || PlanTableRows.IsProperty(words[^1]) || PlanCell.IsNumber(words[^1]) || PlanCell.IsBlank(words[^1])) && words.All(w => !w.AsSpan().ContainsAny('，', '。', '；'));

    /// <summary>A sign that stands between headings and nothing but headings, or null.</summary>
    private static char? MarkOf(string line)
    {
        foreach (var mark in Marks)
            if (line.Split(mark) is { Length: > 2 and <= MostColumns } parts && Array.TrueForAll(parts, p => p.Trim().Length == 0 || PlanTableColumn.Of(p) is not null))
                return mark;
        return null;
    }

    private static (List<PlanTableColumn> Columns, bool IsPerLine, int Next, char? Mark)? Headings(PlanLine[] lines, int at)
    {
        var first = CellsOf(lines[at].Text);
        char? mark = first.Count == 1 ? MarkOf(first[0]) : Array.TrueForAll(Others, o => !lines[at].Text.Trim().Contains(o, StringComparison.Ordinal)) ? ' ' : null;
        if (mark is not null)
            first = CellsOf(lines[at].Text, mark);
        if (first.Count == 0 || (!Heads(first) && first.Exists(c => c.Length > 0 && PlanTableColumn.Of(c) is null)))
            return null;
        var isPerLine = first.Count == 1;
        var grid = new List<List<string>> { first };
        var next = at + 1;
        for (; next < lines.Length && grid.Sum(g => g.Count) <= MostColumns; next++)
        {
            var cells = CellsOf(lines[next].Text, mark);
            if (cells.Count == 0 || Rule().IsMatch(lines[next].Text))
                continue;
            if (cells.Exists(c => c.Length > 0 && PlanTableColumn.Of(c) is null) || (isPerLine && cells.Count > 1) || cells.TrueForAll(c => c.Length == 0))
                break;
            grid.Add(cells);
        }

        var columns = isPerLine ? PlanTableHeadings.OfStream([.. grid.SelectMany(g => g).Where(c => c.Length > 0)]) : PlanTableHeadings.OfGrid(grid);
        return columns is not null && columns.Count >= (isPerLine ? 3 : 2) ? (columns, isPerLine, next, mark) : null;
    }

    /// <summary>Whether cells of one line head a table of indicators by themselves, whatever other columns there are.</summary>
    private static bool Heads(List<string> cells) =>
        cells.Count > 2 && cells.TrueForAll(c => c.Length <= LongestCell) && cells.ConvertAll(PlanTableColumn.Of) is var known && ((known.Exists(c => c?.Kind == PlanColumnKind.Name) && known.Exists(c => c is { Kind: PlanColumnKind.Value }) && 2 * known.Count(c => c is not null) > cells.Count)
            || (known.Exists(c => c?.Kind == PlanColumnKind.Place) && cells.TrueForAll(c => c.Length > 0 && !PlanCell.IsNumber(c)) && cells.Exists(c => PlanTableColumn.YearsOf(c).Year is not null && PlanTableColumn.Of(c) is null)));

    /// <summary>Whether a line is no longer part of the table: a section, a sentence, the headings of the next table, or words after the last row.</summary>
    private static bool Ends(PlanLine[] lines, int at, List<string> cells, bool isPerLine, int width, char? mark)
    {
        var line = lines[at].Text;
        if (cells.Count == 0 || Rule().IsMatch(line))
            return false;
        if (Section().IsMatch(line.TrimStart()) || cells.Exists(c => c.Length > LongestCell && c.AsSpan().ContainsAny('。', '；', '，')) || Headings(lines, at) is not null)
            return true;
        if (mark == ' ' && cells.Exists(c => c.AsSpan().ContainsAny('。', '；', '，')))
            return true;
        if (isPerLine)
            return cells.Count > width || (cells.Count == 1 && (cells[0].EndsWith('。') || (cells[0].Length > LongestName && cells[0].AsSpan().ContainsAny('，', '；'))));
        return cells.Count == 1 && (cells[0].Length > LongestCell || cells[0].EndsWith('。') || !lines.Skip(at + 1).Take(2).Any(l => CellsOf(l.Text, mark).Count > 1));
    }

    private static string TitleBefore(PlanLine[] lines, int at)
    {
        for (var i = at - 1; i >= 0 && i >= at - 4; i--)
            if (lines[i].Text.Trim() is { Length: > 0 } text)
            {
                if (text.Length <= LongestCell && (text.Contains('表', StringComparison.Ordinal) || text.Contains("指标", StringComparison.Ordinal) || text.Contains("专栏", StringComparison.Ordinal) || text.Contains("目标", StringComparison.Ordinal)))
                    return text;
                if (!text.Contains("单位", StringComparison.Ordinal))
                    return "";
            }

        return "";
    }

    [GeneratedRegex(@"[\u3000\u00a0]+| {2,}", RegexOptions.CultureInvariant)]
    private static partial Regex Gap();

    [GeneratedRegex(@"[>＞]\s*[0-9]|[|｜│\t]", RegexOptions.CultureInvariant)]
    private static partial Regex Above();

    [GeneratedRegex(@"([≥≤><＞＜≧≦=])\s+(?=[0-9])", RegexOptions.CultureInvariant)]
    private static partial Regex Sign();

    [GeneratedRegex(@"^[\s|+:=｜─-]*[-─=]{2,}[\s|+:=｜─-]*$", RegexOptions.CultureInvariant)]
    private static partial Regex Rule();

    [GeneratedRegex(@"^([一二三四五六七八九十]+、|[(（][一二三四五六七八九十]+[)）]|第[一二三四五六七八九十0-9]+[章节条]|注[:：]|注\d|数据来源|备注[:：]|资料来源)", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex Section();
}
