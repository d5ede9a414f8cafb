using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace CarbonSink.Methodologies.Formulas;

/// <summary>Standard normal scores of a stream (正态得分): the k-th is a pure function of seed, stream and k, with the same bits on every processor and in whatever pieces it is asked for.</summary>
/// <remarks>
/// One Philox block gives two scores. Scores 16 g … 16 g + 15 come from blocks 8 g … 8 g + 7: score 16 g + i (i below 8) is the cosine of block 8 g + i, score 16 g + 8 + i its sine, so that eight blocks side by side are written without interleaving.
/// Source: Box and Muller, "A note on the generation of random normal deviates", Annals of Mathematical Statistics 29 (1958), 610–611. The largest score is √(2 · 53 · ln 2) = 8.57.
/// Only additions, products, fused products, quotients and square roots are used, each correctly rounded by IEEE 754; no function of the platform's mathematical library.
/// </remarks>
internal static class NormalScores
{
    /// <summary>Scores made at a time.</summary>
    internal const int Group = 16;

    /// <summary>Scores from, from + 1, … of a stream; from is 0 or more.</summary>
    public static void Fill(ulong seed, ulong stream, long from, Span<double> scores)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(from);
        var group = from / Group;
        Span<double> edge = stackalloc double[Group];
        if (from % Group is var skip && skip > 0)
        {
            FillGroups(seed, stream, group++, edge);
            var count = (int)Math.Min(Group - skip, scores.Length);
            edge.Slice((int)skip, count).CopyTo(scores);
            scores = scores[count..];
        }

