using System.Buffers.Binary;
using CarbonSink.Geometry;

namespace CarbonSink.Gis;

/// <summary>Reads well-known binary of points, lines and polygons into a buffer: x and y only, either byte order, ISO and extended type numbers.</summary>
/// <remarks>OGC 06-103r4 clause 8; ISO/IEC 13249-3 adds 1000 for Z, 2000 for M, 3000 for both; PostGIS sets bits 31, 30 and 29 for Z, M and an SRID.</remarks>
internal ref struct WellKnownBinary(ReadOnlySpan<byte> bytes, GeometryBuffer shape)
{
    private const uint HasZ = 0x8000_0000, HasM = 0x4000_0000, HasReference = 0x2000_0000;
    private const int MostNested = 3;

    private readonly ReadOnlySpan<byte> bytes = bytes;
    private readonly GeometryBuffer shape = shape;
    private int at;

    /// <summary>What is wrong, or null.</summary>
    public string? Problem { get; private set; }

    /// <summary>Reads the geometry; its kind, <see cref="GeometryKind.Unreadable"/> with a problem where it cannot be read.</summary>
    public GeometryKind Read()
    {
        shape.Clear();
        var kind = Any(0);
        return Problem is null ? kind : GeometryKind.Unreadable;
    }

    private GeometryKind Any(int depth)
    {
        if (!Has(5))
            return GeometryKind.Unreadable;
        var order = bytes[at];
        if (order > 1)
            return Fail($"byte order {order}");
        var little = order == 1;
        at++;
        var type = Word(little);
        if ((type & HasReference) != 0)
        {
            if (!Has(4))
                return GeometryKind.Unreadable;
            at += 4;
        }

        var (basic, iso) = ((type & 0x0FFF_FFFF) % 1000, (type & 0x0FFF_FFFF) / 1000);
        if (iso > 3)
            return Fail($"type {type}");
        var dimensions = 2 + ((type & HasZ) != 0 || iso is 1 or 3 ? 1 : 0) + ((type & HasM) != 0 || iso is 2 or 3 ? 1 : 0);
        shape.HasHeights |= dimensions > 2;
        switch (basic)
        {
            case 1:
                Points(1, dimensions, little);
                shape.EndPart();
                return GeometryKind.Point;
            case 2:
                Part(dimensions, little);
                return GeometryKind.Line;
            case 3:
                shape.BeginPolygon();
                for (var rings = Count(4, little); rings > 0 && Problem is null; rings--)
                    Part(dimensions, little);
                return GeometryKind.Polygon;
            case 4 or 5 or 6 when depth < MostNested:
                for (var parts = Count(5, little); parts > 0 && Problem is null; parts--)
                    if (Any(depth + 1) != (basic switch { 4 => GeometryKind.Point, 5 => GeometryKind.Line, _ => GeometryKind.Polygon }))
                        return Problem is null ? Fail($"type {basic}") : GeometryKind.Unreadable;
                return basic switch { 4 => GeometryKind.Point, 5 => GeometryKind.Line, _ => GeometryKind.Polygon };
            default:
                return Fail(Name(basic));
        }
    }

    private void Part(int dimensions, bool little)
    {
        var count = Count(8 * dimensions, little);
        Points(count, dimensions, little);
        shape.EndPart();
    }

    private void Points(int count, int dimensions, bool little)
    {
        if (Problem is not null || !Has(8L * dimensions * count))
            return;
        for (; count > 0; count--, at += 8 * dimensions)
        {
            var (x, y) = (Double(at, little), Double(at + 8, little));
            // An empty point is written as NaN, NaN.
            if (!double.IsNaN(x) || !double.IsNaN(y))
                shape.Add(x, y);
        }
    }

    /// <summary>A count, believed only where so many things of the least size fit into what follows.</summary>
    private int Count(int leastBytes, bool little)
    {
        if (!Has(4))
            return 0;
        var count = Word(little);
        if ((long)count * leastBytes <= bytes.Length - at)
            return (int)count;
        Fail($"{count} × {leastBytes} > {bytes.Length - at}");
        return 0;
    }

    private bool Has(long more)
    {
        if (more <= bytes.Length - at)
            return true;
        Problem ??= $"{at + more} > {bytes.Length}";
        return false;
    }

    private uint Word(bool little)
    {
        var word = little ? BinaryPrimitives.ReadUInt32LittleEndian(bytes[at..]) : BinaryPrimitives.ReadUInt32BigEndian(bytes[at..]);
        at += 4;
        return word;
    }

    private readonly double Double(int place, bool little) => little ? BinaryPrimitives.ReadDoubleLittleEndian(bytes[place..]) : BinaryPrimitives.ReadDoubleBigEndian(bytes[place..]);

    private GeometryKind Fail(string problem)
    {
        Problem ??= problem;
        return GeometryKind.Unreadable;
    }

    private static string Name(uint type) => type switch
    {
        7 => "GeometryCollection",
        8 => "CircularString",
        9 => "CompoundCurve",
        10 => "CurvePolygon",
        11 => "MultiCurve",
        12 => "MultiSurface",
        13 => "Curve",
        14 => "Surface",
        15 => "PolyhedralSurface",
        16 => "TIN",
        17 => "Triangle",
        _ => $"type {type}",
    };
}
