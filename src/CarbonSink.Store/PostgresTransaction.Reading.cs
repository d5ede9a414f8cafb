using System.Text;
using CarbonSink.Projects;
using CarbonSink.Register;
using Npgsql;

namespace CarbonSink.Store;

/// <summary>What is read. Order is made here, by the same comparison of text as in memory: UTF-8 bytes, by which the server compares, order characters beyond U+FFFF otherwise.</summary>
internal sealed partial class PostgresTransaction
{
    private const int Page = 2_000;

    private const string ClaimColumns = "SELECT project, parcel, programme, since, until, pools, tenure, wkb, west, south, east, north, state FROM claim";

    /// <inheritdoc/>
    public IEnumerable<ReadOnlyMemory<byte>> Entries(long from, long count) => Paged("SELECT bytes FROM entry WHERE number >= $1 AND number < $2 ORDER BY number", from, count).Select(b => (ReadOnlyMemory<byte>)b);

    /// <inheritdoc/>
    public IEnumerable<byte[]> LeafHashes(long from, long count) => Paged("SELECT leaf FROM entry WHERE number >= $1 AND number < $2 ORDER BY number", from, count);

    /// <inheritdoc/>
    public long? IndexOfKey(string actor, string key) => Query("SELECT entry FROM answer WHERE actor = $1 AND key = $2", r => r.GetInt64(0), Of(actor), Of(key)) is [var entry] ? entry : null;

    /// <inheritdoc/>
    public IEnumerable<(string Actor, string Key, long Entry)> AnsweredKeys() => Query("SELECT actor, key, entry FROM answer", r => (r.GetString(0), r.GetString(1), r.GetInt64(2)));

    /// <inheritdoc/>
    public CanonicalObject? Row(string kind, string id)
    {
        if (cache is not null && cache.TryGet(kind, id, out var known))
            return known;
        var row = Query("SELECT body FROM state WHERE kind = $1 AND id = $2", r => Parsed(r.GetString(0)), Of(kind), Of(id)) is [var found] ? found : null;
        cache?.Set(kind, id, row);
        return row;
    }

    /// <inheritdoc/>
    public IEnumerable<(string Id, CanonicalObject Row, long Entry)> RowsOf(string kind)
    {
        var rows = Query("SELECT id, body, entry FROM state WHERE kind = $1", r => (Id: r.GetString(0), Row: Parsed(r.GetString(1)), Entry: r.GetInt64(2)), Of(kind));
        rows.Sort(static (a, b) => string.CompareOrdinal(a.Id, b.Id));
        return rows;
    }

    /// <inheritdoc/>
    public IEnumerable<UnitBlock> Blocks(BlockFilter filter)
    {
        var (conditions, values) = (new List<string>(), new List<NpgsqlParameter>());
        void Where<T>(string column, T? value, Func<T, NpgsqlParameter> of)
        {
            if (value is null)
                return;
            values.Add(of(value));
            conditions.Add(FormattableString.Invariant($"{column} = ${values.Count}"));
        }

        Where("account", filter.Account, Of);
        Where("programme", filter.Programme, Of);
        Where("project", filter.Project, Of);
        Where("vintage", filter.Vintage, v => Of(v!.Value));
        Where("state", filter.State, s => Of((short)s!.Value));
        Where("reference", filter.Reference, r => Of(r!.Value));
        var blocks = Query(
            $"SELECT programme, project, vintage, first, last, account, state, reference FROM block{(conditions.Count > 0 ? " WHERE " : "")}{string.Join(" AND ", conditions)}", BlockOf, values);
        blocks.Sort(static (a, b) => UnitSeries.Compare(a.Series, b.Series) is var order and not 0 ? order : a.First.CompareTo(b.First));
        return blocks;
    }

    /// <inheritdoc/>
    public UnitBlock? BlockAt(UnitSeries series, long number) => Query(
        "SELECT programme, project, vintage, first, last, account, state, reference FROM block WHERE programme = $1 AND project = $2 AND vintage = $3 AND first <= $4 ORDER BY first DESC LIMIT 1",
        BlockOf, Of(series.Programme), Of(series.Project), Of(series.Vintage), Of(number)) is [var block] && block.Last >= number ? block : null;

    /// <inheritdoc/>
    /// <remarks>The index compares boxes rounded outwards to single precision; the exact comparison follows.</remarks>
    public IEnumerable<ParcelClaim> ClaimsNear(GeographicBox box) => InOrder(Query(
        $"{ClaimColumns} WHERE ST_MakeEnvelope(west, south, east, north, 4490) && ST_MakeEnvelope($1, $2, $3, $4, 4490) AND west <= $3 AND east >= $1 AND south <= $4 AND north >= $2",
        ClaimOf, Of(box.West), Of(box.South), Of(box.East), Of(box.North)));

    /// <inheritdoc/>
    public IEnumerable<ParcelClaim> Claims(string? project) => InOrder(project is null ? Query(ClaimColumns, ClaimOf) : Query(ClaimColumns + " WHERE project = $1", ClaimOf, Of(project)));

    /// <inheritdoc/>
    public IEnumerable<CanonicalObject> Heads() => Query("SELECT body FROM head ORDER BY size", r => Parsed(r.GetString(0)));

    private IEnumerable<byte[]> Paged(string sql, long from, long count)
    {
        var end = Math.Min(size, count > long.MaxValue - from ? long.MaxValue : from + count);
        for (; from < end; from += Page)
            foreach (var bytes in Query(sql, r => r.GetFieldValue<byte[]>(0), Of(from), Of(Math.Min(from + Page, end))))
                yield return bytes;
    }

    private static CanonicalObject Parsed(string body) => CanonicalObject.Parse(Encoding.UTF8.GetBytes(body));

    private static UnitBlock BlockOf(NpgsqlDataReader r) =>
        new(new(r.GetString(0), r.GetString(1), r.GetInt32(2)), r.GetInt64(3), r.GetInt64(4), r.GetString(5), (UnitState)r.GetInt16(6), r.GetInt64(7));

    private static ParcelClaim ClaimOf(NpgsqlDataReader r) => new(
        r.GetString(0), r.GetString(1), r.GetString(2), new DaySpan(r.GetFieldValue<DateOnly>(3), r.GetFieldValue<DateOnly>(4)), r.GetFieldValue<string[]>(5), r.IsDBNull(6) ? null : r.GetString(6),
        r.GetFieldValue<byte[]>(7), new(r.GetDouble(8), r.GetDouble(9), r.GetDouble(10), r.GetDouble(11)), (ClaimState)r.GetInt16(12));

    private static List<ParcelClaim> InOrder(List<ParcelClaim> claims)
    {
        claims.Sort(static (a, b) => string.CompareOrdinal(a.Project, b.Project) is var order and not 0 ? order : string.CompareOrdinal(a.Parcel, b.Parcel));
        return claims;
    }
}
