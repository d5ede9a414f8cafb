namespace CarbonSink.Geometry;

/// <summary>An ellipsoid of revolution (参考椭球).</summary>
/// <param name="Name">Name, e.g. CGCS2000.</param>
/// <param name="SemiMajorAxis">a, metres.</param>
/// <param name="InverseFlattening">1/f; 0 stands for a sphere, as in well-known text.</param>
public sealed record Ellipsoid(string Name, double SemiMajorAxis, double InverseFlattening)
{
    /// <summary>China Geodetic Coordinate System 2000: a = 6378137 m, 1/f = 298.257222101 (GB 22021).</summary>
    public static Ellipsoid Cgcs2000 { get; } = new("CGCS2000", 6378137.0, 298.257222101);

    /// <summary>WGS 84: a = 6378137 m, 1/f = 298.257223563.</summary>
    public static Ellipsoid Wgs84 { get; } = new("WGS 84", 6378137.0, 298.257223563);

    /// <summary>Xian 80 (IAG 75): a = 6378140 m, 1/f = 298.257.</summary>
    public static Ellipsoid Xian80 { get; } = new("Xian 80", 6378140.0, 298.257);

    /// <summary>Krassowsky 1940 of Beijing 54: a = 6378245 m, 1/f = 298.3.</summary>
    public static Ellipsoid Krassowsky { get; } = new("Krassowsky 1940", 6378245.0, 298.3);

    /// <summary>f.</summary>
    public double Flattening => InverseFlattening == 0 ? 0 : 1 / InverseFlattening;

    /// <summary>b = a(1 − f), metres.</summary>
    public double SemiMinorAxis => SemiMajorAxis * (1 - Flattening);

    /// <summary>e² = f(2 − f).</summary>
    public double EccentricitySquared => Flattening * (2 - Flattening);
}

/// <summary>A coordinate reference system (坐标系) as far as area and transformation need it.</summary>
/// <param name="Name">Name as found in the file.</param>
/// <param name="Epsg">EPSG code where it is known.</param>
/// <param name="Ellipsoid">The datum's ellipsoid.</param>
/// <param name="Projection">Null for geographic coordinates in degrees (x = longitude, y = latitude).</param>
/// <param name="MetresPerUnit">Length of a projected unit; 1 for metres. Not used for geographic coordinates.</param>
public sealed record CoordinateReference(string Name, int? Epsg, Ellipsoid Ellipsoid, Projection? Projection, double MetresPerUnit = 1)
{
    /// <summary>Name of the geodetic datum (大地基准); that of the ellipsoid where nothing else was said, since CGCS2000, WGS 84 and Xian 80 have theirs to themselves.</summary>
    public string Datum { get; init; } = Ellipsoid.Name;

    /// <summary>Whether coordinates are longitude and latitude in degrees.</summary>
    public bool IsGeographic => Projection is null;
}
