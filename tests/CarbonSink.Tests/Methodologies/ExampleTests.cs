using CarbonSink.Methodologies;
using Xunit;

namespace CarbonSink.Tests.Methodologies;

/// <summary>Example files: what they may say, and what of it the check holds a pack to.</summary>
public sealed class ExampleTests
{
    private const string Head = "source hand, written out\n";

    /// <summary>Lines after the head, the line of the problem (0 = none) and a part of its message.</summary>
    public static TheoryData<string, int, string> Lines => new()
    {
        { "given A = 2 ha ; V = 100 m3/ha ; k = a\nexpect y = 200 m3 within 0.001\nexpect g = a", 0, "" },
        { "given A = 30 mu ; V = 100 m3/ha ; k = a\nexpect y = 200 m3 within 0.1 %", 0, "" },
        { "given A = 2 ha ; V = 10 m3/ha ; k = a\nexpect flag extrapolated y\nexpect y = 20 m3 within 1e-9", 0, "" },
        { "given A = 2 ha ; k = z\nexpect failure no-parameter g\nexpect failure missing y", 0, "" },
        { "common A = 2 ha ; k = a\ngiven V = 100 m3/ha\nexpect y = 200 m3 within 1\ngiven V = 100 m3/ha ; A = 3 ha\nexpect y = 300 m3 within 1", 0, "" },
        { "given A = 2 ha ; V = 100 m3/ha ; k = a\nexpect y = 201 m3 within 0.5", 3, "y should be 201 m3 within 0.5, but is 200 (off by -1)" },
        { "given A = 2 ha ; V = 100 m3/ha ; k = a\nexpect y = 200000 dm3 within 0.5", 3, "y is in m3, not in dm3" },
        { "given A = 2 ha ; V = 100 m3/ha ; k = a\nexpect y = 200 m3 living within 0.5", 3, "y covers no pool, not living" },
        { "given A = 2 ha ; V = 100 m3/ha ; k = a\nexpect g = b", 3, "g should be b, but is a" },
        { "given A = 2 ha ; V = 10 m3/ha ; k = a\nexpect y = 20 m3 within 0.5", 3, "y is flagged extrapolated, which the case does not expect" },
        { "given A = 2 ha ; V = 100 m3/ha ; k = a\nexpect flag extrapolated y", 3, "y should show flag extrapolated, but is 200 m3" },
        { "given A = 2 ha ; V = 100 m3/ha ; k = a\nexpect failure missing y", 3, "y should show failure missing, but is 200 m3" },
        { "given A = 2 ha ; k = a\nexpect y = 200 m3 within 1", 3, "has no value: missing" },
        { "given A = 2 ; V = 100 m3/ha ; k = a\nexpect y = 200 m3 within 1", 2, "A needs a unit (ha)" },
        { "given A = 2 kg ; V = 100 m3/ha ; k = a\nexpect y = 200 m3 within 1", 2, "'kg' is no unit of A (ha)" },
        { "given A = two ha ; V = 100 m3/ha\nexpect y = 200 m3 within 1", 2, "'two' is no number for A" },
        { "given A = 1, 2 ha ; V = 100 m3/ha\nexpect y = 200 m3 within 1", 2, "A has 2 values for 1 members" },
        { "given B = 1 ha\nexpect y = 200 m3 within 1", 2, "'B' is no input of this pack" },
        { "given A = 2 ha ; V = 100 m3/ha ; k = a\nexpect z = 200 m3 within 1", 3, "'z' is no symbol of this pack" },
        { "given A = 2 ha ; V = 100 m3/ha ; k = a\nexpect y[3] = 200 m3 within 1", 3, "y[3] is no member" },
        { "given A = 2 ha ; V = 100 m3/ha ; k = a\nexpect y = 200 m3 within 0", 3, "is not understood" },
        { "given A = 2 ha ; V = 100 m3/ha ; k = a\nexpect y = 200 within 1", 3, "is not understood" },
        { "given A = 2 ha ; V = 100 m3/ha ; k = a", 2, "the case expects nothing" },
        { "wanted A = 2 ha", 2, "'wanted' is not understood" },
        { "members unit = 1, 2\ngiven A = 2 ha\nexpect failure missing y", 2, "2 numbers for 1 members" },
        { "members unit = many\ngiven A = 2 ha\nexpect failure missing y", 2, "'many' is no number of members" },
        { "members stand = 1\ngiven A = 2 ha\nexpect failure missing y", 2, "'stand' is no set of this pack" },
        { "members year = 2021..2020\ngiven A = 2 ha\nexpect failure missing y", 2, "is no range of keys" },
        { "members plot = 2\ngiven A = 2 ha\nexpect failure missing y", 2, "plot lies inside unit" },
    };

