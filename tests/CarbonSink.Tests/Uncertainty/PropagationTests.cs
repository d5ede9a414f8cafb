using CarbonSink.Estimation;
using CarbonSink.Methodologies;
using CarbonSink.Tests.Methodologies;
using Xunit;

namespace CarbonSink.Tests.Uncertainty;

public sealed class PropagationTests
{
    private const int Draws = 20000;

    /// <summary>A method of two units or more whose carbon is the product of a cell and an input: both read the cell of their code.</summary>
    private static TestPack Product(params string[] rows) => new TestPack
    {
        Sets = ["unit||||A"],
        Inputs = ["A|unit|ha|area", "x|unit|1|x", "k|unit|code|species"],
        Tables = ["t|tables/t/t@1|key|refuse"],
        Equations = ["1|C|unit|tC|AGB|||`t(k).a * x * 1[tC]`"],
        Outputs = ["C|carbon|no"],
    }.Table("t", "key,a [1],a.sd [1]", rows);

    [Fact]
    public void Two_units_that_read_one_cell_have_four_times_its_variance_and_two_cells_twice()
    {
        using var pack = Product("p,10,1", "q,10,1");
        var shared = new Sample(pack, (1, "p"), (1, "p"));
        var own = new Sample(pack, (1, "p"), (1, "q"));
        Assert.Equal(2, shared.FirstOrder().StandardError, 12); // √(4 σ²), σ = 1
        Assert.Equal(Math.Sqrt(2), own.FirstOrder().StandardError, 12); // √(2 σ²)
        Near(2, shared.Drawn().StandardError, 4 / Math.Sqrt(2 * Draws));
        Near(Math.Sqrt(2), own.Drawn().StandardError, 4 / Math.Sqrt(2 * Draws));
    }

    [Fact]
    public void Products_and_sums_of_the_guidelines()
    {
        // Worked examples, section 13: √(10² + 30²) = 31.62 %; √((10 % · 100)² + (20 % · 50)²) / 150 = 9.43 %.
        using var product = new TestPack { Sets = ["unit||||A"], Inputs = ["A|unit|ha|area", "x|unit|1|x", "k|unit|code|species"], Tables = ["t|tables/t/t@1|key|refuse"], Equations = ["1|C|unit|tC|AGB|||`t(k).a * t(k).b * 1[tC]`"], Outputs = ["C|carbon|no"] }
            .Table("t", "key,a [1],a.sd [1],b [1],b.sd [1]", "p,100,10,2,0.6");
        Assert.Equal(31.6227766, new Sample(product, (1, "p")).FirstOrder().SePercent!.Value, 6);
        using var sum = Product("p,100,10", "q,50,10");
        Assert.Equal(9.4280904, new Sample(sum, (1, "p"), (1, "q")).FirstOrder().SePercent!.Value, 6);
    }

    [Fact]
    public void A_linear_model_has_the_first_order_variance_in_draws_too()
    {
        using var pack = Product("p,10,1", "q,20,3");
        var sample = new Sample(pack, (2, "p"), (3, "q"), (1, "p")) { Errors = new(new InputError(DistributionKind.Normal, 0.1, true), new InputError(DistributionKind.Normal, 0.05, true)) };

        // Cells: (3·1)² + (3·3)² = 90; own errors: 0.01 · (20² + 60² + 10²) = 41; shared: (0.05 · 90)² = 20.25.
        Assert.Equal(Math.Sqrt(90 + 41 + 20.25), sample.FirstOrder().StandardError, 10);

        // The draws have the products of errors too: their variance is 0.01 (2²·1 + 3²·9 + 1) + 0.0025 (9 + 81) = 1.085.
        Near(Math.Sqrt(151.25 + 1.085), sample.Drawn().StandardError, 4 * 12.3 / Math.Sqrt(2 * Draws));
        Near(90, sample.Drawn().Mean!.Value, 4 * 12.3 / Math.Sqrt(Draws));
    }

