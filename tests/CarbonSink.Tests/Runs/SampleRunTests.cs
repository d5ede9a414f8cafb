using System.Text;
using System.Text.Json;
using CarbonSink.Findings;
using CarbonSink.Runs;
using CarbonSink.Sampling;
using Xunit;

namespace CarbonSink.Tests.Runs;

/// <summary>Estimates from tables of plots: what is read, refused and told, and that every design reaches its estimator.</summary>
public sealed class SampleRunTests : IDisposable
{
    private const string Strata = "s,ha,y,x\na,60,10,1\na,60,12,2\na,60,14,3\nb,40,20,2\nb,40,30,4\n";

    private readonly string folder = Directory.CreateTempSubdirectory("carbonsink-sample").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [FixtureFact("fixtures/inventory/forestmangr/exfm3.csv")]
    public void The_published_sample_has_its_published_figures()
    {
        var json = Json(SampleRun.Run(new(Repository.SharedPath("fixtures/inventory/forestmangr/exfm3.csv"), "VWB") { PlotAreaM2 = 3000, AreaHa = 46.8 }));
        double Of(string key) => json.GetProperty(key).GetDouble();
        Assert.Equal((10, 156.0, 34.0, 9.0, 25), (json.GetProperty("n").GetInt32(), Of("populationN"), Of("mean"), Of("degreesOfFreedom"), json.GetProperty("plotsNeeded").GetInt32()));
        foreach (var (key, value, digits) in new[]
        {
            ("variance", 328, 10), ("standardError", 5.5405, 4), ("t", 2.2622, 4), ("halfWidth", 12.5335, 4), ("relativeErrorPercent", 36.8634, 4), ("total", 5304, 9), ("ciLow", 21.4665, 4), ("ciHigh", 46.5335, 4),
            ("perHa", 34 / .3, 9), ("perHaCiLow", 21.466458 / .3, 4), ("totalCiHigh", 46.533542 * 156, 2),
        })
            Assert.Equal(value, Of(key), digits);
    }

    [Fact]
    public void Strata_by_column_and_by_table_are_the_same()
    {
        var byColumn = SampleRun.Run(Options(Strata) with { Design = SamplingDesign.Stratified, Stratum = "s", StratumArea = "ha", PlotAreaM2 = 1000 });
        Assert.Equal((.6 * 12) + (.4 * 25), byColumn.Sample.Mean.Value, 12);
        Assert.Equal(Math.Sqrt((.36 * 4 / 3 * (1 - (3 / 600.0))) + (.16 * 50 / 2 * (1 - (2 / 400.0)))), byColumn.Sample.Mean.StandardError, 12);
        Assert.Equal(3, byColumn.Sample.Mean.DegreesOfFreedom); // 5 plots less 2 strata
        Assert.Equal(1000 * byColumn.Sample.Mean.Value, byColumn.Total!.Value.Value, 9);
        Assert.Equal(10 * byColumn.Sample.Mean.Value, byColumn.PerHectare!.Value.Value, 9);
        var byTable = SampleRun.Run(Options(Strata) with { Design = SamplingDesign.Stratified, Stratum = "s", Strata = Write("strata.csv", "stratum,weight\na,0.6\nb,0.4\n"), AreaHa = 100, PlotAreaM2 = 1000 });
        Assert.Equal(byColumn.Sample.Mean, byTable.Sample.Mean);
        Assert.Equal(byColumn.PlotsNeeded, byTable.PlotsNeeded);
    }

    [Fact]
    public void A_programmes_rules_leave_the_population_infinite()
    {
        var result = SampleRun.Run(Options("y\n1\n2\n3\n") with { Rules = new(.90, FinitePopulation: false, "ar-tool14"), AreaHa = 1, PlotAreaM2 = 1000 });
        Assert.Equal(Math.Sqrt(1 / 3.0), result.Sample.Mean.StandardError, 12);
        Assert.False(result.IsFinite);
        Assert.Equal(20, result.Total!.Value.Value, 12); // ten plots fit the hectare
        Assert.Equal("ar-tool14", Json(result).GetProperty("programme").GetString());
    }

