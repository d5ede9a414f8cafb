using CarbonSink.Geometry;
using CarbonSink.Gis;
using CarbonSink.Inventory;

namespace CarbonSink.Runs;

/// <summary>Writes polygons that a run made as a GeoPackage (结果面图层).</summary>
internal static class LayerGeoPackage
{
    /// <summary>Text at the head of files that may be replaced.</summary>
    public const string Mark = "SQLite format 3";

    /// <summary>Writes a layer with other polygons and its own attributes.</summary>
    public static void Write(PolygonTable table, PolygonColumn polygons, string path, Stream target, CancellationToken stop)
    {
        var columns = new List<GeoPackageColumn>();
        AddColumns(columns, new(StringComparer.OrdinalIgnoreCase) { "fid", GeoPackageLayer.GeometryColumn, "record" }, table, "a_", row => row);
        Write(polygons, new("layer", table.Name, table.Name, table.Reference!, table.ReferenceText, columns, DateTime.UnixEpoch), path, target, stop);
    }

    /// <summary>Builds the file beside its place and copies it to a stream.</summary>
    public static void Write(PolygonColumn polygons, GeoPackageLayer layer, string path, Stream target, CancellationToken stop)
    {
        var building = Path.Combine(Path.GetDirectoryName(Path.GetFullPath(path))!, $".carbonsink.building-{Guid.NewGuid().ToString("N")[..8]}");
        try
        {
            Build(polygons, layer, building, stop);
            using var built = File.OpenRead(building);
            built.CopyTo(target);
        }
        finally
        {
            File.Delete(building);
        }
    }

    /// <summary>Writes a file that must not exist yet.</summary>
    /// <returns>SHA-256 of its rows.</returns>
    public static string Build(PolygonColumn polygons, GeoPackageLayer layer, string path, CancellationToken stop)
    {
        using var writer = new GeoPackageWriter(path, layer);
        var batch = new FeatureBatch(new([]), []);
        for (var piece = 0; piece < polygons.Count; piece++)
        {
            batch.RecordNumbers[batch.Count++] = piece;
            batch.Geometry.Append(polygons, piece);
            if (batch.Count < FeatureBatch.Capacity && piece < polygons.Count - 1)
                continue;
            stop.ThrowIfCancellationRequested();
            writer.Add(batch);
            batch.Clear();
        }

        return writer.Complete(null);
    }

    /// <summary>Adds the attributes of a table for the rows that pieces come from; names taken get a prefix.</summary>
    public static void AddColumns(List<GeoPackageColumn> columns, HashSet<string> names, PolygonTable table, string prefix, Func<int, int> rowOf)
    {
        foreach (var field in table.Fields)
        {
            var definition = table.Schema.Fields[field];
            var name = definition.Name;
            while (!names.Add(name))
                name = prefix + name;
            columns.Add(definition.Kind == FieldKind.Number
                ? GeoPackageColumn.Number(name, definition.Name, definition.Decimals == 0 && definition.TypeCode == 'N' ? GeoPackageType.Integer : GeoPackageType.Real, piece => rowOf((int)piece) is >= 0 and var row ? table.Number(field, row) : double.NaN)
                : GeoPackageColumn.Text(name, definition.Name, piece => rowOf((int)piece) is >= 0 and var row ? table.Text(field, row) : []));
        }
    }
}
