using System.Globalization;
using CarbonSink.Register;
using CarbonSink.Register.Writer;
using Xunit;

namespace CarbonSink.Register.Tests;

/// <summary>Eight writers that spend one account at the same time, each with a connection of its own: what they spent is what there was, and no unit twice.</summary>
public abstract class WritersTests
{
    private const int Writers = 8;

    /// <summary>Address of an empty store.</summary>
    protected abstract string Address { get; }

    [StoreFact]
    public void Eight_threads_spend_an_account_down_to_nothing()
    {
        Prepare();
        var spent = new (int Units, long Common)[Writers];
        var threads = Enumerable.Range(0, Writers).Select(i => new Thread(() =>
        {
            using var store = Spending.Open(Address);
            spent[i] = Spending.Run(store, i);
        })).ToList();
        threads.ForEach(static t => t.Start());
        threads.ForEach(static t => t.Join());
        Check(spent);
    }

    [StoreFact]
    public void Eight_threads_of_one_store_spend_an_account_down_to_nothing()
    {
        Prepare();
        var spent = new (int Units, long Common)[Writers];
        using (var store = Spending.Open(Address))
        {
            var threads = Enumerable.Range(0, Writers).Select(i => new Thread(() => spent[i] = Spending.Run(store, i))).ToList();
            threads.ForEach(static t => t.Start());
            threads.ForEach(static t => t.Join());
        }

        Check(spent);
    }

    [StoreFact]
    public void Eight_processes_spend_an_account_down_to_nothing()
    {
        Prepare();
        var writers = Enumerable.Range(0, Writers).Select(i => WriterProcess.Start(["spend", Address, i.ToString(CultureInfo.InvariantCulture)])).ToList();
        try
        {
            Assert.All(writers, w => Assert.Equal(0, w.Wait()));
            Check([.. writers.Select(w => w.Lines[^1].Split(' ')).Select(words => (int.Parse(words[1], CultureInfo.InvariantCulture), long.Parse(words[2], CultureInfo.InvariantCulture)))]);
        }
        finally
        {
            writers.ForEach(static w => w.Dispose());
        }
    }

    private void Prepare()
    {
        using var store = Spending.Open(Address);
        Spending.Prepare(store);
    }

    private void Check(IReadOnlyList<(int Units, long Common)> spent)
    {
        Assert.Equal(Spending.Units, spent.Sum(s => s.Units));
        Assert.Single(spent.Select(s => s.Common).Distinct());
        using var store = Spending.Open(Address);
        store.Read(r =>
        {
            Assert.Empty(r.Blocks(new(Spending.Pot, State: UnitState.Free)));
            var entries = r.Entries(0, long.MaxValue).Select(e => new LedgerEntry(CanonicalObject.ParseCanonical(e.Span))).ToList();
            Assert.Equal(Enumerable.Range(0, entries.Count).Select(i => (long)i), entries.Select(e => e.Index));
            Assert.Single(entries, e => e.Key == "common");

            // Numbers that were moved out of the account, each once.
            var moved = entries.Where(e => e.Refusal is null && e.Verb == Verbs.Transfer && e.Payload.Text("from") == Spending.Pot)
                .SelectMany(e => e.Outcome.Objects("blocks")).SelectMany(b => Enumerable.Range((int)b.Integer("first"), (int)(b.Integer("last") - b.Integer("first") + 1))).ToList();
            Assert.Equal(Spending.Units, moved.Count);
            Assert.Equal(Spending.Units, moved.Distinct().Count());
            Assert.Empty(RegisterCheck.Of(r, TestRules.Book).Select(f => f.What.En));
            return 0;
        });
    }
}

/// <summary>Writers of an SQLite file.</summary>
public sealed class SqliteWritersTests : WritersTests, IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("carbonsink-writers-").FullName;

    /// <inheritdoc/>
    protected override string Address => Path.Combine(folder, "register.db");

    /// <inheritdoc/>
    public void Dispose() => Directory.Delete(folder, recursive: true);
}

/// <summary>Writers of a PostgreSQL schema.</summary>
[NeedsPostgres]
[Collection(PostgresTests.Name)]
public sealed class PostgresWritersTests(PostgresServer server) : WritersTests
{
    /// <inheritdoc/>
    protected override string Address { get; } = PostgresServer.Absent is null ? server.NewUrl() : "";
}
