namespace CarbonSink.Geometry;

/// <summary>The shortest path (大地线) between two points of an ellipsoid.</summary>
/// <param name="Distance">Length, metres.</param>
/// <param name="Azimuth1">Forward azimuth at the first point, degrees clockwise from north.</param>
/// <param name="Azimuth2">Forward azimuth at the second point, degrees clockwise from north.</param>
/// <param name="AreaUnder">S12: signed area between the path, the equator and the two meridians, m²; positive for an eastward path in the north.</param>
public readonly record struct GeodesicSegment(double Distance, double Azimuth1, double Azimuth2, double AreaUnder);

/// <summary>The inverse geodesic problem (大地主题反算) with the area under the path, on an oblate ellipsoid or a sphere.</summary>
/// <remarks>
/// Karney, "Algorithms for geodesics", J. Geodesy 87 (2013), doi 10.1007/s00190-012-0578-z; equation numbers below are that paper's.
/// Every pair of points is answered: poles, coincident, antipodal and nearly antipodal ones, and pairs across the 180° meridian.
/// The paper's Fourier series are kept as polynomials in k² (<see cref="SineSeries"/>) instead of in ε and n.
/// </remarks>
public sealed class Geodesic
{
    private const double Degree = Math.PI / 180;
    private const double Tiny = 1.4916681462400413e-154; // square root of the smallest normal double: stands for cos β at a pole

    private readonly double a;
    private readonly double b;
    private readonly double f;
    private readonly double e2;
    private readonly double ep2;
    private readonly double c2;
    private readonly GeodesicSeries series;

    /// <summary>Prepares the series for an ellipsoid.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The flattening is not in [0, 0.02].</exception>
    public Geodesic(Ellipsoid ellipsoid)
    {
        (a, b, f, e2) = (ellipsoid.SemiMajorAxis, ellipsoid.SemiMinorAxis, ellipsoid.Flattening, ellipsoid.EccentricitySquared);
        ArgumentOutOfRangeException.ThrowIfNegative(f, nameof(ellipsoid));
        ArgumentOutOfRangeException.ThrowIfGreaterThan(f, 0.02, nameof(ellipsoid));
        Ellipsoid = ellipsoid;
        ep2 = e2 / (1 - e2);
        var e = Math.Sqrt(e2);
        c2 = e2 == 0 ? a * a : (a * a + b * b * Math.Atanh(e) / e) / 2; // authalic radius squared, Sect. 6
        series = new(f, ep2);
    }

    /// <summary>The ellipsoid.</summary>
    public Ellipsoid Ellipsoid { get; }

    /// <summary>Area of the whole ellipsoid, 4πc², m².</summary>
    public double EllipsoidArea => 4 * Math.PI * c2;

    /// <summary>Solves the inverse problem between two positions in degrees; latitudes in [−90, 90], any longitudes.</summary>
    public GeodesicSegment Inverse(double latitude1, double longitude1, double latitude2, double longitude2)
    {
        var (lon, remainder) = LongitudeDifference(longitude1, longitude2);
        // Eq. 44: mirror and swap until φ1 ≤ 0, φ1 ≤ φ2 ≤ −φ1, 0 ≤ λ12 ≤ 180.
        var lonSign = lon < 0 || (lon == 0 && remainder < 0) ? -1 : 1;
        (lon, remainder) = (lon * lonSign, remainder * lonSign);
        var swap = Math.Abs(latitude1) < Math.Abs(latitude2);
        if (swap)
            (latitude1, latitude2) = (latitude2, latitude1);
        var latSign = latitude1 < 0 ? 1 : -1; // from the equator to its antipode the path goes over the north pole
        var beta1 = Reduced(latitude1 * latSign);
        var beta2 = Reduced(latitude2 * latSign);
        if (Math.Abs(latitude1) == Math.Abs(latitude2))
            beta2 = new(latitude2 * latSign < 0 ? beta1.Sin : -beta1.Sin, beta1.Cos);
        if (beta1.Sin == 0)
            (beta1, beta2) = (beta1 with { Sin = -0.0 }, beta2 with { Sin = 0.0 });
        var lambda = lon > 90 ? Supplement(180 - lon - remainder) : Direction.FromDegrees(lon, remainder);
        var path = Solve(beta1, beta2, lambda, (lon + remainder) * Degree, lon == 180 && remainder == 0);

        // A mirrored longitude turns the sign of the azimuth's sine, a mirrored latitude or a swap that of its cosine.
        var (first, second) = swap ? (path.Alpha2, path.Alpha1) : (path.Alpha1, path.Alpha2);
        var (sine, cosine) = (lonSign, swap ? -latSign : latSign);
        return new(
            path.Distance,
            new Direction(first.Sin * sine, first.Cos * cosine).Degrees,
            new Direction(second.Sin * sine, second.Cos * cosine).Degrees,
            path.AreaUnder * lonSign * latSign);
    }

