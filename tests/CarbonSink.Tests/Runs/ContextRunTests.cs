using System.Text;
using System.Text.Json;
using CarbonSink.Estimation;
using CarbonSink.Findings;
using CarbonSink.Methodologies;
using CarbonSink.Reports;
using CarbonSink.Runs;
using CarbonSink.Tests.Gis;
using Xunit;

namespace CarbonSink.Tests.Runs;

/// <summary>Assessments grouped by a layer of polygons, with land area, official figures and names: a layer of four units of 100 ha recorded, each 0.01° by 0.01°.</summary>
public sealed class ContextRunTests : IDisposable
{
    private readonly TestLayer units = new TestLayer().Field("XIANG", 'C', 9).Field("CUN", 'C', 3).Field("DI_LEI", 'C', 4).Field("MIAN_JI", 'N', 12, 4).Field("YOU_SHI_SZ", 'C', 3).Field("LING_ZU", 'C', 1).Field("HUO_LMGQXJ", 'N', 12, 2);
    private readonly TestLayer zones = new TestLayer().Field("NAME", 'C', 10);

    public ContextRunTests()
    {
        units.Row([TestLayer.Square(114.00, 29, 0.01)], "1", "001", "0111", "100", "310", "2", "80"); // arbor
        units.Row([TestLayer.Square(114.01, 29, 0.01)], "1", "002", "0111", "100", "310", "2", "60");
        units.Row([TestLayer.Square(114.02, 29, 0.01)], "2", "001", "0120", "100", "", "", "0"); // sparse woodland of the 01xx codes
        units.Row(null, "2", "002", "0113", "100", "", "", "0"); // bamboo, without geometry
        units.Write();
    }

    private AssessmentOptions Options => new(units.Folder, Repository.PathOf("methodology")) { Threads = 1 };

    public void Dispose()
    {
        units.Dispose();
        zones.Dispose();
    }

    [Fact]
    public void A_unit_is_divided_among_the_polygons_of_a_role()
    {
        // The border of the zones runs through the second unit at 30 % of its width, and their end through the third at 25 %.
        Zones(("张三", 113.99, 114.013), ("李四", 114.013, 114.0225));
        Describe($$"""{"role":"forestChiefs","path":"{{Path(zones.Shp)}}"}""");
        var part = AssessmentRun.Run(Options with { By = ["forestChiefs", "landClass"] });
        Assert.Equal(["forestChiefs", "landClass"], part.Assessment.KeyNames);
        var chiefs = part.Assessment.RollUp(["forestChiefs"]).Groups;

        // 张三: unit 0 and 30 % of unit 1; 李四: 70 % of unit 1 and 25 % of unit 2; blank: 75 % of unit 2, and unit 3. A unit counts where most of it lies.
        Assert.Equal([("", 2L, 175.0), ("张三", 1, 130), ("李四", 1, 95)], chiefs.Select(g => (g.Key[0], g.RecordCount, Math.Round(g[StockFigure.Area]!.Value.ToDouble(), 6))));
        Assert.Equal([8000 + (0.3 * 6000), 0.7 * 6000], chiefs.Skip(1).Select(g => Math.Round(g[StockFigure.Volume]!.Value.ToDouble(), 4)));
        part.CheckSums();
        var byField = AssessmentRun.Run(Options).Assessment.Total;
        Assert.All(StockFigures.All, f => Assert.Equal(byField[f], part.Assessment.Total[f])); // bit by bit

        Assert.Equal("175.00 ha lie in no polygon of forestChiefs or have no usable boundary; they are in the blank group", Assert.Single(part.TotalFindings).Message("en"));
        Assert.StartsWith("75.0000 ha of 100.0000 ha", part.RecordFindings.Findings.First(f => f.Rule.Code == "LAY-0020").Message("en"), StringComparison.Ordinal);
        Assert.Equal([("LAY-0020", 2L), ("LAY-0022", 3)], part.RecordFindings.Findings.Where(f => f.Rule.Code.StartsWith("LAY", StringComparison.Ordinal)).Select(f => (f.Rule.Code, f.Record!.Value)));
        Assert.Contains("layer forestChiefs", part.Options.Keys);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(4)]
    public void Parts_of_any_number_give_the_bits_of_the_whole(int count)
    {
        Zones(("b", 113.99, 114.0133), ("a", 114.0133, 114.0271), ("a", 114.0251, 114.04));
        File.WriteAllText(InFolder("r.csv"), "figure,key,keyValue,year,value,unit,source\nforestAreaHa,,,2023,0.43,万亩,公报\n");
        File.WriteAllText(InFolder("t.csv"), "county,township,name\n,001,东镇\n");
        Describe($$"""{"role":"forestChiefs","path":"{{Path(zones.Shp)}}"}""", """ "names":{"township":"t.csv"},"reconciliation":"r.csv", """);
        var options = Options with { By = ["township", "forestChiefs", "landClass"], LandAreaHa = 500 };
        var parts = Enumerable.Range(0, count).Select(i => Reread(AssessmentRun.Run(options with { Records = new(4 * i / count, 4 * (i + 1) / count) }))).Reverse().ToArray();
        var merged = AssessmentPart.Merge(parts);
        merged.RequireWhole();
        Assert.Equal(Json(AssessmentRun.Run(options with { Threads = 3 })), Json(merged));
        Assert.Equal("LAY-0010", Assert.Single(merged.DataSetFindings, f => f.Rule.Code.StartsWith("LAY", StringComparison.Ordinal)).Rule.Code);
    }

