using System.Globalization;
using System.Text.RegularExpressions;
using CarbonSink.Geometry;
using Xunit;

namespace CarbonSink.Tests.Geometry;

public partial class OfficialAreaTests
{
    private const string Vectors = "reference/schemas/ellipsoid_area_vectors.csv";

    [FixtureFact(Vectors)]
    public void Vectors_hold_at_their_step_within_their_tolerance()
    {
        var official = new OfficialArea(Ellipsoid.Cgcs2000);
        var zone = new AuthalicZone(Ellipsoid.Cgcs2000);
        var counts = new Dictionary<string, int>(StringComparer.Ordinal);
        var ring = Array.Empty<double>();
        foreach (var line in File.ReadLines(Repository.SharedPath(Vectors)).Skip(1))
        {
            var fields = Field().Matches(line).Select(m => m.Value.Trim('"')).ToArray();
            var (kind, name, input, expected, tolerance) = (fields[0], fields[1], fields[2], double.Parse(fields[3]), double.Parse(fields[5]));
            double actual;
            if (kind.StartsWith("trapezoid", StringComparison.Ordinal))
            {
                var numbers = Assignment().Matches(input).Select(m => Fraction(m.Groups[1].Value)).ToArray();
                actual = kind == "trapezoid"
                    ? official.Trapezoid(numbers[0], numbers[1], numbers[2])
                    : (zone.Below(SinOf(numbers[1])) - zone.Below(SinOf(numbers[0]))) * numbers[2] * Math.PI / 180;
            }
            else
            {
                if (input != "same") // x north, y east
                    ring = [.. Rings.Parse(input[..input.IndexOf('(', StringComparison.Ordinal)]).Chunk(2).SelectMany(p => new[] { p[1], p[0] })];
                var step = double.Parse(name[(name.LastIndexOf('=') + 1)..]);
                var method = new OfficialArea(Ellipsoid.Cgcs2000, step, kind == "gk_polygon_official_rounding");
                actual = Math.Abs(method.SignedArea(ring, Rings.Cgcs2000));
            }
            Assert.True(Math.Abs(actual - expected) <= tolerance, $"{kind} {name}: {actual.ToString("F4", CultureInfo.InvariantCulture)} for {expected}");
            counts[kind] = counts.GetValueOrDefault(kind) + 1;
        }
        Assert.Equal(
            [("gk_polygon", 8), ("gk_polygon_official_rounding", 8), ("trapezoid", 6), ("trapezoid_closed", 6)],
            counts.Select(c => (c.Key, c.Value)).OrderBy(c => c.Key, StringComparer.Ordinal));
    }

    // What docs/which-area-is-which.md says of 10 km squares; the geodesic figure is GeographicLib's on vertices that PROJ brought back to degrees.
    [Theory]
    [InlineData(1, 20.6, 0.1)]
    [InlineData(10, 0.2, 0.1)]
    [InlineData(143, 0.01, 0.02)]
    public void Geodesic_and_official_differ_by_the_length_of_the_edges(int pieces, double difference, double tolerance)
    {
        var reference = new CoordinateReference("EPSG:4547", 4547, Ellipsoid.Cgcs2000, new TransverseMercator(114, 500_000, 0, 1, 0));
        var ring = Rings.Record(Rings.Densified(Rings.Square(500_000, 3_300_000, 10_000), pieces));
        var (geodesic, official) = (new EllipsoidalArea(reference).Measure(ring, 0, out _), new EllipsoidalArea(reference, AreaMethod.Official).Measure(ring, 0, out _));
        Assert.Equal(difference, geodesic - official, tolerance);
        if (pieces == 1)
        {
            Assert.Equal(99_999_938.34, geodesic, 0.01);
            var undivided = new EllipsoidalArea(reference, AreaMethod.Official, step: 0).Measure(ring, 0, out _);
            Assert.Equal(13, undivided - official, 0.5); // as the document says
        }
    }

    [Fact]
    public void Computed_constants_reproduce_the_printed_ones()
    {
        // The printed table was itself made from series cut at some power, hence the growing relative differences of the small constants;
        // 4e-4 of K4 is 1e-12 rad, 6 µm on the ground.
        double[] tolerances = [1e-11, 1e-8, 5e-8, 1e-5, 1e-3];
        foreach (var ellipsoid in new[] { Ellipsoid.Cgcs2000, Ellipsoid.Xian80 })
        {
            var printed = OfficialConstants.Of(ellipsoid).Inverse;
            var computed = OfficialConstants.InverseOf(ellipsoid);
            var ratios = new[]
            {
                computed.K0 / printed.K0, computed.K1 / printed.K1, computed.K2 / printed.K2, computed.K3 / printed.K3, computed.K4 / printed.K4,
            };
            Assert.All(ratios.Zip(tolerances), r => Assert.Equal(1, r.First, r.Second));
        }
    }

    [Fact]
    public void The_inverse_formula_is_good_to_microseconds_of_arc()
    {
        // Against Krüger's series, to 167 km from the meridian: 4.4e-6″ (0.14 mm) at most.
        var official = new OfficialArea(Ellipsoid.Cgcs2000);
        foreach (var x in new[] { 2.2e6, 3.25e6, 4.65e6, 5.8e6 })
        {
            foreach (var y in new[] { 0, 50e3, 100e3, -100e3, 167e3 })
            {
                var (b, l) = official.Inverse(x, y);
                var (latitude, longitude) = Rings.Cgcs2000.Inverse(y, x);
                Assert.Equal(latitude * 3600, b * 180 / Math.PI * 3600, 4.5e-6);
                Assert.Equal((longitude - 114) * 3600, l * 180 / Math.PI * 3600, 4.5e-6);
            }
        }
    }

