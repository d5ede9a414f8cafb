using System.IO.Compression;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using CarbonSink.Estimation;
using CarbonSink.Reports;
using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Validation;
using FsCheck;
using FsCheck.Fluent;
using Xunit;

namespace CarbonSink.Tests.Reports;

/// <summary>Text documents against the schema of Office, and read back without the writer.</summary>
public sealed class DocxDocumentTests
{
    private static readonly XNamespace W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";

    public static TheoryData<string, ReportLayout> Samples => new()
    {
        { "zh", ReportLayout.Official }, { "zh", ReportLayout.Certificate }, { "zh", ReportLayout.Tables },
        { "en", ReportLayout.Official }, { "en", ReportLayout.Certificate }, { "en", ReportLayout.Tables },
    };

    [Theory]
    [MemberData(nameof(Samples))]
    public void Office_finds_no_error(string language, ReportLayout layout) => Assert.Empty(Errors(DocxSamples.Bytes(Sample(language, layout))));

    [Fact]
    public void The_validator_finds_what_it_must_find()
    {
        var broken = Changed(DocxSamples.Bytes(DocxSamples.Certificate("zh")), "word/document.xml", text => text.Replace("<w:keepNext", "<w:keepsNext", StringComparison.Ordinal));
        Assert.NotEmpty(Errors(broken));
    }

    [Theory]
    [MemberData(nameof(Samples))]
    public void Tables_read_back_hold_what_the_report_holds(string language, ReportLayout layout)
    {
        var document = Sample(language, layout);
        var written = Tables(Body(document)).GetEnumerator();
        foreach (var block in document.Tables)
        {
            var covered = new HashSet<int>();
            while (covered.Count < block.Table.Columns.Count)
            {
                Assert.True(written.MoveNext(), $"{block.Number} is not whole");
                var columns = Columns(written.Current, block.Table, language);
                covered.UnionWith(columns);
                var rows = written.Current.Elements(W + "tr").Where(r => r.Descendants(W + "tblHeader").FirstOrDefault() is null).Select(r => r.Elements(W + "tc").Select(CellText).ToArray()).ToList();
                Assert.Equal(block.Table.Rows.Count + (block.Table.Total is null ? 0 : 1), rows.Count);
                for (var r = 0; r < block.Table.Rows.Count; r++)
                    Assert.Equal(columns.Select(c => block.IsForm && block.Table.Rows[r][c].Kind is null ? "" : HtmlTable.Text(block.Table.Rows[r][c], block.Table.Columns[c].Decimals)), rows[r]);
                if (block.Table.Total is { } total)
                    Assert.Equal(columns.Skip(1).Select(c => total[c].Kind is null ? "" : HtmlTable.Text(total[c], block.Table.Columns[c].Decimals)), rows[^1].Skip(1));
            }
        }

        Assert.False(written.MoveNext());
    }

    [Theory]
    [MemberData(nameof(Samples))]
    public void Tables_fit_between_the_margins_and_rows_stay_whole(string language, ReportLayout layout)
    {
        foreach (var table in Tables(Body(Sample(language, layout))))
        {
            var page = table.ElementsAfterSelf().DescendantsAndSelf(W + "sectPr").First();
            var room = Number(page, "pgSz", "w") - Number(page, "pgMar", "left") - Number(page, "pgMar", "right");
            Assert.InRange(table.Element(W + "tblGrid")!.Elements().Sum(c => (int)c.Attribute(W + "w")!), 1, room + 1);
            Assert.All(table.Elements(W + "tr"), r => Assert.NotNull(r.Element(W + "trPr")!.Element(W + "cantSplit")));
            Assert.NotNull(table.Element(W + "tr")!.Element(W + "trPr")!.Element(W + "tblHeader"));
            Assert.All(table.Elements(W + "tr"), r => Assert.Equal(table.Element(W + "tblGrid")!.Elements().Count(), r.Elements(W + "tc").Sum(c => (int?)c.Element(W + "tcPr")!.Element(W + "gridSpan")?.Attribute(W + "val") ?? 1)));
        }

        static int Number(XElement page, string element, string attribute) => (int)page.Element(W + element)!.Attribute(W + attribute)!;
    }

