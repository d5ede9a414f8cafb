using CarbonSink.Findings;
using CarbonSink.Methodologies;
using CarbonSink.Projects;
using CarbonSink.Runs;
using Xunit;

namespace CarbonSink.Tests.Removals;

/// <summary>What must keep removals from being issued, and what must not.</summary>
public sealed class IssuanceTests
{
    [Theory]
    [InlineData("A4,A,16", "A4,A,", "REM-0006")]
    [InlineData("A4,A,16", "A3,A,16", "REM-0007")]
    [InlineData("A4,A,16", "A4,C,16", "REM-0004")]
    public void An_error_stops_issuance_and_says_which(string row, string wrong, string code)
    {
        using var forest = new TestForest();
        forest.Write("p/plots-1.csv", "plot,stratum,biomass [t/ha]\n" + TestForest.Rows("A", [10, 12, 14, 16]).Replace(row, wrong, StringComparison.Ordinal) + TestForest.Rows("B", [5, 7, 9, 11]));
        var result = forest.Run();
        Assert.NotNull(result.TotalT);
        Assert.Null(result.IssuableT);
        Assert.Contains(result.WhyNotIssuable, w => w.En.Contains(code, StringComparison.Ordinal) && w.Zh.Contains(code, StringComparison.Ordinal));
    }

    [Fact]
    public void Parcels_counted_twice_or_outside_the_county_or_claimed_stop_issuance()
    {
        using var forest = new TestForest();
        Polygons(forest, "p", 0, 400);
        Assert.Contains("ELG-0021", Assert.Single(forest.Run().WhyNotIssuable).En, StringComparison.Ordinal);
        Polygons(forest, "p", 0, 500);
        Assert.NotNull(forest.Run().IssuableT);
        forest.Write("p/other.geojson", Layer(("x", "A", 300, 400)));
        forest.Members["layers"] = """[{"role":"claim","path":"other.geojson"}]""";
        Assert.All(forest.Run().WhyNotIssuable, w => Assert.Contains("ELG-0022", w.En, StringComparison.Ordinal));
        forest.Members["layers"] = null;
        forest.Members["boundary"] = "\"other.geojson\"";
        Assert.Contains("ELG-0020", Assert.Single(forest.Run().WhyNotIssuable).En, StringComparison.Ordinal);
    }

    [Fact]
    public void A_project_or_its_land_cannot_be_bundled_twice()
    {
        using var forest = new TestForest();
        forest.Run();
        Assert.Equal("REM-0059", Bundle(forest, "../p", "../p/").Rule.Code);
        Assert.Equal("REM-0061", Bundle(forest).Rule.Code);
        Assert.Equal("REM-0063", Bundle(forest, ".").Rule.Code);
        forest.Write("outer/project.json", """{"id":"O","title":{"zh":"外","en":"outer"},"projects":["../all"]}""");
        Assert.Equal("REM-0062", Assert.Throws<RefusedInputException>(() => RemovalsRun.Run(forest.Options("outer"))).Finding.Rule.Code);
        foreach (var file in Directory.GetFiles(Path.Combine(forest.Folder, "p"), "*.csv"))
            forest.Write($"q/{Path.GetFileName(file)}", File.ReadAllText(file));
        forest.Run(folder: "q");
        Assert.Equal(("REM-0059", "T"), (Bundle(forest, "../p", "../q").Rule.Code, Bundle(forest, "../p", "../q").Arguments[0]));
        Polygons(forest, "p", 0, 500);
        forest.Run();
        forest.Members["id"] = "\"Q\"";
        Polygons(forest, "q", 999, 1500);
        forest.Run(folder: "q");
        WriteBundle(forest, "../p", "../q");
        var overlapping = RemovalsRun.Run(forest.Options("all"));
        Assert.Null(overlapping.IssuableT);
        Assert.Contains(overlapping.WhyNotIssuable, w => w.En.Contains("REM-0060", StringComparison.Ordinal));
        Assert.InRange(double.Parse(Assert.Single(Of(overlapping, ProjectCheckFindings.BundledLand)).Arguments[3], System.Globalization.CultureInfo.InvariantCulture), 499, 501);
        Polygons(forest, "q", 1000, 1500);
        forest.Run(folder: "q");
        Assert.NotNull(RemovalsRun.Run(forest.Options("all")).IssuableT);
    }

