using System.Text;
using System.Xml;
using System.Xml.Linq;
using CarbonSink.Estimation;
using CarbonSink.Reports;
using Xunit;

namespace CarbonSink.Tests.Reports;

public sealed class HtmlTests
{
    [Fact]
    public void Every_text_reads_back_and_no_element_can_be_smuggled_in()
    {
        const string nasty = "</td><script>alert('&amp; \"x\"')</script> 乡镇 𠮷 <b>";
        var root = Parse(html =>
        {
            using (html.Open("p", ("title", nasty), ("class", null)))
                html.Text(nasty);
        });
        Assert.Equal(nasty, root.Value);
        Assert.Equal(nasty, root.Attribute("title")!.Value);
        Assert.Null(root.Attribute("class"));
        Assert.Empty(root.Elements());
    }

    [Fact]
    public void Characters_that_no_document_may_hold_are_replaced() =>
        Assert.Equal("a\uFFFDb\uFFFDc\uFFFD", Parse(html => html.Element("p", "a\0b\u0085c\uD800")).Value);

    [Fact]
    public void Misuse_is_found()
    {
        var html = new MarkupWriter(TextWriter.Null);
        Assert.Throws<ArgumentException>(() => html.Empty("div"));
        Assert.Throws<ArgumentException>(() => html.Style("a < b {}"));
        var outer = html.Open("div");
        html.Open("p");
        Assert.Throws<InvalidOperationException>(outer.Dispose);
    }

    [Fact]
    public void A_table_has_caption_scopes_small_print_and_its_total_in_the_foot()
    {
        var root = Parse(html => HtmlTable.Write(html, Table(ExactSum.Of(1234.5)), "zh", "表 1　分乡镇"));
        Assert.Equal("表 1　分乡镇", root.Element("caption")!.Value);
        Assert.Equal(["乡镇", "面积亩"], root.Element("thead")!.Descendants("th").Select(c => c.Value));
        Assert.All(root.Element("thead")!.Descendants("th"), h => Assert.Equal("col", h.Attribute("scope")!.Value));
        var rows = root.Element("tbody")!.Elements("tr").ToList();
        Assert.Equal("row", rows[0].Element("th")!.Attribute("scope")!.Value);
        Assert.Equal("小字", rows[0].Descendants("small").Single().Value);
        Assert.Equal("1,234.5", rows[0].Element("td")!.Value);
        Assert.Equal("—", rows[1].Element("td")!.Value);
        Assert.Equal(["合计", "1,234.5"], root.Element("tfoot")!.Element("tr")!.Elements().Select(c => c.Value));
    }

    [Fact]
    public void Headings_in_several_rows_span_what_they_stand_over_and_rows_show_their_level()
    {
        var table = RandomTable.Of(3);
        var root = Parse(html => HtmlTable.Write(html, table, "zh", "表"));
        var rows = root.Element("thead")!.Elements("tr").Select(r => r.Elements("th").Select(h => (Text: h.Nodes().OfType<XText>().First().Value, Scope: (string?)h.Attribute("scope"), Columns: (int?)h.Attribute("colspan") ?? 1, Rows: (int?)h.Attribute("rowspan") ?? 1)).ToList()).ToList();
        Assert.Equal([("统计单位", "col", 1, 3), ("代码", "col", 1, 3), ("乔木林", "colgroup", 4, 1), ("小班数", "col", 1, 3), ("纯林占比", "col", 1, 3)], rows[0]);
        Assert.Equal([("面积", "col", 3, 1), ("蓄积", "col", 1, 2)], rows[1]);
        Assert.Equal(["纯林", "混交林", "小计"], rows[2].Select(h => h.Text));
        Assert.Equal(["1", "1", "4", "1", "1"], root.Elements("colgroup").Select(g => g.Attribute("span")!.Value));
        Assert.Equal(table.Columns.Count * 3, rows.SelectMany(r => r).Sum(h => h.Columns * h.Rows)); // no cell is left out or covered twice
        var body = root.Element("tbody")!.Elements("tr").Take(3).Select(r => r.Element("th")!).ToList();
        Assert.Equal([null, "padding-left:1em", "padding-left:2em"], body.Select(h => h.Attribute("style")?.Value));
        Assert.Equal([1, 1, 0], body.Select(h => h.Elements("b").Count()));
    }