    [Theory]
    [InlineData("zh")]
    [InlineData("en")]
    public void References_resolve_to_what_they_say(string language)
    {
        var document = DocxSamples.Official(language);
        var body = Body(document);
        var bookmarks = body.Descendants(W + "bookmarkStart").Select(b => (string)b.Attribute(W + "name")!).ToHashSet(StringComparer.Ordinal);
        var instructions = body.Descendants(W + "instrText").Select(i => i.Value.Trim().Split(' ')).ToList();
        Assert.Equal(document.Blocks.Count(b => b is HeadingBlock or TableBlock or FigureBlock), bookmarks.Count);
        Assert.All(instructions.Where(i => i[0] == "REF"), i => Assert.Contains(i[1], bookmarks));
        Assert.All(body.Descendants(W + "hyperlink"), h => Assert.Contains((string)h.Attribute(W + "anchor")!, bookmarks));
        // Table 1, figure 1, tables 2, 5 and 6: the jump to 5 is set, the others are counted.
        Assert.Equal(["1", "1", "2", "5", "6"], Results(body, "SEQ"));
        Assert.Equal(1, instructions.Count(i => i[0] == "SEQ" && i.Contains("\\r")));
        Assert.Equal(body.Descendants(W + "fldChar").Count(f => (string?)f.Attribute(W + "fldCharType") == "begin"), body.Descendants(W + "fldChar").Count(f => (string?)f.Attribute(W + "fldCharType") == "end"));
        var entries = body.Descendants(W + "p").Where(p => Style(p).StartsWith("TOC", StringComparison.Ordinal) && Style(p) != "TOCHeading").Select(p => string.Concat(p.Descendants(W + "t").Select(t => t.Value)).Replace("  ", "", StringComparison.Ordinal));
        Assert.Equal(document.Blocks.OfType<HeadingBlock>().Where(h => h.Level <= 3).Select(h => h.Number + h.Text), entries);
    }

    [Fact]
    public void Headings_are_counted_by_their_style_and_another_number_stands_as_text()
    {
        var document = new ReportDocument("zh", ReportLayout.Official, "t", "", [new HeadingBlock(1, "一、", "甲", "a"), new HeadingBlock(2, "（一）", "乙", "b"), new HeadingBlock(1, "三、", "丙", "c"), new HeadingBlock(1, "二、", "丁", "d"), new HeadingBlock(1, "", "附录", "e")]);
        var headings = Body(document).Descendants(W + "p").Where(p => Style(p).StartsWith("Heading", StringComparison.Ordinal)).ToList();
        Assert.Equal(["甲", "乙", "三、丙", "丁", "附录"], headings.Select(h => string.Concat(h.Descendants(W + "t").Select(t => t.Value))));
        Assert.Equal([null, null, "0", null, "0"], headings.Select(h => (string?)h.Descendants(W + "numId").FirstOrDefault()?.Attribute(W + "val")));
    }

    [Fact]
    public void Headings_of_several_rows_merge_across_and_down()
    {
        var rows = Tables(Body(DocxSamples.Tables("zh"))).First().Elements(W + "tr").Take(3).Select(r => r.Elements(W + "tc").Select(c => $"{CellText(c)}{(int?)c.Descendants(W + "gridSpan").FirstOrDefault()?.Attribute(W + "val")}{(c.Descendants(W + "vMerge").FirstOrDefault() is { } m ? (string?)m.Attribute(W + "val") == "restart" ? "↓" : "|" : "")}").ToArray()).ToArray();
        Assert.Equal(["统计单位↓", "土地总面积↓", "林地4", "非林地↓"], rows[0]);
        Assert.Equal(["|", "|", "合计↓", "乔木林2", "竹林↓", "|"], rows[1]);
        Assert.Equal(["|", "|", "|", "纯林", "混交林", "|", "|"], rows[2]);
    }

