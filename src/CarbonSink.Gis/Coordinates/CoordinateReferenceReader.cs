using System.Globalization;
using CarbonSink.Findings;
using CarbonSink.Geometry;

namespace CarbonSink.Gis;

/// <summary>Reads a coordinate reference (坐标系) from the text of a .prj (WKT 1 of ESRI or OGC) or from a code such as EPSG:4547.</summary>
public static class CoordinateReferenceReader
{
    private const double DegreeInRadians = Math.PI / 180;

    /// <summary>Reads a text; what cannot be used is a finding and gives null.</summary>
    /// <param name="text">WKT, EPSG:code or a bare code.</param>
    /// <param name="file">File it was read from, or null.</param>
    /// <param name="findings">Receives what is wrong.</param>
    public static CoordinateReference? Read(string text, string? file, FindingLog findings)
    {
        var trimmed = text.Trim();
        var number = trimmed.StartsWith("EPSG:", StringComparison.OrdinalIgnoreCase) ? trimmed[5..] : trimmed;
        if (int.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out var code))
        {
            if (EpsgCodes.Find(code) is { } known)
                return known;
            findings.Add(new Finding(GisFindings.EpsgUnknown, file, null, null, trimmed, trimmed));
            return null;
        }

        // Compound systems carry a vertical one besides; the horizontal one is what area needs.
        var system = WellKnownText.Parse(trimmed, out var position)?.Find("PROJCS", "GEOGCS");
        var geographic = system?.Find("GEOGCS");
        var spheroid = geographic?.Child("DATUM")?.Child("SPHEROID", "ELLIPSOID");
        if (system is null || geographic is null || spheroid?.Number(1) is not { } axis || spheroid.Number(2) is not { } inverseFlattening)
        {
            findings.Add(new Finding(GisFindings.ReferenceUnreadable, file, null, null, Shorten(trimmed), Shorten(trimmed[Math.Min(position, trimmed.Length)..]) is { Length: > 0 } rest ? rest : "…"));
            return null;
        }

        var unit = geographic.Child("UNIT");
        var meridian = geographic.Child("PRIMEM");
        var inDegrees = unit?.Number(1) is { } radians && Math.Abs(radians - DegreeInRadians) < 1e-12 && (meridian is null || meridian.Number(1) == 0);
        if (!inDegrees || axis <= 0 || inverseFlattening <= 1)
        {
            findings.Add(new Finding(GisFindings.ProjectionNotSupported, file, null, null, system.Name, $"{system.Name} ({unit?.Name}, {meridian?.Name}, {spheroid.Name})"));
            return null;
        }

        var datum = geographic.Child("DATUM")!.Name;
        var ellipsoid = KnownEllipsoid(spheroid.Name, axis, inverseFlattening, datum);
        return system == geographic ? Reference(system, datum, ellipsoid, null, 1) : Projected(system, datum, ellipsoid, file, findings);
    }

    /// <summary>Letters and digits of a name in capitals, so that Gauss_Kruger, Gauss-Kruger and gauss kruger agree.</summary>
    internal static string Simple(string name) => new([.. name.ToUpperInvariant().Where(char.IsAsciiLetterOrDigit)]);

    private static CoordinateReference? Projected(WellKnownText system, string datum, Ellipsoid ellipsoid, string? file, FindingLog findings)
    {
        var method = system.Child("PROJECTION")?.Name ?? string.Empty;
        var unit = system.Child("UNIT")?.Number(1) ?? 0;
        if (Simple(method) is not ("GAUSSKRUGER" or "TRANSVERSEMERCATOR") || unit <= 0)
        {
            findings.Add(new Finding(GisFindings.ProjectionNotSupported, file, null, null, system.Name, method.Length == 0 ? system.Name : method));
            return null;
        }

        // False origins are given in the unit of the projected axes.
        var projection = new TransverseMercator(
            Parameter(system, "CENTRALMERIDIAN", 0),
            Parameter(system, "FALSEEASTING", 0) * unit,
            Parameter(system, "FALSENORTHING", 0) * unit,
            Parameter(system, "SCALEFACTOR", 1),
            Parameter(system, "LATITUDEOFORIGIN", 0));
        return Reference(system, datum, ellipsoid, projection, unit);
    }

    private static CoordinateReference Reference(WellKnownText system, string datum, Ellipsoid ellipsoid, TransverseMercator? projection, double metresPerUnit)
    {
        int? authority = system.Child("AUTHORITY") is { } a && Simple(a.Name) == "EPSG" && a.Number(1) is { } number ? (int)number : null;
        // A code is only repeated where it agrees with the parameters: those are what is computed with.
        var known = authority is { } code ? EpsgCodes.Find(code) : null;
        var agrees = authority is not null && (known is null || (known.Ellipsoid == ellipsoid && known.Projection == projection));
        return new(system.Name, agrees ? authority : EpsgCodes.CodeOf(ellipsoid, projection, datum, system.Name), ellipsoid, projection, metresPerUnit);
    }

    private static Ellipsoid KnownEllipsoid(string name, double axis, double inverseFlattening, string datum)
    {
        Ellipsoid[] known = [Ellipsoid.Cgcs2000, Ellipsoid.Wgs84, Ellipsoid.Xian80];
        var match = Array.Find(known, k => k.SemiMajorAxis == axis && Math.Abs(k.InverseFlattening - inverseFlattening) < 1e-9);
        // NAD 83, ETRS 89 and others share the figures of CGCS2000 but not its name.
        var named = match != Ellipsoid.Cgcs2000 || Simple(datum).Contains("2000", StringComparison.Ordinal);
        return match is not null && named ? match : new(name, axis, inverseFlattening);
    }

    private static double Parameter(WellKnownText system, string name, double absent) =>
        system.Children("PARAMETER").FirstOrDefault(p => Simple(p.Name) == name)?.Number(1) ?? absent;

    private static string Shorten(string text) => text.Length <= 60 ? text : text[..60] + "…";
}
