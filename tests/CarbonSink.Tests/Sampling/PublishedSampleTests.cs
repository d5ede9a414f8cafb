using CarbonSink.Estimation;
using CarbonSink.Sampling;
using Xunit;

namespace CarbonSink.Tests.Sampling;

/// <summary>Published results of sampling estimates, to the digits published.</summary>
/// <remarks>forestmangr (MIT; Soares et al. 2012): data sets exfm1 to exfm4 and ss_diffs; AR-TOOL14 v4.2 p. 4; ChinaXiv-201605.00432.</remarks>
public class PublishedSampleTests
{
    private static readonly double[] Pilot = [41, 33, 24, 31, 10, 32, 62, 16, 66, 25];
    private static readonly double[] Definitive = [.. Pilot, 44, 7, 57, 22, 31, 40, 43, 27, 17, 50, 38, 20, 35, 31, 26];

    private static readonly double[][] PilotStrata =
    [
        [7.9, 3.8, 4.4, 6.25, 5.55, 8.1, 6.1], [10.2, 15.25, 13.4, 13.6, 14.2, 9.85, 10.2, 11.55], [10.65, 12.15, 14.6, 10.9, 16.55, 17.9, 13.35],
    ];

    private static readonly double[][] DefinitiveStrata =
    [
        [.. PilotStrata[0], 6.6, 7.4, 5.35, 5.9, 4.65, 4.25, 8.25],
        [.. PilotStrata[1], 9.25, 11.3, 13.95, 12.7, 10.15, 14.9, 10.8, 11.55, 13.9, 9.2, 12.45, 11.9],
        [.. PilotStrata[2], 14.9, 9.7, 15.2, 13.45, 12.4, 14.45, 13.55, 12.3, 15.65, 14.2, 17.8, 14.8, 9.35, 12.6, 13.8, 15.85],
    ];

    private static readonly double[] Areas = [14.4, 16.4, 14.2];

    [Fact]
    public void A_simple_random_pilot_has_the_published_error_and_needs_the_published_plots()
    {
        var N = 46.8 * 10_000 / 3000; // 156
        var estimate = SimpleRandomSample.Estimate(Pilot, N);
        Assert.Equal(34, estimate.Mean.Value, 12);
        Assert.Equal(328, estimate.Variance, 10);
        Assert.Equal(5.540527, estimate.Mean.StandardError, 6);
        Assert.Equal(2.262157, Estimate.Quantile(.95, estimate.Mean.DegreesOfFreedom), 6);
        Assert.Equal(36.86336, estimate.Mean.RelativeErrorPercent(.95), 5);
        Assert.Equal(5304, N * estimate.Mean.Value, 9);
        var plan = SampleSize.FromPilot([new("", 1, Math.Sqrt(328))], .20 * 34, .95, 9, N);
        Assert.Equal(30, (int)Math.Ceiling(plan.FirstExact));
        Assert.Equal(15, plan.Plots - 10); // "we'll need 15 more samples"
    }

    [Fact]
    public void The_definitive_random_sample_meets_its_error()
    {
        var estimate = SimpleRandomSample.Estimate(Definitive, 156);
        Assert.Equal((33.12, 226.69333, 2.759451), (estimate.Mean.Value, Math.Round(estimate.Variance, 5), Math.Round(estimate.Mean.StandardError, 6)));
        Assert.Equal(17.19573, estimate.Mean.RelativeErrorPercent(.95), 5);
        Assert.Equal(5166.72, 156 * estimate.Mean.Value, 9);
    }

    [Theory]
    [InlineData(3000, 47, 45, new[] { 11, 16, 19 }, new[] { 4, 8, 12 })]
    [InlineData(1000, 61, 57, new[] { 14, 21, 24 }, new[] { 7, 13, 17 })]
    public void A_stratified_pilot_needs_the_published_plots_in_each_stratum(double plotM2, int first, int plots, int[] allocation, int[] more)
    {
        var pilot = StratifiedSample.Estimate(Strata(PilotStrata, plotM2));
        PlannedStratum[] planned = [.. pilot.Strata.Select(s => new PlannedStratum(s.Name, s.Weight, Math.Sqrt(s.Variance)))];
        var plan = SampleSize.FromPilot(planned, .05 * pilot.Mean.Value, .95, 22 - 1, 45 * 10_000 / plotM2);
        Assert.Equal(first, (int)Math.Ceiling(plan.FirstExact));
        Assert.Equal(plots, plan.Plots);
        Assert.Equal(allocation, plan.Allocation.Select(a => a.Plots));
        Assert.Equal(more, plan.Allocation.Select((a, h) => a.Plots - PilotStrata[h].Length));
    }

