using System.Buffers.Binary;
using System.Globalization;

namespace CarbonSink.Gis;

/// <summary>What a number field holds.</summary>
internal enum NumberContent
{
    Blank,
    Number,

    /// <summary>A number with more digits than the value keeps.</summary>
    Rounded,

    /// <summary>Nothing but asterisks: null, or a value too wide for the field.</summary>
    Asterisks,
    Bad,
}

/// <summary>Reads numbers straight from the bytes of a field, correctly rounded.</summary>
internal static class NumberField
{
    private const int MostDigits = 19; // fit in a ulong
    private const int MostSignificant = 17; // a double is told from its neighbours by so many
    private const ulong MostExact = 1UL << 53;

    private static readonly double[] PowersOfTen = [.. Enumerable.Range(0, 23).Select(i => double.Parse($"1e{i}", CultureInfo.InvariantCulture))];

    /// <summary>Reads decimal text padded with spaces or NULs. A mantissa below 2⁵³ divided by an exact power of ten is correctly rounded; anything longer goes the general way.</summary>
    public static NumberContent Read(ReadOnlySpan<byte> field, out double value)
    {
        value = 0;
        var i = 0;
        while (i < field.Length && field[i] is (byte)' ' or 0)
            i++;
        if (i == field.Length)
            return NumberContent.Blank;
        if (field[i] == '*' && !field[i..].TrimEnd(" \0"u8).ContainsAnyExcept((byte)'*'))
            return NumberContent.Asterisks;
        var start = i;
        var negative = field[i] == '-';
        if (negative || field[i] == '+')
            i++;
        ulong mantissa = 0;
        var digits = 0;
        var point = -1;
        for (; i < field.Length; i++)
        {
            var digit = (uint)(field[i] - '0');
            if (digit <= 9)
            {
                mantissa = (mantissa * 10) + digit;
                digits++;
            }
            else if (field[i] == '.' && point < 0)
            {
                point = digits;
            }
            else
            {
                break;
            }
        }

        var rest = field[i..];
        var decimals = point < 0 ? 0 : digits - point;
        if (digits is 0 or > MostDigits || mantissa >= MostExact || decimals >= PowersOfTen.Length || rest.ContainsAnyExcept((byte)' ', (byte)0))
            return General(field[start..], out value);
        value = mantissa / PowersOfTen[decimals];
        if (negative)
            value = -value;
        return NumberContent.Number;
    }

    /// <summary>Whether a text is a whole number as JSON and SQL write it: digits, perhaps a minus, no zero before another digit.</summary>
    public static bool IsInteger(ReadOnlySpan<byte> text)
    {
        var digits = text.StartsWith("-"u8) ? text[1..] : text;
        return !digits.IsEmpty && !digits.ContainsAnyExceptInRange((byte)'0', (byte)'9') && (digits.Length == 1 || digits[0] != '0');
    }

    /// <summary>Reads a binary field: 4 bytes integer or 8 bytes IEEE 754, little-endian.</summary>
    public static NumberContent ReadBinary(ReadOnlySpan<byte> field, out double value)
    {
        value = field.Length == 4 ? BinaryPrimitives.ReadInt32LittleEndian(field) : BinaryPrimitives.ReadDoubleLittleEndian(field);
        return double.IsFinite(value) ? NumberContent.Number : NumberContent.Bad;
    }

    private static NumberContent General(ReadOnlySpan<byte> field, out double value)
    {
        const NumberStyles Style = NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent;
        var text = field.TrimEnd(" \0"u8);
        if (!double.TryParse(text, Style, CultureInfo.InvariantCulture, out value) || !double.IsFinite(value))
            return NumberContent.Bad;
        return IsRounded(text, value) ? NumberContent.Rounded : NumberContent.Number;
    }

    /// <summary>Whether a plain decimal text says more than the number nearest to it: it differs from that number written with the same decimals.</summary>
    public static bool IsRounded(ReadOnlySpan<byte> text, double value)
    {
        const int Certain = 15, MostFormatted = 100;
        if (text.Length <= Certain || text.Length > MostFormatted || text.ContainsAny((byte)'e', (byte)'E'))
            return false;
        text = text.TrimStart((byte)'+');
        var point = text.IndexOf((byte)'.');
        var digits = text.TrimStart("-0."u8);
        // Programs that write 15 decimals of a binary fraction write digits that come back the same.
        if (point >= 0 && digits.Length - (digits.Contains((byte)'.') ? 1 : 0) <= MostSignificant)
            return false;
        Span<byte> again = stackalloc byte[512];
        return Math.Abs(value) < 1e100 && value.TryFormat(again, out var written, $"F{(point < 0 ? 0 : text.Length - point - 1)}", CultureInfo.InvariantCulture)
            && !again[..written].TrimStart("-0"u8).SequenceEqual(text.TrimStart("-0"u8));
    }
}
