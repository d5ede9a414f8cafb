using System.Text.Json;
using CarbonSink.Tests;
using Xunit;

namespace CarbonSink.Integration.Tests;

/// <summary>balance on small tables, on surveys and on the sample county.</summary>
public sealed class BalanceCommandTests : IDisposable
{
    private const string Forest = """{ "kind": "table", "path": "sinks.csv", "components": { "forest": { "title": "Forest", "land": "forest", "pools": "living" } } }""";

    private readonly OutputFolder folder = new();

    public void Dispose() => folder.Dispose();

    private string Case(string sinks = Forest, string more = "", string emissions = "year,sector,gas,value [tCO2e]\n2022,energy,CO2,1000\n2023,energy,CO2,1100\n", string taken = "year,component,value [tCO2e/yr],status\n2022,forest,400,secondary\n2023,forest,500,secondary\n", string? sold = null)
    {
        File.WriteAllText(folder["emissions.csv"], emissions);
        File.WriteAllText(folder["sinks.csv"], taken);
        if (sold is not null)
            File.WriteAllText(folder["sold.csv"], "programme,project,vintage,quantity [tCO2e],kind,direction,place,party,date,cancelled\n" + sold);
        File.WriteAllText(folder["balance.json"], $$"""{ "title": "Balance", "years": { "from": 2022, "to": 2023 }, "boundary": { "principle": "territorial", "electricity": "excluded", "text": "direct" }, "emissions": "emissions.csv", {{(sold is null ? "" : "\"sold\": \"sold.csv\",")}} {{more}} "sinks": [ {{sinks}} ] }""");
        return folder.Root;
    }

    private static async Task<JsonElement> Balanced(string path, params string[] more)
    {
        var run = (await ProgramRun.Of(["balance", path, "--json", .. more])).Exits(0).PrintsDataOnly();
        using var document = JsonDocument.Parse(run.Output);
        return document.RootElement.Clone();
    }

    private static double[] Of(JsonElement years, string key) => [.. years.EnumerateArray().Select(y => y.GetProperty(key).GetDouble())];

