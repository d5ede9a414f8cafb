using CarbonSink.Geometry;
using Xunit;

namespace CarbonSink.Tests.Geometry;

public class GaussKrugerAreaTests
{
    private static readonly GaussKrugerArea Fast = new(Rings.Cgcs2000);
    private static readonly GeodesicPolygon Reference = new(Ellipsoid.Cgcs2000);

    // A separate computation in 32 digits (inverse Krüger series, geodesics and area by Gauss quadrature); coordinates from the meridian.
    [Theory]
    [InlineData(153.37435655698295, "249993.841 4487135.1724;249996.9696 4487095.4382;250004.4754 4487098.3097")]
    [InlineData(651.23963362155421, "-172054.3691 3807478.4049;-172068.5407 3807497.7188;-172088.4711 3807477.9601;-172060.5745 3807459.6012")]
    [InlineData(338078.57117841689, "202240.4315 5793755.9879;201796.0719 5794267.7697;200609.6845 5794111.0031")]
    [InlineData(87882.439144019015, "218568.7199 2009415.4677;216809.1597 2009320.5294;218358.4644 2009304.1144")]
    [InlineData(524489.29461838529, "219481.7782 5337807.8206;219191.4426 5335833.1806;219728.1947 5335866.4925")]
    [InlineData(99090.541641373594, "-300387.5951 2651421.5837;-300993.0514 2649971.7009;-300898.8735 2649869.1702")]
    [InlineData(980083.75586834606, "295797.706 2846256.6163;295218.6869 2845111.9157;296872.2224 2844988.2508")]
    [InlineData(1301929.1191847188, "2065.7301 3400721.0307;1842.9532 3401129.0264;187.5625 3400051.2483;1050.8207 3399460.1579")]
    public void Agrees_with_a_computation_in_32_digits(double area, string vertices)
    {
        var open = Rings.Parse(vertices);
        double[] ring = [.. open, open[0], open[1]];

        Assert.Equal(area, Fast.SignedArea(ring), 2e-11 * area);
        Assert.Equal(area, Reference.SignedArea(ring, Rings.Cgcs2000), 2e-11 * area + 1e-7); // the way over latitude and longitude costs some nanometres
    }

    [Theory]
    [InlineData(1.5)]
    [InlineData(-1.5)]
    [InlineData(3)]
    [InlineData(-3)]
    public void Agrees_with_the_reference_all_over_China(double fromMeridian)
    {
        var random = new Random(4);
        for (var latitude = 18.0; latitude <= 54; latitude += 0.5)
        {
            foreach (var (radius, vertices) in new[] { (20, 6), (80, 52), (300, 12), (500, 3), (1100, 5), (1150, 4), (5000, 40) })
            {
                var (e, n) = Rings.Cgcs2000.Forward(latitude, 114 + fromMeridian * (1 - 0.02 * random.NextDouble()));
                var ring = Rings.Star(random, e, n, radius, vertices);
                if (LongestEdge(ring) > 2000)
                    continue;
                AssertSame(ring);
            }
        }
    }

    [Fact]
    public void Slivers_of_two_kilometres_are_as_good()
    {
        // 2 km long, 2 m wide, one side in one edge, the other in ten: the bulges of the sides do not cancel, and are 0.1 % of the area.
        foreach (var (dx, dy) in new[] { (0.0, 1.0), (1.0, 0.0), (0.6, 0.8), (0.8, -0.6) })
        {
            var (e, n) = (-310_000.0, 2_100_000.0);
            var ring = new List<double> { e, n };
            for (var k = 10; k >= 0; k--)
                ring.AddRange([e + 199.9 * k * dx - 2 * dy, n + 199.9 * k * dy + 2 * dx]);
            double[] whole = [e, n, e + 1999 * dx, n + 1999 * dy, .. ring[2..], e, n];
            AssertSame(whole);
        }
    }

