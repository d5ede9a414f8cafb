using CarbonSink.Geometry;
using Xunit;

namespace CarbonSink.Tests.Geometry;

public sealed class ZoneOverlayTests
{
    private static readonly double[] Unit = Rings.Square(0, 0, 1000); // 100 ha

    [Fact]
    public void A_square_of_100_ha_is_cut_30_to_70()
    {
        var layer = Layer(("west", [Box(-500, -500, 300, 1500)]), ("east", [Box(300, -500, 1500, 1500)]));
        Assert.Equal(["east", "west"], layer.Names); // 0 and 1
        Assert.Equal([(0, 0.7), (1, 0.3)], Shares(layer, Unit));
    }

    [Fact]
    public void What_lies_in_no_polygon_is_outside()
    {
        Assert.Equal([(ZoneShare.Outside, 0.6), (0, 0.4)], Shares(Layer(("west", [Box(-500, -500, 400, 1500)])), Unit));
        Assert.Equal([(ZoneShare.Outside, 1.0)], Shares(Layer(("far", [Box(5000, 0, 6000, 1000)])), Unit));
        Assert.Equal([(0, 0.5), (ZoneShare.Outside, 0.5)], Shares(Layer(("half", [Box(0, 0, 500, 1000)])), Unit)); // of equal shares outside stands last
    }

    [Theory]
    [InlineData(100)] // well inside
    [InlineData(0)] // sharing all four borders
    [InlineData(-0.001)] // a millimetre short: a sliver of rounding
    public void A_unit_inside_one_polygon_is_not_cut(double margin) =>
        Assert.Equal([(0, 1.0)], Shares(Layer(("all", [Box(-margin, -margin, 1000 + margin, 1000 + margin)]), ("next", [Box(1000 + margin, 0, 2000, 1000)])), Unit));

    [Fact]
    public void Holes_belong_to_what_lies_in_them()
    {
        // A lake of 200 m × 500 m inside the unit is another zone: 10 of 100 ha.
        var layer = Layer(("land", [Box(-500, -500, 1500, 1500), Box(100, 100, 300, 600)]), ("lake", [Box(100, 100, 300, 600)]));
        Assert.Equal([(1, 0.9), (0, 0.1)], Shares(layer, Unit)); // lake is number 0

        // A hole of 499 m × 499 m in the western half of the unit is in neither half.
        var halves = Layer(("a", [Box(-1, -1, 500, 1001)]), ("b", [Box(500, -1, 1001, 1001)]));
        var shares = Shares(halves, Unit, Rings.Reversed(Box(0.5, 0.5, 499.5, 499.5)));
        Assert.Equal((500_000 - (499.0 * 499)) / (1_000_000 - (499.0 * 499)), shares.Single(s => s.Zone == 0).Share, 1e-12);
    }

    [Fact]
    public void An_overlap_goes_to_the_earlier_polygon_alone()
    {
        // Two polygons share the strip 400 … 600: 20 ha of the unit.
        var layer = Layer(("first", [Box(0, 0, 600, 1000)]), ("second", [Box(400, 0, 1000, 1000)]));
        Assert.Equal([(0, 0.6), (1, 0.4)], Shares(layer, Unit));
        var overlap = Assert.Single(layer.Overlaps);
        Assert.Equal((0, 1), (overlap.First, overlap.Second));
        Assert.Equal(200_000, new EllipsoidalArea(Rings.Cgcs2000Zone, AreaMethod.Planar).Measure(overlap.Common, 0, out _));
    }

    [Fact]
    public void Polygons_of_one_name_are_one_zone()
    {
        var layer = Layer(("a", [Box(0, 0, 200, 1000)]), ("b", [Box(200, 0, 900, 1000)]), ("a", [Box(900, 0, 1000, 1000)]));
        Assert.Equal([(1, 0.7), (0, 0.3)], Shares(layer, Unit).Select(s => (s.Zone, Math.Round(s.Share, 12))));
    }

    [Fact]
    public void A_polygon_without_a_name_is_outside() =>
        Assert.Equal([(ZoneShare.Outside, 1.0)], Shares(Layer(("", [Box(-1, -1, 1001, 1001)])), Unit));

