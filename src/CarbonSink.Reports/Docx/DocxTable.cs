using System.Xml.Linq;

namespace CarbonSink.Reports;

/// <summary>Report tables as tables of a text document (三线表): headings that repeat on every page, numbers to the right with the decimals of their column, rows that stay whole.</summary>
internal sealed class DocxTable(DocxForm form, DocxReferences references)
{
    private const int MostShortRows = 9; // so few stay on one page
    private const int IndentOfLevel = 10; // twentieths of a point for each half point of the letters: one letter
    private const int HeightOfForm = 454; // 8 mm to write in

    /// <summary>The caption, the table in one or more parts, and its notes; every table is followed by a paragraph.</summary>
    public IEnumerable<XElement> Of(TableBlock block, DocxTableLayout layout)
    {
        block.Table.CheckSums();
        for (var part = 0; part < layout.Parts.Count; part++)
        {
            yield return Caption(block, part);
            if (form.Layout == ReportLayout.Tables && CommonUnit(block.Table) is { } unit)
                yield return DocxText.Plain("UnitLine", form.IsChinese ? $"单位：{unit}" : $"Unit: {unit}");
            yield return Table(block, layout, layout.Parts[part]);
            yield return W.P("Gap");
        }

        foreach (var note in block.Remarks(form.Language))
            yield return DocxText.Plain("Note", note);
        if (form.Layout == ReportLayout.Tables)
            yield return DocxText.Plain("Note", form.IsChinese ? "填表人：　　　　　　　　审核人：　　　　　　　　填表日期：　　　　年　　月　　日" : "Filled in by:                              Checked by:                              Date:");
    }

    private XElement Caption(TableBlock block, int part)
    {
        var title = block.Table.Title(form.Language);
        var key = block.Key is { } k ? DocxText.Key(k) : null;
        if (part == 0)
            return W.P("Caption", references.Marked(block, references.Counted(block.Number)), W.R(form.IsChinese ? $"　{title}" : $". {title}"), key);
        var number = block.Anchor.Length == 0 ? [W.R(block.Number)] : references.To(block.Anchor, block.Number);
        return W.P("Caption", number, W.R(form.IsChinese ? $"　{title}（续）" : $". {title} (continued)"), key);
    }

    /// <summary>The unit of all columns that have one, where it is the same.</summary>
    private string? CommonUnit(ReportTable table)
    {
        var units = table.Columns.Select(c => c.Unit).Where(u => u.Length > 0).Distinct(StringComparer.Ordinal).ToList();
        return units.Count == 1 ? UnitSign.Of(units[0], form.Language) : null;
    }

    private XElement Table(TableBlock block, DocxTableLayout layout, IReadOnlyList<(int Column, int Width)> part)
    {
        var table = block.Table;
        var sums = table.Sums.Select(s => s.Row).ToHashSet();
        var widths = part.Select(p => p.Width).ToArray();
        var last = table.Rows.Count - 1;
        var isShort = table.Rows.Count <= MostShortRows;
        var rows = Headings(block, layout, part).ToList();
        for (var r = 0; r <= last; r++)
        {
            var isKept = isShort ? r < last || table.Total is not null : r == 0 || (r == last && table.Total is not null) || (r == last - 1);
            rows.Add(Row(block, layout, part, table.Rows[r], table.Level(r), null, new(sums.Contains(r), isKept, r == 0 ? 6 : 0)));
        }

        if (table.Total is { } total)
            rows.Add(Row(block, layout, part, total, 0, form.IsChinese ? "合计" : "Total", new(true, false, 6)));
        return W.E(
            "tbl",
            W.E(
                "tblPr", W.Val("tblStyle", "ThreeLines"), W.E("tblW", W.A("w", widths.Sum()), W.A("type", "dxa")), W.Val("jc", "center"),
                block.IsForm ? W.E("tblBorders", ((string[])["top", "left", "bottom", "right", "insideH", "insideV"]).Select(s => Line(s, s.StartsWith("inside", StringComparison.Ordinal) ? 4 : 8))) : null,
                W.E("tblLayout", W.A("type", "fixed")), W.E("tblLook", W.A("val", "0020")), W.Val("tblCaption", table.Title(form.Language)), block.Trace.Length == 0 ? null : W.Val("tblDescription", W.Clean(block.Trace))),
            W.E("tblGrid", widths.Select(w => W.E("gridCol", W.A("w", w)))),
            rows);
    }