    /// <summary>One sub-project issued 100 t more than stands behind it: the bundle makes that good before it issues anything of the other.</summary>
    [Fact]
    public void A_bundle_makes_good_what_one_of_its_projects_owes()
    {
        using var forest = new TestForest();
        var total = forest.Run().TotalT!.Value;
        foreach (var file in Directory.GetFiles(Path.Combine(forest.Folder, "p"), "*.csv"))
            forest.Write($"q/{Path.GetFileName(file)}", File.ReadAllText(file));
        forest.Members["id"] = "\"Q\"";
        forest.Members["issued"] = $$"""[{"period":2,"t":{{total + 100}}}]""";
        Assert.Equal(0, forest.Run(folder: "q").IssuableT);
        WriteBundle(forest, "../p", "../q");
        var bundle = RemovalsRun.Run(forest.Options("all"));
        Assert.Equal(total - 100, bundle.IssuableT);
        Assert.Single(Of(bundle, ProjectCheckFindings.BundledLandUnknown));
    }

    [Theory]
    [InlineData("cdm-ar", true)]
    [InlineData("ccer", false)]
    public void A_method_is_accounted_under_its_own_programmes(string own, bool issuable)
    {
        using var forest = new TestForest();
        var path = Path.Combine(forest.Folder, "methodology/methods/test-forest/1/method.json");
        File.WriteAllText(path, File.ReadAllText(path).Replace("\"codes\"", $"\"programmes\":[\"{own}\"],\"codes\"", StringComparison.Ordinal));
        var result = forest.Run();
        Assert.Equal((issuable, issuable ? 0 : 1), (result.IssuableT is not null, Of(result, ProjectCheckFindings.OtherProgramme).Count));
    }

    [Fact]
    public void The_afforestation_method_names_its_programme() => Assert.Equal(["ccer"], MethodologyCatalog.Open(Repository.PathOf("methodology")).Load("ccer-14-001/1").Description.Programmes);

    [Fact]
    public void Whether_non_permanence_is_deducted_by_year_or_period_is_open() =>
        Assert.Equal("unknown", MethodologyCatalog.Open(Repository.PathOf("methodology")).Load("ccer-14-001/1").Description.Open.Single(o => o.Id == "deduction-basis").Status);

    /// <summary>Period 1 from 2020-03-01 may be applied for to 2025-03-01; the losses of a period refused still count, its gains do not.</summary>
    [Theory]
    [InlineData("2023-10-31", "2028-04-01", true, true)]
    [InlineData("2025-03-01", "2028-04-01", true, true)]
    [InlineData("2025-03-02", "2028-04-01", false, true)]
    [InlineData("2023-10-30", "2028-04-01", false, true)]
    [InlineData("2024-03-01", "2028-03-30", true, false)]
    [InlineData(null, "2028-04-01", false, true)]
    [InlineData("2025-03-02", "2028-03-30", false, false)]
    public void Each_period_has_its_own_five_years(string? first, string second, bool one, bool two)
    {
        using var forest = new TestForest();
        forest.Write("methodology/methods/test-forest/1/eligibility.csv", "rule,group,article,scope,predicate,subject,limit,unit,codes,from_start,to_start,zh,en,source,locator,status,reason\nw,,17,period,within-years,period,5,yr,,,,五年,five years,hand-arithmetic,test,secondary,\n");
        var applied = first is null ? "" : $",\"applicationDate\":\"{first}\"";
        forest.Members["applicationDate"] = $"\"{second}\"";
        forest.Members["monitoringPeriods"] = $$"""[{"number":1,"from":"2020-03-01","to":"2023-10-31"{{applied}}},{"number":2,"from":"2023-11-01","to":"2028-03-31"}]""";
        var result = forest.Run();
        Assert.Equal(one && two, result.Eligibility[0].Answer.Met == true);
        Assert.Equal(one || two ? (one ? result.Periods[0].Units!.PeriodT : 0) + (two ? result.Periods[1].Units!.PeriodT : 0) : (long?)null, result.IssuableT);
        Assert.Equal(one != two ? 1 : 0, Of(result, ProjectCheckFindings.PeriodRefused).Count);
        Assert.Equal(one, forest.Run(o => o with { Period = 1 }).IssuableT is not null);
        Assert.Equal(two ? result.IssuableT : null, forest.Run(o => o with { Period = 2 }).IssuableT);
    }

