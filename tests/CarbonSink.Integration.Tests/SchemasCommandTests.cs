using CarbonSink.Tests;
using System.Text.Json;
using Xunit;

namespace CarbonSink.Integration.Tests;

public class SchemasCommandTests
{
    [Fact]
    public async Task Every_folder_with_a_dictionary_is_listed_and_sound()
    {
        var folders = Directory.GetDirectories(Path.Combine(Repository.Root, "src", "CarbonSink.Gis", "Schemas")).Select(Path.GetFileName).Order(StringComparer.Ordinal);
        using var list = JsonDocument.Parse((await ProgramRun.Of("schemas", "list", "--json")).Exits(0).PrintsDataOnly().OutputBytes);
        Assert.Equal(folders, list.RootElement.GetProperty("schemas").EnumerateArray().Select(s => s.GetProperty("id").GetString()));
        using var check = JsonDocument.Parse((await ProgramRun.Of("schemas", "check", "--json")).Exits(0).PrintsDataOnly().OutputBytes);
        Assert.Empty(check.RootElement.GetProperty("problems").EnumerateArray());
    }

    [Fact]
    public async Task Show_prints_each_field_with_its_meaning()
    {
        using var json = JsonDocument.Parse((await ProgramRun.Of("schemas", "show", "linldi-2010s", "--json")).Exits(0).PrintsDataOnly().OutputBytes);
        var area = json.RootElement.GetProperty("fields").EnumerateArray().Single(f => f.GetProperty("field").GetString() == "MIAN_JI");
        Assert.Equal(("recordedArea", "ha", "面积"), (area.GetProperty("role").GetString(), area.GetProperty("unit").GetString(), area.GetProperty("zh").GetString()));
        Assert.Contains("优势树种", (await ProgramRun.Of("schemas", "show", "linldi-2010s", "--lang", "zh")).Exits(0).PrintsDataOnly().Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_unknown_dictionary_is_wrong_usage_that_names_those_there_are()
    {
        var run = (await ProgramRun.Of("schemas", "show", "linldi-1990s")).Exits(2);
        Assert.Contains("linldi-2010s", run.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_code_table_that_is_not_there_is_a_problem()
    {
        using var folder = new OutputFolder();
        Directory.CreateDirectory(folder["empty"]);
        var run = (await ProgramRun.Of("schemas", "check", "--methodology", folder["empty"])).Exits(1);
        Assert.Contains("codes/land-class-01xx", run.Output, StringComparison.Ordinal);
    }
}
