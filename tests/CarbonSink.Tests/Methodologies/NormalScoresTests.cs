using CarbonSink.Methodologies.Formulas;
using MathNet.Numerics.Distributions;
using Xunit;

namespace CarbonSink.Tests.Methodologies;

public sealed class NormalScoresTests
{
    private const int Many = 2_000_000;
    private static readonly double[] Scores = Stream(20240601, 5, 0, Many);

    [Fact]
    public void Scores_are_those_of_Box_and_Muller_to_1e_14()
    {
        foreach (var (seed, stream) in ((ulong, ulong)[])[(0, 0), (7, 11), (ulong.MaxValue, ulong.MaxValue), (1UL << 40, 3UL << 50)])
        {
            var scores = Stream(seed, stream, 0, 16000);
            for (var k = 0; k < scores.Length; k++)
            {
                var (u, angle, turned, mirrored, sine) = Parts(seed, stream, k);
                var radius = Math.Sqrt(-2 * Math.Log(u));
                var (x, y) = ((turned ? -1 : 1) * Math.Cos(angle), Math.Sin(angle));
                var expected = radius * (sine == mirrored ? x : y);
                Assert.Equal(expected, scores[k], 1e-14 * Math.Abs(expected));
            }
        }
    }

    [Fact]
    public void Vectors_give_the_bits_of_one_number_after_the_other()
    {
        for (long k = (1L << 36) - 40; k < (1L << 36) + 4000; k++) // the counter's high word changes at 2³² blocks, 2³³ scores
            Assert.Equal(BitConverter.DoubleToInt64Bits(One(9, 1UL << 33, k)), BitConverter.DoubleToInt64Bits(Stream(9, 1UL << 33, k, 1)[0]));
        var many = Stream(3, 4, (1L << 33) - 50000, 100000);
        for (var k = 0; k < many.Length; k++)
            Assert.Equal(BitConverter.DoubleToInt64Bits(One(3, 4, (1L << 33) - 50000 + k)), BitConverter.DoubleToInt64Bits(many[k]));
    }

    [Fact]
    public void Any_pieces_give_the_same_bits()
    {
        var whole = Stream(1, 2, 0, 300);
        for (var from = 0; from < 40; from++)
            for (var count = 0; count < 60; count++)
                Assert.Equal(whole[from..(from + count)], Stream(1, 2, from, count));
        Assert.NotEqual(whole[..16], Stream(2, 2, 0, 16));
        Assert.NotEqual(whole[..16], Stream(1, 3, 0, 16));
        Assert.NotEqual(whole[..16], Stream(1, 2, 16, 16));
        Assert.Throws<ArgumentOutOfRangeException>(() => Stream(1, 2, -1, 4));
    }

    [Fact]
    public void Scores_fall_into_cells_of_equal_probability_as_a_normal_variable_does()
    {
        // 1,000 cells between the quantiles i/1000: χ² has 999 degrees of freedom; two-sided limits of probability 10⁻⁶ each.
        var limits = Enumerable.Range(1, 999).Select(i => Normal.InvCDF(0, 1, i / 1000.0)).ToArray();
        AssertChiSquare(1000, Scores.Select(x => Array.BinarySearch(limits, x) is var i && i < 0 ? ~i : i));
    }

    [Fact]
    public void Pairs_of_scores_fall_into_the_cells_of_a_square_evenly()
    {
        // Neighbours (lag 1) and the two scores of one block (lag 8), each in 20 × 20 cells of equal probability.
        var limits = Enumerable.Range(1, 19).Select(i => Normal.InvCDF(0, 1, i / 20.0)).ToArray();
        int Cell(double x) => Array.BinarySearch(limits, x) is var i && i < 0 ? ~i : i;
        AssertChiSquare(400, Enumerable.Range(0, Many / 2).Select(i => (20 * Cell(Scores[2 * i])) + Cell(Scores[(2 * i) + 1])));
        AssertChiSquare(400, Enumerable.Range(0, Many / 2).Select(i => (16 * (i / 8)) + (i % 8)).Select(i => (20 * Cell(Scores[i])) + Cell(Scores[i + 8])));
    }

    [Fact]
    public void Uniform_numbers_pass_a_chi_square_test() =>
        AssertChiSquare(1000, Enumerable.Range(0, Many).Select(k => (int)(1000 * Philox.Uniform(3, 8, k))));

    [Fact]
    public void Neighbours_are_not_correlated()
    {
        // Under independence a lagged correlation has standard error 1/√n = 0.00071, and so has that of the squares; five of them.
        var squares = Scores.Select(x => (x * x) - 1).ToArray();
        for (var lag = 1; lag <= 32; lag++)
        {
            Assert.Equal(0, Correlation(Scores.AsSpan(0, Many - lag), Scores.AsSpan(lag)), 5 / Math.Sqrt(Many));
            Assert.Equal(0, Correlation(squares.AsSpan(0, Many - lag), squares.AsSpan(lag)), 5 / Math.Sqrt(Many));
        }

        var uniform = Enumerable.Range(0, 200000).Select(k => Philox.Uniform(3, 9, k)).ToArray();
        for (var lag = 1; lag <= 10; lag++)
            Assert.Equal(0, Correlation(uniform.AsSpan(0, uniform.Length - lag), uniform.AsSpan(lag)), 5 / Math.Sqrt(uniform.Length));
    }

    [Fact]
    public void Streams_and_seeds_are_not_correlated()
    {
        const int n = 100000;
        foreach (var (seed, stream) in ((ulong, ulong)[])[(1, 0), (1, 2), (1, 3), (2, 1), (3, 1), (1, 1UL << 32), ((1UL << 32) + 1, 1), (1, 1UL << 63)])
            Assert.Equal(0, Correlation(Stream(1, 1, 0, n), Stream(seed, stream, 0, n)), 5 / Math.Sqrt(n));
    }

