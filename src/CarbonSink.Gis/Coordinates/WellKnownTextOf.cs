using System.Globalization;
using CarbonSink.Geometry;

namespace CarbonSink.Gis;

/// <summary>Writes a coordinate reference as well-known text of version 1 (OGC 01-009 clause 7) in the names that GDAL reads and writes, with EPSG codes where they are known.</summary>
internal static class WellKnownTextOf
{
    private const string Degree = """UNIT["degree",0.0174532925199433,AUTHORITY["EPSG","9122"]]""";

    /// <summary>The text of a coordinate reference. Datum and codes: EPSG Geodetic Parameter Dataset.</summary>
    public static string Reference(CoordinateReference reference)
    {
        var unit = reference.MetresPerUnit;
        if (reference.Projection is not { } projection)
            return Geographic(reference, own: true);
        if (projection is UnknownProjection)
            return $"""LOCAL_CS["{Name(reference.Name)}",{Linear(unit)}]""";
        var (method, parameters, extension) = Method(projection, unit);
        return $"""PROJCS["{Name(reference.Name)}",{Geographic(reference, own: false)},PROJECTION["{method}"],{string.Concat(parameters.Select(p => $"""PARAMETER["{p.Name}",{Number(p.Value)}],"""))}{Linear(unit)}{extension}{Authority(reference.Epsg)}]""";
    }

    // False origins are in the unit of the axes.
    private static (string Method, (string Name, double Value)[] Parameters, string Extension) Method(Projection projection, double unit) => projection switch
    {
        TransverseMercator p => ("Transverse_Mercator",
            [("latitude_of_origin", p.LatitudeOfOrigin), ("central_meridian", p.CentralMeridian), ("scale_factor", p.ScaleFactor), .. Origin(p.FalseEasting, p.FalseNorthing, unit)], ""),
        AlbersEqualArea p => ("Albers_Conic_Equal_Area",
            [("latitude_of_center", p.LatitudeOfOrigin), ("longitude_of_center", p.CentralMeridian), ("standard_parallel_1", p.StandardParallel1), ("standard_parallel_2", p.StandardParallel2), .. Origin(p.FalseEasting, p.FalseNorthing, unit)], ""),
        LambertConformalConic p when p.StandardParallel1 == p.StandardParallel2 && p.StandardParallel1 == p.LatitudeOfOrigin => ("Lambert_Conformal_Conic_1SP",
            [("latitude_of_origin", p.LatitudeOfOrigin), ("central_meridian", p.CentralMeridian), ("scale_factor", p.ScaleFactor), .. Origin(p.FalseEasting, p.FalseNorthing, unit)], ""),
        LambertConformalConic p => (p.ScaleFactor == 1 ? "Lambert_Conformal_Conic_2SP" : "Lambert_Conformal_Conic",
            [
                ("latitude_of_origin", p.LatitudeOfOrigin), ("central_meridian", p.CentralMeridian), ("standard_parallel_1", p.StandardParallel1), ("standard_parallel_2", p.StandardParallel2),
                .. p.ScaleFactor == 1 ? ((string, double)[])[] : [("scale_factor", p.ScaleFactor)], .. Origin(p.FalseEasting, p.FalseNorthing, unit),
            ], ""),
        WebMercator p => ("Mercator_1SP",
            [("central_meridian", p.CentralMeridian), ("scale_factor", 1), .. Origin(p.FalseEasting, p.FalseNorthing, unit)],
            $""",EXTENSION["PROJ4","+proj=merc +a=6378137 +b=6378137 +lat_ts=0 +lon_0={Number(p.CentralMeridian)} +x_0={Number(p.FalseEasting)} +y_0={Number(p.FalseNorthing)} +k=1 +units=m +nadgrids=@null +wktext +no_defs"]"""),
        _ => throw new ArgumentException("a projection that well-known text is not written of", nameof(projection)),
    };

    private static (string, double)[] Origin(double easting, double northing, double unit) => [("false_easting", easting / unit), ("false_northing", northing / unit)];

    private static string Linear(double unit) => unit switch
    {
        1 => """UNIT["metre",1,AUTHORITY["EPSG","9001"]]""",
        0.3048 => """UNIT["foot",0.3048,AUTHORITY["EPSG","9002"]]""",
        1200 / 3937.0 => $"""UNIT["US survey foot",{Number(unit)},AUTHORITY["EPSG","9003"]]""",
        _ => $"""UNIT["unit",{Number(unit)}]""",
    };

    private static string Geographic(CoordinateReference reference, bool own)
    {
        var ellipsoid = reference.Ellipsoid;
        var datum = GeodeticDatum.Of(reference);
        var named = reference.Datum != ellipsoid.Name;
        var datumName = datum?.WellKnownName ?? (named ? reference.Datum.Replace(' ', '_') : $"Not_specified_based_on_{ellipsoid.Name}_ellipsoid");
        var system = own ? reference.Name : datum?.SystemName ?? (named ? reference.Datum : $"Unknown datum based upon the {ellipsoid.Name} ellipsoid");
        return $"""GEOGCS["{Name(system)}",DATUM["{Name(datumName)}",SPHEROID["{Name(ellipsoid.Name)}",{Number(ellipsoid.SemiMajorAxis)},{Number(ellipsoid.InverseFlattening)}{Authority(datum?.Epsg.Ellipsoid)}]{Authority(datum?.Epsg.Datum)}],PRIMEM["Greenwich",0,AUTHORITY["EPSG","8901"]],{Degree}{Authority((own ? reference.Epsg : null) ?? datum?.Epsg.System)}]""";
    }

    private static string Authority(int? code) => code is { } c ? $"""
        ,AUTHORITY["EPSG","{c}"]
        """ : string.Empty;

    private static string Name(string name) => name.Replace("\"", "\"\"", StringComparison.Ordinal);

    private static string Number(double value) => value.ToString("R", CultureInfo.InvariantCulture);
}
