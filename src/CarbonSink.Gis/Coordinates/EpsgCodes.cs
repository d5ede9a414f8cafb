using CarbonSink.Geometry;

namespace CarbonSink.Gis;

/// <summary>EPSG codes of the systems used in China (EPSG 坐标系代码): built by rule, because each family numbers its zones in a row.</summary>
/// <remarks>Code ranges: EPSG Geodetic Parameter Dataset; CGCS2000 4490–4554, Xian 80 4610 and 2327–2390, WGS 84 4326 and UTM 326xx, 327xx.</remarks>
public static class EpsgCodes
{
    private const double FalseEasting = 500000;

    // 6-degree zones 13–23 (75–135°E) then their central meridians without zone prefix; 3-degree zones 25–45 likewise.
    private static readonly Family[] Families =
    [
        new("CGCS2000", Ellipsoid.Cgcs2000, 4490, 4491),
        new("Xian 1980", Ellipsoid.Xian80, 4610, 2327),
    ];

    /// <summary>The coordinate reference with a code, or null if the code is not known here.</summary>
    public static CoordinateReference? Find(int code)
    {
        if (code == 4326)
            return new("WGS 84", code, Ellipsoid.Wgs84, null);
        if (code is > 32600 and <= 32660 or > 32700 and <= 32760)
        {
            var (zone, south) = (code % 100, code > 32700);
            return new($"WGS 84 / UTM zone {zone}{(south ? 'S' : 'N')}", code, Ellipsoid.Wgs84, new TransverseMercator((6 * zone) - 183, FalseEasting, south ? 10_000_000 : 0, 0.9996, 0));
        }

        foreach (var family in Families)
        {
            if (code == family.Geographic)
                return new(family.Name, code, family.Ellipsoid, null);
            if (code >= family.First && code < family.First + 64)
                return family.Projected(code);
        }

        return null;
    }

    /// <summary>The code of a system, or null if it is none of those known here.</summary>
    /// <param name="ellipsoid">Its ellipsoid.</param>
    /// <param name="projection">Its projection, null for degrees.</param>
    /// <param name="datum">Datum name, which tells CGCS2000 from other systems on GRS 80.</param>
    /// <param name="name">Name of the system; tells 6-degree from 3-degree zones where both have the same central meridian.</param>
    internal static int? CodeOf(Ellipsoid ellipsoid, TransverseMercator? projection, string datum, string name)
    {
        var simple = CoordinateReferenceReader.Simple(datum);
        if (ellipsoid == Ellipsoid.Wgs84 && simple.Contains("WGS", StringComparison.Ordinal))
            return projection is null ? 4326 : Enumerable.Range(1, 60).SelectMany(z => new[] { 32600 + z, 32700 + z }).Cast<int?>().FirstOrDefault(c => Find(c!.Value)!.Projection == projection);
        var family = Families.FirstOrDefault(f => f.Ellipsoid == ellipsoid && (f.Geographic == 4490 ? simple.Contains("2000", StringComparison.Ordinal) : simple.Contains("XIAN", StringComparison.Ordinal)));
        if (family is null || projection is null)
            return family?.Geographic;
        var codes = Enumerable.Range(family.First, 64).Where(c => family.Projected(c).Projection == projection).ToArray();
        // 75°E, 81°E … are central meridians of both widths; only the name tells them apart.
        var plain = CoordinateReferenceReader.Simple(name);
        var sixDegree = !plain.Contains("3DEG", StringComparison.Ordinal) && (plain.Contains("GKCM", StringComparison.Ordinal) || plain.Contains("KRUGERCM", StringComparison.Ordinal));
        return codes.Length == 0 ? null : sixDegree ? codes[0] : codes[^1];
    }

    private sealed record Family(string Name, Ellipsoid Ellipsoid, int Geographic, int First)
    {
        public CoordinateReference Projected(int code)
        {
            var i = code - First;
            var (width, place, prefixed) = i switch
            {
                < 11 => (6, i, true),
                < 22 => (6, i - 11, false),
                < 43 => (3, i - 22, true),
                _ => (3, i - 43, false),
            };
            var meridian = 75 + (width * place);
            var zone = width == 6 ? 13 + place : 25 + place;
            var label = width == 6 ? string.Empty : "3-degree ";
            return new(
                $"{Name} / {label}Gauss-Kruger {(prefixed ? $"zone {zone}" : $"CM {meridian}E")}",
                code,
                Ellipsoid,
                new TransverseMercator(meridian, FalseEasting + (prefixed ? zone * 1_000_000.0 : 0), 0, 1, 0));
        }
    }
}
