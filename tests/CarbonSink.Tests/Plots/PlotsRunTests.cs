using System.Globalization;
using System.Text;
using CarbonSink.Findings;
using CarbonSink.Methodologies;
using CarbonSink.Reports;
using CarbonSink.Runs;
using Xunit;

namespace CarbonSink.Tests.Plots;

public sealed class PlotsRunTests : IDisposable
{
    private const string Zone = "subtropical-humid-forest";
    private const string Species = """
        species,leaf_type [code],volume_species [code],biomass_species [code],cf_type [code],form_species [code],source,locator,status,flag,reason
        松,needleleaf,DB35-马尾松,AH-马尾松,,LIN-喜光针叶树,definition,例 / example,declared,,空格处没有参数 / blank: none serves
        怪,needleleaf,,D-云南松,,,definition,例 / example,declared,,空格处没有参数 / blank: none serves
        """;

    private readonly string folder = Directory.CreateTempSubdirectory("carbonsink-plots").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public void A_plot_is_its_trees_over_its_horizontal_area()
    {
        // 10 m × 20 m along a slope of 60° (cos = ½): 100 m²; of it the half inside: 50 m² = 0.005 ha, so a tree stands for 200, a row of 3 for 600.
        var result = Run("样地号,长,宽,坡度,距离类型,界内比例\n007,20,10,60,坡面,0.5\n", "样地号,样木号,树种,胸径（厘米）,树高 [m],株数\n007,1,松,20,15,\n007,2,松,10,8,3\n");
        var plot = Assert.Single(result.Plots);
        Assert.Equal(("007", 1 + 3.0, 0L), (plot.Plot, plot.Trees, plot.TreesNotEstimated));
        Assert.Equal(0.005, plot.AreaHa!.Value, 1e-15);
        Assert.Equal(200 + 600, plot.StemsPerHa!.Value, 1e-9);
        Assert.Equal(Math.PI / 40000 * ((400 * 200) + (100 * 600)), plot.BasalAreaM2PerHa!.Value, 1e-9);
        Assert.Equal(Math.Sqrt(((400 * 200) + (100 * 600)) / 800.0), plot.QuadraticMeanDbhCm!.Value, 1e-9);
        Assert.Equal(((15 * 400 * 200) + (8 * 100 * 600)) / 140000.0, plot.LoreyHeightM!.Value, 1e-9);
        Assert.Equal((200 * Volume(20, 15)) + (600 * Volume(10, 8)), plot.VolumeM3PerHa!.Value, 1e-9);
        Assert.Equal((0.2 * Above(20, 15)) + (0.6 * Above(10, 8)), plot.AgbTPerHa!.Value, 1e-9);
        Assert.Equal(0.47 * (plot.AgbTPerHa.Value + (0.2 * Root(20, 15)) + (0.6 * Root(10, 8))), plot.CarbonTCPerHa!.Value, 1e-9);
        Assert.Equal(ParameterStatus.Secondary, plot.Status);
        Assert.Empty(result.Findings.Findings);
    }

    [Theory]
    [InlineData("slopePercent")]
    [InlineData("坡度(%)")]
    [InlineData("slope (%)")]
    public void A_slope_of_100_per_cent_is_45_degrees(string heading)
    {
        var result = Run($"plot,areaM2,{heading},measured\na,1000,100,slope\n", "plot,dbh,height,species\na,20,15,松\n");
        Assert.Equal(0.1 * Math.Sqrt(0.5), result.Plots[0].AreaHa!.Value, 1e-12);
    }

    [Fact]
    public void The_ratio_of_AR_TOOL14_gives_roots_from_the_plot()
    {
        var result = Run("plot,areaHa\na,0.05\n", "plot,dbh,height,species\na,20,15,松\n", o => o with { Roots = "ratio" });
        var b = 20 * Above(20, 15) / 1000;
        Assert.Equal(Math.Exp(-1.085 + (0.9256 * Math.Log(b))), result.Plots[0].BgbTPerHa!.Value, 1e-9);
    }

    [Fact]
    public void A_plot_without_trees_is_a_true_zero()
    {
        var result = Run("plot,areaM2\na,600\nb,600\n", "plot,dbh,height,species\nb,20,15,松\n");
        var empty = result.Plots[0];
        Assert.Equal((0.0, 0.0, 0.0, 0.0, null), (empty.StemsPerHa, empty.VolumeM3PerHa, empty.AgbTPerHa, empty.CarbonTCPerHa, empty.MeanDbhCm));
        Assert.Equal(["PLT-0020"], Codes(result));
    }

