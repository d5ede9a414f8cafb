using System.Text.Json;
using CarbonSink.Tests;
using Xunit;

namespace CarbonSink.Integration.Tests;

/// <summary>targets import and targets list as a user runs them.</summary>
public sealed class TargetsImportCommandTests : IDisposable
{
    private const string Plan = "安平县碳达峰实施方案\n二、主要目标\n到2025年，森林覆盖率稳定在61.5%，森林蓄积量达420万立方米以上。\n三、重点任务\n到2025年，森林覆盖率60%以上。（县林业局牵头，县发改局配合）\n";

    private readonly OutputFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task A_plan_is_read_written_and_listed()
    {
        var plan = folder["plan.txt"];
        await File.WriteAllTextAsync(plan, Plan);
        var json = JsonDocument.Parse((await ProgramRun.Of("targets", "import", plan, "--out", folder["out"], "--json")).Exits(0).PrintsDataOnly().Output).RootElement;
        Assert.Equal(["forest_coverage-2025", "forest_stock-2025", "forest_coverage-2025-2"], json.GetProperty("targets").EnumerateArray().Select(t => t.GetProperty("id").GetString()));
        Assert.Equal(("安平县", 61.5m, "stable", 3), (json.GetProperty("plan").GetProperty("region").GetString(), json.GetProperty("targets")[0].GetProperty("value").GetDecimal(), json.GetProperty("targets")[0].GetProperty("comparator").GetString(), json.GetProperty("targets")[0].GetProperty("citation").GetProperty("line").GetInt32()));
        Assert.Equal("value", json.GetProperty("conflicts")[0].GetProperty("kind").GetString());
        foreach (var file in (string[])["import.json", "targets.html", "targets.csv", "citations.csv", "conflicts.csv", "candidates.csv", "departments.csv", "findings.csv", "manifest.json"])
            Assert.True(File.Exists(folder[$"out/{file}"]), file);

        async Task<int> Count(params string[] more) => JsonDocument.Parse((await ProgramRun.Of(["targets", "list", .. more, "--json"])).Exits(0).Output).RootElement.GetProperty("targets").GetArrayLength();
        Assert.Equal((3, 3, 2, 1), (await Count(folder["out/targets.csv"]), await Count(folder["out"]), await Count(plan, "--indicator", "forest_coverage"), await Count(plan, "--department", "林业局", "--year", "2025")));
    }

    [Fact]
    public async Task A_text_without_targets_is_no_failure()
    {
        await File.WriteAllTextAsync(folder["plan.txt"], "安平县工作总结\n到2025年，单位GDP能耗下降14.5%。\n");
        var json = JsonDocument.Parse((await ProgramRun.Of("targets", "import", folder["plan.txt"], "--json")).Exits(0).PrintsDataOnly().Output).RootElement;
        Assert.Equal(0, json.GetProperty("targets").GetArrayLength());
        Assert.Contains(json.GetProperty("findings").EnumerateArray(), f => f.GetProperty("code").GetString() == "TGT-0033");
    }

    [Fact]
    public async Task What_cannot_be_read_is_refused_with_a_remedy()
    {
        await File.WriteAllTextAsync(folder["plan.pdf"], "%PDF-1.4");
        var run = (await ProgramRun.Of("targets", "import", folder["plan.pdf"])).Exits(1);
        Assert.Contains("TGT-0020", run.Errors, StringComparison.Ordinal);
        Assert.Contains(".docx", run.Errors, StringComparison.Ordinal);
    }
}
