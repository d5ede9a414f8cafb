using System.IO.Compression;
using System.Text;
using System.Xml;

namespace CarbonSink.Reports;

/// <summary>A report as a workbook (Excel 工作簿): a cover and one sheet for each table, with formats, frozen headings, formulas that agree with the values beside them, and a print setup.</summary>
/// <remarks>Rows go to the file as they are written and every entry carries the same time, so that memory does not grow with a table and the same report gives the same bytes; the package of the OpenXML library keeps parts in memory and stamps the hour. Format: ECMA-376 part 1, clause 18.</remarks>
public static class XlsxWorkbook
{
    private const string DocumentRelation = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument";
    private const string PackageType = "application/vnd.openxmlformats-package.relationships+xml";
    private const string MainType = "application/vnd.openxmlformats-officedocument.spreadsheetml.";
    private const int MostRows = 1_048_576 - 100; // the sheet's, less headings and notes
    private const int MostColumns = 16_384;

    private static readonly DateTimeOffset Epoch = new(1980, 1, 1, 0, 0, 0, TimeSpan.Zero);

    /// <summary>Checks the sums of the tables and writes the workbook; the stream stays open.</summary>
    /// <param name="document">The report; its text and figures are left to the other writers.</param>
    /// <param name="stream">Where to; need not seek.</param>
    /// <exception cref="Estimation.SumMismatchException">A table does not add up; nothing was written.</exception>
    /// <exception cref="ArgumentException">A table is larger than a sheet; nothing was written. A text is longer than a cell.</exception>
    public static void Write(ReportDocument document, Stream stream)
    {
        foreach (var table in document.Tables.Select(t => t.Table))
        {
            table.CheckSums();
            if (table.Rows.Count > MostRows || table.Columns.Count > MostColumns)
                throw new ArgumentException($"table {table.Id} has {table.Rows.Count} rows and {table.Columns.Count} columns: more than a sheet", nameof(document));
        }

        var cover = document.Language == "zh" ? "封面" : "Cover";
        var names = new HashSet<string>(StringComparer.OrdinalIgnoreCase) { cover, "History" }; // the second is Excel's own
        var sheets = document.Tables.Select(t => new XlsxSheet(document, t, XlsxNames.Sheet($"{t.Number} {t.Table.Title(document.Language)}", names))).ToList();
        var styles = new XlsxStyles(document.Language);
        using var package = new ZipArchive(stream, ZipArchiveMode.Create, leaveOpen: true);
        Add(package, "[Content_Types].xml", xml => WriteTypes(xml, sheets.Count + 1));
        Add(package, "_rels/.rels", xml => WriteRelations(xml, [(DocumentRelation, "xl/workbook.xml")]));
        Add(package, "xl/workbook.xml", xml => WriteWorkbook(xml, cover, sheets));
        Add(package, "xl/_rels/workbook.xml.rels", xml => WriteRelations(
            xml, [.. Enumerable.Range(1, sheets.Count + 1).Select(s => ($"{XlsxNames.Relations}/worksheet", $"worksheets/sheet{s}.xml")), ($"{XlsxNames.Relations}/styles", "styles.xml")]));
        Add(package, "xl/worksheets/sheet1.xml", xml => XlsxCover.Write(xml, document, sheets, styles));
        foreach (var (place, sheet) in sheets.Index())
            Add(package, $"xl/worksheets/sheet{place + 2}.xml", xml => sheet.Write(xml, styles));
        Add(package, "xl/styles.xml", styles.Write);
    }

    private static void Add(ZipArchive package, string name, Action<XmlWriter> write)
    {
        var entry = package.CreateEntry(name, CompressionLevel.Fastest);
        entry.LastWriteTime = Epoch;
        using var output = entry.Open();
        using var xml = XmlWriter.Create(output, new() { Encoding = new UTF8Encoding(false), CheckCharacters = false });
        xml.WriteStartDocument(standalone: true);
        write(xml);
    }

    private static void WriteTypes(XmlWriter xml, int sheets)
    {
        xml.WriteStartElement("Types", XlsxNames.ContentTypes);
        foreach (var (extension, type) in ((string, string)[])[("rels", PackageType), ("xml", "application/xml")])
        {
            xml.WriteStartElement("Default");
            xml.WriteAttributeString("Extension", extension);
            xml.WriteAttributeString("ContentType", type);
            xml.WriteEndElement();
        }

        foreach (var (part, type) in Enumerable.Range(1, sheets).Select(s => ($"worksheets/sheet{s}", "worksheet")).Prepend(("workbook", "sheet.main")).Append(("styles", "styles")))
        {
            xml.WriteStartElement("Override");
            xml.WriteAttributeString("PartName", $"/xl/{part}.xml");
            xml.WriteAttributeString("ContentType", $"{MainType}{type}+xml");
            xml.WriteEndElement();
        }

        xml.WriteEndElement();
    }

    private static void WriteRelations(XmlWriter xml, IReadOnlyList<(string Type, string Target)> relations)
    {
        xml.WriteStartElement("Relationships", XlsxNames.PackageRelations);
        foreach (var (place, (type, target)) in relations.Index())
        {
            xml.WriteStartElement("Relationship");
            xml.WriteAttributeString("Id", $"rId{place + 1}");
            xml.WriteAttributeString("Type", type);
            xml.WriteAttributeString("Target", target);
            xml.WriteEndElement();
        }

        xml.WriteEndElement();
    }

    private static void WriteWorkbook(XmlWriter xml, string cover, List<XlsxSheet> sheets)
    {
        xml.WriteStartElement("workbook", XlsxNames.Main);
        xml.WriteAttributeString("xmlns", "r", null, XlsxNames.Relations);
        xml.WriteRaw("<bookViews><workbookView/></bookViews>");
        xml.WriteStartElement("sheets");
        foreach (var (place, name) in sheets.Select(s => s.Name).Prepend(cover).Index())
        {
            xml.WriteStartElement("sheet");
            xml.WriteAttributeString("name", name);
            xml.WriteNumber("sheetId", place + 1);
            xml.WriteAttributeString("id", XlsxNames.Relations, $"rId{place + 1}");
            xml.WriteEndElement();
        }

        xml.WriteEndElement();
        if (sheets.Count > 0)
        {
            xml.WriteStartElement("definedNames");
            foreach (var (place, sheet) in sheets.Index())
            {
                xml.WriteStartElement("definedName");
                xml.WriteAttributeString("name", "_xlnm.Print_Titles");
                xml.WriteNumber("localSheetId", place + 1);
                xml.WriteString(sheet.HeadingRows);
                xml.WriteEndElement();
            }

            xml.WriteEndElement();
        }

        xml.WriteEndElement();
    }
}
