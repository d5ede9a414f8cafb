using CarbonSink.Methodologies;
using Xunit;

namespace CarbonSink.Tests.Methodologies;

public sealed class DrawTests
{
    private const int Many = 40000;

    /// <summary>Equations that reach every way a draw can be used: cells, inputs, routes, if, ranges, aggregates, years.</summary>
    private static readonly string[] Equations =
    [
        "1|y|unit|1||||`t(k).a * x + t(k).b`",
        "2|r|unit|1||`y > 3`||`y * 10`", "3|r|unit|1||||`y`",
        "4|f|unit|1||||`if(y > 3, cls(y).f, x)`",
        "5|s||1||||`sum(r over unit where y > 2.5)`", "6|m||1||||`max(y over unit) - mean(f over unit)`",
        "7|g|year|1||||`prev(g, s) * 0.9 + flow`", "8|plain|unit|1||||`x + 1`",
        "9|u||1|||rule|`s / 100`",
    ];

    private static readonly string[] Symbols = ["y", "r", "f", "s", "m", "g"];

    [Fact]
    public void A_draw_is_the_same_in_whatever_chunk_it_is_computed()
    {
        var run = Run(6);
        var whole = All(run, [(0, 64)]);
        Assert.Equal(whole, All(run, [(0, 1), (1, 20), (21, 43)]));
        Assert.Equal(whole, All(run, [.. Enumerable.Range(0, 64).Select(k => ((long)k, 1))]));
        Assert.Equal(whole, All(run, [(40, 24), (0, 40)])); // another order
        Assert.Equal(whole, All(Run(6), [(0, 64)])); // another evaluation
        Assert.NotEqual(whole, All(Run(6), [(0, 64)], seed: 2));
        Assert.NotEqual(whole[("y", 0, 0)], whole[("y", 0, 1)]);
    }

    [Fact]
    public void A_unit_has_the_same_draws_in_whatever_partition_it_stands()
    {
        var whole = All(Run(6), [(0, 8)]);
        foreach (var (first, count) in ((int, int)[])[(0, 1), (1, 2), (3, 3), (5, 1)])
        {
            var part = All(Run(count, first), [(0, 8)]);
            foreach (var symbol in (string[])["y", "r", "f"])
                for (var i = 0; i < count; i++)
                    for (var k = 0; k < 8; k++)
                        Assert.Equal(whole[(symbol, first + i, k)], part[(symbol, i, k)]);
        }
    }

    [Fact]
    public void A_cell_is_one_random_variable_for_all_units_and_an_input_is_its_own()
    {
        using var pack = new TestPack { Sets = ["unit"], Inputs = ["k|unit|code", "x|unit|1", "c||1"], Tables = ["t|tables/t/t@1|key|refuse"], Equations = ["1|y|unit|1||||`t(k).a`", "2|z|unit|1||||`x`", "3|w|unit|1||||`c`"] }
            .Table("t", "key,a [1],a.sd [1]", "p,2,0.5", "q,2,0.5");
        var run = new TestRun(pack.Load()).Members("unit", 4).Give("k", "p", "q", "p", "q").Give("x", 1, 1, 1, 1).Give("c", 1);
        for (var i = 0; i < 4; i++)
            run.Frame["x"].SetUncertainty(i, new(DistributionKind.Normal, 0.1));
        run.Frame["c"].SetUncertainty(0, new(DistributionKind.Normal, 0.1));
        run.Run();
        run.Evaluation.RunDraws(1, 0, 5);
        double[] Of(string symbol, int row) => [.. run.Evaluation.Values(symbol).Slice(row * 5, 5)];
        Assert.Equal(Of("y", 0), Of("y", 2));
        Assert.Equal(Of("y", 1), Of("y", 3));
        Assert.NotEqual(Of("y", 0), Of("y", 1));
        Assert.NotEqual(Of("z", 0), Of("z", 1));
        Assert.Equal(Of("w", 0), Of("w", 3));
        var (once, records) = (Of("w", 0), Of("z", 1));
        run.Frame.FirstRecord = 1000; // another partition: the value given once stays, records change
        run.Evaluation.RunDraws(1, 0, 5);
        Assert.Equal(once, Of("w", 0));
        Assert.NotEqual(records, Of("z", 1));
        run.Frame.FirstRecord = 1;
        run.Evaluation.RunDraws(1, 0, 5);
        Assert.Equal(records, Of("z", 0));
    }

