using CarbonSink.Estimation;
using CarbonSink.Sampling;
using Xunit;
using Xunit.Abstractions;

namespace CarbonSink.Tests.Sampling;

/// <summary>Intervals cover as often as they say: 8,000 samples of 30 or more plots from populations whose truth is known, with seeds.</summary>
public class CoverageTests(ITestOutputHelper output)
{
    private const double Tolerance = 0.015;

    // 2,000 replications would leave a standard error of 0.67 points at 90 %, so one seed in forty would miss by 1.5 points where the coverage is exact; 8,000 leave 0.34, and no seed has to be chosen.
    private static readonly int Replications = int.TryParse(Environment.GetEnvironmentVariable("COVERAGE_REPLICATIONS"), out var n) ? n : 8000;

    [Theory]
    [InlineData("random")]
    [InlineData("random, finite")]
    [InlineData("stratified")]
    [InlineData("stratified, Satterthwaite")]
    [InlineData("cluster")]
    [InlineData("ratio")]
    [InlineData("combined ratio")]
    [InlineData("post-stratified")]
    [InlineData("regression")]
    [InlineData("two-phase strata")]
    [InlineData("two-phase regression")]
    [InlineData("AR-TOOL14 double sampling")]
    [InlineData("paired change")]
    [InlineData("partial replacement")]
    [InlineData("independent change")]
    [InlineData("moving average")]
    public void Intervals_of_normal_populations_cover_as_often_as_they_say(string design)
    {
        var (c90, c95) = Coverage(design, g => g.Normal());
        output.WriteLine($"{design}: {100 * c90:F2} % of 90 %, {100 * c95:F2} % of 95 %");
        Assert.InRange(c90, .90 - Tolerance, .90 + Tolerance);
        Assert.InRange(c95, .95 - Tolerance, .95 + Tolerance);
    }

    [Theory]
    [InlineData("systematic")]
    [InlineData("systematic, neighbours alike")]
    public void Systematic_intervals_cover_at_least_as_often_as_they_say(string design)
    {
        var (c90, c95) = Coverage(design, g => g.Normal());
        output.WriteLine($"{design}: {100 * c90:F2} % of 90 %, {100 * c95:F2} % of 95 %");
        Assert.True(c90 >= .90 - Tolerance && c95 >= .95 - Tolerance, $"{c90} {c95}");
    }

    [Theory]
    [InlineData("random")]
    [InlineData("stratified")]
    [InlineData("ratio")]
    [InlineData("post-stratified")]
    [InlineData("two-phase strata")]
    [InlineData("systematic")]
    public void Skewed_populations_are_reported(string design)
    {
        // Lognormal with σ = 1, standardised: what the normal theory misses is told, not gated.
        var (c90, c95) = Coverage(design, g => (Math.Exp(g.Normal()) - Math.Exp(.5)) / Math.Sqrt((Math.E - 1) * Math.E));
        output.WriteLine($"{design}, lognormal: {100 * c90:F2} % of 90 %, {100 * c95:F2} % of 95 %");
        Assert.InRange(c90, .5, 1); // reported, not gated: only an estimator that is broken falls below
    }

    [Fact]
    public void A_linear_trend_is_reported()
    {
        // Known: on a straight slope every line starts as low or as high as the first, which differences along the line cannot see.
        var (c90, c95) = Coverage("systematic on a trend", g => g.Normal());
        output.WriteLine($"systematic on a trend: {100 * c90:F2} % of 90 %, {100 * c95:F2} % of 95 %");
        Assert.InRange(c90, .5, 1); // reported, not gated
    }

    private static (double C90, double C95) Coverage(string design, Func<Draws, double> error)
    {
        var draws = new Draws(design.Sum(c => c));
        var (hits90, hits95) = (0, 0);
        for (var r = 0; r < Replications; r++)
        {
            var (estimate, truth) = One(design, draws, () => error(draws));
            var distance = Math.Abs(estimate.Value - truth);
            hits90 += distance <= estimate.HalfWidth(.90) ? 1 : 0;
            hits95 += distance <= estimate.HalfWidth(.95) ? 1 : 0;
        }

        return ((double)hits90 / Replications, (double)hits95 / Replications);
    }