    [Fact]
    public void A_product_of_lognormal_values_is_the_lognormal_it_must_be()
    {
        using var pack = new TestPack { Sets = ["unit||||A"], Inputs = ["A|unit|ha|area", "x|unit|1|x", "k|unit|code|species"], Tables = ["t|tables/t/t@1|key|refuse"], Equations = ["1|C|unit|tC|AGB|||`t(k).a * t(k).b * 1[tC]`"], Outputs = ["C|carbon|no"] }
            .Table("t", "key,a [1],a.sd [1],a.dist,b [1],b.sd [1],b.dist", "p,10,3,lognormal,5,2,lognormal");
        var drawn = new Sample(pack, (1, "p")).Drawn();

        // σ² = ln(1 + 0.3²) + ln(1 + 0.4²) = 0.0861777 + 0.1484200; mean 50; variance 50² (e^σ² − 1).
        var s2 = Math.Log(1.09) + Math.Log(1.16);
        var sd = 50 * Math.Sqrt(Math.Exp(s2) - 1);
        Near(50, drawn.Mean!.Value, 4 * sd / Math.Sqrt(Draws));
        Near(sd, drawn.StandardError, 4 * sd * 1.8 / Math.Sqrt(2 * Draws)); // kurtosis of about 8
        foreach (var (p, z, density) in ((double, double, double)[])[(0.025, -1.959964, 0.05845), (0.5, 0, 0.39894), (0.975, 1.959964, 0.05845)])
        {
            var expected = 50 * Math.Exp((-s2 / 2) + (Math.Sqrt(s2) * z));
            var value = drawn.Quantiles.Single(q => q.Probability == p).Value;

            // Standard error of a quantile: √(p(1 − p)/n) / f, with f = φ(z) / (σ q).
            Near(expected, value, 4 * Math.Sqrt(p * (1 - p) / Draws) * Math.Sqrt(s2) * expected / density);
        }
    }

    [Fact]
    public void No_order_partition_or_thread_shows_in_a_single_bit()
    {
        using var pack = Layered();
        (double, string)[] units = [.. Enumerable.Range(0, 300).Select(i => (1 + (0.37 * i % 7) + (0.001 * i), i % 3 == 0 ? "p" : "q"))];
        var errors = new InputUncertainty(new InputError(DistributionKind.Lognormal, 0.2, true), new InputError(DistributionKind.StudentT, 0.03, true, 12));
        var whole = new Sample(pack, units) { Errors = errors };
        var one = whole.Whole(1, 600);
        foreach (var other in (StockUncertainty[])
        [
            whole.Whole(3, 600),
            new Sample(pack, [.. units.Reverse()]) { Errors = errors }.Whole(2, 600),
            StockUncertainty.Merge([whole.Part(0, 100, 2, 600), whole.Part(100, 101, 1, 600), whole.Part(101, 300, 1, 600)])!,
        ])
        {
            Assert.Equal(one.Draws!.Totals.OrderBy(t => t.Key.ToString()).SelectMany(t => t.Value), other.Draws!.Totals.OrderBy(t => t.Key.ToString()).SelectMany(t => t.Value));
            foreach (var (key, slots) in one.Gradient.Groups)
                foreach (var (slot, sums) in slots)
                    Assert.Equal(sums.OrderBy(s => s.Key, StringComparer.Ordinal), other.Gradient.Groups[key][slot].OrderBy(s => s.Key, StringComparer.Ordinal));
            Assert.Equal(one.Gradient.UnstatedCarbon, other.Gradient.UnstatedCarbon);
        }

        Assert.NotEqual(one.Draws!.Totals.Values.First(), whole.Whole(1, 600, seed: 2).Draws!.Totals.Values.First());
    }

    [Fact]
    public void The_gradient_goes_through_the_mean_over_the_layer()
    {
        // C = a(k) x for all; q units have 0.1 · mean(a(k) x of p units) more, as shrubs do.
        using var pack = Layered();
        var sample = new Sample(pack, (2, "p"), (4, "p"), (1, "q"), (3, "q"));

        // mean = (2 + 4) a_p / 2 = 3 a_p; total = 6 a_p + 4 a_q + 2 · 0.1 · 3 a_p, so ∂/∂a_p = 6.6, ∂/∂a_q = 4.
        Assert.Equal(Math.Sqrt((6.6 * 6.6) + (4 * 4 * 9)), sample.FirstOrder().StandardError, 10);
        Near(Math.Sqrt((6.6 * 6.6) + 144), sample.Drawn().StandardError, 4 * 13.7 / Math.Sqrt(2 * Draws));

        // Errors of 10 % in x: ∂/∂x of p units is 10 (1 + 0.2/2) = 11, of q units 20; σ = 0.1 x.
        var measured = new Sample(pack, (2, "p"), (4, "p"), (1, "q"), (3, "q")) { Errors = new(new InputError(DistributionKind.Normal, 0.1, true), null) };
        var own = Math.Pow(11 * 0.2, 2) + Math.Pow(11 * 0.4, 2) + Math.Pow(20 * 0.1, 2) + Math.Pow(20 * 0.3, 2);
        Assert.Equal(Math.Sqrt((6.6 * 6.6) + 144 + own), measured.FirstOrder().StandardError, 10);
    }

