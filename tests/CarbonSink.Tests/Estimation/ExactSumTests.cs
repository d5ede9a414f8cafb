using System.Globalization;
using System.Numerics;
using CarbonSink.Estimation;
using FsCheck;
using FsCheck.Fluent;
using Xunit;

namespace CarbonSink.Tests.Estimation;

public sealed class ExactSumTests
{
    private static readonly BigInteger Scale = BigInteger.Pow(2, 64);

    /// <summary>Areas, volumes and carbon as they come: any sign, thirty decades, ties and subnormals among them.</summary>
    private static readonly Arbitrary<double[]> Terms = Gen.OneOf(
            ArbMap.Default.GeneratorFor<NormalFloat>().Select(f => Math.Abs(f.Get) < 1e15 ? f.Get : f.Get % 1e15),
            Gen.Choose(-2_000_000, 2_000_000).Select(i => i / 100.0),
            Gen.Choose(-1_000_000, 1_000_000).Select(i => Math.ScaleB(i, -66)), // quarters of a step: ties
            Gen.Elements(0.0, -0.0, double.Epsilon, -double.Epsilon, 0.1, 1e15, -1e15, Math.ScaleB(1, -65), Math.ScaleB(3, -65)))
        .ArrayOf().ToArbitrary();

    [Fact]
    public void Sum_of_steps_equals_the_sum_in_unbounded_integers() => Check(Terms, terms =>
        ToSteps(Sum(terms)) == terms.Aggregate(BigInteger.Zero, (sum, t) => sum + StepsOf(t)));

    [Fact]
    public void ToDouble_is_the_nearest_double_of_the_exact_decimal() => Check(Terms, terms =>
    {
        // steps/2^64 = steps·5^64/10^64: an exact decimal, which the platform's parser rounds to nearest even.
        var sum = Sum(terms);
        var exact = (ToSteps(sum) * BigInteger.Pow(5, 64)).ToString(CultureInfo.InvariantCulture) + "E-64";
        return double.Parse(exact, CultureInfo.InvariantCulture).Equals(sum.ToDouble());
    });

    [Fact]
    public void Any_order_gives_the_same_bits() => Check(Terms, terms =>
        Sum(terms) == Sum([.. terms.Reverse()]) && Sum(terms) == Sum([.. terms.Order()]) && Sum(terms) == Sum([.. terms.OrderBy(Math.Abs)]));

    [Fact]
    public void Any_split_merges_to_the_whole() => Check(Terms, terms =>
        Enumerable.Range(0, terms.Length + 1).All(at => Sum(terms[..at]) + Sum(terms[at..]) == Sum(terms)));

    [Fact]
    public void Text_round_trips() => Check(Terms, terms => ExactSum.TryParse(Sum(terms).ToString(), out var read) && read == Sum(terms));

    [Fact]
    public void Difference_undoes_addition() => Check(Terms, terms => (Sum(terms) - Sum(terms)).IsZero);

    [Theory]
    [InlineData(0.5, 0)] // half a step: tie, to even 0
    [InlineData(1.5, 2)] // tie, to even 2
    [InlineData(2.5, 2)]
    [InlineData(-1.5, -2)]
    [InlineData(0.75, 1)]
    [InlineData(1.25, 1)]
    public void A_term_is_rounded_to_steps_with_ties_to_even(double steps, int expected) =>
        Assert.Equal(expected, ToSteps(ExactSum.Of(Math.ScaleB(steps, -64))));

    [Fact]
    public void Small_terms_survive_beside_large_ones()
    {
        // In doubles 1e15 + 0.01 a hundred times loses the cents; here 1e15 + 100·(nearest double of 0.01) is kept and only printing rounds it.
        var sum = ExactSum.Of(1e15);
        for (var i = 0; i < 100; i++)
            sum += 0.01;
        Assert.Equal(1.0, (sum - ExactSum.Of(1e15)).ToDouble(), 15);
    }

    [Fact]
    public void Text_is_the_integer_part_then_sixty_four_bits_of_fraction() => Assert.Equal("00000000000f42400000000000000000", ExactSum.Of(1_000_000).ToString());

    [Theory]
    [InlineData(double.NaN)]
    [InlineData(double.PositiveInfinity)]
    [InlineData(double.NegativeInfinity)]
    public void A_term_that_is_not_finite_is_refused(double term) => Assert.Throws<ArgumentException>(() => ExactSum.Of(term));

    [Fact]
    public void Overflow_is_refused_and_never_wraps()
    {
        var largest = Math.BitDecrement(Math.ScaleB(1, 63));
        Assert.Equal(largest, ExactSum.Of(largest).ToDouble());
        Assert.Equal(-largest, ExactSum.Of(-largest).ToDouble());
        Assert.Throws<OverflowException>(() => ExactSum.Of(Math.ScaleB(1, 63)));
        Assert.Throws<OverflowException>(() => ExactSum.Of(double.MaxValue));
        Assert.Throws<OverflowException>(() => ExactSum.Of(largest) + largest);
        Assert.Throws<OverflowException>(() => ExactSum.Of(-largest) + -largest);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("1")]
    [InlineData("0000000000000001000000000000000g")]
    [InlineData("000000000000000100000000000000000")]
    public void Text_of_another_form_is_not_read(string? text) => Assert.False(ExactSum.TryParse(text, out _));

    private static ExactSum Sum(double[] terms) => terms.Aggregate(ExactSum.Zero, (sum, t) => sum + t);

    private static BigInteger ToSteps(ExactSum sum) => BigInteger.Parse(sum.ToString(), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture);

    /// <summary>term · 2⁶⁴ rounded half to even, in unbounded integers and without shifting bits of the double.</summary>
    private static BigInteger StepsOf(double term)
    {
        var denominator = BigInteger.One;
        while (term != Math.Truncate(term))
            (term, denominator) = (term * 2, denominator * 2);
        var doubled = new BigInteger(term) * Scale * 2;
        var floor = FloorDivide(doubled, denominator * 2);
        var twiceRest = doubled - (floor * denominator * 2);
        return twiceRest > denominator || (twiceRest == denominator && !floor.IsEven) ? floor + 1 : floor;
    }

    private static BigInteger FloorDivide(BigInteger a, BigInteger b)
    {
        var quotient = BigInteger.DivRem(a, b, out var rest);
        return rest.Sign < 0 ? quotient - 1 : quotient;
    }

    private static void Check(Arbitrary<double[]> terms, Func<double[], bool> holds) =>
        Prop.ForAll(terms, holds).Check(Config.QuickThrowOnFailure.WithMaxTest(500));
}