    [Fact]
    public void A_layer_is_named_by_path_and_field()
    {
        using var basins = new TestLayer().Field("CODE", 'C', 4).Field("BASIN", 'C', 10);
        basins.Row([Strip(113.99, 114.04)], "01", "长江").Write();
        Describe("");
        var part = AssessmentRun.Run(Options with { By = [$"layer:{basins.Shp}#BASIN"] });
        Assert.Equal(["layer"], part.Assessment.KeyNames); // the file is called layer.shp
        Assert.Equal(["", "长江"], part.Assessment.Groups.Select(g => g.Key[0]));
        Assert.Contains(part.Inputs, i => i.Name.EndsWith("layer.dbf", StringComparison.Ordinal) && i.Name.StartsWith("..", StringComparison.Ordinal));

        Assert.Equal("LAY-0003", Refused(Options with { By = [$"layer:{basins.Shp}"] }).Rule.Code);
        Assert.Equal("LAY-0004", Refused(Options with { By = [$"layer:{basins.Shp}#RIVER"] }).Rule.Code);
        Assert.Equal("LAY-0005", Refused(Options with { By = [$"layer:{basins.Shp}#BASIN", $"layer:{basins.Shp}#CODE"] }).Rule.Code);
        Assert.Equal("RUN-0007", Refused(Options with { By = ["forestChiefs"] }).Rule.Code);
        Assert.All((string[])["layer:", "layer: ", "layer:#BASIN"], by => Assert.Equal("RUN-0009", Refused(Options with { By = [by] }).Rule.Code)); // no path
    }

    [Fact]
    public void Polygons_to_map_by_are_inputs_and_may_have_numbers_for_names()
    {
        using var townships = new TestLayer().Field("CODE", 'N', 4);
        townships.Row([Strip(113.99, 114.02)], 1).Row([Strip(114.02, 114.04)], 2).Write();
        Describe($$"""{"role":"townships","path":"{{Path(townships.Shp)}}"}""");
        var layer = AssessmentRun.RunWithUnits(Options);
        Assert.Equal(["1", "2"], Assert.Single(layer.Zones).Polygons!.Names);
        Assert.Equal(2, layer.Part.Inputs.Count(i => i.Name.EndsWith("layer.dbf", StringComparison.Ordinal))); // the units' and the townships'
        Assert.Empty(AssessmentRun.RunWithUnits(Options with { By = ["landClass"] }).Zones);
    }

    [Theory]
    [InlineData("LAY-0001")]
    [InlineData("LAY-0003")]
    [InlineData("LAY-0008")]
    public void Polygons_that_cannot_be_mapped_by_say_why(string code)
    {
        using var townships = new TestLayer().Field("A", 'C', 4).Field("B", 'C', 4);
        townships.Row([Strip(113.99, 114.02)], "1", "2").Write();
        if (code == "LAY-0008")
            File.Delete(System.IO.Path.ChangeExtension(townships.Shp, ".dbf"));
        Describe($$"""{"role":"townships","path":"{{Path(townships.Shp)}}"{{(code == "LAY-0001" ? ""","crs":"EPSG:2383","nameField":"A" """ : "")}}}""");
        var refused = Assert.Single(AssessmentRun.RunWithUnits(Options).Zones);
        Assert.Null(refused.Polygons);
        Assert.Contains(code switch { "LAY-0001" => "they cannot be overlaid", "LAY-0003" => "more than one field", _ => "has no attributes" }, refused.Problem!.En, StringComparison.Ordinal);
    }