    [Fact]
    public void Moments_are_those_of_the_normal_distribution()
    {
        // Standard errors: mean 1/√n, variance √(2/n), third moment √(15/n), fourth √(96/n), sixth √((10395 − 225)/n).
        double Moment(int power) => Scores.Sum(x => Math.Pow(x, power)) / Many;
        Assert.Equal(0, Moment(1), 5 / Math.Sqrt(Many));
        Assert.Equal(1, Moment(2), 5 * Math.Sqrt(2.0 / Many));
        Assert.Equal(0, Moment(3), 5 * Math.Sqrt(15.0 / Many));
        Assert.Equal(3, Moment(4), 5 * Math.Sqrt(96.0 / Many));
        Assert.Equal(15, Moment(6), 5 * Math.Sqrt(10170.0 / Many));

        // Beyond 4: 2 Φ(−4) = 6.334248e-5, so 126.7 of two million, ± 5 √126.7.
        var expected = Many * 2 * Normal.CDF(0, 1, -4);
        Assert.Equal(expected, Scores.Count(x => Math.Abs(x) > 4), 5 * Math.Sqrt(expected));
        Assert.All(Scores, x => Assert.InRange(Math.Abs(x), 1e-12, Math.Sqrt(2 * 53 * Math.Log(2))));
    }

    private static double[] Stream(ulong seed, ulong stream, long from, int count)
    {
        var scores = new double[count];
        NormalScores.Fill(seed, stream, from, scores);
        return scores;
    }

    private static void AssertChiSquare(int cells, IEnumerable<int> drawn)
    {
        var counts = new int[cells];
        foreach (var cell in drawn)
            counts[cell]++;
        var expected = counts.Sum() / (double)cells;
        var statistic = counts.Sum(c => (c - expected) * (c - expected) / expected);
        Assert.InRange(statistic, ChiSquared.InvCDF(cells - 1, 1e-6), ChiSquared.InvCDF(cells - 1, 1 - 1e-6));
    }

    private static double Correlation(ReadOnlySpan<double> x, ReadOnlySpan<double> y)
    {
        double mx = 0, my = 0, xx = 0, yy = 0, xy = 0;
        for (var i = 0; i < x.Length; i++)
            (mx, my) = (mx + (x[i] / x.Length), my + (y[i] / x.Length));
        for (var i = 0; i < x.Length; i++)
            (xx, yy, xy) = (xx + ((x[i] - mx) * (x[i] - mx)), yy + ((y[i] - my) * (y[i] - my)), xy + ((x[i] - mx) * (y[i] - my)));
        return xy / Math.Sqrt(xx * yy);
    }

    /// <summary>What the k-th score is made of, by the one-block generator.</summary>
    private static (double U, double Angle, bool Turned, bool Mirrored, bool Sine) Parts(ulong seed, ulong stream, long k)
    {
        var block = (8 * (k / 16)) + (k % 8);
        var (a, b, c, d) = Philox.Block((uint)block, (uint)(block >> 32), (uint)stream, (uint)(stream >> 32), (uint)seed, (uint)(seed >> 32));
        var second = (ulong)d << 32 | c;
        var fraction = (((second >> 10) & ((1UL << 52) - 1)) + 0.5) * (1.0 / (1UL << 52));
        return (Philox.Uniform((ulong)b << 32 | a), (fraction - 0.5) * (Math.PI / 2), second >> 63 == 1, (second >> 62 & 1) == 1, k % 16 >= 8);
    }

    /// <summary>One score by numbers, in the order of the vectors.</summary>
    private static double One(ulong seed, ulong stream, long k)
    {
        var (u, x, turned, mirrored, sine) = Parts(seed, stream, k);
        var z = x * x;
        return Math.Sqrt(-2.0 * Logarithm(u)) * (sine == mirrored
            ? (turned ? -1 : 1) * Math.FusedMultiplyAdd(z, Horner(z, -0.5, 0.04166666666666664, -0.0013888888888880775, 2.480158729369346e-05, -2.7557315566341895e-07, 2.0875886738047052e-09, -1.1367998654022494e-11), 1)
            : Math.FusedMultiplyAdd(x * z, Horner(z, -0.16666666666666666, 0.008333333333330948, -0.00019841269836758574, 2.755731610255244e-06, -2.5051131845003624e-08, 1.5918129294866608e-10), x));
    }

    private static double Logarithm(double u)
    {
        var e = Math.ILogB(u);
        var f = Math.ScaleB(u, -e);
        if (BitConverter.DoubleToInt64Bits(f) >> 32 >= 0x3FF6A09E) // √2
            (e, f) = (e + 1, f / 2);
        f -= 1;
        var (half, s) = (0.5 * f * f, f / (f + 2.0));
        var z = s * s;
        var p = Horner(z, 0.666666666666667, 0.39999999999899505, 0.28571428625975487, 0.2222221113479508, 0.18182889125261723, 0.15331721600556042, 0.14616449685043406);
        return Math.FusedMultiplyAdd(e, 0.6931471803691238, f - (half - Math.FusedMultiplyAdd(s, Math.FusedMultiplyAdd(z, p, half), e * 1.9082149292705877e-10)));
    }

    private static double Horner(double z, params ReadOnlySpan<double> coefficients)
    {
        var p = coefficients[^1];
        for (var i = coefficients.Length - 2; i >= 0; i--)
            p = Math.FusedMultiplyAdd(p, z, coefficients[i]);
        return p;
    }
}
