namespace CarbonSink.Register;

/// <summary>Boundaries of parcels as payloads carry them (地块边界): base64 of well-known binary.</summary>
internal static class ParcelBoundary
{
    /// <summary>The bytes and their extent, read as whoever searches for overlaps reads them.</summary>
    /// <exception cref="FormatException">They are no base64.</exception>
    /// <exception cref="RefusedRequestException">The boundary is no little-endian polygon in degrees, is invalid, or is too small or too narrow to be land.</exception>
    public static (byte[] Wkb, GeographicBox Box) Read(string base64, string parcel)
    {
        var bytes = Convert.FromBase64String(base64);
        var box = ClaimBoundary.BoxOf(parcel, bytes);
        ClaimBoundary.CheckSize(parcel, bytes);
        return (bytes, box);
    }
}
