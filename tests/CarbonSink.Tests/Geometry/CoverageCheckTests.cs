using CarbonSink.Geometry;
using Xunit;

namespace CarbonSink.Tests.Geometry;

public sealed class CoverageCheckTests
{
    [Fact]
    public void Squares_that_share_their_sides_are_sound()
    {
        var report = Check(Rings.Square(0, 0, 100), Rings.Square(100, 0, 100), Rings.Square(0, 100, 100), Rings.Square(100, 100, 100));
        Assert.Empty(report.Faults);
        Assert.Equal(new(40_000, 40_000, 0), report.Balance);
    }

    [Fact]
    public void A_vertex_on_one_side_alone_is_no_fault()
    {
        // The neighbour has a vertex in the middle of the common side.
        var report = Check(Rings.Square(0, 0, 100), [100, 0, 200, 0, 200, 100, 100, 100, 100, 40, 100, 0]);
        Assert.Empty(report.Faults);
        Assert.Equal(0, report.Balance.Error, 1e-9);
    }

    [Fact]
    public void A_gap_is_found_with_its_neighbours()
    {
        // A ring of four 10 × 30 and 10 × 10 pieces round an empty square of 10 × 10.
        var report = Check([0, 0, 30, 0, 30, 10, 0, 10, 0, 0], [0, 20, 30, 20, 30, 30, 0, 30, 0, 20], Rings.Square(0, 10, 10), Rings.Square(20, 10, 10));
        var gap = Assert.Single(report.Faults);
        Assert.Equal((CoverageDefect.Gap, false, 100.0, 5.0), (gap.Defect, gap.IsSliver, gap.PlanarArea, gap.Width)); // width 2 · 100 / 40
        Assert.Equal([0, 1, 2, 3], gap.Records);
        Assert.True(gap.X is > 10 and < 20 && gap.Y is > 10 and < 20);
        Assert.Equal(new(800, 800, 0), report.Balance);
    }

    [Fact]
    public void An_overlap_is_found_with_its_records()
    {
        var report = Check(Rings.Square(0, 0, 100), Rings.Square(90, 0, 100));
        var overlap = Assert.Single(report.Faults);
        Assert.Equal((CoverageDefect.Overlap, false, 1000.0), (overlap.Defect, overlap.IsSliver, overlap.PlanarArea));
        Assert.Equal([0, 1], overlap.Records);
        Assert.Equal(new(20_000, 19_000, 1000), report.Balance);
    }

    [Fact]
    public void A_polygon_within_another_is_an_overlap_though_their_borders_do_not_meet()
    {
        var report = Check(Rings.Square(0, 0, 100), Rings.Square(40, 40, 20), Rings.Square(45, 45, 5), Rings.Square(200, 0, 10));
        Assert.Equal(new(10_000 + 400 + 25 + 100, 10_000 + 100, 400 + 25), report.Balance);
        Assert.Equal([(375.0, 2), (25.0, 3)], report.Faults.Select(f => (f.PlanarArea, f.Records.Count)).OrderBy(f => f.Count));
    }

    [Fact]
    public void A_polygon_in_the_hole_of_another_leaves_a_gap_round_it()
    {
        // Four strips round an empty square of 80 × 80, and a square of 20 in its middle that touches none.
        var report = Check([0, 0, 100, 0, 100, 10, 0, 10, 0, 0], [0, 90, 100, 90, 100, 100, 0, 100, 0, 90], [0, 10, 10, 10, 10, 90, 0, 90, 0, 10], [90, 10, 100, 10, 100, 90, 90, 90, 90, 10], Rings.Square(40, 40, 20));
        var gap = Assert.Single(report.Faults);
        Assert.Equal((CoverageDefect.Gap, 6400.0 - 400), (gap.Defect, gap.PlanarArea));
    }

    [Fact]
    public void Slivers_are_told_apart()
    {
        // 5 cm overlap along 100 m: width about 5 cm.
        var report = Check(Rings.Square(0, 0, 100), Rings.Square(99.95, 0, 100), Box(300, 0, 300.02, 50));
        Assert.True(Assert.Single(report.Faults).IsSliver);
        Assert.Equal(2, Assert.Single(report.Slivers).Record);
    }

    [Fact]
    public void Duplicates_are_found_whichever_way_they_wind()
    {
        var star = Rings.Star(new(3), 500, 500, 100, 20);
        var report = Check(star, Rings.Square(0, 0, 50), Rings.Reversed(Rings.Rotated(star, 7)));
        Assert.Equal([new(2, 0)], report.Duplicates);
        Assert.Equal([0, 2], Assert.Single(report.Faults).Records);
    }

    [Fact]
    public void A_polygon_inside_another_is_an_overlap_and_in_its_hole_is_not()
    {
        Assert.Equal(100, Assert.Single(Check(Rings.Square(0, 0, 100), Rings.Square(40, 40, 10)).Faults).PlanarArea);
        var column = Column([Rings.Square(0, 0, 100), Rings.Square(40, 40, 10)], [Rings.Square(40, 40, 10)]);
        Assert.Empty(Run(column).Faults);
    }

    /// <summary>Random stars thrown on each other: any number of overlaps, each face counted as often as polygons lie on it.</summary>
    [Theory]
    [InlineData(0, 0, 1)]
    [InlineData(38_500_000, 3_100_000, 1)]
    [InlineData(113, 28, 1e-5)]
    public void Areas_are_conserved(double x, double y, double unit)
    {
        var random = new Random(5);
        for (var round = 0; round < 5; round++)
        {
            var column = Column([.. Enumerable.Range(0, 40).Select(_ => new[] { Rings.Star(random, x + (unit * 1000 * random.NextDouble()), y + (unit * 1000 * random.NextDouble()), unit * 150, 12) })]);
            var report = Run(column);
            Assert.Equal(report.Balance.Records, report.Balance.Union + report.Balance.Overlapping, 1e-9 * report.Balance.Records);
            Assert.Equal(report.Faults.Where(f => f.Defect == CoverageDefect.Overlap).Sum(f => f.PlanarArea * (f.Records.Count - 1)), report.Balance.Overlapping, 1e-9 * report.Balance.Records);

            // Each pair's overlap by another way: the faces that name both.
            var layer = PreparedLayer.Create(column);
            foreach (var pair in OverlapSearch.Within(layer))
                Assert.Equal(pair.PlanarArea, report.Faults.Where(f => f.Defect == CoverageDefect.Overlap && f.Records.Contains(pair.First) && f.Records.Contains(pair.Second)).Sum(f => f.PlanarArea), 1e-8 * report.Balance.Records);
        }
    }

    private static double[] Box(double minX, double minY, double maxX, double maxY) => [minX, minY, maxX, minY, maxX, maxY, minX, maxY, minX, minY];

    private static CoverageReport Check(params double[][] rings) => Run(Column([.. rings.Select(r => new[] { r })]));

    private static CoverageReport Run(PolygonColumn column) => CoverageCheck.Run(PreparedLayer.Create(column), Rings.Cgcs2000Zone, threads: 2);

    private static PolygonColumn Column(params double[][][] records)
    {
        var column = new PolygonColumn();
        foreach (var record in records)
        {
            foreach (var ring in record)
                ring.CopyTo(column.AddRing(ring.Length / 2));
            column.EndRecord(GeometryKind.Polygon);
        }

        return column;
    }
}
