using System.Globalization;
using CarbonSink.Findings;
using CarbonSink.Gis;
using CarbonSink.Register;
using CarbonSink.Store;
using Xunit;

namespace CarbonSink.Register.Tests;

/// <summary>The SQLite file: how it is opened, who waits for whom, what others see.</summary>
public sealed class SqliteStoreTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("carbonsink-登记簿-").FullName;

    private string Db => Path.Combine(folder, "登记 库.db");

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public void What_was_put_is_read_back_by_another_opening()
    {
        using (var store = new SqliteStore(Db, create: true))
            _ = store.Write(w => Fill(w, 0));
        using var again = new SqliteStore(Db);
        Assert.Equal(1, again.Read(r => r.Size));
        Assert.Equal("张三 𠮷", again.Read(r => r.Row(Rows.Actor, "a")!.Text("name")));
        Assert.Equal(0, again.Read(r => r.IndexOfKey("a", "k0")));
        Assert.Empty(again.CheckIntegrity());
        Assert.Matches(@"^SQLite 3\.\d+\.\d+ \((system|bundled)\)$", again.Version);
    }

    [Fact]
    public void A_write_that_throws_changes_nothing_and_leaves_the_store_usable()
    {
        using var store = new SqliteStore(Db, create: true);
        _ = Assert.Throws<TimeZoneNotFoundException>(() => store.Write<int>(w =>
        {
            _ = Fill(w, 0);
            throw new TimeZoneNotFoundException();
        }));
        Assert.Equal(0, store.Write(w => w.Size + w.Blocks(default).Count() + w.Claims(null).Count() + (w.Row(Rows.Actor, "a") is null ? 0 : 1)));
        Assert.Equal(1, store.Write(w => Fill(w, 0)));
    }

    /// <summary>What another store has written is seen at once, though rows are kept decoded.</summary>
    [Fact]
    public void Two_stores_on_one_file_see_each_other()
    {
        using var one = new SqliteStore(Db, create: true);
        using var two = new SqliteStore(Db);
        for (var i = 0; i < 20; i++)
        {
            var (writes, reads) = i % 2 == 0 ? (one, two) : (two, one);
            _ = writes.Write(w => Fill(w, i));
            Assert.Equal((i + 1, i), reads.Read(r => (r.Size, r.Row("count", "n")!.Integer("i"))));
            Assert.Equal((i + 1, i), reads.Write(w => (w.Size, w.Row("count", "n")!.Integer("i"))));
        }
    }

    [Fact]
    public void A_reader_keeps_its_moment_while_another_thread_writes()
    {
        using var store = new SqliteStore(Db, create: true);
        _ = store.Write(w => Fill(w, 0));
        store.Read(r =>
        {
            Assert.Equal(1, r.Size);
            var writer = new Thread(() => store.Write(w => Fill(w, 1)));
            writer.Start();
            writer.Join();
            Assert.Equal(1, r.Size);
            Assert.Single(r.Entries(0, long.MaxValue));
            return 0;
        });
        Assert.Equal(2, store.Read(r => r.Entries(0, long.MaxValue).Count()));
    }

    [Fact]
    public void Who_waits_too_long_is_told_for_whom()
    {
        using var one = new SqliteStore(Db, create: true);
        using var two = new SqliteStore(Db, patience: TimeSpan.FromMilliseconds(200));
        var said = one.Write(w => Assert.Throws<IOException>(() => two.Write(o => o.Size)).Message);
        Assert.Contains(Db + ".lock", said, StringComparison.Ordinal);
        Assert.Contains($"process {Environment.ProcessId} on ", said, StringComparison.Ordinal);
        Assert.Equal(0, two.Write(w => w.Size));
    }

    /// <summary>Somebody deletes or replaces the lock file while a register is open: whoever has the old one finds the new one when it next takes the lock.</summary>
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void A_lock_file_that_was_taken_away_does_not_make_two_holders(bool isReplaced)
    {
        if (OperatingSystem.IsWindows())
            return; // an open file stays there
        using var one = new SqliteStore(Db, create: true, patience: TimeSpan.FromMilliseconds(300));
        _ = one.Write(w => Fill(w, 0));
        if (isReplaced)
            File.Copy(Db + ".lock", Db + ".other");
        File.Delete(Db + ".lock");
        if (isReplaced)
            File.Move(Db + ".other", Db + ".lock");
        using var two = new SqliteStore(Db);
        var said = two.Write(w => Assert.Throws<IOException>(() => one.Write(o => o.Size)).Message);
        Assert.Contains("is writing to the register", said, StringComparison.Ordinal);
        Assert.Equal(1, one.Write(w => w.Size));
        Assert.Equal(2, two.Write(w => Fill(w, 1)));
    }

    [Fact]
    public void Writes_from_many_threads_follow_one_another()
    {
        using var one = new SqliteStore(Db, create: true);
        using var two = new SqliteStore(Db);
        Parallel.For(0, 8, new ParallelOptions { MaxDegreeOfParallelism = 8 }, i =>
        {
            for (var k = 0; k < 25; k++)
                _ = (i % 2 == 0 ? one : two).Write(w => Fill(w, w.Size));
        });
        Assert.Equal(200, one.Read(r => r.Size));
        Assert.Equal(Enumerable.Range(0, 200).Select(i => (long?)i), two.Read(r => Enumerable.Range(0, 200).Select(i => r.IndexOfKey("a", $"k{i}")).ToList()));
    }

    [Fact]
    public void A_missing_file_a_folder_and_a_missing_folder_are_told_apart()
    {
        Assert.Contains("no register", Assert.Throws<FileNotFoundException>(() => new SqliteStore(Db)).Message, StringComparison.Ordinal);
        Assert.False(File.Exists(Db));
        Assert.Contains("is a folder", Assert.Throws<IOException>(() => new SqliteStore(folder, create: true)).Message, StringComparison.Ordinal);
        _ = Assert.Throws<DirectoryNotFoundException>(() => new SqliteStore(Path.Combine(folder, "none", "r.db"), create: true));
    }

    [Fact]
    public void Files_of_another_kind_are_refused_and_stay_as_they_are()
    {
        File.WriteAllText(Db, "id,name\n1,a\n" + new string('x', 600));
        var before = File.ReadAllText(Db);
        Assert.Equal("STO-0001", Assert.Throws<RefusedInputException>(() => new SqliteStore(Db, create: true)).Finding.Rule.Code);
        Assert.Equal(before, File.ReadAllText(Db));

        File.Delete(Db);
        using (var other = SqliteDatabase.Create(Db))
            other.Execute("CREATE TABLE t(a)");
        Assert.Equal("STO-0001", Assert.Throws<RefusedInputException>(() => new SqliteStore(Db, create: true)).Finding.Rule.Code);

        File.WriteAllBytes(Db, []);
        Assert.Equal("STO-0001", Assert.Throws<RefusedInputException>(() => new SqliteStore(Db)).Finding.Rule.Code);
    }

    [Fact]
    public void A_newer_file_is_refused()
    {
        new SqliteStore(Db, create: true).Dispose();
        using (var database = SqliteDatabase.Write(Db, create: false, TimeSpan.Zero))
            database.Execute("PRAGMA user_version=2");
        var refused = Assert.Throws<RefusedInputException>(() => new SqliteStore(Db)).Finding;
        Assert.Equal(("STO-0002", "2", "1"), (refused.Rule.Code, refused.Arguments[0], refused.Arguments[1]));
    }

    [Fact]
    public void A_damaged_row_is_named_with_its_entry()
    {
        using (var store = new SqliteStore(Db, create: true))
            _ = store.Write(w => Fill(w, 0));
        using (var database = SqliteDatabase.Write(Db, create: false, TimeSpan.Zero))
            database.Execute("UPDATE row SET json = '{\"a\": 1}' WHERE kind = 'actor'");
        using var damaged = new SqliteStore(Db);
        var refused = Assert.Throws<RefusedInputException>(() => damaged.Read(r => r.Row(Rows.Actor, "a"))).Finding;
        Assert.Equal(("STO-0004", "row actor/a", "0"), (refused.Rule.Code, refused.Arguments[0], refused.Arguments[1]));
    }

    /// <summary>A key that no entry took would be an answer to a request that nobody made; a row of a series, numbers that nobody issued.</summary>
    [Theory]
    [InlineData("INSERT INTO idempotency(actor, key, idx) VALUES('registrar', 'future-key', 1)", "idempotency key registrar/future-key follows from no entry")]
    [InlineData("INSERT INTO row(kind, id, json, entry) VALUES('series', 'scheme/p/2023', '{}', 1)", "row series/scheme/p/2023 follows from no entry")]
    public void What_was_planted_in_the_file_is_found(string planted, string found)
    {
        using (var store = new SqliteStore(Db, create: true))
        {
            new UnitRegister(store, null, TestRules.Book).Submit([TestLedger.Open(), TestLedger.Admit("owner", "owner") with { Key = "k" }], TestLedger.As("registrar"));
            Assert.Empty(store.Read(r => RegisterCheck.Of(r, TestRules.Book)));
        }

        using (var database = SqliteDatabase.Write(Db, create: false, TimeSpan.Zero))
            database.Execute(planted);
        using var changed = new SqliteStore(Db);
        Assert.Contains(found, changed.Read(r => RegisterCheck.Of(r, TestRules.Book)).Select(f => f.What.En));
    }

    [Fact]
    public void An_old_library_is_refused()
    {
        Assert.Equal("STO-0005", Assert.Throws<MissingComponentException>(() => SqliteSchema.RequireLibrary(3_034_001)).Finding.Rule.Code);
        SqliteSchema.RequireLibrary(3_035_000);
    }

    [Fact]
    public void A_copy_is_a_register_of_its_own()
    {
        using var store = new SqliteStore(Db, create: true);
        _ = store.Write(w => Fill(w, 0));
        var copy = Path.Combine(folder, "copy.db");
        store.CopyTo(copy);
        _ = store.Write(w => Fill(w, 1));
        using var other = new SqliteStore(copy);
        Assert.Equal(1, other.Read(r => r.Size));
        _ = Assert.Throws<IOException>(() => store.CopyTo(copy));
    }

    /// <summary>A page in the middle of the file cannot be read: the copy ends there, and neither it nor a part of it is left.</summary>
    [Fact]
    public void A_copy_that_fails_leaves_nothing()
    {
        using (var store = new SqliteStore(Db, create: true))
        {
            _ = store.Write(w =>
            {
                for (var i = 0; i < 3_000; i++)
                    _ = Fill(w, i);
                return 0;
            });
        }

        const int Page = 4_096;
        var bytes = File.ReadAllBytes(Db);
        Array.Fill(bytes, (byte)0xFF, bytes.Length / Page / 2 * Page, Page);
        File.WriteAllBytes(Db, bytes);
        using var damaged = new SqliteStore(Db);
        Assert.Equal("STO-0003", Assert.Throws<RefusedInputException>(() => damaged.CopyTo(Path.Combine(folder, "copy.db"))).Finding.Rule.Code);
        _ = Assert.ThrowsAny<IOException>(() => damaged.CopyTo(Path.Combine(folder, "none", "copy.db")));
        Assert.Empty(Directory.GetFiles(folder, "copy*"));
    }

    [Fact]
    public void What_is_asked_after_the_transaction_is_refused()
    {
        using var store = new SqliteStore(Db, create: true);
        _ = store.Write(w => Fill(w, 0));
        var late = store.Read(r => r.Entries(0, 1));
        _ = Assert.Throws<InvalidOperationException>(() => late.Count());
        _ = Assert.Throws<InvalidOperationException>(() => store.Write(_ => store.Write(w => w.Size)));
        Assert.Equal(1, store.Read(r => r.Size));
    }

    private static long Fill(IRegisterWriting w, long i)
    {
        w.Put(Rows.Actor, "a", CanonicalObject.Of(("name", "张三 𠮷"), ("i", i)));
        w.Put("count", "n", CanonicalObject.Of(("i", i)));
        w.Put(new UnitBlock(new("p", "项目", 2025), (i * 10) + 1, (i * 10) + 10, "acc", UnitState.Free, 0));
        w.Put(new ParcelClaim("项目", string.Create(CultureInfo.InvariantCulture, $"{i}"), "p", new(new(2025, 1, 1), new(2044, 12, 31)), ["agb"], null, new byte[] { 1 }, new(113, 29, 113.1, 29.1), ClaimState.Active));
        w.Append(new(CanonicalObject.Of(("index", i), ("time", "2026-01-01T00:00:00Z"), ("actor", "a"), ("verb", "test"), ("key", $"k{i}"), ("payload", CanonicalObject.Empty), ("outcome", CanonicalObject.Empty))));
        return w.Size;
    }
}
