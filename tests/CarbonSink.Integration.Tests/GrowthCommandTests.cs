using System.Globalization;
using System.Text.Json;
using CarbonSink.Tests;
using Xunit;

namespace CarbonSink.Integration.Tests;

/// <summary>fit-growth and update as a user runs them.</summary>
public sealed class GrowthCommandTests : IDisposable
{
    private readonly OutputFolder folder = new();

    public void Dispose() => folder.Dispose();

    /// <summary>Plots on the curve 300·e^(−15/t) give that curve, and record 100 of the county grows by its ratio: planted fir of 29 years with 114.9 m3/ha.</summary>
    [Fact]
    public async Task A_unit_grows_by_the_curve_that_was_fitted_and_says_that_it_was_not_measured()
    {
        await File.WriteAllLinesAsync(folder["plots.csv"], Enumerable.Range(1, 60).Select(t => string.Create(CultureInfo.InvariantCulture, $"杉木林,planted,{t},{300 * Math.Exp(-15.0 / t):R}")).Prepend("forest_type,origin,age,volumeM3PerHa"));
        using (var fit = Json((await ProgramRun.Of("fit-growth", folder["plots.csv"], "--form", "schumacher", "--out", folder["curves"], "--json")).Exits(0)))
        {
            var found = fit.RootElement.GetProperty("classes")[0].GetProperty("coefficients");
            Assert.Equal(300, found.GetProperty("A").GetDouble(), 1e-6);
            Assert.Equal(15, found.GetProperty("b").GetDouble(), 1e-6);
            Assert.Equal(60, fit.RootElement.GetProperty("standsUsed").GetInt32());
        }

        using (var update = Json((await ProgramRun.Of("update", Repository.PathOf("gis-samples/linxiang"), "--to", "2026", "--region", "other", "--curves", folder["curves"], "--out", folder["updated"], "--json", "--lang", "en")).Exits(0)))
        {
            Assert.False(update.RootElement.GetProperty("measured").GetBoolean());
            Assert.Equal(3974, update.RootElement.GetProperty("totals").GetProperty("records").GetInt64());
        }

        using (var explained = Json((await ProgramRun.Of("explain", folder["updated"], "100", "--json")).Exits(0)))
        {
            var stock = explained.RootElement.GetProperty("steps").EnumerateArray().Single(s => s.GetProperty("symbol").GetString() == "V_rec").GetProperty("value").GetDouble();
            Assert.Equal(114.9 * Math.Exp((15.0 / 29) - (15.0 / 31)), stock, 1e-6);
        }

        using var assessed = Json((await ProgramRun.Of("assess", folder["updated"], "--json", "--lang", "en")).Exits(0));
        Assert.EndsWith("updated from the survey of 2024-12-31 to 2026-12-31, not measured", assessed.RootElement.GetProperty("label").GetString(), StringComparison.Ordinal);
        Assert.Contains(assessed.RootElement.GetProperty("findings").EnumerateArray(), f => f.GetProperty("code").GetString() == "GRW-0020");
    }

    private static JsonDocument Json(ProgramRun run) => JsonDocument.Parse(run.OutputBytes);
}
