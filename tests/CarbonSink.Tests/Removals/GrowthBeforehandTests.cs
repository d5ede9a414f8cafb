using CarbonSink.Findings;
using CarbonSink.Methodologies;
using CarbonSink.Runs;
using Xunit;

namespace CarbonSink.Tests.Removals;

/// <summary>Growth beforehand by the curves of stand-growth/1: 50 ha of A and 40 ha of B planted on 2020-03-01.</summary>
public sealed class GrowthBeforehandTests
{
    private const string Zone = "subtropical-humid-forest";

    private static readonly string[] Tables = ["growth-types", "fitted-growth", "hebei-growth", "qinling-growth", "zhejiang-age-carbon", "ipcc-2019-growth", "fang", "ipcc-2019", "ipcc-2006"];

    /// <summary>Printed densities of planted fir in Zhejiang: 0 at 0, 9.87 tC/ha at 5 years, 22.16 at 15, 31.76 at 22.5. Of 2020 the trees live 306 of the 365 days of their first year; 20 years are 22.16 + 5/7.5 · 9.6 = 28.56.</summary>
    [Fact]
    public void Carbon_of_the_curve_times_area_is_the_stock()
    {
        using var forest = Forest("southern-china", "A,0.1,杉木林,planted\nB,0.2,杉木林,\n");
        var result = forest.Run(o => o with { ExAnte = true, Explain = 2030 });
        double Change(int year) => result.Years.Single(y => y.Net.Year == year).BiomassT!.Value;
        Assert.Equal((50 + 40) * (9.87 / 5) * (306 / 365.0) * 44 / 12, Change(2020), 1e-6);
        Assert.Equal((50 + 40) * (22.16 - 9.87) / 10 * 44 / 12, Change(2030), 1e-6);
        Assert.Equal((50 + 40) * 28.56 * 44 / 12, result.Years.Sum(y => y.BiomassT!.Value), 1e-6);
        Assert.Equal(Change(2030), result.Years.Single(y => y.Net.Year == 2030).Net.ProjectT);
        Assert.Contains(result.Explanation!.Fed, f => f.Symbol == "dC_BIOMASS" && f.Origin.En.Contains("carbon by age group of Zhejiang", StringComparison.Ordinal));
        Assert.Contains(result.Notices, n => n.En.StartsWith("curve of 杉木林 (planted): carbon by age group of Zhejiang, ages 0–30, status derived, extrapolated (borrowed)", StringComparison.Ordinal));
        Assert.Contains(result.Packs, p => p.Id.Contains("stand-growth", StringComparison.Ordinal));
        Assert.Equal(["A", "B"], Of(result, RemovalsFindings.BorrowedCurve).Select(f => f.Value));
        Assert.Empty(Of(result, RemovalsFindings.UnusedColumn));
        Assert.Equal((true, null), (result.IsExtrapolated, result.IssuableT));
        Assert.True(result.Status >= ParameterStatus.Derived);
        using var json = TestForest.Json(result);
        Assert.True(json.RootElement.GetProperty("extrapolated").GetBoolean());
    }

    /// <summary>In Zhejiang itself nothing is borrowed; the curve ends at 30 years, and from 2050-03-01 nothing grows.</summary>
    [Fact]
    public void After_the_last_age_carbon_is_held_and_told()
    {
        using var forest = Forest("zhejiang", "A,0.1,杉木林,\nB,0.2,杉木林,\n");
        forest.Members["division"] = "\"330100\"";
        forest.Members["creditingPeriod"] = """{"from":"2020-03-01","to":"2055-02-28"}""";
        var result = forest.Run(o => o with { ExAnte = true });
        Assert.Empty(Of(result, RemovalsFindings.BorrowedCurve));
        Assert.False(result.IsExtrapolated);
        Assert.Contains("end at age 30", Of(result, RemovalsFindings.BeyondYields)[0].Message("en"), StringComparison.Ordinal);
        Assert.Equal(0, result.Years.Single(y => y.Net.Year == 2052).BiomassT!.Value, 1e-9);
    }

