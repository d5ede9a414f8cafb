using System.Globalization;

namespace CarbonSink.Reports;

/// <summary>A report table as an HTML table (网页表格): caption, one or more rows of headings with scope, numbers to the right with the decimals of their column, rows under others set in, subtotals bold, the total in the foot. A text cell's lines after the first are small print.</summary>
public static class HtmlTable
{
    private const double WidestName = 16; // ems; a longer one may break anywhere
    private const int LongestWord = 30;
    private const int LongestCode = 14; // a shorter code with a hyphen stays on one line
    private const int Indent = 1; // ems for each level
    private const int MostShortRows = 9; // so few stay on one page

    /// <summary>Checks the table's sums and writes it.</summary>
    /// <param name="html">Where to.</param>
    /// <param name="table">The table.</param>
    /// <param name="language">"zh" or "en".</param>
    /// <param name="caption">Its number and title.</param>
    /// <exception cref="Estimation.SumMismatchException">The rows do not add up to the total; nothing was written.</exception>
    public static void Write(MarkupWriter html, ReportTable table, string language, string caption)
    {
        table.CheckSums();
        using (html.Open("table", ("class", $"{(table.Rows.Count <= MostShortRows ? "short" : "")} {(table.Columns.Count > 9 ? "wide wider" : table.Columns.Count > 7 ? "wide" : "")}".Trim() is { Length: > 0 } kinds ? kinds : null), ("id", $"t-{table.Id}")))
        {
            html.Element("caption", caption);
            var headings = HeadingGrid.Of(table.Columns, language);
            if (headings.Count > 1)
            {
                foreach (var group in headings[0])
                    html.Element("colgroup", "", ("span", Text(group.Columns)));
            }

            using (html.Open("thead"))
            {
                foreach (var row in headings)
                    WriteHeadings(html, table, row, language);
            }

            var subtotals = table.Sums.Select(s => s.Row).ToHashSet();
            using (html.Open("tbody"))
            {
                foreach (var (place, row) in table.Rows.Index())
                    WriteRow(html, table, row, table.Level(place), subtotals.Contains(place), null);
            }

            if (table.Total is not { } total)
                return;
            using (html.Open("tfoot"))
                WriteRow(html, table, total, 0, isSubtotal: false, language == "zh" ? "合计" : "Total");
        }
    }

    /// <summary>A cell as people read it; a missing value is a dash.</summary>
    public static string Text(ReportCell cell, int decimals) => cell.Kind switch
    {
        null => "—",
        ReportColumnKind.Text => cell.Text!,
        ReportColumnKind.Count => Number(cell.Count, 0),
        _ => Number(cell.Number, decimals),
    };

    /// <summary>A number with thousands separators, a true minus sign and no minus before zero.</summary>
    public static string Number(double number, int decimals)
    {
        var text = number.ToString($"N{decimals}", CultureInfo.InvariantCulture);
        return text[0] != '-' ? text : text.AsSpan().ContainsAnyInRange('1', '9') ? $"\u2212{text[1..]}" : text[1..];
    }

    private static void WriteHeadings(MarkupWriter html, ReportTable table, IReadOnlyList<HeadingCell> row, string language)
    {
        using (html.Open("tr"))
        {
            foreach (var cell in row)
            {
                // A group of columns in HTML is one of the outermost; a heading below it names the columns it spans.
                var scope = cell is { Row: 0, IsOwn: false } ? "colgroup" : "col";
                var kind = cell.IsOwn && IsNumber(table.Columns[cell.Column]) ? "n" : null;
                using (html.Open("th", ("scope", scope), ("class", kind), ("colspan", Span(cell.Columns)), ("rowspan", Span(cell.Rows)), ("style", cell.IsOwn ? null : "text-align:center")))
                {
                    html.Text(cell.Text);
                    if (!cell.IsOwn || table.Columns[cell.Column].Unit.Length == 0)
                        continue;
                    html.Empty("br");
                    html.Element("span", UnitSign.Of(table.Columns[cell.Column].Unit, language), ("class", "unit"));
                }
            }
        }
    }

    private static void WriteRow(MarkupWriter html, ReportTable table, IReadOnlyList<ReportCell> row, int level, bool isSubtotal, string? total)
    {
        using (html.Open("tr"))
        {
            for (var c = 0; c < row.Count; c++)
            {
                var column = table.Columns[c];
                var isText = column.Kind == ReportColumnKind.Text;
                var text = c == 0 && isText && total is not null ? total : total is not null && row[c].Kind is null ? string.Empty : Text(row[c], column.Decimals);
                var isHeading = c == 0 && isText;
                var isSerial = column.Key is "serial" or "serials";
                var kind = IsNumber(column) ? "n" : !isSerial && IsLong(text, isHeading) ? "long" : (text.Length <= LongestCode && text.All(char.IsAscii)) || IsTime(text) ? "tight" : null;
                using (html.Open(isHeading ? "th" : "td", ("scope", isHeading ? "row" : null), ("class", kind), ("style", isHeading && level > 0 ? $"padding-left:{Text(Indent * level)}em" : null)))
                {
                    if (isSerial)
                        WriteSerials(html, text);
                    else if (!isSubtotal)
                        WriteLines(html, text);
                    else
                        using (html.Open("b"))
                            WriteLines(html, text);
                }
            }
        }
    }

    private static string? Span(int cells) => cells == 1 ? null : Text(cells);

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);

    /// <summary>Whether a column is set to the right: one of numbers, or of the formatted values of several figures.</summary>
    internal static bool IsNumber(ReportColumn column) => column.Kind != ReportColumnKind.Text || column.Key == "value";

    private static bool IsLong(string text, bool isHeading) =>
        (isHeading && TextWidth.Of(text) > WidestName) || text.Split([' ', '\n']).Any(w => w.Length > LongestWord && w.All(char.IsAscii));

    /// <summary>A moment, yyyy-MM-dd HH:mm:ss: it stays on one line.</summary>
    private static bool IsTime(string text) => DateTime.TryParseExact(text, "yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture, DateTimeStyles.None, out _);

    /// <summary>Serials, each on a line of its own; where one is too long it goes on after a slash, never within an id or a range.</summary>
    private static void WriteSerials(MarkupWriter html, string text)
    {
        foreach (var (i, serial) in text.Split(' ').Index())
        {
            if (i > 0)
                html.Empty("br");
            var parts = serial.Split('/');
            for (var p = 0; p < parts.Length; p++)
            {
                if (p > 0)
                    html.Empty("wbr");
                html.Element("span", p < parts.Length - 1 ? parts[p] + "/" : parts[p], ("class", "tight"));
            }
        }
    }

    private static void WriteLines(MarkupWriter html, string text)
    {
        var end = text.IndexOf('\n', StringComparison.Ordinal);
        html.Text(end < 0 ? text : text[..end]);
        if (end < 0)
            return;
        html.Empty("br");
        html.Element("small", text[(end + 1)..]);
    }
}
