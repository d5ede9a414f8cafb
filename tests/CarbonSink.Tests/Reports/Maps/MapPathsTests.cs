using System.Globalization;
using System.Text.RegularExpressions;
using CarbonSink.Geometry;
using CarbonSink.Reports;
using Xunit;

namespace CarbonSink.Tests.Reports.Maps;

public sealed partial class MapPathsTests
{
    private static readonly CoordinateReference Planar = new("CGCS2000 / 3-degree Gauss-Kruger CM 114E", 4547, Ellipsoid.Cgcs2000, new TransverseMercator(114, 500000, 0, 1, 0));

    // 10 km × 10 km on a panel of 524: about 19.8 m for one unit.
    private static readonly MapFrame Frame = new(Planar, new(490000, 3260000, 500000, 3270000), SvgMap.PanelWidth, SvgMap.MostPanelHeight);

    [Fact]
    public void Neighbours_keep_their_common_border()
    {
        // A crooked border of 200 vertices between two halves of a square: whatever is generalised, the halves add up to the square.
        var border = Enumerable.Range(0, 201).Select(i => (X: 495000 + (700 * Math.Sin(i * 0.31)) + (i * 37 % 11), Y: 3261000 + (i * 40.0))).ToArray();
        var shapes = Column(
            [(491000, 3261000), (491000, 3269000), .. border.Reverse(), (491000, 3261000)],
            [(499000, 3269000), (499000, 3261000), .. border, (499000, 3269000)],
            [(491000, 3261000), (491000, 3269000), (499000, 3269000), (499000, 3261000), (491000, 3261000)]);
        var paths = new MapPaths(Frame, 3, 0.5);
        for (var i = 0; i < 3; i++)
            paths.Add(shapes, i, i);
        Assert.Equal(TwiceArea(paths.Data(2)), TwiceArea(paths.Data(0)) + TwiceArea(paths.Data(1)));
        Assert.True(paths.Data(0).Length < 200 * 6, "the border was not generalised");

        // The area of the half is kept within its border's length times half a cell.
        var cells = Math.Pow(paths.GridMetres, 2);
        Assert.Equal(8000.0 * 8000, Math.Abs(TwiceArea(paths.Data(2))) / 2 * cells, 8000.0 * 4 * paths.GridMetres / 2);
    }

    [Fact]
    public void Vertices_on_straight_lines_and_spikes_go()
    {
        var shapes = Column([(491000, 3261000), (491000, 3263000), (491000, 3269000), (495000, 3269000), (499000, 3269000), (499000, 3274000), (499000, 3269000), (499000, 3261000), (491000, 3261000)]);
        var paths = new MapPaths(Frame, 1, 0.5);
        paths.Add(shapes, 0, 0);
        Assert.Equal(4, Points(paths.Data(0)).Count);
    }

    [Fact]
    public void A_class_of_units_too_small_to_see_is_still_drawn()
    {
        var speck = Column([(495000, 3265000), (495000, 3265001), (495001, 3265001), (495000, 3265000)]);
        var paths = new MapPaths(Frame, 2, 0.5);
        paths.Add(speck, 0, 1);
        Assert.Equal("", paths.Data(0));
        Assert.Equal(1, paths.UndrawnCount);
        Assert.Equal(8, Math.Abs(TwiceArea(paths.Data(1)))); // one square of 2 × 2 cells
        Assert.Equal(Frame.ToPanel(495000, 3265000).X / 0.5, Points(paths.Data(1))[0].X, 1.0);
    }

    [Fact]
    public void A_hole_runs_against_its_ring_and_is_left_out()
    {
        var column = new PolygonColumn();
        Fill(column.AddRing(5), [(491000, 3261000), (491000, 3269000), (499000, 3269000), (499000, 3261000), (491000, 3261000)]);
        Fill(column.AddRing(5), [(493000, 3263000), (497000, 3263000), (497000, 3267000), (493000, 3267000), (493000, 3263000)]);
        column.EndRecord(GeometryKind.Polygon);
        var paths = new MapPaths(Frame, 1, 0.1);
        paths.Add(column, 0, 0);
        var cells = Math.Pow(paths.GridMetres, 2);
        Assert.Equal((8000.0 * 8000) - (4000.0 * 4000), Math.Abs(TwiceArea(paths.Data(0))) / 2 * cells, 8000.0 * 6 * paths.GridMetres / 2);
    }

