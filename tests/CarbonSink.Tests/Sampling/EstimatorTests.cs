using CarbonSink.Estimation;
using CarbonSink.Findings;
using CarbonSink.Sampling;
using Xunit;

namespace CarbonSink.Tests.Sampling;

/// <summary>Estimators against arithmetic that a reader can redo, and against each other where one is a special case of another.</summary>
public class EstimatorTests
{
    [Fact]
    public void Satterthwaites_degrees_of_freedom_lie_between_the_smallest_stratum_and_all_plots()
    {
        SampledStratum[] strata = [new("a", .5, [1, 2, 3]), new("b", .5, [10, 20, 30])]; // s² = 1 and 100, n = 3 and 3
        var v1 = .25 * 1 / 3;
        var v2 = .25 * 100 / 3;
        var estimate = StratifiedSample.Estimate(strata, DegreesOfFreedomRule.Satterthwaite);
        Assert.Equal((v1 + v2) * (v1 + v2) / ((v1 * v1 / 2) + (v2 * v2 / 2)), estimate.Mean.DegreesOfFreedom, 12);
        Assert.Equal(4, StratifiedSample.Estimate(strata).Mean.DegreesOfFreedom);
        Assert.Equal(Math.Sqrt(v1 + v2), estimate.Mean.StandardError, 12);
        Assert.Equal(11, estimate.Mean.Value, 12);
    }

    [Fact]
    public void A_ratio_has_the_variance_of_its_residuals()
    {
        double[] y = [2, 4, 9], x = [1, 2, 3]; // R = 15/6 = 2.5; residuals −0.5, −1, 1.5; Σe² = 3.5
        var estimate = RatioSample.Estimate(y, x, 30);
        Assert.Equal(2.5, estimate.Mean.Value, 12);
        Assert.Equal(Math.Sqrt((1 - (3 / 30.0)) / (3 * 4) * 3.5 / 2), estimate.Mean.StandardError, 12);
    }

    [Fact]
    public void A_combined_ratio_of_one_stratum_is_the_ratio() =>
        Assert.Equal(RatioSample.Estimate([2, 4, 9], [1, 2, 3], 30).Mean.StandardError, RatioSample.Estimate([new PairedStratum("a", 1, [2, 4, 9], [1, 2, 3], 30)]).Mean.StandardError, 12);

    [Fact]
    public void Clusters_of_equal_size_are_a_random_sample_of_cluster_means()
    {
        SampledCluster[] clusters = [new(12, 4), new(20, 4), new(16, 4)]; // means 3, 5, 4: s² = 1
        var estimate = ClusterSample.RatioToSize(clusters, 12);
        Assert.Equal(4, estimate.Mean.Value, 12);
        Assert.Equal(Math.Sqrt(1.0 / 3 * (1 - (3 / 12.0))), estimate.Mean.StandardError, 12);
    }

    [Fact]
    public void One_post_stratum_whose_denominator_is_one_is_a_random_sample()
    {
        var ratio = PostStratifiedRatio.Estimate([new("u", "s", 50, [1, 2, 6], [1, 1, 1])]);
        var random = SimpleRandomSample.Estimate([1, 2, 6]);
        Assert.Equal(random.Mean.Value, ratio.Ratio.Mean.Value, 12);
        Assert.Equal(random.Mean.StandardError, ratio.Ratio.Mean.StandardError, 12);
        Assert.Equal(150, ratio.Numerator.Value, 12);
        Assert.Equal(50 * random.Mean.StandardError, ratio.Numerator.StandardError, 12);
    }

    [Fact]
    public void Post_strata_carry_the_second_term_and_the_covariance()
    {
        // Two strata of 60 and 40 ha, n = 3 and 2 of 5; y − R x has the variance of y, since x is 1 throughout.
        var estimate = PostStratifiedRatio.Estimate([new("u", "a", 60, [1, 2, 3], [1, 1, 1]), new("u", "b", 40, [4, 8], [1, 1])]);
        var (va, vb) = (1 / 3.0, 8 / 2.0); // s²/n
        var v = 100.0 * 100 / 5 * ((.6 * 3 * va) + (.4 * 2 * vb) + (.4 * 3 / 5 * va) + (.6 * 2 / 5 * vb));
        Assert.Equal((60 * 2.0) + (40 * 6.0), estimate.Numerator.Value, 12);
        Assert.Equal(Math.Sqrt(v), estimate.Numerator.StandardError, 10);
        Assert.Equal(0, estimate.Covariance);
        Assert.Equal(Math.Sqrt(v) / 100, estimate.Ratio.Mean.StandardError, 12);
    }

