using System.Globalization;
using System.Text;
using CarbonSink.Gis;
using FsCheck;
using FsCheck.Fluent;
using Xunit;

namespace CarbonSink.Tests.Gis;

public class NumberFieldTests
{
    [Theory]
    [InlineData("12.5", 12.5)]
    [InlineData("   12.5", 12.5)]
    [InlineData("12.5   ", 12.5)]
    [InlineData("-0.25", -0.25)]
    [InlineData("+7", 7)]
    [InlineData(".5", 0.5)]
    [InlineData("5.", 5)]
    [InlineData("007", 7)]
    [InlineData("1.5e3", 1500)]
    [InlineData("1.234500000000e+02", 123.45)]
    [InlineData("12\0\0", 12)]
    public void Numbers(string text, double value) => Assert.Equal((NumberContent.Number, value), (NumberField.Read(Bytes(text), out var read), read));

    [Theory]
    [InlineData("9007199254740993", 9007199254740992)] // 2^53 + 1 rounds to even
    [InlineData("0.1234567890123456789012345", 0.12345678901234568)]
    public void Numbers_with_more_digits_than_a_value_keeps(string text, double value) => Assert.Equal((NumberContent.Rounded, value), (NumberField.Read(Bytes(text), out var read), read));

    [Theory]
    [InlineData("")]
    [InlineData("      ")]
    [InlineData("\0\0\0")]
    public void Blanks(string text) => Assert.Equal(NumberContent.Blank, NumberField.Read(Bytes(text), out _));

    [Theory]
    [InlineData("*", true)]
    [InlineData("  **** ", true)]
    [InlineData("**1*", false)]
    public void Asterisks(string text, bool asterisks) => Assert.Equal(asterisks ? NumberContent.Asterisks : NumberContent.Bad, NumberField.Read(Bytes(text), out _));

    [Theory]
    [InlineData("-")]
    [InlineData(".")]
    [InlineData("1,5")]
    [InlineData("1 2")]
    [InlineData("1.2.3")]
    [InlineData("NaN")]
    [InlineData("1e999")]
    [InlineData("Infinity")]
    [InlineData("0x10")]
    public void No_numbers(string text) => Assert.Equal(NumberContent.Bad, NumberField.Read(Bytes(text), out _));

    [Fact]
    public void Any_decimal_is_read_like_the_runtime_does() =>
        Prop.ForAll(Gen.Choose(-1_000_000_000, 1_000_000_000).Zip(Gen.Choose(0, 12)).ToArbitrary(), pair =>
        {
            var text = ((decimal)pair.Item1 / (decimal)Math.Pow(10, pair.Item2)).ToString(CultureInfo.InvariantCulture);
            return NumberField.Read(Bytes(text), out var value) == NumberContent.Number && value.Equals(double.Parse(text, CultureInfo.InvariantCulture));
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(2000));

    private static byte[] Bytes(string text) => Encoding.ASCII.GetBytes(text);
}
