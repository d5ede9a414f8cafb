using CarbonSink.Geometry;

namespace CarbonSink.Tests.Geometry;

/// <summary>Rings to measure, and what may be done to them without changing their area.</summary>
internal static class Rings
{
    /// <summary>CGCS2000 with a central meridian at 114° E and no false easting: coordinates count from the meridian.</summary>
    public static TransverseMercator Meridian114 { get; } = new(114, 0, 0, 1, 0);

    /// <summary>Gauss–Krüger on CGCS2000, coordinates counted from the meridian of 114° E.</summary>
    public static GaussKruger Cgcs2000 { get; } = new(Ellipsoid.Cgcs2000, Meridian114);

    /// <summary>The same as a coordinate reference.</summary>
    public static CoordinateReference Cgcs2000Zone { get; } = new("CGCS2000 GK 114E", null, Ellipsoid.Cgcs2000, Meridian114);

    /// <summary>Geographic coordinates on CGCS2000.</summary>
    public static CoordinateReference Geographic { get; } = new("CGCS2000", 4490, Ellipsoid.Cgcs2000, null);

    /// <summary>A square with its south-west corner at x, y, counter-clockwise and closed.</summary>
    public static double[] Square(double x, double y, double side) => [x, y, x + side, y, x + side, y + side, x, y + side, x, y];

    /// <summary>A closed star-shaped ring, counter-clockwise, round a centre.</summary>
    public static double[] Star(Random random, double x, double y, double radius, int vertices, double roughness = 0.3)
    {
        var ring = new double[2 * vertices + 2];
        for (var i = 0; i < vertices; i++)
        {
            var (sin, cos) = Math.SinCos(2 * Math.PI * (i + random.NextDouble() * 0.8) / vertices);
            var r = radius * (1 - roughness * random.NextDouble());
            (ring[2 * i], ring[2 * i + 1]) = (x + r * cos, y + r * sin);
        }
        (ring[^2], ring[^1]) = (ring[0], ring[1]);
        return ring;
    }

    /// <summary>The ring run the other way.</summary>
    public static double[] Reversed(double[] ring)
    {
        var reversed = new double[ring.Length];
        for (var i = 0; i < ring.Length; i += 2)
            (reversed[i], reversed[i + 1]) = (ring[ring.Length - 2 - i], ring[ring.Length - 1 - i]);
        return reversed;
    }

    /// <summary>The closed ring begun at another vertex.</summary>
    public static double[] Rotated(double[] ring, int by)
    {
        var n = ring.Length / 2 - 1;
        return [.. Enumerable.Range(0, n + 1).SelectMany(i => new[] { ring[2 * ((i + by) % n)], ring[2 * ((i + by) % n) + 1] })];
    }

    /// <summary>The two closed rings that the chord from vertex 0 to vertex k cuts a closed ring into.</summary>
    public static (double[] First, double[] Second) Cut(double[] ring, int k) =>
        ([.. ring[..(2 * k + 2)], ring[0], ring[1]], [ring[0], ring[1], .. ring[(2 * k)..]]);

    /// <summary>The ring with every edge divided into equal straight pieces.</summary>
    public static double[] Densified(double[] ring, int pieces)
    {
        var dense = new List<double>();
        for (var i = 0; i + 2 < ring.Length; i += 2)
        {
            for (var k = 0; k < pieces; k++)
            {
                var t = (double)k / pieces;
                dense.Add(ring[i] + (ring[i + 2] - ring[i]) * t);
                dense.Add(ring[i + 1] + (ring[i + 3] - ring[i + 1]) * t);
            }
        }
        return [.. dense, ring[^2], ring[^1]];
    }

    /// <summary>A column of one record with these rings.</summary>
    public static PolygonColumn Record(params double[][] rings)
    {
        var column = new PolygonColumn();
        Add(column, rings);
        return column;
    }

    /// <summary>Appends a record.</summary>
    public static void Add(PolygonColumn column, params double[][] rings)
    {
        foreach (var ring in rings)
            ring.CopyTo(column.AddRing(ring.Length / 2));
        column.EndRecord(GeometryKind.Polygon);
    }

    /// <summary>Numbers of a text divided by blanks, commas or semicolons.</summary>
    public static double[] Parse(string text) => [.. text.Split([' ', ',', ';'], StringSplitOptions.RemoveEmptyEntries).Select(double.Parse)];
}
