using System.Globalization;
using CarbonSink.Projects;
using CarbonSink.Register;
using Xunit;

namespace CarbonSink.Register.Tests;

/// <summary>Blocks, claims and transactions.</summary>
public abstract partial class StoreConformance
{
    private static readonly UnitBlock[] SomeBlocks =
    [
        Block("ccer-2023", "甲", 2024, 1, 100, "a"),
        Block("ccer-2023", "甲", 2024, 101, 150, "b", UnitState.Frozen, 7),
        Block("ccer-2023", "甲", 2024, 201, 300, "a", UnitState.Retired, 8),
        Block("ccer-2023", "甲", 2025, 1, 10, "b"),
        Block("ccer-2023", "甲乙", 2023, 1, 10, "a", UnitState.ForceCancelled, 8),
        Block("wetland", "丙", 2024, 1, 4, "a"),
    ];

    [StoreFact]
    public void Filters_blocks_by_each_property_and_all_together()
    {
        var store = Open();
        Write(store, w => Array.ForEach([.. SomeBlocks.Reverse()], w.Put));
        store.Read(r =>
        {
            void Gives(BlockFilter filter, params int[] which) => Assert.Equal(which.Select(i => SomeBlocks[i]), r.Blocks(filter));
            Gives(default, 0, 1, 2, 3, 4, 5);
            Gives(new(Account: "a"), 0, 2, 4, 5);
            Gives(new(Programme: "wetland"), 5);
            Gives(new(Project: "甲"), 0, 1, 2, 3);
            Gives(new(Vintage: 2024), 0, 1, 2, 5);
            Gives(new(State: UnitState.Free), 0, 3, 5);
            Gives(new(State: UnitState.ForceCancelled), 4);
            Gives(new(Reference: 8), 2, 4);
            Gives(new(Reference: 0), 0, 3, 5);
            Gives(new("a", "ccer-2023", "甲", 2024, UnitState.Retired, 8), 2);
            Gives(new("a", "ccer-2023", "甲", 2024, UnitState.Frozen, 8));
            Gives(new(Account: "A"));
            return 0;
        });
    }

    [StoreFact]
    public void Finds_the_block_that_holds_a_number()
    {
        var store = Open();
        Write(store, w => Array.ForEach(SomeBlocks, w.Put));
        store.Read(r =>
        {
            var series = new UnitSeries("ccer-2023", "甲", 2024);
            (long Number, int? Block)[] expected = [(0, null), (1, 0), (100, 0), (101, 1), (150, 1), (151, null), (200, null), (201, 2), (300, 2), (301, null), (long.MaxValue, null)];
            foreach (var (number, block) in expected)
                Assert.Equal(block is { } b ? SomeBlocks[b] : null, r.BlockAt(series, number));
            Assert.Null(r.BlockAt(series with { Vintage = 2026 }, 1));
            return 0;
        });
    }

    /// <summary>A transfer of 31–60 out of 1–100, as the register does it: remaining parts and the moved one.</summary>
    [StoreFact]
    public void Splits_replaces_and_removes_blocks()
    {
        var store = Open();
        Write(store, w => w.Put(Block("p", "q", 2024, 1, 100, "a")));
        Write(store, w =>
        {
            w.Put(Block("p", "q", 2024, 1, 30, "a"));
            w.Put(Block("p", "q", 2024, 31, 60, "b"));
            w.Put(Block("p", "q", 2024, 61, 100, "a"));
            Assert.Equal("b", w.BlockAt(new("p", "q", 2024), 60)!.Account);
            w.Remove(new("p", "q", 2024), 61);
            w.Remove(new("p", "q", 2024), 1);
            Assert.Equal([31L], w.Blocks(default).Select(b => b.First));
            w.Put(Block("p", "q", 2024, 1, 30, "a"));
        });
        Assert.Equal([(1L, 30L, "a"), (31L, 60L, "b")], store.Read(r => r.Blocks(default).Select(b => (b.First, b.Last, b.Account)).ToArray()));
        Assert.Throws<InvalidOperationException>(() => Write(store, w => w.Remove(new("p", "q", 2024), 2)));
        Assert.Throws<InvalidOperationException>(() => Write(store, w => w.Remove(new("p", "q", 2023), 1)));
    }

