using Xunit;

namespace CarbonSink.Tests.Methodologies;

public sealed class SetTests
{
    private static readonly string[] Nested = ["stratum||||A", "plot|stratum", "tree|plot", "year||yes|year"];
    private static readonly string[] Inputs = ["A|stratum|ha", "b|plot|t/ha", "c|plot|t/ha", "d|tree|cm", "k||1", "flow|year|tC/yr", "gain|stratum × year|t/ha/yr", "lab|tree|code", "rate|year|1/yr"];

    [Fact]
    public void Aggregates_are_the_textbook_ones_per_group()
    {
        // Strata of 3 and 2 plots. b: mean 12, var ((−2)² + 2² + 0²)/2 = 4; mean 25, var (25 + 25)/1 = 50.
        // cov(b, c): c = 1, 2, 6, mean 3: ((−2)(−2) + 2(−1) + 0·3)/2 = 1; c = 5, 9, mean 7: ((−5)(−2) + 5·2)/1 = 20.
        var run = Run(
            "1|n|stratum|1||||`count(b over plot)`", "2|m|stratum|t/ha||||`mean(b over plot)`", "3|v|stratum|t2/ha2||||`var(b over plot)`", "4|cv|stratum|t2/ha2||||`cov(b, c over plot)`",
            "5|lo|stratum|t/ha||||`min(b over plot)`", "6|hi|stratum|t/ha||||`max(b over plot)`", "7|s|stratum|t/ha||||`sum(b over plot)`", "8|big|stratum|t/ha||||`sum(b over plot where b > 11[t/ha])`",
            "9|all||t/ha||||`sum(b over plot)`", "10|w||t/ha||||`sum(mean(b over plot) * A / T over stratum)`", "11|T||ha||||`sum(A over stratum)`");
        run.Members("stratum", 2).Members("plot", 5, 0, 0, 0, 1, 1).Give("A", 60, 40).Give("b", 10, 14, 12, 20, 30).Give("c", 1, 2, 6, 5, 9).Run();
        Assert.Equal([3, 2], run.Values("n"));
        Assert.Equal([12, 25], run.Values("m"));
        Assert.Equal([4, 50], run.Values("v"));
        Assert.Equal([1, 20], run.Values("cv"));
        Assert.Equal([10, 20], run.Values("lo"));
        Assert.Equal([14, 30], run.Values("hi"));
        Assert.Equal([36, 50], run.Values("s"));
        Assert.Equal([26, 50], run.Values("big"));
        Assert.Equal(86, run.Value("all"));
        Assert.Equal(0.6 * 12 + 0.4 * 25, run.Value("w"), 12); // an aggregate inside an aggregate
    }

    [Fact]
    public void Coarser_values_serve_finer_rows_over_several_levels()
    {
        var run = Run("1|x|tree|ha||||`A * k * d[cm]`", "2|total|stratum|ha||||`sum(x over tree)`", "3|per_plot|plot|1||||`count(d over tree where lab in good)`");
        run.Members("stratum", 2).Members("plot", 3, 1, 0, 1).Members("tree", 4, 0, 1, 2, 2).Give("A", 10, 100).Give("k", 2).Give("d", 1, 2, 3, 4).Give("lab", "a", "z", "b", "a").Run();
        Assert.Equal([200, 40, 600, 800], run.Values("x")); // trees of plots 0, 1, 2, 2 of strata 1, 0, 1, 1
        Assert.Equal([40, 1600], run.Values("total"));
        Assert.Equal([1, 0, 2], run.Values("per_plot"));
    }

    [Fact]
    public void Members_without_a_value_are_left_out_counted_and_measured()
    {
        var run = Run("1|m||ha||||`sum(A * k over stratum)`", "2|n|stratum|1||||`count(b over plot)`", "3|mean_b|stratum|t/ha||||`mean(b over plot)`");
        run.Members("stratum", 3).Members("plot", 3, 0, 0, 1).Give("A", 60, double.NaN, 25).Give("k", 1).Give("b", 10, double.NaN, double.NaN).Run();
        Assert.Equal(85, run.Value("m"));
        Assert.True(run.State("m").IsPartial);
        Assert.Equal(1, run.Value("n", 0));
        Assert.Equal("missing", run.Cause("n", 1).Code); // all members refused: their cause, not zero
        Assert.Equal(0, run.Value("n", 2)); // no members at all
        Assert.Equal("too-few-members", run.Cause("mean_b", 2).Code);
        Assert.Equal(10, run.Value("mean_b", 0));
        var refused = run.Evaluation.RefusedMembers.ToList();
        Assert.Equal([("plot", 2L, 0.0), ("stratum", 1L, 0.0)], refused.Select(r => (r.Set, r.Count, r.Area)).OrderBy(r => r.Set, StringComparer.Ordinal));
    }

