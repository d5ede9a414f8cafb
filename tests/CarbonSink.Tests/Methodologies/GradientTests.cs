using CarbonSink.Methodologies;
using Xunit;

namespace CarbonSink.Tests.Methodologies;

/// <summary>The gradient against central differences of the values, computed by changing the number in the CSV or in the input.</summary>
public sealed class GradientTests
{
    /// <summary>Equations whose last symbol y is differentiated by a, b and c of the table and by the inputs x and z.</summary>
    public static TheoryData<string, string[]> Formulas => new()
    {
        { "arithmetic", ["1|y||1||||`(t(k).a + x) * t(k).b / (x - t(k).c) - t(k).a`"] },
        { "powers", ["1|y||1||||`x ^ t(k).a * t(k).b ^ 2 + t(k).c ^ x`"] },
        { "functions", ["1|y||1||||`exp(t(k).a / 3) + ln(t(k).b) * sqrt(t(k).c) + abs(x - t(k).a) - -t(k).b`"] },
        { "quantiles", ["1|y||1||||`t_quantile(t(k).a / 2, t(k).b + 3) * x + normal_quantile(t(k).c / 8)`"] },
        { "branches", ["1|y||1||||`if(x > t(k).a, t(k).b * x, t(k).c) + min(t(k).a, t(k).c) * max(t(k).b, x)`"] },
        { "units", ["1|m||kg||||`t(k).a * 1[t]`", "2|y||1||||`m[t] * t(k).b + m / 1[g] / 1000000`"] },
        { "routes", ["1|v||1||`x > 100`||`t(k).a`", "2|v||1||`x > 1`||`t(k).a * t(k).b`", "3|y||1||||`v * v + t(k).c`"] },
        { "sums", ["1|y||1||||`sum(w * t(k).a over unit) * t(k).b + mean(w ^ 2 * t(k).c over unit) + sum(w * x over unit where w > 2)`"] },
        { "spread", ["1|y||1||||`var(w * t(k).a + z over unit) + cov(w * t(k).b, z * t(k).c + w over unit)`"] },
        { "extremes", ["1|y||1||||`max(w * t(k).a - z over unit) * min(w + t(k).b * z over unit)`"] },
        { "nested", ["1|g|group|1||||`sum(w * t(k).a over unit)`", "2|y||1||||`sum(g * t(k).b * sum(w over unit) over group)`"] },
        { "years", ["1|s|year|1||||`prev(s, t(k).a) * t(k).b + flow * prev(q, x)`", "2|q|year|1||||`s / 2 + t(k).c`", "3|y||1||||`sum(s * q over year)`"] },
        { "years-members", ["1|s|unit × year|1||||`prev(s, w * t(k).a) * t(k).b + flow`", "2|e|year|1||||`sum(s over unit) * t(k).c`", "3|y||1||||`sum(e over year)`"] },
        { "interpolated", ["1|y||1||||`lin(x, t(k).a).v * t(k).b + lin(t(k).c, x).v`"] },
    };

    [Theory]
    [MemberData(nameof(Formulas))]
    public void Every_derivative_equals_the_central_difference(string name, string[] equations)
    {
        Assert.NotEmpty(name);
        var at = new Dictionary<string, double> { ["a"] = 1.3, ["b"] = 2.1, ["c"] = 1.7 };
        var inputs = (X: 3.2, Z: (double[])[0.5, 2.5, 1.1, 4.0]);
        var run = Run(equations, at, inputs.X, inputs.Z);
        var gradient = run.Evaluation.Gradient("y", [1]).Where(s => s.Cell.Table == "tables/t/t@1").ToDictionary(s => s.Cell.Column, s => s.Derivative);
        foreach (var cell in at.Keys)
        {
            var h = 1e-5;
            double With(double step) => Run(equations, new(at) { [cell] = at[cell] + step }, inputs.X, inputs.Z).Value("y");
            Near((With(h) - With(-h)) / (2 * h), gradient.GetValueOrDefault(cell));
        }

        Near((Run(equations, at, inputs.X + 1e-5, inputs.Z).Value("y") - Run(equations, at, inputs.X - 1e-5, inputs.Z).Value("y")) / 2e-5, run.Evaluation.InputGradient("x")[0]);
        for (var i = 0; i < inputs.Z.Length; i++)
        {
            double Moved(double step) => Run(equations, at, inputs.X, [.. inputs.Z.Select((z, j) => i == j ? z + step : z)]).Value("y");
            Near((Moved(1e-5) - Moved(-1e-5)) / 2e-5, run.Evaluation.InputGradient("z")[i]);
        }

        // Truncation error of a central difference: h² f'''/6 with h = 1e-5, and rounding 1e-16 f/h.
        static void Near(double expected, double actual) => Assert.InRange(actual, expected - (1e-6 * Math.Max(1, Math.Abs(expected))), expected + (1e-6 * Math.Max(1, Math.Abs(expected))));
    }

