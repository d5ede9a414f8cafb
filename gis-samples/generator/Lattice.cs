namespace CarbonSink.Samples;

/// <summary>A honeycomb of small cells with shifted corners and curved sides, warped smoothly: the grain from which all polygons are put together.</summary>
/// <remarks>
/// Three cells meet at every corner, so the outline of any set of cells consists of simple rings that never touch themselves or each other,
/// and two neighbours share exactly the same points. No polygon clipping is needed and no gap or sliver can arise.
/// </remarks>
internal sealed class Lattice
{
    private const double CornerShift = 0.26; // of the side; two shifted corners plus two bends stay below one side, so sides cannot cross
    private const double Bend = 0.16;        // of the side
    private const double Millimetres = 1000; // coordinates are rounded to 0.001 m

    private readonly ulong seed;
    private readonly double side;
    private readonly Point origin;
    private readonly Noise warpX;
    private readonly Noise warpY;
    private readonly Point[] corners;

    /// <summary>Covers a rectangle with cells of about this area, m².</summary>
    public Lattice(Point low, Point high, double cellArea, ulong seed)
    {
        this.seed = seed;
        side = Math.Sqrt(cellArea * 2 / (3 * Math.Sqrt(3)));
        origin = low;
        Columns = (int)((high.X - low.X) / (Math.Sqrt(3) * side)) + 1;
        Rows = (int)((high.Y - low.Y) / (1.5 * side)) + 1;
        warpX = new Noise(Xoshiro256.Mix(seed ^ 11), 9000, 2);
        warpY = new Noise(Xoshiro256.Mix(seed ^ 13), 9000, 2);
        corners = new Point[2 * Count];
        for (var corner = 0; corner < corners.Length; corner++)
            corners[corner] = CornerAt(corner);
    }

    /// <summary>Cells from west to east.</summary>
    public int Columns { get; }

    /// <summary>Cells from south to north.</summary>
    public int Rows { get; }

    /// <summary>Number of cells.</summary>
    public int Count => Columns * Rows;

    /// <summary>Whether a cell has all its six neighbours.</summary>
    public bool IsInner(int cell)
    {
        var (column, row) = (cell % Columns, cell / Columns);
        return column > 0 && column < Columns - 1 && row > 0 && row < Rows - 1;
    }

    /// <summary>Centre of a cell after warping, metres.</summary>
    public Point Centre(int cell) => Warp(RegularCentre(cell));

    /// <summary>The neighbour across side 0 to 5, clockwise from north-east. Only for inner cells.</summary>
    public int Neighbour(int cell, int side)
    {
        var shift = (cell / Columns) & 1; // odd rows lie half a cell to the east
        return side switch
        {
            0 => cell + Columns + shift,
            1 => cell + 1,
            2 => cell - Columns + shift,
            3 => cell - Columns + shift - 1,
            4 => cell - 1,
            _ => cell + Columns + shift - 1,
        };
    }

    /// <summary>Takes the zigzag of the honeycomb out of the borders between parts: every corner on a border moves half-way to the mean of its neighbours along borders.</summary>
    /// <param name="owner">Number of the part of each cell; −1 outside.</param>
    public void SmoothBorders(int[] owner)
    {
        var sums = new Point[corners.Length];
        var counts = new int[corners.Length];
        void Pull(int corner, int towards)
        {
            sums[corner] = new(sums[corner].X + corners[towards].X, sums[corner].Y + corners[towards].Y);
            counts[corner]++;
        }

        for (var cell = 0; cell < Count; cell++)
        {
            for (var s = 0; s < 3 && IsInner(cell); s++)
            {
                if (owner[cell] == owner[Neighbour(cell, s)])
                    continue;
                var (a, b) = (Corner(cell, s), Corner(cell, s + 1));
                Pull(a, b);
                Pull(b, a);
            }
        }

        for (var i = 0; i < corners.Length; i++)
        {
            if (counts[i] > 0)
                corners[i] = Round(new((corners[i].X + sums[i].X / counts[i]) / 2, (corners[i].Y + sums[i].Y / counts[i]) / 2));
        }
    }

