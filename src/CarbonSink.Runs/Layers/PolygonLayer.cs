using CarbonSink.Findings;
using CarbonSink.Geometry;
using CarbonSink.Gis;
using CarbonSink.Inventory;

namespace CarbonSink.Runs;

/// <summary>A layer of polygons other than the units (辅助面图层), read whole.</summary>
/// <param name="File">Name of its file.</param>
/// <param name="Paths">The files it is made of.</param>
/// <param name="Reference">Its coordinate reference.</param>
/// <param name="Polygons">Its polygons.</param>
/// <param name="Names">The name of each; blank for none.</param>
/// <param name="Records">The record number of each.</param>
internal sealed record PolygonLayer(string File, IReadOnlyList<string> Paths, CoordinateReference Reference, PolygonColumn Polygons, IReadOnlyList<string> Names, IReadOnlyList<long> Records)
{
    /// <summary>Reads a layer.</summary>
    /// <param name="layer">The layer; its path is complete.</param>
    /// <param name="named">Whether the polygons need names.</param>
    /// <param name="findings">Receives what is wrong with its files and records.</param>
    /// <exception cref="RefusedInputException">It is missing, damaged, without coordinate reference or polygons, or the field of the names is not clear.</exception>
    public static PolygonLayer Read(InventoryLayer layer, bool named, FindingLog findings)
    {
        using var reader = LayerSource.Open(layer.Path, layer.Layer, layer.Encoding, layer.Crs);
        findings.Merge(reader.Findings);
        var reference = reader.CoordinateReference ?? throw DataSet.Refuse(LayerFindings.NoReference, reader.Name, reader.Name);
        var field = named ? FieldOf(reader, layer.NameField) : -1;
        var (polygons, names, records) = (new PolygonColumn(), new List<string>(), new List<long>());
        var scan = reader.Read(RecordRange.All, named ? [field] : [], geometry: true);
        foreach (var batch in scan)
        {
            PolygonCheck.Tell(batch, reader.Name, findings);
            for (var row = 0; row < batch.Count; row++)
            {
                polygons.Append(batch.Geometry, row);
                names.Add(named ? NameOf(batch, field, row) : "");
                records.Add(batch.RecordNumbers[row]);
            }
        }

        findings.Merge(scan.Findings);
        return polygons.Kinds.Contains(GeometryKind.Polygon) ? new(reader.Name, reader.Files, reference, polygons, names, records) : throw DataSet.Refuse(LayerFindings.NoPolygon, reader.Name, reader.Name);
    }

    /// <summary>Whether two coordinate references mean the same coordinates, whatever they are called.</summary>
    public static bool Same(CoordinateReference a, CoordinateReference b) =>
        (a.Projection, a.IsGeographic ? 1 : a.MetresPerUnit, a.Ellipsoid.SemiMajorAxis, a.Ellipsoid.InverseFlattening) == (b.Projection, b.IsGeographic ? 1 : b.MetresPerUnit, b.Ellipsoid.SemiMajorAxis, b.Ellipsoid.InverseFlattening)
        && (string.Equals(a.Datum, b.Datum, StringComparison.OrdinalIgnoreCase) || (a.Epsg is not null && a.Epsg == b.Epsg) || IsNamelessDatum(a) || IsNamelessDatum(b));

    // GDAL and QGIS write "unknown" where they know the ellipsoid alone.
    private static bool IsNamelessDatum(CoordinateReference reference) => reference.Datum.StartsWith("unknown", StringComparison.OrdinalIgnoreCase) || reference.Datum.StartsWith("not specified", StringComparison.OrdinalIgnoreCase);

    /// <summary>The layer in the coordinate reference of another (坐标转换): within one datum it is transformed vertex by vertex; edges stay straight in the new plane.</summary>
    /// <param name="reference">The coordinate reference of that other layer.</param>
    /// <param name="findings">Receives what has to be said about the transformation.</param>
    /// <exception cref="RefusedInputException">The datum changes.</exception>
    public PolygonLayer In(CoordinateReference reference, FindingLog findings)
    {
        if (Same(Reference, reference))
            return this;
        CoordinateTransformation transformation;
        try
        {
            transformation = CoordinateTransformation.Between(Reference, reference);
        }
        catch (RefusedInputException)
        {
            throw DataSet.Refuse(LayerFindings.OtherReference, File, File, Described(Reference), Described(reference));
        }

        foreach (var finding in transformation.Findings)
            findings.Add(finding with { File = File });
        findings.Add(new Finding(LayerFindings.Transformed, File, null, null, null, Described(Reference), Described(reference)));
        if (Polygons.Transform(transformation) is > 0 and var lost)
            findings.Add(new Finding(LayerFindings.OutOfReach, File, null, null, null, $"{lost}", Described(reference)));
        return this with { Reference = reference };
    }

    private static string Described(CoordinateReference reference) =>
        $"{reference.Name} ({reference.Datum}{(reference.Projection is TransverseMercator p ? $", {p.CentralMeridian:0.###}°E, x0 = {p.FalseEasting:0}" : "")})";

    private static int FieldOf(IFeatureReader reader, string? name)
    {
        var fields = reader.Schema.Fields;
        if (fields.Count == 0)
            throw DataSet.Refuse(LayerFindings.NoAttributes, reader.Name, reader.Name);
        if (name is not null)
            return reader.Schema.IndexOf(name) is >= 0 and var given ? given : throw DataSet.Refuse(LayerFindings.NoField, reader.Name, reader.Name, name, string.Join(", ", fields.Select(f => f.Name)));
        var texts = Enumerable.Range(0, fields.Count).Where(i => fields[i].Kind == FieldKind.Text).ToArray();
        return texts.Length == 1 ? texts[0]
            : texts.Length == 0 && fields.Count == 1 ? 0
            : throw DataSet.Refuse(LayerFindings.WhichField, reader.Name, reader.Name, string.Join(", ", (texts.Length > 0 ? texts.Select(i => fields[i]) : fields).Select(f => f.Name)));
    }

    private static string NameOf(FeatureBatch batch, int field, int row) =>
        batch.Schema.Fields[field].Kind == FieldKind.Number
            ? batch.IsValid(field, row) ? batch.Numbers(field)[row].ToString("R", System.Globalization.CultureInfo.InvariantCulture) : ""
            : batch.Codes(field)[row] is >= 0 and var code ? batch.Dictionary(field)[code] : "";
}
