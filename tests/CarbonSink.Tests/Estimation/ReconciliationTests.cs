using CarbonSink.Estimation;
using CarbonSink.Inventory;
using CarbonSink.Methodologies;
using Xunit;

namespace CarbonSink.Tests.Estimation;

public sealed class ReconciliationTests
{
    private static readonly Indicator Coverage = new("forest-coverage", "1", new("forest_coverage", new("森林覆盖率", "Forest coverage"), [], "%", "forest", "", IsWork: false), ParameterStatus.Memory, "x")
    {
        Figure = "coveragePercent",
        AreaTitle = new("森林面积", "Forest area"),
        AreaFigure = "forestAreaHa",
        Definitions = [new(new("land-area", new("土地总面积", "land area")), new(StockFigure.Area, [new("landClass", ["arbor", "bamboo"])], ParameterStatus.Memory), new(null, [], ParameterStatus.Declared))],
    };

    [Theory]
    [InlineData("300", "ha", "areaHa", 300)]
    [InlineData("0.45", "万亩", "areaHa", 300)] // 0.45 × 10,000 ÷ 15
    [InlineData("4,500", "亩", "areaHa", 300)]
    [InlineData("3", "平方公里", "areaHa", 300)]
    [InlineData("1.5", "万m3", "volumeM3", 15000)]
    [InlineData("0.00015", "亿立方米", "volumeM3", 15000)]
    [InlineData("6", "千吨", "biomassT", 6000)]
    [InlineData("3", "kt", "biomassT", 3000)]
    [InlineData("0.3", "万tC", "carbonTC", 3000)]
    [InlineData("1.1", "万 吨二氧化碳当量", "co2eT", 11000)]
    [InlineData("60", "%", "coveragePercent", 60)]
    [InlineData("0.6", "1", "coveragePercent", 60)]
    [InlineData("100000000", "亩", "areaHa", 100000000 / 15.0)] // divided once
    public void Units_are_converted_exactly(string value, string unit, string figure, double expected)
    {
        var reconciled = Assert.Single(Read(new OfficialFigure("r.csv", 2, figure, "", "", "2023", value, unit, "")).Figures);
        Assert.Equal(expected, reconciled.OfficialValue);
    }

    [Fact]
    public void Ours_stands_beside_the_official_figure()
    {
        // Two townships: 001 with 100 ha arbor and 50 ha bamboo, 002 with 90 ha arbor and 60 ha non-forest; 40 m³/ha on arbor.
        var result = Read(
            Of("areaHa", "", "", "310", "ha"), Of("areaHa", "township", "001", "160", "ha"), Of("forestAreaHa", "", "", "250", "ha"),
            Of("forestAreaHa", "township", "2", "100", "ha"), Of("volumeM3", "township", "东镇", "0.5", "万m3"), Of("coveragePercent", "", "", "60", "%"), Of("co2eT", "", "", "1", "tCO2e"));
        Assert.Empty(result.Findings);
        Assert.Equal([300, 150, 240, 90, 4000, 48, null], result.Figures.Select(f => f.Ours));
        Assert.Equal([-10, -10, -10, -10, -1000, -12, null], result.Figures.Select(f => f.Difference));
        Assert.Equal([-6.25, -4, -10, -20, -20, null], result.Figures.Skip(1).Select(f => f.DifferencePercent)); // 10 of 160, 10 of 250, 10 of 100, 1,000 of 5,000 m³, 12 of 60
        Assert.Equal("ha", result.Figures[0].Unit);
    }

    [Theory]
    [InlineData("areaHectares", "", "", "1", "ha", "CTX-0001", "r.csv line 2: there is no figure areaHectares; not compared")]
    [InlineData("areaHa", "village", "", "1", "ha", "CTX-0002", "r.csv line 2: this run does not group by village; not compared")]
    [InlineData("areaHa", "township", "003", "1", "ha", "CTX-0003", "r.csv line 2: no single group of township is 003; not compared")]
    [InlineData("areaHa", "", "", "about 5", "ha", "CTX-0004", "r.csv line 2: about 5 is no number or too large; not compared")]
    [InlineData("areaHa", "", "", "79000000000000000000000000000", "km2", "CTX-0004", "r.csv line 2: 79000000000000000000000000000 is no number or too large; not compared")] // times 100: beyond the 7.9e28 of a decimal
    [InlineData("areaHa", "", "", "1", "m3", "CTX-0005", "r.csv line 2: unit m3 does not convert to that of areaHa, ha; not compared")]
    [InlineData("carbonTC", "", "", "1", "tCO2e", "CTX-0005", "r.csv line 2: unit tCO2e does not convert to that of carbonTC, tC; not compared")] // carbon and its CO2 are not the same
    [InlineData("areaHa", "", "", "1", "", "CTX-0005", "r.csv line 2: unit  does not convert to that of areaHa, ha; not compared")]
    [InlineData("coveragePercent", "township", "001", "1", "%", "CTX-0007", "r.csv line 2: coveragePercent cannot be had by township; not compared")]
    public void What_cannot_be_compared_is_a_finding_with_its_line(string figure, string key, string keyValue, string value, string unit, string code, string message)
    {
        var result = Read(Of(figure, key, keyValue, value, unit));
        Assert.Empty(result.Figures);
        var finding = Assert.Single(result.Findings);
        Assert.Equal((code, message), (finding.Rule.Code, finding.Message("en")));
    }

