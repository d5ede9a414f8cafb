using System.Numerics;
using System.Runtime.CompilerServices;

namespace CarbonSink.Geometry;

/// <summary>Whether the rings of a record certainly make a valid polygon: no two of their edges meet but neighbours at their common vertex. A quick answer for most records; of the others a full test decides.</summary>
internal sealed class RingSimplicity
{
    // Shewchuk's bound for an orientation of three points in doubles: (3 + 16ε)ε with ε = 2^-53.
    private const double OrientationError = 3.3306690738754716e-16;

    // Up to so many edges each is compared with all others, several at once; sorting takes longer.
    private const int FewEdges = 384;

    private readonly double[] minX = new double[FewEdges + Vector<double>.Count];
    private readonly double[] maxX = new double[FewEdges + Vector<double>.Count];
    private readonly double[] minY = new double[FewEdges + Vector<double>.Count];
    private readonly double[] maxY = new double[FewEdges + Vector<double>.Count];
    private Edge[] edges = new Edge[256];
    private double[] starts = new double[256];
    private int count;

    /// <summary>Whether a record is certainly valid; false where it is not, or where the quick test cannot tell.</summary>
    public bool IsCertain(PolygonColumn column, int record)
    {
        count = 0;
        for (var ring = column.FirstRing(record); ring < column.RecordEnds[record]; ring++)
        {
            if (!Add(column.Ring(ring), ring))
                return false;
        }

        return count > 0 && (count <= FewEdges ? AllApart() : Sweep());
    }

    /// <summary>Whether two edges, each as x, y, x, y, certainly have no point in common.</summary>
    public static bool AreApart(ReadOnlySpan<double> a, ReadOnlySpan<double> b)
    {
        var (first, second) = (new Edge(a[0], a[1], a[2], a[3], 0, 0, 0), new Edge(b[0], b[1], b[2], b[3], 0, 0, 0));
        return AreOnOneSide(first, second) || AreOnOneSide(second, first);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)] // vectors of the machine's own width are not compiled ahead of time
    private bool AllApart()
    {
        for (var i = 0; i < count; i++)
        {
            ref readonly var edge = ref edges[i];
            (minX[i], maxX[i], minY[i], maxY[i]) = (starts[i], edge.MaxX, edge.MinY, edge.MaxY);
        }

        minX.AsSpan(count, Vector<double>.Count).Fill(double.PositiveInfinity); // meets nothing
        for (var i = 0; i < count; i++)
        {
            var (left, right, bottom, top) = (new Vector<double>(minX[i]), new Vector<double>(maxX[i]), new Vector<double>(minY[i]), new Vector<double>(maxY[i]));
            for (var j = i + 1; j < count; j += Vector<double>.Count)
            {
                var meets = Vector.LessThanOrEqual(new Vector<double>(minX, j), right) & Vector.GreaterThanOrEqual(new Vector<double>(maxX, j), left)
                    & Vector.LessThanOrEqual(new Vector<double>(minY, j), top) & Vector.GreaterThanOrEqual(new Vector<double>(maxY, j), bottom);
                if (Vector.EqualsAll(meets, Vector<long>.Zero))
                    continue;
                for (var k = 0; k < Vector<double>.Count; k++)
                {
                    if (meets[k] != 0 && !AreApart(edges[i], edges[j + k]))
                        return false;
                }
            }
        }

        return true;
    }

    private bool Sweep()
    {
        Array.Sort(starts, edges, 0, count);
        for (var i = 0; i < count; i++)
        {
            ref readonly var edge = ref edges[i];
            for (var j = i + 1; j < count && starts[j] <= edge.MaxX; j++)
            {
                ref readonly var other = ref edges[j];
                if (other.MinY <= edge.MaxY && edge.MinY <= other.MaxY && !AreApart(edge, other))
                    return false;
            }
        }

        return true;
    }

    private bool Add(ReadOnlySpan<double> ring, int number)
    {
        var n = (ring.Length / 2) - 1;
        if (n < 3 || ring[0] != ring[^2] || ring[1] != ring[^1])
            return false;
        if (edges.Length < count + n)
        {
            Array.Resize(ref edges, 2 * (count + n));
            Array.Resize(ref starts, edges.Length);
        }

        for (var i = 0; i < n; i++)
        {
            var edge = new Edge(ring[2 * i], ring[(2 * i) + 1], ring[(2 * i) + 2], ring[(2 * i) + 3], number, i, n);
            // A difference is NaN or infinite where a coordinate is, and zero where a vertex is repeated.
            if (!double.IsFinite(edge.X2 - edge.X1) || !double.IsFinite(edge.Y2 - edge.Y1) || (edge.X1 == edge.X2 && edge.Y1 == edge.Y2))
                return false;
            (starts[count], edges[count++]) = (Math.Min(edge.X1, edge.X2), edge);
        }

        return true;
    }

    private static bool AreApart(in Edge a, in Edge b)
    {
        if (a.Ring == b.Ring && (a.Place + 1 == b.Place || (b.Place == 0 && a.Place == a.Edges - 1)))
            return !FoldsBack(a, b);
        if (a.Ring == b.Ring && (b.Place + 1 == a.Place || (a.Place == 0 && b.Place == b.Edges - 1)))
            return !FoldsBack(b, a);
        return AreOnOneSide(a, b) || AreOnOneSide(b, a);
    }

    // The second edge starts where the first ends.
    private static bool FoldsBack(in Edge first, in Edge second) =>
        Side(first, second.X2, second.Y2) == 0 && ((first.X2 - first.X1) * (second.X2 - second.X1)) + ((first.Y2 - first.Y1) * (second.Y2 - second.Y1)) <= 0;

    private static bool AreOnOneSide(in Edge line, in Edge edge) => Side(line, edge.X1, edge.Y1) * Side(line, edge.X2, edge.Y2) > 0;

    private static int Side(in Edge line, double x, double y)
    {
        var left = (line.X1 - x) * (line.Y2 - y);
        var right = (line.Y1 - y) * (line.X2 - x);
        var difference = left - right;
        return Math.Abs(difference) > OrientationError * (Math.Abs(left) + Math.Abs(right)) ? Math.Sign(difference) : 0;
    }

    private readonly record struct Edge(double X1, double Y1, double X2, double Y2, int Ring, int Place, int Edges)
    {
        public double MaxX => Math.Max(X1, X2);

        public double MinY => Math.Min(Y1, Y2);

        public double MaxY => Math.Max(Y1, Y2);
    }
}
