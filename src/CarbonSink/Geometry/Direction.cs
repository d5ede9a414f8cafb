namespace CarbonSink.Geometry;

/// <summary>An angle kept as its sine and cosine, which stays accurate near every multiple of a right angle.</summary>
internal readonly record struct Direction(double Sin, double Cos)
{
    private const double Degree = Math.PI / 180;

    /// <summary>The angle in radians.</summary>
    public double Angle => Math.Atan2(Sin, Cos);

    /// <summary>The angle in degrees.</summary>
    public double Degrees => Angle / Degree;

    /// <summary>The same direction at unit length.</summary>
    public Direction Normalised
    {
        get
        {
            var r = Math.Sqrt(Sin * Sin + Cos * Cos);
            return new(Sin / r, Cos / r);
        }
    }

    /// <summary>Sine and cosine of degrees (plus a small remainder), exact at multiples of 90.</summary>
    public static Direction FromDegrees(double degrees, double remainder = 0)
    {
        var quadrant = Math.Round(degrees / 90);
        var (s, c) = Math.SinCos((degrees - 90 * quadrant + remainder) * Degree);
        return ((int)quadrant & 3) switch
        {
            0 => new(s, c),
            1 => new(c, -s),
            2 => new(-s, -c),
            _ => new(-c, s),
        };
    }

    /// <summary>This angle turned by a number of radians.</summary>
    public Direction Turn(double radians)
    {
        var (s, c) = Math.SinCos(radians);
        return new Direction(Sin * c + Cos * s, Cos * c - Sin * s).Normalised;
    }

    /// <summary>The angle halfway between two that are less than half a turn apart.</summary>
    public static Direction Between(Direction a, Direction b) => new Direction(a.Sin + b.Sin, a.Cos + b.Cos).Normalised;
}
