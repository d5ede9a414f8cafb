using CarbonSink.Growth;
using CarbonSink.Methodologies;
using CarbonSink.Runs;
using Xunit;

namespace CarbonSink.Tests.Growth;

public class UnitGrowthTests
{
    private static YieldTable Table(params double[] volume) => new(new("杉木林", "planted"), 5, volume, new double[volume.Length], new double[volume.Length], ParameterStatus.Derived, false, new("", ""));

    [Fact]
    public void StockGrowsByTheRatioOfTheTable()
    {
        // 60 m3/ha at 6 years, table 50 at 6 and 80 at 7: 60 · 80/50 = 96.
        Assert.Equal((1.6, 1.6), UnitGrowth.Ratio(Table(20, 50, 80), 6, 1, 60));
        Assert.Equal(65, UnitGrowth.At(Table(20, 50, 80), 6.5)!.Value, 1e-12);
    }

    [Fact]
    public void IncrementIsAtMostTwiceThatOfTheTable()
    {
        // 200 m3/ha where the table has 50: the ratio would add 120, the table adds 30, so 60 is added: 260/200 = 1.3.
        var (ratio, curve) = UnitGrowth.Ratio(Table(20, 50, 80), 6, 1, 200)!.Value;
        Assert.Equal(1.3, ratio, 1e-12);
        Assert.Equal(1.6, curve, 1e-12);
    }

    /// <summary>C = (aV + b)·CF with Fang's fir: carbon grown by r is in V' = ((aV + b)·r − b)/a, not in V·r.</summary>
    [Fact]
    public void StockGoesBackFromCarbonByTheBiomassEquation()
    {
        const double a = 0.4652, b = 19.141, cf = 0.47, volume = 60, r = 1.25;
        var carbon = ((a * volume) + b) * cf;
        Assert.Equal((((((a * volume) + b) * r) - b) / a) / volume, UnitGrowth.OfVolume(r, volume, carbon, a * cf), 1e-12);
    }

    [Fact]
    public void IncrementOfACarbonTableIsLimitedToo()
    {
        // Table 10 and 15 tC/ha; a unit with 40: the ratio would add 20, twice the table's increment is 10: 50/40.
        var table = new YieldTable(new("杉木林", "planted"), 5, null, [8, 12], [2, 3], ParameterStatus.Derived, false, new("", ""));
        var (ratio, curve) = UnitGrowth.Ratio(table, 5, 1, 40)!.Value;
        Assert.Equal((1.25, 1.5), (ratio, curve));
    }

    [Fact]
    public void NothingShrinks() => Assert.Equal((1, 0.5), UnitGrowth.Ratio(Table(80, 40), 5, 1, 60));

    [Theory]
    [InlineData(4)]
    [InlineData(7)]
    public void OutsideTheTableThereIsNoRatio(double age) => Assert.Null(UnitGrowth.Ratio(Table(20, 50, 80), age, 1, 60));

    [Theory]
    [InlineData(30)]
    [InlineData(60)]
    [InlineData(200)]
    public void TwoYearsAtOnceAreTwiceOneYear(double stock)
    {
        var table = Table(20, 50, 80, 95);
        var first = stock * UnitGrowth.Ratio(table, 5, 1, stock)!.Value.Ratio;
        var second = first * UnitGrowth.Ratio(table, 6, 1, first)!.Value.Ratio;
        Assert.Equal(stock * UnitGrowth.Ratio(table, 5, 2, stock)!.Value.Ratio, second, 1e-9);
    }
}
