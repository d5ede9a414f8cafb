namespace CarbonSink.Register;

/// <summary>A register in memory (内存登记簿): for replaying a ledger, and for tests. One thread at a time.</summary>
public sealed class MemoryStore : IRegisterStore, IRegisterWriting
{
    private static readonly UnitState[] States = Enum.GetValues<UnitState>();

    private readonly List<ReadOnlyMemory<byte>> entries = [];
    private readonly List<byte[]> leaves = [];
    private readonly Dictionary<(string Actor, string Key), long> keys = [];
    private readonly Dictionary<string, Dictionary<string, (CanonicalObject Row, long Entry)>> rows = new(StringComparer.Ordinal);
    private readonly Dictionary<UnitSeries, SortedList<long, (UnitBlock Block, long Entry)>> blocks = [];
    private readonly Dictionary<(string Account, UnitState State), SortedSet<UnitBlock>> held = [];
    private readonly SortedDictionary<(string Project, string Parcel), (ParcelClaim Claim, long Entry)> claims = new(Comparer<(string Project, string Parcel)>.Create(static (a, b) =>
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
    public CanonicalObject? Row(string kind, string id) => rows.TryGetValue(kind, out var ofKind) && ofKind.TryGetValue(id, out var found) ? found.Row : null;

    /// <inheritdoc/>
    public IEnumerable<(string Id, CanonicalObject Row, long Entry)> RowsOf(string kind) =>
        rows.TryGetValue(kind, out var ofKind) ? ofKind.OrderBy(r => r.Key, StringComparer.Ordinal).Select(r => (r.Key, r.Value.Row, r.Value.Entry)) : [];

    /// <inheritdoc/>
    public IEnumerable<UnitBlock> Blocks(BlockFilter filter)
    {
        var found = filter.Account is { } account ? Held(account, filter.State) : blocks.OrderBy(s => s.Key, Comparer<UnitSeries>.Create(UnitSeries.Compare)).SelectMany(s => s.Value.Values.Select(b => b.Block));
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
        if (!blocks.TryGetValue(series, out var ofSeries))
            return null;
        var (low, high) = (0, ofSeries.Count);
        while (low < high)
        {
            var middle = (low + high) / 2;
            (low, high) = ofSeries.GetKeyAtIndex(middle) <= number ? (middle + 1, high) : (low, middle);
        }

        return low > 0 && ofSeries.GetValueAtIndex(low - 1).Block is var block && block.Last >= number ? block : null;
    }

    /// <inheritdoc/>
    public IEnumerable<ParcelClaim> ClaimsNear(GeographicBox box) => places.Near(box);

    /// <inheritdoc/>
    public IEnumerable<ParcelClaim> Claims(string? project) => claims.Values.Select(c => c.Claim).Where(c => project is null || c.Project == project);

    /// <inheritdoc/>
    public IEnumerable<CanonicalObject> Heads() => heads.Values;

    /// <summary>Index of the entry that put the block that begins with a number.</summary>
    internal long EntryOf(UnitBlock block) => blocks[block.Series][block.First].Entry;

    /// <summary>Index of the entry that put a claim.</summary>
    internal long EntryOf(ParcelClaim claim) => claims[(claim.Project, claim.Parcel)].Entry;

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
            blocks.Add(block.Series, ofSeries = []);
        if (ofSeries.TryGetValue(block.First, out var before))
            Drop(before.Block);
        if (!held.TryGetValue((block.Account, block.State), out var ofAccount))
            held.Add((block.Account, block.State), ofAccount = new(Comparer<UnitBlock>.Create(static (a, b) => UnitSeries.Compare(a.Series, b.Series) is var order and not 0 ? order : a.First.CompareTo(b.First))));
        ofAccount.Add(block);
        undo?.Add(() => ofAccount.Remove(block));
        Replace(ofSeries, block.First, (block, Size));
    }

    /// <inheritdoc/>
    public void Remove(UnitSeries series, long first)
    {
        if (!blocks.TryGetValue(series, out var ofSeries) || !ofSeries.Remove(first, out var before))
            throw new InvalidOperationException($"{series} has no block that begins with {first}");
        undo?.Add(() => ofSeries.Add(first, before));
        Drop(before.Block);
    }

    /// <inheritdoc/>
    public void Put(ParcelClaim claim)
    {
        undo?.Add(Reindex);
        Replace(claims, (claim.Project, claim.Parcel), (claim, Size));
        places.Put(claim);
    }

    /// <inheritdoc/>
    public void PutHead(CanonicalObject head) => Replace(heads, head.Integer("treeSize"), head);

    /// <inheritdoc/>
    public void Dispose()
    {
    }

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
        return States.SelectMany(s => Held(account, s)).OrderBy(b => b.Series, Comparer<UnitSeries>.Create(UnitSeries.Compare)).ThenBy(b => b.First);
    }

    private void Drop(UnitBlock block)
    {
        var ofAccount = held[(block.Account, block.State)];
        ofAccount.Remove(block);
        undo?.Add(() => ofAccount.Add(block));
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
        foreach (var (claim, _) in claims.Values)
            places.Put(claim);
    }
}
