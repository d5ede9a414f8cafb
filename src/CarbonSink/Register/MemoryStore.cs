namespace CarbonSink.Register;

/// <summary>A register in memory (内存登记簿): for replaying a ledger, and for tests. One thread at a time.</summary>
public sealed class MemoryStore : IRegisterStore, IRegisterWriting
{
    private static readonly Comparer<UnitSeries> BySeries = Comparer<UnitSeries>.Create(UnitSeries.Compare);
    private static readonly Comparer<UnitBlock> ByNumber = Comparer<UnitBlock>.Create(static (a, b) => a.First.CompareTo(b.First));
    private static readonly Comparer<UnitBlock> InOrder = Comparer<UnitBlock>.Create(static (a, b) => UnitSeries.Compare(a.Series, b.Series) is var order and not 0 ? order : a.First.CompareTo(b.First));
    private static readonly UnitState[] States = Enum.GetValues<UnitState>();

    private readonly List<ReadOnlyMemory<byte>> entries = [];
    private readonly List<byte[]> leaves = [];
    private readonly Dictionary<(string Actor, string Key), long> keys = [];
    private readonly Dictionary<string, Dictionary<string, (CanonicalObject Row, long Entry)>> rows = new(StringComparer.Ordinal);
    private readonly Dictionary<UnitSeries, SortedSet<UnitBlock>> blocks = [];
    private readonly Dictionary<(string Account, UnitState State), SortedSet<UnitBlock>> held = [];
    private readonly SortedDictionary<(string Project, string Parcel), ParcelClaim> claims = new(Comparer<(string Project, string Parcel)>.Create(static (a, b) =>
        string.CompareOrdinal(a.Project, b.Project) is var order and not 0 ? order : string.CompareOrdinal(a.Parcel, b.Parcel)));

    private readonly SortedDictionary<long, CanonicalObject> heads = [];

    /// <summary>What takes back the changes of the write that runs, in their order; null outside of one.</summary>
    private List<Action>? undo;

    private ClaimIndex places = new();

    /// <inheritdoc/>
    public string Version => "memory";

    /// <inheritdoc/>
    public long Size => entries.Count;

    /// <inheritdoc/>
    public T Read<T>(Func<IRegisterReading, T> read) => read(this);

    /// <inheritdoc/>
    public T Write<T>(Func<IRegisterWriting, T> write)
    {
        undo = [];
        try
        {
            var result = write(this);
            undo = null;
            return result;
        }
        catch
        {
            var changes = undo!;
            undo = null;
            for (var i = changes.Count - 1; i >= 0; i--)
                changes[i]();
            throw;
        }
    }

    /// <inheritdoc/>
    public IEnumerable<ReadOnlyMemory<byte>> Entries(long from, long count) => Range(entries, from, count);

    /// <inheritdoc/>
    public IEnumerable<byte[]> LeafHashes(long from, long count) => Range(leaves, from, count);

    /// <inheritdoc/>
    public long? IndexOfKey(string actor, string key) => keys.TryGetValue((actor, key), out var index) ? index : null;

    /// <inheritdoc/>
    public IEnumerable<(string Actor, string Key, long Entry)> AnsweredKeys() => keys.Select(k => (k.Key.Actor, k.Key.Key, k.Value));

    /// <inheritdoc/>
    public CanonicalObject? Row(string kind, string id) => rows.TryGetValue(kind, out var ofKind) && ofKind.TryGetValue(id, out var found) ? found.Row : null;

    /// <inheritdoc/>
    public IEnumerable<(string Id, CanonicalObject Row, long Entry)> RowsOf(string kind) =>
        rows.TryGetValue(kind, out var ofKind) ? ofKind.OrderBy(r => r.Key, StringComparer.Ordinal).Select(r => (r.Key, r.Value.Row, r.Value.Entry)) : [];

    /// <inheritdoc/>
    public IEnumerable<UnitBlock> Blocks(BlockFilter filter)
    {
        var found = filter.Account is { } account ? Held(account, filter.State) : blocks.OrderBy(s => s.Key, BySeries).SelectMany(s => s.Value);
        foreach (var block in found)
        {
            if ((filter.Programme is not { } programme || programme == block.Series.Programme) && (filter.Project is not { } project || project == block.Series.Project) && (filter.Vintage is not { } vintage || vintage == block.Series.Vintage)
                && (filter.State is not { } state || state == block.State) && (filter.Reference is not { } reference || reference == block.Reference))
                yield return block;
        }
    }