    private IEnumerable<XElement> Headings(TableBlock block, DocxTableLayout layout, IReadOnlyList<(int Column, int Width)> part)
    {
        var columns = part.Select(p => block.Table.Columns[p.Column]).ToArray();
        var cells = HeadingGrid.Of(columns, form.Language).SelectMany(r => r).ToList();
        var depth = cells.Max(c => c.Row + c.Rows);
        for (var row = 0; row < depth; row++)
        {
            yield return W.E(
                "tr", W.E("trPr", W.E("cantSplit"), W.E("tblHeader")),
                cells.Where(c => c.Row <= row && row < c.Row + c.Rows).OrderBy(c => c.Column).Select(c => W.E(
                    "tc",
                    W.E(
                        "tcPr", W.E("tcW", W.A("w", part.Skip(c.Column).Take(c.Columns).Sum(p => p.Width)), W.A("type", "dxa")),
                        c.Columns > 1 ? W.Val("gridSpan", c.Columns) : null,
                        c.Rows == 1 ? null : c.Row == row ? W.Val("vMerge", "restart") : W.E("vMerge"),
                        row == c.Row + c.Rows - 1 && !block.IsForm ? W.E("tcBorders", Line("bottom", row == depth - 1 ? 6 : 4)) : null,
                        W.Val("vAlign", "center")),
                    c.Row == row ? HeadingText(block, layout, c, columns[c.Column]) : Kept(layout.Size, "center", isKept: true, []))));
        }
    }

    private IEnumerable<XElement> HeadingText(TableBlock block, DocxTableLayout layout, HeadingCell cell, ReportColumn column)
    {
        yield return Kept(layout.Size, "center", isKept: true, [W.R(cell.Text, W.E("b"), Size(layout.Size))]);
        if (cell.IsOwn && column.Unit.Length > 0 && (form.Layout != ReportLayout.Tables || CommonUnit(block.Table) is null))
            yield return Kept(layout.Size, "center", isKept: true, [W.R($"({UnitSign.Of(column.Unit, form.Language)})", Size(layout.Size - 2))]);
    }

    private sealed record RowLook(bool IsBold, bool IsKept, int LineAbove);

    private static XElement Row(TableBlock block, DocxTableLayout layout, IReadOnlyList<(int Column, int Width)> part, IReadOnlyList<ReportCell> row, int level, string? total, RowLook look) => W.E(
        "tr", W.E("trPr", W.E("cantSplit"), block.IsForm ? W.E("trHeight", W.A("val", HeightOfForm), W.A("hRule", "atLeast")) : null),
        part.Select(p =>
        {
            var column = block.Table.Columns[p.Column];
            return W.E(
                "tc",
                W.E("tcPr", W.E("tcW", W.A("w", p.Width), W.A("type", "dxa")), look.LineAbove > 0 && !block.IsForm ? W.E("tcBorders", Line("top", look.LineAbove)) : null, W.Val("vAlign", "center")),
                Cell(layout.Size, column, Words(block, row[p.Column], column, p.Column, total), p.Column == 0 ? level : 0, look));
        }));

    /// <summary>What stands in a cell: as the web page has it, but nothing where a form is to be filled in.</summary>
    private static string Words(TableBlock block, ReportCell cell, ReportColumn column, int place, string? total) =>
        place == 0 && column.Kind == ReportColumnKind.Text && total is not null ? total
        : cell.Kind is null && (total is not null || block.IsForm) ? ""
        : HtmlTable.Text(cell, column.Decimals);

    private static XElement Cell(int size, ReportColumn column, string words, int level, RowLook look)
    {
        var end = words.IndexOf('\n', StringComparison.Ordinal);
        var bold = look.IsBold ? W.E("b") : null;
        return Kept(
            size, HtmlTable.IsNumber(column) ? "right" : "left", look.IsKept,
            end < 0 ? [W.R(words, bold, Size(size))] : [W.R(words[..end], bold, Size(size)), W.R(words[end..], Size(size - 3))],
            level * size * IndentOfLevel);
    }

    private static XElement Kept(int size, string side, bool isKept, XElement[] runs, int indent = 0) => W.PWith(
        "TableText",
        [isKept ? W.E("keepNext") : null, indent > 0 ? W.E("ind", W.A("left", indent)) : null, side == "left" ? null : W.Val("jc", side), W.E("rPr", Size(size))],
        runs);

    private static XElement Line(string side, int eighths) => W.E(side, W.A("val", "single"), W.A("sz", eighths), W.A("space", 0), W.A("color", "auto"));

    private static object[] Size(int halves) => [W.Val("sz", halves), W.Val("szCs", halves)];
}
