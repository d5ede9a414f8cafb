using System.Reflection;
using System.Text;
using System.Text.Json;
using CarbonSink.Findings;
using CarbonSink.Methodologies;
using CarbonSink.Projects;
using CarbonSink.Runs;
using CarbonSink.Sampling;
using Xunit;

namespace CarbonSink.Tests.Sampling;

/// <summary>Tables and options that once gave a wrong number without a word.</summary>
public sealed class SampleRunFaultTests : IDisposable
{
    private const string Strata = "s,ha,y,x\na,60,10,1\na,60,12,2\na,60,14,3\nb,40,20,2\nb,40,30,4\n";
    private const string Phases = "s,ha,x,y\na,60,1,2\na,60,2,3\na,60,3,5\na,60,4,6\na,60,2.5,\nb,40,5,7\nb,40,6,9\nb,40,8,10\nb,40,7,\n";

    private readonly string folder = Directory.CreateTempSubdirectory("carbonsink-sample-fault").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    /// <summary>R = 36/0.2 = 180 per ha; residuals 1.2, 0, −1.2: s_e = 1.2; over the mean area of 0.2/3 ha: 18 per ha.</summary>
    [Fact]
    public void A_pilot_of_unequal_plots_plans_with_the_deviation_per_hectare() =>
        PlansAsEstimated(Options("m2,y\n600,12\n1000,18\n400,6\n") with { PlotAreaColumn = "m2", AreaHa = 50 }, 1.2 / (.2 / 3));

    /// <summary>Totals 8, 4, 15 of sizes 2, 1, 3: R = 27/6; residuals −1, −0.5, 1.5: s² = 3.5/2; mean size 2. The population is one of 30 clusters.</summary>
    [Fact]
    public void A_pilot_of_clusters_plans_clusters_out_of_clusters()
    {
        var pilot = Options("c,y\n1,3\n1,5\n2,4\n3,6\n3,8\n3,1\n") with { Design = SamplingDesign.Cluster, Cluster = "c", PopulationClusters = 30, AreaHa = 100, PlotAreaM2 = 1000 };
        Assert.Equal(30, PlansAsEstimated(pilot, Math.Sqrt(1.75) / 2).PopulationPlots);
        Assert.Equal(30, SampleRun.Run(pilot).PopulationPlots);
        Assert.Equal(27.0 / 6 * 1000, SampleRun.Run(pilot).Total!.Value.Value, 9); // a thousand plots fit the area
        Assert.True(SampleRun.Run(pilot with { TargetErrorPercent = 1 }).PlotsNeeded <= 30);
    }

    /// <summary>Of 10, 14, 0, 0 the mean within the domain is 12; residuals −2, 2, 0, 0: s² = 8/3; half of the plots are in the domain.</summary>
    [Fact]
    public void A_pilot_of_a_domain_plans_with_the_deviation_within_it() =>
        PlansAsEstimated(Options("d,y\n1,10\n1,14\n0,3\n0,5\n") with { Domain = "d=1" }, Math.Sqrt(8 / 3.0) / .5);

    /// <summary>R = 17.2/2.4; residuals of a differ by 2 − R, of b by 10 − 2R; both over x̄_st = 2.4. The share sampled counts once.</summary>
    [Fact]
    public void A_stratified_ratio_plans_each_stratum_in_the_unit_of_the_ratio()
    {
        var options = Options(Strata) with { Design = SamplingDesign.Stratified, Stratum = "s", StratumArea = "ha", RatioTo = "x", PlotAreaM2 = 10_000 };
        var R = ((.6 * 12) + (.4 * 25)) / 2.4;
        PlannedStratum[] expected = [new("a", .6, Math.Abs(2 - R) / 2.4), new("b", .4, Math.Abs(10 - (2 * R)) / Math.Sqrt(2) / 2.4)];
        var planned = PlanRun.Run(new() { Pilot = options, ErrorPercent = 5 }).Strata;
        for (var h = 0; h < 2; h++)
            Assert.Equal(expected[h].StandardDeviation, planned[h].StandardDeviation, 12);
        Assert.Equal(SampleSize.FromPilot(expected, .05 * R, .95, 3, 100).Plots, SampleRun.Run(options with { TargetErrorPercent = 5 }).PlotsNeeded);
    }

