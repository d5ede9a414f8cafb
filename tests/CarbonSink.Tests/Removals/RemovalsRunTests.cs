using CarbonSink.Findings;
using CarbonSink.Projects;
using CarbonSink.Runs;
using Xunit;

namespace CarbonSink.Tests.Removals;

public sealed class RemovalsRunTests
{
    private const double Factor = 0.47 * 44 / 12;

    /// <summary>A: mean 13 t/ha on 50 ha; B: mean 8 on 40 ha: 650 + 320 = 970 t, × 0.47 × 44/12. Later 37 and 25.5: 1850 + 1020 = 2870 t.</summary>
    [Fact]
    public void Undiscounted_years_add_up_to_the_stock_difference()
    {
        using var forest = new TestForest();
        var result = forest.Run();
        Assert.Equal([970 * Factor, 2870 * Factor], result.Stocks.Select(s => Math.Round(s.Stock.Value, 9)), (a, b) => Math.Abs(a - b) < 1e-6);
        Assert.Equal(2870 * Factor, result.Years.Sum(y => y.Net.ProjectT!.Value), 1e-6);
        Assert.Equal(1900 * Factor, result.Periods[1].Change.Value, 1e-6);
        Assert.Equal(Enumerable.Range(2020, 9), result.Years.Select(y => y.Net.Year));
        Assert.All(result.Periods, p => Assert.True(p.SumsToStockDifference));
        Assert.Equal((ChangeBasis.KnownBefore, ChangeBasis.Paired), (result.Periods[0].Basis, result.Periods[1].Basis));
    }

    /// <summary>Period 1 has 1340 days, 2021 has 365: 970 × factor × 365/1340; baseline 50 × 0.1 + 40 × 0.2 = 13 t a year; 10 % of the net is kept back.</summary>
    [Fact]
    public void A_whole_year_of_the_first_period_is_the_arithmetic_of_the_method()
    {
        using var forest = new TestForest();
        var result = forest.Run();
        var counted = result.Periods[0].CountedT!.Value;
        var year = result.Years.Single(y => y.Net.Year == 2021).Net;
        Assert.Equal(970 * Factor * 365 / 1340, year.ProjectT!.Value, 1e-6);
        Assert.Equal((970 * Factor - counted) * 365 / 1340, year.UncertaintyDeductionT!.Value, 1e-6);
        Assert.Equal((counted * 365 / 1340) - 13, year.NetT!.Value, 1e-6);
        Assert.Equal(0.1 * year.NetT.Value, year.NonPermanenceT!.Value, 1e-9);
        Assert.Equal(0.9 * year.NetT.Value, year.CreditableT!.Value, 1e-9);
        Assert.Equal(0.0, year.EmissionT!.Value + year.LeakageT!.Value);
        Assert.Equal(13.0 * 306 / 366, result.Years[0].Net.BaselineT!.Value, 1e-9);
    }

    /// <summary>Standard error of stratum A 20/3 of 4 plots on 50 ha, B the same on 40 ha; n − M = 6, t = 1.9432: half-width over 970 t.</summary>
    [Fact]
    public void The_discount_is_the_tools_share_of_the_half_width()
    {
        using var forest = new TestForest();
        var period = forest.Run().Periods[0];
        var se = Math.Sqrt((50 * 50 * (20 / 3.0) / 4) + (40 * 40 * (20 / 3.0) / 4));
        var u = 1.943180280515 * se / 970;
        Assert.Equal(u, period.RelativeHalfWidth!.Value, 1e-9);
        Assert.InRange(u, 0.15, 0.20);
        Assert.Equal(970 * Factor * (1 - (0.5 * u)), period.CountedT!.Value, 1e-6);
        Assert.True(period.CountedT < period.Change.Value);
    }

    [Fact]
    public void Vintages_add_up_to_the_whole_tonnes_of_each_period_and_of_all()
    {
        using var forest = new TestForest();
        var result = forest.Run();
        Assert.All(result.Periods, p => Assert.Equal((long)Math.Floor(p.Years.Sum(y => y.CreditableT!.Value)), p.Units!.Vintages.Sum(v => v.T)));
        Assert.Equal(result.TotalT, result.Years.Sum(y => y.VintageT));
        Assert.Equal(result.TotalT, result.Periods.Sum(p => p.Units!.PeriodT));
        Assert.Equal(result.TotalT, result.IssuableT);
    }