    [Fact]
    public void Plots_outside_of_the_domain_remain_in_the_sample()
    {
        var result = SampleRun.Run(Options("code,age,y\n0110,20,10\n0110,30,14\n0111,40,\n0110,5,99\n") with { Domain = "code=0110 and age>=20", AreaHa = 40, PlotAreaM2 = 1000 });
        Assert.Equal((4, 2), (result.Sample.Plots, result.PlotsInDomain));
        Assert.Equal(12, result.Sample.Mean.Value, 12);
        Assert.Equal(0, result.RowsMissing); // outside of the domain nothing need be recorded
        Assert.Equal(400 * (24 / 4.0), result.Total!.Value.Value, 9);
        Assert.Equal(SimpleRandomSample.Estimate([10, 14, 0, 0], 400).Mean.StandardError * 400, result.Total!.Value.StandardError, 9);
        Refuses("SMP-0026", Options("code,y\n0110,1\n0110,2\n") with { Domain = "code=110" }); // a code is not a number
    }

    [Fact]
    public void Plots_of_unequal_area_are_a_ratio()
    {
        var result = SampleRun.Run(Options("m2,y\n600,12\n1000,18\n400,6\n") with { PlotAreaColumn = "m2", AreaHa = 50 });
        var expected = RatioSample.Estimate([12, 18, 6], [.06, .1, .04], 50 / (.2 / 3));
        Assert.Equal(expected.Mean.Value, result.Sample.Mean.Value, 12);
        Assert.Equal(36 / .2, result.PerHectare!.Value.Value, 9);
        Assert.Equal(50 * 36 / .2, result.Total!.Value.Value, 9);
        Assert.Equal(expected.Mean.StandardError, result.Sample.Mean.StandardError, 9);
    }

    [Fact]
    public void Rows_of_a_plot_are_added_up_within_the_domain()
    {
        const string Rows = "plot,species,y\n1,fir,10\n1,pine,5\n2,pine,7\n3,fir,2\n";
        var all = SampleRun.Run(Options(Rows) with { PlotColumn = "plot" });
        Assert.Equal((3, 24 / 3.0), (all.Sample.Plots, all.Sample.Mean.Value));
        var fir = SampleRun.Run(Options(Rows) with { PlotColumn = "plot", Domain = "species=fir", PlotAreaM2 = 1000, AreaHa = 30 });
        Assert.Equal((3, 2), (fir.Sample.Plots, fir.PlotsInDomain));
        Assert.Equal(300 * 12 / 3.0, fir.Total!.Value.Value, 9);
    }

    [Fact]
    public void Estimation_units_may_share_names_of_strata()
    {
        const string Plots = "unit,s,ha,y,f\n1,x,60,1,1\n1,x,60,2,1\n1,x,60,3,0.5\n2,x,40,4,1\n2,x,40,8,1\n2,z,10,0,0\n2,z,10,1,0.5\n";
        var result = SampleRun.Run(Options(Plots) with { Design = SamplingDesign.PostStratifiedRatio, RatioTo = "f", UnitColumn = "unit", Stratum = "s", StratumArea = "ha", PerHectare = true });
        var expected = PostStratifiedRatio.Estimate([new("1", "x", 60, [1, 2, 3], [1, 1, .5]), new("2", "x", 40, [4, 8], [1, 1]), new("2", "z", 10, [0, 1], [0, .5])]);
        Assert.Equal(expected.Ratio.Mean, result.Sample.Mean);
        Assert.Equal(expected.Numerator, result.Total);
        Assert.Equal(expected.Denominator, result.DenominatorTotal);
    }

    [Fact]
    public void The_order_along_a_line_and_not_that_of_rows_counts()
    {
        var sorted = SampleRun.Run(Options("l,o,y\na,1,5\na,2,7\na,3,6\nb,1,9\nb,2,12\n") with { Design = SamplingDesign.Systematic, Line = "l", Order = "o" });
        var shuffled = SampleRun.Run(Options("l,o,y\nb,2,12\na,3,6\na,1,5\nb,1,9\na,2,7\n") with { Design = SamplingDesign.Systematic, Line = "l", Order = "o" });
        Assert.Equal(SystematicSample.Estimate([[5, 7, 6], [9, 12]]).Mean, sorted.Sample.Mean);
        Assert.Equal(sorted.Sample.Mean, shuffled.Sample.Mean);
    }

