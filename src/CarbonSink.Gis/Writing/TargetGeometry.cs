using CarbonSink.Findings;
using CarbonSink.Geometry;
using CarbonSink.Inventory;

namespace CarbonSink.Gis;

/// <summary>Looks at the geometries that are to be written: what a format cannot hold is told.</summary>
/// <param name="kind">The kind that the layer holds; null where it may hold any.</param>
/// <param name="file">Name of the file, for findings.</param>
/// <param name="findings">Receives what is not written.</param>
internal sealed class TargetGeometry(GeometryKind? kind, string file, FindingLog findings)
{
    /// <summary>Whether a row has a geometry that the format can hold.</summary>
    public bool Holds(FeatureBatch batch, int row)
    {
        var (column, record) = (batch.Geometry, batch.RecordNumbers[row]);
        if (row >= column.Count)
            return false; // no geometry was read
        var own = column.Kinds[row];
        if (own == GeometryKind.Unreadable)
            findings.Add(TargetFindings.GeometryNotWritten, file, record, null, null);
        if (own is GeometryKind.Null or GeometryKind.Unreadable)
            return false;
        if (kind is { } only && own != only)
        {
            findings.Add(TargetFindings.GeometryMixed, file, record, null, null, $"{only}", $"{own}");
            return false;
        }

        return own != GeometryKind.Polygon || Bounds(column, row, record);
    }

    /// <summary>Tells rings that bound nothing; false where there is no other.</summary>
    private bool Bounds(PolygonColumn column, int row, long record)
    {
        var first = column.FirstRing(row);
        var bounds = false;
        for (var ring = first; ring < column.RecordEnds[row]; ring++)
        {
            var vertices = column.Ring(ring).Length / 2;
            bounds |= vertices >= 4;
            if (vertices < 4)
                findings.Add(TargetFindings.RingTooShort, file, record, null, null, $"{ring - first}", $"{vertices}");
        }

        return bounds;
    }
}
