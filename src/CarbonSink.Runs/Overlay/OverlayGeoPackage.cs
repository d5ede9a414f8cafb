using CarbonSink.Geometry;
using CarbonSink.Gis;

namespace CarbonSink.Runs;

/// <summary>Writes the pieces of an overlay with the attributes of both layers as a GeoPackage (叠加结果图层).</summary>
internal static class OverlayGeoPackage
{
    /// <summary>Builds the file beside its place and copies it to a stream.</summary>
    public static void Write(OverlayPieces pieces, PolygonTable a, PolygonTable b, string path, Stream target, CancellationToken stop)
    {
        var names = new HashSet<string>(StringComparer.OrdinalIgnoreCase) { "fid", GeoPackageLayer.GeometryColumn, "record", "a_record", "b_record" };
        var columns = new List<GeoPackageColumn>
        {
            GeoPackageColumn.Number("a_record", $"{a.Name} 记录号 record", GeoPackageType.Integer, piece => Number(a, pieces.First[(int)piece])),
            GeoPackageColumn.Number("b_record", $"{b.Name} 记录号 record", GeoPackageType.Integer, piece => Number(b, pieces.Second[(int)piece])),
        };
        LayerGeoPackage.AddColumns(columns, names, a, "a_", piece => pieces.First[piece]);
        LayerGeoPackage.AddColumns(columns, names, b, "b_", piece => pieces.Second[piece]);
        LayerGeoPackage.Write(pieces.Polygons, new("overlay", "叠加 Overlay", $"{a.Name}; {b.Name}", a.Reference!, a.ReferenceText, columns, DateTime.UnixEpoch), path, target, stop);
    }

    private static double Number(PolygonTable table, int row) => row < 0 ? double.NaN : table.Records[row];
}
