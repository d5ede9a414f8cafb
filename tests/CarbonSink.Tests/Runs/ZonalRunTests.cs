using CarbonSink.Findings;
using CarbonSink.Geometry;
using CarbonSink.Gis;
using CarbonSink.Rasters;
using CarbonSink.Runs;
using CarbonSink.Tests.Rasters;
using Xunit;

namespace CarbonSink.Tests.Runs;

/// <summary>What the figures of zones must not depend on, and what they must.</summary>
public sealed class ZonalRunTests : IDisposable
{
    private const int Side = 70;
    private const double X = 500_000;
    private const double Y = 3_000_000;
    private const double Cell = 10;
    private const double Extent = Side * Cell;

    private static readonly ZonalStatistic[] Figures = [.. Enum.GetValues<ZonalStatistic>()];

    private readonly string folder = Directory.CreateTempSubdirectory("zonal").FullName;

    [Fact]
    public void Threads_and_blocks_change_no_bit()
    {
        var (raster, tiled, zones) = (Striped(), In("tiled.tif"), Zones(200));
        TinyTiff.WriteTiled(tiled, 16, Side, X, Y, Cell, 4547, Values());
        var one = Of(new(raster, zones) { Threads = 1 });
        Assert.Equal(one, Of(new(raster, zones) { Threads = 2 }));
        var tiles = Of(new(tiled, zones) { Threads = 1 });
        Assert.Equal(tiles, Of(new(tiled, zones) { Threads = 2 }));
        Assert.Equal(one.Length, tiles.Length);
        for (var i = 0; i < one.Length; i++)
            Assert.True(one[i] == tiles[i] || Math.Abs(one[i]!.Value - tiles[i]!.Value) <= 1e-11 * Math.Max(1, Math.Abs(one[i]!.Value)), $"{one[i]:R} in strips, {tiles[i]:R} in tiles");
    }

    [Fact]
    public void Terrain_has_the_same_bits_on_two_threads_and_the_same_figures_in_tiles()
    {
        var (raster, tiled, zones) = (Striped(), In("tiled.tif"), Zones(60));
        TinyTiff.WriteTiled(tiled, 16, Side, X, Y, Cell, 4547, Values());
        string Run(string dem, int threads)
        {
            using var stream = new MemoryStream();
            TerrainText.WriteCsv(TerrainRun.Run(new(dem, zones) { Crs = "EPSG:4547", Threads = threads }, 100), stream);
            return System.Text.Encoding.UTF8.GetString(stream.ToArray());
        }

        Assert.Equal(Run(raster, 1), Run(raster, 2));
        Assert.Equal(Run(raster, 1), Run(tiled, 1)); // its own blocks are the same
    }

    [Fact]
    public void Weights_weigh()
    {
        var (raster, weights, zones) = (In("r.tif"), In("w.tif"), In("z.geojson"));
        TinyTiff.Write(raster, 2, X, Y, Cell, 4547, false, 10, 20, 30, -9999);
        TinyTiff.WriteTiled(weights, 16, 2, X, Y, Cell, 4547, 1, 2, -9999, 5);
        TinyTiff.Rectangles(zones, [X, Y - 20, X + 15, Y]); // the second column by half
        var result = ZonalRun.Run(new(raster, zones) { Crs = "EPSG:4547", Weights = weights });
        var zone = result.Records[0].Statistics!;
        Assert.Equal((1 * 10) + (0.5 * 2 * 20), zone.WeightedSum!.Value, 1e-9);
        Assert.Equal(30.0 / (1 + (0.5 * 2)), zone.WeightedMean!.Value, 1e-9);
        Assert.Equal(1, zone.WeightMissingCount, 1e-12);
        Assert.Equal(1, result.Findings.Count(ZonalFindings.WeightsMissing));
        TinyTiff.Write(weights, 2, X + 1, Y, Cell, 4547, false, 1, 1, 1, 1);
        Assert.Equal(ZonalFindings.WeightsDiffer, Assert.Throws<RefusedInputException>(() => ZonalRun.Run(new(raster, zones) { Crs = "EPSG:4547", Weights = weights })).Finding.Rule);
    }

