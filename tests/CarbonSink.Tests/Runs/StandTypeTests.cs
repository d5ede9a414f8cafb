using CarbonSink.Estimation;
using CarbonSink.Findings;
using CarbonSink.Methodologies;
using CarbonSink.Runs;
using CarbonSink.Tests.Gis;
using Xunit;

namespace CarbonSink.Tests.Runs;

/// <summary>Every type of stand from the layer to the totals, with the crosswalks of the samples; the arithmetic of each stands beside it.</summary>
public sealed class StandTypeTests : IDisposable
{
    private const string Arbor = "030100";
    private const string Bamboo = "030200";
    private const string SpecialShrub = "030301";
    private const string OtherShrub = "030302";
    private const string Sparse = "030401";
    private const string Young = "030402";
    private const string Natural = "11";
    private const string Planted = "21";
    private const string Economic = "252";

    /// <summary>Carbon fraction of the subtropics.</summary>
    private const double Subtropical = 0.47;

    private static readonly double[][] Square = [TestLayer.Square(114, 29, 0.01)];

    private readonly TestLayer layer = new TestLayer().Field("XIANG", 'C', 9).Field("DI_LEI", 'C', 6).Field("XBMJ", 'N', 12, 4).Field("YOU_SHI_SZ", 'C', 3).Field("QI_YUAN", 'C', 2).Field("LIN_ZHONG", 'C', 3)
        .Field("LING_ZU", 'C', 1).Field("PINGJUN_NL", 'N', 5).Field("PINGJUN_XJ", 'N', 8, 2).Field("PINGJUN_SG", 'N', 8, 2).Field("MEI_GQ_ZS", 'N', 8).Field("MEI_GQ_XJ", 'N', 12, 2).Field("GMGD", 'N', 8, 2);

    public void Dispose() => layer.Dispose();

    /// <summary>Fang's southern rows: a (t/m³) and b (t/ha) as table 1 of the paper prints them; 10 ha of 100 m³/ha; above ground = total ÷ 1.23, the root:shoot ratio of natural stands, which planted ones borrow.</summary>
    [Theory]
    [InlineData("310", Planted, 0.4652, 19.141)] // 杉木: 65.661 t/ha
    [InlineData("220", Natural, 0.5034, 20.547)] // 马尾松
    [InlineData("261", Planted, 0.5168, 33.238)] // 湿地松
    [InlineData("262", Planted, 0.5168, 33.238)] // 火炬松
    [InlineData("320", Planted, 0.4158, 41.3318)] // 柳杉
    [InlineData("350", Natural, 0.6129, 46.1451)] // 柏木
    [InlineData("410", Natural, 1.1453, 8.5473)] // 栎类
    [InlineData("440", Planted, 1.0357, 8.0591)] // 樟
    [InlineData("470", Natural, 1.0357, 8.0591)] // 木荷
    [InlineData("490", Natural, 1.1783, 2.5585)] // 其他硬阔
    [InlineData("480", Natural, 0.4754, 30.603)] // 枫香
    [InlineData("590", Natural, 0.4754, 30.603)] // 其他软阔
    [InlineData("530", Planted, 0.4754, 30.603)] // 杨
    [InlineData("610", Planted, 0.5894, 24.5151)] // 针叶混
    [InlineData("620", Natural, 0.9788, 5.3764)] // 阔叶混
    [InlineData("630", Natural, 0.8136, 18.466)] // 针阔混
    public void Southern_forest_types_are_Fang_split_by_root_to_shoot(string species, string origin, double a, double b)
    {
        Unit(Arbor, species, origin, stock: 100);
        var living = (a * 100) + b;
        var total = South();
        Assert.Equal(1000, Value(total, StockFigure.Volume), 1e-9);
        Assert.Equal(living * 10, Value(total, StockFigure.Biomass), 1e-9);
        Assert.Equal(living * 10 * Subtropical, Value(total, StockFigure.Carbon), 1e-9);
        Assert.Equal(living * 10 * Subtropical * 44 / 12, Value(total, StockFigure.CarbonDioxide), 1e-9);
        Assert.Equal(["AGB", "BGB"], total.Pools.Select(p => CarbonPools.Name(p.Pool)));
        Assert.Equal(living / 1.23 * 10, total.Pools[0].BiomassT!.Value.ToDouble(), 1e-9);
        Assert.Equal((living - (living / 1.23)) * 10, total.Pools[1].BiomassT!.Value.ToDouble(), 1e-9);
        Assert.Equal(0, total.ExtrapolatedCount);
        Assert.Equal(ParameterStatus.Secondary, total.WorstStatus);
    }

