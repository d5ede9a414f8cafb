using CarbonSink.Methodologies;
using Xunit;

namespace CarbonSink.Tests.Methodologies;

public sealed class RouteTests
{
    private static readonly string[] Inputs = ["p||1", "q||1", "code||code"];

    /// <summary>Kleene's strong three-valued logic: not false and unknown is unknown; NaN = unknown.</summary>
    public static TheoryData<double, double> Truths => new() { { 1, 1 }, { 1, 0 }, { 1, double.NaN }, { 0, 0 }, { 0, 1 }, { 0, double.NaN }, { double.NaN, 0 }, { double.NaN, 1 }, { double.NaN, double.NaN } };

    [Theory]
    [MemberData(nameof(Truths))]
    public void And_or_not_follow_three_valued_logic(double p, double q)
    {
        var run = Run("1|both||1||||`if(p > 0 and q > 0, 1, 0)`", "2|either||1||||`if(p > 0 or q > 0, 1, 0)`", "3|none||1||||`if(not p > 0, 1, 0)`", "4|negated||1||||`if(not q > 0 and not p > 0, 1, 0)`");
        run.Give("p", p).Give("q", q).Run();
        double? Known(double x) => double.IsNaN(x) ? null : x;
        var (a, b) = (Known(p), Known(q));
        double? and = a == 0 || b == 0 ? 0 : a is null || b is null ? null : 1;
        double? or = a == 1 || b == 1 ? 1 : a is null || b is null ? null : 0;
        Check("both", and);
        Check("either", or);
        Check("none", 1 - a);
        Check("negated", 1 - or); // De Morgan
        void Check(string symbol, double? expected)
        {
            if (expected is { } value)
                Assert.Equal(value, run.Value(symbol));
            else
                Assert.Equal("missing", run.Cause(symbol).Code);
        }
    }

    [Fact]
    public void Routes_that_fail_for_one_reason_are_named_together()
    {
        var run = Run("1|y||1||`p > 1`||`10`", "2|y||1||`p > 1 and q > 0`||`20`", "3|y||1||`q > 5`||`30`", "4|y||1||`p > 1`||`40`").Give("p", 1).Give("q", 1).Run();
        Assert.Equal("no route for y: [1, 2] does not hold: p > 1; [3] does not hold: q > 5; [4] does not hold: p > 1", run.Cause("y").En);
        Assert.Contains("[1, 2]", run.Cause("y").Zh, StringComparison.Ordinal);
    }

    [Fact]
    public void The_first_route_that_holds_is_taken_and_a_missing_value_does_not_hold()
    {
        var run = Run("1|y||1||`p > 1`||`10`", "2|y||1||`q > 1`||`20`", "3|y||1||`p > 0`||`30`");
        run.Give("p", 2).Give("q", 2).Run();
        Assert.Equal(("1", 10.0), (run.Route("y"), run.Value("y")));
        run.Give("p", 1).Give("q", 2).Run();
        Assert.Equal(("2", 20.0), (run.Route("y"), run.Value("y")));
        run.Give("p", 1).Give("q", 1).Run();
        Assert.Equal(("3", 30.0), (run.Route("y"), run.Value("y")));
        var missing = Run("1|y||1||`p > 1`||`10`", "2|y||1||`q > 1`||`20`").Give("q", 2).Run();
        Assert.Equal("2", missing.Route("y"));
    }

    [Fact]
    public void Without_a_route_every_route_says_why()
    {
        var run = Run("1|y||1||`p > 1`||`10`", "2|y||1||`q > 1 and code in good`||`20`", "3|y||1||`t(code).v > 0`||`30`");
        run.Give("p", 1).Give("q", 2).Give("code", "z").Run();
        var cause = run.Cause("y");
        Assert.Equal("no-route", cause.Code);
        Assert.Equal("no route for y: [1] does not hold: p > 1; [2] does not hold: code in good; [3] table t has no row for code = z", cause.En);
        Assert.Equal("y 无可用公式：[1] 条件不成立：p > 1；[2] 条件不成立：code in good；[3] 参数表 t 没有 code = z 的行", cause.Zh);
        Assert.Null(run.Route("y"));
        var other = Run("1|y||1||`p > 1`||`10`").Run();
        Assert.Equal("no route for y: [1] p (test) is missing", other.Cause("y").En);
    }

    [Fact]
    public void A_route_whose_body_is_a_lookup_or_an_aggregate_can_be_refused()
    {
        var lookup = Run("1|y||1||`p > 1`||`t(code).v`").Give("p", 0).Give("code", "a").Run();
        Assert.Equal("no-route", lookup.Cause("y").Code);
        lookup.Give("p", 2).Run();
        Assert.Equal(7, lookup.Value("y"));
        using var pack = new TestPack { Sets = ["unit"], Inputs = ["x|unit|1", "p||1"], Equations = ["1|y||1||`p > 1`||`sum(x over unit)`"] };
        var aggregate = new TestRun(pack.Load()).Members("unit", 2).Give("x", 1, 2).Give("p", 0).Run();
        Assert.Equal("no-route", aggregate.Cause("y").Code);
    }

