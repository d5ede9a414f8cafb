using System.Globalization;
using System.Text.Json;
using Xunit;

namespace CarbonSink.Integration.Tests;

/// <summary>The calculation of a unit can be redone from its own lines.</summary>
public class ExplainTests
{
    private const double Tolerance = 1e-12;

    [Theory]
    [InlineData("(1.5[t/m3] * 2) + 3[t]", 6)]
    [InlineData("((2 ^ 3) * -4) - 1E-1", -32.1)]
    [InlineData("12[a] / 4 / 3", 1)]
    public void The_calculator_of_these_tests_calculates(string text, double value) => Assert.Equal(value, Arithmetic.Value(text), 12);

    [Theory]
    [InlineData("1 +")]
    [InlineData("(1")]
    [InlineData("1 ⟨x⟩")]
    public void The_calculator_refuses_what_it_cannot_read(string text) => Assert.ThrowsAny<FormatException>(() => Arithmetic.Value(text));

    /// <summary>Record 1: Chinese fir, planted, 22.7 m³/ha recorded, 90.91 ha. Its zone has root:shoot ratios of natural stands only: 0.23 below 125 t/ha.</summary>
    [Fact]
    public async Task Recorded_stock_per_hectare()
    {
        using var unit = await Explain("1");
        var steps = CheckSteps(unit);
        const double biomass = (0.4652 * 22.7) + 19.141;
        Expect(steps, "V_ha", "8a", 22.7);
        Expect(steps, "V", "9", 22.7 * 90.91);
        Expect(steps, "B_fang", "13", biomass);
        Expect(steps, "AGB_ha", "19a", biomass / 1.23);
        Expect(steps, "C_A", "30b", biomass / 1.23 * 90.91 * 0.47);
        Expect(steps, "C_B", "31", (biomass - (biomass / 1.23)) * 90.91 * 0.47);
        Expect(steps, "C", "32a", biomass * 90.91 * 0.47);
        Expect(steps, "E", "33", biomass * 90.91 * 0.47 * 44 / 12);
        Assert.False(steps["E"].GetProperty("extrapolated").GetBoolean());
        Assert.Equal("secondary", steps["E"].GetProperty("status").GetString());
    }

    /// <summary>Record 53: Chinese fir without recorded stock, D 4.3 cm, H 4.6 m, 1910 stems/ha, 14.11 ha.</summary>
    [Fact]
    public async Task Mean_tree_and_stems_per_hectare()
    {
        using var unit = await Explain("53");
        var steps = CheckSteps(unit);
        var stem = 5.8777042e-5 * Math.Pow(4.3, 1.9699831) * Math.Pow(4.6, 0.89646157);
        var biomass = (0.4652 * stem * 1910) + 19.141;
        Expect(steps, "v", "7b", stem);
        Expect(steps, "V_ha", "8b", stem * 1910);
        Expect(steps, "V", "9", stem * 1910 * 14.11);
        Expect(steps, "B_fang", "13", biomass);
        Expect(steps, "C", "32a", biomass * 14.11 * 0.47);
        Expect(steps, "E", "33", biomass * 14.11 * 0.47 * 44 / 12);
        Assert.False(steps["v"].GetProperty("extrapolated").GetBoolean()); // inside D 4–22 cm, H 3–8 m
        Assert.True(steps["E"].GetProperty("extrapolated").GetBoolean()); // 7.8 m³/ha is below 20
    }

    /// <summary>Record 1955: 53.1 m³/ha and 4.29 ha recorded, but species 315 is not in the crosswalk: volume without biomass.</summary>
    [Fact]
    public async Task Refused_unit()
    {
        using var unit = await Explain("1955");
        var steps = CheckSteps(unit);
        Expect(steps, "V", "9", 53.1 * 4.29);
        foreach (var symbol in (string[])["AGB_ha", "B_A", "C_A", "C", "E"])
        {
            Assert.Equal(JsonValueKind.Null, steps[symbol].GetProperty("value").ValueKind);
            Assert.Equal("no-parameter", Text(steps[symbol], "code"));
            Assert.Contains("species = 315", Text(steps[symbol], "reason"), StringComparison.Ordinal);
        }

        var finding = unit.RootElement.GetProperty("findings").EnumerateArray().Single(f => Text(f, "code") == "RUN-0025");
        Assert.Equal(("YOU_SHI_SZ", "315"), (Text(finding, "field"), Text(finding, "value")));
    }

