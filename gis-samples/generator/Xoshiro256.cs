namespace CarbonSink.Samples;

/// <summary>The xoshiro256** generator seeded by SplitMix64: the same numbers on every platform and in every version of .NET.</summary>
/// <remarks>Blackman and Vigna, Scrambled linear pseudorandom number generators, 2021. Each purpose draws from its own stream, so a change in one does not move the others.</remarks>
internal sealed class Xoshiro256
{
    private ulong s0, s1, s2, s3;

    /// <summary>The stream of a purpose below a seed.</summary>
    public Xoshiro256(ulong seed, string purpose)
    {
        foreach (var letter in purpose)
            seed = Mix(seed ^ letter);
        (s0, s1, s2, s3) = (Mix(seed + 1), Mix(seed + 2), Mix(seed + 3), Mix(seed + 4));
    }

    /// <summary>The finaliser of SplitMix64: spreads the bits of any number.</summary>
    public static ulong Mix(ulong z)
    {
        z += 0x9E3779B97F4A7C15;
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
        return z ^ (z >> 31);
    }

    /// <summary>A number in [0, 1) from 53 bits.</summary>
    public static double ToUnit(ulong bits) => (bits >> 11) * (1.0 / (1UL << 53));

    /// <summary>The next number in [0, 1).</summary>
    public double Unit() => ToUnit(Next());

    /// <summary>The next number in [low, high).</summary>
    public double Between(double low, double high) => low + (high - low) * Unit();

    /// <summary>The next number in [low, high), nearer the middle than the ends: mean of two.</summary>
    public double Near(double low, double high) => (Between(low, high) + Between(low, high)) / 2;

    /// <summary>The next integer in [0, count).</summary>
    public int Below(int count) => (int)Math.BigMul(Next(), (ulong)count, out _);

    /// <summary>Whether an event of this probability happens.</summary>
    public bool Chance(double probability) => Unit() < probability;

    /// <summary>One of the items, with probability proportional to its weight.</summary>
    /// <exception cref="InvalidOperationException">No item has a positive weight.</exception>
    public T Pick<T>(IReadOnlyCollection<T> items, Func<T, double> weight)
    {
        var left = Unit() * items.Sum(weight);
        foreach (var item in items)
        {
            left -= weight(item);
            if (left < 0)
                return item;
        }

        return items.Last(item => weight(item) > 0);
    }

    private ulong Next()
    {
        var result = ulong.RotateLeft(s1 * 5, 7) * 9;
        var t = s1 << 17;
        s2 ^= s0;
        s3 ^= s1;
        s1 ^= s2;
        s0 ^= s3;
        s2 ^= t;
        s3 = ulong.RotateLeft(s3, 45);
        return result;
    }
}
