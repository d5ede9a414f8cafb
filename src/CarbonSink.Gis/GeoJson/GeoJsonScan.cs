using System.Globalization;
using System.Text;
using System.Text.Json;
using CarbonSink.Geometry;
using CarbonSink.Inventory;

namespace CarbonSink.Gis;

/// <summary>A pass over a GeoJSON file.</summary>
internal sealed class GeoJsonScan : RowScan
{
    private readonly Features features;

    public GeoJsonScan(GeoJsonReader reader, InputFile file, RecordRange range, IReadOnlyList<int> fields, bool geometry, CancellationToken stop)
        : base(reader, range, fields, geometry, stop) =>
        features = new(reader, file, this);

    /// <inheritdoc/>
    protected override GeometryKind Row(long record) => features.Row(record);

    private sealed class Features(GeoJsonReader reader, InputFile file, GeoJsonScan scan) : GeoJsonFeature(file)
    {
        private const double MostExact = 1L << 53;

        private int next;

        public GeometryKind Row(long record)
        {
            next = 0;
            var kind = Read(reader.Index, record, scan.WantsGeometry);
            if (!scan.WantsGeometry)
                return GeometryKind.Polygon;
            if (kind == GeometryKind.Unreadable)
                scan.Findings.Add(SourceFindings.GeometryUnreadable, File, record, null, null, Problem ?? "?");
            return Shape.Commit(kind, scan.Batch.Geometry, File, record, scan.Findings);
        }

        /// <inheritdoc/>
        protected override void Property(ref Utf8JsonReader reader1, long record)
        {
            int field;
            if (next < reader.Schema.Fields.Count && reader1.ValueTextEquals(reader.Schema.Fields[next].Name))
                field = next;
            else
                field = reader.FieldOf(reader1.GetString()!);
            next = field + 1;
            reader1.Read();
            Value(ref reader1, field);
        }

        /// <inheritdoc/>
        protected override void Id(ref Utf8JsonReader reader1, long record) => Value(ref reader1, reader.IdField);

        private void Value(ref Utf8JsonReader value, int field)
        {
            if (field < 0 || !scan.Cells.Wants(field))
            {
                value.Skip();
                return;
            }

            scan.Cells.Blank(field); // the last of several values counts
            var isNumber = reader.Schema.Fields[field].Kind == FieldKind.Number;
            switch (value.TokenType)
            {
                case JsonTokenType.Number when isNumber:
                    Number(field, value.ValueSpan, value.GetDouble());
                    break;
                case JsonTokenType.Number:
                    scan.Cells.Text(field, Encoding.ASCII.GetString(value.ValueSpan));
                    break;
                case JsonTokenType.String:
                    scan.Cells.Text(field, value.GetString());
                    break;
                case JsonTokenType.True or JsonTokenType.False when reader.Schema.Fields[field].TypeCode == 'L':
                    scan.Cells.Text(field, value.TokenType == JsonTokenType.True ? "T" : "F");
                    break;
                case JsonTokenType.True or JsonTokenType.False:
                    scan.Cells.Text(field, value.TokenType == JsonTokenType.True ? "true" : "false");
                    break;
                case JsonTokenType.StartObject or JsonTokenType.StartArray:
                    using (var whole = JsonDocument.ParseValue(ref value))
                        scan.Cells.Text(field, whole.RootElement.GetRawText());
                    break;
            }
        }

        private void Number(int field, ReadOnlySpan<byte> text, double value)
        {
            if (!double.IsFinite(value))
            {
                scan.Cells.Bad(field, Encoding.ASCII.GetString(text));
                return;
            }

            if (text.Length > 15 && (Math.Abs(value) > MostExact || NumberField.IsRounded(text, value)))
                scan.Cells.Rounded(field, Encoding.ASCII.GetString(text));
            scan.Cells.Number(field, value);
        }
    }
}
