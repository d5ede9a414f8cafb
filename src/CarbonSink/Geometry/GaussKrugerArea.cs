using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace CarbonSink.Geometry;

/// <summary>Area of rings with geodesic edges straight from Gauss–Krüger coordinates, without going back to latitude and longitude.</summary>
/// <remarks>
/// <para>
/// Let y be the easting and x the northing, both counted from the axes, on a projection of scale 1 at its central meridian, and w = 1/k². The
/// projection is conformal, so the ellipsoidal area inside the ring of straight lines is ∬ w dy dx = ∮ W dx with W = ∫₀^y w dy = y − V.
/// Each edge is the geodesic between its ends, though, not the straight line. Geodesics are the light rays of the refractive index 1/k:
/// in the plane they curve by ∂ln k/∂n, convex away from the central meridian, and enclose with their chord of length L the plane area L³/12 ∂ln k/∂n.
/// Since w ∇ln k = −½∇w, that is on the ellipsoid −L²/24 (w_y dx − w_x dy), n being the outward normal of a counter-clockwise ring.
/// </para>
/// <para>
/// V along an edge is integrated as V(middle) + (V_yy dy² + 2 V_yx dy dx + V_xx dx²)/24, exact for cubics. With w_y = −V_yy, w_x = −V_yx the two
/// terms merge, and an edge contributes, beyond its planar part y dx,
/// −dx V(middle) + [(V_yy − V_xx) dx³ − V_yx dy (dy² + 3 dx²)]/24.
/// </para>
/// <para>
/// w = 1 − A y² + B y⁴ − C y⁶ with A, B, C functions of x. The plane carries the metric w (dx² + dy²), whose curvature is K = 1/(MN), so
/// Δ ln w = −2Kw (Liouville's equation) with w = 1, w_y = 0 on the axis. Comparing powers of y: A = K and
/// B = ⅔K² + (K″ + K′ tan φ/N)/12, primes being derivatives along the meridian at the footpoint latitude (K_yy = −K′ tan φ/N on the axis, because
/// the Laplacian of K on the ellipsoid is K″ − K′ tan φ/N). C is taken from the exact scale at y = 300 km. A is expanded to x², B to x about nodes 50 km apart.
/// </para>
/// <para>
/// Domain: edges up to 2 km, |y| ≤ 340 km (3° of longitude at the equator), within 100 km of the ring's node in x, nodes up to 75° of
/// latitude: there the error is at most 1e-9 of the area and 1e-6 m² per kilometre of border (measured in 3- and 6-degree zones from 3°N to 54°N up to the edge of the domain, edges of 0.5 to 2 km included; see the tests). Elsewhere the answer is NaN and the reference has to be asked.
/// The same operations run in the same order on every processor: four edges side by side, no fused multiply-add.
/// </para>
/// </remarks>
internal sealed class GaussKrugerArea
{
    private const double LongestEdge = 2000;
    private const double FarthestEasting = 340_000;
    private const double FarthestFromNode = 100_000;
    private const double NodeSpacing = 50_000;
    private const double LastNodeLatitude = 75;
    private const double CollocationEasting = 300_000;

    private readonly Node[] nodes;
    private readonly int equatorNode;
    private readonly double falseEasting;
    private readonly double equatorNorthing;
    private readonly double unit;

    /// <summary>Prepares the expansions along the central meridian.</summary>
    public GaussKrugerArea(GaussKruger projection)
    {
        (falseEasting, equatorNorthing, unit) = (projection.MeridianEasting, projection.EquatorNorthing, projection.Unit);
        var axis = new GaussKruger(projection.Ellipsoid, new(0, 0, 0, 1, 0));
        equatorNode = (int)(axis.Forward(LastNodeLatitude, 0).Northing / NodeSpacing);
        nodes = [.. Enumerable.Range(-equatorNode, 2 * equatorNode + 1).Select(i => Node.At(axis, i * NodeSpacing).InUnits(unit))];
    }

