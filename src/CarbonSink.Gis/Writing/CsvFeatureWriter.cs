using System.Buffers;
using System.Globalization;
using System.Text;
using CarbonSink.Findings;
using CarbonSink.Geometry;
using CarbonSink.Inventory;

namespace CarbonSink.Gis;

/// <summary>Writes a layer as CSV (RFC 4180) with the geometry as well-known text in a first column WKT, a .csvt with the types beside it and, where the coordinate reference is known, a .prj.</summary>
/// <remarks>Texts that look like numbers are quoted, and the .csvt says that they are texts, so that leading zeros stay. Blank and null are the same.</remarks>
public sealed class CsvFeatureWriter : IFeatureWriter
{
    private const string GeometryColumn = "WKT";
    private const int FlushAt = 1 << 18;

    private static readonly SearchValues<byte> NumberCharacters = SearchValues.Create("0123456789+-.eE"u8);

    private readonly FeatureLayer layer;
    private readonly TextEncoding encoding;
    private readonly FileStream stream;
    private readonly TargetGeometry geometry;
    private readonly RingRoles roles = new();
    private readonly EncodedTexts?[] texts;
    private readonly MemoryStream line = new();
    private readonly string stem;
    private readonly string? prj;

    /// <summary>Starts a file that must not exist yet.</summary>
    /// <param name="path">Path of the .csv.</param>
    /// <param name="layer">The layer.</param>
    /// <param name="encoding">Encoding; null for UTF-8 with a byte-order mark, which spreadsheets need to see that it is UTF-8.</param>
    /// <exception cref="IOException">It cannot be written.</exception>
    public CsvFeatureWriter(string path, FeatureLayer layer, TextEncoding? encoding = null)
    {
        var name = Path.GetFileName(path);
        (this.layer, this.encoding, stem) = (layer, encoding ?? TextEncoding.FromName("UTF-8")!, Path.ChangeExtension(Path.GetFullPath(path), null));
        prj = layer.Reference is null && layer.ReferenceText is null ? null : EsriText.Of(layer.Reference, layer.ReferenceText);
        if (prj is null && HasGeometry)
            Findings.Add(new Finding(TargetFindings.ReferenceUnknown, name, null, null, null));
        geometry = new(null, name, Findings);
        texts = [.. layer.Schema.Fields.Select(f => f.Kind == FieldKind.Number ? null : new EncodedTexts(this.encoding, f.Name, name, Findings))];
        var names = TargetNames.Of(layer.Schema, 1024, this.encoding, HasGeometry ? [GeometryColumn] : [], TargetFindings.FieldRenamed, name, Findings);
        stream = new(path, FileMode.CreateNew, FileAccess.Write, FileShare.None, 1 << 16);
        Files = [Path.GetFullPath(path), stem + ".csvt", .. prj is null ? (string[])[] : [stem + ".prj"]];
        if (encoding is null)
            stream.Write("\uFEFF"u8);
        var first = true;
        foreach (var heading in HasGeometry ? names.Prepend(GeometryColumn) : names)
        {
            if (!first)
                line.WriteByte((byte)',');
            Quoted(this.encoding.Encode(heading, out _), heading.AsSpan().ContainsAny(",\"\r\n "));
            first = false;
        }

        line.WriteByte((byte)'\n');
    }

    /// <inheritdoc/>
    public IReadOnlyList<string> Files { get; }

    /// <inheritdoc/>
    public FindingLog Findings { get; } = new();

    private bool HasGeometry => layer.Geometry != GeometryKind.Null;

    /// <inheritdoc/>
    public void Add(FeatureBatch batch)
    {
        for (var row = 0; row < batch.Count; row++)
        {
            var start = line.Length;
            if (HasGeometry && geometry.Holds(batch, row))
                Geometry(batch.Geometry, row);
            for (var i = 0; i < layer.Schema.Fields.Count; i++)
            {
                if (i > 0 || HasGeometry)
                    line.WriteByte((byte)',');
                if (texts[i] is { } encoded)
                    Text(encoded.Of(batch.Dictionary(i), batch.Codes(i)[row], batch.RecordNumbers[row]));
                else if (batch.IsValid(i, row))
                    Number(batch.Numbers(i)[row], IsWhole(layer.Schema.Fields[i]));
            }

            if (line.Length == start)
                line.Write("\"\""u8); // a line of nothing would be passed over
            line.WriteByte((byte)'\n');
            if (line.Length > FlushAt)
                Flush();
        }
    }

