using CarbonSink.Geometry;
using Xunit;

namespace CarbonSink.Tests.Geometry;

/// <summary>The fast geodesic areas against edges solved one by one, all over China: |fast − reference| ≤ 1e-9 of the area.</summary>
public sealed class FastAreaTests
{
    private const double Bound = 1e-9;
    private static readonly GeodesicPolygon Reference = new(Ellipsoid.Cgcs2000);

    // Radii and vertices that give edges of 0.5 to 2 km, and those of ordinary sub-compartments.
    private static readonly (double Radius, int Vertices)[] Sizes = [(290, 3), (600, 3), (1000, 3), (500, 5), (1000, 5), (1500, 5), (1800, 6), (3000, 12), (6000, 30), (80, 50), (20, 6)];

    [Theory]
    [InlineData(3)]
    [InlineData(6)]
    public void Zones_of_any_width_hold_up_to_their_edge_and_beyond(int width)
    {
        var random = new Random(31 * width);
        var zone = new GaussKruger(Ellipsoid.Cgcs2000, new(105, 500000, 0, 1, 0));
        var fast = new GaussKrugerArea(zone);
        var answered = 0;
        for (var latitude = 3.0; latitude <= 54; latitude += 1.5)
        {
            foreach (var (radius, vertices) in Sizes)
            {
                // 20 % beyond the zone's edge, where layers that overlap the next zone reach.
                var (e, n) = zone.Forward(latitude, 105 + (width * 0.6 * ((2 * random.NextDouble()) - 1)));
                var ring = Rings.Star(random, e, n, radius, vertices);
                var area = fast.SignedArea(ring);
                if (double.IsNaN(area))
                    continue; // outside the domain: the reference is asked
                answered++;
                Holds(Reference.SignedArea(ring, zone), area);
            }
        }

        Assert.True(answered > 200, $"{answered} of 385 rings were measured fast");
    }

    [Fact]
    public void Degrees_hold_everywhere_in_China()
    {
        var random = new Random(8);
        var fast = new GeographicArea(Ellipsoid.Cgcs2000);
        var answered = 0;
        for (var latitude = 3.0; latitude <= 54; latitude += 0.75)
        {
            foreach (var (radius, vertices) in Sizes)
            {
                var ring = Degrees(random, 73 + (63 * random.NextDouble()), latitude, radius, vertices);
                var area = fast.SignedArea(ring);
                if (double.IsNaN(area))
                    continue;
                answered++;
                Holds(Reference.SignedAreaWithoutShortEdges(ring), area);
                Holds(-area, fast.SignedArea(Rings.Reversed(ring)));
            }
        }

        Assert.True(answered > 600, $"{answered} of 759 rings were measured fast");
    }

    [Fact]
    public void Slivers_in_degrees_are_as_good()
    {
        // 2 km long, 2 m wide, one side in one edge, the other in ten: the bulges of the sides do not cancel.
        var fast = new GeographicArea(Ellipsoid.Cgcs2000);
        foreach (var (dx, dy) in new[] { (0.0, 0.018), (0.02, 0.0), (0.012, 0.0144), (0.016, -0.0108) })
        {
            var ring = new List<double> { 110, 45, 110 + dx, 45 + dy };
            for (var k = 10; k >= 0; k--)
                ring.AddRange([110 + (dx * k / 10) - (0.001 * dy), 45 + (dy * k / 10) + (0.001 * dx)]);
            ring.AddRange([110, 45]);
            var area = fast.SignedArea([.. ring]);
            Assert.Equal(Reference.SignedAreaWithoutShortEdges([.. ring]), area, 1e-9 * 2000 * 2000); // relative to what the edges span
        }
    }

    [Fact]
    public void Outside_their_domain_degrees_say_so()
    {
        var fast = new GeographicArea(Ellipsoid.Cgcs2000);
        Assert.True(double.IsFinite(fast.SignedArea(Rings.Square(110, 30, 0.0199))));
        Assert.True(double.IsNaN(fast.SignedArea(Rings.Square(110, 30, 0.0201))));
        Assert.True(double.IsNaN(fast.SignedArea(Rings.Square(110, 60.5, 0.01))));
        Assert.True(double.IsNaN(fast.SignedArea([179.99, 30, -179.99, 30, -179.99, 30.01, 179.99, 30])));
        foreach (var bad in new[] { double.NaN, double.PositiveInfinity, double.NegativeInfinity })
        {
            for (var i = 0; i < 10; i++)
            {
                var ring = Rings.Square(110, 30, 0.01);
                ring[i] = bad;
                Assert.False(double.IsFinite(fast.SignedArea(ring)));
            }
        }

        for (var vertices = 3; vertices < 20; vertices++)
        {
            var ring = Degrees(new Random(vertices), 110, 30, 150, vertices);
            Holds(Reference.SignedAreaWithoutShortEdges(ring), fast.SignedArea(ring));
        }
    }

    // Counted from the first vertex a coordinate of degrees has an ulp of 1.4e-14° = 1.6 nm, of metres 0.5 nm: what that can move of the area is no error of the method.
    private static void Holds(double expected, double actual) => Assert.True(Math.Abs(actual - expected) <= (Bound * Math.Abs(expected)) + 1e-7, $"{actual:R} for {expected:R}");

    private static double[] Degrees(Random random, double longitude, double latitude, double radius, int vertices)
    {
        var scale = 111_320 * Math.Cos(latitude * Math.PI / 180);
        return [.. Rings.Star(random, 0, 0, radius, vertices).Select((c, i) => i % 2 == 0 ? longitude + (c / scale) : latitude + (c / 110_900))];
    }
}
