using CarbonSink.Findings;
using CarbonSink.Geometry;

namespace CarbonSink.Gis;

/// <summary>Makes a coordinate reference of parsed well-known text, version 1 or 2 (OGC 01-009, 18-010r7), and of ESRI's dialect.</summary>
internal static class WellKnownReference
{
    private const double DegreeInRadians = Math.PI / 180;
    private const double SurveyFoot = 1200 / 3937.0;

    // Every ellipsoid that surveys have used (EPSG Geodetic Parameter Dataset) has a from 6 370 997 m (a sphere) to 6 378 388 m and 1/f from 191 (Maupertuis) to 309, or 0 for a sphere.
    private const double LeastAxis = 6_300_000, GreatestAxis = 6_450_000, LeastInverseFlattening = 150, GreatestInverseFlattening = 1000;

    /// <summary>Reads a system; what cannot be used is a finding and gives null.</summary>
    /// <param name="text">The whole text, parsed; null where it is none.</param>
    /// <param name="file">File it was read from, or null.</param>
    /// <param name="findings">Receives what is wrong.</param>
    /// <param name="unreadable">Whether the text is no coordinate reference at all.</param>
    public static CoordinateReference? Read(WellKnownText? text, string? file, FindingLog findings, out bool unreadable)
    {
        // Compound and bound systems carry others besides; the first horizontal one is that of the coordinates.
        var system = text?.Find("PROJCS", "GEOGCS", "PROJCRS", "PROJECTEDCRS", "GEOGCRS", "GEOGRAPHICCRS", "GEODCRS", "GEODETICCRS", "GEOCCS");
        var isProjected = system?.Keyword is "PROJCS" or "PROJCRS" or "PROJECTEDCRS";
        var geographic = isProjected ? system!.Child("GEOGCS", "BASEGEOGCRS", "BASEGEODCRS") : system;
        var datum = geographic?.Child("DATUM", "GEODETICDATUM", "TRF", "ENSEMBLE");
        var spheroid = datum?.Child("SPHEROID", "ELLIPSOID");
        unreadable = spheroid?.Number(1) is null || spheroid.Number(2) is null;
        if (unreadable)
            return null;

        CoordinateReference? Refuse(FindingRule rule, params string[] arguments)
        {
            findings.Add(new Finding(rule, file, null, null, system!.Name, arguments));
            return null;
        }

        if (system!.Keyword == "GEOCCS" || system.Child("CS") is { } axes && axes.Number(1) == 3)
            return Refuse(GisFindings.NotHorizontal, system.Name);
        if (geographic!.Child("PRIMEM") is { } meridian && meridian.Number(1) is not (null or 0))
            return Refuse(GisFindings.PrimeMeridian, meridian.Name);
        var (axis, inverseFlattening) = (spheroid!.Number(1)!.Value * InMetres(spheroid.Child("LENGTHUNIT", "UNIT")?.Number(1) ?? 1), spheroid.Number(2)!.Value);
        if (axis is not (>= LeastAxis and <= GreatestAxis) || inverseFlattening is not (0 or (>= LeastInverseFlattening and <= GreatestInverseFlattening)))
            return Refuse(GisFindings.NotEarth, FormattableString.Invariant($"{spheroid.Name} (a = {axis:R}, 1/f = {inverseFlattening:R})"));
        var angle = UnitOf(geographic, "ANGLEUNIT", "UNIT") ?? (isProjected ? DegreeInRadians : null);
        if (!isProjected && ProjectionMethod.InDegrees(angle ?? DegreeInRadians) != 1)
            return Refuse(GisFindings.AngularUnit, (geographic.Child("UNIT", "ANGLEUNIT") ?? geographic.Find("ANGLEUNIT"))?.Name ?? "?");

        var code = CodeIn(system);
        var (ellipsoid, datumName) = DatumOf(datum!.Name, spheroid.Name, axis, inverseFlattening, file, findings);
        var reference = new CoordinateReference(system.Name, code, ellipsoid, null) { Datum = datumName };
        if (!isProjected)
            return WithCode(reference, file, findings);
        if (UnitOf(system, "LENGTHUNIT", "UNIT") is not ({ } metres and > 0 and < double.PositiveInfinity))
            return Refuse(GisFindings.ReferenceUnreadable, system.Name);
        var unit = InMetres(metres);
        var method = new ProjectionMethod(system, angle ?? DegreeInRadians, unit);
        var projection = method.Projection(ellipsoid, code);
        if (projection is UnknownProjection unknown)
            findings.Add(new Finding(GisFindings.ProjectionNotSupported, file, null, null, system.Name, unknown.Name));
        if (projection is WebMercator && ellipsoid.InverseFlattening == 0) // the sphere is that of the formulas, not that of the positions
            reference = reference with { Ellipsoid = Ellipsoid.Wgs84, Datum = GeodeticDatum.Wgs84.Name };
        return WithCode(reference with { Projection = projection, MetresPerUnit = unit }, file, findings);
    }

