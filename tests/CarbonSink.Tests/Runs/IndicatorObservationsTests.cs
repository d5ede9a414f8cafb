using System.Globalization;
using CarbonSink.Findings;
using CarbonSink.Methodologies;
using CarbonSink.Runs;
using CarbonSink.Targets;
using CarbonSink.Tests.Gis;
using Xunit;

namespace CarbonSink.Tests.Runs;

/// <summary>
/// Expected areas were added up outside of this program: attributes by <c>ogr2ogr -f CSV</c>, land classes by the code tables, sums by a script; of Ruichang the three units
/// whose class is repaired while reading (planted-defects.csv: 109.72 + 47.15 ha of arbor forest) belong to forest. Volumes are those of expected-totals.csv.
/// </summary>
public sealed class IndicatorObservationsTests : IDisposable
{
    private static readonly string Methodology = Repository.PathOf("methodology");

    private readonly string folder = Directory.CreateTempSubdirectory("carbonsink-targets-").FullName;
    private readonly FindingLog findings = new();

    public IndicatorObservationsTests() => File.WriteAllText(Path.Combine(folder, "plan.txt"), "到2025年，全市森林覆盖率达到57%。");

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Theory]
    [InlineData("linxiang", "forest_area", 96622.9)]
    [InlineData("linxiang", "forest_area_retained", 96622.9)]
    [InlineData("linxiang", "forest_land", 109360.4)]
    [InlineData("linxiang", "forest_land_retained", 109360.4)]
    [InlineData("linxiang", "public_benefit_forest", 40391.46)]
    [InlineData("linxiang", "natural_forest", 34934.42)]
    [InlineData("linxiang", "plantable_land", 4109.87)]
    [InlineData("linxiang", "forest_stock", 4449455.692896382)]
    [InlineData("linxiang", "living_stock", 4476030.169896382)]
    [InlineData("linxiang", "volume_per_hectare", 4449455.692896382 / 77411.52)]
    [InlineData("ruichang", "forest_area", 87940.11)]
    [InlineData("ruichang", "forest_land", 98432.46)]
    [InlineData("ruichang", "public_benefit_forest", 43841.79)]
    [InlineData("ruichang", "plantable_land", 2027.68)]
    [InlineData("ruichang", "volume_per_hectare", 3959505.568816547 / (66551.12 + 156.87))]
    public void A_figure_of_the_whole_region_is_what_the_layer_holds(string place, string code, double expected)
    {
        var series = Samples.Of(place)[code];
        Assert.Null(series.Missing);
        Assert.Equal(expected, Assert.Single(series.Observations, o => o.Division.Length == 0).Value, 1e-9 * expected);
    }

    [Theory]
    [InlineData("linxiang", 96622.9)]
    [InlineData("ruichang", 87940.11)]
    public void Coverage_is_that_of_the_assessment(string place, double forest)
    {
        var all = Samples.Of(place);
        var assessed = Assert.Single(all.Surveys).Part.Reading.Indicators[0];
        var coverage = Assert.Single(all["forest_coverage"].Observations, o => o.Division.Length == 0);
        Assert.Equal(assessed.ValuePercent, coverage.Value); // bit by bit
        Assert.Equal(100 * forest / assessed.LandArea!.Hectares, coverage.Value, 9);
        Assert.Equal(ParameterStatus.Memory, coverage.Status);
        Assert.Equal(("land-area", false), (all["forest_coverage"].Base!.Id, all["forest_coverage"].IsBaseChosen));
    }

    [Theory]
    [InlineData("linxiang", 13)]
    [InlineData("ruichang", 14)]
    public void Townships_add_up_to_the_whole(string place, int townships)
    {
        var all = Samples.Of(place);
        Assert.Equal(townships, all.Divisions.Count);
        foreach (var code in (string[])["forest_area", "forest_land", "public_benefit_forest", "natural_forest", "plantable_land", "forest_stock", "living_stock", "forest_carbon_stock"])
        {
            var observed = all[code].Observations;
            Assert.Equal(townships + 1, observed.Count);
            Assert.Equal(observed.Single(o => o.Division.Length == 0).Value, observed.Where(o => o.Division.Length > 0).Sum(o => o.Value), 1e-12 * observed.Sum(o => o.Value));
        }
    }

    [Fact]
    public void A_township_has_its_own_denominator()
    {
        var all = Samples.Of("linxiang");
        Assert.Equal(new TargetDivision("003", "云湖街道"), all.Divisions[2]);
        Assert.Equal("003", all.DivisionOf("云湖街道"));
        double Of(string code) => all[code].Observations.Single(o => o.Division == "003").Value;
        Assert.Equal(6794.47, Of("forest_area"), 6);
        Assert.Equal(11136.2, Of("land_area"), 6); // the layer covers all land: the units of the township
        Assert.Equal(100 * 6794.47 / 11136.2, Of("forest_coverage"), 9);
        Assert.Equal(2597.73, Of("public_benefit_forest"), 6);
        Assert.Contains("各小班面积之和", all["forest_coverage"].Observations.Single(o => o.Division == "003").Source.Zh, StringComparison.Ordinal);
        Assert.Equal((2024, 13), (all.LatestByDivision("plantable_land")!.Value.Year, all.LatestByDivision("plantable_land")!.Value.Values.Count));

        // A layer of forest land alone does not cover a township: its polygon does. 9,639.36 ha on the plane (attribute MIAN_JI), a little less on the ellipsoid.
        var other = Samples.Of("ruichang")["land_area"].Observations.Single(o => o.Division == "001");
        Assert.InRange(other.Value, 9639.36 * 0.999, 9639.36 * 1.001);
        Assert.Contains("乡镇图层", other.Source.Zh, StringComparison.Ordinal);
        Assert.Equal("湓城街道", Samples.Of("ruichang").Divisions[0].Name);
    }

    [Fact]
    public void A_base_that_is_named_is_used_and_said_to_be_chosen()
    {
        var series = Observe($$"""{{Survey("linxiang")}},"bases":{"volume_per_hectare":"forest-area","forest_area":"stocked"}""")["volume_per_hectare"];
        Assert.Equal(("forest-area", true), (series.Base!.Id, series.IsBaseChosen));
        Assert.Equal(4449455.692896382 / 96622.9, series.Observations[0].Value, 9);
        var refused = Assert.Throws<RefusedInputException>(() => Observe($$"""{{Survey("linxiang")}},"bases":{"volume_per_hectare":"acres"}""")).Finding;
        Assert.Equal("TGT-0052", refused.Rule.Code);
        Assert.Contains("arbor-area, estimated-area, forest-area", refused.Hint("en"), StringComparison.Ordinal);
    }

    [Fact]
    public void Another_name_of_an_indicator_follows_its_base() =>
        Assert.Equal(87313.93, Observe($$"""{{Survey("linxiang")}},"bases":{"forest_area":"stocked"}""")["forest_area_retained"].Observations[0].Value, 6);

    [Fact]
    public void Rates_of_wetland_come_from_their_evaluation()
    {
        var all = Observe($$"""{{Survey("linxiang")}},"evaluations":[{"year":2024,"data":"{{Repository.PathOf("gis-samples/ruichang/wetlands/protection")}}"}]""");
        Assert.Equal(35.541719, Assert.Single(all["wetland_protection_rate"].Observations).Value, 1e-6 * 35.541719); // expected-totals.csv of that sample, by another program
        Assert.Equal(35.990889, Assert.Single(all["natural_wetland_protection_rate"].Observations).Value, 1e-6 * 35.990889);
        Assert.Equal(9006.752711, Assert.Single(all["wetland_area"].Observations).Value, 1e-6 * 9006.752711);
        Assert.Contains(all.Packs, p => p.Id == "indicators/wetland-area");
        Assert.Contains(all.Inputs, i => i.Name.EndsWith("data/wetlands.shp", StringComparison.Ordinal));
        Assert.Contains(all.Inputs, i => i.Name.EndsWith("data/townships.dbf", StringComparison.Ordinal));
    }

    [Fact]
    public void Two_surveys_give_a_yearly_change()
    {
        var all = Observe($$"""
            "surveys":[{"year":2019,"data":"{{Repository.PathOf("gis-samples/ruichang")}}"},{"year":2024,"data":"{{Repository.PathOf("gis-samples/linxiang")}}"}]
            """);
        double Co2(int year) => all["forest_carbon_stock"].Observations.Single(o => o.Year == year && o.Division.Length == 0).Value * 44 / 12;
        var sink = Assert.Single(all["forest_carbon_sink"].Observations, o => o.Division.Length == 0);
        Assert.Equal(2024, sink.Year);
        Assert.Equal((Co2(2024) - Co2(2019)) / 5, sink.Value, 1e-6);
    }

    [Fact]
    public void Work_done_is_added_up_by_year_and_township()
    {
        File.WriteAllText(Path.Combine(folder, "works.csv"), """
            indicator,year,division,value,unit,source
            afforestation_area,2022,云湖街道,1500,亩,年报
            afforestation_area,2022,004,30,公顷,年报
            造林面积,2022,003,10,ha,补植
            afforestation_area,2023,,0.3,万亩,年报
            mine_restoration_sites,2023,,3,处,年报
            forest_coverage,2023,,57,%,年报
            unknown,2023,,1,ha,年报
            afforestation_area,2023,无此镇,1,ha,年报
            afforestation_area,2023,,1,立方米,年报
            afforestation_area,2023,,many,ha,年报

            """);
        var all = Observe($$"""{{Survey("linxiang")}},"works":"works.csv" """);
        Assert.Equal([(2022, "", 140.0), (2022, "003", 110), (2022, "004", 30), (2023, "", 200)], all["afforestation_area"].Observations.Select(o => (o.Year, o.Division, o.Value)));
        Assert.Equal(ParameterStatus.Declared, all["afforestation_area"].Observations[0].Status);
        Assert.Equal(3, Assert.Single(all["mine_restoration_sites"].Observations).Value);
        string[] codes = ["TGT-0053", "TGT-0054", "TGT-0055", "TGT-0062"];
        Assert.Equal([("TGT-0053", 1L), ("TGT-0054", 2), ("TGT-0055", 1), ("TGT-0062", 1)], findings.Counts.Where(c => codes.Contains(c.Rule.Code)).Select(c => (c.Rule.Code, c.Count)));
        Assert.StartsWith("works.csv 第 9 行", findings.Findings.First(f => f.Rule.Code == "TGT-0055").Message("zh"), StringComparison.Ordinal);
        Assert.Equal("works.csv 没有 tending_area（森林抚育面积）的行", all["tending_area"].Missing!.Zh);
    }

    [Fact]
    public void A_whole_that_is_not_the_sum_of_its_townships_is_told()
    {
        File.WriteAllText(Path.Combine(folder, "works.csv"), "indicator,year,division,value,unit,source\ntending_area,2022,003,10,ha,a\ntending_area,2022,,12,ha,a\n");
        Assert.Equal(12, Observe($$"""{{Survey("linxiang")}},"works":"works.csv" """)["tending_area"].Observations[0].Value);
        Assert.Contains(findings.Findings, f => f.Rule.Code == "TGT-0058");
    }

    [Fact]
    public void A_published_figure_stands_where_nothing_was_computed_and_beside_what_was()
    {
        File.WriteAllText(Path.Combine(folder, "actuals.csv"), """
            indicator,year,division,value,unit,source
            protected_species_rate,2023,,85,%,公报
            forest_coverage,2023,,56.1,%,公报
            forest_coverage,2024,,56.9,%,公报
            forest_fire_damage_rate,2023,,0.9,‰,
            forest_coverage,2023,,57,%,另一公报

            """);
        var all = Observe($$"""{{Survey("linxiang")}},"actuals":"actuals.csv" """);
        Assert.Equal((85.0, ParameterStatus.Declared), (all["protected_species_rate"].Observations[0].Value, all["protected_species_rate"].Observations[0].Status));
        Assert.Equal(0.09, all["forest_fire_damage_rate"].Observations[0].Value, 12);
        var coverage = all["forest_coverage"].Observations.Where(o => o.Division.Length == 0).ToArray();
        Assert.Equal([2023, 2024], coverage.Select(o => o.Year));
        Assert.Equal((56.1, ParameterStatus.Declared), (coverage[0].Value, coverage[0].Status));
        Assert.Equal(100 * 96622.9 / Samples.Of("linxiang").LandArea!.Value.Hectares, coverage[1].Value, 9);
        var both = findings.Findings.Single(f => f.Rule.Code == "TGT-0056");
        Assert.Equal((56.9 - coverage[1].Value).ToString("0.######", CultureInfo.InvariantCulture), both.Arguments[5]);
        Assert.Contains(findings.Findings, f => f.Rule.Code == "TGT-0057");
        Assert.Contains(findings.Findings, f => f.Rule.Code == "TGT-0063");
    }

    [Theory]
    [InlineData("protected_species_rate", "重点野生动植物保护率不能由图层算出，actuals.csv 没有 protected_species_rate")]
    [InlineData("wetland_protection_rate", "没有湿地保护率的核算：在 targets.json 的 evaluations 里加 wetland-protection/1 的文件夹；或在 actuals.csv 给出 wetland_protection_rate")]
    [InlineData("tending_area", "没有完成量表：在 targets.json 写 works，表里要有 tending_area（森林抚育面积）的行")]
    [InlineData("forest_carbon_sink", "要两次调查才有变化量：在 targets.json 的 surveys 里再加一次调查；或在 actuals.csv 给出 forest_carbon_sink")]
    public void What_is_missing_is_named(string code, string text)
    {
        var series = Samples.Of("linxiang")[code];
        Assert.Empty(series.Observations);
        Assert.Equal(text, series.Missing!.Zh);
    }

    [Fact]
    public void Without_a_survey_every_indicator_of_the_layer_says_so() =>
        Assert.StartsWith("没有调查：在 targets.json 的 surveys", Observe("\"asOf\":2024")["forest_stock"].Missing!.Zh, StringComparison.Ordinal);

    [Fact]
    public void A_field_that_the_layer_lacks_is_named()
    {
        using var units = new TestLayer().Field("XIANG", 'C', 9).Field("DI_LEI", 'C', 4).Field("MIAN_JI", 'N', 12, 4).Field("YOU_SHI_SZ", 'C', 3).Field("HUO_LMGQXJ", 'N', 12, 2).Field("QI_YUAN", 'C', 2);
        units.Row([TestLayer.Square(114.00, 29, 0.01)], "1", "0111", "100", "310", "80", "");
        units.Row([TestLayer.Square(114.01, 29, 0.01)], "2", "0120", "60", "", "0", "");
        units.Write();
        File.WriteAllText(Path.Combine(units.Folder, "inventory.json"), $$"""
            {"layers":[{"role":"units","path":"{{Path.GetFileName(units.Shp)}}"}],"method":"county-forest-stock/2","tables":{"species_type":"{{Repository.PathOf("gis-samples/linxiang/species.csv")}}"},"parameters":{"fao_zone":"subtropical-humid-forest"} }
            """);
        var all = Observe($$"""
            "surveys":[{"year":2024,"data":"{{units.Folder}}"}]
            """);
        Assert.StartsWith($"图层 {Path.GetFileName(units.Folder)} 没有字段 SEN_LIN_LB（森林类别）", all["public_benefit_forest"].Missing!.Zh, StringComparison.Ordinal);
        Assert.Contains("has no field SEN_LIN_LB", all["public_benefit_forest"].Missing!.En, StringComparison.Ordinal);
        Assert.StartsWith($"图层 {Path.GetFileName(units.Folder)} 的字段 QI_YUAN（起源） 全是空的", all["natural_forest"].Missing!.Zh, StringComparison.Ordinal);
        Assert.StartsWith("没有土地总面积：在 targets.json 写 landAreaHa，或在 inventory.json 加 role 为 boundary 的图层", all["forest_coverage"].Missing!.Zh, StringComparison.Ordinal);
        Assert.Equal([("", 100.0), ("1", 100), ("2", 0)], all["forest_area"].Observations.Select(o => (o.Division, o.Value)));
        Assert.Equal([("", 80.0), ("1", 80)], all["volume_per_hectare"].Observations.Select(o => (o.Division, o.Value))); // a township without arbor forest has no such rate

        // With a land area that the units cover the rates are there; with a larger one only that of the whole, since there is no layer of townships.
        var given = Observe($$"""
            "landAreaHa":160,"surveys":[{"year":2024,"data":"{{units.Folder}}"}]
            """)["forest_coverage"].Observations;
        Assert.Equal([("", 62.5), ("1", 100.0), ("2", 0)], given.Select(o => (o.Division, o.Value)));
        var larger = Observe($$"""
            "landAreaHa":400,"surveys":[{"year":2024,"data":"{{units.Folder}}"}]
            """);
        Assert.Equal([("", 25.0)], larger["forest_coverage"].Observations.Select(o => (o.Division, o.Value)));
        Assert.Contains(findings.Findings, f => f.Rule.Code == "TGT-0064");
        Assert.StartsWith("分子 100 ha 大于土地总面积 50 ha", Observe($$"""
            "landAreaHa":50,"surveys":[{"year":2024,"data":"{{units.Folder}}"}]
            """)["forest_coverage"].Missing!.Zh, StringComparison.Ordinal);
    }

    private static string Survey(string place) => $$"""
        "surveys":[{"year":2024,"data":"{{Repository.PathOf("gis-samples/" + place)}}"}]
        """;

    private IndicatorObservations Observe(string members)
    {
        File.WriteAllText(Path.Combine(folder, TargetFile.FileName), $$"""{"title":{"zh":"试","en":"test"},"plan":["plan.txt"],{{members}}}""");
        return IndicatorObservations.Of(TargetFile.Read(folder), Methodology, findings);
    }

    /// <summary>The samples, each assessed once.</summary>
    private static class Samples
    {
        private static readonly Dictionary<string, Lazy<IndicatorObservations>> All = ((string[])["linxiang", "ruichang"]).ToDictionary(p => p, p => new Lazy<IndicatorObservations>(() => Read(p)), StringComparer.Ordinal);

        public static IndicatorObservations Of(string place) => All[place].Value;

        private static IndicatorObservations Read(string place)
        {
            using var test = new IndicatorObservationsTests();
            return test.Observe(Survey(place));
        }
    }
}
