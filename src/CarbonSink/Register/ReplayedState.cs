namespace CarbonSink.Register;

/// <summary>A state in memory that knows which entry put each block, claim, row and key last (重放状态).</summary>
internal sealed class ReplayedState : IRegisterWriting, IDisposable
{
    private readonly MemoryStore state = new();

    /// <summary>Entries that put blocks last, by series and first number.</summary>
    public Dictionary<(UnitSeries Series, long First), long> BlockEntries { get; } = [];

    /// <summary>Entries that took blocks out last.</summary>
    public Dictionary<(UnitSeries Series, long First), long> RemovedBlocks { get; } = [];

    /// <summary>Entries that put claims last.</summary>
    public Dictionary<(string Project, string Parcel), long> ClaimEntries { get; } = [];

    /// <summary>Kinds of rows that were put.</summary>
    public HashSet<string> Kinds { get; } = new(StringComparer.Ordinal);

    public long Size => state.Size;

    public IEnumerable<ReadOnlyMemory<byte>> Entries(long from, long count) => state.Entries(from, count);

    public IEnumerable<byte[]> LeafHashes(long from, long count) => state.LeafHashes(from, count);

    public long? IndexOfKey(string actor, string key) => state.IndexOfKey(actor, key);

    public IEnumerable<(string Actor, string Key, long Entry)> AnsweredKeys() => state.AnsweredKeys();

    public CanonicalObject? Row(string kind, string id) => state.Row(kind, id);

    public IEnumerable<(string Id, CanonicalObject Row, long Entry)> RowsOf(string kind) => state.RowsOf(kind);

    public IEnumerable<UnitBlock> Blocks(BlockFilter filter) => state.Blocks(filter);

    public UnitBlock? BlockAt(UnitSeries series, long number) => state.BlockAt(series, number);

    public IEnumerable<ParcelClaim> ClaimsNear(GeographicBox box) => state.ClaimsNear(box);

    public IEnumerable<ParcelClaim> Claims(string? project) => state.Claims(project);

    public IEnumerable<CanonicalObject> Heads() => state.Heads();

    public void Append(LedgerEntry entry) => state.Append(entry);

    public void Put(string kind, string id, CanonicalObject row)
    {
        Kinds.Add(kind);
        state.Put(kind, id, row);
    }

    public void Put(UnitBlock block)
    {
        BlockEntries[(block.Series, block.First)] = Size;
        state.Put(block);
    }

    public void Remove(UnitSeries series, long first)
    {
        RemovedBlocks[(series, first)] = Size;
        state.Remove(series, first);
    }

    public void Put(ParcelClaim claim)
    {
        ClaimEntries[(claim.Project, claim.Parcel)] = Size;
        state.Put(claim);
    }

    public void PutHead(CanonicalObject head) => state.PutHead(head);

    public void Dispose() => state.Dispose();
}