    [Fact]
    public void Nested_plots_expand_each_tree_by_the_subplot_of_its_diameter()
    {
        Write("subplots.csv", "areaM2,number,minDbhCm,maxDbhCm\n100,1,5,20\n500,2,20,\n");
        var result = Run("plot,share\na,0.5\n", "plot,dbh,height,species\na,20,15,松\na,19.9,15,松\na,4.9,4,松\n", o => o with { Subplots = In("subplots.csv") });

        // 2 × 500 m² × ½ = 0.05 ha: 20; 100 m² × ½ = 0.005 ha: 200; the smallest is tallied nowhere.
        Assert.Equal(220, result.Plots[0].StemsPerHa!.Value, 1e-9);
        Assert.Equal(1, result.Rows.TreesBelow);
        Assert.Equal(["PLT-0021"], Codes(result));
        Assert.Equal((500, 2 + 1.0), (result.Plots[0].AreaM2!.Value, result.Plots[0].Trees + result.Rows.TreesBelow));
        Write("subplots.csv", "areaM2,minDbhCm\n100,5\n500,20\n");
        Assert.Equal("PLT-0022", Refusal(() => Run("plot\na\n", "plot,dbh\na,20\n", o => o with { Subplots = In("subplots.csv") })));
    }

    [Fact]
    public void Trees_of_a_gauge_plot_stand_for_the_factor_each()
    {
        var result = Run("plot,basalAreaFactor,slope\na,2,60\n", "plot,dbh,height,species\na,20,15,松\na,33.3,15,松\n");
        Assert.Equal(2 * 2 / 0.5, result.Plots[0].BasalAreaM2PerHa!.Value, 1e-9);
        Assert.Null(result.Plots[0].AreaHa);
    }

    [Fact]
    public void Counts_give_basal_area_and_volume_by_both_ways()
    {
        Write("gauge.csv", "样地号,角规常数,相割株数,相切株数,树种,平均高\na,1,25,0,松,12\nb,1,20,10,松,12.3\n");
        Write("standard.csv", "heightM,basalAreaM2PerHa,volumeM3PerHa\n12,47.4,300\n13,50.9,340\n");
        Write("species.csv", Species);
        var result = PlotsRun.Run(Options("plot,basalAreaFactor\na,1\nb,1\n") with { AngleGauge = In("gauge.csv"), StandardTable = In("standard.csv") });
        Assert.Empty(result.Plots);
        Assert.Equal(["a", "b", "a", "b"], result.Gauge.Select(g => g.Plot));
        Assert.Equal((25.0, ParameterStatus.Memory), (result.Gauge[0].BasalAreaM2PerHa, result.WorstStatus));
        Assert.Equal(153.75, result.Gauge[0].VolumeM3PerHa!.Value, 1e-9); // 25 × 15 × 0.41
        Assert.Equal(25 / 48.45 * 312, result.Gauge[1].StandardVolumeM3PerHa!.Value, 1e-9); // at 12.3 m, 300 + 0.3 × 40
        var (both, noTrees) = (PlotsRun.Run(Options("plot,basalAreaFactor\na,1\nb,1\n", "plot,dbh\n") with { AngleGauge = In("gauge.csv") }), Array.Empty<PlotFigures>());
        Assert.Equal(noTrees, both.Plots); // counted by the gauge alone: no plots without trees
    }

    [Fact]
    public void A_height_curve_serves_trees_without_height_within_its_diameters_only()
    {
        Write("curves.csv", "species,a,b,c,maxDbhCm\n松,20,0.05,1.2,30\n");
        var result = Run("plot,areaHa\na,0.1\nb,0.1\n", "plot,dbh,height,species\na,20,,松\na,10,8,松\nb,31,,松\n", o => o with { HeightCurves = In("curves.csv") });
        var height = 1.3 + (20 * Math.Pow(1 - Math.Exp(-0.05 * 20), 1.2));
        Assert.Equal(10 * (Volume(20, height) + Volume(10, 8)), result.Plots[0].VolumeM3PerHa!.Value, 1e-9);
        Assert.Null(result.Plots[1].VolumeM3PerHa);
        Assert.Equal(["PLT-0018", "PLT-0019", "PLT-0027"], Codes(result));
        Write("curves.csv", "species,a,b,c\n松,20,0.05,\n");
        Assert.Equal("PLT-0028", Refusal(() => Run("plot,areaHa\na,0.1\n", "plot,dbh\na,20\n", o => o with { HeightCurves = In("curves.csv") })));
    }

