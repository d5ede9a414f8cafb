using CarbonSink.Geometry;
using Xunit;

namespace CarbonSink.Tests.Geometry;

public class GeodesicPolygonTests
{
    private const string Cases = "fixtures/geodesy/planimeter_cases.csv";
    private static readonly GeodesicPolygon Wgs84 = new(Ellipsoid.Wgs84);
    private static readonly GeodesicPolygon Cgcs2000 = new(Ellipsoid.Cgcs2000);

    [FixtureFact(Cases)]
    public void Published_polygons_have_their_areas_and_perimeters()
    {
        var (areas, perimeters) = (0, 0);
        foreach (var line in File.ReadLines(Repository.SharedPath(Cases)).Skip(1))
        {
            // id,ellipsoid,"lat lon;lat lon",area,tolerance,perimeter,note,source; quotes only round the vertices
            var parts = line.Split('"');
            var (id, vertices, rest) = parts.Length == 3
                ? (parts[0].Split(',')[0], parts[1], parts[2][1..].Split(','))
                : (line.Split(',')[0], "", line.Split(',')[3..]);
            var ring = Rings.Parse(vertices).Chunk(2).SelectMany(p => new[] { p[1], p[0] }).ToArray();
            if (rest[0].Length > 0)
            {
                var area = id == "ellipsoid_total" ? Wgs84.Geodesic.EllipsoidArea : Wgs84.SignedArea(ring);
                var tolerance = double.Parse(rest[1]);
                Assert.True(Math.Abs(area - double.Parse(rest[0])) <= tolerance, $"{id}: {area}");
                Assert.True(id == "ellipsoid_total" || Math.Abs(Wgs84.SignedArea(Reversed(ring)) + area) <= 2 * tolerance, $"{id} reversed");
                areas++;
            }
            if (rest[2].Length > 0)
            {
                var length = id == "polyline19" ? Wgs84.Geodesic.Inverse(1, 1, 2, 2).Distance : Wgs84.Perimeter(ring);
                Assert.True(Math.Abs(length - double.Parse(rest[2])) < 1, $"{id}: {length}"); // some rows are cut at the metre
                perimeters++;
            }
        }
        Assert.Equal((11, 9), (areas, perimeters));

        static double[] Reversed(double[] ring) => ring.Length == 0 ? ring : Rings.Reversed(ring);
    }

    [Fact]
    public void A_known_distance_is_met_to_the_tenth_of_a_millimetre() =>
        Assert.Equal(156876.149, Wgs84.Geodesic.Inverse(1, 1, 2, 2).Distance, 0.5e-3); // GeographicLib, polyline19

    // GeographicLib 2.1.2, PolygonArea on a = 6378137, 1/f = 298.257222101 (clockwise in this order).
    [Fact]
    public void A_polygon_of_long_edges_agrees_with_GeographicLib() =>
        Assert.Equal(-75599371350.1427, Cgcs2000.SignedArea([116, 40, 118, 41, 119, 38.5, 115.5, 37]), 0.01);

    // A separate computation in 32 digits: geodesics found by Newton's method on Gauss quadratures of dλ/dσ, the area by quadrature of Q dλ; no series.
    [Theory]
    [InlineData(154.33036548911622, "2.9500014088284474 40.424641193017536;2.950038433192405 40.42428322715542;2.950127259673047 40.424309096409516")]
    [InlineData(104351.76312223829, "-2.9537843628715894 52.60733483096286;-2.9418440307895084 52.60930314716147;-2.9403200723786314 52.610922096469146;-2.939842345095261 52.61189248063617")]
    [InlineData(672179.37616649018, "1.2440966489218428 28.762682896653228;1.2411814483733437 28.761890806689316;1.238554843943369 28.753151311007702;1.247676237016477 28.750651110134385")]
    public void Short_edges_are_measured_to_the_digits_of_the_coordinates(double area, string ring)
    {
        // One unit in the last place of the coordinates moves a vertex by up to 1e-9 m.
        var coordinates = Rings.Parse(ring);
        Assert.Equal(area, Cgcs2000.SignedArea(coordinates), 1e-11 * area + 1e-8);
        Assert.Equal(area, Cgcs2000.SignedAreaWithoutShortEdges(coordinates), 5e-5);
    }

    [Fact]
    public void Short_edges_agree_with_solved_geodesics()
    {
        var random = new Random(21);
        for (var i = 0; i < 3000; i++)
        {
            var ring = Rings.Star(random, random.NextDouble() * 360 - 180, random.NextDouble() * 138 - 69, 0.0001 + random.NextDouble() * 0.015, 3 + i % 9);
            var area = Cgcs2000.SignedArea(ring);
            Assert.Equal(Cgcs2000.SignedAreaWithoutShortEdges(ring), area, 1e-9 * area + 1e-3);
        }
    }

    [Fact]
    public void Reversal_rotation_translation_and_cuts_keep_the_area()
    {
        var random = new Random(8);
        for (var i = 0; i < 500; i++)
        {
            var radius = i % 2 == 0 ? 0.004 : 3.0; // all short edges, all long ones
            var ring = Rings.Star(random, 100 + random.NextDouble() * 30, random.NextDouble() * 120 - 60, radius, 4 + i % 7);
            var area = Cgcs2000.SignedArea(ring);
            var tolerance = 1e-11 * area + (i % 2 == 0 ? 1e-6 : 0.1);
            var (first, second) = Rings.Cut(ring, 2);
            var moved = ring.Select((c, k) => k % 2 == 0 ? c + 65.25 : c).ToArray(); // across 180° for many
            var wrapped = ring.Select((c, k) => k % 2 == 0 && c > 115 ? c - 360 : c).ToArray();

            Assert.True(area > 0);
            Assert.Equal(-area, Cgcs2000.SignedArea(Rings.Reversed(ring)), tolerance);
            Assert.Equal(area, Cgcs2000.SignedArea(Rings.Rotated(ring, 1 + i % 3)), tolerance);
            Assert.Equal(area, Cgcs2000.SignedArea(ring.AsSpan(0, ring.Length - 2)), tolerance); // not closed
            Assert.Equal(area, Cgcs2000.SignedArea(moved), tolerance * 10);
            Assert.Equal(area, Cgcs2000.SignedArea(wrapped), tolerance * 10);
            Assert.Equal(area, Cgcs2000.SignedArea(first) + Cgcs2000.SignedArea(second), tolerance);
        }
    }

    [Theory]
    [InlineData(double.NaN, 30)]
    [InlineData(114, double.PositiveInfinity)]
    [InlineData(double.NegativeInfinity, 30)]
    [InlineData(114, 90.0001)]
    public void A_place_that_is_none_gives_no_number(double longitude, double latitude) =>
        Assert.True(double.IsNaN(Cgcs2000.SignedArea([114, 30, 115, 30, longitude, latitude, 114, 30])));
}
