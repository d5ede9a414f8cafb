using CarbonSink.Quantities;
using Xunit;

namespace CarbonSink.Tests.Quantities;

public sealed class UnitTests
{
    private static readonly string[] Simple = ["1", "%", "m", "dm", "cm", "mm", "km", "ha", "mu", "yr", "g", "kg", "t", "Mg", "kt", "Gg", "Mt", "Tg", "tC", "kgCH4-C", "tCO2e", "tN2O", "m2", "m3", "t2", "ha2"];

    [Theory]
    [InlineData("ha", "m2", 10000, 1)]
    [InlineData("m2", "ha", 1, 10000)]
    [InlineData("mu", "m2", 2000, 3)] // 1 mu = 10000/15 m2
    [InlineData("mu", "ha", 1, 15)]
    [InlineData("km2", "ha", 100, 1)]
    [InlineData("kg", "t", 1, 1000)]
    [InlineData("g", "t", 1, 1000000)]
    [InlineData("Mg", "t", 1, 1)]
    [InlineData("Gg", "t", 1000, 1)]
    [InlineData("Tg", "t", 1000000, 1)]
    [InlineData("%", "1", 1, 100)]
    [InlineData("m3/ha", "m3/mu", 1, 15)]
    [InlineData("m3/mu", "m3/ha", 15, 1)]
    [InlineData("kgCH4/ha/yr", "tCH4/ha/yr", 1, 1000)]
    [InlineData("t/ha", "t*ha/ha2", 1, 1)]
    [InlineData("kg2/m4", "t2/ha2", 100, 1)] // (10 t/ha)² for 1 kg/m2
    [InlineData("1/cm", "1/m", 100, 1)]
    [InlineData("m3", "dm3", 1000, 1)]
    public void Scales_convert_by_an_exact_fraction(string from, string to, double numerator, double denominator)
    {
        Assert.Equal((numerator, denominator), Unit.Parse(from).FactorTo(Unit.Parse(to)));
        Assert.Equal(30 * numerator / denominator, Unit.Parse(from).Convert(30, Unit.Parse(to)));
    }

    [Fact]
    public void Fifteen_mu_are_one_hectare_to_the_bit() => Assert.Equal(1.0, Unit.Parse("mu").Convert(15, Unit.Parse("ha")));

    [Fact]
    public void Masses_that_must_not_be_confused_are_different_dimensions()
    {
        string[] masses = ["t", "tC", "tCO2", "tCO2e", "tCH4", "tCH4-C", "tN2O", "tN2O-N", "tN"];
        foreach (var a in masses)
            foreach (var b in masses)
                Assert.Equal(a == b, Unit.Parse(a).Dimension.Equals(Unit.Parse(b).Dimension));
        Assert.Throws<ArgumentException>(() => Unit.Parse("tC").Convert(1, Unit.Parse("tCO2e")));
        Assert.Throws<ArgumentException>(() => Unit.Parse("t").Convert(1, Unit.Parse("m3")));
    }

    [Fact]
    public void Products_quotients_and_roots_keep_dimension_and_scale()
    {
        Assert.Equal(Unit.Parse("m3"), Unit.Parse("m3/ha").Times(Unit.Parse("ha")));
        Assert.Equal(Unit.Parse("t/ha"), Unit.Parse("t2/ha2").SquareRoot());
        Assert.Equal(Unit.Parse("tCO2e/tC"), Unit.Parse("tCO2e").Per(Unit.Parse("tC")));
        Assert.NotEqual(Unit.Parse("m3"), Unit.Parse("m3/ha").Times(Unit.Parse("m2")));
        Assert.Null(Unit.Parse("t/ha").SquareRoot());
        Assert.Null(Unit.Parse("mu2/kg2*kg").SquareRoot());
        Assert.Equal(Unit.Parse("mu"), Unit.Parse("mu2").SquareRoot());
        Assert.True(Unit.One.IsOne && !Unit.Parse("%").IsOne && Unit.Parse("%").Dimension.IsNone);
    }

    [Fact]
    public void What_is_written_reads_back_as_the_same_unit()
    {
        foreach (var a in Simple)
            foreach (var b in Simple)
                foreach (var c in (string[])["ha", "yr", "t2", "1/ha"])
                {
                    var unit = Unit.Parse(a).Per(Unit.Parse(b)).Times(Unit.Parse(c));
                    Assert.Equal(unit, Unit.Parse(unit.Symbol));
                }

        Assert.Equal("t/ha", Unit.Parse("t2/ha2").SquareRoot()!.Symbol);
        Assert.Equal("t*yr/ha", Unit.Parse("t/ha").Times(Unit.Parse("yr")).Symbol);
    }

    [Theory]
    [InlineData("", "")]
    [InlineData("tonnes", "tonnes")]
    [InlineData("t/hectare", "hectare")]
    [InlineData("t//ha", "t//ha")]
    [InlineData("tCH5", "tCH5")]
    [InlineData("t/ha^2", "ha^2")]
    [InlineData("m0", "m0")]
    [InlineData("m12", "m12")]
    [InlineData("2", "2")]
    [InlineData("T", "T")]
    [InlineData("/ha", "/ha")]
    public void What_is_no_unit_is_refused_and_named(string text, string bad)
    {
        Assert.False(Unit.TryParse(text, out _, out var named));
        Assert.Equal(bad, named);
        Assert.Throws<FormatException>(() => Unit.Parse(text));
    }

    [Fact]
    public void Quantities_check_dimensions()
    {
        var (two, half) = (new Quantity(2, Unit.Parse("t")), new Quantity(500, Unit.Parse("kg")));
        Assert.Equal(2.5, (two + half).In(Unit.Parse("t")));
        Assert.Equal(1500, (two - half).In(Unit.Parse("kg")));
        Assert.Equal(4, (two / half).In(Unit.One));
        Assert.Equal(1, (two * half).In(Unit.Parse("t2")));
        Assert.Throws<ArgumentException>(() => two + new Quantity(1, Unit.Parse("tC")));
        Assert.Equal("2 t", two.ToString());
    }

    [Fact]
    public void Exponents_add_and_multiply()
    {
        var area = Unit.Parse("ha").Dimension;
        Assert.Equal(Unit.Parse("m6").Dimension, area.Power(3));
        Assert.Equal(Dimension.None, area.Times(area.Power(-1)));
        Assert.Equal("length^2", area.ToString());
        Assert.Equal("length^-2·mass C", Unit.Parse("tC/ha").Dimension.ToString());
        Assert.Throws<OverflowException>(() => area.Power(100));
    }
}