    [Fact]
    public void Rules_are_not_drawn_and_what_is_certain_is_computed_once()
    {
        var run = Run(6).Run();
        var rule = run.Value("u");
        run.Evaluation.RunDraws(1, 0, 16);
        Assert.Equal((1, rule), (run.Evaluation.Width("u"), run.Evaluation.Values("u")[0]));
        Assert.Equal((1, 1, 16), (run.Evaluation.Width("plain"), run.Evaluation.Width("x"), run.Evaluation.Width("y")));
        Assert.Throws<InvalidOperationException>(() => run.Evaluation.Gradient("s", [1]));
        run.Run();
        Assert.Equal((1, rule), (run.Evaluation.Width("y"), run.Value("u")));
    }

    /// <summary>Distribution, value, spread: mean and standard deviation in closed form.</summary>
    public static TheoryData<string, double, double, double, double, double> Distributions => new()
    {
        { "normal", 5, 2, 0, 5, 2 },
        { "lognormal", 5, 2, 0, 5, 2 },
        { "triangular", 5, 2, 0, 5, 2 },
        { "beta", 0.3, 0.1, 0, 0.3, 0.1 },
        { "t", 5, 2, 10, 5, 2.2360679775 }, // scale × √(df / (df − 2)) = 2 √1.25
        { "truncated", 1, 1, 0, 1.2875999709, 0.7935243 }, // λ = φ(1)/Φ(1) = 0.2875999709; variance 1 − λ − λ² = 0.6296863
    };

    [Theory]
    [MemberData(nameof(Distributions))]
    public void Moments_are_those_of_the_distribution(string name, double value, double spread, double df, double mean, double deviation)
    {
        var run = Cell($"key,a [1],a.sd [1],a.dist,a.df [1]", $"p,{value},{spread},{name},{(df > 0 ? df : "")}");
        run.Evaluation.RunDraws(3, 0, Many);
        var draws = run.Evaluation.Values("y").ToArray();
        var (m, s) = Moments(draws);

        // Standard error of the mean is deviation/√n, of the deviation about deviation/√(2n) · √(kurtosis − 1)/√2; five of them with a kurtosis of at most 6.
        Assert.Equal(mean, m, 5 * deviation / Math.Sqrt(Many));
        Assert.Equal(deviation, s, 5 * deviation * Math.Sqrt(5.0 / (4 * Many)));
        if (name is "lognormal" or "beta" or "truncated")
            Assert.All(draws, d => Assert.True(d > 0 && (name != "beta" || d < 1)));
        if (name == "triangular")
            Assert.All(draws, d => Assert.InRange(d, 5 - (2 * Math.Sqrt(6)), 5 + (2 * Math.Sqrt(6))));
    }

    [Theory]
    [InlineData("0.5", "key,a [1],a.se [1]", 0.5)]
    [InlineData("1.0201,8.9799", "key,a [1],a.low95 [1],a.high95 [1]", 2.0306)] // (8.9799 − 1.0201) / (2 × 1.95996)
    [InlineData("-5,15,t,4", "key,a [1],a.low95 [1],a.high95 [1],a.dist,a.df [1]", 3.60173)] // 20 / (2 × 2.776445)
    [InlineData("2.348450,9.393800,lognormal,", "key,a [1],a.low95 [1],a.high95 [1],a.dist,a.df [1]", 1.82502)] // σ = ln 4 / 3.91993 = 0.353653; mean √(2.348450 · 9.393800) e^(σ²/2) = 5; 5 √(e^σ² − 1) = 5 √0.133229
    [InlineData("10", "key,a [1],a.sd [%]", 0.1)] // 10 % of 1
    public void The_spread_may_be_stated_in_several_ways(string cells, string header, double deviation)
    {
        var run = Cell(header, $"p,5,{cells}");
        Assert.Equal(deviation, run.Evaluation.Gradient("y", [1]).Single().Uncertainty!.StandardDeviation, 4);
    }

