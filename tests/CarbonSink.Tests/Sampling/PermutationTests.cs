using CarbonSink.Sampling;
using Xunit;

namespace CarbonSink.Tests.Sampling;

/// <summary>The order of plots and strata leaves no trace in any bit.</summary>
public class PermutationTests
{
    [Fact]
    public void Plots_and_strata_in_any_order_give_the_same_bits()
    {
        var random = new Random(7);
        double[] y = [.. Enumerable.Range(0, 60).Select(_ => Math.Exp(3 * random.NextDouble()))], x = [.. Enumerable.Range(0, 60).Select(_ => random.NextDouble() / 3)];
        int[] order = [.. Enumerable.Range(0, 60)];
        var expected = All(y, x, order);
        for (var trial = 0; trial < 20; trial++)
        {
            random.Shuffle(order);
            Assert.Equal(expected, All(y, x, order));
        }
    }

    private static ulong[] All(double[] y, double[] x, int[] order)
    {
        double[] a = [.. order.Select(i => y[i])], b = [.. order.Select(i => x[i])];
        int Stratum(int i) => i % 3;
        int[] strata = [.. order.Select(Stratum).Distinct()];
        double[] Of(double[] values, int h) => [.. order.Where(i => Stratum(i) == h).Select(i => values[i])];
        SampleEstimate[] estimates =
        [
            SimpleRandomSample.Estimate(a, 900),
            RatioSample.Estimate(a, b, 900),
            StratifiedSample.Estimate([.. strata.Select(h => new SampledStratum($"{h}", h == 0 ? .5 : .25, Of(y, h), 300))], DegreesOfFreedomRule.Satterthwaite),
            RatioSample.Estimate([.. strata.Select(h => new PairedStratum($"{h}", h == 0 ? .5 : .25, Of(y, h), Of(x, h)))]),
            ClusterSample.RatioToSize([.. a.Zip(b, (u, v) => new SampledCluster(u, v + 1))], 900),
            PostStratifiedRatio.Estimate([.. strata.Select(h => new PostStratum("u", $"{h}", 100 + h, Of(y, h), Of(x, h)))]).Ratio,
            DoubleSample.ForStratification([.. strata.Select(h => new PhaseStratum($"{h}", 100 + h, Of(y, h)))]),
            DoubleSample.ForRegression(a, b, .2, 500),
            DoubleSample.ArTool14(a, b, .2, 500),
            RegressionSample.Estimate(a, b, .2),
        ];
        return [.. estimates.SelectMany(e => new[] { e.Mean.Value, e.Mean.StandardError, e.Mean.DegreesOfFreedom, e.Variance }).Select(BitConverter.DoubleToUInt64Bits)];
    }
}
