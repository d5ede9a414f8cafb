using System.Globalization;
using CarbonSink.Findings;
using CarbonSink.Runs;
using Xunit;

namespace CarbonSink.Tests.Runs;

/// <summary>The small language of domains.</summary>
public class DomainExpressionTests
{
    private static readonly Dictionary<string, string?> Row = new(StringComparer.Ordinal) { ["DI_LEI"] = "0110", ["AGE"] = "20", ["树种"] = "杉木", ["H"] = null, ["my col"] = "x y" };

    [Theory]
    [InlineData("DI_LEI=0110", true)]
    [InlineData("DI_LEI=110", false)]
    [InlineData("DI_LEI == 0110 and AGE >= 20", true)]
    [InlineData("AGE>20 or 树种=杉木", true)]
    [InlineData("not (AGE<20)", true)]
    [InlineData("AGE!=20", false)]
    [InlineData("AGE<>21 AND AGE=20.0", true)]
    [InlineData("DI_LEI in (0111, 0110)", true)]
    [InlineData("\"my col\"='x y'", true)]
    [InlineData("树种=马尾松 or 树种=杉木 and AGE<10", false)]
    [InlineData("H>5", null)]
    [InlineData("not H>5", null)]
    [InlineData("H>5 and AGE=1", false)]
    [InlineData("H>5 or AGE=20", true)]
    public void Rows_are_in_or_out_or_unknown(string text, bool? expected) => Assert.Equal(expected, DomainExpression.Parse(text).Holds(Cell));

    [Theory]
    [InlineData("", 1)]
    [InlineData("AGE", 4)]
    [InlineData("AGE>=old", 6)]
    [InlineData("AGE>=20 and", 12)]
    [InlineData("(AGE>=20", 9)]
    [InlineData("AGE=20 xor AGE=1", 8)]
    [InlineData("AGE='20", 5)]
    [InlineData("AGE=<20", 4)]
    public void What_cannot_be_read_is_told_with_its_place(string text, int place)
    {
        var finding = Assert.Throws<RefusedInputException>(() => DomainExpression.Parse(text)).Finding;
        Assert.Equal(("SMP-0024", $"{place}"), (finding.Rule.Code, finding.Arguments[0]));
    }

    private static (string? Text, double? Number) Cell(string column) => (Row[column], double.TryParse(Row[column], CultureInfo.InvariantCulture, out var number) ? number : null);
}
