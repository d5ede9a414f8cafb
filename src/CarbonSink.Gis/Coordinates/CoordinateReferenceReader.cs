using System.Globalization;
using CarbonSink.Findings;
using CarbonSink.Geometry;
using ProjNet.CoordinateSystems;
using ProjNetEllipsoid = ProjNet.CoordinateSystems.Ellipsoid;

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

        try
        {
            return FromText(trimmed, file, findings);
        }
        catch (Exception e) when (e is ArgumentException or FormatException or InvalidOperationException or NotSupportedException or NullReferenceException or IndexOutOfRangeException or InvalidCastException)
        {
            // The parser throws whatever it stumbles on.
            findings.Add(new Finding(GisFindings.ReferenceUnreadable, file, null, null, Shorten(trimmed), e.Message));
            return null;
        }
    }

    /// <summary>Letters and digits of a name in capitals, so that Gauss_Kruger, Gauss-Kruger and gauss kruger agree.</summary>
    internal static string Simple(string name) => new([.. name.ToUpperInvariant().Where(char.IsAsciiLetterOrDigit)]);

    private static CoordinateReference? FromText(string text, string? file, FindingLog findings)
    {
        // Compound systems carry a vertical one besides; the horizontal one is what area needs.
        var start = new[] { text.IndexOf("PROJCS[", StringComparison.OrdinalIgnoreCase), text.IndexOf("GEOGCS[", StringComparison.OrdinalIgnoreCase) }.Where(i => i >= 0).DefaultIfEmpty(-1).Min();
        if (start < 0)
            throw new FormatException(text.Length == 0 ? "…" : Shorten(text));
        switch (new CoordinateSystemFactory().CreateFromWkt(text[start..]))
        {
            case GeographicCoordinateSystem geographic when Degrees(geographic, file, findings):
                return Reference(geographic, geographic, null, 1);
            case ProjectedCoordinateSystem projected when Degrees(projected.GeographicCoordinateSystem, file, findings):
                return Projected(projected, file, findings);
            default:
                return null;
        }
    }

    private static CoordinateReference? Projected(ProjectedCoordinateSystem system, string? file, FindingLog findings)
    {
        var unit = system.LinearUnit.MetersPerUnit;
        var method = Simple(system.Projection.ClassName);
        if (method is not ("GAUSSKRUGER" or "TRANSVERSEMERCATOR") || !(unit > 0))
        {
            findings.Add(new Finding(GisFindings.ProjectionNotSupported, file, null, null, system.Name, system.Projection.ClassName));
            return null;
        }

        // False origins are given in the unit of the projected axes.
        var projection = new TransverseMercator(
            Parameter(system, "CENTRALMERIDIAN", 0),
            Parameter(system, "FALSEEASTING", 0) * unit,
            Parameter(system, "FALSENORTHING", 0) * unit,
            Parameter(system, "SCALEFACTOR", 1),
            Parameter(system, "LATITUDEOFORIGIN", 0));
        return Reference(system, system.GeographicCoordinateSystem, projection, unit);
    }

    private static CoordinateReference Reference(CoordinateSystem system, GeographicCoordinateSystem geographic, TransverseMercator? projection, double metresPerUnit)
    {
        var found = geographic.HorizontalDatum.Ellipsoid;
        var datum = geographic.HorizontalDatum.Name;
        var ellipsoid = KnownEllipsoid(found, datum);
        int? authority = string.Equals(system.Authority, "EPSG", StringComparison.OrdinalIgnoreCase) && system.AuthorityCode > 0 ? (int)system.AuthorityCode : null;
        // A code is only repeated where it agrees with the parameters: those are what is computed with.
        var known = authority is { } a ? EpsgCodes.Find(a) : null;
        var agrees = known is null || (known.Ellipsoid == ellipsoid && known.Projection == projection);
        return new(system.Name, agrees && authority is not null ? authority : EpsgCodes.CodeOf(ellipsoid, projection, datum, system.Name), ellipsoid, projection, metresPerUnit);
    }

    private static CarbonSink.Geometry.Ellipsoid KnownEllipsoid(ProjNetEllipsoid found, string datum)
    {
        CarbonSink.Geometry.Ellipsoid[] known = [CarbonSink.Geometry.Ellipsoid.Cgcs2000, CarbonSink.Geometry.Ellipsoid.Wgs84, CarbonSink.Geometry.Ellipsoid.Xian80];
        var match = Array.Find(known, k => k.SemiMajorAxis == found.SemiMajorAxis && Math.Abs(k.InverseFlattening - found.InverseFlattening) < 1e-9);
        // NAD 83, ETRS 89 and others share the figures of CGCS2000 but not its name.
        var china = Simple(datum).Contains("2000", StringComparison.Ordinal) || match != CarbonSink.Geometry.Ellipsoid.Cgcs2000;
        return match is not null && china ? match : new(found.Name, found.SemiMajorAxis, found.InverseFlattening);
    }

    private static bool Degrees(GeographicCoordinateSystem system, string? file, FindingLog findings)
    {
        var ellipsoid = system.HorizontalDatum.Ellipsoid;
        var usable = ellipsoid.SemiMajorAxis > 0 && ellipsoid.InverseFlattening > 1
            && Math.Abs(system.AngularUnit.RadiansPerUnit - DegreeInRadians) < 1e-12 && system.PrimeMeridian.Longitude == 0;
        if (!usable)
            findings.Add(new Finding(GisFindings.ProjectionNotSupported, file, null, null, system.Name, $"{system.Name} ({system.AngularUnit.Name}, {system.PrimeMeridian.Name}, {ellipsoid.Name})"));
        return usable;
    }

    private static double Parameter(ProjectedCoordinateSystem system, string name, double absent)
    {
        for (var i = 0; i < system.Projection.NumParameters; i++)
        {
            var parameter = system.Projection.GetParameter(i);
            if (Simple(parameter.Name) == name)
                return parameter.Value;
        }

        return absent;
    }

    private static string Shorten(string text) => text.Length <= 60 ? text : text[..60] + "…";
}