    /// <summary>Length of a unit in metres; the feet exactly, however many digits were written of them.</summary>
    public static double InMetres(double metres) =>
        Math.Abs(metres - 1) < 1e-9 ? 1 : Math.Abs(metres - 0.3048) < 1e-10 ? 0.3048 : Math.Abs(metres - SurveyFoot) < 1e-10 ? SurveyFoot : metres;

    // The unit of a system stands in it, in WKT 2 also in its axes.
    private static double? UnitOf(WellKnownText system, string second, string first) =>
        (system.Child(second, first) ?? system.Children("AXIS").Select(a => a.Child(second, first)).FirstOrDefault(u => u is not null))?.Number(1);

    private static int? CodeIn(WellKnownText system) =>
        system.Child("AUTHORITY", "ID") is { } a && CoordinateReferenceReader.Simple(a.Name) == "EPSG" && a.Number(1) is > 0 and < 1_000_000_000 and { } number ? (int)number : null;

    // A code is only repeated where it agrees with the parameters: those are what is computed with.
    private static CoordinateReference WithCode(CoordinateReference reference, string? file, FindingLog findings)
    {
        if (reference.Epsg is { } code && EpsgCodes.Find(code) is { } known && !EpsgCodes.Agree(known, reference))
        {
            findings.Add(new Finding(GisFindings.CodeContradicts, file, null, null, $"EPSG:{code}", $"EPSG:{code} ({known.Name})"));
            return reference with { Epsg = EpsgCodes.CodeOf(reference) };
        }

        return reference.Epsg is null ? reference with { Epsg = EpsgCodes.CodeOf(reference) } : reference;
    }

    private static (Ellipsoid Ellipsoid, string Datum) DatumOf(string name, string spheroidName, double axis, double inverseFlattening, string? file, FindingLog findings)
    {
        bool Fits(Ellipsoid e) => Math.Abs(e.SemiMajorAxis - axis) < 1e-3 && Math.Abs(e.InverseFlattening - inverseFlattening) < 1e-8;
        if (GeodeticDatum.Named(name) is { } datum)
        {
            if (Fits(datum.Ellipsoid))
                return (datum.Ellipsoid, datum.Name);
            findings.Add(new Finding(GisFindings.DatumContradicts, file, null, null, name, name, FormattableString.Invariant($"{spheroidName} (a = {axis:R}, 1/f = {inverseFlattening:R})")));
        }

        // NAD 83, ETRS 89 and others share the figures of CGCS2000 but not its name.
        Ellipsoid[] shared = [Ellipsoid.Wgs84, Ellipsoid.Xian80, Ellipsoid.Krassowsky];
        var plain = (name.StartsWith("D_", StringComparison.OrdinalIgnoreCase) ? name[2..] : name).Replace('_', ' ').Replace(" Datum", "", StringComparison.OrdinalIgnoreCase).Trim();
        return (Array.Find(shared, Fits) ?? new(spheroidName, axis, inverseFlattening), plain.Length > 0 ? plain : spheroidName);
    }
}
