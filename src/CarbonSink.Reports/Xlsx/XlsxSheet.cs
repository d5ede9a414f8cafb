using System.Xml;

namespace CarbonSink.Reports;

/// <summary>A table as a sheet (统计表工作表): title, label and unit, rows of headings, rows, total, notes; written row by row.</summary>
internal sealed class XlsxSheet
{
    private const int TitleRows = 2;
    private const double WidestStub = 60; // characters of the columns that stay in sight
    private const double WidestA4 = 170; // characters that are still legible on a lying A4 page
    private const int BlankRows = 10; // of a form without rows

    private readonly ReportDocument document;
    private readonly TableBlock block;
    private readonly ReportTable table;
    private readonly IReadOnlyList<IReadOnlyList<HeadingCell>> headings;
    private readonly XlsxWidths widths;
    private readonly string? unit;

    public XlsxSheet(ReportDocument document, TableBlock block, string name)
    {
        (this.document, this.block, table, Name) = (document, block, block.Table, name);
        headings = HeadingGrid.Of(table.Columns, Language);
        unit = table.Columns.Select(c => c.Unit).Where(u => u.Length > 0).Distinct(StringComparer.Ordinal).ToList() is [var only] && table.Columns.All(c => c.Kind == ReportColumnKind.Text || c.Unit.Length > 0)
            ? UnitSign.Of(only, Language)
            : null;
        widths = new(table, Language, headings, c => Heading(c.Headings(Language)[^1], c));
    }

    /// <summary>Name of the sheet.</summary>
    public string Name { get; }

    /// <summary>Its number and title.</summary>
    public string Title => Language == "zh" ? $"{block.Number}　{table.Title(Language)}" : $"{block.Number}. {table.Title(Language)}";

    /// <summary>The rows that a print repeats on every page, as a reference.</summary>
    public string HeadingRows => $"{XlsxNames.Quoted(Name)}!$1:${FirstRow - 1}";

    private string Language => document.Language;

    private int FirstRow => TitleRows + headings.Count + 1;

    /// <summary>Writes the sheet.</summary>
    public void Write(XmlWriter xml, XlsxStyles styles)
    {
        xml.WriteStartElement("worksheet", XlsxNames.Main);
        xml.WriteRaw("<sheetPr><pageSetUpPr fitToPage=\"1\"/></sheetPr>");
        WriteView(xml);
        xml.WriteStartElement("cols");
        for (var c = 0; c < table.Columns.Count; c++)
        {
            xml.WriteStartElement("col");
            xml.WriteNumber("min", c + 1);
            xml.WriteNumber("max", c + 1);
            xml.WriteNumber("width", widths[c]);
            xml.WriteNumber("customWidth", 1);
            xml.WriteEndElement();
        }

        xml.WriteEndElement();
        xml.WriteStartElement("sheetData");
        var rows = new XlsxRows(xml, styles);
        WriteHead(rows);
        WriteRows(rows);
        WriteNotes(rows);
        xml.WriteEndElement();
        rows.WriteMerged();
        XlsxPrint.Write(xml, document, widths.Total > WidestA4, isLying: true);
        WriteCodes(xml);
        xml.WriteEndElement();
    }

    private void WriteView(XmlWriter xml)
    {
        var (stub, width) = (0, 0.0);
        while (stub < table.Columns.Count && table.Columns[stub].Kind == ReportColumnKind.Text && (width += widths[stub]) <= WidestStub)
            stub++;
        if (stub == table.Columns.Count)
            stub = 0; // words only: nothing passes by beside them
        xml.WriteStartElement("sheetViews");
        xml.WriteStartElement("sheetView");
        xml.WriteNumber("showGridLines", 0);
        xml.WriteNumber("workbookViewId", 0);
        xml.WriteStartElement("pane");
        if (stub > 0)
            xml.WriteNumber("xSplit", stub);
        xml.WriteNumber("ySplit", FirstRow - 1);
        xml.WriteAttributeString("topLeftCell", XlsxNames.Cell(FirstRow, stub));
        xml.WriteAttributeString("activePane", stub > 0 ? "bottomRight" : "bottomLeft");
        xml.WriteAttributeString("state", "frozen");
        xml.WriteEndElement();
        xml.WriteEndElement();
        xml.WriteEndElement();
        xml.WriteStartElement("sheetFormatPr");
        xml.WriteNumber("defaultRowHeight", XlsxWidths.Line);
        xml.WriteEndElement();
    }

    private void WriteHead(XlsxRows rows)
    {
        var columns = table.Columns.Count;
        rows.Across(columns, new(XlsxRole.Title), Title, 9 + (XlsxWidths.Lines(Title, widths.Total / 1.5) * 20));
        WriteLabel(rows, columns);
        var heights = widths.Heights(headings, Text);
        var heading = new XlsxStyle(XlsxRole.Heading);
        foreach (var (row, cells) in headings.Index())
        {
            rows.Begin(heights[row]);
            var begun = cells.ToDictionary(h => h.Column);
            for (var c = 0; c < columns; c++)
            {
                if (!begun.TryGetValue(c, out var cell))
                {
                    rows.Blank(c, heading);
                    continue;
                }

                rows.Text(c, heading, Text(cell));
                rows.Merge(rows.Row, c, cell.Rows, cell.Columns);
            }

            rows.End();
        }
    }