    [StoreFact]
    public void Keeps_claims_as_they_were_put()
    {
        ParcelClaim[] claims =
        [
            Claim("甲", "1", 113.45, 29.48, ClaimState.Active, "湘(2024)临湘市不动产权第0001号", "agb", "bgb"),
            Claim("甲", "2", -70.123456789012345, -0.1 - 0.2, ClaimState.Tombstone, ""),
            Claim("甲", "3", 0, 0) with { Span = new DaySpan(DateOnly.MinValue, DateOnly.MaxValue) },
        ];
        var store = Open();
        Write(store, w =>
        {
            w.Put(claims[0] with { State = ClaimState.Drafted, Tenure = "old" });
            Array.ForEach(claims, w.Put);
            Assert.Equal(3, w.Claims("甲").Count());
        });
        var read = Open().Read(r => r.Claims(null).ToArray());
        Assert.Equal(claims.Select(Written), read.Select(Written));
        Assert.Empty(store.Read(r => r.Claims("乙").ToArray()));

        static string Written(ParcelClaim c) => string.Create(
            CultureInfo.InvariantCulture, $"{c.Project} {c.Parcel} {c.Programme} {c.Span.From:O} {c.Span.To:O} {string.Join('+', c.Pools)} {c.Tenure ?? "none"} {Convert.ToHexString(c.Wkb.Span)} {c.Box.West:R} {c.Box.South:R} {c.Box.East:R} {c.Box.North:R} {c.State}");
    }

    /// <summary>Boxes meet where they touch, and only there: single precision, in which an index may keep them, would let 1e-9° pass.</summary>
    [StoreFact]
    public void Finds_claims_by_their_boxes_exactly()
    {
        var store = Open();
        Write(store, w =>
        {
            w.Put(Claim("b", "2", 113.01, 29));
            w.Put(Claim("b", "10", 113, 29));
            w.Put(Claim("a", "1", 113.02, 29.02));
            w.Put(Claim("c", "far", -60, -30));
        });
        store.Read(r =>
        {
            void Gives(GeographicBox box, params string[] parcels) => Assert.Equal(parcels, r.ClaimsNear(box).Select(c => c.Project + c.Parcel));
            Gives(new(112, 28, 114, 30), "a1", "b10", "b2");
            Gives(new(113.005, 29.005, 113.006, 29.006), "b10");
            Gives(new(113.015, 29.015, 113.015, 29.015));
            Gives(new(113.0 - 1, 29.0 - 1, 113, 29), "b10");
            Gives(new(113.0 - 1, 29.0 - 1, 113 - 1e-9, 29));
            Gives(new(113.02 + 0.01, 29.02 + 0.01, 115, 31), "a1");
            Gives(new(Math.BitIncrement(113.02 + 0.01), 29.02 + 0.01, 115, 31));
            Gives(new(113.02 + 0.01 + 1e-9, 29.02, 115, 31));
            Gives(new(-180, -90, 0, 0), "cfar");
            return 0;
        });
    }

    [StoreFact]
    public void Finds_claims_among_many()
    {
        var store = Open();
        Write(store, w =>
        {
            for (var i = 0; i < 2_500; i++)
                w.Put(Claim("p" + (i / 100), $"{i:d4}", 110 + (i % 50 * 0.02), 28 + (i / 50 * 0.02)));
        });

        // Squares of 0.01° every 0.02°: a box over columns 10–11 and rows 20–22 meets 2 × 3.
        var found = store.Read(r => r.ClaimsNear(new(110.2, 28.4, 110.225, 28.445)).Select(c => c.Parcel).ToArray());
        Assert.Equal(["1010", "1011", "1060", "1061", "1110", "1111"], found);
        Assert.Equal(2_500, store.Read(r => r.Claims(null).Count()));
    }

