using CarbonSink.Geometry;
using Xunit;

namespace CarbonSink.Tests.Geometry;

public class EllipsoidalAreaTests
{
    // Nested squares of 1000, 800, 600 m and a separate one of 100 m, all in the plane: 1 000 000 − 640 000 + 360 000 + 10 000.
    private static readonly double[][] Nested =
    [
        Rings.Square(500_000, 3_300_000, 1000), Rings.Square(500_100, 3_300_100, 800), Rings.Square(500_200, 3_300_200, 600), Rings.Square(502_000, 3_300_000, 100),
    ];

    private static readonly CoordinateReference Zone = Rings.Cgcs2000Zone with { Projection = Rings.Meridian114 with { FalseEasting = 500_000 } };

    public static TheoryData<AreaMethod> Methods => [AreaMethod.Geodesic, AreaMethod.Official, AreaMethod.Planar];

    [Fact]
    public void Holes_subtract_islands_add_however_the_rings_wind()
    {
        var planar = new EllipsoidalArea(Zone, AreaMethod.Planar);
        for (var windings = 0; windings < 16; windings++)
        {
            var rings = Nested.Select((r, i) => (windings >> i & 1) == 0 ? r : Rings.Reversed(r)).ToArray();
            var area = planar.Measure(Rings.Record(rings), 0, out var flags);
            // Outer rings 0, 2, 3 one way and the hole 1 the other: bits 1101 or 0010.
            var agrees = windings is 0b0010 or 0b1101;

            Assert.Equal(730_000, area);
            Assert.Equal(agrees ? AreaFlags.None : AreaFlags.WindingDisagrees, flags);
        }
    }

    [Theory]
    [MemberData(nameof(Methods))]
    public void The_order_of_the_rings_does_not_matter(AreaMethod method)
    {
        var measure = new EllipsoidalArea(Zone, method);
        var expected = measure.Measure(Rings.Record(Nested), 0, out _);
        foreach (var order in new[] { new[] { 3, 2, 1, 0 }, [1, 0, 3, 2], [2, 0, 1, 3] })
            Assert.Equal(expected, measure.Measure(Rings.Record([.. order.Select(i => Nested[i])]), 0, out _), 1e-8);
        Assert.InRange(expected, 729_900, 730_000.1);
    }

    [Fact]
    public void Rings_that_touch_are_told_apart()
    {
        var planar = new EllipsoidalArea(Zone, AreaMethod.Planar);
        var outer = Rings.Square(0, 0, 100);
        var neighbour = Rings.Square(100, 0, 50); // shares part of an edge with the outer ring
        double[] holeAtCorner = [0, 0, 40, 10, 10, 40, 0, 0]; // touches it in a vertex: |40·40 − 10·10| / 2 = 750
        double[] holeOnEdge = [0, 60, 20, 60, 20, 80, 0, 80, 0, 60]; // lies on its boundary from inside: 400

        Assert.Equal(12_500, planar.Measure(Rings.Record(outer, neighbour), 0, out var flags));
        Assert.Equal(AreaFlags.None, flags);
        Assert.Equal(9_250, planar.Measure(Rings.Record(outer, Rings.Reversed(holeAtCorner)), 0, out flags));
        Assert.Equal(AreaFlags.None, flags);
        Assert.Equal(9_600, planar.Measure(Rings.Record(holeOnEdge, outer), 0, out flags));
        Assert.Equal(AreaFlags.WindingDisagrees, flags);
    }

    [Fact]
    public void A_hole_that_crosses_the_border_is_subtracted_whole_and_flagged()
    {
        // 100 × 100 less a 20 × 20 hole, half of which lies outside: signed areas give 10,000 − 400.
        var planar = new EllipsoidalArea(Zone, AreaMethod.Planar);
        Assert.Equal(9_600, planar.Measure(Rings.Record(Rings.Square(0, 0, 100), Rings.Reversed(Rings.Square(90, 40, 20))), 0, out var flags));
        Assert.Equal(AreaFlags.HoleCrosses, flags);

        // Wholly outside it is a part wound the wrong way.
        Assert.Equal(10_400, planar.Measure(Rings.Record(Rings.Square(0, 0, 100), Rings.Reversed(Rings.Square(200, 40, 20))), 0, out flags));
        Assert.Equal(AreaFlags.WindingDisagrees, flags);
    }

