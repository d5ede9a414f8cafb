using System.Text.Json;
using CarbonSink.Tests;
using Xunit;

namespace CarbonSink.Integration.Tests;

public sealed class UnitsFileTests : IDisposable
{
    private const string Sample = "gis-samples/linxiang";
    private const int Units = 3974;

    private readonly OutputFolder folder = new();

    private string Report => folder["report"];

    private string GeoPackage => Path.Combine(Report, "units.gpkg");

    public void Dispose() => folder.Dispose();

    [Theory]
    [InlineData("units", true, false)]
    [InlineData("tables", false, true)]
    [InlineData(null, true, true)]
    public async Task Only_what_is_asked_for_is_written(string? only, bool units, bool tables)
    {
        (await ProgramRun.Of(["assess", Sample, "--out", Report, .. only is null ? [] : (string[])["--only", only]])).Exits(0);
        Assert.Equal((units, tables, tables), (File.Exists(GeoPackage), File.Exists(Path.Combine(Report, "units.csv")), File.Exists(Path.Combine(Report, "stock.csv"))));
        Assert.All(["assessment.json", "manifest.json"], name => Assert.True(File.Exists(Path.Combine(Report, name)), name));
    }

    [Theory]
    [InlineData("--only", "units")]
    [InlineData("--only", "maps", "--out", "OUT")]
    public async Task A_choice_of_files_needs_a_folder_and_a_known_name(params string[] arguments)
    {
        var run = (await ProgramRun.Of(["assess", Sample, .. arguments.Select(a => a == "OUT" ? Report : a)])).Exits(2);
        Assert.Contains("--only", run.Errors, StringComparison.Ordinal);
        Assert.False(Directory.Exists(Report));
    }

    [Fact]
    public async Task Writing_again_gives_the_same_bytes()
    {
        (await ProgramRun.Of("assess", Sample, "--out", Report, "--threads", "1")).Exits(0);
        var (first, csv) = (await File.ReadAllBytesAsync(GeoPackage), await File.ReadAllBytesAsync(Path.Combine(Report, "units.csv")));
        (await ProgramRun.Of("assess", Sample, "--out", Report, "--threads", "2")).Exits(0);
        Assert.Equal(csv, await File.ReadAllBytesAsync(Path.Combine(Report, "units.csv")));

        // One library of SQLite writes one container, so here even that is the same.
        Assert.Equal(first, await File.ReadAllBytesAsync(GeoPackage));
    }

    [ToolFact("ogrinfo")]
    public async Task GDAL_opens_the_layer_and_counts_its_units()
    {
        (await ProgramRun.Of("assess", Sample, "--out", Report, "--only", "units")).Exits(0);
        var summary = Tools.Ogrinfo("-al", "-so", GeoPackage).Succeeds().Output;
        Assert.Contains($"Feature Count: {Units}", summary, StringComparison.Ordinal);
        Assert.Contains("Geometry: Multi Polygon", summary, StringComparison.Ordinal);
        Assert.Contains("ID[\"EPSG\",4547]]", summary, StringComparison.Ordinal);

        // The same extent and the same polygons as GDAL reads from the shapefile itself.
        var layer = Tools.Ogrinfo("-al", "-so", Repository.PathOf($"{Sample}/data/xiaoban.shp")).Succeeds().Output;
        Assert.Equal(Line(layer, "Extent:"), Line(summary, "Extent:"));
        var (ours, source) = (Area(GeoPackage, "units", "geom"), Area(Repository.PathOf($"{Sample}/data/xiaoban.shp"), "xiaoban", "geometry"));
        Assert.Equal(source, ours, source * 1e-12);
    }

    [ToolFact("osgeo_utils.samples.validate_gpkg")]
    public async Task The_validator_of_GDAL_finds_nothing_against_the_standard()
    {
        (await ProgramRun.Of("assess", Sample, "--out", Report, "--only", "units")).Exits(0);
        var verdict = Tools.Python("-m", "osgeo_utils.samples.validate_gpkg", "-k", "--extra", "--warning-as-error", GeoPackage).Succeeds();
        Assert.Equal(string.Empty, verdict.Output.Trim());
    }

    [ToolFact("qgis.core")]
    public async Task QGIS_draws_the_layer_in_the_style_it_brings()
    {
        (await ProgramRun.Of("assess", Sample, "--out", Report, "--only", "units")).Exits(0);
        var picture = folder["units.png"];
        using var seen = JsonDocument.Parse(Tools.Python(Repository.PathOf("tests/CarbonSink.Integration.Tests/qgis_style.py"), GeoPackage, "units", picture).Succeeds().Output);
        var root = seen.RootElement;
        Assert.True(root.GetProperty("valid").GetBoolean() && root.GetProperty("styleLoaded").GetBoolean());
        Assert.Equal(("EPSG:4547", "RuleRenderer", "面积 Area (ha)"), (root.GetProperty("crs").GetString(), root.GetProperty("renderer").GetString(), root.GetProperty("alias").GetString()));
        var classes = root.GetProperty("classes").EnumerateArray().ToArray();
        Assert.Equal(7, classes.Length); // six of carbon per hectare and one for what was not estimated
        Assert.Equal(Units, classes.Sum(c => c.GetProperty("features").GetInt32()));
        Assert.Equal(classes.Length, classes.Select(c => c.GetProperty("colour").GetString()).Distinct().Count());

        // Of 360,000 pixels looked at, each class covers a part that nobody can miss.
        Assert.All(classes, c => Assert.InRange(c.GetProperty("pixels").GetInt32(), 1000, 360_000));
        Assert.True(new FileInfo(picture).Length > 10_000);
    }

    private static string Line(string text, string start) => text.Split('\n').First(l => l.StartsWith(start, StringComparison.Ordinal));

    private static double Area(string file, string table, string geometry)
    {
        var answer = Tools.Ogrinfo(file, "-q", "-dialect", "SQLite", "-sql", $"SELECT CAST(sum(ST_Area({geometry})) * 1000 AS INTEGER) AS a FROM \"{table}\"").Succeeds().Output;
        return long.Parse(Line(answer.Replace("  a ", "a ", StringComparison.Ordinal), "a (").Split('=')[1], System.Globalization.CultureInfo.InvariantCulture) / 1000.0;
    }
}
