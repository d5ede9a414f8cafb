using System.IO.Compression;
using System.Text;
using CarbonSink.Findings;
using CarbonSink.Gis;
using CarbonSink.Inventory;
using Xunit;

namespace CarbonSink.Tests.Gis;

/// <summary>Workbooks put together part by part, as ECMA-376 says.</summary>
public class WorkbookReaderTests
{
    private const string Main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
    private const string Office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";

    [Fact]
    public void Strings_numbers_dates_logicals_and_formulas_are_read()
    {
        using var file = Workbook("""
            <row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1" t="inlineStr"><is><t>x</t></is></c><c r="C1" t="inlineStr"><is><t>y</t></is></c><c r="D1" t="inlineStr"><is><t>日期</t></is></c><c r="E1" t="inlineStr"><is><t>ok</t></is></c></row>
            <row r="3"><c r="A3" t="s"><v>1</v></c><c r="B3"><v>118.5</v></c><c r="C3"><f>16+16.5</f><v>32.5</v></c><c r="D3" s="1"><v>45657</v></c><c r="E3" t="b"><v>1</v></c></row>
            <row r="4"><c r="A4" t="inlineStr"><is><t>012</t></is></c><c r="C4"><v>33</v></c><c r="D4" s="2"><v>45657.5</v></c><c r="E4" t="e"><v>#N/A</v></c></row>
            """);
        using var reader = FeatureSource.Open(file.Path);
        Assert.Equal(("XLSX", "样地", 2L), (reader.Driver, reader.Layer, reader.RecordCount));
        // 45657 days after 1899-12-30 is 2024-12-31
        Assert.Equal(["0|天长|118.5|32.5|20241231|T|Point|118.5 32.5", "1|012||33|2024-12-31T12:00:00||Null|"], Reading.Rows(reader, RecordRange.All));
        Assert.Equal(["E4"], Assert.Single(reader.Findings.Findings, f => f.Rule == SourceFindings.CellError).Arguments);
    }

    [Theory]
    [InlineData("<row r=\"1\"><c r=\"ZZZZ1\"><v>1</v></c></row>", "GIS-0093")]
    [InlineData("<row r=\"1\"><c r=\"A1\" t=\"s\"><v>9</v></c></row>", "GIS-0090")] // no such string
    [InlineData("<row r=\"1\"><c", "GIS-0090")]
    [InlineData("", "GIS-0087")]
    public void A_sheet_that_cannot_be_used_is_refused(string rows, string code)
    {
        using var file = Workbook(rows);
        Assert.Equal(code, Assert.Throws<RefusedInputException>(() => FeatureSource.Open(file.Path)).Finding.Rule.Code);
    }

    [Fact]
    public void Of_several_sheets_one_must_be_named()
    {
        using var file = Workbook("<row r=\"1\"><c r=\"A1\" t=\"s\"><v>0</v></c></row>", "代码");
        Assert.Equal(["样地", "代码"], FeatureSource.Layers(file.Path));
        Assert.Equal(SourceFindings.SeveralLayers, Assert.Throws<RefusedInputException>(() => FeatureSource.Open(file.Path)).Finding.Rule);
        using var reader = FeatureSource.Open(file.Path, "代码");
        Assert.Equal("代码", reader.Layer);
    }

    [Fact]
    public void A_package_that_is_cut_is_refused()
    {
        using var file = Workbook("<row r=\"1\"><c r=\"A1\" t=\"s\"><v>0</v></c></row>");
        var bytes = File.ReadAllBytes(file.Path);
        using var cut = new TextFile("a.xlsx", bytes[..(bytes.Length / 2)]);
        Assert.Equal(SourceFindings.WorkbookBad, Assert.Throws<RefusedInputException>(() => FeatureSource.Open(cut.Path)).Finding.Rule);
    }

    internal static TextFile Workbook(string rows, string? second = null)
    {
        using var stream = new MemoryStream();
        using (var archive = new ZipArchive(stream, ZipArchiveMode.Create, leaveOpen: true))
        {
            Part("[Content_Types].xml", """
                <Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/>
                <Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/><Override PartName="/xl/s1.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/>
                <Override PartName="/xl/strings.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sharedStrings+xml"/><Override PartName="/xl/styles.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.styles+xml"/></Types>
                """);
            Part("_rels/.rels", $"""<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" Type="{Office}/officeDocument" Target="xl/workbook.xml"/></Relationships>""");
            Part("xl/workbook.xml", $"""<workbook xmlns="{Main}" xmlns:r="{Office}"><sheets><sheet name="样地" sheetId="1" r:id="r1"/>{(second is null ? "" : $"<sheet name=\"{second}\" sheetId=\"2\" r:id=\"r1\"/>")}</sheets></workbook>""");
            Part("xl/_rels/workbook.xml.rels", $"""
                <Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" Type="{Office}/worksheet" Target="s1.xml"/><Relationship Id="r2" Type="{Office}/sharedStrings" Target="strings.xml"/><Relationship Id="r3" Type="{Office}/styles" Target="styles.xml"/></Relationships>
                """);
            Part("xl/strings.xml", $"""<sst xmlns="{Main}"><si><t>名称</t></si><si><r><t>天</t></r><r><t>长</t></r></si></sst>""");
            Part("xl/styles.xml", $"""<styleSheet xmlns="{Main}"><numFmts count="1"><numFmt numFmtId="164" formatCode="yyyy&quot;年&quot;m\-d h:mm"/></numFmts><cellXfs count="3"><xf numFmtId="0"/><xf numFmtId="14"/><xf numFmtId="164"/></cellXfs></styleSheet>""");
            Part("xl/s1.xml", $"""<worksheet xmlns="{Main}"><sheetData>{rows}</sheetData></worksheet>""");

            void Part(string name, string text)
            {
                using var part = archive.CreateEntry(name).Open();
                part.Write(Encoding.UTF8.GetBytes(text.Trim()));
            }
        }

        return new("a.xlsx", stream.ToArray());
    }
}
