using CarbonSink.Geometry;
using NetTopologySuite.Operation.Overlay;
using NetTopologySuite.Operation.OverlayNG;
using Xunit;

namespace CarbonSink.Tests.Geometry;

public sealed class CommonAreaTests
{
    [Theory]
    [InlineData(50, 60, 50 * 40)] // a corner: 50 × 40
    [InlineData(-30, 20, 70 * 80)]
    [InlineData(0, 0, 10_000)] // the same square
    [InlineData(100, 0, 0)] // a common side
    [InlineData(100, 100, 0)] // a common corner
    [InlineData(300, 0, 0)]
    public void Two_squares_have_a_rectangle_in_common(double x, double y, double expected)
    {
        var (area, _) = Of([Rings.Square(0, 0, 100)], [Rings.Square(x, y, 100)]);
        Assert.Equal(expected, area, 1e-9);
    }

    [Fact]
    public void Holes_are_no_part_of_it()
    {
        // A square of 100 with a hole of 40 in its middle, and a square of 50 at its corner: 50 × 50 less a quarter of the hole.
        double[][] ring = [Rings.Square(0, 0, 100), Rings.Square(30, 30, 40)];
        Assert.Equal(2500 - 400, Of(ring, [Rings.Square(0, 0, 50)]).Area, 1e-9);

        // What lies in the hole alone is apart, whichever way rings wind, and an island in the hole is a part again.
        Assert.Equal((0, PolygonRelation.Apart), Of(ring, [Rings.Square(30, 30, 40)]));
        Assert.Equal((0, PolygonRelation.Apart), Of([Rings.Square(0, 0, 100), Rings.Reversed(Rings.Square(30, 30, 40))], [Rings.Square(35, 35, 10)]));
        Assert.Equal(100, Of([.. ring, Rings.Square(40, 40, 10)], [Rings.Square(30, 30, 40)]).Area, 1e-9);
    }

    [Fact]
    public void How_they_lie_is_told()
    {
        Assert.Equal(PolygonRelation.Within, Of([Rings.Square(10, 10, 10)], [Rings.Square(0, 0, 100)]).Relation);
        Assert.Equal(PolygonRelation.Around, Of([Rings.Square(0, 0, 100)], [Rings.Square(10, 10, 10)]).Relation);
        Assert.Equal(PolygonRelation.Crossing, Of([Rings.Square(0, 0, 100)], [Rings.Square(50, 10, 100)]).Relation);
        Assert.Equal(PolygonRelation.Crossing, Of([Rings.Square(10, 10, 50)], [Rings.Square(0, 0, 100), Rings.Square(20, 20, 5)]).Relation); // the hole lies in it
    }

    /// <summary>Random stars, with holes, of few and of many vertices (both ways of adding up), near the origin and at the coordinates of a zone, against an overlay that cuts.</summary>
    [Theory]
    [InlineData(0, 0, 1000, 20)]
    [InlineData(38_500_000, 3_100_000, 1000, 60)]
    [InlineData(113.5, 28.2, 0.01, 40)]
    [InlineData(38_500_000, 3_100_000, 20_000, 500)]
    public void Random_polygons_agree_with_an_overlay_that_cuts(double x, double y, double size, int vertices)
    {
        var random = new Random(7);
        for (var i = 0; i < 4000 / vertices; i++)
        {
            double[][] a = [Rings.Star(random, x, y, size, vertices, 0.6), Rings.Star(random, x, y, size * 0.2, 3 + (vertices / 4))];
            var (bx, by) = (x + (size * 2.4 * (random.NextDouble() - 0.5)), y + (size * 2.4 * (random.NextDouble() - 0.5)));
            var radius = size * (0.05 + random.NextDouble());
            Compare(a, [Rings.Star(random, bx, by, radius, vertices, 0.6)]);
        }
    }

    /// <summary>Two parts of a star cut at its centre share a border; a densified or shifted copy runs along it; each is as hard for an overlay as real borders are.</summary>
    [Fact]
    public void Borders_that_touch_or_coincide_do_no_harm()
    {
        var random = new Random(11);
        for (var i = 0; i < 60; i++)
        {
            var star = Rings.Star(random, 38_500_000, 3_100_000, 500, 40);
            var k = 2 * (5 + random.Next(25));
            double[] centre = [38_500_000, 3_100_000];
            double[] one = [.. centre, .. star[..(k + 2)], .. centre];
            double[] other = [.. centre, .. star[k..], .. centre];
            var whole = Math.Abs(PolygonShape.PlanarArea(star));
            Assert.Equal(0, Of([one], [other]).Area, 1e-9 * whole);
            Assert.Equal(Math.Abs(PolygonShape.PlanarArea(one)), Of([one], [star]).Area, 1e-9 * whole);
            Assert.Equal(whole, Of([star], [Rings.Reversed(Rings.Rotated(star, random.Next(40)))]).Area, 1e-9 * whole);
            Compare([star], [Rings.Densified(star, 3)]);
            Compare([one], [Rings.Densified(other, 2)]);
            Compare([star], [[.. star.Select((c, k) => k % 2 == 0 ? c + 1e-4 : c)]]);
        }
    }

    private static void Compare(double[][] a, double[][] b)
    {
        var (columnA, columnB) = (Column(a), Column(b));
        var (shapeA, shapeB) = (PolygonShape.Of(columnA, 0)!, PolygonShape.Of(columnB, 0)!);
        if (!shapeA.IsValid || !shapeB.IsValid)
            return; // a hole that crosses the border
        var expected = OverlayNGRobust.Overlay(shapeA, shapeB, SpatialFunction.Intersection).Area;
        Assert.Equal(expected, Of(columnA, columnB).Area, 1e-9 * Math.Min(shapeA.Area, shapeB.Area));
    }

    private static (double Area, PolygonRelation Relation) Of(double[][] a, double[][] b) => Of(Column(a), Column(b));

    private static (double Area, PolygonRelation Relation) Of(PolygonColumn a, PolygonColumn b)
    {
        var area = new CommonArea().Of(new(a), 0, new(b), 0, out var relation);
        return (area, relation);
    }

    private static PolygonColumn Column(double[][] rings)
    {
        var column = new PolygonColumn();
        foreach (var ring in rings)
            ring.CopyTo(column.AddRing(ring.Length / 2));
        column.EndRecord(GeometryKind.Polygon);
        return column;
    }
}