    public static TheoryData<string, string, string> BadRows => new()
    {
        { "plot,areaHa\na,\n", "plot,dbh\na,20\n", "PLT-0003" },
        { "plot,areaHa\na,0\n", "plot,dbh\na,20\n", "PLT-0003" },
        { "plot,radiusM\na,-5\n", "plot,dbh\na,20\n", "PLT-0002" },
        { "plot,areaHa,areaM2\na,0.06,667\n", "plot,dbh\na,20\n", "PLT-0004" },
        { "plot,areaHa\na,667\n", "plot,dbh\na,20\n", "PLT-0005" },
        { "plot,areaHa,slope\na,0.06,75\n", "plot,dbh\na,20\n", "PLT-0006" },
        { "plot,areaHa,slope\na,0.06,-3\n", "plot,dbh\na,20\n", "PLT-0006" },
        { "plot,areaHa,slope\na,0.06,30\n", "plot,dbh,height,species\na,20,15,松\n", "PLT-0007" },
        { "plot,areaHa,share\na,0.06,75\n", "plot,dbh\na,20\n", "PLT-0008" },
        { "plot,areaHa\na,0.06\na,0.06\n", "plot,dbh\na,20\n", "PLT-0009" },
        { "plot,areaHa\na,0.06\n", "plot,tree,dbh,height,species\na,1,20,15,松\na,1,21,15,松\n", "PLT-0011" },
        { "plot,areaHa\na,0.06\n", "plot,dbh,height,species\na,-20,15,松\n", "PLT-0012" },
        { "plot,areaHa\na,0.06\n", "plot,dbh,height,species\na,0,15,松\n", "PLT-0012" },
        { "plot,areaHa\na,0.06\n", "plot,dbh,height,species\na,301,15,松\na,20,15,松\na,20,15,松\na,20,15,松\n", "PLT-0012" },
        { "plot,areaHa\na,0.06\n", "plot,dbh,height,species\na,,15,松\n", "PLT-0012" },
        { "plot,areaHa\na,0.06\n", "plot,dbh,height,species\na,20,152,松\n", "PLT-0014" },
        { "plot,areaHa\na,0.06\n", "plot,dbh,height,species\na,20,1.2,松\n", "PLT-0014" },
        { "plot,areaHa\na,0.06\n", "plot,dbh,height,species,status\na,20,15,松,枯立木\n", "PLT-0015" },
        { "plot,areaHa\na,0.06\n", "plot,dbh,height,species,status\na,20,15,松,13\n", "PLT-0016" },
        { "plot,areaHa\na,0.06\n", "plot,dbh,height,species\na,20,15,\n", "PLT-0017" },
        { "plot,areaHa\na,0.06\n", "plot,dbh,height,species\na,20,15,榕\n", "PLT-0018" },
        { "plot,areaHa\na,0.06\n", "plot,dbh,species\na,20,松\n", "PLT-0018" },
        { "plot,areaHa\na,0.06\n", "plot,dbh,species\na,20,怪\n", "PLT-0019" },
        { "plot,areaHa\na,0.06\n", "plot,dbh,species,count\na,20,松,-1\n", "PLT-0002" },
        { "plot,areaHa\n,0.06\na,0.06\n", "plot,dbh\na,20\n", "PLT-0026" },
    };

    [Theory]
    [MemberData(nameof(BadRows))]
    public void What_is_wrong_with_a_row_is_named(string plots, string trees, string code)
    {
        var result = Run(plots, trees);
        var finding = result.Findings.Findings.First(f => f.Rule.Code == code);
        Assert.NotEmpty(finding.Hint("zh"));
        Assert.NotEmpty(finding.Hint("en"));
        Assert.Equal(result.Rows.TreesRead, result.Rows.TreesCounted + result.Rows.TreesDead + result.Rows.TreesBelow + result.Rows.TreesRefused);
        if (finding.Rule.Severity == Severity.Error && code != "PLT-0014")
            Assert.All(result.Plots, p => Assert.Null(p.VolumeM3PerHa)); // nothing is made of the rest
        if (code is "PLT-0018" or "PLT-0012")
            Assert.NotEmpty(result.NotEstimated);
    }

