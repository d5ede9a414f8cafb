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
    public void The_start_chooses_the_rules()
    {
        using var folder = new TestProject();
        Assert.Contains(Run(Options(folder) with { Start = new(2019, 12, 31) }).LandRules, r => r.Id == "c-667");
        Assert.Contains(Run(Options(folder) with { Start = null }).LandRules, r => r.Id == "c-400");
    }

    /// <summary>The county begins 60 m east: 0.6 of the hectare of A lies outside, B wholly inside, Z wholly outside.</summary>
    [Fact]
    public void Land_outside_the_county_is_taken_out()
    {
        using var folder = new TestProject();
        var result = Run(Of(folder, ("A", TestProject.Square(0, 0, 100, 100)), ("B", TestProject.Square(200, 0, 100, 100)), ("Z", TestProject.Square(-300, 0, 100, 100))) with
        {
            Boundary = folder.Layer("county.geojson", (TestProject.Square(60, -100, 2000, 2000), "\"id\":1")),
            Expected = "10",
        });
        Assert.Equal([true, true, false], result.Parcels.Select(p => p.Eligible));
        Assert.Equal([0.4, 1, 0], result.Parcels.Select(p => Math.Round(p.LeftHa, 6)));
        Assert.Equal([4, 10, null], result.Parcels.Select(p => p.ExpectedTPerYear is { } t ? Math.Round(t, 4) : (double?)null));
        Assert.Equal(["outside-boundary True", "", "outside-boundary False"], result.Parcels.Select(p => string.Join(' ', p.Reasons.Select(r => $"{r.Code} {r.Met}"))));
        Assert.Equal("0.6 ha outside, taken out", result.Parcels[0].Reasons[0].Evidence.En);
        Assert.Equal(2, result.Findings.Count(ProjectFindings.OutsideBoundary));
        Assert.Equal([0, 1], result.Rest!.Rows);
    }

    /// <summary>A hectare with a strip of 20 m × 9.4 m to its west; the red line takes the half of the strip beside the hectare, so that 10 m × 9.4 m are cut off: 94 m².</summary>
    [Fact]
    public void A_sliver_does_not_condemn_the_parcel()
    {
        using var folder = new TestProject();
        var shape = TestProject.Shape([TestProject.Ring((0, 0), (120, 0), (120, 100), (20, 100), (20, 9.4), (0, 9.4))]);
        var options = Of(folder, ("A", shape));
        var result = Run(options with { Layers = [.. options.Layers, ("red-line", folder.Layer("line.geojson", (TestProject.Square(10, -10, 10, 200), "\"id\":1")))], Expected = "10" });
        var parcel = Assert.Single(result.Parcels);
        Assert.True(parcel.Eligible);
        Assert.Equal(["red-line", "small-part"], parcel.Reasons.Select(r => r.Code));
        Assert.Equal(("1 part(s) too small, 94 m² in all, taken out", true), (parcel.Reasons[1].Evidence.En, parcel.Reasons[1].Met));
        Assert.Equal((1, 10), (Math.Round(parcel.LeftHa, 6), Math.Round(parcel.ExpectedTPerYear!.Value, 4)));
        Assert.Equal(0.0188, parcel.ExcludedHa, 6);
    }

    /// <summary>Two parts of 20 m × 19.9 m: each below 400 m², though 796 m² together.</summary>
    [Fact]
    public void A_parcel_of_small_parts_only_is_not_eligible()
    {
        using var folder = new TestProject();
        var parcel = Assert.Single(Run(Of(folder, ("A", TestProject.Shape([TestProject.Box(0, 0, 20, 19.9)], [TestProject.Box(50, 0, 20, 19.9)])))).Parcels);
        Assert.Equal((false, "c-400"), (parcel.Eligible, Assert.Single(parcel.Reasons).Code));
    }

    /// <summary>A has a hectare, B shares 30 m × 100 m with it, C 80 m × 100 m with B, of which 10 m × 100 m with A too: the land is 190 m × 100 m.</summary>
    [Fact]
    public void Land_of_several_parcels_counts_once_with_the_first()
    {
        using var folder = new TestProject();
        var result = Run(Of(folder, ("A", TestProject.Square(0, 0, 100, 100)), ("B", TestProject.Square(70, 0, 100, 100)), ("C", TestProject.Square(90, 0, 100, 100))) with { Expected = "10" });
        Assert.Equal([1, 0.7, 0.2], result.Parcels.Select(p => Math.Round(p.LeftHa, 6)));
        Assert.Equal([10, 7, 2], result.Parcels.Select(p => Math.Round(p.ExpectedTPerYear!.Value, 4)));
        Assert.Equal(("other-parcel", true, "0.3 ha counted in parcel A, taken out"), (result.Parcels[1].Reasons[0].Code, result.Parcels[1].Reasons[0].Met, result.Parcels[1].Reasons[0].Evidence.En));
        Assert.Contains("0.1 ha counted in parcel A, 0.7 ha counted in parcel B", result.Parcels[2].Reasons[0].Evidence.En, StringComparison.Ordinal);
        Assert.Equal(1.9, result.Totals[0].LeftHa.ToDouble(), 6);
        Assert.Equal(3, result.Findings.Count(ScreenFindings.Overlap));
    }

    /// <summary>Half of A is dry, which is too little of it; the half inside the county is dry altogether. It is land of no category that would be exempt.</summary>
    [Fact]
    public void Shares_are_those_of_what_is_left()
    {
        using var folder = new TestProject();
        var dry = folder.Layer("dry.geojson", (TestProject.Square(50, -10, 50, 200), "\"id\":1"));
        var options = Of(folder, ("A", TestProject.Square(0, 0, 100, 100))) with { Layers = [("dry", dry)], Columns = new Dictionary<string, string> { ["category"] = "class" } };
        Assert.NotEqual(true, Run(options).Parcels[0].IsExempt);
        Assert.True(Run(options with { Boundary = folder.Layer("county.geojson", (TestProject.Square(50, -100, 2000, 2000), "\"id\":1")) }).Parcels[0].IsExempt);
    }

    [Fact]
    public void Without_rules_about_land_nothing_is_shown()
    {
        using var folder = new TestProject();
        var result = ScreenRun.Run(Of(folder, ("A", TestProject.Square(0, 0, 100, 100))) with { Programme = "ccer/1", Start = null });
        Assert.Empty(result.LandRules);
        var parcel = Assert.Single(result.Parcels);
        Assert.Null(parcel.Eligible);
        var reason = Assert.Single(parcel.Reasons);
        Assert.Equal(("no-land-rules", "this programme has no rules about land", "name a method (--method)"), (reason.Code, reason.Text.En, reason.Evidence.En));
        Assert.Equal([0, 1, 0], result.Totals.Select(t => t.Parcels));
        var finding = Assert.Single(result.Findings.Findings, f => f.Rule == ScreenFindings.NoLandRules);
        Assert.Contains("ccer-14-001/1", finding.Arguments[1], StringComparison.Ordinal);
    }

    [Fact]
    public void A_role_that_no_rule_knows_is_told()
    {
        using var folder = new TestProject();
        var options = Options(folder);
        var result = Run(options with { Layers = [.. options.Layers.Select(l => (l.Role == "wetland" ? "wetlands" : l.Role, l.Path))] });
        var finding = Assert.Single(result.Findings.Findings, f => f.Rule == ScreenFindings.UnknownRole);
        Assert.Equal(("wetlands", "dry, wetland"), (finding.Value, finding.Arguments[1]));
        Assert.Contains("red-line", finding.Arguments[2], StringComparison.Ordinal);
        Assert.Equal(0, Run(options).Findings.Count(ScreenFindings.UnknownRole));
    }

    private static ScreenResult Run(ScreenOptions options) => ScreenRun.Run(options, [.. Rules.Rules], new("试", "test"));

    private static string Refused(ScreenOptions options) => Assert.Throws<RefusedInputException>(() => Run(options)).Finding.Rule.Code;

    private static ScreenOptions Of(TestProject folder, params (string Key, string Shape)[] parcels) =>
        new(folder.Layer("land.geojson", [.. parcels.Select(p => (p.Shape, $"\"parcel\":\"{p.Key}\",{Land}"))]), Repository.PathOf("methodology")) { Start = new(2026, 3, 1), Layers = [("wetland", folder.Layer("far.geojson", (TestProject.Square(9000, 0, 10, 10), "\"id\":1")))] };

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
