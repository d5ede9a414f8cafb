using System.Text.Json;
using Xunit;

namespace CarbonSink.Integration.Tests;

/// <summary>A mangrove project by CCER-14-002 through the command: 12 ha planted in 2021, 8 ha in 2022, soil by AR-AM0014.</summary>
public sealed class MangroveProjectTests
{
    private const string Project = "tests/CarbonSink.Integration.Tests/MangroveProject";

    [Fact]
    public async Task Soil_is_the_default_by_cohort_and_the_creditable_amount_is_refused_for_want_of_K_RISK()
    {
        var root = await Removals();
        var years = root.GetProperty("years").EnumerateArray().ToList();
        foreach (var (i, ha) in ((int, int)[])[(0, 12), (1, 20), (2, 20)])
        {
            // plots: 12 ha × 20 t + 8 ha × 10 t = 320 t, × 0.47 × 44/12 in three years of 365 days; soil 44/12 × A × 0.50
            Assert.Equal(320 * 0.47 * 44 / 12 / 3, Number(years[i], "biomassT"), 1e-9);
            Assert.Equal(44.0 / 12 * ha * 0.50, Soil(years[i]), 1e-9);
            Assert.Equal(0, Number(years[i], "emissionT"), 1e-12); // no CH4 above 18 ppt
            Assert.Equal(JsonValueKind.Null, years[i].GetProperty("creditableT").ValueKind);
            Assert.Equal(JsonValueKind.Null, years[i].GetProperty("nonPermanenceDeductionT").ValueKind);
        }

        Assert.Equal(JsonValueKind.Null, root.GetProperty("issuableT").ValueKind);
        Assert.Contains(root.GetProperty("whyNotIssuable").EnumerateArray(), w => w.GetString()!.Contains("K_RISK", StringComparison.Ordinal));
        Assert.Contains("CCER-style estimate (parameters unverified)", root.GetProperty("label").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Each_cohort_has_twenty_increments_from_its_year_of_planting()
    {
        var years = (await Removals("--ex-ante")).GetProperty("years").EnumerateArray().ToDictionary(y => y.GetProperty("year").GetInt32(), Soil);
        Assert.Equal(20 * 44.0 / 12 * (12 + 8) * 0.50, years.Values.Sum(), 1e-6);
        Assert.Equal(44.0 / 12 * 20 * 0.50, years[2040], 1e-9); // the twentieth of the first cohort
        Assert.Equal(44.0 / 12 * 8 * 0.50, years[2041], 1e-9); // the twentieth of the second
        Assert.Equal(0, years[2042], 1e-9);
    }

    private static async Task<JsonElement> Removals(params string[] options) => JsonDocument.Parse((await ProgramRun.Of(["removals", Project, "--lang", "en", "--json", .. options])).Exits(0).PrintsDataOnly().Output).RootElement;

    private static double Soil(JsonElement year) => Number(year, "projectT") - Number(year, "biomassT");

    private static double Number(JsonElement year, string key) => year.GetProperty(key).GetDouble();
}