    [Fact]
    public void Villages_of_one_code_in_two_townships_stay_apart()
    {
        File.WriteAllText(InFolder("r.csv"), "figure,key,keyValue,year,value,unit,source\nareaHa,village,001002,2023,80,ha,公报\nareaHa,village,002,2023,80,ha,公报\n");
        Describe("", """ "reconciliation":"r.csv", """);
        var part = AssessmentRun.Run(Options with { By = ["village"] });
        Assert.Equal(["village", "township"], part.Assessment.KeyNames);
        var table = AssessmentTables.All(part).Single(t => t.Id == "stock-by-village");

        // Two villages 001 and two 002, of 100 ha each: a table by the code alone had two rows of 200 ha.
        Assert.Equal([("1", "001", 100.0), ("1", "002", 100), ("2", "001", 100), ("2", "002", 100)], table.Rows.Select(r => (r[0].Text, r[1].Text, r[table.Columns.ToList().FindIndex(c => c.Key == "areaHa")].Number)));
        Assert.Equal(["1 · 001", "1 · 002", "2 · 001", "2 · 002"], new ReportTables(part, KeyNames.Of(Repository.PathOf("methodology"), part), "en").Rows("village").Select(r => r.Label).Order());

        // The second township's 002 is another village: only the full code says which is meant.
        Assert.Equal(("001002", 100.0), Assert.Single(part.Reading.Reconciliation.Figures.Select(f => (f.Official.KeyValue, f.Ours!.Value))));
        Assert.Equal("CTX-0003", Assert.Single(part.TotalFindings).Rule.Code);
    }

    [Fact]
    public void Areas_beside_their_unit_are_in_mu_too()
    {
        File.WriteAllText(InFolder("r.csv"), "figure,key,keyValue,year,value,unit,source\nforestAreaHa,,,2023,200,ha,公报\nvolumeM3,,,2023,1.5,万m3,公报\n");
        Describe("", """ "reconciliation":"r.csv", """);
        var part = AssessmentRun.Run(Options);
        var (ha, mu) = (AssessmentTables.All(part), AssessmentTables.All(part, AreaUnit.Mu));
        static List<string> Row(IReadOnlyList<ReportTable> tables, string id, int row) => [.. tables.Single(t => t.Id == id).Rows[row].Select(c => c.Text ?? $"{c.Number:R}")];

        // Official 200 ha = 3,000 mu; ours 300 ha = 4,500 mu (two of arbor, one of bamboo). Stock stays.
        Assert.Equal(["mu", "3000", "4500", "1500", "50"], Row(mu, "reconciliation", 0)[4..9]);
        Assert.Equal(Row(ha, "reconciliation", 1), Row(mu, "reconciliation", 1));
        Assert.Equal(["mu", "3", "4500"], Row(mu, "recorded-and-computed", 0)[3..6]); // three units of 100 ha have a boundary
        var report = new ContextReportTables(part.Reading, KeyNames.Of(Repository.PathOf("methodology"), part), AreaUnit.Mu, "zh").All().Single(t => t.Id == "report-reconciliation");
        Assert.Equal(("亩", 3000.0, 4500.0), (report.Rows[0][2].Text, report.Rows[0][3].Number, report.Rows[0][4].Number));
    }

    [Fact]
    public void A_layer_on_another_datum_is_refused()
    {
        Zones(("a", 113, 115));
        Describe($$"""{"role":"basins","path":"{{Path(zones.Shp)}}","crs":"EPSG:2383"}""");
        var finding = Refused(Options with { By = ["basins"] });
        Assert.Equal("LAY-0001", finding.Rule.Code);
        Assert.Contains("114°E", finding.Message("zh"), StringComparison.Ordinal);
        File.Delete(System.IO.Path.ChangeExtension(zones.Shp, ".prj"));
        Describe($$"""{"role":"basins","path":"{{Path(zones.Shp)}}"}""");
        Assert.Equal("LAY-0002", Refused(Options with { By = ["basins"] }).Rule.Code);
    }

    [Fact]
    public void Rates_need_a_land_area()
    {
        Describe("");
        var without = AssessmentRun.Run(Options).Reading.Indicators;
        Assert.Equal(["forest-coverage", "greening-rate"], without.Select(i => i.Indicator.Id));
        Assert.All(without, i => Assert.True(i.ValuePercent is null && i.Reason!.En.Contains("--land-area", StringComparison.Ordinal)));

        // Arbor 200 ha and bamboo 100 ha of 500 ha; sparse woodland is no forest. The definitions are from memory.
        var part = AssessmentRun.Run(Options with { LandAreaHa = 500 });
        Assert.All(part.Reading.Indicators, i => Assert.Equal((60.0, 300.0, LandAreaSource.Given, ParameterStatus.Memory), (i.ValuePercent!.Value, i.NumeratorHa.ToDouble(), i.LandArea!.Source, i.Status)));
        Assert.NotNull(part.Reading.Indicators[1].Indicator.Missing); // four-side trees
        Assert.Contains(part.Packs, p => p.Id == "indicators/forest-coverage");
        Assert.Equal("500", part.Options["landAreaHa"]);
    }

