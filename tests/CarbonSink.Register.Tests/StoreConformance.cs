using System.Buffers.Binary;
using CarbonSink.Register;
using Xunit;

namespace CarbonSink.Register.Tests;

/// <summary>What every store keeps and gives back: the same tests for memory, SQLite and PostgreSQL.</summary>
public abstract partial class StoreConformance : IDisposable
{
    private readonly List<IRegisterStore> opened = [];

    /// <summary>Whether a write that throws changes nothing, and several connections may be open: not so in memory.</summary>
    protected virtual bool IsKept => true;

    /// <summary>Opens the store of this test, again and again the same one.</summary>
    protected abstract IRegisterStore Connect();

    /// <inheritdoc/>
    public void Dispose()
    {
        Dispose(true);
        GC.SuppressFinalize(this);
    }

    /// <summary>Closes the stores of the test; a store of files takes them away then.</summary>
    protected virtual void Dispose(bool disposing)
    {
        foreach (var store in opened)
            store.Dispose();
    }

    private IRegisterStore Open()
    {
        var store = Connect();
        opened.Add(store);
        return store;
    }

    [StoreFact]
    public void Says_what_it_is() => Assert.Matches("^(memory|SQLite [0-9.]+ .*|PostgreSQL [0-9.]+, PostGIS [0-9.]+)$", Open().Version);

    [StoreFact]
    public void Is_empty_at_first() => Open().Read(r =>
    {
        Assert.Equal(0, r.Size);
        Assert.Empty(r.Entries(0, 10));
        Assert.Empty(r.LeafHashes(0, long.MaxValue));
        Assert.Null(r.IndexOfKey("actor", "key"));
        Assert.Null(r.Row(Rows.Account, "a"));
        Assert.Empty(r.RowsOf(Rows.Account));
        Assert.Empty(r.Blocks(default));
        Assert.Null(r.BlockAt(new("p", "q", 2024), 1));
        Assert.Empty(r.ClaimsNear(new(-180, -90, 180, 90)));
        Assert.Empty(r.Claims(null));
        Assert.Empty(r.Heads());
        return 0;
    });

    [StoreFact]
    public void Keeps_entries_in_order_with_their_hashes()
    {
        var store = Open();
        var entries = Enumerable.Range(0, 4_500).Select(i => Entry(i)).ToArray();
        Write(store, w => Array.ForEach(entries[..4_000], w.Append));
        Write(store, w =>
        {
            Assert.Equal(4_000, w.Size);
            Array.ForEach(entries[4_000..], w.Append);
            Assert.Equal(4_500, w.Size);
            Assert.Equal(entries[4_499].Bytes.ToArray(), w.Entries(4_499, 1).Single().ToArray());
        });
        Open().Read(r =>
        {
            Assert.Equal(4_500, r.Size);
            Assert.Equal(entries.Select(e => e.Body.ToString()), r.Entries(0, long.MaxValue).Select(b => CanonicalObject.ParseCanonical(b.Span).ToString()));
            Assert.Equal(entries.Select(e => Convert.ToHexString(e.LeafHash())), r.LeafHashes(0, 4_500).Select(Convert.ToHexString));
            Assert.Equal(["1999", "2000", "2001"], r.Entries(1_999, 3).Select(b => $"{CanonicalObject.Parse(b.Span).Integer("index")}"));
            Assert.Equal(2, r.LeafHashes(4_498, 100).Count());
            Assert.Empty(r.Entries(4_500, 1));
            Assert.Empty(r.Entries(9_000, long.MaxValue));
            Assert.Empty(r.Entries(7, 0));
            return 0;
        });
    }

    [StoreFact]
    public void Refuses_an_entry_that_does_not_follow()
    {
        var store = Open();
        Assert.Throws<ArgumentException>(() => Write(store, w => w.Append(Entry(1))));
        Write(store, w => w.Append(Entry(0)));
        Assert.Throws<ArgumentException>(() => Write(store, w => w.Append(Entry(0))));
        Assert.Equal(1, store.Read(r => r.Size));
    }