    [Fact]
    public void A_plot_that_lacks_a_tree_has_no_figure_of_it()
    {
        var result = Run("plot,areaHa\na,0.1\n", "plot,dbh,height,species\na,20,15,松\na,20,,松\n");
        var plot = result.Plots[0];
        Assert.Equal((20.0, null, null, null), (plot.StemsPerHa, plot.VolumeM3PerHa, plot.AgbTPerHa, plot.CarbonTCPerHa));
        Assert.Equal(1, plot.TreesNotEstimated);
        Assert.Equal(["volume", "agb", "bgb"], result.NotEstimated.Select(t => t.Figure));
        Assert.All(result.NotEstimated, t => Assert.Equal(1, t.Record));
    }

    [Theory]
    [InlineData("plot,areaHa\na,0.06\n", "plot,dbh\na,152\na,203\na,180\n", "PLT-0013")] // mm
    [InlineData("plot,areaHa\na,0.06\n", "plot,胸径 [mm]\na,20\n", "PLT-0029")]
    [InlineData("plot,areaHa,slope (gon)\na,0.06,5\n", "plot,dbh\na,20\n", "PLT-0029")]
    [InlineData("id,areaHa\na,0.06\n", "plot,dbh\na,20\n", "PLT-0001")]
    [InlineData("plot,areaHa\na,0.06\n", "plot,diameter\na,20\n", "PLT-0001")]
    public void A_table_that_cannot_be_is_refused(string plots, string trees, string code) => Assert.Equal(code, Refusal(() => Run(plots, trees)));

    [Theory]
    [InlineData(null)]
    [InlineData("subtropics")]
    public void A_zone_must_be_named(string? zone) => Assert.Equal("PLT-0023", Refusal(() => Run("plot,areaHa\na,0.06\n", "plot,dbh\na,20\n", o => o with { Zone = zone })));

    [Fact]
    public void The_order_of_rows_changes_no_bit()
    {
        var source = Repository.PathOf("gis-samples/linxiang/plots");
        var (plots, trees, random) = (File.ReadAllLines(Path.Combine(source, "plots.csv")), File.ReadAllLines(Path.Combine(source, "trees.csv")), new Random(5));
        string Shuffled(string[] lines)
        {
            var rows = lines[1..];
            random.Shuffle(rows);
            return string.Join('\n', rows.Prepend(lines[0])) + "\n";
        }

        var first = Texts(Sample());
        for (var i = 0; i < 3; i++)
        {
            Write("p.csv", Shuffled(plots));
            Write("t.csv", Shuffled(trees));
            Assert.Equal(first, Texts(PlotsRun.Run(Sample().Options with { Plots = In("p.csv"), Trees = In("t.csv") })));
        }

        static string Texts(PlotsResult result)
        {
            using var stream = new MemoryStream();
            foreach (var table in (ReportTable[])[PlotsTables.Plots(result), PlotsTables.PlotStems(result), PlotsTables.StratumStems(result), PlotsTables.Gauge(result)])
                CsvTable.Write(table, stream);
            return Encoding.UTF8.GetString(stream.ToArray());
        }
    }

    [Fact]
    public void The_sample_gives_what_an_independent_program_found()
    {
        var result = Sample();
        Assert.Equal((33L, 0L, 1233L, 1195L, 38L), (result.Rows.PlotsRead, result.Rows.PlotsRefused, result.Rows.TreesRead, result.Rows.TreesCounted, result.Rows.TreesDead));
        foreach (var cells in File.ReadAllLines(Repository.PathOf("gis-samples/linxiang/plots/expected-totals.csv")).Skip(1).Select(l => l.Split(',')))
        {
            var plots = result.Plots.Where(p => p.Stratum == cells[0]).ToList();
            Assert.Equal(int.Parse(cells[1], CultureInfo.InvariantCulture), plots.Count);
            double?[] means = [plots.Average(p => p.StemsPerHa), plots.Average(p => p.BasalAreaM2PerHa), plots.Average(p => p.VolumeM3PerHa), plots.Average(p => p.AgbTPerHa), plots.Average(p => p.BgbTPerHa), plots.Average(p => p.CarbonTCPerHa)];
            for (var i = 0; i < means.Length; i++)
                Assert.Equal(double.Parse(cells[i + 2], CultureInfo.InvariantCulture), means[i]!.Value, 1e-6);

            // The stem table of the stratum adds up to the mean of its plots.
            var stems = result.StratumStems.Where(s => s.Stratum == cells[0]).ToList();
            Assert.Equal(means[0]!.Value, stems.Sum(s => s.StemsPerHa), 1e-9);
            Assert.Equal(means[2]!.Value, stems.Sum(s => s.VolumeM3PerHa!.Value), 1e-9);
        }

        Assert.All(result.Plots.Where(p => p.Trees > 0), p => Assert.True(p.IsExtrapolated)); // parameters of other provinces
        Assert.Equal(9, result.Gauge.Count(g => g.Species is null));
    }

