using CarbonSink.Estimation;
using CarbonSink.Findings;
using CarbonSink.Runs;
using CarbonSink.Tests.Gis;
using Xunit;

namespace CarbonSink.Tests.Runs;

/// <summary>Stock, biomass and carbon that a layer records are compared with the estimate of the same unit.</summary>
/// <remarks>Every unit is Chinese fir, 100 ha with 80 m³/ha: stock 8000 m³; biomass (0.4652 × 80 + 19.141) × 100 = 5635.70 t (Fang's row); carbon × 0.47 = 2648.78 t C; × 44/12 = 9712.19 t CO2e.</remarks>
public sealed class RecordedFiguresTests
{
    private static readonly double[][] Square = [TestLayer.Square(114, 29, 0.01)];

    [Theory]
    [InlineData("8000", "", "", null)]
    [InlineData("8080", "", "", null)] // 1 % is no difference
    [InlineData("8081", "", "", "SLXJ 8081 8081")]
    [InlineData("7919", "", "", "SLXJ 7919 7919")]
    [InlineData("0", "", "", "SLXJ 0 0")] // beside a stock per hectare zero is a value
    [InlineData("", "8000", "", null)]
    [InlineData("", "8500", "500", null)] // the total stock includes scattered trees: 8500 − 500
    [InlineData("", "8500", "", "ZXJ 8500 8500")]
    [InlineData("", "8000", "500", "ZXJ 8000 7500")]
    [InlineData("8000", "8000", "500", "ZXJ 8000 7500")] // scattered trees are no part of the forest stock
    public void Forest_stock_and_total_stock_less_scattered_trees_are_compared(string forest, string total, string scattered, string? expected)
    {
        using var layer = new TestLayer().Field("DI_LEI", 'C', 4).Field("MIAN_JI", 'N', 12, 2).Field("YOU_SHI_SZ", 'C', 3).Field("HUO_LMGQXJ", 'N', 8, 1).Field("SLXJ", 'N', 8).Field("ZXJ", 'N', 8).Field("SSXJ", 'N', 8);
        layer.Row(Square, "1111", 100.0, "310", 80.0, forest, total, scattered).Write();
        var found = Findings(layer, AssessmentFindings.StockDiffers);
        Assert.Equal(expected is null ? [] : [expected], found.Select(f => $"{f.Field} {f.Value} {f.Arguments[0]}"));
        Assert.All(found, f => Assert.Equal("8000.00", f.Arguments[1]));
    }

    [Theory]
    [InlineData("", "", null)]
    [InlineData("0", "0", null)] // not recorded
    [InlineData("5635.7", "2648.8", null)]
    [InlineData("5690", "2670", null)] // within 1 %: 5692.06, 2675.27
    [InlineData("5700", "", "RUN-0045 recorded biomass 5700 t and the computed 5635.70 t (pools living) differ by more than 1 %")]
    [InlineData("", "9712", "RUN-0047 recorded carbon stock 9712 t agrees with the computed 9712.19 t CO2e, not with 2648.78 t C: the field seems to hold CO2 equivalent")]
    [InlineData("", "3000", "RUN-0046 recorded carbon stock 3000 t differs from the computed 2648.78 t C and 9712.19 t CO2e by more than 1 %; it is nearer to carbon")]
    [InlineData("", "5071", "RUN-0046 recorded carbon stock 5071 t differs from the computed 2648.78 t C and 9712.19 t CO2e by more than 1 %; it is nearer to carbon")] // 5071/2648.78 = 1.914 < 9712.19/5071 = 1.915
    [InlineData("", "5073", "RUN-0046 recorded carbon stock 5073 t differs from the computed 2648.78 t C and 9712.19 t CO2e by more than 1 %; it is nearer to CO2 equivalent")]
    public void Biomass_and_carbon_of_the_merged_layer_are_compared_and_never_used(string biomass, string carbon, string? expected)
    {
        using var layer = Merged().Row(Square, "030100", 100.0, "310", 80.0, biomass, carbon).Write();
        var part = AssessmentRun.Run(Options(layer));
        var found = part.RecordFindings.Findings.Where(f => f.Rule.Code is "RUN-0045" or "RUN-0046" or "RUN-0047").ToArray();
        Assert.Equal(expected is null ? [] : [expected], found.Select(f => $"{f.Rule.Code} {f.Message("en")}"));
        Assert.Equal(2648.779, part.Assessment.Total[StockFigure.Carbon]!.Value.ToDouble(), 6);
        Assert.Equal("lincaoshi-2020s", part.Options["schema"]);
    }

    [Fact]
    public void A_unit_that_is_not_estimated_is_not_compared()
    {
        using var layer = Merged().Row(Square, "030200", 100.0, "310", 80.0, "999", "999").Write();
        Assert.DoesNotContain(AssessmentRun.Run(Options(layer)).RecordFindings.Counts, c => c.Rule.Code is "RUN-0045" or "RUN-0046" or "RUN-0047");
    }

    [Fact]
    public void Where_every_unit_differs_all_are_counted_and_the_first_are_listed()
    {
        using var layer = Merged();
        for (var i = 0; i < 1500; i++)
            layer.Row(Square, "030100", 100.0, "310", 80.0, "1", "9712");
        layer.Write();
        var log = AssessmentRun.Run(Options(layer)).RecordFindings;
        Assert.Equal((1500, 1500), (log.Count(AssessmentFindings.BiomassDiffers), log.Count(AssessmentFindings.CarbonIsCarbonDioxide)));
        Assert.Equal(Enumerable.Range(0, 1000).Select(i => (long?)i), log.Findings.Where(f => f.Rule == AssessmentFindings.CarbonIsCarbonDioxide).Select(f => f.Record));
    }

    private static TestLayer Merged() =>
        new TestLayer().Field("DI_LEI", 'C', 6).Field("XBMJ", 'N', 12, 2).Field("YOU_SHI_SZ", 'C', 3).Field("MEI_GQ_XJ", 'N', 8, 1).Field("SHENG_WU_L", 'N', 12, 2).Field("TAN_CHU_L", 'N', 12, 2);

    private static Finding[] Findings(TestLayer layer, FindingRule rule) => [.. AssessmentRun.Run(Options(layer)).RecordFindings.Findings.Where(f => f.Rule == rule)];

    private static AssessmentOptions Options(TestLayer layer) => FirRun.Options(layer.Shp);
}
