using CarbonSink.Methodologies;

namespace CarbonSink.Register;

/// <summary>A row of a store that is not what its ledger makes (账实不符).</summary>
/// <param name="Entry">Index of the entry that put the row; of a row that no entry put, the index that stands with it.</param>
/// <param name="Row">Which row: kind and id.</param>
/// <param name="Reason">How it differs.</param>
public sealed record RegisterDifference(long Entry, string Row, Bilingual Reason);

/// <summary>Compares the state that a store keeps with the state that a replay of its ledger makes (账实核对).</summary>
public static class RegisterComparison
{
    /// <summary>The first row that differs: leaf hashes, keys, state rows by kind, blocks, claims; null where all agree.</summary>
    /// <param name="store">What is kept.</param>
    /// <param name="replayed">What the entries of the store make: see <see cref="UnitRegister.Replay(IEnumerable{ReadOnlyMemory{byte}}, IRegisterWriting)"/>.</param>
    public static RegisterDifference? First(IRegisterReading store, MemoryStore replayed)
    {
        if (Leaves(store, replayed) is { } leaf)
            return leaf;
        foreach (var kind in Rows.All)
        {
            var row = Walk(
                store.RowsOf(kind), replayed.RowsOf(kind), static (a, b) => string.CompareOrdinal(a.Id, b.Id), static (a, b) => a.Entry == b.Entry && a.Row.Equals(b.Row), r => $"{kind} {r.Id}", static r => r.Entry, static r => r.Entry);
            if (row is not null)
                return row;
        }

        return Walk(
                store.Blocks(default), replayed.Blocks(default), static (a, b) => UnitSeries.Compare(a.Series, b.Series) is var order and not 0 ? order : a.First.CompareTo(b.First), static (a, b) => a == b,
                static b => $"block {b.Serial}", b => OfStrange(replayed, b), replayed.EntryOf)
            ?? Walk(
                store.Claims(null), replayed.Claims(null), static (a, b) => string.CompareOrdinal(a.Project, b.Project) is var order and not 0 ? order : string.CompareOrdinal(a.Parcel, b.Parcel), Same,
                static c => $"claim {c.Project}/{c.Parcel}", static _ => 0, replayed.EntryOf);
    }

    private static RegisterDifference? Leaves(IRegisterReading store, MemoryStore replayed)
    {
        var index = 0L;
        using var leaves = store.LeafHashes(0, long.MaxValue).GetEnumerator();
        foreach (var expected in replayed.LeafHashes(0, long.MaxValue))
        {
            if (!leaves.MoveNext() || !expected.AsSpan().SequenceEqual(leaves.Current))
                return new(index, $"leaf {index}", new("叶哈希与条目不符", "the leaf hash is not that of the entry"));
            index++;
        }

        if (leaves.MoveNext())
            return new(index, $"leaf {index}", new("多出的叶哈希", "a leaf hash without entry"));
        foreach (var bytes in replayed.Entries(0, long.MaxValue))
        {
            var entry = new LedgerEntry(CanonicalObject.Parse(bytes.Span));
            if (entry.Key is { } key && store.IndexOfKey(entry.Actor, key) != entry.Index)
                return new(entry.Index, $"key {entry.Actor} {key}", new("幂等键没有指向其条目", "the idempotency key does not lead to its entry"));
        }

        return null;
    }

    /// <summary>Walks two sequences in the same order.</summary>
    private static RegisterDifference? Walk<T>(IEnumerable<T> store, IEnumerable<T> replayed, Comparison<T> order, Func<T, T, bool> same, Func<T, string> name, Func<T, long> strange, Func<T, long> entry)
    {
        using var kept = store.GetEnumerator();
        using var made = replayed.GetEnumerator();
        var (left, right) = (kept.MoveNext(), made.MoveNext());
        while (left || right)
        {
            var side = !left ? 1 : !right ? -1 : order(kept.Current, made.Current);
            if (side < 0)
                return new(strange(kept.Current), name(kept.Current), new("账本没有产生这一行", "the ledger makes no such row"));
            if (side > 0)
                return new(entry(made.Current), name(made.Current), new("账本产生的这一行不在存储中", "the ledger makes this row, which is not kept"));
            if (!same(kept.Current, made.Current))
                return new(entry(made.Current), name(made.Current), new("与账本产生的内容不同", "it is not what the ledger makes"));
            (left, right) = (kept.MoveNext(), made.MoveNext());
        }

        return null;
    }

    /// <summary>Entry of the units that a block which no entry put stands on; 0 where the ledger has none.</summary>
    private static long OfStrange(MemoryStore replayed, UnitBlock block) => replayed.BlockAt(block.Series, block.First) is { } there ? replayed.EntryOf(there) : 0;

    private static bool Same(ParcelClaim a, ParcelClaim b) =>
        a with { Pools = b.Pools, Wkb = b.Wkb } == b && a.Pools.SequenceEqual(b.Pools) && a.Wkb.Span.SequenceEqual(b.Wkb.Span);
}
