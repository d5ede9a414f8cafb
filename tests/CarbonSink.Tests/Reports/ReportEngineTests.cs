using CarbonSink.Findings;
using CarbonSink.Methodologies;
using CarbonSink.Reports;
using CarbonSink.Runs;
using Xunit;

namespace CarbonSink.Tests.Reports;

/// <summary>What a report does with sources that are not as they should be; each test is named for a fault that was found.</summary>
public sealed class ReportEngineTests
{
    private const string Columns = "t,name,名称,Name,,text,,name,,,,\nt,n,数,Count,,count,,n,,,,\nt,areaHa,面积,Area,ha,sum,2,areaHa,,,,\n";

    [Fact]
    public void Records_cut_from_a_file_are_found_by_its_total_whatever_is_filtered()
    {
        using var report = new TinyReport();
        report.Table("t,,表,Table,stock:a.csv,,name!=,,,yes,,,", Columns);
        report.Result("a.csv", "name,n,areaHa\n甲,1,2.5\n乙,2,3\n,4,0.5\ntotal,7,6\n");
        Assert.Equal((2, 3L, 5.5), report.Run().Document.Tables.Single().Table is var table ? (table.Rows.Count, table.Total![1].Count, table.Total[2].Number) : default);
        report.Result("a.csv", "name,n,areaHa\n甲,1,2.5\n,4,0.5\ntotal,7,6\n");
        Assert.Equal("DOC-0010", report.Refused());
        report.Result("a.csv", "name,n,areaHa\n甲,1,2.5\n乙,3,3\n,4,0.5\ntotal,7,6\n"); // a count that was changed
        Assert.Equal("DOC-0010", report.Refused());
    }

    [Fact]
    public void A_table_without_records_has_a_count_of_zero()
    {
        using var report = new TinyReport();
        report.Table("t,,表,Table,stock:a.csv,,,,,yes,,,", Columns);
        report.Result("a.csv", "name,n,areaHa\ntotal,0,\n");
        Assert.Equal((0, 0L, null), report.Run().Document.Tables.Single().Table is var table ? (table.Rows.Count, table.Total![1].Count, table.Total[2].Kind) : default);
    }

    [Fact]
    public void A_unit_called_total_is_a_record()
    {
        using var report = new TinyReport();
        report.Table("t,,表,Table,stock:a.csv,,,,,yes,,,", Columns.Replace("t,n,", "t,town,镇,Town,,text,,town,,,,\nt,n,", StringComparison.Ordinal));
        report.Result("a.csv", "name,town,n,areaHa\n甲,x,1,2\ntotal,y,1,3\n");
        Assert.Equal(5, report.Run().Document.Tables.Single().Table.Total![3].Number);
    }

    [Fact]
    public void A_split_with_blanks_adds_up_on_every_level()
    {
        using var report = new TinyReport();
        report.Table("t,,表,Table,stock:a.csv,,,county>town,owner,,,,", "t,unit,单位,Unit,,text,,@unit,,,,\nt,owner,权属,Owner,,text,,@split,,,,\nt,areaHa,面积,Area,ha,sum,2,areaHa,,,,\n");
        report.Result("a.csv", "county,town,owner,areaHa\nA,1,s,1\nA,1,,2\nA,2,c,4\n");
        var table = report.Run().Document.Tables.Single().Table;
        // A: 7 = s 1 + blank 2 + c 4; town 1: 3 = 2 + 1; town 2: 4.
        Assert.Equal([7.0, 2, 4, 1, 3, 2, 1, 4, 4], table.Rows.Select(r => r[2].Number));
    }

    [Fact]
    public void A_run_whose_command_begins_with_options_of_the_program_is_known()
    {
        using var report = new TinyReport { Command = ["--lang", "zh", "-q", "assess", "county"] };
        Assert.Equal("试", report.Run().Document.Title);
        report.Command = ["--lang", "zh", "balance", "county"];
        Assert.Equal("DOC-0002", report.Refused());
    }

    [Fact]
    public void A_value_that_the_source_lacks_is_no_blank_to_fill_in()
    {
        using var report = new TinyReport();
        report.Facts("cover,覆盖率,Cover,stock:a.csv,[id=x]/value,%,number,2,,\nissuer,单位,Issuer,given,,,text,,,\n");
        report.Text("{cover} {issuer}", "{cover} {issuer}");
        report.Result("a.csv", "id,value\ny,3\n");
        var result = report.Run();
        Assert.Equal("（缺） ＿＿＿＿＿＿", Assert.IsType<ParagraphBlock>(Assert.Single(result.Document.Blocks)).Text);
        Assert.Equal(["DOC-0009", "DOC-0020"], result.Findings.Findings.Select(f => f.Rule.Code).Order(StringComparer.Ordinal));
        report.Result("a.csv", "id,value\nx,3\nx,4\n");
        Assert.Equal("DOC-0021", report.Refused());
    }

