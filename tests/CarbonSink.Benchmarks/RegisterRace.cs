using System.Globalization;
using System.Text.RegularExpressions;
using CarbonSink.Register;
using CarbonSink.Store;

namespace CarbonSink.Benchmarks;

/// <summary>Race W6: durable operations of the register on SQLite against the bare tables of the same library, one operation in a transaction and a hundred; and, without peer, on PostgreSQL.</summary>
internal static partial class RegisterRace
{
    private const double SingleGoal = 0.6;
    private const double BatchedGoal = 0.8;
    private const double OverlapGoal = 200;

    /// <summary>0 when the peer is there and every goal is met.</summary>
    /// <param name="peer">Program of the peer, run as PROGRAM FULL BATCH OPERATIONS in a folder with a folder out; null where there is none.</param>
    /// <param name="pairs">Interleaved pairs.</param>
    /// <param name="operations">Operations of a run with one in a transaction; twice as many with a hundred.</param>
    /// <param name="postgres">Address of a PostgreSQL server, whose schemas w6_1 and w6_8 are made anew; null to leave it out.</param>
    /// <param name="place">Folder on the disk that is written to; null for the temporary one.</param>
    public static int Run(string? peer, int pairs, int operations, string? postgres, string? place)
    {
        var folder = place is null ? Directory.CreateTempSubdirectory("carbonsink-w6-").FullName : Directory.CreateDirectory(Path.Combine(place, "w6")).FullName;
        try
        {
            Directory.CreateDirectory(Path.Combine(folder, "out"));
            var loaded = Path.Combine(folder, "loaded.db");
            bool met;
            using (var store = new SqliteStore(loaded, create: true))
            {
                Console.WriteLine($"ours: {store.Version}");
                RegisterWork.Load(store);
                var (microseconds, found) = RegisterWork.Overlap(store, 2_000);
                met = microseconds < OverlapGoal;
                Console.WriteLine(FormattableString.Invariant($"overlap check against 50,000 claims: {microseconds:F0} µs each, {found:F1} found each; goal {OverlapGoal} µs: {(met ? "met" : "not met")}"));
            }

            if (peer is null || !File.Exists(peer))
            {
                Console.WriteLine("peer absent, the goal is not met");
                met = false;
            }

            met &= Race(folder, loaded, peer, pairs, operations, 1, SingleGoal);
            met &= Race(folder, loaded, peer, pairs, Math.Min(2 * operations, RegisterWork.MostOperations), 100, BatchedGoal);
            if (postgres is not null)
                Postgres(postgres, operations);
            return met ? 0 : 1;
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    /// <summary>Loads a file, to run on it again and again while looking for what is slow.</summary>
    public static int Load(string file)
    {
        using var store = new SqliteStore(file, create: true);
        RegisterWork.Load(store);
        return 0;
    }

    /// <summary>One run of ours on a loaded file, in a process of its own.</summary>
    public static int RunOnce(string file, int operations, int batch)
    {
        using var store = new SqliteStore(file);
        var seconds = RegisterWork.Run(store, operations, batch);
        Console.WriteLine(FormattableString.Invariant($"{operations} operations in {seconds:F3} s, {operations / seconds:F0} op/s"));
        return 0;
    }

    private static bool Race(string folder, string loaded, string? peer, int pairs, int operations, int batch, double goal)
    {
        var number = operations.ToString(CultureInfo.InvariantCulture);
        var size = batch.ToString(CultureInfo.InvariantCulture);
        var file = Path.Combine(folder, "ours.db");
        TimedProcess Ours()
        {
            foreach (var old in Directory.GetFiles(folder, "ours.db*"))
                File.Delete(old);
            File.Copy(loaded, file);
            return TimedProcess.Run(Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet", typeof(RegisterRace).Assembly.Location, "w6-run", "--db", file, "--operations", number, "--batch", size);
        }

        var runs = new List<(TimedProcess Ours, TimedProcess? Theirs)>();
        for (var i = 0; i < pairs; i++)
            runs.Add((Ours(), peer is not null && File.Exists(peer) ? TimedProcess.Run("/usr/bin/env", "-C", folder, Path.GetFullPath(peer), "FULL", size, number) : null));
        if (runs.Exists(r => r.Ours.ExitCode != 0 || r.Theirs is { ExitCode: not 0 }))
            throw new InvalidOperationException("a run failed");
        Console.WriteLine($"{batch} in a transaction\n  ours: {runs[0].Ours.CommandLine}\n  peer: {runs[0].Theirs?.CommandLine ?? "absent"}");
        Say("ours", [.. runs.Select(r => r.Ours)]);
        if (runs[0].Theirs is null)
            return false;
        Say("peer", [.. runs.Select(r => r.Theirs!)]);
        var ratio = Figures.Median(runs.Select(r => Rate(r.Ours) / Rate(r.Theirs!)));
        Console.WriteLine(FormattableString.Invariant($"  ratio of {pairs} pairs, median: {ratio:F2}; goal {goal}: {(ratio >= goal ? "met" : "not met")}"));
        return ratio >= goal;
    }

    private static void Say(string name, IReadOnlyCollection<TimedProcess> runs) => Console.WriteLine(FormattableString.Invariant(
        $"  {name}: {Figures.Median(runs.Select(Rate)):F0} op/s ({runs.Min(Rate):F0}–{runs.Max(Rate):F0}), processor {Figures.Median(runs.Select(r => r.ProcessorSeconds ?? double.NaN)):F2} s, peak memory {runs.Max(r => r.PeakMebibytes):F0} MiB"));

    private static double Rate(TimedProcess run) => double.Parse(OperationsPerSecond().Match(run.Output).Groups[1].ValueSpan, CultureInfo.InvariantCulture);

    private static void Postgres(string address, int operations)
    {
        foreach (var clients in (int[])[1, 8])
        {
            var url = $"{address}{(address.Contains('?', StringComparison.Ordinal) ? '&' : '?')}schema=w6_{clients}";
            var stores = Enumerable.Range(0, clients).Select(IRegisterStore (_) => PostgresStore.Open(url)).ToArray();
            if (stores[0].Read(r => r.Size) > 0)
                throw new InvalidOperationException($"{url} is not empty");
            RegisterWork.Load(stores[0]);
            var (microseconds, found) = RegisterWork.Overlap(stores[0], 1_000);
            var seconds = 0.0;
            Parallel.For(0, clients, new ParallelOptions { MaxDegreeOfParallelism = clients }, c =>
            {
                var mine = RegisterWork.Run(stores[c], operations / clients, 1, c, clients);
                lock (stores)
                    seconds = Math.Max(seconds, mine);
            });
            Console.WriteLine(FormattableString.Invariant($"{stores[0].Version}, {clients} clients, one operation in a transaction: {operations / clients * clients / seconds:F0} op/s; overlap check {microseconds:F0} µs each, {found:F1} found each"));
            Array.ForEach(stores, s => s.Dispose());
        }
    }

    [GeneratedRegex("([0-9]+) op/s")]
    private static partial Regex OperationsPerSecond();
}
