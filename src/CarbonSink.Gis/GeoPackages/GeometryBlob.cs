using System.Buffers.Binary;
using System.Runtime.InteropServices;
using CarbonSink.Geometry;

namespace CarbonSink.Gis;

/// <summary>The extent of a geometry (范围).</summary>
internal readonly record struct Extent(double MinX, double MinY, double MaxX, double MaxY)
{
    public static Extent Empty { get; } = new(double.PositiveInfinity, double.PositiveInfinity, double.NegativeInfinity, double.NegativeInfinity);

    public bool IsEmpty => MinX > MaxX;

    public static Extent operator +(Extent a, Extent b) => new(Math.Min(a.MinX, b.MinX), Math.Min(a.MinY, b.MinY), Math.Max(a.MaxX, b.MaxX), Math.Max(a.MaxY, b.MaxY));

    public static Extent Of(ReadOnlySpan<double> xy)
    {
        var extent = Empty;
        for (var i = 0; i < xy.Length; i += 2)
            extent = new(Math.Min(extent.MinX, xy[i]), Math.Min(extent.MinY, xy[i + 1]), Math.Max(extent.MaxX, xy[i]), Math.Max(extent.MaxY, xy[i + 1]));
        return extent;
    }
}

/// <summary>Builds the geometry blobs of a GeoPackage: header with envelope, then a multipolygon, multipoint or multi line string in well-known binary, little-endian. Reuses its memory.</summary>
/// <remarks>
/// GeoPackage Encoding Standard 1.3 (OGC 12-128r17) clause 2.1.3; well-known binary: OGC 06-103r4 clause 8. Outer rings run counter-clockwise, holes clockwise (06-103r4 clause 6.1.11.1);
/// which is which follows from the nesting, as it does for the area. A ring of fewer than four vertices bounds nothing and is left out; the assessment reports it.
/// </remarks>
internal sealed class GeometryBlob(int referenceId)
{
    private const int HeaderBytes = 40;
    private const int CollectionHeaderBytes = 9;
    private const int LengthBytes = 4;
    private const int PointBytes = 16;
    private const int LineString = 2;
    private const int Polygon = 3;
    private const int MultiPoint = 4;
    private const int MultiLineString = 5;
    private const int MultiPolygon = 6;

    private byte[] bytes = new byte[4096];
    private int length;

    /// <summary>The bytes of the last geometry built.</summary>
    public ReadOnlySpan<byte> Bytes => bytes.AsSpan(0, length);

    /// <summary>The extent of the last geometry built.</summary>
    public Extent Extent { get; private set; }

    /// <summary>Roles of the rings of the last polygon built.</summary>
    public RingRoles Roles { get; } = new();

    /// <summary>Builds the geometry of a record; false where it has none.</summary>
    public bool Build(PolygonColumn column, int record)
    {
        length = HeaderBytes + CollectionHeaderBytes;
        switch (column.Kinds[record])
        {
            case GeometryKind.Polygon: return Polygons(column, record);
            case GeometryKind.Line: return Parts(column, record, MultiLineString);
            case GeometryKind.Point: return Parts(column, record, MultiPoint);
            default: return false;
        }
    }

    private bool Polygons(PolygonColumn column, int record)
    {
        if (!Roles.Find(column, record))
            return false;
        Extent = Roles.Extent;
        for (var ring = 0; ring < Roles.Count; ring++)
        {
            if (Roles.IsOuter(ring))
                One(column, ring);
        }

        Header(MultiPolygon, Roles.Polygons);
        return true;
    }

    private bool Parts(PolygonColumn column, int record, int type)
    {
        var (first, end) = (column.FirstRing(record), column.RecordEnds[record]);
        Extent = Extent.Empty;
        for (var part = first; part < end; part++)
        {
            var source = column.Ring(part);
            Extent += Extent.Of(source);
            var start = length;
            Reserve(CollectionHeaderBytes + (8 * source.Length));
            length += type == MultiPoint ? 5 : CollectionHeaderBytes;
            Start(start, type == MultiPoint ? 1 : LineString, type == MultiPoint ? null : source.Length / 2);
            MemoryMarshal.AsBytes(source).CopyTo(bytes.AsSpan(length));
            length += 8 * source.Length;
        }

        Header(type, end - first);
        return !Extent.IsEmpty;
    }

    private void One(PolygonColumn column, int outer)
    {
        var start = length;
        Reserve(CollectionHeaderBytes);
        length += CollectionHeaderBytes;
        Ring(column, outer, isCounterClockwise: true);
        var count = 1;
        for (var hole = 0; hole < Roles.Count; hole++)
        {
            if (!Roles.IsHoleOf(hole, outer))
                continue;
            Ring(column, hole, isCounterClockwise: false);
            count++;
        }

        Start(start, Polygon, count);
    }

    private void Ring(PolygonColumn column, int ring, bool isCounterClockwise)
    {
        var source = column.Ring(Roles.First + ring);
        Reserve(LengthBytes + (8 * source.Length));
        BinaryPrimitives.WriteInt32LittleEndian(bytes.AsSpan(length), source.Length / 2);
        var target = bytes.AsSpan(length + LengthBytes, 8 * source.Length);
        MemoryMarshal.AsBytes(source).CopyTo(target);
        if (Roles.IsReversed(ring, isCounterClockwise))
            MemoryMarshal.Cast<byte, Point>(target).Reverse();
        length += LengthBytes + (8 * source.Length);
    }

    private void Start(int at, int type, int? count)
    {
        bytes[at] = 1;
        BinaryPrimitives.WriteInt32LittleEndian(bytes.AsSpan(at + 1), type);
        if (count is { } parts)
            BinaryPrimitives.WriteInt32LittleEndian(bytes.AsSpan(at + 5), parts);
    }

    private void Header(int type, int parts)
    {
        // "GP", version 1, flags: envelope of four numbers, little-endian.
        ReadOnlySpan<byte> magic = [0x47, 0x50, 0, 0b0000_0011];
        magic.CopyTo(bytes);
        BinaryPrimitives.WriteInt32LittleEndian(bytes.AsSpan(4), referenceId);
        BinaryPrimitives.WriteDoubleLittleEndian(bytes.AsSpan(8), Extent.MinX);
        BinaryPrimitives.WriteDoubleLittleEndian(bytes.AsSpan(16), Extent.MaxX);
        BinaryPrimitives.WriteDoubleLittleEndian(bytes.AsSpan(24), Extent.MinY);
        BinaryPrimitives.WriteDoubleLittleEndian(bytes.AsSpan(32), Extent.MaxY);
        Start(HeaderBytes, type, parts);
    }

    private void Reserve(int more)
    {
        if (length + more > bytes.Length)
            Array.Resize(ref bytes, Math.Max(length + more, 2 * bytes.Length));
    }

    [StructLayout(LayoutKind.Sequential, Size = PointBytes)]
    private readonly record struct Point(double X, double Y);
}
