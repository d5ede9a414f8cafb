using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using CarbonSink.Findings;
using CarbonSink.Geometry;
using CarbonSink.Inventory;

namespace CarbonSink.Gis;

/// <summary>Writes a layer as GeoJSON (RFC 7946): degrees, outer rings counter-clockwise, numbers with all their digits, one feature a line.</summary>
/// <remarks>Degrees on WGS 84 are meant (RFC 7946 clause 4). Those of CGCS2000 are written as they are, with a finding; other systems are refused.</remarks>
public sealed class GeoJsonWriter : IFeatureWriter
{
    private const int FlushAt = 1 << 18;

    private readonly FeatureLayer layer;
    private readonly string name;
    private readonly FileStream stream;
    private readonly Utf8JsonWriter json;
    private readonly TargetGeometry geometry;
    private readonly RingRoles roles = new();
    private readonly EncodedTexts?[] texts;
    private bool outOfRange;

    /// <summary>Starts a file that must not exist yet.</summary>
    /// <exception cref="RefusedInputException">The layer is not in degrees on WGS 84 or CGCS2000.</exception>
    /// <exception cref="IOException">It cannot be written.</exception>
    public GeoJsonWriter(string path, FeatureLayer layer)
    {
        (this.layer, name, Files) = (layer, Path.GetFileName(path), [Path.GetFullPath(path)]);
        CheckReference();
        geometry = new(null, name, Findings);
        var utf8 = TextEncoding.FromName("UTF-8")!;
        texts = [.. layer.Schema.Fields.Select(f => f.Kind == FieldKind.Number ? null : new EncodedTexts(utf8, f.Name, name, Findings))];
        stream = new(path, FileMode.CreateNew, FileAccess.Write, FileShare.None, 1 << 16);
        json = new(stream, new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, SkipValidation = true });
        json.WriteStartObject();
        json.WriteString("type", "FeatureCollection");
        json.WriteString("name", layer.Name);
        json.WriteStartArray("features");
    }

    /// <inheritdoc/>
    public IReadOnlyList<string> Files { get; }

    /// <inheritdoc/>
    public FindingLog Findings { get; } = new();

    /// <inheritdoc/>
    public void Add(FeatureBatch batch)
    {
        for (var row = 0; row < batch.Count; row++)
        {
            json.Flush();
            stream.WriteByte((byte)'\n');
            json.WriteStartObject();
            json.WriteString("type", "Feature");
            Properties(batch, row);
            json.WritePropertyName("geometry");
            if (geometry.Holds(batch, row) && InRange(batch, row))
                Geometry(batch.Geometry, row);
            else
                json.WriteNullValue();
            json.WriteEndObject();
            if (json.BytesPending > FlushAt)
                json.Flush();
        }
    }

    /// <inheritdoc/>
    public void Complete()
    {
        json.WriteEndArray();
        json.WriteEndObject();
        json.Flush();
        stream.WriteByte((byte)'\n');
        stream.Flush(flushToDisk: true);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        json.Dispose();
        stream.Dispose();
    }

    private void CheckReference()
    {
        var reference = layer.Reference;
        if (reference is null ? layer.ReferenceText is not null : !reference.IsGeographic || (reference.Ellipsoid != Ellipsoid.Wgs84 && reference.Ellipsoid != Ellipsoid.Cgcs2000))
            throw new RefusedInputException(new Finding(TargetFindings.GeoJsonReference, name, null, null, null, reference?.Name ?? layer.ReferenceText![..Math.Min(60, layer.ReferenceText!.Length)]));
        if (reference is null)
            Findings.Add(new Finding(TargetFindings.ReferenceUnknown, name, null, null, null));
        else if (reference.Ellipsoid == Ellipsoid.Cgcs2000)
            Findings.Add(new Finding(TargetFindings.GeoJsonDatum, name, null, null, null, reference.Name));
    }

    private void Properties(FeatureBatch batch, int row)
    {
        json.WriteStartObject("properties");
        for (var i = 0; i < layer.Schema.Fields.Count; i++)
        {
            var field = layer.Schema.Fields[i];
            json.WritePropertyName(field.Name);
            if (texts[i] is { } encoded)
                Text(field, batch, i, row, encoded);
            else if (batch.IsValid(i, row))
                Number(field, batch.Numbers(i)[row]);
            else
                json.WriteNullValue();
        }

        json.WriteEndObject();
    }

    private void Text(FieldDefinition field, FeatureBatch batch, int column, int row, EncodedTexts encoded)
    {
        var code = batch.Codes(column)[row];
        var text = encoded.Of(batch.Dictionary(column), code, batch.RecordNumbers[row]);
        if (text.IsEmpty)
            json.WriteNullValue();
        else if (field.Kind == FieldKind.Date && text.Length == 8)
            json.WriteStringValue([.. text[..4], (byte)'-', .. text[4..6], (byte)'-', .. text[6..]]);
        else if (field.TypeCode == 'L' && text.Length == 1 && "TtYyFfNn"u8.IndexOf(text[0]) is >= 0 and var letter)
            json.WriteBooleanValue(letter < 4);
        else if (field.TypeCode is 'N' or 'F' && NumberField.IsInteger(text))
            json.WriteRawValue(text, skipInputValidation: true);
        else
            json.WriteStringValue(text);
    }

    private void Number(FieldDefinition field, double value)
    {
        Span<byte> room = stackalloc byte[40];
        if (field.TypeCode != 'N' || field.Decimals != 0)
        {
            json.WriteNumberValue(value);
            return;
        }

        NumberText.Write(value, room, out var length);
        json.WriteRawValue(room[..length], skipInputValidation: true);
    }

    private bool InRange(FeatureBatch batch, int row)
    {
        var column = batch.Geometry;
        for (var ring = column.FirstRing(row); ring < column.RecordEnds[row] && !outOfRange; ring++)
        {
            var box = Extent.Of(column.Ring(ring));
            if (box is { MinX: >= -180, MaxX: <= 180, MinY: >= -90, MaxY: <= 90 })
                continue;
            outOfRange = true; // one is enough: the file is refused
            var (x, y) = (box.MinX < -180 ? box.MinX : box.MaxX, box.MinY < -90 ? box.MinY : box.MaxY);
            Findings.Add(TargetFindings.NotDegrees, name, batch.RecordNumbers[row], null, null, x.ToString(CultureInfo.InvariantCulture), y.ToString(CultureInfo.InvariantCulture));
        }

        return !outOfRange;
    }

    private void Geometry(PolygonColumn column, int row)
    {
        var (first, end) = (column.FirstRing(row), column.RecordEnds[row]);
        json.WriteStartObject();
        switch (column.Kinds[row])
        {
            case GeometryKind.Polygon:
                roles.Find(column, row);
                json.WriteString("type", roles.Polygons == 1 ? "Polygon" : "MultiPolygon");
                json.WriteStartArray("coordinates");
                Polygons(column);
                break;
            case GeometryKind.Line:
                json.WriteString("type", end - first == 1 ? "LineString" : "MultiLineString");
                json.WritePropertyName("coordinates");
                Parts(end - first > 1, first, end, ring => Positions(column.Ring(ring), false));
                break;
            default:
                json.WriteString("type", end - first == 1 ? "Point" : "MultiPoint");
                json.WritePropertyName("coordinates");
                Parts(end - first > 1, first, end, ring => Position(column.Ring(ring)[0], column.Ring(ring)[1]));
                break;
        }

        if (column.Kinds[row] == GeometryKind.Polygon)
            json.WriteEndArray();
        json.WriteEndObject();
    }

    private void Parts(bool several, int first, int end, Action<int> write)
    {
        if (several)
            json.WriteStartArray();
        for (var ring = first; ring < end; ring++)
            write(ring);
        if (several)
            json.WriteEndArray();
    }

    private void Polygons(PolygonColumn column)
    {
        for (var outer = 0; outer < roles.Count; outer++)
        {
            if (!roles.IsOuter(outer))
                continue;
            if (roles.Polygons > 1)
                json.WriteStartArray();
            Positions(column.Ring(roles.First + outer), roles.IsReversed(outer, counterClockwise: true));
            for (var hole = 0; hole < roles.Count; hole++)
            {
                if (roles.IsHoleOf(hole, outer))
                    Positions(column.Ring(roles.First + hole), roles.IsReversed(hole, counterClockwise: false));
            }

            if (roles.Polygons > 1)
                json.WriteEndArray();
        }
    }

    private void Positions(ReadOnlySpan<double> xy, bool reversed)
    {
        json.WriteStartArray();
        for (var i = 0; i < xy.Length; i += 2)
        {
            var at = reversed ? xy.Length - 2 - i : i;
            Position(xy[at], xy[at + 1]);
        }

        json.WriteEndArray();
    }

    private void Position(double x, double y)
    {
        json.WriteStartArray();
        json.WriteNumberValue(x);
        json.WriteNumberValue(y);
        json.WriteEndArray();
    }
}
