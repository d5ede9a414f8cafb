using CarbonSink.Geometry;

namespace CarbonSink.Gis;

/// <summary>A geodetic datum known by name (大地基准).</summary>
/// <param name="Name">The name that coordinate references carry.</param>
/// <param name="Ellipsoid">Its ellipsoid.</param>
/// <param name="WellKnownName">Its name in well-known text.</param>
/// <param name="SystemName">Name of its geographic system.</param>
/// <param name="Epsg">Codes of datum, ellipsoid and geographic system: EPSG Geodetic Parameter Dataset.</param>
internal sealed record GeodeticDatum(string Name, Ellipsoid Ellipsoid, string WellKnownName, string SystemName, (int Datum, int Ellipsoid, int System) Epsg)
{
    public static GeodeticDatum Cgcs2000 { get; } = new("CGCS2000", Ellipsoid.Cgcs2000, "China_2000", "China Geodetic Coordinate System 2000", (1043, 1024, 4490));

    public static GeodeticDatum Xian80 { get; } = new("Xian 80", Ellipsoid.Xian80, "Xian_1980", "Xian 1980", (6610, 7049, 4610));

    public static GeodeticDatum Beijing54 { get; } = new("Beijing 1954", Ellipsoid.Krassowsky, "Beijing_1954", "Beijing 1954", (6214, 7024, 4214));

    public static GeodeticDatum Wgs84 { get; } = new("WGS 84", Ellipsoid.Wgs84, "WGS_1984", "WGS 84", (6326, 7030, 4326));

    public static IReadOnlyList<GeodeticDatum> All { get; } = [Cgcs2000, Xian80, Beijing54, Wgs84];

    /// <summary>The datum that a name in well-known text means, whoever wrote it; null for others. New Beijing is another datum than Beijing 54, NZGD 2000 another than CGCS2000.</summary>
    public static GeodeticDatum? Named(string name)
    {
        var simple = CoordinateReferenceReader.Simple(name);
        bool Has(string part) => simple.Contains(part, StringComparison.Ordinal);
        return Has("CGCS2000") || Has("CHINA2000") || Has("CHINAGEODETICCOORDINATESYSTEM2000") ? Cgcs2000
            : Has("XIAN1980") || Has("XIAN80") ? Xian80
            : (Has("BEIJING1954") || Has("BEIJING54")) && !Has("NEWBEIJING") ? Beijing54
            : Has("WGS1984") || Has("WGS84") || Has("WORLDGEODETICSYSTEM1984") ? Wgs84
            : null;
    }

    /// <summary>The datum of a reference; null where it is none of these or stands on another ellipsoid.</summary>
    public static GeodeticDatum? Of(CoordinateReference reference) => All.FirstOrDefault(d => d.Name == reference.Datum && d.Ellipsoid == reference.Ellipsoid);
}
