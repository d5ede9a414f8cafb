using System.Globalization;

namespace CarbonSink.Reports;

/// <summary>A report table as an HTML table (网页表格): caption, headings with scope, numbers to the right with the decimals of their column, the total in the foot. A text cell's lines after the first are small print.</summary>
public static class HtmlTable
{
    private const double WidestName = 16; // ems; a longer one may break anywhere
    private const int LongestWord = 30;
    private const int LongestCode = 14; // a shorter code with a hyphen stays on one line
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
            using (html.Open("thead"))
            using (html.Open("tr"))
            {
                foreach (var column in table.Columns)
                    WriteHeading(html, column, language);
            }

            using (html.Open("tbody"))
            {
                foreach (var row in table.Rows)
                    WriteRow(html, table, row, null);
            }

            if (table.Total is not { } total)
                return;
            using (html.Open("tfoot"))
                WriteRow(html, table, total, language == "zh" ? "合计" : "Total");
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

    private static void WriteHeading(MarkupWriter html, ReportColumn column, string language)
    {
        using (html.Open("th", ("scope", "col"), ("class", IsNumber(column) ? "n" : null)))
        {
            html.Text(language == "zh" ? column.Zh : column.En);
            if (column.Unit.Length == 0)
                return;
            html.Empty("br");
            html.Element("span", UnitSign.Of(column.Unit, language), ("class", "unit"));
        }
    }

    private static void WriteRow(MarkupWriter html, ReportTable table, IReadOnlyList<ReportCell> row, string? total)
    {
        using (html.Open("tr"))
        {
            for (var c = 0; c < row.Count; c++)
            {
                var column = table.Columns[c];
                var isText = column.Kind == ReportColumnKind.Text;
                var text = c == 0 && isText && total is not null ? total : total is not null && row[c].Kind is null ? string.Empty : Text(row[c], column.Decimals);
                var isHeading = c == 0 && isText;
                using (html.Open(isHeading ? "th" : "td", ("scope", isHeading ? "row" : null), ("class", IsNumber(column) ? "n" : IsLong(text, isHeading) ? "long" : text.Length <= LongestCode && text.All(char.IsAscii) ? "tight" : null)))
                    WriteLines(html, text);
            }
        }
    }

    /// <summary>Whether a column is set to the right: one of numbers, or of the formatted values of several figures.</summary>
    internal static bool IsNumber(ReportColumn column) => column.Kind != ReportColumnKind.Text || column.Key == "value";

    private static bool IsLong(string text, bool isHeading) =>
        (isHeading && TextWidth.Of(text) > WidestName) || text.Split([' ', '\n']).Any(w => w.Length > LongestWord && w.All(char.IsAscii));

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
