using System.Globalization;
using CarbonSink.Methodologies.Formulas;
using Xunit;

namespace CarbonSink.Tests.Methodologies;

public sealed class FormulaParserTests
{
    [Theory]
    [InlineData("-x^2", "(neg (^ x 2))")]
    [InlineData("2^-x", "(^ 2 (neg x))")]
    [InlineData("2^3^2", "(^ 2 (^ 3 2))")]
    [InlineData("--x", "(neg (neg x))")]
    [InlineData("a-b-c", "(- (- a b) c)")]
    [InlineData("a/b*c", "(* (/ a b) c)")]
    [InlineData("a+b*c", "(+ a (* b c))")]
    [InlineData("(a+b)*c", "(* (+ a b) c)")]
    [InlineData("a or b and not c", "(or a (and b (not c)))")]
    [InlineData("a or b or c", "(or (or a b) c)")]
    [InlineData("not a < b and c >= d", "(and (not (< a b)) (>= c d))")]
    [InlineData("a == b or a != b", "(or (== a b) (!= a b))")]
    [InlineData("a + 1 <= b * 2", "(<= (+ a 1) (* b 2))")]
    [InlineData("x in good", "(in x good)")]
    [InlineData("not x in good", "(not (in x good))")]
    [InlineData("fang(ft).pool in living_pool", "(in fang(ft).pool living_pool)")]
    [InlineData("44[tCO2e] / 12[tC]", "(/ 44[tCO2e] 12[tC])")]
    [InlineData("D[cm]^1.97", "(^ D[cm] 1.97)")]
    [InlineData("t(a, b + 1).c", "t(a,(+ b 1)).c")]
    [InlineData("if(a > b, a, 0[t])", "if((> a b),a,0[t])")]
    [InlineData("prev(x, 0)", "prev(x,0)")]
    [InlineData("min(a, b, c)", "min(a,b,c)")]
    [InlineData("min(a over plot)", "min(a over plot)")]
    [InlineData("sum(w^2 * s / n over stratum where n > 1)", "sum((/ (* (^ w 2) s) n) over stratum where (> n 1))")]
    [InlineData("cov(a, b over plot)", "cov(a,b over plot)")]
    [InlineData("1e-3 + 2.5E+2 + .5", "(+ (+ 0.001 250) 0.5)")]
    [InlineData("面积 * 蓄积_2", "(* 面积 蓄积_2)")]
    public void Every_production_reads_as_the_grammar_says(string formula, string tree) => Assert.Equal(tree, Tree(FormulaParser.Parse(formula)));

    [Theory]
    [InlineData("", 0)]
    [InlineData("a +", 3)]
    [InlineData("a + * b", 4)]
    [InlineData("(a", 2)]
    [InlineData("a b", 2)]
    [InlineData("a < b < c", 6)]
    [InlineData("not not a", 4)]
    [InlineData("2x", 1)]
    [InlineData("1.5.2", 3)]
    [InlineData("a ? b", 2)]
    [InlineData("a = b", 2)]
    [InlineData("a[", 1)]
    [InlineData("a + b[tonnes]", 6)]
    [InlineData("sum(a)", 0)]
    [InlineData("a + exp", 4)]
    [InlineData("a + foo(b)", 4)]
    [InlineData("exp(a over s)", 0)]
    [InlineData("cov(a over s)", 0)]
    [InlineData("sum(a, b over s)", 0)]
    [InlineData("sum(a over )", 11)]
    [InlineData("x in", 4)]
    [InlineData("t(a).", 5)]
    [InlineData("t().x", 2)]
    [InlineData("1e999", 0)]
    [InlineData("a and", 5)]
    public void An_error_carries_its_offset(string formula, int at) => Assert.Equal(at, Assert.Throws<FormulaException>(() => FormulaParser.Parse(formula)).At);

    [Theory]
    [InlineData("(")]
    [InlineData("-")]
    [InlineData("2^")]
    public void A_formula_too_deep_to_read_is_refused_and_does_not_overflow(string opening)
    {
        var deep = string.Concat(Enumerable.Repeat(opening, 50000));
        Assert.Contains("nests deeper", Assert.Throws<FormulaException>(() => FormulaParser.Parse(deep + "x")).Message, StringComparison.Ordinal);
    }

    private static string Tree(Syntax s) => s switch
    {
        NumberSyntax n => n.Value.ToString("R", CultureInfo.InvariantCulture) + (n.Unit.IsOne ? string.Empty : $"[{n.Unit}]"),
        SymbolSyntax y => y.Name + (y.Bare is null ? string.Empty : $"[{y.Bare}]"),
        LookupSyntax l => $"{l.Table}({string.Join(',', l.Keys.Select(Tree))}).{l.Column}",
        CallSyntax c => $"{c.Function}({string.Join(',', c.Arguments.Select(Tree))})",
        AggregateSyntax a => $"{a.Function}({string.Join(',', a.Arguments.Select(Tree))} over {a.Set}{(a.Where is null ? string.Empty : $" where {Tree(a.Where)}")})",
        NegateSyntax n => $"(neg {Tree(n.Operand)})",
        NotSyntax n => $"(not {Tree(n.Operand)})",
        BinarySyntax b => $"({b.Operator} {Tree(b.Left)} {Tree(b.Right)})",
        InSyntax i => $"(in {Tree(i.Operand)} {i.Name})",
        _ => throw new InvalidOperationException(),
    };
}
