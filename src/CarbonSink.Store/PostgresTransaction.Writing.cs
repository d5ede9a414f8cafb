using CarbonSink.Register;

namespace CarbonSink.Store;

/// <summary>What is put.</summary>
internal sealed partial class PostgresTransaction
{
    /// <inheritdoc/>
    public void Append(LedgerEntry entry)
    {
        if (entry.Index != size)
            throw new ArgumentException($"entry {entry.Index} cannot follow {size} entries", nameof(entry));
        Add("INSERT INTO entry VALUES ($1, $2, $3)", null, entry.Bytes.Length, Of(size), Of(entry.LeafHash()), Of(entry.Bytes.ToArray()));
        if (entry.Key is { } key)
            Add("INSERT INTO answer VALUES ($1, $2, $3)", Of(entry.Actor), Of(key), Of(size));
        size++;
        appends = true;
    }

    /// <inheritdoc/>
    public void Put(string kind, string id, CanonicalObject row)
    {
        var body = row.ToString();
        Add("INSERT INTO state VALUES ($1, $2, $3, $4) ON CONFLICT (kind, id) DO UPDATE SET body = excluded.body, entry = excluded.entry", null, body.Length, Of(kind), Of(id), Of(body), Of(size));
        cache!.Set(kind, id, row);
        puts = true;
    }

    /// <inheritdoc/>
    public void Put(UnitBlock block)
    {
        Add(
            """
            INSERT INTO block VALUES ($1, $2, $3, $4, $5, $6, $7, $8)
            ON CONFLICT (programme, project, vintage, first) DO UPDATE SET last = excluded.last, account = excluded.account, state = excluded.state, reference = excluded.reference
            """,
            Of(block.Series.Programme), Of(block.Series.Project), Of(block.Series.Vintage), Of(block.First), Of(block.Last), Of(block.Account), Of((short)block.State), Of(block.Reference));
        puts = true;
    }

    /// <inheritdoc/>
    public void Remove(UnitSeries series, long first)
    {
        Add("DELETE FROM block WHERE programme = $1 AND project = $2 AND vintage = $3 AND first = $4", $"{series} has no block that begins with {first}", 0,
            Of(series.Programme), Of(series.Project), Of(series.Vintage), Of(first));
        puts = true;
    }

    /// <inheritdoc/>
    public void Put(ParcelClaim claim)
    {
        Add(
            """
            INSERT INTO claim VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)
            ON CONFLICT (project, parcel) DO UPDATE SET programme = excluded.programme, since = excluded.since, until = excluded.until, pools = excluded.pools, tenure = excluded.tenure,
                wkb = excluded.wkb, west = excluded.west, south = excluded.south, east = excluded.east, north = excluded.north, state = excluded.state
            """,
            null, claim.Wkb.Length, Of(claim.Project), Of(claim.Parcel), Of(claim.Programme), Of(claim.Span.From), Of(claim.Span.To), Of(claim.Pools.ToArray()), OrNull(claim.Tenure), Of(claim.Wkb.ToArray()),
            Of(claim.Box.West), Of(claim.Box.South), Of(claim.Box.East), Of(claim.Box.North), Of((short)claim.State));
        puts = true;
    }

    /// <inheritdoc/>
    public void PutHead(CanonicalObject head) =>
        Add("INSERT INTO head VALUES ($1, $2)", Of(head.Integer("treeSize")), Of(head.ToString()));
}