    [Fact]
    public void A_great_part_wound_the_wrong_way_still_adds()
    {
        // Two parts of 40,000 vertices that do not meet.
        var part = Rings.Star(new Random(1), 0, 0, 5000, 40_000);
        var other = Rings.Reversed(Rings.Star(new Random(2), 20_000, 0, 5000, 40_000));
        var planar = new EllipsoidalArea(Zone, AreaMethod.Planar);
        var alone = planar.Measure(Rings.Record(part), 0, out _) + planar.Measure(Rings.Record(other), 0, out _);
        Assert.Equal(alone, planar.Measure(Rings.Record(part, other), 0, out var flags), 1e-12 * alone);
        Assert.Equal(AreaFlags.WindingDisagrees, flags);
    }

    [Fact]
    public void A_ring_given_twice_cancels()
    {
        // The even-odd rule: the second copy counts as lying in the first.
        var planar = new EllipsoidalArea(Zone, AreaMethod.Planar);
        var hole = Rings.Reversed(Rings.Square(10, 10, 20));
        Assert.Equal(0, planar.Measure(Rings.Record(hole, hole), 0, out var flags));
        Assert.Equal(AreaFlags.WindingDisagrees, flags);
        Assert.Equal(10_000, planar.Measure(Rings.Record(Rings.Square(0, 0, 100), hole, hole), 0, out flags));
        Assert.Equal(AreaFlags.WindingDisagrees, flags);
    }

    [Fact]
    public void A_record_of_many_parts_is_their_sum()
    {
        var rings = Enumerable.Range(0, 300).SelectMany(i => new[] { Rings.Square(100 * i, 0, 50), Rings.Reversed(Rings.Square(100 * i + 10, 10, 20)) }).ToArray();
        Assert.Equal(300 * (2500 - 400), new EllipsoidalArea(Zone, AreaMethod.Planar).Measure(Rings.Record(rings), 0, out var flags));
        Assert.Equal(AreaFlags.None, flags);
    }

    [Fact]
    public void Planar_area_keeps_its_digits_far_from_the_origin()
    {
        // 0.5 m squares at a zone-prefixed easting: products of the coordinates themselves would have 14 digits before the point.
        var planar = new EllipsoidalArea(Zone, AreaMethod.Planar);
        Assert.Equal(0.25, planar.Measure(Rings.Record(Rings.Square(38_512_345.5, 4_400_000.25, 0.5)), 0, out _));
        var feet = new EllipsoidalArea(Zone with { MetresPerUnit = 0.3048 }, AreaMethod.Planar);
        Assert.Equal(0.25 * 0.09290304, feet.Measure(Rings.Record(Rings.Square(0, 0, 0.5)), 0, out _), 1e-15);
    }

    [Theory]
    [MemberData(nameof(Methods))]
    public void Bad_coordinates_are_flagged_and_have_no_area(AreaMethod method)
    {
        foreach (var reference in new[] { Zone, Rings.Geographic })
        {
            var measure = new EllipsoidalArea(reference, method);
            var (x, y) = reference.IsGeographic ? (114.0, 30.0) : (500_000.0, 3_300_000.0);
            foreach (var bad in new[] { double.NaN, double.PositiveInfinity, double.NegativeInfinity })
            {
                for (var place = 0; place < 10; place++)
                {
                    var ring = Rings.Square(x, y, 0.01);
                    ring[place] = bad;
                    Assert.Equal(0, measure.Measure(Rings.Record(Rings.Square(x, y, 0.02), ring), 0, out var flags));
                    Assert.True(flags.HasFlag(AreaFlags.NotFinite));
                }
            }
            foreach (var huge in new[] { 1e9, 1e300, double.MaxValue })
            {
                var area = measure.Measure(Rings.Record(Rings.Square(x, huge, 1e5)), 0, out var flags);
                Assert.True(double.IsFinite(area));
                Assert.True(method == AreaMethod.Planar || (area == 0 && flags == AreaFlags.OutOfRange));
            }
        }
    }

