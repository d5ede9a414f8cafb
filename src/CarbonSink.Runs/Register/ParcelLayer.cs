using System.Globalization;
using CarbonSink.Findings;
using CarbonSink.Geometry;
using CarbonSink.Gis;
using CarbonSink.Register;
using NetTopologySuite.Geometries;
using NetTopologySuite.IO;

namespace CarbonSink.Runs;

/// <summary>The parcels of a layer as a project's draft carries them (地块图层入账): boundaries on CGCS2000 in degrees, as base64 of well-known binary.</summary>
public static class ParcelLayer
{
    /// <summary>{id, wkb, tenure?} of every record in the order of the layer.</summary>
    /// <param name="path">The layer.</param>
    /// <param name="key">Field with the parcel's key.</param>
    /// <param name="tenure">Field with the number of the tenure certificate; null for none.</param>
    /// <exception cref="RefusedInputException">The layer cannot be read or transformed, a field is missing, a key is blank or stands twice, or a record has no area.</exception>
    public static IReadOnlyList<CanonicalObject> Read(string path, string key, string? tenure)
    {
        var findings = new FindingLog();
        var table = PolygonTable.Read(path, null, null, null, schema => [.. Enumerable.Range(0, schema.Fields.Count)], findings, CancellationToken.None);
        int Field(string name) => table.Schema.IndexOf(name) is >= 0 and var at ? at : throw DataSet.Refuse(LayerFindings.NoField, table.Name, table.Name, name, string.Join(", ", table.Schema.Fields.Select(f => f.Name)));
        var (keyField, tenureField) = (Field(key), tenure is null ? -1 : Field(tenure));
        var reference = table.Reference ?? throw DataSet.Refuse(LayerFindings.NoReference, table.Name, table.Name);
        var transformation = CoordinateTransformation.Between(reference, CoordinateReferenceReader.Read("EPSG:4490", null, new())!);
        if (table.Polygons.Transform(transformation) > 0)
            throw DataSet.Refuse(RegisterFindings.BadParcel, table.Name, "—", "CGCS2000");
        var (parcels, keys) = (new List<CanonicalObject>(), new HashSet<string>(StringComparer.Ordinal));
        for (var row = 0; row < table.Records.Count; row++)
        {
            var id = Cell(table, keyField, row);
            var shape = Shape(table.Polygons, row);
            if (id.Length == 0 || !keys.Add(id) || shape is null || !shape.IsValid)
                throw DataSet.Refuse(RegisterFindings.BadParcel, table.Name, table.Records[row].ToString(CultureInfo.InvariantCulture), id);
            parcels.Add(CanonicalObject.Of(("id", id), ("wkb", Convert.ToBase64String(new WKBWriter(ByteOrder.LittleEndian).Write(shape))), ("tenure", tenureField < 0 || Cell(table, tenureField, row) is not { Length: > 0 } number ? null : number)));
        }

        return parcels;
    }

    private static string Cell(PolygonTable table, int field, int row) => table.Schema.Fields[field].Kind == FieldKind.Number
        ? double.IsNaN(table.Number(field, row)) ? "" : table.Number(field, row).ToString("R", CultureInfo.InvariantCulture)
        : System.Text.Encoding.UTF8.GetString(table.Text(field, row)).Trim();

    /// <summary>Rings nested evenly and oddly: outer rings and holes.</summary>
    private static NetTopologySuite.Geometries.Geometry? Shape(PolygonColumn column, int record)
    {
        if (column.Kinds[record] != GeometryKind.Polygon)
            return null;
        var factory = new GeometryFactory();
        var rings = new List<Polygon>();
        for (var ring = column.FirstRing(record); ring < column.RecordEnds[record]; ring++)
            rings.Add(factory.CreatePolygon(Coordinates(column.Ring(ring))));
        var depths = rings.ConvertAll(r => rings.Count(o => o != r && o.Area > r.Area && o.Covers(r.InteriorPoint)));
        var shells = new List<Polygon>();
        for (var i = 0; i < rings.Count; i++)
        {
            if (depths[i] % 2 == 0)
                shells.Add(factory.CreatePolygon(rings[i].Shell, [.. rings.Where((r, j) => depths[j] == depths[i] + 1 && rings[i].Covers(r.InteriorPoint)).Select(r => r.Shell)]));
        }

        return shells.Count switch { 0 => null, 1 => shells[0], _ => factory.CreateMultiPolygon([.. shells]) };
    }

    private static Coordinate[] Coordinates(ReadOnlySpan<double> xy)
    {
        var closed = xy.Length >= 4 && xy[0] == xy[^2] && xy[1] == xy[^1];
        var coordinates = new Coordinate[(xy.Length / 2) + (closed ? 0 : 1)];
        for (var i = 0; i < coordinates.Length; i++)
            coordinates[i] = new(xy[2 * i % xy.Length], xy[(2 * i % xy.Length) + 1]);
        return coordinates;
    }
}
