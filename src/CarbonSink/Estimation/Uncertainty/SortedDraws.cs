namespace CarbonSink.Estimation;

/// <summary>Draws in order of size: laid into classes of equal width first, so that a county with thousands of groups does not wait for its quantiles.</summary>
internal static class SortedDraws
{
    private const int DrawsPerClass = 4;

    /// <summary>The numbers in ascending order; none may be NaN.</summary>
    public static double[] Of(ReadOnlySpan<double> draws)
    {
        var (least, greatest) = (double.PositiveInfinity, double.NegativeInfinity);
        foreach (var x in draws)
            (least, greatest) = (Math.Min(least, x), Math.Max(greatest, x));
        var scale = draws.Length / DrawsPerClass / (greatest - least);
        if (!double.IsFinite(scale) || scale == 0)
        {
            var few = draws.ToArray();
            Array.Sort(few);
            return few;
        }

        // A product with one factor is monotonic, and so is its whole part: no number of a class is greater than one of the next.
        var ends = new int[(draws.Length / DrawsPerClass) + 2];
        foreach (var x in draws)
            ends[(int)((x - least) * scale) + 1]++;
        for (var c = 1; c < ends.Length; c++)
            ends[c] += ends[c - 1];
        var sorted = new double[draws.Length];
        foreach (var x in draws)
            sorted[ends[(int)((x - least) * scale)]++] = x;

        // Each class now ends where the next began.
        for (var (c, from) = (0, 0); c < ends.Length; from = ends[c++])
            if (ends[c] - from > 1)
                sorted.AsSpan(from, ends[c] - from).Sort();
        return sorted;
    }

    /// <summary>Sorted numbers and others, sorted too, in one order.</summary>
    public static double[] Merge(double[] left, double[] right)
    {
        var (merged, i, j) = (new double[left.Length + right.Length], 0, 0);
        for (var k = 0; k < merged.Length; k++)
            merged[k] = j == right.Length || (i < left.Length && left[i] <= right[j]) ? left[i++] : right[j++];
        return merged;
    }
}
