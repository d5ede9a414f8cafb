using CarbonSink.Register;

namespace CarbonSink.Register.Tests;

/// <summary>A store in memory that counts what is put into it, entries aside.</summary>
internal sealed class PutCounter(MemoryStore store) : IRegisterStore, IRegisterWriting
{
    public int Puts { get; private set; }

    public string Version => store.Version;

    public long Size => store.Size;

    public T Read<T>(Func<IRegisterReading, T> read) => read(this);

    public T Write<T>(Func<IRegisterWriting, T> write) => store.Write(_ => write(this));

    public IEnumerable<ReadOnlyMemory<byte>> Entries(long from, long count) => store.Entries(from, count);

    public IEnumerable<byte[]> LeafHashes(long from, long count) => store.LeafHashes(from, count);

    public long? IndexOfKey(string actor, string key) => store.IndexOfKey(actor, key);

    public IEnumerable<(string Actor, string Key, long Entry)> AnsweredKeys() => store.AnsweredKeys();

    public CanonicalObject? Row(string kind, string id) => store.Row(kind, id);

    public IEnumerable<(string Id, CanonicalObject Row, long Entry)> RowsOf(string kind) => store.RowsOf(kind);

    public IEnumerable<UnitBlock> Blocks(BlockFilter filter) => store.Blocks(filter);

    public UnitBlock? BlockAt(UnitSeries series, long number) => store.BlockAt(series, number);

    public IEnumerable<ParcelClaim> ClaimsNear(GeographicBox box) => store.ClaimsNear(box);

    public IEnumerable<ParcelClaim> Claims(string? project) => store.Claims(project);

    public IEnumerable<CanonicalObject> Heads() => store.Heads();

    public void Append(LedgerEntry entry) => store.Append(entry);

    public void Put(string kind, string id, CanonicalObject row)
    {
        Puts++;
        store.Put(kind, id, row);
    }

    public void Put(UnitBlock block)
    {
        Puts++;
        store.Put(block);
    }

    public void Remove(UnitSeries series, long first)
    {
        Puts++;
        store.Remove(series, first);
    }

    public void Put(ParcelClaim claim)
    {
        Puts++;
        store.Put(claim);
    }

    public void PutHead(CanonicalObject head) => store.PutHead(head);

    public void Dispose() => store.Dispose();
}
