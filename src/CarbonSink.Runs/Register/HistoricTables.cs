using System.Globalization;
using CarbonSink.Register;
using CarbonSink.Reports;

namespace CarbonSink.Runs;

/// <summary>The tables of an import of another register (历史登记数据导入结果表). Sums are exact decimal numbers.</summary>
public static class HistoricTables
{
    /// <summary>Every row that was listed, as it was written.</summary>
    public static ReportTable Dirty(HistoricImportResult result, string language)
    {
        var table = new ReportTable("dirty", "列出未导入的行", "Rows listed and not imported",
            [Text("file", "文件", "File"), new("line", "行", "Line", "", ReportColumnKind.Number), Text("table", "表", "Table"), Text("codes", "代码", "Codes"), Text("fields", "字段", "Fields"), Text("values", "值", "Values"), Text("messages", "问题", "Messages"), Text("remedies", "处理办法", "Remedies"), Text("row", "原行", "Row")]);
        foreach (var row in result.Listed)
        {
            table.AddRow(
                row.File, (double?)row.Line, Cell(row.Table), string.Join(' ', row.Findings.Select(f => f.Rule.Code)), Cell(string.Join("; ", row.Findings.Select(f => f.Field).OfType<string>())), Cell(string.Join("; ", row.Findings.Select(f => f.Value).OfType<string>())),
                string.Join("; ", row.Findings.Select(f => f.Message(language))), string.Join("; ", row.Findings.Select(f => f.Hint(language))), row.Raw);
        }

        return table;
    }

    /// <summary>Sums of rows read, imported and listed.</summary>
    public static ReportTable Sums(HistoricImportResult result)
    {
        var table = new ReportTable("sums", "导入前后合计", "Sums before and after",
            [Text("registry", "登记簿", "Register"), Text("table", "表", "Table"), Text("year", "年", "Year"), Text("quantity", "数量列", "Quantity"), Count("rowsRead", "读入行", "Rows read"), Count("rowsImported", "导入行", "Rows imported"), Count("rowsListed", "列出行", "Rows listed"), Text("read", "读入合计", "Sum read"), Text("imported", "导入合计", "Sum imported"), Text("listed", "列出合计", "Sum listed")]);
        foreach (var s in result.Sums)
            table.AddRow(Cell(s.Registry), Cell(s.Table), s.Year is { } year ? Number(year) : ReportCell.Missing, Cell(s.Quantity), s.RowsRead, s.RowsImported, s.RowsListed, Sum(s.Read), Sum(s.Imported), Sum(s.Listed));
        return table;
    }

    /// <summary>Sums of what a register keeps of others.</summary>
    public static ReportTable Totals(IEnumerable<HistoricTotal> totals)
    {
        var table = new ReportTable("historic", "其他登记簿的记录合计（不是本登记簿的减排量）", "Sums of records of other registers (no units of this register)",
            [Text("registry", "登记簿", "Register"), Text("table", "表", "Table"), Text("year", "年", "Year"), Text("quantity", "数量列", "Quantity"), Count("rows", "行", "Rows"), Text("sum", "合计", "Sum")]);
        foreach (var t in totals)
            table.AddRow(t.Registry, t.Table, t.Year is { } year ? Number(year) : ReportCell.Missing, Cell(t.Quantity), t.Rows, Sum(t.Sum));
        return table;
    }

    /// <summary>Projects of which more was retired than issued; a file keeps the codes, which are English.</summary>
    public static ReportTable OverRetired(IEnumerable<HistoricBalance> balances, string language = "en")
    {
        var table = new ReportTable("over-retired", "注销多于签发的项目", "Projects that retired more than was issued", [Text("registry", "登记簿", "Register"), Text("project", "项目", "Project"), Text("by", "依据", "By"), Text("issued", "签发", "Issued"), Text("retired", "注销", "Retired")]);
        foreach (var b in balances)
            table.AddRow(b.Registry, b.Project, (b.FromProjectRow, language) switch { (true, "zh") => "项目行", (false, "zh") => "交易", (true, _) => "project", _ => "transactions" }, Sum(b.Issued), Sum(b.Retired));
        return table;
    }

    private static ReportCell Sum(decimal? sum) => sum is { } known ? HistoricRow.Write(known) : ReportCell.Missing;

    private static string Number(int number) => number.ToString(CultureInfo.InvariantCulture);

    private static ReportColumn Text(string key, string zh, string en) => new(key, zh, en, "", ReportColumnKind.Text);

    private static ReportColumn Count(string key, string zh, string en) => new(key, zh, en, "", ReportColumnKind.Count);

    private static ReportCell Cell(string? text) => string.IsNullOrEmpty(text) ? ReportCell.Missing : text;
}
