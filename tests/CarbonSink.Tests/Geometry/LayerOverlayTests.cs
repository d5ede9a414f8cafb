using CarbonSink.Geometry;
using Xunit;

namespace CarbonSink.Tests.Geometry;

public sealed class LayerOverlayTests
{
    [Fact]
    public void Two_squares_are_cut_into_common_part_and_rest()
    {
        var overlay = Of([Rings.Square(0, 0, 100)], [Rings.Square(60, 0, 100)]);
        Assert.Equal(4000, Area(overlay.Common));
        Assert.Equal(6000, Area(overlay.Rest));
        Assert.Equal(((int)0, (int)0), (overlay.Common.First[0], overlay.Common.Second[0]));
        Assert.Equal((0, -1), (overlay.Rest.First[0], overlay.Rest.Second[0]));
    }

    [Fact]
    public void What_lies_wholly_in_one_is_kept_as_it_is()
    {
        var within = Of([Rings.Square(10, 10, 10)], [Rings.Square(0, 0, 100)]);
        Assert.Equal((100, 0), (Area(within.Common), within.Rest.Count));
        var around = Of([Rings.Square(0, 0, 100)], [Rings.Square(10, 10, 10)]);
        Assert.Equal((100, 9900), (Area(around.Common), Area(around.Rest)));
        var apart = Of([Rings.Square(0, 0, 100)], [Rings.Square(100, 0, 100)]); // a common side
        Assert.Equal((0, 10_000), (apart.Common.Count, Area(apart.Rest)));
    }

    [Fact]
    public void What_the_second_layer_counts_twice_is_told()
    {
        // Two squares that share 20 × 100 inside the first: 60 + 60 − 20 = 100 wide in all.
        var overlay = Of([Rings.Square(0, 0, 100)], [[-20, 0, 60, 0, 60, 100, -20, 100, -20, 0], [40, 0, 120, 0, 120, 100, 40, 100, 40, 0]]);
        Assert.Equal((12_000, 2000, 0), (Area(overlay.Common), Area(overlay.Repeated), overlay.Rest.Count));
    }

    [Fact]
    public void An_invalid_polygon_is_repaired_with_both_areas()
    {
        // A bow tie: as its ring winds its halves cancel; repaired it is two triangles of 50 × 100 / 2.
        var layer = PreparedLayer.Create(Column([[0, 0, 100, 100, 100, 0, 0, 100, 0, 0]]));
        var repaired = Assert.Single(layer.Repaired);
        Assert.Equal((0, 5000), (repaired.Record, repaired.AreaAfter));
        Assert.Equal(ValidityDefect.SelfIntersection, ValidityFault.Of(Column([[0, 0, 100, 100, 100, 0, 0, 100, 0, 0]]), 0)!.Value.Defect);
    }

    /// <summary>A∩B + A\B = A and B∩A + B\A = B for random layers that overlap themselves and each other.</summary>
    [Theory]
    [InlineData(0, 0, 1)]
    [InlineData(38_500_000, 3_100_000, 1)]
    [InlineData(113, 28, 1e-5)]
    public void Areas_are_conserved(double x, double y, double unit)
    {
        var random = new Random(17);
        for (var round = 0; round < 5; round++)
        {
            double[][] Stars() => [.. Enumerable.Range(0, 20).Select(_ => Rings.Star(random, x + (unit * 500 * random.NextDouble()), y + (unit * 500 * random.NextDouble()), unit * 150, 10))];
            var (a, b) = (PreparedLayer.Create(Column(Stars())), PreparedLayer.Create(Column(Stars())));
            var (first, second) = (LayerOverlay.Of(a, b, 2), LayerOverlay.Of(b, a));
            foreach (var (layer, overlay) in new[] { (a, first), (b, second) })
            {
                var whole = Enumerable.Range(0, layer.Count).Sum(layer.PlanarArea);
                Assert.Equal(whole, Area(overlay.Common) - Area(overlay.Repeated) + Area(overlay.Rest), 1e-9 * whole);
                Assert.True(Area(overlay.Repeated) > 0);
            }

            Assert.Equal(Area(first.Common), Area(second.Common), 1e-9 * Area(first.Common));
            Assert.Equal(Area(first.Common), OverlapSearch.Between(a, b).Sum(o => o.PlanarArea), 1e-9 * Area(first.Common));
        }
    }

    private static double Area(OverlayPieces pieces) => Enumerable.Range(0, pieces.Count).Sum(i => PolygonShape.Of(pieces.Polygons, i)!.Area);

    private static LayerOverlay Of(double[][] a, double[][] b) => LayerOverlay.Of(PreparedLayer.Create(Column(a)), PreparedLayer.Create(Column(b)));

    private static PolygonColumn Column(double[][] rings)
    {
        var column = new PolygonColumn();
        foreach (var ring in rings)
        {
            ring.CopyTo(column.AddRing(ring.Length / 2));
            column.EndRecord(GeometryKind.Polygon);
        }

        return column;
    }
}