    /// <summary>What the figures must be called to the left, their one unit to the right.</summary>
    private void WriteLabel(XlsxRows rows, int columns)
    {
        var sign = unit is null ? "" : Language == "zh" ? $"单位：{unit}" : $"Unit: {unit}";
        if (sign.Length == 0 || columns == 1)
        {
            var text = document.Label.Length > 0 && sign.Length > 0 ? $"{document.Label}　{sign}" : document.Label + sign;
            rows.Across(columns, new(XlsxRole.Label), text, XlsxWidths.Lines(text, widths.Total) * XlsxWidths.Line);
            return;
        }

        var right = 1; // columns, from the right, as many as the unit needs
        while (right < columns - 1 && XlsxWidths.Lines(sign, widths.Across(columns - right, right)) > 1)
            right++;
        rows.Begin(XlsxWidths.Lines(document.Label, widths.Across(0, columns - right)) * XlsxWidths.Line);
        rows.Text(0, new(XlsxRole.Label), document.Label);
        rows.Text(columns - right, new(XlsxRole.Unit), sign);
        rows.End();
        rows.Merge(rows.Row, 0, 1, columns - right);
        rows.Merge(rows.Row, columns - right, 1, right);
    }

    private void WriteRows(XlsxRows rows)
    {
        var formulas = new XlsxFormulas(table, FirstRow);
        var subtotals = table.Sums.Select(s => s.Row).ToHashSet();
        for (var r = 0; r < table.Rows.Count; r++)
            WriteRow(rows, table.Rows[r], r, table.Level(r), subtotals.Contains(r), formulas);
        if (table.Total is { } total)
            WriteRow(rows, total, table.Rows.Count, 0, isBold: true, formulas);
        for (var r = 0; block.IsForm && table.Rows.Count == 0 && r < BlankRows; r++)
        {
            rows.Begin(XlsxWidths.Line * 1.5);
            for (var c = 0; c < table.Columns.Count; c++)
                rows.Blank(c, new(XlsxRole.Text));
            rows.End();
        }
    }

    private void WriteRow(XlsxRows rows, IReadOnlyList<ReportCell> row, int place, int level, bool isBold, XlsxFormulas formulas)
    {
        var isTotal = place == table.Rows.Count;
        var lines = 1;
        for (var c = 0; c < row.Count; c++)
            if (row[c].Text is { } text)
                lines = Math.Max(lines, XlsxWidths.Lines(text, widths[c] - (c == 0 ? level * 2 : 0)));
        rows.Begin(lines == 1 ? null : lines * XlsxWidths.Line);
        for (var c = 0; c < row.Count; c++)
        {
            var column = table.Columns[c];
            if (column.Kind != ReportColumnKind.Text)
            {
                var style = new XlsxStyle(XlsxRole.Number, column.Kind == ReportColumnKind.Count ? 0 : column.Decimals, isBold);
                if (row[c].Kind is null)
                    rows.Blank(c, style);
                else
                    rows.Number(c, style, row[c].Number, formulas[place, c]);
                continue;
            }

            var words = new XlsxStyle(XlsxRole.Text, 0, isBold, c == 0 ? level : 0);
            if (isTotal && c == 0)
                rows.Text(c, words, Language == "zh" ? "合计" : "Total");
            else if (row[c].Kind is null && (isTotal || block.IsForm))
                rows.Blank(c, words);
            else
                rows.Text(c, words, HtmlTable.Text(row[c], 0));
        }

        rows.End();
    }

    private void WriteNotes(XlsxRows rows)
    {
        var isChinese = Language == "zh";
        var notes = block.Remarks(Language).ToList();
        if (block.Trace.Length > 0)
            notes.Add(isChinese ? $"出处：{block.Trace}" : $"From: {block.Trace}");
        if (block.Key is { } key)
            notes.Add(isChinese ? $"计算附录第 {key} 项" : $"Calculation annex, item {key}");
        if (document.Layout == ReportLayout.Tables)
            notes.Add(isChinese ? "填表人：　　　　　　审核人：　　　　　　填表日期：" : "Filled in by:                    Checked by:                    Date:");
        foreach (var note in notes)
            rows.Across(table.Columns.Count, new(XlsxRole.Note), note, XlsxWidths.Lines(note, widths.Total) * XlsxWidths.Line);
    }

    /// <summary>Codes are text on purpose: no cell of them is marked as a number that someone forgot to convert.</summary>
    private void WriteCodes(XmlWriter xml)
    {
        var last = FirstRow + table.Rows.Count - 1;
        var codes = table.Columns.Index().Where(c => c.Item.Kind == ReportColumnKind.Text && table.Rows.Count > 0).Select(c => $"{XlsxNames.Cell(FirstRow, c.Index)}:{XlsxNames.Cell(last, c.Index)}").ToList();
        if (codes.Count == 0)
            return;
        xml.WriteStartElement("ignoredErrors");
        xml.WriteStartElement("ignoredError");
        xml.WriteAttributeString("sqref", string.Join(' ', codes));
        xml.WriteNumber("numberStoredAsText", 1);
        xml.WriteEndElement();
        xml.WriteEndElement();
    }

    private string Text(HeadingCell cell) => cell.IsOwn ? Heading(cell.Text, table.Columns[cell.Column]) : cell.Text;

    private string Heading(string text, ReportColumn column) => column.Unit.Length == 0 || unit is not null ? text : $"{text}\n({UnitSign.Of(column.Unit, Language)})";
}