    [Fact]
    public void An_invalid_boundary_is_repaired_and_one_without_area_is_outside()
    {
        var layer = Layer(("west", [Box(-500, -500, 500, 1500)]), ("east", [Box(500, -500, 1500, 1500)]));

        // A bow tie, its two triangles meeting on the border of the zones.
        double[] bowTie = [0, 0, 1000, 1000, 1000, 0, 0, 1000, 0, 0];
        Assert.Equal(ZoneResult.Repaired, Divide(layer, [bowTie], out var shares));
        Assert.Equal([(0, 0.5), (1, 0.5)], shares);
        Assert.Equal(ZoneResult.NoBoundary, Divide(layer, [[0, 0, 1000, 1000, 0, 0, 0, 0]], out shares));
        Assert.Equal([(ZoneShare.Outside, 1.0)], shares);
        Assert.Equal(ZoneResult.NoBoundary, Divide(layer, [], out _));
        Assert.Equal([1], Layer(("good", [Unit]), ("bow tie", [bowTie])).Repaired);
    }

    [Fact]
    public void The_order_of_polygons_that_do_not_overlap_is_not_felt()
    {
        // Strips between crooked lines that neighbours share point by point, and stars laid over them.
        var random = new Random(20260101);
        var lines = Enumerable.Range(0, 9).Select(i => Enumerable.Range(0, 21).Select(j => (X: (i * 400) + (i is 0 or 8 ? 0 : 150 * random.NextDouble()), Y: j * 200.0)).ToArray()).ToArray();
        var strips = Enumerable.Range(0, 8).Select(i => ($"zone {i % 5}", new[] { Ring([.. lines[i], .. lines[i + 1].Reverse(), lines[i][0]]) })).ToArray();
        var units = Enumerable.Range(0, 60).Select(_ => Rings.Star(random, 3400 * random.NextDouble(), 4200 * random.NextDouble(), 100 + (400 * random.NextDouble()), 30)).ToArray();
        var layer = Layer(strips);
        Assert.Empty(layer.Overlaps);
        for (var turn = 0; turn < 5; turn++)
        {
            var turned = strips.ToArray();
            random.Shuffle(turned);
            var other = Layer(turned);
            Assert.All(units, u => Assert.Equal(Shares(layer, u), Shares(other, u))); // bit by bit
        }

        Assert.Contains(units, u => Shares(layer, u).Count > 2);
        Assert.All(units, u => Assert.Equal(1, Shares(layer, u).Sum(s => s.Share), 1e-14));
    }

    [Fact]
    public void Names_and_polygons_are_of_one_number() =>
        Assert.Throws<ArgumentOutOfRangeException>(() => ZoneLayer.Create(Column([Unit]), ["a", "b"], Rings.Cgcs2000Zone));

    private static double[] Box(double x0, double y0, double x1, double y1) => [x0, y0, x1, y0, x1, y1, x0, y1, x0, y0];

    private static double[] Ring((double X, double Y)[] points) => [.. points.SelectMany(p => (double[])[p.X, p.Y])];

    private static PolygonColumn Column(params double[][][] records)
    {
        var column = new PolygonColumn();
        foreach (var record in records)
        {
            foreach (var ring in record)
                ring.CopyTo(column.AddRing(ring.Length / 2));
            column.EndRecord(record.Length == 0 ? GeometryKind.Null : GeometryKind.Polygon);
        }

        return column;
    }

    private static ZoneLayer Layer(params (string Name, double[][] Rings)[] polygons) =>
        ZoneLayer.Create(Column([.. polygons.Select(p => p.Rings)]), [.. polygons.Select(p => p.Name)], Rings.Cgcs2000Zone);

    private static ZoneResult Divide(ZoneLayer layer, double[][] unit, out List<(int Zone, double Share)> shares)
    {
        var found = new List<ZoneShare>();
        var result = new ZoneOverlay(layer).Divide(Column(unit), 0, found);
        shares = [.. found.Select(s => (s.Zone, s.Share))];
        return result;
    }

    private static List<(int Zone, double Share)> Shares(ZoneLayer layer, params double[][] unit)
    {
        Divide(layer, unit, out var shares);
        return shares;
    }
}
