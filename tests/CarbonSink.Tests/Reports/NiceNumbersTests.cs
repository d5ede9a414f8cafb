using CarbonSink.Reports;
using Xunit;

namespace CarbonSink.Tests.Reports;

public sealed class NiceNumbersTests
{
    [Theory]
    [InlineData(0.7, 1)]
    [InlineData(1, 1)]
    [InlineData(1.01, 2)]
    [InlineData(2.1, 2.5)]
    [InlineData(37, 50)]
    [InlineData(60000, 100000)]
    public void Above_is_the_next_round_number(double number, double round) => Assert.Equal(round, NiceNumbers.Above(number), 12);

    [Theory]
    [InlineData(0.99, 0.5)]
    [InlineData(1, 1)]
    [InlineData(2.4, 2)]
    [InlineData(9999, 5000)]
    public void Below_is_the_round_number_before(double number, double round) => Assert.Equal(round, NiceNumbers.Below(number), 12);

    [Theory]
    [InlineData(286338, 5, new[] { 0.0, 100000, 200000, 300000 })]
    [InlineData(0.3, 3, new[] { 0, 0.1, 0.2, 0.3 })]
    [InlineData(0, 5, new[] { 0.0, 1 })]
    public void Ticks_reach_the_largest_value(double largest, int wanted, double[] ticks) => Assert.Equal(ticks, NiceNumbers.Ticks(largest, wanted));

    [Fact]
    public void Bounds_cut_the_values_into_about_equal_classes_and_read_well()
    {
        // 0 … 99.9 in steps of 0.1: quartiles at 25, 50 and 75.
        var values = Enumerable.Range(0, 1000).Select(i => i / 10.0).ToList();
        Assert.Equal([25, 50, 75], NiceNumbers.ClassBounds(values, 4));

        // Skewed: every bound has at most two digits that count, every class has values, the fullest at most twice as many as the emptiest.
        var skewed = Enumerable.Range(1, 1000).Select(i => 80 * Math.Pow(i / 1000.0, 3)).ToList();
        var bounds = NiceNumbers.ClassBounds(skewed, 5);
        Assert.Equal(4, bounds.Length);
        var counts = bounds.Append(double.PositiveInfinity).Zip(bounds.Prepend(double.NegativeInfinity), (to, from) => skewed.Count(v => v >= from && v < to)).ToList();
        Assert.InRange(counts.Max(), 1, 2 * counts.Min());
    }

    [Fact]
    public void Two_classes_have_a_round_bound_too() => Assert.Equal([44], NiceNumbers.ClassBounds([39.7, 40.9, 41.4, 43.7, 44.084286, 44.5, 47.1, 50.6], 2));

    [Fact]
    public void Alike_values_give_fewer_classes_and_none_is_empty()
    {
        Assert.Empty(NiceNumbers.ClassBounds([], 5));
        Assert.Empty(NiceNumbers.ClassBounds([7, 7, 7], 5));
        Assert.Equal([2], NiceNumbers.ClassBounds([1, 1, 1, 2], 4));
    }

    [Theory]
    [InlineData(1250, "1,250")]
    [InlineData(0.05, "0.05")]
    [InlineData(27.5, "27.5")]
    public void Numbers_carry_no_digits_that_say_nothing(double number, string text) => Assert.Equal(text, NiceNumbers.Text(number));
}
