using Xunit;

namespace CarbonSink.Register.Tests;

/// <summary>An answer is given only after what it says is on durable storage: seen in the system calls of a process that writes.</summary>
public sealed class ReliabilitySyncTests : IDisposable
{
    private const int Batches = 150;

    private readonly string folder = Directory.CreateTempSubdirectory("carbonsink-sync-").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    /// <summary>Between the last write to the log for a transaction and its answer the log is synced, and that succeeds: once, but where the log begins anew or is checkpointed.</summary>
    [LinuxFact("strace")]
    public void The_log_is_synced_between_each_commit_and_its_answer()
    {
        foreach (var library in ReliabilityKillTests.Libraries)
        {
            var answers = Trace("synchronous=FULL", library);
            Assert.True(answers.Count > Batches * 3 / 4, $"{library}: only {answers.Count} answers follow a write to the log");
            Assert.All(answers, a => Assert.True(a.IsSynced && a.Syncs > 0, "an answer was given before the log was synced"));
            Assert.True(answers.Count(a => a.Syncs == 1) >= answers.Count * 9 / 10, $"{library}: {answers.Count(a => a.Syncs == 1)} of {answers.Count} answers cost one sync");
        }
    }

    /// <summary>The same check on a connection that does not sync: it must object to every answer.</summary>
    [LinuxFact("strace")]
    public void The_check_objects_where_nothing_is_synced()
    {
        var answers = Trace("synchronous=OFF", ReliabilityKillTests.Libraries[0]);
        Assert.True(answers.Count > Batches * 3 / 4);
        Assert.All(answers, a => Assert.False(a.IsSynced));
    }

    /// <summary>A sync of another file, one that fails, and one before the last write do not count; calls of two threads may be interleaved.</summary>
    [Fact]
    public void The_check_reads_traces_as_strace_writes_them()
    {
        string[] trace =
        [
            "7 pwrite64(20</t/r.db-wal>, \"\\0\"..., 24, 32) = 24", "7 fdatasync(20</t/r.db-wal>) = 0", "7 write(1<pipe:[1]>, \"ack 1 ab\\n\", 9) = 9",
            "7 pwrite64(20</t/r.db-wal>, \"\"..., 24, 32) = 24", "7 fdatasync(19</t/r.db>) = 0", "7 write(1<pipe:[1]>, \"ack 2 ab\\n\", 9) = 9",
            "7 pwrite64(20</t/r.db-wal>, \"\"..., 24, 32) = 24", "7 fdatasync(20</t/r.db-wal>) = -1 EIO (Input/output error)", "7 write(1<pipe:[1]>, \"ack 3 ab\\n\", 9) = 9",
            "7 fdatasync(20</t/r.db-wal>) = 0", "7 pwrite64(20</t/r.db-wal>, \"\"..., 24, 32) = 24", "7 write(1<pipe:[1]>, \"ack 4 ab\\n\", 9) = 9",
            "7 pwrite64(20</t/r.db-wal>, \"\"..., 24, 32) = 24", "7 fdatasync(20</t/r.db-wal> <unfinished ...>", "8 write(2<pipe:[2]>, \"\", 0) = 0", "7 <... fdatasync resumed>) = 0", "7 write(1<pipe:[1]>, \"ack 5 ab\\n\", 9) = 9",
            "7 write(1<pipe:[1]>, \"ack 5 ab\\n\", 9) = 9",
        ];
        Assert.Equal([(1, true), (0, false), (0, false), (1, false), (1, true)], SyncTrace.Answers(trace));
    }

    /// <summary>The storage fails while a commit is synced: its frames may stay in the log, so that nobody may say that it was rolled back; the same key asks again.</summary>
    [LinuxFact("strace")]
    public void A_commit_that_could_not_be_synced_is_told_as_not_known()
    {
        var db = Path.Combine(folder, "failing.db");
        _ = WriterProcess.Run("open", db);
        using var writer = WriterProcess.StartBy(["strace", "-f", "-o", Path.Combine(folder, "trace"), "-e", "trace=fsync,fdatasync", "-e", "inject=fsync,fdatasync:error=EIO:when=5+", .. WriterProcess.Command, "fail", db], ReliabilityKillTests.Libraries[^1]);
        Assert.Equal(0, writer.Wait());
        Assert.Contains(writer.Lines, l => l.StartsWith("failed STO-0006", StringComparison.Ordinal) && l.Contains("not known", StringComparison.Ordinal));
        Assert.DoesNotContain(writer.Lines, l => l.Contains("rolled back", StringComparison.Ordinal));
    }

    private IReadOnlyList<(int Syncs, bool IsSynced)> Trace(string settings, string library)
    {
        var (db, trace) = (Path.Combine(folder, $"{library} {settings}.db"), Path.Combine(folder, "trace"));
        _ = WriterProcess.Run("open", db);
        using var writer = WriterProcess.StartBy(["strace", "-f", "-y", "-e", "trace=pwrite64,write,fsync,fdatasync", "-e", "signal=none", "-o", trace, .. WriterProcess.Command, "write", db, "1", $"{Batches}", "1", settings], library);
        Assert.Equal(0, writer.Wait());
        return SyncTrace.Answers(File.ReadLines(trace));
    }
}
