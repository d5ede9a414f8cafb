using CarbonSink.Geometry;
using CarbonSink.Rasters;
using Xunit;

namespace CarbonSink.Tests.Rasters;

public sealed class PolygonRepairTests
{
    // 10 × 8 cells of 2 × 2 from (100, 50) down.
    private static readonly RasterGrid Grid = new(10, 8, 100, 2, 0, 50, 0, -2);

    private static readonly double[] Square = [102, 36, 102, 44, 110, 44, 110, 36, 102, 36]; // clockwise, 64

    [Fact]
    public void A_valid_polygon_stays_as_it_is()
    {
        double[] hole = [104, 38, 108, 38, 108, 42, 104, 42, 104, 38];
        Assert.Equal((null, 12), Covered(Square, hole)); // (64 − 16) / 4
    }

    // Records of a layer of 100,000 had this: a second ring, wound as a hole, beside the first. Programs that go by winding subtract it: (64 − 4) / 4 = 15.
    [Fact]
    public void A_hole_outside_is_a_part_as_a_repair_makes_it_and_is_told()
    {
        double[] outside = [112, 38, 114, 38, 114, 40, 112, 40, 112, 38]; // anticlockwise, 4
        var (defect, cells) = Covered(Square, outside);
        Assert.Equal((ValidityDefect.HoleOutside, 17), (defect, cells)); // (64 + 4) / 4

        var factory = new NetTopologySuite.Geometries.GeometryFactory();
        NetTopologySuite.Geometries.LinearRing Ring(double[] r) => factory.CreateLinearRing([.. Enumerable.Range(0, r.Length / 2).Select(i => new NetTopologySuite.Geometries.Coordinate(r[2 * i], r[(2 * i) + 1]))]);
        var parts = factory.CreateMultiPolygon([factory.CreatePolygon(Ring(Square)), factory.CreatePolygon(Ring(outside))]);
        Assert.Equal(NetTopologySuite.Geometries.Utilities.GeometryFixer.Fix(parts).Area / 4, cells, 1e-12);
        Assert.Null(Covered(Square, [.. Enumerable.Range(0, 5).SelectMany(i => new[] { outside[8 - (2 * i)], outside[9 - (2 * i)] })]).Defect); // the other way round it is a part to everyone
    }

    [Fact]
    public void A_bow_tie_counts_with_both_its_halves()
    {
        // Crossing at (104.4, 38.4): 24.8 and 4.8, see CellCoverageTests.
        var (defect, cells) = Covered([102, 36, 110, 44, 110, 36, 108, 36, 102, 40, 102, 36]);
        Assert.Equal(ValidityDefect.SelfIntersection, defect);
        Assert.Equal((24.8 + 4.8) / 4, cells, 1e-9);
    }

    [Fact]
    public void Parts_on_each_other_count_once()
    {
        var (defect, cells) = Covered(Square, [106, 40, 106, 48, 114, 48, 114, 40, 106, 40]); // 64, of which 4 × 4 in common
        Assert.NotNull(defect);
        Assert.Equal((64 + 64 - 16) / 4.0, cells, 1e-9);
    }

    [Fact]
    public void An_open_ring_is_closed_and_told()
    {
        var (defect, cells) = Covered([102, 36, 102, 44, 110, 44, 110, 36]);
        Assert.Equal(ValidityDefect.NotClosed, defect);
        Assert.Equal(16, cells, 1e-12);
    }

    [Fact]
    public void Nothing_is_left_of_a_line_there_and_back()
    {
        var repair = new PolygonRepair();
        var treatment = repair.Take(CellCoverageTests.Column([102, 36, 110, 44, 106, 40, 102, 36]), 0);
        Assert.True(treatment.IsRepaired);
        Assert.Equal(0, treatment.AreaAfter);
        Assert.Equal(GeometryKind.Null, repair.Repaired.Kinds[0]);
    }

    private static (ValidityDefect? Defect, double Cells) Covered(params double[][] rings)
    {
        var (repair, column, coverage) = (new PolygonRepair(), CellCoverageTests.Column(rings), new CellCoverage(Grid));
        var treatment = repair.Take(column, 0);
        coverage.Take(treatment.IsRepaired ? repair.Repaired : column, 0);
        var sum = 0.0;
        for (var band = 0; band < coverage.Bands; band++)
        {
            foreach (var span in coverage.Spans(band))
                sum += span.Length * span.Fraction;
        }

        Assert.Equal(CoverageFlags.None, coverage.Flags);
        return (treatment.Fault?.Defect, sum);
    }
}
