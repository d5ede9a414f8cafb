using System.Globalization;
using System.Text.Json;
using CarbonSink.Geometry;
using CarbonSink.Gis;
using CarbonSink.Inventory;

namespace CarbonSink.Benchmarks;

/// <summary>Race W3: mean and sum of a raster of 10,000 × 10,000 cells by 100,000 polygons, exact coverage; the peer is exactextract.</summary>
internal static class ZonalRace
{
    private const double Tolerance = 1e-9;

    /// <summary>Part of a cell that the peer's sums may be off by: it takes areas from whole coordinates, whose last digits are lost in the products.</summary>
    private const double PeerRounding = 1e-6;

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
            var agree = Agree(ours.Output, written, Invalid(polygonPath));
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

    private static HashSet<long> Invalid(string polygons)
    {
        using var reader = new ShapefileReader(polygons);
        var invalid = new HashSet<long>();
        foreach (var batch in reader.Read(RecordRange.All, [], geometry: true))
        {
            for (var row = 0; row < batch.Count; row++)
            {
                if (ValidityFault.Of(batch.Geometry, row) is not null)
                    invalid.Add(batch.RecordNumbers[row]);
            }
        }

        return invalid;
    }

    private static bool Agree(string ours, string theirs, HashSet<long> invalid)
    {
        using var document = JsonDocument.Parse(ours);
        var largest = document.RootElement.GetProperty("records").EnumerateArray().Max(r => r.GetProperty("mean") is { ValueKind: JsonValueKind.Number } mean ? Math.Abs(mean.GetDouble()) : 0);
        var (compared, differing, worst, worstBeyond) = (0, new List<long>(), 0.0, 0.0);
        using var lines = File.ReadLines(theirs).Skip(1).GetEnumerator();
        foreach (var record in document.RootElement.GetProperty("records").EnumerateArray())
        {
            if (!lines.MoveNext())
                return Say("the peer has fewer records: results DIFFER");
            var number = record.GetProperty("record").GetInt64();
            if (invalid.Contains(number))
                continue;
            compared++;
            var peer = lines.Current.Split(',').Select(t => double.TryParse(t, NumberStyles.Float, CultureInfo.InvariantCulture, out var v) && double.IsFinite(v) ? v : default(double?)).ToArray();
            var (mean, sum) = (Number(record, "mean"), Number(record, "sum"));
            if (peer[0] is null != mean is null)
            {
                differing.Add(number);
                continue;
            }

            if (sum is not { } s || peer[1] is not { } p || mean is not { } m || peer[0] is not { } q)
                continue;
            worst = Math.Max(worst, Math.Abs(m - q) / Math.Max(Math.Abs(m), double.Epsilon));
            var cells = m == 0 ? 0 : s / m;
            var beyond = Math.Max(Math.Abs(s - p) - (Tolerance * Math.Abs(s)), cells == 0 ? 0 : (Math.Abs(m - q) * cells) - (Tolerance * Math.Abs(s)));
            worstBeyond = Math.Max(worstBeyond, beyond / largest);
            if (beyond > PeerRounding * largest)
                differing.Add(number);
        }

        Console.WriteLine($"{compared} records compared, {invalid.Count} invalid polygons passed over; largest relative difference of a mean {worst:E1}; beyond {Tolerance:R} of the sum at most {worstBeyond:E1} of a cell with the largest mean");
        Console.WriteLine($"records that differ by more than {Tolerance:R} and {PeerRounding:R} of a cell, the peer's rounding: {differing.Count}{(differing.Count > 0 ? " (" + string.Join(' ', differing.Take(120)) + ")" : "")}");
        return Say(differing.Count == 0 ? "results agree" : "results DIFFER where the polygons named are valid") && differing.Count == 0;
    }

    private static double? Number(JsonElement record, string key) => record.GetProperty(key) is { ValueKind: JsonValueKind.Number } value ? value.GetDouble() : null;

    private static bool Say(string text)
    {
        Console.WriteLine(text);
        return true;
    }

    private static void Row(string name, TimedProcess[] runs) => Console.WriteLine(
        $"{name}: wall {Median(runs.Select(r => r.Seconds)):F3} s ({runs.Min(r => r.Seconds):F3}–{runs.Max(r => r.Seconds):F3}), processor {Median(runs.Select(r => r.ProcessorSeconds ?? double.NaN)):F2} s, peak memory {runs.Max(r => r.PeakMebibytes):F0} MiB");

    private static double Median(IEnumerable<double> values)
    {
        var sorted = values.Order().ToArray();
        return sorted.Length == 0 ? double.NaN : (sorted[(sorted.Length - 1) / 2] + sorted[sorted.Length / 2]) / 2;
    }
}
