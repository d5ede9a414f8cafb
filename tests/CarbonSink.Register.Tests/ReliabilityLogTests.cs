using System.Buffers.Binary;
using System.Globalization;
using CarbonSink.Register;
using CarbonSink.Store;
using Xunit;

namespace CarbonSink.Register.Tests;

/// <summary>The write-ahead log of a register is cut off or a bit of it is flipped before the register is opened again.</summary>
/// <remarks>
/// What is asserted. A log is a row of transactions, each of which ends at some byte. When byte d is the first that is damaged, the register that opens holds exactly the transactions that end at or
/// before d, and its state is what follows from these entries: a beginning of the true ledger, with no wrong entry and nothing half done. Every answer is given after the log was synced up to the end of its
/// transaction (ReliabilitySyncTests), and a crash of the computer cannot tear what was synced: it damages only bytes after the last sync. So d lies behind every answer, and every answer holds. Where the
/// storage itself loses bytes that it had synced, entries from there on are lost, and the next signed head does not extend the last one: that is found by its consistency proof, not by this store.
/// </remarks>
public sealed class ReliabilityLogTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("carbonsink-log-").FullName;

    private string Trial => Path.Combine(folder, "trial.db");

    public void Dispose() => Directory.Delete(folder, recursive: true);

    /// <summary>500 damages of a log that was never checkpointed, and 500 of one that has begun anew over an older, longer one.</summary>
    [LinuxFact]
    public void What_opens_after_1000_damages_is_a_beginning_of_the_ledger()
    {
        Damage("synchronous=FULL; PRAGMA wal_autocheckpoint=0", 120, 500);
        Damage("synchronous=FULL; PRAGMA wal_autocheckpoint=60", 150, 500);
    }

    private void Damage(string settings, int answers, int trials)
    {
        var db = Path.Combine(folder, $"true-{answers}.db");
        _ = WriterProcess.Run("open", db);
        List<(int Index, string Leaf)> answered;
        using (var writer = WriterProcess.Start(["write", db, "1", "1000000", "2", settings], null, answers))
        {
            writer.WaitForAnswers();
            writer.Kill();
            answered = [.. writer.Answers];
        }

        var (pages, log) = (File.ReadAllBytes(db), File.ReadAllBytes(db + "-wal"));
        var ends = Ends(log);
        Assert.True(ends.Count > 10, $"{ends.Count} transactions are in the log");
        var truth = Open(pages, log, static r => r.Entries(0, long.MaxValue).Select(e => e.ToArray()).ToList());
        Assert.All(answered, a => Assert.Equal(a.Leaf, Convert.ToHexStringLower(LedgerEntry.LeafHash(truth[a.Index]))));

        // What each undamaged beginning of the log holds: it must follow from its own entries.
        var sound = new List<(int Size, string State)> { Open(pages, [], Sound) };
        sound.AddRange(ends.Select(end => Open(pages, log[..end], Sound)));
        Assert.Equal(truth.Count, sound[^1].Size);

        var random = new Random(answers);
        for (var trial = 0; trial < trials; trial++)
        {
            var at = random.Next(trial % 5 == 0 ? 4096 : log.Length); // the log's own header and its first frames more often
            byte[] damaged = trial % 2 == 0 ? log[..at] : [.. log];
            if (trial % 2 != 0)
                damaged[at] ^= (byte)(1 << random.Next(8));
            var whole = at < 32 ? 0 : ends.Count(e => e <= at);
            var (size, state) = Open(pages, damaged, r =>
            {
                foreach (var (entry, index) in r.Entries(0, long.MaxValue).Select((e, i) => (e, i)))
                    Assert.True(index < truth.Count && entry.Span.SequenceEqual(truth[index]), $"byte {at}: entry {index} is not the true one");
                return ((int)r.Size, StoredState.Hash(r));
            });
            Assert.True((size, state) == sound[whole], string.Create(CultureInfo.InvariantCulture, $"byte {at} of {log.Length} ({(trial % 2 == 0 ? "cut" : "flipped")}): {size} entries, {sound[whole].Size} expected"));
        }
    }

    private static (int Size, string State) Sound(IRegisterReading register)
    {
        Assert.Empty(RegisterCheck.Of(register, TestRules.Book).Select(f => f.What.En));
        return ((int)register.Size, StoredState.Hash(register));
    }

    /// <summary>Bytes at which the transactions of a log end (sqlite.org/fileformat2.html, 4.1): frames carry the salts of the log's header, and the last one of a transaction carries the size of the database.</summary>
    private static List<int> Ends(byte[] log)
    {
        var page = BinaryPrimitives.ReadInt32BigEndian(log.AsSpan(8));
        var ends = new List<int>();
        for (var frame = 32; frame + 24 + page <= log.Length && log.AsSpan(frame + 8, 8).SequenceEqual(log.AsSpan(16, 8)); frame += 24 + page)
            if (BinaryPrimitives.ReadInt32BigEndian(log.AsSpan(frame + 4)) != 0)
                ends.Add(frame + 24 + page);
        return ends;
    }

    private T Open<T>(byte[] pages, byte[] log, Func<IRegisterReading, T> read)
    {
        File.Delete(Trial + "-shm");
        File.WriteAllBytes(Trial, pages);
        File.WriteAllBytes(Trial + "-wal", log);
        using var store = new SqliteStore(Trial, create: false, null, "synchronous=OFF"); // these trials need no sync
        Assert.Empty(store.CheckIntegrity());
        return store.Read(read);
    }
}
