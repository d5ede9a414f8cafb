using CarbonSink.Findings;
using CarbonSink.Runs;
using CarbonSink.Tests.Gis;
using Xunit;

namespace CarbonSink.Tests.Runs;

public class TextTableTests
{
    private const string Header = """<row r="1"><c r="A1" t="inlineStr"><is><t>township</t></is></c><c r="B1" t="inlineStr"><is><t>name</t></is></c><c r="C1" t="inlineStr"><is><t>county</t></is></c></row>""";

    private const string Rows = Header + """
        <row r="2"><c r="A2" t="inlineStr"><is><t>012</t></is></c><c r="B2" t="inlineStr"><is><t> 天长 </t></is></c></row>
        <row r="3"><c r="A3"><v>101</v></c><c r="B3" t="inlineStr"><is><t>乙</t></is></c><c r="C3"><v>430682</v></c></row>
        """;

    [Theory]
    [InlineData("")] // the first sheet
    [InlineData("#乡镇")]
    public void A_sheet_is_read_as_a_csv_would_be(string sheet)
    {
        using var file = WorkbookReaderTests.Workbook(Rows, "乡镇");
        using var text = new TextFile("a.csv", "township,name,county\n012,天长,\n101,乙,430682\n");
        var (read, csv) = (Read(file.Path + sheet), Read(text.Path));
        Assert.Equal((file.Path, "a.xlsx"), (read.Path, read.File));
        Assert.Equal(["2: ,012,天长", "3: 430682,101,乙"], Lines(read));
        Assert.Equal(Lines(csv), Lines(read));
    }

    [Theory]
    [InlineData("#甲", "GIS-0067")]
    [InlineData("", "TAB-0002")]
    public void A_sheet_or_column_that_is_not_there_is_refused(string sheet, string code)
    {
        using var file = WorkbookReaderTests.Workbook(Header.Replace("county", "x", StringComparison.Ordinal));
        Assert.Equal(code, Assert.Throws<RefusedInputException>(() => Read(file.Path + sheet)).Finding.Rule.Code);
    }

    [Fact]
    public void A_workbook_that_is_not_there_is_told_without_the_sheet() =>
        Assert.Equal("nowhere.xlsx", Assert.Throws<RefusedInputException>(() => Read("nowhere.xlsx#a")).Finding.File);

    private static TextTable Read(string path) => TextTable.Read(path, ["county", "township", "name"], new FindingLog());

    private static IEnumerable<string> Lines(TextTable table) => table.Rows.Select(r => $"{r.Line}: {r.Cells["county"]},{r.Cells["township"]},{r.Cells["name"]}");
}
