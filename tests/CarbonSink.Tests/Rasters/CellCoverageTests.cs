using CarbonSink.Geometry;
using CarbonSink.Rasters;
using NetTopologySuite.Geometries;
using Xunit;

namespace CarbonSink.Tests.Rasters;

public sealed class CellCoverageTests
{
    private static readonly RasterGrid Small = new(10, 8, 100, 2, 0, 50, 0, -2); // x 100…120, y 34…50

    [Fact]
    public void A_square_across_four_cells_covers_a_quarter_of_each()
    {
        var fractions = Fractions(Small, out _, out _, [101, 47, 101, 49, 103, 49, 103, 47, 101, 47]);
        Assert.Equal([(0, 0, 0.25), (0, 1, 0.25), (1, 0, 0.25), (1, 1, 0.25)], fractions);
    }

    [Fact]
    public void Along_cell_borders_only_whole_cells_are_covered()
    {
        var fractions = Fractions(Small, out var flags, out var expected, [102, 46, 106, 46, 106, 50, 102, 50, 102, 46]);
        Assert.Equal([(0, 1, 1.0), (0, 2, 1.0), (1, 1, 1.0), (1, 2, 1.0)], fractions);
        Assert.Equal((CoverageFlags.None, 4), (flags, expected));
    }

    [Fact]
    public void A_polygon_within_one_cell_has_its_share() =>
        Assert.Equal([(2, 3, 0.125)], Fractions(Small, out _, out _, [106.5, 44.5, 106.5, 45.5, 107.5, 44.5, 106.5, 44.5])); // half of 1 × 1 of 2 × 2

    [Fact]
    public void A_triangle_of_two_cells_gives_the_parts_that_geometry_says()
    {
        // The line from (100, 48) to (104, 50) cuts the first cell into 1/4 below it, the second into 3/4.
        Assert.Equal([(0, 0, 0.25), (0, 1, 0.75)], Fractions(Small, out _, out _, [100, 48, 104, 50, 104, 48, 100, 48]));
    }

    [Fact]
    public void Holes_and_islands_follow_nesting_and_not_winding()
    {
        double[] outer = [100, 34, 120, 34, 120, 50, 100, 50, 100, 34], hole = [102, 36, 118, 36, 118, 48, 102, 48, 102, 36], island = [104, 38, 106, 38, 106, 40, 104, 40, 104, 38];
        var fractions = Fractions(Small, out var flags, out var expected, outer, hole, island); // all wound alike
        Assert.Equal(80 - 48 + 1, fractions.Sum(f => f.Fraction));
        Assert.Equal((CoverageFlags.None, 33), (flags, expected));
    }

    [Fact]
    public void Outside_the_raster_nothing_is_covered_and_what_is_expected_ends_there()
    {
        var inside = Fractions(Small, out var flags, out var expected, [90, 40, 90, 44, 104, 44, 104, 40, 90, 40]);
        Assert.Equal(4, inside.Sum(f => f.Fraction));
        Assert.Equal((CoverageFlags.PartlyOutside, 4.0), (flags, expected));
        Assert.Empty(Fractions(Small, out flags, out _, [0, 0, 0, 1, 1, 1, 1, 0, 0, 0]));
        Assert.Equal(CoverageFlags.Outside, flags);
        Assert.Equal(80, Fractions(Small, out _, out _, [-1e9, -1e9, -1e9, 1e9, 1e9, 1e9, 1e9, -1e9, -1e9, -1e9]).Sum(f => f.Fraction));
    }

    [Fact]
    public void A_bow_tie_is_cut_to_its_positive_half_and_reported()
    {
        // The border crosses itself at (104.4, 38.4): a quadrilateral of 32 − 6 × 2.4 / 2 = 24.8 and, wound the other way, a triangle of 4 × 2.4 / 2 = 4.8, which would count negatively.
        var fractions = Fractions(Small, out var flags, out _, [102, 36, 110, 44, 110, 36, 108, 36, 102, 40, 102, 36]);
        Assert.Equal(CoverageFlags.Clamped, flags);
        Assert.All(fractions, f => Assert.InRange(f.Fraction, 0, 1));
    }

    [Fact]
    public void Coordinates_that_are_no_numbers_cover_nothing()
    {
        Assert.Empty(Fractions(Small, out var flags, out _, [101, 47, double.NaN, 49, 103, 49, 101, 47]));
        Assert.Equal(CoverageFlags.NotFinite, flags);
    }