    [Theory]
    [InlineData("ly-208/two-way@2", "杉木", 10, 5, 0.023, 0.0005)]
    [InlineData("ly-208/two-way@2", "杉木", 15, 7.5, 0.074, 0.0005)]
    [InlineData("ly-208/two-way@2", "杉木", 22, 8, 0.167, 0.0005)]
    [InlineData("db35-1823/two-way@1", "DB35-杉木", 20, 15, 0.2326, 0.00005)]
    [InlineData("db35-1823/two-way@1", "DB35-马尾松", 20, 15, 0.2277, 0.00005)]
    [InlineData("db35-1823/two-way@1", "DB35-阔叶树", 20, 15, 0.2355, 0.00005)]
    [InlineData("db35-1823/two-way@1", "DB35-其他针叶树", 20, 15, 0.2175, 0.00005)]
    [InlineData("sichuan/two-way@1", "DB51-柳杉", 20, 15, 0.233, 0.0005)]
    [InlineData("sichuan/two-way@1", "DB51-马尾松", 20, 15, 0.248, 0.0005)]
    [InlineData("sichuan/two-way@1", "DB51-马尾松", 20, 15.5, 0.256, 0.02 * 0.256)] // the printed table, 2 %
    [InlineData("sichuan/two-way@1", "DB51-柏木", 20, 15.5, 0.205, 0.02 * 0.205)]
    public void Volumes_are_those_of_the_worked_examples(string table, string row, double dbh, double height, double volume, double within)
    {
        Write("species.csv", "species,leaf_type [code],volume_species [code],biomass_species [code],cf_type [code],form_species [code],source,locator,status,flag,reason\n"
            + $"s,needleleaf,{row},AH-杉木,,,definition,例 / example,declared,,空格处没有参数 / blank: none serves\n");
        var options = Options("plot,areaHa\na,1\n", string.Create(CultureInfo.InvariantCulture, $"plot,dbh,height,species\na,{dbh},{height},s\n")) with { Tables = new Dictionary<string, string> { ["two_way_local"] = $"tables/{table}" } };
        Assert.Equal(volume, PlotsRun.Run(options).Plots[0].VolumeM3PerHa!.Value, within);
    }

    private static double Volume(double d, double h) => 0.000070728 * Math.Pow(d, 1.874518) * Math.Pow(h, 0.908949);

    private static double Above(double d, double h) => (0.0337 * Math.Pow(d * d * h, 0.9551)) + (0.036 * Math.Pow(d * d * h, 0.7948)) + (0.0016 * Math.Pow(d * d * h, 1.1007));

    private static double Root(double d, double h) => 0.015 * Math.Pow(d * d * h, 0.8322);

    private static IEnumerable<string> Codes(PlotsResult result) => result.Findings.Counts.Select(c => c.Rule.Code);

    private static string Refusal(Action run) => Assert.Throws<RefusedInputException>(run).Finding.Rule.Code;

    private static PlotsResult Sample()
    {
        var source = Repository.PathOf("gis-samples/linxiang/plots");
        return PlotsRun.Run(new(Path.Combine(source, "plots.csv"), Repository.PathOf("methodology"))
        {
            Trees = Path.Combine(source, "trees.csv"), Species = Path.Combine(source, "species.csv"), AngleGauge = Path.Combine(source, "gauge.csv"), Zone = Zone,
        });
    }

    private PlotsResult Run(string plots, string trees, Func<PlotsOptions, PlotsOptions>? change = null)
    {
        Write("species.csv", Species);
        var options = Options(plots, trees);
        return PlotsRun.Run(change is null ? options : change(options));
    }

    private PlotsOptions Options(string plots, string? trees = null)
    {
        Write("plots.csv", plots);
        if (trees is not null)
            Write("trees.csv", trees);
        return new(In("plots.csv"), Repository.PathOf("methodology")) { Trees = trees is null ? null : In("trees.csv"), Species = In("species.csv"), Zone = Zone };
    }

    private string In(string file) => Path.Combine(folder, file);

    private void Write(string file, string text) => File.WriteAllText(In(file), text.ReplaceLineEndings("\n").TrimEnd('\n') + "\n");
}