    [StoreFact]
    public void Reads_of_several_kinds_go_together()
    {
        var store = Open();
        Write(store, w =>
        {
            Array.ForEach(SomeBlocks, w.Put);
            w.Put(Rows.Account, "a", Row("A"));
            w.Put(Rows.Account, "b", Row("B"));
            for (var i = 0; i < 5; i++)
                w.Append(Entry(i));
            var seen = w.Blocks(default).Select(b => w.Row(Rows.Account, b.Account)!.Text("text")).ToArray();
            Assert.Equal(["A", "B", "A", "B", "A", "A"], seen);
        });
        Assert.Equal(5 * 6, store.Read(r => r.Entries(0, 5).Sum(_ => r.Blocks(default).Count(b => r.Row(Rows.Account, b.Account) is not null))));
    }

    [StoreFact]
    public void A_write_that_throws_changes_nothing()
    {
        if (!IsKept)
            return;
        var store = Open();
        Write(store, w =>
        {
            Array.ForEach(SomeBlocks, w.Put);
            w.Put(Rows.Account, "a", Row("before"));
            w.Put(Claim("甲", "1", 1, 1));
            w.Append(Entry(0, key: "k0"));
        });
        var before = Shown(store);
        Assert.Throws<TimeZoneNotFoundException>(() => Write(store, w =>
        {
            w.Append(Entry(1, key: "k1"));
            w.Put(Rows.Account, "a", Row("after"));
            w.Put(Rows.Account, "new", Row("after"));
            w.Put(SomeBlocks[0] with { Last = 50 });
            w.Remove(SomeBlocks[3].Series, 1);
            w.Put(Claim("甲", "1", 2, 2));
            w.PutHead(CanonicalObject.Of(("treeSize", 2)));
            Assert.Equal(Row("after"), w.Row(Rows.Account, "a"));
            Assert.Equal(5, w.Blocks(default).Count());
            throw new TimeZoneNotFoundException();
        }));
        Assert.Equal(before, Shown(store));
        Assert.Equal(before, Shown(Open()));
        Write(store, w =>
        {
            Assert.Equal(Row("before"), w.Row(Rows.Account, "a"));
            Assert.Null(w.Row(Rows.Account, "new"));
            Assert.Null(w.IndexOfKey("actor", "k1"));
            w.Append(Entry(1, key: "k1"));
        });
        Assert.Equal(2, Open().Read(r => r.Size));
    }

    [StoreFact]
    public void Connections_see_what_others_committed()
    {
        if (!IsKept)
            return;
        var (one, other) = (Open(), Open());
        Write(one, w => w.Put(Rows.Account, "a", Row("1")));
        Write(other, w => Assert.Equal(Row("1"), w.Row(Rows.Account, "a")));
        Write(other, w => w.Put(Rows.Account, "a", Row("2")));
        Write(one, w => Assert.Equal(Row("2"), w.Row(Rows.Account, "a")));
        Write(one, w =>
        {
            w.Append(Entry(0));
            w.Put(Rows.Account, "b", Row("3"));
        });
        Write(other, w => Assert.Equal(Row("3"), w.Row(Rows.Account, "b")));
    }

    [StoreFact]
    public void Reads_at_one_moment()
    {
        if (!IsKept)
            return;
        var (one, other) = (Open(), Open());
        Write(one, w => w.Append(Entry(0)));
        one.Read(r =>
        {
            Assert.Equal(1, r.Size);
            Write(other, w =>
            {
                w.Append(Entry(1));
                w.Put(Rows.Account, "a", Row("later"));
            });
            Assert.Equal(1, r.Size);
            Assert.Single(r.Entries(0, 10));
            Assert.Null(r.Row(Rows.Account, "a"));
            return 0;
        });
        Assert.Equal(2, one.Read(r => r.Size));
    }

    /// <summary>Everything a store holds, as text.</summary>
    internal static string Shown(IRegisterStore store) => store.Read(r => string.Join('\n', StoredState.Lines(r)));
}