    [Theory]
    [InlineData("2020-03-01", "2028-03-31", true)]
    [InlineData("2020-03-02", "2028-03-31", false)]
    [InlineData("2020-03-01", "2028-03-30", false)]
    public void Periods_lie_in_the_crediting_period(string from, string to, bool within)
    {
        using var forest = new TestForest();
        forest.Members["creditingPeriod"] = $$"""{"from":"{{from}}","to":"{{to}}"}""";
        var result = forest.Run();
        Assert.Equal(within ? 0 : 1, Of(result, ProjectCheckFindings.OutsideCrediting).Count);
        Assert.Equal(within, result.IssuableT is not null);
    }

    /// <summary>A has 50 ha (p1 30, p2 20): two rows of one parcel are no more than the parcel.</summary>
    [Theory]
    [InlineData("planting,2020-03-01,A,,50,,,\n", null)]
    [InlineData("planting,2020-03-01,A,,,,,\n", null)]
    [InlineData("planting,2020-03-01,A,p1,30,,,\nplanting,2021-03-01,A,p2,,,,\n", null)]
    [InlineData("planting,2020-03-01,A,,49.9,,,\n", "49.9")]
    [InlineData("planting,2020-03-01,A,p1,30,,,\nplanting,2021-03-01,A,p1,20,,,\n", "30")]
    [InlineData("planting,2020-03-01,A,p1,30,,,\nplanting,2028-04-01,A,p2,20,,,\n", "30")]
    [InlineData("tending,2020-03-01,A,,50,,,\n", "0")]
    public void Land_that_nothing_plants_is_not_issued_for(string rows, string? planted)
    {
        using var forest = new TestForest();
        forest.Write("p/activities.csv", "activity,date,stratum,parcel,area [ha],disturbed [1],species,note\nplanting,2020-03-01,B,,40,,,\n" + rows);
        var result = forest.Run();
        Assert.Equal(planted is null, result.IssuableT is not null);
        Assert.Equal(planted is null ? [] : ["A", "50", planted, "2028-03-31"], Of(result, ProjectCheckFindings.NotPlanted).SelectMany(f => f.Arguments));
    }

    [Fact]
    public void Lost_permanent_plots_are_named_with_their_strata()
    {
        using var forest = new TestForest();
        forest.Plots("plots-2.csv", [31, 35, 38], [20, 22, 27]);
        var result = forest.Run();
        Assert.Equal("A4 (A), B4 (B)", Assert.Single(Of(result, ProjectCheckFindings.LostPlots)).Arguments[3]);
        Assert.NotNull(result.IssuableT);
    }

    /// <summary>Period 2 loses part of what period 1 gained: shown alone, period 1 may not be issued beyond what is left.</summary>
    [Fact]
    public void A_later_loss_limits_what_an_earlier_period_may_issue()
    {
        using var forest = new TestForest();
        forest.Plots("plots-2.csv", [9, 11, 13, 15], [4, 6, 8, 10]);
        var both = forest.Run();
        var (gain, loss) = (both.Periods[0].Units!.PeriodT, both.Periods[1].Units!.PeriodT);
        Assert.True(loss < 0 && gain + loss > 0);
        var first = forest.Run(o => o with { Period = 1 });
        Assert.Equal((gain, gain + loss), (first.TotalT!.Value, first.IssuableT!.Value));
        Assert.Equal(["1", $"{gain}", "2", $"{gain + loss}"], Assert.Single(Of(first, ProjectCheckFindings.LaterLoss)).Arguments);
    }

