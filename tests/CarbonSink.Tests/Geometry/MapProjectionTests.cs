using System.Globalization;
using CarbonSink.Geometry;
using CarbonSink.Tests.Conventions;
using Xunit;

namespace CarbonSink.Tests.Geometry;

/// <summary>Projections against PROJ 9.1.1 over grids (oracle/proj-grid.txt, made by proj-grid.sh).</summary>
public sealed class MapProjectionTests
{
    private const string Grid = "tests/CarbonSink.Tests/Geometry/oracle/proj-grid.txt";

    public static TheoryData<string> Definitions => [.. SourceTree.OfRepository.Read(Grid).Split('\n').Where(l => l.StartsWith('+'))];

    [Theory]
    [MemberData(nameof(Definitions))]
    public void Agrees_with_PROJ_to_a_hundredth_of_a_millimetre(string definition)
    {
        var reference = Reference(definition);
        var projection = MapProjection.Of(reference)!;
        var forth = CoordinateTransformation.Between(Degrees(reference), reference);
        var back = CoordinateTransformation.Between(reference, Degrees(reference));
        var rows = Rows(definition);
        Assert.NotEmpty(rows);
        foreach (var (longitude, latitude, easting, northing) in rows)
        {
            var (e, n) = projection.Forward(latitude, longitude);
            Near(easting, e, 1e-5 / reference.MetresPerUnit);
            Near(northing, n, 1e-5 / reference.MetresPerUnit);

            var (lat, lon) = projection.Inverse(easting, northing);
            Near(latitude, lat, 1e-10); // 1e-10° is a hundredth of a millimetre
            Near(longitude, lon, 1e-10 / Math.Cos(latitude * Math.PI / 180));
            Assert.True(projection.Covers(easting, northing));

            double[] xy = [longitude, latitude];
            Assert.Equal(0, forth.Transform(xy));
            Assert.Equal((e, n), (xy[0], xy[1]));
            Assert.Equal(0, back.Transform(xy));
            Near(longitude, xy[0], 1e-10 / Math.Cos(latitude * Math.PI / 180));
            Near(latitude, xy[1], 1e-10);
        }
    }

    [Fact]
    public void Poles_and_other_turns_of_the_globe_are_answered()
    {
        var albers = new AlbersConic(Ellipsoid.Cgcs2000, new(105, 0, 25, 47, 0, 0));
        var lambert = new LambertConic(Ellipsoid.Cgcs2000, new(105, 0, 25, 47, 0, 0));
        foreach (var conic in new MapProjection[] { albers, lambert })
        {
            var (e, n) = conic.Forward(90, 30);
            Near(90, conic.Inverse(e, n).Latitude, 1e-6);
            Assert.Equal(conic.Forward(30, 120), conic.Forward(30, 480));
            Assert.Equal(conic.Forward(30, -170), conic.Forward(30, 190)); // west of the meridian opposite 105°E is the other way round
        }

        Near(0, lambert.Forward(90, 30).Easting, 1e-6); // the pole is the tip of the conformal cone
        Assert.False(albers.Covers(0, 5e7));
        Assert.True(double.IsNaN(albers.Inverse(0, -2e7).Latitude));
        Assert.True(new SphericalMercator(Ellipsoid.Wgs84, new(0, 0, 0)).Forward(90, 0).Northing > 2e8); // tan 90° is finite in binary
    }

    [Fact]
    public void Parallels_that_make_no_cone_and_units_without_length_are_misuse()
    {
        Assert.Throws<ArgumentException>(() => new AlbersConic(Ellipsoid.Cgcs2000, new(105, 0, 25, -25, 0, 0)));
        Assert.Throws<ArgumentException>(() => new LambertConic(Ellipsoid.Cgcs2000, new(105, 0, 25, 90, 0, 0)));
        Assert.Throws<ArgumentOutOfRangeException>(() => new GaussKruger(Ellipsoid.Cgcs2000, new(105, 0, 0, 1, 0), 0));
        Assert.Null(MapProjection.Of(new("?", null, Ellipsoid.Wgs84, new UnknownProjection("Krovak"))));
    }

    private static CoordinateReference Degrees(CoordinateReference reference) => reference with { Projection = null, MetresPerUnit = 1 };

    private static void Near(double expected, double actual, double tolerance) => Assert.True(Math.Abs(expected - actual) <= tolerance, $"{actual:R} is not {expected:R} within {tolerance}");

    private static List<(double Longitude, double Latitude, double Easting, double Northing)> Rows(string definition) =>
        [.. SourceTree.OfRepository.Read(Grid).Split('\n').SkipWhile(l => l != definition).Skip(1).TakeWhile(l => l.Length > 0 && l[0] != '+')
            .Select(l => l.Split(' ').Select(Number).ToArray()).Select(c => (c[0], c[1], c[2], c[3]))];

    private static CoordinateReference Reference(string definition)
    {
        var values = definition.Split(' ').Select(p => p.TrimStart('+').Split('=')).ToDictionary(p => p[0], p => p[1], StringComparer.Ordinal);
        double Value(string key, double absent = 0) => values.TryGetValue(key, out var text) ? Number(text) : absent;
        var (lon, lat, x, y) = (Value("lon_0"), Value("lat_0"), Value("x_0"), Value("y_0"));
        Projection projection = values["proj"] switch
        {
            "tmerc" => new TransverseMercator(lon, x, y, Value("k_0", 1), lat),
            "aea" => new AlbersEqualArea(lon, lat, Value("lat_1"), Value("lat_2"), x, y),
            "lcc" => new LambertConformalConic(lon, lat, Value("lat_1"), Value("lat_2"), x, y, Value("k_0", 1)),
            _ => new WebMercator(lon, x, y),
        };
        return new(definition, null, new("of the grid", Value("a"), Value("rf")), projection, Value("to_meter", 1));
    }

    private static double Number(string text) => double.Parse(text, CultureInfo.InvariantCulture);
}
