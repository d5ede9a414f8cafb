using Xunit;

namespace CarbonSink.Tests.Conventions;

public class TableConventionTests
{
    private static readonly SourceTree Tree = SourceTree.OfRepository;

    [Fact]
    public void Tables_are_rectangular() => Rule.Holds(TableRules.Files(Tree).SelectMany(f => TableRules.RaggedRows(f, TableRules.Rows(Tree.Read(f)))));

    [Fact]
    public void Tables_name_their_units() => Rule.Holds(TableRules.Files(Tree).SelectMany(f => TableRules.MissingUnits(f, TableRules.Rows(Tree.Read(f)))));

    [Fact]
    public void Tables_have_no_float32_tails() =>
        Rule.Holds(TableRules.Files(Tree).SelectMany(f => TableRules.Float32Tails(f, Tree.Read(f))), "Write the figure as the source prints it.");

    [Theory]
    [InlineData("a,a\n1,2\n", 1)]
    [InlineData("a,\n1,2\n", 1)]
    [InlineData("a,b\n1\n1,2,3\n", 2)]
    [InlineData("a,b\n\"1,5\",2\n", 0)]
    [InlineData("", 1)]
    public void A_ragged_table_is_found(string text, int problems) => Assert.Equal(problems, TableRules.RaggedRows("t.csv", TableRules.Rows(text)).Count());

    [Theory]
    [InlineData("species,a\n杉木,0.3999\n", 1)]
    [InlineData("species,a [t/m3]\n杉木,0.3999\n", 0)]
    [InlineData("species,CF [1]\n杉木,0.52\n", 0)]
    [InlineData("item,value,unit\nx,35,yr\n", 0)]
    [InlineData("D,H [m]\n4,3\n", 1)]
    [InlineData("land_class,areaHa\n0111,12.5\n", 0)]
    [InlineData("code,name\n0111,乔木林\n", 0)]
    [InlineData("code,name\n1.5,乔木林\n", 1)]
    [InlineData("species,R2\n杉木,\n", 0)]
    [InlineData("depth\n-1e-3\n", 1)]
    public void A_missing_unit_is_found(string text, int problems) => Assert.Equal(problems, TableRules.MissingUnits("t.csv", TableRules.Rows(text)).Count());

    [Theory]
    [InlineData("0.35499998927116394", true)] // (double)0.355f
    [InlineData("-0.10000000149011612", true)] // (double)-0.1f
    [InlineData("9.999999747378752e-05", true)] // (double)1e-4f
    [InlineData("0.355", false)]
    [InlineData("0.0000714265437", false)] // a published coefficient of nine digits
    [InlineData("3.14159265358979", false)]
    [InlineData("0.50000000000000", false)]
    [InlineData("38537412.125", false)]
    public void A_float32_tail_is_told_from_a_figure(string number, bool tail) => Assert.Equal(tail, TableRules.IsFloat32Tail(number));

    [Fact]
    public void A_float32_tail_is_found_in_its_line() =>
        Assert.StartsWith("t.csv:2: 0.35499998927116394 is the 32-bit float 0.355", Assert.Single(TableRules.Float32Tails("t.csv", "CF [1]\n0.35499998927116394\n")), StringComparison.Ordinal);
}
