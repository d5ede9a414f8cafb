using System.Globalization;

namespace CarbonSink.Reports;

public sealed partial class ReportTable
{
    /// <summary>The columns whose figures as printed do not add up to a total, a subtotal or a sum of columns as printed, because each is rounded by itself; the figures themselves add up. Columns of whole numbers are never among them.</summary>
    public IReadOnlyList<ReportColumn> RoundedApart()
    {
        var outermost = total is null ? [] : Outermost();
        return [.. Columns.Where((column, c) => column.Kind == ReportColumnKind.Sum && (
            sums.Any(s => IsApart(rows[s.Row][c], column, s.Parts.Select(r => (rows[r][c], column))))
            || (total is not null && IsApart(total[c], column, outermost.Select(r => (rows[r][c], column))))
            || (column.Parts.Count > 0 && IsApart(column, c))))];
    }

    /// <summary>The remark on columns that are <see cref="RoundedApart"/>, in the language asked for ("zh" or "en"); null where there are none.</summary>
    public string? RoundingNote(string language)
    {
        var apart = RoundedApart();
        if (apart.Count == 0)
            return null;
        var isChinese = language == "zh";
        var isAll = apart.Count > 1 && apart.Count == Columns.Count(c => c.Kind == ReportColumnKind.Sum);
        var names = isAll ? [isChinese ? "各求和列" : "all columns that add up"] : apart.Select(c => string.Join(isChinese ? "·" : ": ", c.Headings(language)));
        return isChinese
            ? $"四舍五入后分项之和与合计可能相差末位：{string.Join("、", names)}。"
            : $"Rounded figures may differ from their rounded total in the last digit: {string.Join("; ", names)}.";
    }

    private bool IsApart(ReportColumn column, int place)
    {
        var parts = PartsOf(column);
        return (total is null ? rows : rows.Append(total)).Any(row => IsApart(row[place], column, parts.Select(p => (row[p], Columns[p]))));
    }

    private static bool IsApart(ReportCell whole, ReportColumn column, IEnumerable<(ReportCell Cell, ReportColumn Column)> parts) =>
        whole.Kind is not null && Printed(whole, column) != parts.Sum(p => Printed(p.Cell, p.Column));

    /// <summary>A figure as it is printed: rounded as <see cref="HtmlTable.Number"/> does it.</summary>
    private static decimal Printed(ReportCell cell, ReportColumn column) => cell.Kind is null
        ? 0
        : decimal.Parse(cell.Number.ToString($"F{(cell.Kind == ReportColumnKind.Count ? 0 : column.Decimals)}", CultureInfo.InvariantCulture), CultureInfo.InvariantCulture);
}
