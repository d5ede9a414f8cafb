using System.Globalization;
using System.Text.Json;

namespace CarbonSink.Benchmarks;

/// <summary>Race W3: mean and sum of a raster of 10,000 × 10,000 cells by 100,000 polygons, exact coverage; the peer is exactextract.</summary>
internal static class ZonalRace
{
    private const double Tolerance = 1e-9;

    private const int MostRecomputed = 20;

    /// <summary>0 when results agree and the median ratio reaches the goal.</summary>
    public static int Run(string raster, string polygons, string? peer, int pairs, double goal, string? program)
    {
        if (peer is null || !File.Exists(peer))
        {
            Console.WriteLine("peer absent: the goal is not met");
            return 1;
        }

        var (rasterPath, polygonPath, peerPath) = (Path.GetFullPath(raster), Path.GetFullPath(polygons), Path.GetFullPath(peer));
        var written = Path.Combine(Path.GetTempPath(), $"zonal-{Guid.NewGuid():N}.csv");
        try
        {
            TimedProcess Ours() => TimedProcess.Carbonsink(program, "zonal", rasterPath, polygonPath, "--stats", "mean,sum", "--json");
            TimedProcess Theirs()
            {
                File.Delete(written);
                return TimedProcess.Run(peerPath, "-r", $"r:{rasterPath}", "-p", polygonPath, "-s", "mean(r)", "-s", "sum(r)", "-o", written);
            }

            // The first pair warms the page cache, is not counted, and is compared.
            var (ours, theirs) = (Ours(), Theirs());
            if (ours.ExitCode != 0 || theirs.ExitCode != 0)
            {
                Console.WriteLine($"exit status {ours.ExitCode} and {theirs.ExitCode}: the goal is not met");
                return 1;
            }

            Console.WriteLine(TimedProcess.IsReadyToRun(program) ? "ours was compiled ahead of time" : "ours is compiled while it runs: build with -p:ReadyToRunBuild=true to race it compiled ahead of time");
            Console.WriteLine($"ours: {ours.CommandLine}\npeer: {theirs.CommandLine}");
            var agree = Agree(ours.Output, written, rasterPath, polygonPath);
            var runs = Enumerable.Range(0, pairs).Select(_ => (Ours: Ours(), Theirs: Theirs())).ToArray();
            Row("ours", [.. runs.Select(r => r.Ours)]);
            Row("peer", [.. runs.Select(r => r.Theirs)]);
            var ratio = Median(runs.Select(r => r.Theirs.Seconds / r.Ours.Seconds));
            var processor = Median(runs.Select(r => r.Theirs.ProcessorSeconds / r.Ours.ProcessorSeconds ?? double.NaN));
            Console.WriteLine($"ratio of {pairs} pairs, median: wall {ratio:F1}, processor {processor:F1}; goal {goal}: {(ratio >= goal ? "met" : "not met")}");
            return agree && ratio >= goal ? 0 : 1;
        }
        finally
        {
            File.Delete(written);
        }
    }

