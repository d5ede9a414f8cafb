using System.Diagnostics;
using System.Globalization;

namespace CarbonSink.Benchmarks;

/// <summary>Race W4: 10,000 draws of 5,000 strata with 60 correlated parameters, in double precision, by the formula engine; the peer is numpy.</summary>
internal static class MonteCarloRace
{
    private const double ShortGoal = 3;
    private const double SteadyGoal = 5;

    /// <summary>0 when results agree within Monte Carlo error and both goals are reached; without a peer a small run is enough.</summary>
    public static int Run(string? peer, string python, int pairs, int draws, int strata)
    {
        var own = Path.Combine(AppContext.BaseDirectory, "CarbonSink.Benchmarks.dll");
        TimedProcess Ours(int repeats) => TimedProcess.Run(Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet", own, "w4-run", "--draws", $"{draws}", "--strata", $"{strata}", "--repeats", $"{repeats}");
        var first = Ours(1);
        if (first.ExitCode != 0)
            return 1;
        Console.WriteLine($"{Environment.ProcessorCount} threads, {draws} draws, {strata} strata\nours: {first.CommandLine}");
        if (peer is null || !File.Exists(peer))
        {
            Console.WriteLine($"ours {first.Seconds:F3} s, cv {Read(first.Output)[0].Cv:F5}, peer absent: the goal is not met");
            return 0;
        }

        // The peer's second part is another race: its text is cut before it.
        var text = File.ReadAllText(peer);
        var code = text[..(text.IndexOf("t=time.time(); S2", StringComparison.Ordinal) is > 0 and var at ? at : text.Length)];
        TimedProcess Theirs() => TimedProcess.Run(python, "-c", code);
        var (shortRatio, steadyRatio, cvs) = (new List<double>(), new List<double>(), new List<double>());
        for (var pair = 0; pair < pairs; pair++)
        {
            var (ours, theirs, steady) = (Ours(1), Theirs(), Ours(6));
            if (theirs.ExitCode != 0)
            {
                Console.WriteLine("the peer failed: the goal is not met");
                return 1;
            }

            var words = theirs.Output.Split(' ', StringSplitOptions.RemoveEmptyEntries);
            var (inside, cv) = (double.Parse(words[2], CultureInfo.InvariantCulture), double.Parse(words[5], CultureInfo.InvariantCulture));
            var warm = Median(Read(steady.Output).Skip(1).Select(r => r.Seconds));
            shortRatio.Add(theirs.Seconds / ours.Seconds);
            steadyRatio.Add(inside / warm);
            cvs.Add(cv);
            Console.WriteLine($"pair {pair + 1}: whole process {ours.Seconds:F3} s, peer {theirs.Seconds:F3} s; steady {warm:F3} s, peer {inside:F3} s; peak {ours.PeakMebibytes:F0} MiB, peer {theirs.PeakMebibytes:F0} MiB");
        }

        // The relative standard error of a standard deviation of n draws is 1/√(2n); strata are other random numbers in the peer, which hardly shows in the cv.
        var (ownCv, peerCv) = (Read(first.Output)[0].Cv, Median(cvs));
        var agree = Math.Abs(ownCv / peerCv - 1) < 4 * Math.Sqrt(1.0 / draws);
        var (byShort, bySteady) = (Median(shortRatio), Median(steadyRatio));
        Console.WriteLine($"cv {ownCv:F5}, peer {peerCv:F5}: {(agree ? "agree" : "DIFFER")}; mean over its first-order value {Read(first.Output)[0].Mean:F5} (the peer prints none)");
        Console.WriteLine($"ratio of {pairs} pairs, median: whole process {byShort:F1} (goal {ShortGoal}), steady {bySteady:F1} (goal {SteadyGoal}): {(byShort >= ShortGoal && bySteady >= SteadyGoal ? "met" : "not met")}");
        return agree && byShort >= ShortGoal && bySteady >= SteadyGoal ? 0 : 1;
    }

    /// <summary>Our side as a process of its own: prints seconds, cv and mean of each repeat.</summary>
    public static int RunOurs(int draws, int strata, int repeats)
    {
        using var pack = new MonteCarloPack(strata);
        for (var r = 0; r < repeats; r++)
        {
            var watch = Stopwatch.StartNew();
            var totals = pack.Draw((ulong)r + 1, draws, Environment.ProcessorCount);
            var seconds = watch.Elapsed.TotalSeconds;
            var mean = totals.Average();
            var cv = Math.Sqrt(totals.Sum(x => (x - mean) * (x - mean)) / totals.Length) / mean;
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{seconds:R} {cv:R} {mean / pack.Estimate:R}"));
        }

        return 0;
    }

    private static (double Seconds, double Cv, double Mean)[] Read(string output) =>
        [.. output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(l => Array.ConvertAll(l.Split(' '), x => double.Parse(x, CultureInfo.InvariantCulture))).Select(x => (x[0], x[1], x[2]))];

    private static double Median(IEnumerable<double> numbers)
    {
        var sorted = numbers.Order().ToArray();
        return sorted.Length == 0 ? double.NaN : (sorted[(sorted.Length - 1) / 2] + sorted[sorted.Length / 2]) / 2;
    }
}