    [Fact]
    public void Polygons_of_another_reference_are_laid_where_they_lie()
    {
        var (raster, zones, degrees, next) = (Striped(), In("z.geojson"), In("degrees.geojson"), In("next.geojson"));
        double[] ring = [X + 33, Y - 457, X + 33, Y - 121, X + 612, Y - 121, X + 612, Y - 457, X + 33, Y - 457];
        TinyTiff.Polygons(zones, [ring]);
        var expected = ZonalRun.Run(new(raster, zones) { Crs = "EPSG:4547" }).Records[0].Statistics!;
        Assert.Equal(57.9 * 33.6, expected.Count + expected.NoDataCount, 1e-6);
        foreach (var (path, code) in new[] { (degrees, 4490), (next, 4548) })
        {
            var there = (double[])ring.Clone();
            CoordinateTransformation.Between(EpsgCodes.Find(4547)!, EpsgCodes.Find(code)!).Transform(there);
            TinyTiff.Polygons(path, [there]);
            var found = ZonalRun.Run(new(raster, path) { Crs = $"EPSG:{code}" }).Records[0].Statistics!;
            Assert.Equal(expected.Count, found.Count, 1e-4); // 1e-4 of a cell is a millimetre along its side
            Assert.Equal(expected.Mean!.Value, found.Mean!.Value, 1e-4);
        }
    }

    // The property that an exact coverage has: count times cell is the area, for any valid polygon within the raster.
    [Fact]
    public void Cells_counted_are_the_area_of_any_valid_polygon()
    {
        var (random, zones) = (new Random(20), In("z.geojson"));
        var polygons = Enumerable.Range(0, 200).Select(i => Star(random, i % 4 == 0)).ToArray();
        TinyTiff.Polygons(zones, polygons);
        TinyTiff.Write(In("ones.tif"), Side, X, Y, Cell, 4547, false, [.. Enumerable.Repeat(1f, Side * Side)]);
        var result = ZonalRun.Run(new(In("ones.tif"), zones) { Crs = "EPSG:4547", Statistics = [ZonalStatistic.Count, ZonalStatistic.Sum] });
        Assert.Empty(result.Findings.Findings);
        for (var i = 0; i < polygons.Length; i++)
        {
            var area = polygons[i].Select((ring, r) => (r == 0 ? 1 : -1) * Math.Abs(Shoelace(ring))).Sum();
            Assert.Equal(area / (Cell * Cell), result.Records[i][ZonalStatistic.Count]!.Value, 1e-7);
            Assert.Equal(result.Records[i][ZonalStatistic.Count]!.Value, result.Records[i][ZonalStatistic.Sum]!.Value, 1e-9);
        }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(8)]
    public void A_mask_in_the_file_takes_values_away(int bits)
    {
        var (raster, zones) = (In("masked.tif"), In("z.geojson"));
        TinyTiff.Write(raster, 10, X, Y, Cell, 4547, false, [.. Enumerable.Range(0, 100).Select(i => i < 50 ? 70f : 30f)]);
        TinyTiff.AddMask(raster, bits, 10, [.. Enumerable.Range(0, 100).Select(i => i < 50)]);
        TinyTiff.Rectangles(zones, [X, Y - 100, X + 100, Y]);
        var zone = ZonalRun.Run(new(raster, zones) { Crs = "EPSG:4547" }).Records[0].Statistics!;
        Assert.Equal((50.0, 50.0, 70.0), (zone.Count, zone.NoDataCount, zone.Mean!.Value));
    }

