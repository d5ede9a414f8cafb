using System.Text.Json;
using CarbonSink.Tests;
using Xunit;

namespace CarbonSink.Integration.Tests;

/// <summary>carbonsink programmes: precision rules and rules for the register.</summary>
public class ProgrammesCommandTests
{
    [Fact]
    public async Task Every_folder_is_listed_and_sound()
    {
        var folders = Directory.GetDirectories(Path.Combine(Repository.Root, "methodology", "programmes")).Select(Path.GetFileName).Order(StringComparer.Ordinal);
        using var list = JsonDocument.Parse((await ProgramRun.Of("programmes", "list", "--json")).Exits(0).PrintsDataOnly().OutputBytes);
        var listed = list.RootElement.GetProperty("programmes").EnumerateArray().ToList();
        Assert.Equal(folders, listed.Select(p => p.GetProperty("id").GetString()));
        Assert.All(listed, p => Assert.True(p.TryGetProperty("precision", out _) || p.TryGetProperty("register", out _)));
        using var check = JsonDocument.Parse((await ProgramRun.Of("programmes", "check", "--json")).Exits(0).PrintsDataOnly().OutputBytes);
        Assert.All(check.RootElement.GetProperty("programmes").EnumerateArray(), p => Assert.Empty(p.GetProperty("problems").EnumerateArray()));
    }

    [Fact]
    public async Task Show_tells_each_step_with_its_article()
    {
        using var json = JsonDocument.Parse((await ProgramRun.Of("programmes", "show", "ccer-2023", "--json")).Exits(0).PrintsDataOnly().OutputBytes);
        var register = json.RootElement.GetProperty("register");
        Assert.True(register.GetProperty("mirror").GetBoolean());
        var notice = register.GetProperty("lifecycle").EnumerateArray().First(r => r.TryGetProperty("deadline", out _));
        Assert.Equal(("close-notice", "ccer-measures-2023, art. 12", 20, "same_day"), (notice.GetProperty("event").GetString(), notice.GetProperty("article").GetString(), notice.GetProperty("deadline").GetProperty("days").GetInt32(), notice.GetProperty("deadline").GetProperty("countFrom").GetString()));
        Assert.Contains("全国登记簿的镜像，不具法律效力", (await ProgramRun.Of("programmes", "show", "ccer-2023", "--lang", "zh")).Exits(0).PrintsDataOnly().Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Faults_of_a_folder_are_found_by_both_checks()
    {
        using var folder = new OutputFolder();
        var programme = folder["methodology/programmes/local/1"];
        Directory.CreateDirectory(programme);
        File.Copy(Path.Combine(Repository.Root, "methodology", "sources.csv"), folder["methodology/sources.csv"]);
        foreach (var file in Directory.GetFiles(Path.Combine(Repository.Root, "methodology", "programmes", "linxiang-wetland-indicator", "1")))
            File.WriteAllText(Path.Combine(programme, Path.GetFileName(file)), File.ReadAllText(file).Replace("period-over", "period-ended", StringComparison.Ordinal));
        foreach (var command in (string[])["programmes", "methods"])
        {
            var run = (await ProgramRun.Of(command, "check", "--methodology", folder["methodology"])).Exits(1);
            Assert.Contains("programmes/local/1/lifecycle.csv", run.Output, StringComparison.Ordinal);
            Assert.Contains("'period-ended' is no guard", run.Output, StringComparison.Ordinal);
        }
    }
}
