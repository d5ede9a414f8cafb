using System.Text.Json;
using Xunit;

namespace CarbonSink.Integration.Tests;

public sealed class AreaCommandTests
{
    private const string Townships = "gis-samples/linxiang/data/townships.shp";

    [Fact]
    public async Task Area_prints_the_keys_of_the_contract_and_the_same_as_csv()
    {
        using var folder = new OutputFolder();
        using var json = JsonDocument.Parse((await ProgramRun.Of("area", Townships, "--json", "--csv", folder["area.csv"])).Exits(0).PrintsDataOnly().OutputBytes);
        var root = json.RootElement;
        var records = root.GetProperty("records").EnumerateArray().ToArray();
        Assert.Equal(13, records.Length);
        Assert.Equal(("CGCS2000", "geodesic"), (root.GetProperty("ellipsoid").GetString(), root.GetProperty("method").GetString()));
        Assert.Equal(root.GetProperty("totalAreaHa").GetDouble(), records.Sum(r => r.GetProperty("areaHa").GetDouble()), 1e-6);
        Assert.All(records, r => Assert.True(r.GetProperty("valid").GetBoolean()));
        Assert.True(root.GetProperty("totalPlanarAreaHa").GetDouble() > root.GetProperty("totalAreaHa").GetDouble()); // away from the central meridian the plane is larger
        Assert.NotNull(root.GetProperty("findings"));
        var rows = await File.ReadAllLinesAsync(folder["area.csv"]);
        Assert.Equal(records.Select(r => r.GetProperty("areaHa").GetDouble()), rows.Skip(1).Select(r => double.Parse(r.Split(',')[1])));
        (await ProgramRun.Of("area", Townships, "--csv", folder["area.csv"])).Exits(0); // its own file is replaced
        await File.WriteAllTextAsync(folder["letter.txt"], "dear");
        (await ProgramRun.Of("area", Townships, "--csv", folder["letter.txt"])).Exits(4);
    }

    [Fact]
    public async Task A_control_is_met_or_refused_with_the_reason()
    {
        using var json = JsonDocument.Parse((await ProgramRun.Of("area", Townships, "--json", "--control", "171450", "--parts")).Exits(0).OutputBytes);
        var cents = json.RootElement.GetProperty("records").EnumerateArray().Sum(r => r.GetProperty("adjustedAreaHa").GetDecimal());
        Assert.Equal(171_450m, cents);
        Assert.NotEmpty(json.RootElement.GetProperty("parts").EnumerateArray());
        var run = (await ProgramRun.Of("area", Townships, "--control", "180000", "--lang", "en")).Exits(1);
        Assert.Contains("AREA-0012", run.Errors, StringComparison.Ordinal);
        (await ProgramRun.Of("area", Townships, "--control", "x")).Exits(2);
    }

    [Fact]
    public async Task Web_Mercator_is_refused_with_the_way_out()
    {
        var run = (await ProgramRun.Of("area", Townships, "--crs", "EPSG:3857", "--lang", "en")).Exits(1);
        Assert.Contains("AREA-0001", run.Errors, StringComparison.Ordinal);
        Assert.Contains("EPSG:4490", run.Errors, StringComparison.Ordinal);
    }
}