    [Fact]
    public void Clusters_are_units_of_their_own()
    {
        var result = SampleRun.Run(Options("c,y\n1,3\n1,5\n2,4\n3,6\n3,8\n3,1\n") with { Design = SamplingDesign.Cluster, Cluster = "c", PopulationClusters = 30 });
        Assert.Equal(ClusterSample.RatioToSize([new(8, 2), new(4, 1), new(15, 3)], 30).Mean, result.Sample.Mean);
        Assert.Equal(3, result.Sample.Plots);
    }

    [Fact]
    public void Units_without_a_value_are_the_first_phase()
    {
        var strata = SampleRun.Run(Options("s,y\na,1\na,3\na,\na,\nb,5\nb,9\nb,\n") with { Design = SamplingDesign.TwoPhase, Stratum = "s" });
        Assert.Equal(DoubleSample.ForStratification([new("a", 4, [1, 3]), new("b", 3, [5, 9])]).Mean, strata.Sample.Mean);
        Assert.Equal(0, strata.RowsMissing);
        const string Pairs = "x,y\n1,2\n2,3\n3,5\n4,6\n2.5,\n5,\n";
        var book = SampleRun.Run(Options(Pairs) with { Design = SamplingDesign.TwoPhase, Auxiliary = "x" });
        Assert.Equal(DoubleSample.ForRegression([2, 3, 5, 6], [1, 2, 3, 4], 17.5 / 6, 6).Mean, book.Sample.Mean);
        var tool = SampleRun.Run(Options(Pairs) with { Design = SamplingDesign.TwoPhase, Auxiliary = "x", ArTool14 = true });
        Assert.Equal(DoubleSample.ArTool14([2, 3, 5, 6], [1, 2, 3, 4], 17.5 / 6, 6).Mean, tool.Sample.Mean);
    }

    [Fact]
    public void Small_areas_are_told_with_and_without_an_error()
    {
        var result = SampleRun.Run(Options("d,x,y\na,1,2\na,2,3\nb,3,5\nb,4,6\n") with
        {
            Design = SamplingDesign.Regression, Auxiliary = "x", AuxiliaryMean = 3, SmallArea = "d", SmallAreas = Write("areas.csv", "area,auxiliaryMean\na,1.5\nb,4\nc,2\n"),
        });
        Assert.Equal(["a", "b", "c"], result.SmallAreas.Select(a => a.Name));
        Assert.Null(result.SmallAreas[2].Estimate);
        Assert.Equal(1, result.Findings.Count(SamplingFindings.SmallAreaFewPlots));
    }

    [Fact]
    public void Change_takes_an_earlier_column_or_an_earlier_table()
    {
        var column = SampleRun.Run(Options("p,y,old\n1,13,10\n2,22,20\n3,35,30\n4,44,40\n") with { Design = SamplingDesign.Change, Previous = "old", Years = 5 });
        Assert.Equal(PlotChange.Paired([10, 20, 30, 40], [13, 22, 35, 44]).Change, column.Change!.Change);
        Assert.Equal(3.5 / 5, column.Annual!.Value.Value, 12);
        var earlier = Write("old.csv", "p,y\n4,40\n3,30\n2,20\n1,10\n");
        var table = SampleRun.Run(Options("p,y\n1,13\n2,22\n3,35\n4,44\n") with { Design = SamplingDesign.Change, Previous = earlier, Key = "p" });
        Assert.Equal(column.Change.Change, table.Change!.Change);
        var apart = SampleRun.Run(Options("p,y\n1,13\n2,22\n3,35\n4,44\n") with { Design = SamplingDesign.Change, Previous = earlier });
        Assert.True(apart.Change!.Change.StandardError > 10 * table.Change.Change.StandardError);
        var replaced = SampleRun.Run(Options("p,y\n1,13\n2,22\n3,35\n9,44\n") with { Design = SamplingDesign.Change, Previous = earlier, Key = "p" });
        Assert.Equal(3, replaced.Change!.Matched);
        Assert.Equal(1, replaced.Findings.Count(SampleRunFindings.PartlyMatched));
        var strata = SampleRun.Run(Options("s,ha,y,old\na,60,13,10\na,60,22,20\nb,40,35,30\nb,40,44,40\n") with { Design = SamplingDesign.Change, Previous = "old", Stratum = "s", StratumArea = "ha" });
        Assert.Equal((.6 * 2.5) + (.4 * 4.5), strata.Sample.Mean.Value, 12); // Σ w mean(Δ)
        Assert.Equal(Math.Sqrt((.36 * .5 / 2) + (.16 * .5 / 2)), strata.Sample.Mean.StandardError, 12);
    }

