using System.Text;

namespace CarbonSink.Quantities;

/// <summary>The dimension of a quantity (量纲): integer exponents of length, time and of the masses that must never be confused: dry matter, carbon, CO2, CO2e, CH4, CH4-C, N2O, N2O-N and nitrogen.</summary>
public sealed class Dimension : IEquatable<Dimension>
{
    internal static readonly string[] Bases = ["length", "time", "", "C", "CO2", "CO2e", "CH4", "CH4-C", "N2O", "N2O-N", "N"];

    private readonly sbyte[] exponents;

    private Dimension(sbyte[] exponents) => this.exponents = exponents;

    /// <summary>The dimension of a pure number.</summary>
    public static Dimension None { get; } = new(new sbyte[Bases.Length]);

    /// <summary>Whether this is a pure number.</summary>
    public bool IsNone => Array.TrueForAll(exponents, e => e == 0);

    /// <summary>Sum of the exponents of all masses: 1 for t/ha or t/m3, 0 for tC/t.</summary>
    internal int MassDegree
    {
        get
        {
            var degree = 0;
            for (var i = 2; i < exponents.Length; i++)
                degree += exponents[i];
            return degree;
        }
    }

    internal static Dimension Of(int basis, int exponent = 1)
    {
        var e = new sbyte[Bases.Length];
        e[basis] = (sbyte)exponent;
        return new(e);
    }

    /// <summary>The dimension of a product.</summary>
    public Dimension Times(Dimension other) => new([.. exponents.Zip(other.exponents, (a, b) => checked((sbyte)(a + b)))]);

    /// <summary>The dimension of an integer power.</summary>
    public Dimension Power(int exponent) => new([.. exponents.Select(e => checked((sbyte)(e * exponent)))]);

    /// <summary>The dimension of a square root, or null where an exponent is odd.</summary>
    public Dimension? SquareRoot() => Array.Exists(exponents, e => e % 2 != 0) ? null : new([.. exponents.Select(e => (sbyte)(e / 2))]);

    /// <inheritdoc/>
    public bool Equals(Dimension? other) => other is not null && exponents.AsSpan().SequenceEqual(other.exponents);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as Dimension);

    /// <inheritdoc/>
    public override int GetHashCode() => exponents.Aggregate(17, (h, e) => (h * 31) + e);

    /// <summary>Readable form, e.g. <c>mass·length^-2</c>; <c>1</c> for a pure number.</summary>
    public override string ToString()
    {
        var text = new StringBuilder();
        for (var i = 0; i < exponents.Length; i++)
        {
            if (exponents[i] == 0)
                continue;
            if (text.Length > 0)
                text.Append('·');
            text.Append(i < 2 ? Bases[i] : i == 2 ? "dry mass" : "mass " + Bases[i]);
            if (exponents[i] != 1)
                text.Append('^').Append(exponents[i]);
        }

        return text.Length == 0 ? "1" : text.ToString();
    }
}
