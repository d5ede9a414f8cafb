using CarbonSink.Geometry;
using Xunit;

namespace CarbonSink.Tests.Geometry;

/// <summary>The fast geodesic areas against edges solved one by one, all over China: |fast − reference| ≤ 1e-9 of the area.</summary>
public sealed class FastAreaTests
{
    private const double Bound = 1e-9;
    private static readonly GeodesicPolygon Reference = new(Ellipsoid.Cgcs2000);

    // Radii and vertices that give edges of 0.5 to 2 km, and those of ordinary sub-compartments.
    private static readonly (double Radius, int Vertices)[] Sizes = [(290, 3), (600, 3), (1000, 3), (500, 5), (1000, 5), (1500, 5), (1800, 6), (3000, 12), (6000, 30), (80, 50), (20, 6)];

    [Theory]
    [InlineData(3)]
    [InlineData(6)]
    public void Zones_of_any_width_hold_up_to_their_edge_and_beyond(int width)
    {
        var random = new Random(31 * width);
        var zone = new GaussKruger(Ellipsoid.Cgcs2000, new(105, 500000, 0, 1, 0));
        var (fast, whole) = (new GaussKrugerArea(zone), new EllipsoidalArea(new("zone", null, Ellipsoid.Cgcs2000, new TransverseMercator(105, 500000, 0, 1, 0))));
        var (answered, outside) = (0, 0);
        for (var latitude = 3.0; latitude <= 54; latitude += 1.5)
        {
            foreach (var (radius, vertices) in Sizes)
            {
                // 20 % beyond the zone's edge, where layers that overlap the next zone reach.
                var (e, n) = zone.Forward(latitude, 105 + (width * 0.6 * ((2 * random.NextDouble()) - 1)));
                var ring = Rings.Star(random, e, n, radius, vertices);
                var area = fast.SignedArea(ring);
                var isOutside = LongestEdge(ring) > 2000 || ring.Where((_, i) => i % 2 == 0).Max(x => Math.Abs(x - 500000)) > 339_000;
                Assert.True(!double.IsNaN(area) || isOutside, "a ring of the domain was not measured");
                (answered, outside) = double.IsNaN(area) ? (answered, outside + 1) : (answered + 1, outside);
                if (radius >= 290)
                    HoldsAlone(Degrees(ring, zone), whole.Measure(Rings.Record(ring), 0, out _)); // whichever way it was measured
            }
        }

        Assert.Equal(385, answered + outside);
    }

    [Fact]
    public void Degrees_hold_everywhere_in_China()
    {
        var random = new Random(8);
        var fast = new GeographicArea(Ellipsoid.Cgcs2000);
        var (answered, outside) = (0, 0);
        for (var latitude = 3.0; latitude <= 54; latitude += 0.75)
        {
            foreach (var (radius, vertices) in Sizes)
            {
                var ring = Degrees(random, 73 + (63 * random.NextDouble()), latitude, radius, vertices);
                var area = fast.SignedArea(ring);
                if (double.IsNaN(area))
                {
                    outside++;
                    Assert.True(Steps(ring) is { Latitude: > 0.02 } or { Longitude: > 0.035 }, "a ring of the domain was not measured");
                    continue;
                }

                answered++;
                HoldsInDegrees(ring, area);
                Holds(-area, fast.SignedArea(Rings.Reversed(ring)));
            }
        }

        Assert.Equal(759, answered + outside);
        Assert.True(answered > 600, $"{answered} of 759 rings were measured fast");
    }

