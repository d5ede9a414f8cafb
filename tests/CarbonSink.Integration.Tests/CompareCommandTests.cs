using System.Globalization;
using System.Text.Json;
using Xunit;

namespace CarbonSink.Integration.Tests;

public sealed class CompareCommandTests
{
    /// <summary>A county compared with itself: every transition on the diagonal, nothing gained or lost, all carbon there.</summary>
    [Fact]
    public async Task A_survey_compared_with_itself_has_not_changed()
    {
        using var document = await Compared("gis-samples/linxiang", "gis-samples/linxiang");
        var root = document.RootElement;
        Assert.Equal(0, root.GetProperty("netCo2eT").GetDouble());
        var moved = root.GetProperty("transitions").EnumerateArray().Where(t => t.GetProperty("from").GetString() != t.GetProperty("to").GetString()).ToArray();
        Assert.All(moved, t => Assert.Contains("no_boundary", new[] { t.GetProperty("from").GetString(), t.GetProperty("to").GetString() }));
        Assert.Equal(1971367.63, root.GetProperty("totals").GetProperty("oldCarbonTC").GetDouble(), 0.005);
        Assert.Equal(1971367.63, root.GetProperty("totals").GetProperty("newCarbonTC").GetDouble(), 0.005);
    }

    /// <summary>Record 100, arbor forest of 25.23 ha with 114.9 m3/ha, becomes land of class 2100, which is no forest.</summary>
    [Fact]
    public async Task Forest_turned_into_other_land_is_a_loss_of_its_whole_stock()
    {
        using var copy = new SampleCopy();
        copy.Set(100, "DI_LEI", "2100");
        copy.Replace("inventory.json", "2024-12-31", "2026-12-31");
        using var document = await Compared("gis-samples/linxiang", copy.Root, "--out", copy.Out);
        var lost = document.RootElement.GetProperty("transitions").EnumerateArray().Single(t => t.GetProperty("from").GetString() == "arbor" && t.GetProperty("to").GetString() == "non_forest");
        Assert.Equal(25.23 * 114.9, lost.GetProperty("oldVolumeM3").GetDouble(), 1e-6);
        Assert.Equal((0, lost.GetProperty("areaHa").GetDouble()), (lost.GetProperty("newCarbonTC").GetDouble(), lost.GetProperty("newNotEstimatedHa").GetDouble()));
        Assert.Equal(-lost.GetProperty("oldCarbonTC").GetDouble() * 44 / 12, lost.GetProperty("co2eT").GetDouble(), 1e-6);
        Assert.Equal(lost.GetProperty("co2eT").GetDouble(), document.RootElement.GetProperty("netCo2eT").GetDouble(), 1e-6);
        Assert.Equal(730 / 365.25, document.RootElement.GetProperty("years").GetDouble(), 1e-12);
        Assert.Equal(["comparison.json", "findings.csv", "manifest.json", "surveys.csv", "transitions.csv"], Directory.GetFiles(copy.Out).Select(f => Path.GetFileName(f)).Order(StringComparer.Ordinal));
    }

    /// <summary>Record 4 of Fushun, 32.79 ha of arbor forest with 42.9 m3/ha, becomes a tea garden (0202): by recorded code the matrix names it.</summary>
    [Fact]
    public async Task Woodland_turned_into_a_tea_garden_is_a_loss()
    {
        using var copy = new SampleCopy("fushun");
        copy.Set(4, "DI_LEI", "0202");
        using var document = await Compared("gis-samples/fushun", copy.Root, "--by", "landClassCode");
        var tea = document.RootElement.GetProperty("transitions").EnumerateArray().Single(t => t.GetProperty("to").GetString() == "0202");
        Assert.Equal("030100", tea.GetProperty("from").GetString());
        Assert.Equal(32.79 * 42.9, tea.GetProperty("oldVolumeM3").GetDouble(), 1e-6);
        Assert.Equal((0, tea.GetProperty("areaHa").GetDouble()), (tea.GetProperty("newCarbonTC").GetDouble(), tea.GetProperty("newNotEstimatedHa").GetDouble()));
        Assert.Equal(-tea.GetProperty("oldCarbonTC").GetDouble() * 44 / 12, tea.GetProperty("co2eT").GetDouble(), 1e-6);
        Assert.True(tea.GetProperty("co2eT").GetDouble() < -1000); // 1,400 m3 hold more than 273 tC
        // Shrubs are estimated from the mean of the county's arbor forest, which has lost a stand, so the change of all land is not that of the tea garden alone.
        Assert.Equal(document.RootElement.GetProperty("transitions").EnumerateArray().Sum(t => t.GetProperty("co2eT").GetDouble()), document.RootElement.GetProperty("netCo2eT").GetDouble(), 1e-6);
    }

