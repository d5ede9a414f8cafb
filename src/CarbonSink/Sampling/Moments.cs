namespace CarbonSink.Sampling;

/// <summary>Sums, means and variances that do not depend on the order of their terms: terms are sorted, then summed with a compensation for rounding.</summary>
internal static class Moments
{
    /// <summary>The sum; 0 for none.</summary>
    public static double Sum(IEnumerable<double> terms)
    {
        double[] sorted = [.. terms];
        Array.Sort(sorted);
        var (sum, lost) = (0.0, 0.0);
        foreach (var term in sorted)
        {
            var next = sum + term;
            lost += Math.Abs(sum) >= Math.Abs(term) ? sum - next + term : term - next + sum;
            sum = next;
        }

        return sum + lost;
    }

    /// <summary>The mean of one or more values; exactly the value where all are the same.</summary>
    public static double Mean(IReadOnlyList<double> y) => Math.Clamp(Sum(y) / y.Count, y.Min(), y.Max());

    /// <summary>Σ(y − ȳ)² / (n − 1); exactly 0 where all are the same.</summary>
    public static double Variance(IReadOnlyList<double> y) => Covariance(y, y);

    /// <summary>Σ(y − ȳ)(x − x̄) / (n − 1).</summary>
    public static double Covariance(IReadOnlyList<double> y, IReadOnlyList<double> x)
    {
        var (yBar, xBar) = (Mean(y), Mean(x));
        return Sum(y.Zip(x, (a, b) => (a - yBar) * (b - xBar))) / (y.Count - 1);
    }

    /// <summary>Σ e² of terms, order-free.</summary>
    public static double Squares(IEnumerable<double> terms) => Sum(terms.Select(e => e * e));
}
