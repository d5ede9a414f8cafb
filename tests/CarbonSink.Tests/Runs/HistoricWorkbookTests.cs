using CarbonSink.Findings;
using CarbonSink.Runs;
using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Spreadsheet;
using Xunit;

namespace CarbonSink.Tests.Runs;

/// <summary>Workbooks as offices make them, written cell by cell: every dirty row is listed with its sheet and row, and nothing becomes 0.</summary>
public sealed class HistoricWorkbookTests : IDisposable
{
    private const uint Plain = 0, Date = 1, Percent = 2, OwnPercent = 3;

    private readonly string folder = Directory.CreateTempSubdirectory("historic-").FullName;

    private static string Methodology => Path.Combine(AppContext.BaseDirectory, "methodology");

    public void Dispose() => Directory.Delete(folder, recursive: true);

    /// <summary>Row 1 a title over merged cells, row 2 the heading; rows 3 to 12 records.</summary>
    [Fact]
    public void Every_dirty_cell_lists_its_row_by_sheet_and_number()
    {
        var result = Trial(skip: 1, new Tab("签发", Merged: "A1:C1")
        {
            Rows =
            {
                [1] = [Text("某登记簿签发记录（2020）")],
                [2] = [Text("id"), Text("project"), Text("t")],
                [3] = [Text("A"), Text("P"), Number("100")],
                [4] = [Text("B"), Text("P"), Number("43957", Date)], // a date: 2020-05-06
                [5] = [Text("C"), Text("P"), Number("0.5", Percent)], // 50%
                [6] = [Text("D"), Text("P"), Error("#REF!")],
                [7] = [Text("E"), Text("P"), Text("1,234")],
                [8] = [Text("F"), Text("P"), Text("1,23")],
                [10] = [Text("G"), Text("P"), Number("0.05", OwnPercent)], // row 9 is blank
                [11] = [Text("H"), Text("P"), Number("7")],
                [12] = [Text("I"), Text("P"), Formula("SUM(C3:C4)")],
            },
        });
        Assert.Equal(
            [("签发", 4, "REG-0080"), ("签发", 5, "REG-0083"), ("签发", 6, "REG-0079"), ("签发", 8, "REG-0054"), ("签发", 10, "REG-0083"), ("签发", 12, "REG-0079")],
            result.Listed.Select(l => (l.File.Split('#')[1], l.Line, l.Findings[0].Rule.Code)));
        Assert.Equal((9, 3), ((int)result.RowsRead, (int)result.RowsAdded));
        Assert.Equal(1341m, result.Sums.Sum(s => s.Imported ?? 0)); // 100 + 1,234 + 7
        Assert.All(result.Listed, l => Assert.Empty(l.Quantities)); // none of them became a number, least of all 0
        Assert.All(result.Listed, l => Assert.NotEmpty(l.Findings[0].Hint("zh")));
        Assert.DoesNotContain(result.Sums, s => s.Listed == 0);
    }

    /// <summary>What is printed for the sums: rows read = imported + listed, and a quantity that is not known has no sum.</summary>
    [Fact]
    public void Sums_are_printed_and_a_quantity_that_is_not_known_has_none()
    {
        var result = Trial(skip: 0, new Tab("S")
        {
            Rows =
            {
                [1] = [Text("id"), Text("project"), Text("t")],
                [2] = [Text("A"), Text("P"), Number("10")],
                [3] = [Text("B"), Text("P"), Error("#DIV/0!")],
                [4] = [Text("C"), Text("P"), Text("-5")], // negative: read and listed
            },
        });
        var sums = HistoricTables.Sums(result).Rows.Select(r => string.Join('|', r.Skip(3).Select(c => c.Kind is null ? "—" : c.Text ?? $"{c.Count}")));
        // quantity | rows read, imported, listed | sums read, imported, listed
        Assert.Equal(["—|1|0|1|—|—|—", "t|2|1|1|5|10|-5"], sums);
    }

    [Fact]
    public void A_cell_merged_downwards_has_its_value_in_the_first_row_only()
    {
        var result = Trial(skip: 0, new Tab("S", Merged: "A2:A3")
        {
            Rows =
            {
                [1] = [Text("id"), Text("project"), Text("t")],
                [2] = [Text("A"), Text("P"), Number("10")],
                [3] = [null, Text("Q"), Number("20")],
            },
        });
        var listed = Assert.Single(result.Listed);
        Assert.Equal((3, HistoricFindings.BlankNeeded), (listed.Line, listed.Findings[0].Rule));
        Assert.Equal((30m, 10m, 20m), (result.Sums.Sum(s => s.Read ?? 0), result.Sums.Sum(s => s.Imported ?? 0), result.Sums.Sum(s => s.Listed ?? 0)));
    }