    [Fact]
    public void The_control_boundary_gives_the_land_area()
    {
        using var boundary = new TestLayer().Field("NAME", 'C', 10);
        boundary.Row([Strip(114.00, 114.02)], "a").Row([Strip(114.02, 114.05)], "b").Write();
        Describe($$"""{"role":"boundary","path":"{{Path(boundary.Shp)}}"}""");
        var reading = AssessmentRun.Run(Options).Reading;

        // Five squares of 0.01° by 0.02°; the three units with geometry are half as high.
        var computed = AssessmentRun.Run(Options).Assessment.Total[StockFigure.EllipsoidalArea]!.Value.ToDouble();
        Assert.Equal(computed / 3 * 10, reading.AreaControl!.BoundaryHa, 0.1);
        Assert.Equal(400, reading.AreaControl.UnitsHa);
        Assert.Contains(reading.Findings, f => f.Rule == ContextFindings.NotCovered);
        Assert.All(reading.Indicators, i => Assert.Equal((LandAreaSource.Boundary, reading.AreaControl.BoundaryHa), (i.LandArea!.Source, i.LandArea.Hectares)));

        // Given beats computed, and the control stays.
        var given = AssessmentRun.Run(Options with { LandAreaHa = 500 }).Reading;
        Assert.Equal((LandAreaSource.Given, reading.AreaControl), (given.Indicators[0].LandArea!.Source, given.AreaControl!));
    }

    [Fact]
    public void A_boundary_that_overlaps_itself_is_not_used()
    {
        using var boundary = new TestLayer().Field("NAME", 'C', 10);
        boundary.Row([Strip(114.00, 114.03)], "a").Row([Strip(114.02, 114.05)], "b").Write();
        Describe($$"""{"role":"boundary","path":"{{Path(boundary.Shp)}}"}""");
        var part = AssessmentRun.Run(Options);
        Assert.Null(part.Reading.AreaControl);
        Assert.All(part.Reading.Indicators, i => Assert.Null(i.ValuePercent));
        Assert.Contains(part.DataSetFindings, f => f.Rule == LayerFindings.BoundaryOverlap);
    }

    [Fact]
    public void Names_stand_beside_codes_and_change_nothing()
    {
        File.WriteAllBytes(InFolder("t.csv"), TestLayer.Gbk.GetBytes("county,township,name\r\n430682,001,东镇\r\n\r\n430682,003,南镇\r\n")); // as a spreadsheet saves it in China
        File.WriteAllText(InFolder("v.csv"), "county,township,village,name\n430682,1,1,甲村\n430682,1,2,乙村\n430682,2,001,丙村\n");
        Describe("");
        var plain = AssessmentRun.Run(Options with { By = ["township", "village"] });
        Describe("", """ "names":{"township":"t.csv","village":"v.csv"},"division":"430682", """);
        var named = AssessmentRun.Run(Options with { By = ["township", "village"] });
        Assert.Equal(plain.Assessment.Groups.Select(g => (string.Join('/', g.Key), g[StockFigure.Area])), named.Assessment.Groups.Select(g => (string.Join('/', g.Key), g[StockFigure.Area])));

        var rows = AssessmentTables.All(named).First(t => t.Id == "stock");
        Assert.Equal(["township", "townshipName", "village", "villageName"], rows.Columns.Take(4).Select(c => c.Key));
        Assert.Equal([("1", "东镇", "001", "甲村"), ("1", "东镇", "002", "乙村"), ("2", null, "001", "丙村"), ("2", null, "002", null)], rows.Rows.Select(r => (r[0].Text, r[1].Text, r[2].Text, r[3].Text)));
        using var json = JsonDocument.Parse(Json(named));
        Assert.Equal("乙村", json.RootElement.GetProperty("groups")[1].GetProperty("names").GetProperty("village").GetString());
        Assert.Equal(["1 codes of township have no name in their table, or several: 2", "1 codes of village have no name in their table, or several: 002"], named.TotalFindings.Select(f => f.Message("en")));
    }