    [Theory]
    [InlineData("key,a [1],a.sd [t]", "p,5,1", "'a.sd' must be in 1, like its value")]
    [InlineData("key,a [1],a.sd [1],a.dist", "p,5,1,gauss", "distribution 'gauss' of a is not one of")]
    [InlineData("key,a [1],a.sd [1],a.dist", "p,-5,1,lognormal", "a lognormal value must be above 0")]
    [InlineData("key,a [1],a.sd [1],a.dist", "p,0.5,0.6,beta", "a beta value must lie between 0 and 1")]
    [InlineData("key,a [1],a.sd [1]", "p,5,-1", "a spread of -1 is not possible")]
    [InlineData("key,a [1],a.low95 [1],a.high95 [1]", "p,5,6,4", "a spread of")]
    [InlineData("key,a [1],a.sd [1],a.dist,a.df [1]", "p,5,1,t,0", "they must be above 2")]
    public void An_uncertainty_that_cannot_be_is_a_load_error(string header, string row, string message)
    {
        using var pack = Single().Table("t", header, row);
        Assert.Contains(message, pack.Problem().Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(0.6)]
    [InlineData(1)]
    public void A_correlation_group_reproduces_its_correlation(double rho)
    {
        using var pack = new TestPack { Inputs = ["k||code", "q||code"], Tables = ["t|tables/t/t@1|key|refuse"], Equations = ["1|y||1||||`t(k).a`", "2|z||1||||`t(q).a`", "3|d||1||||`y - 2 * z`", "4|o||1||||`t(k).b`"] }
            .Table("t", "key,a [1],a.sd [1],a.group,b [1],b.sd [1],b.group", "p,2,0.5,g,1,1,h", "q,3,0.25,g,1,1,h")
            .Table("correlations", "table,group,correlation [1]", $"t,g,{rho}", "t,h,0");
        var run = new TestRun(pack.Load()).Give("k", "p").Give("q", "q").Run();

        // Var(y − 2 z) = 0.25 + 4 × 0.0625 − 4 ρ × 0.5 × 0.25
        Assert.Equal(0.25 + 0.25 - (0.5 * rho), run.Evaluation.Variance("d", [1]), 12);
        run.Evaluation.RunDraws(9, 0, Many);
        var (y, z, o) = (run.Evaluation.Values("y").ToArray(), run.Evaluation.Values("z").ToArray(), run.Evaluation.Values("o").ToArray());
        Assert.Equal(rho, Correlation(y, z), 5 / Math.Sqrt(Many)); // standard error (1 − ρ²)/√n
        Assert.Equal(0, Correlation(y, o), 5 / Math.Sqrt(Many)); // another group
        Assert.Throws<ArgumentOutOfRangeException>(() => run.Evaluation.Correlate("tables/t/t@1", "g", 1.1));
    }

    [Theory]
    [InlineData("t,h,0.5", "group 'g' has no row in correlations.csv")]
    [InlineData("t,g,1.5", "correlation of group 'g' is no number from -1 to 1")]
    public void A_correlation_that_is_missing_or_cannot_be_is_a_load_error(string row, string message)
    {
        using var pack = Single().Table("t", "key,a [1],a.sd [1],a.group", "p,5,1,g").Table("correlations", "table,group,correlation [1]", row);
        Assert.Contains(message, pack.Problem().Message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_first_order_variance_is_that_of_the_draws()
    {
        // Nearly linear in cells of 2 %: the second-order part is (0.02)² of the first.
        using var pack = new TestPack { Sets = ["unit"], Inputs = ["k|unit|code", "x|unit|1"], Tables = ["t|tables/t/t@1|key|refuse"], Equations = ["1|y|unit|1||||`t(k).a * x ^ t(k).b`", "2|s||1||||`sum(y over unit)`"] }
            .Table("t", "key,a [1],a.sd [1],a.group,b [1],b.sd [1]", "p,2,0.04,g,0.9,0.01", "q,3,0.06,g,1.1,0.01").Table("correlations", "table,group,correlation [1]", "t,g,0.5");
        var run = new TestRun(pack.Load()).Members("unit", 4).Give("k", "p", "q", "p", "q").Give("x", 2, 3, 4, 5);
        for (var i = 0; i < 4; i++)
            run.Frame["x"].SetUncertainty(i, new(DistributionKind.Normal, 0.05));
        run.Run();
        var analytic = run.Evaluation.Variance("s", [1]);
        run.Evaluation.RunDraws(4, 0, Many);
        var (mean, deviation) = Moments(run.Evaluation.Values("s").ToArray());
        run.Run();
        Assert.Equal(run.Value("s"), mean, 5 * deviation / Math.Sqrt(Many));
        Assert.Equal(analytic, deviation * deviation, analytic * ((5 * Math.Sqrt(2.0 / Many)) + 0.005));
    }

    [Fact]
    public void A_pack_of_variants_reads_the_same_draws_of_a_cell()
    {
        using var one = Single().Table("t", "key,a [1],a.sd [1]", "p,5,1");
        using var two = new TestPack { Inputs = ["k||code"], Tables = ["other|tables/t/t@1|key|flag"], Equations = ["1|b||1||||`1`", "2|y||1||||`other(k).a`"] }.Table("t", "key,a [1],a.sd [1]", "p,5,1");
        double[] Draws(TestPack pack)
        {
            var run = new TestRun(pack.Load()).Give("k", "p").Run();
            run.Evaluation.RunDraws(1, 0, 10);
            return [.. run.Evaluation.Values("y")];
        }

        Assert.Equal(Draws(one), Draws(two));
    }

    private static Dictionary<(string Symbol, int Row, long Draw), double> All(TestRun run, (long From, int Count)[] chunks, ulong seed = 1)
    {
        run.Run();
        var all = new Dictionary<(string, int, long), double>();
        foreach (var (from, count) in chunks)
        {
            run.Evaluation.RunDraws(seed, from, count);
            foreach (var symbol in Symbols)
            {
                Assert.Equal(count, run.Evaluation.Width(symbol));
                for (var row = 0; row < run.Evaluation.Count(symbol); row++)
                {
                    Assert.True(run.State(symbol, row).HasValue);
                    for (var k = 0; k < count; k++)
                        all[(symbol, row, from + k)] = run.Evaluation.Values(symbol)[(row * count) + k];
                }
            }
        }

        return all;
    }

    private static TestRun Run(int units, int first = 0)
    {
        using var pack = new TestPack { Sets = ["unit", "year||yes|year"], Inputs = ["k|unit|code", "x|unit|1", "flow|year|1"], Tables = ["t|tables/t/t@1|key|refuse", "cls|tables/t/cls@1|V in (from,to]|refuse"], Equations = Equations }
            .Table("t", "key,a [1],a.sd [1],b [1]", "p,2,0.3,1", "q,1,0.2,2").Table("cls", "V.from [1],V.to [1],f [1]", ",3.5,1", "3.5,,2");
        var run = new TestRun(pack.Load()).Members("unit", units).Keys("year", 1, 2, 3).Give("flow", 1, 2, 3);
        double[] x = [1, 1.5, 0.8, 1.2, 1.1, 0.9];
        for (var i = 0; i < units; i++)
        {
            run.Frame["k"].Set(i, run.Methodology.Codes.Intern((first + i) % 2 == 0 ? "p" : "q"));
            run.Frame["x"].Set(i, x[first + i]);
        }

        run.Frame.FirstRecord = first;
        run.Frame["flow"].SetUncertainty(0, new(DistributionKind.Normal, 0.01));
        return run;
    }

    private static TestRun Cell(string header, string row)
    {
        using var pack = Single().Table("t", header, row);
        return new TestRun(pack.Load()).Give("k", "p").Run();
    }

    private static TestPack Single() => new() { Inputs = ["k||code"], Tables = ["t|tables/t/t@1|key|refuse"], Equations = ["1|y||1||||`t(k).a`"] };

    private static (double Mean, double Deviation) Moments(double[] x)
    {
        var mean = x.Average();
        return (mean, Math.Sqrt(x.Sum(v => (v - mean) * (v - mean)) / (x.Length - 1)));
    }

    private static double Correlation(double[] x, double[] y)
    {
        var ((mx, sx), (my, sy)) = (Moments(x), Moments(y));
        return x.Zip(y, (a, b) => (a - mx) * (b - my)).Sum() / ((x.Length - 1) * sx * sy);
    }
}
