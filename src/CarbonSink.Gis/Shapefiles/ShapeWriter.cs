using System.Buffers.Binary;
using System.Runtime.InteropServices;
using CarbonSink.Findings;
using CarbonSink.Geometry;

namespace CarbonSink.Gis;

/// <summary>Writes a .shp with its .shx: polygons with outer rings clockwise, lines, points; x and y only.</summary>
/// <remarks>ESRI Shapefile Technical Description, July 1998. A layer of points is one of multipoints until it is known that no record has several.</remarks>
internal sealed class ShapeWriter : IDisposable
{
    private const int HeaderBytes = 100;
    private const int Point = 1;
    private const int PolyLine = 3;
    private const int Polygon = 5;
    private const int MultiPoint = 8;

    private readonly string path;
    private readonly string indexPath;
    private readonly int type;
    private readonly RingRoles roles = new();
    private FileStream shp;
    private FileStream shx;
    private byte[] content = new byte[4096];
    private Extent extent = Extent.Empty;
    private bool hasSeveral;
    private int records;

    public ShapeWriter(string path, string indexPath, GeometryKind kind)
    {
        (this.path, this.indexPath) = (path, indexPath);
        type = kind switch { GeometryKind.Polygon => Polygon, GeometryKind.Line => PolyLine, GeometryKind.Point => MultiPoint, _ => 0 };
        (shp, shx) = (Create(path), Create(indexPath));
    }

    /// <summary>Adds the geometry of a record, or none.</summary>
    public void Add(PolygonColumn? column, int row)
    {
        var length = column is null ? Null() : type switch
        {
            Polygon => Polygons(column, row),
            MultiPoint => Points(column, row),
            PolyLine => Lines(column, row),
            _ => Null(),
        };
        Append(content.AsSpan(0, length), shp, shx);
    }

    /// <summary>Writes the headers.</summary>
    public void Complete()
    {
        var written = type;
        if (type == MultiPoint && !hasSeveral)
        {
            written = Point;
            ToSinglePoints();
        }

        foreach (var stream in new[] { shp, shx })
        {
            var length = stream.Position;
            stream.Position = 0;
            stream.Write(Header(written, length));
            stream.Flush(flushToDisk: true);
        }
    }

    public void Dispose()
    {
        shp.Dispose();
        shx.Dispose();
    }

    private static FileStream Create(string path)
    {
        var stream = new FileStream(path, FileMode.CreateNew, FileAccess.ReadWrite, FileShare.None, 1 << 16);
        stream.Write(new byte[HeaderBytes]);
        return stream;
    }

    private int Null()
    {
        content.AsSpan(0, 4).Clear();
        return 4;
    }

    private int Polygons(PolygonColumn column, int row)
    {
        if (!roles.Find(column, row))
            return Null();
        var rings = 0;
        var points = 0;
        for (var ring = 0; ring < roles.Count; ring++)
        {
            if (roles.Counts(ring))
                (rings, points) = (rings + 1, points + (column.Ring(roles.First + ring).Length / 2));
        }

        var length = Start(Polygon, roles.Extent, rings, points);
        var (part, at, start) = (44, 44 + (4 * rings), 0);
        for (var ring = 0; ring < roles.Count; ring++)
        {
            if (!roles.Counts(ring))
                continue;
            var source = column.Ring(roles.First + ring);
            BinaryPrimitives.WriteInt32LittleEndian(content.AsSpan(part), start);
            var target = MemoryMarshal.Cast<byte, double>(content.AsSpan(at, 8 * source.Length));
            source.CopyTo(target);
            if (roles.IsReversed(ring, !roles.IsOuter(ring)))
                Reverse(target);
            (part, at, start) = (part + 4, at + (8 * source.Length), start + (source.Length / 2));
        }

        return length;
    }

    private static void Reverse(Span<double> ring)
    {
        ring.Reverse();
        for (var i = 0; i < ring.Length; i += 2)
            (ring[i], ring[i + 1]) = (ring[i + 1], ring[i]);
    }

    private int Lines(PolygonColumn column, int row)
    {
        var (first, end) = (column.FirstRing(row), column.RecordEnds[row]);
        var (box, points) = Measure(column, first, end);
        if (box.IsEmpty)
            return Null();
        var length = Start(PolyLine, box, end - first, points);
        var (at, start) = (44 + (4 * (end - first)), 0);
        for (var ring = first; ring < end; ring++)
        {
            var source = column.Ring(ring);
            BinaryPrimitives.WriteInt32LittleEndian(content.AsSpan(44 + (4 * (ring - first))), start);
            MemoryMarshal.AsBytes(source).CopyTo(content.AsSpan(at));
            (at, start) = (at + (8 * source.Length), start + (source.Length / 2));
        }

        return length;
    }

