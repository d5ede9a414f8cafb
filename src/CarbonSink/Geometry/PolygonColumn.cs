namespace CarbonSink.Geometry;

/// <summary>What a record's geometry is.</summary>
public enum GeometryKind : byte
{
    /// <summary>The record has no geometry.</summary>
    Null,

    /// <summary>One or more polygon rings.</summary>
    Polygon,

    /// <summary>The bytes could not be read as a geometry; a finding says why.</summary>
    Unreadable,

    /// <summary>One or more points: each a ring of one vertex.</summary>
    Point,

    /// <summary>One or more lines: each a ring of two or more vertices, not closed.</summary>
    Line,
}

/// <summary>The polygons of a block of records as flat arrays: interleaved x, y; ring ends in vertices; record ends in rings. Reused between blocks.</summary>
/// <remarks>Points and lines stand in the same arrays, so that every layer can be read and copied; measures and overlays look at <see cref="GeometryKind.Polygon"/> alone.</remarks>
public sealed class PolygonColumn
{
    private double[] coordinates = new double[8192];
    private int[] ringEnds = new int[1024];
    private int[] recordEnds = new int[512];
    private GeometryKind[] kinds = new GeometryKind[512];
    private int vertexCount;
    private int ringCount;

    /// <summary>Number of records.</summary>
    public int Count { get; private set; }

    /// <summary>x0, y0, x1, y1 … of all rings, in file order; every ring is closed (first vertex repeated) as stored.</summary>
    public ReadOnlySpan<double> Coordinates => coordinates.AsSpan(0, 2 * vertexCount);

    /// <summary>End of each ring, exclusive, counted in vertices from the start of the column.</summary>
    public ReadOnlySpan<int> RingEnds => ringEnds.AsSpan(0, ringCount);

    /// <summary>End of each record, exclusive, counted in rings from the start of the column.</summary>
    public ReadOnlySpan<int> RecordEnds => recordEnds.AsSpan(0, Count);

    /// <summary>Kind of each record's geometry.</summary>
    public ReadOnlySpan<GeometryKind> Kinds => kinds.AsSpan(0, Count);

    /// <summary>Total number of vertices.</summary>
    public int VertexCount => vertexCount;

    /// <summary>First ring of a record.</summary>
    public int FirstRing(int record) => record == 0 ? 0 : recordEnds[record - 1];

    /// <summary>The vertices of one ring as interleaved x, y.</summary>
    public ReadOnlySpan<double> Ring(int ring)
    {
        var start = ring == 0 ? 0 : ringEnds[ring - 1];
        return coordinates.AsSpan(2 * start, 2 * (ringEnds[ring] - start));
    }

    /// <summary>Empties the column, keeping its memory.</summary>
    public void Clear() => (Count, ringCount, vertexCount) = (0, 0, 0);

    /// <summary>Appends room for a ring of so many vertices and returns its interleaved x, y to be filled.</summary>
    public Span<double> AddRing(int vertices)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(vertices);
        Grow(ref coordinates, 2 * (vertexCount + vertices));
        Grow(ref ringEnds, ringCount + 1);
        var ring = coordinates.AsSpan(2 * vertexCount, 2 * vertices);
        vertexCount += vertices;
        ringEnds[ringCount++] = vertexCount;
        return ring;
    }

    /// <summary>Closes the current record: the rings added since the last call belong to it.</summary>
    public void EndRecord(GeometryKind kind)
    {
        Grow(ref recordEnds, Count + 1);
        Grow(ref kinds, Count + 1);
        recordEnds[Count] = ringCount;
        kinds[Count++] = kind;
    }

    /// <summary>Appends a record of another column.</summary>
    public void Append(PolygonColumn other, int record)
    {
        for (var ring = other.FirstRing(record); ring < other.RecordEnds[record]; ring++)
            other.Ring(ring).CopyTo(AddRing(other.Ring(ring).Length / 2));
        EndRecord(other.Kinds[record]);
    }

    /// <summary>Appends consecutive records of another column.</summary>
    /// <param name="other">The other column.</param>
    /// <param name="from">The first record.</param>
    /// <param name="to">The record behind the last.</param>
    public void Append(PolygonColumn other, int from, int to)
    {
        if (from >= to)
            return;
        var (firstRing, endRing) = (other.FirstRing(from), other.recordEnds[to - 1]);
        var (firstVertex, endVertex) = (firstRing == 0 ? 0 : other.ringEnds[firstRing - 1], endRing == 0 ? 0 : other.ringEnds[endRing - 1]);
        Grow(ref coordinates, 2 * (vertexCount + endVertex - firstVertex));
        Grow(ref ringEnds, ringCount + endRing - firstRing);
        Grow(ref recordEnds, Count + to - from);
        Grow(ref kinds, Count + to - from);
        other.coordinates.AsSpan(2 * firstVertex, 2 * (endVertex - firstVertex)).CopyTo(coordinates.AsSpan(2 * vertexCount));
        other.kinds.AsSpan(from, to - from).CopyTo(kinds.AsSpan(Count));
        for (var ring = firstRing; ring < endRing; ring++)
            ringEnds[ringCount + ring - firstRing] = other.ringEnds[ring] - firstVertex + vertexCount;
        for (var record = from; record < to; record++)
            recordEnds[Count + record - from] = other.recordEnds[record] - firstRing + ringCount;
        (vertexCount, ringCount, Count) = (vertexCount + endVertex - firstVertex, ringCount + endRing - firstRing, Count + to - from);
    }

    /// <summary>Expresses all coordinates in another reference; a record with a position that has no counterpart becomes unreadable.</summary>
    /// <returns>How many records became unreadable.</returns>
    public int Transform(CoordinateTransformation transformation)
    {
        var lost = transformation.Transform(coordinates.AsSpan(0, 2 * vertexCount));
        var records = 0;
        for (var record = 0; lost > 0 && record < Count; record++)
        {
            var (from, to) = (FirstRing(record) is > 0 and var ring ? ringEnds[ring - 1] : 0, recordEnds[record] is > 0 and var end ? ringEnds[end - 1] : 0);
            if (from >= to || !HasNaN(coordinates.AsSpan(2 * from, 2 * (to - from))))
                continue;
            kinds[record] = GeometryKind.Unreadable;
            records++;
        }

        return records;
    }

    private static bool HasNaN(ReadOnlySpan<double> values)
    {
        foreach (var value in values)
            if (double.IsNaN(value))
                return true;
        return false;
    }

    private static void Grow<T>(ref T[] array, int needed)
    {
        if (needed > array.Length)
            Array.Resize(ref array, Math.Max(needed, checked(array.Length * 2)));
    }
}
