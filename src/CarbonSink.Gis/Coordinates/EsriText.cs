using System.Globalization;
using CarbonSink.Geometry;

namespace CarbonSink.Gis;

/// <summary>Writes a coordinate reference as ESRI's dialect of well-known text 1, which .prj files hold.</summary>
internal static class EsriText
{
    /// <summary>The text of a coordinate reference: the source's own where that is ESRI's dialect already or nothing else is known.</summary>
    public static string Of(CoordinateReference? reference, string? text)
    {
        var isEsri = text is not null && (text.TrimStart().StartsWith("PROJCS[", StringComparison.OrdinalIgnoreCase) || text.TrimStart().StartsWith("GEOGCS[", StringComparison.OrdinalIgnoreCase))
            && !text.Contains("AUTHORITY[", StringComparison.OrdinalIgnoreCase);
        if (isEsri || reference is null)
            return text!.Trim();
        return reference.Projection switch
        {
            null => Geographic(reference.Ellipsoid, reference.Name),
            TransverseMercator p when reference.Epsg is not null => Projected(reference, p),
            _ => (text ?? WellKnownTextOf.Reference(reference)).Trim(),
        };
    }

    private static string Projected(CoordinateReference reference, TransverseMercator p)
    {
        var unit = reference.MetresPerUnit;
        var method = p.ScaleFactor == 1 ? "Gauss_Kruger" : "Transverse_Mercator";
        return $"PROJCS[\"{Name(reference.Name)}\",{Geographic(reference.Ellipsoid, null)},PROJECTION[\"{method}\"],PARAMETER[\"False_Easting\",{Number(p.FalseEasting / unit)}],PARAMETER[\"False_Northing\",{Number(p.FalseNorthing / unit)}],"
            + $"PARAMETER[\"Central_Meridian\",{Number(p.CentralMeridian)}],PARAMETER[\"Scale_Factor\",{Number(p.ScaleFactor)}],PARAMETER[\"Latitude_Of_Origin\",{Number(p.LatitudeOfOrigin)}],UNIT[\"{(unit == 1 ? "Meter" : "Unit")}\",{Number(unit)}]]";
    }

    private static string Geographic(Ellipsoid ellipsoid, string? name)
    {
        var (system, datum, spheroid) =
            ellipsoid == Ellipsoid.Cgcs2000 ? ("GCS_China_Geodetic_Coordinate_System_2000", "D_China_2000", "CGCS2000")
            : ellipsoid == Ellipsoid.Xian80 ? ("GCS_Xian_1980", "D_Xian_1980", "Xian_1980")
            : ellipsoid == Ellipsoid.Wgs84 ? ("GCS_WGS_1984", "D_WGS_1984", "WGS_1984")
            : (Name(name ?? $"GCS_{ellipsoid.Name}"), Name($"D_{ellipsoid.Name}"), Name(ellipsoid.Name));
        return $"GEOGCS[\"{system}\",DATUM[\"{datum}\",SPHEROID[\"{spheroid}\",{Number(ellipsoid.SemiMajorAxis)},{Number(ellipsoid.InverseFlattening)}]],PRIMEM[\"Greenwich\",0.0],UNIT[\"Degree\",0.0174532925199433]]";
    }

    // CGCS2000 / 3-degree Gauss-Kruger CM 114E → CGCS2000_3_Degree_GK_CM_114E, as ESRI and EPSG's ESRI names have it.
    private static string Name(string name) =>
        name.Replace("\"", "\"\"", StringComparison.Ordinal).Replace(" / ", "_", StringComparison.Ordinal).Replace("3-degree Gauss-Kruger", "3_Degree_GK", StringComparison.Ordinal)
            .Replace("Gauss-Kruger", "GK", StringComparison.Ordinal).Replace("WGS 84_UTM zone ", "WGS_1984_UTM_Zone_", StringComparison.Ordinal).Replace("zone", "Zone", StringComparison.Ordinal).Replace(' ', '_');

    private static string Number(double value) => value.ToString("R", CultureInfo.InvariantCulture) is var text && text.AsSpan().ContainsAny('.', 'E') ? text : text + ".0";
}
