namespace CarbonSink.Geometry;

/// <summary>Ellipsoidal area (椭球面积) by the algorithm of China's land survey, 国土调查办发〔2008〕32号, 图幅理论面积与图斑椭球面积计算公式及要求.</summary>
/// <remarks>
/// Every vertex goes back to B, L by the document's own inverse Gauss–Krüger formula; each edge bounds a trapezoid between the parallels of its
/// ends and a reference meridian; the trapezoids add up with their signs. Edges longer than the densification step are divided into equal parts of at most that length.
/// With rounding: x, y to 0.0001 m, B and L to 0.000001″, and by <see cref="Round"/> the area to 0.01 m²; halves away from zero.
/// The 70 m step is that of common implementations; the document itself was not seen to state it. It is conformity, not accuracy, that this method
/// is for: beyond a few degrees from the central meridian the inverse formula degrades. Thread-safe; nothing is allocated per ring.
/// </remarks>
public sealed class OfficialArea
{
    private const double Degree = Math.PI / 180;
    private const double Second = Degree / 3600;

    private readonly OfficialConstants constants;
    private readonly double metresPerRadian;

    /// <summary>Prepares the constants of an ellipsoid.</summary>
    /// <param name="ellipsoid">The ellipsoid.</param>
    /// <param name="step">Longest piece of an edge, metres; 0 leaves edges whole.</param>
    /// <param name="rounding">Whether coordinates are rounded as the document says.</param>
    public OfficialArea(Ellipsoid ellipsoid, double step = 70, bool rounding = true)
        : this(OfficialConstants.Of(ellipsoid), ellipsoid.SemiMajorAxis, step, rounding)
    {
    }