        var whole = scores.Length / Group * Group;
        FillGroups(seed, stream, group, scores[..whole]);
        if (whole == scores.Length)
            return;
        FillGroups(seed, stream, group + (whole / Group), edge);
        edge[..(scores.Length - whole)].CopyTo(scores[whole..]);
    }

    /// <summary>Whole groups; a vector wider than the processor's is computed in parts, with the same bits.</summary>
    /// <remarks>Vectors of 512 bits are not compiled ahead of time, and every draw passes here: optimised from the first call on.</remarks>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void FillGroups(ulong seed, ulong stream, long group, Span<double> scores)
    {
        Span<Vector512<ulong>> keys = stackalloc Vector512<ulong>[Philox.Rounds * 2];
        Philox.Keys(seed, keys);
        var (c2, c3) = (Vector512.Create(stream & uint.MaxValue), Vector512.Create(stream >> 32));
        var (sign, mantissa, one) = (Vector512.Create(1UL << 63), Vector512.Create((1UL << 52) - 1), Vector512.Create(1.0));
        for (var i = 0; i < scores.Length; i += Group, group++)
        {
            var block = Vector512.Create((ulong)group * 8) + Vector512.Create(0UL, 1, 2, 3, 4, 5, 6, 7);
            var (first, second) = Philox.Words(block, block >> 32, c2, c3, keys);

            // Radius √(−2 ln u) with u = (bits + ½) / 2⁵² as in Philox.Uniform: 1.bits − 1 + 2⁻⁵³, both steps exact.
            var u = ((first >> 12) | one.AsUInt64()).AsDouble() - one + Vector512.Create(1.0 / (1UL << 53));
            var radius = Vector512.Sqrt(Vector512.Create(-2.0) * Logarithm(u));

            // Angle in a quarter of the circle around the axis, θ = (bits − ½) π/2 in (−π/4, π/4); bit 63 turns it by half a turn, bit 62 mirrors it to the other axis.
            var angle = ((((second >> 10) & mantissa) | one.AsUInt64()).AsDouble() - Vector512.Create(1.5) + Vector512.Create(1.0 / (1UL << 53))) * Vector512.Create(Math.PI / 2);
            var square = angle * angle;
            var cosine = (Cosine(square).AsUInt64() ^ (second & sign)).AsDouble();
            var sine = Sine(angle, square);
            var mirrored = ((second << 1).AsInt64() >> 63).AsDouble();
            (radius * Vector512.ConditionalSelect(mirrored, sine, cosine)).CopyTo(scores[i..]);
            (radius * Vector512.ConditionalSelect(mirrored, cosine, sine)).CopyTo(scores[(i + 8)..]);
        }
    }

    /// <summary>ln u for u in (0, 1): u = 2ᵉ (1 + f) with 1 + f in [√½, √2), ln(1 + f) = 2 artanh(s), s = f / (2 + f). (2 artanh s − 2 s) / s³ is a Chebyshev fit in s² on |s| ≤ (√2 − 1)/(√2 + 1), error 3.1e-16.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<double> Logarithm(Vector512<double> u)
    {
        // Adding 1 − √½ to the high word carries into the exponent exactly where the mantissa is at least √2.
        var bits = u.AsUInt64() + Vector512.Create(0x0009_5F62_0000_0000UL);
        var (magic, bias) = (Vector512.Create(0x4330_0000_0000_0000UL), Vector512.Create(4503599627370496.0 + 1023));
        var e = ((bits >> 52) | magic).AsDouble() - bias;
        var f = ((bits & Vector512.Create((1UL << 52) - 1)) + Vector512.Create(0x3FE6_A09E_0000_0000UL)).AsDouble() - Vector512.Create(1.0);
        var half = Vector512.Create(0.5) * f * f;
        var s = f / (f + Vector512.Create(2.0));
        var z = s * s;
        var p = Vector512.Create(0.14616449685043406);
        p = Vector512.FusedMultiplyAdd(p, z, Vector512.Create(0.15331721600556042));
        p = Vector512.FusedMultiplyAdd(p, z, Vector512.Create(0.18182889125261723));
        p = Vector512.FusedMultiplyAdd(p, z, Vector512.Create(0.2222221113479508));
        p = Vector512.FusedMultiplyAdd(p, z, Vector512.Create(0.28571428625975487));
        p = Vector512.FusedMultiplyAdd(p, z, Vector512.Create(0.39999999999899505));
        p = Vector512.FusedMultiplyAdd(p, z, Vector512.Create(0.666666666666667));

        // f − (f²/2 − s (f²/2 + z p)), with e ln 2 in two parts.
        var tail = Vector512.FusedMultiplyAdd(s, Vector512.FusedMultiplyAdd(z, p, half), e * Vector512.Create(1.9082149292705877e-10));
        return Vector512.FusedMultiplyAdd(e, Vector512.Create(0.6931471803691238), f - (half - tail));
    }

    /// <summary>sin x for x in (−π/4, π/4), z = x²: a Chebyshev fit of (sin x − x) / x³ in z, error 2.1e-17.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<double> Sine(Vector512<double> x, Vector512<double> z)
    {
        var p = Vector512.Create(1.5918129294866608e-10);
        p = Vector512.FusedMultiplyAdd(p, z, Vector512.Create(-2.5051131845003624e-08));
        p = Vector512.FusedMultiplyAdd(p, z, Vector512.Create(2.755731610255244e-06));
        p = Vector512.FusedMultiplyAdd(p, z, Vector512.Create(-0.00019841269836758574));
        p = Vector512.FusedMultiplyAdd(p, z, Vector512.Create(0.008333333333330948));
        p = Vector512.FusedMultiplyAdd(p, z, Vector512.Create(-0.16666666666666666));
        return Vector512.FusedMultiplyAdd(x * z, p, x);
    }

    /// <summary>cos x for x in (−π/4, π/4), z = x²: a Chebyshev fit of (cos x − 1) / x² in z, error 2e-19.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<double> Cosine(Vector512<double> z)
    {
        var p = Vector512.Create(-1.1367998654022494e-11);
        p = Vector512.FusedMultiplyAdd(p, z, Vector512.Create(2.0875886738047052e-09));
        p = Vector512.FusedMultiplyAdd(p, z, Vector512.Create(-2.7557315566341895e-07));
        p = Vector512.FusedMultiplyAdd(p, z, Vector512.Create(2.480158729369346e-05));
        p = Vector512.FusedMultiplyAdd(p, z, Vector512.Create(-0.0013888888888880775));
        p = Vector512.FusedMultiplyAdd(p, z, Vector512.Create(0.04166666666666664));
        p = Vector512.FusedMultiplyAdd(p, z, Vector512.Create(-0.5));
        return Vector512.FusedMultiplyAdd(z, p, Vector512.Create(1.0));
    }
}
