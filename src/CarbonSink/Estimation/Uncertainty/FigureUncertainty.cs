namespace CarbonSink.Estimation;

/// <summary>How uncertainty is propagated (不确定性传播方法).</summary>
public enum UncertaintyApproach
{
    /// <summary>Not at all.</summary>
    None,

    /// <summary>IPCC Approach 1 (误差传播): first-order derivatives, with covariances.</summary>
    Approach1,

    /// <summary>IPCC Approach 2 (蒙特卡罗): draws of every stated distribution.</summary>
    MonteCarlo,
}

/// <summary>How a run propagates uncertainty.</summary>
/// <param name="Approach">Approach.</param>
/// <param name="Draws">Number of draws.</param>
/// <param name="Seed">Seed of the draws.</param>
/// <param name="Confidence">Two-sided confidence of intervals, between 0 and 1; the IPCC reports 0.95.</param>
public sealed record UncertaintySettings(UncertaintyApproach Approach, int Draws, ulong Seed, double Confidence)
{
    /// <summary>Draws where nothing else is asked for.</summary>
    public const int DefaultDraws = 10000;

    /// <summary>Seed where nothing else is asked for.</summary>
    public const ulong DefaultSeed = 1;

    /// <summary>Confidence where nothing else is asked for.</summary>
    public const double DefaultConfidence = 0.95;

    /// <summary>The word for the approach on the command line and in JSON.</summary>
    public string Word => Approach switch { UncertaintyApproach.Approach1 => "approach-1", UncertaintyApproach.MonteCarlo => "monte-carlo", _ => "none" };
}

/// <summary>Whether there were draws enough (收敛): standard errors of batch means and of batch quantiles, and what the figures were after each tenth of the draws.</summary>
/// <param name="Batches">Number of batches.</param>
/// <param name="MeanError">Standard error of the mean.</param>
/// <param name="LowError">Standard error of the lower end.</param>
/// <param name="HighError">Standard error of the upper end.</param>
/// <param name="Running">Draws so far, mean, lower and upper end.</param>
public sealed record DrawConvergence(int Batches, double MeanError, double LowError, double HighError, IReadOnlyList<(int Draws, double Mean, double Low, double High)> Running);

/// <summary>The uncertainty of one figure (不确定性).</summary>
/// <param name="Estimate">The figure.</param>
/// <param name="StandardError">Standard error, in its unit: to first order, or the standard deviation of the draws.</param>
/// <param name="Low">Lower end of the interval.</param>
/// <param name="High">Upper end.</param>
public sealed record FigureUncertainty(double Estimate, double StandardError, double Low, double High)
{
    private const int BatchCount = 20;
    private const int Tenths = 10;

    /// <summary>The quantiles that are told of draws.</summary>
    public static IReadOnlyList<double> Probabilities { get; } = [0.005, 0.025, 0.05, 0.25, 0.5, 0.75, 0.95, 0.975, 0.995];

    /// <summary>Standard error as a percentage of the figure; null for a figure of 0.</summary>
    public double? SePercent => Estimate == 0 ? null : 100 * StandardError / Math.Abs(Estimate);

    /// <summary>Whether anything that the figure rests on states an uncertainty; where nothing does, an error of 0 means "not stated", not "exact".</summary>
    public bool IsStated => StandardError > 0;

    /// <summary>Mean of the draws less the figure, as a percentage of it: what skewness, branches and substituted draws do to it; null without draws or for a figure of 0.</summary>
    public double? MeanDifferencePercent => Estimate == 0 ? null : 100 * (Mean - Estimate) / Math.Abs(Estimate);

    /// <summary>Mean of the draws, or null without draws.</summary>
    public double? Mean { get; init; }

    /// <summary>Quantiles of the draws, by probability; empty without draws.</summary>
    public IReadOnlyList<(double Probability, double Value)> Quantiles { get; init; } = [];

    /// <summary>Whether the draws were enough, or null without draws.</summary>
    public DrawConvergence? Convergence { get; init; }

    /// <summary>Counts of the draws in equal classes from the least to the greatest; empty without draws.</summary>
    public IReadOnlyList<int> Histogram { get; init; } = [];