    /// <summary>Without recorded stock: tree volume × stems. Coefficients as the tables print them; D 20 cm, H 15 m, 500 stems on 10 ha.</summary>
    [Theory]
    [InlineData("310", 0.000058777042, 1.9699831, 0.89646157)] // 杉木, LY 208: 0.2435 m³
    [InlineData("220", 0.000070728, 1.874518, 0.908949)] // 马尾松, DB35/T 1823
    [InlineData("261", 0.000069978, 1.8660492, 0.905254)] // 湿地松, DB35/T 1823 other conifers
    [InlineData("410", 0.0000685634, 1.933221, 0.867885)] // 栎类, DB35/T 1823 broadleaved, not LY 208 oak
    [InlineData("550", 0.0000685634, 1.933221, 0.867885)] // 桉: its stock counts
    public void Stock_from_the_mean_tree(string species, double a, double b, double c)
    {
        Unit(Arbor, species, Planted, d: 20, h: 15, stems: 500);
        Assert.Equal(a * Math.Pow(20, b) * Math.Pow(15, c) * 500 * 10, Value(South(), StockFigure.Volume), 1e-6);
    }

    [Fact]
    public void Eucalypts_have_no_biomass_row()
    {
        Unit(Arbor, "550", Planted, stock: 100);
        var part = Run("ruichang", "subtropical-humid-forest");
        Assert.Equal(1000, Value(part.Assessment.Total, StockFigure.Volume), 1e-9);
        Assert.Equal(0, part.Assessment.Total.EstimatedCount);
        Assert.Contains("no biomass coefficients", Assert.Single(part.Assessment.NotEstimated).Cause.En, StringComparison.Ordinal);
    }

    [Fact]
    public void Low_stock_is_flagged_and_zero_has_no_intercept()
    {
        // 0.4652 × 19 + 19.141 = 27.9798 t/ha; at zero the intercept alone would give 19.141.
        Unit(Arbor, "310", Planted, stock: 19);
        Unit(Arbor, "310", Planted, stock: 0);
        var part = Run("ruichang", "subtropical-humid-forest");
        var total = part.Assessment.Total;
        Assert.Equal(27.9798 * 10, Value(total, StockFigure.Biomass), 1e-9);
        Assert.Equal((1, 1), (total.EstimatedCount, total.ExtrapolatedCount));
        Assert.Equal("no-stock", Assert.Single(part.Assessment.NotEstimated).Cause.Code);
    }

    [Fact]
    public void Moso_bamboo_by_culms_with_its_range_and_without_culms_by_the_mean_of_Zhejiang()
    {
        // 2,000 × 10.44 kg = 20.88 t/ha × 10 ha × (0.476 + 0.466 + 0.483) / 3; lowest 10.44 kg × 0.466, highest 23.202 kg × 0.483. Without culms 23.78 t C/ha, flagged; low and high 10.49 and 28.226, the densities of Taojiang.
        Unit(Bamboo, "660", Planted, stems: 2000);
        Unit(Bamboo, "660", Planted);
        var total = South();
        Assert.Equal(208.8, Value(total, StockFigure.Biomass), 1e-9);
        Assert.Equal((208.8 * 0.475) + 237.8, Value(total, StockFigure.Carbon), 1e-9);
        Assert.Equal((2000 * 0.01044 * 10 * 0.466) + 104.9, Value(total, StockFigure.CarbonLow), 1e-9);
        Assert.Equal((2000 * 0.023202 * 10 * 0.483) + 282.26, Value(total, StockFigure.CarbonHigh), 1e-9);
        Assert.Equal((2, 1), (total.EstimatedCount, total.ExtrapolatedCount));
        Assert.Equal("living", CarbonPools.Name(Assert.Single(total.Pools).Pool));
    }

    [Fact]
    public void Other_bamboos_are_not_estimated()
    {
        Unit(Bamboo, "670", Planted, stems: 2000);
        var part = Run("ruichang", "subtropical-humid-forest");
        Assert.Equal(0, part.Assessment.Total.EstimatedCount);
        Assert.Contains("other bamboos", Assert.Single(part.Assessment.NotEstimated).Cause.En, StringComparison.Ordinal);
    }

