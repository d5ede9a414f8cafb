using NetTopologySuite.Geometries;
using NetTopologySuite.IO;

namespace CarbonSink.Register;

/// <summary>Boundaries of parcels as payloads carry them (地块边界): base64 of well-known binary.</summary>
internal static class ParcelBoundary
{
    /// <summary>The bytes and their extent.</summary>
    /// <exception cref="FormatException">They are no little-endian polygon or multipolygon in degrees.</exception>
    /// <exception cref="RefusedRequestException">The boundary is empty or crosses itself.</exception>
    public static (byte[] Wkb, GeographicBox Box) Read(string base64, string parcel)
    {
        var bytes = Convert.FromBase64String(base64);
        var geometry = Parsed(bytes);
        if (bytes[0] != 1 || geometry is not (Polygon or MultiPolygon))
            throw new FormatException($"the boundary of {parcel} is no little-endian polygon or multipolygon");
        var box = geometry.EnvelopeInternal;
        if (!geometry.IsEmpty && !(box.MinX >= -180 && box.MaxX <= 180 && box.MinY >= -90 && box.MaxY <= 90))
            throw new FormatException($"the boundary of {parcel} is not in degrees of longitude and latitude");
        if (geometry.IsEmpty || !geometry.IsValid)
            throw new RefusedRequestException("parcel-boundary", "register", $"地块 {parcel} 的边界为空或自相交", $"the boundary of the parcel {parcel} is empty or crosses itself");
        return (bytes, new(box.MinX, box.MinY, box.MaxX, box.MaxY));
    }

    private static NetTopologySuite.Geometries.Geometry Parsed(byte[] bytes)
    {
        try
        {
            return new WKBReader { HandleOrdinates = Ordinates.XY, HandleSRID = false, IsStrict = true }.Read(bytes);
        }
        catch (Exception e) when (e is not OutOfMemoryException)
        {
            throw new FormatException("a boundary is no well-known binary: " + e.Message, e);
        }
    }
}
