using System.Text.Json;
using CarbonSink.Tests;
using Xunit;

namespace CarbonSink.Integration.Tests;

/// <summary>balance where tonnes could count twice, be lost or pass as something else: each would give a wrong number.</summary>
public sealed class BalanceDoubleCountingTests : IDisposable
{
    private const string Forest = """{ "kind": "table", "path": "sinks.csv", "components": { "forest": { "title": "Forest", "land": "forest", "pools": "living" } } }""";
    private const string Emitted = "year,sector,gas,value,unit\n2022,energy,CO2,900,tCO2\n";
    private const string TakenUp = "year,component,value,unit\n2022,forest,110,tCO2e/yr\n";
    private const string Lots = "programme,project,vintage,quantity [tCO2e],kind,direction,place,party,date,cancelled\n";

    private readonly OutputFolder folder = new();

    public void Dispose() => folder.Dispose();

    private static string Wetlands(string component, string more) =>
        $$"""{ "kind": "evaluation", "component": "{{component}}", "title": "W", "land": "wetland", "data": {{JsonSerializer.Serialize(Repository.PathOf("gis-samples/linxiang/targets/balance/wetlands"))}}, {{more}} }""";

    private string Case(string sinks = Forest, string emissions = Emitted, string taken = TakenUp, string? sold = null, string more = "", int from = 2022, int to = 2022)
    {
        File.WriteAllText(folder["emissions.csv"], emissions);
        File.WriteAllText(folder["sinks.csv"], taken);
        if (sold is not null)
            File.WriteAllText(folder["sold.csv"], Lots + sold);
        File.WriteAllText(folder["balance.json"], $$"""{ "title": "Balance", "years": { "from": {{from}}, "to": {{to}} }, "boundary": { "principle": "territorial", "electricity": "excluded", "text": "direct" }, "gwp": "ar6", "emissions": "emissions.csv", {{(sold is null ? "" : "\"sold\": \"sold.csv\",")}} {{more}} "sinks": [ {{sinks}} ] }""");
        return folder.Root;
    }

    private static async Task<JsonElement> Balanced(string path)
    {
        using var document = JsonDocument.Parse((await ProgramRun.Of("balance", path, "--json")).Exits(0).PrintsDataOnly().Output);
        return document.RootElement.Clone();
    }

    private static async Task Refused(string path, string code) => Assert.Contains(code, (await ProgramRun.Of("balance", path)).Exits(1).Errors, StringComparison.Ordinal);

    private static string[] Codes(JsonElement root) => [.. root.GetProperty("findings").EnumerateArray().Select(f => f.GetProperty("code").GetString()!)];

    private static string Message(JsonElement root, string code) => root.GetProperty("findings").EnumerateArray().First(f => f.GetProperty("code").GetString() == code).GetProperty("message").GetString()!;

    [Theory]
    [InlineData("CH4", "tC")] // 12 tC would be 44 t
    [InlineData("CH4", "tCO2")]
    [InlineData("N2O", "tCH4")]
    [InlineData("CO2", "tCH4")]
    [InlineData("CO2e", "tN2O")]
    public async Task A_gas_in_the_unit_of_another_is_refused(string gas, string unit)
    {
        await Refused(Case(emissions: $"year,sector,gas,value,unit\n2022,a,{gas},12,{unit}\n"), "BAL-0025");
        if (gas != "CO2e")
            await Refused(Case(sinks: Forest.Replace("\"pools\": \"living\"", gas == "CO2" ? "\"pools\": \"living\"" : $"\"gas\": \"{gas}\"", StringComparison.Ordinal), taken: $"year,component,value,unit\n2022,forest,12,{unit}/yr\n"), "BAL-0025");
    }