    /// <summary>longitude2 − longitude1 in [−180, 180] degrees as a rounded value and its exact remainder.</summary>
    internal static (double Degrees, double Remainder) LongitudeDifference(double longitude1, double longitude2)
    {
        var (d, r) = CompensatedSum.TwoSum(Math.IEEERemainder(longitude2, 360), -Math.IEEERemainder(longitude1, 360));
        d = Math.IEEERemainder(d, 360); // exact
        if (Math.Abs(d) == 180 && r != 0)
            d = r > 0 ? -180 : 180; // the true value lies just beyond 180 on the other side
        return (d, r);
    }

    private Path Solve(Direction beta1, Direction beta2, Direction lambda, double lambda12, bool opposite)
    {
        Direction alpha1;
        if (opposite || lambda12 == 0 || beta1.Cos == Tiny)
            alpha1 = lambda; // along a meridian: α1 = λ12, α2 = 0 (Sect. 4)
        else if (beta1.Sin == 0 && lambda12 <= (1 - f) * Math.PI)
            return new(a * lambda12, new(1, 0), new(1, 0), 0); // along the equator
        else
            return Newton(beta1, beta2, lambda, lambda12);
        var sigma1 = new Direction(beta1.Sin, alpha1.Cos * beta1.Cos).Normalised;
        var sigma2 = new Direction(beta2.Sin, beta2.Cos).Normalised;
        Span<double> c = stackalloc double[SineSeries.Terms];
        series.Distance.Coefficients(ep2, c);
        var distance = b * SineSeries.EvenDifference(c, Between(sigma1, sigma2), sigma1, sigma2);
        return new(Math.Max(0, distance), alpha1, new(0, 1), lambda12 == 0 ? 0 : -c2 * alpha1.Angle);
    }

    // Solves λ12(α1) = λ12 (Sect. 4) by Newton's method on a direction, kept inside a bracket that is halved where Newton leaves it.
    private Path Newton(Direction beta1, Direction beta2, Direction lambda, double lambda12)
    {
        var alpha = Start(beta1, beta2, lambda, lambda12);
        Direction low = new(Tiny, 1), high = new(Tiny, -1);
        var best = default(Trial);
        for (var i = 0; i < 200; i++)
        {
            best = Try(alpha, beta1, beta2, lambda);
            if (Math.Abs(best.Excess) <= 4e-16 || alpha == low || alpha == high)
                break;
            (low, high) = best.Excess > 0 ? (low, alpha) : (alpha, high);
            var step = -best.Excess / best.Slope;
            var next = best.Slope > 0 && Math.Abs(step) < Math.PI ? alpha.Turn(step) : default;
            var inside = next.Sin > 0 && next.Sin * low.Cos > next.Cos * low.Sin && next.Sin * high.Cos < next.Cos * high.Sin;
            var previous = alpha;
            alpha = inside ? next : Direction.Between(low, high);
            if (inside && Math.Abs(step) < 1e-11 * Math.Min(alpha.Sin, lambda12))
            {
                best = Try(alpha, beta1, beta2, lambda); // quadratic convergence: this one is final
                break;
            }
            if (alpha == previous)
                break;
        }
        return Finish(best, alpha, beta1, beta2, lambda12);
    }

