using System.Globalization;
using CarbonSink.Runs;
using Xunit;

namespace CarbonSink.Tests.Wetlands;

/// <summary>The wetland samples against totals that another program computed: inverse Gauss-Krüger, areas on the ellipsoid, clipping by rectangles, factors multiplied by hand.</summary>
public class WetlandSampleTests
{
    public static TheoryData<string> Folders => ["ruichang/wetlands", "ruichang/wetlands/protection", "linxiang/wetlands", "linxiang/wetlands/with-baseline"];

    [Theory]
    [MemberData(nameof(Folders))]
    public void Totals_are_those_found_independently(string folder)
    {
        var totals = Run(folder).Totals.Where(t => t.Group is null).ToDictionary(t => (t.Output.Symbol, t.Step));
        var rows = File.ReadAllLines(Repository.PathOf($"gis-samples/{folder}/expected-totals.csv")).Skip(1).Select(l => l.Split(',')).ToList();
        Assert.NotEmpty(rows);
        Assert.All(rows, row =>
        {
            var (expected, total) = (Number(row[2]), totals[(row[0], row[1].Length == 0 ? null : Number(row[1]))]);
            Assert.Equal(row[3], total.Output.Unit);
            Assert.Equal(expected, total.Value!.Value, 1e-6 * Math.Max(1, Math.Abs(expected)));
        });
    }

    [Fact]
    public void Without_the_former_land_use_there_is_no_benefit_and_the_reason_says_gross()
    {
        var result = Run("linxiang/wetlands");
        Assert.All(result.Totals.Where(t => t.Output.Symbol is "benefit_100" or "benefit_20"), t => Assert.Null(t.Value));
        var missing = result.NotEvaluated.Single(n => n is { Symbol: "benefit_100", Cause.Code: "baseline-missing" });
        Assert.Equal(["L06", "L07"], missing.Examples);
        Assert.Contains("gross, baseline missing", missing.Cause.En, StringComparison.Ordinal);
        Assert.Contains("毛值，缺基线", missing.Cause.Zh, StringComparison.Ordinal);
        Assert.DoesNotContain(Run("linxiang/wetlands/with-baseline").NotEvaluated, n => n.Cause.Code == "baseline-missing");
    }

    [Fact]
    public void Each_wetland_without_a_flux_says_why()
    {
        var reasons = Run("linxiang/wetlands").NotEvaluated.Where(n => n.Symbol == "E_CO2").ToDictionary(n => n.Cause.Code, n => n.Examples);
        Assert.Equal(["incomplete-record", "natural-wetland", "open-water", "still-drained"], reasons.Keys.Order(StringComparer.Ordinal));
        Assert.Equal(["L01", "L02", "L03"], reasons["open-water"]);
        Assert.Equal(["L09"], reasons["incomplete-record"]);
    }

    [Fact]
    public void A_drained_polder_has_no_stock_and_rewetted_land_has_that_of_rewetted_land()
    {
        var result = Run("linxiang/wetlands");
        foreach (var symbol in (string[])["C_biomass", "C_soil_30"])
        {
            var missing = Assert.Single(result.NotEvaluated, n => n.Symbol == symbol);
            Assert.Equal(["L08"], missing.Examples);
            Assert.Contains("the density of drained polders was not measured", missing.Cause.En, StringComparison.Ordinal);
        }

        var marsh = Assert.Single(result.Totals, t => t is { Output.Symbol: "C_soil_30", Group: "1108" });
        Assert.Equal((289.96737 * 96) + (204.983904 * 73), marsh.Value!.Value, 0.1); // L05 natural; L06, L07, L09 rewetted
    }

    [Fact]
    public void Every_result_says_that_no_CCER_methodology_covers_inland_wetland()
    {
        var result = Run("ruichang/wetlands");
        Assert.Contains(result.Notices, n => n.En.StartsWith("No known CCER methodology covers inland wetlands", StringComparison.Ordinal) && n.Zh.StartsWith("没有已知的 CCER 方法学适用于内陆湿地", StringComparison.Ordinal));
        Assert.Contains(result.Notices, n => n.En.StartsWith("N2O of rewetted mineral soil has no factor and is not estimated", StringComparison.Ordinal) && n.Zh.Contains("偏大", StringComparison.Ordinal));
        Assert.DoesNotContain(result.Method.Refuses, w => result.Notices.Append(result.Method.Label).Any(n => n.Zh.Contains(w, StringComparison.OrdinalIgnoreCase) || n.En.Contains(w, StringComparison.OrdinalIgnoreCase)));
    }

    private static EvaluationResult Run(string folder) => EvaluationRun.Run(new(Repository.PathOf($"gis-samples/{folder}"), Repository.PathOf("methodology")));

    private static double Number(string text) => double.Parse(text, CultureInfo.InvariantCulture);
}
