using System.Globalization;

namespace CarbonSink.Estimation;

/// <summary>An exact, order-free sum (精确和): a whole number of steps of 2⁻⁶⁴ held in 128 bits, so any order and any partition of the same terms gives the same bits.</summary>
/// <remarks>
/// A term is rounded once, to the nearest step with ties to even; after that every addition is exact. Terms and sums lie within ±2⁶³ (9.2 × 10¹⁸ units);
/// beyond that <see cref="OverflowException"/> is thrown, which a run turns into a refusal. Immutable.
/// </remarks>
public readonly struct ExactSum : IEquatable<ExactSum>
{
    private const int FractionBits = 64;
    private const int DoubleBits = 53;

    private readonly Int128 steps;

    private ExactSum(Int128 steps) => this.steps = steps;

    /// <summary>The empty sum.</summary>
    public static ExactSum Zero => default;

    /// <summary>Whether the sum is exactly zero.</summary>
    public bool IsZero => steps == 0;

    /// <summary>One term. Throws <see cref="ArgumentException"/> when it is not finite and <see cref="OverflowException"/> when it is 2⁶³ or more in size.</summary>
    public static ExactSum Of(double term)
    {
        var bits = BitConverter.DoubleToUInt64Bits(term);
        var exponent = (int)(bits >> 52) & 0x7FF;
        if (exponent == 0x7FF)
            throw new ArgumentException("a sum takes finite terms only", nameof(term));
        var mantissa = bits & ((1UL << 52) - 1);
        if (exponent == 0)
            exponent = 1;
        else
            mantissa |= 1UL << 52;
        // term = ± mantissa · 2^(exponent − 1075), so in steps the mantissa moves by exponent − 1075 + 64.
        var shift = exponent - 1075 + FractionBits;
        if (shift > 127 - DoubleBits && mantissa != 0)
            throw new OverflowException("a term of a sum is 2^63 or more");
        var size = shift >= 0 ? (Int128)mantissa << shift : ShiftRight(mantissa, -shift);
        return new((long)bits < 0 ? -size : size);
    }

    /// <summary>Adds a term; see <see cref="Of"/> for its rounding and its errors.</summary>
    public static ExactSum operator +(ExactSum sum, double term) => sum + Of(term);

    /// <summary>Merges two sums exactly.</summary>
    public static ExactSum operator +(ExactSum left, ExactSum right) => new(checked(left.steps + right.steps));

    /// <summary>The exact difference.</summary>
    public static ExactSum operator -(ExactSum left, ExactSum right) => new(checked(left.steps - right.steps));

    /// <summary>Bitwise equality.</summary>
    public static bool operator ==(ExactSum left, ExactSum right) => left.steps == right.steps;

    /// <summary>Bitwise inequality.</summary>
    public static bool operator !=(ExactSum left, ExactSum right) => left.steps != right.steps;

    /// <summary>The nearest double, ties to even.</summary>
    public double ToDouble()
    {
        var size = (UInt128)(steps < 0 ? unchecked(-steps) : steps);
        var length = 128 - (int)UInt128.LeadingZeroCount(size);
        var excess = Math.Max(0, length - DoubleBits);
        var kept = (ulong)(size >> excess);
        var rest = size & ((UInt128.One << excess) - 1);
        var half = excess == 0 ? 0 : UInt128.One << (excess - 1);
        if (excess > 0 && (rest > half || (rest == half && (kept & 1) != 0)))
            kept++;
        var value = Math.ScaleB(kept, excess - FractionBits);
        return steps < 0 ? -value : value;
    }

    /// <summary>The steps as 32 hexadecimal digits of two's complement: the text that part files carry.</summary>
    public override string ToString() => steps.ToString("x32", CultureInfo.InvariantCulture);

    /// <summary>Reads what <see cref="ToString"/> wrote; false when the text is anything else.</summary>
    public static bool TryParse(string? text, out ExactSum sum)
    {
        sum = default;
        if (text is not { Length: 32 } || !UInt128.TryParse(text, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var bits))
            return false;
        sum = new(unchecked((Int128)bits));
        return true;
    }

    /// <inheritdoc/>
    public bool Equals(ExactSum other) => steps == other.steps;

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is ExactSum other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode() => steps.GetHashCode();

    private static Int128 ShiftRight(ulong mantissa, int places)
    {
        if (places > DoubleBits)
            return 0;
        var kept = mantissa >> places;
        var rest = mantissa & ((1UL << places) - 1);
        var half = 1UL << (places - 1);
        return rest > half || (rest == half && (kept & 1) != 0) ? kept + 1 : kept;
    }
}