    [Fact]
    public void Shrubs_take_a_tenth_of_the_mean_above_ground_biomass_of_the_forest_by_cover()
    {
        // Mean of 杉木 65.661 ÷ 1.23 on 10 ha and 栎类 123.0773 ÷ 1.23 on 10 ha: 76.7229; × 0.10 × cover 0.6 = 4.60337 t/ha; roots × 0.40; CF 0.47. Cover of 4 %: nothing. No cover: not estimated.
        Unit(Arbor, "310", Planted, stock: 100);
        Unit(Arbor, "410", Natural, stock: 100);
        var forest = Value(South(), StockFigure.Carbon);
        Unit(SpecialShrub, "998", Natural, cover: 60);
        Unit(OtherShrub, "999", Natural, cover: 4);
        Unit(OtherShrub, "999", Natural);
        var part = Run("ruichang", "subtropical-humid-forest");
        var mean = ((65.661 / 1.23) + (123.0773 / 1.23)) / 2;
        Assert.Equal(forest + (mean * 0.10 * 0.6 * 1.40 * 10 * 0.47), Value(part.Assessment.Total, StockFigure.Carbon), 1e-9);
        Assert.Equal(4, part.Assessment.Total.EstimatedCount);
        Assert.Equal("missing", Assert.Single(part.Assessment.NotEstimated).Cause.Code);
    }

    [Fact]
    public void Economic_forest_tea_oil_and_tea_are_not_estimated()
    {
        Unit(Arbor, "711", Planted, purpose: "251"); // 板栗: no stock, by purpose
        Unit(Arbor, "310", Planted, stock: 100, purpose: Economic); // its stock counts
        Unit(SpecialShrub, "751", Planted, purpose: Economic, cover: 60); // 油茶, by purpose
        Unit(SpecialShrub, "755", Planted, cover: 60); // 茶, purpose not recorded: by species
        var part = Run("ruichang", "subtropical-humid-forest");
        Assert.Equal(0, part.Assessment.Total.EstimatedCount);
        Assert.Equal(1000, Value(part.Assessment.Total, StockFigure.Volume), 1e-9);
        Assert.Null(part.Assessment.Total[StockFigure.Carbon]);
        Assert.Equal(40, part.Assessment.NotEstimated.Sum(n => n.AreaHa.ToDouble()), 1e-9);
        Assert.Equal(3, part.Assessment.NotEstimated.Where(n => n.Cause.Code == "economic-forest").Sum(n => n.RecordCount));
        Assert.Contains("economic forest", part.Assessment.NotEstimated.Single(n => n.Cause.Code == "no-parameter").Cause.En, StringComparison.Ordinal);
    }