    [Theory]
    [MemberData(nameof(Methods))]
    public void Rings_that_enclose_nothing_add_nothing(AreaMethod method)
    {
        var measure = new EllipsoidalArea(Zone, method);
        var square = Rings.Square(500_000, 3_300_000, 100);
        var expected = measure.Measure(Rings.Record(square), 0, out var flags);
        Assert.Equal(AreaFlags.None, flags);
        foreach (var poor in new double[][] { [], [500_000, 3_300_000], [500_000, 3_300_000, 500_010, 3_300_010, 500_000, 3_300_000] })
        {
            Assert.Equal(0, measure.Measure(Rings.Record(poor), 0, out flags));
            Assert.Equal(AreaFlags.TooFewVertices, flags);
            Assert.Equal(expected, measure.Measure(Rings.Record(square, poor), 0, out flags));
            Assert.Equal(AreaFlags.TooFewVertices, flags);
        }
        double[] collapsed = [500_000, 3_300_000, 500_050, 3_300_050, 500_000, 3_300_000, 500_000, 3_300_000];
        Assert.Equal(0, measure.Measure(Rings.Record(collapsed), 0, out _), 1e-6);
        Assert.Equal(expected, measure.Measure(Rings.Record(square, collapsed), 0, out _), 1e-6);
        Assert.Equal(expected, measure.Measure(Rings.Record(square[..^2]), 0, out _), 0.01); // not closed in the file: closed here
    }

    [Fact]
    public void Records_without_polygons_have_no_area()
    {
        var column = Rings.Record(Rings.Square(500_000, 3_300_000, 100));
        column.EndRecord(GeometryKind.Null);
        column.EndRecord(GeometryKind.Polygon); // no rings
        Rings.Add(column, Rings.Square(500_000, 3_300_000, 10));
        var (areas, flags) = (new double[4], new AreaFlags[4]);

        new EllipsoidalArea(Zone, AreaMethod.Planar).Measure(column, areas, flags);

        Assert.Equal([10_000, 0, 0, 100], areas);
        Assert.All(flags, f => Assert.Equal(AreaFlags.None, f));
        Assert.Throws<ArgumentException>(() => new EllipsoidalArea(Zone).Measure(column, new double[3]));
    }

    [Fact]
    public void The_ellipsoid_is_a_parameter()
    {
        // The same degrees on a body 1 + 3/6378137 as long each way: areas grow by twice that, 9.4e-7 (the flattenings differ by 2e-9 only).
        var record = Rings.Record(Rings.Square(114, 30, 0.01));
        var cgcs = new EllipsoidalArea(Rings.Geographic).Measure(record, 0, out _);
        var xian = new EllipsoidalArea(Rings.Geographic, ellipsoid: Ellipsoid.Xian80);

        Assert.Same(Ellipsoid.Xian80, xian.Ellipsoid);
        Assert.Equal(2 * 3 / 6378137.0, xian.Measure(record, 0, out _) / cgcs - 1, 1e-8);
    }

