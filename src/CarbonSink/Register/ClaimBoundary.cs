using System.Buffers.Binary;
using CarbonSink.Geometry;
using CarbonSink.Methodologies;

namespace CarbonSink.Register;

/// <summary>The boundary of a parcel as the ledger holds it (地块界线): well-known binary, little-endian, polygon or multipolygon, longitude and latitude on CGCS2000 in degrees.</summary>
/// <remarks>OGC 06-103r4, clause 8. An edge is straight in longitude and latitude, as in GeoJSON (RFC 7946, 3.1.1): what two edges enclose can then be integrated exactly, and parcels that share an edge share no land.</remarks>
public static class ClaimBoundary
{
    /// <summary>Name of the rule that refuses a boundary.</summary>
    public const string Rule = "parcel-boundary";

    private const int Polygon = 3;
    private const int MultiPolygon = 6;
    private const int HeaderBytes = 9;
    private const int PointBytes = 16;

    /// <summary>The extent of a boundary, which must be readable and valid.</summary>
    /// <param name="parcel">Key of the parcel, for the refusal.</param>
    /// <param name="wkb">The boundary.</param>
    /// <exception cref="RefusedRequestException">It is no polygon, goes beyond 180° or 90°, crosses itself, or is invalid in another way.</exception>
    public static GeographicBox BoxOf(string parcel, ReadOnlySpan<byte> wkb)
    {
        var column = new PolygonColumn();
        if ((Append(column, wkb) ?? Fault(ValidityFault.Of(column, 0)) ?? Fault(AsWritten(column, wkb))) is { } fault)
            throw new RefusedRequestException(Rule, "register", $"地块 {parcel} 的界线不能登记：{fault.Zh}", $"the boundary of parcel {parcel} cannot be recorded: {fault.En}");
        var bounds = Bounds.Of(column.Coordinates);
        return new(bounds.MinX, bounds.MinY, bounds.MaxX, bounds.MaxY);
    }

    /// <summary>Refuses a boundary with a part that is no larger, or narrower, than what the search for overlaps takes for a sliver: claimed by themselves, such parts would pass it by.</summary>
    /// <exception cref="RefusedRequestException">It has one.</exception>
    internal static void CheckSize(string parcel, ReadOnlySpan<byte> wkb)
    {
        var column = new PolygonColumn();
        Append(column, wkb);
        if (PolygonPart.Of(column, 0, ClaimedLand.Degrees).Any(p => ClaimedLand.SquareMetres(p.Polygon, new(p.Polygon), 0) <= OverlapClaim.LeastM2 || p.Width < OverlapClaim.SliverWidthM))
            throw new RefusedRequestException(Rule, "register", $"地块 {parcel} 有不大于 {OverlapClaim.LeastM2} m² 或窄于 {OverlapClaim.SliverWidthM} m 的部分", FormattableString.Invariant($"parcel {parcel} has a part no larger than {OverlapClaim.LeastM2} m² or narrower than {OverlapClaim.SliverWidthM} m"));
    }

    /// <summary>Area of a boundary on the ellipsoid, m².</summary>
    /// <exception cref="ArgumentException">It cannot be read.</exception>
    public static double SquareMetres(ReadOnlyMemory<byte> wkb)
    {
        var column = new PolygonColumn();
        return Append(column, wkb.Span) is null ? ClaimedLand.SquareMetres(column, new(column), 0) : throw new ArgumentException("the boundary cannot be read", nameof(wkb));
    }

    /// <summary>The boundary of a record in degrees: outer rings counter-clockwise, holes clockwise, vertices as they stand.</summary>
    /// <exception cref="ArgumentException">The record has no polygon.</exception>
    public static byte[] ToWkb(PolygonColumn column, int record)
    {
        var polygons = (PolygonShape.Of(column, record) is { } shape ? PolygonShape.Polygons(shape) : throw new ArgumentException("there is no polygon", nameof(record))).ToArray();
        using var bytes = new MemoryStream();
        using var writer = new BinaryWriter(bytes);
        if (polygons.Length > 1)
            Header(MultiPolygon, polygons.Length);
        foreach (var polygon in polygons)
        {
            Header(Polygon, 1 + polygon.NumInteriorRings);
            Ring(polygon.ExteriorRing, outer: true);
            foreach (var hole in polygon.InteriorRings)
                Ring(hole, outer: false);
        }

        return bytes.ToArray();

        void Header(int type, int count)
        {
            writer.Write((byte)1);
            writer.Write(type);
            writer.Write(count);
        }

        void Ring(NetTopologySuite.Geometries.LineString ring, bool outer)
        {
            var vertices = NetTopologySuite.Algorithm.Orientation.IsCCW(ring.CoordinateSequence) == outer ? ring.Coordinates : ring.Coordinates.Reverse();
            writer.Write(ring.NumPoints);
            foreach (var vertex in vertices)
            {
                writer.Write(vertex.X);
                writer.Write(vertex.Y);
            }
        }
    }

