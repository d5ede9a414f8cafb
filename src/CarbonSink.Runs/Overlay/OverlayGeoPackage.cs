using CarbonSink.Geometry;
using CarbonSink.Gis;
using CarbonSink.Inventory;

namespace CarbonSink.Runs;

/// <summary>Writes the pieces of an overlay with the attributes of both layers as a GeoPackage (叠加结果图层).</summary>
internal static class OverlayGeoPackage
{
    /// <summary>Text at the head of files that may be replaced.</summary>
    public const string Mark = "SQLite format 3";

    private const string Table = "overlay";

    /// <summary>Builds the file beside its place and copies it to a stream.</summary>
    public static void Write(OverlayPieces pieces, PolygonTable a, PolygonTable b, string path, Stream target, CancellationToken stop)
    {
        var building = Path.Combine(Path.GetDirectoryName(Path.GetFullPath(path))!, $".{Path.GetFileName(path)}.building-{Guid.NewGuid().ToString("N")[..8]}");
        try
        {
            var columns = Columns(pieces, a, b);
            using (var writer = new GeoPackageWriter(building, new(Table, "叠加 Overlay", $"{a.Name}; {b.Name}", a.Reference!, a.ReferenceText, columns, DateTime.UnixEpoch)))
            {
                foreach (var batch in Batches(pieces.Polygons))
                {
                    stop.ThrowIfCancellationRequested();
                    writer.Add(batch);
                }

                writer.Complete(null);
            }

            using var built = File.OpenRead(building);
            built.CopyTo(target);
        }
        finally
        {
            File.Delete(building);
        }
    }

    /// <summary>Polygons as batches of rows numbered from 0.</summary>
    public static IEnumerable<FeatureBatch> Batches(PolygonColumn polygons)
    {
        var batch = new FeatureBatch(new([]), []);
        for (var piece = 0; piece < polygons.Count; piece++)
        {
            batch.RecordNumbers[batch.Count++] = piece;
            batch.Geometry.Append(polygons, piece);
            if (batch.Count < FeatureBatch.Capacity && piece < polygons.Count - 1)
                continue;
            yield return batch;
            batch.Clear();
        }
    }

    private static List<GeoPackageColumn> Columns(OverlayPieces pieces, PolygonTable a, PolygonTable b)
    {
        var names = new HashSet<string>(StringComparer.OrdinalIgnoreCase) { "fid", GeoPackageLayer.GeometryColumn, "record", "a_record", "b_record" };
        var columns = new List<GeoPackageColumn>
        {
            GeoPackageColumn.Number("a_record", $"{a.Name} 记录号 record", GeoPackageType.Integer, piece => Number(a, pieces.First[(int)piece])),
            GeoPackageColumn.Number("b_record", $"{b.Name} 记录号 record", GeoPackageType.Integer, piece => Number(b, pieces.Second[(int)piece])),
        };
        Add(a, pieces.First, "a_");
        Add(b, pieces.Second, "b_");
        return columns;

        static double Number(PolygonTable table, int row) => row < 0 ? double.NaN : table.Records[row];

        void Add(PolygonTable table, IReadOnlyList<int> rows, string prefix)
        {
            foreach (var field in table.Fields)
            {
                var definition = table.Schema.Fields[field];
                var name = definition.Name;
                while (!names.Add(name))
                    name = prefix + name;
                columns.Add(definition.Kind == FieldKind.Number
                    ? GeoPackageColumn.Number(name, definition.Name, definition.Decimals == 0 && definition.TypeCode == 'N' ? GeoPackageType.Integer : GeoPackageType.Real, piece => rows[(int)piece] is >= 0 and var row ? table.Number(field, row) : double.NaN)
                    : GeoPackageColumn.Text(name, definition.Name, piece => rows[(int)piece] is >= 0 and var row ? table.Text(field, row) : []));
            }
        }
    }
}
