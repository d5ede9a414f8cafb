using CarbonSink.Geometry;
using Xunit;

namespace CarbonSink.Tests.Geometry;

public sealed class SurveyOverlayTests
{
    [Fact]
    public void Units_cut_anew_share_their_land()
    {
        // Before: two halves of 1 km × 1 km. After: a strip of 300 m and the rest of 700 m.
        var overlay = Overlay([Box(0, 0, 500, 1000), Box(500, 0, 1000, 1000)], [Box(0, 0, 300, 1000), Box(300, 0, 1000, 1000)]);
        Assert.Equal(
            [new(0, 0, -1, 0.6, 1), new(0, 1, -1, 0.4, 2 / 7.0), new SurveyPiece(1, 1, -1, 1, 5 / 7.0)],
            overlay.Pieces.Select(Rounded));
    }

    [Fact]
    public void Land_of_one_survey_alone_is_a_piece_too()
    {
        var overlay = Overlay([Box(0, 0, 100, 100)], [Box(25, 0, 125, 100)]);
        Assert.Equal([new(0, 0, -1, 0.75, 0.75), new(0, -1, -1, 0.25, 0), new SurveyPiece(-1, 0, -1, 0, 0.25)], overlay.Pieces.Select(Rounded));
    }

    [Fact]
    public void A_unit_covered_twice_is_handed_out_once()
    {
        // Two new units both cover the whole old one: 200 % are brought down to 100 %.
        var overlay = Overlay([Box(0, 0, 100, 100)], [Box(0, 0, 100, 100), Box(0, 0, 100, 100)]);
        Assert.Equal([new(0, 0, -1, 0.5, 1), new SurveyPiece(0, 1, -1, 0.5, 1)], overlay.Pieces.Select(Rounded));
        Assert.Equal([(0, 1.0)], overlay.OldCoveredTwice);
        Assert.Empty(overlay.NewCoveredTwice);
    }

    [Fact]
    public void A_unit_without_boundary_is_whole_and_has_no_counterpart()
    {
        var before = Column(Box(0, 0, 100, 100));
        before.EndRecord(GeometryKind.Null);
        var overlay = SurveyOverlay.Of(before, Column(Box(0, 0, 100, 100)), Rings.Cgcs2000Zone);
        Assert.Equal([new(0, 0, -1, 1, 1), new SurveyPiece(1, -1, -1, 1, 0)], overlay.Pieces);
        Assert.Equal([1], overlay.WithoutBoundary.Old);
    }

    [Fact]
    public void Rounding_along_a_common_border_is_no_piece()
    {
        // The new border lies a millimetre off the old one.
        var overlay = Overlay([Box(0, 0, 500, 1000), Box(500, 0, 1000, 1000)], [Box(0, 0, 500.001, 1000), Box(500.001, 0, 1000, 1000)]);
        Assert.Equal([(0, 0), (1, 1)], overlay.Pieces.Where(p => p is { Old: >= 0, New: >= 0 }).Select(p => (p.Old, p.New)));
        Assert.All(overlay.Pieces.GroupBy(p => p.Old).Where(g => g.Key >= 0), g => Assert.Equal(1, g.Sum(p => p.OldShare), 1e-12));
    }

    [Fact]
    public void Pieces_are_told_apart_by_zone()
    {
        var zones = ZoneLayer.Create(Column(Box(0, 0, 40, 100)), ["site"], Rings.Cgcs2000Zone);
        var overlay = SurveyOverlay.Of(Column(Box(0, 0, 100, 100)), Column(Box(0, 0, 80, 100)), Rings.Cgcs2000Zone, zones);
        // 40 m of the site, 40 m beside it in both, 20 m beside it in the old survey alone.
        Assert.Equal([(0, 0, 0, 0.4), (0, 0, -1, 0.4), (0, -1, -1, 0.2)], overlay.Pieces.Select(Rounded).OrderByDescending(p => p.New).ThenByDescending(p => p.Zone).Select(p => (p.Old, p.New, p.Zone, p.OldShare)));
    }

    /// <summary>Units that share a stretch of border besides an area leave a line beside the polygon; the overlay with zones took it for mixed input.</summary>
    [Fact]
    public void Lines_beside_a_common_area_do_not_stop_the_division_by_zone()
    {
        var zones = ZoneLayer.Create(Column(Box(0, 0, 70, 70)), ["site"], Rings.Cgcs2000Zone);
        double[] hooked = [0, 0, 100, 0, 100, 40, 60, 40, 60, 60, 100, 60, 100, 100, 0, 100, 0, 0];
        var overlay = SurveyOverlay.Of(Column(hooked), Column(Box(60, 0, 100, 60)), Rings.Cgcs2000Zone, zones);
        Assert.Equal(1600.0 / 9200, overlay.Pieces.Where(p => p.New == 0).Sum(p => p.OldShare), 1e-12); // 40 m × 40 m
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void Shares_of_every_unit_add_up_to_one(int threads)
    {
        // Two grids of different meshes over different extents: 7 × 7 squares of 100 m against 5 × 5 of 130 m, shifted.
        var (before, after) = (new PolygonColumn(), new PolygonColumn());
        for (var i = 0; i < 49; i++)
            Add(before, Rings.Square(100 * (i % 7), 100 * (i / 7), 100));
        for (var i = 0; i < 25; i++)
            Add(after, Rings.Square(37 + (130 * (i % 5)), 41 + (130 * (i / 5)), 130));
        var pieces = SurveyOverlay.Of(before, after, Rings.Cgcs2000Zone, threads: threads).Pieces;
        for (var row = 0; row < 49; row++)
            Assert.Equal(1, pieces.Where(p => p.Old == row).Sum(p => p.OldShare), 1e-12);
        for (var row = 0; row < 25; row++)
            Assert.Equal(1, pieces.Where(p => p.New == row).Sum(p => p.NewShare), 1e-12);
        // 650 m × 650 m of the new grid lie at 37…687 × 41…691 in the old one of 700 m × 700 m: all of it is common.
        Assert.DoesNotContain(pieces, p => p.Old < 0);
        Assert.Equal(650.0 * 650, pieces.Where(p => p.New >= 0).Sum(p => p.OldShare * 10000), 1e-6);
    }

    private static SurveyPiece Rounded(SurveyPiece piece) => piece with { OldShare = Math.Round(piece.OldShare, 12), NewShare = Math.Round(piece.NewShare * 7, 11) / 7 };

    private static SurveyOverlay Overlay(double[][] before, double[][] after) => SurveyOverlay.Of(Column(before), Column(after), Rings.Cgcs2000Zone);

    private static double[] Box(double x0, double y0, double x1, double y1) => [x0, y0, x1, y0, x1, y1, x0, y1, x0, y0];

    private static PolygonColumn Column(params double[][] rings)
    {
        var column = new PolygonColumn();
        foreach (var ring in rings)
            Add(column, ring);
        return column;
    }

    private static void Add(PolygonColumn column, double[] ring)
    {
        ring.CopyTo(column.AddRing(ring.Length / 2));
        column.EndRecord(GeometryKind.Polygon);
    }
}
