using System.Globalization;
using CarbonSink.Estimation;
using CarbonSink.Reports;
using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Spreadsheet;
using DocumentFormat.OpenXml.Validation;
using Xunit;

namespace CarbonSink.Tests.Reports;

public sealed class XlsxWorkbookTests
{
    private const int FirstRow = 6; // title, label, three rows of headings

    [Theory]
    [InlineData("zh")]
    [InlineData("en")]
    public void The_validator_of_the_format_finds_nothing(string language)
    {
        using var stream = Written(new(language, ReportLayout.Tables, "标题 & <b>", "副题", [Block(RandomTable.Of(1)), Block(Codes()), Block(RandomTable.Of(2)), new TableBlock("表 4", "form", Codes(isEmpty: true), []) { IsForm = true }])
        {
            Label = new string('&', 200),
            Marks = ["DOC-0001 \0 _x000D_"],
            Cover = [("编制单位", "林业局\n二科")],
        });
        using var document = SpreadsheetDocument.Open(stream, false);
        Assert.Empty(new OpenXmlValidator(FileFormatVersions.Office2019).Validate(document).Select(e => $"{e.Part?.Uri}: {e.Description}"));
        Assert.Equal(5, document.WorkbookPart!.WorksheetParts.Count());
    }

    [Fact]
    public void Every_figure_and_text_reads_back_and_a_missing_figure_is_an_empty_cell()
    {
        var (figures, missing) = (0, 0);
        for (var seed = 0; seed < 20; seed++)
        {
            var table = RandomTable.Of(seed);
            using var workbook = Open(table);
            for (var row = 0; row <= table.Rows.Count; row++)
            {
                for (var column = 0; column < table.Columns.Count; column++)
                {
                    var expected = row < table.Rows.Count ? table.Rows[row][column] : table.Total![column];
                    var cell = workbook[FirstRow + row, column];
                    if (table.Columns[column].Kind == ReportColumnKind.Text)
                    {
                        Assert.Equal(expected.Text ?? (column == 0 ? "合计" : ""), cell.InnerText);
                        continue;
                    }

                    Assert.Null(cell.DataType);
                    Assert.Equal<double?>(expected.Kind is null ? null : expected.Number, cell.CellValue is null ? null : double.Parse(cell.CellValue.Text, CultureInfo.InvariantCulture));
                    Assert.Equal(expected.Kind is null, cell.ChildElements.Count == 0);
                    _ = expected.Kind is null ? missing++ : figures++;
                }
            }
        }

        Assert.InRange(figures, 500, int.MaxValue);
        Assert.InRange(missing, 50, int.MaxValue);
    }

    [Fact]
    public void Subtotals_totals_sums_of_columns_and_arithmetic_are_formulas()
    {
        var table = new ReportTable("t", "表", "table", RandomTable.Columns);
        ReportCell[] Row(string name, long times) => [name, "01", (ExactSum?)ExactSum.Of(times), (ExactSum?)ExactSum.Of(3 * times), (ExactSum?)ExactSum.Of(4 * times), ReportCell.Missing, times, (double?)25];
        foreach (var (level, name, times) in ((int, string, long)[])[(0, "县", 6), (1, "东乡", 3), (2, "一村", 1), (2, "二村", 2), (1, "西乡", 3), (1, "国有", 5), (1, "集体", 1)])
            table.AddRow(level, Row(name, times));
        table.AddSum(0, [4, 1]);
        table.AddSum(1, [2, 3]);
        table.AddSum(0, [5, 6]);
        table.SetTotal(Row("", 6));
        using var workbook = Open(table);
        Assert.Equal("SUM(C7,C10)", workbook.FormulaOf("C6")); // by townships, the first that was said
        Assert.Equal("SUM(E8:E9)", workbook.FormulaOf("E7"));
        Assert.Equal("SUM(C8:D8)", workbook.FormulaOf("E8"));
        Assert.Equal("C8/(C8+D8)*100", workbook.FormulaOf("H8"));
        Assert.Equal("SUM(G6)", workbook.FormulaOf("G13")); // every other row is part of the county
        Assert.Equal("C13/(C13+D13)*100", workbook.FormulaOf("H13"));
        Assert.Null(workbook.FormulaOf("C8")); // a figure that was computed elsewhere
        Assert.Null(workbook.FormulaOf("F6")); // the sum of missing figures is missing, and SUM would say 0
    }

    [Theory]
    [InlineData("a-(b-c)", "A4-(B4-C4)", 5)] // a = 6, b = 3, c = 2
    [InlineData("(a - b) - c", "A4-B4-C4", 1)]
    [InlineData("a / (b * c)", "A4/(B4*C4)", 1)]
    [InlineData("a / b * c", "A4/B4*C4", 4)]
    [InlineData("-a * (b + 0.5)", "(-A4)*(B4+0.5)", -21)]
    public void Arithmetic_keeps_its_brackets(string formula, string inCells, double value)
    {
        ReportColumn Number(string key) => new(key, key, key, "", ReportColumnKind.Number);
        var table = new ReportTable("t", "表", "table", [Number("a"), Number("b"), Number("c"), Number("d") with { Formula = formula }]);
        table.AddRow((double?)6, (double?)3, (double?)2, (double?)value);
        using var workbook = Open(table);
        Assert.Equal(inCells, workbook.FormulaOf("D4"));
    }

