using System.Buffers.Binary;
using System.Security.Cryptography;
using CarbonSink.Findings;
using CarbonSink.Geometry;
using CarbonSink.Register;
using CarbonSink.Runs;
using CarbonSink.Tests.Gis;
using Xunit;

namespace CarbonSink.Tests.Runs;

/// <summary>Layers read for the register: what is claimed, and what is refused.</summary>
public sealed class ParcelReadingTests : IDisposable
{
    private readonly TestLayer layer = new TestLayer { Encoding = TestLayer.Gbk, LanguageId = 0x4D }.Field("DKBH", 'C', 70).Field("QSZH", 'C', 30);

    private ParcelOptions Options => new(layer.Shp, "DKBH") { Tenure = "QSZH" };

    public void Dispose() => layer.Dispose();

    [Fact]
    public void Degrees_stay_as_they_are_and_are_claimed_by_key()
    {
        layer.Row([TestLayer.Square(113.4, 29.5, 0.001)], "临湘-02", "湘(2024)临湘市不动产权第0001号").Row([TestLayer.Square(113.401, 29.5, 0.001)], "临湘-01", "湘2").Write();
        var reading = ParcelReading.Read(Options);
        Assert.False(reading.Findings.HasErrors);
        Assert.Equal(["临湘-01", "临湘-02"], reading.Parcels.Select(p => p.Id));
        Assert.Equal(["湘2", "湘(2024)临湘市不动产权第0001号"], reading.Parcels.Select(p => p.Tenure));
        Assert.Equal([1, 0], reading.Parcels.Select(p => p.Record));

        // Outer rings are written counter-clockwise: the shapefile's square runs the other way from the same corner.
        var wkb = reading.Parcels[1].Wkb.Span;
        Assert.Equal([113.4, 29.5, 113.4 + 0.001, 29.5, 113.4 + 0.001, 29.5 + 0.001, 113.4, 29.5 + 0.001, 113.4, 29.5], Enumerable.Range(0, 10).Select(i => BinaryPrimitives.ReadDoubleLittleEndian(reading.Parcels[1].Wkb.Span[(13 + (8 * i))..])));
        Assert.Equal(93, wkb.Length);

        // Snyder's q between 29.5° and 29.501°, times 0.001° in radians: 10748.0847 m² (30 digits, mpmath).
        Assert.Equal(10_748.0847, reading.Parcels[1].SquareMetres, 0.01);
        var payload = reading.ToPayload();
        Assert.Equal(("临湘-02", Convert.ToBase64String(wkb)), (payload[1].Text("id"), payload[1].Text("wkb")));

        // What the facts say of the files is what anybody can compute.
        var files = reading.ToFacts().Objects("files");
        Assert.Equal(["layer.dbf", "layer.prj", "layer.shp", "layer.shx"], files.Select(f => f.Text("path")));
        Assert.All(files, f => Assert.Equal(Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(Path.Combine(layer.Folder, f.Text("path"))))), f.Text("sha256")));
        Assert.Equal(("EPSG:4490", 2, "DKBH", "QSZH"), (reading.ToFacts().Text("crs"), reading.ToFacts().Integer("parcels"), reading.ToFacts().Text("key"), reading.ToFacts().Text("tenure")));
    }

    /// <summary>A square of 20 km in a 3-degree zone: its sides are not straight in degrees, and are bent by vertices until nothing of the area is lost.</summary>
    [Theory]
    [InlineData("EPSG:4547", 400_000)] // 114°E, 100 km west of the meridian
    [InlineData("EPSG:4546", 640_000)] // 111°E, 140 km east: the far side of the zone's border
    public void Projected_borders_keep_their_shape(string crs, double easting)
    {
        double[] square = [easting, 3_260_000, easting, 3_280_000, easting + 20_000, 3_280_000, easting + 20_000, 3_260_000, easting, 3_260_000];
        layer.Row([square], "1", "t").Row([TestLayer.Square(easting + 20_000, 3_270_000, 500)], "2", "t").Write();
        var reading = ParcelReading.Read(Options with { Crs = crs });
        Assert.Equal((false, 1), (reading.Findings.HasErrors, reading.Findings.Count(ParcelFindings.Densified)));

        // The plane's own measure, geodesics along the edges of the square cut to 20 m, has nothing to do with degrees.
        var plane = new PolygonColumn();
        var cut = Enumerable.Range(0, 4000).Select(i => (X: square[2 * (i / 1000)] + ((square[(2 * (i / 1000)) + 2] - square[2 * (i / 1000)]) * (i % 1000) / 1000), Y: square[(2 * (i / 1000)) + 1] + ((square[(2 * (i / 1000)) + 3] - square[(2 * (i / 1000)) + 1]) * (i % 1000) / 1000))).ToArray();
        cut.Append(cut[0]).SelectMany(p => new[] { p.X, p.Y }).ToArray().CopyTo(plane.AddRing(4001));
        plane.EndRecord(GeometryKind.Polygon);
        var expected = new EllipsoidalArea(DataSet.ReferenceOf(crs)!).Measure(plane, 0, out _);
        Assert.InRange(reading.Parcels[0].SquareMetres - expected, -1, 1);

        // The neighbour shares a part of the eastern side: no land in common beyond rounding.
        var state = new MemoryStore();
        ParcelClaim Claim(int i) => new("P" + i, reading.Parcels[i].Id, "x", new(new(2024, 1, 1), new(2024, 12, 31)), [], null, reading.Parcels[i].Wkb, ClaimBoundary.BoxOf("1", reading.Parcels[i].Wkb.Span), ClaimState.Active);
        state.Put(Claim(0));
        Assert.All(OverlapClaim.Find(state, "P1", [Claim(1)]), o => Assert.True(o.Slivers > 0 && o.AreaM2 == 0));
    }

    [Fact]
    public void One_record_with_an_error_and_nothing_is_claimed()
    {
        layer.Row([TestLayer.Square(113.4, 29.5, 0.001)], "1", "t")
            .Row(null, "2", "t")
            .Row([[113.5, 29.5, 113.501, 29.501, 113.501, 29.5, 113.5, 29.501, 113.5, 29.5]], "3", "t") // a bow tie
            .Row([TestLayer.Square(113.6, 29.5, 0.001)], "", "t")
            .Row([TestLayer.Square(113.7, 29.5, 0.001)], "1", "t")
            .Row([TestLayer.Square(113.8, 29.5, 0.001)], "5/6", "t")
            .Row([TestLayer.Square(113.4005, 29.5005, 0.001)], "7", "") // lies on 1
            .Row([TestLayer.Square(113.9, 29.5, 0.001)], new string('x', 65), "t").Write();
        var reading = ParcelReading.Read(Options);
        Assert.Empty(reading.Parcels);
        _ = Assert.Throws<InvalidOperationException>(reading.ToPayload);
        (FindingRule, long)[] expected =
        [
            (ParcelFindings.NoGeometry, 1), (ParcelFindings.Invalid, 2), (ParcelFindings.NoKey, 3), (ParcelFindings.KeyTwice, 4), (ParcelFindings.BadKey, 5), (ParcelFindings.BadKey, 7), (ParcelFindings.Overlap, 0), (ParcelFindings.NoTenure, 6),
        ];
        Assert.Equal(expected, reading.Findings.Findings.Where(f => f.Rule.Code.StartsWith("OVC", StringComparison.Ordinal)).Select(f => (f.Rule, f.Record!.Value)));
        var bowTie = reading.Findings.Findings.Single(f => f.Rule == ParcelFindings.Invalid);
        Assert.Equal("the border of parcel 3 is invalid: the border crosses or touches itself at 113.5005, 29.5005", bowTie.Message("en"));

        // A quarter of the square of 0.001°: 2687.0147 m².
        Assert.Contains("parcels 1 and 7 have 2687 m2 in common", reading.Findings.Findings.Single(f => f.Rule == ParcelFindings.Overlap).Message("en"), StringComparison.Ordinal);
    }

    [Fact]
    public void Layers_that_cannot_be_placed_are_refused()
    {
        layer.Row([TestLayer.Square(29.5, 113.4, 0.001)], "1", "t").Write();
        File.Delete(Path.ChangeExtension(layer.Shp, ".prj"));
        Assert.Equal(ParcelFindings.NoReference, Assert.Throws<RefusedInputException>(() => ParcelReading.Read(Options)).Finding.Rule);
        Assert.Equal(GeometryFindings.DatumChange, Assert.Throws<RefusedInputException>(() => ParcelReading.Read(Options with { Crs = "EPSG:4610" })).Finding.Rule); // Xian 80: the datum changes
        Assert.Equal(ParcelFindings.NoField, Assert.Throws<RefusedInputException>(() => ParcelReading.Read(Options with { Crs = "EPSG:4490", Key = "ID" })).Finding.Rule);
        Assert.True(ParcelReading.Read(Options with { Crs = "EPSG:4490" }).Findings.HasErrors); // 113.4° is no latitude
    }

    [Fact]
    public void Swapped_coordinates_are_told()
    {
        layer.Row([TestLayer.Square(29.5, 73.4, 0.001)], "1", "t").Write();
        var reading = ParcelReading.Read(Options);
        Assert.Equal(1, reading.Findings.Count(ParcelFindings.Elsewhere));
        Assert.Single(reading.Parcels);
    }
}