    [Fact]
    public void Panels_are_weighted_as_told()
    {
        const string Plots = "year,y\n2019,1\n2019,3\n2020,5\n2020,7\n";
        var weights = new Dictionary<string, double>(StringComparer.Ordinal) { ["2019"] = .25, ["2020"] = .75 };
        Assert.Equal(4, SampleRun.Run(Options(Plots) with { Design = SamplingDesign.Panel, Panel = "year" }).Sample.Mean.Value, 12);
        Assert.Equal(5, SampleRun.Run(Options(Plots) with { Design = SamplingDesign.Panel, Panel = "year", PanelWeights = weights }).Sample.Mean.Value, 12);
        weights["2020"] = .7;
        Refuses("SMP-0008", Options(Plots) with { Design = SamplingDesign.Panel, Panel = "year", PanelWeights = weights });
    }

    [Fact]
    public void Missing_values_are_counted_and_listed_and_never_zero()
    {
        var result = SampleRun.Run(Options("p,y\n1,10\n2,\n3,20\n4,?\n"));
        Assert.Equal((4, 2, 2, 15.0), (result.Rows, result.RowsMissing, result.Sample.Plots, result.Sample.Mean.Value));
        var missing = result.Findings.Findings.Where(f => f.Rule == SampleRunFindings.MissingValue).ToArray();
        Assert.Equal([(1L, null), (3L, "?")], missing.Select(f => (f.Record!.Value, f.Value)));
    }

    [Fact]
    public void What_cannot_be_estimated_is_refused_by_name()
    {
        Refuses("SMP-0001", Options("y\n"));
        Refuses("SMP-0001", Options("p,y\n1,\n2,\n"));
        Refuses("SMP-0002", Options("y\n5\n"));
        Refuses("SMP-0021", Options("y\n5\n-1\n7\n"));
        Refuses("SMP-0022", Options("y,m2\n5,600\n6,\n7,0\n") with { PlotAreaColumn = "m2" });
        Refuses("SMP-0005", Options("y\n5\n6\n7\n") with { PlotAreaM2 = 10_000, AreaHa = 2 });
        Refuses("SMP-0023", Options("y\n5\n6\n") with { RatioTo = "nothing" });
        Refuses("SMP-0027", Options(Strata) with { Design = SamplingDesign.Stratified, Stratum = "s" });
        Refuses("SMP-0028", Options(Strata) with { Design = SamplingDesign.Systematic, Domain = "s=a" });
        Refuses("SMP-0035", Options("s,ha,y\na,1,2\n,1,3\n") with { Design = SamplingDesign.Stratified, Stratum = "s", StratumArea = "ha" });
        Refuses("SMP-0029", Options("s,ha,y\na,1,2\na,2,3\n") with { Design = SamplingDesign.Stratified, Stratum = "s", StratumArea = "ha" });
        Refuses("SMP-0003", Options("s,ha,y\na,1,2\na,1,3\nb,2,5\n") with { Design = SamplingDesign.Stratified, Stratum = "s", StratumArea = "ha" });
        Refuses("SMP-0006", WithStrata("stratum,areaHa\na,60\nb,40\nc,10\n"));
        Refuses("SMP-0007", WithStrata("stratum,areaHa\na,60\n"));
        Refuses("SMP-0008", WithStrata("stratum,weight\na,0.6\nb,0.5\n"));
        Refuses("SMP-0009", WithStrata("stratum,weight\na,1\nb,0\n"));
        Refuses("SMP-0032", WithStrata("stratum,areaHa\na,60\nb,many\n"));
        Refuses("SMP-0030", WithStrata("stratum,areaHa\na,60\nb,40\n") with { AreaHa = 200 });

        SamplingOptions WithStrata(string table) => Options(Strata) with { Design = SamplingDesign.Stratified, Stratum = "s", Strata = Write("strata.csv", table) };
    }

