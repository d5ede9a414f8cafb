using System.Globalization;
using CarbonSink.Reports;
using CarbonSink.Tests.Reports;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Spreadsheet;
using Xunit;

namespace CarbonSink.Integration.Tests;

/// <summary>The formulas of a workbook as another program computes them.</summary>
public sealed class WorkbookFormulaTests : IDisposable
{
    private const int Tables = 12;
    private const int FirstRow = 6; // title, label, three rows of headings
    private readonly OutputFolder folder = new();

    public void Dispose() => folder.Dispose();

    [ToolFact("soffice")]
    public void LibreOffice_computes_from_the_formulas_what_the_tables_say()
    {
        var tables = Enumerable.Range(100, Tables).Select(seed => RandomTable.Of(seed)).ToList();
        var path = folder["formulas.xlsx"];
        using (var stream = File.Create(path))
            XlsxWorkbook.Write(new("zh", ReportLayout.Tables, "公式", "", [.. tables.Select((t, i) => new TableBlock($"表 {i + 1}", $"t{i}", t, []))]), stream);
        var forgotten = ForgetValues(path);
        Tools.Soffice(folder["settings"], "--convert-to", "xlsx", "--outdir", folder["computed"], path).Succeeds();

        var compared = 0;
        using var computed = SpreadsheetDocument.Open(folder["computed/formulas.xlsx"], false);
        var sheets = computed.WorkbookPart!.Workbook.Descendants<Sheet>().Skip(1).Select(s => ((WorksheetPart)computed.WorkbookPart.GetPartById(s.Id!)).Worksheet).ToList();
        Assert.Equal(Tables, sheets.Count);
        foreach (var (table, sheet) in tables.Zip(sheets))
        {
            var cells = sheet.Descendants<Cell>().ToDictionary(c => c.CellReference!.Value!, StringComparer.Ordinal);
            for (var row = 0; row <= table.Rows.Count; row++)
            {
                for (var column = 2; column < table.Columns.Count; column++)
                {
                    var cell = (row < table.Rows.Count ? table.Rows[row] : table.Total!)[column];
                    var name = $"{(char)('A' + column)}{FirstRow + row}";
                    var text = cells.GetValueOrDefault(name)?.CellValue?.Text;
                    Assert.Equal(cell.Kind is null, text is null);
                    if (text is null)
                        continue;
                    var value = double.Parse(text, CultureInfo.InvariantCulture);
                    Assert.True(Math.Abs(value - cell.Number) <= 1e-9 * Math.Abs(cell.Number), $"{table.Id} {name}: {value:R}, not {cell.Number:R}");
                    compared += cells[name].CellFormula is null ? 0 : 1;
                }
            }
        }

        Assert.Equal(forgotten, compared);
        Assert.InRange(forgotten, 200, int.MaxValue);
    }

    /// <summary>Takes the values away from the formulas, so that whoever shows one has computed it; how many there are.</summary>
    private static int ForgetValues(string path)
    {
        using var document = SpreadsheetDocument.Open(path, true);
        var formulas = document.WorkbookPart!.WorksheetParts.SelectMany(p => p.Worksheet.Descendants<Cell>()).Where(c => c.CellFormula is not null).ToList();
        foreach (var cell in formulas)
            cell.CellValue!.Remove();
        return formulas.Count;
    }
}