    private int Points(PolygonColumn column, int row)
    {
        var (first, end) = (column.FirstRing(row), column.RecordEnds[row]);
        var (box, points) = Measure(column, first, end);
        if (box.IsEmpty)
            return Null();
        hasSeveral |= points > 1;
        Reserve(40 + (16 * points));
        BinaryPrimitives.WriteInt32LittleEndian(content, MultiPoint);
        Box(content.AsSpan(4), box);
        BinaryPrimitives.WriteInt32LittleEndian(content.AsSpan(36), points);
        var at = 40;
        for (var ring = first; ring < end; ring++)
        {
            MemoryMarshal.AsBytes(column.Ring(ring)).CopyTo(content.AsSpan(at));
            at += 8 * column.Ring(ring).Length;
        }

        extent += box;
        return at;
    }

    private static (Extent Box, int Points) Measure(PolygonColumn column, int first, int end)
    {
        var (box, points) = (Extent.Empty, 0);
        for (var ring = first; ring < end; ring++)
            (box, points) = (box + Extent.Of(column.Ring(ring)), points + (column.Ring(ring).Length / 2));
        return (box, points);
    }

    private int Start(int shape, Extent box, int parts, int points)
    {
        var length = 44L + (4L * parts) + (16L * points);
        Reserve(length);
        BinaryPrimitives.WriteInt32LittleEndian(content, shape);
        Box(content.AsSpan(4), box);
        BinaryPrimitives.WriteInt32LittleEndian(content.AsSpan(36), parts);
        BinaryPrimitives.WriteInt32LittleEndian(content.AsSpan(40), points);
        extent += box;
        return (int)length;
    }

    private void Reserve(long length)
    {
        if (length > int.MaxValue / 2)
            throw TooLarge();
        if (length > content.Length)
            content = new byte[Math.Max(length, 2 * content.Length)];
    }

    private void Append(ReadOnlySpan<byte> shape, FileStream main, FileStream index)
    {
        if (main.Position > int.MaxValue - shape.Length - 8)
            throw TooLarge();
        Span<byte> entry = stackalloc byte[8];
        BinaryPrimitives.WriteInt32BigEndian(entry, (int)(main.Position / 2));
        BinaryPrimitives.WriteInt32BigEndian(entry[4..], shape.Length / 2);
        index.Write(entry);
        BinaryPrimitives.WriteInt32BigEndian(entry, ++records);
        main.Write(entry);
        main.Write(shape);
    }

    /// <summary>Copies multipoints of one point each as points.</summary>
    private void ToSinglePoints()
    {
        var (count, length) = (records, shp.Position);
        records = 0;
        using (FileStream points = Create(path + "~"), index = Create(indexPath + "~"))
        {
            shp.Position = HeaderBytes;
            Span<byte> header = stackalloc byte[8];
            for (var i = 0; i < count && shp.Position < length; i++)
            {
                shp.ReadExactly(header);
                var bytes = content.AsSpan(0, 2 * BinaryPrimitives.ReadInt32BigEndian(header[4..]));
                shp.ReadExactly(bytes);
                if (bytes.Length > 4)
                {
                    bytes[40..56].CopyTo(bytes[4..]);
                    BinaryPrimitives.WriteInt32LittleEndian(bytes, Point);
                    bytes = bytes[..20];
                }

                Append(bytes, points, index);
            }
        }

        Dispose();
        File.Move(path + "~", path, overwrite: true);
        File.Move(indexPath + "~", indexPath, overwrite: true);
        (shp, shx) = (Reopen(path), Reopen(indexPath));
    }

    private static FileStream Reopen(string path)
    {
        var stream = new FileStream(path, FileMode.Open, FileAccess.ReadWrite, FileShare.None, 1 << 16);
        stream.Seek(0, SeekOrigin.End);
        return stream;
    }

    private byte[] Header(int shape, long bytes)
    {
        var header = new byte[HeaderBytes];
        BinaryPrimitives.WriteInt32BigEndian(header, 9994);
        BinaryPrimitives.WriteInt32BigEndian(header.AsSpan(24), (int)(bytes / 2));
        BinaryPrimitives.WriteInt32LittleEndian(header.AsSpan(28), 1000);
        BinaryPrimitives.WriteInt32LittleEndian(header.AsSpan(32), shape);
        if (!extent.IsEmpty)
            Box(header.AsSpan(36), extent);
        return header;
    }

    private static void Box(Span<byte> place, Extent box)
    {
        BinaryPrimitives.WriteDoubleLittleEndian(place, box.MinX);
        BinaryPrimitives.WriteDoubleLittleEndian(place[8..], box.MinY);
        BinaryPrimitives.WriteDoubleLittleEndian(place[16..], box.MaxX);
        BinaryPrimitives.WriteDoubleLittleEndian(place[24..], box.MaxY);
    }

    private RefusedInputException TooLarge() => new(new Finding(TargetFindings.FileTooLarge, Path.GetFileName(path), null, null, null, Path.GetFileName(path)));
}