    [Fact]
    public void A_table_that_does_not_add_up_is_not_begun()
    {
        using var text = new StringWriter();
        Assert.Throws<SumMismatchException>(() => HtmlTable.Write(new(text), Table(ExactSum.Of(1234.5) + Math.ScaleB(1, -64)), "en", "Table"));
        Assert.Equal("", text.ToString());
    }

    [Theory]
    [InlineData(1234567.891, 2, "1,234,567.89")]
    [InlineData(-0.001, 2, "0.00")]
    [InlineData(-12.5, 1, "−12.5")]
    [InlineData(0, 0, "0")]
    public void Numbers_are_set_for_people(double number, int decimals, string text) => Assert.Equal(text, HtmlTable.Number(number, decimals));

    [Theory]
    [InlineData("m3/ha", "zh", "m³/ha")]
    [InlineData("m2/ha", "en", "m²/ha")]
    [InlineData("tC/mu", "zh", "t C/亩")]
    [InlineData("tCO2e", "en", "t CO2e")]
    [InlineData("mu", "en", "mu")]
    public void Units_are_set_for_people(string unit, string language, string text) => Assert.Equal(text, UnitSign.Of(unit, language));

    [Theory]
    [InlineData("zh", "zh-CN", "表 1　标题", "图 1　图名")]
    [InlineData("en", "en", "Table 1. Title", "Figure 1. Drawing")]
    public void A_document_says_its_language_and_numbers_tables_and_figures(string language, string lang, string caption, string figure)
    {
        var document = new HtmlDocument(language, "a & b");
        var table = new ReportTable("t", "标题", "Title", [new("a", "甲", "A", "", ReportColumnKind.Text)]);
        document.Table(table);
        document.Figure(language == "zh" ? "图名" : "Drawing", html => html.Empty("br"));
        using var stream = new MemoryStream();
        document.Write(stream);
        var text = new UTF8Encoding(false, true).GetString(stream.ToArray());
        Assert.StartsWith("<!DOCTYPE html>\n<html", text, StringComparison.Ordinal);
        Assert.EndsWith("</html>\n", text, StringComparison.Ordinal);
        Assert.DoesNotContain('\r', text);
        var root = Read(text);
        Assert.Equal(lang, root.Attribute("lang")!.Value);
        Assert.Equal("a & b", root.Descendants("title").Single().Value);
        Assert.Equal((caption, figure), (root.Descendants("caption").Single().Value, root.Descendants("figcaption").Single().Value));
    }

    /// <summary>Reads a document as XML, which every browser's reading agrees with here.</summary>
    internal static XElement Read(string text)
    {
        using var reader = XmlReader.Create(new StringReader(text), new() { DtdProcessing = DtdProcessing.Ignore });
        return XDocument.Load(reader).Root!;
    }

    private static XElement Parse(Action<MarkupWriter> write)
    {
        using var text = new StringWriter();
        write(new(text));
        return Read(text.ToString());
    }

    private static ReportTable Table(ExactSum total)
    {
        var table = new ReportTable("t", "分乡镇", "By township", [new("township", "乡镇", "Township", "", ReportColumnKind.Text), new("areaMu", "面积", "Area", "mu", ReportColumnKind.Sum) { Decimals = 1 }]);
        table.AddRow("东\n小字", (ExactSum?)ExactSum.Of(1234.5));
        table.AddRow("西", ReportCell.Missing);
        table.SetTotal(ReportCell.Missing, (ExactSum?)total);
        return table;
    }
}
