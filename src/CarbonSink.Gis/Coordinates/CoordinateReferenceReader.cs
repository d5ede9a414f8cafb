using System.Globalization;
using CarbonSink.Findings;
using CarbonSink.Geometry;

namespace CarbonSink.Gis;

/// <summary>Reads a coordinate reference (坐标系) from well-known text of version 1 (ESRI, OGC) or 2 (2015, 2019), or from a code such as EPSG:4547.</summary>
/// <remarks>
/// x is east or longitude and y north or latitude, as files hold them, whatever order of axes the text names. A projection without formulas here gives an
/// <see cref="UnknownProjection"/> and a finding: planar area can still be had from it.
/// </remarks>
public static class CoordinateReferenceReader
{
    /// <summary>Reads a text; what cannot be used is a finding and gives null.</summary>
    /// <param name="text">WKT, EPSG:code or a bare code.</param>
    /// <param name="file">File it was read from, or null.</param>
    /// <param name="findings">Receives what is wrong.</param>
    public static CoordinateReference? Read(string text, string? file, FindingLog findings)
    {
        var trimmed = text.Trim().TrimStart('\uFEFF');
        var number = trimmed.StartsWith("EPSG:", StringComparison.OrdinalIgnoreCase) || trimmed.StartsWith("ESRI:", StringComparison.OrdinalIgnoreCase) ? trimmed[5..] : trimmed;
        if (int.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out var code))
        {
            if (EpsgCodes.Find(code) is { } known)
                return known;
            findings.Add(new Finding(code is 4479 or 4480 or 4978 or 4979 ? GisFindings.NotHorizontal : GisFindings.EpsgUnknown, file, null, null, trimmed, trimmed));
            return null;
        }

        var reference = WellKnownReference.Read(WellKnownText.Parse(trimmed, out var position), file, findings, out var unreadable);
        if (unreadable)
            findings.Add(new Finding(GisFindings.ReferenceUnreadable, file, null, null, Shorten(trimmed), Shorten(trimmed[Math.Min(position, trimmed.Length)..]) is { Length: > 0 } rest ? rest : "…"));
        return reference;
    }

    /// <summary>Letters and digits of a name in capitals, so that Gauss_Kruger, Gauss-Kruger and gauss kruger agree.</summary>
    internal static string Simple(string name) => new([.. name.ToUpperInvariant().Where(char.IsAsciiLetterOrDigit)]);

    private static string Shorten(string text) => text.Length <= 60 ? text : text[..60] + "…";
}
