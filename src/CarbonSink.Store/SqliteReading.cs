using CarbonSink.Gis;
using CarbonSink.Register;

namespace CarbonSink.Store;

/// <summary>A connection to a register's SQLite file inside a transaction that reads. What it decoded stays until another connection has written.</summary>
internal class SqliteReading : IRegisterReading, IDisposable
{
    private const int Page = 512;
    private const int MostRows = 1 << 17;

    private readonly Dictionary<string, SqliteStatement> statements = new(new ByLength());
    private readonly Dictionary<string, Dictionary<string, (CanonicalObject? Row, long Entry)>> rows = [];
    private int kept;
    private long version = -1;
    private long? size;

    public SqliteReading(SqliteDatabase database, string file) => (Database, File, Series) = (database, file, new(this));

    /// <summary>Whether a transaction is open.</summary>
    public bool IsOpen { get; private set; }

    /// <inheritdoc/>
    public long Size => size ??= Number("SELECT coalesce(max(idx) + 1, 0) FROM entry");

    /// <summary>The file, for findings.</summary>
    public string File { get; }

    protected SqliteDatabase Database { get; }

    protected SqliteSeries Series { get; }

    /// <summary>Begins a transaction; what is kept of another state is dropped.</summary>
    public void Begin()
    {
        Run(BeginSql);
        IsOpen = true;
        if (Number("PRAGMA data_version") is var now && now != version)
        {
            Forget(all: false);
            version = now;
        }
    }

    /// <summary>Ends a transaction that has changed nothing, or takes back what it changed.</summary>
    /// <returns>Whether the connection can be used again.</returns>
    public bool End()
    {
        IsOpen = false;
        try
        {
            if (!Database.IsAutomatic)
                Run("ROLLBACK");
            return true;
        }
        catch (SqliteException)
        {
            return false;
        }
    }

    /// <inheritdoc/>
    public IEnumerable<ReadOnlyMemory<byte>> Entries(long from, long count) =>
        Pages("SELECT idx, bytes FROM entry WHERE idx >= ?1 ORDER BY idx LIMIT ?2", from, count, static s => (ReadOnlyMemory<byte>)s.Blob(1).ToArray());

    /// <inheritdoc/>
    public IEnumerable<byte[]> LeafHashes(long from, long count) =>
        Pages("SELECT idx, leaf FROM entry WHERE idx >= ?1 ORDER BY idx LIMIT ?2", from, count, static s => s.Blob(1).ToArray());

    /// <inheritdoc/>
    public long? IndexOfKey(string actor, string key)
    {
        var found = Use("SELECT idx FROM idempotency WHERE actor = ?1 AND key = ?2");
        found.Bind(1, actor);
        found.Bind(2, key);
        return First(found, static s => (long?)s.Integer(0));
    }

    /// <inheritdoc/>
    public IEnumerable<(string Actor, string Key, long Entry)> AnsweredKeys() => All(Use("SELECT actor, key, idx FROM idempotency"), static s => (s.Text(0), s.Text(1), s.Integer(2)));

    /// <inheritdoc/>
    public CanonicalObject? Row(string kind, string id)
    {
        if (rows.TryGetValue(kind, out var known) && known.TryGetValue(id, out var row))
            return row.Row;
        var found = Use("SELECT id, json, entry FROM row WHERE kind = ?1 AND id = ?2");
        found.Bind(1, kind);
        found.Bind(2, id);
        var read = First(found, s => ((CanonicalObject? Row, long Entry))(Json(s, 1, $"row {kind}/{id}", s.Integer(2)), s.Integer(2)));
        Keep(kind, id, read);
        return read.Row;
    }

    /// <inheritdoc/>
    public IEnumerable<(string Id, CanonicalObject Row, long Entry)> RowsOf(string kind)
    {
        var found = Use("SELECT id, json, entry FROM row WHERE kind = ?1 ORDER BY id");
        found.Bind(1, kind);
        var all = All(found, s =>
        {
            var (id, entry) = (s.Text(0), s.Integer(2));
            if (!rows.TryGetValue(kind, out var known) || !known.TryGetValue(id, out var row) || row.Row is null)
                Keep(kind, id, row = (Json(s, 1, $"row {kind}/{id}", entry), entry));
            return (Id: id, Row: row.Row!, row.Entry);
        });
        all.Sort(static (a, b) => string.CompareOrdinal(a.Id, b.Id)); // SQLite orders by UTF-8, which differs beyond U+FFFF
        return all;
    }

    /// <inheritdoc/>
    public IEnumerable<UnitBlock> Blocks(BlockFilter filter) => Series.Blocks(filter);

    /// <inheritdoc/>
    public UnitBlock? BlockAt(UnitSeries series, long number) => Series.BlockAt(series, number);

    /// <inheritdoc/>
    public IEnumerable<ParcelClaim> ClaimsNear(GeographicBox box)
    {
        var found = Use($"""
            SELECT {SqliteClaims.Columns} FROM claim_box b JOIN claim c ON c.id = b.id
            WHERE b.west <= ?1 AND b.east >= ?2 AND b.south <= ?3 AND b.north >= ?4 AND c.west <= ?1 AND c.east >= ?2 AND c.south <= ?3 AND c.north >= ?4
            """); // the index keeps its numbers in 32 bits, rounded outwards: what it finds is looked at again
        found.Bind(1, box.East);
        found.Bind(2, box.West);
        found.Bind(3, box.North);
        found.Bind(4, box.South);
        return SqliteClaims.Sorted(All(found, Claim));
    }