    /// <summary>A heading over two rows: the mapping skips the first; what the second does not name is no column of it.</summary>
    [Fact]
    public void A_heading_of_two_rows_is_read_by_its_second()
    {
        var result = Trial(skip: 1, new Tab("S", Merged: "B1:C1")
        {
            Rows =
            {
                [1] = [Text("编号"), Text("项目和数量")],
                [2] = [Text("id"), Text("project"), Text("t")],
                [3] = [Text("A"), Text("P"), Number("10")],
            },
        });
        Assert.Empty(result.Listed);
        Assert.Equal(10m, Assert.Single(result.Sums).Imported);
    }

    [Fact]
    public void Several_sheets_are_read_hidden_ones_too_and_one_that_is_no_table_is_told()
    {
        Dictionary<uint, Cell?[]> Rows(string id, string amount) => new() { [1] = [Text("id"), Text("project"), Text("t")], [2] = [Text(id), Text("P"), Text(amount)] };
        var result = Trial(skip: 0, new Tab("2020") { Rows = Rows("A", "10") }, new Tab("2021", IsHidden: true) { Rows = Rows("B", "1 200") }, new Tab("2022") { Rows = Rows("C", "12万") }, new Tab("说明") { Rows = { [1] = [Text("本表由办公室编制")] } });
        var listed = Assert.Single(result.Listed);
        Assert.Equal(("w.xlsx#2022", 2, "REG-0054"), (listed.File, listed.Line, listed.Findings[0].Rule.Code));
        Assert.Equal("说明", Assert.Single(result.Findings.Findings, f => f.Rule == HistoricFindings.SheetLeftOut).Arguments[1]);
        Assert.Equal((3, 2, 1210m), ((int)result.RowsRead, (int)result.RowsAdded, result.Sums.Sum(s => s.Imported ?? 0))); // 10 + 1,200
    }

    private static Cell Text(string text) => new() { DataType = CellValues.InlineString, InlineString = new InlineString(new Text(text)) };

    private static Cell Number(string stored, uint style = Plain) => new() { CellValue = new(stored), StyleIndex = style };

    private static Cell Error(string error) => new() { DataType = CellValues.Error, CellValue = new(error) };

    private static Cell Formula(string formula) => new() { CellFormula = new(formula) };

    private HistoricImportResult Trial(int skip, params Tab[] tabs)
    {
        var (mapping, path) = (Path.Combine(folder, "mapping.json"), Path.Combine(folder, "w.xlsx"));
        File.WriteAllText(mapping, $$"""{ "id": "own", "registry": "x", "tables": [ { "table": "issuance", "skipRows": {{skip}}, "columns": [ { "name": "id", "as": "id", "required": true }, { "name": "project", "as": "project" }, { "name": "t", "as": "quantity", "counts": "issued" } ] } ] }""");
        Write(path, tabs);
        return HistoricImportRun.Run(new([path], mapping, null, Methodology), null, null);
    }

    private static void Write(string path, Tab[] tabs)
    {
        using var document = SpreadsheetDocument.Create(path, SpreadsheetDocumentType.Workbook);
        var workbook = document.AddWorkbookPart();
        var styles = workbook.AddNewPart<WorkbookStylesPart>();
        styles.Stylesheet = new(
            new NumberingFormats(new NumberingFormat { NumberFormatId = 164, FormatCode = "0.0\" \"%" }),
            new Fonts(new Font()), new Fills(new Fill()), new Borders(new Border()),
            new CellFormats(new CellFormat(), new CellFormat { NumberFormatId = 14 }, new CellFormat { NumberFormatId = 9 }, new CellFormat { NumberFormatId = 164 }));
        var sheets = new Sheets();
        foreach (var (i, tab) in tabs.Index())
        {
            var part = workbook.AddNewPart<WorksheetPart>();
            var data = new SheetData();
            foreach (var (number, cells) in tab.Rows)
            {
                var row = new Row { RowIndex = number };
                foreach (var (column, cell) in cells.Index())
                {
                    if (cell is null)
                        continue;
                    cell.CellReference = $"{(char)('A' + column)}{number}";
                    row.Append(cell);
                }

                data.Append(row);
            }

            part.Worksheet = new(data);
            if (tab.Merged is { } range)
                part.Worksheet.Append(new MergeCells(new MergeCell { Reference = range }));
            sheets.Append(new Sheet { Name = tab.Name, SheetId = (uint)i + 1, Id = workbook.GetIdOfPart(part), State = tab.IsHidden ? SheetStateValues.Hidden : SheetStateValues.Visible });
        }

        workbook.Workbook = new(sheets);
    }

    private sealed record Tab(string Name, string? Merged = null, bool IsHidden = false)
    {
        public Dictionary<uint, Cell?[]> Rows { get; init; } = [];
    }
}