    [StoreFact]
    public void Finds_entries_by_actor_and_key()
    {
        var store = Open();
        Write(store, w =>
        {
            w.Append(Entry(0, "甲", "k"));
            w.Append(Entry(1, "乙", "k"));
            w.Append(Entry(2, "甲", "K"));
            w.Append(Entry(3, "甲"));
            Assert.Equal(1, w.IndexOfKey("乙", "k"));
        });
        store.Read(r =>
        {
            Assert.Equal((0L, 1L, 2L), (r.IndexOfKey("甲", "k"), r.IndexOfKey("乙", "k"), r.IndexOfKey("甲", "K")));
            Assert.Null(r.IndexOfKey("甲", "k "));
            Assert.Null(r.IndexOfKey("", ""));
            return 0;
        });
        Assert.ThrowsAny<Exception>(() => Write(store, w => w.Append(Entry(4, "甲", "k"))));
    }

    [StoreFact]
    public void Keeps_rows_by_kind_and_id_with_the_entry_that_put_them()
    {
        var store = Open();
        Write(store, w =>
        {
            w.Put(Rows.Account, "a", Row("first"));
            Assert.Equal(Row("first"), w.Row(Rows.Account, "a"));
            w.Append(Entry(0));
            w.Put(Rows.Account, "a", Row("second"));
            w.Put(Rows.Account, "b", Row("b"));
            w.Put(Rows.Actor, "a", Row("another kind"));
            Assert.Equal([("a", 1L), ("b", 1L)], w.RowsOf(Rows.Account).Select(r => (r.Id, r.Entry)));
            w.Append(Entry(1));
        });
        foreach (var reading in (IRegisterStore[])[store, Open()])
        {
            reading.Read(r =>
            {
                Assert.Equal([("a", Row("second"), 1L), ("b", Row("b"), 1L)], r.RowsOf(Rows.Account));
                Assert.Equal(Row("another kind"), r.Row(Rows.Actor, "a"));
                Assert.Null(r.Row(Rows.Actor, "b"));
                Assert.Null(r.Row(Rows.Account, "A"));
                return 0;
            });
        }
    }

    /// <summary>Ordinal is by UTF-16: 𠮷 (D842 DFB7) comes before （ (FF08), though its UTF-8 bytes do not.</summary>
    [StoreFact]
    public void Orders_ids_ordinally()
    {
        string[] ids = ["", " ", "10", "9", "A", "a", "a/1", "a/10", "a/2", "ä", "林场", "林场（一）", "𠮷", "（一）"];
        var store = Open();
        Write(store, w =>
        {
            foreach (var id in ids.Reverse())
            {
                w.Put(Rows.Project, id, Row(id));
                w.Put(Block(id, "z", 2024, 1, 5, id));
                w.Put(Block("z", id, 2024, 1, 5, id));
                w.Put(Claim(id, "z", 1, 1));
                w.Put(Claim("z", id, 1, 1));
            }
        });
        store.Read(r =>
        {
            Assert.Equal(ids, r.RowsOf(Rows.Project).Select(row => row.Id));
            Assert.Equal([.. ids.Select(id => (id, "z")), .. ids.Select(id => ("z", id))], InOrder(r.Blocks(default).Select(b => (b.Series.Programme, b.Series.Project))));
            Assert.Equal([.. ids.Select(id => (id, "z")), .. ids.Select(id => ("z", id))], InOrder(r.Claims(null).Select(c => (c.Project, c.Parcel))));
            Assert.Equal(ids, r.Claims("z").Select(c => c.Parcel));
            Assert.Equal(ids, ids.Select(id => r.Row(Rows.Project, id)!.Text("text")));
            return 0;
        });

        // "z" itself sorts between the ASCII ids and the Chinese ones.
        static IEnumerable<(string, string)> InOrder(IEnumerable<(string First, string)> read)
        {
            var pairs = read.ToArray();
            Assert.Equal(pairs.Select(p => p.First).Order(StringComparer.Ordinal), pairs.Select(p => p.First));
            return pairs.OrderBy(p => p.First == "z");
        }
    }

