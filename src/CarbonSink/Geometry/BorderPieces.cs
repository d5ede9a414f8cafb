namespace CarbonSink.Geometry;

/// <summary>A box with sides along the axes.</summary>
internal readonly record struct Bounds(double MinX, double MinY, double MaxX, double MaxY)
{
    /// <summary>What holds nothing.</summary>
    public static Bounds Empty { get; } = new(double.PositiveInfinity, double.PositiveInfinity, double.NegativeInfinity, double.NegativeInfinity);

    /// <summary>Area; 0 of what holds nothing.</summary>
    public double Area => Math.Max(0, MaxX - MinX) * Math.Max(0, MaxY - MinY);

    /// <summary>The box around both.</summary>
    public static Bounds operator +(in Bounds a, in Bounds b) => new(Math.Min(a.MinX, b.MinX), Math.Min(a.MinY, b.MinY), Math.Max(a.MaxX, b.MaxX), Math.Max(a.MaxY, b.MaxY));

    /// <summary>Whether both have a point in common, borders included.</summary>
    public bool Meets(in Bounds other) => MinX <= other.MaxX && other.MinX <= MaxX && MinY <= other.MaxY && other.MinY <= MaxY;

    /// <summary>Whether another box lies in this one.</summary>
    public bool Holds(in Bounds other) => MinX <= other.MinX && other.MaxX <= MaxX && MinY <= other.MinY && other.MaxY <= MaxY;

    /// <summary>What both have in common.</summary>
    public Bounds Common(in Bounds other) => new(Math.Max(MinX, other.MinX), Math.Max(MinY, other.MinY), Math.Min(MaxX, other.MaxX), Math.Min(MaxY, other.MaxY));

    /// <summary>The box around vertices given as interleaved x, y.</summary>
    public static Bounds Of(ReadOnlySpan<double> xy)
    {
        var (minX, minY, maxX, maxY) = (double.PositiveInfinity, double.PositiveInfinity, double.NegativeInfinity, double.NegativeInfinity);
        for (var i = 0; i < xy.Length; i += 2)
        {
            (minX, maxX) = (Math.Min(minX, xy[i]), Math.Max(maxX, xy[i]));
            (minY, maxY) = (Math.Min(minY, xy[i + 1]), Math.Max(maxY, xy[i + 1]));
        }

        return new(minX, minY, maxX, maxY);
    }
}

/// <summary>What a polygon's border leaves in a box: straight pieces with the sign of what lies below them, and pieces of the box's upper side where the polygon goes on above. Refilled for each pair.</summary>
/// <remarks>Coordinates count from the lower left corner of the box, so that nothing is lost to their distance from the origin.</remarks>
internal sealed class BorderPieces
{
    private double[] starts = new double[64];

    /// <summary>The pieces, by where they start.</summary>
    public Piece[] Items { get; private set; } = new Piece[64];

    /// <summary>Their number.</summary>
    public int Count { get; private set; }

    /// <summary>Whether the border itself enters the box; where not, the polygon holds all of it or nothing.</summary>
    public bool Enters { get; private set; }

    private Bounds Box { get; set; }

    private double Width { get; set; }

    private double Height { get; set; }

    private int Corner { get; set; }

    /// <summary>Begins a box.</summary>
    public void Begin(in Bounds box)
    {
        (Box, Width, Height) = (box, box.MaxX - box.MinX, box.MaxY - box.MinY);
        (Count, Corner, Enters) = (0, 0, false);
    }

    /// <summary>Adds a run of the border wholly left of the box: only whether it starts and ends above the upper side is felt.</summary>
    public void Pass(double y1, double y2, int sign)
    {
        if (y1 > Box.MaxY != y2 > Box.MaxY)
            Corner += y2 > Box.MaxY ? -sign : sign;
    }

