using System.IO.Compression;

namespace CarbonSink.Tests.Runs;

/// <summary>A workbook written part by part: styles 0 plain, 1 a date (built-in format 14), 2 <c>#,##0"万吨"</c>.</summary>
internal static class HistoricSheet
{
    private const string Main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
    private const string Relations = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";

    public static void Write(string path)
    {
        using var archive = ZipFile.Open(path, ZipArchiveMode.Create);
        void Part(string name, string text)
        {
            using var writer = new StreamWriter(archive.CreateEntry(name).Open());
            writer.Write(text);
        }

        Part("[Content_Types].xml", """<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/><Override PartName="/xl/styles.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.styles+xml"/><Override PartName="/xl/sheet.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/></Types>""");
        Part("_rels/.rels", $"""<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" Type="{Relations}/officeDocument" Target="xl/workbook.xml"/></Relationships>""");
        Part("xl/_rels/workbook.xml.rels", $"""<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" Type="{Relations}/worksheet" Target="sheet.xml"/><Relationship Id="r2" Type="{Relations}/styles" Target="styles.xml"/></Relationships>""");
        Part("xl/workbook.xml", $"""<workbook xmlns="{Main}" xmlns:r="{Relations}"><sheets><sheet name="S" sheetId="1" r:id="r1"/></sheets></workbook>""");
        Part("xl/styles.xml", $"""<styleSheet xmlns="{Main}"><numFmts count="1"><numFmt numFmtId="164" formatCode="#,##0&quot;万吨&quot;"/></numFmts><cellXfs count="3"><xf numFmtId="0"/><xf numFmtId="14"/><xf numFmtId="164"/></cellXfs></styleSheet>""");
        static string Text(string text) => $"""<c t="inlineStr"><is><t>{text}</t></is></c>""";
        static string Row(string id, string cell) => $"""<row>{Text(id)}<c s="1"><v>43957</v></c>{cell}</row>""";
        Part("xl/sheet.xml", $"""<worksheet xmlns="{Main}"><sheetData><row>{Text("id")}{Text("day")}{Text("t")}</row>{Row("A", "<c><v>10</v></c>")}{Row("B", "<c s=\"1\"><v>43957</v></c>")}{Row("C", "<c s=\"2\"><v>3</v></c>")}{Row("D", "<c r=\"C5\" t=\"e\"><v>#REF!</v></c>")}</sheetData></worksheet>""");
    }
}