    [Fact]
    public void A_later_period_changes_nothing_of_an_earlier_one()
    {
        using var forest = new TestForest();
        var (both, first, second) = (forest.Run(), forest.Run(o => o with { Period = 1 }), forest.Run(o => o with { Period = 2 }));
        Assert.Equal(both.Periods[0].Years, first.Periods[0].Years);
        Assert.Equal(both.Periods[0].Units!.Vintages, first.Periods[0].Units!.Vintages);
        Assert.Equal(both.TotalT, first.TotalT + second.TotalT);
        Assert.Equal([2023, 2024, 2025, 2026, 2027, 2028], second.Years.Select(y => y.Net.Year));
        Assert.Equal(both.Years.Single(y => y.Net.Year == 2023).VintageT, first.Years[^1].VintageT + second.Years[0].VintageT);
    }

    [Fact]
    public void Merging_periods_keeps_the_undiscounted_sum()
    {
        using var forest = new TestForest();
        var two = forest.Run();
        forest.Members["monitoringPeriods"] = """[{"number":1,"from":"2020-03-01","to":"2028-03-31"}]""";
        var one = forest.Run();
        Assert.Equal(two.Years.Sum(y => y.BiomassT!.Value), one.Years.Sum(y => y.BiomassT!.Value), 1e-9);
        Assert.Equal(two.Years.Sum(y => y.Net.BaselineT!.Value), one.Years.Sum(y => y.Net.BaselineT!.Value), 1e-9);
        Assert.Contains(one.Findings.Counts, c => c.Rule == RemovalsFindings.SeveralSurveys);
    }

    [Fact]
    public void Splitting_by_strata_gives_the_same_undiscounted_sum_and_another_discount()
    {
        using var forest = new TestForest();
        var whole = forest.Run();
        var parts = new List<RemovalsResult>();
        foreach (var s in (string[])["A", "B"])
        {
            foreach (var file in Directory.GetFiles(Path.Combine(forest.Folder, "p"), "*.csv"))
            {
                var lines = File.ReadAllLines(file);
                forest.Write($"{s}/{Path.GetFileName(file)}", string.Join('\n', lines.Take(1).Concat(lines.Skip(1).Where(l => l.Split(',').Contains(s)))) + "\n");
            }

            parts.Add(forest.Run(folder: s));
        }

        Assert.Equal(whole.Years.Sum(y => y.BiomassT!.Value), parts.Sum(p => p.Years.Sum(y => y.BiomassT!.Value)), 1e-6);
        Assert.Equal(whole.Years.Sum(y => y.Net.UndiscountedNetT!.Value), parts.Sum(p => p.Years.Sum(y => y.Net.UndiscountedNetT!.Value)), 1e-6);
        Assert.True(Math.Abs(whole.Periods[0].CountedT!.Value - parts.Sum(p => p.Periods[0].CountedT!.Value)) > 1);
        Assert.Contains(whole.Notices, n => n.En.Contains("do not add up", StringComparison.Ordinal));
    }

    [Fact]
    public void The_order_of_rows_changes_no_bit()
    {
        using var forest = new TestForest();
        var first = forest.Run();
        foreach (var name in (string[])["parcels.csv", "strata.csv", "activities.csv", "plots-1.csv", "plots-2.csv"])
        {
            var lines = File.ReadAllLines(Path.Combine(forest.Folder, "p", name));
            forest.Write($"p/{name}", string.Join('\n', lines.Take(1).Concat(lines.Skip(1).Reverse())) + "\n");
        }

        var second = forest.Run();
        Assert.Equal(first.Years, second.Years);
        Assert.Equal(first.Stocks.Select(s => s.Stock), second.Stocks.Select(s => s.Stock));
    }

    /// <summary>Period 1 ends on 2023-10-31: 1 ha burnt that day, before the survey, at age 3 + 244/366 by yields; 2 ha burnt a day later are of period 2, with the 13 t/ha of the survey.</summary>
    [Fact]
    public void A_fire_is_of_the_period_that_its_day_lies_in()
    {
        using var forest = new TestForest();
        forest.Write("p/activities.csv", "activity,date,stratum,parcel,area [ha],disturbed [1],species,note\nplanting,2020-03-01,A,,50,,,\nplanting,2020-03-01,B,,40,,,\nfire,2023-10-31,A,,1,,,\nfire,2023-11-01,A,,2,,,\n");
        var periods = forest.Run().Periods.Select(p => p.Years.Sum(y => y.EmissionT!.Value)).ToList();
        Assert.Equal(0.1 * 1 * 20 / 5 * (3 + (244 / 366.0)), periods[0], 9);
        Assert.Equal(0.1 * 2 * 13, periods[1], 9);
    }