    [Fact]
    public void A_mask_of_another_size_is_refused_to_GDAL()
    {
        var raster = In("masked.tif");
        TinyTiff.Write(raster, 10, X, Y, Cell, 4547, false, new float[100]);
        TinyTiff.AddMask(raster, 8, 5, new bool[25]);
        Assert.Equal(RasterFindings.NotSupported, Assert.Throws<RefusedInputException>(() => new GeoTiffReader(raster)).Finding.Rule);
    }

    [Fact]
    public void No_data_is_compared_as_the_type_holds_it()
    {
        RasterBand Band(string type, int bits) => new(type, 0.1, 1, 0, bits);
        Assert.Equal((double)0.1f, NoDataValues.Stored(Band("Float32", 32)));
        Assert.Equal((double)(Half)0.1, NoDataValues.Stored(Band("Float32", 16)));
        Assert.Equal(0.1, NoDataValues.Stored(Band("Float64", 64)));
        var values = new[] { 0.1f, 0.2f, (double)0.1f, 0.1, 0.3 };
        NoDataValues.Finish(Band("Float32", 32), values);
        Assert.Equal([true, false, true, false, false], values.Select(double.IsNaN));
    }

    [Theory]
    [InlineData(12000, 3000, 12000, 47)] // 3000 halved six times
    [InlineData(65536, 65536, 65536, 16)]
    [InlineData(1 << 24, 1, 1 << 20, 1)]
    [InlineData(256, 256, 256, 256)]
    public void Blocks_have_at_most_a_million_cells(int width, int height, int expectedWidth, int expectedHeight) =>
        Assert.Equal((expectedWidth, expectedHeight), BlockBounds.Of(new(width, height, 0, 1, 0, 0, 0, -1), width, height));

    public void Dispose() => Directory.Delete(folder, recursive: true);

    private string In(string name) => Path.Combine(folder, name);

    private string Striped()
    {
        TinyTiff.Write(In("striped.tif"), Side, X, Y, Cell, 4547, false, Values());
        return In("striped.tif");
    }

    private static float[] Values() => [.. Enumerable.Range(0, Side * Side).Select(i => i % 97 == 0 ? -9999 : (float)((i * 31 % 211) + (0.1 * (i % Side))))];

    private string Zones(int count)
    {
        var random = new Random(4);
        TinyTiff.Polygons(In("zones.geojson"), [.. Enumerable.Range(0, count).Select(i => Star(random, i % 3 == 0))]);
        return In("zones.geojson");
    }

    private static double?[] Of(ZonalOptions options) => [.. ZonalRun.Run(options with { Crs = "EPSG:4547", Statistics = Figures }).Records.SelectMany(r => Figures.Select(f => r[f]))];

    // Vertices at growing angles around a point within: valid whatever the radii; as a hole the same star at a third of its size.
    private static double[][] Star(Random random, bool hasHole)
    {
        var (size, n) = (Math.Pow(10, random.NextDouble() * 2.4), random.Next(3, 40)); // 1 to 250 m
        var (x, y) = (X + size + (random.NextDouble() * (Extent - (2 * size))), Y - size - (random.NextDouble() * (Extent - (2 * size))));
        var radii = Enumerable.Range(0, n).Select(_ => size * (0.2 + (0.8 * random.NextDouble()))).ToArray();
        double[] Ring(double scale) => [.. Enumerable.Range(0, n + 1).SelectMany(i => new[] { x + (scale * radii[i % n] * Math.Cos(2 * Math.PI * (i % n) / n)), y + (scale * radii[i % n] * Math.Sin(2 * Math.PI * (i % n) / n)) })];
        return hasHole ? [Ring(1), Ring(1 / 3.0)] : [Ring(1)];
    }

    private static double Shoelace(double[] ring)
    {
        var sum = 0.0;
        for (var i = 0; i + 3 < ring.Length; i += 2)
            sum += ((ring[i] - X) * (ring[i + 3] - Y)) - ((ring[i + 2] - X) * (ring[i + 1] - Y));
        return sum / 2;
    }
}
