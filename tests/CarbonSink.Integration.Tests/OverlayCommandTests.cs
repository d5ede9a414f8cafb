using System.Globalization;
using System.Text.Json;
using CarbonSink.Tests;
using Xunit;

namespace CarbonSink.Integration.Tests;

public sealed class OverlayCommandTests
{
    private const string Townships = "gis-samples/ruichang/data/townships.shp";
    private const string Basins = "gis-samples/ruichang/data/basins.shp";

    // Hectares in a square US survey foot of 1200/3937 m.
    private const double HectaresPerSquareFoot = 1200.0 / 3937 * (1200.0 / 3937) / 10000;

    /// <summary>Areas in square survey feet that QGIS found; A = 78,316.754 ha. The ellipsoidal areas differ by the scale of the projection, here below 2 in 100,000.</summary>
    [FixtureTheory("fixtures/vectors/overlay")]
    [InlineData("intersection", 1898134279.420)]
    [InlineData("difference", 6531777293.245)]
    [InlineData("symmetric-difference", 8083846353.426)]
    [InlineData("union", 1898134279.420 + 8083846353.426)]
    public async Task Layers_in_survey_feet_give_hectares_and_a_GeoPackage(string operation, double squareFeet)
    {
        using var folder = new OutputFolder();
        var fixture = Repository.SharedPath("fixtures/vectors/overlay");
        var root = await Overlaid(Path.Combine(fixture, "polydf.shp"), Path.Combine(fixture, "polydf2.shp"), "--op", operation, "--out", folder["pieces.gpkg"]);
        Assert.Equal(78316.754, Number(root, "planarAreaAHa"), 0.001);
        Assert.Equal(squareFeet * HectaresPerSquareFoot, Number(root, "planarResultAreaHa"), 1e-6);
        Assert.Equal(1, Number(root, "areaAHa") / Number(root, "planarAreaAHa"), 2e-5);
        Assert.Equal(1, Number(root, "resultAreaHa") / Number(root, "planarResultAreaHa"), 2e-5);
        Conserved(root);
        if (!Tools.Has("ogrinfo"))
            return;
        var written = Tools.Ogrinfo("-q", "-dialect", "sqlite", "-sql", "select count(*) as n, sum(st_area(geom)) as a, sum(st_isvalid(geom)) as v from overlay", folder["pieces.gpkg"]).Succeeds().Output;
        Assert.Equal(root.GetProperty("pieceCount").GetDouble(), Field(written, "n"));
        Assert.Equal(root.GetProperty("pieceCount").GetDouble(), Field(written, "v"));
        Assert.Equal(squareFeet, Field(written, "a"), 0.01);
    }

    /// <summary>Townships and basins both cover the county once: what is in both is the county, and nothing is in one alone.</summary>
    [Theory]
    [InlineData("intersection", 1)]
    [InlineData("union", 1)]
    [InlineData("difference", 0)]
    [InlineData("symmetric-difference", 0)]
    public async Task Two_divisions_of_a_county_have_the_county_in_common(string operation, double share)
    {
        var root = await Overlaid(Townships, Basins, "--op", operation);
        Assert.Equal(share * Number(root, "areaAHa"), Number(root, "resultAreaHa"), 1e-4);
        Assert.Equal(Number(root, "areaAHa"), Number(root, "areaBHa"), 1e-4);
        Conserved(root);
    }

    [ToolFact("ogrinfo")]
    public async Task The_second_layer_is_transformed_within_its_datum_and_refused_on_another()
    {
        using var folder = new OutputFolder();
        _ = Tools.Ogr2ogr("-t_srs", "EPSG:4490", folder["degrees.gpkg"], Path.Combine(Repository.Root, Basins)).Succeeds();
        var root = await Overlaid(Townships, folder["degrees.gpkg"]);
        Assert.Contains(root.GetProperty("findings").EnumerateArray(), f => f.GetProperty("code").GetString() == "OVL-0014");
        Assert.Equal(Number(root, "areaAHa"), Number(root, "resultAreaHa"), 1e-5 * Number(root, "areaAHa"));
        Conserved(root);

        _ = Tools.Ogr2ogr("-a_srs", "EPSG:2382", folder["xian80.gpkg"], Path.Combine(Repository.Root, Basins)).Succeeds(); // Xian 1980, 114° E
        (await ProgramRun.Of("overlay", Townships, folder["xian80.gpkg"], "--json")).Exits(1);
    }

    /// <summary>What the basins share of the townships' area adds up to all of it.</summary>
    [Fact]
    public async Task Shares_add_up_to_the_whole()
    {
        var root = await Overlaid(Townships, Basins, "--areas");
        Assert.Equal(Number(root, "areaAHa"), Number(root, "commonAHa") + Number(root, "outsideAHa"), 1e-6);
        Assert.Equal(Number(root, "commonAHa"), root.GetProperty("shares").EnumerateArray().Sum(s => Number(s, "areaHa")), 1e-6);
    }

    private static async Task<JsonElement> Overlaid(params string[] arguments)
    {
        using var json = JsonDocument.Parse((await ProgramRun.Of(["overlay", .. arguments, "--json"])).Exits(0).PrintsDataOnly().OutputBytes);
        return json.RootElement.Clone();
    }

    private static void Conserved(JsonElement root)
    {
        Assert.Equal(0, Number(root, "conservationErrorHa"), 1e-9 * Number(root, "areaAHa"));
        Assert.Equal(0, Number(root, "planarConservationErrorHa"), 1e-12 * Number(root, "areaAHa"));
    }

    private static double Number(JsonElement element, string key) => element.GetProperty(key).GetDouble();

    private static double Field(string printed, string name) =>
        double.Parse(printed.Split('\n').Single(l => l.TrimStart().StartsWith($"{name} (", StringComparison.Ordinal)).Split('=')[1], CultureInfo.InvariantCulture);
}