    [Fact]
    public void The_bulge_of_long_edges_has_its_sign_and_size()
    {
        // The ring of straight lines, by dividing them so finely that geodesics cannot leave them, against the ring of geodesics: 250 km east of the
        // meridian a geodesic of 2 km bulges eastward by L³ y / (12 R²) ≈ 4.1 m², so an eastern edge adds and a western one takes.
        var ring = new[] { 250_000, 3_300_000, 251_000, 3_299_000, 251_000, 3_301_000.0, 250_000, 3_300_000 };
        var straight = Reference.SignedArea(Rings.Densified(ring, 200), Rings.Cgcs2000);
        var geodesic = Reference.SignedArea(ring, Rings.Cgcs2000);

        // Eastern edge: 2000³ · 251000 / 12 / 6.37e6² = 4.12 m². The others lie west of the ring's inside: −(2 · 1414³ · cos 45°) y / 12 R² = −2.06 m².
        Assert.Equal(2.06, geodesic - straight, 0.03);
        Assert.Equal(geodesic - straight, Fast.SignedArea(ring) - straight, 1e-3);
        // And west of the meridian it is the western edges that gain.
        double[] mirrored = Rings.Reversed([.. ring.Select((c, i) => i % 2 == 0 ? -c : c)]);
        Assert.Equal(Fast.SignedArea(ring), Fast.SignedArea(mirrored), 1e-6);
    }

    [Fact]
    public void Large_polygons_of_short_edges_are_measured_whole()
    {
        var random = new Random(9);
        foreach (var latitude in new[] { 18, 30, 42, 54 })
        {
            var (e, n) = Rings.Cgcs2000.Forward(latitude, 114 + (latitude % 4 == 0 ? 2.4 : -2.4));
            AssertSame(Rings.Star(random, e, n, 50_000, 2000, roughness: 0.002));
        }
    }

    [Fact]
    public void Zone_prefix_scale_and_unit_are_taken_off()
    {
        var plain = Rings.Star(new Random(12), 170_000, 3_300_000, 700, 9);
        var area = Fast.SignedArea(plain);
        var zone = new GaussKruger(Ellipsoid.Cgcs2000, new(114, 38_500_000, 1_000_000, 0.9996, 0), 0.3048);
        double[] feet = [.. plain.Select((c, i) => (c * 0.9996 + (i % 2 == 0 ? 38_500_000 : 1_000_000)) / 0.3048)];

        Assert.Equal(area, new GaussKrugerArea(zone).SignedArea(feet), 1e-9 * area);
    }

    [Fact]
    public void Outside_its_domain_it_says_so()
    {
        Assert.True(double.IsFinite(Fast.SignedArea(Rings.Square(330_000, 3_300_000, 1990))));
        Assert.True(double.IsNaN(Fast.SignedArea(Rings.Square(100_000, 3_300_000, 2001))));
        Assert.True(double.IsNaN(Fast.SignedArea(Rings.Square(341_000, 3_300_000, 100))));
        Assert.True(double.IsNaN(Fast.SignedArea(Rings.Square(-342_000, 3_300_000, 100))));
        Assert.True(double.IsNaN(Fast.SignedArea(Rings.Square(0, 9_000_000, 100))));
        Assert.True(double.IsNaN(Fast.SignedArea(Rings.Square(0, double.MaxValue, 100))));
        foreach (var bad in new[] { double.NaN, double.PositiveInfinity, double.NegativeInfinity })
        {
            for (var i = 0; i < 10; i++)
            {
                var ring = Rings.Square(0, 3_300_000, 100);
                ring[i] = bad;
                Assert.True(double.IsNaN(Fast.SignedArea(ring)));
            }
        }
    }

    [Fact]
    public void Every_number_of_vertices_has_its_tail()
    {
        for (var vertices = 3; vertices < 20; vertices++)
            AssertSame(Rings.Star(new Random(vertices), -150_000, 4_200_000, 150, vertices));
    }

    private static void AssertSame(double[] ring)
    {
        var expected = Reference.SignedArea(ring, Rings.Cgcs2000);
        // The reference itself carries the rounding of latitude and longitude, some 1e-9 m per metre of boundary.
        var tolerance = 1e-9 * Math.Abs(expected) + 2e-10 * Perimeter(ring);
        Assert.Equal(expected, Fast.SignedArea(ring), tolerance);
    }

    private static double LongestEdge(double[] ring) => Edges(ring).Max();

    private static double Perimeter(double[] ring) => Edges(ring).Sum();

    private static IEnumerable<double> Edges(double[] ring)
    {
        for (var i = 0; i + 2 < ring.Length; i += 2)
            yield return Math.Sqrt(Math.Pow(ring[i + 2] - ring[i], 2) + Math.Pow(ring[i + 3] - ring[i + 1], 2));
    }
}