    [Theory]
    [MemberData(nameof(Lines))]
    public void An_example_is_held_to_its_word(string lines, int line, string message)
    {
        var problems = Check(Head + lines + "\n").Where(p => p.File.EndsWith(".example", StringComparison.Ordinal)).ToList();
        if (line == 0)
            Assert.Empty(problems);
        else
            Assert.Contains(problems, p => p.Line == line && p.Message.Contains(message, StringComparison.Ordinal));
    }

    [Fact]
    public void An_example_needs_an_independent_source()
    {
        Assert.Contains(Check("source nowhere, x\ngiven A = 2 ha\nexpect failure missing y\n"), p => p.Message == "source 'nowhere' is not in sources.csv");
        Assert.Contains(Check("given A = 2 ha\nexpect failure missing y\n"), p => p.Message == "a case needs a 'source' line before it");
    }

    [Fact]
    public void An_expectation_exercises_only_the_route_its_row_took()
    {
        // Two units take routes 1a and 1b; only the first is looked at.
        using var pack = new TestPack { Sets = ["unit"], Inputs = ["V|unit|m3/ha"], Equations = ["1a|y|unit|m3/ha||`V > 20[m3/ha]`||`V`", "1b|y|unit|m3/ha||||`2 * V`", "2|s||m3/ha||||`sum(y over unit)`"] };
        pack.With("methods/m/1/examples/a.example", $"{Head}members unit = 2\ngiven V = 100, 10 m3/ha\nexpect y[1] = 100 m3/ha within 1\n");
        var unexercised = MethodologyCheck.Run(MethodologyCatalog.Open(pack.Write()), "m", "1").Problems.Select(p => p.Message).ToList();
        Assert.Equal(["equation 1b (y) is exercised by no example", "equation 2 (s) is exercised by no example"], unexercised);
        File.AppendAllText(Path.Combine(pack.Folder, "methods/m/1/examples/a.example"), "expect s = 120 m3/ha within 1\n");
        Assert.Empty(MethodologyCheck.Run(MethodologyCatalog.Open(pack.Folder), "m", "1").Problems);
    }

    [Fact]
    public void A_failing_example_is_counted_and_too_many_estimators_are_told()
    {
        using var pack = new TestPack { Inputs = ["x||1"], Equations = ["1|y||1||||`x`"] }
            .With("methods/m/1/examples/a.example", Head + "given x = 1 1\nexpect y = 1 1 within 0.1\n").With("methods/m/1/examples/b.example.failing", "anything")
            .With("methods/m/1/method.json", """{"id":"m","version":"1","status":"draft","title":{"zh":"试","en":"test"},"estimators":["ratio"],"label":{"zh":"试","en":"test"}}""");
        var result = MethodologyCheck.Run(MethodologyCatalog.Open(pack.Write()), "m", "1");
        Assert.Equal((1, 1, 1, 1, true), (result.Rows, result.Estimators, result.Examples, result.KnownFailing, result.HasTooManyEstimators));
        Assert.Empty(result.Problems);
    }

    private static IReadOnlyList<LoadProblem> Check(string example)
    {
        using var pack = new TestPack
        {
            Sets = ["unit", "plot|unit", "year||yes|year"],
            Inputs = ["A|unit|ha", "V|unit|m3/ha", "k|unit|code"],
            Tables = ["t|tables/t/t@1|key; V in [from,to)|flag"],
            Equations = ["1|y|unit|m3||||`t(k, V).f * V * A`", "2|g|unit|code||||`names(k).class`"],
        };
        pack.Table("t", "key,V.from [m3/ha],V.to [m3/ha],f [1]", "a,20,,1").Table("names", "key,class [code]", "a,a").With("methods/m/1/examples/a.example", example);
        pack.With(TestPack.MethodFile, pack.Method.Replace("| t | tables", "| names | tables/t/names@1 | key | refuse |\n| t | tables", StringComparison.Ordinal));
        return MethodologyCheck.Run(MethodologyCatalog.Open(pack.Write()), "m", "1").Problems;
    }
}
