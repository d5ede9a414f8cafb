using System.Globalization;
using CarbonSink.Store;
using Xunit;

namespace CarbonSink.Register.Tests;

/// <summary>Several processes write to one SQLite file at the same time.</summary>
public sealed class ReliabilityWritersTests : IDisposable
{
    private const int Writers = 8;

    private readonly string folder = Directory.CreateTempSubdirectory("carbonsink-写-").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    /// <summary>Eight processes, of both SQLite libraries, make 40 batches each: all are answered, the entries follow one another without gap, every one was answered to exactly one writer, and state is what follows from them.</summary>
    [LinuxFact]
    public void Eight_processes_write_to_one_file()
    {
        var db = Path.Combine(folder, "登记簿.db");
        _ = WriterProcess.Run("open", db);
        long opened;
        using (var store = new SqliteStore(db))
            opened = store.Read(r => r.Size);
        var writers = Enumerable.Range(1, Writers).Select(i => WriterProcess.Start(["write", db, i.ToString(CultureInfo.InvariantCulture), "40", "3", "synchronous=FULL"], ReliabilityKillTests.Libraries[i % ReliabilityKillTests.Libraries.Length])).ToList();
        try
        {
            Assert.All(writers, w => Assert.Equal(0, w.Wait()));
            Assert.All(writers, w => Assert.Equal("done", w.Lines[^1]));
            using var store = new SqliteStore(db);
            var leaves = store.Read(r => r.LeafHashes(0, long.MaxValue).Select(Convert.ToHexStringLower).ToList());
            var answers = writers.SelectMany(w => w.Answers.Distinct()).OrderBy(a => a.Index).ToList(); // a request made again is answered again by the same entry
            Assert.Equal(Enumerable.Range((int)opened, leaves.Count - (int)opened).Select(i => (i, leaves[i])), answers);
            Assert.Empty(store.CheckIntegrity());
            Assert.Empty(store.Read(r => RegisterCheck.Of(r, TestRules.Book)).Select(f => f.What.En));
            Assert.True(Turns(writers) > Writers, "the writers wrote one after another: the test shows nothing");
        }
        finally
        {
            writers.ForEach(static w => w.Dispose());
        }
    }

    /// <summary>How often the next entry is another writer's.</summary>
    private static int Turns(IReadOnlyList<WriterProcess> writers)
    {
        var by = writers.SelectMany((w, i) => w.Answers.Select(a => (a.Index, Writer: i))).DistinctBy(a => a.Index).OrderBy(a => a.Index).Select(a => a.Writer).ToList();
        return by.Zip(by.Skip(1)).Count(p => p.First != p.Second);
    }
}
