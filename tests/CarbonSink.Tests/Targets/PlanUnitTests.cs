using System.Globalization;
using CarbonSink.Quantities;
using CarbonSink.Targets;
using Xunit;

namespace CarbonSink.Tests.Targets;

/// <summary>Expected values: 1 亩 = 1/15 ha, 1 平方公里 = 100 ha, 1 公顷 = 10 000 m2; multiples by their Chinese words.</summary>
public sealed class PlanUnitTests
{
    [Theory]
    [InlineData("8.3", "万公顷", "ha", "83000")]
    [InlineData("9.42", "万 公顷", "ha", "94200")]
    [InlineData("17", "万亩", "mu", "170000")]
    [InlineData("15", "亩", "ha", "1")]
    [InlineData("7.5", "万亩", "ha", "5000")]
    [InlineData("1.2", "平方公里", "ha", "120")]
    [InlineData("14.5", "平方米/人", "m2", "14.5")]
    [InlineData("405.7", "万立方米", "m3", "4057000")]
    [InlineData("1.05", "亿立方米", "m3", "105000000")]
    [InlineData("244.29", "万m³", "m3", "2442900")]
    [InlineData("56.9", "％", "%", "56.9")]
    [InlineData("0.9", "‰", "%", "0.09")]
    [InlineData("0.5", "个百分点", "%", "0.5")]
    [InlineData("12", "处", "1", "12")]
    [InlineData("3", "万株", "1", "30000")]
    [InlineData("6", "立方米/亩", "m3/ha", "90")]
    [InlineData("90", "立方米/公顷", "m3/ha", "90")]
    [InlineData("2", "万吨二氧化碳当量", "tCO2e", "20000")]
    [InlineData("2", "百万吨碳", "tC", "2000000")]
    public void A_printed_number_is_converted_exactly(string value, string unit, string target, string expected) =>
        Assert.Equal(decimal.Parse(expected, CultureInfo.InvariantCulture), PlanUnit.Convert(decimal.Parse(value, CultureInfo.InvariantCulture), unit, target));

    [Fact]
    public void What_is_no_unit_or_another_one_gives_nothing()
    {
        Assert.Null(PlanUnit.Parse("万元"));
        Assert.Null(PlanUnit.Parse("万千瓦"));
        Assert.Null(PlanUnit.Parse("万%"));
        Assert.Null(PlanUnit.Convert(1, "万亩", "m3"));
        Assert.Null(PlanUnit.Convert(1, "吨标准煤", "t"));
    }

    [Fact]
    public void Of_what_is_measured_per_hectare_a_bare_volume_is_per_hectare()
    {
        Assert.Equal(90, PlanUnit.Convert(90, "立方米", "m3/ha"));
        Assert.Equal(90, PlanUnit.Convert(6, "立方米/亩", "m3/ha"));
        Assert.Null(PlanUnit.Convert(90, "公顷", "m3/ha"));
        Assert.Null(PlanUnit.Convert(12, "处", "%")); // both without dimension, and not the same
    }

    [Fact]
    public void Tonnes_suit_what_is_counted_in_carbon_and_are_not_converted()
    {
        Assert.True(PlanUnit.Suits("万吨", "tC"));
        Assert.True(PlanUnit.Suits("万吨CO2", "tCO2e/yr"));
        Assert.False(PlanUnit.Suits("万吨", "m3"));
        Assert.Null(PlanUnit.Convert(5, "万吨", "tC"));
    }

    [Fact]
    public void Points_are_told_from_rates()
    {
        Assert.True(PlanUnit.Parse("个百分点")!.IsPoints);
        Assert.False(PlanUnit.Parse("%")!.IsPoints);
        Assert.Equal(Unit.Parse("ha"), PlanUnit.Parse("ha")!.Unit);
    }
}