    [Fact]
    public void Sparse_woodland_and_scattered_trees_count_in_living_stock_only()
    {
        // Arbor 100 m³/ha × 10 ha + 12 m³ scattered; sparse 20 m³/ha × 10 ha; four-side trees 7 m³ on cropland.
        using var older = new TestLayer().Field("XIANG", 'C', 9).Field("DI_LEI", 'C', 4).Field("MIAN_JI", 'N', 12, 4).Field("YOU_SHI_SZ", 'C', 3).Field("HUO_LMGQXJ", 'N', 12, 2).Field("SSXJ", 'N', 12, 2);
        older.Row(Square, "430682001", "0111", "10", "310", "100", "12").Row(Square, "430682001", "0120", "10", "220", "20", "").Row(Square, "430682001", "0210", "10", "", "", "7").Write();
        var part = AssessmentRun.Run(Options("ruichang", "subtropical-humid-forest") with { Source = older.Shp });
        Assert.Equal(1000 + 12 + 200 + 7, Value(part.Assessment.Total, StockFigure.LivingVolume), 1e-9);
        Assert.Equal(1000, Value(part.Assessment.Total, StockFigure.Volume), 1e-9);
        Assert.Equal(1, part.Assessment.Total.EstimatedCount);
        Assert.Equal(["non-forest-land", "sparse-woodland"], part.Assessment.NotEstimated.Select(n => n.Cause.Code).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Young_stands_are_listed_with_their_area()
    {
        Unit(Young, "310", Planted, stock: 5);
        var part = Run("ruichang", "subtropical-humid-forest");
        var listed = Assert.Single(part.Assessment.NotEstimated);
        Assert.Equal(("not-forest-yet", 10.0), (listed.Cause.Code, listed.AreaHa.ToDouble()));
        Assert.Null(part.Assessment.Total[StockFigure.LivingVolume]);
        Unit(Sparse, "310", Planted, stock: 5);
        Assert.Equal(50, Value(South(), StockFigure.LivingVolume), 1e-9);
    }

    /// <summary>Liaoning by IPCC: above ground = V × BCEF (temperate, (lo,hi]), roots by table 4.4 (temperate continental), carbon fraction of Jilin.</summary>
    [Theory]
    [InlineData("150", Planted, 100, 1.0, 0.224, 0.5082)] // 落叶松, other conifers, (40,100]
    [InlineData("150", Natural, 100.01, 0.75, 0.243, 0.5082)] // the next class
    [InlineData("165", Planted, 150, 0.7, 0.224, 0.5297)] // 红松, pines, (100,200]: 105 t/ha
    [InlineData("420", Natural, 120, 1.05, 0.305, 0.4822)] // 桦, hardwoods: 126 t/ha, above 125
    public void Liaoning_conifers_and_birch_by_expansion_factors_with_roots_added(string species, string origin, double stock, double bcef, double roots, double fraction)
    {
        Unit(Arbor, species, origin, stock: stock);
        var total = North();
        Assert.Equal(stock * bcef * (1 + roots) * 10, Value(total, StockFigure.Biomass), 1e-9);
        Assert.Equal(stock * bcef * (1 + roots) * 10 * fraction, Value(total, StockFigure.Carbon), 1e-9);
        Assert.Equal(stock * bcef * 10, total.Pools[0].BiomassT!.Value.ToDouble(), 1e-9);
        Assert.Equal(ParameterStatus.Memory, total.WorstStatus); // the climatic zone of the ecological zone
        Assert.Equal(0, total.ExtrapolatedCount);
    }

    [Fact]
    public void Chinese_pine_takes_the_carbon_fraction_of_its_zone_which_is_from_memory()
    {
        // 油松: 50 × 0.75 = 37.5 t/ha; roots × 0.224; CF 0.51.
        Unit(Arbor, "190", Planted, stock: 50);
        var total = North();
        Assert.Equal(37.5 * 1.224 * 10 * 0.51, Value(total, StockFigure.Carbon), 1e-9);
        Assert.Equal(ParameterStatus.Memory, total.WorstStatus);
    }

    /// <summary>蒙古栎, 杨: southern rows of Fang, flagged; volume by the caliper diameter p + q × D of the north-east.</summary>
    [Theory]
    [InlineData("410", Natural, 1.1453, 8.5473, 0.225, 0.4846, 0.1751205585, 0.986711062, 0.000061125534, 1.8810991, 0.94462525)]
    [InlineData("530", Planted, 0.4754, 30.603, 0.303, 0.4845, -0.1496560299, 0.985284169, 0.000053474319, 1.8778994, 0.99982785)]
    public void Liaoning_oak_and_poplar_borrow_Fang_and_say_so(string species, string origin, double a, double b, double roots, double fraction, double p, double q, double va, double vb, double vc)
    {
        Unit(Arbor, species, origin, d: 20, h: 15, stems: 400);
        var stock = va * Math.Pow(p + (q * 20), vb) * Math.Pow(15, vc) * 400;
        var living = (a * stock) + b;
        var total = North();
        Assert.Equal(stock * 10, Value(total, StockFigure.Volume), 1e-6);
        Assert.Equal(living * 10 * fraction, Value(total, StockFigure.Carbon), 1e-6);
        Assert.Equal(living / (1 + roots) * 10, total.Pools[0].BiomassT!.Value.ToDouble(), 1e-6);
        Assert.Equal(1, total.ExtrapolatedCount);
    }

    [Fact]
    public void Without_roots_expansion_factors_give_no_total()
    {
        // 落叶松 without origin: 100 m³/ha × 1.0 above ground, but no root:shoot row without origin.
        Unit(Arbor, "150", string.Empty, stock: 100);
        var part = Run("fushun", "temperate-continental-forest");
        Assert.Equal(0, part.Assessment.Total.EstimatedCount);
        Assert.Null(part.Assessment.Total[StockFigure.Carbon]);
        Assert.Equal(1000, Value(part.Assessment.Total, StockFigure.Volume), 1e-9);
        Assert.Equal("no-root-shoot", Assert.Single(part.Assessment.NotEstimated).Cause.Code);
    }

    [Fact]
    public void Shrub_land_goes_by_its_land_class_and_a_cover_written_as_a_fraction_is_no_zero()
    {
        // 65.661 ÷ 1.23 × 0.10 × 0.6 = 3.20298 t/ha; roots × 0.40; CF 0.47. Species blank: by land class. 0.6 % of cover: refused.
        Unit(Arbor, "310", Natural, stock: 100);
        var forest = Value(South(), StockFigure.Carbon);
        Unit(OtherShrub, string.Empty, Natural, cover: 60);
        Unit(OtherShrub, "999", Natural, cover: 0.6);
        var part = Run("ruichang", "subtropical-humid-forest");
        Assert.Equal(forest + (65.661 / 1.23 * 0.10 * 0.6 * 1.40 * 10 * 0.47), Value(part.Assessment.Total, StockFigure.Carbon), 1e-9);
        Assert.Equal("shrub-cover", Assert.Single(part.Assessment.NotEstimated).Cause.Code);
    }

    [Fact]
    public void Korean_pine_needs_no_height()
    {
        // One-way by the caliper diameter: 0.00010339412 × (−0.005162178 + 0.975389083 × 20)^2.5550714 × 400 stems × 10 ha.
        Unit(Arbor, "165", Planted, d: 20, stems: 400);
        Assert.Equal(0.00010339412 * Math.Pow(-0.005162178 + (0.975389083 * 20), 2.5550714) * 4000, Value(North(), StockFigure.Volume), 1e-6);
    }

    [Fact]
    public void Where_no_root_to_shoot_row_serves_living_biomass_stays_whole_and_its_scope_is_that_of_the_split()
    {
        // 针阔混 natural in the temperate continental zone: no row. (0.8136 × 100 + 18.466) × 10 × 0.4951.
        Unit(Arbor, "630", Natural, stock: 100);
        Unit(Arbor, "410", Natural, stock: 100);
        var part = Run("fushun", "temperate-continental-forest");
        Assert.Equal(["AGB", "BGB", "living"], part.Assessment.Total.Pools.Select(p => CarbonPools.Name(p.Pool)));
        Assert.Equal(99.826 * 10 * 0.4951, part.Assessment.Total.Pools[2].CarbonTC!.Value.ToDouble(), 1e-9);
        Assert.Empty(part.TotalFindings);
    }

    [Fact]
    public void Age_groups_are_recorded_or_by_the_limits_and_replace_the_group_key()
    {
        // 杉木 planted: young to 10, middle to 20, near-mature to 25 years; the recorded group (1, young) stands even where the age says otherwise.
        Unit(Arbor, "310", Planted, stock: 100, age: 22);
        Unit(Arbor, "310", Planted, stock: 100, age: 30, ageGroup: "1");
        Unit(Arbor, "310", Planted, stock: 100);
        layer.Write();
        var part = AssessmentRun.Run(Options("ruichang", "subtropical-humid-forest") with { By = ["ageGroup"] });
        Assert.Equal(["", "near-mature", "young"], part.Assessment.Groups.Select(g => g.Key[0]).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void The_run_must_name_the_ecological_zone_and_only_that()
    {
        Unit(Arbor, "310", Planted, stock: 100);
        layer.Write();
        var options = Options("ruichang", "subtropical-humid-forest");
        var none = Assert.Throws<RefusedInputException>(() => AssessmentRun.Run(options with { Parameters = new Dictionary<string, string>() }));
        Assert.Equal(AssessmentFindings.NoParameter, none.Finding.Rule);
        var wrong = Assert.Throws<RefusedInputException>(() => AssessmentRun.Run(options with { Parameters = new Dictionary<string, string> { ["fao_zone"] = "subtropics" } }));
        Assert.Equal(AssessmentFindings.ValueNotInTable, wrong.Finding.Rule);
        Assert.Contains("subtropical-humid-forest", wrong.Finding.Hint("en"), StringComparison.Ordinal);
    }

    private static double Value(StockGroup group, StockFigure figure) => group[figure]!.Value.ToDouble();

    private void Unit(string landClass, string species, string origin, double stock = double.NaN, double d = double.NaN, double h = double.NaN, double stems = double.NaN, double cover = double.NaN, string purpose = "", double age = double.NaN, string ageGroup = "")
    {
        static object Or(double value) => double.IsNaN(value) ? string.Empty : value;
        layer.Row(Square, "430682001", landClass, 10.0, species, origin, purpose, ageGroup, Or(age), Or(d), Or(h), Or(stems), Or(stock), Or(cover));
    }

    private StockGroup South() => Run("ruichang", "subtropical-humid-forest").Assessment.Total;

    private StockGroup North() => Run("fushun", "temperate-continental-forest").Assessment.Total;

    private AssessmentPart Run(string place, string zone)
    {
        layer.Write();
        return AssessmentRun.Run(Options(place, zone));
    }

    private AssessmentOptions Options(string place, string zone) => new(layer.Shp, Repository.PathOf("methodology"))
    {
        Threads = 1,
        HashInputs = false,
        Method = "county-forest-stock/2",
        Tables = new Dictionary<string, string>(StringComparer.Ordinal) { ["species_type"] = Repository.PathOf($"gis-samples/{place}/species.csv") },
        Parameters = new Dictionary<string, string>(StringComparer.Ordinal) { ["fao_zone"] = zone },
    };
}
