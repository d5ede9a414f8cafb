using CarbonSink.Geometry;
using CarbonSink.Gis;
using CarbonSink.Inventory;

namespace CarbonSink.Benchmarks;

/// <summary>Sum of a raster under one valid polygon in 28 digits, cell by cell: each ring is cut at the four sides of each cell. Slow, and shares nothing with the product's coverage.</summary>
internal static class ExactZone
{
    private const decimal Steps = 1L << 40;

    /// <summary>Σ part · value, and Σ part over the cells with a value, of some records.</summary>
    public static Dictionary<long, (double Sum, double Mean)> Of(string raster, string polygons, IReadOnlyCollection<long> records)
    {
        using var grid = new GeoTiffReader(raster);
        using var reader = new ShapefileReader(polygons);
        var found = new Dictionary<long, (double, double)>();
        foreach (var record in records)
        {
            foreach (var batch in reader.Read(new RecordRange(record, record + 1), [], geometry: true))
            {
                for (var row = 0; row < batch.Count; row++)
                {
                    if (batch.RecordNumbers[row] == record)
                        found[record] = Of(grid, batch.Geometry, row);
                }
            }
        }

        return found;
    }

    private static (double Sum, double Mean) Of(GeoTiffReader raster, PolygonColumn column, int record)
    {
        var grid = raster.Grid;
        var rings = Enumerable.Range(column.FirstRing(record), column.RecordEnds[record] - column.FirstRing(record)).Select(r => Points(column.Ring(r))).ToArray();
        var all = rings.SelectMany(r => r).ToArray();
        var (stepX, stepY, originX, originY) = (Exact(grid.ColumnX), Exact(-grid.RowY), Exact(grid.OriginX), Exact(grid.OriginY));
        var (left, right) = (Math.Max(0, (int)((all.Min(p => p.X) - originX) / stepX)), Math.Min(grid.Width - 1, (int)((all.Max(p => p.X) - originX) / stepX)));
        var (top, bottom) = (Math.Max(0, (int)((originY - all.Max(p => p.Y)) / stepY)), Math.Min(grid.Height - 1, (int)((originY - all.Min(p => p.Y)) / stepY)));
        var values = new double[right - left + 1];
        var outer = Math.Sign(Area(rings.MaxBy(r => Math.Abs(Area(r)))!));
        var (sum, covered) = (0m, 0m);
        for (var row = top; row <= bottom; row++)
        {
            raster.ReadWindow(0, left, row, values.Length, 1, values);
            var (north, south) = (originY - (row * stepY), originY - ((row + 1) * stepY));
            var strips = rings.Select(r => Cut(Cut(r, vertical: false, south, above: true), vertical: false, north, above: false)).ToArray();
            for (var c = left; c <= right; c++)
            {
                var (west, east) = (originX + (c * stepX), originX + ((c + 1) * stepX));
                // Rings of a valid polygon that winds as the format says: holes subtract by their sign.
                var area = strips.Sum(s => Area(Cut(Cut(s, vertical: true, west, above: true), vertical: true, east, above: false))) * outer;
                if (area == 0 || double.IsNaN(values[c - left]))
                    continue;
                covered += area;
                sum += area * (decimal)values[c - left]; // 15 digits hold what a raster of single precision stores, to 1e-15
            }
        }

        return ((double)(sum / (stepX * stepY)), covered == 0 ? double.NaN : (double)(sum / covered));
    }

    private static decimal Area(IReadOnlyList<(decimal X, decimal Y)> ring)
    {
        var sum = 0m;
        for (var i = 0; i < ring.Count; i++)
        {
            var (p, q) = (ring[i], ring[(i + 1) % ring.Count]);
            sum += ((p.X - ring[0].X) * (q.Y - ring[0].Y)) - ((q.X - ring[0].X) * (p.Y - ring[0].Y));
        }

        return sum / 2;
    }

    // Sutherland and Hodgman: edges that run back along the side enclose nothing.
    private static List<(decimal X, decimal Y)> Cut(IReadOnlyList<(decimal X, decimal Y)> ring, bool vertical, decimal limit, bool above)
    {
        var kept = new List<(decimal X, decimal Y)>();
        for (var i = 0; i < ring.Count; i++)
        {
            var (p, q) = (ring[i], ring[(i + 1) % ring.Count]);
            var (a, b) = vertical ? (p.X, q.X) : (p.Y, q.Y);
            var (isIn, nextIsIn) = (above ? a >= limit : a <= limit, above ? b >= limit : b <= limit);
            if (isIn)
                kept.Add(p);
            if (isIn == nextIsIn)
                continue;
            var t = (limit - a) / (b - a);
            kept.Add(vertical ? (limit, p.Y + ((q.Y - p.Y) * t)) : (p.X + ((q.X - p.X) * t), limit));
        }

        return kept;
    }

    private static (decimal X, decimal Y)[] Points(ReadOnlySpan<double> ring)
    {
        var points = new (decimal, decimal)[(ring.Length / 2) - 1];
        for (var i = 0; i < points.Length; i++)
            points[i] = (Exact(ring[2 * i]), Exact(ring[(2 * i) + 1]));
        return points;
    }

    // Coordinates in metres are whole multiples of 2⁻⁴⁰ from 4,096 m on.
    private static decimal Exact(double value) => (decimal)Math.Floor(value) + ((long)((value - Math.Floor(value)) * (double)Steps) / Steps);
}