    [Fact]
    public void Any_ellipsoid_agrees_with_the_reference()
    {
        // Bessel 1841 has no printed constants; a 70 m piece of a straight line differs from its geodesic by nothing that shows.
        var bessel = new Ellipsoid("Bessel 1841", 6377397.155, 299.1528128);
        var projection = new GaussKruger(bessel, Rings.Meridian114);
        var ring = Rings.Square(60000, 3300000, 1000);
        var reference = new GeodesicPolygon(bessel).SignedArea(Rings.Densified(ring, 20), projection);

        Assert.Equal(reference, new OfficialArea(bessel, 50, rounding: false).SignedArea(ring, projection), 0.001);
    }

    [Fact]
    public void Geographic_coordinates_give_what_projected_ones_do()
    {
        var projected = Rings.Star(new Random(2), 30000, 3270000, 400, 12);
        var geographic = projected.Chunk(2).Select(p => Rings.Cgcs2000.Inverse(p[0], p[1])).SelectMany(p => new[] { p.Longitude, p.Latitude }).ToArray();
        var official = new OfficialArea(Ellipsoid.Cgcs2000, rounding: false);

        // A line that is straight in longitude and latitude leaves the one that is straight in the plane by L³ tan φ / 12R: 0.06 m² for 200 m.
        Assert.Equal(official.SignedArea(projected, Rings.Cgcs2000), official.SignedArea(geographic), 0.2);
    }

    [Fact]
    public void Geographic_ring_along_parallels_is_the_trapezoid()
    {
        var official = new OfficialArea(Ellipsoid.Cgcs2000, rounding: false);
        var across180 = new[] { 179.5, 29, -179.5, 29, -179.5, 30, 179.5, 30, 179.5, 29 };

        Assert.Equal(10748000427.17, official.SignedArea([113, 29, 114, 29, 114, 30, 113, 30, 113, 29]), 0.01); // the 1° cell of the vectors
        Assert.Equal(10748000427.17, official.SignedArea(across180), 0.01);
    }

    [Fact]
    public void Rounding_is_to_the_hundredth_away_from_zero()
    {
        Assert.Equal(12.13, new OfficialArea(Ellipsoid.Cgcs2000).Round(12.125));
        Assert.Equal(12.125, new OfficialArea(Ellipsoid.Cgcs2000, rounding: false).Round(12.125));
    }

    // Three programs in use get this wrong; each figure is the error that reading their code predicts, and none is ours.
    [Theory]
    [InlineData(29, -0.0032)]
    [InlineData(42, -0.0061)]
    public void Integer_division_of_the_series_would_lose_a_third_of_a_percent_and_more(double latitude, double expected)
    {
        var right = new OfficialArea(Ellipsoid.Cgcs2000);
        var constants = OfficialConstants.Of(Ellipsoid.Cgcs2000) with { Series = (3 / 6 + 1, 1 / 6, 3 / 80, 1 / 112, 5 / 2304) };
        var wrong = new OfficialArea(constants, Ellipsoid.Cgcs2000.SemiMajorAxis, 70, rounding: true);

        var error = wrong.Trapezoid(latitude, latitude + 1, 1) / right.Trapezoid(latitude, latitude + 1, 1) - 1;

        Assert.Equal(expected, error, 0.00006);
    }

    [Fact]
    public void Constants_of_another_ellipsoid_would_lose_a_square_metre_per_square_kilometre()
    {
        var (xian, cgcs) = (OfficialConstants.Of(Ellipsoid.Xian80), OfficialConstants.Of(Ellipsoid.Cgcs2000));
        var wrong = new OfficialArea(xian with { B2 = cgcs.B2 }, Ellipsoid.Cgcs2000.SemiMajorAxis, 70, rounding: false);
        var ring = Rings.Square(0, 3250000, 1000);

        Assert.Equal(-0.94, wrong.SignedArea(ring, Rings.Cgcs2000) - new OfficialArea(Ellipsoid.Cgcs2000, rounding: false).SignedArea(ring, Rings.Cgcs2000), 0.01);
    }

    [Fact]
    public void The_false_easting_is_that_of_the_zone_of_the_data()
    {
        // Zone 37 (111° E) measured as if it were zone 38 would lie 1,000 km west of its meridian.
        var zone37 = new GaussKruger(Ellipsoid.Cgcs2000, new(111, 37500000, 0, 1, 0));
        var zone38 = new GaussKruger(Ellipsoid.Cgcs2000, new(114, 38500000, 0, 1, 0));
        var ring = Rings.Square(37520000, 3278500, 100);
        var official = new OfficialArea(Ellipsoid.Cgcs2000);

        Assert.Equal(9999.90, official.SignedArea(ring, zone37), 0.05); // "100m sq y=+20km" of the vectors
        Assert.True(official.SignedArea(ring, zone38) < 9800);
    }

    private static double SinOf(double degrees) => Math.Sin(degrees * Math.PI / 180);

    // "29+2.5/60" evaluated in double.
    private static double Fraction(string text) => text.Split('+').Sum(term =>
        term.Split('/') is [var numerator, var denominator] ? double.Parse(numerator) / double.Parse(denominator) : double.Parse(term));

    [GeneratedRegex("\"[^\"]*\"|[^,]+", RegexOptions.None, 1000)]
    private static partial Regex Field();

    [GeneratedRegex(@"=([0-9.+/]+)", RegexOptions.None, 1000)]
    private static partial Regex Assignment();
}