    [Fact]
    public void The_three_methods_differ_as_they_should()
    {
        // "1km sq y=+140km" of the reference vectors: 999,513.21 m² on the ellipsoid, 1 km² in the plane; a geodesic of 1 km leaves its line by 0.29 m².
        var record = Rings.Record(Rings.Square(640_000, 3_250_000, 1000));
        Assert.Equal(1_000_000, new EllipsoidalArea(Zone, AreaMethod.Planar).Measure(record, 0, out _));
        Assert.Equal(999_513.21, new EllipsoidalArea(Zone, AreaMethod.Official).Measure(record, 0, out _), 0.011);
        Assert.Equal(999_513.21, new EllipsoidalArea(Zone).Measure(record, 0, out _), 0.011);
        Assert.Equal(999_513.2080, new EllipsoidalArea(Zone, AreaMethod.Official, step: 0, rounding: false).Measure(record, 0, out _), 0.01);
    }

    [Fact]
    public void Long_edges_go_to_the_reference()
    {
        var ring = Rings.Square(640_000, 3_250_000, 30_000);
        var expected = new GeodesicPolygon(Ellipsoid.Cgcs2000).SignedArea(ring, new GaussKruger(Ellipsoid.Cgcs2000, (TransverseMercator)Zone.Projection!));
        Assert.Equal(expected, new EllipsoidalArea(Zone).Measure(Rings.Record(ring), 0, out var flags));
        Assert.Equal(AreaFlags.None, flags);
    }

    [Theory]
    [MemberData(nameof(Methods))]
    public void Reversal_rotation_and_cuts_keep_the_area(AreaMethod method)
    {
        var measure = new EllipsoidalArea(Zone, method, rounding: false);
        var random = new Random(6);
        for (var i = 0; i < 100; i++)
        {
            var ring = Rings.Star(random, 500_000 + random.NextDouble() * 3e5 - 1.5e5, 2e6 + random.NextDouble() * 4e6, 60 + 10 * i, 5 + i % 20, roughness: 0.01);
            var (first, second) = Rings.Cut(ring, 3);
            var area = Area(ring);
            var tolerance = 1e-9 * area + 1e-6;

            Assert.Equal(area, Area(Rings.Reversed(ring)), tolerance);
            Assert.Equal(area, Area(Rings.Rotated(ring, 2)), tolerance);
            Assert.Equal(area, Area(first) + Area(second), tolerance); // these stars are convex enough for the chord to stay inside
        }

        double Area(double[] ring) => measure.Measure(Rings.Record(ring), 0, out _);
    }

    [Theory]
    [MemberData(nameof(Methods))]
    public void The_same_record_has_the_same_bits_in_any_batch_and_thread(AreaMethod method)
    {
        var random = new Random(17);
        var rings = Enumerable.Range(0, 400).Select(i => Rings.Star(random, 450_000 + 200 * i, 3_300_000 + 50 * i, 80, 3 + i % 60)).ToArray();
        var whole = new PolygonColumn();
        foreach (var ring in rings)
            Rings.Add(whole, ring);
        var measure = new EllipsoidalArea(Zone, method);
        var areas = new double[rings.Length];
        measure.Measure(whole, areas);

        Parallel.For(0, rings.Length, i =>
        {
            var alone = new double[1];
            new EllipsoidalArea(Zone, method).Measure(Rings.Record(rings[rings.Length - 1 - i]), alone);
            Assert.Equal(BitConverter.DoubleToInt64Bits(areas[^(i + 1)]), BitConverter.DoubleToInt64Bits(alone[0]));
        });
    }

    [Theory]
    [MemberData(nameof(Methods))]
    public void Nothing_is_allocated_per_record(AreaMethod method)
    {
        var column = Rings.Record(Nested);
        for (var i = 0; i < 1000; i++)
            Rings.Add(column, i % 2 == 0 ? Nested : [Rings.Square(500_000, 3_300_000, 3000)]); // 3 km edges: the reference
        var areas = new double[column.Count];
        foreach (var reference in new[] { Zone, Rings.Geographic })
        {
            var measure = new EllipsoidalArea(reference, method);
            measure.Measure(column, areas);
            Assert.InRange(Allocation.Least(() => measure.Measure(column, areas)), 0, 999);
        }
    }
}