    [Fact]
    public void A_sum_of_more_scattered_rows_than_a_formula_may_name_is_a_value()
    {
        ReportTable Of(int townships)
        {
            var table = new ReportTable("t", "表", "table", [RandomTable.Columns[RandomTable.Volume]]);
            for (var t = 0; t < townships; t++)
            {
                var (row, village) = (table.AddRow(0, (ExactSum?)ExactSum.Of(1)), table.AddRow(1, (ExactSum?)ExactSum.Of(1)));
                table.AddSum(row, [village]);
            }

            table.SetTotal((ExactSum?)ExactSum.Of(townships));
            return table;
        }

        using (var many = Open(Of(300)))
        {
            var formula = many.FormulaOf($"A{FirstRow + 600 - 1}")!;
            Assert.StartsWith("SUM(SUM(A5,A7,", formula, StringComparison.Ordinal); // no function takes 300 arguments
            Assert.EndsWith(",A603))", formula, StringComparison.Ordinal);
        }

        using var most = Open(Of(3000));
        Assert.Null(most.FormulaOf($"A{5 + 6000}"));
        Assert.Equal("3000", most.Cell($"A{5 + 6000}").CellValue!.Text);
    }

    [Fact]
    public void Headings_are_merged_as_they_are_read()
    {
        using var workbook = Open(RandomTable.Of(3));
        var merged = workbook.Sheet.Descendants<MergeCell>().Select(m => m.Reference!.Value!).ToList();
        Assert.Equal(["A1:H1", "A2:H2", "A3:A5", "B3:B5", "C3:F3", "G3:G5", "H3:H5", "C4:E4", "F4:F5"], merged.Take(9));
        Assert.Equal(["统计单位", "代码", "乔木林", "", "", "", "小班数", "纯林占比\n(%)"], Enumerable.Range(0, 8).Select(c => workbook[3, c].InnerText));
        Assert.Equal(["面积", "蓄积\n(m³)"], new[] { workbook[4, 2].InnerText, workbook[4, 5].InnerText });
        Assert.Equal("小计\n(ha)", workbook[5, 4].InnerText);
    }

    [Fact]
    public void Headings_and_names_stay_in_sight_and_are_printed_on_every_page()
    {
        using var workbook = Open(RandomTable.Of(3), "估算 A&B");
        var pane = workbook.Sheet.Descendants<Pane>().Single();
        Assert.Equal((2, 5, "C6"), ((int)pane.HorizontalSplit!.Value, (int)pane.VerticalSplit!.Value, pane.TopLeftCell!.Value));
        Assert.Equal("'表 3 各类面积蓄积统计表'!$1:$5", workbook.Document.WorkbookPart!.Workbook.DefinedNames!.Elements<DefinedName>().Single(n => n.Name == "_xlnm.Print_Titles").Text);
        Assert.Equal("&C估算 A&&B", workbook.Sheet.Descendants<OddHeader>().Single().Text);
        Assert.Equal("&C第 &P 页，共 &N 页", workbook.Sheet.Descendants<OddFooter>().Single().Text);
        Assert.Equal(OrientationValues.Landscape, workbook.Sheet.Descendants<PageSetup>().Single().Orientation!.Value);
    }

    [Fact]
    public void Figures_have_the_decimals_of_their_column_rows_their_indent_and_subtotals_are_bold()
    {
        using var workbook = Open(RandomTable.Of(3));
        var styles = workbook.Document.WorkbookPart!.WorkbookStylesPart!.Stylesheet;
        CellFormat Look(string name) => styles.CellFormats!.Elements<CellFormat>().ElementAt((int)workbook.Cell(name).StyleIndex!.Value);
        string Code(string name) => styles.NumberingFormats!.Elements<NumberingFormat>().Single(f => f.NumberFormatId! == Look(name).NumberFormatId!).FormatCode!;
        bool IsBold(string name) => styles.Fonts!.Elements<Font>().ElementAt((int)Look(name).FontId!.Value).Bold is not null;
        Assert.Equal(["#,##0.00", "#,##0", "#,##0"], ((string[])["C6", "F6", "G6"]).Select(Code));
        Assert.Equal([null, 1u, 2u], ((string[])["A6", "A7", "A8"]).Select(n => Look(n).Alignment!.Indent?.Value));
        Assert.Equal([true, true, false], ((string[])["C6", "C7", "C8"]).Select(IsBold));
        Assert.Equal(49u, Look("B8").NumberFormatId!.Value); // text
    }

