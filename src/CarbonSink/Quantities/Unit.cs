using System.Numerics;

namespace CarbonSink.Quantities;

/// <summary>A unit of measure (单位): a dimension and an exact scale, so that ha and m2, kg and t convert without rounding the factor. <c>t</c> is dry matter; <c>tC</c>, <c>tCO2e</c>, <c>tCH4</c> … are other dimensions.</summary>
public sealed class Unit : IEquatable<Unit>
{
    private static readonly char[] Separators = ['*', '·', ' '];
    private static readonly Dictionary<string, (Dimension Dimension, BigInteger Numerator, BigInteger Denominator)> Named = Names();

    private readonly BigInteger numerator;
    private readonly BigInteger denominator;

    private Unit(string symbol, Dimension dimension, BigInteger numerator, BigInteger denominator)
    {
        var divisor = BigInteger.GreatestCommonDivisor(numerator, denominator);
        (Symbol, Dimension, this.numerator, this.denominator) = (symbol, dimension, numerator / divisor, denominator / divisor);
    }

    /// <summary>The unit of a pure number.</summary>
    public static Unit One { get; } = new("1", Dimension.None, 1, 1);

    /// <summary>As written, e.g. <c>t/ha</c>.</summary>
    public string Symbol { get; }

    /// <summary>Its dimension.</summary>
    public Dimension Dimension { get; }

    /// <summary>Whether it is the plain number 1 (not %).</summary>
    public bool IsOne => Dimension.IsNone && numerator == denominator;

    /// <summary>Reads a unit such as <c>t/ha</c>, <c>t2/ha2</c>, <c>tC/ha/yr</c>, <c>1/ha</c>, <c>kgCH4-C/ha</c>, <c>%</c>.</summary>
    /// <exception cref="FormatException">A part is not a unit of the field.</exception>
    public static Unit Parse(string text) => TryParse(text, out var unit, out var bad) ? unit : throw new FormatException($"'{bad}' is not a unit");

    /// <summary>Reads a unit; on failure <paramref name="bad"/> is the part that is not one, else it is empty.</summary>
    public static bool TryParse(string text, out Unit unit, out string bad)
    {
        var result = One;
        (unit, bad) = (One, text);
        var parts = text.Split('/');
        for (var i = 0; i < parts.Length; i++)
        {
            foreach (var factor in parts[i].Split(Separators, StringSplitOptions.RemoveEmptyEntries))
            {
                bad = factor;
                if (Factor(factor) is not { } f)
                    return false;
                result = i == 0 ? result.Times(f) : result.Per(f);
            }

            if (parts[i].Trim().Length == 0)
            {
                bad = text;
                return false;
            }
        }

        bad = string.Empty;
        unit = new(text.Trim(), result.Dimension, result.numerator, result.denominator);
        return true;
    }

    /// <summary>Product of two units.</summary>
    public Unit Times(Unit other) =>
        IsOne ? other : other.IsOne ? this : new(Written(Above(this).Concat(Above(other)), Below(this).Concat(Below(other))), Dimension.Times(other.Dimension), numerator * other.numerator, denominator * other.denominator);

    /// <summary>Quotient of two units.</summary>
    public Unit Per(Unit other) =>
        other.IsOne ? this : new(Written(Above(this).Concat(Below(other)), Below(this).Concat(Above(other))), Dimension.Times(other.Dimension.Power(-1)), numerator * other.denominator, denominator * other.numerator);

    /// <summary>Square root, or null where the dimension or the scale has none.</summary>
    public Unit? SquareRoot()
    {
        if (Dimension.SquareRoot() is not { } root)
            return null;
        var (n, d) = (IntegerRoot(numerator), IntegerRoot(denominator));
        return n is null || d is null ? null : new(HalfPowers() ?? $"sqrt({Symbol})", root, n.Value, d.Value);
    }

    /// <summary>The exact factor numerator/denominator that turns a number in this unit into one in <paramref name="target"/>.</summary>
    /// <exception cref="ArgumentException">The dimensions differ.</exception>
    public (double Numerator, double Denominator) FactorTo(Unit target)
    {
        if (!Dimension.Equals(target.Dimension))
            throw new ArgumentException($"{Symbol} is not convertible to {target.Symbol}", nameof(target));
        var (n, d) = (numerator * target.denominator, denominator * target.numerator);
        var divisor = BigInteger.GreatestCommonDivisor(n, d);
        return ((double)(n / divisor), (double)(d / divisor));
    }

