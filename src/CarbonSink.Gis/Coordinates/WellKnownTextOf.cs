using System.Globalization;
using CarbonSink.Geometry;

namespace CarbonSink.Gis;

/// <summary>Writes a coordinate reference as well-known text of version 1 (OGC 01-009 clause 7), with EPSG codes where they are known.</summary>
internal static class WellKnownTextOf
{
    private const string Degree = """UNIT["degree",0.0174532925199433,AUTHORITY["EPSG","9122"]]""";

    /// <summary>The text of a coordinate reference. Datum and codes: EPSG Geodetic Parameter Dataset.</summary>
    public static string Reference(CoordinateReference reference)
    {
        if (reference.Projection is not TransverseMercator p)
            return Geographic(reference.Ellipsoid, reference.Name, reference.Epsg);
        var unit = reference.MetresPerUnit;
        var linear = unit == 1 ? """UNIT["metre",1,AUTHORITY["EPSG","9001"]]""" : $"""UNIT["unit",{Number(unit)}]""";
        return $"""
            PROJCS["{Name(reference.Name)}",{Geographic(reference.Ellipsoid, null, null)},PROJECTION["Transverse_Mercator"],PARAMETER["latitude_of_origin",{Number(p.LatitudeOfOrigin)}],PARAMETER["central_meridian",{Number(p.CentralMeridian)}],PARAMETER["scale_factor",{Number(p.ScaleFactor)}],PARAMETER["false_easting",{Number(p.FalseEasting / unit)}],PARAMETER["false_northing",{Number(p.FalseNorthing / unit)}],{linear}{Authority(reference.Epsg)}]
            """;
    }

    private static string Geographic(Ellipsoid ellipsoid, string? name, int? epsg)
    {
        var (ownName, datum, datumCode, spheroidCode, code) =
            ellipsoid == Ellipsoid.Cgcs2000 ? ("China Geodetic Coordinate System 2000", "China_2000", 1043, 1024, 4490)
            : ellipsoid == Ellipsoid.Xian80 ? ("Xian 1980", "Xian_1980", 6610, 7049, 4610)
            : ellipsoid == Ellipsoid.Wgs84 ? ("WGS 84", "WGS_1984", 6326, 7030, 4326)
            : ($"Unknown datum based upon the {ellipsoid.Name} ellipsoid", $"Not_specified_based_on_{ellipsoid.Name}_ellipsoid", (int?)null, (int?)null, (int?)null);
        return $"""
            GEOGCS["{Name(name ?? ownName)}",DATUM["{Name(datum)}",SPHEROID["{Name(ellipsoid.Name)}",{Number(ellipsoid.SemiMajorAxis)},{Number(ellipsoid.InverseFlattening)}{Authority(spheroidCode)}]{Authority(datumCode)}],PRIMEM["Greenwich",0,AUTHORITY["EPSG","8901"]],{Degree}{Authority(epsg ?? code)}]
            """;
    }

    private static string Authority(int? code) => code is { } c ? $"""
        ,AUTHORITY["EPSG","{c}"]
        """ : string.Empty;

    private static string Name(string name) => name.Replace("\"", "\"\"", StringComparison.Ordinal);

    private static string Number(double value) => value.ToString("R", CultureInfo.InvariantCulture);
}
