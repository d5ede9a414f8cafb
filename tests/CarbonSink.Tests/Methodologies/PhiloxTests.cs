using CarbonSink.Methodologies.Formulas;
using Xunit;

namespace CarbonSink.Tests.Methodologies;

public sealed class PhiloxTests
{
    // Known answers of the authors' Random123 library, file kat_vectors, lines "philox4x32 10".
    [Theory]
    [InlineData(0x00000000u, 0x00000000u, 0x00000000u, 0x00000000u, 0x00000000u, 0x00000000u, 0x6627e8d5u, 0xe169c58du, 0xbc57ac4cu, 0x9b00dbd8u)]
    [InlineData(0xffffffffu, 0xffffffffu, 0xffffffffu, 0xffffffffu, 0xffffffffu, 0xffffffffu, 0x408f276du, 0x41c83b0eu, 0xa20bc7c6u, 0x6d5451fdu)]
    [InlineData(0x243f6a88u, 0x85a308d3u, 0x13198a2eu, 0x03707344u, 0xa4093822u, 0x299f31d0u, 0xd16cfe09u, 0x94fdccebu, 0x5001e420u, 0x24126ea1u)]
    public void Blocks_equal_the_published_known_answers(uint c0, uint c1, uint c2, uint c3, uint k0, uint k1, uint a, uint b, uint c, uint d) =>
        Assert.Equal((a, b, c, d), Philox.Block(c0, c1, c2, c3, k0, k1));

    [Fact]
    public void Uniform_numbers_lie_strictly_between_0_and_1_and_are_uniform()
    {
        // Mean 1/2 with standard error 1/√(12 n); n = 100,000: five of them are 0.0046. Cells of a 10-bin histogram: 10,000 ± 5 · √9000 = ± 474.
        const int n = 100000;
        var bins = new int[10];
        double sum = 0;
        for (var k = 0; k < n; k++)
        {
            var u = Philox.Uniform(7, 11, k);
            Assert.True(u is > 0 and < 1);
            sum += u;
            bins[(int)(10 * u)]++;
        }

        Assert.Equal(0.5, sum / n, 0.0046);
        Assert.All(bins, b => Assert.InRange(b, 9526, 10474));
    }

    [Fact]
    public void The_largest_and_smallest_numbers_are_exact()
    {
        Assert.Equal(Math.BitDecrement(1.0), Philox.Uniform(ulong.MaxValue));
        Assert.Equal(Math.Pow(2, -53), Philox.Uniform(0UL));
        Assert.NotEqual(Philox.Uniform(1, 2, 3), Philox.Uniform(1, 2, 4));
        Assert.NotEqual(Philox.Uniform(1, 2, 3), Philox.Uniform(1, 3, 3));
        Assert.NotEqual(Philox.Uniform(1, 2, 3), Philox.Uniform(2, 2, 3));
        Assert.NotEqual(Philox.Uniform(1, 2, 3), Philox.Uniform(1, 2, 3 + (1L << 32)));
    }
}