    [Fact]
    public void What_states_no_uncertainty_is_listed_with_the_carbon_that_rests_on_it()
    {
        using var pack = Product("p,10,1", "q,20,");
        var sample = new Sample(pack, (2, "p"), (3, "q"));
        var gradient = sample.Whole(1, 0).Gradient;
        Assert.Equal([("", "x", 0, 80.0), ("tables/t/t@1", "a", 1, 60.0)], gradient.Unstated.Select(u => (u.Table, u.Column, u.Cells.Count, u.Carbon.ToDouble())));
        Assert.Equal(80, gradient.UnstatedCarbon.ToDouble());
        var stated = new Sample(pack, (2, "p"), (3, "q")) { Errors = new(new InputError(DistributionKind.Normal, 0.1, true), null) }.Whole(1, 0).Gradient;
        Assert.Equal([("tables/t/t@1", "a", 60.0)], stated.Unstated.Select(u => (u.Table, u.Column, u.Carbon.ToDouble())));
        Assert.Equal(60, stated.UnstatedCarbon.ToDouble());
    }

    [Fact]
    public void A_draw_that_cannot_be_evaluated_takes_the_units_own_value_and_is_counted_as_a_share()
    {
        using var pack = Positive();
        var sample = new Sample(pack, (10, "p"), (1, "p")) { Errors = new(new InputError(DistributionKind.Normal, 0.4, true), null) };
        var whole = sample.Whole(2, 4000);

        // P(Z < −1/0.4) = 0.00621 of two units.
        Near(2 * 4000 * 0.00621, whole.Draws!.Substituted, 4 * Math.Sqrt(2 * 4000 * 0.00621));
        Assert.Equal(whole.Draws.Substituted / 8000.0, whole.SubstitutedShare!.Value, 15);
        Assert.Equal(whole.Draws.Substituted, sample.Whole(1, 4000).Draws!.Substituted);
        Assert.Equal((UncertaintyFindings.Substituted, false), (whole.Findings.Single().Rule, whole.IsWithheld));
        Assert.Contains($"({100 * whole.SubstitutedShare:0.####} %)", whole.Findings.Single().Message("en"), StringComparison.Ordinal);
        Assert.True(sample.Drawn().StandardError > 0);
    }

    [Fact]
    public void Intervals_of_draws_are_withheld_where_many_were_substituted()
    {
        // cv 300 %: P(Z < −1/3) = 36.9 % of the draws would take the unit's own value.
        using var pack = Positive();
        var sample = new Sample(pack, (10, "p"), (1, "p")) { Errors = new(new InputError(DistributionKind.Normal, 3, true), null) };
        var whole = sample.Whole(2, 4000);
        Near(0.3694, whole.SubstitutedShare!.Value, 4 * Math.Sqrt(0.3694 * 0.6306 / 8000));
        Assert.Equal((UncertaintyFindings.Withheld, true), (whole.Findings.Single().Rule, whole.IsWithheld));
        Assert.Null(sample.DrawnOrNull());
        Assert.Equal(3 * Math.Sqrt(101), sample.FirstOrder().StandardError, 10);
    }

    [Fact]
    public void A_figure_that_nothing_stated_reaches_is_not_stated_rather_than_exact()
    {
        using var pack = Product("p,10,", "q,20,3");
        Assert.False(new Sample(pack, (2, "p")).FirstOrder().IsStated);
        Assert.True(new Sample(pack, (2, "p"), (1, "q")).FirstOrder().IsStated);
    }