    [Fact]
    public void Coordinates_that_are_no_numbers_are_left_out()
    {
        var shapes = Column([(double.NaN, 0), (double.PositiveInfinity, 1), (0, double.NaN), (double.NaN, 0)]);
        var paths = new MapPaths(Frame, 1, 0.5);
        paths.Add(shapes, 0, 0);
        Assert.Equal("", paths.Data(0));
        Assert.True(MapBounds.Empty.Include(shapes.Ring(0)[..4]).IsEmpty);
    }

    [Fact]
    public void One_misplaced_shape_does_not_shrink_the_map()
    {
        var near = Enumerable.Range(0, 50).Select(i => new MapBounds(490000 + (i * 100), 3260000, 490100 + (i * 100), 3260100)).ToList();
        var bounds = MapBounds.WithoutOutliers([.. near, new(0, 0, 10, 10)]);
        Assert.Equal(new MapBounds(490000, 3260000, 495000, 3260100), bounds);
    }

    [Fact]
    public void Panel_and_globe_agree()
    {
        foreach (var reference in (CoordinateReference[])[Planar, new("CGCS2000", 4490, Ellipsoid.Cgcs2000, null)])
        {
            var bounds = reference.IsGeographic ? new MapBounds(113.2, 29.2, 113.6, 29.8) : new MapBounds(420000, 3230000, 460000, 3300000);
            var frame = new MapFrame(reference, bounds, SvgMap.PanelWidth, SvgMap.MostPanelHeight);
            Assert.InRange(frame.Height, frame.Width / 2, SvgMap.MostPanelHeight);
            var (latitude, longitude) = frame.ToGeographic(100, 200);
            var (x, y) = frame.FromGeographic(latitude, longitude);
            Assert.Equal((100.0, 200.0), (Math.Round(x, 6), Math.Round(y, 6)));
            var (left, top) = frame.ToPanel(bounds.MinX, bounds.MaxY);
            var (right, bottom) = frame.ToPanel(bounds.MaxX, bounds.MinY);
            Assert.True(left >= 9.99 && top >= 9.99 && right <= frame.Width - 9.99 && bottom <= frame.Height - 9.99);

            // 0.1° of latitude near 29.5° N is 11,085 m (Bessel's meridian arc on CGCS2000: 110.85 km a degree).
            var south = frame.FromGeographic(29.5, 113.4);
            var north = frame.FromGeographic(29.6, 113.4);
            Assert.Equal(11085, Math.Sqrt(Math.Pow(north.X - south.X, 2) + Math.Pow(north.Y - south.Y, 2)) * frame.MetresPerUnit, 15.0);
        }
    }

    private static PolygonColumn Column(params (double X, double Y)[][] rings)
    {
        var column = new PolygonColumn();
        foreach (var ring in rings)
        {
            Fill(column.AddRing(ring.Length), ring);
            column.EndRecord(GeometryKind.Polygon);
        }

        return column;
    }

    private static void Fill(Span<double> coordinates, (double X, double Y)[] ring)
    {
        for (var i = 0; i < ring.Length; i++)
            (coordinates[2 * i], coordinates[(2 * i) + 1]) = ring[i];
    }

    /// <summary>Twice the signed area of path data of the form m x y l dx dy … z.</summary>
    private static long TwiceArea(string data)
    {
        var twice = 0L;
        foreach (var ring in Rings(data))
        {
            for (var i = 0; i < ring.Count; i++)
            {
                var (a, b) = (ring[i], ring[(i + 1) % ring.Count]);
                twice += ((long)a.X * b.Y) - ((long)b.X * a.Y);
            }
        }

        return twice;
    }

    private static List<(int X, int Y)> Points(string data) => [.. Rings(data).SelectMany(r => r)];

    private static IEnumerable<List<(int X, int Y)>> Rings(string data)
    {
        var pen = (X: 0, Y: 0);
        foreach (var part in data.Split('z', StringSplitOptions.RemoveEmptyEntries))
        {
            var numbers = Number().Matches(part).Select(m => int.Parse(m.Value, CultureInfo.InvariantCulture)).ToList();
            var ring = new List<(int, int)>();
            for (var i = 0; i < numbers.Count; i += 2)
            {
                pen = (pen.X + numbers[i], pen.Y + numbers[i + 1]);
                ring.Add(pen);
            }

            pen = ring[0] is var (x, y) ? (x, y) : pen;
            yield return ring;
        }
    }

    [GeneratedRegex(@"-?\d+", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Number();
}
