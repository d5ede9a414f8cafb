using CarbonSink.Findings;
using CarbonSink.Geometry;
using CarbonSink.Runs;
using CarbonSink.Tests.Gis;
using Xunit;

namespace CarbonSink.Tests.Runs;

public sealed class OverlayRunTests
{
    /// <summary>Planar areas in square survey feet as the fixture states them: QGIS made the results.</summary>
    [FixtureTheory("fixtures/vectors/overlay")]
    [InlineData(OverlayOperation.Intersection, 1898134279.420)]
    [InlineData(OverlayOperation.Difference, 6531777293.245)]
    [InlineData(OverlayOperation.SymmetricDifference, 8083846353.426)]
    [InlineData(OverlayOperation.Union, 1898134279.420 + 8083846353.426)]
    public void The_fixture_has_the_areas_that_are_known(OverlayOperation operation, double expected)
    {
        var folder = Repository.SharedPath("fixtures/vectors/overlay");
        var result = OverlayRun.Run(new(Path.Combine(folder, "polydf.shp"), Path.Combine(folder, "polydf2.shp")) { Operation = operation });
        Assert.Equal(8429911572.665, result.Planar.First.Area, 0.001);
        Assert.Equal(3450203339.601, result.Planar.Second.Area, 0.001);
        Assert.Equal(expected, result.Planar.Result, 0.001);
        Assert.Equal(0, result.Planar.Error, 1e-9 * 8429911572.665);
        Assert.Equal(0, result.Findings.Count(OverlayFindings.NotConserved) + result.Findings.Count(OverlayFindings.CountedTwice));
    }

    [Fact]
    public void Numbers_are_divided_by_area()
    {
        // A square with 90 m³, a third of it in B: 30 m³ there and 60 m³ outside.
        using var units = Layer("STOCK", (TestLayer.Square(113, 28, 0.003), 90.0));
        using var zones = Layer("ID", (TestLayer.Square(113.002, 27.999, 0.005), 7.0));
        var result = TransferRun.Run(new(units.Shp, zones.Shp), ["STOCK"]);
        Assert.Equal(90, result.Whole.Sums[0]);
        Assert.Equal((30, 60), (Math.Round(result.Shares[0].Sums[0]!.Value, 6), Math.Round(result.Shares[^1].Sums[0]!.Value, 6)));
        Assert.Equal(result.Whole.AreaHa!.Value, result.Shares.Sum(s => s.AreaHa!.Value), 1e-9);
        Assert.Equal("OVL-0005", Assert.Throws<RefusedInputException>(() => TransferRun.Run(new(units.Shp, zones.Shp), ["NONE"])).Finding.Rule.Code);
    }

    [Fact]
    public void Overlaps_within_a_layer_are_measured_on_the_ellipsoid()
    {
        using var layer = Layer("ID", (TestLayer.Square(113, 28, 0.002), 1.0), (TestLayer.Square(113.001, 28, 0.002), 2.0), (TestLayer.Square(113.003, 28, 0.002), 3.0));
        var (first, second, overlap) = Assert.Single(OverlapRun.Run(new(layer.Shp, layer.Shp)).Overlaps);
        Assert.Equal((0, 1), (first, second));
        var column = new PolygonColumn();
        ((double[])[113.001, 28, 113.002, 28, 113.002, 28.002, 113.001, 28.002, 113.001, 28]).CopyTo(column.AddRing(5));
        column.EndRecord(GeometryKind.Polygon);
        Assert.Equal(new EllipsoidalArea(Geometry.Rings.Geographic).Measure(column, 0, out _), overlap.SquareMetres!.Value, 0.01);
    }

    private static TestLayer Layer(string field, params (double[] Ring, double Value)[] rows)
    {
        var layer = new TestLayer().Field(field, 'N', 12, 3);
        foreach (var (ring, value) in rows)
            layer.Row([ring], value);
        return layer.Write();
    }
}