    [Fact]
    public void Weights_pick_rows_and_a_gradient_changes_no_value()
    {
        using var pack = new TestPack { Sets = ["unit"], Inputs = ["w|unit|1", "k|unit|code"], Tables = ["t|tables/t/t@1|key|refuse"], Equations = ["1|y|unit|1||||`w * t(k).a`"] }.Table("t", "key,a [1]", "p,2", "q,3");
        var run = new TestRun(pack.Load()).Members("unit", 4).Give("w", 1, 2, 4, double.NaN).Give("k", "p", "q", "p", "p").Run();
        var before = run.Evaluation.Values("y").ToArray();
        Assert.Equal([("p", 1 + 40.0), ("q", 2.0 * 5)], run.Evaluation.Gradient("y", [1, 5, 10, 100]).Select(s => (s.Cell.Row, s.Derivative)));
        Assert.Equal([2, 15, 20, 0], run.Evaluation.InputGradient("w").ToArray());
        Assert.Equal(before, run.Evaluation.Values("y").ToArray());
        Assert.Equal("missing", run.Cause("y", 3).Code);
        Assert.Throws<ArgumentException>(() => run.Evaluation.Gradient("y", [1]));
    }

    [Fact]
    public void Rows_of_one_species_in_two_ranges_are_two_cells()
    {
        using var ranges = new TestPack { Sets = ["unit"], Inputs = ["w|unit|1"], Tables = ["t|tables/t/t@1|V in (from,to]|refuse", "l|tables/t/l@1|H linear|refuse"], Equations = ["1|y|unit|1||||`t(w).a + l(w).b`"] }
            .Table("t", "V.from [1],V.to [1],a [1]", "0,1,2", "1,,3").Table("l", "H [1],b [1]", "0,5", "2,6");
        var run = new TestRun(ranges.Load()).Members("unit", 2).Give("w", 0.5, 2).Run();
        Assert.Equal(
            ["tables/t/l@1[H 0].b 0.75", "tables/t/l@1[H 2].b 1.25", "tables/t/t@1[V 0..1].a 1", "tables/t/t@1[V 1..].a 1"],
            run.Evaluation.Gradient("y", [1, 1]).Select(s => $"{s.Cell} {s.Derivative}"));
    }

    private static TestRun Run(string[] equations, Dictionary<string, double> cells, double x, double[] z)
    {
        using var pack = new TestPack
        {
            Sets = ["group", "unit|group", "year||yes|year"],
            Inputs = ["k||code", "x||1", "w|unit|1", "z|unit|1", "flow|year|1"],
            Tables = ["t|tables/t/t@1|key|refuse", "lin|tables/t/lin@1|H linear; D linear|flag"],
            Equations = equations,
        }.Table("t", "key,a [1],b [1],c [1]", $"p,{cells["a"]:R},{cells["b"]:R},{cells["c"]:R}").Table("lin", "H [1],D [1],v [1]", "0,0,1", "0,4,3", "6,0,10", "6,4,7");
        return new TestRun(pack.Load()).Members("group", 2).Members("unit", 4, 0, 0, 1, 1).Keys("year", 2020, 2021, 2022)
            .Give("k", "p").Give("x", x).Give("w", 1.5, 2.5, 3.5, 0.7).Give("z", z).Give("flow", 0.3, 0.6, 0.9).Run();
    }
}
