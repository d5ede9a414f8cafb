using System.Text.Json;
using CarbonSink.Tests;
using Xunit;

namespace CarbonSink.Integration.Tests;

/// <summary>The sink of two surveys is what compare finds on the land that both know, by their dates.</summary>
public sealed class BalanceSurveyTests : IDisposable
{
    private readonly OutputFolder folder = new();
    private readonly SampleCopy older = new();
    private readonly SampleCopy newer = new();

    public void Dispose()
    {
        folder.Dispose();
        older.Dispose();
        newer.Dispose();
    }

    private string Case(int first, int second)
    {
        File.WriteAllText(folder["emissions.csv"], "year,sector,value,unit\n" + string.Concat(Enumerable.Range(2014, 11).Select(y => $"{y},all,1000000,tCO2e\n")));
        File.WriteAllText(folder["balance.json"], $$"""{ "title": "B", "years": { "from": 2014, "to": 2024 }, "boundary": { "principle": "territorial", "electricity": "excluded", "text": "direct" }, "emissions": "emissions.csv", "sinks": [ { "kind": "surveys", "component": "forest", "title": "Forest", "land": "forest", "data": [ { "year": {{first}}, "data": {{JsonSerializer.Serialize(older.Root)}} }, { "year": {{second}}, "data": {{JsonSerializer.Serialize(newer.Root)}} } ] } ] }""");
        return folder.Root;
    }

    private void Date(string date) => older.Replace("inventory.json", "2024-12-31", date);

    private static async Task<JsonElement> Json(params string[] arguments)
    {
        using var document = JsonDocument.Parse((await ProgramRun.Of([.. arguments, "--json"])).Exits(0).Output);
        return document.RootElement.Clone();
    }

    private static double?[] Sinks(JsonElement root) => [.. root.GetProperty("years").EnumerateArray().Select(y => y.GetProperty("netSinkT") is { ValueKind: JsonValueKind.Number } n ? n.GetDouble() : (double?)null)];

    private static string[] Codes(JsonElement root) => [.. root.GetProperty("findings").EnumerateArray().Select(f => f.GetProperty("code").GetString()!)];

    private async Task<double> Compared() => (await Json("compare", older.Root, newer.Root)).GetProperty("netCo2eT").GetDouble();

    [Fact]
    public async Task A_survey_of_half_the_county_makes_the_other_half_no_sink()
    {
        Date("2014-12-31");
        older.Delete([.. Enumerable.Range(0, 200)]);
        var root = await Json("balance", Case(2014, 2024));
        var years = (new DateOnly(2024, 12, 31).DayNumber - new DateOnly(2014, 12, 31).DayNumber) / 365.25; // 3653 days

        // nothing changed on the land that both have, whose stock is the same; the rest is neither loss nor gain
        Assert.Null(Sinks(root)[0]);
        Assert.All(Sinks(root)[1..], s => Assert.Equal(0, s!.Value, 100.0));
        Assert.Equal(await Compared() / years, Sinks(root)[1]!.Value, 1e-6);
        Assert.Contains("BAL-0017", Codes(root));
    }

    [Fact]
    public async Task A_stand_that_was_lost_is_a_source_of_its_carbon_by_the_days_between()
    {
        Date("2014-12-31");
        newer.Replace("inventory.json", "2024-12-31", "2024-01-05");
        newer.Set(100, "DI_LEI", "2100");
        var root = await Json("balance", Case(2014, 2024));

        // 3292 days are 9.01 years and not 10; the middle of 2024 lies after the later survey
        var yearly = await Compared() / (3292 / 365.25);
        Assert.True(yearly < -200);
        var sinks = Sinks(root);
        Assert.All(sinks[1..^1], s => Assert.Equal(yearly, s!.Value, 1e-6));
        Assert.Null(sinks[0]);
        Assert.Null(sinks[^1]);
        Assert.Contains("BAL-0012", Codes(root));
    }

    [Fact]
    public async Task Years_must_be_those_of_the_survey_dates()
    {
        Assert.Contains("BAL-0016", (await ProgramRun.Of("balance", Case(2014, 2024))).Exits(1).Errors, StringComparison.Ordinal); // both dated 2024-12-31
        Date("2014-12-31");
        Assert.Contains("BAL-0016", (await ProgramRun.Of("balance", Case(2013, 2024))).Exits(1).Errors, StringComparison.Ordinal);
        await Json("balance", Case(2014, 2024));
    }
}