    [Fact]
    public void The_ratios_variance_is_that_of_numerator_and_denominator_less_twice_their_covariance()
    {
        var e = PostStratifiedRatio.Estimate([new("u", "a", 60, [1, 2, 3, 9], [.2, .4, .9, 1]), new("v", "a", 40, [4, 8, 1], [1, .7, 0])]);
        var (R, X) = (e.Ratio.Mean.Value, e.Denominator.Value);
        double Square(double x) => x * x;
        Assert.Equal(Math.Sqrt((Square(e.Numerator.StandardError) + (R * R * Square(e.Denominator.StandardError)) - (2 * R * e.Covariance)) / (X * X)), e.Ratio.Mean.StandardError, 12);
    }

    [Fact]
    public void Double_sampling_for_stratification_has_a_part_within_and_a_part_between()
    {
        // n' = 40 + 60; w = 0.4, 0.6; ȳ = 2, 6; s² = 1, 4; n = 3, 3; ȳ = 4.4.
        var estimate = DoubleSample.ForStratification([new("a", 40, [1, 2, 3]), new("b", 60, [4, 6, 8])]);
        var within = (39 / 99.0 * .4 * 1 / 3) + (59 / 99.0 * .6 * 4 / 3);
        var between = ((.4 * 2.4 * 2.4) + (.6 * 1.6 * 1.6)) / 99;
        Assert.Equal(4.4, estimate.Mean.Value, 12);
        Assert.Equal(Math.Sqrt(within + between), estimate.Mean.StandardError, 12);
    }

    [Fact]
    public void Where_every_unit_was_measured_double_sampling_is_a_random_sample()
    {
        double[] a = [1, 2, 3, 5], b = [4, 6, 8];
        var two = DoubleSample.ForStratification([new("a", 4, a), new("b", 3, b)], 1000);
        var one = SimpleRandomSample.Estimate([.. a, .. b], 1000);
        Assert.Equal(one.Mean.Value, two.Mean.Value, 12);
        Assert.Equal(one.Mean.StandardError, two.Mean.StandardError, 12);
    }

    [Fact]
    public void Regression_with_two_phases_follows_both_prints()
    {
        double[] x = [1, 2, 3, 4], y = [2, 3, 5, 6]; // b = 7/5 = 1.4, residuals .1, −.3, .3, −.1: Σe² = .2; s_y² = 10/3; ρ² = 1.96·5/10 = .98
        var tool = DoubleSample.ArTool14(y, x, 3, 16);
        Assert.Equal(4 + (1.4 * .5), tool.Mean.Value, 12);
        Assert.Equal(10 / 3.0 * (1 - (.75 * .98)), tool.Variance, 12);
        Assert.Equal(Math.Sqrt(tool.Variance / 4), tool.Mean.StandardError, 12);
        var book = DoubleSample.ForRegression(y, x, 3, 16);
        Assert.Equal(Math.Sqrt((.1 * ((1 / 4.0) + (.25 / 5))) + (((10 / 3.0) - .1) / 16)), book.Mean.StandardError, 12);
        var known = RegressionSample.Estimate(y, x, 3);
        Assert.Equal(Math.Sqrt(.1 * ((1 / 4.0) + (.25 / 5))), known.Mean.StandardError, 12);
    }

