using System.Globalization;
using CarbonSink.Gis;
using CarbonSink.Runs;
using Xunit;

namespace CarbonSink.Integration.Tests;

/// <summary>terrain and zonal beside GDAL: gdaldem cell by cell, and sums that Python takes over cells cut by hand.</summary>
public sealed class RasterRunTests : IDisposable
{
    private const int Side = 12;
    private const double X = 500_000;
    private const double Y = 3_000_000;
    private const double Cell = 10;

    private readonly string folder = Directory.CreateTempSubdirectory("raster-runs").FullName;

    [ToolFact("ogrinfo")]
    public void Slope_and_aspect_are_those_of_gdaldem()
    {
        foreach (var (name, height) in ((string, Func<int, int, double>)[])[("plane", (c, r) => (2.5 * c) + (1.5 * r)), ("cone", (c, r) => 300 - (6 * Math.Sqrt(((c - 5.3) * (c - 5.3)) + ((r - 6.1) * (r - 6.1)))))])
        {
            var dem = Grid(name, height);
            var (slope, aspect) = (Gdaldem("slope", dem), Gdaldem("aspect", dem));
            var cells = (from r in Enumerable.Range(1, Side - 2) from c in Enumerable.Range(1, Side - 2) select (Column: c, Row: r)).ToArray();
            var zones = Path.Combine(folder, name + ".geojson");
            Rectangles(zones, [.. cells.Select(at => new[] { X + (at.Column * Cell), Y - ((at.Row + 1) * Cell), X + ((at.Column + 1) * Cell), Y - (at.Row * Cell) })]);
            var records = TerrainRun.Run(new(dem, zones) { Crs = "EPSG:4547" }, 100).Records;
            Assert.Equal(cells.Length, records.Count);
            for (var i = 0; i < cells.Length; i++)
            {
                var at = (cells[i].Row * Side) + cells[i].Column;
                Assert.Equal(slope[at], records[i].SlopeMeanDegrees!.Value, 1e-4); // gdaldem writes single precision
                Assert.True(Math.Abs(((aspect[at] - records[i].AspectMeanDegrees!.Value + 540) % 360) - 180) < 1e-3, $"{name} {cells[i]}: {aspect[at]} and {records[i].AspectMeanDegrees}");
            }
        }
    }

    [ToolFact("osgeo.gdal")]
    public void Sums_of_rectangles_are_those_that_Python_takes_over_cut_cells()
    {
        var raster = Grid("values", (c, r) => (((c * 7) + (r * 13)) % 31) + 0.5);
        double[][] boxes = [[X, Y - 40, X + 30, Y], [X + 12.5, Y - 47, X + 58, Y - 3.75], [X + 51, Y - 58, X + 56, Y - 52], [X + 20, Y - 120, X + 120, Y - 60]];
        var zones = Path.Combine(folder, "zones.geojson");
        Rectangles(zones, boxes);
        var result = ZonalRun.Run(new(raster, zones) { Crs = "EPSG:4547" });
        const string program = """
            import sys
            from osgeo import gdal
            d = gdal.Open(sys.argv[1]); g = d.GetGeoTransform(); a = d.ReadAsArray()
            for box in sys.argv[2:]:
                x0, y0, x1, y1 = map(float, box.split(','))
                n = s = 0.0
                for r in range(a.shape[0]):
                    h = min(y1, g[3] + r * g[5]) - max(y0, g[3] + (r + 1) * g[5])
                    for c in range(a.shape[1]):
                        w = min(x1, g[0] + (c + 1) * g[1]) - max(x0, g[0] + c * g[1])
                        if h > 0 and w > 0:
                            part = w * h / (g[1] * -g[5]); n += part; s += part * float(a[r, c])
                print(repr(n), repr(s))
            """;
        var script = Path.Combine(folder, "sums.py");
        File.WriteAllText(script, program);
        var lines = Tools.Python([script, raster, .. boxes.Select(b => string.Join(',', b.Select(v => v.ToString("R", CultureInfo.InvariantCulture))))]).Succeeds().Output.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(boxes.Length, lines.Length);
        for (var i = 0; i < boxes.Length; i++)
        {
            var expected = lines[i].Split(' ').Select(t => double.Parse(t, CultureInfo.InvariantCulture)).ToArray();
            Assert.Equal(expected[0], result.Records[i][ZonalStatistic.Count]!.Value, 1e-9);
            Assert.Equal(expected[1], result.Records[i][ZonalStatistic.Sum]!.Value, 1e-7);
        }
    }

    public void Dispose() => Directory.Delete(folder, recursive: true);

    private string Grid(string name, Func<int, int, double> value)
    {
        var (text, target) = (Path.Combine(folder, name + ".asc"), Path.Combine(folder, name + ".tif"));
        using (var writer = new StreamWriter(text))
        {
            writer.Write($"ncols {Side}\nnrows {Side}\nxllcorner {X}\nyllcorner {Y - (Side * Cell)}\ncellsize {Cell}\nNODATA_value -9999\n");
            for (var row = 0; row < Side; row++)
                writer.Write(string.Join(' ', Enumerable.Range(0, Side).Select(c => value(c, row).ToString("R", CultureInfo.InvariantCulture))) + "\n");
        }

        Tools.Run("gdal_translate", ["-q", "-ot", "Float32", "-a_srs", "EPSG:4547", text, target]).Succeeds();
        return target;
    }

    private double[] Gdaldem(string what, string dem)
    {
        var target = Path.Combine(folder, $"{Path.GetFileNameWithoutExtension(dem)}-{what}.tif");
        Tools.Run("gdaldem", [what, dem, target, "-q"]).Succeeds();
        using var reader = new GeoTiffReader(target);
        var values = new double[Side * Side];
        reader.ReadWindow(0, 0, 0, Side, Side, values);
        return values;
    }

    private static void Rectangles(string path, double[][] boxes)
    {
        string P(double x, double y) => string.Create(CultureInfo.InvariantCulture, $"[{x:R},{y:R}]");
        var features = boxes.Select(b => $$$"""{"type":"Feature","properties":{},"geometry":{"type":"Polygon","coordinates":[[{{{P(b[0], b[1])}}},{{{P(b[2], b[1])}}},{{{P(b[2], b[3])}}},{{{P(b[0], b[3])}}},{{{P(b[0], b[1])}}}]]} }""");
        File.WriteAllText(path, $$"""{"type":"FeatureCollection","features":[{{string.Join(',', features)}}]}""");
    }
}
