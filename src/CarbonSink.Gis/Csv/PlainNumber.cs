namespace CarbonSink.Gis;

/// <summary>Tells numbers from codes in texts without declared types (数值与代码之别).</summary>
internal static class PlainNumber
{
    private const int MostDigits = 17;
    private const long MostExact = 1L << 53;

    /// <summary>Whether a text is a number and may be read as one: digits with at most a sign, a point and a signed exponent; no zero before another digit, as codes have; no more digits than a number keeps.</summary>
    public static bool Is(ReadOnlySpan<byte> text)
    {
        if (text.StartsWith("-"u8))
            text = text[1..];
        var digits = Digits(text);
        var whole = text[..digits];
        if (digits > 1 && text[0] == '0')
            return false;
        text = text[digits..];
        var decimals = 0;
        var significant = whole.TrimStart((byte)'0').Length;
        if (text.StartsWith("."u8))
        {
            decimals = Digits(text[1..]);
            significant += significant > 0 ? decimals : text.Slice(1, decimals).TrimStart((byte)'0').Length;
            text = text[(1 + decimals)..];
        }

        if (digits + decimals == 0)
            return false;
        if (decimals == 0 && digits > 15 && !(long.TryParse(whole, System.Globalization.NumberStyles.None, null, out var value) && value <= MostExact))
            return false;
        if (significant > MostDigits)
            return false;
        // 12E3 may be a code; 1.2E+03 is none.
        if (text.Length >= 3 && text[0] is (byte)'e' or (byte)'E')
            return text.Length <= 5 && text[1] is (byte)'+' or (byte)'-' && Digits(text[2..]) == text.Length - 2;
        return text.IsEmpty;
    }

    private static int Digits(ReadOnlySpan<byte> text)
    {
        var other = text.IndexOfAnyExceptInRange((byte)'0', (byte)'9');
        return other < 0 ? text.Length : other;
    }
}
