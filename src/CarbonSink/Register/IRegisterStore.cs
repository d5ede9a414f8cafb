namespace CarbonSink.Register;

/// <summary>Where a register is kept (登记簿存储): in memory, in an SQLite file, in PostgreSQL with PostGIS; all keep the same rows.</summary>
public interface IRegisterStore : IDisposable
{
    /// <summary>Kind and version, e.g. "SQLite 3.40.1 (system)", "PostgreSQL 15.20, PostGIS 3.3.2".</summary>
    string Version { get; }

    /// <summary>Reads at one moment: nothing that is written meanwhile is seen.</summary>
    T Read<T>(Func<IRegisterReading, T> read);

    /// <summary>Reads and writes in one serialisable transaction. When it returns, everything is on durable storage; when it throws, nothing has changed. The work may be run again from its beginning.</summary>
    T Write<T>(Func<IRegisterWriting, T> write);
}

/// <summary>What can be read of a register at one moment.</summary>
public interface IRegisterReading
{
    /// <summary>Number of entries.</summary>
    long Size { get; }

    /// <summary>Bytes of entries in order, from an index on.</summary>
    IEnumerable<ReadOnlyMemory<byte>> Entries(long from, long count);

    /// <summary>Leaf hashes in order, as they were stored, from an index on.</summary>
    IEnumerable<byte[]> LeafHashes(long from, long count);

    /// <summary>Index of the entry that answered a key of an actor; null for none.</summary>
    long? IndexOfKey(string actor, string key);

    /// <summary>Keys that were answered, with the indexes of their entries, in no certain order.</summary>
    IEnumerable<(string Actor, string Key, long Entry)> AnsweredKeys();

    /// <summary>A state row; null for none. Kinds and keys: <see cref="Rows"/>.</summary>
    CanonicalObject? Row(string kind, string id);

    /// <summary>State rows of a kind with the index of the entry that put them last, ordered by id (ordinal).</summary>
    IEnumerable<(string Id, CanonicalObject Row, long Entry)> RowsOf(string kind);

    /// <summary>Blocks ordered by series and number.</summary>
    IEnumerable<UnitBlock> Blocks(BlockFilter filter);

    /// <summary>The block that holds a number of a series; null for none.</summary>
    UnitBlock? BlockAt(UnitSeries series, long number);

    /// <summary>Claims whose box meets a box, ordered by project and parcel (ordinal).</summary>
    IEnumerable<ParcelClaim> ClaimsNear(GeographicBox box);

    /// <summary>Claims of a project (null: of all), ordered by project and parcel (ordinal).</summary>
    IEnumerable<ParcelClaim> Claims(string? project);

    /// <summary>Signed tree heads, ordered by tree size.</summary>
    IEnumerable<CanonicalObject> Heads();
}

/// <summary>What can be written to a register inside a transaction; what was put is read back at once.</summary>
public interface IRegisterWriting : IRegisterReading
{
    /// <summary>Appends the entry with index <see cref="IRegisterReading.Size"/>.</summary>
    void Append(LedgerEntry entry);

    /// <summary>Puts a state row; the entry being written is noted with it.</summary>
    void Put(string kind, string id, CanonicalObject row);

    /// <summary>Puts a block; one that begins with the same number of the same series is replaced.</summary>
    void Put(UnitBlock block);

    /// <summary>Takes out the block that begins with a number.</summary>
    void Remove(UnitSeries series, long first);

    /// <summary>Puts a claim; one with the same project and parcel is replaced.</summary>
    void Put(ParcelClaim claim);

    /// <summary>Keeps a signed head; heads sign the tree and are not in it. One that is there is never replaced.</summary>
    /// <exception cref="ArgumentException">There is a head of that size already; a store may say so when the transaction ends.</exception>
    void PutHead(CanonicalObject head);
}
