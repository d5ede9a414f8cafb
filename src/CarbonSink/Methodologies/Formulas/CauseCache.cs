namespace CarbonSink.Methodologies.Formulas;

/// <summary>Numbers of causes by what led to them, so that a text is composed once per distinct case and not once per record.</summary>
internal sealed class CauseCache
{
    private readonly Dictionary<int, List<(double[] Key, int Cause)>> known = [];

    public bool TryFind(ReadOnlySpan<double> key, out int cause)
    {
        cause = 0;
        if (!known.TryGetValue(Hash(key), out var bucket))
            return false;
        foreach (var (k, c) in bucket)
        {
            if (!key.SequenceEqual(k))
                continue;
            cause = c;
            return true;
        }

        return false;
    }

    public int Add(ReadOnlySpan<double> key, int cause)
    {
        var hash = Hash(key);
        if (!known.TryGetValue(hash, out var bucket))
            known[hash] = bucket = [];
        bucket.Add((key.ToArray(), cause));
        return cause;
    }

    private static int Hash(ReadOnlySpan<double> key)
    {
        var hash = 17;
        foreach (var part in key)
            hash = unchecked((hash * 31) + part.GetHashCode());
        return hash;
    }
}
