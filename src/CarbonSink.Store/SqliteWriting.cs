using CarbonSink.Gis;
using CarbonSink.Register;

namespace CarbonSink.Store;

/// <summary>The connection of a store that writes; to be used under the store's lock only, closing included.</summary>
internal sealed class SqliteWriting(SqliteDatabase database, string file) : SqliteReading(database, file), IRegisterWriting
{
    private const int Constraint = 19;

    private bool isChanged;

    /// <inheritdoc/>
    protected override string BeginSql => "BEGIN IMMEDIATE";

    /// <summary>Makes what was put durable.</summary>
    public void Commit()
    {
        Run("COMMIT");
        isChanged = false;
        _ = End();
    }

    /// <summary>Takes back what was put, and forgets it.</summary>
    /// <returns>Whether the connection can be used again.</returns>
    public bool Rollback()
    {
        if (isChanged)
            Forget(all: true);
        isChanged = false;
        return End();
    }

    /// <inheritdoc/>
    public void Append(LedgerEntry entry)
    {
        if (entry.Index != Size)
            throw new ArgumentException($"entry {entry.Index} cannot follow {Size} entries", nameof(entry));
        isChanged = true;
        var into = Use("INSERT INTO entry(idx, leaf, bytes) VALUES(?1, ?2, ?3)");
        into.Bind(1, entry.Index);
        into.BindBlob(2, entry.LeafHash());
        into.BindBlob(3, entry.Bytes.Span);
        into.Run();
        if (entry.Key is { } key)
            AppendKey(entry, key);
        Grow(entry.Index + 1);
    }

    /// <inheritdoc/>
    public void Put(string kind, string id, CanonicalObject row)
    {
        isChanged = true;
        var into = Use("INSERT INTO row(kind, id, json, entry) VALUES(?1, ?2, ?3, ?4) ON CONFLICT(kind, id) DO UPDATE SET json = excluded.json, entry = excluded.entry");
        into.Bind(1, kind);
        into.Bind(2, id);
        into.BindText(3, row.ToUtf8());
        into.Bind(4, Size);
        into.Run();
        Keep(kind, id, (row, Size));
    }

    /// <inheritdoc/>
    public void Put(UnitBlock block)
    {
        isChanged = true;
        Series.Changed();
        var into = Use("INSERT INTO block(series, first, last, account, state, reference) VALUES(?1, ?2, ?3, ?4, ?5, ?6) ON CONFLICT(series, first) DO UPDATE SET last = excluded.last, account = excluded.account, state = excluded.state, reference = excluded.reference");
        into.Bind(1, Series.NumberOf(block.Series) ?? Add(block.Series));
        into.Bind(2, block.First);
        into.Bind(3, block.Last);
        into.Bind(4, block.Account);
        into.Bind(5, (long)block.State);
        into.Bind(6, block.Reference);
        into.Run();
    }

    /// <inheritdoc/>
    public void Remove(UnitSeries series, long first)
    {
        isChanged = true;
        Series.Changed();
        var from = Use("DELETE FROM block WHERE series = ?1 AND first = ?2");
        from.Bind(1, Series.NumberOf(series) ?? 0);
        from.Bind(2, first);
        from.Run();
        if (Database.Changes == 0)
            throw new InvalidOperationException($"{series} has no block that begins with {first}");
    }

    /// <inheritdoc/>
    public void Put(ParcelClaim claim)
    {
        isChanged = true;
        var into = Use("""
            INSERT INTO claim(project, parcel, programme, span_from, span_to, pools, tenure, wkb, west, south, east, north, state) VALUES(?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13)
            ON CONFLICT(project, parcel) DO UPDATE SET programme = excluded.programme, span_from = excluded.span_from, span_to = excluded.span_to, pools = excluded.pools, tenure = excluded.tenure,
              wkb = excluded.wkb, west = excluded.west, south = excluded.south, east = excluded.east, north = excluded.north, state = excluded.state
            RETURNING id
            """);
        SqliteClaims.Bind(into, claim);
        var id = All(into, static s => s.Integer(0))[0];
        var box = Use("INSERT OR REPLACE INTO claim_box(id, west, south, east, north) VALUES(?1, ?2, ?3, ?4, ?5)");
        box.Bind(1, id);
        SqliteClaims.BindBox(box, 2, claim.Box);
        box.Run();
    }

    /// <inheritdoc/>
    public void PutHead(CanonicalObject head)
    {
        isChanged = true;
        var into = Use("INSERT INTO head(size, json) VALUES(?1, ?2)");
        into.Bind(1, head.Integer("treeSize"));
        into.Bind(2, head.ToString());
        try
        {
            into.Run();
        }
        catch (SqliteException e) when (e.Primary == Constraint)
        {
            throw new ArgumentException($"there is a head of {head.Integer("treeSize")} entries already", nameof(head), e);
        }
    }

    private void AppendKey(LedgerEntry entry, string key)
    {
        var into = Use("INSERT INTO idempotency(actor, key, idx) VALUES(?1, ?2, ?3)");
        into.Bind(1, entry.Actor);
        into.Bind(2, key);
        into.Bind(3, entry.Index);
        try
        {
            into.Run();
        }
        catch (SqliteException e) when (e.Primary == Constraint)
        {
            throw new ArgumentException($"{entry.Actor} has used the key {key} already", nameof(entry), e);
        }
    }

    private long Add(UnitSeries series)
    {
        var number = Series.Add(series);
        var into = Use("INSERT INTO series(id, programme, project, vintage) VALUES(?1, ?2, ?3, ?4)");
        into.Bind(1, number);
        into.Bind(2, series.Programme);
        into.Bind(3, series.Project);
        into.Bind(4, series.Vintage);
        into.Run();
        return number;
    }
}
