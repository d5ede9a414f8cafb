using System.Numerics;

namespace CarbonSink.Geometry;

/// <summary>The edges of a layer that are no border between two polygons: those that the polygons on both sides do not share vertex by vertex.</summary>
/// <remarks>
/// Each edge is counted 1 one way and −1 the other, as it runs with the inside on its left. A border shared by two polygons counts 0, and across it as many polygons lie as on its
/// other side. So what gaps and overlaps there are is bounded by the other edges alone, few in a sound layer.
/// </remarks>
internal static class UnsharedEdges
{
    /// <summary>Chains of such edges as interleaved x, y; each edge once.</summary>
    public static List<double[]> Of(PreparedLayer layer, int threads, CancellationToken stop)
    {
        var parts = (int)BitOperations.RoundUpToPowerOf2((uint)Math.Clamp(threads, 1, 16));
        var polygons = layer.Polygons;
        var open = new bool[polygons.VertexCount]; // by the vertex that an edge starts at
        Parallel.For(0, parts, new() { MaxDegreeOfParallelism = threads, CancellationToken = stop }, part =>
        {
            var counts = new EdgeCounts(polygons, (polygons.VertexCount / parts) + 1);
            Each(layer, (v, x1, y1, x2, y2, sign) =>
            {
                var hash = EdgeCounts.HashOf(x1, y1, x2, y2);
                if ((int)(hash >> 60) % parts == part)
                    counts.Add(v, hash, sign);
            }, stop);
            counts.MarkOpen(open);
        });
        return Chains(polygons, open);
    }

    private static void Each(PreparedLayer layer, Action<int, double, double, double, double, int> edge, CancellationToken stop)
    {
        var xy = layer.Polygons.Coordinates;
        var ends = layer.Polygons.RingEnds;
        var vertex = 0;
        for (var ring = 0; ring < ends.Length; ring++)
        {
            var sign = layer.Borders.Sign(ring);
            if ((ring & 0xFFF) == 0)
                stop.ThrowIfCancellationRequested();
            for (; vertex < ends[ring] - 1; vertex++)
            {
                var (x1, y1, x2, y2) = (xy[2 * vertex], xy[(2 * vertex) + 1], xy[(2 * vertex) + 2], xy[(2 * vertex) + 3]);
                if (sign == 0 || (x1 == x2 && y1 == y2))
                    continue;
                var isForward = x1 < x2 || (x1 == x2 && y1 < y2);
                if (isForward)
                    edge(vertex, x1, y1, x2, y2, sign);
                else
                    edge(vertex, x2, y2, x1, y1, -sign);
            }

            vertex = ends[ring];
        }
    }

    private static List<double[]> Chains(PolygonColumn polygons, bool[] open)
    {
        var chains = new List<double[]>();
        var start = 0;
        foreach (var end in polygons.RingEnds)
        {
            for (var vertex = start; vertex < end - 1; vertex++)
            {
                if (!open[vertex])
                    continue;
                var from = vertex;
                while (vertex < end - 1 && open[vertex])
                    vertex++;
                chains.Add(polygons.Coordinates[(2 * from)..((2 * vertex) + 2)].ToArray());
            }

            start = end;
        }

        return chains;
    }

    /// <summary>Counts by edge: open addressing, an edge known by the vertex that its first occurrence starts at.</summary>
    private sealed class EdgeCounts
    {
        private readonly PolygonColumn polygons;
        private (int Vertex, int Net)[] slots;
        private int used;

        public EdgeCounts(PolygonColumn polygons, int expected)
        {
            this.polygons = polygons;
            slots = new (int, int)[BitOperations.RoundUpToPowerOf2((uint)Math.Max(64, expected))];
        }

        public static ulong HashOf(double x1, double y1, double x2, double y2)
        {
            // −0 and 0 are one place.
            var hash = (BitConverter.DoubleToUInt64Bits(x1 + 0.0) * 0x9E3779B97F4A7C15) ^ BitOperations.RotateLeft(BitConverter.DoubleToUInt64Bits(y1 + 0.0) * 0xC2B2AE3D27D4EB4F, 17)
                ^ BitOperations.RotateLeft(BitConverter.DoubleToUInt64Bits(x2 + 0.0) * 0x165667B19E3779F9, 31) ^ BitOperations.RotateLeft(BitConverter.DoubleToUInt64Bits(y2 + 0.0) * 0x27D4EB2F165667C5, 47);
            hash = (hash ^ (hash >> 32)) * 0xD6E8FEB86659FD93;
            return (hash ^ (hash >> 32)) * 0xD6E8FEB86659FD93;
        }

        public void Add(int vertex, ulong hash, int sign)
        {
            if (4 * used > 3 * slots.Length)
                Grow();
            var slot = Find(vertex, hash);
            if (slots[slot].Vertex == 0)
            {
                slots[slot].Vertex = vertex + 1; // 0 stands for an empty slot
                used++;
            }

            slots[slot].Net += sign;
        }

        public void MarkOpen(bool[] open)
        {
            foreach (var (vertex, net) in slots)
            {
                if (vertex > 0 && net != 0)
                    open[vertex - 1] = true;
            }
        }

        private int Find(int vertex, ulong hash)
        {
            var xy = polygons.Coordinates;
            var mask = slots.Length - 1;
            for (var slot = (int)hash & mask; ; slot = (slot + 1) & mask)
            {
                var known = slots[slot].Vertex - 1;
                if (known < 0 || IsSame(xy.Slice(2 * known, 4), xy.Slice(2 * vertex, 4)))
                    return slot;
            }
        }

        private static bool IsSame(ReadOnlySpan<double> a, ReadOnlySpan<double> b) =>
            (a[0] == b[0] && a[1] == b[1] && a[2] == b[2] && a[3] == b[3]) || (a[0] == b[2] && a[1] == b[3] && a[2] == b[0] && a[3] == b[1]);

        private void Grow()
        {
            var old = slots;
            slots = new (int, int)[2 * old.Length];
            var xy = polygons.Coordinates;
            foreach (var (vertex, net) in old)
            {
                if (vertex == 0)
                    continue;
                var edge = xy.Slice(2 * (vertex - 1), 4);
                var isForward = edge[0] < edge[2] || (edge[0] == edge[2] && edge[1] < edge[3]);
                slots[Find(vertex - 1, isForward ? HashOf(edge[0], edge[1], edge[2], edge[3]) : HashOf(edge[2], edge[3], edge[0], edge[1]))] = (vertex, net);
            }
        }
    }
}
