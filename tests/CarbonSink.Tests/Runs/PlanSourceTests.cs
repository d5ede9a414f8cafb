using System.Text;
using CarbonSink.Findings;
using CarbonSink.Methodologies;
using CarbonSink.Reports;
using CarbonSink.Runs;
using CarbonSink.Targets;
using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Wordprocessing;
using Xunit;

namespace CarbonSink.Tests.Runs;

/// <summary>Plans as files: encodings, documents, tables of targets, and what is refused.</summary>
public sealed class PlanSourceTests : IDisposable
{
    private const string Plan = "甲县碳达峰实施方案\n二、主要目标\n到2025年，森林覆盖率达到61.5%，森林蓄积量达420万立方米以上。\n到2030年，森林蓄积量进一步增加。\n";

    private static readonly IReadOnlyList<TargetIndicator> Indicators = TargetIndicators.All(MethodologyCatalog.Open(Repository.PathOf("methodology")));

    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("plan");

    public void Dispose() => folder.Delete(recursive: true);

    [Fact]
    public void Every_encoding_and_line_end_gives_the_same_targets()
    {
        Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);
        string Read(string name, byte[] bytes) => Keys(ImportRun.Read(Written(name, bytes), Indicators, new FindingLog())[0]);
        var plain = Read("a.txt", Encoding.UTF8.GetBytes(Plan));
        Assert.Equal("forest_coverage 2025 61.5% reach; forest_stock 2025 420万立方米 >=; forest_stock 2030 万立方米 increase", plain);
        Assert.Equal(plain, Read("b.txt", new UTF8Encoding(true).GetPreamble().Concat(Encoding.UTF8.GetBytes(Plan)).ToArray()));
        Assert.Equal(plain, Read("c.txt", Encoding.GetEncoding("GB18030").GetBytes(Plan)));
        Assert.Equal(plain, Read("d.md", Encoding.UTF8.GetBytes(Plan.ReplaceLineEndings("\r\n"))));
        Assert.Equal(plain, Read("e.txt", Encoding.Unicode.GetPreamble().Concat(Encoding.Unicode.GetBytes(Plan)).ToArray()));
    }

    [Theory]
    [InlineData("a.doc", "TGT-0020")]
    [InlineData("a.pdf", "TGT-0020")]
    [InlineData("a.wps", "TGT-0020")]
    [InlineData("a.html", "TGT-0020")]
    [InlineData("empty.txt", "TGT-0021")]
    [InlineData("binary.txt", "TGT-0020")]
    [InlineData("broken.docx", "GIS-0097")]
    [InlineData("broken.xlsx", "GIS-0090")]
    public void What_is_not_read_is_refused_with_a_remedy(string name, string code)
    {
        var path = Written(name, name switch { "empty.txt" => "  \n \n"u8.ToArray(), "binary.txt" => [0xD0, 0xCF, 0x11, 0xE0, 0, 1, 2], _ => "PK\u0003\u0004 no archive"u8.ToArray() });
        var finding = Assert.Throws<RefusedInputException>(() => PlanSource.Read(path)).Finding;
        Assert.Equal(code, finding.Rule.Code);
        Assert.NotEmpty(finding.Hint("zh"));
    }

    [Fact]
    public void A_missing_plan_is_told() => Assert.Equal("TGT-0022", Assert.Throws<RefusedInputException>(() => PlanSource.Read(Path.Combine(folder.FullName, "none.txt"))).Finding.Rule.Code);

    [Fact]
    public void A_document_has_its_numbers_tables_boxes_and_no_deleted_text()
    {
        var path = Path.Combine(folder.FullName, "plan.docx");
        using (var document = WordprocessingDocument.Create(path, WordprocessingDocumentType.Document))
        {
            var part = document.AddMainDocumentPart();
            part.AddNewPart<NumberingDefinitionsPart>().Numbering = new Numbering(
                new AbstractNum(new Level(new StartNumberingValue { Val = 1 }, new NumberingFormat { Val = NumberFormatValues.ChineseCountingThousand }, new LevelText { Val = "%1、" }) { LevelIndex = 0 }) { AbstractNumberId = 0 },
                new NumberingInstance(new AbstractNumId { Val = 0 }) { NumberID = 1 });
            Paragraph Numbered(string text) => new(new ParagraphProperties(new NumberingProperties(new NumberingLevelReference { Val = 0 }, new NumberingId { Val = 1 })), new Run(new Text(text)));
            Paragraph Plain(params OpenXmlElement[] runs) => new(runs);
            TableCell Cell(string text, VerticalMerge? merge = null, int span = 1) => new(new TableCellProperties(new GridSpan { Val = span }, merge ?? new VerticalMerge { Val = MergedCellValues.Restart }), Plain(new Run(new Text(text))));
            part.Document = new Document(new Body(
                Plain(new Run(new Text("甲县碳达峰实施方案"))),
                Numbered("总体要求"),
                Numbered("主要目标"),
                Plain(new Run(new Text("到2025年，森林覆盖率达到")), new DeletedRun(new Run(new DeletedText("58"))), new InsertedRun(new Run(new Text("61.5"))), new Run(new Text("%。"))),
                Plain(new Run(new Text("指标表"))),
                new Table(
                    new TableRow(Cell("指标"), Cell("单位"), Cell("2020年"), Cell("目标", span: 2)),
                    new TableRow(Cell("", new VerticalMerge()), Cell("", new VerticalMerge()), Cell("", new VerticalMerge()), Cell("2025年"), Cell("2030年")),
                    new TableRow(Cell("森林蓄积量"), Cell("万立方米"), Cell("400"), Cell("≥420"), Cell("≥430"))),
                Plain(new Run(new Text("完")))));
        }

        var read = PlanSource.Read(path);
        Assert.Equal(["甲县碳达峰实施方案", "一、总体要求", "二、主要目标", "到2025年，森林覆盖率达到61.5%。", "指标表", "完"], read.Lines.Select(l => l.Text));
        // Five paragraphs, a row of four cells and one of five stand before the last row.
        Assert.Equal((20, "指标表", 15), (read.Lines[^1].Number, read.Tables[0].Title, read.Tables[0].Rows[2].Line));
        Assert.Equal(["指标", "单位", "2020年", "2025年", "2030年"], read.Tables[0].Rows[1].Cells);
        Assert.Equal("forest_coverage 2025 61.5% reach; forest_stock 2025 420万立方米 >=; forest_stock 2030 430万立方米 >=", Keys(ImportRun.Read(path, Indicators, new FindingLog())[0]));
    }

    [Fact]
    public void The_table_of_targets_reads_back_the_same()
    {
        var readings = ImportRun.Read(Written("plan.txt", Encoding.UTF8.GetBytes(Plan + "到2025年，森林覆盖率达到61.5%，力争达到62%。（县林业局牵头，县发改局配合）\n到2025年，湿地保护率70.10%左右。\n")), Indicators, new FindingLog());
        Save("targets.csv", TargetTable.Of(readings));
        Save("citations.csv", TargetTable.Citations(readings));
        var findings = new FindingLog();
        var back = TargetTable.Read(Path.Combine(folder.FullName, "targets.csv"), Indicators, findings);
        Assert.Empty(findings.Findings);
        Assert.Equal(Text(TargetTable.Of(readings)), Text(TargetTable.Of(back)));
        Assert.Equal(Text(TargetTable.Citations(readings)), Text(TargetTable.Citations(back)));
        Assert.Contains(readings[0].Targets, t => t.Value?.ToString(System.Globalization.CultureInfo.InvariantCulture) == "70.10");
        Assert.Equal((readings[0].Region, readings[0].Title), (back[0].Region, back[0].Title));
    }

    [Fact]
    public void Wrong_cells_are_told_with_line_column_and_value()
    {
        var path = Written("targets.csv", Encoding.UTF8.GetBytes("target_id,indicator,target_year,target_value,unit,comparator\nA,forest_coverage,2025,61.5,%,>=\nB,no_such,2025,1,%,>=\nC,forest_coverage,2025,六十,%,>=\nD,forest_coverage,25,60,%,about\nE,forest_stock,2025,5,公顷,none\nA,forest_coverage,2030,62,%,>=\nF,forest_coverage,2030,,%,none\n"));
        var findings = new FindingLog();
        var targets = TargetTable.Read(path, Indicators, findings)[0].Targets;
        Assert.Equal(["A", "F"], targets.Select(t => t.Id));
        Assert.Equal(["2 indicator no_such", "3 target_value 六十", "4 comparator about", "4 target_year 25", "5 unit 公顷"], findings.Findings.Where(f => f.Rule == PlanFindings.BadCell).Select(f => $"{f.Record} {f.Field} {f.Value}"));
        Assert.Equal((1, 1), (findings.Count(PlanFindings.IdTwice), findings.Count(PlanFindings.NoValue)));
        Assert.Equal("TGT-0025", Assert.Throws<RefusedInputException>(() => TargetTable.Read(Written("x.csv", "id,indicator\nA,forest_coverage\n"u8.ToArray()), Indicators, findings)).Finding.Rule.Code);
    }

    [Fact]
    public void Cuts_and_garbage_are_refused_or_read_but_never_break()
    {
        var random = new Random(7);
        var source = Plan + "序号\t指标\t单位\t2020年\t2025年\t属性\n1\t森林覆盖率\t%\t60\t≥61\t约束性\n|指标|2020年|2025年|\n|湿地保护率（%）|50|[5]|\n序号\n指标\n单位\n2015年\n2020年\n变化率\n1\n森林\n覆盖率\n%\n60\n61\n1%\n";
        const string Noise = "|\t \u3000%0123456789.,年到达以上（）()【[]】≥≤—-\n\r\0\ud800万亩公顷森林覆盖率十四五";
        for (var run = 0; run < 400; run++)
        {
            var text = new StringBuilder(source[random.Next(source.Length)..]);
            text.Length = random.Next(text.Length + 1);
            for (var i = random.Next(30); i > 0; i--)
                text.Insert(random.Next(text.Length + 1), Noise[random.Next(Noise.Length)].ToString(), random.Next(1, 4));
            var bytes = Encoding.UTF8.GetBytes(text.ToString());
            foreach (var extension in (string[])["txt", "csv"])
            {
                try
                {
                    ImportRun.Read(Written($"f.{extension}", run % 3 == 0 ? [.. bytes.Where(_ => random.Next(20) > 0)] : bytes), Indicators, new FindingLog());
                }
                catch (RefusedInputException refused)
                {
                    Assert.NotEmpty(refused.Finding.Hint("en"));
                }
            }
        }
    }

    private static string Keys(PlanReading reading) => string.Join("; ", reading.Targets.Select(t => $"{t.Indicator} {t.Year} {t.Value}{t.Unit} {t.Comparator.Word()}"));

    private static string Text(ReportTable table)
    {
        using var stream = new MemoryStream();
        CsvTable.Write(table, stream);
        return Encoding.UTF8.GetString(stream.ToArray());
    }

    private void Save(string name, ReportTable table)
    {
        using var stream = File.Create(Path.Combine(folder.FullName, name));
        CsvTable.Write(table, stream);
    }

    private string Written(string name, byte[] bytes)
    {
        var path = Path.Combine(folder.FullName, name);
        File.WriteAllBytes(path, bytes);
        return path;
    }
}
