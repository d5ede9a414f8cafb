using CarbonSink.Estimation;
using Xunit;

namespace CarbonSink.Tests.Uncertainty;

public sealed class SortedDrawsTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(5)]
    [InlineData(1000)]
    [InlineData(10007)]
    public void The_order_is_that_of_any_sort(int count)
    {
        var random = new Random(count);
        foreach (var make in (Func<double>[])
        [
            () => random.NextDouble(), // even
            () => Math.Exp(20 * random.NextDouble()), // nearly all in the first class
            () => random.Next(3), // ties
            () => -5, // one value
            () => ((random.Next(2) * 2) - 1) * double.MaxValue, // a range that is no number
            () => 1 + (random.Next(4) * double.BitIncrement(0)), // less than a step of the numbers
        ])
        {
            var draws = Enumerable.Range(0, count).Select(_ => make()).ToArray();
            Assert.Equal(draws.Order(), SortedDraws.Of(draws));
        }
    }

    [Fact]
    public void Sorted_numbers_merge_to_what_a_sort_of_all_gives()
    {
        Assert.Equal([1, 2, 2, 3, 5, 7], SortedDraws.Merge([2, 3, 7], [1, 2, 5]));
        Assert.Equal([1, 2], SortedDraws.Merge([], [1, 2]));
        Assert.Equal([1, 2], SortedDraws.Merge([1, 2], []));
    }

    [Fact]
    public void Running_figures_are_those_of_the_first_draws_alone()
    {
        const double confidence = 0.9;
        var draws = Enumerable.Range(0, 1007).Select(i => (double)(i * 7919 % 1009)).ToArray();
        var convergence = FigureUncertainty.OfDraws(1, draws, confidence).Convergence!;
        Assert.Equal([100, 201, 302, 402, 503, 604, 704, 805, 906, 1007], convergence.Running.Select(r => r.Draws)); // ⌊1007 t / 10⌋
        foreach (var (count, mean, low, high) in convergence.Running)
        {
            var sorted = draws.Take(count).Order().ToArray();
            Assert.Equal(draws.Take(count).Average(), mean, 12);
            Assert.Equal((FigureUncertainty.Quantile(sorted, (1 - confidence) / 2), FigureUncertainty.Quantile(sorted, (1 + confidence) / 2)), (low, high));
        }

        // 20 batches of ⌊1007 / 20⌋ = 50 draws.
        var means = Enumerable.Range(0, 20).Select(b => draws.Skip(50 * b).Take(50).Average()).ToArray();
        Assert.Equal(Math.Sqrt(means.Sum(m => Math.Pow(m - means.Average(), 2)) / 19 / 20), convergence.MeanError, 12);
        Assert.Null(FigureUncertainty.OfDraws(1, draws, confidence, isConvergenceTold: false).Convergence);
    }
}
