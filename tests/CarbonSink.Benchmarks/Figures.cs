namespace CarbonSink.Benchmarks;

/// <summary>Medians and lines of figures that every race prints alike.</summary>
internal static class Figures
{
    /// <summary>The middle value; the mean of both where there are two.</summary>
    public static double Median(IEnumerable<double> values)
    {
        var sorted = values.Order().ToArray();
        return sorted.Length == 0 ? double.NaN : (sorted[(sorted.Length - 1) / 2] + sorted[sorted.Length / 2]) / 2;
    }

    /// <summary>Wall time with its range, processor time and peak memory of several runs.</summary>
    public static void Print(string name, IReadOnlyCollection<TimedProcess> runs) => Console.WriteLine(
        $"{name}: wall {Median(runs.Select(r => r.Seconds)):F3} s ({runs.Min(r => r.Seconds):F3}–{runs.Max(r => r.Seconds):F3}), processor {Median(runs.Select(r => r.ProcessorSeconds ?? double.NaN)):F2} s, peak memory {runs.Max(r => r.PeakMebibytes):F0} MiB");

    /// <summary>Prints the median ratio of pairs beside its goal; true when it is reached.</summary>
    public static bool Judge(string peer, IReadOnlyCollection<(TimedProcess Ours, TimedProcess Theirs)> pairs, double goal)
    {
        Print(peer, [.. pairs.Select(p => p.Theirs)]);
        var ratio = Median(pairs.Select(p => p.Theirs.Seconds / p.Ours.Seconds));
        Console.WriteLine($"ratio to {peer} of {pairs.Count} pairs, median: {ratio:F1}; goal {goal}: {(ratio >= goal ? "met" : "not met")}");
        return ratio >= goal;
    }
}
