using CarbonSink.Geometry;
using CarbonSink.Inventory;
using CarbonSink.Reports;
using CarbonSink.Runs;
using Xunit;

namespace CarbonSink.Tests.Reports.Maps;

public sealed class MapCellsTests
{
    private static readonly CoordinateReference Planar = new("CGCS2000 / 3-degree Gauss-Kruger CM 114E", 4547, Ellipsoid.Cgcs2000, new TransverseMercator(114, 500000, 0, 1, 0));

    private static readonly MapFrame Frame = new(Planar, new(490000, 3260000, 500000, 3270000), SvgMap.PanelWidth, SvgMap.MostPanelHeight);

    [Fact]
    public void A_cell_has_the_mean_of_its_units_by_their_area()
    {
        var cells = new MapCells(Frame, 10);
        cells.Add(Rectangle(100, 100, 102.5, 110), 0, 10, false, 0);
        cells.Add(Rectangle(102.5, 100, 110, 110), 0, 30, false, 0);
        Assert.Equal((10 * 0.25) + (30 * 0.75), Assert.Single(cells.Means), 6);
    }

    [Fact]
    public void What_was_not_estimated_does_not_thin_the_mean_and_wins_where_it_is_most()
    {
        var cells = new MapCells(Frame, 10);
        cells.Add(Rectangle(100, 100, 106, 110), 0, 10, false, 0);
        cells.Add(Rectangle(106, 100, 110, 110), 0, null, false, 0);
        cells.Add(Rectangle(200, 100, 204, 110), 0, 10, false, 0);
        cells.Add(Rectangle(204, 100, 210, 110), 0, null, false, 0);
        cells.Add(Rectangle(300, 100, 310, 110), 0, null, true, 0);
        Assert.Equal([10.0], cells.Means.Select(m => Math.Round(m, 6)));
        var paths = new MapPaths(Frame, 3, 10);
        Assert.Equal([1, 1, 1], cells.Draw(paths, _ => 0, 1, 2));
        Assert.Equal(["m10 10l1 0 0 1-1 0z", "m20 10l1 0 0 1-1 0z", "m30 10l1 0 0 1-1 0z"], Enumerable.Range(0, 3).Select(paths.Data));
    }

    [Fact]
    public void Zones_are_bordered_where_they_meet_and_around()
    {
        var cells = new MapCells(Frame, 10);
        cells.Add(Rectangle(100, 100, 120, 110), 0, null, false, 0);
        cells.Add(Rectangle(120, 100, 130, 110), 0, null, false, 1);
        var paths = new MapPaths(Frame, 1, 10);
        cells.DrawBorders(paths);
        // Two lines across, of three cells, and three upright ones: left, between the zones, right.
        Assert.Equal("m10 10l3 0m-3 1l3 0m-3-1l0 1m2-1l0 1m1-1l0 1", paths.Data(0).Replace(" -", "-", StringComparison.Ordinal));
    }

    [Fact]
    public void A_public_map_shows_no_more_than_its_cells()
    {
        // Two units of 300 m and a cell of 0.01° ≈ 1113 m: what is drawn are whole cells.
        var map = new UnitMap(new("x", Planar, () => [Batch((495000, 3265000), (495400, 3265000), (491000, 3261000))], (_, row) => row, (_, _) => false), "en");
        var shown = map.Draw(0.01);
        Assert.InRange(shown.Paths.GridMetres, 1113, 1130);
        Assert.InRange(shown.Classes.Sum(c => c.Count), 2, 9);
        Assert.Contains("0.01°", shown.Remarks[0], StringComparison.Ordinal);
        Assert.Equal("cells", shown.Counted.En);
        var exact = map.Draw();
        Assert.Equal(3, exact.Classes.Sum(c => c.Count));
        Assert.InRange(exact.Paths.GridMetres, 0.5, 20);
    }

    private static PolygonColumn Rectangle(double left, double top, double right, double bottom)
    {
        var column = new PolygonColumn();
        Add(column, [Frame.FromPanel(left, top), Frame.FromPanel(right, top), Frame.FromPanel(right, bottom), Frame.FromPanel(left, bottom)]);
        return column;
    }

    private static FeatureBatch Batch(params (double X, double Y)[] corners)
    {
        var batch = new FeatureBatch(new([]), []) { Count = corners.Length };
        foreach (var (x, y) in corners)
            Add(batch.Geometry, [(x, y), (x + 300, y), (x + 300, y + 300), (x, y + 300)]);
        return batch;
    }

    private static void Add(PolygonColumn column, (double X, double Y)[] corners)
    {
        var ring = column.AddRing(5);
        for (var i = 0; i < 5; i++)
            (ring[2 * i], ring[(2 * i) + 1]) = corners[i % 4];
        column.EndRecord(GeometryKind.Polygon);
    }
}