    [Fact]
    public void A_small_area_is_the_line_corrected_by_its_own_residuals()
    {
        // The line of all four plots is y = 0.5 + 1.4 x (residuals .1, −.3, .3, −.1).
        var small = RegressionSample.SmallAreas([new("a", 1.5, [2, 3], [1, 2]), new("b", 4, [5, 6], [3, 4]), new("c", 2, [], [])]);
        Assert.Equal(2.6 + ((.1 - .3) / 2), small.Areas[0].Mean.Value, 12);
        Assert.Equal(6.1 + ((.3 - .1) / 2), small.Areas[1].Mean.Value, 12);
        Assert.Equal(Math.Sqrt(.08 / 2), small.Areas[0].Mean.StandardError, 12);
        Assert.Equal(("c", 3.3, 0), (small.Synthetic[0].Name, Math.Round(small.Synthetic[0].Value, 12), small.Synthetic[0].Plots));
        Assert.Equal(1, small.Findings.Count(SamplingFindings.SmallAreaFewPlots));
    }

    [Fact]
    public void Remeasured_plots_gain_by_their_covariance()
    {
        double[] before = [10, 20, 30, 40], after = [13, 22, 35, 44]; // d = 3, 2, 5, 4: mean 3.5, s² = 5/3
        var change = PlotChange.Paired(before, after);
        Assert.Equal(3.5, change.Change.Value, 12);
        Assert.Equal(Math.Sqrt(5 / 3.0 / 4), change.Change.StandardError, 12);
        var (s1, s2) = (500 / 3.0, 565 / 3.0); // Σ(y − ȳ)²: 500 about 25, 565 about 28.5
        Assert.Equal((s1 + s2 - (5 / 3.0)) / 2, change.Covariance, 9);
        Assert.True(PlotChange.Independent(change.Before, change.After).Change.StandardError > 10 * change.Change.StandardError);
    }

    [Fact]
    public void Partial_replacement_reaches_the_textbook_variance()
    {
        // Equal variances, n = 8 on both occasions, half replaced (λ = 1/2): v = 2 S² (1 − ρ)/(n (1 − λ ρ)).
        double[] m1 = [-1, 1, -1, 1], m2 = [-1, 1, 1, -1], own = [-1, 1, -1, 1];
        var zero = PlotChange.PartialReplacement(m1, m2, own, own);
        Assert.Equal(Math.Sqrt(2 * (8 / 7.0) / 8), zero.Change.StandardError, 12); // ρ = 0: pooled
        double[] near = [-1, 1, -1, .5];
        var replaced = PlotChange.PartialReplacement(m1, near, [3, 5, 4], [6, 7, 8]);
        var matched = PlotChange.Paired(m1, near);
        Assert.Equal(3, replaced.Change.DegreesOfFreedom);
        Assert.True(replaced.Change.Value > matched.Change.Value);
        double[] b1 = [1, 2, 3, 4, 5, 6], b2 = [2, 1, 4, 3, 6, 5]; // same values in another order: S² = 3.5, s12 = 14.5/5 = 2.9
        var rho = 2.9 / 3.5;
        var half = PlotChange.PartialReplacement(b1, b2, b1, b2);
        var S2 = 2 * 17.5 / 11; // variance of the doubled values
        Assert.Equal(Math.Sqrt(2 * S2 * (1 - rho) / (12 * (1 - (.5 * rho)))), half.Change.StandardError, 12);
        Assert.Equal(Math.Sqrt(S2 / 12 * (1 - (.5 * rho * rho)) / (1 - (.25 * rho * rho))), half.After.StandardError, 12); // S²/n · (1 − λρ²)/(1 − λ²ρ²), Cochran 1977 ch. 12
    }

    [Fact]
    public void Independent_change_carries_both_errors_as_the_tool_prints_them()
    {
        var change = PlotChange.Independent(new(100, 10, 20), new(130, 13, 20)).Change;
        Assert.Equal(30, change.Value);
        Assert.Equal(Math.Sqrt((10 * 10) + (13 * 13)), change.StandardError, 12);
        Assert.Equal(55, Math.Round(change.StandardErrorPercent)); // U = √(10² + 13²)/30
    }

    [Fact]
    public void Panels_are_pooled_or_weighted()
    {
        Assert.Equal(3.5, YearlyPanels.TemporallyIndifferent([[1, 2], [5, 6]]).Mean.Value, 12);
        var average = YearlyPanels.MovingAverage([new("2019", SimpleRandomSample.Estimate([1, 3]), .25), new("2020", SimpleRandomSample.Estimate([5, 7]), .75)]);
        Assert.Equal(5, average.Mean.Value, 12);
        Assert.Equal(Math.Sqrt((.0625 * 1) + (.5625 * 1)), average.Mean.StandardError, 12);
        Refuses("SMP-0008", () => YearlyPanels.MovingAverage([new("2019", SimpleRandomSample.Estimate([1, 3]), .25), new("2020", SimpleRandomSample.Estimate([5, 7]), .7)]));
    }