    [Fact]
    public void A_rate_without_land_area_is_not_compared() =>
        Assert.Equal("CTX-0006", Assert.Single(Reconciliation.Of(Assessment(), Context([Of("coveragePercent", "", "", "1", "%")]) with { LandArea = null }).Findings).Rule.Code);

    [Theory]
    [InlineData("001", null)] // of which township?
    [InlineData("430682007001", "village")] // county, township, village
    [InlineData("", "village")]
    public void A_village_alone_is_a_key_where_its_code_is_whole(string code, string? keys)
    {
        var tally = new StockTally(["village"], [_ => code], _ => "arbor");
        tally.GroupFor([0]).AddRecord(1);
        Assert.Equal(keys, AssessmentContext.Empty.KeysOf(tally.ToAssessment(), "village") is { } found ? string.Join(',', found) : null);
    }

    [Fact]
    public void Low_and_high_that_equal_the_carbon_are_no_range()
    {
        var tally = new StockTally(["landClass"], [_ => "arbor"], _ => "arbor");
        var group = tally.GroupFor([0]);
        group.AddCarbon(CarbonPool.Living, 10);
        Assert.False(group.HasRange);
        group.Add(StockFigure.CarbonLow, Math.BitDecrement(10.0)); // one operation rounded otherwise
        group.Add(StockFigure.CarbonHigh, 10);
        Assert.False(group.HasRange);
        group.Add(StockFigure.CarbonHigh, 1);
        Assert.True(group.HasRange);
    }

    [Fact]
    public void An_official_zero_has_no_percentage() => Assert.Null(Read(Of("areaHa", "", "", "0", "ha")).Figures[0].DifferencePercent);

    [Fact]
    public void A_rate_is_the_numerator_by_the_land_area()
    {
        var value = IndicatorValue.Of(Coverage, Assessment(), new(500, LandAreaSource.Given));
        Assert.Equal((48, 240.0), (value.ValuePercent, value.NumeratorHa.ToDouble())); // 240 of 500 ha
        Assert.Equal(ParameterStatus.Memory, value.Status);
        Assert.Null(value.Reason);

        // A land area smaller than the forest on it belongs to something else.
        var small = IndicatorValue.Of(Coverage, Assessment(), new(200, LandAreaSource.Boundary));
        Assert.Null(small.ValuePercent);
        Assert.True(small.Exceeds);
        Assert.NotNull(small.Reason);
        Assert.Null(IndicatorValue.Of(Coverage, Assessment(), null).ValuePercent);
    }

    [Fact]
    public void A_reading_tells_what_does_not_fit()
    {
        var reading = ContextReading.Of(Assessment(), Context([]) with { LandArea = new(200, LandAreaSource.Boundary), BoundaryAreaHa = 200, ZoneKey = "township" }, isWhole: true);
        Assert.Equal(new AreaControl(300, 200), reading.AreaControl);
        Assert.Equal((100, 50), (reading.AreaControl!.DifferenceHa, reading.AreaControl.DifferencePercent));
        Assert.Equal(["CTX-0012", "CTX-0013", "CTX-0010"], reading.Findings.Select(f => f.Rule.Code)); // township 002 has no name
        Assert.Equal("the units add up to 300.00 ha, 100.00 ha (50.00 %) more than the 200.00 ha within the control boundary", reading.Findings[0].Message("en"));
        var uncovered = ContextReading.Of(Assessment(), AssessmentContext.Empty with { BoundaryAreaHa = 400 }, isWhole: true);
        Assert.Equal("the units add up to 300.00 ha, 100.00 ha (25.00 %) less than the 400.00 ha within the control boundary", Assert.Single(uncovered.Findings).Message("en"));
        Assert.False(new AreaControl(202, 200).IsExceeded);
        Assert.True(new AreaControl(197.9, 200).IsExceeded);

        // A part of the layer is not compared with figures of the whole.
        var part = ContextReading.Of(Assessment(), Context([Of("areaHa", "", "", "1", "ha")]) with { BoundaryAreaHa = 200 }, isWhole: false);
        Assert.Empty(part.Indicators);
        Assert.Null(part.AreaControl);
        Assert.Empty(part.Reconciliation.Figures);
    }

    private static OfficialFigure Of(string figure, string key, string keyValue, string value, string unit) => new("r.csv", 2, figure, key, keyValue, "2023", value, unit, "公报");

    private static Reconciliation Read(params OfficialFigure[] figures) => Reconciliation.Of(Assessment(), Context(figures));

    private static AssessmentContext Context(OfficialFigure[] figures) => new()
    {
        Indicators = [Coverage],
        LandArea = new(500, LandAreaSource.Given),
        OfficialFigures = figures,
        Names = new Dictionary<string, DivisionNames> { ["township"] = new(false, [new("", "001", "", "东镇")]) },
    };

    private static StockAssessment Assessment()
    {
        string[] townships = ["001", "002"], classes = ["arbor", "bamboo", "non_forest"];
        var tally = new StockTally(["township", "landClass"], [c => townships[c], c => classes[c]], c => classes[c]);
        foreach (var (township, landClass, hectares) in ((int, int, double)[])[(0, 0, 100), (0, 1, 50), (1, 0, 90), (1, 2, 60)])
        {
            var group = tally.GroupFor([township, landClass]);
            group.AddRecord(hectares);
            group.AddEstimated(hectares, ParameterStatus.Secondary);
            tally.AddLandClass(landClass, hectares, ParameterStatus.Declared);
            if (landClass == 0)
                group.Add(StockFigure.Volume, 40 * hectares);
        }

        return tally.ToAssessment();
    }
}
