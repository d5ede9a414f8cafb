using CarbonSink.Geometry;
using CarbonSink.Rasters;

namespace CarbonSink.Runs;

/// <summary>The order in which zones are dealt with: by the block that their first corner lies in, so that blocks are read once and threads work side by side.</summary>
internal static class ZoneOrder
{
    /// <summary>The records of a column in that order.</summary>
    public static int[] By(RasterGrid grid, (int Width, int Height) block, PolygonColumn polygons)
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
                    column = Math.Min(column, (xy[i] - grid.OriginX) / grid.ColumnX);
                    row = Math.Min(row, (xy[i + 1] - grid.OriginY) / grid.RowY);
                }
            }

            order[record] = record;
            keys[record] = ((long)(Clamped(row, grid.Height) / block.Height) << 32) + (Clamped(column, grid.Width) / block.Width);
        }

        Array.Sort(order, (a, b) => keys[a] != keys[b] ? keys[a].CompareTo(keys[b]) : a.CompareTo(b));
        return order;
    }

    private static int Clamped(double value, int end) => value >= end ? end : value > 0 ? (int)value : 0;
}
