using CarbonSink.Findings;
using CarbonSink.Runs;
using Xunit;

namespace CarbonSink.Tests.Removals;

public sealed class RemovalsFindingsTests
{
    [Fact]
    public void Plots_that_cannot_be_used_are_told_by_record_and_left_out()
    {
        using var forest = new TestForest();
        forest.Write("p/plots-1.csv", "plot,stratum,biomass [t/ha]\nA1,A,10\nA2,A,12\nA3,A,-1\nA4,A,\nB1,B,5\nB2,B,7\nB2,B,8\nB3,B,6\nC1,C,9\nB4,B,many\n");
        var result = forest.Run();
        Assert.Equal([2, 3, 9], Of(result, RemovalsFindings.BadMeasurement).Select(f => (int)f.Record!.Value));
        Assert.Equal(("biomass", "-1"), (Of(result, RemovalsFindings.BadMeasurement)[0].Field, Of(result, RemovalsFindings.BadMeasurement)[0].Value));
        Assert.Equal([5, 6], Of(result, RemovalsFindings.PlotTwice).Select(f => (int)f.Record!.Value));
        Assert.Equal("C", Assert.Single(Of(result, RemovalsFindings.UnknownStratum)).Value);
        Assert.Equal(4, result.Stocks[0].Plots);
    }

    [Fact]
    public void A_planted_stratum_without_plots_has_no_stock_and_one_not_yet_planted_holds_none()
    {
        using var forest = new TestForest();
        forest.Write("p/plots-1.csv", "plot,stratum,biomass [t/ha]\n" + TestForest.Rows("A", [10, 12, 14, 16]));
        var result = forest.Run();
        Assert.Contains(result.Findings.Counts, c => c.Rule == RemovalsFindings.StratumWithoutPlots);
        Assert.Contains(result.Findings.Counts, c => c.Rule == RemovalsFindings.PeriodWithoutSurvey);
        Assert.Equal((0, null), (result.Periods.Count, result.TotalT));
        forest.Write("p/activities.csv", "activity,date,stratum,parcel,area [ha],disturbed [1],species,note\nplanting,2020-03-01,A,,50,,,\nplanting,2024-03-01,B,,40,,,\n");
        var later = forest.Run();
        Assert.Equal([50.0, 90], later.Stocks.Select(s => s.AreaHa));
        Assert.Equal(later.Stocks[1].Stock.Value, later.Years.Sum(y => y.BiomassT!.Value), 1e-6);
        Assert.All(later.Periods, p => Assert.True(p.SumsToStockDifference));
    }

    [Fact]
    public void Plots_outside_their_stratum_are_not_used()
    {
        using var forest = new TestForest();
        string Square(string key, string stratum, double x) => "{\"type\":\"Feature\",\"properties\":{\"parcel\":\"" + key + "\",\"stratum\":\"" + stratum + "\"},\"geometry\":" + Projects.TestProject.Square(x, 0, 500, 500) + "}";
        forest.Write("p/parcels.geojson", "{\"type\":\"FeatureCollection\",\"crs\":{\"type\":\"name\",\"properties\":{\"name\":\"urn:ogc:def:crs:EPSG::4547\"}},\"features\":[" + Square("p1", "A", 0) + "," + Square("p2", "B", 500) + "]}");
        forest.Members["parcels"] = """{"path":"parcels.geojson","key":"parcel","stratum":"stratum"}""";
        forest.Write("p/activities.csv", "activity,date,stratum,parcel,area [ha],disturbed [1],species,note\nplanting,2020-03-01,A,,25,,,\nplanting,2020-03-01,B,,25,,,\n");
        forest.Write("p/plots-1.csv", "plot,stratum,biomass [t/ha],x,y\nA1,A,10,500100,3260100\nA2,A,12,500200,3260100\nA3,A,99,500700,3260100\nA4,A,98,509000,3260100\nB1,B,5,500600,3260100\nB2,B,7,500700,3260200\n");
        var result = forest.Run();
        Assert.Equal([2, 3], Of(result, RemovalsFindings.OutsideStratum).Select(f => (int)f.Record!.Value));
        Assert.Equal(4, result.Stocks[0].Plots);
        Assert.Equal(25 * (11 + 6) * 0.47 * 44 / 12, result.Stocks[0].Stock.Value, 0.5);
    }

    [Fact]
    public void A_survey_before_planting_is_not_used()
    {
        using var forest = new TestForest();
        forest.Write("p/activities.csv", "activity,date,stratum,parcel,area [ha],disturbed [1],species,note\nplanting,2023-11-01,A,,50,,,\nplanting,2023-11-01,B,,40,,,\n");
        var result = forest.Run();
        Assert.Equal("2023-10-31", Assert.Single(Of(result, RemovalsFindings.BeforePlanting)).Value);
        Assert.Single(result.Stocks);
    }

    [Fact]
    public void A_survey_outside_every_period_gives_a_stock_and_no_account()
    {
        using var forest = new TestForest();
        forest.Members["monitoringPeriods"] = """[{"number":1,"from":"2020-03-01","to":"2023-10-31"}]""";
        var result = forest.Run();
        Assert.Single(Of(result, RemovalsFindings.OutsidePeriod));
        Assert.Equal([true, false], result.Stocks.Select(s => s.Accounted));
    }

    [Fact]
    public void Periods_with_a_gap_between_them_are_refused()
    {
        using var forest = new TestForest();
        forest.Members["monitoringPeriods"] = """[{"number":1,"from":"2020-03-01","to":"2023-10-31"},{"number":2,"from":"2023-11-02","to":"2028-03-31"}]""";
        Assert.Equal(RemovalsFindings.PeriodGap, Assert.Throws<RefusedInputException>(() => forest.Run()).Finding.Rule);
    }