    /// <summary>Signed area of a closed ring (interleaved easting, northing), m², counter-clockwise positive; NaN outside the domain or for coordinates that are not finite.</summary>
    public double SignedArea(ReadOnlySpan<double> ring)
    {
        var edges = ring.Length / 2 - 1;
        if (edges < 1)
            return 0;
        var index = Math.Round((ring[1] - equatorNorthing) * unit / NodeSpacing) + equatorNode;
        if (!(index >= 0 && index < nodes.Length))
            return double.NaN;
        var block = new EdgeBlock(nodes[(int)index], falseEasting, equatorNorthing + (index - equatorNode) * NodeSpacing / unit, ring[0]);
        Vector256<double> sum = default, length2 = default, farthest = default, off = default;
        ref var start = ref MemoryMarshal.GetReference(ring);
        var i = 0;
        for (; i + 4 <= edges; i += 4)
        {
            // Two vectors hold four vertices (y0 x0 y1 x1) (y2 x2 y3 x3); the other ends of the edges lie one vertex on.
            var (a, b) = (Vector256.LoadUnsafe(ref start, (nuint)(2 * i)), Vector256.LoadUnsafe(ref start, (nuint)(2 * i + 4)));
            var (c, d) = (Vector256.LoadUnsafe(ref start, (nuint)(2 * i + 2)), Vector256.LoadUnsafe(ref start, (nuint)(2 * i + 6)));
            block.Add(Even(a, b), Odd(a, b), Even(c, d), Odd(c, d), ref sum, ref length2, ref farthest, ref off);
        }
        if (i < edges)
        {
            // The last one to three edges, filled up with edges of no length at the first vertex.
            Span<double> ends = stackalloc double[16]; // y and x of the beginnings, y and x of the ends
            for (var k = 0; k < 4; k++)
            {
                var (p, q) = i + k < edges ? (2 * (i + k), 2 * (i + k) + 2) : (0, 0);
                (ends[k], ends[4 + k], ends[8 + k], ends[12 + k]) = (ring[p], ring[p + 1], ring[q], ring[q + 1]);
            }
            block.Add(
                Vector256.Create<double>(ends), Vector256.Create<double>(ends[4..]), Vector256.Create<double>(ends[8..]), Vector256.Create<double>(ends[12..]),
                ref sum, ref length2, ref farthest, ref off);
        }
        var inside = Largest(length2) * unit * unit <= LongestEdge * LongestEdge
            && Largest(farthest) * unit <= FarthestEasting && Largest(off) * unit <= FarthestFromNode;
        return inside ? (sum[0] + sum[1] + (sum[2] + sum[3])) * unit * unit : double.NaN;
    }

    // The eastings (even places) and northings (odd places) of two vectors, in the order that the processor unpacks them fastest.
    private static Vector256<double> Even(Vector256<double> a, Vector256<double> b) =>
        Avx.IsSupported ? Avx.UnpackLow(a, b) : Vector256.Create(a[0], b[0], a[2], b[2]);

    private static Vector256<double> Odd(Vector256<double> a, Vector256<double> b) =>
        Avx.IsSupported ? Avx.UnpackHigh(a, b) : Vector256.Create(a[1], b[1], a[3], b[3]);

    private static double Largest(Vector256<double> v) => Math.Max(Math.Max(v[0], v[1]), Math.Max(v[2], v[3]));

