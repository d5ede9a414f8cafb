using System.Buffers.Binary;
using System.Globalization;
using CarbonSink.Findings;
using CarbonSink.Gis;
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
/// A log that was checkpointed and not written since is the one exception: its transactions stand in the database already, and a damaged beginning of it would be laid over newer pages. No crash damages
/// it, since it was synced before the checkpoint began. Where the storage loses bytes of it that it had synced, opening, the check of the pages or the check of the register notices it, or what opens is a beginning of the
/// ledger that is consistent in itself and lacks acknowledged entries: no check of the register alone can tell that, and a signed head that somebody else keeps does. Both are asserted, and nothing else happens.
/// </remarks>
public sealed class ReliabilityLogTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("carbonsink-log-").FullName;

    private string Source => Path.Combine(folder, "register.db");

    private string Trial => Path.Combine(folder, "trial.db");

    public void Dispose() => Directory.Delete(folder, recursive: true);

    /// <summary>500 damages of a log that was never checkpointed, and 500 of one that has begun anew over an older, longer one.</summary>
    [LinuxFact]
    public void What_opens_after_1000_damages_is_a_beginning_of_the_ledger()
    {
        Damage("synchronous=FULL; PRAGMA wal_autocheckpoint=0", 120, 500);
        Damage("synchronous=FULL; PRAGMA wal_autocheckpoint=100", 150, 500);
    }

    /// <summary>A log whose transactions stand in the database already, since it was checkpointed and nothing was written after that. Damage to it is no crash's. What opens is noticed, or is a beginning of the ledger: a shorter one is shown by a head that is kept elsewhere.</summary>
    [LinuxFact]
    public void A_checkpointed_log_that_loses_synced_bytes_is_noticed_or_opens_as_a_beginning_that_a_kept_head_shows()
    {
        var (pages, log, _, _) = Killed("synchronous=FULL; PRAGMA wal_autocheckpoint=0", 60);
        var truth = Open(pages, log, static r => r.Entries(0, long.MaxValue).Select(e => e.ToArray()).ToList());
        using (var database = SqliteDatabase.Write(Source, create: false, TimeSpan.Zero))
        {
            database.Execute("PRAGMA wal_checkpoint(PASSIVE)");
            (pages, log) = (File.ReadAllBytes(Source), File.ReadAllBytes(Source + "-wal"));
        }

        var random = new Random(60);
        var kept = new MerkleTree();
        foreach (var entry in truth)
            kept.Append(LedgerEntry.LeafHash(entry));
        var cuts = Ends(log);
        var (noticed, shorter, whole) = (0, 0, 0);
        for (var trial = 0; trial < 100; trial++)
        {
            var at = trial % 2 == 0 ? random.Next(log.Length) : cuts[random.Next(cuts.Count)];
            try
            {
                var size = Open(pages, log[..at], r => RegisterCheck.Of(r, TestRules.Book).Count > 0 ? -1 : r.Entries(0, long.MaxValue).Select((e, i) => i < truth.Count && e.Span.SequenceEqual(truth[i])).All(same => same) ? (int)r.Size : throw new InvalidDataException($"byte {at}"));
                (noticed, shorter, whole) = size < 0 ? (noticed + 1, shorter, whole) : size < kept.Size ? (noticed, shorter + 1, whole) : (noticed, shorter, whole + 1);
                Assert.True(size <= kept.Size, $"byte {at}: {size} entries, and the head that was kept has {kept.Size}");
            }
            catch (Exception e) when (e is RefusedInputException or IOException or Xunit.Sdk.EmptyException)
            {
                noticed++; // on opening, by the check of the pages, or while reading
            }
        }

        Assert.True(noticed + shorter + whole == 100 && shorter > 0, $"{noticed} noticed, {shorter} shorter than the head that was kept, {whole} whole");
    }

    private void Damage(string settings, int answers, int trials)
    {
        var (pages, log, ends, answered) = Killed(settings, answers);
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

    /// <summary>A register that a process wrote until it was killed, in the middle of a log that was not checkpointed: the file without it holds less.</summary>
    private (byte[] Pages, byte[] Log, List<int> Ends, List<(int Index, string Leaf)> Answered) Killed(string settings, int answers)
    {
        foreach (var file in Directory.GetFiles(folder))
            File.Delete(file);
        _ = WriterProcess.Run("open", Source);
        var answered = new List<(int Index, string Leaf)>();
        for (var seed = 1; seed <= 20; seed++)
        {
            using (var writer = WriterProcess.Start(["write", Source, seed.ToString(CultureInfo.InvariantCulture), "1000000", "2", settings], null, answers))
            {
                writer.WaitForAnswers();
                writer.Kill();
                answered.AddRange(writer.Answers);
            }

            var (pages, log) = (File.ReadAllBytes(Source), File.ReadAllBytes(Source + "-wal"));
            var ends = Ends(log);
            if (ends.Count >= 5 && Size(pages, []) is { } less && less < Size(pages, log[..ends[0]]))
                return (pages, log, ends, answered);
        }

        throw new InvalidOperationException("20 processes were killed at or after a checkpoint");
    }

    private int? Size(byte[] pages, byte[] log)
    {
        try
        {
            return Open(pages, log, static r => (int)r.Size);
        }
        catch (Exception e) when (e is RefusedInputException or Xunit.Sdk.EmptyException)
        {
            return null; // killed in the middle of a checkpoint: the file is whole only with its log
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
