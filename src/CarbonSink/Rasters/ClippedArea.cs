namespace CarbonSink.Rasters;

/// <summary>The area of a ring within a raster, by cutting the ring at the four sides one after the other (Sutherland and Hodgman 1974): edges along a side that the cutting leaves behind enclose nothing.</summary>
internal static class ClippedArea
{
    /// <summary>Signed area in cells, positive where the ring winds with columns and rows.</summary>
    public static double Of(ReadOnlySpan<double> ring, RasterGrid grid)
    {
        var points = new List<(double X, double Y)>(ring.Length / 2);
        for (var i = 0; i < ring.Length; i += 2)
            points.Add(((ring[i] - grid.OriginX) / grid.ColumnX, (ring[i + 1] - grid.OriginY) / grid.RowY));
        points = Cut(points, p => p.X, (p, q, t) => (0, p.Y + ((q.Y - p.Y) * t)), 0, above: true);
        points = Cut(points, p => p.X, (p, q, t) => (grid.Width, p.Y + ((q.Y - p.Y) * t)), grid.Width, above: false);
        points = Cut(points, p => p.Y, (p, q, t) => (p.X + ((q.X - p.X) * t), 0), 0, above: true);
        points = Cut(points, p => p.Y, (p, q, t) => (p.X + ((q.X - p.X) * t), grid.Height), grid.Height, above: false);
        var sum = 0.0;
        for (var i = 0; i < points.Count; i++)
        {
            var (a, b, o) = (points[i], points[(i + 1) % points.Count], points[0]);
            sum += ((a.X - o.X) * (b.Y - o.Y)) - ((b.X - o.X) * (a.Y - o.Y));
        }

        return sum / 2;
    }

    private static List<(double X, double Y)> Cut(List<(double X, double Y)> points, Func<(double X, double Y), double> axis, Func<(double X, double Y), (double X, double Y), double, (double X, double Y)> at, double limit, bool above)
    {
        var kept = new List<(double X, double Y)>(points.Count + 4);
        for (var i = 0; i < points.Count; i++)
        {
            var (p, q) = (points[i], points[(i + 1) % points.Count]);
            var (a, b) = (axis(p), axis(q));
            var (isIn, nextIsIn) = (above ? a >= limit : a <= limit, above ? b >= limit : b <= limit);
            if (isIn)
                kept.Add(p);
            if (isIn != nextIsIn)
                kept.Add(at(p, q, (limit - a) / (b - a)));
        }

        return kept;
    }
}
