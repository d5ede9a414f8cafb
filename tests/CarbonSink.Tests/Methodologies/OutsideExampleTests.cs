using CarbonSink.Methodologies;
using Xunit;

namespace CarbonSink.Tests.Methodologies;

/// <summary>The check tells which equations rest on the house's own arithmetic alone, and whether the methods that a method uses are there.</summary>
public sealed class OutsideExampleTests
{
    private const string Sources = "id,kind,number,title,publisher,date,url,licence,read_by_us\nhand,hand-arithmetic,,Arithmetic,,,,,yes\npaper,publication,,A paper,,,,,yes\nmind,memory,,Memory,,,,,no\n";

    [Theory]
    [InlineData("source hand, x\ngiven x = 3\nexpect y = 6 1 within 1e-9\nexpect z = 7 1 within 1e-9\n", "1,2")]
    [InlineData("source mind, x\ngiven x = 3\nexpect z = 7 1 within 1e-9\n", "1,2")]
    [InlineData("source hand, x\ngiven x = 3\nexpect z = 7 1 within 1e-9\nsource paper, p. 3\ngiven x = 3\nexpect y = 6 1 within 1e-9\n", "2")]
    [InlineData("source paper, p. 3\ngiven x = 3\nexpect z = 7 1 within 1e-9\n", "")] // z rests on y, so both were exercised
    public void Equations_without_an_example_from_outside_are_listed(string example, string expected)
    {
        using var pack = Pack().With("methods/m/1/examples/a.example", example);
        var result = MethodologyCheck.Run(MethodologyCatalog.Open(pack.Write()), "m", "1");
        Assert.Empty(result.Problems);
        Assert.Equal(expected, string.Join(',', result.WithoutOutsideExample));
    }

    [Fact]
    public void A_failing_example_from_outside_exercises_nothing()
    {
        using var pack = Pack().With("methods/m/1/examples/a.example", "source paper, p. 3\ngiven x = 3\nexpect z = 8 1 within 1e-9\n");
        Assert.Equal(["1", "2"], MethodologyCheck.Run(MethodologyCatalog.Open(pack.Write()), "m", "1").WithoutOutsideExample);
    }

    [Theory]
    [InlineData("u/1", 0)]
    [InlineData("m/2", 1)]
    [InlineData("m", 1)]
    public void A_method_uses_methods_that_are_there(string used, int problems)
    {
        using var pack = Pack().With("methods/m/1/examples/a.example", "source hand, x\ngiven x = 3\nexpect z = 7 1 within 1e-9\n")
            .With("methods/m/1/method.json", """{"id":"m","version":"1","status":"draft","title":{"zh":"试","en":"test"},"codes":[],"gwpSet":null,"refuses":[],"uses":["USED"],"label":{"zh":"试","en":"test"}}""".Replace("USED", used, StringComparison.Ordinal));
        pack.With("methods/u/1/METHOD.md", pack.Method).With("methods/u/1/method.json", """{"id":"u","version":"1","status":"draft","title":{"zh":"试","en":"test"},"codes":[],"gwpSet":null,"refuses":[],"label":{"zh":"试","en":"test"}}""");
        var found = MethodologyCheck.Run(MethodologyCatalog.Open(pack.Write()), "m", "1").Problems;
        Assert.Equal(problems, found.Count);
        Assert.All(found, p => Assert.Equal(("methods/m/1/method.json", $"uses '{used}', which is no method of this folder"), (p.File, p.Message)));
    }

    /// <summary>y = 2 x, z = y + 1.</summary>
    private static TestPack Pack() => new TestPack { Inputs = ["x||1"], Equations = ["1|y||1||||`2 * x`", "2|z||1||||`y + 1`"] }.With("sources.csv", Sources);
}