    /// <summary>On land that did not change, nothing goes beyond the control.</summary>
    [Fact]
    public async Task Sites_are_set_beside_the_land_outside_of_them()
    {
        using var document = await Compared("gis-samples/ruichang", "gis-samples/ruichang", "--sites", "gis-samples/ruichang/data/basins.shp#MING_CHENG");
        var sites = document.RootElement.GetProperty("sites").EnumerateArray().ToArray();
        Assert.NotEmpty(sites);
        Assert.All(sites, s => Assert.Equal(0, s.GetProperty("co2eT").GetDouble(), 1e-6));
    }

    /// <summary>96 squares of 16 ha in both surveys; 54 of them are arbor forest in 2020 and 61 in 2025, and the signs of the records make their sum the change.</summary>
    [Fact]
    public async Task Surveys_hold_every_unit_of_both()
    {
        using var copy = new SampleCopy("fushun");
        using var document = await Compared(Restoration("2020"), Restoration("2025"), "--out", copy.Out);
        var rows = CsvRows(Path.Combine(copy.Out, "surveys.csv"));
        double Sum(string survey, string column, string? landClass = null) => rows.Where(r => r["survey"] == survey && (landClass is null || r["landClass"] == landClass)).Sum(r => double.Parse(r[column], CultureInfo.InvariantCulture));
        Assert.Equal((96 * 16, 96 * 16), (Sum("old", "areaHa"), Sum("new", "areaHa")));
        Assert.Equal((54 * 16, 61 * 16), (Sum("old", "areaHa", "arbor"), Sum("new", "areaHa", "arbor")));
        Assert.Equal((96, 95), (Sum("old", "recordCount"), Sum("new", "recordCount"))); // two squares are one unit in 2025
        Assert.Equal(7 * 16, rows.Where(r => r["landClass"] == "arbor").Sum(r => double.Parse(r["sign"], CultureInfo.InvariantCulture) * double.Parse(r["areaHa"], CultureInfo.InvariantCulture)));
        Assert.Equal(document.RootElement.GetProperty("totals").GetProperty("newCarbonTC").GetDouble(), Sum("new", "carbonTC"), 1e-6);
    }

    /// <summary>Improved larch: its change less what control land of its class changed per hectare, class by class of the old survey.</summary>
    [Fact]
    public async Task Transitions_of_sites_and_control_land_give_the_effect()
    {
        using var copy = new SampleCopy("fushun");
        using var document = await Compared(Restoration("2020"), Restoration("2025"), "--sites", Restoration("sites.geojson#name"), "--out", copy.Out);
        var rows = CsvRows(Path.Combine(copy.Out, "site-transitions.csv"));
        double Sum(string land, string site, string column) => rows.Where(r => r["land"] == land && r["site"] == site && r["from"] == "arbor").Sum(r => double.Parse(r[column], CultureInfo.InvariantCulture));
        const string Larch = "退化林修复区（示意）";
        var (own, perHectare) = (Sum("site", Larch, "co2eT"), Sum("control", "", "co2eT") / Sum("control", "", "comparedHa"));
        var site = document.RootElement.GetProperty("sites").EnumerateArray().Single(s => s.GetProperty("site").GetString() == Larch);
        Assert.Equal(own - (perHectare * Sum("site", Larch, "comparedHa")), site.GetProperty("effectCo2eT").GetDouble(), 1e-6);
        Assert.True(site.GetProperty("effectCo2eT").GetDouble() > 0);
        Assert.Equal(document.RootElement.GetProperty("control").GetProperty("areaHa").GetDouble(), rows.Where(r => r["land"] == "control").Sum(r => double.Parse(r["areaHa"], CultureInfo.InvariantCulture)), 1e-9);
    }

    [Fact]
    public async Task A_column_that_is_not_there_is_refused_with_those_that_are()
    {
        var run = (await ProgramRun.Of("compare", "gis-samples/linxiang", "gis-samples/linxiang", "--by", "colour")).Exits(1);
        Assert.Contains("CMP-0005", run.Errors, StringComparison.Ordinal);
        Assert.Contains("landClass", run.Errors, StringComparison.Ordinal);
    }

    private static string Restoration(string name) => $"gis-samples/fushun/restoration/{name}";

    private static List<Dictionary<string, string>> CsvRows(string path)
    {
        var lines = File.ReadAllLines(path).Select(l => l.Split(',')).ToList();
        return [.. lines.Skip(1).Where(l => l[0] != "total").Select(l => lines[0].Zip(l).ToDictionary(c => c.First, c => c.Second, StringComparer.Ordinal))];
    }

    private static async Task<JsonDocument> Compared(params string[] arguments) =>
        JsonDocument.Parse((await ProgramRun.Of(["compare", .. arguments, "--json"])).Exits(0).PrintsDataOnly().Output);
}