    private static (Estimate Estimate, double Truth) One(string design, Draws draws, Func<double> error)
    {
        double[] Many(int n, double mean, double s) => [.. Enumerable.Range(0, n).Select(_ => mean + (s * error()))];
        switch (design)
        {
            case "random":
                return (SimpleRandomSample.Estimate(Many(30, 100, 30)).Mean, 100);
            case "random, finite":
            {
                var all = Many(120, 100, 30);
                return (SimpleRandomSample.Estimate([.. draws.Sample(all, 40)], 120).Mean, all.Average());
            }

            case "stratified" or "stratified, Satterthwaite":
            {
                // Equal variances for n − M; for Satterthwaite they differ fivefold.
                var unequal = design.Length > 10;
                return (StratifiedSample.Estimate([new("a", .5, Many(16, 50, unequal ? 10 : 20)), new("b", .3, Many(10, 100, 20)), new("c", .2, Many(10, 200, unequal ? 50 : 20))],
                    unequal ? DegreesOfFreedomRule.Satterthwaite : DegreesOfFreedomRule.PlotsLessStrata).Mean, (.5 * 50) + (.3 * 100) + (.2 * 200));
            }

            case "cluster":
                return (ClusterSample.RatioToSize([.. Enumerable.Range(0, 30).Select(i => (m: 3 + (i % 3), u: 8 * error())).Select(c => new SampledCluster(Many(c.m, 100 + c.u, 10).Sum(), c.m))]).Mean, 100);
            case "ratio":
            {
                double[] x = [.. Enumerable.Range(0, 40).Select(_ => .5 + draws.Uniform())];
                return (RatioSample.Estimate([.. x.Select(v => v * (80 + (20 * error())))], x).Mean, 80);
            }

            case "combined ratio":
            {
                PairedStratum Stratum(string name, double w, int n)
                {
                    double[] x = [.. Enumerable.Range(0, n).Select(_ => .5 + draws.Uniform())];
                    return new(name, w, [.. x.Select(v => (80 * v) + (10 * error()))], x);
                }

                return (RatioSample.Estimate([Stratum("a", .6, 30), Stratum("b", .4, 20)]).Mean, 80);
            }

            case "post-stratified":
            {
                // Plots fall into strata as they will: 60 % and 40 % of the area, of which 9/10 and 1/2 are forest.
                var plots = Enumerable.Range(0, 80).Select(_ => draws.Uniform() < .6 ? "a" : "b").GroupBy(s => s).Select(g =>
                {
                    double[] x = [.. g.Select(_ => draws.Uniform() < (g.Key == "a" ? .9 : .5) ? 1.0 : 0)];
                    return new PostStratum("u", g.Key, g.Key == "a" ? 60 : 40, [.. x.Select(f => f * (100 + (25 * error())))], x);
                });
                return (PostStratifiedRatio.Estimate([.. plots]).Ratio.Mean, 100);
            }

            case "regression":
            {
                double[] x = [.. Enumerable.Range(0, 30).Select(_ => draws.Normal())];
                return (RegressionSample.Estimate([.. x.Select(v => 50 + (10 * v) + (5 * error()))], x, 0).Mean, 50);
            }

            case "two-phase strata":
            {
                var inA = Enumerable.Range(0, 400).Count(_ => draws.Uniform() < .6);
                return (DoubleSample.ForStratification([new("a", inA, Many(20, 100, 30)), new("b", 400 - inA, Many(20, 150, 30))]).Mean, (.6 * 100) + (.4 * 150));
            }

            case "two-phase regression" or "AR-TOOL14 double sampling":
            {
                double[] x = [.. Enumerable.Range(0, 200).Select(_ => draws.Normal())];
                double[] y = [.. x.Take(40).Select(v => 50 + (10 * v) + (8 * error()))];
                var part = x[..40];
                return (design[0] == 'A' ? DoubleSample.ArTool14(y, part, x.Average(), 200).Mean : DoubleSample.ForRegression(y, part, x.Average(), 200).Mean, 50);
            }

            case "paired change" or "partial replacement" or "independent change":
            {
                double[] plot = Many(60, 100, 20);
                double[] one = [.. plot.Select(u => u + (5 * error()))], two = [.. plot.Select(u => u + 10 + (5 * error()))];
                return (design[0] switch
                {
                    'i' => PlotChange.Independent(SimpleRandomSample.Estimate(one[..30]).Mean, SimpleRandomSample.Estimate(two[30..]).Mean).Change,
                    'p' when design[2] == 'i' => PlotChange.Paired(one[..30], two[..30]).Change,
                    _ => PlotChange.PartialReplacement(one[..30], two[..30], one[30..45], two[45..]).Change,
                }, 10);
            }

            case "moving average":
                return (YearlyPanels.MovingAverage([.. Enumerable.Range(0, 5).Select(p => new YearlyPanel($"{2015 + p}", SimpleRandomSample.Estimate(Many(12, 90 + (5 * p), 20)), .2))]).Mean, 100);
            case "systematic":
                return (SystematicSample.Estimate([Many(36, 100, 30)]).Mean, 100);
            case "systematic, neighbours alike":
            {
                // 360 plots in a row whose values go together over some ten plots (first-order autoregression, 0.9), every tenth taken from a random start.
                var all = new double[360];
                for (var (i, u) = (0, 30 * error()); i < all.Length; i++, u = (.9 * u) + (Math.Sqrt(1 - .81) * 30 * error()))
                    all[i] = 100 + u;
                var from = (int)(10 * draws.Uniform());
                return (SystematicSample.Estimate([[.. all.Where((_, i) => i % 10 == from)]], 360).Mean, all.Average());
            }

            case "systematic on a trend":
            {
                // A population of 360 plots along a slope, every tenth taken from a random start.
                double[] all = [.. Many(360, 0, 30).Select((e, i) => e + i)];
                var start = (int)(10 * draws.Uniform());
                return (SystematicSample.Estimate([[.. all.Where((_, i) => i % 10 == start)]], 360).Mean, all.Average());
            }

            default:
                throw new ArgumentException(design, nameof(design));
        }
    }

    private sealed class Draws(int seed)
    {
        private readonly Random random = new(seed);

        public double Uniform() => random.NextDouble();

        public double Normal() => MathNet.Numerics.Distributions.Normal.Sample(random, 0, 1);

        public IEnumerable<double> Sample(double[] all, int n)
        {
            var copy = (double[])all.Clone();
            random.Shuffle(copy);
            return copy.Take(n);
        }
    }
}