    /// <inheritdoc/>
    public UnitBlock? BlockAt(UnitSeries series, long number)
    {
        if (!blocks.TryGetValue(series, out var ofSeries) || number < 1)
            return null;
        return ofSeries.GetViewBetween(At(series, 1), At(series, number)).Max is { } block && block.Last >= number ? block : null;
    }

    /// <inheritdoc/>
    public IEnumerable<ParcelClaim> ClaimsNear(GeographicBox box) => places.Near(box);

    /// <inheritdoc/>
    public IEnumerable<ParcelClaim> Claims(string? project) => claims.Values.Where(c => project is null || c.Project == project);

    /// <inheritdoc/>
    public IEnumerable<CanonicalObject> Heads() => heads.Values;

    /// <inheritdoc/>
    public void Append(LedgerEntry entry)
    {
        if (entry.Index != Size)
            throw new ArgumentException($"entry {entry.Index} cannot follow {Size} entries", nameof(entry));
        if (entry.Key is { } key)
        {
            keys.Add((entry.Actor, key), entry.Index);
            undo?.Add(() => keys.Remove((entry.Actor, key)));
        }

        entries.Add(entry.Bytes);
        leaves.Add(entry.LeafHash());
        undo?.Add(Shorten);
    }

    /// <inheritdoc/>
    public void Put(string kind, string id, CanonicalObject row)
    {
        if (!rows.TryGetValue(kind, out var ofKind))
            rows.Add(kind, ofKind = new(StringComparer.Ordinal));
        Replace(ofKind, id, (row, Size));
    }

    /// <inheritdoc/>
    public void Put(UnitBlock block)
    {
        if (!blocks.TryGetValue(block.Series, out var ofSeries))
            blocks.Add(block.Series, ofSeries = new(ByNumber));
        if (ofSeries.TryGetValue(block, out var before))
            Drop(ofSeries, before);
        if (!held.TryGetValue((block.Account, block.State), out var ofAccount))
            held.Add((block.Account, block.State), ofAccount = new(InOrder));
        ofSeries.Add(block);
        ofAccount.Add(block);
        undo?.Add(() =>
        {
            ofSeries.Remove(block);
            ofAccount.Remove(block);
        });
    }

    /// <inheritdoc/>
    public void Remove(UnitSeries series, long first)
    {
        if (!blocks.TryGetValue(series, out var ofSeries) || !ofSeries.TryGetValue(At(series, first), out var before))
            throw new InvalidOperationException($"{series} has no block that begins with {first}");
        Drop(ofSeries, before);
    }

    /// <inheritdoc/>
    public void Put(ParcelClaim claim)
    {
        undo?.Add(Reindex);
        Replace(claims, (claim.Project, claim.Parcel), claim);
        places.Put(claim);
    }

    /// <inheritdoc/>
    public void PutHead(CanonicalObject head)
    {
        var size = head.Integer("treeSize");
        Replace(heads, size, heads.ContainsKey(size) ? throw new ArgumentException($"there is a head of {size} entries already", nameof(head)) : head);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
    }

    /// <summary>Stands for a number in searches.</summary>
    private static UnitBlock At(UnitSeries series, long number) => new(series, number, number, string.Empty, UnitState.Free, 0);

    private static IEnumerable<T> Range<T>(List<T> list, long from, long count)
    {
        for (var i = from; i < list.Count && i - from < count; i++)
            yield return list[(int)i];
    }

    private void Shorten()
    {
        entries.RemoveAt(entries.Count - 1);
        leaves.RemoveAt(leaves.Count - 1);
    }

    private IEnumerable<UnitBlock> Held(string account, UnitState? state)
    {
        if (state is { } one)
            return held.TryGetValue((account, one), out var blocksOf) ? blocksOf : [];
        return States.SelectMany(s => Held(account, s)).Order(InOrder);
    }

    private void Drop(SortedSet<UnitBlock> ofSeries, UnitBlock block)
    {
        var ofAccount = held[(block.Account, block.State)];
        ofSeries.Remove(block);
        ofAccount.Remove(block);
        undo?.Add(() =>
        {
            ofSeries.Add(block);
            ofAccount.Add(block);
        });
    }

    private void Replace<TKey, TValue>(IDictionary<TKey, TValue> values, TKey key, TValue value)
    {
        if (undo is not null)
            undo.Add(values.TryGetValue(key, out var before) ? () => values[key] = before : () => values.Remove(key));
        values[key] = value;
    }

    private void Reindex()
    {
        places = new();
        foreach (var claim in claims.Values)
            places.Put(claim);
    }
}