    [Fact]
    public void Two_phases_name_no_number_of_plots()
    {
        var options = Options("x,y\n1,2\n2,3\n3,5\n4,6\n2.5,\n5,\n") with { Design = SamplingDesign.TwoPhase, Auxiliary = "x", TargetErrorPercent = 1 };
        Assert.Null(SampleRun.Run(options).PlotsNeeded);
        Assert.Equal("SMP-0028", Assert.Throws<RefusedInputException>(() => PlanRun.Run(new() { Pilot = options })).Finding.Rule.Code);
    }

    /// <summary>Sums of plots: 15 to 17, 12 to 14, 10 to 13.</summary>
    [Fact]
    public void The_earlier_value_of_a_plot_is_the_sum_of_its_rows_too()
    {
        var result = SampleRun.Run(Options("p,old,y\n1,10,11\n1,5,6\n2,8,9\n2,4,5\n3,7,9\n3,3,4\n") with { Design = SamplingDesign.Change, Previous = "old", PlotColumn = "p" });
        Assert.Equal((2 + 2 + 3) / 3.0, result.Sample.Mean.Value, 12);
        Assert.Equal((15 + 12 + 10) / 3.0, result.Change!.Before.Value, 12);
    }

    [Fact]
    public void Rows_of_a_plot_that_disagree_in_what_describes_it_are_refused()
    {
        Refuses("SMP-0031", "x", Options("p,x,y\n1,1,2\n1,9,1\n2,2,3\n3,3,5\n") with { Design = SamplingDesign.Regression, Auxiliary = "x", AuxiliaryMean = 2, PlotColumn = "p" });
        Refuses("SMP-0031", "o", Options("p,o,y\n1,1,2\n1,2,1\n2,3,3\n3,4,5\n") with { Design = SamplingDesign.Systematic, Order = "o", PlotColumn = "p" });
        Refuses("SMP-0031", "ha", Options("p,s,ha,y\n1,a,5,2\n1,a,6,1\n2,a,5,3\n3,a,5,5\n") with { Design = SamplingDesign.Stratified, Stratum = "s", StratumArea = "ha", PlotColumn = "p" });
    }

    /// <summary>Plots 1, 3, 4 are whole: 15, 15, 18. Of plot 2 one species has no value: 12 is not its sum.</summary>
    [Fact]
    public void A_plot_that_lacks_one_of_its_rows_is_left_out_and_named()
    {
        var result = SampleRun.Run(Options("p,sp,y\n1,a,10\n1,b,5\n2,a,12\n2,b,\n3,a,9\n3,b,6\n4,a,8\n4,b,10\n") with { PlotColumn = "p" });
        Assert.Equal((3, 16.0), (result.Sample.Plots, result.Sample.Mean.Value));
        Assert.Equal((8, 1, 1), (result.Rows, result.RowsMissing, result.RowsIncomplete));
        Assert.Equal(6, Json(result).GetProperty("rows").GetProperty("used").GetInt32());
        Assert.Equal(("2", 2L), Assert.Single(result.Findings.Findings, f => f.Rule == SampleRunFindings.PlotIncomplete) is var f ? (f.Value, f.Record) : default);
        var domain = SampleRun.Run(Options("p,z,y\n1,1,10\n1,1,5\n2,1,12\n2,,50\n3,1,9\n3,1,6\n4,0,7\n") with { PlotColumn = "p", Domain = "z=1" });
        Assert.Equal((3, 2, 15.0), (domain.Sample.Plots, domain.PlotsInDomain, domain.Sample.Mean.Value));
        Assert.Equal((1, 1), (domain.RowsUnknown, domain.RowsIncomplete));
    }