    private Path Finish(in Trial t, Direction alpha1, Direction beta1, Direction beta2, double lambda12)
    {
        Span<double> c = stackalloc double[SineSeries.Terms];
        series.Distance.Coefficients(t.K2, c);
        var distance = b * SineSeries.EvenDifference(c, t.Sigma12, t.Sigma1, t.Sigma2);
        series.Area.Coefficients(t.K2, c);
        var sinAlpha0 = alpha1.Sin * beta1.Cos;
        var cosAlpha0 = Hypotenuse(alpha1.Cos, alpha1.Sin * beta1.Sin);
        var ellipsoidal = e2 * a * a * cosAlpha0 * sinAlpha0 * SineSeries.OddDifference(c, t.Sigma1, t.Sigma2);
        // α2 − α1 by the half-angle formula of Sect. 6; the longitude on the sphere is taken from the given λ12, not from the iterate. The formula loses
        // its digits near antipodal points, where the azimuths themselves serve.
        var omega12 = lambda12 + t.OmegaMinusLambda;
        double turn;
        if (omega12 < 0.75 * Math.PI)
        {
            var (t1, t2) = (beta1.Sin / (1 + beta1.Cos), beta2.Sin / (1 + beta2.Cos));
            var (s, k) = Math.SinCos(omega12 / 2);
            turn = 2 * Math.Atan2(s * (t1 + t2), k * (1 + t1 * t2));
        }
        else
        {
            turn = new Direction(
                t.Alpha2.Sin * alpha1.Cos - t.Alpha2.Cos * alpha1.Sin,
                t.Alpha2.Cos * alpha1.Cos + t.Alpha2.Sin * alpha1.Sin).Angle;
        }
        return new(distance, alpha1, t.Alpha2, c2 * turn + ellipsoidal); // S12 of Sect. 6
    }

    // First guess of α1: spherical triangle (Eqs. 48–50), or the astroid problem near the antipode (Sect. 5, Eqs. 55–57).
    private Direction Start(Direction beta1, Direction beta2, Direction lambda, double lambda12)
    {
        var omega = lambda;
        if (lambda12 < 0.5)
        {
            var mean = (beta1.Cos + beta2.Cos) / 2;
            var (s, k) = Math.SinCos(lambda12 / Math.Sqrt(1 - e2 * mean * mean)); // Eq. 48
            omega = new(s, k);
        }
        var z = new Direction(beta2.Cos * omega.Sin, beta1.Cos * beta2.Sin - beta1.Sin * beta2.Cos * omega.Cos);
        var cosSigma = beta1.Sin * beta2.Sin + beta1.Cos * beta2.Cos * omega.Cos;
        if (cosSigma < 0)
        {
            var delta = Math.PI * f * beta1.Cos * beta1.Cos; // half width of the astroid on the sphere, to leading order (Sect. 5)
            var x = -new Direction(lambda.Sin, -lambda.Cos).Angle * beta1.Cos / delta;
            var y = new Direction(beta2.Sin * beta1.Cos + beta2.Cos * beta1.Sin, beta2.Cos * beta1.Cos - beta2.Sin * beta1.Sin).Angle / delta;
            if (x * x + y * y < 9)
                return Astroid(x, y);
        }
        z = z.Normalised;
        return z.Sin > 0 ? z : new Direction(Tiny, z.Cos).Normalised;
    }

    private static Direction Astroid(double x, double y)
    {
        if (y == 0)
            return new Direction(Math.Max(-x, Tiny), -Math.Sqrt(Math.Max(0, 1 - x * x))).Normalised; // Eq. 57
        // Largest root of μ⁴ + 2μ³ + (1 − x² − y²)μ² − 2y²μ − y² = 0 (Eq. 55): convex to its right, so Newton descends to it from above.
        var (x2, y2) = (x * x, y * y);
        var mu = Math.Sqrt(x2 + y2) + Math.Abs(y);
        for (var i = 0; i < 50; i++)
        {
            var value = (((mu + 2) * mu + 1 - x2 - y2) * mu - 2 * y2) * mu - y2;
            var slope = ((4 * mu + 6) * mu + 2 * (1 - x2 - y2)) * mu - 2 * y2;
            var next = mu - value / slope;
            if (!(next < mu))
                break;
            mu = next;
        }
        return new Direction(Math.Max(-x / (1 + mu), Tiny), y / mu).Normalised; // Eq. 56
    }

