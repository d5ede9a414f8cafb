using System.Globalization;
using CarbonSink.Findings;
using CarbonSink.Gis;
using CarbonSink.Register;
using CarbonSink.Register.Writer;
using CarbonSink.Store;
using Xunit;

namespace CarbonSink.Register.Tests;

/// <summary>What is stored is changed behind the register's back: the check names the entry, or SQLite finds the damage, or nothing that is read has changed.</summary>
public sealed class ReliabilityFlipTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("carbonsink-flip-").FullName;
    private readonly byte[] pages;
    private readonly string state;

    public ReliabilityFlipTests()
    {
        var db = Path.Combine(folder, "true.db");
        using (var key = RegisterKey.Create())
        using (var store = new SqliteStore(db, create: true))
        {
            var register = new UnitRegister(store, TestLedger.Clock, TestRules.Book);
            var opening = TestLedger.Open();
            Traffic.Open(register, opening with { Payload = opening.Payload.With(("publicKey", key.PublicKey)) });
            var traffic = new Traffic(register, 1);
            for (var i = 0; i < 60; i++)
                _ = traffic.Next(3);
            store.Write(w =>
            {
                var tree = new MerkleTree();
                foreach (var leaf in w.LeafHashes(0, long.MaxValue))
                    tree.Append(leaf);
                w.PutHead(SignedTreeHead.Sign("test", tree, DateTimeOffset.UnixEpoch, key).ToCanonical());
                return 0;
            });
            Assert.Empty(store.Read(r => RegisterCheck.Of(r, TestRules.Book).Select(f => f.What.En)));
            state = store.Read(StoredState.Hash);
        }

        pages = File.ReadAllBytes(db);
    }

    private string Fresh()
    {
        File.WriteAllBytes(Trial, pages);
        return Trial;
    }

    private string Trial => Path.Combine(folder, "trial.db");

    public void Dispose() => Directory.Delete(folder, recursive: true);

    /// <summary>In every column of every table, values of several rows are changed by one bit: the check names an entry each time, and where the row says which entry wrote it, that one.</summary>
    [Fact]
    public void A_change_of_a_stored_value_is_named_by_its_entry()
    {
        var random = new Random(5);
        var tried = 0;
        using var replayed = new ReplayedState();
        using (var whole = new SqliteStore(Fresh(), create: false, null, "synchronous=OFF"))
            Assert.Null(whole.Read(r => UnitRegister.Replay(r.Entries(0, long.MaxValue), replayed, TestRules.Book)));
        foreach (var (table, column, entry) in Columns())
        {
            for (var sample = 0; sample < 6; sample++)
            {
                File.WriteAllBytes(Trial, pages);
                if (Change(table, column, entry, random) is not { } changed)
                    continue;
                tried++;
                using var store = new SqliteStore(Trial, create: false, null, "synchronous=OFF");
                var faults = store.Read(r => RegisterCheck.Of(r, TestRules.Book));
                Assert.True(faults.Count > 0, $"{table}.{column}: {changed.What} is not found");
                Assert.All(Named(table, changed, replayed), named =>
                    Assert.True(faults.Any(f => f.Entry == named), $"{table}.{column} of entry {named}, {changed.What}: {string.Join("; ", faults.Select(f => f.What.En))}"));
            }
        }

        Assert.True(tried > 120, $"{tried} changes");
    }

    /// <summary>An entry is written anew together with its leaf: nothing is left that contradicts it but what follows from it, and the head.</summary>
    [Fact]
    public void An_entry_changed_together_with_its_leaf_is_named()
    {
        File.WriteAllBytes(Trial, pages);
        byte[] bytes = [];
        using (var store = new SqliteStore(Trial, create: false, null, "synchronous=OFF"))
        {
            var entry = store.Read(r => new LedgerEntry(CanonicalObject.ParseCanonical(r.Entries(3, 1).Single().Span)));
            bytes = new LedgerEntry(entry.Body.With(("time", entry.Time.Replace("20", "21", StringComparison.Ordinal)))).Bytes.ToArray();
        }

        using (var database = SqliteDatabase.Write(Trial, create: false, TimeSpan.Zero))
            database.Execute($"UPDATE entry SET bytes = x'{Convert.ToHexString(bytes)}', leaf = x'{Convert.ToHexString(LedgerEntry.LeafHash(bytes))}' WHERE idx = 3");
        using var changed = new SqliteStore(Trial, create: false, null, "synchronous=OFF");
        Assert.Contains(changed.Read(r => RegisterCheck.Of(r, TestRules.Book)), f => f.Entry is 3 or 4); // the time of entry 4 is before it
    }

    /// <summary>600 bits anywhere in the file's pages. A bit that is not found must not matter: everything reads as before.</summary>
    [Fact]
    public void A_flipped_bit_of_the_file_is_found_or_does_not_matter()
    {
        var random = new Random(6);
        var (refused, named, integrity, nothing) = (0, 0, 0, 0);
        for (var trial = 0; trial < 600; trial++)
        {
            var damaged = (byte[])pages.Clone();
            var at = random.Next(damaged.Length);
            damaged[at] ^= (byte)(1 << random.Next(8));
            File.WriteAllBytes(Trial, damaged);
            File.Delete(Trial + "-wal");
            File.Delete(Trial + "-shm");
            try
            {
                using var store = new SqliteStore(Trial, create: false, null, "synchronous=OFF");
                if (store.Read(r => RegisterCheck.Of(r, TestRules.Book)).Count > 0)
                    named++;
                else if (store.CheckIntegrity().Count > 0)
                    integrity++;
                else
                {
                    Assert.True(state == store.Read(StoredState.Hash), $"byte {at} was flipped, is not found, and matters");
                    nothing++;
                }
            }
            catch (Exception e) when (e is RefusedInputException or IOException)
            {
                refused++;
            }
        }

        Assert.True(named > 60 && refused > 0 && integrity > 0, $"{refused} refused, {named} named by the check, {integrity} found by SQLite, {nothing} without effect");
    }

    /// <summary>Entries that must be named: the one that wrote the row; of a series, those that wrote its blocks.</summary>
    private static IReadOnlyList<long> Named(string table, (string What, long? Entry, string Row) changed, ReplayedState replayed) => (table, changed.Row.Split('|')) switch
    {
        (_, _) when changed.Entry is { } entry => [entry],
        ("block", [var programme, var project, var vintage, var first]) => [replayed.BlockEntries[(new(programme, project, Whole(vintage)), Whole(first))]],
        ("series", [var programme, var project, var vintage]) => [.. replayed.Blocks(new(Programme: programme, Project: project, Vintage: Whole(vintage))).Select(b => replayed.BlockEntries[(b.Series, b.First)])],
        ("claim", [var project, var parcel]) => [replayed.ClaimEntries[(project, parcel)]],
        ("head", [var size]) => [Whole(size) - 1],
        _ => throw new InvalidOperationException($"{table}: whose is {changed.Row}?"),
    };

    private static int Whole(string text) => int.Parse(text, CultureInfo.InvariantCulture);

    /// <summary>What tells rows of a table apart that do not say which entry wrote them.</summary>
    private static string Told(string table) => table switch
    {
        "block" => "(SELECT s.programme || '|' || s.project || '|' || s.vintage FROM series s WHERE s.id = block.series) || '|' || first",
        "series" => "programme || '|' || project || '|' || vintage",
        "claim" => "project || '|' || parcel",
        "head" => "size",
        _ => "''",
    };

    /// <summary>Columns of the tables, with what tells the entry that wrote a row.</summary>
    private static IEnumerable<(string Table, string Column, string? Entry)> Columns() =>
        from table in new (string Name, string? Entry, string Columns)[]
        {
            ("entry", "idx", "idx leaf bytes"), ("idempotency", "idx", "actor key idx"), ("row", "entry", "kind id json entry"), ("series", null, "id programme project vintage"),
            ("block", null, "series first last account state reference"), ("claim", null, "id project parcel programme span_from span_to pools tenure wkb west south east north state"), ("head", null, "size json"),
        }
        from column in table.Columns.Split(' ')
        select (table.Name, column, table.Entry);

    /// <summary>Changes one bit of a value; null where the value is null or the change is not one that the table takes.</summary>
    private (string What, long? Entry, string Row)? Change(string table, string column, string? entry, Random random)
    {
        using var database = SqliteDatabase.Write(Trial, create: false, TimeSpan.Zero);
        long count;
        using (var counting = database.Prepare($"SELECT count(*) FROM {table}"))
            count = counting.Next() ? counting.Integer(0) : 0;
        var row = random.NextInt64(count);
        string key = table is "block" or "idempotency" ? table == "block" ? "series, first" : "actor, key" : "rowid";
        long? named = null;
        string type, hex, told;
        using (var read = database.Prepare($"SELECT typeof({column}), hex(CAST({column} AS BLOB)), {Told(table)}{(entry is null ? "" : ", " + entry)} FROM {table} ORDER BY {key} LIMIT 1 OFFSET {row}"))
        {
            Assert.True(read.Next());
            (type, hex, told) = (read.Text(0), read.Text(1), read.Text(2));
            if (entry is not null)
                named = read.Integer(3);
        }

        if (type == "null")
            return null;
        var bytes = Convert.FromHexString(hex);
        if (bytes.Length > 0)
            bytes[random.Next(bytes.Length)] ^= (byte)(1 << random.Next(8));
        var value = type switch
        {
            "integer" => $"({column} & ~{1 << 3}) | (~{column} & {1 << 3})",
            "real" => $"{column} * (1 + 2.5e-16)",
            "text" => $"CAST(x'{Convert.ToHexString(bytes)}' AS TEXT)",
            _ => $"x'{Convert.ToHexString(bytes)}'",
        };
        try
        {
            database.Execute($"UPDATE {table} SET {column} = {value} WHERE ({key}) = (SELECT {key} FROM {table} ORDER BY {key} LIMIT 1 OFFSET {row})");
            return (string.Create(CultureInfo.InvariantCulture, $"row {row}, {type} {hex} to {value}"), named, told);
        }
        catch (SqliteException)
        {
            return null; // the key is taken, or the index does not take the value
        }
    }
}
