using CarbonSink.Methodologies;
using CarbonSink.Tests.Methodologies;
using Xunit;

namespace CarbonSink.Tests.Uncertainty;

/// <summary>What a user declares is taken as it is written, or refused: nothing has no effect, and nothing is said twice.</summary>
public sealed class DeclaredUncertaintyTests
{
    private const int Many = 40000;

    /// <summary>y = t(p).a = 2, w = t(q).a = 3, z = t(p).b = 1, v = u(p).a = 4, and their sums.</summary>
    private static TestPack Pack() => new TestPack
    {
        Inputs = ["k||code", "q||code", "x||1"],
        Tables = ["t|tables/t/t@1|key|refuse", "u|tables/t/u@1|key|refuse"],
        Equations = ["1|y||1||||`t(k).a`", "2|w||1||||`t(q).a`", "3|z||1||||`t(k).b`", "4|v||1||||`u(k).a`", "5|rows||1||||`y + w`", "6|columns||1||||`y + z`", "7|tables||1||||`y + v`"],
    }.Table("t", "key,a [1],b [1]", "p,2,1", "q,3,1").Table("u", "key,a [1]", "p,4", "q,5");

    private static DeclaredUncertainty Cell(string row, string column = "a", string table = "t", double sd = 1) => new() { Line = 2, Table = table, Row = row, Column = column, Sd = sd };

    private static List<string> Problems(params DeclaredUncertainty[] rows)
    {
        using var pack = Pack();
        var (method, told) = (pack.Load(), new List<string>());
        UncertaintyModel.Of(method).Declare(method, rows, (_, why) => told.Add(why.En));
        return told;
    }

    private static double Variance(string symbol, params DeclaredUncertainty[] rows)
    {
        using var pack = Pack();
        var method = pack.Load();
        var model = UncertaintyModel.Of(method).Declare(method, rows, (_, why) => Assert.Fail(why.En));
        var (causes, codes) = (new CauseTable(), method.Codes);
        var frame = method.NewFrame(causes);
        frame["k"].Set(0, codes.Intern("p"));
        frame["q"].Set(0, codes.Intern("q"));
        var evaluation = method.Evaluate(frame, causes, null, model);
        evaluation.Run();
        return evaluation.Variance(symbol, [1]);
    }

    [Fact]
    public void A_group_over_two_tables_is_refused_and_not_parted() =>
        Assert.Equal(["group g belongs to another table in line 2: no correlation can be declared between tables"], Problems(Cell("*") with { Group = "g", Correlation = 0.9 }, Cell("*", table: "u") with { Group = "g", Correlation = 0.9 }));

    [Fact]
    public void Two_correlations_of_one_group_are_refused() =>
        Assert.Equal(["group g has another correlation in line 2: 0.9"], Problems(Cell("p") with { Group = "g", Correlation = 0.9 }, Cell("q") with { Group = "g", Correlation = 0.1 }));

    [Fact]
    public void What_would_have_no_effect_is_refused()
    {
        DeclaredUncertainty input = new() { Line = 2, Input = "x", Sd = 1 };
        Assert.Contains("takes no group", Assert.Single(Problems(input with { Group = "g", Correlation = 0.5 })), StringComparison.Ordinal);
        Assert.Contains("takes no group", Assert.Single(Problems(input with { Correlation = 0.5 })), StringComparison.Ordinal);
        Assert.Contains("without a group", Assert.Single(Problems(Cell("*") with { Correlation = 0.5 })), StringComparison.Ordinal);
        Assert.Contains("needs a correlation", Assert.Single(Problems(Cell("*") with { Group = "g" })), StringComparison.Ordinal);
        Assert.Contains("correlated entirely", Assert.Single(Problems(Cell("=") with { IsShared = true, Group = "g", Correlation = 0.5 })), StringComparison.Ordinal);
        Assert.Contains("one cell alone", Assert.Single(Problems(Cell("p") with { Group = "g", Correlation = 0.5 })), StringComparison.Ordinal);
        Assert.Contains("df belongs to the t", Assert.Single(Problems(Cell("*") with { DegreesOfFreedom = 5 })), StringComparison.Ordinal);
    }

    [Fact]
    public void The_same_cell_twice_is_refused_but_a_named_row_replaces_its_column()
    {
        Assert.Contains("stands twice", Assert.Single(Problems(Cell("p"), Cell("p", sd: 3))), StringComparison.Ordinal);
        Assert.Contains("stands twice", Assert.Single(Problems(Cell("*"), Cell("=") with { IsShared = true })), StringComparison.Ordinal);

        // σ(y) = 3 of its own row, σ(w) = 1 of the column; whichever stands first.
        Assert.Equal((3 * 3) + (1 * 1), Variance("rows", Cell("*"), Cell("p", sd: 3)), 12);
        Assert.Equal((3 * 3) + (1 * 1), Variance("rows", Cell("p", sd: 3), Cell("*")), 12);
    }

