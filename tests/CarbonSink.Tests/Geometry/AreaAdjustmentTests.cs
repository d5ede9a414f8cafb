using CarbonSink.Geometry;
using Xunit;

namespace CarbonSink.Tests.Geometry;

public sealed class AreaAdjustmentTests
{
    [Fact]
    public void The_difference_goes_in_proportion_and_to_the_largest_remainders()
    {
        // 1 : 1 : 1 of 100.00 m² is 33.33 each; the hundredth left over goes to the first of three equal remainders.
        var thirds = AreaAdjustment.To([10, 10, 10], 100);
        Assert.Equal([33.34, 33.33, 33.33], thirds.Adjusted);
        Assert.Equal((100, 30, 70), (thirds.Control, thirds.Measured, thirds.Difference));

        // 1000 m² and 500 m² to 1501 m²: shares 1000.6666… and 500.3333…; the hundredth left over goes to the remainder of 0.66 hundredths.
        Assert.Equal([1000.67, 500.33], AreaAdjustment.To([1000, 500], 1501).Adjusted);
        Assert.Equal([0, 7.5], AreaAdjustment.To([0, 5], 7.5).Adjusted); // nothing of nothing
    }

    [Fact]
    public void The_adjusted_areas_add_up_to_the_control_exactly_and_stay_near_their_shares()
    {
        var random = new Random(5);
        for (var round = 0; round < 40; round++)
        {
            double[] areas = [.. Enumerable.Range(0, 1 + random.Next(3000)).Select(_ => Math.Exp(random.NextDouble() * 14))];
            var sum = areas.Sum();
            var control = Math.Round(sum * (0.998 + (0.004 * random.NextDouble())), 2);
            var result = AreaAdjustment.To(areas, control);

            Assert.Equal((decimal)control, result.Adjusted.Sum(a => (decimal)a));
            for (var i = 0; i < areas.Length; i++)
                Assert.InRange(result.Adjusted[i] - (areas[i] * control / sum), -0.0100001, 0.0100001);
        }
    }

    [Fact]
    public void What_cannot_be_adjusted_is_misuse()
    {
        Assert.Throws<ArgumentException>(() => AreaAdjustment.To([0, 0], 1));
        Assert.Throws<ArgumentException>(() => AreaAdjustment.To([], 1));
        Assert.Throws<ArgumentOutOfRangeException>(() => AreaAdjustment.To([1, -1], 1));
        Assert.Throws<ArgumentOutOfRangeException>(() => AreaAdjustment.To([1, double.NaN], 1));
        foreach (var control in new[] { 0, -1, double.NaN, double.PositiveInfinity, 1.005, 1e14 })
            Assert.Throws<ArgumentOutOfRangeException>(() => AreaAdjustment.To([1], control));
        Assert.Equal(0.25, AreaAdjustment.PercentBetween(99.75, 100), 1e-12);
    }
}
