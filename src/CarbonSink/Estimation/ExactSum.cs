using System.Globalization;
using System.Numerics;

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

    // Two words instead of an Int128: code over Int128 cannot be compiled ahead of time, and this is the innermost loop of every run.
    private readonly long high;
    private readonly ulong low;

    private ExactSum(long high, ulong low) => (this.high, this.low) = (high, low);

    /// <summary>The empty sum.</summary>
    public static ExactSum Zero => default;

    /// <summary>Whether the sum is exactly zero.</summary>
    public bool IsZero => (high | (long)low) == 0;

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
        var size = shift switch
        {
            < 0 => new(0, ShiftRight(mantissa, -shift)),
            0 => new(0, mantissa),
            < 64 => new((long)(mantissa >> (64 - shift)), mantissa << shift),
            _ => new ExactSum((long)(mantissa << (shift - 64)), 0),
        };
        return (long)bits < 0 ? size.Negated() : size;
    }

    /// <summary>Adds a term; see <see cref="Of"/> for its rounding and its errors.</summary>
    public static ExactSum operator +(ExactSum sum, double term) => sum + Of(term);

    /// <summary>Merges two sums exactly.</summary>
    public static ExactSum operator +(ExactSum left, ExactSum right)
    {
        var lower = unchecked(left.low + right.low);
        var upper = unchecked(left.high + right.high + (lower < left.low ? 1 : 0));
        // Only terms of one sign can leave the range, and then the sign turns.
        if (((left.high ^ upper) & (right.high ^ upper)) < 0)
            throw new OverflowException("an exact sum left its range");
        return new(upper, lower);
    }

    /// <summary>The exact difference.</summary>
    public static ExactSum operator -(ExactSum left, ExactSum right)
    {
        var lower = unchecked(left.low - right.low);
        var upper = unchecked(left.high - right.high - (left.low < right.low ? 1 : 0));
        if (((left.high ^ right.high) & (left.high ^ upper)) < 0)
            throw new OverflowException("an exact sum left its range");
        return new(upper, lower);
    }

    /// <summary>Bitwise equality.</summary>
    public static bool operator ==(ExactSum left, ExactSum right) => left.high == right.high && left.low == right.low;

    /// <summary>Bitwise inequality.</summary>
    public static bool operator !=(ExactSum left, ExactSum right) => !(left == right);

    /// <summary>The nearest double, ties to even.</summary>
    public double ToDouble()
    {
        var size = high < 0 ? Negated() : this;
        double value;
        if (size.high == 0)
        {
            value = size.low;
        }
        else
        {
            // The first 64 digits, the last of them set where anything follows: enough for the one rounding of the conversion.
            var zeros = BitOperations.LeadingZeroCount((ulong)size.high);
            var first = zeros == 0 ? (ulong)size.high : ((ulong)size.high << zeros) | (size.low >> (64 - zeros));
            value = Math.ScaleB(first | ((size.low << zeros) == 0 ? 0UL : 1UL), 64 - zeros);
        }

        value = Math.ScaleB(value, -FractionBits);
        return high < 0 ? -value : value;
    }

    /// <summary>The steps as 32 hexadecimal digits of two's complement: the text that part files carry.</summary>
    public override string ToString() => new UInt128((ulong)high, low).ToString("x32", CultureInfo.InvariantCulture);

    /// <summary>Reads what <see cref="ToString"/> wrote; false when the text is anything else.</summary>
    public static bool TryParse(string? text, out ExactSum sum)
    {
        sum = default;
        if (text is not { Length: 32 } || !UInt128.TryParse(text, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var bits))
            return false;
        sum = new((long)(ulong)(bits >> 64), (ulong)bits);
        return true;
    }

    /// <inheritdoc/>
    public bool Equals(ExactSum other) => this == other;

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is ExactSum other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(high, low);

    private ExactSum Negated() => new(unchecked(~high + (low == 0 ? 1 : 0)), unchecked(0 - low));

    private static ulong ShiftRight(ulong mantissa, int places)
    {
        if (places > DoubleBits)
            return 0;
        var kept = mantissa >> places;
        var rest = mantissa & ((1UL << places) - 1);
        var half = 1UL << (places - 1);
        return rest > half || (rest == half && (kept & 1) != 0) ? kept + 1 : kept;
    }
}