    [Fact]
    public void The_same_report_is_the_same_file_without_a_date_and_no_fields_are_updated_unasked()
    {
        var bytes = DocxSamples.Bytes(DocxSamples.Official("zh"));
        Assert.Equal(bytes, DocxSamples.Bytes(DocxSamples.Official("zh")));
        Assert.DoesNotContain("dcterms", Part(bytes, "docProps/core.xml").ToString(), StringComparison.Ordinal);
        Assert.Contains("zh-CN", Part(bytes, "docProps/core.xml").ToString(), StringComparison.Ordinal);
        Assert.Empty(Part(bytes, "word/settings.xml").Descendants(W + "updateFields"));
    }

    [Fact]
    public void Misuse_is_refused_and_a_table_that_does_not_add_up_leaves_nothing_behind()
    {
        var table = new ReportTable("t", "表", "table", [new("n", "数", "N", "", ReportColumnKind.Count)]);
        table.AddRow(1L);
        table.SetTotal(2L);
        using var stream = new MemoryStream();
        Assert.Throws<SumMismatchException>(() => DocxDocument.Write(Of(new TableBlock("表 1", "t", table, [])), new Dictionary<string, byte[]>(StringComparer.Ordinal), stream));
        Assert.Throws<ArgumentException>(() => DocxDocument.Write(Of(new ParagraphBlock(ParagraphKind.Body, [new("表 9") { Target = "nowhere" }])), new Dictionary<string, byte[]>(StringComparer.Ordinal), stream));
        Assert.Throws<ArgumentException>(() => DocxDocument.Write(Of(new FigureBlock("图 1", "f", "c", "<svg/>", []) { Size = (1, 1) }), new Dictionary<string, byte[]>(StringComparer.Ordinal), stream));
        Assert.Throws<ArgumentException>(() => DocxDocument.Write(Of(new HeadingBlock(1, "一、", "a", "x"), new HeadingBlock(1, "二、", "b", "x")), new Dictionary<string, byte[]>(StringComparer.Ordinal), stream));
        Assert.Equal(0, stream.Length);
        static ReportDocument Of(params ReportBlock[] blocks) => new("zh", ReportLayout.Official, "t", "", blocks);
    }

    [Fact]
    public void Any_sequence_of_blocks_is_a_valid_document() =>
        Prop.ForAll(
            Gen.Choose(0, 9).ListOf().Select(kinds => kinds.ToList()).ToArbitrary(),
            kinds =>
            {
                foreach (var layout in Enum.GetValues<ReportLayout>())
                {
                    var document = new ReportDocument(kinds.Count % 2 == 0 ? "zh" : "en", layout, "任意\u0001 & <文>", "", [.. kinds.Select((k, at) => Block(k, $"b{at}"))]);
                    Assert.Empty(Errors(DocxSamples.Bytes(document)));
                }
            }).Check(Config.QuickThrowOnFailure.WithMaxTest(25));

    private static ReportBlock Block(int kind, string anchor) => kind switch
    {
        0 => new HeadingBlock(1 + (anchor.Length % 4), "一、", "标题\n两行", anchor),
        1 => new ParagraphBlock(ParagraphKind.Body, []),
        2 => new ParagraphBlock(ParagraphKind.Signature, [new("签字\t\u0007\uD800")]),
        3 => new TableBlock("表 1", anchor, DocxSamples.Townships(4), []),
        4 => new TableBlock("Table A-7", anchor, DocxSamples.AgeClasses(1), ["n"]) { IsWide = true },
        5 => new TableBlock("附表", anchor, DocxSamples.Many(30), []) { Key = 1 },
        6 => new ContentsBlock(),
        7 => new PageBreak(),
        8 => new ParagraphBlock(ParagraphKind.Point, [new("自引") { Key = 3, IsBold = true }]),
        _ => new FigureBlock("图 1", anchor, "图", "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 9999 400\"/>", []) { Size = (9999, 400) },
    };