    [StoreFact]
    public void Keeps_long_and_odd_text()
    {
        var text = string.Concat(Enumerable.Repeat("湿地碳汇", 300_000));
        var odd = "\0\u0001\b\t\n\r\"\\'%_?$1\u2028\uFEFF𠮷👩‍🌾é\uFFFF";
        var id = string.Concat(Enumerable.Range(0, 500).Select(i => (char)('一' + (i * 37))));
        var store = Open();
        Write(store, w =>
        {
            w.Put(Rows.Programme, id, CanonicalObject.Of(("text", text), ("odd", odd)));
            w.Put(Rows.Programme, "'; DROP TABLE state; --", Row("x"));
            w.Put(Block("p", id, 2024, 1, CanonicalObject.MaxInteger, id));
            w.Append(new(Entry(0).Body.With(("payload", CanonicalObject.Of(("text", text), ("odd", odd))), ("key", id))));
            w.PutHead(CanonicalObject.Of(("treeSize", 1), ("text", text)));
        });
        Open().Read(r =>
        {
            Assert.Equal(CanonicalObject.Of(("text", text), ("odd", odd)), r.Row(Rows.Programme, id));
            Assert.Equal(Row("x"), r.Row(Rows.Programme, "'; DROP TABLE state; --"));
            Assert.Equal(CanonicalObject.MaxInteger, r.BlockAt(new("p", id, 2024), CanonicalObject.MaxInteger)!.Last);
            Assert.Equal(odd, CanonicalObject.ParseCanonical(r.Entries(0, 1).Single().Span).Object("payload").Text("odd"));
            Assert.Equal(0, r.IndexOfKey("actor", id));
            Assert.Equal(text, r.Heads().Single().Text("text"));
            return 0;
        });
    }

    [StoreFact]
    public void Keeps_heads_by_tree_size()
    {
        var store = Open();
        CanonicalObject Head(long size, string root) => CanonicalObject.Of(("treeSize", size), ("rootHash", root));
        Write(store, w =>
        {
            w.PutHead(Head(10, "c"));
            w.PutHead(Head(9, "b"));
            w.PutHead(Head(0, "a"));
        });
        Assert.Equal(["a", "b", "c"], store.Read(r => r.Heads().Select(h => h.Text("rootHash")).ToArray()));
    }

    /// <summary>The head that was signed first would be gone, and with it the proof that the ledger was another.</summary>
    [StoreFact]
    public void A_head_is_never_replaced()
    {
        var store = Open();
        CanonicalObject Head(string root) => CanonicalObject.Of(("treeSize", 9), ("rootHash", root));
        Write(store, w => w.PutHead(Head("first")));
        Assert.ThrowsAny<ArgumentException>(() => Write(store, w => w.PutHead(Head("second"))));
        Assert.Equal(["first"], store.Read(r => r.Heads().Select(h => h.Text("rootHash")).ToArray()));
        Write(store, w => w.PutHead(Head("later").With(("treeSize", 10))));
    }

    /// <summary>Runs work that gives nothing back.</summary>
    protected static void Write(IRegisterStore store, Action<IRegisterWriting> work) => store.Write(w =>
    {
        work(w);
        return 0;
    });

    private static LedgerEntry Entry(long index, string actor = "actor", string? key = null) => new(CanonicalObject.Of(
        ("index", index), ("time", "2026-11-22T00:00:00Z"), ("actor", actor), ("verb", Verbs.OpenAccount), ("key", key), ("payload", CanonicalObject.Empty), ("outcome", CanonicalObject.Empty)));

    private static CanonicalObject Row(string text) => CanonicalObject.Of(("text", text));

    private static UnitBlock Block(string programme, string project, int vintage, long first, long last, string account, UnitState state = UnitState.Free, long reference = 0) =>
        new(new(programme, project, vintage), first, last, account, state, reference);

    /// <summary>A square of a hundredth of a degree with its south-western corner at a place.</summary>
    private static ParcelClaim Claim(string project, string parcel, double west, double south, ClaimState state = ClaimState.Drafted, string? tenure = null, params string[] pools)
    {
        var (east, north) = (west + 0.01, south + 0.01);
        (double X, double Y)[] ring = [(west, south), (east, south), (east, north), (west, north), (west, south)];
        var wkb = new byte[13 + (ring.Length * 16)];
        wkb[0] = 1;
        BinaryPrimitives.WriteInt32LittleEndian(wkb.AsSpan(1), 3);
        BinaryPrimitives.WriteInt32LittleEndian(wkb.AsSpan(5), 1);
        BinaryPrimitives.WriteInt32LittleEndian(wkb.AsSpan(9), ring.Length);
        for (var i = 0; i < ring.Length; i++)
        {
            BinaryPrimitives.WriteDoubleLittleEndian(wkb.AsSpan(13 + (i * 16)), ring[i].X);
            BinaryPrimitives.WriteDoubleLittleEndian(wkb.AsSpan(21 + (i * 16)), ring[i].Y);
        }

        return new(project, parcel, "ccer-2023", new(new(2024, 2, 29), new(2044, 2, 28)), pools, tenure, wkb, new(west, south, east, north), state);
    }
}