    // Four edges side by side against the expansion at one node.
    private readonly ref struct EdgeBlock(in Node node, double falseEasting, double nodeNorthing, double firstEasting)
    {
        private readonly Vector256<double> falseEasting = Vector256.Create(falseEasting);
        private readonly Vector256<double> nodeNorthing = Vector256.Create(nodeNorthing);
        private readonly Vector256<double> firstEasting = Vector256.Create(firstEasting);
        private readonly Vector256<double> a0 = Vector256.Create(node.A0);
        private readonly Vector256<double> a1 = Vector256.Create(node.A1);
        private readonly Vector256<double> a2 = Vector256.Create(node.A2);
        private readonly Vector256<double> b0 = Vector256.Create(node.B0);
        private readonly Vector256<double> b1 = Vector256.Create(node.B1);
        private readonly Vector256<double> c0 = Vector256.Create(node.C0);

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void Add(
            Vector256<double> y1, Vector256<double> x1, Vector256<double> y2, Vector256<double> x2,
            ref Vector256<double> sum, ref Vector256<double> length2, ref Vector256<double> farthest, ref Vector256<double> off)
        {
            var dy = y2 - y1;
            var dx = x2 - x1;
            var dx2 = dx * dx;
            var dy2 = dy * dy;
            var y = (y1 - falseEasting + (y2 - falseEasting)) * 0.5;
            var x = (x1 - nodeNorthing + (x2 - nodeNorthing)) * 0.5;
            var planar = (y1 - firstEasting + (y2 - firstEasting)) * 0.5 * dx;

            var yy = y * y;
            var a = a0 + x * (a1 + x * a2);
            var b = b0 + x * b1;
            var v = y * yy * (a * (1 / 3.0) - yy * (b * 0.2 - yy * c0 * (1 / 7.0)));
            var vyy = y * (a + a - yy * (b * 4.0 - yy * c0 * 6.0));
            var vyx = yy * (a1 + (x + x) * a2 - yy * b1);
            var vxx = y * yy * a2 * (2 / 3.0);
            sum += planar - dx * v + ((vyy - vxx) * dx * dx2 - vyx * dy * (dy2 + dx2 * 3.0)) * (1 / 24.0);
            length2 = Vector256.MaxNative(length2, dx2 + dy2);
            farthest = Vector256.MaxNative(farthest, Vector256.Abs(y));
            off = Vector256.MaxNative(off, Vector256.Abs(x));
        }
    }

    // A, B and C at one footpoint: A = A0 + A1 x + A2 x², B = B0 + B1 x with x counted from the node.
    private readonly record struct Node(double A0, double A1, double A2, double B0, double B1, double C0)
    {
        public static Node At(GaussKruger axis, double northing)
        {
            var (k, first, second, b) = Curvature(axis, northing);
            var (latitude, longitude) = axis.Inverse(CollocationEasting, northing);
            var scale = axis.Scale(latitude, longitude);
            var y2 = CollocationEasting * CollocationEasting;
            var c = (1 - k * y2 + b * y2 * y2 - 1 / (scale * scale)) / (y2 * y2 * y2);
            var slope = (Curvature(axis, northing + NodeSpacing).B - Curvature(axis, northing - NodeSpacing).B) / (2 * NodeSpacing);
            return new(k, first, second / 2, b, slope, c);
        }

        /// <summary>The same expansion for coordinates in another unit.</summary>
        public Node InUnits(double u)
        {
            var u2 = u * u;
            return new(A0 * u2, A1 * u2 * u, A2 * u2 * u2, B0 * u2 * u2, B1 * u2 * u2 * u, C0 * u2 * u2 * u2);
        }

        // K = (1 − e² sin²φ)² / b² and its first two derivatives along the meridian, and B.
        private static (double K, double First, double Second, double B) Curvature(GaussKruger axis, double northing)
        {
            var ellipsoid = axis.Ellipsoid;
            var e2 = ellipsoid.EccentricitySquared;
            var b2 = ellipsoid.SemiMinorAxis * ellipsoid.SemiMinorAxis;
            var meridian = ellipsoid.SemiMajorAxis * (1 - e2); // M = meridian / q^(3/2)
            var (s, c) = Math.SinCos(axis.Inverse(0, northing).Latitude * (Math.PI / 180));
            var q = 1 - e2 * s * s;
            var root = Math.Sqrt(q);
            var k = q * q / b2;
            var first = -4 * e2 * s * c * q * q * root / (b2 * meridian);
            var second = -4 * e2 / (b2 * meridian) * ((c * c - s * s) * q * q * root - 5 * e2 * s * s * c * c * q * root) * q * root / meridian;
            var tangentOverN = s / c * root / ellipsoid.SemiMajorAxis;
            return (k, first, second, 2 / 3.0 * k * k + (second + first * tangentOverN) / 12);
        }
    }
}