    // A separate computation in 36 digits: geodesics by Newton's method on their differential equations, the area as one of them; no series, no short edges.
    // Triangles of 1.3 to 2 km by 4 cm to 10 m, then rings of sub-compartments of 20 and 80 m.
    [Theory]
    [InlineData(965.24315920382545, "87.27787762551348 18.2;87.29639410686495 18.203109429102966;87.28583807181359 18.201345916046307")]
    [InlineData(1380.5813962340158, "105.65375351775711 30.26;105.66771451756861 30.27208915527494;105.6597457258341 30.26520788083818")]
    [InlineData(1197.9848804969702, "95.19730999288475 38.74;95.2043628216789 38.75515239120412;95.20032789500375 38.74651974449933")]
    [InlineData(1915.348333744937, "109.23520231577166 45.24;109.26056876266239 45.24;109.24610988793467 45.2400179964709")]
    [InlineData(886.59580783514283, "110.54321824648324 53.49;110.5692173545118 53.4989532442688;110.55439031992445 53.493857687736075")]
    [InlineData(-4.0370376318151108, "76.93173155438879 53.25;76.94552129985767 53.24172847270662;76.93766156924028 53.246443497772376")]
    [InlineData(1144.367073065878, "73.79007949329245 56.3;73.81732013589588 56.30551501937625;73.80178538967175 56.302383042470154")]
    [InlineData(9663.5037864881666, "123.2481449257876 59.7;123.27044374741826 59.71344144410955;123.25759713857191 59.705837660509644")]
    [InlineData(11953.198954699937, "92.9682343681598 20.10004947387335;92.96813109114204 20.100355788464377;92.96789750968158 20.100551561485005;92.96766169007738 20.10058159641632;92.96720094469595 20.100383290405862;92.96710392137858 20.100121580305515;92.96711023638736 20.09998508603885;92.96720198039608 20.099543609359955;92.9674240683763 20.099535036566117;92.96781870341877 20.099446411065994;92.96816823562013 20.09964473554463;92.9683683506526 20.099912852570824")]
    [InlineData(716.34233899377711, "120.04556662250847 20.10004711193742;120.04539938008843 20.10017076696585;120.0453321811315 20.100135202373448;120.04532385453207 20.099886834788993;120.04543878938361 20.09983628767482;120.04557589521384 20.09990724744522")]
    [InlineData(12203.302263132319, "97.54621179567735 33.300144045449265;97.54594795064119 33.300449352139346;97.5456100321268 33.300530082742405;97.54524774399525 33.30052606892709;97.54516885750421 33.30044314972742;97.54490296537124 33.300062544478834;97.54486839583598 33.29986641692947;97.54499670105082 33.29968959842581;97.54530478071833 33.29936793240372;97.5455414231463 33.29946474574403;97.54619891065404 33.299585696807895;97.54626445037036 33.29988187644976")]
    [InlineData(721.44803724623263, "87.53842898113277 33.30003374635835;87.5382250477684 33.30017376715154;87.53808616372783 33.30009011406551;87.53810926459148 33.29990822206754;87.53830097354417 33.29987588711952;87.53839083164145 33.29992637011673")]
    [InlineData(13936.35089818874, "95.48435299808533 46.200019029952514;95.48434142614063 46.20034629522019;95.48379542388906 46.200551822434534;95.48343570828209 46.200709173836195;95.48277413776107 46.200411901158;95.48274995041105 46.20006405853903;95.48261970898498 46.199902227497134;95.48288536816581 46.19960774946272;95.4832689812948 46.19942328101225;95.48369394263354 46.199500610486474;95.48410902618294 46.19953547800518;95.48444252662027 46.199852881483515")]
    [InlineData(775.87152400981929, "95.0544924702638 46.20011092209797;95.05435962709261 46.20017897726535;95.05417911560271 46.200095690992605;95.05413164458852 46.19999753532893;95.05434459075566 46.19982328220004;95.0545364699021 46.1999228670053")]
    [InlineData(13846.31463059447, "113.96499761431153 52.90008346210165;113.96486551913544 52.90052899448714;113.96452338205118 52.90050410345444;113.9636377125157 52.90061216991999;113.9634284207835 52.90044701614129;113.9630889351005 52.900243530815665;113.96302041295776 52.89991639995803;113.96329466325378 52.89954259054921;113.96374291329833 52.89948347573626;113.96408103286713 52.89940311473843;113.96486775359476 52.89956011404124;113.96489085686314 52.89977208597999")]
    [InlineData(785.78547696562277, "91.93501440211176 52.900024463099314;91.9347411960154 52.90017413958338;91.93456798652558 52.900113601092194;91.93456088642681 52.899899515478054;91.93481306304643 52.89983235086673;91.93493162874263 52.89989966764697")]
    public void Thin_and_small_rings_in_degrees_hold(double expected, string vertices)
    {
        var open = Rings.Parse(vertices);
        double[] ring = [.. open, open[0], open[1]];
        var kilometres = new GeodesicPolygon(Ellipsoid.Cgcs2000).Perimeter(ring) / 1000;
        var area = new GeographicArea(Ellipsoid.Cgcs2000).SignedArea(ring);
        Assert.True(Math.Abs(area - expected) <= (Bound * Math.Abs(expected)) + (1e-6 * kilometres), $"{area:R} for {expected:R}: {area - expected:E2} in {kilometres:F3} km");
        Assert.True(Math.Abs(Reference.SignedArea(ring) - expected) <= (Bound * Math.Abs(expected)) + (1e-6 * kilometres), $"reference: {Reference.SignedArea(ring) - expected:E2}");
    }