    [Fact]
    public void Units_issued_for_no_period_are_refused()
    {
        using var forest = new TestForest();
        forest.Members["issued"] = """[{"period":9,"t":5}]""";
        var finding = Assert.Throws<RefusedInputException>(() => forest.Run()).Finding;
        Assert.Equal(("ELG-0005", "issued[0].period"), (finding.Rule.Code, finding.Field));
    }

    /// <summary>Stratum A has one plot of 60 t/ha and three of 0: U is above 100 %, and a gain of 750 + 500 = 1250 t of biomass is taken off altogether, not made a loss.</summary>
    [Fact]
    public void A_gain_never_counts_as_a_loss_and_a_deficit_is_not_called_issued()
    {
        using var forest = new TestForest();
        forest.Plots("plots-1.csv", [0, 0, 0, 60], [0, 0, 0, 50]);
        var result = forest.Run(o => o with { Period = 1 });
        Assert.True(result.Periods[0].RelativeHalfWidth > 1);
        Assert.Equal(0, result.Periods[0].CountedT);
        Assert.Empty(Of(result, RemovalsFindings.Overissued));
        Assert.Equal("1", Assert.Single(Of(result, ProjectCheckFindings.Deficit)).Arguments[0]);
    }

    /// <summary>Ten years of 0.7 t are 7 t, ten of 1.1 t 11 t, a thousand of 2.3 t 2300 t: doubles must not lose a tonne over it.</summary>
    [Theory]
    [InlineData(10, 0.7, 7)]
    [InlineData(10, 1.1, 11)]
    [InlineData(1000, 2.3, 2300)]
    public void Rounding_does_not_lose_a_whole_tonne(int years, double t, long whole)
    {
        var units = PeriodUnits.Of([.. Enumerable.Range(1, years).Select(y => (y, t))]);
        Assert.Equal(whole, units.PeriodT);
        Assert.InRange(units.NotIssuedKg, 0, 1e-3);
        Assert.Equal(4, PeriodUnits.Of([(2020, 4.9999989)]).PeriodT);
        Assert.Equal((5L, 0.0), (PeriodUnits.Of([(2020, 4.9999991)]).PeriodT, PeriodUnits.Of([(2020, 4.9999991)]).NotIssuedKg));
    }

    [Theory]
    [InlineData("2024-10-31", 0)]
    [InlineData("2024-11-01", 1)]
    public void A_survey_long_before_the_end_of_its_period_is_told(string end, int told)
    {
        using var forest = new TestForest();
        forest.Members["monitoringPeriods"] = $$"""[{"number":1,"from":"2020-03-01","to":"{{end}}"}]""";
        Assert.Equal(told, Of(forest.Run(), ProjectCheckFindings.EarlySurvey).Count);
    }

    [Theory]
    [InlineData("1900-01-01", null)]
    [InlineData("1899-12-31", "ELG-0005")]
    [InlineData("2201-01-01", "ELG-0005")]
    [InlineData("9990-01-01", "ELG-0005")]
    public void Dates_far_from_today_are_mistyped(string day, string? code)
    {
        using var forest = new TestForest();
        forest.Members["applicationDate"] = $"\"{day}\"";
        var refused = Record.Exception(() => forest.Run());
        Assert.Equal(code, (refused as RefusedInputException)?.Finding.Rule.Code);
    }

    [Fact]
    public void A_year_that_is_not_accounted_is_not_explained()
    {
        using var forest = new TestForest();
        var finding = Assert.Throws<RefusedInputException>(() => forest.Run(o => o with { Explain = 1999 })).Finding;
        Assert.Equal((ProjectCheckFindings.NoSuchYear, "2020"), (finding.Rule, finding.Arguments[1]));
    }

