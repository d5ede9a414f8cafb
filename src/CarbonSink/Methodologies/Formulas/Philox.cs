using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace CarbonSink.Methodologies.Formulas;

/// <summary>Counter-based generator Philox4x32-10: the k-th number of a stream is a pure function of seed, stream and k, so threads and partitions cannot change it. Source: Salmon, Moraes, Dror, Shaw, "Parallel random numbers: as easy as 1, 2, 3", SC 2011, section 3.3.</summary>
internal static class Philox
{
    /// <summary>Rounds of the variant used.</summary>
    public const int Rounds = 10;

    private const uint Multiplier0 = 0xD2511F53;
    private const uint Multiplier1 = 0xCD9E8D57;
    private const uint Weyl0 = 0x9E3779B9;
    private const uint Weyl1 = 0xBB67AE85;

    /// <summary>A uniform number in (0, 1), never 0 or 1.</summary>
    public static double Uniform(ulong seed, ulong stream, long k)
    {
        var (a, b, _, _) = Block((uint)k, (uint)(k >> 32), (uint)stream, (uint)(stream >> 32), (uint)seed, (uint)(seed >> 32));
        return Uniform((ulong)b << 32 | a);
    }

    /// <summary>64 random bits as a number in (0, 1): 52 bits and a half, since with 53 the largest would round to 1.</summary>
    public static double Uniform(ulong bits) => ((bits >> 12) + 0.5) * (1.0 / 4503599627370496.0);

    public static (uint A, uint B, uint C, uint D) Block(uint c0, uint c1, uint c2, uint c3, uint k0, uint k1)
    {
        for (var round = 0; round < Rounds; round++)
        {
            var (p0, p1) = ((ulong)Multiplier0 * c0, (ulong)Multiplier1 * c2);
            (c0, c1, c2, c3) = ((uint)(p1 >> 32) ^ c1 ^ k0, (uint)p1, (uint)(p0 >> 32) ^ c3 ^ k1, (uint)p0);
            unchecked
            {
                (k0, k1) = (k0 + Weyl0, k1 + Weyl1);
            }
        }

        return (c0, c1, c2, c3);
    }

    /// <summary>The two keys of each round, for <see cref="Words"/>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Keys(ulong seed, Span<Vector512<ulong>> keys)
    {
        var (k0, k1) = ((uint)seed, (uint)(seed >> 32));
        for (var round = 0; round < Rounds; round++)
        {
            (keys[2 * round], keys[(2 * round) + 1]) = (Vector512.Create((ulong)k0), Vector512.Create((ulong)k1));
            unchecked
            {
                (k0, k1) = (k0 + Weyl0, k1 + Weyl1);
            }
        }
    }

    /// <summary>Eight blocks side by side, as <see cref="Block"/> gives them: the words B·2³² + A and D·2³² + C of each. Of a counter's lanes the low 32 bits count.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static (Vector512<ulong> First, Vector512<ulong> Second) Words(Vector512<ulong> c0, Vector512<ulong> c1, Vector512<ulong> c2, Vector512<ulong> c3, ReadOnlySpan<Vector512<ulong>> keys)
    {
        var (m0, m1) = (Vector512.Create((ulong)Multiplier0), Vector512.Create((ulong)Multiplier1));
        for (var round = 0; round < 2 * Rounds; round += 2)
        {
            // The high halves of lanes hold what is left over: the product below does not read them.
            var (p0, p1) = (Product(m0, c0), Product(m1, c2));
            (c0, c1, c2, c3) = ((p1 >> 32) ^ c1 ^ keys[round], p1, (p0 >> 32) ^ c3 ^ keys[round + 1], p0);
        }

        var low = Vector512.Create((ulong)uint.MaxValue);
        return ((c1 << 32) | (c0 & low), (c3 << 32) | (c2 & low));
    }

    /// <summary>Products of the low halves of 64-bit lanes.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<ulong> Product(Vector512<ulong> x, Vector512<ulong> y)
    {
        if (Avx512F.IsSupported)
            return Avx512F.Multiply(x.AsUInt32(), y.AsUInt32());
        if (Avx2.IsSupported)
            return Vector512.Create(Avx2.Multiply(x.GetLower().AsUInt32(), y.GetLower().AsUInt32()), Avx2.Multiply(x.GetUpper().AsUInt32(), y.GetUpper().AsUInt32()));
        var low = Vector512.Create((ulong)uint.MaxValue);
        return (x & low) * (y & low);
    }
}
