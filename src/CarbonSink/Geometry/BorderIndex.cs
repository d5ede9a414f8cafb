namespace CarbonSink.Geometry;

/// <summary>The borders of polygon records with a tree of boxes over runs of eight edges, eight runs and so on: a small box meets few edges of a long border. Immutable, shared by threads.</summary>
internal sealed class BorderIndex
{
    private const int Fan = 8;
    private const int ChunkSize = 1024;

    private readonly PolygonColumn column;
    private readonly sbyte[] signs; // of rings: 1 where the inside is left of the edges as stored, −1 right, 0 without area
    private readonly int[] firstNode; // of each ring, runs of edges first, the root last
    private readonly Bounds[] nodes;

    /// <summary>Indexes valid polygons.</summary>
    /// <param name="column">The polygons, not changed afterwards.</param>
    /// <param name="threads">Threads to use.</param>
    public BorderIndex(PolygonColumn column, int threads = 1)
    {
        this.column = column;
        var rings = column.RingEnds.Length;
        (signs, firstNode) = (new sbyte[rings], new int[rings + 1]);
        for (var ring = 0; ring < rings; ring++)
            firstNode[ring + 1] = firstNode[ring] + NodesOf(column.Ring(ring).Length / 2 - 1);
        nodes = new Bounds[firstNode[rings]];
        Records = new Bounds[column.Count];
        Parallel.For(0, (column.Count + ChunkSize - 1) / ChunkSize, new() { MaxDegreeOfParallelism = threads }, chunk =>
        {
            for (var record = chunk * ChunkSize; record < Math.Min(column.Count, (chunk + 1) * ChunkSize); record++)
                Records[record] = Build(record);
        });
    }

    /// <summary>The box around each record.</summary>
    public Bounds[] Records { get; }

    /// <summary>What the signed area of a ring as stored is multiplied by: 1, −1, or 0 where it has none.</summary>
    public int Sign(int ring) => signs[ring];

    /// <summary>Collects what the border of a record leaves in a box.</summary>
    public void Collect(int record, in Bounds box, BorderPieces pieces)
    {
        pieces.Begin(box);
        for (var ring = column.FirstRing(record); ring < column.RecordEnds[record]; ring++)
        {
            if (signs[ring] == 0)
                continue;
            var vertices = column.Ring(ring);
            var (level, count) = (0, Runs((vertices.Length / 2) - 1));
            for (; count > 1; level++)
                count = Runs(count);
            Visit(ring, vertices, firstNode[ring + 1] - 1, level, 0, box, pieces);
        }

        pieces.End();
    }

    private static int Runs(int count) => (count + Fan - 1) / Fan;

    private static int NodesOf(int edges)
    {
        if (edges < 1)
            return 0;
        var (count, sum) = (Runs(edges), 0);
        for (; count > 1; count = Runs(count))
            sum += count;
        return sum + 1;
    }

    private void Visit(int ring, ReadOnlySpan<double> vertices, int node, int level, int place, in Bounds box, BorderPieces pieces)
    {
        ref readonly var bounds = ref nodes[node];
        if (bounds.MaxY <= box.MinY || bounds.MinX >= box.MaxX || bounds.MinY > box.MaxY)
            return;
        var edges = (vertices.Length / 2) - 1;
        var length = 1;
        for (var i = 0; i <= level; i++)
            length *= Fan;
        var (from, to) = (place * length, Math.Min(edges, (place + 1) * length));
        if (bounds.MaxX <= box.MinX)
        {
            pieces.Pass(vertices[(2 * from) + 1], vertices[(2 * to) + 1], signs[ring]);
        }
        else if (level == 0)
        {
            for (var e = 2 * from; e < 2 * to; e += 2)
                pieces.Add(vertices[e], vertices[e + 1], vertices[e + 2], vertices[e + 3], signs[ring]);
        }
        else
        {
            // Levels lie one after the other, the lowest first.
            var (children, count) = (firstNode[ring], Runs(edges));
            for (var i = 1; i < level; i++)
                (children, count) = (children + count, Runs(count));
            for (var child = place * Fan; child < Math.Min(count, (place + 1) * Fan); child++)
                Visit(ring, vertices, children + child, level - 1, child, box, pieces);
        }
    }

    private Bounds Build(int record)
    {
        var first = column.FirstRing(record);
        var rings = column.RecordEnds[record] - first;
        if (column.Kinds[record] != GeometryKind.Polygon || rings == 0)
            return Bounds.Empty;
        var areas = rings <= 64 ? stackalloc double[rings] : new double[rings];
        var depths = rings <= 64 ? stackalloc int[rings] : new int[rings];
        for (var i = 0; i < rings; i++)
            areas[i] = PolygonShape.PlanarArea(column.Ring(first + i));
        depths.Clear();
        if (rings > 1)
            RingNesting.Depths(column, first, areas, depths);
        var bounds = Bounds.Empty;
        for (var i = 0; i < rings; i++)
        {
            signs[first + i] = (sbyte)(Math.Sign(areas[i]) * (depths[i] % 2 == 0 ? 1 : -1));
            bounds += Build(first + i, column.Ring(first + i));
        }

        return bounds;
    }

    private Bounds Build(int ring, ReadOnlySpan<double> vertices)
    {
        var edges = (vertices.Length / 2) - 1;
        if (edges < 1)
            return Bounds.Empty;
        var (from, count) = (firstNode[ring], Runs(edges));
        for (var i = 0; i < count; i++)
            nodes[from + i] = Bounds.Of(vertices[(2 * Fan * i)..(2 * Math.Min(edges + 1, (Fan * (i + 1)) + 1))]);
        while (count > 1)
        {
            var (above, next) = (from + count, Runs(count));
            for (var i = 0; i < next; i++)
            {
                var bounds = Bounds.Empty;
                for (var child = Fan * i; child < Math.Min(count, Fan * (i + 1)); child++)
                    bounds += nodes[from + child];
                nodes[above + i] = bounds;
            }

            (from, count) = (above, next);
        }

        return nodes[from];
    }
}
