using System.Buffers.Binary;
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using CarbonSink.Findings;
using CarbonSink.Geometry;

namespace CarbonSink.Gis;

/// <summary>Reads the points, lines and polygons of a .shp (x and y only) into a column. One per pass.</summary>
internal sealed class ShapeDecoder(InputFile shp, ShapeIndex index, FindingLog findings)
{
    private const int PartsAt = 44;
    private const int MultiPointsAt = 40;
    private const int PointBytes = 20;

    private readonly FileWindow window = shp.Window();

    /// <summary>Appends the geometry of a record; returns its kind.</summary>
    /// <exception cref="RefusedInputException">Lengths or counts of the record contradict each other.</exception>
    public GeometryKind Read(long record, PolygonColumn column)
    {
        var offset = index.Offset(record);
        var length = index.ContentLength(record);
        var content = offset + ShapeIndex.RecordHeaderBytes;
        if (length < 4 || length > int.MaxValue / 2)
            throw Damaged(record, offset + 4, $"{length}");
        var bytes = window.Read(offset, ShapeIndex.RecordHeaderBytes + (int)length);
        var declared = 2L * BinaryPrimitives.ReadUInt32BigEndian(bytes[4..]);
        if (declared != length)
            throw Damaged(record, offset + 4, $"{declared} ≠ {length}");
        var kind = Shape(record, content, bytes[ShapeIndex.RecordHeaderBytes..], column);
        column.EndRecord(kind);
        return kind;
    }

    private GeometryKind Shape(long record, long at, ReadOnlySpan<byte> content, PolygonColumn column)
    {
        var type = BinaryPrimitives.ReadInt32LittleEndian(content);
        switch (type)
        {
            case 0:
                return Null(record);
            case 5 or 15 or 25:
                return Parts(record, at, content, GeometryKind.Polygon, column);
            case 3 or 13 or 23:
                return Parts(record, at, content, GeometryKind.Line, column);
            case 1 or 11 or 21:
                return Points(record, at, content, 1, PointBytes - 16, column);
            case 8 or 18 or 28:
                if (content.Length < MultiPointsAt)
                    throw Damaged(record, at, $"{content.Length} < {MultiPointsAt}");
                return Points(record, at, content, BinaryPrimitives.ReadInt32LittleEndian(content[36..]), MultiPointsAt, column);
            default:
                findings.Add(SourceFindings.GeometryUnreadable, shp.Name, record, null, null, type == 31 ? "MultiPatch" : $"{type}");
                return GeometryKind.Unreadable;
        }
    }

    private GeometryKind Points(long record, long at, ReadOnlySpan<byte> content, int count, int pointsAt, PolygonColumn column)
    {
        var single = pointsAt == PointBytes - 16;
        if (count < 0 || !Fits(content, pointsAt + (16L * count), single ? 8 : 16 + (8L * count)))
            throw Damaged(record, at + pointsAt - 4, $"{pointsAt} + 16 × {count} ≠ {content.Length}");
        if (count == 0)
            return Null(record);
        var coordinates = MemoryMarshal.Cast<byte, double>(content.Slice(pointsAt, 16 * count));
        if (!AllFinite(coordinates))
            return NotFinite(record, at + pointsAt);
        for (var i = 0; i < count; i++)
            coordinates.Slice(2 * i, 2).CopyTo(column.AddRing(1));
        return GeometryKind.Point;
    }

    /// <summary>Whether a record is as long as its counts say, with the blocks of heights and measures that its type may have: a count that is too small must not pass for a smaller shape.</summary>
    private static bool Fits(ReadOnlySpan<byte> content, long needed, long blockBytes)
    {
        var most = BinaryPrimitives.ReadInt32LittleEndian(content) switch { < 10 => 0, < 20 => 2, _ => 1 }; // 1x: Z and M, 2x: M
        var more = content.Length - needed;
        return more == 0 || (more > 0 && more % blockBytes == 0 && more / blockBytes <= most);
    }