    [Fact]
    public void A_refused_member_is_reported_once_with_its_area_and_trace_and_gradient_report_nothing()
    {
        using var pack = new TestPack { Sets = ["unit||||A"], Inputs = ["A|unit|mu", "V|unit|m3/ha"], Equations = ["1|V_total||m3||||`sum(V * A over unit)`", "2|W||m3||||`sum(2 * V * A over unit)`", "3|mean_V||m3/ha||||`mean(V over unit)`"] };
        var run = new TestRun(pack.Load()).Members("unit", 3).Give("A", 15, 30, 45).Give("V", 100, double.NaN, 50).Run();
        void Holds() => Assert.Equal([("unit", 1L, 2.0)], run.Evaluation.RefusedMembers.Select(r => (r.Set, r.Count, r.Area))); // 30 mu = 2 ha
        Holds();
        Assert.Equal(100 * 1 + 50 * 3, run.Value("V_total"), 10);
        run.Evaluation.Trace(["V_total", "mean_V"], 0);
        run.Evaluation.Gradient("V_total", [1]);
        Holds();
    }

    [Fact]
    public void An_output_marked_complete_is_refused_and_names_count_and_area()
    {
        using var pack = new TestPack { Sets = ["unit||||A"], Inputs = ["A|unit|ha", "V|unit|m3/ha"], Equations = ["1|T||m3||||`sum(V * A over unit)`", "2|S||m3||||`sum(V * A over unit)`"], Outputs = ["T|volume|yes", "S|volume|no"] };
        var run = new TestRun(pack.Load()).Members("unit", 3).Give("A", 1, 2, 3).Give("V", 100, double.NaN, double.NaN).Run();
        Assert.Equal(("incomplete", "T must be complete, but members were left out (2 of unit, 5 ha: V (test) is missing)"), (run.Cause("T").Code, run.Cause("T").En));
        Assert.Equal(100, run.Value("S"));
        run.Give("V", 100, 10, 1).Run();
        Assert.Equal(123, run.Value("T"));
    }

    [Fact]
    public void Where_without_an_answer_refuses_the_member()
    {
        var run = Run("1|s||cm||||`sum(d over tree where lab in good)`");
        run.Members("stratum", 1).Members("plot", 1).Members("tree", 3).Give("d", 1, 2, 4).Give("lab", "a", null, "z").Run();
        Assert.Equal(1, run.Value("s"));
        Assert.True(run.State("s").IsPartial);
        Assert.Equal([("tree", 1L)], run.Evaluation.RefusedMembers.Select(r => (r.Set, r.Count)));
    }

    [Fact]
    public void The_order_of_members_changes_a_sum_by_no_more_than_its_last_digit()
    {
        var random = new Random(5);
        var values = Enumerable.Range(0, 2000).Select(_ => Math.Pow(10, random.Next(-8, 9)) * (random.NextDouble() - 0.5)).ToArray();
        double Sum(double[] v) => Run("1|s||t/ha||||`sum(b over plot)`").Members("stratum", 1).Members("plot", v.Length).Give("b", v).Run().Value("s");
        var exact = (double)values.Aggregate(System.Numerics.BigInteger.Zero, (s, x) => s + new System.Numerics.BigInteger(Math.Round(x * Math.Pow(2, 60)))) / Math.Pow(2, 60);
        for (var i = 0; i < 20; i++)
        {
            random.Shuffle(values);
            Assert.InRange(Sum(values), Math.BitDecrement(exact), Math.BitIncrement(exact));
        }
    }