    [Fact]
    public void A_stratified_sample_has_the_published_errors_by_both_variances()
    {
        var pilot = StratifiedSample.Estimate(Strata(PilotStrata, 1000), DegreesOfFreedomRule.PlotsLessOne);
        Assert.Equal(10.732532, pilot.Mean.Value, 6);
        Assert.Equal(4.861438, pilot.Variance, 6);
        Assert.Equal(2.155399, pilot.Strata.Sum(s => s.Weight * Math.Sqrt(s.Variance)), 6);
        Assert.Equal(2.079614, Estimate.Quantile(.95, pilot.Mean.DegreesOfFreedom), 6);
        Assert.Equal(8.87186, pilot.Mean.RelativeErrorPercent(.95), 5);
        Assert.Equal(8.67348, Neyman(pilot, 450), 5);
        Assert.Equal(4829.64, 450 * pilot.Mean.Value, 2);

        var definitive = StratifiedSample.Estimate(Strata(DefinitiveStrata, 1000), DegreesOfFreedomRule.PlotsLessOne);
        Assert.Equal(57, definitive.Plots);
        Assert.Equal(10.647059, definitive.Mean.Value, 6);
        Assert.Equal(4.40028, Neyman(definitive, 450), 5);
    }

    [Fact]
    public void A_systematic_sample_by_successive_differences_has_the_published_error()
    {
        double[] y = [6, 8, 9, 10, 13, 12, 18, 19, 20, 20, 24, 23, 26, 30, 31, 31, 33, 32];
        var random = SimpleRandomSample.Estimate(y);
        Assert.Equal(22.20415, random.Mean.RelativeErrorPercent(.95), 5);
        var systematic = SystematicSample.Estimate([y], 18 * 10_000 / 200.0);
        Assert.Equal(20.27778, systematic.Mean.Value, 5);
        Assert.Equal(2.109816, Estimate.Quantile(.95, systematic.Mean.DegreesOfFreedom), 6);
        Assert.Equal(4.20496, systematic.Mean.RelativeErrorPercent(.95), 5);
    }

    [Fact]
    public void The_tools_own_example_has_an_uncertainty_of_8_18_percent()
    {
        var estimate = new Estimate(45.328, 12.776 / Math.Sqrt(34), 33);
        Assert.Equal(2.191, estimate.StandardError, 3);
        Assert.Equal(1.692, Estimate.Quantile(.90, 33), 3);
        Assert.Equal(3.708, estimate.HalfWidth(.90), 3); // the tool prints 3.707, from t rounded to 1.692
        Assert.Equal(3.707, Math.Round(1.692 * 2.191, 3));
        Assert.Equal(8.18, estimate.RelativeErrorPercent(.90), 2);
    }

    [Fact]
    public void Four_years_and_five_months_are_4_417_years()
    {
        var T = 4 + (5 / 12.0);
        Assert.Equal(4.417, T, 3);
        var annual = PlotChange.Annual(new(44.17, 8.834, 20), 4.417);
        Assert.Equal(10, annual.Value, 12);
        Assert.Equal(2, annual.StandardError, 12);
    }

    [Fact]
    public void A_sample_below_thirty_is_computed_once_more_with_t_at_n_less_one()
    {
        var plan = SampleSize.ArTool03([new("1", .6, 20), new("2", .4, 35)], 8, .90, 1000 / .06);
        Assert.Equal(28.524, plan.FirstExact, 3);
        Assert.Equal(28, plan.DegreesOfFreedom);
        Assert.Equal(1.70113, plan.T, 5);
        Assert.Equal(30.506, plan.Exact, 3);
        Assert.Equal(31, plan.Plots);
        Assert.Equal([14.31, 16.69], plan.Allocation.Select(a => Math.Round(a.Exact, 2)));
        Assert.Equal([15, 17], plan.Allocation.Select(a => a.Plots));
    }

    [Fact]
    public void The_small_and_large_fraction_forms_are_the_tools()
    {
        PlannedStratum[] strata = [new("1", .6, 20), new("2", .4, 35)];
        var t = Estimate.Quantile(.90, double.PositiveInfinity);
        var small = SampleSize.ArTool03(strata, 4, .90, null, SampleSizeForm.SmallFraction);
        Assert.Equal(t * t / 16 * 26 * 26, small.Exact, 9); // (t/E)² (0.6·20 + 0.4·35)²
        var large = SampleSize.ArTool03(strata, 4, .90, 500, SampleSizeForm.LargeFraction);
        Assert.Equal(small.Exact / (1 + (small.Exact / 500)), large.Exact, 9);
    }

    [Fact]
    public void Jilins_forest_took_up_0_92_tonnes_a_hectare_and_year()
    {
        var A1 = 28.36 / .0389; // 10⁴ ha: the gain is 3.89 % of it
        Assert.Equal(729.05, A1, 2);
        Assert.Equal(.924, 100 * PlotChange.RateOfGrowingArea(471.29, 505.76, 5, A1, 28.36 / 5), 3); // Tg per 10⁴ ha = 100 t/ha
    }

    [Theory]
    [InlineData(10, .95, 2.228139)]
    [InlineData(10, .90, 1.812461)]
    [InlineData(29, .95, 2.045230)]
    public void Quantiles_of_t_are_those_of_the_table(double df, double confidence, double t) => Assert.Equal(t, Estimate.Quantile(confidence, df), 6);

    private static double Neyman(SampleEstimate estimate, double N) =>
        100 * Estimate.Quantile(.95, estimate.Mean.DegreesOfFreedom) * Math.Sqrt(StratifiedSample.NeymanVariance(estimate, N)) / estimate.Mean.Value;

    private static SampledStratum[] Strata(double[][] values, double plotM2) =>
        [.. values.Select((y, h) => new SampledStratum($"{h + 1}", Areas[h] / 45, y, Areas[h] * 10_000 / plotM2))];
}
