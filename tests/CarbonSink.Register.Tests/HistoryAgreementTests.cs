using System.Diagnostics;
using System.Globalization;
using CarbonSink.Register;
using CarbonSink.Store;
using Xunit;
using Xunit.Abstractions;

namespace CarbonSink.Register.Tests;

/// <summary>Random histories come to the same entries, keys, rows, blocks and claims in SQLite and in PostgreSQL as in memory; a failure names its seed and shows the first line that differs.</summary>
/// <remarks>
/// Each history is one transaction of the store: its requests are answered by the store's own statements, what it then holds is read back from the tables, and the transaction is taken back, so that the next history
/// finds the opening requests alone. That requests which are committed one by one come to the same is shown by <see cref="StoreAgreementTests"/>, on fewer histories.
/// </remarks>
[NeedsPostgres]
[Collection(PostgresTests.Name)]
public sealed class HistoryAgreementTests(PostgresServer server, ITestOutputHelper output) : IDisposable
{
    private const int Chunk = 250;

    private readonly string folder = Directory.CreateTempSubdirectory("carbonsink-histories-").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    /// <summary>REGISTER_HISTORIES sets another number, or seeds: 5000-9999.</summary>
    [Fact]
    public void SQLite_agrees_with_memory() =>
        Compare(Seeds("REGISTER_HISTORIES", 100_000), from => new SqliteStore(Path.Combine(folder, string.Create(CultureInfo.InvariantCulture, $"{from}.db")), create: true, null, "synchronous=OFF"));

    /// <summary>REGISTER_POSTGRES_HISTORIES sets another number, 100000 for all of them, or seeds: 5000-9999.</summary>
    [StoreFact]
    public void PostgreSQL_agrees_with_memory() => Compare(Seeds("REGISTER_POSTGRES_HISTORIES", 10_000), _ => PostgresStore.Open(server.NewUrl()));

    /// <summary>The comparison sees a store that keeps a row, a key, a block or an entry otherwise.</summary>
    [Fact]
    public void The_comparison_sees_what_differs()
    {
        using var store = new MemoryStore();
        RandomHistory.Run(store, RandomHistory.Of(1));
        var lines = StoredState.Lines(store).ToList();
        store.Put(Rows.Account, "a1", store.Row(Rows.Account, "a1")!.With(("state", "other")));
        Assert.StartsWith("seed 1, line ", Difference(1, lines, [.. StoredState.Lines(store)]), StringComparison.Ordinal);
        Assert.StartsWith("seed 1, line ", Difference(1, lines, lines[..^1]), StringComparison.Ordinal);
        Assert.Null(Difference(1, lines, [.. lines]));
    }

    private static (int From, int To) Seeds(string variable, int usual) => (Environment.GetEnvironmentVariable(variable) ?? "").Split('-') switch
    {
        [var from, var to] => (int.Parse(from, CultureInfo.InvariantCulture), int.Parse(to, CultureInfo.InvariantCulture)),
        [{ Length: > 0 } number] => (0, int.Parse(number, CultureInfo.InvariantCulture) - 1),
        _ => (0, usual - 1),
    };

    private void Compare((int From, int To) seeds, Func<int, IRegisterStore> open)
    {
        var (clock, lines) = (Stopwatch.StartNew(), 0L);
        var chunks = Enumerable.Range(0, (seeds.To - seeds.From + Chunk) / Chunk).Select(i => seeds.From + (i * Chunk));
        Parallel.ForEach(chunks, new ParallelOptions { MaxDegreeOfParallelism = Environment.ProcessorCount }, from =>
        {
            using var store = open(from);
            RandomHistory.Run(store, RandomHistory.Opening);
            for (var seed = from; seed <= Math.Min(from + Chunk - 1, seeds.To); seed++)
                Interlocked.Add(ref lines, Compare(store, seed));
        });
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"seeds {seeds.From} to {seeds.To}, {lines} lines compared, {clock.Elapsed.TotalSeconds:0} s, {Environment.ProcessorCount} processors"));
        Assert.True(lines > 80L * (seeds.To - seeds.From + 1), "too little was compared");
    }

    private static int Compare(IRegisterStore store, int seed)
    {
        var steps = RandomHistory.Of(seed);
        using var memory = new MemoryStore();
        RandomHistory.Run(memory, steps);
        var expected = StoredState.Lines(memory).ToList();
        try
        {
            store.Write<int>(transaction =>
            {
                RandomHistory.Run(new Part(transaction), steps.Skip(RandomHistory.Opening.Count));
                (transaction as SqliteReading)?.Forget(all: true); // what it keeps decoded: the tables are read
                throw Difference(seed, expected, [.. StoredState.Lines(transaction)]) is { } difference ? new Xunit.Sdk.XunitException(difference) : new TakenBackException();
            });
        }
        catch (TakenBackException)
        {
            // The history agreed, and the next one finds nothing of it.
        }
        catch (Exception e) when (e is not Xunit.Sdk.XunitException)
        {
            throw new Xunit.Sdk.XunitException($"seed {seed}: {e}", e);
        }

        return expected.Count;
    }

    private static string? Difference(int seed, List<string> expected, List<string> found)
    {
        var line = 0;
        while (line < expected.Count && line < found.Count && expected[line] == found[line])
            line++;
        string At(List<string> lines) => line < lines.Count ? lines[line] : "nothing";
        return line == expected.Count && line == found.Count ? null : string.Create(CultureInfo.InvariantCulture, $"seed {seed}, line {line}\nmemory: {At(expected)}\nstore:  {At(found)}");
    }

    /// <summary>A transaction as a store: what is written to it becomes a part of the transaction.</summary>
    private sealed class Part(IRegisterWriting transaction) : IRegisterStore
    {
        public string Version => "part of a transaction";

        public T Read<T>(Func<IRegisterReading, T> read) => read(transaction);

        public T Write<T>(Func<IRegisterWriting, T> write) => write(transaction);

        public void Dispose()
        {
        }
    }

    /// <summary>Takes a transaction back.</summary>
    private sealed class TakenBackException : Exception;
}
