namespace CarbonSink.Geometry;

/// <summary>The rings of a record in degrees laid out in the plane so that rings across 180° and round a pole can be nested there.</summary>
/// <remarks>Each ring's longitudes run on without a jump; rings lie whole turns apart from one another, which <see cref="RingNesting"/> takes off with a period of 360.</remarks>
internal static class UnwrappedRings
{
    private const double Turn = 360;

    // Rings round a pole are repeated over the same stretch, so that one can lie in another and anything between them in the middle of both.
    private const int Repeats = 3;
    private const double EitherSide = Repeats * Turn;

    /// <summary>The rings as the only record of a column; null where the record neither spans half a turn nor reaches 180°, so that it can be nested as it is.</summary>
    /// <param name="column">Interleaved longitude, latitude, finite.</param>
    /// <param name="first">First ring of the record.</param>
    /// <param name="areas">Signed areas of its rings on the ellipsoid, counter-clockwise positive.</param>
    public static PolygonColumn? Of(PolygonColumn column, int first, ReadOnlySpan<double> areas)
    {
        var (least, most) = (double.PositiveInfinity, double.NegativeInfinity);
        for (var i = 0; i < areas.Length; i++)
        {
            var ring = column.Ring(first + i);
            for (var v = 0; v < ring.Length; v += 2)
                (least, most) = (Math.Min(least, ring[v]), Math.Max(most, ring[v]));
        }

        if (most - least <= Turn / 2 && most < Turn / 2 && least > -Turn / 2)
            return null;
        var unwrapped = new PolygonColumn();
        for (var i = 0; i < areas.Length; i++)
            Add(column.Ring(first + i), areas[i], unwrapped);
        unwrapped.EndRecord(GeometryKind.Polygon);
        return unwrapped;
    }

    private static void Add(ReadOnlySpan<double> ring, double area, PolygonColumn unwrapped)
    {
        double[] plane = [.. ring];
        for (var v = 2; v < plane.Length; v += 2)
            plane[v] = plane[v - 2] + Math.IEEERemainder(ring[v] - ring[v - 2], Turn);
        var turn = plane.Length < 8 ? 0 : Math.Round((plane[^2] - plane[0]) / Turn);
        if (turn == 0)
            plane.CopyTo(unwrapped.AddRing(plane.Length / 2));
        else
            AddCap(plane, turn, Math.CopySign(90, area * turn), unwrapped);
    }

    // The ring again and again from left to right, or from right to left, and back along the pole.
    private static void AddCap(double[] plane, double turn, double pole, PolygonColumn unwrapped)
    {
        var start = (turn > 0 ? -EitherSide : EitherSide) + Math.IEEERemainder(plane[0], Turn);
        var side = Math.CopySign(EitherSide + Turn, turn);
        var copies = 2 * Repeats;
        List<double> cap = [-side, pole, -side, plane[1]];
        for (var copy = 0; copy < copies; copy++)
        {
            for (var v = 0; v < plane.Length; v += 2)
                cap.AddRange([start + (copy * turn * Turn) + plane[v] - plane[0], plane[v + 1]]);
        }

        cap.AddRange([side, plane[^1], side, pole, -side, pole]);
        cap.ToArray().CopyTo(unwrapped.AddRing(cap.Count / 2));
    }
}