    [Fact]
    public void A_width_of_zero_is_told()
    {
        var result = SampleRun.Run(Options("y\n5\n5\n5\n"));
        Assert.Equal(1, result.Findings.Count(SamplingFindings.ZeroVariance));
        Assert.Equal(0, result.Sample.Mean.StandardError);
        Assert.Null(result.PlotsNeeded);
        Assert.Equal(1, SampleRun.Run(Options("y\n0\n0\n")).Findings.Count(SamplingFindings.MeanZero));
    }

    [Fact]
    public void Rows_in_any_order_give_the_same_document()
    {
        string[] rows = [.. Strata.Split('\n', StringSplitOptions.RemoveEmptyEntries)];
        SamplingOptions With(string text) => Options(text) with { Design = SamplingDesign.Stratified, Stratum = "s", StratumArea = "ha", RatioTo = "x", PlotAreaM2 = 600 };
        var expected = Json(SampleRun.Run(With(Strata))).GetRawText();
        Assert.Equal(expected, Json(SampleRun.Run(With(string.Join('\n', rows[..1].Concat(rows[1..].Reverse()))))).GetRawText());
    }

    [Fact]
    public void A_plan_rests_on_a_table_a_pilot_or_a_coefficient_of_variation()
    {
        var table = PlanRun.Run(new() { Strata = Write("plan.csv", "stratum,weight,standardDeviation\n1,0.6,20\n2,0.4,35\n"), Mean = 80, ErrorPercent = 10, AreaHa = 1000, PlotAreaM2 = 600 });
        Assert.Equal((31, 8.0), (table.Plan.Plots, table.Error));
        var pilot = PlanRun.Run(new() { Pilot = Options("y\n41\n33\n24\n31\n10\n32\n62\n16\n66\n25\n"), ErrorPercent = 20, AreaHa = 46.8, PlotAreaM2 = 3000, Rules = new(.95), FromPilotT = true });
        Assert.Equal((25, 10), (pilot.Plan.Plots, pilot.Existing[""]));
        var cv = PlanRun.Run(new() { CvPercent = 40, ErrorPercent = 10 });
        Assert.Equal((int)Math.Ceiling(Math.Pow(1.6448536 * 4, 2)), cv.Plan.Plots); // (t cv/E)², above 30
        Assert.Equal("SMP-0027", Assert.Throws<RefusedInputException>(() => PlanRun.Run(new())).Finding.Rule.Code);
    }

    [Fact]
    public void The_folder_holds_tables_page_and_manifest()
    {
        var path = Path.Combine(folder, "out");
        using (var output = OutputFolder.Open(path))
            SampleFolder.Write(SampleRun.Run(Options(Strata) with { Design = SamplingDesign.Stratified, Stratum = "s", StratumArea = "ha" }), output, ["estimate"], DateTime.UnixEpoch, "zh");
        Assert.Equal(["estimate.html", "estimate.json", "estimates.csv", "findings.csv", "manifest.json", "strata.csv"], Directory.GetFiles(path).Select(Path.GetFileName).Order(StringComparer.Ordinal));
        Assert.Contains("<svg", File.ReadAllText(Path.Combine(path, "estimate.html")), StringComparison.Ordinal);
    }

    private static void Refuses(string code, SamplingOptions options) => Assert.Equal(code, Assert.Throws<RefusedInputException>(() => SampleRun.Run(options)).Finding.Rule.Code);

    private static JsonElement Json(SampleResult result)
    {
        using var stream = new MemoryStream();
        SampleJson.Write(result, stream, "en");
        return JsonDocument.Parse(stream.ToArray()).RootElement;
    }

    private SamplingOptions Options(string table) => new(Write("plots.csv", table), "y");

    private string Write(string name, string text)
    {
        var path = Path.Combine(folder, name);
        File.WriteAllText(path, text, new UTF8Encoding(false));
        return path;
    }
}