    [Fact]
    public void A_stratum_that_stands_twice_or_has_no_name_is_refused()
    {
        Refuses("SMP-0041", "stratum", WithStrata("stratum,areaHa\na,60\nb,40\na,60\n"));
        Refuses("SMP-0042", "stratum", WithStrata("stratum,areaHa\na,60\n,40\n"));
        Refuses("SMP-0032", "areaHa", WithStrata("stratum,areaHa\na,60\nb,many\n"));
        foreach (var (code, text) in new[] { ("SMP-0041", "stratum,weight,standardDeviation\n1,0.5,20\n1,0.5,35\n"), ("SMP-0042", "stratum,weight,standardDeviation\n1,0.6,20\n,0.4,35\n") })
            Assert.Equal(code, Assert.Throws<RefusedInputException>(() => PlanRun.Run(new() { Strata = Write("plan.csv", text), Mean = 80 })).Finding.Rule.Code);

        SamplingOptions WithStrata(string table) => Options(Strata) with { Design = SamplingDesign.Stratified, Stratum = "s", Strata = Write("strata.csv", table) };
    }

    [Fact]
    public void What_two_phases_would_ignore_is_refused()
    {
        var strata = Options(Phases) with { Design = SamplingDesign.TwoPhase, Stratum = "s" };
        Refuses("SMP-0028", null, strata with { Auxiliary = "x", StratumArea = "ha", PhaseOne = 200, AuxiliaryMean = 11 });
        Refuses("SMP-0027", null, strata with { Auxiliary = "x" });
        Refuses("SMP-0028", null, strata with { PhaseOne = 200 });
        Refuses("SMP-0028", null, strata with { AuxiliaryMean = 11 });
        Refuses("SMP-0028", null, strata with { StratumArea = "ha" });
        Refuses("SMP-0027", null, Options(Phases) with { Design = SamplingDesign.TwoPhase, Auxiliary = "x", AuxiliaryMean = 11 });
    }

    /// <summary>Mean 11.5 over 100 ha: of plots of 600 m² there are 100/0.06; without a plot area no total is known; values per hectare need none.</summary>
    [Theory]
    [InlineData(null, false, null, null)]
    [InlineData("f", false, null, null)]
    [InlineData(null, false, 600.0, 11.5 * 100 / .06)]
    [InlineData("f", false, 600.0, 11.5 * 100 / .06)]
    [InlineData("f", true, null, 1150.0)]
    public void Post_stratified_totals_need_the_plot_area_unless_values_are_per_hectare(string? ratioTo, bool perHectare, double? plotM2, double? total)
    {
        var options = Options("h,A,y,f\nA,100,10,1\nA,100,12,1\nA,100,11,1\nA,100,13,1\n") with { RatioTo = ratioTo, PerHectare = perHectare, PlotAreaM2 = plotM2 };
        var post = SampleRun.Run(options with { Design = SamplingDesign.PostStratifiedRatio, Stratum = "h", StratumArea = "A" });
        var random = SampleRun.Run(options with { AreaHa = 100 });
        Assert.Equal(total is null, post.Total is null);
        Assert.Equal(total ?? 0, post.Total?.Value ?? 0, 9);
        Assert.Equal(random.Total?.Value ?? 0, post.Total?.Value ?? 0, 9);
    }

    [Fact]
    public void A_programme_overrules_degrees_of_freedom_and_the_form_of_double_sampling()
    {
        var cdm = Programme.Load(MethodologyCatalog.Open(Repository.PathOf("methodology")), "cdm-ar");
        var strata = SampleRun.Run(Options(Strata) with { Design = SamplingDesign.Stratified, Stratum = "s", StratumArea = "ha", Programme = cdm, Degrees = DegreesOfFreedomRule.Satterthwaite });
        Assert.Equal(5 - 2, strata.Sample.Mean.DegreesOfFreedom);
        Assert.Equal("--df satterthwaite", Assert.Single(strata.Findings.Findings, f => f.Rule == SampleRunFindings.FixedByProgramme).Value);
        var regression = SampleRun.Run(Options("x,y\n1,2\n2,3\n3,5\n4,6\n2.5,\n5,\n") with { Design = SamplingDesign.TwoPhase, Auxiliary = "x", Programme = cdm });
        Assert.Equal(DoubleSample.ArTool14([2, 3, 5, 6], [1, 2, 3, 4], 17.5 / 6, 6).Mean, regression.Sample.Mean);
        Assert.Contains("AR-TOOL14", regression.Formula, StringComparison.Ordinal);
        Assert.Equal(ParameterStatus.Secondary, regression.WorstStatus);
    }

