using System.Text;
using System.Text.Json;
using CarbonSink.Findings;
using CarbonSink.Plots;
using CarbonSink.Runs;
using Xunit;

namespace CarbonSink.Tests.Plots;

/// <summary>What must not pass for a figure: zeros that nobody measured, totals of a part, guessed words and units.</summary>
public sealed class PlotsRefusalTests : IDisposable
{
    private const string Species = """
        species,leaf_type [code],volume_species [code],biomass_species [code],cf_type [code],form_species [code],source,locator,status,flag,reason
        松,needleleaf,DB35-马尾松,AH-马尾松,,LIN-喜光针叶树,definition,例 / example,declared,,空格处没有参数 / blank: none serves
        杉,needleleaf,DB35-杉木,AH-杉木,,LIN-中性针叶树,definition,例 / example,declared,,空格处没有参数 / blank: none serves
        """;

    private const string OneTree = "plot,dbh,height,species\na,20,15,松\n";

    private readonly string folder = Directory.CreateTempSubdirectory("carbonsink-plots").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Theory]
    [InlineData("plot,dbh,height,species\n01,20,15,松\n2,20,15,松\n", "1", "01")] // leading zero: plot 1 is no plot without trees
    [InlineData("plot,dbh,height,species\n1,20,15,松\n,20,15,松\n", "1", "—")] // blank: any plot may lack it
    [InlineData("plot,dbh,height,species\n1,20,15,松\n3,20,15,松\n3,21,15,松\n4,9,9,松\n", "3", "3, 4")]
    public void Trees_of_no_known_plot_stop_the_run(string trees, string rows, string numbers)
    {
        var finding = Refusal(() => Run("plot,areaM2\n1,600\n2,600\n", trees));
        Assert.Equal(("PLT-0010", rows, numbers), (finding.Rule.Code, finding.Arguments[0], finding.Arguments[1]));
    }

    [Fact]
    public void Counts_of_no_known_plot_stop_the_run() =>
        Assert.Equal("PLT-0010", Refusal(() => Gauge("plot,basalAreaFactor\na,1\n", "plot,baf,counted,species,height\nb,1,10,松,12\n")).Rule.Code);

    [Fact]
    public void A_table_of_trees_without_rows_makes_no_zeros()
    {
        var result = Run("plot,areaM2\na,600\nb,600\n", "plot,dbh,height,species\n");
        Assert.Equal(["PLT-0031", "PLT-0036"], Codes(result));
        Assert.All(result.Plots, p => Assert.Null(p.StemsPerHa));
        Assert.False(result.HasFigures);
    }

    [Fact]
    public void Where_a_column_tells_the_plots_without_trees_only_they_are_zeros()
    {
        var result = Run("样地号,areaM2,无立木\na,600,\nb,600,是\nc,600,否\n", OneTree);
        Assert.Equal([10000 / 600.0, 0.0, null], result.Plots.Select(p => p.StemsPerHa is { } n ? Math.Round(n, 9) : (double?)null).Select(n => n is > 1 ? 10000 / 600.0 : n));
        Assert.Equal((0.0, null), (result.Plots[1].CarbonTCPerHa, result.Plots[2].CarbonTCPerHa));
        Assert.Equal(["PLT-0020", "PLT-0031"], Codes(result));
        Assert.Equal(0, Run("plot,areaM2,empty\na,600,yes\n", "plot,dbh\n").Plots[0].StemsPerHa);
    }

    [Fact]
    public void A_plot_declared_without_trees_has_no_live_tree()
    {
        var result = Run("plot,areaM2,empty\na,600,yes\nb,600,\n", OneTree + "b,20,15,松\n");
        Assert.Equal((null, 10000 / 600.0), (result.Plots[0].StemsPerHa, Math.Round(result.Plots[1].StemsPerHa!.Value * 600) / 600));
        Assert.Equal(["PLT-0019", "PLT-0030"], Codes(result));
        Assert.Equal(0, Run("plot,areaM2,empty\na,600,yes\nb,600,\n", "plot,dbh,height,species,status\na,20,15,松,枯立木\nb,20,15,松,\n").Plots[0].StemsPerHa);
    }

    [Fact]
    public void A_gauge_plot_without_trees_or_counts_is_no_zero()
    {
        var result = Run("plot,areaM2,basalAreaFactor\na,600,\ng,,1\n", OneTree);
        Assert.Null(result.Plots.Single(p => p.Plot == "g").StemsPerHa);
        Assert.Equal(["PLT-0031"], Codes(result));
    }

    [Theory]
    [InlineData("slope", 30, 0.5)]
    [InlineData("Along slope", 30, 0.5)]
    [InlineData("坡面距", 30, 0.5)]
    [InlineData("水平距离", 30, 0.0)]
    [InlineData("horizontal", 30, 0.0)]
    [InlineData("斜", 30, null)]
    [InlineData("along", 40, null)]
    public void How_sizes_were_measured_is_not_guessed(string word, int slope, double? along)
    {
        var result = Run($"plot,areaM2,slope,measured\na,600,{slope},{word}\nb,600,0,水平\n", OneTree + "b,20,15,松\n");
        Assert.Equal(along is null ? 1 : 0, result.Rows.PlotsRefused);
        if (along is null)
            Assert.Contains("PLT-0032", Codes(result));
        else
            Assert.Equal(600 * (along > 0 ? Math.Sqrt(3) / 2 : 1), result.Plots[0].AreaM2!.Value, 1e-9); // cos 30°
    }

    [Fact]
    public void A_plot_with_a_count_refused_has_no_total()
    {
        var result = Gauge("plot,basalAreaFactor\na,1\nb,1\n", "plot,baf,counted,species,height\na,1,10,松,12\na,1,-4,杉,12\nb,1,10,松,12\nb,1,5,杉,12\n");
        Assert.Equal([("a", "松", 10.0), ("b", "杉", 5), ("b", "松", 10), ("a", null, null), ("b", null, 10 + 5.0)], result.Gauge.Select(g => (g.Plot, g.Species, g.BasalAreaM2PerHa)));
        Assert.Null(result.Gauge[3].VolumeM3PerHa);
        Assert.Equal(((12 + 3) * 10 * 0.41) + (result.Gauge[1].VolumeM3PerHa ?? 0), result.Gauge[4].VolumeM3PerHa!.Value, 1e-9);
        Assert.Equal((4L, 3L, 1L), (result.Rows.GaugeRead, result.Rows.GaugeCounted, result.Rows.GaugeRefused));
        Assert.Equal(["PLT-0002", "PLT-0033"], Codes(result));
    }

    [Theory]
    [InlineData("a,1,10,松,12\na,1,10,松,12\n")]
    [InlineData("a,1,10,,12\na,1,10,松,12\n")]
    [InlineData("a,1,10,,12\na,1,12,,12\n")]
    public void Counts_that_stand_twice_are_not_added(string rows)
    {
        var result = Gauge("plot,basalAreaFactor\na,1\nb,1\n", $"plot,baf,counted,species,height\n{rows}b,1,7,松,12\n");
        Assert.Equal([("b", 7.0), ("a", null), ("b", 7)], result.Gauge.Select(g => (g.Plot, g.BasalAreaM2PerHa)));
        Assert.Equal(["PLT-0033", "PLT-0034"], Codes(result));
    }

    [Fact]
    public void Two_basal_area_factors_contradict_each_other()
    {
        var result = Gauge("plot,baf\na,2\nb,1\n", "plot,baf,counted,species,height\na,1,10,松,12\nb,1,10,松,12\n");
        Assert.Equal([("b", 10.0), ("a", null), ("b", 10)], result.Gauge.Select(g => (g.Plot, g.BasalAreaM2PerHa)));
        Assert.Contains("PLT-0035", Codes(result));
    }

    [Fact]
    public void A_share_divides_counts_as_it_divides_trees()
    {
        // Half of the turn lies inside: 10 counted there stand for 20 m²/ha; a tree tallied there for 2 m²/ha.
        Assert.Equal(10 / 0.5, Gauge("plot,baf,share\na,1,0.5\n", "plot,baf,counted,species,height\na,1,10,松,12\n").Gauge[0].BasalAreaM2PerHa!.Value, 1e-12);
        Assert.Equal(1 / 0.5, Run("plot,baf,share\na,1,0.5\n", OneTree).Plots[0].BasalAreaM2PerHa!.Value, 1e-12);
    }

    [Theory]
    [InlineData("plot,areaM2\na,600\na,600\n", OneTree)]
    [InlineData("plot,areaM2\na,600\n", "plot,dbh,height,species\na,-1,15,松\n")]
    [InlineData("plot,areaM2\n", "plot,dbh\n")]
    public void Nothing_sound_is_said_to_be_nothing(string plots, string trees)
    {
        var result = Run(plots, trees);
        Assert.False(result.HasFigures);
        Assert.Contains("PLT-0036", Codes(result));
    }

    [Fact]
    public void What_is_stated_of_a_nested_plot_is_its_largest_subplots()
    {
        Write("subplots.csv", "areaM2,number,minDbhCm,maxDbhCm\n100,1,5,20\n500,1,20,\n");
        PlotsResult Nested(string area) => Run($"plot,areaM2\na,{area}\nb,\n", OneTree + "b,20,15,松\n", o => o with { Subplots = In("subplots.csv") });
        Assert.Equal(500, Nested("500").Plots[0].AreaM2!.Value, 1e-9);
        Assert.Equal(["b"], Nested("600").Plots.Select(p => p.Plot));
        Assert.Contains("PLT-0004", Codes(Nested("600")));
    }

    [Fact]
    public void A_plot_has_a_size_or_a_gauge() =>
        Assert.Contains("PLT-0037", Codes(Run("plot,areaM2,baf\na,600,1\n", OneTree)));

    [Fact]
    public void Rows_of_trees_are_counted_one_by_one()
    {
        // Of 9 rows: 2 counted; 1 dead; 1 below the subplots; refused: 2 alike, 1 without diameter, 1 sound beside it, 1 on a refused plot.
        Write("subplots.csv", "areaM2,minDbhCm\n500,5\n");
        var result = Run(
            "plot\na\nb\nc\nd\nd\n",
            "plot,tree,dbh,height,species,status\na,1,20,15,松,\na,2,21,15,松,\na,3,22,15,松,枯立木\na,4,4,5,松,\nb,1,20,15,松,\nb,1,20,15,松,\nc,1,,15,松,\nc,2,20,15,松,\nd,1,20,15,松,\n",
            o => o with { Subplots = In("subplots.csv") });
        var rows = result.Rows;
        Assert.Equal((9L, 2L, 1L, 1L, 5L), (rows.TreesRead, rows.TreesCounted, rows.TreesDead, rows.TreesBelow, rows.TreesRefused));
    }

    [Theory]
    [InlineData("0.152,12", "PLT-0013")] // m
    [InlineData("152,12", "PLT-0013")] // mm
    [InlineData("62,6", "PLT-0038")] // mm, of small trees: 6 / 62 = 0.097
    [InlineData("1.2,7", "PLT-0038")] // dm: 7 / 1.2 = 5.8
    public void Diameters_in_another_unit_are_found_by_themselves_or_by_heights(string tree, string code)
    {
        var (dbh, height) = (tree.Split(',')[0], tree.Split(',')[1]);
        Assert.Equal(code, Refusal(() => Run("plot,areaM2\na,600\n", $"plot,dbh,height,species\na,{dbh},{height},松\na,{dbh},{height},松\na,20,15,松\n")).Rule.Code);
    }

    [Fact]
    public void Large_and_stout_trees_are_no_mistake_of_units() =>
        Assert.Equal(2, Run("plot,areaM2\na,600\n", "plot,dbh,height,species\na,79,14,松\na,6,9,松\n").Rows.TreesCounted); // 0.18 and 1.5 m/cm

    [Fact]
    public void A_missing_crosswalk_is_named_with_its_option()
    {
        Write("plots.csv", "plot,areaM2\na,600\n");
        Write("trees.csv", OneTree);
        var finding = Refusal(() => PlotsRun.Run(Options()));
        Assert.Equal("PLT-0039", finding.Rule.Code);
        Assert.Contains("--species", finding.Hint("zh"), StringComparison.Ordinal);
        Assert.Contains("--species", finding.Hint("en"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("share (株)")]
    [InlineData("界内比例（个）")]
    public void A_share_is_no_number_of_trees(string heading) =>
        Assert.Equal("PLT-0029", Refusal(() => Run($"plot,areaM2,{heading}\na,600,1\n", OneTree)).Rule.Code);

    [Fact]
    public void Totals_of_boundary_plots_over_their_areas_are_the_ratio_of_means()
    {
        // 600 m² with 3 trees and 300 m² inside with 1: per hectare 50 and 33.3, whose mean is 41.7; of 900 m² with 4 trees it is 44.4.
        var result = Run("plot,areaM2,share\na,600,1\nb,600,0.5\n", "plot,dbh,height,species\na,20,15,松\na,20,15,松\na,20,15,松\nb,20,15,松\n");
        Assert.Equal([600.0, 300], result.Plots.Select(p => p.AreaM2!.Value));
        Assert.Equal([3.0, 1], result.Plots.Select(p => Math.Round(p.OnPlot(p.StemsPerHa)!.Value, 9)));
        Assert.Equal(4 / 0.09, result.Plots.Sum(p => p.OnPlot(p.StemsPerHa)!.Value) / result.Plots.Sum(p => p.AreaHa!.Value), 1e-9);
        Assert.Equal((50 + (1 / 0.03)) / 2, Assert.Single(result.Means).StemsPerHa!.Value, 1e-9);
        var json = Json(result).RootElement.GetProperty("plots")[1];
        Assert.Equal((300, result.Plots[1].CarbonTCPerHa!.Value * 0.03), (json.GetProperty("areaM2").GetDouble(), json.GetProperty("carbonTC").GetDouble()));
    }

    [Fact]
    public void A_stratum_with_a_plot_that_lacks_volume_has_no_mean_volume()
    {
        var means = Run("plot,stratum,areaM2\na,甲,500\nb,甲,500\nc,乙,500\n", "plot,dbh,height,species\na,20,15,松\nb,20,,松\nb,20,15,松\nc,20,15,松\n").Means;
        Assert.Equal([("乙", 1, 0, 20.0), ("甲", 2, 1, (20 + 40) / 2.0)], means.Select(m => (m.Stratum!, m.Plots, m.PlotsIncomplete, Math.Round(m.StemsPerHa!.Value, 9))));
        Assert.NotNull(means[0].VolumeM3PerHa);
        Assert.Equal((null, null), (means[1].VolumeM3PerHa, means[1].CarbonTCPerHa));
    }

    [Fact]
    public void Plots_and_stem_tables_count_the_same_trees()
    {
        var result = Run("plot,areaM2\na,600\n", "plot,dbh,height,species,count\na,20,15,松,2\na,10,8,松,\n");
        Assert.Equal((2 + 1.0, 2 + 1.0), (result.Plots[0].Trees, result.PlotStems.Sum(s => s.Trees)));
    }

    [Fact]
    public void The_page_shows_strata_diameter_classes_and_trees_not_estimated()
    {
        var result = Run("plot,stratum,areaM2\na,甲层,600\nb,乙层,600\n", "plot,tree,dbh,height,species\na,1,20,15,松\na,2,14,12,松\nb,7,20,,杉\n");
        foreach (var language in (string[])["zh", "en"])
        {
            using var stream = new MemoryStream();
            PlotsPage.Of(result, language).Write(stream);
            var page = Encoding.UTF8.GetString(stream.ToArray());
            foreach (var part in (string[])["甲层", "乙层", "14 cm: 16.7; 16 cm: 0.0; 18 cm: 0.0; 20 cm: 16.7", "t-means-by-stratum", "t-trees-not-estimated", "PLT-0018"])
                Assert.Contains(part, page, StringComparison.Ordinal);
            Assert.Equal(2, page.Split("<svg").Length - 1);
            Assert.DoesNotContain("<script", page, StringComparison.Ordinal);
        }
    }

    private static JsonDocument Json(PlotsResult result)
    {
        using var stream = new MemoryStream();
        PlotsJson.Write(result, stream, "en");
        return JsonDocument.Parse(stream.ToArray());
    }

    private static IEnumerable<string> Codes(PlotsResult result) => result.Findings.Counts.Select(c => c.Rule.Code);

    private static Finding Refusal(Action run) => Assert.Throws<RefusedInputException>(run).Finding;

    private PlotsResult Run(string plots, string trees, Func<PlotsOptions, PlotsOptions>? change = null)
    {
        Write("species.csv", Species);
        Write("plots.csv", plots);
        Write("trees.csv", trees);
        return PlotsRun.Run(change is null ? Options() : change(Options()));
    }

    private PlotsResult Gauge(string plots, string counts)
    {
        Write("species.csv", Species);
        Write("plots.csv", plots);
        Write("gauge.csv", counts);
        return PlotsRun.Run(Options() with { Trees = null, AngleGauge = In("gauge.csv") });
    }

    private PlotsOptions Options() => new(In("plots.csv"), Repository.PathOf("methodology")) { Trees = In("trees.csv"), Zone = "subtropical-humid-forest" };

    private string In(string file) => Path.Combine(folder, file);

    private void Write(string file, string text) => File.WriteAllText(In(file), text.ReplaceLineEndings("\n").TrimEnd('\n') + "\n");
}
