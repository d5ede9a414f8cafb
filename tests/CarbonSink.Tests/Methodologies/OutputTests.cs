using CarbonSink.Estimation;
using Xunit;

namespace CarbonSink.Tests.Methodologies;

/// <summary>The Outputs table: figures, and codes that stand for group keys.</summary>
public sealed class OutputTests
{
    [Fact]
    public void An_output_adds_to_its_figure_where_it_is_a_total_of_units()
    {
        using var pack = Pack("V|volume", "L|livingVolume", "B|biomass", "C|carbon", "Low|carbonLow", "High|carbonHigh", "E|co2e", "V_ha|volume", "T|volume", "A|area", "k|ageGroup");
        Assert.Equal(
            [StockFigure.Volume, StockFigure.LivingVolume, StockFigure.Biomass, StockFigure.Carbon, StockFigure.CarbonLow, StockFigure.CarbonHigh, StockFigure.CarbonDioxide, null, null, null, null],
            pack.Load().Outputs.Select(o => o.Figure));
    }

    [Theory]
    [InlineData("V|stock", "'stock' is not one of volume, livingVolume, biomass, carbon, carbonLow, carbonHigh, co2e, area, baseline, project, emission, leakage, net, nonPermanence, creditable, value")]
    [InlineData("V|biomass", "'V' is in m3, which is no biomass (nor per hectare or year)")]
    [InlineData("Kg|biomass", "'Kg' is in kg, but totals of biomass are in t")]
    [InlineData("k|agegroup", "'k' is a code: 'agegroup' is not one of the group keys it may replace")]
    [InlineData("zone|ageGroup", "'zone' is no number and no code of a unit, so it cannot be an output")]
    public void A_wrong_output_is_named(string output, string message)
    {
        using var pack = Pack(output);
        Assert.Equal(message, pack.Problem().Message);
    }

    private static TestPack Pack(params string[] outputs) => new()
    {
        Sets = ["unit||||A"],
        Inputs = ["A|unit|ha", "V_ha|unit|m3/ha", "B|unit|t", "C|unit|tC", "k|unit|code", "zone||code"],
        Equations =
        [
            "1|V|unit|m3||||`V_ha * A`", "2|L|unit|m3||||`V`", "3|Low|unit|tC||||`C`", "4|High|unit|tC||||`C`", "5|E|unit|tCO2e||||`C * 44[tCO2e] / 12[tC]`", "6|T||m3||||`sum(V over unit)`", "7|Kg|unit|kg||||`B`",
        ],
        Outputs = outputs,
    };
}
