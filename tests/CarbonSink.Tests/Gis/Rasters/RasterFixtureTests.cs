using System.Text.Json;
using CarbonSink.Gis;
using CarbonSink.Geometry;
using Xunit;

namespace CarbonSink.Tests.Gis.Rasters;

/// <summary>Third-party GeoTIFFs beside what GDAL found in them.</summary>
public sealed class RasterFixtureTests
{
    private static readonly int[] Primes = [7, 11, 13, 17, 19, 23, 29, 31, 37, 41, 43];

    [FixtureFact("fixtures/rasters")]
    public void Every_raster_has_the_values_statistics_and_place_that_GDAL_found()
    {
        var files = Directory.GetFiles(Repository.SharedPath("fixtures/rasters"), "*.tif");
        Assert.NotEmpty(files);
        foreach (var file in files)
        {
            using var expected = JsonDocument.Parse(File.ReadAllText(file + ".json"));
            using var reader = new GeoTiffReader(file);
            var root = expected.RootElement;
            Assert.Equal([reader.Grid.Width, reader.Grid.Height], root.GetProperty("size").EnumerateArray().Select(e => e.GetInt32()));
            Assert.Equal([reader.Grid.OriginX, reader.Grid.ColumnX, reader.Grid.RowX, reader.Grid.OriginY, reader.Grid.ColumnY, reader.Grid.RowY], root.GetProperty("geoTransform").EnumerateArray().Select(e => e.GetDouble()));
            Assert.Contains($"\"EPSG\",\"{reader.CoordinateReference!.Epsg}\"]]", root.GetProperty("coordinateSystem").GetProperty("wkt").GetString(), StringComparison.Ordinal);
            Assert.Empty(reader.Findings.Findings);
            var bands = root.GetProperty("bands").EnumerateArray().ToArray();
            Assert.Equal(bands.Length, reader.Bands.Count);
            for (var b = 0; b < bands.Length; b++)
            {
                var values = new double[reader.Grid.Width * reader.Grid.Height];
                reader.ReadWindow(b, 0, 0, reader.Grid.Width, reader.Grid.Height, values);
                Assert.Equal(bands[b].GetProperty("type").GetString(), reader.Bands[b].Type);
                Assert.Equal(bands[b].GetProperty("checksum").GetInt32(), Checksum(values));
                Assert.Equal(bands[b].GetProperty("minimum").GetDouble(), values.Min());
                Assert.Equal(bands[b].GetProperty("maximum").GetDouble(), values.Max());
                Assert.Equal(bands[b].GetProperty("mean").GetDouble(), values.Average(), 0.0005);
                Assert.Equal(bands[b].GetProperty("stdDev").GetDouble(), Math.Sqrt(values.Average(v => v * v) - (values.Average() * values.Average())), 0.0005);
            }
        }
    }

    [FixtureFact("fixtures/rasters/byte.tif")]
    public void The_projection_of_zone_11_of_NAD27_is_spelled_out()
    {
        using var reader = new GeoTiffReader(Repository.SharedPath("fixtures/rasters/byte.tif"));
        Assert.Equal(new TransverseMercator(-117, 500000, 0, 0.9996, 0), reader.CoordinateReference!.Projection);
        Assert.Equal(6378206.4, reader.CoordinateReference.Ellipsoid.SemiMajorAxis);
    }

    /// <summary>GDALChecksumImage of whole numbers: Σ value mod one of eleven primes in turn, 16 bits.</summary>
    private static int Checksum(IEnumerable<double> values) =>
        values.Select((v, i) => (int)Math.Floor(v + 0.5) % Primes[i % Primes.Length]).Aggregate(0, (sum, v) => (sum + v) & 0xFFFF);
}
