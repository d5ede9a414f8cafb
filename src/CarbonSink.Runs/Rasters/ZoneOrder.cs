using CarbonSink.Geometry;
using CarbonSink.Gis;

namespace CarbonSink.Runs;

/// <summary>The order in which zones are dealt with: by the block that their first corner lies in, so that blocks are read once and threads work side by side.</summary>
internal static class ZoneOrder
{
    /// <summary>The records of a column in that order.</summary>
    public static int[] By(IRasterReader raster, PolygonColumn polygons)
    {
        var (keys, order) = (new long[polygons.Count], new int[polygons.Count]);
        for (var record = 0; record < polygons.Count; record++)
        {
            var (column, row) = (double.PositiveInfinity, double.PositiveInfinity);
            for (var ring = polygons.FirstRing(record); ring < polygons.RecordEnds[record]; ring++)
            {
                var xy = polygons.Ring(ring);
                for (var i = 0; i < xy.Length; i += 2)
                {
                    column = Math.Min(column, (xy[i] - raster.Grid.OriginX) / raster.Grid.ColumnX);
                    row = Math.Min(row, (xy[i + 1] - raster.Grid.OriginY) / raster.Grid.RowY);
                }
            }

            order[record] = record;
            keys[record] = ((long)(Clamped(row, raster.Grid.Height) / raster.BlockHeight) << 32) + (Clamped(column, raster.Grid.Width) / raster.BlockWidth);
        }

        Array.Sort(order, (a, b) => keys[a] != keys[b] ? keys[a].CompareTo(keys[b]) : a.CompareTo(b));
        return order;
    }

    private static int Clamped(double value, int end) => value >= end ? end : value > 0 ? (int)value : 0;
}