    /// <summary>The closed rings around a set of cells as interleaved x, y, the longest first; outer rings clockwise, holes counter-clockwise, as a shapefile wants them.</summary>
    public List<double[]> Rings(IReadOnlyCollection<int> cells)
    {
        var inside = cells.ToHashSet();
        var next = new Dictionary<int, int>();
        var starts = new List<int>();
        foreach (var cell in cells)
        {
            for (var s = 0; s < 6; s++)
            {
                if (inside.Contains(Neighbour(cell, s)))
                    continue;
                next.Add(Corner(cell, s), Corner(cell, (s + 1) % 6));
                starts.Add(Corner(cell, s));
            }
        }

        var rings = new List<double[]>();
        foreach (var start in starts)
        {
            var ring = new List<double>();
            for (var corner = start; next.Remove(corner, out var to); corner = to)
                AddSide(ring, corner, to);
            if (ring.Count > 0)
                rings.Add([.. ring, ring[0], ring[1]]);
        }

        return [.. rings.OrderByDescending(r => r.Length)];
    }

    /// <summary>Planar area of rings in m²: clockwise rings count positive, holes negative.</summary>
    public static double Area(IEnumerable<double[]> rings)
    {
        double twice = 0;
        foreach (var ring in rings)
        {
            for (var i = 2; i < ring.Length; i += 2)
                twice += (ring[i] - ring[0]) * (ring[i - 1] - ring[1]) - (ring[i - 2] - ring[0]) * (ring[i + 1] - ring[1]);
        }

        return twice / 2;
    }

    /// <summary>Area of the same rings on the ellipsoid in m², to about 1e-7: the projection enlarges lengths by 1 + y²/2R² at a distance y from the central meridian, so y²/R² is integrated over the polygon.</summary>
    public static double EllipsoidalArea(IReadOnlyList<double[]> rings)
    {
        const double FalseEasting = 500_000, Radius = 6_375_000;
        double moment = 0; // 12 ∫ y² dA
        foreach (var ring in rings)
        {
            for (var i = 2; i < ring.Length; i += 2)
            {
                var (east, to, north, next) = (ring[i - 2] - FalseEasting, ring[i] - FalseEasting, ring[i - 1] - ring[1], ring[i + 1] - ring[1]);
                moment += (to * north - east * next) * (east * east + east * to + to * to);
            }
        }

        return Area(rings) - moment / 12 / (Radius * Radius);
    }

    // every cell owns its north (even) and south (odd) corner; the others belong to neighbours
    private int Corner(int cell, int s) => s switch
    {
        0 => 2 * cell,
        1 => 2 * Neighbour(cell, 0) + 1,
        2 => 2 * Neighbour(cell, 2),
        3 => 2 * cell + 1,
        4 => 2 * Neighbour(cell, 3),
        _ => 2 * Neighbour(cell, 5) + 1,
    };

    private Point RegularCentre(int cell)
    {
        var (column, row) = (cell % Columns, cell / Columns);
        return new(origin.X + Math.Sqrt(3) * side * (column + (row & 1) * 0.5), origin.Y + 1.5 * side * row);
    }

    private Point CornerAt(int corner)
    {
        var centre = RegularCentre(corner / 2);
        var random = Xoshiro256.Mix(seed ^ (ulong)corner);
        var east = CornerShift * side * Signed(random);
        var north = CornerShift * side * Signed(Xoshiro256.Mix(random));
        return Round(Warp(new(centre.X + east * 0.7, centre.Y + ((corner & 1) == 0 ? side : -side) + north * 0.7)));
    }

    private Point Warp(Point p) => new(p.X + 800 * warpX.At(p.X, p.Y), p.Y + 800 * warpY.At(p.X, p.Y));

    private void AddSide(List<double> ring, int from, int to)
    {
        var (a, b) = from < to ? (from, to) : (to, from); // the same points in both directions
        var (p, q) = (corners[a], corners[b]);
        var random = Xoshiro256.Mix(Xoshiro256.Mix(seed + (ulong)a) ^ (ulong)b);
        var bend = Bend * Signed(random);
        var first = Along(p, q, 0.33, bend + 0.05 * Signed(Xoshiro256.Mix(random + 1)));
        var second = Along(p, q, 0.67, bend + 0.05 * Signed(Xoshiro256.Mix(random + 2)));
        if (from > to)
            (p, first, second) = (q, second, first);
        ring.AddRange([p.X, p.Y, first.X, first.Y, second.X, second.Y]);
    }

    private static Point Along(Point p, Point q, double share, double aside)
    {
        var (dx, dy) = (q.X - p.X, q.Y - p.Y);
        return Round(new(p.X + share * dx - aside * dy, p.Y + share * dy + aside * dx));
    }

    private static Point Round(Point p) => new(Math.Round(p.X * Millimetres) / Millimetres, Math.Round(p.Y * Millimetres) / Millimetres);

    private static double Signed(ulong bits) => 2 * Xoshiro256.ToUnit(bits) - 1;
}