    [Fact]
    public void Changed_strata_are_told_and_the_identity_is_not_claimed()
    {
        using var forest = new TestForest();
        forest.Write("p/plots-2.csv", "plot,stratum,biomass [t/ha]\n" + TestForest.Rows("A", [31, 35, 38]) + "A4,B,44\n" + TestForest.Rows("B", [20, 22, 27, 33]));
        var result = forest.Run();
        Assert.Contains("A4: A → B", Assert.Single(Of(result, RemovalsFindings.StrataChanged)).Message("en"), StringComparison.Ordinal);
        Assert.Equal([true, false], result.Periods.Select(p => p.SumsToStockDifference));
        Assert.Equal(CarbonSink.Projects.ChangeBasis.Independent, result.Periods[1].Basis);
    }

    [Fact]
    public void A_discount_that_leaves_nothing_is_told()
    {
        using var forest = new TestForest();
        forest.Plots("plots-1.csv", [0, 0, 0, 60], [0, 0, 0, 50]);
        var result = forest.Run();
        Assert.Single(Of(result, RemovalsFindings.NothingLeft));
        Assert.True(result.Periods[0].CountedT <= 0);
    }

    [Theory]
    [InlineData("campaigns", null, "REM-0021")]
    [InlineData("programme", null, "REM-0022")]
    [InlineData("title", """{"zh":"试","en":"a ccer-compliant forest"}""", "REM-0020")]
    [InlineData("campaigns", """[{"date":"2023-10-31","plots":"plots-1.csv","value":"biomass [kg/ha]"}]""", "REM-0008")]
    [InlineData("parameters", """{"stock_before":"12 [ha]"}""", "REM-0008")]
    public void What_cannot_be_accounted_is_refused(string member, string? value, string code)
    {
        using var forest = new TestForest();
        forest.Members[member] = value;
        Assert.Equal(code, Assert.Throws<RefusedInputException>(() => forest.Run()).Finding.Rule.Code);
    }

    [Fact]
    public void A_period_that_is_not_there_is_refused()
    {
        using var forest = new TestForest();
        Assert.Equal(RemovalsFindings.NoSuchPeriod, Assert.Throws<RefusedInputException>(() => forest.Run(o => o with { Period = 3 })).Finding.Rule);
        forest.Members["exAnte"] = null;
        Assert.Equal(RemovalsFindings.NoYields, Assert.Throws<RefusedInputException>(() => forest.Run(o => o with { ExAnte = true })).Finding.Rule);
    }

    /// <summary>50 t stood there before: the first change is 50 less.</summary>
    [Fact]
    public void What_stood_before_is_taken_off_the_first_change()
    {
        using var forest = new TestForest();
        var bare = forest.Run();
        forest.Members["parameters"] = """{"rate":"0.1","stock_before":"50 [tCO2e]","colour":"green"}""";
        forest.Members["start"] = "\"2019-03-01\"";
        var result = forest.Run();
        Assert.Equal(bare.Periods[0].Change.Value - 50, result.Periods[0].Change.Value, 1e-9);
        Assert.Equal(bare.Periods[0].Change.StandardError, result.Periods[0].Change.StandardError);
        Assert.Empty(Of(result, RemovalsFindings.LateFirstPeriod)); // what is stated holds for the first day of the period
        Assert.Equal("colour", Assert.Single(Of(result, RemovalsFindings.UnknownParameter)).Field);
    }

    [Fact]
    public void Cells_and_columns_that_cannot_be_used_are_told()
    {
        using var forest = new TestForest();
        forest.Write("p/strata.csv", "stratum,bsl [tCO2e/ha],colour\nA,0.1,red\nB,x,red\n");
        var result = forest.Run();
        Assert.Equal((1L, "bsl"), (Assert.Single(Of(result, RemovalsFindings.BadCell)).Record!.Value, Of(result, RemovalsFindings.BadCell)[0].Field));
        Assert.Equal("colour", Assert.Single(Of(result, RemovalsFindings.UnusedColumn)).Field);
        Assert.Equal(["baseline", "net"], Of(result, RemovalsFindings.NotComputed).Select(f => f.Field).Order(StringComparer.Ordinal));
        Assert.Contains("bsl", Of(result, RemovalsFindings.NotComputed)[0].Message("en"), StringComparison.Ordinal);
        Assert.Equal((null, null), (result.TotalT, result.IssuableT));
        Assert.All(result.Years, y => Assert.NotNull(y.Net.ProjectT));
    }

    [Fact]
    public void Surveys_in_tonnes_of_carbon_and_of_carbon_dioxide_are_the_same()
    {
        using var forest = new TestForest();
        forest.Plots("plots-1.csv", [3, 6], [9, 12], "tC/ha");
        forest.Members["campaigns"] = """[{"date":"2023-10-31","plots":"plots-1.csv","value":"biomass [tC/ha]"}]""";
        forest.Members["monitoringPeriods"] = """[{"number":1,"from":"2020-03-01","to":"2023-10-31"}]""";
        var carbon = forest.Run().Stocks[0].Stock.Value;
        Assert.Equal(((50 * 4.5) + (40 * 10.5)) * 44 / 12, carbon, 1e-9);
        forest.Plots("plots-1.csv", [11, 22], [33, 44], "tCO2e/ha");
        forest.Members["campaigns"] = """[{"date":"2023-10-31","plots":"plots-1.csv","value":"biomass"}]""";
        Assert.Equal(carbon, forest.Run().Stocks[0].Stock.Value, 1e-9);
    }

    private static IReadOnlyList<Finding> Of(RemovalsResult result, FindingRule rule) => [.. result.Findings.Findings.Where(f => f.Rule == rule)];
}
