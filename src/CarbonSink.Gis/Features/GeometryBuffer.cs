using CarbonSink.Findings;
using CarbonSink.Geometry;

namespace CarbonSink.Gis;

/// <summary>The parts of one geometry while it is read; it reaches the column only when it is whole. Reuses its memory.</summary>
internal sealed class GeometryBuffer
{
    private readonly List<int> ends = [];
    private readonly List<int> shells = []; // the first part of each polygon; those that follow are given as its holes
    private double[] xy = new double[256];
    private int vertices;

    /// <summary>Whether a vertex had more than x and y, in any geometry so far.</summary>
    public bool HasHeights { get; set; }

    /// <summary>The vertices so far, interleaved x, y.</summary>
    public ReadOnlySpan<double> Coordinates => xy.AsSpan(0, 2 * vertices);

    /// <summary>Forgets the parts.</summary>
    public void Clear()
    {
        ends.Clear();
        shells.Clear();
        vertices = 0;
    }

    /// <summary>Adds a vertex to the part under way.</summary>
    public void Add(double x, double y)
    {
        if (2 * (vertices + 1) > xy.Length)
            Array.Resize(ref xy, 2 * xy.Length);
        (xy[2 * vertices], xy[(2 * vertices) + 1]) = (x, y);
        vertices++;
    }

    /// <summary>Begins a polygon: its next part is its outer ring, those after it are holes.</summary>
    public void BeginPolygon() => shells.Add(ends.Count);

    /// <summary>Ends the part under way.</summary>
    public void EndPart() => ends.Add(vertices);

    /// <summary>Adds the geometry to the column as the next record: rings closed, what is wrong told.</summary>
    public GeometryKind Commit(GeometryKind kind, PolygonColumn column, string file, long record, FindingLog findings)
    {
        var result = Check(kind, file, record, findings);
        if (result is GeometryKind.Polygon or GeometryKind.Line or GeometryKind.Point)
        {
            for (var part = 0; part < ends.Count; part++)
            {
                var source = Part(part);
                if (result == GeometryKind.Polygon)
                    Ring(part, source, column, file, record, findings);
                else
                    source.CopyTo(column.AddRing(source.Length / 2));
            }
        }

        if (result == GeometryKind.Polygon && ends.Count > shells.Count && shells.Count > 0 && !ReachesHalfTurn())
            TellHolesOutside(file, record, findings);
        column.EndRecord(result);
        return result;
    }

    private GeometryKind Check(GeometryKind kind, string file, long record, FindingLog findings)
    {
        if (kind == GeometryKind.Unreadable)
            return kind;
        if (kind == GeometryKind.Null || vertices == 0)
        {
            findings.Add(GisFindings.NullGeometry, file, record, null, null);
            return GeometryKind.Null;
        }

        foreach (var value in Coordinates)
        {
            if (double.IsFinite(value))
                continue;
            findings.Add(SourceFindings.GeometryUnreadable, file, record, null, null, $"{value}");
            return GeometryKind.Unreadable;
        }

        for (var part = 0; kind == GeometryKind.Line && part < ends.Count; part++)
        {
            if (Part(part).Length >= 4)
                continue;
            findings.Add(SourceFindings.GeometryUnreadable, file, record, null, null, $"LineString {part}: {Part(part).Length / 2}");
            return GeometryKind.Unreadable;
        }

        return kind;
    }

    // Area goes by nesting: a ring given as a hole that lies in nothing would add.
    private void TellHolesOutside(string file, long record, FindingLog findings)
    {
        for (var polygon = 0; polygon < shells.Count; polygon++)
        {
            var (shell, end) = (shells[polygon], polygon + 1 < shells.Count ? shells[polygon + 1] : ends.Count);
            for (var hole = shell + 1; hole < end; hole++)
            {
                if (Part(shell).Length >= 6 && Part(hole).Length >= 6 && !RingNesting.LiesIn(Part(hole), Part(shell)))
                    findings.Add(SourceFindings.HoleOutside, file, record, null, null, $"{hole}", $"{shell}");
            }
        }
    }

    // Coordinates that may be degrees and reach round the earth: what lies in what cannot be told in the plane.
    private bool ReachesHalfTurn()
    {
        var (least, most, highest) = (double.PositiveInfinity, double.NegativeInfinity, 0.0);
        for (var i = 0; i < 2 * vertices; i += 2)
            (least, most, highest) = (Math.Min(least, xy[i]), Math.Max(most, xy[i]), Math.Max(highest, Math.Abs(xy[i + 1])));
        return highest <= 90 && least >= -540 && most <= 540 && (most - least > 180 || most >= 180 || least <= -180);
    }

    private ReadOnlySpan<double> Part(int part)
    {
        var start = part == 0 ? 0 : ends[part - 1];
        return xy.AsSpan(2 * start, 2 * (ends[part] - start));
    }

    private static void Ring(int ring, ReadOnlySpan<double> source, PolygonColumn column, string file, long record, FindingLog findings)
    {
        var n = source.Length / 2;
        var closed = n > 0 && source[0] == source[^2] && source[1] == source[^1];
        if (!closed || n < 4)
            findings.Add(GisFindings.RingNotClosed, file, record, null, null, $"{ring}", $"{n}");
        if (n == 0)
            return;
        var target = column.AddRing(closed ? n : n + 1);
        source.CopyTo(target);
        (target[^2], target[^1]) = (source[0], source[1]);
    }
}