    [Fact]
    public async Task Years_are_balanced_and_written()
    {
        var root = await Balanced(Case(sold: "a,b,2022,40,removal,sold,outside,x,2023-05-01,yes\na,b,2023,9,removal,bought,outside,y,2023-05-01,no\n"), "--out", folder["out"]);
        var years = root.GetProperty("years");
        Assert.Equal([360.0, 500.0], Of(years, "sinkCountedT")); // 400 − 40 of vintage 2022, though sold in 2023
        Assert.Equal([640.0, 600.0], Of(years, "balanceT"));
        Assert.Equal([36.0, 100 * 500 / 1100.0], Of(years, "ratioPercent"));
        Assert.Equal("secondary", root.GetProperty("status").GetString());
        Assert.Contains("forest land: DW+LI+SOC", root.GetProperty("notCounted").EnumerateArray().Select(n => n.GetString()));
        Assert.Equal(["balance.html", "balance.json", "components.csv", "emissions.csv", "findings.csv", "manifest.json", "not-counted.csv", "traded.csv", "years.csv"], Directory.GetFiles(folder["out"]).Select(f => Path.GetFileName(f)).Order(StringComparer.Ordinal));
        var text = (await ProgramRun.Of("balance", folder.Root, "--lang", "zh")).Exits(0).PrintsDataOnly().Output;
        Assert.Contains("属地排放，不含外调电力的排放", text, StringComparison.Ordinal);
        Assert.DoesNotContain("实现碳中和", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_sink_above_emissions_on_declared_figures_is_not_called_neutral()
    {
        var root = await Balanced(Case(taken: "year,component,value [tCO2e/yr]\n2022,forest,1000\n2023,forest,100\n"));
        Assert.Equal(["covered", "not-covered"], root.GetProperty("years").EnumerateArray().Select(y => y.GetProperty("statement").GetString()));
        Assert.Contains("BAL-0021", root.GetProperty("findings").EnumerateArray().Select(f => f.GetProperty("code").GetString()));
    }

    [Fact]
    public async Task Gases_need_a_set_of_potentials()
    {
        const string Emissions = "year,sector,gas,value,unit\n2022,farm,CH4,10,tCH4\n2022,gas,CH4_fossil,1000,kgCH4\n2022,farm,N2O,2,tN2O\n2022,energy,CO2,100,tCO2\n";
        Assert.Contains("BAL-0003", (await ProgramRun.Of("balance", Case(emissions: Emissions))).Exits(1).Errors, StringComparison.Ordinal);
        var root = await Balanced(Case(emissions: Emissions, more: "\"gwp\": \"ar6\","));
        Assert.Equal((10 * 27.0) + 29.8 + (2 * 273) + 100, root.GetProperty("years")[0].GetProperty("emissionsT").GetDouble(), 1e-9);
        Assert.Equal(["2022", "2023"], root.GetProperty("years").EnumerateArray().Select(y => y.GetProperty("year").GetInt32().ToString(System.Globalization.CultureInfo.InvariantCulture)));
        Assert.Equal(JsonValueKind.Null, root.GetProperty("years")[1].GetProperty("balanceT").ValueKind);
        Assert.Contains("BAL-0011", root.GetProperty("findings").EnumerateArray().Select(f => f.GetProperty("code").GetString()));
    }

    [Theory]
    [InlineData("year,component,value [tC]\n2022,forest,400\n", "BAL-0002")]
    [InlineData("year,component,value [tCO2e]\n2022,forest,400\n", "BAL-0002")]
    [InlineData("year,component,value [ha]\n2022,forest,400\n", "BAL-0002")]
    [InlineData("year,component,value [tCO2e/yr]\n2022,woods,400\n", "BAL-0007")]
    [InlineData("year,component,value [tCO2e/yr]\n2022,forest,400\n2022,forest,400\n", "BAL-0009")]
    [InlineData("year,component,value [tCO2e/yr]\n2022,forest,many\n", "BAL-0004")]
    [InlineData("year,component,value [tCO2e/yr],status\n2022,forest,1,certain\n", "BAL-0004")]
    [InlineData("year,component,value\n2022,forest,1\n", "BAL-0004")]
    [InlineData("year,part,value [tCO2e/yr]\n2022,forest,1\n", "BAL-0005")]
    public async Task A_stock_or_a_cell_that_is_wrong_is_refused(string taken, string code) =>
        Assert.Contains(code, (await ProgramRun.Of("balance", Case(taken: taken))).Exits(1).Errors, StringComparison.Ordinal);

    [Theory]
    [InlineData("\"land\": \"forest\", \"pools\": \"AGB\"", "BAL-0008")]
    [InlineData("\"land\": \"all\", \"pools\": \"living+SOC\"", "BAL-0008")]
    [InlineData("\"land\": \"forest\", \"pools\": \"AGB\", \"within\": \"nothing\"", "BAL-0010")]
    [InlineData("\"land\": \"meadow\", \"pools\": \"AGB\"", "ELG-0005")]
    [InlineData("\"land\": \"forest\"", "ELG-0005")]
    [InlineData("\"land\": \"forest\", \"pools\": \"AGB\", \"inside\": \"forest\"", "ELG-0003")]
    public async Task Components_that_count_tonnes_twice_are_refused(string other, string code)
    {
        var sinks = Forest.Replace("\"living\" } }", $"\"living\" }}, \"planting\": {{ \"title\": \"Planting\", {other} }} }}", StringComparison.Ordinal);
        Assert.Contains(code, (await ProgramRun.Of("balance", Case(sinks: sinks))).Exits(1).Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_component_within_another_is_listed_and_not_added()
    {
        var sinks = Forest.Replace("\"living\" } }", "\"living\" }, \"planting\": { \"title\": \"Planting\", \"land\": \"forest\", \"pools\": \"living\", \"within\": \"forest\" } }", StringComparison.Ordinal);
        var year = (await Balanced(Case(sinks: sinks, taken: "year,component,value [tC/yr]\n2022,forest,300\n2022,planting,30\n2023,forest,300\n"))).GetProperty("years")[0];
        Assert.Equal(1100, year.GetProperty("netSinkT").GetDouble()); // 300 tC × 44/12
        Assert.Equal(110, year.GetProperty("components")[1].GetProperty("valueT").GetDouble());
        Assert.False(year.GetProperty("components")[1].GetProperty("added").GetBoolean());
    }

    [Theory]
    [InlineData("a,b,,40,removal,sold,outside,x,2023-05-01,yes\n", "BAL-0022")]
    [InlineData("a,b,2022,-1,removal,sold,outside,x,2023-05-01,yes\n", "BAL-0004")]
    [InlineData("a,b,2022,1,credit,sold,outside,x,2023-05-01,yes\n", "BAL-0004")]
    [InlineData("a,b,2022,1,removal,given,outside,x,2023-05-01,yes\n", "BAL-0004")]
    public async Task Units_that_cannot_be_placed_are_refused(string sold, string code) =>
        Assert.Contains(code, (await ProgramRun.Of("balance", Case(sold: sold))).Exits(1).Errors, StringComparison.Ordinal);

    [Fact]
    public async Task Removals_among_emissions_are_refused() =>
        Assert.Contains("BAL-0006", (await ProgramRun.Of("balance", Case(emissions: "year,sector,gas,value [tCO2e]\n2022,forest,CO2,-5\n"))).Exits(1).Errors, StringComparison.Ordinal);

    [Fact]
    public async Task Without_a_whole_year_nothing_is_balanced()
    {
        var run = (await ProgramRun.Of("balance", Case(taken: "year,component,value [tCO2e/yr]\n2021,forest,400\n"), "--json")).Exits(1);
        Assert.Contains("BAL-0020", run.Errors, StringComparison.Ordinal);
        Assert.Contains("\"error\"", run.Output, StringComparison.Ordinal);
        Assert.Contains("BAL-0001", (await ProgramRun.Of("balance", folder["nowhere"])).Exits(1).Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_sample_county_has_the_expected_figures()
    {
        var root = await Balanced("gis-samples/linxiang/targets/balance", "--out", folder["out"]);
        var lines = await File.ReadAllLinesAsync(Path.GetFullPath("gis-samples/linxiang/targets/balance/expected-years.csv", Repository.Root));
        var header = lines[0].Split(',');
        foreach (var cells in lines.Skip(1).Select(l => l.Split(',')))
        {
            var years = cells[1].Length == 0
                ? root.GetProperty("years")
                : root.GetProperty("scenarios").EnumerateArray().Single(s => s.GetProperty("emissions").GetString() == cells[1] && (s.GetProperty("sinks").GetString() ?? "") == cells[2]).GetProperty("years");
            var year = years.EnumerateArray().Single(y => y.GetProperty("year").GetInt32() == int.Parse(cells[0], System.Globalization.CultureInfo.InvariantCulture));
            for (var c = 3; c < header.Length; c++)
                Assert.Equal(double.Parse(cells[c], System.Globalization.CultureInfo.InvariantCulture), year.GetProperty(header[c]).GetDouble(), 0.01);
        }
    }
}
