using System.Text.Json;
using CarbonSink.Tests.Rasters;
using Xunit;

namespace CarbonSink.Integration.Tests;

/// <summary>zonal, terrain and raster-stock as a user runs them, with GDAL and without.</summary>
public sealed class RasterCommandTests : IDisposable
{
    private const double X = 500_000;
    private const double Y = 3_000_000;

    private static readonly Dictionary<string, string?> NoGdal = new(StringComparer.Ordinal) { ["CARBONSINK_GDAL"] = "nowhere" };

    private readonly OutputFolder folder = new();

    [Fact]
    public async Task A_GeoTIFF_needs_no_GDAL()
    {
        var (raster, zones) = (Raster(), Zones());
        var zonal = Records(await Run(NoGdal, "zonal", raster, zones, "--crs", "EPSG:4547", "--stats", "count,mean", "--json"));
        Assert.Equal((6.0, (1 + 2 + 4 + 5 + 7 + 8) / 6.0), (zonal.GetProperty("count").GetDouble(), zonal.GetProperty("mean").GetDouble()));

        var terrain = Records(await Run(NoGdal, "terrain", raster, zones, "--crs", "EPSG:4547", "--json"));
        Assert.Equal(8, terrain.GetProperty("elevationMaxM").GetDouble());
        Assert.Equal(0, terrain.GetProperty("noDataAreaHa").GetDouble());
        // 1 m up for 100 m to the east, 3 m for 100 m to the south, at the one cell that has neighbours.
        Assert.Equal(Math.Atan(Math.Sqrt(10) / 100) * 180 / Math.PI, terrain.GetProperty("slopeMeanDeg").GetDouble(), 1e-9);

        var stock = await Run(NoGdal, "raster-stock", raster, zones, "--crs", "EPSG:4547", "--unit", "t/ha", "--carbon-fraction", "0.5", "--json");
        var total = Json(stock.Exits(0)).GetProperty("total");
        Assert.Equal((27, 13.5), (Math.Round(total.GetProperty("biomassT").GetDouble(), 4), Math.Round(total.GetProperty("carbonTC").GetDouble(), 4)));
    }

    [Fact]
    public async Task What_needs_GDAL_is_missing_without_it_and_no_damaged_GeoTIFF()
    {
        var zones = Zones();
        await File.WriteAllTextAsync(folder["heights.asc"], Grid);
        foreach (var command in new[] { "zonal", "terrain" })
        {
            var run = (await Run(NoGdal, command, folder["heights.asc"], zones, "--crs", "EPSG:4547", "--raster-crs", "EPSG:4547", "--json")).Exits(3);
            Assert.Contains("CARBONSINK_GDAL", run.Output + run.Errors, StringComparison.Ordinal);
        }

        await File.WriteAllTextAsync(folder["text.tif"], "no raster at all");
        Assert.Contains("RAS-0001", (await Run(NoGdal, "zonal", folder["text.tif"], zones, "--json")).Exits(1).Output, StringComparison.Ordinal);
    }

    [ToolFact("osgeo.gdal")]
    public async Task With_GDAL_other_rasters_give_the_same_figures()
    {
        var zones = Zones();
        await File.WriteAllTextAsync(folder["heights.asc"], Grid);
        var asc = Records(await Run([], "zonal", folder["heights.asc"], zones, "--crs", "EPSG:4547", "--raster-crs", "EPSG:4547", "--json"));
        Assert.Equal((6.0, 27.0), (asc.GetProperty("count").GetDouble(), asc.GetProperty("sum").GetDouble()));

        // 0.1 is no number of single precision: what is stored is the nearest one.
        const string program = """
            import sys, numpy
            from osgeo import gdal, osr
            reference = osr.SpatialReference(); reference.ImportFromEPSG(4547)
            target = gdal.GetDriverByName('HFA').Create(sys.argv[1], 3, 3, 1, gdal.GDT_Float32)
            target.SetGeoTransform((500000, 100, 0, 3000000, 0, -100)); target.SetProjection(reference.ExportToWkt())
            target.GetRasterBand(1).SetNoDataValue(0.1)
            target.GetRasterBand(1).WriteArray(numpy.array([[0, 0.1, 2], [3, 4, 5], [6, 7, 8]], 'float32'))
            """;
        await File.WriteAllTextAsync(folder["write.py"], program);
        Tools.Python(folder["write.py"], folder["float.img"]).Succeeds();
        var img = Records(await Run([], "zonal", folder["float.img"], zones, "--crs", "EPSG:4547", "--json"));
        Assert.Equal((5.0, 1.0), (img.GetProperty("count").GetDouble(), img.GetProperty("noDataCount").GetDouble()));
    }

    [ToolFact("osgeo.gdal")]
    public async Task Masks_that_GDAL_writes_take_values_away()
    {
        var zones = Zones();
        const string program = """
            import sys, numpy
            from osgeo import gdal, osr
            gdal.SetConfigOption('GDAL_TIFF_INTERNAL_MASK', sys.argv[2])
            reference = osr.SpatialReference(); reference.ImportFromEPSG(4547)
            target = gdal.GetDriverByName('GTiff').Create(sys.argv[1], 3, 3, 1, gdal.GDT_Float32, sys.argv[3:])
            target.SetGeoTransform((500000, 100, 0, 3000000, 0, -100)); target.SetProjection(reference.ExportToWkt())
            target.GetRasterBand(1).WriteArray(numpy.arange(9, dtype='float32').reshape(3, 3))
            target.CreateMaskBand(gdal.GMF_PER_DATASET)
            target.GetRasterBand(1).GetMaskBand().WriteArray(numpy.array([[255, 0, 255], [255, 255, 0], [255, 255, 255]], 'uint8'))
            """;
        await File.WriteAllTextAsync(folder["write.py"], program);
        foreach (var (name, where, options) in new[] { ("inside", "YES", "COMPRESS=DEFLATE"), ("beside", "NO", "COMPRESS=NONE"), ("other", "YES", "COMPRESS=ZSTD") })
        {
            Tools.Python(folder["write.py"], folder[name + ".tif"], where, options).Succeeds();
            var zone = Records(await Run([], "zonal", folder[name + ".tif"], zones, "--crs", "EPSG:4547", "--json"));
            Assert.Equal((4.0, 2.0, 2.0 + 4 + 7 + 8), (zone.GetProperty("count").GetDouble(), zone.GetProperty("noDataCount").GetDouble(), zone.GetProperty("sum").GetDouble()));
        }
    }

    public void Dispose() => folder.Dispose();

    // The second and third column: 1 2, 4 5, 7 8.
    private string Zones()
    {
        TinyTiff.Rectangles(folder["z.geojson"], [X + 100, Y - 300, X + 300, Y]);
        return folder["z.geojson"];
    }

    private string Raster()
    {
        TinyTiff.Write(folder["r.tif"], 3, X, Y, 100, 4547, false, 0, 1, 2, 3, 4, 5, 6, 7, 8);
        return folder["r.tif"];
    }

    private static string Grid => $"ncols 3\nnrows 3\nxllcorner {X}\nyllcorner {Y - 300}\ncellsize 100\nNODATA_value -9999\n0 1 2\n3 4 5\n6 7 8\n";

    private static Task<ProgramRun> Run(Dictionary<string, string?> environment, params string[] arguments) => ProgramRun.Of(arguments, environment);

    private static JsonElement Records(ProgramRun run) => Json(run.Exits(0).PrintsDataOnly()).GetProperty("records")[0];

    private static JsonElement Json(ProgramRun run)
    {
        using var document = JsonDocument.Parse(run.Output);
        return document.RootElement.Clone();
    }
}