    [Fact]
    public void Official_figures_are_compared_and_change_nothing()
    {
        File.WriteAllText(InFolder("r.csv"), "figure,key,keyValue,year,value,unit,source\nvolumeM3,,,2023,1.5,万m3,公报\n\nareaHa,township,2,2023,150,ha,\"公报, 附表\"\nforestAreaHa,township,2,2023,1500,亩,公报\nareaHa,township\nareaHa,parish,2,2023,1,ha,公报\n");
        Describe("");
        var plain = AssessmentRun.Run(Options);
        Describe("", """ "reconciliation":"r.csv", """);
        var part = AssessmentRun.Run(Options);
        Assert.True(plain.Assessment.Total[StockFigure.Carbon] == part.Assessment.Total[StockFigure.Carbon]);

        // 80 × 100 + 60 × 100 m³ against 15,000; two records of 100 ha; bamboo 100 ha against 1,500 亩 = 100 ha.
        Assert.Equal([("volumeM3", 15000, 14000.0), ("areaHa", 150, 200), ("forestAreaHa", 100, 100)], part.Reading.Reconciliation.Figures.Select(f => (f.Official.Figure, f.OfficialValue, f.Ours!.Value)));
        Assert.Equal("r.csv line 7: this run does not group by parish; not compared", Assert.Single(part.TotalFindings).Message("en"));
        Assert.Equal("r.csv line 6 has 2 cells where the header has 7; the row is not used", Assert.Single(part.DataSetFindings, f => f.Rule == TableFindings.BadRow).Message("en"));
        Assert.Contains(part.Inputs, i => i.Name == "r.csv");

        // A file named by the run takes the place of the data set's.
        File.WriteAllText(InFolder("other.csv"), "figure,key,keyValue,year,value,unit\n");
        Assert.Equal("TAB-0002", Refused(Options with { Reconciliation = InFolder("other.csv") }).Rule.Code);
        Assert.Equal("TAB-0001", Refused(Options with { Reconciliation = InFolder("missing.csv") }).Rule.Code);
    }

    [Fact]
    public void The_folder_holds_indicators_control_and_comparison()
    {
        Describe("");
        var part = AssessmentRun.Run(Options with { LandAreaHa = 500 });
        using (var folder = OutputFolder.Open(InFolder("report")))
            AssessmentFolder.Write(part, folder, ["assess"], DateTime.UnixEpoch, "en", new() { Names = KeyNames.Of(Repository.PathOf("methodology"), part) });
        var lines = File.ReadAllLines(InFolder("report/indicators.csv"));
        Assert.Equal("id,version,nameZh,nameEn,valuePercent,numeratorHa,unclassifiedHa,denominatorHa,denominatorSource,status,remarkZh,remarkEn", lines[0]);
        Assert.Equal("forest-coverage,2,森林覆盖率,Forest coverage,60,300,0,500,given,memory,,", lines[1]);
        Assert.False(File.Exists(InFolder("report/area-control.csv")));
    }

    private static double[] Strip(double west, double east) => [west, 28.995, west, 29.015, east, 29.015, east, 28.995, west, 28.995];

    private static string Path(string path) => path.Replace('\\', '/');

    private string InFolder(string name) => System.IO.Path.Combine(units.Folder, name);

    private void Zones(params (string Name, double West, double East)[] strips)
    {
        foreach (var (name, west, east) in strips)
            zones.Row([Strip(west, east)], name);
        zones.Write();
    }

    private void Describe(string layers, string more = "") => File.WriteAllText(InFolder("inventory.json"), $$"""
        {"layers":[{"role":"units","path":"layer.shp"}{{(layers.Length > 0 ? "," + layers : "")}}],{{more}}"method":"county-forest-stock/1",
         "tables":{"species_type":"{{Path(Repository.PathOf("gis-samples/linxiang/species.csv"))}}","biomass":"tables/fang/southern-12@1","two_way":"tables/ly-208/two-way@1","carbon_fraction":"tables/ipcc-2006/carbon-fraction@1"},
         "parameters":{"cf_zone":"tropical-subtropical"} }
        """);

    private static Finding Refused(AssessmentOptions options) => Assert.Throws<RefusedInputException>(() => AssessmentRun.Run(options)).Finding;

    private static AssessmentPart Reread(AssessmentPart part)
    {
        using var stream = new MemoryStream();
        AssessmentPartFile.Write(part, stream);
        stream.Position = 0;
        return AssessmentPartFile.Read(stream, "part.json");
    }

    private static string Json(AssessmentPart part)
    {
        using var stream = new MemoryStream();
        AssessmentJson.Write(part, stream, "en");
        return Encoding.UTF8.GetString(stream.ToArray());
    }
}