    /// <summary>1 and 11: mean 6, SE 5, t(0.90, 1) = 6.314: the half-width of 31.6 exceeds the mean.</summary>
    [Fact]
    public void A_discount_that_exceeds_the_estimate_is_told()
    {
        var result = SampleRun.Run(Options("y\n1\n11\n") with { Programme = Programme.Load(MethodologyCatalog.Open(Repository.PathOf("methodology")), "cdm-ar") });
        Assert.Equal(6 - (5 * 6.313752), result.Discounted!.ProjectValue!.Value, 4);
        Assert.Equal(1, result.Findings.Count(SampleRunFindings.DiscountExceeds));
    }

    [Fact]
    public void Hectares_are_no_square_metres_and_values_per_hectare_are_told()
    {
        foreach (var column in new[] { "areaHa", "area_ha", "面积ha", "面积（公顷）" })
            Refuses("SMP-0043", column, Options($"y,{column}\n5,0.06\n6,0.06\n") with { PlotAreaColumn = column });
        Assert.Equal(2, SampleRun.Run(Options("y,alpha\n5,600\n6,600\n") with { PlotAreaColumn = "alpha" }).Sample.Plots); // a name that ends so by chance
        const string Plots = "carbonTCPerHa\n40\n60\n";
        var plots = new SamplingOptions(Write("plots.csv", Plots), "carbonTCPerHa") { AreaHa = 10, PlotAreaM2 = 1000 };
        Assert.Equal(1, SampleRun.Run(plots).Findings.Count(SampleRunFindings.PerHectareValues));
        var told = SampleRun.Run(plots with { PerHectare = true });
        Assert.Equal((0L, 500.0), (told.Findings.Count(SampleRunFindings.PerHectareValues), told.Total!.Value.Value));
    }

    [Fact]
    public void A_constant_change_is_written_without_degrees_of_freedom()
    {
        var json = Json(SampleRun.Run(Options("y\n7\n7\n7\n") with { Design = SamplingDesign.Change, Previous = Write("old.csv", "y\n5\n5\n5\n") }));
        Assert.Equal((2.0, JsonValueKind.Null, 0.0), (json.GetProperty("mean").GetDouble(), json.GetProperty("degreesOfFreedom").ValueKind, json.GetProperty("halfWidth").GetDouble()));
    }

    [Fact]
    public void Numbers_too_large_for_a_variance_are_refused() => Refuses("SMP-0045", "y", Options("y\n1e200\n2e200\n3e200\n"));

    [Fact]
    public void Plots_of_equal_order_are_refused() => Refuses("SMP-0046", "o", Options("l,o,y\na,1,5\na,2,7\na,2,6\nb,2,9\n") with { Design = SamplingDesign.Systematic, Line = "l", Order = "o" });

    /// <summary>Changes 1, 2, 3; the plot with 12x was measured, so it is no plot of the earlier survey alone.</summary>
    [Fact]
    public void A_text_in_place_of_a_later_value_is_missing_and_not_a_replaced_plot()
    {
        var result = SampleRun.Run(Options("p,old,y\n1,10,11\n2,8,12x\n3,7,9\n4,7,10\n") with { Design = SamplingDesign.Change, Previous = "old" });
        Assert.Equal((2.0, 3, 1), (result.Sample.Mean.Value, result.Change!.Matched, result.RowsMissing));
        Assert.Equal(0, result.Findings.Count(SampleRunFindings.PartlyMatched));
    }

