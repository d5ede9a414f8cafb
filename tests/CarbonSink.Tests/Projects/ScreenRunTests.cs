using System.Text.Json;
using CarbonSink.Findings;
using CarbonSink.Projects;
using CarbonSink.Runs;
using Xunit;

namespace CarbonSink.Tests.Projects;

public sealed class ScreenRunTests
{
    private const string Land = "\"nonforest_since\":\"2010\",\"evidence\":\"land-title\",\"category\":\"public\",\"class\":\"fir\",\"rate [tCO2e/ha/yr]\":5";

    private static readonly EligibilityRules Rules = TestRules.Of(TestRules.Afforestation);

    /// <summary>
    /// A is whole. B loses half to wetland, half a hectare being left. C lies in farmland. D is 399 m². E was forest in 2025. F has no evidence. G of 500 m² loses 150 m² to farmland: 350 m² are left.
    /// </summary>
    [Fact]
    public void Each_parcel_has_its_verdict_reasons_and_areas()
    {
        using var folder = new TestProject();
        var result = Run(Options(folder) with { Expected = "6" });
        Assert.Equal(["A", "B", "C", "D", "E", "F", "G"], result.Parcels.Select(p => p.Key));
        Assert.Equal([true, true, false, false, false, null, false], result.Parcels.Select(p => p.Eligible));
        Assert.Equal(["", "wetland", "basic-farmland", "c-400", "a", "b", "basic-farmland c-400"], result.Parcels.Select(p => string.Join(' ', p.Reasons.Select(r => r.Code))));
        Assert.Equal([1, 0.5, 0, 0.0399, 1, 1, 0.035], result.Parcels.Select(p => Math.Round(p.LeftHa, 6)));
        Assert.Equal([6, 3, null, null, null, 6, null], result.Parcels.Select(p => p.ExpectedTPerYear is { } t ? Math.Round(t, 5) : (double?)null));
        Assert.Contains("smallest part 350 m²", result.Parcels[6].Reasons[1].Evidence.En, StringComparison.Ordinal);
        Assert.All(result.Parcels, p => Assert.Equal(p.ExpectedTPerYear is null, p.ExpectedReason is not null));
        Assert.Equal([("e", "2 e)"), ("g", "2 g)"), ("min", "4"), ("max", "4"), ("in", "4")], result.ProjectRules.Select(r => (r.Id, r.Article)));
    }

    /// <summary>1 + 1 + 1 + 0.0399 + 1 + 1 + 0.05 ha.</summary>
    [Fact]
    public void Verdicts_add_up_to_all_land()
    {
        using var folder = new TestProject();
        var result = Run(Options(folder));
        Assert.Equal(5.0899, result.AreaHa.ToDouble(), 6);
        Assert.Equal(result.AreaHa, result.Totals[0].AreaHa + result.Totals[1].AreaHa + result.Totals[2].AreaHa);
        Assert.Equal([2, 1, 4], result.Totals.Select(t => t.Parcels));
        Assert.Equal([1.5, 1, 1.0749], result.Totals.Select(t => Math.Round(t.LeftHa.ToDouble(), 6)));
        Assert.All(result.Totals, t => Assert.Null(t.ExpectedTPerYear));
        using var stream = new MemoryStream();
        ScreenJson.Write(result, stream, "en");
        using var json = JsonDocument.Parse(stream.ToArray());
        var (parcels, totals) = (json.RootElement.GetProperty("parcels"), json.RootElement.GetProperty("totals"));
        Assert.Equal(parcels.EnumerateArray().Sum(p => p.GetProperty("areaHa").GetDouble()), totals.GetProperty("areaHa").GetDouble(), 9);
        Assert.Equal((true, JsonValueKind.Null), (parcels[0].GetProperty("eligible").GetBoolean(), parcels[0].GetProperty("expectedTPerYear").ValueKind));
        Assert.Equal(JsonValueKind.Null, parcels[5].GetProperty("eligible").ValueKind);
        Assert.Equal(("a", false), (parcels[4].GetProperty("reasons")[0].GetProperty("code").GetString(), parcels[4].GetProperty("reasons")[0].GetProperty("met").GetBoolean()));
    }

    [Fact]
    public void Rates_come_from_a_column_or_a_table()
    {
        using var folder = new TestProject();
        var options = Options(folder);
        Assert.Equal(5, Run(options with { Expected = "rate" }).Parcels[0].ExpectedTPerYear!.Value, 6);
        var rates = folder.Write("rates.csv", "class,rate [tCO2e/ha/yr]\nfir,7\n");
        Assert.Equal(3.5, Run(options with { Rates = rates }).Parcels[1].ExpectedTPerYear!.Value, 6);
        folder.Write("rates.csv", "class,rate [tC/ha/yr]\nfir,7\n");
        Assert.Equal("SCR-0003", Refused(options with { Rates = rates }));
        Assert.Equal("SCR-0004", Refused(options with { Expected = "nothing" }));
        Assert.Equal("SCR-0001", Assert.Throws<RefusedInputException>(() => ScreenRun.Run(options with { Method = "precision-ar-tool14/1" })).Finding.Rule.Code);
    }

    [Fact]
    public void Land_outside_the_county_is_not_eligible_and_the_start_chooses_the_rules()
    {
        using var folder = new TestProject();
        var options = Options(folder) with { Boundary = folder.Layer("county.geojson", (TestProject.Square(50, -100, 2000, 2000), "\"id\":1")) };
        var result = Run(options);
        Assert.Equal((false, "outside-boundary"), (result.Parcels[0].Eligible, Assert.Single(result.Parcels[0].Reasons).Code));
        Assert.Equal(1, result.Findings.Count(ProjectFindings.OutsideBoundary));
        Assert.Contains(Run(options with { Start = new(2019, 12, 31) }).LandRules, r => r.Id == "c-667");
        Assert.Contains(Run(options with { Start = null }).LandRules, r => r.Id == "c-400");
    }

    private static ScreenResult Run(ScreenOptions options) => ScreenRun.Run(options, [.. Rules.Rules], new("试", "test"));

    private static string Refused(ScreenOptions options) => Assert.Throws<RefusedInputException>(() => Run(options)).Finding.Rule.Code;

    private static ScreenOptions Options(TestProject folder)
    {
        string Parcel(string key) => $"\"parcel\":\"{key}\",{Land}";
        var layer = folder.Layer("land.geojson",
            (TestProject.Square(0, 0, 100, 100), Parcel("A")), (TestProject.Square(200, 0, 100, 100), Parcel("B")), (TestProject.Square(400, 0, 100, 100), Parcel("C")), (TestProject.Square(600, 0, 20, 19.95), Parcel("D")),
            (TestProject.Square(700, 0, 100, 100), Parcel("E").Replace("2010", "2025-06-01", StringComparison.Ordinal)), (TestProject.Square(900, 0, 100, 100), Parcel("F").Replace("\"land-title\"", "null", StringComparison.Ordinal)),
            (TestProject.Square(1100, 0, 50, 10), Parcel("G")));
        var wetland = folder.Layer("wetland.geojson", (TestProject.Square(250, -10, 100, 200), "\"id\":1"));
        var farmland = folder.Layer("farmland.geojson", (TestProject.Square(390, -10, 120, 120), "\"id\":1"), (TestProject.Square(1135, -10, 100, 100), "\"id\":2"));
        return new(layer, Repository.PathOf("methodology"))
        {
            Layers = [("wetland", wetland), ("basic-farmland", farmland)],
            Start = new(2026, 3, 1),
        };
    }
}
