using CarbonSink.Register;

namespace CarbonSink.Store;

/// <summary>State rows as the last writing transaction of this program left them: good as long as no other program has written since. Used under the register's lock only.</summary>
internal sealed class PostgresRowCache
{
    private const int Most = 20_000;

    private readonly Dictionary<(string Kind, string Id), CanonicalObject?> rows = [];
    private (long Size, long Revision) moment = (-1, -1);

    /// <summary>Makes the cache ready for a transaction that found the register so.</summary>
    public void Begin((long Size, long Revision) found)
    {
        if (found != moment || rows.Count > Most)
            rows.Clear();
        moment = (-1, -1);
    }

    /// <summary>Keeps what a committed transaction left.</summary>
    public void End((long Size, long Revision) left) => moment = left;

    /// <summary>Forgets everything.</summary>
    public void Clear()
    {
        rows.Clear();
        moment = (-1, -1);
    }

    /// <summary>Finds a row that was read or put; a row that is known not to be there is found as null.</summary>
    public bool TryGet(string kind, string id, out CanonicalObject? row) => rows.TryGetValue((kind, id), out row);

    /// <summary>Notes a row.</summary>
    public void Set(string kind, string id, CanonicalObject? row) => rows[(kind, id)] = row;
}
