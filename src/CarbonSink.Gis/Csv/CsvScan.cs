using System.Buffers.Text;
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

    private void Cell(int field, ReadOnlySpan<byte> value)
    {
        if (value.IsEmpty)
            return;
        if (reader.Schema.Fields[field].Kind != FieldKind.Number)
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
                Findings.Add(SourceFindings.GeometryUnreadable, File, record, null, null, text.Problem ?? "?");
        }
        else if (reader.Geometry.X >= 0 && Utf8Parser.TryParse(row[reader.Geometry.X].Trim((byte)' '), out double x, out _) && Utf8Parser.TryParse(row[reader.Geometry.Y].Trim((byte)' '), out double y, out _))
        {
            Shape.Add(x, y);
            Shape.EndPart();
            kind = GeometryKind.Point;
        }
        else if (reader.Geometry.IsNone)
        {
            Batch.Geometry.EndRecord(GeometryKind.Null); // a plain table: no record lacks anything
            return GeometryKind.Null;
        }

        return Shape.Commit(kind, Batch.Geometry, File, record, Findings);
    }
}