    [Theory]
    [InlineData("1")]
    [InlineData("53")]
    [InlineData("1955")]
    public async Task The_terminal_shows_what_the_document_says(string record)
    {
        using var unit = await Explain(record);
        var text = (await ProgramRun.Of("explain", "gis-samples/linxiang", record)).Exits(0).PrintsDataOnly().Output;
        foreach (var step in unit.RootElement.GetProperty("steps").EnumerateArray())
        {
            if (Text(step, "equation") is { Length: > 0 } number)
            {
                Assert.Contains($"[{number}] {Text(step, "symbol")} = ", text, StringComparison.Ordinal);
                Assert.Contains($"  {Text(step, "substituted")}\n", text, StringComparison.Ordinal);
            }

            if (step.GetProperty("value").ValueKind == JsonValueKind.Number)
                Assert.Contains($"{Text(step, "symbol")} = {step.GetProperty("value").GetDouble().ToString("R", CultureInfo.InvariantCulture)}", text, StringComparison.Ordinal);
        }
    }

    private static async Task<JsonDocument> Explain(string record) => JsonDocument.Parse((await ProgramRun.Of("explain", "gis-samples/linxiang", record, "--json")).Exits(0).PrintsDataOnly().OutputBytes);

    /// <summary>Redoes every calculated step from the arithmetic it prints, and follows each number printed there back to a recorded field, an earlier step, a parameter row or the formula itself.</summary>
    private static Dictionary<string, JsonElement> CheckSteps(JsonDocument unit)
    {
        var steps = unit.RootElement.GetProperty("steps").EnumerateArray().ToList();
        var known = new HashSet<string>(StringComparer.Ordinal);
        foreach (var step in steps)
        {
            var parameters = step.GetProperty("parameters").EnumerateArray().ToList();
            Assert.All(parameters, p => Assert.All(["table", "reference", "key", "column", "status", "source", "locator"], key => Assert.NotEqual("", Text(p, key))));
            Assert.All(parameters, p => Assert.True(p.GetProperty("line").GetInt32() >= 2, "a parameter stands below the header of its table"));
            if (step.GetProperty("value").ValueKind != JsonValueKind.Number)
                continue;
            var value = step.GetProperty("value").GetDouble();
            if (Text(step, "equation").Length > 0)
            {
                Assert.All(["formula", "substituted", "source", "locator", "status"], key => Assert.NotEqual("", Text(step, key)));
                Assert.Equal(value, Arithmetic.Value(Text(step, "substituted")), Tolerance * Math.Abs(value));
                var sources = parameters.Select(p => Number(p.GetProperty("value"))).Concat(known).ToHashSet(StringComparer.Ordinal);
                Assert.All(Numbers(Text(step, "substituted")), n => Assert.True(sources.Contains(n) || Numbers(Text(step, "formula")).Contains(n), $"{n} in {Text(step, "symbol")} comes from nowhere"));
            }
            else
            {
                Assert.Contains(unit.RootElement.GetProperty("recorded").EnumerateArray(), f => Text(f, "value") == Number(step.GetProperty("value")));
            }

            known.Add(Number(step.GetProperty("value")));
        }

        return steps.ToDictionary(s => Text(s, "symbol"), StringComparer.Ordinal);
    }

    private static string[] Numbers(string calculation) =>
        [.. System.Text.RegularExpressions.Regex.Replace(calculation, @"\[[^\]]*\]", " ").Split(' ', '(', ')', '*', '/', '^').Where(t => double.TryParse(t, NumberStyles.Float, CultureInfo.InvariantCulture, out _)).Select(t => double.Parse(t, CultureInfo.InvariantCulture).ToString("R", CultureInfo.InvariantCulture))];

    private static string Number(JsonElement value) => value.ValueKind == JsonValueKind.Number ? value.GetDouble().ToString("R", CultureInfo.InvariantCulture) : "";

    private static void Expect(Dictionary<string, JsonElement> steps, string symbol, string equation, double value)
    {
        Assert.Equal(equation, Text(steps[symbol], "equation"));
        Assert.Equal(1, steps[symbol].GetProperty("value").GetDouble() / value, Tolerance);
    }

    private static string Text(JsonElement element, string key) => element.GetProperty(key).GetString() ?? "";
}
