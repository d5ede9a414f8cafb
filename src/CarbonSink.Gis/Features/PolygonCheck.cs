using CarbonSink.Findings;
using CarbonSink.Geometry;
using CarbonSink.Inventory;

namespace CarbonSink.Gis;

/// <summary>Tells records that are points or lines where polygons are wanted (非面图形).</summary>
public static class PolygonCheck
{
    /// <summary>Adds a finding <see cref="GisFindings.NotPolygon"/> for every row of a batch whose geometry is of another kind.</summary>
    /// <param name="batch">A batch read with geometry.</param>
    /// <param name="file">Name of the file.</param>
    /// <param name="findings">Receives them.</param>
    public static void Tell(FeatureBatch batch, string file, FindingLog findings)
    {
        var kinds = batch.Geometry.Kinds;
        for (var row = 0; row < kinds.Length; row++)
            if (kinds[row] is GeometryKind.Point or GeometryKind.Line)
                findings.Add(GisFindings.NotPolygon, file, batch.RecordNumbers[row], null, null, $"{kinds[row]}");
    }
}
