namespace CarbonSink.Geometry;

/// <summary>What lies below the lower of two pieces of border, over the x that they share.</summary>
internal interface IBelow
{
    /// <summary>Its integral.</summary>
    double OfLower(in BorderPieces.Piece a, in BorderPieces.Piece b);
}

/// <summary>In the plane of the coordinates.</summary>
internal readonly struct Plane : IBelow
{
    /// <inheritdoc/>
    public double OfLower(in BorderPieces.Piece a, in BorderPieces.Piece b)
    {
        var (left, right) = (Math.Max(a.Left, b.Left), Math.Min(a.Right, b.Right));
        if (left >= right)
            return 0;
        var (a1, a2, b1, b2) = (a.At(left), a.At(right), b.At(left), b.At(right));
        var (d1, d2) = (a1 - b1, a2 - b2);
        var twice = d1 >= 0
            ? b1 + b2 + (d2 >= 0 ? 0 : d2 * (d2 / (d2 - d1)))
            : d2 <= 0 ? a1 + a2 : b1 + b2 + (d1 * (d1 / (d1 - d2)));
        return twice * (right - left) / 2;
    }
}

/// <summary>On the ellipsoid, m² per radian of longitude times degrees: longitude and latitude in degrees, counted from the lower left corner of a box; pieces are straight in them.</summary>
/// <param name="zone">Area below a parallel.</param>
/// <param name="south">Latitude of the box's lower side, degrees.</param>
internal readonly struct Ellipsoidal(AuthalicZone zone, double south) : IBelow
{
    /// <summary>Radians.</summary>
    public const double Degree = Math.PI / 180;

    // Gauss–Legendre with three points, exact to the fifth power: at 1/2 ∓ √15/10 of the way with 5/18, in the middle with 8/18.
    private const double Off = 0.38729833462074168852;

    private readonly double below = zone.Below(Math.Sin(south * Degree));

    /// <inheritdoc/>
    public double OfLower(in BorderPieces.Piece a, in BorderPieces.Piece b)
    {
        var (left, right) = (Math.Max(a.Left, b.Left), Math.Min(a.Right, b.Right));
        if (left >= right)
            return 0;
        var (a1, a2, b1, b2) = (a.At(left), a.At(right), b.At(left), b.At(right));
        var (d1, d2) = (a1 - b1, a2 - b2);
        if (d1 >= 0 && d2 >= 0)
            return Below(left, b1, right, b2);
        if (d1 <= 0 && d2 <= 0)
            return Below(left, a1, right, a2);
        var t = d1 / (d1 - d2);
        var (middle, at) = (left + (t * (right - left)), a1 + (t * (a2 - a1)));
        return d1 < 0 ? Below(left, a1, middle, at) + Below(middle, at, right, b2) : Below(left, b1, middle, at) + Below(middle, at, right, a2);
    }

    /// <summary>What lies below a straight edge from left to right, negative from right to left.</summary>
    public double Below(double left, double leftY, double right, double rightY)
    {
        var rise = rightY - leftY;
        if (rise == 0)
            return At(leftY) * (right - left);
        var (middle, off) = ((leftY + rightY) / 2, Off * rise);
        return ((5 * (At(middle - off) + At(middle + off))) + (8 * At(middle))) * (right - left) / 18;
    }

    private double At(double y) => zone.Below(Math.Sin((south + y) * Degree)) - below;
}
