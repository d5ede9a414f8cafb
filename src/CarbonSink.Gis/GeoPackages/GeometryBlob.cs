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
}

/// <summary>Builds the geometry blobs of a GeoPackage: header with envelope, then a multipolygon in well-known binary, little-endian. Reuses its memory.</summary>
/// <remarks>
/// GeoPackage Encoding Standard 1.3 (OGC 12-128r17) clause 2.1.3; well-known binary: OGC 06-103r4 clause 8. Outer rings run counter-clockwise, holes clockwise (06-103r4 clause 6.1.11.1);
/// which is which follows from the nesting, as it does for the area. A ring of fewer than four vertices bounds nothing and is left out; the assessment reports it.
/// </remarks>
internal sealed class GeometryBlob(int referenceId)
{
    private const int HeaderBytes = 40;
    private const int MultiPolygonHeaderBytes = 9;
    private const int PolygonHeaderBytes = 9;
    private const int RingHeaderBytes = 4;
    private const int PointBytes = 16;

    private byte[] bytes = new byte[4096];
    private double[] areas = new double[8];
    private int[] depths = new int[8];
    private int[] parents = new int[8];
    private int length;

    /// <summary>The bytes of the last geometry built.</summary>
    public ReadOnlySpan<byte> Bytes => bytes.AsSpan(0, length);

    /// <summary>The extent of the last geometry built.</summary>
    public Extent Extent { get; private set; }

    /// <summary>Builds the geometry of a record; false where it has none.</summary>
    public bool Build(PolygonColumn column, int record)
    {
        if (column.Kinds[record] != GeometryKind.Polygon)
            return false;
        var first = column.FirstRing(record);
        var rings = column.RecordEnds[record] - first;
        Measure(column, first, rings);
        if (Extent.IsEmpty)
            return false;
        length = HeaderBytes + MultiPolygonHeaderBytes;
        var polygons = 0;
        for (var ring = 0; ring < rings; ring++)
        {
            if (parents[ring] >= 0 || !Counts(column, first + ring))
                continue;
            Polygon(column, first, ring, rings);
            polygons++;
        }

        Header(polygons);
        return true;
    }

    private static bool Counts(PolygonColumn column, int ring) => column.Ring(ring).Length >= 8;

    private void Measure(PolygonColumn column, int first, int rings)
    {
        if (areas.Length < rings)
            (areas, depths, parents) = (new double[2 * rings], new int[2 * rings], new int[2 * rings]);
        var extent = Extent.Empty;
        for (var ring = 0; ring < rings; ring++)
        {
            areas[ring] = 0;
            if (!Counts(column, first + ring))
                continue;
            areas[ring] = SignedArea(column.Ring(first + ring), out var box);
            extent += box;
        }

        Extent = extent;
        Array.Fill(parents, -1, 0, rings);
        if (rings == 1)
            return;
        RingNesting.Depths(column, first, areas.AsSpan(0, rings), depths.AsSpan(0, rings));
        for (var ring = 0; ring < rings; ring++)
            if (depths[ring] % 2 != 0)
                parents[ring] = RingNesting.Parent(column, first, ring, areas.AsSpan(0, rings), depths.AsSpan(0, rings));
    }

    private void Polygon(PolygonColumn column, int first, int outer, int rings)
    {
        var start = length;
        Reserve(PolygonHeaderBytes);
        length += PolygonHeaderBytes;
        Ring(column, first, outer, isCounterClockwise: true);
        var count = 1;
        for (var hole = 0; hole < rings; hole++)
        {
            if (parents[hole] != outer || !Counts(column, first + hole))
                continue;
            Ring(column, first, hole, isCounterClockwise: false);
            count++;
        }

        bytes[start] = 1;
        BinaryPrimitives.WriteInt32LittleEndian(bytes.AsSpan(start + 1), 3);
        BinaryPrimitives.WriteInt32LittleEndian(bytes.AsSpan(start + 5), count);
    }

    private void Ring(PolygonColumn column, int first, int ring, bool isCounterClockwise)
    {
        var source = column.Ring(first + ring);
        Reserve(RingHeaderBytes + (8 * source.Length));
        BinaryPrimitives.WriteInt32LittleEndian(bytes.AsSpan(length), source.Length / 2);
        var target = bytes.AsSpan(length + RingHeaderBytes, 8 * source.Length);
        MemoryMarshal.AsBytes(source).CopyTo(target);
        if (areas[ring] > 0 != isCounterClockwise)
            MemoryMarshal.Cast<byte, Point>(target).Reverse();
        length += RingHeaderBytes + (8 * source.Length);
    }

    private void Header(int polygons)
    {
        // "GP", version 1, flags: envelope of four numbers, little-endian.
        ReadOnlySpan<byte> magic = [0x47, 0x50, 0, 0b0000_0011];
        magic.CopyTo(bytes);
        BinaryPrimitives.WriteInt32LittleEndian(bytes.AsSpan(4), referenceId);
        BinaryPrimitives.WriteDoubleLittleEndian(bytes.AsSpan(8), Extent.MinX);
        BinaryPrimitives.WriteDoubleLittleEndian(bytes.AsSpan(16), Extent.MaxX);
        BinaryPrimitives.WriteDoubleLittleEndian(bytes.AsSpan(24), Extent.MinY);
        BinaryPrimitives.WriteDoubleLittleEndian(bytes.AsSpan(32), Extent.MaxY);
        bytes[HeaderBytes] = 1;
        BinaryPrimitives.WriteInt32LittleEndian(bytes.AsSpan(HeaderBytes + 1), 6);
        BinaryPrimitives.WriteInt32LittleEndian(bytes.AsSpan(HeaderBytes + 5), polygons);
    }

    private void Reserve(int more)
    {
        if (length + more > bytes.Length)
            Array.Resize(ref bytes, Math.Max(length + more, 2 * bytes.Length));
    }

    /// <summary>Planar area by the shoelace formula from the first vertex, positive counter-clockwise.</summary>
    private static double SignedArea(ReadOnlySpan<double> ring, out Extent box)
    {
        var (x0, y0) = (ring[0], ring[1]);
        var (minX, minY, maxX, maxY) = (x0, y0, x0, y0);
        var (twice, px, py) = (0.0, 0.0, 0.0);
        for (var i = 2; i < ring.Length; i += 2)
        {
            var (x, y) = (ring[i], ring[i + 1]);
            (minX, maxX) = (x < minX ? x : minX, x > maxX ? x : maxX);
            (minY, maxY) = (y < minY ? y : minY, y > maxY ? y : maxY);
            var (dx, dy) = (x - x0, y - y0);
            twice += (px * dy) - (dx * py);
            (px, py) = (dx, dy);
        }

        box = new(minX, minY, maxX, maxY);
        return twice / 2;
    }

    [StructLayout(LayoutKind.Sequential, Size = PointBytes)]
    private readonly record struct Point(double X, double Y);
}