    // The spherical longitudes and λ12 that belong to a trial azimuth, and dλ12/dα1.
    private Trial Try(Direction alpha1, Direction beta1, Direction beta2, Direction lambda)
    {
        if (beta1.Sin == 0 && alpha1.Cos == 0)
            alpha1 = alpha1 with { Cos = -Tiny }; // the equator itself is degenerate
        var sinAlpha0 = alpha1.Sin * beta1.Cos; // Eq. 5
        var cosAlpha0 = Hypotenuse(alpha1.Cos, alpha1.Sin * beta1.Sin);
        var north1 = alpha1.Cos * beta1.Cos;
        var gap = beta1.Cos < -beta1.Sin
            ? (beta2.Cos - beta1.Cos) * (beta2.Cos + beta1.Cos)
            : (beta1.Sin - beta2.Sin) * (beta1.Sin + beta2.Sin);
        var north2 = Math.Sqrt(Math.Max(0, north1 * north1 + gap)); // cos α2 cos β2, Eq. 45
        var alpha2 = new Direction(sinAlpha0, north2).Normalised;
        var sigma1 = new Direction(beta1.Sin, north1).Normalised; // Eq. 11
        var sigma2 = new Direction(beta2.Sin, north2).Normalised;
        var omega1 = new Direction(sinAlpha0 * beta1.Sin, north1).Normalised; // Eq. 12
        var omega2 = new Direction(sinAlpha0 * beta2.Sin, north2).Normalised;
        var sigma12 = Between(sigma1, sigma2);
        var omega12 = new Direction(
            Math.Max(0, omega2.Sin * omega1.Cos - omega2.Cos * omega1.Sin),
            omega2.Cos * omega1.Cos + omega2.Sin * omega1.Sin);
        var k2 = ep2 * cosAlpha0 * cosAlpha0; // Eq. 9
        Span<double> c = stackalloc double[SineSeries.Terms];
        series.Longitude.Coefficients(k2, c);
        var difference = f * sinAlpha0 * SineSeries.EvenDifference(c, sigma12, sigma1, sigma2); // Eq. 8
        var excess = new Direction(
            omega12.Sin * lambda.Cos - omega12.Cos * lambda.Sin,
            omega12.Cos * lambda.Cos + omega12.Sin * lambda.Sin).Angle - difference;

        double slope;
        if (north2 == 0)
        {
            slope = -2 * Math.Sqrt(1 - e2 * beta1.Cos * beta1.Cos) / beta1.Sin; // Eq. 47
        }
        else
        {
            series.ReducedLength.Coefficients(k2, c);
            var reduced = Math.Sqrt(1 + k2 * sigma2.Sin * sigma2.Sin) * sigma1.Cos * sigma2.Sin // m12 / b, Eq. 38
                - Math.Sqrt(1 + k2 * sigma1.Sin * sigma1.Sin) * sigma1.Sin * sigma2.Cos
                - sigma1.Cos * sigma2.Cos * SineSeries.EvenDifference(c, sigma12, sigma1, sigma2);
            slope = (1 - f) * reduced / north2; // Eq. 46
        }
        return new(excess, slope, sigma1, sigma2, sigma12, alpha2, k2, difference);
    }

    // β of tan β = (1 − f) tan φ (Eq. 6).
    private Direction Reduced(double latitude)
    {
        var phi = Direction.FromDegrees(latitude);
        var beta = new Direction((1 - f) * phi.Sin, phi.Cos).Normalised;
        return Math.Abs(latitude) == 90 ? new(beta.Sin, Tiny) : beta;
    }

    private static double Between(Direction sigma1, Direction sigma2) => new Direction(
        Math.Max(0, sigma2.Sin * sigma1.Cos - sigma2.Cos * sigma1.Sin),
        sigma2.Cos * sigma1.Cos + sigma2.Sin * sigma1.Sin).Angle;

    private static Direction Supplement(double degrees)
    {
        var (s, c) = Math.SinCos(degrees * Degree);
        return new(s, -c);
    }

    private static double Hypotenuse(double x, double y) => Math.Sqrt(x * x + y * y);

    private readonly record struct Path(double Distance, Direction Alpha1, Direction Alpha2, double AreaUnder);

    private readonly record struct Trial(
        double Excess, double Slope, Direction Sigma1, Direction Sigma2, double Sigma12, Direction Alpha2, double K2, double OmegaMinusLambda);
}
