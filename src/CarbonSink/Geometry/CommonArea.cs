namespace CarbonSink.Geometry;

/// <summary>How two polygons lie to each other.</summary>
internal enum PolygonRelation
{
    /// <summary>They have no area in common, up to rounding.</summary>
    Apart,

    /// <summary>They have a part in common, and a border of each may cross the other.</summary>
    Crossing,

    /// <summary>The first lies in the second, and no border of the second enters its box.</summary>
    Within,

    /// <summary>The second lies in the first, and no border of the first enters its box.</summary>
    Around,
}

/// <summary>The area that two valid polygons have in common (重叠面积), without computing the common part. One per thread.</summary>
/// <remarks>
/// A polygon is the sum of what lies below its edges, edges with the inside below counted 1 and with the inside above −1. So the common area is the sum over pairs of an edge of each of
/// the integral of the lower of the two over the x they share, times both signs. Nothing is cut and no point of intersection decides anything, so borders that touch or coincide do no harm;
/// the result is exact up to rounding, relative to the box that both polygons have in common.
/// </remarks>
internal sealed class CommonArea
{
    private const int FewPairs = 2048;
    private const double Rounding = 1e-12; // of the common box

    private readonly BorderPieces first = new();
    private readonly BorderPieces second = new();
    private BorderPieces.Piece[] activeFirst = new BorderPieces.Piece[64];
    private BorderPieces.Piece[] activeSecond = new BorderPieces.Piece[64];

    /// <summary>The common area of two records, in squared units of the coordinates, and how they lie.</summary>
    public double Of(BorderIndex a, int recordOfA, BorderIndex b, int recordOfB, out PolygonRelation relation)
    {
        relation = PolygonRelation.Apart;
        ref readonly var boundsOfA = ref a.Records[recordOfA];
        ref readonly var boundsOfB = ref b.Records[recordOfB];
        var box = boundsOfA.Common(boundsOfB);
        if (!(box.MinX < box.MaxX && box.MinY < box.MaxY))
            return 0;
        b.Collect(recordOfB, box, second);
        if (second.Count == 0)
            return 0;
        a.Collect(recordOfA, box, first);
        if (first.Count == 0)
            return 0;
        var area = Sum(default(Plane));
        if (area <= Rounding * box.Area)
            return 0;
        relation = !second.Enters && box == boundsOfA ? PolygonRelation.Within : !first.Enters && box == boundsOfB ? PolygonRelation.Around : PolygonRelation.Crossing;
        return area;
    }

    /// <summary>The common area of the last two records on the ellipsoid, m²: coordinates are degrees, and edges are straight in longitude and latitude.</summary>
    /// <param name="zone">The ellipsoid.</param>
    /// <param name="box">The box that both have in common.</param>
    /// <remarks>What lies below an edge is a smooth function of the latitude, taken at three points of each piece (Gauss): an edge over 0.3° of latitude errs by less than 1e-7 m², one over 1° by less than 1e-3 m².</remarks>
    public double SquareMetres(AuthalicZone zone, in Bounds box) => Sum(new Ellipsoidal(zone, box.MinY)) * Ellipsoidal.Degree;

    private double Sum<T>(T integral)
        where T : struct, IBelow => (long)first.Count * second.Count <= FewPairs ? AllPairs(integral) : Sweep(integral);

    private double AllPairs<T>(T integral)
        where T : struct, IBelow
    {
        var sum = 0.0;
        var others = second.Items.AsSpan(0, second.Count);
        foreach (ref readonly var piece in first.Items.AsSpan(0, first.Count))
        {
            var own = 0.0;
            foreach (ref readonly var other in others)
                own += other.Weight * integral.OfLower(piece, other);
            sum += piece.Weight * own;
        }

        return sum;
    }

    /// <summary>From left to right, each new piece meets those of the other polygon that have not ended.</summary>
    private double Sweep<T>(T integral)
        where T : struct, IBelow
    {
        first.Sort();
        second.Sort();
        var (i, j, openFirst, openSecond) = (0, 0, 0, 0);
        var sum = 0.0;
        while (i < first.Count || j < second.Count)
        {
            if (j == second.Count || (i < first.Count && first.Items[i].Left <= second.Items[j].Left))
                sum += Open(integral, first.Items[i++], ref activeFirst, ref openFirst, activeSecond, ref openSecond);
            else
                sum += Open(integral, second.Items[j++], ref activeSecond, ref openSecond, activeFirst, ref openFirst);
        }

        return sum;
    }

    private static double Open<T>(T integral, in BorderPieces.Piece piece, ref BorderPieces.Piece[] own, ref int ownCount, BorderPieces.Piece[] others, ref int otherCount)
        where T : struct, IBelow
    {
        var (sum, kept) = (0.0, 0);
        for (var k = 0; k < otherCount; k++)
        {
            if (others[k].Right <= piece.Left)
                continue;
            sum += others[k].Weight * integral.OfLower(piece, others[k]);
            others[kept++] = others[k];
        }

        otherCount = kept;
        if (ownCount == own.Length)
            Array.Resize(ref own, 2 * ownCount);
        own[ownCount++] = piece;
        return piece.Weight * sum;
    }
}