    [Fact]
    public void Slivers_in_degrees_are_as_good()
    {
        // 2 km long, 2 m wide, one side in one edge, the other in ten: the bulges of the sides do not cancel.
        var fast = new GeographicArea(Ellipsoid.Cgcs2000);
        foreach (var (dx, dy) in new[] { (0.0, 0.018), (0.02, 0.0), (0.012, 0.0144), (0.016, -0.0108) })
        {
            var ring = new List<double> { 110, 45, 110 + dx, 45 + dy };
            for (var k = 10; k >= 0; k--)
                ring.AddRange([110 + (dx * k / 10) - (0.001 * dy), 45 + (dy * k / 10) + (0.001 * dx)]);
            ring.AddRange([110, 45]);
            var area = fast.SignedArea([.. ring]);
            Assert.Equal(Reference.SignedAreaWithoutShortEdges([.. ring]), area, 1e-9 * 2000 * 2000); // relative to what the edges span
        }
    }

    [Fact]
    public void Outside_their_domain_degrees_say_so()
    {
        var fast = new GeographicArea(Ellipsoid.Cgcs2000);
        Assert.True(double.IsFinite(fast.SignedArea(Rings.Square(110, 30, 0.0199))));
        Assert.True(double.IsNaN(fast.SignedArea(Rings.Square(110, 30, 0.0201))));
        Assert.True(double.IsNaN(fast.SignedArea(Rings.Square(110, 60.5, 0.01))));
        Assert.True(double.IsNaN(fast.SignedArea([179.99, 30, -179.99, 30, -179.99, 30.01, 179.99, 30])));
        foreach (var bad in new[] { double.NaN, double.PositiveInfinity, double.NegativeInfinity })
        {
            for (var i = 0; i < 10; i++)
            {
                var ring = Rings.Square(110, 30, 0.01);
                ring[i] = bad;
                Assert.False(double.IsFinite(fast.SignedArea(ring)));
            }
        }

        for (var vertices = 3; vertices < 20; vertices++)
        {
            var ring = Degrees(new Random(vertices), 110, 30, 150, vertices);
            HoldsInDegrees(ring, fast.SignedArea(ring));
        }
    }

    private static void HoldsInDegrees(double[] ring, double area)
    {
        Holds(Reference.SignedArea(ring), area);
        if (Math.Abs(area) >= 100_000)
            HoldsAlone(ring, area);
    }

    // Without a floor: the edges solved alone carry the rounding of the area between them and the equator, some 1e-5 m², so that only rings of long edges can be held against them.
    private static void HoldsAlone(double[] ring, double area)
    {
        var expected = Reference.SignedAreaWithoutShortEdges(ring);
        Assert.True(Math.Abs(Math.Abs(area) - Math.Abs(expected)) <= Bound * Math.Abs(expected), $"{area:R} for {expected:R}");
    }

    private static (double Latitude, double Longitude) Steps(double[] ring)
    {
        var steps = Enumerable.Range(1, (ring.Length / 2) - 1).Select(i => (Longitude: Math.Abs(ring[2 * i] - ring[(2 * i) - 2]), Latitude: Math.Abs(ring[(2 * i) + 1] - ring[(2 * i) - 1]))).ToArray();
        return (steps.Max(s => s.Latitude), steps.Max(s => s.Longitude));
    }

    private static double LongestEdge(double[] ring) =>
        Enumerable.Range(1, (ring.Length / 2) - 1).Max(i => Math.Sqrt(Math.Pow(ring[2 * i] - ring[(2 * i) - 2], 2) + Math.Pow(ring[(2 * i) + 1] - ring[(2 * i) - 1], 2)));

    private static double[] Degrees(double[] ring, GaussKruger zone) =>
        [.. ring.Chunk(2).Select(c => zone.InverseFromMeridian(c[0], c[1])).SelectMany(p => new[] { p.Longitude, p.Latitude })];

    // Counted from the first vertex a coordinate of degrees has an ulp of 1.4e-14° = 1.6 nm, of metres 0.5 nm: what that can move of the area is no error of the method.
    private static void Holds(double expected, double actual, double floor = 1e-7) => Assert.True(Math.Abs(actual - expected) <= (Bound * Math.Abs(expected)) + floor, $"{actual:R} for {expected:R}");

    private static double[] Degrees(Random random, double longitude, double latitude, double radius, int vertices)
    {
        var scale = 111_320 * Math.Cos(latitude * Math.PI / 180);
        return [.. Rings.Star(random, 0, 0, radius, vertices).Select((c, i) => i % 2 == 0 ? longitude + (c / scale) : latitude + (c / 110_900))];
    }
}
