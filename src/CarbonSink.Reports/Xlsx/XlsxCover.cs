using System.Xml;

namespace CarbonSink.Reports;

/// <summary>The first sheet of a workbook (封面): title, who and when, what the results must be called, what is wrong, and the tables with links.</summary>
internal static class XlsxCover
{
    private const double FirstWidth = 22; // characters
    private const double SecondWidth = 72;
    private const int Columns = 2;

    /// <summary>Writes the sheet.</summary>
    public static void Write(XmlWriter xml, ReportDocument document, IReadOnlyList<XlsxSheet> sheets, XlsxStyles styles)
    {
        var isChinese = document.Language == "zh";
        xml.WriteStartElement("worksheet", XlsxNames.Main);
        xml.WriteRaw("<sheetPr><pageSetUpPr fitToPage=\"1\"/></sheetPr><sheetViews><sheetView showGridLines=\"0\" tabSelected=\"1\" workbookViewId=\"0\"/></sheetViews>");
        xml.WriteRaw($"<sheetFormatPr defaultRowHeight=\"{XlsxWidths.Line}\"/><cols><col min=\"1\" max=\"1\" width=\"{FirstWidth}\" customWidth=\"1\"/><col min=\"2\" max=\"2\" width=\"{SecondWidth}\" customWidth=\"1\"/></cols>");
        xml.WriteStartElement("sheetData");
        var rows = new XlsxRows(xml, styles);
        Across(rows, XlsxRole.Title, document.Title, 1.5);
        if (document.Subtitle.Length > 0)
            Across(rows, XlsxRole.Subtitle, document.Subtitle, 1);
        Skip(rows);
        foreach (var mark in document.Marks.Prepend(document.Label).Where(m => m.Length > 0))
            Across(rows, XlsxRole.Mark, mark, 1.1);
        Skip(rows);
        foreach (var (label, value) in document.Cover)
            Pair(rows, XlsxRole.Name, label, XlsxRole.Plain, value);
        Skip(rows);
        var links = new List<(string Cell, string Sheet)>();
        if (sheets.Count > 0)
            Across(rows, XlsxRole.Name, isChinese ? "表目录" : "Tables", 1);
        foreach (var sheet in sheets)
        {
            rows.Begin(XlsxWidths.Lines(sheet.Title, FirstWidth + SecondWidth) * XlsxWidths.Line);
            rows.Text(0, new(XlsxRole.Link), sheet.Title);
            rows.Blank(1, new(XlsxRole.Link));
            rows.End();
            rows.Merge(rows.Row, 0, 1, Columns);
            links.Add((XlsxNames.Cell(rows.Row, 0), sheet.Name));
        }

        Skip(rows);
        Across(rows, XlsxRole.Note, isChinese ? "数值单元格留空表示数值缺失，不是 0；小计、合计和可由本表其他列得出的列为公式，所存数值与报告所列数值相同。" : "An empty cell among figures is a missing value, not 0. Subtotals, totals and columns that follow from others are formulas; the values kept with them are those of the report.", 1);
        xml.WriteEndElement();
        rows.WriteMerged();
        WriteLinks(xml, links);
        XlsxPrint.Write(xml, document, isA3: false, isLying: false);
        xml.WriteEndElement();
    }

    private static void WriteLinks(XmlWriter xml, List<(string Cell, string Sheet)> links)
    {
        if (links.Count == 0)
            return;
        xml.WriteStartElement("hyperlinks");
        foreach (var (cell, sheet) in links)
        {
            xml.WriteStartElement("hyperlink");
            xml.WriteAttributeString("ref", cell);
            xml.WriteAttributeString("location", $"{XlsxNames.Quoted(sheet)}!A1");
            xml.WriteEndElement();
        }

        xml.WriteEndElement();
    }

    private static void Across(XlsxRows rows, XlsxRole role, string text, double size) =>
        rows.Across(Columns, new(role), text, XlsxWidths.Lines(text, (FirstWidth + SecondWidth) / size) * XlsxWidths.Line * size);

    private static void Pair(XlsxRows rows, XlsxRole first, string label, XlsxRole second, string value)
    {
        rows.Begin(Math.Max(XlsxWidths.Lines(label, FirstWidth), XlsxWidths.Lines(value, SecondWidth)) * XlsxWidths.Line);
        rows.Text(0, new(first), label);
        rows.Text(1, new(second), value);
        rows.End();
    }

    private static void Skip(XlsxRows rows)
    {
        rows.Begin();
        rows.End();
    }
}