    /// <summary>The fitted curve begins at 5 years with 300·e^(−15/5) m3/ha, that is 0.47·(0.4652·V + 19.141) tC/ha: a fifth of it grows in each of the first years.</summary>
    [Fact]
    public void Before_the_first_age_growth_is_linear_from_nothing()
    {
        using var forest = Forest("southern-china", "A,0.1,杉木林,\nB,0.2,杉木林,\n", ""","fitted":"curves.csv" """);
        forest.Write("p/curves.csv", File.ReadAllText(Repository.PathOf("methodology/methods/stand-growth/1/examples/fitted.csv")));
        var result = forest.Run(o => o with { ExAnte = true });
        double Carbon(int age) => 0.47 * ((0.4652 * 300 * Math.Exp(-15.0 / age)) + 19.141);
        Assert.Equal(90 * Carbon(5) / 5 * 44 / 12, result.Years.Single(y => y.Net.Year == 2021).BiomassT!.Value, 1e-6);
        Assert.Equal(90 * Carbon(20) * 44 / 12, result.Years.Sum(y => y.BiomassT!.Value), 1e-6);
        Assert.Contains(result.Inputs, i => i.EndsWith("curves.csv", StringComparison.Ordinal));
        Assert.Contains(result.Notices, n => n.En.Contains("curve fitted to own data", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("油松林", "natural", "no biomass parameters serve")]
    [InlineData("不存在林", "unknown", "neither natural nor planted")]
    [InlineData("", "", "gives no forest_type")]
    public void A_stratum_without_a_curve_leaves_the_years_without_figures(string type, string origin, string reason)
    {
        using var forest = Forest(type == "油松林" ? "qinling" : "southern-china", $"A,0.1,杉木林,\nB,0.2,{type},{origin}\n");
        forest.Members["division"] = type == "油松林" ? "\"610100\"" : "\"430682\"";
        var result = forest.Run(o => o with { ExAnte = true });
        var told = Of(result, RemovalsFindings.NoCurve).Single(f => f.Value == "B");
        Assert.Contains(reason, told.Message("en"), StringComparison.Ordinal);
        Assert.All(result.Years, y => Assert.Equal((null, null, null), (y.BiomassT, y.Net.ProjectT, y.Net.NetT)));
        Assert.All(result.Years, y => Assert.NotNull(y.Net.BaselineT));
        Assert.Contains(Of(result, RemovalsFindings.NotComputed), f => f.Message("en").Contains("no growth curve serves strata", StringComparison.Ordinal));
        using var json = TestForest.Json(result);
        Assert.All(json.RootElement.GetProperty("years").EnumerateArray(), y => Assert.Equal(System.Text.Json.JsonValueKind.Null, y.GetProperty("biomassT").ValueKind));
    }

    [Theory]
    [InlineData("atlantis", "GRW-0023")]
    [InlineData("zhejiang", "GRW-0031")]
    public void An_unknown_region_or_that_of_another_province_is_refused(string region, string code)
    {
        using var forest = Forest(region, "A,0.1,杉木林,\nB,0.2,杉木林,\n");
        Assert.Equal(code, Assert.Throws<RefusedInputException>(() => forest.Run(o => o with { ExAnte = true })).Finding.Rule.Code);
    }

    [Fact]
    public void Strata_without_forest_types_are_refused()
    {
        using var forest = Forest("southern-china", string.Empty);
        forest.Write("p/strata.csv", "stratum,bsl [tCO2e/ha]\nA,0.1\nB,0.2\n");
        Assert.Equal(ProjectFindings.NoColumn, Assert.Throws<RefusedInputException>(() => forest.Run(o => o with { ExAnte = true })).Finding.Rule);
    }

    /// <summary>2 ha burnt on 2022-03-01, two years after planting: 2/5 · 9.87 tC/ha ÷ 0.47 t/ha of biomass, and 0.1 t CO2e for each tonne.</summary>
    [Fact]
    public void A_fire_before_any_survey_takes_the_biomass_of_the_curve()
    {
        using var forest = Forest("southern-china", "A,0.1,杉木林,\nB,0.2,杉木林,\n");
        forest.Write("p/activities.csv", "activity,date,stratum,parcel,area [ha],disturbed [1],species,note\nplanting,2020-03-01,A,,50,,,\nplanting,2020-03-01,B,,40,,,\nfire,2022-03-01,B,,2,,,\n");
        var result = forest.Run();
        Assert.Equal(0.1 * 2 * 2 / 5 * 9.87 / 0.47, result.Years.Single(y => y.Net.Year == 2022).Net.EmissionT!.Value, 1e-9);
        Assert.True(result.Status >= ParameterStatus.Derived);
    }

    private static TestForest Forest(string region, string strata, string more = "")
    {
        var forest = new TestForest();
        forest.Copy(["codes", "methods/stand-growth/1", .. Tables.Select(t => "tables/" + t)]);
        forest.Write("p/strata.csv", "stratum,bsl [tCO2e/ha],forest_type,origin\n" + strata);
        forest.Members["exAnte"] = $$"""{"method":"stand-growth/1","region":"{{region}}","zone":"{{Zone}}"{{more}}}""";
        return forest;
    }

    private static IReadOnlyList<Finding> Of(RemovalsResult result, FindingRule rule) => [.. result.Findings.Findings.Where(f => f.Rule == rule)];
}