    /// <summary>Adds an edge.</summary>
    /// <param name="x1">Its start.</param>
    /// <param name="y1">Its start.</param>
    /// <param name="x2">Its end.</param>
    /// <param name="y2">Its end.</param>
    /// <param name="sign">1 where the inside is on its left, −1 where on its right.</param>
    public void Add(double x1, double y1, double x2, double y2, int sign)
    {
        var (above1, above2) = (y1 > Box.MaxY, y2 > Box.MaxY);
        if ((above1 && above2) || Math.Min(x1, x2) >= Box.MaxX)
            return;
        var crossing = double.NaN;
        if (above1 != above2)
        {
            // Going up with the inside on the left, the inside ends here on the way east.
            crossing = At(y1, x1, y2, x2, Box.MaxY);
            var step = above2 ? -sign : sign;
            if (crossing <= Box.MinX)
            {
                Corner += step;
            }
            else if (crossing < Box.MaxX)
            {
                Enters = true;
                Put(crossing - Box.MinX, Width, Height, Height, step);
            }
        }

        if (x1 == x2 || Math.Max(x1, x2) <= Box.MinX || (y1 <= Box.MinY && y2 <= Box.MinY))
        {
            Enters |= x1 == x2 && x1 > Box.MinX && (y1 > Box.MinY || y2 > Box.MinY);
            return;
        }

        // From left to right; what lies below is inside where the inside is on the right.
        var weight = x1 < x2 ? -sign : sign;
        if (x1 > x2)
            (x1, y1, x2, y2, above1, above2) = (x2, y2, x1, y1, above2, above1);
        var (left, leftY, right, rightY) = (x1, y1, x2, y2);
        if (above1)
            (left, leftY) = (crossing, Box.MaxY);
        if (above2)
            (right, rightY) = (crossing, Box.MaxY);
        if (leftY < Box.MinY)
            (left, leftY) = (At(y1, x1, y2, x2, Box.MinY), Box.MinY);
        if (rightY < Box.MinY)
            (right, rightY) = (At(y1, x1, y2, x2, Box.MinY), Box.MinY);
        if (left < Box.MinX)
            (left, leftY) = (Box.MinX, Math.Clamp(At(x1, y1, x2, y2, Box.MinX), Box.MinY, Box.MaxY));
        if (right > Box.MaxX)
            (right, rightY) = (Box.MaxX, Math.Clamp(At(x1, y1, x2, y2, Box.MaxX), Box.MinY, Box.MaxY));
        if (left >= right)
            return;
        Enters = true;
        Put(left - Box.MinX, right - Box.MinX, leftY - Box.MinY, rightY - Box.MinY, weight);
    }

    /// <summary>Ends the box: adds its upper side where the polygon goes on above its left end.</summary>
    public void End()
    {
        if (Corner != 0)
            Put(0, Width, Height, Height, Corner);
    }

    /// <summary>Puts the pieces in the order of their starts.</summary>
    public void Sort()
    {
        if (starts.Length < Items.Length)
            starts = new double[Items.Length];
        for (var i = 0; i < Count; i++)
            starts[i] = Items[i].Left;
        Array.Sort(starts, Items, 0, Count);
    }

    /// <summary>The value at t of the line through (t1, v1) and (t2, v2), between v1 and v2.</summary>
    private static double At(double t1, double v1, double t2, double v2, double t)
    {
        // From the nearer end, so that the ends are hit exactly.
        var value = Math.Abs(t - t1) <= Math.Abs(t2 - t) ? v1 + ((v2 - v1) * ((t - t1) / (t2 - t1))) : v2 + ((v1 - v2) * ((t - t2) / (t1 - t2)));
        return Math.Clamp(value, Math.Min(v1, v2), Math.Max(v1, v2));
    }

    private void Put(double left, double right, double leftY, double rightY, int weight)
    {
        if (Count == Items.Length)
        {
            var items = Items;
            Array.Resize(ref items, 2 * Count);
            Items = items;
        }

        Items[Count++] = new(left, right, leftY, (rightY - leftY) / (right - left), weight);
    }

    /// <summary>A straight piece from left to right.</summary>
    /// <param name="Left">x of its start.</param>
    /// <param name="Right">x of its end.</param>
    /// <param name="Y">y of its start.</param>
    /// <param name="Slope">Rise per unit of x.</param>
    /// <param name="Weight">How often what lies below it is inside, less how often it is outside.</param>
    internal readonly record struct Piece(double Left, double Right, double Y, double Slope, int Weight)
    {
        /// <summary>y at x.</summary>
        public double At(double x) => Y + ((x - Left) * Slope);
    }
}