    /// <summary>1 ha burnt in 2025 with 13 t/ha (survey of 2023): 0.1 × 13 = 1.3 t.</summary>
    [Fact]
    public void A_fire_takes_the_biomass_of_the_last_survey_before_it()
    {
        using var forest = new TestForest();
        forest.Write("p/activities.csv", "activity,date,stratum,parcel,area [ha],disturbed [1],species,note\nplanting,2020-03-01,A,,50,,,\nplanting,2020-03-01,B,,40,,,\nfire,2025-02-01,A,,1,,,\nfire,2022-03-01,B,,2,,,\n");
        forest.Write("p/leakage.csv", "moved [tCO2e]\n3\n2\n");
        forest.Members["leakage"] = "\"leakage.csv\"";
        var years = forest.Run().Years.ToDictionary(y => y.Net.Year, y => y.Net);
        Assert.Equal(1.3, years[2025].EmissionT!.Value, 1e-9);
        Assert.Equal(0.1 * 2 * 4, years[2022].EmissionT!.Value, 1e-9);
        Assert.Equal(5, years[2022].LeakageT!.Value, 1e-9);
    }

    /// <summary>Issued 100 t more than is there: nothing may be issued, and the next period makes it good first.</summary>
    [Fact]
    public void A_loss_is_recovered_before_new_units()
    {
        using var forest = new TestForest();
        var free = forest.Run();
        forest.Members["issued"] = $$"""[{"period":1,"t":{{free.Periods[0].Units!.PeriodT + 100}}}]""";
        var result = forest.Run();
        Assert.Equal((0L, free.Periods[1].Units!.PeriodT - 100), (result.Periods[0].IssuableT!.Value, result.Periods[1].IssuableT!.Value));
        Assert.Contains(result.Findings.Counts, c => c.Rule == RemovalsFindings.Overissued);
        forest.Plots("plots-2.csv", [5, 6, 7, 8], [3, 4, 5, 6]);
        var burnt = forest.Run();
        Assert.True(burnt.Periods[1].Units!.PeriodT < 0);
        Assert.Equal(0, burnt.IssuableT);
        Assert.True(burnt.Periods[1].CountedT < burnt.Periods[1].Change.Value);
    }

    [Fact]
    public void An_unknown_rate_leaves_credits_unknown_and_says_why()
    {
        using var forest = new TestForest();
        forest.Members["parameters"] = null;
        var result = forest.Run();
        Assert.Equal((null, null, null), (result.TotalT, result.IssuableT, result.NotIssuedKg));
        Assert.All(result.Years, y => Assert.Null(y.VintageT));
        Assert.All(result.Years, y => Assert.NotNull(y.Net.NetT));
        Assert.NotEmpty(result.WhyNotIssuable);
        Assert.Equal("RATE", Assert.Single(result.Open).Id);
        using var json = TestForest.Json(result);
        Assert.Equal(System.Text.Json.JsonValueKind.Null, json.RootElement.GetProperty("issuableT").ValueKind);
        Assert.Equal("RATE", json.RootElement.GetProperty("open")[0].GetProperty("id").GetString());
    }

    [Theory]
    [InlineData("2012-11-08", false)]
    [InlineData("2012-11-09", true)]
    public void A_rule_that_is_not_met_refuses_by_method_and_article(string start, bool met)
    {
        using var forest = new TestForest();
        forest.Members["start"] = $"\"{start}\"";
        var result = forest.Run();
        Assert.Equal(met, result.Eligibility.Single().Answer.Met);
        Assert.Equal(met, result.IssuableT is not null);
        Assert.Equal(!met, result.Label.En.Contains("refused by test-forest/1 4.1", StringComparison.Ordinal));
        Assert.All(result.Years, y => Assert.NotNull(y.Net.NetT));
    }

    [Fact]
    public void Another_programme_counts_another_change_of_the_same_stocks()
    {
        using var forest = new TestForest();
        forest.Plots("plots-2.csv", [17, 19, 22, 24], [10, 12, 14, 21]);
        var one = forest.Run();
        forest.Members["programme"] = "\"gold-standard-403/1\"";
        var other = forest.Run();
        Assert.Equal(one.Stocks.Select(s => s.Stock), other.Stocks.Select(s => s.Stock));
        Assert.Equal(one.Periods.Select(p => p.Change.Value), other.Periods.Select(p => p.Change.Value));
        Assert.NotEqual(one.Periods.Select(p => p.CountedT), other.Periods.Select(p => p.CountedT));
    }

