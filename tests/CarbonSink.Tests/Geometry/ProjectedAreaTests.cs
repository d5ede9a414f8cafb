using CarbonSink.Findings;
using CarbonSink.Geometry;
using Xunit;

namespace CarbonSink.Tests.Geometry;

/// <summary>Areas from projections other than Gauss–Krüger, and of connected parts.</summary>
public sealed class ProjectedAreaTests
{
    private static readonly CoordinateReference Albers = new("Albers", null, Ellipsoid.Cgcs2000, new AlbersEqualArea(105, 0, 25, 47, 0, 0));
    private static readonly CoordinateReference Lambert = new("Lambert", null, Ellipsoid.Cgcs2000, new LambertConformalConic(105, 0, 25, 47, 0, 0), 1200 / 3937.0);

    [Fact]
    public void The_same_ground_has_the_same_area_in_every_projection()
    {
        var random = new Random(3);
        foreach (var (longitude, latitude) in new[] { (75.0, 40.0), (108, 25), (113.4, 29.4), (134, 48) })
        {
            var degrees = Rings.Star(random, longitude, latitude, 0.008, 9);
            var expected = Measure(Rings.Geographic, degrees);
            foreach (var reference in new[] { Albers, Lambert, Rings.Cgcs2000Zone })
            {
                var ring = degrees.ToArray();
                Assert.Equal(0, CoordinateTransformation.Between(Rings.Geographic, reference).Transform(ring));
                (ring[^2], ring[^1]) = (ring[0], ring[1]);
                Assert.Equal(expected, Measure(reference, ring), 1e-9 * expected + 1e-4); // coordinates of 4,000 km have digits of half a nanometre
                if (reference == Rings.Cgcs2000Zone && Math.Abs(longitude - 114) > 9)
                {
                    // The document's inverse formula is no use so far from the meridian, and says so.
                    Assert.Equal(0, new EllipsoidalArea(reference, AreaMethod.Official).Measure(Rings.Record(ring), 0, out var flags));
                    Assert.Equal(AreaFlags.OutOfRange, flags);
                    continue;
                }

                Assert.Equal(expected, Measure(reference, ring, AreaMethod.Official), 2e-6 * expected); // its edges are straight in degrees or in the plane: some m³/R apart
            }

            // Albers keeps areas: the plane agrees with the ellipsoid but for the bulge of the edges.
            var flat = degrees.ToArray();
            CoordinateTransformation.Between(Rings.Geographic, Albers).Transform(flat);
            (flat[^2], flat[^1]) = (flat[0], flat[1]);
            Assert.Equal(expected, Measure(Albers, flat, AreaMethod.Planar), 1e-4 * expected);
        }
    }

    [Fact]
    public void Albers_keeps_the_area_of_a_cell()
    {
        // A cell of 1° by its own parallels, densified along them: Q(30°) − Q(29°) over a degree of longitude, whatever the plane looks like.
        var ring = new List<double>();
        for (var i = 0; i <= 2000; i++)
            ring.AddRange([90 + (i / 2000.0), 29]);
        for (var i = 0; i <= 2000; i++)
            ring.AddRange([91 - (i / 2000.0), 30]);
        ring.AddRange([90, 29]);
        double[] xy = [.. ring];
        CoordinateTransformation.Between(Rings.Geographic, Albers).Transform(xy);
        Assert.Equal(10_748_000_427.172, Measure(Albers, xy, AreaMethod.Planar), 1000.0); // reference vectors, cell 29–30°N; chords of 0.0005° miss 1e-8 of it
    }

    [Theory]
    [InlineData(AreaMethod.Geodesic)]
    [InlineData(AreaMethod.Official)]
    [InlineData(AreaMethod.Planar)]
    public void Web_Mercator_is_refused(AreaMethod method)
    {
        var web = new CoordinateReference("WGS 84 / Pseudo-Mercator", 3857, Ellipsoid.Wgs84, new WebMercator(0, 0, 0));
        Assert.Equal(GeometryFindings.MercatorArea, Assert.Throws<RefusedInputException>(() => new EllipsoidalArea(web, method)).Finding.Rule);
    }

    [Fact]
    public void A_projection_known_by_name_has_planar_area_alone()
    {
        var krovak = new CoordinateReference("Krovak", null, Ellipsoid.Wgs84, new UnknownProjection("Krovak"), 0.3048);
        Assert.Equal(GeometryFindings.UnknownProjectionArea, Assert.Throws<RefusedInputException>(() => new EllipsoidalArea(krovak)).Finding.Rule);
        Assert.Equal(100 * 100 * 0.3048 * 0.3048, Measure(krovak, Rings.Square(0, 0, 100), AreaMethod.Planar), 1e-9);
    }

    [Fact]
    public void Parts_are_outer_rings_less_their_holes_and_add_up()
    {
        var area = new EllipsoidalArea(Rings.Cgcs2000Zone, AreaMethod.Planar);
        var record = Rings.Record(
            Rings.Square(0, 0, 100), Rings.Reversed(Rings.Square(10, 10, 50)), // 10 000 − 2 500
            Rings.Square(20, 20, 10), // an island in the hole
            Rings.Square(200, 0, 30)); // a part elsewhere
        Assert.Equal([7500, 100, 900], area.PartAreas(record, 0, out var flags));
        Assert.Equal(AreaFlags.None, flags);
        Assert.Equal(8500, area.Measure(record, 0, out _));

        // A hole that crosses the border is cut from the part that it crosses, as in the whole.
        var crossing = Rings.Record(Rings.Square(0, 0, 100), Rings.Square(200, 0, 30), Rings.Reversed(Rings.Square(80, 10, 40)));
        Assert.Equal([8400, 900], area.PartAreas(crossing, 0, out flags));
        Assert.Equal(AreaFlags.HoleCrosses, flags);
        Assert.Equal(9300, area.Measure(crossing, 0, out _));

        record.EndRecord(GeometryKind.Null);
        Assert.Empty(area.PartAreas(record, 1, out _));
        Assert.Empty(area.PartAreas(Rings.Record(Rings.Square(0, double.NaN, 1)), 0, out flags));
        Assert.Equal(AreaFlags.NotFinite, flags);
    }

    [Fact]
    public void A_polygon_is_valid_by_its_rings_however_they_wind()
    {
        static bool Valid(params double[][] rings) => ValidityFault.Of(Rings.Record(rings), 0) is null;
        Assert.True(Valid(Rings.Square(0, 0, 100), Rings.Square(10, 10, 50)));
        Assert.False(Valid([0, 0, 10, 10, 10, 0, 0, 10, 0, 0])); // a bow tie
        Assert.False(Valid(Rings.Square(0, 0, 100), Rings.Reversed(Rings.Square(80, 10, 40))));
        Assert.False(Valid([0, 0, 10, 0, 10, 10, 0, 10])); // open
        Assert.False(Valid(Rings.Square(0, double.NaN, 1)));
    }

    private static double Measure(CoordinateReference reference, double[] ring, AreaMethod method = AreaMethod.Geodesic)
    {
        var area = new EllipsoidalArea(reference, method).Measure(Rings.Record(ring), 0, out var flags);
        Assert.Equal(AreaFlags.None, flags);
        return area;
    }
}