    [Theory]
    [InlineData("a ccer compliant wood", true)]
    [InlineData("a CCER\u2011Compliant wood", true)]
    [InlineData("a ＣＣＥＲ\u3000－compliant wood", true)]
    [InlineData("a CCER_com\u200Bpliant wood", true)]
    [InlineData("符合CCER的造林", true)]
    [InlineData("a CCER-style estimate", false)]
    public void Refused_words_are_found_in_any_spelling(string text, bool found)
    {
        MethodologyDescription Method(string status) => new("m", "1", status, new("", ""), new("", ""), null, ["CCER-compliant", "符合 CCER"], [], []);
        Assert.Equal(found, RefusedWords.In(text, [Method("draft")]) is not null);
        Assert.Null(RefusedWords.In(text, [Method("verified")]));
    }

    [Fact]
    public void Refused_words_are_found_in_ids_strata_parcels_and_bundles()
    {
        using var forest = new TestForest();
        forest.Run();
        WriteBundle(forest, "../p");
        var path = Path.Combine(forest.Folder, "all/project.json");
        File.WriteAllText(path, File.ReadAllText(path).Replace("bundle", "ccer compliant bundle", StringComparison.Ordinal));
        Assert.Equal("REM-0020", Assert.Throws<RefusedInputException>(() => RemovalsRun.Run(forest.Options("all"))).Finding.Rule.Code);
        forest.Write("p/parcels.csv", "parcel,stratum,area [ha]\np1,A,30\nCCER Compliant 2,A,20\np3,B,40\n");
        Assert.Equal("parcel", Assert.Throws<RefusedInputException>(() => forest.Run()).Finding.Field);
        forest.Members["id"] = "\"CCER-COMPLIANT\"";
        Assert.Equal("id", Assert.Throws<RefusedInputException>(() => forest.Run()).Finding.Field);
    }

    private static IReadOnlyList<Finding> Of(RemovalsResult result, FindingRule rule) => [.. result.Findings.Findings.Where(f => f.Rule == rule)];

    private static Finding Bundle(TestForest forest, params string[] projects)
    {
        WriteBundle(forest, projects);
        return Assert.Throws<RefusedInputException>(() => RemovalsRun.Run(forest.Options("all"))).Finding;
    }

    private static void WriteBundle(TestForest forest, params string[] projects) =>
        forest.Write("all/project.json", "{\"id\":\"ALL\",\"title\":{\"zh\":\"捆\",\"en\":\"bundle\"},\"projects\":[" + string.Join(",", projects.Select(p => $"\"{p}\"")) + "]}");

    /// <summary>Two squares of 500 m side, strata A and B, by their western edges.</summary>
    private static void Polygons(TestForest forest, string folder, double a, double b)
    {
        forest.Write($"{folder}/parcels.geojson", Layer(("p1", "A", a, 500), ("p2", "B", b, 500)));
        forest.Members["parcels"] = """{"path":"parcels.geojson","key":"parcel","stratum":"stratum"}""";
        forest.Write($"{folder}/activities.csv", "activity,date,stratum,parcel,area [ha],disturbed [1],species,note\nplanting,2020-03-01,A,,,,,\nplanting,2020-03-01,B,,,,,\n");
    }

    private static string Layer(params (string Key, string Stratum, double X, double Side)[] squares) =>
        "{\"type\":\"FeatureCollection\",\"crs\":{\"type\":\"name\",\"properties\":{\"name\":\"urn:ogc:def:crs:EPSG::4547\"}},\"features\":["
        + string.Join(",", squares.Select(s => "{\"type\":\"Feature\",\"properties\":{\"parcel\":\"" + s.Key + "\",\"stratum\":\"" + s.Stratum + "\"},\"geometry\":" + Projects.TestProject.Square(s.X, 0, s.Side, s.Side) + "}")) + "]}";
}