    /// <summary>A: 20 t/ha at 5 years, B 10: at 2025-03-01 the stock is 50 × 20 + 40 × 10 = 1400 t; at 2030-03-01 50 × 60 + 40 × 40 = 4600 t, and then it is held.</summary>
    [Fact]
    public void Beforehand_growth_is_linear_between_ages_and_held_after_the_last()
    {
        using var forest = new TestForest();
        var result = forest.Run(o => o with { ExAnte = true });
        Assert.Equal(4600 * Factor, result.Years.Sum(y => y.BiomassT!.Value), 1e-6);
        Assert.Equal(1400 / 5.0 * Factor, result.Years.Single(y => y.Net.Year == 2022).BiomassT!.Value, 1e-6);
        Assert.Equal(0, result.Years.Single(y => y.Net.Year == 2035).BiomassT!.Value, 1e-9);
        Assert.Equal((2020, 2040), (result.Years[0].Net.Year, result.Years[^1].Net.Year));
        Assert.Contains(result.Findings.Counts, c => c.Rule == RemovalsFindings.BeyondYields);
        Assert.Null(result.IssuableT);
        Assert.Contains("beforehand", result.Label.En, StringComparison.Ordinal);
        Assert.All(result.Years, y => Assert.Equal(0, y.Net.UncertaintyDeductionT));
    }

    [Fact]
    public void Design_and_explanation_are_given()
    {
        using var forest = new TestForest();
        forest.Write("p/design.csv", "year,expected [tCO2e]\n2021,400\n2040,1\n");
        forest.Members["design"] = "\"design.csv\"";
        var result = forest.Run(o => o with { Explain = 2021 });
        Assert.Equal([(2021, 400.0, true), (2040, 1, false)], result.Design.Select(d => (d.Year, d.ExpectedT, d.NetT is not null)));
        Assert.Contains(result.Explanation!.Traces.Single().Steps, s => s.Symbol == "K" && s.Equation?.Number == "6a");
        Assert.Contains(result.Explanation.Fed, f => f.Symbol == "bsl" && f.Origin.En.Contains("strata.csv", StringComparison.Ordinal));
    }

    [Fact]
    public void A_bundle_is_the_sum_of_its_projects_in_one_province()
    {
        using var forest = new TestForest();
        var one = forest.Run();
        forest.Members["division"] = "\"430600\"";
        foreach (var file in Directory.GetFiles(Path.Combine(forest.Folder, "p"), "*.csv"))
            forest.Write($"q/{Path.GetFileName(file)}", File.ReadAllText(file));
        forest.Members["id"] = "\"Q\"";
        forest.Run(folder: "q");
        forest.Write("all/project.json", """{"id":"ALL","title":{"zh":"捆","en":"bundle"},"projects":["../p","../q"]}""");
        var bundle = RemovalsRun.Run(forest.Options("all"));
        Assert.Equal((2 * one.TotalT, 2 * one.IssuableT), (bundle.TotalT, bundle.IssuableT));
        Assert.Equal(one.Years.Select(y => 2 * y.Net.NetT), bundle.Years.Select(y => y.Net.NetT));
        forest.Members["division"] = "\"360481\"";
        forest.Run(folder: "q");
        var apart = RemovalsRun.Run(forest.Options("all"));
        Assert.Null(apart.IssuableT);
        Assert.Contains(apart.Findings.Counts, c => c.Rule == RemovalsFindings.SeveralProvinces);
    }

    [Fact]
    public void The_folder_holds_its_files()
    {
        using var forest = new TestForest();
        var result = forest.Run();
        foreach (var language in (string[])["zh", "en"])
        {
            using var folder = OutputFolder.Open(Path.Combine(forest.Folder, "out"));
            RemovalsFolder.Write(result, folder, ["removals"], DateTime.UnixEpoch, language);
        }

        string[] files = ["activities.csv", "eligibility.csv", "evidence.csv", "findings.csv", "manifest.json", "parameters.csv", "parcels.csv", "plots.csv", "removals.html", "removals.json", "stocks.csv", "strata.csv", "surveys.csv", "years.csv"];
        Assert.Equal(files, Directory.GetFiles(Path.Combine(forest.Folder, "out")).Select(Path.GetFileName).Order(StringComparer.Ordinal));
        Assert.All(files, f => Assert.DoesNotContain("CCER-compliant", File.ReadAllText(Path.Combine(forest.Folder, "out", f)), StringComparison.OrdinalIgnoreCase));
    }
}
