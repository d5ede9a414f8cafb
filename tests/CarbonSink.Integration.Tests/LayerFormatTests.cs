using System.Text.Json;
using Xunit;

namespace CarbonSink.Integration.Tests;

/// <summary>The same units in another format, written by GDAL, give the same totals.</summary>
public sealed class LayerFormatTests : IDisposable
{
    private readonly SampleCopy sample = new();

    public void Dispose() => sample.Dispose();

    [ToolFact("ogrinfo")]
    public async Task Units_in_geopackage_geojson_and_csv_give_the_totals_of_the_shapefile()
    {
        var (recorded, ellipsoidal, carbon) = await Totals();
        Convert("-f", "GPKG", sample["data/u.gpkg"]);
        Convert("-f", "GeoJSON", sample["data/u.geojson"], "-lco", "COORDINATE_PRECISION=15");
        Convert("-f", "CSV", sample["data/u.csv"], "-lco", "GEOMETRY=AS_WKT");
        var units = "\"data/xiaoban.shp\"";
        foreach (var other in (string[])["\"data/u.gpkg\", \"layer\": \"xiaoban\"", "\"data/u.geojson\"", "\"data/u.csv\", \"crs\": \"EPSG:4547\""])
        {
            sample.Replace("inventory.json", units, other);
            units = other;
            Assert.Equal((recorded, ellipsoidal, carbon), await Totals()); // the coordinates are the same to the last bit
        }
    }

    [ToolFact("ogrinfo")]
    public async Task Units_in_degrees_give_the_totals_of_the_projected_ones()
    {
        var (recorded, ellipsoidal, carbon) = await Totals();
        Convert("-t_srs", "EPSG:4490", "-f", "GPKG", sample["data/d.gpkg"]);
        Convert("-t_srs", "EPSG:4490", "-f", "GeoJSON", sample["data/d.geojson"], "-lco", "COORDINATE_PRECISION=15");

        // The boundary stays projected, and is not compared here.
        sample.Replace("inventory.json", "\"boundary\"", "\"unused\"");
        var units = "data/xiaoban.shp";
        foreach (var other in (string[])["data/d.gpkg", "data/d.geojson"])
        {
            sample.Replace("inventory.json", units, other);
            units = other;
            var degrees = await Totals();
            Assert.Equal((recorded, carbon), (degrees.Recorded, degrees.Carbon));
            Assert.InRange(degrees.Ellipsoidal / ellipsoidal, 1 - 1e-9, 1 + 1e-9);
        }
    }

    [ToolFact("ogrinfo")]
    public async Task The_report_of_a_geopackage_has_its_units()
    {
        Convert("-f", "GPKG", sample["data/u.gpkg"]);
        sample.Replace("inventory.json", "data/xiaoban.shp", "data/u.gpkg");
        (await ProgramRun.Of("assess", sample.Root, "--out", sample.Out)).Exits(0);
        Assert.Contains("Feature Count: 3974", Tools.Ogrinfo("-al", "-so", Path.Combine(sample.Out, "units.gpkg")).Succeeds().Output, StringComparison.Ordinal);
        var run = (await ProgramRun.Of("inspect", Path.Combine(sample.Out, "units.gpkg"), "--json")).Exits(0).PrintsDataOnly();
        using var document = JsonDocument.Parse(run.Output);
        Assert.Equal(("GPKG", 3974), (document.RootElement.GetProperty("driver").GetString(), document.RootElement.GetProperty("layers")[0].GetProperty("recordCount").GetInt32()));
    }

    private void Convert(params string[] arguments)
    {
        var (before, target, after) = (arguments[..(Array.IndexOf(arguments, "-f") + 2)], arguments[Array.IndexOf(arguments, "-f") + 2], arguments[(Array.IndexOf(arguments, "-f") + 3)..]);
        Tools.Ogr2ogr([.. before, target, sample["data/xiaoban.shp"], .. after]).Succeeds();
    }

    private async Task<(double Recorded, double Ellipsoidal, double Carbon)> Totals()
    {
        using var document = JsonDocument.Parse((await ProgramRun.Of("assess", sample.Root, "--json")).Exits(0).Output);
        var totals = document.RootElement.GetProperty("totals");
        return (totals.GetProperty("recordedAreaHa").GetDouble(), totals.GetProperty("ellipsoidalAreaHa").GetDouble(), totals.GetProperty("carbonTC").GetDouble());
    }
}
