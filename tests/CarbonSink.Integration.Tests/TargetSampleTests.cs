using System.Globalization;
using System.Text.Json;
using CarbonSink.Tests;
using Xunit;

namespace CarbonSink.Integration.Tests;

/// <summary>The plans of the sample counties from text to verdicts, against what was written down by hand and by other programs.</summary>
public class TargetSampleTests
{
    private static readonly Dictionary<string, int> Expected = new(StringComparer.Ordinal) { ["linxiang"] = 15, ["yuhua"] = 9, ["ruichang"] = 9 };

    /// <summary>Every statement of the hand table is found with its line, and nothing else; what stands twice is one target with two citations.</summary>
    [Theory]
    [InlineData("linxiang", 15, "impliedArea, indicatorSwitch, value, wording")]
    [InlineData("yuhua", 5, "wording")]
    [InlineData("ruichang", 9, "indicatorSwitch, wording")]
    public async Task The_targets_of_a_plan_are_those_written_by_hand(string place, int targets, string conflicts)
    {
        var root = await Run("import", $"gis-samples/{place}/targets/plan.txt");
        var found = root.GetProperty("targets").EnumerateArray().ToArray();
        Assert.Equal((targets, conflicts), (found.Length, string.Join(", ", root.GetProperty("conflicts").EnumerateArray().Select(c => c.GetProperty("kind").GetString()).Distinct().Order(StringComparer.Ordinal))));
        var statements = found.SelectMany(t => t.GetProperty("citations").EnumerateArray().Select(c => Statement(t, c.GetProperty("line").GetInt32()))).Order(StringComparer.Ordinal).ToArray();
        var rows = Rows(place, "expected-targets.csv");
        Assert.Equal(Expected[place], rows.Length);
        Assert.Equal(rows.Select(r => string.Join('|', r["indicator"], r["scope"], r["year"], r["value"], r["value"].Length > 0 ? r["unit"] : "", r["comparator"], r["line"])).Order(StringComparer.Ordinal), statements);
        foreach (var row in rows.Where(r => r["departments"].Length > 0))
            Assert.Contains(found, t => t.GetProperty("indicator").GetString() == row["indicator"] && string.Join(';', t.GetProperty("departments").EnumerateArray().Select(d => d.GetProperty("name").GetString() + (d.GetProperty("leads").GetBoolean() ? "(牵头)" : ""))) == row["departments"]);
    }

    /// <summary>Present values and gaps of the judged targets are those of independent arithmetic; what has no data names what is needed.</summary>
    [Theory]
    [InlineData("linxiang")]
    [InlineData("yuhua")]
    [InlineData("ruichang")]
    public async Task Progress_is_that_of_independent_arithmetic(string place)
    {
        var results = (await Run("assess", $"gis-samples/{place}/targets")).GetProperty("results").EnumerateArray().ToArray();
        foreach (var row in Rows(place, "expected-progress.csv"))
        {
            var result = results.Single(r => r.GetProperty("indicator").GetString() == row["indicator"] && Year(r) == row["targetYear"] && (r.GetProperty("target").GetProperty("level") is { ValueKind: JsonValueKind.Number } level) && level.GetDouble() == Number(row["target"]));
            Assert.Equal(row["unit"], result.GetProperty("unit").GetString());
            Assert.Equal(Number(row["actual"]), result.GetProperty("actual").GetDouble(), 1e-3);
            Assert.Equal(Number(row["gap"]), result.GetProperty("gap").GetDouble(), 1e-3);
        }

        Assert.All(results.Where(r => r.GetProperty("verdict").GetString() == "notComputable"), r => Assert.NotEqual(JsonValueKind.Null, r.GetProperty("needs").ValueKind));
    }

    /// <summary>Farmland of Ruichang by shares of 99: largest remainder, township by township.</summary>
    [Fact]
    public async Task Farmland_is_spread_by_largest_remainder()
    {
        var allocations = (await Run("allocate", "gis-samples/ruichang/targets")).GetProperty("allocations").EnumerateArray().ToDictionary(a => a.GetProperty("target").GetString()!);
        foreach (var target in Rows("ruichang", "expected-farmland.csv").GroupBy(r => r["target"]))
        {
            var rows = allocations[target.Key].GetProperty("rows").EnumerateArray().ToDictionary(r => r.GetProperty("key").GetString()!, r => r.GetProperty("value").GetDecimal());
            Assert.Equal(target.ToDictionary(r => r["division"], r => decimal.Parse(r["value"], CultureInfo.InvariantCulture)), rows);
            Assert.Equal(allocations[target.Key].GetProperty("value").GetDecimal(), rows.Values.Sum());
        }
    }

    [Theory]
    [InlineData("linxiang", 3)]
    [InlineData("yuhua", 1)]
    [InlineData("ruichang", 3)]
    public async Task Allocations_of_the_samples_add_up(string place, int count)
    {
        var allocations = (await Run("allocate", $"gis-samples/{place}/targets")).GetProperty("allocations").EnumerateArray().ToArray();
        Assert.Equal(count, allocations.Length);
        Assert.All(allocations, a => Assert.True(a.GetProperty("sumsHold").GetBoolean(), a.GetProperty("target").GetString()));
    }

    [Fact]
    public async Task Protection_of_wetlands_is_that_of_another_program()
    {
        using var document = JsonDocument.Parse((await ProgramRun.Of("evaluate", "gis-samples/linxiang/targets/wetland-protection", "--json")).Exits(0).Output);
        var totals = document.RootElement.GetProperty("totals").EnumerateArray().ToDictionary(t => t.GetProperty("symbol").GetString()!, t => t.GetProperty("value").GetDouble());
        foreach (var row in Rows("linxiang", "wetland-protection/expected-totals.csv"))
            Assert.Equal(Number(row["value"]), totals[row["output"]], 3e-6 * Number(row["value"]));
    }

    private static async Task<JsonElement> Run(string command, string path)
    {
        using var document = JsonDocument.Parse((await ProgramRun.Of("targets", command, path, "--json", "--lang", "zh")).Exits(0).Output);
        return document.RootElement.Clone();
    }

    private static string Statement(JsonElement target, int line)
    {
        var hasValue = target.GetProperty("value").ValueKind == JsonValueKind.Number;
        return string.Join('|', target.GetProperty("indicator").GetString(), target.GetProperty("scope").GetString(), Year(target), hasValue ? target.GetProperty("value").GetRawText() : "", hasValue ? target.GetProperty("unit").GetString() : "", target.GetProperty("comparator").GetString(), line);
    }

    private static string Year(JsonElement target) => target.GetProperty("year") is { ValueKind: JsonValueKind.Number } year ? year.GetRawText() : "";

    private static double Number(string text) => double.Parse(text, CultureInfo.InvariantCulture);

    /// <summary>Rows of a table whose cells hold no commas.</summary>
    private static Dictionary<string, string>[] Rows(string place, string file)
    {
        var lines = File.ReadAllLines(Path.GetFullPath($"gis-samples/{place}/targets/{file}", Repository.Root));
        var header = lines[0].Split(',');
        return [.. lines.Skip(1).Select(l => l.Split(',')).Select(cells => header.Select((h, i) => (h, cells[i])).ToDictionary(c => c.h, c => c.Item2, StringComparer.Ordinal))];
    }
}
