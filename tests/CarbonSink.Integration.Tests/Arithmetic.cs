using System.Globalization;

namespace CarbonSink.Integration.Tests;

/// <summary>A pocket calculator: numbers with or without [unit], + - * / ^, parentheses. Units are read over; what cannot be read is a <see cref="FormatException"/>.</summary>
internal ref struct Arithmetic
{
    private ReadOnlySpan<char> rest;

    /// <summary>The value of a printed calculation.</summary>
    public static double Value(string text)
    {
        var reader = new Arithmetic { rest = text.AsSpan().Trim() };
        var value = reader.Sum();
        return reader.rest.IsEmpty ? value : throw new FormatException($"cannot go on at: {reader.rest}");
    }

    private double Sum()
    {
        var value = Product();
        while (true)
        {
            if (Take('+'))
                value += Product();
            else if (Take('-'))
                value -= Product();
            else
                return value;
        }
    }

    private double Product()
    {
        var value = Power();
        while (true)
        {
            if (Take('*'))
                value *= Power();
            else if (Take('/'))
                value /= Power();
            else
                return value;
        }
    }

    private double Power()
    {
        var value = Operand();
        return Take('^') ? Math.Pow(value, Power()) : value;
    }

    private double Operand()
    {
        if (Take('('))
        {
            var inside = Sum();
            return Take(')') ? inside : throw new FormatException($"a parenthesis is not closed at: {rest}");
        }

        var length = 0;
        while (length < rest.Length && (char.IsAsciiDigit(rest[length]) || rest[length] is '.' or 'E' || (rest[length] is '-' or '+' && (length == 0 || rest[length - 1] == 'E'))))
            length++;
        var value = double.Parse(rest[..length], NumberStyles.Float, CultureInfo.InvariantCulture);
        rest = rest[length..];
        if (rest.StartsWith("["))
            rest = rest[(rest.IndexOf(']') + 1)..];
        return value;
    }

    private bool Take(char sign)
    {
        rest = rest.TrimStart();
        if (rest.IsEmpty || rest[0] != sign)
            return false;
        rest = rest[1..].TrimStart();
        return true;
    }
}