    /// <summary>Converts a number in this unit to <paramref name="target"/>.</summary>
    public double Convert(double value, Unit target)
    {
        var (n, d) = FactorTo(target);
        return value * n / d;
    }

    /// <inheritdoc/>
    public bool Equals(Unit? other) => other is not null && Dimension.Equals(other.Dimension) && numerator == other.numerator && denominator == other.denominator;

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as Unit);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Dimension, numerator, denominator);

    /// <inheritdoc/>
    public override string ToString() => Symbol;

    private static string[] Above(Unit unit) => unit.Symbol.Split('/')[0].Split(Separators, StringSplitOptions.RemoveEmptyEntries);

    private static IEnumerable<string> Below(Unit unit) => unit.Symbol.Split('/').Skip(1).SelectMany(p => p.Split(Separators, StringSplitOptions.RemoveEmptyEntries));

    /// <summary>t/ha times yr is written t*yr/ha, so that what is printed reads back as the same unit; equal factors cancel.</summary>
    private static string Written(IEnumerable<string> above, IEnumerable<string> below)
    {
        var top = above.Where(f => f != "1").ToList();
        var bottom = below.Where(f => f != "1" && !top.Remove(f)).ToList();
        return string.Join('/', bottom.Prepend(top.Count == 0 ? "1" : string.Join('*', top)));
    }

    private static Unit? Factor(string text)
    {
        if (Named.TryGetValue(text, out var whole))
            return new(text, whole.Dimension, whole.Numerator, whole.Denominator);
        var digits = text.Length;
        while (digits > 0 && char.IsAsciiDigit(text[digits - 1]))
            digits--;
        if (digits == text.Length || !Named.TryGetValue(text[..digits], out var named) || !int.TryParse(text.AsSpan(digits), out var power) || power is < 1 or > 9)
            return null;
        return new(text, named.Dimension.Power(power), BigInteger.Pow(named.Numerator, power), BigInteger.Pow(named.Denominator, power));
    }

    /// <summary>t2/ha2 → t/ha; null where a factor is no even power.</summary>
    private string? HalfPowers()
    {
        static string? Half(string factor) => factor.Length > 1 && factor[^1] is '2' or '4' or '6' or '8' && Named.ContainsKey(factor[..^1]) ? factor[..^1] + (factor[^1] == '2' ? string.Empty : ((factor[^1] - '0') / 2).ToString()) : null;
        var (above, below) = (Above(this).Where(f => f != "1").Select(Half).ToList(), Below(this).Select(Half).ToList());
        return above.Contains(null) || below.Contains(null) ? null : Written(above!, below!);
    }

    private static BigInteger? IntegerRoot(BigInteger value)
    {
        var root = (BigInteger)Math.Round(Math.Sqrt((double)value));
        for (var candidate = root - 1; candidate <= root + 1; candidate++)
            if (candidate * candidate == value)
                return candidate;
        return null;
    }

    private static Dictionary<string, (Dimension, BigInteger, BigInteger)> Names()
    {
        var (length, time) = (Dimension.Of(0), Dimension.Of(1));
        var names = new Dictionary<string, (Dimension, BigInteger, BigInteger)>(StringComparer.Ordinal)
        {
            ["1"] = (Dimension.None, 1, 1),
            ["%"] = (Dimension.None, 1, 100),
            ["m"] = (length, 1, 1),
            ["dm"] = (length, 1, 10),
            ["cm"] = (length, 1, 100),
            ["mm"] = (length, 1, 1000),
            ["km"] = (length, 1000, 1),
            ["ha"] = (length.Power(2), 10000, 1),
            ["mu"] = (length.Power(2), 10000, 15),
            ["yr"] = (time, 1, 1),
        };
        for (var substance = 2; substance < Dimension.Bases.Length; substance++)
            foreach (var (prefix, n, d) in ((string, BigInteger, BigInteger)[])[("g", 1, 1000000), ("kg", 1, 1000), ("t", 1, 1), ("Mg", 1, 1), ("kt", 1000, 1), ("Gg", 1000, 1), ("Mt", 1000000, 1), ("Tg", 1000000, 1)])
                names[prefix + Dimension.Bases[substance]] = (Dimension.Of(substance), n, d);
        return names;
    }
}
