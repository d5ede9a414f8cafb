namespace CarbonSink.Register;

/// <summary>A register in memory (内存登记簿): for replaying a ledger, and for tests. One thread at a time; a write that throws leaves what it did, so whoever replays stops there.</summary>
public sealed class MemoryStore : IRegisterStore, IRegisterWriting
{
    private readonly List<ReadOnlyMemory<byte>> entries = [];
    private readonly List<byte[]> leaves = [];
    private readonly Dictionary<(string Actor, string Key), long> keys = [];
    private readonly Dictionary<string, SortedDictionary<string, (CanonicalObject Row, long Entry)>> rows = new(StringComparer.Ordinal);
    private readonly SortedDictionary<UnitSeries, SortedList<long, UnitBlock>> blocks = new(Comparer<UnitSeries>.Create(UnitSeries.Compare));
    private readonly SortedDictionary<(string Project, string Parcel), ParcelClaim> claims = new(Comparer<(string Project, string Parcel)>.Create(static (a, b) =>
        string.CompareOrdinal(a.Project, b.Project) is var order and not 0 ? order : string.CompareOrdinal(a.Parcel, b.Parcel)));

    private readonly ClaimIndex places = new();
    private readonly SortedDictionary<long, CanonicalObject> heads = [];

    /// <inheritdoc/>
    public string Version => "memory";

    /// <inheritdoc/>
    public long Size => entries.Count;

    /// <inheritdoc/>
    public T Read<T>(Func<IRegisterReading, T> read) => read(this);

    /// <inheritdoc/>
    public T Write<T>(Func<IRegisterWriting, T> write) => write(this);

    /// <inheritdoc/>
    public IEnumerable<ReadOnlyMemory<byte>> Entries(long from, long count) => entries.Skip((int)from).Take((int)Math.Min(count, int.MaxValue));

    /// <inheritdoc/>
    public IEnumerable<byte[]> LeafHashes(long from, long count) => leaves.Skip((int)from).Take((int)Math.Min(count, int.MaxValue));

    /// <inheritdoc/>
    public long? IndexOfKey(string actor, string key) => keys.TryGetValue((actor, key), out var index) ? index : null;

    /// <inheritdoc/>
    public CanonicalObject? Row(string kind, string id) => rows.TryGetValue(kind, out var ofKind) && ofKind.TryGetValue(id, out var found) ? found.Row : null;

    /// <inheritdoc/>
    public IEnumerable<(string Id, CanonicalObject Row, long Entry)> RowsOf(string kind) => rows.TryGetValue(kind, out var ofKind) ? ofKind.Select(r => (r.Key, r.Value.Row, r.Value.Entry)) : [];

    /// <inheritdoc/>
    public IEnumerable<UnitBlock> Blocks(BlockFilter filter)
    {
        foreach (var (series, ofSeries) in blocks)
        {
            if ((filter.Programme is { } programme && programme != series.Programme) || (filter.Project is { } project && project != series.Project) || (filter.Vintage is { } vintage && vintage != series.Vintage))
                continue;
            foreach (var block in ofSeries.Values)
            {
                if ((filter.Account is not { } account || account == block.Account) && (filter.State is not { } state || state == block.State) && (filter.Reference is not { } reference || reference == block.Reference))
                    yield return block;
            }
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
            (low, high) = ofSeries.Keys[middle] <= number ? (middle + 1, high) : (low, middle);
        }

        return low > 0 && ofSeries.Values[low - 1].Last >= number ? ofSeries.Values[low - 1] : null;
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
        entries.Add(entry.Bytes);
        leaves.Add(entry.LeafHash());
        if (entry.Key is { } key)
            keys.Add((entry.Actor, key), entry.Index);
    }

    /// <inheritdoc/>
    public void Put(string kind, string id, CanonicalObject row)
    {
        if (!rows.TryGetValue(kind, out var ofKind))
            rows.Add(kind, ofKind = new(StringComparer.Ordinal));
        ofKind[id] = (row, Size);
    }

    /// <inheritdoc/>
    public void Put(UnitBlock block)
    {
        if (!blocks.TryGetValue(block.Series, out var ofSeries))
            blocks.Add(block.Series, ofSeries = []);
        ofSeries[block.First] = block;
    }

    /// <inheritdoc/>
    public void Remove(UnitSeries series, long first)
    {
        if (!blocks.TryGetValue(series, out var ofSeries) || !ofSeries.Remove(first))
            throw new InvalidOperationException($"{series} has no block that begins with {first}");
    }

    /// <inheritdoc/>
    public void Put(ParcelClaim claim) => places.Put(claims[(claim.Project, claim.Parcel)] = claim);

    /// <inheritdoc/>
    public void PutHead(CanonicalObject head) => heads[head.Integer("treeSize")] = head;

    /// <inheritdoc/>
    public void Dispose()
    {
    }
}