    [Fact]
    public void If_refuses_only_for_the_branch_it_takes()
    {
        var run = Run("1|y||1||||`if(p > 0, q, 5)`", "2|z||1||||`if(p > 0, ln(p), 1 / p)`", "3|w||1||||`if(q > 0, 1, 0)`");
        run.Give("p", 0).Run();
        Assert.Equal(5, run.Value("y")); // q is missing, but not needed
        Assert.Equal("domain", run.Cause("z").Code); // 1 / 0
        Assert.Equal("missing", run.Cause("w").Code);
        run.Give("p", 2).Run();
        Assert.Equal("missing", run.Cause("y").Code);
        Assert.Equal(Math.Log(2), run.Value("z"));
    }

    [Theory]
    [InlineData("ln(p)", 0, "ln")]
    [InlineData("ln(p)", -1, "ln")]
    [InlineData("1 / p", 0, "/")]
    [InlineData("p / p", 0, "/")]
    [InlineData("sqrt(p)", -1, "sqrt")]
    [InlineData("p ^ 0.5", -2, "^")]
    [InlineData("0 ^ p", -1, "^")]
    [InlineData("exp(p)", 1000, "exp")]
    [InlineData("t_quantile(0.9, p)", 0, "t_quantile")]
    [InlineData("t_quantile(p, 3)", 1, "t_quantile")]
    [InlineData("normal_quantile(p)", 1, "normal_quantile")]
    public void A_result_that_is_no_finite_number_is_refused(string formula, double p, string operation)
    {
        var run = Run($"1|y||1||||`{formula}`", "2|after||1||||`y + 1`").Give("p", p).Run();
        Assert.Equal(("domain", $"the result of {operation} is not a finite number"), (run.Cause("y").Code, run.Cause("y").En));
        Assert.Equal(run.Cause("y"), run.Cause("after"));
    }

    [Fact]
    public void The_worst_status_travels_with_the_value()
    {
        using var pack = new TestPack
        {
            Inputs = ["p||1", "code||code"],
            Tables = ["t|tables/t/t@1|code|refuse"],
            Equations = ["1|y||1||||`t(code).v * p`", "2|z||1||||`if(p > 0, 1, y)`", "3|w||1||`y > 0`||`p`"],
        }.With("tables/t/1/t.csv", "code,v [1],source,locator,status\na,1,hand,r,verified\nb,2,hand,r,derived\nc,3,known,r,memory\nd,4,hand,r,conflict\n");
        var run = new TestRun(pack.Load()).Give("p", 1);
        foreach (var (code, status) in ((string, ParameterStatus)[])[("a", ParameterStatus.Verified), ("b", ParameterStatus.Derived), ("c", ParameterStatus.Memory)])
        {
            run.Give("code", code).Run();
            Assert.Equal((status, ParameterStatus.Declared, status), (run.State("y").Status, run.State("z").Status, run.State("w").Status));
        }

        run.Give("code", "d").Run();
        Assert.Equal("conflict", run.Cause("y").Code);
    }

    [Theory]
    [InlineData("t_quantile(0.90, 33)", 1.69236)] // two-sided; Student's table: t(0.95 one-sided, 33)
    [InlineData("t_quantile(0.95, 10)", 2.22814)]
    [InlineData("normal_quantile(0.95)", 1.95996)]
    [InlineData("normal_quantile(0.90)", 1.64485)]
    [InlineData("-2^2", -4)]
    [InlineData("2^-1", 0.5)]
    [InlineData("2^3^2", 512)]
    [InlineData("10 - 4 - 3", 3)]
    [InlineData("16 / 4 / 2", 2)]
    [InlineData("abs(-3) + sqrt(16) + min(4, 2, 3) + max(1, 5)", 14)]
    [InlineData("15[mu] / 1[ha]", 1)]
    [InlineData("50[%]", 0.5)]
    [InlineData("if(10[kg] < 1[t] and not 2 == 3, 1, 0)", 1)]
    [InlineData("max(min(1, 5), 2, 3) - max(min(1, 5, 2), 3)", 0)]
    public void Arithmetic_is_that_of_the_book(string formula, double expected) => Assert.Equal(expected, Run($"1|y||1||||`{formula}`").Run().Value("y"), 5);

    private static TestRun Run(params string[] equations)
    {
        using var pack = new TestPack { Inputs = Inputs, Tables = ["t|tables/t/t@1|code|refuse"], Equations = equations }.Table("t", "code,v [1]", "a,7");
        return new(pack.Load());
    }
}
