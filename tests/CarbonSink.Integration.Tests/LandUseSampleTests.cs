using System.Globalization;
using System.Text.Json;
using CarbonSink.Tests;
using Xunit;

namespace CarbonSink.Integration.Tests;

/// <summary>Samples of soil, grassland, tea gardens, urban green space and the inventory, against totals that an independent program found.</summary>
public class LandUseSampleTests
{
    public static TheoryData<string> Samples => ["yuhua", "ruichang/tea-gardens", "ruichang/lulucf", "fushun/black-soil", "fushun/grassland"];

    [Theory]
    [MemberData(nameof(Samples))]
    public async Task Totals_are_those_expected(string sample)
    {
        var run = (await ProgramRun.Of("evaluate", $"gis-samples/{sample}", "--json")).Exits(0).PrintsDataOnly();
        using var document = JsonDocument.Parse(run.Output);
        var totals = document.RootElement.GetProperty("totals").EnumerateArray().ToArray();
        var expected = File.ReadLines(Repository.PathOf($"gis-samples/{sample}/expected-totals.csv")).Skip(1).Select(l => l.Split(',')).ToArray();
        Assert.NotEmpty(expected);
        foreach (var row in expected)
        {
            // SYMBOL, SYMBOL YEAR, SYMBOL FROM-TO (the sum) or SYMBOL GROUP
            var words = row[0].Split(' ');
            var rest = words.Length > 1 ? words[1] : string.Empty;
            var found = totals.Where(t => t.GetProperty("symbol").GetString() == words[0] && Stands(t, rest)).ToArray();
            Assert.True(found.Length > 0, row[0]);
            var (value, wanted) = (found.Sum(t => t.GetProperty("value").GetDouble()), double.Parse(row[1], CultureInfo.InvariantCulture));
            Assert.True(Math.Abs(value - wanted) <= 1e-8 * Math.Max(1, Math.Abs(wanted)), $"{row[0]}: {value:R}, expected {wanted:R}");
            Assert.All(found, t => Assert.Equal(row[2], t.GetProperty("unit").GetString()));
        }
    }

    [Theory]
    [InlineData("yuhua", "C_green", "YH08", "no-coefficient")]
    [InlineData("yuhua", "C_green", "YH09", "trees-missing")]
    [InlineData("ruichang/tea-gardens", "R_ha", "RC-T01", "no-new-plants")]
    [InlineData("ruichang/tea-gardens", "R_known", "RC-T07", "no-biomass-before")]
    [InlineData("ruichang/lulucf", "R", "散生木四旁树疏林生长", "no-parameter")]
    [InlineData("fushun/black-soil", "dC_SOC", "FS-B09", "high-input-unimproved")]
    [InlineData("fushun/black-soil", "dC_SOC", "FS-B05", "outside-surveys")]
    public async Task What_is_not_estimated_is_named_with_its_reason(string sample, string symbol, string unit, string code)
    {
        using var document = JsonDocument.Parse((await ProgramRun.Of("evaluate", $"gis-samples/{sample}", "--json")).Exits(0).Output);
        var reasons = document.RootElement.GetProperty("notEstimated").EnumerateArray().Where(n => n.GetProperty("symbol").GetString() == symbol && n.GetProperty("examples").EnumerateArray().Any(e => e.GetString() == unit)).Select(n => n.GetProperty("code").GetString());
        Assert.Contains(code, reasons);
    }

    [Fact]
    public async Task A_total_over_named_blanks_is_partial()
    {
        using var document = JsonDocument.Parse((await ProgramRun.Of("evaluate", "gis-samples/ruichang/lulucf", "--json")).Exits(0).Output);
        JsonElement Total(string symbol) => document.RootElement.GetProperty("totals").EnumerateArray().Single(t => t.GetProperty("symbol").GetString() == symbol);
        Assert.True(Total("R_total").GetProperty("partial").GetBoolean());
        Assert.Equal(5, Total("R_total").GetProperty("leftOut").EnumerateArray().Sum(l => l.GetProperty("count").GetInt32()));
        Assert.Equal(JsonValueKind.Null, Total("R_complete").GetProperty("value").ValueKind);
        Assert.False(Total("R_cropland").GetProperty("partial").GetBoolean());
    }

    [Fact]
    public async Task No_hectare_of_the_inventory_counts_twice()
    {
        using var document = JsonDocument.Parse((await ProgramRun.Of("evaluate", "gis-samples/ruichang/lulucf", "--json")).Exits(0).Output);
        var left = document.RootElement.GetProperty("totals").EnumerateArray().SelectMany(t => t.GetProperty("leftOut").EnumerateArray());
        Assert.All(left, l => Assert.True(!l.TryGetProperty("areaHa", out var area) || area.ValueKind == JsonValueKind.Null));
    }

    [Fact]
    public async Task Conversion_has_no_net_while_a_piece_lacks_its_new_plants()
    {
        using var document = JsonDocument.Parse((await ProgramRun.Of("evaluate", "gis-samples/ruichang/tea-gardens", "--json")).Exits(0).Output);
        var totals = document.RootElement.GetProperty("totals").EnumerateArray().ToArray();
        Assert.Equal("R_known", totals[0].GetProperty("symbol").GetString());
        Assert.All(totals.Where(t => t.GetProperty("symbol").GetString() == "R_net"), t => Assert.Equal(JsonValueKind.Null, t.GetProperty("value").ValueKind));
        Assert.DoesNotContain(totals, t => t.GetProperty("symbol").GetString() is "R_ha" or "R_piece");
    }

    private static bool Stands(JsonElement total, string rest)
    {
        var group = total.TryGetProperty("group", out var g) ? g.GetString() : null;
        var year = total.TryGetProperty("year", out var y) && y.ValueKind == JsonValueKind.Number ? y.GetInt32() : 0;
        var bounds = rest.Split('-').Select(p => int.TryParse(p, CultureInfo.InvariantCulture, out var n) ? n : -1).ToArray();
        return bounds[0] > 0 ? group is null && year >= bounds[0] && year <= bounds[^1] : rest.Length > 0 ? group == rest : group is null && year == 0;
    }
}