    private static TestPack Positive() => new() { Sets = ["unit||||A"], Inputs = ["A|unit|ha|area", "x|unit|1|x", "k|unit|code|species"], Equations = ["1|C|unit|tC|AGB|`x > 0`||`x * 1[tC]`"], Outputs = ["C|carbon|no"] };

    private static TestPack Layered() => new TestPack
    {
        Sets = ["unit||||A"],
        Inputs = ["A|unit|ha|area", "x|unit|1|x", "k|unit|code|species"],
        Tables = ["t|tables/t/t@1|key|refuse"],
        Equations = ["1|y|unit|1||||`t(k).a * x`", "2|m||1||||`mean(y over unit where t(k).tree == 1)`", "3|C|unit|tC|AGB|`t(k).tree == 1`||`y * 1[tC]`", "4|C|unit|tC|AGB|||`(y + 0.1 * m) * 1[tC]`"],
        Outputs = ["C|carbon|no"],
    }.Table("t", "key,a [1],a.sd [1],tree [1]", "p,10,1,1", "q,20,3,0");

    private static void Near(double expected, double actual, double tolerance) => Assert.InRange(actual, expected - tolerance, expected + tolerance);

    /// <summary>Units of one layer, each in a group of its code.</summary>
    private sealed class Sample(TestPack pack, params (double X, string Code)[] units)
    {
        private readonly Methodology methodology = pack.Load();

        public InputUncertainty? Errors { get; init; }

        public FigureUncertainty FirstOrder() => Of(Whole(1, 0))!;

        public FigureUncertainty Drawn() => DrawnOrNull()!;

        public FigureUncertainty? DrawnOrNull() => Of(Whole(2, Draws));

        public StockUncertainty Whole(int threads, int draws, ulong seed = 1) => Part(0, units.Length, threads, draws, seed);

        public StockUncertainty Part(int from, int to, int threads, int draws, ulong seed = 1)
        {
            var causes = new CauseTable();
            var frame = methodology.NewFrame(causes);
            frame.SetMembers("unit", units.Length);
            for (var i = 0; i < units.Length; i++)
            {
                frame["A"].Set(i, 1);
                frame["x"].Set(i, units[i].X);
                frame["k"].Set(i, methodology.Codes.Intern(units[i].Code));
            }

            var store = new UnitStore(methodology, "unit");
            store.Take(frame, [.. Enumerable.Range(0, units.Length).Select(i => (long)i)]);
            var groups = new UnitGroups();
            var tally = new StockTally(["k"], [c => methodology.Codes[c]], _ => "");
            for (var i = from; i < to; i++)
                groups.Add(i, tally.GroupFor([methodology.Codes.Intern(units[i].Code)]));
            var model = UncertaintyModel.Of(methodology);
            if (Errors is { } errors)
                model = model.With("x", errors);
            var propagation = new UncertaintyPropagation(methodology, "unit", model, UnitStore.Merge([store]), groups, causes);
            return new()
            {
                UnitCount = groups.MemberCount,
                Settings = new(draws > 0 ? UncertaintyApproach.MonteCarlo : UncertaintyApproach.Approach1, draws, seed, 0.95),
                Gradient = propagation.Gradient(threads),
                Draws = draws > 0 ? propagation.Draw(seed, draws, threads) : null,
            };
        }

        private FigureUncertainty? Of(StockUncertainty uncertainty)
        {
            var causes = new CauseTable();
            var frame = methodology.NewFrame(causes);
            var tally = new StockTally(["k"], [c => methodology.Codes[c]], _ => "");
            var group = tally.GroupFor([0]);
            frame.SetMembers("unit", units.Length);
            for (var i = 0; i < units.Length; i++)
            {
                frame["A"].Set(i, 1);
                frame["x"].Set(i, units[i].X);
                frame["k"].Set(i, methodology.Codes.Intern(units[i].Code));
            }

            var evaluation = methodology.Evaluate(frame, causes);
            evaluation.Run();
            foreach (var value in evaluation.Values("C"))
                group.AddCarbon(CarbonPool.AboveGround, value);
            return uncertainty.OfTotal(tally.ToAssessment().Total, StockFigure.Carbon);
        }
    }
}