    [Fact]
    public void Rows_that_share_one_error_are_one_variable_and_columns_are_two()
    {
        Assert.Equal(Math.Pow(1 + 1, 2), Variance("rows", Cell("=") with { IsShared = true }), 12);
        Assert.Equal((1 * 1) + (2 * 2), Variance("columns", Cell("=") with { IsShared = true }, Cell("=", "b", sd: 2) with { IsShared = true }), 12);
        Assert.Equal((1 * 1) + (2 * 2) + (2 * 0.5 * 1 * 2), Variance("columns", Cell("*") with { Group = "g", Correlation = 0.5 }, Cell("*", "b", sd: 2) with { Group = "g", Correlation = 0.5 }), 12);
        Assert.Equal((1 * 1) + (2 * 2), Variance("tables", Cell("*") with { Group = "g", Correlation = 0.5 }, Cell("*", table: "u", sd: 2) with { Group = "h", Correlation = 0.5 }), 12);
    }

    [Theory]
    [InlineData(0.5)]
    [InlineData(1)]
    [InlineData(2)]
    public void A_t_distribution_without_a_variance_is_refused(double df)
    {
        var t = Cell("p") with { Distribution = DistributionKind.StudentT, DegreesOfFreedom = df };
        DeclaredUncertainty input = new() { Line = 2, Input = "x", Sd = 1, Distribution = DistributionKind.StudentT, DegreesOfFreedom = df };
        foreach (var row in (DeclaredUncertainty[])[t, input, input with { IsShared = true }])
            Assert.Contains("more than 2 degrees of freedom", Assert.Single(Problems(row)), StringComparison.Ordinal);
        using var pack = new TestPack { Inputs = ["k||code"], Tables = ["t|tables/t/t@1|key|refuse"], Equations = ["1|y||1||||`t(k).a`"] }.Table("t", "key,a [1],a.sd [1],a.dist,a.df [1]", $"p,5,1,t,{df}");
        Assert.Contains("must be above 2", pack.Problem().Message, StringComparison.Ordinal);
        using var own = Pack();
        Assert.Throws<ArgumentOutOfRangeException>("errors", () => UncertaintyModel.Of(own.Load()).With("x", new(null, new(DistributionKind.StudentT, 0.1, true, df))));
    }

    [Fact]
    public void The_variance_of_t_is_that_of_its_scale_times_df_over_df_less_2() =>
        Assert.Equal(3 * 3 * 4.0 / (4 - 2), Variance("y", Cell("p", sd: 3) with { Distribution = DistributionKind.StudentT, DegreesOfFreedom = 4 }), 12);

    [Fact]
    public void A_lognormal_interval_that_is_not_that_of_its_mean_is_refused()
    {
        // √(0.46 · 0.9) e^(σ²/2) with σ = ln(0.9/0.46) / 3.919928 = 0.171218: 0.643428 · 1.014766 = 0.652929, not 0.47.
        using var pack = Interval("p,0.47,0.46,0.9,lognormal");
        Assert.Contains("has the mean 0.652929, not the value 0.47", pack.Problem().Message, StringComparison.Ordinal);
        Assert.Contains("has the mean", Assert.Single(Problems(new DeclaredUncertainty { Line = 2, Table = "t", Row = "p", Column = "a", Distribution = DistributionKind.Lognormal, Interval = (1.9, 9) })), StringComparison.Ordinal);
        using var truncated = Interval("p,5,-1,11,truncated");
        Assert.Contains("truncated at 0 has no interval that begins at -1", truncated.Problem().Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_lognormal_interval_that_is_taken_holds_95_percent_of_the_draws()
    {
        // σ = ln 4 / 3.919928 = 0.353653; median 5 e^(−σ²/2) = 4.696900; bounds median ∕ 2 and · 2.
        using var pack = Interval("p,5,2.34845,9.39380,lognormal");
        var run = new TestRun(pack.Load()).Give("k", "p").Run();
        run.Evaluation.RunDraws(3, 0, Many);
        var draws = run.Evaluation.Values("y").ToArray();
        var tolerance = 5 * Math.Sqrt(0.025 * 0.975 / Many);
        Assert.InRange(draws.Count(d => d < 2.34845) / (double)Many, 0.025 - tolerance, 0.025 + tolerance);
        Assert.InRange(draws.Count(d => d > 9.39380) / (double)Many, 0.025 - tolerance, 0.025 + tolerance);
        Assert.Equal(5, draws.Average(), 5 * 1.82502 / Math.Sqrt(Many));
    }

    private static TestPack Interval(string row) => new TestPack { Inputs = ["k||code"], Tables = ["t|tables/t/t@1|key|refuse"], Equations = ["1|y||1||||`t(k).a`"] }.Table("t", "key,a [1],a.low95 [1],a.high95 [1],a.dist", row);
}