    [Fact]
    public void Random_polygons_agree_with_the_intersection_of_each_cell()
    {
        var random = new Random(7);
        var largest = 0.0;
        for (var trial = 0; trial < 300; trial++)
        {
            var size = Math.Pow(10, (random.NextDouble() * 2.5) - 1);
            var (x, y) = (98 + (24 * random.NextDouble()), 32 + (20 * random.NextDouble()));
            var vertices = random.Next(3, 40);
            var star = Enumerable.Range(0, vertices).Select(k => (Angle: 2 * Math.PI * k / vertices, Radius: size * (0.2 + random.NextDouble())))
                .SelectMany(v => new[] { x + (v.Radius * Math.Cos(v.Angle)), y + (v.Radius * Math.Sin(v.Angle)) }).ToArray();
            double[] shell = [.. star, star[0], star[1]];
            double[] hole = [.. shell.Select((v, i) => i % 2 == 0 ? x + ((v - x) * 0.3) : y + ((v - y) * 0.3))];
            var rings = random.Next(2) == 0 ? new[] { shell } : [shell, hole];
            var fractions = Fractions(Small, out var flags, out var expected, rings).ToDictionary(f => (f.Row, f.Column), f => f.Fraction);
            Assert.False(flags.HasFlag(CoverageFlags.Clamped));
            Assert.Equal(expected, fractions.Values.Sum(), 1e-11); // cells, of up to 80
            var polygon = Shape(rings);
            Assert.True(polygon.IsValid);
            for (var row = 0; row < Small.Height; row++)
            {
                for (var column = 0; column < Small.Width; column++)
                {
                    var cell = Shape([Cell(Small, row, column)]);
                    largest = Math.Max(largest, Math.Abs(polygon.Intersection(cell).Area / cell.Area - fractions.GetValueOrDefault((row, column))));
                }
            }
        }

        Assert.InRange(largest, 0, 1e-12);
    }

    [Fact]
    public void Where_the_border_is_long_bands_of_rows_give_the_same_cells()
    {
        // A comb of 3,000 teeth, each down and up through 2,000 rows: 12 million border cells.
        var grid = new RasterGrid(6000, 2000, 0, 1, 0, 2000, 0, -1);
        var points = new List<double> { 0, 2000 };
        for (var tooth = 0; tooth < 3000; tooth++)
            points.AddRange([2.0 * tooth + 0.5, 2000, 2.0 * tooth + 1, 0.5, 2.0 * tooth + 2, 2000]);
        points.AddRange([6000, 2000, 6000, 0, 0, 0, 0, 2000]);
        var column = Column([.. points]);
        var coverage = new CellCoverage(grid);
        coverage.Take(column, 0);
        Assert.True(coverage.Bands > 1);
        var sum = 0.0;
        for (var band = 0; band < coverage.Bands; band++)
        {
            foreach (var span in coverage.Spans(band))
                sum += span.Length * span.Fraction;
        }

        // 12,000,000 less 3,000 triangles of 1.5 × 1999.5 / 2.
        Assert.Equal(12_000_000 - (3000 * 1.5 * 1999.5 / 2), sum, 1e-4);
        Assert.Equal(coverage.ExpectedCells, sum, 1e-4);
    }

    internal static List<(int Row, int Column, double Fraction)> Fractions(RasterGrid grid, out CoverageFlags flags, out double expected, params double[][] rings)
    {
        var coverage = new CellCoverage(grid);
        coverage.Take(Column(rings), 0);
        var found = new List<(int, int, double)>();
        for (var band = 0; band < coverage.Bands; band++)
        {
            foreach (var span in coverage.Spans(band))
            {
                for (var k = 0; k < span.Length; k++)
                    found.Add((span.Row, span.Column + k, span.Fraction));
            }
        }

        (flags, expected) = (coverage.Flags, coverage.ExpectedCells);
        return found;
    }

    internal static PolygonColumn Column(params double[][] rings)
    {
        var column = new PolygonColumn();
        foreach (var ring in rings)
            ring.CopyTo(column.AddRing(ring.Length / 2));
        column.EndRecord(GeometryKind.Polygon);
        return column;
    }

    private static double[] Cell(RasterGrid grid, int row, int column)
    {
        var (x, y) = (grid.OriginX + (column * grid.ColumnX), grid.OriginY + (row * grid.RowY));
        return [x, y, x + grid.ColumnX, y, x + grid.ColumnX, y + grid.RowY, x, y + grid.RowY, x, y];
    }

    private static Polygon Shape(double[][] rings)
    {
        LinearRing Ring(double[] r) => new([.. Enumerable.Range(0, r.Length / 2).Select(i => new Coordinate(r[2 * i], r[(2 * i) + 1]))]);
        return new(Ring(rings[0]), [.. rings.Skip(1).Select(Ring)]);
    }
}