    [Fact]
    public void Codes_keep_their_zeros_and_no_text_is_a_formula()
    {
        using var workbook = Open(Codes());
        Assert.Equal(["0111", "=1+1", "a_x005F_x000D_b", "—"], new[] { "A4", "A5", "A6", "A7" }.Select(n => workbook.Cell(n).InnerText));
        Assert.All(new[] { "A4", "A5", "A6" }, n => Assert.Equal(CellValues.InlineString, workbook.Cell(n).DataType!.Value));
        Assert.Null(workbook.FormulaOf("A5"));
    }

    [Fact]
    public void Sheets_have_names_that_workbooks_accept_and_the_cover_leads_to_them()
    {
        var title = "a[b]:c*d?e/f\\g 一二三四五六七八九十一二三四五六七八九十";
        ReportTable Of() => new("t", title, title, [RandomTable.Columns[0]]);
        using var stream = Written(new("zh", ReportLayout.Official, "题", "", [new TableBlock("表 1", "a", Of(), []), new TableBlock("表 1", "b", Of(), []), new TableBlock("'", "c", Of(), [])]));
        using var document = SpreadsheetDocument.Open(stream, false);
        var names = document.WorkbookPart!.Workbook.Descendants<Sheet>().Select(s => s.Name!.Value!).ToList();
        Assert.Equal(["封面", "表 1 a b  c d e f g 一二三四五六七八九十一二", "表 1 a b  c d e f g 一二三四五六七八 (2)"], names.Take(3));
        Assert.All(names, n => Assert.InRange(n.Length, 1, 31));
        Assert.Equal(names.Count, names.Distinct(StringComparer.OrdinalIgnoreCase).Count());
        var links = ((WorksheetPart)document.WorkbookPart.GetPartById("rId1")).Worksheet.Descendants<Hyperlink>().Select(h => h.Location!.Value).ToList();
        Assert.Equal(names.Skip(1).Select(n => $"'{n.Replace("'", "''", StringComparison.Ordinal)}'!A1"), links);
    }

    [Fact]
    public void Notes_stand_below_the_table_the_remark_on_rounding_among_them()
    {
        var table = RandomTable.Of(3);
        using var workbook = Open(table);
        var below = Enumerable.Range(FirstRow + table.Rows.Count + 1, 4).Select(r => workbook[r, 0].InnerText).ToList();
        Assert.Equal(["面积为椭球面积。", table.RoundingNote("zh")!, "出处：balance.json", "计算附录第 3 项"], below);
    }

    [Fact]
    public void The_same_report_gives_the_same_bytes()
    {
        using var first = Written(Report(RandomTable.Of(4)));
        using var second = Written(Report(RandomTable.Of(4)));
        Assert.Equal(first.ToArray(), second.ToArray());
    }

    [Fact]
    public void A_table_that_does_not_add_up_leaves_no_byte()
    {
        using var stream = new MemoryStream();
        Assert.Throws<SumMismatchException>(() => XlsxWorkbook.Write(new("zh", ReportLayout.Tables, "题", "", [Block(RandomTable.Of(1)), Block(RandomTable.Of(1, (2, RandomTable.Volume)))]), stream));
        Assert.Equal(0, stream.Length);
    }

    private static ReportTable Codes(bool isEmpty = false)
    {
        var table = new ReportTable("codes", "代码", "Codes", [RandomTable.Columns[1]]);
        foreach (var code in isEmpty ? [] : (string[])["0111", "=1+1", "a_x000D_b"])
            table.AddRow(code);
        if (!isEmpty)
            table.AddRow(ReportCell.Missing);
        return table;
    }

    private static TableBlock Block(ReportTable table) => new("表 3", "t", table, ["面积为椭球面积。"]) { Trace = "balance.json", Key = 3 };

    private static ReportDocument Report(ReportTable table, string label = "") => new("zh", ReportLayout.Official, "题", "", [Block(table)]) { Label = label };

    private static MemoryStream Written(ReportDocument document)
    {
        var stream = new MemoryStream();
        XlsxWorkbook.Write(document, stream);
        return stream;
    }

    private static OpenWorkbook Open(ReportTable table, string label = "") => new(Written(Report(table, label)));

    private sealed class OpenWorkbook : IDisposable
    {
        private readonly MemoryStream stream;
        private readonly Dictionary<string, Cell> cells;

        public OpenWorkbook(MemoryStream stream)
        {
            this.stream = stream;
            Document = SpreadsheetDocument.Open(stream, false);
            Sheet = ((WorksheetPart)Document.WorkbookPart!.GetPartById("rId2")).Worksheet;
            cells = Sheet.Descendants<Cell>().ToDictionary(c => c.CellReference!.Value!, StringComparer.Ordinal);
        }

        public SpreadsheetDocument Document { get; }

        public Worksheet Sheet { get; }

        public Cell this[int row, int column] => cells[$"{(char)('A' + column)}{row}"];

        public Cell Cell(string name) => cells[name];

        public string? FormulaOf(string name) => cells[name].CellFormula?.Text;

        public void Dispose()
        {
            Document.Dispose();
            stream.Dispose();
        }
    }
}