    private static ReportDocument Sample(string language, ReportLayout layout) => layout switch
    {
        ReportLayout.Certificate => DocxSamples.Certificate(language),
        ReportLayout.Tables => DocxSamples.Tables(language),
        _ => DocxSamples.Official(language),
    };

    private static List<string> Errors(byte[] bytes)
    {
        using var stream = new MemoryStream(bytes);
        using var file = WordprocessingDocument.Open(stream, false);
        return [.. ((FileFormatVersions[])[FileFormatVersions.Office2019, FileFormatVersions.Microsoft365]).SelectMany(v => new OpenXmlValidator(v).Validate(file)).Select(e => $"{e.Part?.Uri} {e.Path?.XPath} {e.Description}")];
    }

    private static byte[] Changed(byte[] bytes, string path, Func<string, string> change)
    {
        using var stream = new MemoryStream();
        stream.Write(bytes);
        using (var zip = new ZipArchive(stream, ZipArchiveMode.Update, leaveOpen: true))
        {
            var text = change(Part(bytes, path).ToString(SaveOptions.DisableFormatting));
            zip.GetEntry(path)!.Delete();
            using var writer = new StreamWriter(zip.CreateEntry(path).Open());
            writer.Write(text);
        }

        return stream.ToArray();
    }

    private static XElement Part(byte[] bytes, string path)
    {
        using var zip = new ZipArchive(new MemoryStream(bytes));
        using var part = zip.GetEntry(path)!.Open();
        return XElement.Load(part);
    }

    private static XElement Body(ReportDocument document) => Part(DocxSamples.Bytes(document), "word/document.xml").Element(W + "body")!;

    private static IEnumerable<XElement> Tables(XElement body) => body.Elements(W + "tbl").Where(t => (string?)t.Descendants(W + "tblStyle").FirstOrDefault()?.Attribute(W + "val") == "ThreeLines");

    private static string Style(XElement paragraph) => (string?)paragraph.Descendants(W + "pStyle").FirstOrDefault()?.Attribute(W + "val") ?? "";

    private static string CellText(XElement cell) => string.Concat(cell.Descendants().Select(e => e.Name == W + "t" ? e.Value : e.Name == W + "br" ? "\n" : ""));

    /// <summary>Which columns a part shows, by what stands above its cells.</summary>
    private static List<int> Columns(XElement written, ReportTable table, string language)
    {
        var width = written.Element(W + "tblGrid")!.Elements().Count();
        var own = new string[width];
        foreach (var row in written.Elements(W + "tr").Where(r => r.Descendants(W + "tblHeader").Any()))
        {
            var at = 0;
            foreach (var cell in row.Elements(W + "tc"))
            {
                var span = (int?)cell.Descendants(W + "gridSpan").FirstOrDefault()?.Attribute(W + "val") ?? 1;
                var text = string.Concat(cell.Elements(W + "p").First().Descendants(W + "t").Select(t => t.Value));
                for (var c = at; c < at + span; c++)
                    own[c] = text.Length == 0 ? own[c] : own[c] is null ? text : $"{own[c]}|{text}";
                at += span;
            }
        }

        var headings = table.Columns.Select(c => string.Join('|', c.Headings(language))).ToList();
        return [.. own.Select(h => headings.IndexOf(h))];
    }

    private static List<string> Results(XElement body, string field)
    {
        var found = new List<string>();
        foreach (var instruction in body.Descendants(W + "instrText").Where(i => Regex.IsMatch(i.Value, $"^ {field} ", RegexOptions.CultureInvariant, TimeSpan.FromSeconds(1))))
            found.Add(string.Concat(instruction.Parent!.ElementsAfterSelf().TakeWhile(r => (string?)r.Element(W + "fldChar")?.Attribute(W + "fldCharType") != "end").Descendants(W + "t").Select(t => t.Value)));
        return found;
    }
}