    [Fact]
    public void What_the_user_gives_stands_once()
    {
        using var report = new TinyReport();
        report.Facts("issuer,单位,Issuer,given,,,text,,,\n");
        report.Text("{issuer}", "{issuer}");
        Assert.Equal("甲", Assert.IsType<ParagraphBlock>(Assert.Single(report.Run(given: "fact,value\nissuer,甲\n").Document.Blocks)).Text);
        Assert.Equal("DOC-0021", report.Refused("fact,value\nissuer,甲\nissuer,乙\n"));
        Assert.Equal("DOC-0014", report.Refused("fact,value\nissuers,甲\n"));
    }

    [Theory]
    [InlineData("2.5")]
    [InlineData("9007199254740994")]
    [InlineData("many")]
    public void A_count_that_is_no_whole_number_is_refused(string value)
    {
        using var report = new TinyReport();
        report.Facts("n,数,Count,stock:a.csv,[first]/n,,count,,,\n");
        report.Text("{n}", "{n}");
        report.Result("a.csv", $"n\n{value}\n");
        Assert.Equal("DOC-0007", report.Refused());
    }

    [Fact]
    public void A_check_with_a_blank_side_is_told_as_not_made()
    {
        using var report = new TinyReport();
        report.Facts("a,审定机构,Validator,given,,,text,,,\nb,核查机构,Verifier,given,,,text,,,\n");
        report.Checks("bodies,different,a,b,art. 18,refuse,同一机构,the same body\n");
        report.Text("{a}{b}", "{a}{b}");
        Assert.Contains("DOC-0022", report.Run(given: "fact,value\na,机构甲\n").Findings.Findings.Select(f => f.Rule.Code));
        Assert.Empty(report.Run(given: "fact,value\na,机构甲\nb,机构乙\n").Findings.Findings);
        Assert.Equal("DOC-0011", report.Refused("fact,value\na,机构甲\nb,机构 甲\n")); // a blank makes no other body
    }

    [Fact]
    public void Owners_and_exact_coordinates_are_for_internal_documents()
    {
        using var report = new TinyReport();
        report.Table("t,,表,Table,stock:a.csv,,,,,,,,", "t,owner,权利人,Owner,,text,,owner,,,,owner\nt,lon,经度,Longitude,°,number,5,lon,,,,coordinate\n");
        report.Result("a.csv", "owner,lon\n张三,113.45678\n");
        Assert.Equal(("***", 113.46), Cells(report.Run()));
        Assert.Equal(("张三", 113.45678), Cells(report.Run(isPublic: false)));
        static (string?, double) Cells(ReportResult result) => result.Document.Tables.Single().Table.Rows[0] is var row ? (row[0].Text, row[1].Number) : default;
    }

    [Fact]
    public void A_method_that_nobody_knows_is_refused_and_the_worst_status_is_that_of_any_pack()
    {
        using var report = new TinyReport();
        report.Packs.Add(("indicators/coverage", "1", "memory"));
        Assert.Equal((ParameterStatus.Memory, "参数未全部核实，最差状态：凭记忆（memory）"), report.Run() is var run ? (run.Status, run.Document.Label) : default);
        report.Packs.Add(("methods/unknown", "7", "draft"));
        Assert.Equal("DOC-0019", report.Refused());
    }

    [Theory]
    [InlineData("{0}")]
    [InlineData("{0}/inner")]
    [InlineData("{0}/..")]
    public void A_report_replaces_no_source(string place)
    {
        using var report = new TinyReport();
        report.Run();
        Assert.Equal("DOC-0023", Assert.Throws<RefusedInputException>(() => ReportRun.RequireApart([report.Results], string.Format(null, place, report.Results))).Finding.Rule.Code);
        Assert.Equal("DOC-0023", Assert.Throws<RefusedInputException>(() => ReportRun.RequireApart([$"stock={report.Results}"], string.Format(null, place, report.Results))).Finding.Rule.Code);
        ReportRun.RequireApart([report.Results], report.Results + "-2");
    }

    [Theory]
    [InlineData("CCER-certified", "ccercertified")]
    [InlineData("ＣＣＥＲ　认证", "ccer认证")]
    [InlineData("𝐂𝐂𝐄𝐑-𝓬𝓮𝓻𝓽𝓲𝓯𝓲𝓮𝓭", "ccercertified")]
    [InlineData("ⒸⒸⒺⓇ①", "ccer1")]
    public void A_word_is_itself_in_any_style_of_letters(string written, string plain) => Assert.Equal(plain, RefusedWords.Plain(written));

    [Theory]
    [InlineData(0.125, 2, "0.13")]
    [InlineData(1.005, 2, "1.01")] // the double lies a little below; what is written with 15 digits is 1.005
    [InlineData(2.675, 2, "2.68")]
    [InlineData(2.5, 0, "3")]
    [InlineData(-0.5, 0, "−1")]
    [InlineData(-0.4, 0, "0")]
    [InlineData(1234567.891, 1, "1,234,567.9")]
    [InlineData(1e20, 2, "100,000,000,000,000,000,000.00")]
    public void Halves_are_rounded_as_spreadsheets_do(double number, int decimals, string printed) => Assert.Equal(printed, HtmlTable.Number(number, decimals));
}
