using CarbonSink.Findings;
using CarbonSink.Geometry;
using Xunit;

namespace CarbonSink.Tests.Geometry;

/// <summary>Areas across 180° and round the poles, holes included.</summary>
public sealed class AreaRoundTheEarthTests
{
    private static readonly EllipsoidalArea Area = new(new("WGS 84", 4326, Ellipsoid.Wgs84, null));
    private static readonly GeodesicPolygon Reference = new(Ellipsoid.Wgs84);

    // GeographicLib: the outer ring less the hole, 1,294,198 ha, in whatever turn longitudes are written.
    [Theory]
    [InlineData("179 50;-179 50;-179 51;179 51", "-179.8 50.2;-179.2 50.2;-179.2 50.8;-179.8 50.8")]
    [InlineData("179 50;181 50;181 51;179 51", "-179.8 50.2;-179.2 50.2;-179.2 50.8;-179.8 50.8")]
    [InlineData("-181 50;-179 50;-179 51;-181 51", "180.2 50.2;180.8 50.2;180.8 50.8;180.2 50.8")]
    public void A_hole_beyond_180_degrees_is_subtracted(string outer, string hole)
    {
        foreach (var rings in Windings(Ring(outer), Ring(hole)))
        {
            Assert.Equal(1_294_198, Area.Measure(Rings.Record(rings), 0, out _) / 10_000, 1.0);
            Assert.Equal(1_294_198, Assert.Single(Area.PartAreas(Rings.Record(rings), 0, out _)) / 10_000, 1.0);
        }
    }

    [Fact]
    public void A_part_beyond_180_degrees_still_adds()
    {
        var (west, east) = (Ring("179 50;179.9 50;179.9 51;179 51"), Ring("-179.8 50.2;-179.2 50.2;-179.2 50.8;-179.8 50.8"));
        var sum = Reference.SignedArea(west) + Reference.SignedArea(east);
        Assert.Equal(sum, Area.Measure(Rings.Record(west, east), 0, out var flags), 1e-3);
        Assert.Equal(AreaFlags.None, flags);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(-1)]
    public void A_hole_in_a_cap_is_subtracted_wherever_it_lies(int pole)
    {
        var cap = Ring($"0 {70 * pole};60 {70 * pole};120 {70 * pole};180 {70 * pole};-120 {70 * pole};-60 {70 * pole}");
        foreach (var hole in new[] { "10 {0};12 {0};12 {1};10 {1}", "179 {0};-179 {0};-179 {1};179 {1}", "-1 {0};1 {0};1 {1};-1 {1}", "359 {0};361 {0};361 {1};359 {1}", "0 {1};120 {1};-120 {1}" })
        {
            var inner = Ring(string.Format(System.Globalization.CultureInfo.InvariantCulture, hole, 80 * pole, 82 * pole));
            var expected = Math.Abs(Reference.SignedArea(cap)) - Math.Abs(Reference.SignedArea(inner));
            foreach (var rings in Windings(cap, inner))
                Assert.Equal(expected, Area.Measure(Rings.Record(rings), 0, out _), 1e-9 * expected);
        }
    }

    // GeographicLib: 163,478,282 ha; the earth is the same at either pole.
    [Theory]
    [InlineData("0 -80;120 -80;-120 -80")]
    [InlineData("0 -80;-120 -80;120 -80")]
    [InlineData("0 80;120 80;-120 80")]
    [InlineData("0 80;-120 80;120 80")]
    public void A_ring_round_either_pole_bounds_its_cap(string ring) =>
        Assert.Equal(163_478_282, Area.Measure(Rings.Record(Ring(ring)), 0, out _) / 10_000, 1.0);

    [Fact]
    public void The_smaller_side_of_a_ring_round_a_pole_is_meant()
    {
        // Begun in the south, most of it in the north: the two sides make up the ellipsoid, and reversal changes the sign alone.
        double[] ring = [0, -5, 90, 40, 180, 40, -90, 40, 0, -5];
        var area = Reference.SignedArea(ring);
        Assert.InRange(area, 1, Reference.Geodesic.EllipsoidArea / 2);
        Assert.Equal(-area, Reference.SignedArea(Rings.Reversed(ring)), 1e-9 * area);
        double[] mirrored = [.. ring.Select((c, i) => i % 2 == 0 ? c : -c)];
        Assert.Equal(-area, Reference.SignedArea(mirrored), 1e-9 * area);
    }

    [Theory]
    [InlineData("Mercator_1SP")]
    [InlineData("Mercator (variant B)")]
    [InlineData("Mercator_2SP")]
    public void No_area_comes_from_Mercator(string name) =>
        Assert.Equal(GeometryFindings.MercatorArea, Assert.Throws<RefusedInputException>(() => Planar(name)).Finding.Rule);

    [Theory]
    [InlineData("Hotine_Oblique_Mercator")]
    [InlineData("Transverse Mercator (axes to the south or west)")]
    [InlineData("Polyconic")]
    public void Other_unknown_projections_keep_their_planar_area(string name) =>
        Assert.Equal(10_000, Planar(name).Measure(Rings.Record(Rings.Square(0, 0, 100)), 0, out _));

    private static EllipsoidalArea Planar(string name) => new(new(name, null, Ellipsoid.Wgs84, new UnknownProjection(name)), AreaMethod.Planar);

    private static double[] Ring(string vertices)
    {
        var open = Rings.Parse(vertices);
        return [.. open, open[0], open[1]];
    }

    private static IEnumerable<double[][]> Windings(double[] outer, double[] hole) =>
        [[outer, Rings.Reversed(hole)], [outer, hole], [Rings.Reversed(outer), hole], [hole, outer]];
}
