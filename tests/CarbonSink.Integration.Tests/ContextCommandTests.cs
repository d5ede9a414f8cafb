using System.Text.Json;
using Xunit;

namespace CarbonSink.Integration.Tests;

public sealed class ContextCommandTests
{
    private const string Townships = "layer:gis-samples/linxiang/data/townships.shp#XIANG_MC";

    [Fact]
    public async Task Polygons_group_the_units_and_the_boundary_gives_rates()
    {
        var run = (await ProgramRun.Of("assess", "gis-samples/linxiang", "--by", Townships)).Exits(0);

        // The sample cuts its units along the townships, so that the layer gives what the field gives; two units have no geometry.
        var byField = (await ProgramRun.Of("assess", "gis-samples/linxiang", "--by", "townshipName")).Exits(0);
        string[] Row(ProgramRun of, string name) => of.Output.Split('\n').First(l => l.TrimStart().StartsWith(name, StringComparison.Ordinal)).Split(' ', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(Row(byField, "聂市镇"), Row(run, "聂市镇"));
        Assert.Contains("CTX-0011", run.Output, StringComparison.Ordinal);
        Assert.Matches(@"Forest coverage 56\.\d\d % \(Forest area [\d,.]+ ha of a land area of 171,4\d\d\.\d\d ha, computed from the control boundary; status memory\)", run.Output);
        Assert.Contains("four-side trees", run.Output, StringComparison.Ordinal);
        Assert.Contains("area control: units 171,847.59 ha", run.Output, StringComparison.Ordinal);
    }

    /// <summary>Townships in degrees (by ogr2ogr) divide units in Gauss–Krüger coordinates as the townships themselves do.</summary>
    [Fact]
    public async Task A_layer_in_another_projection_is_transformed()
    {
        using var copy = new SampleCopy();
        Tools.Run("ogr2ogr", "-lco", "ENCODING=UTF-8", "-t_srs", "EPSG:4490", copy["degrees.shp"], copy["data/townships.shp"]);
        using var plain = JsonDocument.Parse((await ProgramRun.Of("assess", copy.Root, "--by", "layer:" + copy["data/townships.shp"] + "#XIANG_MC", "--json")).Exits(0).Output);
        using var degrees = JsonDocument.Parse((await ProgramRun.Of("assess", copy.Root, "--by", "layer:" + copy["degrees.shp"] + "#XIANG_MC", "--json")).Exits(0).Output);
        static Dictionary<string, double> Areas(JsonDocument of, string key) => of.RootElement.GetProperty("groups").EnumerateArray().ToDictionary(g => g.GetProperty("key").GetProperty(key).GetString()!, g => g.GetProperty("areaHa").GetDouble());
        var (expected, found) = (Areas(plain, "townships"), Areas(degrees, "degrees"));
        Assert.Equal(expected.Keys.Order(), found.Keys.Order());
        Assert.All(expected, e => Assert.Equal(e.Value, found[e.Key], 1e-6 * e.Value));
        Assert.Contains(degrees.RootElement.GetProperty("findings").EnumerateArray(), f => f.GetProperty("code").GetString() == "LAY-0009");
    }

    [Fact]
    public async Task Classes_and_figures_have_names_and_areas_are_in_the_unit_asked_for()
    {
        var run = (await ProgramRun.Of("assess", "gis-samples/ruichang", "--by", "landClass", "--lang", "zh", "--units", "mu")).Exits(0);
        Assert.Contains("乔木林", run.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("arbor", run.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("volumeM3", run.Output, StringComparison.Ordinal);
        Assert.Matches(@"面积控制：小班合计 [\d,.]+ 亩", run.Output);
        Assert.DoesNotContain(" ha", run.Output.Split("问题：")[0], StringComparison.Ordinal);
    }

    /// <summary>The numerator of a rate has a name of its own: it is no rate in brackets.</summary>
    [Fact]
    public async Task An_official_forest_area_is_called_forest_area()
    {
        var run = (await ProgramRun.Of("assess", "gis-samples/fushun", "--reconcile", "gis-samples/fushun/reconciliation.csv", "--lang", "zh")).Exits(0);
        Assert.Matches(@"(?m)^ *森林面积 +2023 ", run.Output);
        Assert.Matches(@"(?m)^ *森林覆盖率 +2023 ", run.Output);
    }

    [Fact]
    public async Task The_document_has_the_keys_of_the_contract()
    {
        var run = (await ProgramRun.Of("assess", "gis-samples/linxiang", "--land-area", "200000", "--json")).Exits(0).PrintsDataOnly();
        using var document = JsonDocument.Parse(run.Output);
        var coverage = document.RootElement.GetProperty("indicators")[0];
        Assert.Equal(("forest-coverage", "given", 200000, "memory"), (coverage.GetProperty("id").GetString(), coverage.GetProperty("denominatorSource").GetString(), coverage.GetProperty("denominatorHa").GetInt32(), coverage.GetProperty("status").GetString()));
        Assert.Equal(coverage.GetProperty("numeratorHa").GetDouble() / 2000, coverage.GetProperty("valuePercent").GetDouble(), 1e-9);
        Assert.Equal(JsonValueKind.Object, document.RootElement.GetProperty("areaControl").ValueKind);
        Assert.Equal(0, document.RootElement.GetProperty("reconciliation").GetArrayLength());
    }

    [Theory]
    [InlineData("--land-area", "about 5")]
    [InlineData("--land-area", "0")]
    [InlineData("--land-area", "-3")]
    public async Task A_land_area_is_a_positive_number(string option, string value) => (await ProgramRun.Of("assess", "gis-samples/linxiang", option, value)).Exits(2);

    [Fact]
    public async Task A_table_that_is_not_there_is_refused() =>
        Assert.Contains("TAB-0001", (await ProgramRun.Of("assess", "gis-samples/linxiang", "--reconcile", "missing.csv")).Exits(1).Errors, StringComparison.Ordinal);
}
