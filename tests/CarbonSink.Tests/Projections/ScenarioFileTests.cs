using System.Text;
using CarbonSink.Findings;
using CarbonSink.Projections;
using CarbonSink.Runs;
using Xunit;

namespace CarbonSink.Tests.Projections;

/// <summary>Scenario files: what is read, and what is refused with line, key and candidates.</summary>
public sealed class ScenarioFileTests : IDisposable
{
    private const string Planting = """{ "kind": "planting", "from": 2026, "to": 2030, "areaHaPerYear": 10, "landClasses": ["suitable"], "forestType": "杉木林", "origin": "planted", "preservedShare": 0.8 }""";
    private const string Harvest = """{ "kind": "harvest", "from": 2026, "to": 2030, "minAge": 26, "products": [{ "product": "sawnwood", "share": 0.4 }], "after": "same" }""";

    private static readonly ScenarioCodes Codes = new(["suitable", "bare"], ["杉木林", "栎类林"], new Dictionary<string, WoodProduct> { ["sawnwood"] = new("sawnwood", 35), ["paper"] = new("paper", 2) });

    private readonly string path = Path.Combine(Directory.CreateTempSubdirectory("carbonsink-").FullName, "scenarios.json");

    public void Dispose() => Directory.Delete(Path.GetDirectoryName(path)!, recursive: true);

    [Fact]
    public void What_is_written_is_read()
    {
        var file = Read($$"""{ "baseYear": 2025, "stockingLimits": [0.2, 1.5], "withoutCurve": "hold", "scenarios": [{ "id": "a", "title": { "zh": "甲", "en": "A" }, "activities": [{{Planting}}, {{Harvest}}] }] }""");
        Assert.Equal((2025, null, (0.2, 1.5), true), (file.BaseYear, file.EndYear, file.Stocking, file.HoldsWithoutCurve));
        var planting = Assert.IsType<Planting>(file.Scenarios.Single().Activities[0]);
        Assert.Equal((2026, 2030, 10.0, 0.8), (planting.From, planting.To, planting.AreaHaPerYear, planting.PreservedShare));
        var harvest = Assert.IsType<Harvest>(file.Scenarios[0].Activities[1]);
        Assert.Equal((26, true, null, 35.0), (harvest.Stands.MinAge, harvest.Replants, harvest.ReplantedWith, harvest.Products.Single().Product.HalfLifeYears));
    }

    public static TheoryData<string, string, string> Faulty => new()
    {
        { Planting.Replace("\"preservedShare\": 0.8", "\"preservedShare\": 80"), "PRJ-0005", "preservedShare" },
        { Planting.Replace(", \"preservedShare\": 0.8", ""), "PRJ-0004", "preservedShare" },
        { Planting.Replace("杉木林", "杉木"), "PRJ-0006", "杉木林, 栎类林" },
        { Planting.Replace("suitable", "宜林地"), "PRJ-0006", "suitable, bare" },
        { Planting.Replace("\"planted\"", "\"人工\""), "PRJ-0006", "natural, planted" },
        { Planting.Replace("\"planting\"", "\"afforestation\""), "PRJ-0006", "planting, enclosure, tending, thinning, harvest, repair" },
        { Planting.Replace("\"kind\": \"planting\",", ""), "PRJ-0004", "kind" },
        { Planting.Replace("areaHaPerYear", "area"), "PRJ-0003", "areaHaPerYear" },
        { Planting.Replace("\"to\": 2030", "\"to\": 2020"), "PRJ-0005", "to" },
        { Planting.Replace("2026", "2026.5"), "PRJ-0005", "from" },
        { Harvest.Replace("sawnwood", "furniture"), "PRJ-0006", "sawnwood, paper" },
        { Harvest.Replace("{ \"product\": \"sawnwood\", \"share\": 0.4 }", "{ \"product\": \"sawnwood\", \"share\": 0.7 }, { \"product\": \"paper\", \"share\": 0.4 }"), "PRJ-0005", "products" },
        { Harvest.Replace("\"same\"", "\"replant\""), "PRJ-0005", "forestType" },
        { Harvest.Replace("\"same\"", "\"none\""), "PRJ-0005", "landClass" },
        { Harvest.Replace("\"minAge\": 26,", "\"minAge\": 26, \"areaHaPerYear\": 1, \"volumeM3PerYear\": 1,"), "PRJ-0005", "areaHaPerYear" },
    };

    [Theory]
    [MemberData(nameof(Faulty))]
    public void A_faulty_activity_is_refused(string activity, string code, string says)
    {
        var finding = Assert.Throws<RefusedInputException>(() => Read($$"""
            { "scenarios": [{ "id": "a", "title": { "zh": "甲", "en": "A" }, "activities": [
            {{activity}}] }] }
            """)).Finding;
        Assert.Equal(code, finding.Rule.Code);
        Assert.Equal("2", finding.Arguments[1]); // the line
        Assert.Contains(says, finding.Message("en") + finding.Hint("en"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("{ ", "PRJ-0002", "line 1")]
    [InlineData("""{ "scenario": [] }""", "PRJ-0003", "scenarios")]
    [InlineData("{ }", "PRJ-0004", "scenarios")]
    [InlineData("""{ "scenarios": [], "increments": "relative" }""", "PRJ-0006", "scaled, absolute")]
    [InlineData("""{ "scenarios": [], "stockingLimits": [1, 1] }""", "PRJ-0005", "stockingLimits")]
    [InlineData("""{ "scenarios": [], "compareWith": "bau" }""", "PRJ-0006", "baseline")]
    [InlineData("""{ "scenarios": [{ "id": "baseline", "title": { "zh": "甲", "en": "A" }, "activities": [] }] }""", "PRJ-0005", "id")]
    [InlineData("""{ "scenarios": [], "dynamics": { "growth": "net", "transfers": [{ "from": "DW", "to": "SOC", "fraction": 0.6, "kind": "decay" }, { "from": "DW", "to": "atmosphere", "fraction": 0.6, "kind": "decay" }], "initialTCPerHa": { "DW": 1, "LI": 1, "SOC": 1 } } }""", "PRJ-0005", "transfers")]
    [InlineData("""{ "scenarios": [], "dynamics": { "growth": "net", "transfers": [{ "from": "DW", "to": "SOC", "fraction": 0.6, "kind": "decay" }] } }""", "PRJ-0004", "initialTCPerHa")]
    [InlineData("""{ "scenarios": [{ "id": "a", "title": { "zh": "甲", "en": "A" }, "activities": [{ "kind": "repair", "from": 2026, "to": 2030, "belowStocking": 0.5, "toStocking": 0.8 }] }], "increments": "absolute" }""", "PRJ-0005", "kind")]
    public void A_faulty_file_is_refused(string text, string code, string says)
    {
        var finding = Assert.Throws<RefusedInputException>(() => Read(text)).Finding;
        Assert.Equal(code, finding.Rule.Code);
        Assert.Contains(says, finding.Message("en") + finding.Hint("en"), StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_that_is_not_there_is_named() =>
        Assert.Equal("PRJ-0001", Assert.Throws<RefusedInputException>(() => ScenarioFile.Read(path + "x", Codes)).Finding.Rule.Code);

    private ScenarioFile Read(string text)
    {
        File.WriteAllText(path, text, new UTF8Encoding(false));
        return ScenarioFile.Read(path, Codes);
    }
}
