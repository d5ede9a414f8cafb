using CarbonSink.Geometry;

namespace CarbonSink.Gis;

/// <summary>Reads the projection of a projected system (投影方法与参数) from well-known text of any version: methods and parameters have other names in each.</summary>
/// <remarks>Names: OGC 01-009, ESRI's and GDAL's dialects of it, and OGC 18-010r7 with the names of the EPSG dataset. Letters and digits alone are compared.</remarks>
internal sealed class ProjectionMethod
{
    private const double DegreeInRadians = Math.PI / 180;

    private readonly WellKnownText system;
    private readonly WellKnownText? conversion;
    private readonly double angleInDegrees;
    private readonly double metresPerUnit;

    /// <summary>Reads methods of a system whose parameters are in given units where they name none themselves.</summary>
    /// <param name="system">PROJCS or PROJCRS.</param>
    /// <param name="radiansPerUnit">Unit of angles.</param>
    /// <param name="metresPerUnit">Unit of lengths.</param>
    public ProjectionMethod(WellKnownText system, double radiansPerUnit, double metresPerUnit)
    {
        (this.system, this.metresPerUnit) = (system, metresPerUnit);
        angleInDegrees = InDegrees(radiansPerUnit);
        conversion = system.Child("CONVERSION", "DERIVINGCONVERSION");
        Name = (conversion?.Child("METHOD", "PROJECTION") ?? system.Child("PROJECTION"))?.Name ?? string.Empty;
    }

    /// <summary>Name of the method as written; blank where there is none.</summary>
    public string Name { get; }

    /// <summary>Degrees in an angular unit; exactly 1 for any writing of the degree.</summary>
    public static double InDegrees(double radians) => Math.Abs(radians - DegreeInRadians) < 1e-12 ? 1 : Math.Round(radians / DegreeInRadians, 12);

    /// <summary>The projection; an <see cref="UnknownProjection"/> where there are no formulas for the method or a parameter it cannot do without is missing.</summary>
    /// <param name="ellipsoid">The ellipsoid: Web Mercator was written as Mercator on a sphere, too.</param>
    /// <param name="code">EPSG code the text names, or null.</param>
    public Projection Projection(Ellipsoid ellipsoid, int? code)
    {
        var (meridian, origin) = (Angle("CENTRALMERIDIAN", "LONGITUDEOFNATURALORIGIN", "LONGITUDEOFFALSEORIGIN", "LONGITUDEOFCENTER", "LONGITUDEOFORIGIN"),
            Angle("LATITUDEOFORIGIN", "LATITUDEOFNATURALORIGIN", "LATITUDEOFFALSEORIGIN", "LATITUDEOFCENTER"));
        var (east, north) = (Length("FALSEEASTING", "EASTINGATFALSEORIGIN"), Length("FALSENORTHING", "NORTHINGATFALSEORIGIN"));
        var (parallel1, parallel2) = (Angle("STANDARDPARALLEL1", "LATITUDEOF1STSTANDARDPARALLEL"), Angle("STANDARDPARALLEL2", "LATITUDEOF2NDSTANDARDPARALLEL"));
        var scale = Parameter("SCALEFACTOR", "SCALEFACTORATNATURALORIGIN")?.Number(1) ?? 1;
        var unknown = new UnknownProjection(Name.Length > 0 ? Name : system.Name);
        if (AxesPointElsewhere())
            return new UnknownProjection($"{unknown.Name} (axes to the south or west)");
        switch (CoordinateReferenceReader.Simple(Name))
        {
            case "GAUSSKRUGER" or "TRANSVERSEMERCATOR" or "TRANSVERSEMERCATORCOMPLEX":
                return new TransverseMercator(meridian ?? 0, east, north, scale, origin ?? 0);
            case "ALBERS" or "ALBERSCONICEQUALAREA" or "ALBERSEQUALAREA":
                return IsCone(parallel1, parallel2 ?? parallel1) ? new AlbersEqualArea(meridian ?? 0, origin ?? 0, parallel1!.Value, parallel2 ?? parallel1.Value, east, north) : unknown;
            case "LAMBERTCONFORMALCONIC" or "LAMBERTCONFORMALCONIC2SP" or "LAMBERTCONICCONFORMAL2SP" when parallel1 is not null:
                return IsCone(parallel1, parallel2 ?? parallel1) ? new LambertConformalConic(meridian ?? 0, origin ?? 0, parallel1.Value, parallel2 ?? parallel1.Value, east, north, scale) : unknown;
            case "LAMBERTCONFORMALCONIC1SP" or "LAMBERTCONICCONFORMAL1SP":
                return IsCone(origin, origin) ? new LambertConformalConic(meridian ?? 0, origin!.Value, origin.Value, origin.Value, east, north, scale) : unknown;
            case "MERCATORAUXILIARYSPHERE" or "POPULARVISUALISATIONPSEUDOMERCATOR":
                return new WebMercator(meridian ?? 0, east, north);
            case "MERCATOR" or "MERCATOR1SP" or "MERCATOR2SP" or "MERCATORVARIANTA" when IsWebMercator(ellipsoid, code):
                return new WebMercator(meridian ?? 0, east, north);
            default:
                return unknown;
        }
    }

    private static bool IsCone(double? parallel1, double? parallel2) => parallel1 is { } a && parallel2 is { } b && Math.Abs(a) < 90 && Math.Abs(b) < 90 && Math.Abs(a + b) > 1e-9;

    // GDAL's WKT 1 has no method for it: Mercator with an extension in the notation of PROJ.
    private bool IsWebMercator(Ellipsoid ellipsoid, int? code) =>
        EpsgCodes.IsWebMercator(code)
        || (ellipsoid.InverseFlattening == 0 && ellipsoid.SemiMajorAxis == Ellipsoid.Wgs84.SemiMajorAxis)
        || system.Children("EXTENSION").Any(e => e.Value(1).Contains("+a=6378137 +b=6378137", StringComparison.Ordinal));

    // The order of the axes does not matter, since files hold x and y as east and north; their direction does.
    private bool AxesPointElsewhere() => system.Children("AXIS").Any(a => a.Value(1).ToUpperInvariant() is "SOUTH" or "WEST");

    private WellKnownText? Parameter(params ReadOnlySpan<string> names)
    {
        foreach (var parameter in (conversion ?? system).Children("PARAMETER"))
        {
            if (names.Contains(CoordinateReferenceReader.Simple(parameter.Name)))
                return parameter;
        }

        return null;
    }

    private double? Angle(params ReadOnlySpan<string> names) => Parameter(names) is not { } parameter ? null
        : parameter.Number(1) * (parameter.Child("ANGLEUNIT", "UNIT")?.Number(1) is { } radians ? InDegrees(radians) : angleInDegrees);

    private double Length(params ReadOnlySpan<string> names) => Parameter(names) is not { } parameter ? 0
        : (parameter.Number(1) ?? 0) * (parameter.Child("LENGTHUNIT", "UNIT")?.Number(1) is { } metres ? WellKnownReference.InMetres(metres) : metresPerUnit);
}