    [Fact]
    public void A_text_in_the_earlier_table_is_missing_and_not_a_new_plot()
    {
        var result = SampleRun.Run(Options("p,y\n1,11\n2,12\n3,9\n4,10\n") with { Design = SamplingDesign.Change, Previous = Write("old.csv", "p,y\n1,10\n2,8x\n3,7\n4,7\n"), Key = "p" });
        Assert.Equal((2.0, 3), (result.Sample.Mean.Value, result.Change!.Matched));
        Assert.Equal((4, 1, 1), (result.EarlierRows!.Value, result.EarlierRowsMissing, result.RowsIncomplete));
        Assert.Equal("2", Assert.Single(result.Findings.Findings, f => f.Rule == SampleRunFindings.OtherSurveyUnreadable).Value);
        var json = Json(result);
        var joined = SampleRun.Run(Options("p,y\n1,11\n2,5\n2,\n3,9\n4,10\n") with { Design = SamplingDesign.Change, Previous = Write("old.csv", "p,y\n1,10\n2,8\n3,7\n4,7\n"), Key = "p", PlotColumn = "p" });
        Assert.Equal((2.0, 3, 0L), (joined.Sample.Mean.Value, joined.Change!.Matched, joined.Findings.Count(SampleRunFindings.PartlyMatched)));
        Assert.Equal((5, 1, 1, 4, 1), (joined.Rows, joined.RowsMissing, joined.RowsIncomplete, joined.EarlierRows!.Value, joined.EarlierRowsMissing)); // plot 2 of the earlier table has no partner to be compared with
        Assert.Equal((3, 3), (json.GetProperty("rows").GetProperty("used").GetInt32(), json.GetProperty("earlierRows").GetProperty("used").GetInt32()));
    }

    [Fact]
    public void Options_that_the_design_would_ignore_are_refused()
    {
        var random = Options(Strata);
        SamplingOptions[] ignored =
        [
            random with { Auxiliary = "x" }, random with { AuxiliaryMean = 3 }, random with { PhaseOne = 9 }, random with { Cluster = "s" }, random with { PopulationClusters = 9 }, random with { Panel = "s" }, random with { Line = "s" }, random with { Order = "x" },
            random with { SmallArea = "s" }, random with { Previous = "x" }, random with { Key = "x" }, random with { Years = 5 }, random with { UnitColumn = "s" }, random with { StratumArea = "ha" }, random with { Degrees = DegreesOfFreedomRule.PlotsLessOne },
            random with { ArTool14 = true }, random with { PlotAreaM2 = 600, PlotAreaColumn = "x" },
        ];
        Assert.All(ignored, o => Refuses("SMP-0028", null, o));
        Refuses("SMP-0030", null, Options(Strata) with { Design = SamplingDesign.Stratified, Stratum = "s", StratumArea = "ha", AreaHa = 999 });
    }

    [Fact]
    public void A_plan_gives_every_stratum_two_plots_and_names_an_error_without_a_unit()
    {
        var plan = PlanRun.Run(new() { Strata = Write("plan.csv", "stratum,weight,standardDeviation\n1,0.6,0\n2,0.4,35\n"), Mean = 80 });
        Assert.Equal(2, plan.Plan.Allocation[0].Plots);
        Assert.Equal("SMP-0027", Refusal(new() { CvPercent = 40, Error = 20 }));
        Assert.Equal((40.0, 20.0), PlanRun.Run(new() { CvPercent = 40, Error = 20, Mean = 100 }) is var cv ? (cv.Strata[0].StandardDeviation, cv.Error) : default);
        Assert.Equal("SMP-0039", Refusal(new() { CvPercent = 40, Error = 1e-9, Mean = 100 }));

        static string Refusal(PlanOptions options) => Assert.Throws<RefusedInputException>(() => PlanRun.Run(options)).Finding.Rule.Code;
    }

