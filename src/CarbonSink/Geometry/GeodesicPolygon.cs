namespace CarbonSink.Geometry;

/// <summary>Area and perimeter of polygons whose edges are geodesics (测地线多边形面积): the reference method.</summary>
/// <remarks>
/// The signed area of a ring is −Σ S12 of its edges (Karney 2013, doi 10.1007/s00190-012-0578-z, Sect. 6); a ring that turns m times round the
/// poles adds m times the hemisphere of its pole, and of the two sides of a ring round a pole the smaller is inside. Areas are counted from the parallel through the first vertex instead of from the equator, which takes
/// nothing from a closed ring but the cancellation. Thread-safe; nothing is allocated per ring.
/// </remarks>
public sealed class GeodesicPolygon
{
    private const double Degree = Math.PI / 180;

    /// <summary>Edges within this many degrees in both directions are short (about 2.2 km each way).</summary>
    private const double ShortDegrees = 0.02;

    /// <summary>Poleward of this latitude every edge is solved as a geodesic.</summary>
    private const double ShortLatitude = 70;

    private readonly AuthalicZone zone;
    private readonly double a2;
    private readonly double e2;

    /// <summary>Prepares the method for an ellipsoid.</summary>
    public GeodesicPolygon(Ellipsoid ellipsoid)
    {
        Geodesic = new(ellipsoid);
        zone = new(ellipsoid);
        (a2, e2) = (ellipsoid.SemiMajorAxis * ellipsoid.SemiMajorAxis, ellipsoid.EccentricitySquared);
    }

    /// <summary>The geodesics of the ellipsoid.</summary>
    public Geodesic Geodesic { get; }

    /// <summary>Signed area of a ring, m²: positive when it runs counter-clockwise.</summary>
    /// <param name="ring">Interleaved longitude, latitude in degrees; the first vertex may be repeated at the end. NaN, infinities and latitudes beyond 90° give NaN.</param>
    public double SignedArea(ReadOnlySpan<double> ring)
    {
        var sum = new RingSum(this);
        for (var i = 0; i < ring.Length; i += 2)
            sum.Add(ring[i + 1], ring[i]);
        return sum.Close();
    }

    /// <summary>Signed area of a ring in projected coordinates (interleaved easting, northing) whose edges are the geodesics between its vertices, m².</summary>
    internal double SignedArea(ReadOnlySpan<double> ring, MapProjection projection)
    {
        var sum = new RingSum(this);
        for (var i = 0; i < ring.Length; i += 2)
        {
            var (latitude, longitude) = projection.InverseFromMeridian(ring[i], ring[i + 1]);
            sum.Add(latitude, longitude);
        }
        return sum.Close();
    }

    /// <summary>The signed area with every edge solved as a geodesic, however short: what <see cref="SignedArea(ReadOnlySpan{double})"/> is tested against.</summary>
    internal double SignedAreaWithoutShortEdges(ReadOnlySpan<double> ring)
    {
        var sum = new RingSum(this, shortDegrees: 0);
        for (var i = 0; i < ring.Length; i += 2)
            sum.Add(ring[i + 1], ring[i]);
        return sum.Close();
    }

    /// <summary>Length of the closed ring's edges, metres.</summary>
    public double Perimeter(ReadOnlySpan<double> ring)
    {
        var sum = default(CompensatedSum);
        for (var i = 0; i < ring.Length; i += 2)
        {
            var next = i + 2 < ring.Length ? i + 2 : 0;
            sum.Add(Geodesic.Inverse(ring[i + 1], ring[i], ring[next + 1], ring[next]).Distance);
        }
        return sum.Value;
    }

    // Adds up the edges of one ring as its vertices come by.
    private struct RingSum(GeodesicPolygon polygon, double shortDegrees = ShortDegrees)
    {
        private CompensatedSum area; // Σ (S12 − Q_reference λ12)
        private CompensatedSum turn; // Σ λ12, degrees
        private (double Latitude, double Longitude, double Sine, double Zone) first;
        private (double Latitude, double Longitude, double Sine, double Zone) previous;
        private bool started;

        public void Add(double latitude, double longitude)
        {
            if (!(Math.Abs(latitude) <= 90) || !double.IsFinite(longitude))
                (latitude, longitude) = (double.NaN, double.NaN);
            var sine = Math.Sin(latitude * Degree);
            var vertex = (latitude, longitude, sine, polygon.zone.Below(sine));
            if (started)
                Edge(vertex);
            else
                (first, started) = (vertex, true);
            previous = vertex;
        }

        public double Close()
        {
            if (!started)
                return 0;
            Edge(first);
            var turns = Math.Round(turn.Value / 360);
            if (turns == 0)
                return -area.Value;
            // Round a pole there is an area on either side: that of the nearer pole keeps its digits, and the smaller one is meant.
            var whole = polygon.Geodesic.EllipsoidArea;
            var signed = turns * (Math.CopySign(whole / 2, first.Zone) - 2 * Math.PI * first.Zone) - area.Value;
            return Math.Abs(turns) == 1 && Math.Abs(signed) > whole / 2 ? signed - Math.CopySign(whole, signed) : signed;
        }

        private void Edge((double Latitude, double Longitude, double Sine, double Zone) next)
        {
            var (lon, remainder) = Geodesic.LongitudeDifference(previous.Longitude, next.Longitude);
            var lambda12 = (lon + remainder) * Degree;
            turn.Add(lon + remainder);
            var phi12 = next.Latitude - previous.Latitude;
            if (Math.Abs(lon) < shortDegrees && Math.Abs(phi12) < shortDegrees && Math.Abs(next.Latitude) < ShortLatitude)
            {
                var chord = (previous.Zone - first.Zone + (next.Zone - first.Zone)) / 2 * lambda12;
                area.Add(chord + Bulge((previous.Sine + next.Sine) / 2, phi12 * Degree, lambda12));
            }
            else if (double.IsNaN(next.Latitude + previous.Latitude))
            {
                area.Add(double.NaN);
            }
            else
            {
                var under = Geodesic.Inverse(previous.Latitude, previous.Longitude, next.Latitude, next.Longitude).AreaUnder;
                area.Add(under - first.Zone * lambda12);
            }
        }

        private readonly Geodesic Geodesic => polygon.Geodesic;

        // Area between a short geodesic and the line that is straight in longitude and Q. With s the arc length from the middle, α the azimuth,
        // r = N cos φ: λ' = sin α / r, α' = sin φ sin α / r (Clairaut), Q' = r cos α, hence λ'' = 2 sin φ sin α cos α / r², Q'' = −sin φ.
        // An arc of length L deviates from its chord in the (λ, Q) plane by the area −L³/12 (λ' Q'' − Q' λ'') = L³/12 sin φ sin α (1 + 2 cos²α) / r,
        // and L sin α = r λ12, L cos α = M φ12. What follows is smaller by (L/R)².
        private readonly double Bulge(double sine, double phi12, double lambda12)
        {
            var s2 = sine * sine;
            var w2 = 1 - polygon.e2 * s2;
            var r2 = polygon.a2 * (1 - s2) / w2;
            var m2 = polygon.a2 * (1 - polygon.e2) * (1 - polygon.e2) / (w2 * w2 * w2);
            return lambda12 * sine / 12 * (r2 * lambda12 * lambda12 + 3 * m2 * phi12 * phi12);
        }
    }
}