    /// <inheritdoc/>
    public IEnumerable<ParcelClaim> Claims(string? project)
    {
        var found = Use(project is null ? $"SELECT {SqliteClaims.Columns} FROM claim c" : $"SELECT {SqliteClaims.Columns} FROM claim c WHERE project = ?1");
        if (project is not null)
            found.Bind(1, project);
        return SqliteClaims.Sorted(All(found, Claim));
    }

    /// <inheritdoc/>
    public IEnumerable<CanonicalObject> Heads() => All(Use("SELECT size, json FROM head ORDER BY size"), s =>
    {
        var head = Json(s, 1, $"head {s.Integer(0)}", s.Integer(0) - 1);
        return head.IntegerOrNull("treeSize") == s.Integer(0) ? head : throw SqliteFindings.Refuse(SqliteFindings.DamagedRow, File, $"head {s.Integer(0)}", "?", "its size is another");
    });

    /// <summary>Writes a copy of the whole database; outside of a transaction.</summary>
    public void CopyTo(string path)
    {
        using var statement = Database.Prepare("VACUUM INTO ?1");
        statement.Bind(1, path);
        statement.Run();
    }

    /// <summary>What SQLite finds wrong with pages and indexes, and claims that the spatial index does not hold.</summary>
    public IReadOnlyList<string> CheckIntegrity() =>
    [
        .. All(Use("PRAGMA integrity_check"), static s => s.Text(0)).Where(s => s != "ok"),
        .. All(Use("SELECT rtreecheck('claim_box')"), static s => s.Text(0)).Where(s => s != "ok"),
        .. All(Use("SELECT c.id FROM claim c LEFT JOIN claim_box b ON b.id = c.id WHERE NOT coalesce(b.west <= c.west AND b.south <= c.south AND b.east >= c.east AND b.north >= c.north, 0)"), static s => $"the spatial index does not hold claim {s.Integer(0)}"),
        .. All(Use("SELECT id FROM claim_box EXCEPT SELECT id FROM claim"), static s => $"the spatial index holds a claim {s.Integer(0)} that there is not"),
    ];

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var statement in statements.Values)
            statement.Dispose();
        statements.Clear();
        Database.Dispose();
    }

    /// <summary>A prepared statement, kept for the next time; nothing that it gives may be read after it is used again.</summary>
    internal SqliteStatement Use(string sql)
    {
        if (!IsOpen && !sql.StartsWith("BEGIN", StringComparison.Ordinal) && sql is not "ROLLBACK")
            throw new InvalidOperationException("the transaction has ended; take what is needed inside it");
        if (!statements.TryGetValue(sql, out var statement))
            statements.Add(sql, statement = Database.Prepare(sql));
        return statement;
    }

    /// <summary>All rows of an answer.</summary>
    internal static List<T> All<T>(SqliteStatement statement, Func<SqliteStatement, T> read)
    {
        try
        {
            var all = new List<T>();
            while (statement.Next())
                all.Add(read(statement));
            return all;
        }
        finally
        {
            statement.Reset();
        }
    }

    /// <summary>The first row of an answer; the default for none.</summary>
    internal static T? First<T>(SqliteStatement statement, Func<SqliteStatement, T> read)
    {
        try
        {
            return statement.Next() ? read(statement) : default;
        }
        finally
        {
            statement.Reset();
        }
    }

    /// <summary>Begins the transaction.</summary>
    protected virtual string BeginSql => "BEGIN";

    /// <summary>Runs a statement without parameters and answer.</summary>
    protected void Run(string sql) => Use(sql).Run();

    /// <summary>Notes a row that was read or written.</summary>
    protected void Keep(string kind, string id, (CanonicalObject? Row, long Entry) row)
    {
        if (kept++ >= MostRows)
        {
            rows.Clear();
            kept = 0;
        }

        if (!rows.TryGetValue(kind, out var known))
            rows.Add(kind, known = []);
        known[id] = row;
    }

    /// <summary>Notes the number of entries.</summary>
    protected void Grow(long entries) => size = entries;

    /// <summary>Forgets what was decoded: all of it, or what others may have changed.</summary>
    internal void Forget(bool all)
    {
        rows.Clear();
        kept = 0;
        Series.Forget(all);
        size = null;
        version = -1;
    }

    private long Number(string sql) => First(Use(sql), static s => s.Integer(0));

    private ParcelClaim Claim(SqliteStatement statement) => SqliteClaims.Read(statement, File);

    private CanonicalObject Json(SqliteStatement statement, int column, string what, long entry)
    {
        try
        {
            return CanonicalObject.ParseCanonical(statement.Utf8(column));
        }
        catch (FormatException e)
        {
            throw SqliteFindings.Refuse(SqliteFindings.DamagedRow, File, what, $"{entry}", e.Message);
        }
    }

    /// <summary>A long answer in pages, so that nobody waits for its end and a statement is never in use twice.</summary>
    private IEnumerable<T> Pages<T>(string sql, long from, long count, Func<SqliteStatement, T> read)
    {
        while (count > 0)
        {
            var statement = Use(sql);
            statement.Bind(1, from);
            statement.Bind(2, Math.Min(count, Page));
            var page = All(statement, s => (Index: s.Integer(0), Value: read(s)));
            if (page.Count == 0)
                yield break;
            foreach (var (_, value) in page)
                yield return value;
            count -= page.Count;
            from = page[^1].Index + 1;
        }
    }

    /// <summary>Statements by their text; their lengths tell most apart, and hashing whole texts takes longer than running some.</summary>
    private sealed class ByLength : IEqualityComparer<string>
    {
        public bool Equals(string? x, string? y) => string.Equals(x, y, StringComparison.Ordinal);

        public int GetHashCode(string obj) => obj.Length;
    }
}
