using System.Text;
using CarbonSink.Findings;
using CarbonSink.Register;
using CarbonSink.Runs;
using CarbonSink.Store;
using Xunit;

namespace CarbonSink.Tests.Runs;

/// <summary>Import of other registers: no row and no tonne is lost, nothing is guessed, and a second run adds nothing.</summary>
public sealed class HistoricImportTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("historic-").FullName;

    private static string Methodology => Path.Combine(AppContext.BaseDirectory, "methodology");

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public void A_register_of_130000_rows_comes_in_whole_and_once()
    {
        using var store = new MemoryStore();
        Import(store, 30_000, 60_000, 40_000);
    }

    [Fact]
    public void The_same_in_SQLite()
    {
        using var store = new SqliteStore(Path.Combine(folder, "register.db"), create: true);
        Import(store, 3_000, 6_000, 4_000);
    }

    [Fact]
    public void A_trial_writes_nothing_and_says_the_same()
    {
        var data = Directory.CreateDirectory(Path.Combine(folder, "data")).FullName;
        var written = HistoricRegister.Write(data, 1000, 2000, 1000);
        var result = HistoricImportRun.Run(new([data], "offsetsdb", null, Methodology), null, null);
        Assert.Equal((written.Rows, written.Listed), ((int)result.RowsRead, result.Listed.Count));
        Assert.True(result.IsTrial);
    }

    [Fact]
    public void Rows_with_one_id_are_told_apart_by_their_content()
    {
        var result = Trial("project_id,name,registry,issued\nA,one,verra,5\nA,one,verra,5\nB,two,verra,5\nB,two,verra,6\nC,three,verra,7\n");
        Assert.Equal((1, 2), (Count(result, HistoricFindings.Repeat), Count(result, HistoricFindings.Conflict)));
        Assert.Equal([3, 4, 5], result.Listed.Select(l => l.Line));
        // A once and C are imported: 5 + 7; the repeat 5 and both of B, 5 + 6, are listed.
        var sum = Assert.Single(result.Sums, s => s.Quantity == "issued");
        Assert.Equal((28m, 12m, 16m), (sum.Read, sum.Imported, sum.Listed));
    }

    [Fact]
    public void Transactions_without_id_that_are_alike_are_kept_and_told()
    {
        var result = Trial("quantity,project_id,vintage,transaction_date,transaction_type\n5,A,2020,2021-01-01,retirement\n5,A,2020,2021-01-01,retirement\n");
        Assert.Empty(result.Listed);
        Assert.Equal(1, Count(result, HistoricFindings.Alike));
        Assert.Equal(10m, Assert.Single(result.Sums).Imported);
    }

    [Fact]
    public void Retired_more_than_issued_is_found()
    {
        var result = Trial("quantity,project_id,vintage,transaction_date,transaction_type\n100,A,2020,2021-01-01,issuance\n60,A,2020,2021-02-01,retirement\n41,A,2020,2021-03-01,retirement\n100,B,2020,2021-01-01,issuance\n100,B,2020,2021-02-01,retirement\n");
        Assert.Equal(new HistoricBalance("offsetsdb", "A", false, 100, 101), Assert.Single(result.OverRetired));
    }

    [Fact]
    public void A_totals_row_is_no_record()
    {
        var result = Trial("project_id,name,registry,issued\nA,one,verra,\"1,000\"\nB,two,verra,500\nTotal,,,\"1,500\"\n");
        var row = Assert.Single(result.Listed);
        Assert.Equal("1,500", row.Findings[0].Arguments[0]);
        Assert.Equal("1500", row.Findings[0].Arguments[1]);
    }

    [Fact]
    public void Serials_are_checked_against_quantities_and_each_other()
    {
        var mapping = Mapping("""{ "id": "own", "registry": "verra", "tables": [ { "table": "issuance", "columns": [ { "name": "Serial", "as": "serial", "rule": "verra", "required": true }, { "name": "Quantity", "as": "quantity", "counts": "issued" } ] } ] }""");
        const string tail = "-VCS-VCU-1507-VER-ET-14-1340-01012020-31122020-1";
        var result = Trial($"Serial,Quantity\n1-101-200{tail},100\n1-201-300{tail},99\n1-151-250{tail},100\n1-251-260{tail},10\nCCER-1-2,2\n", mapping);
        Assert.Equal([HistoricFindings.SerialQuantity.Code, HistoricFindings.BadSerial.Code], result.Listed.Select(l => l.Findings[0].Rule.Code));
        // 151–250 and 101–200 share 151–200: 50 numbers; the row with the wrong quantity is listed and not compared.
        Assert.Equal("50", Assert.Single(result.Findings.Findings, f => f.Rule == HistoricFindings.SerialOverlap).Arguments[2]);
    }

    [Fact]
    public void A_unit_of_ten_thousand_is_never_guessed()
    {
        const string columns = """{ "name": "编号", "as": "id", "required": true }, { "name": "签发量（万吨）", "as": "quantity", "counts": "issued" """;
        const string text = "编号,签发量（万吨）\nA,1.5\n";
        var refused = Assert.Throws<RefusedInputException>(() => Trial(text, Mapping($$"""{ "id": "own", "registry": "x", "tables": [ { "table": "issuance", "columns": [ {{columns}} } ] } ] }""")));
        Assert.Equal(HistoricFindings.UnitNotSaid, refused.Finding.Rule);
        var result = Trial(text, Mapping($$"""{ "id": "own", "registry": "x", "tables": [ { "table": "issuance", "columns": [ {{columns}}, "factor": 10000 } ] } ] }"""));
        Assert.Equal(15_000m, Assert.Single(result.Sums).Imported);
    }

    [Fact]
    public void Header_rows_are_skipped_and_a_cut_id_is_listed()
    {
        var mapping = Mapping("""{ "id": "own", "registry": "x", "tables": [ { "table": "project", "skipRows": 3, "columns": [ { "name": "Project ID", "as": "id", "required": true }, { "name": "Total Credits Issued", "as": "quantity" } ] } ] }""");
        var result = Trial("Voluntary register,\nversion,1\n,\nProject ID,\"Total Credits\nIssued\"\nA,10\n1.52616E+18,20\n", mapping);
        Assert.Equal((2, 1), ((int)result.RowsRead, result.Listed.Count));
        Assert.Equal(HistoricFindings.LostDigits, result.Listed[0].Findings[0].Rule);
    }

    [Fact]
    public void One_application_in_several_tabs_is_its_history()
    {
        var result = Trial("applyId,projectInfoId,projectName,statusName,dataType,certifiedNum,publicStartDate\n1,P,x,公示中,1,,20260717\n1,P,x,已登记,2,,20260717\n1,P,x,已签发,5,\"1,318\",20260717\n", "ccer-site");
        Assert.Empty(result.Listed);
        Assert.Equal(["issuance", "project", "project-notice"], result.Sums.Select(s => s.Table));
        Assert.Equal(1318m, result.Sums[0].Imported);
    }

    [Fact]
    public void A_quote_that_is_never_closed_refuses_the_file() =>
        Assert.Throws<RefusedInputException>(() => Trial("project_id,name,registry\nA,\"one,verra\nB,two,verra\n"));

    /// <summary>Five rows of 10, 20, 30, 40, 50; two stray quotes make one row of three.</summary>
    [Theory]
    [InlineData("S1,P1,10\nS2,\"P2,20\nS3,P3,30\nS4,\"P4,40\nS5,P5,50\n")]
    [InlineData("S1,P1,10\nS2,\"P2,20\nS3,P3,30\nS4,P4\"x,40\nS5,P5,50\n")]
    public void Two_stray_quotes_swallow_no_rows(string rows) =>
        Assert.Equal("GIS-0084", Assert.Throws<RefusedInputException>(() => Trial("id,project,t\n" + rows, Own())).Finding.Rule.Code);

    [Theory]
    [InlineData("S2,\"P2,20\nS3,P3\",30\n")]
    [InlineData("S2,\"P2,20\nS3,P3,30\nS4,P4\",40\n")]
    [InlineData("\"S2,P2,20\nS3\",P3,30\n")]
    public void A_quoted_cell_with_a_whole_row_in_it_is_listed(string swallowed)
    {
        var result = Trial($"id,project,t\nS1,P1,10\n{swallowed}S5,P5,50\n", Own());
        Assert.Equal(HistoricFindings.RowsInCell, Assert.Single(result.Listed).Findings[0].Rule);
        Assert.Equal(60m, result.Sums.Sum(s => s.Imported ?? 0)); // 10 + 50
    }

    [Fact]
    public void A_stray_quote_within_one_line_lists_its_row()
    {
        var result = Trial("id,project,t\nS1,\"P1\"x,10\nS2,P2,20\n", Own());
        Assert.Equal(HistoricFindings.StrayQuote, Assert.Single(result.Listed).Findings[0].Rule);
    }

    [Theory]
    [InlineData("合 计")]
    [InlineData("合　计")]
    [InlineData("全省合计")]
    [InlineData("本页合计")]
    [InlineData("累计")]
    [InlineData("共计：")]
    [InlineData("Totals")]
    [InlineData("SUM")]
    [InlineData("GRAND-TOTAL")]
    [InlineData("Total 2020")]
    [InlineData("2020 Total")]
    [InlineData("Sub-total")]
    [InlineData("Total (t)")]
    [InlineData("【合计】")]
    [InlineData("2020年小计：")]
    [InlineData("合计2020年")]
    [InlineData("总数")]
    [InlineData("汇总")]
    [InlineData("合計")]
    public void A_totals_row_in_any_usual_form_is_no_record(string word)
    {
        var result = Trial($"id,project,t\nS1,P1,10\nS2,P2,20\n{word},,30\n", Own());
        Assert.Equal(HistoricFindings.TotalsRow, Assert.Single(result.Listed).Findings[0].Rule);
        Assert.Equal(30m, result.Sums.Sum(s => s.Imported ?? 0));
    }

    /// <summary>Where a table has no id, only the word tells; what merely holds such a word is a record.</summary>
    [Theory]
    [InlineData("Total Energies 7", false)]
    [InlineData("Totality", false)]
    [InlineData("Summit", false)]
    [InlineData("合计划", false)]
    [InlineData("GRAND-TOTAL", true)]
    [InlineData("Total 2020", true)]
    [InlineData("【合计】", true)]
    public void A_totals_row_is_known_where_nothing_is_required(string word, bool isTotal)
    {
        var mapping = Mapping("""{ "id": "own", "registry": "x", "tables": [ { "table": "issuance", "columns": [ { "name": "project", "as": "project" }, { "name": "t", "as": "quantity", "counts": "issued" } ] } ] }""");
        var result = Trial($"project,t\nP1,10\nP2,20\n{word},30\n", mapping);
        Assert.Equal(isTotal ? 30m : 60m, result.Sums.Sum(s => s.Imported ?? 0));
        Assert.Equal(isTotal ? 1 : 0, result.Listed.Count);
    }

    [Theory]
    [InlineData("数量(千吨)")]
    [InlineData("数量（百万吨）")]
    [InlineData("数量（亿吨）")]
    [InlineData("Quantity (ktCO2e)")]
    [InlineData("Quantity (Mt)")]
    [InlineData("Quantity, thousand t")]
    [InlineData("Quantity (million)")]
    public void No_multiple_of_the_unit_is_guessed(string heading) => Assert.Equal(HistoricFindings.UnitNotSaid, Assert.Throws<RefusedInputException>(() => Trial($"id,project,\"{heading}\"\nS1,P1,10\n", Own(heading))).Finding.Rule);

    [Fact]
    public void A_later_export_without_ids_adds_only_what_is_new()
    {
        const string first = "quantity,project_id,vintage,transaction_date,transaction_type\n1000,A,2020,2021-01-01,issuance\n300,A,2020,2021-02-01,retirement\n";
        using var store = new MemoryStore();
        var (register, credential) = HistoricRegister.Open(store);
        HistoricImportResult Import(string text)
        {
            File.WriteAllText(Path.Combine(folder, "credits.csv"), text);
            return HistoricImportRun.Run(new([Path.Combine(folder, "credits.csv")], "offsetsdb", null, Methodology), store, requests => register.Submit(requests, credential));
        }

        Assert.Equal(2, Import(first).RowsAdded);
        foreach (var later in (string[])[first + "7,A,2020,2021-03-01,retirement\n", first.Replace("\n", "\r\n", StringComparison.Ordinal) + "7,A,2020,2021-03-01,retirement\r\n"])
            _ = Import(later);
        var totals = store.Read(s => HistoricTotals.Of(s.RowsOf(Rows.Historic).Select(r => r.Row)).ToDictionary(t => t.Table, t => t.Sum));
        Assert.Equal((1000m, 307m), (totals["issuance"], totals["retirement"])); // 300 + 7, each once
    }

    /// <summary>Without ids, 100 + 105 = 205; a later export writes the same rows in other ways and adds one of 7: 212.</summary>
    [Theory]
    [InlineData("quantity,project_id,vintage,transaction_date,transaction_type\n100.0,P2,2020,2021-01-01,issuance\n105,P3,2020,2021-02-01,issuance\n7,P2,2020,2021-03-01,issuance\n")]
    [InlineData("quantity,project_id,vintage,transaction_date,transaction_type\n100,Ｐ2,2020,2021-01-01,issuance\n１０５,P3 ,2020.0,2021-02-01,issuance\n7,P2,2020,2021-03-01,issuance\n")]
    [InlineData("project_id,Quantity,vintage,transaction_date,transaction_type\nP2,100.00,2020,2021-1-1,issuance\nP3,105,2020,2021-02-01T00:00:00Z,issuance\nP2,7,2020,2021-03-01,issuance\n")]
    public void The_same_row_written_otherwise_is_the_same_row(string later)
    {
        using var store = new MemoryStore();
        var (register, credential) = HistoricRegister.Open(store);
        HistoricImportResult Import(string text)
        {
            File.WriteAllText(Path.Combine(folder, "credits.csv"), text);
            return HistoricImportRun.Run(new([Path.Combine(folder, "credits.csv")], "offsetsdb", null, Methodology), store, requests => register.Submit(requests, credential));
        }

        Assert.Equal(2, Import("quantity,project_id,vintage,transaction_date,transaction_type\n100,P2,2020,2021-01-01,issuance\n105,P3,2020,2021-02-01,issuance\n").RowsAdded);
        var second = Import(later);
        Assert.Equal((1L, 2), (second.RowsAdded, Count(second, HistoricFindings.SeenBefore)));
        Assert.Equal(212m, store.Read(s => HistoricTotals.Of(s.RowsOf(Rows.Historic).Select(r => r.Row)).Sum(t => t.Sum)));
    }

    [Fact]
    public void A_copy_of_a_file_counts_once()
    {
        const string text = "quantity,project_id,vintage,transaction_date,transaction_type\n100,A,2020,2021-01-01,issuance\n200,A,2020,2021-02-01,issuance\n";
        foreach (var name in (string[])["n1.csv", "n1copy.csv"])
            File.WriteAllText(Path.Combine(folder, name), text);
        using var store = new MemoryStore();
        var (register, credential) = HistoricRegister.Open(store);
        var result = HistoricImportRun.Run(new([folder, Path.Combine(folder, "n1.csv"), Path.Combine(folder, ".", "n1.csv")], "offsetsdb", null, Methodology), store, requests => register.Submit(requests, credential));
        Assert.Equal((2L, 2L, 300m, 1), (result.RowsRead, result.RowsAdded, result.Sums.Sum(s => s.Imported ?? 0), Count(result, HistoricFindings.SameFile)));
    }

    /// <summary>Of five rows: a plain number, a number shown as a date (43957 is 2020-05-06), one shown in 万吨, an error, and a true date in the column of dates.</summary>
    [Fact]
    public void Cells_of_a_sheet_are_taken_for_what_they_are()
    {
        var path = Path.Combine(folder, "x.xlsx");
        HistoricSheet.Write(path);
        var mapping = Mapping("""{ "id": "own", "registry": "x", "dates": ["yyyy-MM-dd"], "tables": [ { "table": "issuance", "columns": [ { "name": "id", "as": "id", "required": true }, { "name": "day", "as": "date" }, { "name": "t", "as": "quantity", "counts": "issued" } ] } ] }""");
        var result = HistoricImportRun.Run(new([path], mapping, null, Methodology), null, null);
        Assert.Equal((4, 1), ((int)result.RowsRead, (int)result.RowsAdded));
        Assert.Equal([HistoricFindings.DateCell, HistoricFindings.UnitOfFormat, HistoricFindings.ErrorCell], result.Listed.Select(l => l.Findings[0].Rule));
        Assert.Equal((2020, 10m), (result.Sums.Single(s => s.RowsImported > 0).Year!.Value, result.Sums.Sum(s => s.Imported ?? 0)));
        Assert.Contains("2020-05-06", result.Listed[0].Raw, StringComparison.Ordinal);
    }

    private string Own(string heading = "t") => Mapping($$"""{ "id": "own", "registry": "x", "tables": [ { "table": "issuance", "columns": [ { "name": "id", "as": "id", "required": true }, { "name": "project", "as": "project" }, { "name": "{{heading}}", "as": "quantity", "counts": "issued" } ] } ] }""");

    [Fact]
    public void A_file_that_is_no_table_of_the_mapping_is_refused_with_the_columns_it_lacks()
    {
        var refused = Assert.Throws<RefusedInputException>(() => Trial("project_id,title\nA,one\n"));
        Assert.Equal(HistoricFindings.NoTable, refused.Finding.Rule);
        Assert.Equal("name", refused.Finding.Arguments[2]);
    }

    private static int Count(HistoricImportResult result, FindingRule rule) => (int)result.Findings.Count(rule);

    private void Import(IRegisterStore store, int projects, int issuances, int retirements)
    {
        var data = Directory.CreateDirectory(Path.Combine(folder, "data")).FullName;
        var written = HistoricRegister.Write(data, projects, issuances, retirements);
        var (register, credential) = HistoricRegister.Open(store);
        var options = new HistoricImportOptions([data], "offsetsdb", null, Methodology);
        var first = HistoricImportRun.Run(options, store, requests => register.Submit(requests, credential));
        Assert.Equal((written.Rows, written.Rows - written.Listed, 0L, written.Listed), ((int)first.RowsRead, (int)first.RowsAdded, first.RowsThere, first.Listed.Count));
        Assert.Equal(written.Issued, first.Sums.Where(s => s.Table == "issuance").Sum(s => s.Imported ?? 0));
        Assert.Equal(written.Retired, first.Sums.Where(s => s.Table == "retirement").Sum(s => s.Imported ?? 0));
        Assert.All(first.Sums, s => Assert.Equal(s.Read ?? 0, (s.Imported ?? 0) + (s.Listed ?? 0)));
        // Blank quantities: those of sound transactions, and retired of every project row but those that say 7.
        Assert.Equal(written.Blank + projects + (projects / 1000 * 2) - (projects / 1000), Count(first, HistoricFindings.BlankQuantity));
        var size = store.Read(s => s.Size);
        Assert.Equal(1 + first.RowsAdded, size);
        var second = HistoricImportRun.Run(options, store, requests => register.Submit(requests, credential));
        Assert.Equal((0L, first.RowsAdded, first.Listed.Count), (second.RowsAdded, second.RowsThere, second.Listed.Count));
        Assert.Equal(size, store.Read(s => s.Size));
        Assert.Equal(first.Sums, second.Sums);
        Assert.Empty(store.Read(s => s.Blocks(default).ToList()));
    }

    private string Mapping(string json)
    {
        var path = Path.Combine(folder, "mapping.json");
        File.WriteAllText(path, json);
        return path;
    }

    private HistoricImportResult Trial(string text, string mapping = "offsetsdb")
    {
        var path = Path.Combine(folder, "table.csv");
        File.WriteAllText(path, text, new UTF8Encoding(false));
        return HistoricImportRun.Run(new([path], mapping, null, Methodology), null, null);
    }
}