    /// <summary>The least and the greatest draw.</summary>
    public (double Least, double Greatest) Range { get; init; }

    /// <summary>From a variance to first order: the interval is that of the normal distribution.</summary>
    internal static FigureUncertainty OfVariance(double estimate, double variance, double confidence)
    {
        var se = Math.Sqrt(Math.Max(0, variance));
        var half = CarbonSink.Estimation.Estimate.Quantile(confidence, double.PositiveInfinity) * se;
        return new(estimate, se, estimate - half, estimate + half);
    }

    /// <summary>From draws in their order.</summary>
    /// <param name="estimate">The figure.</param>
    /// <param name="draws">The draws.</param>
    /// <param name="confidence">Confidence of the interval.</param>
    /// <param name="isConvergenceTold">Whether to tell if the draws were enough.</param>
    internal static FigureUncertainty OfDraws(double estimate, double[] draws, double confidence, bool isConvergenceTold = true)
    {
        var sorted = SortedDraws.Of(draws);
        var (low, high) = ((1 - confidence) / 2, (1 + confidence) / 2);
        var mean = MeanOf(draws);
        return new(estimate, Deviation(draws), Quantile(sorted, low), Quantile(sorted, high))
        {
            Mean = mean,
            Quantiles = [.. Probabilities.Select(p => (p, Quantile(sorted, p)))],
            Convergence = !isConvergenceTold || draws.Length < 2 * BatchCount ? null : Converges(draws, low, high),
            Histogram = Classes(sorted),
            Range = (sorted[0], sorted[^1]),
        };
    }

    /// <summary>Quantile of sorted numbers by linear interpolation between them. Source: Hyndman, Fan, "Sample quantiles in statistical packages", The American Statistician 50 (1996), type 7.</summary>
    internal static double Quantile(ReadOnlySpan<double> sorted, double probability)
    {
        var at = probability * (sorted.Length - 1);
        var below = (int)at;
        return below + 1 >= sorted.Length ? sorted[^1] : sorted[below] + ((at - below) * (sorted[below + 1] - sorted[below]));
    }

    private static double MeanOf(ReadOnlySpan<double> numbers)
    {
        double sum = 0;
        foreach (var x in numbers)
            sum += x;
        return sum / numbers.Length;
    }

    private static double Deviation(ReadOnlySpan<double> numbers)
    {
        if (numbers.Length < 2)
            return 0;
        var (mean, squares) = (MeanOf(numbers), 0.0);
        foreach (var x in numbers)
            squares += (x - mean) * (x - mean);
        return Math.Sqrt(squares / (numbers.Length - 1));
    }

    private static DrawConvergence Converges(double[] draws, double low, double high)
    {
        var each = draws.Length / BatchCount;
        var (means, lows, highs) = (new double[BatchCount], new double[BatchCount], new double[BatchCount]);
        for (var b = 0; b < BatchCount; b++)
        {
            var batch = draws.AsSpan(b * each, each);
            var sorted = SortedDraws.Of(batch);
            (means[b], lows[b], highs[b]) = (MeanOf(batch), Quantile(sorted, low), Quantile(sorted, high));
        }

        static double Error(double[] batches) => Deviation(batches) / Math.Sqrt(BatchCount);
        var (running, known) = (new List<(int, double, double, double)>(), Array.Empty<double>());
        for (var t = 1; t <= Tenths; t++)
        {
            var count = (int)((long)draws.Length * t / Tenths);
            known = SortedDraws.Merge(known, SortedDraws.Of(draws.AsSpan(known.Length, count - known.Length)));
            running.Add((count, MeanOf(draws.AsSpan(0, count)), Quantile(known, low), Quantile(known, high)));
        }

        return new(BatchCount, Error(means), Error(lows), Error(highs), running);
    }

    private static int[] Classes(double[] sorted)
    {
        const int count = 40;
        var classes = new int[count];
        var width = (sorted[^1] - sorted[0]) / count;
        foreach (var x in sorted)
            classes[width == 0 ? 0 : Math.Min(count - 1, (int)((x - sorted[0]) / width))]++;
        return width == 0 ? [] : classes;
    }
}
