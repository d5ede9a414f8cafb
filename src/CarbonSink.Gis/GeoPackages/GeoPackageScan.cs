using System.Globalization;
using System.Text;
using CarbonSink.Findings;
using CarbonSink.Geometry;
using CarbonSink.Inventory;

namespace CarbonSink.Gis;

/// <summary>A pass over a layer of a GeoPackage, with a connection of its own.</summary>
internal sealed class GeoPackageScan : RowScan
{
    private const int Integer = 1, Real = 2, Blob = 4, Null = 5;
    private const long MostExact = 1L << 53;

    private readonly GeoPackageReader reader;
    private readonly int[] fields;
    private readonly char[] characters = new char[256];
    private SqliteStatement? rows;

    public GeoPackageScan(GeoPackageReader reader, RecordRange range, IReadOnlyList<int> fields, bool geometry, CancellationToken stop)
        : base(reader, range, fields, geometry, stop) =>
        (this.reader, this.fields) = (reader, [.. fields.Distinct()]);

    /// <inheritdoc/>
    protected override IDisposable? Begin(RecordRange records)
    {
        if (records.From >= records.To)
            return null;
        try
        {
            var database = reader.Open();
            var selected = fields.Select(f => SqliteDatabase.Quoted(reader.Columns[f])).Prepend(reader.Key ?? "0");
            if (WantsGeometry && reader.GeometryColumn is { } geometry)
                selected = selected.Append(SqliteDatabase.Quoted(geometry));
            var order = reader.Key is { } key ? $"WHERE {key} >= ?1 ORDER BY {key}" : $"{(reader.Order.Length == 0 ? "" : "ORDER BY ")}{reader.Order} LIMIT -1 OFFSET ?1";
            rows = database.Prepare($"SELECT {string.Join(", ", selected)} FROM {SqliteDatabase.Quoted(reader.Layer)} {order}");
            rows.Bind(1, reader.Key is null ? records.From : reader.KeyOf(records.From));
            return new Connection(database, rows);
        }
        catch (IOException e)
        {
            throw reader.Bad(e);
        }
    }

    /// <inheritdoc/>
    protected override GeometryKind Row(long record)
    {
        try
        {
            if (!rows!.Next() || (reader.Key is not null && rows.Integer(0) != reader.KeyOf(record)))
                throw new RefusedInputException(new Finding(SourceFindings.DatabaseBad, File, record, null, null, File, $"{reader.Layer}: {record}"));
            for (var i = 0; i < fields.Length; i++)
                Cell(fields[i], i + 1);
            return WantsGeometry ? Geometry(record) : GeometryKind.Polygon;
        }
        catch (IOException e)
        {
            throw reader.Bad(e);
        }
    }

    private GeometryKind Geometry(long record)
    {
        if (reader.GeometryColumn is null)
        {
            Batch.Geometry.EndRecord(GeometryKind.Null);
            return GeometryKind.Null;
        }

        var column = fields.Length + 1;
        string? problem = null;
        Shape.Clear();
        var kind = rows!.Type(column) switch
        {
            Null => GeometryKind.Null,
            Blob => StoredGeometry.Read(rows.Blob(column), Shape, out problem),
            _ => GeometryKind.Unreadable,
        };
        if (kind == GeometryKind.Unreadable)
            Findings.Add(SourceFindings.GeometryUnreadable, File, record, reader.GeometryColumn, null, problem ?? "BLOB");
        if (Shape.HasHeights && reader.TellsHeights())
            Findings.Add(new Finding(SourceFindings.HeightsDropped, File, null, null, null, File));
        return Shape.Commit(kind, Batch.Geometry, File, record, Findings);
    }

    private void Cell(int field, int column)
    {
        var type = rows!.Type(column);
        if (type == Null)
            return;
        var definition = reader.Schema.Fields[field];
        if (definition.Kind == FieldKind.Number)
            Number(field, column, type);
        else if (type == Blob)
            Findings.Add(GisFindings.TextUndecodable, File, Cells.Record, definition.Name, null, "UTF-8");
        else if (definition.TypeCode == 'L' && type == Integer)
            Cells.Text(field, rows.Integer(column) == 0 ? "F" : "T");
        else if (definition.Kind == FieldKind.Date)
            Date(field, Encoding.UTF8.GetString(rows.Utf8(column)));
        else
            Text(field, rows.Utf8(column));
    }

    private void Number(int field, int column, int type)
    {
        if (type == Integer)
        {
            var value = rows!.Integer(column);
            if (value is > MostExact or < -MostExact)
                Cells.Rounded(field, value.ToString(CultureInfo.InvariantCulture));
            Cells.Number(field, value);
        }
        else if (type == Real)
        {
            Cells.Number(field, rows!.Number(column));
        }
        else
        {
            // SQLite lets any column hold a text.
            var text = type == Blob ? "BLOB" : Encoding.UTF8.GetString(rows!.Utf8(column));
            if (string.IsNullOrWhiteSpace(text))
                return;
            if (double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var value) && double.IsFinite(value))
                Cells.Number(field, value);
            else
                Cells.Bad(field, text);
        }
    }

    private void Date(int field, string text)
    {
        if (text.Length == 0)
            return;
        if (DateOnly.TryParseExact(text.AsSpan(0, Math.Min(10, text.Length)), ["yyyy-MM-dd", "yyyy/MM/dd", "yyyyMMdd"], CultureInfo.InvariantCulture, DateTimeStyles.None, out var date))
            Cells.Text(field, date.ToString("yyyyMMdd", CultureInfo.InvariantCulture));
        else
            Findings.Add(SourceFindings.DateBad, File, Cells.Record, reader.Schema.Fields[field].Name, text);
    }

    private void Text(int field, ReadOnlySpan<byte> utf8)
    {
        if (!System.Text.Unicode.Utf8.IsValid(utf8))
        {
            var text = TextEncoding.OfContent(54936).Decode(utf8, fillsField: false, out _);
            Findings.Add(GisFindings.TextUndecodable, File, Cells.Record, reader.Schema.Fields[field].Name, text, "UTF-8");
            Cells.Text(field, text);
        }
        else if (utf8.Length <= characters.Length)
        {
            Cells.Text(field, characters.AsSpan(0, Encoding.UTF8.GetChars(utf8, characters)));
        }
        else
        {
            Cells.Text(field, Encoding.UTF8.GetString(utf8));
        }
    }

    private sealed class Connection(SqliteDatabase database, SqliteStatement rows) : IDisposable
    {
        public void Dispose()
        {
            rows.Dispose();
            database.Dispose();
        }
    }
}
