using System.Globalization;
using CarbonSink.Findings;
using CarbonSink.Geometry;
using CarbonSink.Gis;
using CarbonSink.Tests.Conventions;
using Xunit;

namespace CarbonSink.Tests.Gis;

/// <summary>Coordinate references against what PROJ 9.1.1 says and writes of them (oracle/crs-*.txt, made by the scripts beside).</summary>
public sealed class CoordinateReferenceOracleTests
{
    private const string Folder = "tests/CarbonSink.Tests/Gis/oracle/";

    private static readonly Dictionary<string, (double Axis, double InverseFlattening)> Ellipsoids = new(StringComparer.Ordinal)
    {
        ["GRS80"] = (6378137, 298.257222101),
        ["WGS84"] = (6378137, 298.257223563),
        ["IAU76"] = (6378140, 298.257),
        ["krass"] = (6378245, 298.3),
        ["airy"] = (6377563.396, 299.3249646),
        ["bessel"] = (6377397.155, 299.1528128),
    };

    public static TheoryData<string> Systems => [.. Lines("crs-texts.txt").Where(l => l.StartsWith("> ", StringComparison.Ordinal)).Select(l => l[2..])];

    [Theory]
    [MemberData(nameof(Systems))]
    public void Every_dialect_of_a_text_means_what_PROJ_says(string system)
    {
        var lines = Lines("crs-texts.txt").SkipWhile(l => l != "> " + system).Skip(1).TakeWhile(l => l[0] != '>').ToArray();
        int? code = system.StartsWith("EPSG:", StringComparison.Ordinal) ? int.Parse(system[5..], CultureInfo.InvariantCulture) : null;
        var expected = Values(lines[0]);
        Assert.True(lines.Length >= 4);
        foreach (var text in lines[1..])
        {
            var findings = new FindingLog();
            var reference = CoordinateReferenceReader.Read(text, null, findings);
            if (system == "EPSG:4807")
            {
                Assert.Null(reference); // grads from Paris
                continue;
            }

            Assert.Equal(expected["proj"] == "sterea" ? [GisFindings.ProjectionNotSupported] : [], findings.Findings.Select(f => f.Rule));
            AssertMeans(expected, reference!);
            var ofChina = code is not (null or 2263 or 3577 or 2154 or 27700 or 28992);
            if (ofChina)
                Assert.Equal(code, reference!.Epsg);
            if (ofChina)
                Assert.True(EpsgCodes.Agree(EpsgCodes.Find(code!.Value)!, reference!), text);
        }
    }

    [Fact]
    public void Every_code_of_China_and_UTM_means_what_PROJ_says()
    {
        var lines = Lines("crs-codes.txt");
        Assert.Equal(64 + 64 + 42 + 11 + 11 + 60 + 60, lines.Length);
        foreach (var fields in lines.Select(l => l.Split(' ', StringSplitOptions.RemoveEmptyEntries)))
        {
            var reference = EpsgCodes.Find(int.Parse(fields[0], CultureInfo.InvariantCulture));
            var expected = fields[1] == "utm"
                ? new TransverseMercator((6 * Number(fields[2])) - 183, 500000, fields.Length > 3 ? 10_000_000 : 0, 0.9996, 0)
                : new TransverseMercator(Number(fields[1]), Number(fields[2]), Number(fields[3]), Number(fields[4]), 0);
            Assert.Equal(expected, reference?.Projection);
            Assert.Equal(Ellipsoids[fields[1] == "utm" ? "WGS84" : fields[5]], (reference!.Ellipsoid.SemiMajorAxis, reference.Ellipsoid.InverseFlattening));
        }
    }

    private static void AssertMeans(Dictionary<string, string> expected, CoordinateReference reference)
    {
        Assert.Equal(Ellipsoids[expected.GetValueOrDefault("ellps", "WGS84")], (reference.Ellipsoid.SemiMajorAxis, reference.Ellipsoid.InverseFlattening));
        double Value(string key, double absent = 0) => expected.TryGetValue(key, out var text) ? Number(text) : absent;
        var (lon, lat, x, y) = (Value("lon_0"), Value("lat_0"), Value("x_0"), Value("y_0"));
        Projection? projection = expected["proj"] switch
        {
            "longlat" => null,
            "tmerc" => new TransverseMercator(lon, x, y, Value("k", 1), lat),
            "utm" => new TransverseMercator((6 * Value("zone")) - 183, 500000, expected.ContainsKey("south") ? 10_000_000 : 0, 0.9996, 0),
            "aea" => new AlbersEqualArea(lon, lat, Value("lat_1"), Value("lat_2"), x, y),
            "lcc" => new LambertConformalConic(lon, lat, Value("lat_1"), Value("lat_2"), x, y),
            "merc" => new WebMercator(lon, x, y),
            _ => reference.Projection as UnknownProjection,
        };
        Assert.Equal(projection?.GetType(), reference.Projection?.GetType());
        if (projection is LambertConformalConic p && reference.Projection is LambertConformalConic q)
            Assert.Equal([p.CentralMeridian, p.LatitudeOfOrigin, p.StandardParallel1, p.StandardParallel2, Math.Round(p.FalseEasting, 6), p.FalseNorthing], [q.CentralMeridian, q.LatitudeOfOrigin, q.StandardParallel1, q.StandardParallel2, Math.Round(q.FalseEasting, 6), q.FalseNorthing]);
        else
            Assert.Equal(projection, reference.Projection);
        Assert.Equal(expected.GetValueOrDefault("units") == "us-ft" ? 1200 / 3937.0 : 1, reference.MetresPerUnit);
    }

    private static Dictionary<string, string> Values(string definition) =>
        definition.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(p => p.TrimStart('+').Split('=', 2)).ToDictionary(p => p[0], p => p.Length > 1 ? p[1] : "", StringComparer.Ordinal);

    private static string[] Lines(string file) => SourceTree.OfRepository.Read(Folder + file).Split('\n', StringSplitOptions.RemoveEmptyEntries);

    private static double Number(string text) => double.Parse(text, CultureInfo.InvariantCulture);
}
