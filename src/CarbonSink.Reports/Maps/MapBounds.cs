namespace CarbonSink.Reports;

/// <summary>A rectangle in the coordinates of a layer (范围); empty until something is included.</summary>
public readonly record struct MapBounds(double MinX, double MinY, double MaxX, double MaxY)
{
    /// <summary>Nothing.</summary>
    public static MapBounds Empty { get; } = new(double.PositiveInfinity, double.PositiveInfinity, double.NegativeInfinity, double.NegativeInfinity);

    /// <summary>Whether nothing was included.</summary>
    public bool IsEmpty => !(MinX <= MaxX);

    /// <summary>The rectangle that also holds a ring given as interleaved x, y; coordinates that are no numbers are left out.</summary>
    public MapBounds Include(ReadOnlySpan<double> ring)
    {
        var (minX, minY, maxX, maxY) = this;
        for (var i = 0; i + 1 < ring.Length; i += 2)
        {
            var (x, y) = (ring[i], ring[i + 1]);
            if (!double.IsFinite(x) || !double.IsFinite(y))
                continue;
            (minX, maxX) = (Math.Min(minX, x), Math.Max(maxX, x));
            (minY, maxY) = (Math.Min(minY, y), Math.Max(maxY, y));
        }

        return new(minX, minY, maxX, maxY);
    }

    /// <summary>The rectangle that holds both.</summary>
    public MapBounds Include(MapBounds other) => other.IsEmpty ? this : IsEmpty ? other : new(Math.Min(MinX, other.MinX), Math.Min(MinY, other.MinY), Math.Max(MaxX, other.MaxX), Math.Max(MaxY, other.MaxY));

    /// <summary>The bounds of most of many shapes: those that lie more than ten times the breadth of the middle half away from its middle are left out, so that one misplaced shape does not shrink a map to a dot.</summary>
    public static MapBounds WithoutOutliers(IReadOnlyList<MapBounds> shapes)
    {
        if (shapes.Count == 0)
            return Empty;
        var (x, y) = (Middle(shapes, b => (b.MinX + b.MaxX) / 2), Middle(shapes, b => (b.MinY + b.MaxY) / 2));
        var reach = 10 * Math.Max(x.Breadth, y.Breadth);
        bool IsNear(MapBounds b) => reach <= 0 || (Math.Abs(((b.MinX + b.MaxX) / 2) - x.Centre) <= reach && Math.Abs(((b.MinY + b.MaxY) / 2) - y.Centre) <= reach);
        return shapes.Where(IsNear).Aggregate(Empty, (all, b) => all.Include(b));
    }

    private static (double Centre, double Breadth) Middle(IReadOnlyList<MapBounds> shapes, Func<MapBounds, double> of)
    {
        var sorted = shapes.Select(of).Order().ToArray();
        return (sorted[sorted.Length / 2], sorted[sorted.Length * 3 / 4] - sorted[sorted.Length / 4]);
    }
}