    [Fact]
    public void The_status_of_the_plots_is_carried_into_the_estimate()
    {
        var result = SampleRun.Run(Options("y,status,flag\n5,secondary,\n6,derived,extrapolated\n7,verified,\n,memory,extrapolated\n"));
        Assert.Equal((ParameterStatus.Derived, 1), (result.WorstStatus!.Value, result.RowsExtrapolated)); // the row without a value was not used
        Assert.Equal("derived", Json(result).GetProperty("status").GetString());
        Assert.Equal(JsonValueKind.Null, Json(SampleRun.Run(Options("y\n5\n6\n"))).GetProperty("status").ValueKind);
        var path = Path.Combine(folder, "out");
        using (var output = OutputFolder.Open(path))
            SampleFolder.Write(SampleRun.Run(Options("y\n50\n61\n57\n") with { Programme = Programme.Load(MethodologyCatalog.Open(Repository.PathOf("methodology")), "cdm-ar") }), output, ["estimate"], DateTime.UnixEpoch, "en");
        var manifest = JsonDocument.Parse(File.ReadAllText(Path.Combine(path, "manifest.json"))).RootElement;
        Assert.Equal("secondary", manifest.GetProperty("worstStatus").GetString());
        Assert.Equal(["programmes/cdm-ar", "methods/precision-ar-tool14", "tables/ar-tool14/discount"], manifest.GetProperty("packs").EnumerateArray().Select(p => p.GetProperty("id").GetString()!));
    }

    [Fact]
    public void Refusals_speak_one_language_and_name_the_column()
    {
        var rules = new[] { typeof(SamplingFindings), typeof(SampleRunFindings) }.SelectMany(t => t.GetProperties(BindingFlags.Public | BindingFlags.Static)).Select(p => (FindingRule)p.GetValue(null)!).ToArray();
        Assert.All(rules, r => Assert.DoesNotContain(r.En + r.HintEn, c => c is >= '一' and <= '龥'));
        var one = Refuses("SMP-0002", "y", Options("y\n5\n"));
        Assert.DoesNotContain(one.Message("en"), c => c is >= '一' and <= '龥');
        Refuses("SMP-0001", "y", Options("y\n"));
        var few = Refuses("SMP-0003", "s", Options("s,ha,y\na,1,2\na,1,3\nb,2,5\n") with { Design = SamplingDesign.Stratified, Stratum = "s", StratumArea = "ha" });
        Assert.Equal(("plots.csv", "b"), (few.File, few.Value));
        var weights = Refuses("SMP-0008", "weight", Options(Strata) with { Design = SamplingDesign.Stratified, Stratum = "s", Strata = Write("weights.csv", "stratum,weight\na,0.6\nb,0.5\n") });
        Assert.Equal("weights.csv", weights.File);
        var larger = Refuses("SMP-0005", "y", Options("y\n5\n6\n7\n") with { PlotAreaM2 = 10_000, AreaHa = 2 });
        Assert.DoesNotContain(larger.Message("en"), c => c is >= '一' and <= '龥');
        var syntax = Refuses("SMP-0024", null, Options("y\n5\n") with { Domain = "y>>3" });
        Assert.DoesNotContain(syntax.Message("en"), c => c is >= '一' and <= '龥');
    }

    private static Finding Refuses(string code, string? field, SamplingOptions options)
    {
        var finding = Assert.Throws<RefusedInputException>(() => SampleRun.Run(options)).Finding;
        Assert.Equal((code, field), (finding.Rule.Code, finding.Field));
        return finding;
    }

    /// <summary>The plan's deviation is the one given, and both commands name the same number of plots for 5 % at 95 %.</summary>
    private static PlanResult PlansAsEstimated(SamplingOptions pilot, double deviation)
    {
        var plan = PlanRun.Run(new() { Pilot = pilot, ErrorPercent = 5, Rules = new(.95), FromPilotT = true });
        Assert.Equal(deviation, Assert.Single(plan.Strata).StandardDeviation, 12);
        Assert.Equal(SampleRun.Run(pilot with { TargetErrorPercent = 5 }).PlotsNeeded, plan.Plan.Plots);
        return plan;
    }

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