    [Fact]
    public void Cheap_strata_get_more_plots()
    {
        PlannedStratum[] strata = [new("cheap", .5, 10, 1), new("dear", .5, 10, 4)];
        Assert.Equal([20, 10], SampleSize.Allocate(strata, 30, PlotAllocation.CostOptimal).Select(a => Math.Round(a.Exact, 9)));
        Assert.Equal([15, 15], SampleSize.Allocate(strata, 30, PlotAllocation.Neyman).Select(a => Math.Round(a.Exact, 9)));
        Assert.Equal([15, 15], SampleSize.Allocate(strata, 30, PlotAllocation.Proportional).Select(a => a.Plots));
    }

    [Fact]
    public void A_planned_sample_reaches_its_error()
    {
        // Whatever the allocation, n plots so allocated have the half-width asked for.
        PlannedStratum[] strata = [new("a", .3, 12, 1), new("b", .5, 30, 2), new("c", .2, 55, 5)];
        foreach (var allocation in Enum.GetValues<PlotAllocation>())
        {
            var plan = SampleSize.ArTool03(strata, 2, .90, 5000, SampleSizeForm.Full, allocation);
            var shares = SampleSize.Allocate(strata, 1_000_000, allocation).Select(a => a.Exact / 1_000_000).ToArray();
            var v = strata.Select((s, h) => s.Weight * s.Weight * s.StandardDeviation * s.StandardDeviation * ((1 / (plan.Exact * shares[h])) - (1 / (5000 * s.Weight)))).Sum();
            Assert.Equal(2, plan.T * Math.Sqrt(v), 6);
        }
    }

    [Fact]
    public void Values_that_do_not_differ_have_exactly_no_variance()
    {
        var estimate = SimpleRandomSample.Estimate([.1, .1, .1, .1, .1, .1, .1]);
        Assert.Equal((.1, 0.0, true), (estimate.Mean.Value, estimate.Mean.StandardError, estimate.HasNoVariance));
    }

    [Fact]
    public void What_is_no_sample_is_refused_by_name()
    {
        Refuses("SMP-0001", () => SimpleRandomSample.Estimate([]));
        Refuses("SMP-0002", () => SimpleRandomSample.Estimate([5]));
        Refuses("SMP-0005", () => SimpleRandomSample.Estimate([5, 6, 7], 2));
        Refuses("SMP-0038", () => StratifiedSample.Estimate([new("a", .5, [1, 2, 3], 2), new("b", .5, [1, 2])]));
        Refuses("SMP-0003", () => StratifiedSample.Estimate([new("a", .5, [1, 2]), new("b", .5, [1])]));
        Refuses("SMP-0006", () => StratifiedSample.Estimate([new("a", .5, [1, 2]), new("b", .5, [])]));
        Refuses("SMP-0008", () => StratifiedSample.Estimate([new("a", .5, [1, 2]), new("b", .4, [1, 2])]));
        Refuses("SMP-0009", () => StratifiedSample.Estimate([new("a", 1, [1, 2]), new("b", 0, [1, 2])]));
        Refuses("SMP-0010", () => RatioSample.Estimate([1, 2], [0, 0]));
        Refuses("SMP-0010", () => RegressionSample.Estimate([1, 2, 3], [4, 4, 4], 4));
        Refuses("SMP-0011", () => RegressionSample.Estimate([1, 2], [3, 4], 4));
        Refuses("SMP-0012", () => DoubleSample.ForStratification([new("a", 2, [1, 2, 3])]));
        Refuses("SMP-0037", () => SystematicSample.Estimate([[1], [2]]));
    }

    private static void Refuses(string code, Func<object> estimate) => Assert.Equal(code, Assert.Throws<RefusedInputException>(estimate).Finding.Rule.Code);
}