    [Fact]
    public void Sums_over_years_and_over_members_keep_the_other_set()
    {
        var run = Run("1|by_year|year|t/yr||||`sum(gain * A over stratum)`", "2|by_stratum|stratum|t/ha/yr||||`sum(gain over year where year > 2020[yr])`", "3|all||t/yr||||`sum(by_year over year)`", "4|later|stratum × year|1||||`if(year == 2021[yr], 1, 0)`");
        run.Members("stratum", 2).Keys("year", 2020, 2021, 2022).Give("A", 10, 100).Give("gain", 1, 2, 3, 4, 5, 6).Run(); // rows: year outermost
        Assert.Equal([210, 430, 650], run.Values("by_year"));
        Assert.Equal([3 + 5, 4 + 6], run.Values("by_stratum"));
        Assert.Equal(1290, run.Value("all"));
        Assert.Equal([0, 0, 1, 1, 0, 0], run.Values("later"));
    }

    [Fact]
    public void Recurrences_of_two_symbols_run_year_by_year()
    {
        // x loses 10 % a year, a tenth of x of the year before goes to y, which loses half.
        // z adds the w of the year before, and w is twice z: z closes a loop through w. 7 + 1 = 8, w 16; 8 + 16 = 24, w 48; 24 + 48 = 72, w 144.
        var two = Run("1|x|year|tC||||`0.9 * prev(x, 100[tC]) + flow * 1[yr]`", "2|y|year|tC||||`0.5 * prev(y, 0[tC]) + 0.1 * prev(x, 100[tC])`", "3|z|year|tC||||`prev(z, 7[tC]) + prev(w, 1[tC])`", "4|w|year|tC||||`2 * z`");
        two.Keys("year", 1, 2, 3).Give("flow", 10, 20, 30).Run();
        Assert.Equal([100, 110, 129], two.Values("x"));
        Assert.Equal([10, 15, 18.5], two.Values("y"));
        Assert.Equal([8, 8 + 16, 24 + 48], two.Values("z"));
        Assert.Equal([16, 48, 144], two.Values("w"));
    }

    [Fact]
    public void Prev_of_the_first_year_is_the_first_value_and_a_gap_stops_the_chain()
    {
        var run = Run("1|x|stratum × year|t/ha||||`prev(x, 5[t/ha]) + gain * 1[yr]`");
        run.Members("stratum", 2).Keys("year", 2020, 2021, 2022).Give("gain", 1, 2, double.NaN, 4, 5, 6).Run();
        Assert.Equal([6, 7], [run.Value("x", 0), run.Value("x", 1)]);
        Assert.Equal(["missing", "missing"], [run.Cause("x", 2).Code, run.Cause("x", 4).Code]);
        Assert.Equal([11, 17], [run.Value("x", 3), run.Value("x", 5)]);
    }

    [Fact]
    public void A_frame_can_be_refilled_set_by_set_and_checks_parents()
    {
        var run = Run("1|m|stratum|t/ha||||`mean(b over plot)`");
        run.Members("stratum", 2).Give("A", 1, 2).Members("plot", 2, 0, 1).Give("b", 3, 4).Run();
        Assert.Equal([3, 4], run.Values("m"));
        run.Members("plot", 3, 1, 1, 0).Give("b", 1, 2, 9).Run(); // A stays, only the inputs of plot are cleared
        Assert.Equal([9, 1.5], run.Values("m"));
        Assert.True(run.State("A").HasValue);
        Assert.Throws<InvalidOperationException>(() => run.Members("plot", 3).Run()); // two strata, no parents
        Assert.Throws<InvalidOperationException>(() => run.Members("plot", 2, 0, 2).Run());
        Assert.Throws<ArgumentException>(() => run.Keys("year", 2021, 2020));
        Assert.Throws<ArgumentException>(() => run.Members("year", 3));
        Assert.Throws<ArgumentException>(() => run.Members("stand", 3));
        Assert.Throws<ArgumentOutOfRangeException>(() => run.Frame["A"].Set(0, double.PositiveInfinity));
    }

    private static TestRun Run(params string[] equations)
    {
        using var pack = new TestPack { Sets = Nested, Inputs = Inputs, Equations = equations };
        return new(pack.Load());
    }
}
