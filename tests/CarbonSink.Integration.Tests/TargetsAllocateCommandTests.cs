using System.Globalization;
using System.Text.Json;
using CarbonSink.Tests;
using Xunit;

namespace CarbonSink.Integration.Tests;

/// <summary>targets allocate as a user runs it, on the sample survey of Linxiang with a plan of our own.</summary>
public sealed class TargetsAllocateCommandTests : IDisposable
{
    private const string Plan = """
        某市生态建设规划
        一、主要目标
        到2030年,全市森林覆盖率达到57.5%以上,林地保有量12.10万公顷。
        到2030年,全市森林蓄积量进一步增加。
        (责任单位:市林业局(牵头)、市发改局)

        """;

    private readonly OutputFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task SumsHoldAndTheSentenceGoesThrough()
    {
        Write(Plan);
        var json = await Allocated("--to", "divisions", "--out", folder["out"]);
        var allocations = json.GetProperty("allocations").EnumerateArray().ToList();
        Assert.Equal(["forest_coverage-2030", "forest_land_retained-2030", "forest_stock-2030"], allocations.Select(a => a.GetProperty("target").GetString()).Order(StringComparer.Ordinal));
        foreach (var one in allocations)
        {
            Assert.True(one.GetProperty("sumsHold").GetBoolean());
            Assert.Equal(13, one.GetProperty("rows").GetArrayLength());
            Assert.Equal(one.GetProperty("total").GetDecimal(), one.GetProperty("rows").EnumerateArray().Sum(r => r.GetProperty("value").GetDecimal()));
            var citation = one.GetProperty("citations")[0];
            Assert.Equal("plan.txt", citation.GetProperty("file").GetString());
            Assert.Contains("到2030年", citation.GetProperty("sentence").GetString(), StringComparison.Ordinal);
            Assert.Contains(one.GetProperty("target").GetString()!, File.ReadAllText(folder[$"out/{one.GetProperty("target").GetString()}-divisions.csv"]), StringComparison.Ordinal);
        }

        // The rate that the shares make of the land area is the one printed.
        var coverage = allocations.Single(a => a.GetProperty("indicator").GetString() == "forest_coverage");
        Assert.Equal(57.5m, decimal.Round(coverage.GetProperty("rate").GetDecimal(), 1));
        var land = json.GetProperty("feasibility").EnumerateArray().First(f => f.GetProperty("kind").GetString() == "land-needed").GetProperty("figures").GetProperty("landAreaHa").GetDecimal();
        Assert.Equal(57.5, (double)(coverage.GetProperty("total").GetDecimal() / land * 100), 4);
        foreach (var file in (string[])["allocation.html", "allocation.json", "allocations.csv", "feasibility.csv", "findings.csv", "manifest.json"])
            Assert.True(File.Exists(folder[$"out/{file}"]), file);
        Assert.Contains("到2030年,全市森林覆盖率达到57.5%以上", File.ReadAllText(folder["out/allocation.html"]), StringComparison.Ordinal);
    }

    [Fact]
    public async Task TownshipsAndYearsAddUpInTheTableOnDisk()
    {
        Write(Plan);
        await Allocated("--target", "forest_coverage-2030", "--to", "divisions-years", "--out", folder["out"]);
        var lines = File.ReadAllLines(folder["out/forest_coverage-2030-divisions-years.csv"]);
        int Column(string name) => Array.IndexOf(lines[0].TrimStart('\uFEFF').Split(','), name);
        var rows = lines[1..].Select(l => l.Split(',')).ToList();
        decimal Number(string[] cells, string column) => decimal.Parse(cells[Column(column)], CultureInfo.InvariantCulture);
        Assert.Equal(13 * 6, rows.Count);
        foreach (var township in rows.GroupBy(r => r[Column("key")]))
            Assert.Equal(Number(township.Last(), "value"), Number(township.First(), "present") + township.Sum(r => Number(r, "share")));
        var level = rows.DistinctBy(r => r[Column("key")]).Sum(r => Number(r, "present"));
        foreach (var year in rows.GroupBy(r => r[Column("year")]))
            Assert.Equal(level += year.Sum(r => Number(r, "share")), year.Sum(r => Number(r, "value")));
    }

