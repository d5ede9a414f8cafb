using CarbonSink.Methodologies;
using Xunit;

namespace CarbonSink.Tests.Methodologies;

/// <summary>The optional table Reasons: why a unit has no value, in words.</summary>
public sealed class ReasonTests
{
    private static readonly string[] Given =
    [
        "no-stock|`s in good and V <= 0[m3/ha]`|没有蓄积|no stock",
        "not-good|`not (s in good)`|不是好的|not good",
        "otherwise||其他|otherwise",
    ];

    [Fact]
    public void The_first_that_holds_is_given_and_what_the_formulas_say_is_kept()
    {
        using var pack = Pack(Given);
        var run = new TestRun(pack.Load()).Members("unit", 5).Give("s", "a", "a", "x", null, "a").Give("V", 10, 0, 10, 10, double.NaN).Give("A", 1, 1, 1, 1, 1).Run();
        Assert.Equal(30, run.Value("C"));
        Cause Reason(int row) => run.Causes[run.Evaluation.Reason("C", row)];
        Assert.Equal(["no-stock", "not-good", "otherwise", "otherwise"], Enumerable.Range(1, 4).Select(r => Reason(r).Code));
        Assert.Equal(("没有蓄积", "no stock"), (Reason(1).Zh, Reason(1).En));
        Assert.Equal(run.Cause("C", 1), Reason(1).Technical);
        Assert.Equal("no route for C: [1] does not hold: V > 0[m3/ha]", Reason(1).Technical!.En);

        // s is missing: neither condition is known to hold.
        Assert.Equal("no route for C: [1] s (test) is missing", Reason(3).Technical!.En);
        Assert.Throws<ArgumentException>(() => run.Evaluation.Reason("C", 0));
    }

    [Fact]
    public void A_cause_that_names_its_own_matter_stays()
    {
        using var pack = Pack(Given);
        var run = new TestRun(pack.Load()).Members("unit", 1).Give("s", "a").Give("V", 10).Run();
        Assert.Equal("missing", run.Causes[run.Evaluation.Reason("C", 0)].Code); // the area, not the stock
    }

    [Fact]
    public void A_pack_without_reasons_gives_what_the_formulas_say()
    {
        using var pack = Pack([]);
        var run = new TestRun(pack.Load()).Members("unit", 1).Give("s", "x").Give("V", 10).Give("A", 1).Run();
        Assert.Equal(run.Cause("C"), run.Causes[run.Evaluation.Reason("C", 0)]);
        Assert.Null(run.Cause("C").Technical);
    }

    [Theory]
    [InlineData("没有材积式；按生态区 / no volume equation: by zone", "没有材积式；按生态区", "no volume equation: by zone")]
    [InlineData("胸径 / 树高不明 / D / H unknown", "胸径 / 树高不明", "D / H unknown")]
    [InlineData("没有材积式", "没有材积式", "没有材积式")]
    [InlineData("a / b", "a / b", "a / b")]
    [InlineData("", "", "")]
    public void A_reason_written_in_both_languages_is_taken_apart(string text, string zh, string en) => Assert.Equal(new(zh, en), Bilingual.Of(text));

    [Fact]
    public void Reasons_follow_the_batch()
    {
        using var pack = Pack(Given);
        var run = new TestRun(pack.Load());
        foreach (var (species, code) in (ValueTuple<string, string>[])[("x", "not-good"), ("a", "no-stock"), ("x", "not-good")])
        {
            run.Members("unit", 600).Give("s", [.. Enumerable.Repeat(species, 600)]).Give("V", new double[600]).Give("A", new double[600]).Run();
            Assert.Equal(code, run.Causes[run.Evaluation.Reason("C", 599)].Code);
        }
    }

    [Theory]
    [InlineData("Bad code|`s in good`|一|one", "'Bad code' cannot be the code of a reason")]
    [InlineData("no-route|`s in good`|一|one", "'no-route' cannot be the code of a reason")]
    [InlineData("one|`V`|一|one", "'when' needs a condition (a comparison, or 'in')")]
    [InlineData("one|`W > 0`|一|one", "'W' is no symbol of this pack")]
    [InlineData("one|`s in good`||one", "a reason is said in Chinese and in English")]
    [InlineData("one|`sum(A over unit) > 0[ha]`|一|one", "a reason looks at one member: it takes no aggregate")]
    public void A_wrong_row_is_named(string row, string message)
    {
        using var pack = Pack([row]);
        Assert.Equal(message, pack.Problem().Message);
    }

    [Fact]
    public void What_can_never_be_given_is_refused()
    {
        using var pack = Pack(["one||一|one", "one|`s in good`|二|two"]);
        Assert.Equal(["only the last reason may hold always: those after it are never given", "reason 'one' stands twice"], pack.Problems().Select(p => p.Message));
    }

    [Fact]
    public void Every_reason_needs_an_example()
    {
        using var pack = Pack(Given).With("methods/m/1/examples/a.example", """
            source hand, written out
            # 10 m3/ha × 2 ha × 3 t/m3 = 60
            given s = a; V = 10 m3/ha; A = 2 ha
            expect C = 60 tC within 0.001
            given s = x; V = 10 m3/ha; A = 2 ha
            expect failure not-good C
            given s = x; V = 10 m3/ha; A = 2 ha
            expect failure no-route C

            """);
        var result = MethodologyCheck.Run(MethodologyCatalog.Open(pack.Write()), "m", "1");
        Assert.Equal(["reason no-stock is given in no example", "reason otherwise is given in no example"], result.Problems.Select(p => p.Message));
        Assert.Equal(pack.Place("`s in good and", Method(pack)), (result.Problems[0].Line, result.Problems[0].Column - 1));
    }

    private static string Method(TestPack pack) => pack.Method[pack.Method.IndexOf("## Reasons", StringComparison.Ordinal)..][..10];

    private static TestPack Pack(string[] reasons) => new()
    {
        Sets = ["unit||||A"],
        Inputs = ["A|unit|ha", "V|unit|m3/ha", "s|unit|code"],
        Equations = ["1|C|unit|tC||`s in good and V > 0[m3/ha]`||`V * A * 3[tC/m3]`"],
        Outputs = ["C|carbon|no"],
        Reasons = reasons,
    };
}