    /// <inheritdoc/>
    public void Complete()
    {
        Flush();
        stream.Flush(flushToDisk: true);
        var types = layer.Schema.Fields.Select(TypeOf);
        File.WriteAllText(stem + ".csvt", string.Join(',', (HasGeometry ? types.Prepend(GeometryColumn) : types).Select(t => $"\"{t}\"")) + "\n", new UTF8Encoding(false));
        if (prj is not null)
            File.WriteAllText(stem + ".prj", prj, new UTF8Encoding(false));
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        line.Dispose();
        stream.Dispose();
    }

    /// <summary>As OGR writes them; widths are left out, since they are bytes of another encoding.</summary>
    private static string TypeOf(FieldDefinition field) => field.Kind switch
    {
        FieldKind.Number => IsWhole(field) ? field.Width is > 0 and < 10 ? "Integer" : "Integer64" : "Real",
        FieldKind.Date => "Date",
        _ => field.TypeCode == 'L' ? "String(Boolean)" : "String",
    };

    private static bool IsWhole(FieldDefinition field) => field.TypeCode is 'I' || (field.TypeCode == 'N' && field.Decimals == 0);

    private void Flush()
    {
        stream.Write(line.GetBuffer(), 0, (int)line.Length);
        line.SetLength(0);
    }

    private void Text(ReadOnlySpan<byte> text)
    {
        if (text.IsEmpty)
            return;
        var isNumber = text.IndexOfAnyExcept(NumberCharacters) < 0;
        Quoted(text, isNumber || text[0] is (byte)' ' or (byte)'\t' || text[^1] is (byte)' ' or (byte)'\t' || text.IndexOfAny(",\"\r\n"u8) >= 0 || text.IndexOf((byte)';') >= 0);
    }

    private void Quoted(ReadOnlySpan<byte> text, bool needed)
    {
        if (!needed)
        {
            line.Write(text);
            return;
        }

        line.WriteByte((byte)'"');
        foreach (var b in text)
        {
            if (b == '"')
                line.WriteByte((byte)'"');
            line.WriteByte(b);
        }

        line.WriteByte((byte)'"');
    }

    /// <summary>Digits alone in a column of whole numbers, where an exponent would make it one of real numbers.</summary>
    private void Number(double value, bool plain = false)
    {
        Span<byte> room = stackalloc byte[40];
        var length = 0;
        if (plain)
            NumberText.Write(value, room, out length);
        else
            value.TryFormat(room, out length, "R", CultureInfo.InvariantCulture);
        line.Write(room[..length]);
    }

    private void Geometry(PolygonColumn column, int row)
    {
        var (first, end) = (column.FirstRing(row), column.RecordEnds[row]);
        var kind = column.Kinds[row];
        line.WriteByte((byte)'"');
        if (kind == GeometryKind.Polygon)
        {
            roles.Find(column, row);
            line.Write(roles.Polygons > 1 ? "MULTIPOLYGON ("u8 : "POLYGON "u8);
            Polygons(column);
            line.Write(roles.Polygons > 1 ? ")"u8 : ""u8);
        }
        else
        {
            var several = end - first > 1;
            line.Write(several ? "MULTI"u8 : ""u8);
            line.Write(kind == GeometryKind.Line ? "LINESTRING "u8 : "POINT "u8);
            line.Write(several ? "("u8 : ""u8);
            for (var ring = first; ring < end; ring++)
            {
                line.Write(ring > first ? ","u8 : ""u8);
                Positions(column.Ring(ring), false);
            }

            line.Write(several ? ")"u8 : ""u8);
        }

        line.WriteByte((byte)'"');
    }

    private void Polygons(PolygonColumn column)
    {
        var polygons = 0;
        for (var outer = 0; outer < roles.Count; outer++)
        {
            if (!roles.IsOuter(outer))
                continue;
            line.Write(polygons++ > 0 ? ",("u8 : "("u8);
            Positions(column.Ring(roles.First + outer), roles.IsReversed(outer, counterClockwise: true));
            for (var hole = 0; hole < roles.Count; hole++)
            {
                if (!roles.IsHoleOf(hole, outer))
                    continue;
                line.WriteByte((byte)',');
                Positions(column.Ring(roles.First + hole), roles.IsReversed(hole, counterClockwise: false));
            }

            line.WriteByte((byte)')');
        }
    }

    private void Positions(ReadOnlySpan<double> xy, bool reversed)
    {
        for (var i = 0; i < xy.Length; i += 2)
        {
            var at = reversed ? xy.Length - 2 - i : i;
            line.WriteByte(i == 0 ? (byte)'(' : (byte)',');
            Number(xy[at]);
            line.WriteByte((byte)' ');
            Number(xy[at + 1]);
        }

        line.WriteByte((byte)')');
    }
}