    [Fact]
    public async Task TheSameInputGivesTheSameBytes()
    {
        Write(Plan);
        await Allocated("--out", folder["one"]);
        await Allocated("--out", folder["two"]);
        foreach (var file in Directory.GetFiles(folder["one"]).Where(f => Path.GetFileName(f) != "manifest.json"))
            Assert.Equal(File.ReadAllBytes(file), File.ReadAllBytes(Path.Combine(folder["two"], Path.GetFileName(file))));
    }

    [Fact]
    public async Task UnknownTargetsAndWordsAreRefused()
    {
        Write(Plan);
        (await ProgramRun.Of("targets", "allocate", folder["plan"], "--target", "nothing")).Exits(1);
        (await ProgramRun.Of("targets", "allocate", folder["plan"], "--to", "villages")).Exits(1);
        (await ProgramRun.Of("targets", "allocate", folder["plan"], "--step", "0")).Exits(1);
        (await ProgramRun.Of("targets", "allocate", folder["nowhere"])).Exits(1);
    }

    [FixtureFact("reference/plans/texts/linxiang-carbon-peaking-plan.txt")]
    public async Task ThePlanOfLinxiangIsSpreadAndItsAreaAndRatesAreHeldAgainstTheCounty()
    {
        Write(File.ReadAllText(Repository.SharedPath("reference/plans/texts/linxiang-carbon-peaking-plan.txt")));
        var json = await Allocated();
        // 83,000 ha / 56.9 % and / 51.25 %; the sample county has 171,452.5 ha, so that neither agrees.
        var both = json.GetProperty("feasibility").EnumerateArray().Where(f => f.GetProperty("kind").GetString() == "area-and-rate").ToList();
        Assert.Equal([145869.95m, 161951.22m], both.Select(f => decimal.Round(f.GetProperty("figures").GetProperty("impliedLandAreaHa").GetDecimal(), 2)));
        Assert.All(both, f => Assert.Equal("plan.txt", f.GetProperty("citations")[0].GetProperty("file").GetString()));
        Assert.Contains(json.GetProperty("feasibility").EnumerateArray(), f => f.GetProperty("kind").GetString() == "stock-basis");
        foreach (var one in json.GetProperty("allocations").EnumerateArray().Where(a => a.GetProperty("sumsHold").ValueKind != JsonValueKind.Null))
            Assert.True(one.GetProperty("sumsHold").GetBoolean(), one.GetProperty("target").GetString());

        // The department that leads is that of the plan.
        var department = (await Allocated("--target", "forest_land_retained-2025", "--to", "departments")).GetProperty("allocations")[0];
        Assert.Equal(("市林业局", 9.42m), (department.GetProperty("rows")[0].GetProperty("name").GetString(), department.GetProperty("rows")[0].GetProperty("value").GetDecimal()));
        Assert.All(department.GetProperty("rows").EnumerateArray().Skip(1), r => Assert.Equal(JsonValueKind.Null, r.GetProperty("value").ValueKind));
    }

    private void Write(string plan)
    {
        Directory.CreateDirectory(folder["plan"]);
        File.WriteAllText(folder["plan/plan.txt"], plan);
        File.WriteAllText(folder["plan/targets.json"], $$"""
            { "title": { "zh": "分解", "en": "Allocated" }, "plan": ["plan.txt"], "asOf": 2024,
              "surveys": [{ "year": 2024, "data": {{JsonSerializer.Serialize(Repository.PathOf("gis-samples/linxiang"))}} }] }
            """);
    }

    private async Task<JsonElement> Allocated(params string[] more) => JsonDocument.Parse((await ProgramRun.Of(["targets", "allocate", folder["plan"], .. more, "--json"])).Exits(0).PrintsDataOnly().Output).RootElement;
}
