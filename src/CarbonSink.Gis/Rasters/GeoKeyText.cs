using System.Globalization;

namespace CarbonSink.Gis;

/// <summary>The coordinate reference that GeoKeys spell out, as well-known text: systems of their own, and UTM zones of datums whose codes follow a rule.</summary>
internal static class GeoKeyText
{
    private const int UserDefined = 32767;

    // EPSG Geodetic Parameter Dataset: code of zone 1 less one, zones, geographic system, datum.
    private static readonly (int Base, int Zones, int Geographic)[] UtmFamilies =
        [(26700, 22, 4267), (26900, 23, 4269), (25800, 38, 4258), (23000, 38, 4230), (32200, 60, 4322), (28300, 58, 4283)];

    // Geographic systems whose grids occur: name, datum, ellipsoid, semi-major axis, inverse flattening.
    private static readonly Dictionary<int, (string Name, string Datum, string Ellipsoid, double Axis, double InverseFlattening)> Geographics = new()
    {
        [4214] = ("Beijing 1954", "Beijing_1954", "Krassowsky 1940", 6378245, 298.3),
        [4230] = ("ED50", "European_Datum_1950", "International 1924", 6378388, 297),
        [4258] = ("ETRS89", "European_Terrestrial_Reference_System_1989", "GRS 1980", 6378137, 298.257222101),
        [4267] = ("NAD27", "North_American_Datum_1927", "Clarke 1866", 6378206.4, 294.9786982138982),
        [4269] = ("NAD83", "North_American_Datum_1983", "GRS 1980", 6378137, 298.257222101),
        [4283] = ("GDA94", "Geocentric_Datum_of_Australia_1994", "GRS 1980", 6378137, 298.257222101),
        [4322] = ("WGS 72", "World_Geodetic_System_1972", "WGS 72", 6378135, 298.26),
        [4326] = ("WGS 84", "WGS_1984", "WGS 84", 6378137, 298.257223563),
        [4490] = ("CGCS2000", "China_2000", "CGCS2000", 6378137, 298.257222101),
        [4610] = ("Xian 1980", "Xian_1980", "Xian 80", 6378140, 298.257),
    };

    /// <summary>The text; null where the keys do not say enough.</summary>
    public static string? Of(GeoTags keys)
    {
        var citation = keys.Text(3073) ?? keys.Text(1026) ?? "";
        var at = citation.IndexOf("PROJCS[", StringComparison.Ordinal) is >= 0 and var p ? p : citation.IndexOf("GEOGCS[", StringComparison.Ordinal);
        if (at >= 0)
            return citation[at..]; // written by ESRI programs as "ESRI PE String = …"
        if (keys.Key(1024) != 1)
            return Geographic((int)keys.Key(2048), keys);
        var code = (int)keys.Key(3072);
        foreach (var (first, zones, system) in UtmFamilies)
        {
            // Zones 46 to 58 of Australia stand at 28346 to 28358; the others count from 1.
            if (code > first && code <= first + zones && Geographic(system, keys) is { } datum)
                return Transverse($"{Geographics[system].Name} / UTM zone {code - first}N", datum, (6 * (code - first)) - 183, 500000, system == 4283 ? 10000000 : 0, 0.9996, 0, 1);
        }

        if (code is > 0 and not UserDefined || Geographic((int)keys.Key(2048), keys) is not { } geographic)
            return null;
        var name = (citation.Length > 0 ? citation : "user-defined").Replace('"', '\'');
        var unit = Unit(keys);
        return ((int)keys.Key(3075), (int)keys.Key(3074)) switch
        {
            (1, _) => Transverse(name, geographic, First(keys, 3080, 3088), First(keys, 3082, 3090), First(keys, 3083, 3091), keys.Has(3092) ? keys.Key(3092) : 1, First(keys, 3081, 3089), unit),
            (11, _) => Conic("Albers_Conic_Equal_Area", name, geographic, keys, unit),
            (8, _) => Conic("Lambert_Conformal_Conic_2SP", name, geographic, keys, unit),
            (_, > 16000 and <= 16060 and var zone) => Transverse(name, geographic, (6 * (zone - 16000)) - 183, 500000, 0, 0.9996, 0, unit),
            (_, > 16100 and <= 16160 and var zone) => Transverse(name, geographic, (6 * (zone - 16100)) - 183, 500000, 10000000, 0.9996, 0, unit),
            _ => null,
        };
    }

    private static string? Geographic(int code, GeoTags keys)
    {
        if (Geographics.TryGetValue(code, out var known))
            return Spelled(known.Name, known.Datum, known.Ellipsoid, known.Axis, known.InverseFlattening);
        var (axis, minor, inverse) = (keys.Key(2057), keys.Key(2058), keys.Key(2059));
        if (inverse == 0 && minor > 0 && axis > minor)
            inverse = axis / (axis - minor);
        var name = (keys.Text(2049) ?? "user-defined").Replace('"', '\'');
        return axis > 0 && inverse > 1 ? Spelled(name, name, name, axis, inverse) : (int)keys.Key(2056) switch
        {
            7030 => Spelled(name, name, "WGS 84", 6378137, 298.257223563),
            7024 => Spelled(name, name, "Krassowsky 1940", 6378245, 298.3),
            7049 => Spelled(name, name, "Xian 80", 6378140, 298.257),
            7019 or 1024 => Spelled(name, name, "GRS 1980", 6378137, 298.257222101),
            _ => null,
        };
    }

    private static double Unit(GeoTags keys) => (int)keys.Key(3076) switch { 9002 => 0.3048, 9003 => 1200.0 / 3937, UserDefined => keys.Key(3077), _ => 1 };

    private static double First(GeoTags keys, int key, int other) => keys.Has(key) ? keys.Key(key) : keys.Key(other);

    private static string Spelled(string name, string datum, string ellipsoid, double axis, double inverse) =>
        $"GEOGCS[\"{name}\",DATUM[\"{datum}\",SPHEROID[\"{ellipsoid}\",{T(axis)},{T(inverse)}]],PRIMEM[\"Greenwich\",0],UNIT[\"degree\",0.0174532925199433]]";

    private static string Transverse(string name, string geographic, double meridian, double easting, double northing, double scale, double latitude, double unit) =>
        $"PROJCS[\"{name}\",{geographic},PROJECTION[\"Transverse_Mercator\"],{P("latitude_of_origin", latitude)},{P("central_meridian", meridian)},{P("scale_factor", scale)},{P("false_easting", easting)},{P("false_northing", northing)},UNIT[\"metre\",{T(unit)}]]";

    private static string Conic(string method, string name, string geographic, GeoTags keys, double unit) =>
        $"PROJCS[\"{name}\",{geographic},PROJECTION[\"{method}\"],{P("standard_parallel_1", keys.Key(3078))},{P("standard_parallel_2", keys.Key(3079))},{P("latitude_of_center", First(keys, 3085, Either(keys, 3081, 3089)))},{P("longitude_of_center", First(keys, 3084, Either(keys, 3080, 3088)))},{P("false_easting", First(keys, 3086, 3082))},{P("false_northing", First(keys, 3087, 3083))},UNIT[\"metre\",{T(unit)}]]";

    private static int Either(GeoTags keys, int key, int other) => keys.Has(key) ? key : other;

    private static string P(string name, double value) => $"PARAMETER[\"{name}\",{T(value)}]";

    private static string T(double value) => value.ToString("R", CultureInfo.InvariantCulture);
}