    [Fact]
    public async Task Methane_in_a_total_of_gases_does_not_count_twice()
    {
        const string Methane = "\"output\": \"E_CH4\", \"gas\": \"CH4\", \"counts\": \"emission\"";
        await Refused(Case(sinks: $"{Wetlands("soil", "\"output\": \"E_100\", \"pools\": \"SOC\", \"counts\": \"emission\"")}, {Wetlands("methane", Methane)}"), "BAL-0025");
        await Refused(Case(sinks: $"{Wetlands("soil", "\"output\": \"E_CH4\", \"pools\": \"SOC\", \"counts\": \"emission\"")}, {Wetlands("methane", Methane)}"), "BAL-0025");
        await Refused(Case(sinks: $"{Wetlands("all", "\"output\": \"E_100\", \"gas\": \"CO2e\", \"pools\": \"SOC\", \"counts\": \"emission\"")}, {Wetlands("methane", Methane)}"), "BAL-0008");

        // CO2 and CH4 apart make the E_100 of the same land
        async Task<double> Sink(string sinks) => (await Balanced(Case(sinks: sinks))).GetProperty("years")[0].GetProperty("netSinkT").GetDouble();
        var apart = await Sink($"{Wetlands("soil", "\"output\": \"E_CO2\", \"pools\": \"SOC\", \"counts\": \"emission\"")}, {Wetlands("methane", Methane)}");
        Assert.Equal(await Sink(Wetlands("all", "\"output\": \"E_100\", \"gas\": \"CO2e\", \"pools\": \"SOC\", \"counts\": \"emission\"")), apart, 1e-6);
        Assert.True(apart < 0);
    }

    [Fact]
    public async Task The_sign_of_an_evaluation_is_not_guessed() => await Refused(Case(sinks: Wetlands("methane", "\"output\": \"E_CH4\", \"gas\": \"CH4\"")), "ELG-0004");

    [Fact]
    public async Task A_source_cannot_hide_within_other_land()
    {
        string Peat(string more) => Forest.Replace("\"living\" } }", $"\"living\" }}, \"peat\": {{ \"title\": \"P\", {more}, \"within\": \"forest\" }} }}", StringComparison.Ordinal);
        await Refused(Case(sinks: Peat("\"land\": \"wetland\", \"pools\": \"SOC\""), taken: TakenUp + "2022,peat,-5000,tCO2e/yr\n"), "BAL-0027");
        await Refused(Case(sinks: Peat("\"land\": \"forest\", \"gas\": \"CH4\""), taken: TakenUp + "2022,peat,-5000,tCO2e/yr\n"), "BAL-0027");
        var larger = await Balanced(Case(sinks: Peat("\"land\": \"forest\", \"pools\": \"living\""), taken: TakenUp + "2022,peat,5000,tCO2e/yr\n"));
        Assert.Equal(110.0, larger.GetProperty("years")[0].GetProperty("netSinkT").GetDouble());
        Assert.Contains("BAL-0028", Codes(larger));
    }

    [Theory]
    [InlineData("year,sector,gas,value,unit,scenarios\n2022,energy,CO2,900,tCO2,\n2022,energy,CO2,50,tCO2,deep\n", "BAL-0029")] // would make 950
    [InlineData(Emitted + "2022,合计,CO2,900,tCO2\n", "BAL-0031")] // would make 1800
    [InlineData(Emitted + "2022,all,CO2,900,tCO2\n", "BAL-0031")]
    [InlineData(Emitted + "2022,energy,CO2,900,tCO2\n", "BAL-0030")]
    [InlineData("year,sector,gas,value,unit\n2022,farms,CO2e,270,tCO2e\n2022,farms,CH4,10,tCH4\n", "BAL-0031")]
    [InlineData("year,sector,gas,value,unit\n2022,energy,CO2,900,万吨\n", "BAL-0024")]
    public async Task Emissions_that_would_count_twice_are_refused(string emissions, string code) => await Refused(Case(emissions: emissions), code);

    [Fact]
    public async Task A_refused_unit_names_record_and_field()
    {
        var run = (await ProgramRun.Of("balance", Case(emissions: Emitted + "2023,energy,CO2,1,万吨\n"), "--json")).Exits(1);
        using var document = JsonDocument.Parse(run.Output);
        var finding = document.RootElement.GetProperty("findings")[0];
        Assert.Equal((1, "unit", "万吨"), (finding.GetProperty("record").GetInt32(), finding.GetProperty("field").GetString(), finding.GetProperty("value").GetString()));
    }

    [Fact]
    public async Task A_lot_that_stands_twice_is_refused() => await Refused(Case(sold: string.Concat(Enumerable.Repeat("p,x,2022,40,removal,sold,outside,y,2023-05-01,no\n", 2))), "BAL-0030");

    [Fact]
    public async Task Sales_are_held_against_their_project_and_scenario()
    {
        var sinks = Forest.Replace("\"living\" } }", "\"living\" }, \"peat\": { \"title\": \"P\", \"land\": \"wetland\", \"pools\": \"SOC\" } }", StringComparison.Ordinal);
        var root = await Balanced(Case(sinks: sinks, taken: TakenUp + "2022,peat,5,tCO2e/yr\n2023,forest,110,tCO2e/yr\n2023,peat,5,tCO2e/yr\n", sold: "p,peat,2022,100,removal,sold,outside,y,2021-05-01,no\np,other,2023,500,removal,sold,outside,y,2024-05-01,no\np,biogas,2022,9,reduction,sold,outside,y,2023-05-01,no\n",
            emissions: "year,sector,value,unit,scenario\n2022,energy,900,tCO2e,\n2023,energy,500,tCO2e,deep\n", more: "\"scenarios\": { \"to\": 2023 },"));
        string[] told = [.. root.GetProperty("findings").EnumerateArray().Where(f => f.GetProperty("code").GetString() == "BAL-0013").Select(f => f.GetProperty("message").GetString()!)];
        Assert.Equal(2, told.Length);
        Assert.Contains(told, t => t.Contains("2022 peat", StringComparison.Ordinal) && t.Contains("100", StringComparison.Ordinal)); // 100 of a project whose sink is 5
        Assert.Contains(told, t => t.Contains("deep × baseline 2023", StringComparison.Ordinal)); // 500 of 115
        Assert.Contains("BAL-0032", Codes(root)); // sold in 2021, removed in 2022
        Assert.Contains("BAL-0033", Codes(root));
        Assert.Equal(15.0, root.GetProperty("years")[0].GetProperty("sinkCountedT").GetDouble()); // 110 + 5 − 100
    }

    [Fact]
    public async Task Rows_that_no_year_uses_are_told()
    {
        var root = await Balanced(Case(taken: "year,component,value,unit,scenario\n2022,forest,110,tCO2e/yr,\n2030,forest,1,tCO2e/yr,\n2023,forest,200,tCO2e/yr,plant\n", more: "\"scenarios\": { \"to\": 2024 },"));
        Assert.Contains("2030", Message(root, "BAL-0034"), StringComparison.Ordinal);
        Assert.Contains("BAL-0035", Codes(root));
    }

    [Fact]
    public async Task Scenarios_alone_are_a_result_and_their_status_counts()
    {
        var root = await Balanced(Case(emissions: "year,sector,value,unit,scenario,status\n2023,all,500,tCO2e,deep,memory\n2025,all,400,tCO2e,deep,memory\n", taken: TakenUp + "2023,forest,10,tCO2e/yr\n2024,forest,10,tCO2e/yr\n2025,forest,10,tCO2e/yr\n", more: "\"scenarios\": { \"to\": 2025 },"));
        Assert.Equal(("memory", 2.0), (root.GetProperty("status").GetString(), root.GetProperty("scenarios")[0].GetProperty("years")[0].GetProperty("ratioPercent").GetDouble()));
        Assert.Contains(root.GetProperty("findings").EnumerateArray(), f => f.GetProperty("message").GetString()!.Contains("deep × baseline 2024 lacks all CO2e", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Wood_products_count_only_where_the_pools_name_them()
    {
        string Projected(string more, string id = "forest") => $$"""{ "kind": "projection", "component": "{{id}}", "title": "P", "land": "forest", "data": {{JsonSerializer.Serialize(Repository.PathOf("gis-samples/linxiang"))}}, "scenarios": ["management"] {{more}} }""";
        const string Wood = """{ "kind": "table", "path": "sinks.csv", "components": { "wood": { "title": "W", "land": "forest", "pools": "HWP" } } }""";
        const string Scenario = "year,sector,value,unit,scenario\n2025,all,900,tCO2e,\n2026,all,900,tCO2e,deep\n";
        await Refused(Case($"{Projected(", \"pools\": \"living+HWP\"")}, {Wood}", Scenario, "year,component,value,unit\n2026,wood,50000,tCO2e/yr\n", more: "\"scenarios\": { \"to\": 2026 },", from: 2025, to: 2025), "BAL-0008");
        async Task<(JsonElement Root, double Sink)> Managed(string more)
        {
            var root = await Balanced(Case(Projected(more), Scenario, more: "\"scenarios\": { \"to\": 2026 },", from: 2025, to: 2025));
            return (root, root.GetProperty("scenarios").EnumerateArray().Single(s => s.GetProperty("sinks").GetString() == "management").GetProperty("years")[0].GetProperty("netSinkT").GetDouble());
        }

        var (without, with) = (await Managed(""), await Managed(", \"pools\": \"living+HWP\""));
        using var projected = JsonDocument.Parse((await ProgramRun.Of("project-growth", Repository.PathOf("gis-samples/linxiang"), "--to", "2026", "--json")).Exits(0).Output);
        var years = projected.RootElement.GetProperty("scenarios").EnumerateArray().Single(s => s.GetProperty("id").GetString() == "management").GetProperty("years").EnumerateArray().ToDictionary(y => y.GetProperty("year").GetInt32(), y => y.GetProperty("hwpTC").GetDouble());
        Assert.NotEqual(years[2025], years[2026]);
        Assert.Equal((years[2026] - years[2025]) * 44 / 12, with.Sink - without.Sink, 1e-6);
        Assert.Contains(without.Root.GetProperty("notCounted").EnumerateArray(), n => n.GetString()!.Contains("HWP", StringComparison.Ordinal));
    }
}
