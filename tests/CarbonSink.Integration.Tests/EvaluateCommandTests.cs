using System.Text.Json;
using CarbonSink.Tests;
using Xunit;

namespace CarbonSink.Integration.Tests;

public sealed class EvaluateCommandTests : IDisposable
{
    private const string Root = "tests/CarbonSink.Tests/Methodologies/Packs/worked-rows";

    private readonly OutputFolder folder = new();

    public void Dispose() => folder.Dispose();

    private string Case(string units = "unit,A [ha],zone\n1,1,temperate\n2,2,tropical\n", string run = "\"regime\": \"rewetted-inland-mineral\", \"horizon\": \"AR6-GWP100\"", string method = "rewetted-methane/1")
    {
        File.WriteAllText(folder["units.csv"], units);
        File.WriteAllText(folder["evaluation.json"], $$"""{ "title": { "zh": "还湿", "en": "Rewetting" }, "method": "{{method}}", "sets": { "unit": { "path": "units.csv", "key": "unit" } }, "run": { {{run}} } }""");
        return folder.Root;
    }

    [Fact]
    public async Task Totals_are_printed_and_written()
    {
        var run = (await ProgramRun.Of("evaluate", Case(), "--methodology", Root, "--json", "--out", folder["out"])).Exits(0).PrintsDataOnly();
        using var document = JsonDocument.Parse(run.Output);
        var total = document.RootElement.GetProperty("totals").EnumerateArray().Single();

        // 1 ha × 235 kg × 27.0 + 2 ha × 900 kg × 27.0 = 6.345 + 48.6 t
        Assert.Equal(54.945, total.GetProperty("value").GetDouble(), 1e-9);
        Assert.Equal(("E_CH4", "tCO2e/yr", false), (total.GetProperty("symbol").GetString(), total.GetProperty("unit").GetString(), total.GetProperty("partial").GetBoolean()));
        Assert.Equal("secondary", document.RootElement.GetProperty("status").GetString());
        Assert.Equal(run.Output, await File.ReadAllTextAsync(folder["out/evaluation.json"]));
        foreach (var file in (string[])["evaluation.html", "findings.csv", "manifest.json", "not-estimated.csv", "set-unit.csv", "totals.csv", "values.csv"])
            Assert.True(File.Exists(folder[$"out/{file}"]), file);
        var text = (await ProgramRun.Of("evaluate", Case(), "--methodology", Root, "--lang", "zh", "--run", "horizon=AR6-GWP20")).Exits(0).PrintsDataOnly();
        Assert.Contains("162.19", text.Output, StringComparison.Ordinal); // × 79.7: 18.7295 + 143.46 t
        Assert.Contains("还湿", text.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_calculation_of_a_unit_is_explained()
    {
        var run = (await ProgramRun.Of("evaluate", Case(), "--methodology", Root, "--explain", "unit:2", "--json")).Exits(0).PrintsDataOnly();
        using var document = JsonDocument.Parse(run.Output);
        var steps = document.RootElement.GetProperty("methods")[0].GetProperty("steps").EnumerateArray().ToArray();
        Assert.Equal(48.6, steps.Single(s => s.GetProperty("symbol").GetString() == "E_CH4").GetProperty("value").GetDouble(), 1e-9);
        var text = (await ProgramRun.Of("evaluate", Case(), "--methodology", Root, "--explain", "unit:2")).Exits(0).PrintsDataOnly();
        Assert.Contains("A * ef_ch4(zone).value * gwp(horizon).CH4", text.Output, StringComparison.Ordinal);
        Assert.Contains("EVL-0030", (await ProgramRun.Of("evaluate", Case(), "--methodology", Root, "--explain", "unit:3")).Exits(1).Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_layer_gives_areas_on_the_ellipsoid_and_what_others_cover()
    {
        Case();
        string Description(string area) => $$"""{ "method": "rewetted-methane/1", "sets": { "unit": { "path": {{JsonSerializer.Serialize(Path.GetFullPath("gis-samples/ruichang/data/townships.shp", Repository.Root))}}, "key": "XIANG"{{area}} }, "run": { "zone": "temperate", "regime": "rewetted-inland-mineral", "horizon": "AR6-GWP100" } }""";
        await File.WriteAllTextAsync(folder["evaluation.json"], Description(""", "area": "A" } """));
        using var area = JsonDocument.Parse((await ProgramRun.Of("area", "gis-samples/ruichang/data/townships.shp", "--json")).Exits(0).Output);
        using var whole = JsonDocument.Parse((await ProgramRun.Of("evaluate", folder.Root, "--methodology", Root, "--json")).Exits(0).Output);
        Assert.Equal(area.RootElement.GetProperty("totalAreaHa").GetDouble() * 0.235 * 27, whole.RootElement.GetProperty("totals")[0].GetProperty("value").GetDouble(), 1e-4);

        // The townships lie in the county, so all of their area is covered by it.
        var county = JsonSerializer.Serialize(Path.GetFullPath("gis-samples/ruichang/data/boundary.shp", Repository.Root));
        await File.WriteAllTextAsync(folder["evaluation.json"], Description($$""" } }, "overlays": { "A": [{{county}}, {{county}}] """));
        using var covered = JsonDocument.Parse((await ProgramRun.Of("evaluate", folder.Root, "--methodology", Root, "--json")).Exits(0).Output);
        Assert.Equal(1, covered.RootElement.GetProperty("totals")[0].GetProperty("value").GetDouble() / whole.RootElement.GetProperty("totals")[0].GetProperty("value").GetDouble(), 1e-3);
    }

    [Theory]
    [InlineData("unit,A [ha],zone\n1,1,temperate\n1,2,tropical\n", "EVL-0012")]
    [InlineData("unit,A [m3],zone\n1,1,temperate\n", "EVL-0009")]
    [InlineData("nr,A [ha],zone\n1,1,temperate\n", "EVL-0007")]
    [InlineData("unit,A [ha],zone\n", "EVL-0017")]
    [InlineData("unit,A [ha],zone\n1,-1,temperate\n", "EVL-0023")]
    [InlineData("unit,A [ha],zone\n1,1,alpine\n", "EVL-0023")]
    public async Task What_cannot_be_computed_exits_with_1_and_a_document(string units, string code)
    {
        var run = (await ProgramRun.Of("evaluate", Case(units), "--methodology", Root, "--json")).Exits(1).PrintsDataOnly();
        using var document = JsonDocument.Parse(run.Output);
        Assert.Equal(code, document.RootElement.GetProperty("error").GetProperty("code").GetString());
        Assert.True(document.RootElement.GetProperty("findings").GetArrayLength() > 0);
    }

    [Fact]
    public async Task Wrong_names_exit_with_1_and_wrong_usage_with_2()
    {
        foreach (var arguments in (string[][])[["--method", "nothing/1"], ["--run", "nothing=1"], ["--tables", "nothing=tables/gwp/ar6@1"], ["--tables", "gwp=nothing.csv"]])
            (await ProgramRun.Of(["evaluate", Case(), "--methodology", Root, .. arguments])).Exits(1);
        foreach (var arguments in (string[][])[["--run", "horizon"], ["--uncertainty", "some"], ["--draws", "3"], ["--seed", "x"], ["more"]])
            (await ProgramRun.Of(["evaluate", Case(), "--methodology", Root, .. arguments])).Exits(2);
        (await ProgramRun.Of("evaluate", folder["nowhere"], "--methodology", Root)).Exits(1);
        (await ProgramRun.Of("evaluate")).Exits(2);
    }

    [Fact]
    public async Task A_bad_value_is_kept_out_and_the_total_marked()
    {
        var run = (await ProgramRun.Of("evaluate", Case("unit,A [ha],zone\n1,1,temperate\n2,two,tropical\n3,4,alpine\n"), "--methodology", Root, "--json")).Exits(0).PrintsDataOnly();
        using var document = JsonDocument.Parse(run.Output);
        var total = document.RootElement.GetProperty("totals")[0];
        Assert.Equal((true, 6.345), (total.GetProperty("partial").GetBoolean(), Math.Round(total.GetProperty("value").GetDouble(), 9)));
        Assert.Equal([("missing", 1, (double?)null), ("no-parameter", 1, 4)], total.GetProperty("leftOut").EnumerateArray().Select(l => (l.GetProperty("cause").GetString()!, l.GetProperty("count").GetInt32(), l.GetProperty("areaHa").ValueKind == JsonValueKind.Null ? (double?)null : l.GetProperty("areaHa").GetDouble())));
        var finding = document.RootElement.GetProperty("findings").EnumerateArray().Single(f => f.GetProperty("code").GetString() == "EVL-0014");
        Assert.Equal(("units.csv", 1, "A [ha]", "two"), (finding.GetProperty("file").GetString(), finding.GetProperty("record").GetInt32(), finding.GetProperty("field").GetString(), finding.GetProperty("value").GetString()));
    }
}
