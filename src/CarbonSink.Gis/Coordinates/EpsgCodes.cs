using CarbonSink.Geometry;

namespace CarbonSink.Gis;

/// <summary>EPSG codes of the systems used in China (EPSG 坐标系代码): built by rule, because each family numbers its zones in a row.</summary>
/// <remarks>
/// Code ranges: EPSG Geodetic Parameter Dataset; CGCS2000 4490–4554, Xian 80 4610 and 2327–2390, Beijing 54 4214, 2401–2442, 21413–21423 and 21453–21463, WGS 84 4326,
/// UTM 326xx and 327xx, Web Mercator 3857 with its codes of other registers 900913 and 102100.
/// </remarks>
public static class EpsgCodes
{
    private const double FalseEasting = 500000;

    private static readonly Family[] Families =
    [
        new("CGCS2000", GeodeticDatum.Cgcs2000, 4491, 4502, 4513, 4534),
        new("Xian 1980", GeodeticDatum.Xian80, 2327, 2338, 2349, 2370),
        new("Beijing 1954", GeodeticDatum.Beijing54, 21413, 21453, 2401, 2422),
    ];

    /// <summary>The coordinate reference with a code, or null if the code is not known here.</summary>
    public static CoordinateReference? Find(int code)
    {
        if (code == 4326)
            return new("WGS 84", code, Ellipsoid.Wgs84, null);
        if (IsWebMercator(code))
            return new("WGS 84 / Pseudo-Mercator", 3857, Ellipsoid.Wgs84, new WebMercator(0, 0, 0));
        if (code is > 32600 and <= 32660 or > 32700 and <= 32760)
        {
            var (zone, south) = (code % 100, code > 32700);
            return new($"WGS 84 / UTM zone {zone}{(south ? 'S' : 'N')}", code, Ellipsoid.Wgs84, new TransverseMercator((6 * zone) - 183, FalseEasting, south ? 10_000_000 : 0, 0.9996, 0));
        }

        foreach (var family in Families)
        {
            if (code == family.Datum.Epsg.System)
                return new(family.Name, code, family.Datum.Ellipsoid, null) { Datum = family.Datum.Name };
            if (family.Projected(code) is { } projected)
                return projected;
        }

        return null;
    }

    /// <summary>Whether a code means Web Mercator: that of EPSG, ESRI's 102100 and 102113, Google's 900913, or the withdrawn 3785.</summary>
    internal static bool IsWebMercator(int? code) => code is 3857 or 3785 or 900913 or 102100 or 102113;

    /// <summary>Whether two systems mean the same coordinates: datum, unit and projection, its parameters to a ten-thousandth of a millimetre.</summary>
    internal static bool Agree(CoordinateReference a, CoordinateReference b) =>
        CoordinateTransformation.SameDatum(a, b) && SameProjection(a.Projection, b.Projection) && (a.IsGeographic || Math.Abs(a.MetresPerUnit - b.MetresPerUnit) < 1e-12);

    /// <summary>The code of a system, or null if it is none of those known here.</summary>
    internal static int? CodeOf(CoordinateReference reference)
    {
        if (GeodeticDatum.Of(reference) is not { } datum)
            return null;
        if (reference.IsGeographic)
            return datum.Epsg.System;
        if (reference.MetresPerUnit != 1)
            return null;
        if (datum == GeodeticDatum.Wgs84)
            return Enumerable.Range(1, 60).SelectMany(z => new[] { 32600 + z, 32700 + z }).Prepend(3857).Cast<int?>().FirstOrDefault(c => SameProjection(Find(c!.Value)!.Projection, reference.Projection));
        var family = Families.First(f => f.Datum == datum);
        var codes = family.Codes.Where(c => SameProjection(family.Projected(c)!.Projection, reference.Projection)).ToArray();
        // 75°E, 81°E … are central meridians of both widths; only the name tells them apart.
        var plain = CoordinateReferenceReader.Simple(reference.Name);
        var sixDegree = !plain.Contains("3DEG", StringComparison.Ordinal) && (plain.Contains("GKCM", StringComparison.Ordinal) || plain.Contains("KRUGERCM", StringComparison.Ordinal));
        return codes.Length == 0 ? null : sixDegree ? codes[0] : codes[^1];
    }

    private static bool SameProjection(Projection? a, Projection? b) => (a, b) switch
    {
        (TransverseMercator s, TransverseMercator t) => Near(s.CentralMeridian, t.CentralMeridian, 1e-12) && Near(s.LatitudeOfOrigin, t.LatitudeOfOrigin, 1e-12)
            && Near(s.FalseEasting, t.FalseEasting, 1e-7) && Near(s.FalseNorthing, t.FalseNorthing, 1e-7) && Near(s.ScaleFactor, t.ScaleFactor, 1e-14),
        _ => a == b,
    };

    private static bool Near(double a, double b, double tolerance) => Math.Abs(a - b) <= tolerance;

    // 6-degree zones 13–23 (75–135°E) with zone prefix and without; 3-degree zones 25–45 likewise.
    private sealed record Family(string Name, GeodeticDatum Datum, int SixPrefixed, int Six, int ThreePrefixed, int Three)
    {
        private const int SixCount = 11;
        private const int ThreeCount = 21;

        /// <summary>All projected codes, of 6-degree zones first.</summary>
        public IEnumerable<int> Codes =>
            Enumerable.Range(SixPrefixed, SixCount).Concat(Enumerable.Range(Six, SixCount)).Concat(Enumerable.Range(ThreePrefixed, ThreeCount)).Concat(Enumerable.Range(Three, ThreeCount));

        public CoordinateReference? Projected(int code)
        {
            (int Width, int First, int Count, bool Prefixed)[] rows = [(6, SixPrefixed, SixCount, true), (6, Six, SixCount, false), (3, ThreePrefixed, ThreeCount, true), (3, Three, ThreeCount, false)];
            foreach (var (width, first, count, prefixed) in rows)
            {
                var place = code - first;
                if (place < 0 || place >= count)
                    continue;
                var meridian = 75 + (width * place);
                var zone = (width == 6 ? 13 : 25) + place;
                var label = width == 6 ? string.Empty : "3-degree ";
                return new($"{Name} / {label}Gauss-Kruger {(prefixed ? $"zone {zone}" : $"CM {meridian}E")}", code, Datum.Ellipsoid, new TransverseMercator(meridian, FalseEasting + (prefixed ? zone * 1_000_000.0 : 0), 0, 1, 0))
                {
                    Datum = Datum.Name,
                };
            }

            return null;
        }
    }
}