    // Where the peer differs, a slow sum in 28 digits decides which of the two is off.
    private static bool Agree(string ours, string theirs, string raster, string polygons)
    {
        using var document = JsonDocument.Parse(ours);
        var flagged = document.RootElement.GetProperty("findings").EnumerateArray().Where(f => f.GetProperty("record").ValueKind == JsonValueKind.Number).Select(f => f.GetProperty("record").GetInt64()).ToHashSet();
        var (compared, empty, lacking) = (0, 0, new List<long>());
        var differing = new List<(long Record, double Sum, double Peer, double Mean, double PeerMean, double Difference)>();
        using var lines = File.ReadLines(theirs).Skip(1).GetEnumerator();
        foreach (var record in document.RootElement.GetProperty("records").EnumerateArray())
        {
            if (!lines.MoveNext())
                return Say("the peer has fewer records: results DIFFER", false);
            var number = record.GetProperty("record").GetInt64();
            if (flagged.Contains(number))
                continue;
            compared++;
            var peer = lines.Current.Split(',').Select(t => double.TryParse(t, NumberStyles.Float, CultureInfo.InvariantCulture, out var v) && double.IsFinite(v) ? v : default(double?)).ToArray();
            var (mean, sum) = (Number(record, "mean"), Number(record, "sum"));
            if (mean is not { } m || sum is not { } s || peer[0] is not { } q || peer[1] is not { } p)
            {
                empty++;
                if (peer[0] is null != mean is null)
                    lacking.Add(number);
                continue;
            }

            var difference = Math.Max(Relative(s, p), Relative(m, q));
            if (!(difference <= Tolerance))
                differing.Add((number, s, p, m, q, difference));
        }

        Console.WriteLine($"{compared} records compared; {flagged.Count} passed over, each named by a finding (invalid, repaired, or with a hole outside); {empty} without values; {lacking.Count} have values with one side alone");
        Console.WriteLine($"within {Tolerance:R} of the peer: {compared - empty - differing.Count}; beyond: {differing.Count}{(differing.Count > 0 ? $", by {differing.Min(d => d.Difference):E1} to {differing.Max(d => d.Difference):E1}, median {Median(differing.Select(d => d.Difference)):E1}" : "")}");
        var asked = differing.OrderByDescending(d => d.Difference).Take(MostRecomputed / 2).Concat(differing.Take(MostRecomputed / 2)).DistinctBy(d => d.Record).ToArray();
        var exact = ExactZone.Of(raster, polygons, [.. asked.Select(d => d.Record)]);
        var (worstOurs, worstPeer) = (0.0, 0.0);
        foreach (var d in asked)
        {
            var (sum, mean) = exact[d.Record];
            var (we, they) = (Math.Max(Relative(sum, d.Sum), Relative(mean, d.Mean)), Math.Max(Relative(sum, d.Peer), Relative(mean, d.PeerMean)));
            (worstOurs, worstPeer) = (Math.Max(worstOurs, we), Math.Max(worstPeer, they));
            Console.WriteLine($"  record {d.Record}: sum in 28 digits {sum:R}; ours is off by {we:E1}, the peer by {they:E1}");
        }

        if (asked.Length > 0)
            Console.WriteLine($"of {asked.Length} recomputed (largest differences and first ones) ours is off by at most {worstOurs:E1}, the peer by {worstPeer:E1}; the other {differing.Count - asked.Length} were not recomputed");
        var agree = lacking.Count == 0 && worstOurs <= Tolerance;
        return Say(differing.Count == 0 && agree ? "results agree" : agree ? "results agree where the peer is exact; where they differ ours is right in every record recomputed" : "results DIFFER", agree);
    }

    private static double Relative(double value, double other) => value == other ? 0 : Math.Abs(value - other) / Math.Max(Math.Abs(value), double.Epsilon);

    private static double? Number(JsonElement record, string key) => record.GetProperty(key) is { ValueKind: JsonValueKind.Number } value ? value.GetDouble() : null;

    private static bool Say(string text, bool value)
    {
        Console.WriteLine(text);
        return value;
    }

    private static void Row(string name, TimedProcess[] runs) => Console.WriteLine(
        $"{name}: wall {Median(runs.Select(r => r.Seconds)):F3} s ({runs.Min(r => r.Seconds):F3}–{runs.Max(r => r.Seconds):F3}), processor {Median(runs.Select(r => r.ProcessorSeconds ?? double.NaN)):F2} s, peak memory {runs.Max(r => r.PeakMebibytes):F0} MiB");

    private static double Median(IEnumerable<double> values)
    {
        var sorted = values.Order().ToArray();
        return sorted.Length == 0 ? double.NaN : (sorted[(sorted.Length - 1) / 2] + sorted[sorted.Length / 2]) / 2;
    }
}
