using CarbonSink.Methodologies;
using CarbonSink.Methodologies.Packs;
using CarbonSink.Tests.Gis;
using Xunit;

namespace CarbonSink.Tests.Methodologies;

public class CodeTableTests
{
    private const string Header = "code,name,name_en,class,match,source,status,reason\n";

    [Fact]
    public void Whole_codes_prefixes_and_rows_in_conflict()
    {
        using var folder = new CodeFolder().With("land", Header
            + "0111,有林地-乔木林,Arbor,arbor,exact,s,secondary,\n"
            + "1631,其他,Other,bare,exact,s,conflict,collides\n"
            + "16,无立木林地,Bare,bare,prefix,s,declared,\n"
            + "162,火烧迹地,Burnt,burnt,prefix,s,memory,\n");
        var table = folder.Load("land");
        Assert.Equal(("codes/land@1", 4), (table.Reference, table.Rows.Count));
        Assert.Equal("arbor", table.FindExact("0111")!.Meaning);
        Assert.Null(table.FindExact("111"));
        Assert.Null(table.FindExact("1631")); // in conflict
        Assert.Equal("collides", table.FindDisputed("1631")!.Reason);
        Assert.Equal("bare", table.FindPrefix("1610")!.Meaning);
        Assert.Equal("burnt", table.FindPrefix("1621")!.Meaning); // the longer prefix
        Assert.Null(table.FindPrefix("2"));
        Assert.Equal(4, table.Width);
    }

    [Fact]
    public void A_table_without_classes_means_its_codes()
    {
        using var folder = new CodeFolder().With("species", "code,name,name_en,class,match,source,status\n310,杉木,Chinese fir,,exact,s,declared\n");
        Assert.Equal("310", folder.Load("species").FindExact("310")!.Meaning);
    }

    [Fact]
    public void Names_are_found_with_their_steps_but_without_brackets()
    {
        using var folder = new CodeFolder().With("land", Header
            + "1111,有林地-乔木林-纯林,Pure,arbor,exact,s,declared,\n1310,国家特别规定灌木林(特灌),Shrub,shrub,exact,s,declared,\n1200,疏林地,Sparse,sparse,exact,s,declared,\n");
        var table = folder.Load("land");
        Assert.Equal(["1111"], table.FindByName("乔木林").Select(r => r.Code));
        Assert.Equal(["1111"], table.FindByName("乔木林地").Select(r => r.Code));
        Assert.Equal(["1111"], table.FindByName("有林地-乔木林-纯林").Select(r => r.Code));
        Assert.Equal(["1310"], table.FindByName("国家特别规定灌木林").Select(r => r.Code));
        Assert.Equal(["1200"], table.FindByName("疏林").Select(r => r.Code));
        Assert.Empty(table.FindByName("竹林"));
    }

    [Fact]
    public void A_reading_is_as_good_as_the_best_row_of_the_same_meaning()
    {
        using var folder = new CodeFolder().With("origin", Header + "1,天然,Natural,natural,prefix,s,declared,\n11,纯天然,Natural,natural,exact,s,memory,\n19,飞播,Sown,planted,exact,s,memory,\n");
        var table = folder.Load("origin");
        Assert.Equal(ParameterStatus.Declared, table.StatusOf("11", "natural"));
        Assert.Equal(ParameterStatus.Memory, table.StatusOf("19", "planted"));
    }

    [Fact]
    public void All_problems_are_named_at_once()
    {
        using var folder = new CodeFolder().With("bad", Header + "1,a,a,x,exact,s,declared,\n1,b,b,x,sometimes,,certain,\n");
        var problems = Assert.Throws<MethodologyLoadException>(() => folder.Load("bad")).Problems;
        Assert.Equal([(3, 1), (3, 9), (3, 19), (3, 20)], problems.Select(p => (p.Line, p.Column)));
        Assert.All(problems, p => Assert.Equal("codes/bad/1/codes.csv", p.File));
    }

    [Fact]
    public void A_lost_leading_zero_is_named()
    {
        using var folder = new CodeFolder().With("land", Header + "0111,a,a,x,exact,s,declared,\n113,b,b,x,exact,s,declared,\n");
        Assert.Contains("leading zero", Assert.Throws<MethodologyLoadException>(() => folder.Load("land")).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Missing_tables_and_columns_are_named()
    {
        using var folder = new CodeFolder().With("short", "code,name\n1,a\n");
        Assert.Equal(5, Assert.Throws<MethodologyLoadException>(() => folder.Load("short")).Problems.Count);
        Assert.Contains("codes/none/1/codes.csv", Assert.Throws<MethodologyLoadException>(() => folder.Load("none")).Message, StringComparison.Ordinal);
        Assert.Throws<MethodologyLoadException>(() => CodeTable.Load(folder.Path, "codes/short"));
    }

    [Fact]
    public void Every_code_table_that_comes_with_the_program_loads()
    {
        var codes = Repository.PathOf("methodology/codes");
        var references = Directory.GetFiles(codes, "codes.csv", SearchOption.AllDirectories)
            .Select(f => Path.GetRelativePath(codes, f).Replace('\\', '/').Split('/')).Select(p => $"codes/{p[0]}@{p[1]}").ToArray();
        Assert.NotEmpty(references);
        Assert.All(references, r => Assert.NotEmpty(CodeTable.Load(Repository.PathOf("methodology"), r).Rows));
    }
}
