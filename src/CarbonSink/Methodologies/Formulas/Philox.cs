namespace CarbonSink.Methodologies.Formulas;

/// <summary>Counter-based generator Philox4x32-10: the k-th number of a stream is a pure function of seed, stream and k, so threads and partitions cannot change it. Source: Salmon, Moraes, Dror, Shaw, "Parallel random numbers: as easy as 1, 2, 3", SC 2011, section 3.3.</summary>
internal static class Philox
{
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
        for (var round = 0; round < 10; round++)
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
}
