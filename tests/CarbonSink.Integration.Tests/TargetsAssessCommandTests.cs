using System.Globalization;
using System.Text.Json;
using CarbonSink.Tests;
using Xunit;

namespace CarbonSink.Integration.Tests;

public sealed class TargetsAssessCommandTests
{
    /// <summary>What the sample says of each target was reckoned apart from the program, to four digits of rates; the same stands in the JSON, the table and the page, with the words of the plan.</summary>
    [Theory]
    [InlineData("linxiang")]
    [InlineData("yuhua")]
    [InlineData("ruichang")]
    public async Task Samples_progress_as_expected(string place)
    {
        using var copy = new SampleCopy();
        var run = (await ProgramRun.Of("targets", "assess", $"gis-samples/{place}/targets", "--json", "--out", copy.Out)).Exits(0).PrintsDataOnly();
        using var document = JsonDocument.Parse(run.Output);
        var results = document.RootElement.GetProperty("results").EnumerateArray().ToArray();
        var page = File.ReadAllText(Path.Combine(copy.Out, "targets-assessment.html"));
        foreach (var expected in File.ReadLines(Repository.PathOf($"gis-samples/{place}/targets/expected-progress.csv")).Skip(1).Select(l => l.Split(',')))
        {
            var result = results.FirstOrDefault(r => r.GetProperty("indicator").GetString() == expected[0] && $"{r.GetProperty("year")}" == expected[4] && r.GetProperty("target").GetProperty("value") is { ValueKind: JsonValueKind.Number } v && v.GetDecimal() == Number(expected[3]));
            if (result.ValueKind == JsonValueKind.Undefined)
                continue; // targets that reading does not find are the business of its own tests
            Assert.Equal(Number(expected[2]), result.GetProperty("actual").GetDecimal(), 4);
            Assert.Equal(Number(expected[6]), result.GetProperty("gap").GetDecimal(), 4);
            Assert.Equal((expected[1], expected[5]), ($"{result.GetProperty("actualYear")}", result.GetProperty("unit").GetString()));
            Assert.Contains($"plan.txt:{result.GetProperty("citation").GetProperty("line")}", page, StringComparison.Ordinal);
            Assert.NotEmpty(result.GetProperty("rule").GetProperty("setting").GetString()!);
        }

        Assert.True(results.Length >= 5);
        Assert.All(results, r => Assert.NotEmpty(r.GetProperty("reason").GetString()!));
        Assert.Equal(results.Length, document.RootElement.GetProperty("summary").EnumerateObject().Sum(v => v.Value.GetInt32()));
        Assert.All(document.RootElement.GetProperty("conflicts").EnumerateArray(), c => Assert.Contains($">{c.GetProperty("id").GetString()}<", page, StringComparison.Ordinal));
        Assert.Equal(
            ["by-department.csv", "conflicts.csv", "findings.csv", "judging.csv", "manifest.json", "progress.csv", "targets-assessment.html", "targets-assessment.json"],
            Directory.GetFiles(copy.Out).Select(f => Path.GetFileName(f)).Order(StringComparer.Ordinal));
    }

    /// <summary>A later year needs later data, and says which; missing a target is no error.</summary>
    [Fact]
    public async Task Another_year_asks_for_its_own_data()
    {
        using var document = JsonDocument.Parse((await ProgramRun.Of("targets", "assess", "gis-samples/yuhua/targets", "--as-of", "2025", "--json")).Exits(0).PrintsDataOnly().Output);
        Assert.Equal(2025, document.RootElement.GetProperty("asOf").GetInt32());
        var due = document.RootElement.GetProperty("results").EnumerateArray().First(r => $"{r.GetProperty("year")}" == "2025");
        Assert.Equal(("notComputable", "year"), (due.GetProperty("verdict").GetString(), due.GetProperty("needs").GetString()));
        Assert.Contains("2025 is needed", due.GetProperty("reason").GetString()!, StringComparison.Ordinal);
        var text = (await ProgramRun.Of("targets", "assess", "gis-samples/yuhua/targets", "--as-of", "2023")).Exits(0).Output;
        Assert.Contains("at-least", text, StringComparison.Ordinal);
        Assert.Contains("TGT-0050", (await ProgramRun.Of("targets", "assess", "gis-samples")).Exits(1).Errors, StringComparison.Ordinal);
    }

    private static decimal Number(string text) => decimal.Parse(text, CultureInfo.InvariantCulture);
}
