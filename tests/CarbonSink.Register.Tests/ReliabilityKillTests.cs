using System.Globalization;
using CarbonSink.Register;
using CarbonSink.Store;
using Xunit;
using Xunit.Abstractions;

namespace CarbonSink.Register.Tests;

/// <summary>Processes that write are killed at any moment: what they were answered is there, everything else is there whole or not at all.</summary>
public sealed class ReliabilityKillTests(ITestOutputHelper output) : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("carbonsink-kill-").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    /// <summary>
    /// One register lives through 500 processes that are killed (signal 9): most while they write, after one to eight answers, each tenth at any point from its start on, opening and recovery included; every third checkpoints after each
    /// few pages. The writer says when a transaction has begun and when its commit begins, so that it is known where it was killed. Both SQLite libraries take turns. The page cache outlives a process, so this shows that transactions are atomic; that they are on durable storage is shown by ReliabilitySyncTests.
    /// </summary>
    [LinuxFact]
    public void A_register_lives_through_500_kills()
    {
        var kills = int.TryParse(Environment.GetEnvironmentVariable("REGISTER_KILLS"), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : 500; // another number for a quick look
        var db = Path.Combine(folder, "register.db");
        _ = WriterProcess.Run("open", db);
        var random = new Random(8);
        var known = new List<string>();
        var (answered, unanswered, open, committing) = (0, 0, 0, 0);
        for (var kill = 1; kill <= kills; kill++)
        {
            var settings = kill % 3 == 0 ? "synchronous=FULL; PRAGMA wal_autocheckpoint=6" : "synchronous=FULL";
            using var writer = WriterProcess.Start(["tell", db, kill.ToString(CultureInfo.InvariantCulture), "1000000", kill % 2 == 0 ? "1" : "6", settings], Libraries[kill % Libraries.Length], 1 + random.Next(8));
            if (kill % 10 != 0)
                writer.WaitForAnswers();
            Pause(random.NextDouble() * (kill % 10 == 0 ? 200 : 10));
            writer.Kill();
            open += writer.Lines is [.., "begun"] ? 1 : 0;
            committing += writer.Lines is [.., "committing"] ? 1 : 0;

            using var store = new SqliteStore(db);
            Assert.Empty(store.CheckIntegrity());
            var before = known.Count;
            store.Read(r => Read(r, known, kill));
            foreach (var (index, leaf) in writer.Answers)
                Assert.True(index < known.Count && known[index] == leaf, $"kill {kill}: entry {index} was answered and is not there");
            var fresh = writer.Answers.Where(a => a.Index >= before).DistinctBy(a => a.Index).Count();
            (answered, unanswered) = (answered + fresh, unanswered + known.Count - before - fresh);
            if (kill % 25 != 0)
                continue;
            Assert.Equal(known, store.Read(r => r.LeafHashes(0, long.MaxValue).Select(Convert.ToHexStringLower).ToList()));
            Assert.Empty(store.Read(r => RegisterCheck.Of(r, TestRules.Book).Select(f => f.What.En)));
        }

        output.WriteLine($"{kills} kills: {open} inside an open transaction, {committing} between its commit and the answer, {answered} new entries answered, {unanswered} written and not answered");
        Assert.True(open > kills / 50, $"only {open} kills hit an open transaction: the test kills at the wrong moments");
        Assert.True(committing > kills / 50, $"only {committing} kills hit a commit: the test kills at the wrong moments");
        Assert.True(answered > kills, $"only {answered} answers were given: the test kills too early");
        Assert.True(unanswered > 0, "no process was killed between writing and answering: the test kills too late");
    }

    /// <summary>Libraries that are there: the system's where there is one, and the one that comes along.</summary>
    internal static string[] Libraries { get; } = System.Runtime.InteropServices.NativeLibrary.TryLoad("libsqlite3.so.0", out _) ? ["system", "bundled"] : ["bundled"];

    /// <summary>Reads what was added: each entry is whole, and so is each batch, whose entries carry keys seed-batch-number-count.</summary>
    private static int Read(IRegisterReading register, List<string> known, int seed)
    {
        var batches = new Dictionary<string, (int Count, int Of)>(StringComparer.Ordinal);
        var leaves = register.LeafHashes(known.Count, long.MaxValue).ToList();
        var entries = register.Entries(known.Count, long.MaxValue).ToList();
        Assert.Equal(leaves.Count, entries.Count);
        for (var i = 0; i < entries.Count; i++)
        {
            var entry = new LedgerEntry(CanonicalObject.ParseCanonical(entries[i].Span));
            Assert.Equal((known.Count, Convert.ToHexString(LedgerEntry.LeafHash(entries[i].Span))), ((int)entry.Index, Convert.ToHexString(leaves[i])));
            if (entry.Key is { } key && key.Split('-') is [_, var batch, _, var of] words)
            {
                Assert.Equal(seed, int.Parse(words[0], CultureInfo.InvariantCulture));
                batches[batch] = (batches.GetValueOrDefault(batch).Count + 1, int.Parse(of, CultureInfo.InvariantCulture));
            }

            known.Add(Convert.ToHexStringLower(leaves[i]));
        }

        Assert.All(batches, b => Assert.Equal(b.Value.Of, b.Value.Count));
        return 0;
    }

    private static void Pause(double milliseconds)
    {
        var until = System.Diagnostics.Stopwatch.GetTimestamp() + (long)(milliseconds * System.Diagnostics.Stopwatch.Frequency / 1000);
        Thread.Sleep((int)milliseconds);
        while (System.Diagnostics.Stopwatch.GetTimestamp() < until)
            Thread.SpinWait(20);
    }
}
