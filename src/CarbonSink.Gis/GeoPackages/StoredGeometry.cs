using CarbonSink.Geometry;

namespace CarbonSink.Gis;

/// <summary>Reads the geometry blobs of a GeoPackage. Counterpart of <see cref="GeometryBlob"/>.</summary>
/// <remarks>GeoPackage Encoding Standard 1.3 (OGC 12-128r17) clause 2.1.3: "GP", version, flags, SRS, envelope, well-known binary.</remarks>
internal static class StoredGeometry
{
    private const int HeaderBytes = 8;

    private static readonly int[] EnvelopeBytes = [0, 32, 48, 48, 64];

    /// <summary>Reads a blob into the buffer; its kind, <see cref="GeometryKind.Unreadable"/> with a problem where it cannot be read.</summary>
    public static GeometryKind Read(ReadOnlySpan<byte> blob, GeometryBuffer shape, out string? problem)
    {
        problem = null;
        shape.Clear();
        if (blob.IsEmpty)
            return GeometryKind.Null;
        if (blob.Length < HeaderBytes || !blob.StartsWith("GP"u8))
            problem = "GP";
        else if ((blob[3] & 0x20) != 0)
            problem = "ExtendedGeoPackageBinary";
        else if ((blob[3] >> 1 & 7) >= EnvelopeBytes.Length)
            problem = $"envelope {blob[3] >> 1 & 7}";
        if (problem is not null)
            return GeometryKind.Unreadable;
        var start = HeaderBytes + EnvelopeBytes[blob[3] >> 1 & 7];
        if ((blob[3] & 0x10) != 0)
            return GeometryKind.Null;
        var binary = new WellKnownBinary(blob.Length < start ? [] : blob[start..], shape);
        var kind = binary.Read();
        problem = binary.Problem;
        return kind;
    }
}
