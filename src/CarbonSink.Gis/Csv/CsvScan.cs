using System.Buffers.Text;
using System.Globalization;
using CarbonSink.Findings;
using CarbonSink.Geometry;
using CarbonSink.Inventory;

namespace CarbonSink.Gis;

/// <summary>A pass over a CSV table.</summary>
internal sealed class CsvScan : RowScan
{
    private readonly CsvTableReader reader;
    private readonly CsvRow row;
    private readonly int[] fields;

    public CsvScan(CsvTableReader reader, InputFile file, RecordRange range, IReadOnlyList<int> fields, bool geometry, CancellationToken stop)
        : base(reader, range, fields, geometry, stop) =>
        (this.reader, row, this.fields) = (reader, new(file, reader.Index), [.. fields.Distinct()]);

    /// <inheritdoc/>
    protected override GeometryKind Row(long record)
    {
        row.Read(record + 1);
        if (row.Count != reader.ColumnCount)
        {
            Findings.Add(SourceFindings.RowMisfit, File, record, null, null, $"{reader.Index.Line(record + 1)}", $"{row.Count}", $"{reader.ColumnCount}");
            if (WantsGeometry)
                Batch.Geometry.EndRecord(reader.Geometry.IsNone ? GeometryKind.Null : GeometryKind.Unreadable);
            return reader.Geometry.IsNone ? GeometryKind.Null : GeometryKind.Unreadable;
        }

        foreach (var field in fields)
            Cell(field, row[reader.FieldColumns[field]]);
        return WantsGeometry ? Geometry(record) : GeometryKind.Polygon;
    }

    /// <summary>Reads a date as programs write it: 20241231, 2024-12-31 or 2024/12/31.</summary>
    public static bool IsDate(ReadOnlySpan<byte> value, out string date)
    {
        var isDate = DateOnly.TryParseExact(System.Text.Encoding.Latin1.GetString(value[..Math.Min(value.Length, 11)]), ["yyyyMMdd", "yyyy-MM-dd", "yyyy/MM/dd"], CultureInfo.InvariantCulture, DateTimeStyles.None, out var day);
        date = isDate ? day.ToString("yyyyMMdd", CultureInfo.InvariantCulture) : string.Empty;
        return isDate;
    }

    private void Cell(int field, ReadOnlySpan<byte> value)
    {
        if (value.IsEmpty)
            return;
        if (reader.Schema.Fields[field].Kind == FieldKind.Date)
        {
            Cells.Text(field, IsDate(value, out var date) ? date : string.Empty);
        }
        else if (reader.Schema.Fields[field].Kind != FieldKind.Number)
        {
            var text = reader.Encoding!.Decode(value, fillsField: false, out var issue);
            if (issue != TextIssue.None)
                Findings.Add(GisFindings.TextUndecodable, File, Cells.Record, reader.Schema.Fields[field].Name, text, reader.Encoding.Name);
            Cells.Text(field, text);
        }
        else if (Utf8Parser.TryParse(value.Trim((byte)' '), out double number, out var used) && used == value.Trim((byte)' ').Length)
        {
            Cells.Number(field, number);
        }
        else
        {
            Cells.Bad(field, System.Text.Encoding.Latin1.GetString(value));
        }
    }

    private GeometryKind Geometry(long record)
    {
        Shape.Clear();
        var kind = GeometryKind.Null;
        if (reader.Geometry.Text >= 0)
        {
            var text = new WellKnownTextGeometry(row[reader.Geometry.Text], Shape);
            kind = text.Read();
            if (kind == GeometryKind.Unreadable)
                Unreadable(record, text.Problem ?? "?");
            else if (text.ReferenceId is { } id && id != reader.ReferenceId)
                kind = Unreadable(record, $"SRID={id} ≠ {reader.ReferenceId}");
        }
        else if (reader.Geometry.X >= 0)
        {
            kind = Point(record, row[reader.Geometry.X].Trim((byte)' '), row[reader.Geometry.Y].Trim((byte)' '));
        }
        else if (reader.Geometry.IsNone)
        {
            Batch.Geometry.EndRecord(GeometryKind.Null); // a plain table: no record lacks anything
            return GeometryKind.Null;
        }

        return Shape.Commit(kind, Batch.Geometry, File, record, Findings);
    }

    private GeometryKind Point(long record, ReadOnlySpan<byte> east, ReadOnlySpan<byte> north)
    {
        if (east.IsEmpty && north.IsEmpty)
            return GeometryKind.Null;
        if (!Utf8Parser.TryParse(east, out double x, out var used) || used != east.Length || !Utf8Parser.TryParse(north, out double y, out used) || used != north.Length)
            return Unreadable(record, $"{reader.Encoding!.Decode(east, false, out _)}, {reader.Encoding.Decode(north, false, out _)}");
        Shape.Add(x, y);
        Shape.EndPart();
        return GeometryKind.Point;
    }

    private GeometryKind Unreadable(long record, string why)
    {
        Findings.Add(SourceFindings.GeometryUnreadable, File, record, null, null, why);
        return GeometryKind.Unreadable;
    }
}
