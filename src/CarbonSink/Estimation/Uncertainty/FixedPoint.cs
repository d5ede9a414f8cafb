using System.Numerics;
using System.Runtime.CompilerServices;

namespace CarbonSink.Estimation;

/// <summary>Sums over draws in whole steps of 2⁻²⁴ (定点累加): 0.06 g of a tonne. Whole numbers add up to the same bits in any order; a sum may reach 2³⁹ (5.5 × 10¹¹) units, beyond that it is refused.</summary>
internal static class FixedPoint
{
    public const double Steps = 16777216;

    private const double Most = 549755813888; // 2³⁹

    /// <summary>A term in steps, to the nearest.</summary>
    public static long Of(double term) => Math.Abs(term) < Most ? (long)Math.Round(term * Steps) : throw Overflow();

    /// <summary>The number of a sum.</summary>
    public static double ToDouble(long sum) => sum / Steps;

    /// <summary>Adds a term per draw.</summary>
    // Vectors are not compiled ahead of time: optimised from the first call on.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Add(Span<long> sums, ReadOnlySpan<double> terms)
    {
        var (k, largest, overflow, scale) = (0, Vector<double>.Zero, Vector<long>.Zero, new Vector<double>(Steps));
        for (; k <= terms.Length - Vector<double>.Count; k += Vector<double>.Count)
        {
            var x = new Vector<double>(terms[k..]);
            largest = Vector.Max(largest, Vector.Abs(x));
            var (before, term) = (new Vector<long>(sums[k..]), Vector.ConvertToInt64(Vector.Round(x * scale)));
            var sum = before + term;
            overflow |= (before ^ sum) & (term ^ sum);
            sum.CopyTo(sums[k..]);
        }

        if (!Vector.LessThanAll(largest, new Vector<double>(Most)) || Vector.LessThanAny(overflow, Vector<long>.Zero))
            throw Overflow();
        for (; k < terms.Length; k++)
            sums[k] = checked(sums[k] + Of(terms[k]));
    }

    /// <summary>Adds the same term to every draw.</summary>
    public static void Add(Span<long> sums, double term)
    {
        var steps = Of(term);
        for (var k = 0; k < sums.Length; k++)
            sums[k] = checked(sums[k] + steps);
    }

    private static OverflowException Overflow() => new("a sum over draws left its range");
}
