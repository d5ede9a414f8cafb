using CarbonSink.Methodologies;
using CarbonSink.Tests.Methodologies;
using Xunit;

namespace CarbonSink.Tests.Uncertainty;

/// <summary>Correlation matrices and intervals that are not symmetric.</summary>
public sealed class StatedUncertaintyTests
{
    private const int Many = 40000;

    private static TestPack Three() => new TestPack { Inputs = ["k||code", "q||code"], Tables = ["t|tables/t/t@1|key|refuse"], Equations = ["1|y||1||||`t(k).a`", "2|z||1||||`t(k).b`", "3|w||1||||`t(q).a`", "4|s||1||||`y + z + w`"] }
        .Table("t", "key,a [1],a.sd [1],a.group,b [1],b.sd [1],b.group", "p,2,0.5,g,1,1,g", "q,3,0.25,g,1,1,");

    [Fact]
    public void A_matrix_of_correlations_is_reproduced_negative_ones_too()
    {
        using var pack = Three().Table("correlations", "table,group,row,column,row2,column2,correlation [1]", "t,g,p,a,p,b,-0.7", "t,g,p,a,q,a,0.5", "t,g,q,a,p,b,-0.2");
        var run = new TestRun(pack.Load()).Give("k", "p").Give("q", "q").Run();

        // 0.25 + 1 + 0.0625 + 2 (−0.7 · 0.5 · 1 + 0.5 · 0.5 · 0.25 − 0.2 · 1 · 0.25)
        Assert.Equal(1.3125 + (2 * (-0.35 + 0.0625 - 0.05)), run.Evaluation.Variance("s", [1]), 12);
        run.Evaluation.RunDraws(5, 0, Many);
        var (y, z, w) = (run.Evaluation.Values("y").ToArray(), run.Evaluation.Values("z").ToArray(), run.Evaluation.Values("w").ToArray());
        var tolerance = 5 / Math.Sqrt(Many);
        Assert.Equal(-0.7, Correlation(y, z), tolerance);
        Assert.Equal(0.5, Correlation(y, w), tolerance);
        Assert.Equal(-0.2, Correlation(w, z), tolerance);
        run.Evaluation.RunDraws(5, 100, 50);
        Assert.Equal(y[100..150], run.Evaluation.Values("y").ToArray());
    }

    [Theory]
    [InlineData("t,g,p,a,p,b,0.9|t,g,p,a,q,a,0.9|t,g,q,a,p,b,-0.9", "are not positive definite")]
    [InlineData("t,g,p,a,p,c,0.9|t,g,,,,,0.1", "is no pair of different cells of group 'g'")]
    [InlineData("t,g,p,a,p,b,0.9|t,g,p,b,p,a,0.9", "stands twice")]
    [InlineData("t,g,,,,,-0.6", "are not positive definite")]
    public void A_matrix_that_cannot_be_is_a_load_error_at_its_line(string rows, string message)
    {
        using var pack = Three().Table("correlations", "table,group,row,column,row2,column2,correlation [1]", rows.Split('|'));
        var problem = pack.Problems().First(p => p.Message.Contains(message, StringComparison.Ordinal));
        Assert.EndsWith("correlations.csv", problem.File, StringComparison.Ordinal);
        Assert.True(problem.Line >= 2);
    }

    [Fact]
    public void A_common_correlation_may_be_a_little_below_zero()
    {
        using var pack = Three().Table("correlations", "table,group,correlation [1]", "t,g,-0.4");
        var run = new TestRun(pack.Load()).Give("k", "p").Give("q", "q").Run();
        Assert.Equal(1.3125 - (2 * 0.4 * (0.5 + 0.125 + 0.25)), run.Evaluation.Variance("s", [1]), 12);
    }

    [Fact]
    public void A_skewed_interval_makes_a_skewed_triangle_with_these_bounds()
    {
        var draws = Draws("p,10,8,15,triangular");
        Assert.InRange(draws.Count(d => d < 8) / (double)Many, 0.025 - 0.004, 0.025 + 0.004); // five standard errors √(0.025 · 0.975 / 40,000)
        Assert.InRange(draws.Count(d => d > 15) / (double)Many, 0.025 - 0.004, 0.025 + 0.004);
        Assert.True(draws.Average() > 10.5);
    }

    [Theory]
    [InlineData("p,10,8,15,normal", "which no normal distribution does: name lognormal or triangular")]
    [InlineData("p,10,11,15,triangular", "does not hold the value 10")]
    [InlineData("p,10,-1,15,lognormal", "no interval that begins at -1")]
    public void A_skewed_interval_of_a_symmetric_distribution_is_a_load_error(string row, string message)
    {
        using var pack = Single().Table("t", "key,a [1],a.low95 [1],a.high95 [1],a.dist", row);
        Assert.Contains(message, pack.Problem().Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("normal", 10, 2, 6.08007, 10, 13.91993)] // 10 ± 1.959964 · 2
    [InlineData("lognormal", 10, 2, 6.64993, 9.80581, 14.45922)] // σ = √ln 1.04 = 0.1980422, median 10/√1.04
    [InlineData("triangular", 10, 2, 6.19632, 10, 13.80368)] // 10 ∓ 4.898979 (1 − √0.05)
    [InlineData("beta", 0.3, 0.1, 0.125761, 0.293220, 0.512029)] // beta(6, 14): I_x(6, 14) = P(B(19, x) ≥ 6), solved for x
    public void Quantiles_are_those_of_the_distribution(string name, double value, double sd, double low, double middle, double high)
    {
        using var pack = Single().Table("t", "key,a [1],a.sd [1],a.dist", $"p,{value},{sd},{name}");
        var run = new TestRun(pack.Load()).Give("k", "p").Run();
        run.Evaluation.RunDraws(11, 0, Many);
        var sorted = run.Evaluation.Values("y").ToArray().Order().ToArray();
        var tolerance = 5 * 0.0155 * sd; // √(0.025 · 0.975 / 40,000) / φ(1.96) = 0.0134 of a deviation for the normal
        Assert.Equal(low, sorted[(int)(0.025 * Many)], tolerance);
        Assert.Equal(middle, sorted[Many / 2], tolerance);
        Assert.Equal(high, sorted[(int)(0.975 * Many)], tolerance);
    }

    private static double[] Draws(string row)
    {
        using var pack = Single().Table("t", "key,a [1],a.low95 [1],a.high95 [1],a.dist", row);
        var run = new TestRun(pack.Load()).Give("k", "p").Run();
        run.Evaluation.RunDraws(3, 0, Many);
        return run.Evaluation.Values("y").ToArray();
    }

    private static TestPack Single() => new() { Inputs = ["k||code"], Tables = ["t|tables/t/t@1|key|refuse"], Equations = ["1|y||1||||`t(k).a`"] };

    private static double Correlation(double[] a, double[] b)
    {
        var (ma, mb) = (a.Average(), b.Average());
        return a.Zip(b, (x, y) => (x - ma) * (y - mb)).Sum() / Math.Sqrt(a.Sum(x => (x - ma) * (x - ma)) * b.Sum(y => (y - mb) * (y - mb)));
    }
}