    private GeometryKind Parts(long record, long at, ReadOnlySpan<byte> content, GeometryKind kind, PolygonColumn column)
    {
        if (content.Length < PartsAt)
            throw Damaged(record, at, $"{content.Length} < {PartsAt}");
        var parts = BinaryPrimitives.ReadInt32LittleEndian(content[36..]);
        var points = BinaryPrimitives.ReadInt32LittleEndian(content[40..]);
        if (parts < 0 || points < 0)
            throw Damaged(record, at + 36, $"{parts}, {points}");
        var needed = PartsAt + (4L * parts) + (16L * points);
        if (!Fits(content, needed, 16 + (8L * points)))
            throw Damaged(record, at + 36, $"{PartsAt} + 4 × {parts} + 16 × {points} ≠ {content.Length}");
        if (parts == 0 && points == 0)
            return Null(record);
        return Parts(record, at, content, kind, parts, points, column);
    }

    private GeometryKind Parts(long record, long at, ReadOnlySpan<byte> content, GeometryKind kind, int parts, int points, PolygonColumn column)
    {
        var starts = MemoryMarshal.Cast<byte, int>(content.Slice(PartsAt, 4 * parts));
        if (parts == 0 || starts[0] != 0)
            throw Damaged(record, at + PartsAt, parts == 0 ? "0" : $"{starts[0]}");
        var pointsAt = PartsAt + (4 * parts);
        var coordinates = MemoryMarshal.Cast<byte, double>(content.Slice(pointsAt, 16 * points));
        if (!AllFinite(coordinates))
            return NotFinite(record, at + pointsAt);

        for (var ring = 0; ring < parts; ring++)
        {
            var end = ring + 1 < parts ? starts[ring + 1] : points;
            if (end < starts[ring] || end > points)
                throw Damaged(record, at + PartsAt + (4 * ring), $"{starts[ring]}…{end} > {points}");
            var vertices = coordinates[(2 * starts[ring])..(2 * end)];
            if (kind == GeometryKind.Polygon)
                Ring(record, ring, vertices, column);
            else
                vertices.CopyTo(column.AddRing(vertices.Length / 2));
        }

        return kind;
    }

    private void Ring(long record, int ring, ReadOnlySpan<double> source, PolygonColumn column)
    {
        var n = source.Length / 2;
        var closed = n > 0 && source[0] == source[^2] && source[1] == source[^1];
        if (closed && n >= 4)
        {
            source.CopyTo(column.AddRing(n));
            return;
        }

        findings.Add(GisFindings.RingNotClosed, shp.Name, record, null, null, $"{ring}", $"{n}");
        if (n == 0)
            return;
        var target = column.AddRing(closed ? n : n + 1);
        source.CopyTo(target);
        (target[^2], target[^1]) = (source[0], source[1]);
    }

    private GeometryKind NotFinite(long record, long at)
    {
        findings.Add(GisFindings.CoordinateNotFinite, shp.Name, record, null, null, $"{at}");
        return GeometryKind.Unreadable;
    }

    private GeometryKind Null(long record)
    {
        findings.Add(GisFindings.NullGeometry, shp.Name, record, null, null);
        return GeometryKind.Null;
    }

    /// <summary>x·0 is 0 for every number and NaN for NaN and infinities.</summary>
    /// <remarks>Vectors are not compiled ahead of time, and every vertex passes here: optimised from the first call on.</remarks>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static bool AllFinite(ReadOnlySpan<double> values)
    {
        var sum = Vector<double>.Zero;
        var i = 0;
        for (; i <= values.Length - Vector<double>.Count; i += Vector<double>.Count)
            sum += new Vector<double>(values[i..]) * Vector<double>.Zero;
        var rest = Vector.Sum(sum);
        for (; i < values.Length; i++)
            rest += values[i] * 0;
        return rest == 0;
    }

    private RefusedInputException Damaged(long record, long at, string what) =>
        new(new Finding(GisFindings.RecordDamaged, shp.Name, record, null, null, shp.Name, $"{record}", $"{at}", what));
}