    /// <summary>Appends a boundary as a record, of kind unreadable where it cannot be read.</summary>
    /// <returns>What is wrong with it; null for nothing. Whether it is valid is not looked at.</returns>
    internal static Bilingual? Append(PolygonColumn column, ReadOnlySpan<byte> wkb)
    {
        var rest = wkb;
        var fault = Geometry(column, ref rest) ?? (rest.IsEmpty ? null : new("几何之后还有字节", "there are bytes behind the geometry"));
        column.EndRecord(fault is null ? GeometryKind.Polygon : GeometryKind.Unreadable);
        return fault;
    }

    /// <summary>What is wrong where each hole belongs to the shell it is written with, as others read it: a column takes rings by how they lie.</summary>
    private static ValidityFault? AsWritten(PolygonColumn column, ReadOnlySpan<byte> wkb) =>
        column.FirstRing(0) + 1 == column.RecordEnds[0] ? null : ValidityFault.Of(new NetTopologySuite.IO.WKBReader().Read(wkb.ToArray()));

    private static Bilingual? Fault(ValidityFault? found) => found is not { } fault ? null
        : new($"界线无效（{fault.Defect}），位置 {Place(fault)}", $"the border is invalid ({fault.Defect}) at {Place(fault)}");

    private static string Place(ValidityFault fault) => FormattableString.Invariant($"{Math.Round(fault.X, 8)}, {Math.Round(fault.Y, 8)}");

    private static Bilingual? Geometry(PolygonColumn column, ref ReadOnlySpan<byte> rest)
    {
        if (Header(ref rest, out var type, out var count) is { } fault)
            return fault;
        if (type == Polygon)
            return Rings(column, ref rest, count);
        if (type != MultiPolygon)
            return new($"几何类型 {type} 不是面", $"geometry type {type} is no polygon");
        if (count == 0)
            return Empty;
        for (; count > 0; count--)
        {
            if ((Header(ref rest, out type, out var rings) ?? (type == Polygon ? Rings(column, ref rest, rings) : Cut)) is { } inner)
                return inner;
        }

        return null;
    }

    private static Bilingual? Rings(PolygonColumn column, ref ReadOnlySpan<byte> rest, uint count)
    {
        if (count == 0)
            return Empty;
        for (; count > 0; count--)
        {
            if (rest.Length < 4 || BinaryPrimitives.ReadUInt32LittleEndian(rest) is var vertices && vertices > (uint)(rest.Length - 4) / PointBytes)
                return Cut;
            var ring = column.AddRing((int)vertices);
            for (var i = 0; i < ring.Length; i++)
            {
                ring[i] = BinaryPrimitives.ReadDoubleLittleEndian(rest[(4 + (8 * i))..]);
                if (!(Math.Abs(ring[i]) <= (i % 2 == 0 ? 180 : 90)))
                    return new($"坐标 {ring[i]:R} 不是经纬度", FormattableString.Invariant($"coordinate {ring[i]:R} is no longitude or latitude"));
            }

            rest = rest[(4 + (PointBytes * (int)vertices))..];
        }

        return null;
    }

    private static Bilingual? Header(ref ReadOnlySpan<byte> rest, out uint type, out uint count)
    {
        (type, count) = (0, 0);
        if (rest.Length < HeaderBytes || rest[0] != 1)
            return Cut;
        (type, count) = (BinaryPrimitives.ReadUInt32LittleEndian(rest[1..]), BinaryPrimitives.ReadUInt32LittleEndian(rest[5..]));
        rest = rest[HeaderBytes..];
        return null;
    }

    private static Bilingual Cut { get; } = new("不是完整的小端 WKB", "is no whole little-endian well-known binary");

    private static Bilingual Empty { get; } = new("没有环", "has no ring");
}