    /// <summary>Takes the constants as they are.</summary>
    internal OfficialArea(OfficialConstants constants, double metresPerRadian, double step, bool rounding)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(step);
        (this.constants, this.metresPerRadian, Step, Rounding) = (constants, metresPerRadian, step, rounding);
    }

    /// <summary>Longest piece of an edge, metres; 0 leaves edges whole.</summary>
    public double Step { get; }

    /// <summary>Whether coordinates are rounded as the document says.</summary>
    public bool Rounding { get; }

    /// <summary>The area rounded to 0.01 m² where rounding is on.</summary>
    public double Round(double area) => Rounding ? RoundTo(area, 100) : area;

    /// <summary>Area between two parallels and two meridians (椭球面梯形面积), m²; latitudes and difference of longitude in degrees.</summary>
    public double Trapezoid(double latitude1, double latitude2, double longitudeDifference) =>
        TrapezoidInRadians(latitude1 * Degree, latitude2 * Degree, longitudeDifference * Degree);

    /// <summary>Signed area of a ring, m², counter-clockwise positive; interleaved longitude, latitude in degrees, edges straight in these.</summary>
    public double SignedArea(ReadOnlySpan<double> ring)
    {
        var sum = new TrapezoidSum(this);
        for (var i = 0; i < ring.Length; i += 2)
        {
            var j = i + 2 < ring.Length ? i + 2 : 0;
            var (lon, lat) = (ring[i], ring[i + 1]);
            var (remainingLon, dLat) = (Math.IEEERemainder(ring[j] - lon, 360), ring[j + 1] - lat);
            var length = Math.Sqrt(Square(remainingLon * Math.Cos(lat * Degree)) + Square(dLat)) * Degree * metresPerRadian;
            var pieces = Pieces(length);
            for (var k = 0; k < pieces; k++)
                sum.Add(Geographic((lat + dLat * k / pieces) * Degree), Geographic((lon + remainingLon * k / pieces) * Degree));
        }
        return sum.Close();
    }

    /// <summary>Signed area of a ring, m², counter-clockwise positive; interleaved easting, northing of a Gauss–Krüger projection, edges straight there.</summary>
    public double SignedArea(ReadOnlySpan<double> ring, GaussKruger projection)
    {
        var sum = new TrapezoidSum(this);
        var unit = projection.Unit;
        for (var i = 0; i < ring.Length; i += 2)
        {
            var j = i + 2 < ring.Length ? i + 2 : 0;
            var (y, x) = ((ring[i] - projection.MeridianEasting) * unit, (ring[i + 1] - projection.EquatorNorthing) * unit);
            var (dy, dx) = ((ring[j] - ring[i]) * unit, (ring[j + 1] - ring[i + 1]) * unit);
            var pieces = Pieces(Math.Sqrt(dx * dx + dy * dy));
            for (var k = 0; k < pieces; k++)
            {
                var (latitude, longitude) = Inverse(Projected(x + dx * k / pieces), Projected(y + dy * k / pieces));
                sum.Add(Geographic(latitude), Geographic(longitude));
            }
        }
        return sum.Close();
    }

    /// <summary>The document's inverse formula: x northing, y easting from the central meridian, metres; the longitude is counted from there, radians.</summary>
    internal (double Latitude, double Longitude) Inverse(double x, double y)
    {
        var (k0, k1, k2, k3, k4) = constants.Inverse;
        var e = k0 * x;
        var (s, c) = Math.SinCos(e);
        var s2 = s * s;
        var footpoint = e + c * s * (k1 - s2 * (k2 - s2 * (k3 - s2 * k4)));
        var (sinF, cosF) = Math.SinCos(footpoint);
        var t = sinF / cosF;
        var t2 = t * t;
        var eta2 = constants.SecondEccentricitySquared * cosF * cosF;
        var v = Math.Sqrt(1 + eta2);
        var u = y * v / constants.PolarRadius; // y'/N with N = c/V
        var u2 = u * u;
        var latitude = footpoint - v * v * t * u2 * (1 / 2.0 - u2 * ((5 + 3 * t2 + eta2 - 9 * eta2 * t2) / 24 - u2 * (61 + 90 * t2 + 45 * t2 * t2) / 720));
        var longitude = u / cosF * (1 - u2 * ((1 + 2 * t2 + eta2) / 6 - u2 * (5 + 28 * t2 + 24 * t2 * t2 + 6 * eta2 + 8 * eta2 * t2) / 120));
        return (latitude, longitude);
    }

    private double TrapezoidInRadians(double latitude1, double latitude2, double longitudeDifference)
    {
        var (a, b, c, d, e) = constants.Series;
        var half = (latitude2 - latitude1) / 2;
        var middle = (latitude1 + latitude2) / 2;
        return 2 * constants.B2 * longitudeDifference * (
            a * Math.Sin(half) * Math.Cos(middle)
            - b * Math.Sin(3 * half) * Math.Cos(3 * middle)
            + c * Math.Sin(5 * half) * Math.Cos(5 * middle)
            - d * Math.Sin(7 * half) * Math.Cos(7 * middle)
            + e * Math.Sin(9 * half) * Math.Cos(9 * middle));
    }

    // A length that is not finite leaves the edge whole, so that no ring can run without end.
    private int Pieces(double length) => Step > 0 && length > Step && length < Step * 1e6 ? (int)(length / Step) + 1 : 1;

    private double Projected(double metres) => Rounding ? RoundTo(metres, 1e4) : metres;

    private double Geographic(double radians) => Rounding ? RoundTo(radians / Second, 1e6) * Second : radians;

    private static double RoundTo(double value, double parts) => Math.CopySign(Math.Floor(Math.Abs(value) * parts + 0.5) / parts, value);

    private static double Square(double x) => x * x;

    // Trapezoids between consecutive points and the meridian of the first.
    private struct TrapezoidSum(OfficialArea method)
    {
        private CompensatedSum area;
        private (double B, double L) first;
        private (double B, double L) previous;
        private bool started;

        public void Add(double latitude, double longitude)
        {
            if (started)
                Edge((latitude, longitude));
            else
                (first, started) = ((latitude, longitude), true);
            previous = (latitude, longitude);
        }

        public double Close()
        {
            if (started)
                Edge(first);
            return area.Value;
        }

        private void Edge((double B, double L) next)
        {
            var mean = (FromFirst(previous.L) + FromFirst(next.L)) / 2;
            area.Add(method.TrapezoidInRadians(previous.B, next.B, mean));
        }

        // Longitudes on either side of 180° are brought together.
        private readonly double FromFirst(double longitude) => Math.IEEERemainder(longitude - first.L, 2 * Math.PI);
    }
}
