using CarbonSink.Methodologies;
using CarbonSink.Quantities;
using Xunit;

namespace CarbonSink.Tests.Methodologies;

/// <summary>The afforestation methods with the tools they use, one after another over one sheet: the outputs of one are the inputs of the next.</summary>
public sealed class AfforestationChainTests
{
    private static readonly MethodologyCatalog Catalog = MethodologyCatalog.Open(Repository.PathOf("methodology"));

    /// <summary>100 ha of former cropland, 40 ha planted in 2021 from July; crown cover 3 %: 2.5 × 1.25 × 3 ha × 0.47 × 44/12 = 16.15625 t/yr, half of it in 2021.
    /// Dead wood 8 % and litter 4 % of 300 are 24 and 12, of the baseline 1.2925 and 0.64625. Soil: 88 × 0.69 = 60.72, (88 − 60.72)/20 capped at 0.8: 40 × 0.8 × 44/12 = 117.3333, none in 2021.
    /// 2022: 300 + 24 + 12 + 117.33333 = 453.33333; − (16.15625 + 1.2925 + 0.64625) = 435.238333. 2021: 50 × 1.12 − 8.078125 × 1.12 = 46.9525.</summary>
    [Fact]
    public void ACM0003_with_all_pools_counted()
    {
        var sheet = Sheet(("pool_DW", "counted"), ("pool_LI", "counted"), ("pool_SOC", "counted"));
        Run("ar-acm0003/1", sheet);
        Equal(sheet, "dC_BSL", 8.078125 * 1.12, 18.095);
        Equal(sheet, "dC_P", 56, 300 + 24 + 12 + (40 * 0.8 * 44 / 12));
        Equal(sheet, "GHG", 0, 0);
        Equal(sheet, "LK", 0, 0);
        Equal(sheet, "dC_AR", 46.9525, 435.238333333);
        Equal(sheet, "NP", 0, 0);
        Equal(sheet, "CREDIT", 46.9525, 435.238333333);
        Equal(sheet, "tCER", 46.9525, 46.9525 + 435.238333333);
        Assert.All(sheet.Columns["CREDIT"].Cells, c => Assert.Equal(ParameterStatus.Secondary, c.Status));
    }

    /// <summary>Pools that nobody declares are not counted: 300 − 16.15625; then only what the baseline needs must be known.</summary>
    [Fact]
    public void ACM0003_without_declared_pools()
    {
        var sheet = Sheet();
        Run("ar-acm0003/1", sheet);
        Equal(sheet, "CREDIT", 50 - 8.078125, 300 - 16.15625);
    }

    /// <summary>2022: 300 − 16.15625 = 283.84375, of which 10 % are deducted (from memory): 255.459375. 2021: 41.921875 × 0.9 = 37.7296875.</summary>
    [Fact]
    public void CCER_14_001_counts_living_biomass_and_says_that_its_deduction_is_from_memory()
    {
        var sheet = Sheet(("pool_DW", "counted"), ("pool_SOC", "counted"));
        var last = Run("ccer-14-001/1", sheet);
        Equal(sheet, "dC_NET", 41.921875, 283.84375);
        Equal(sheet, "NP", 4.1921875, 28.384375);
        Equal(sheet, "CDR", 37.7296875, 255.459375);
        Assert.All(sheet.Columns["CDR"].Cells, c => Assert.Equal(ParameterStatus.Memory, c.Status));
        Assert.Equal(("CCER 式估算（参数未经核实）", "CCER-style estimate (parameters unverified)"), (last.Methodology.Description.Label.Zh, last.Methodology.Description.Label.En));
        Assert.Contains("K_RISK", last.Methodology.Description.Open.Select(o => o.Id));
    }

    /// <summary>A fire of 6 ha in 100 ha burns 6 × 120 × 0.45 = 324 t: 324 × (4.7 × 21 + 0.26 × 310)/1000 = 58.0932 t. 2022: 300 − 58.0932 − 16.15625 = 225.75055, × 0.9 = 203.175495.</summary>
    [Fact]
    public void A_fire_is_an_emission_of_its_year()
    {
        var sheet = Sheet();
        sheet.Add("fire", ["F1"], "stratum", [0]);
        sheet.Put(Numbers("year_fire", "fire", "yr", 2022));
        sheet.Put(Numbers("A_burn", "fire", "ha", 6));
        sheet.Put(Numbers("b_burn", "fire", "t/ha", 120));
        sheet.Put(new("fire_zone", "stratum", string.Empty, SheetCellKind.Code, Unit.One, [new(null, "temperate")]));
        Run("ccer-14-001/1", sheet);
        Equal(sheet, "GHG", 0, 58.0932);
        Equal(sheet, "CDR", 37.7296875, 203.175495);
    }

    /// <summary>Soil of mangrove, from the year of planting: 0.5 × 40 × 44/12 = 73.3333, half of it in 2021. 50 + 36.6667 − 8.078125; 300 + 73.3333 − 16.15625.</summary>
    [Fact]
    public void AM0014_adds_its_soil_default()
    {
        var sheet = Sheet(("pool_SOC", "counted"));
        Run("ar-am0014/1", sheet);
        Equal(sheet, "dSOC_PROJ", 20 * 0.5 * 44 / 12, 40 * 0.5 * 44 / 12);
        Equal(sheet, "CREDIT", 41.921875 + (20 * 0.5 * 44 / 12), 300 + (40 * 0.5 * 44 / 12) - 16.15625);
    }

    /// <summary>Without a crown cover the baseline is not known, and nothing downstream is taken for zero.</summary>
    [Fact]
    public void A_missing_baseline_refuses_the_year()
    {
        var sheet = Sheet();
        sheet.Put(new("crown_cover", "stratum", string.Empty, SheetCellKind.Number, Unit.One, [default]));
        Run("ccer-14-001/1", sheet);
        Assert.All(sheet.Columns["CDR"].Cells, c => Assert.False(c.HasValue));
    }

    private static SheetEvaluation Run(string method, Sheet sheet)
    {
        var project = Catalog.Load(method);
        return SheetEvaluation.RunAll([.. project.Description.Uses.Select(u => Catalog.Load(u)), project], sheet, new CauseTable())[^1];
    }

    private static void Equal(Sheet sheet, string symbol, params double[] expected)
    {
        var cells = sheet.Columns[symbol].Cells;
        Assert.Equal(expected.Length, cells.Count);
        for (var i = 0; i < expected.Length; i++)
            Assert.True(cells[i].Number is { } value && Math.Abs(value - expected[i]) < 1e-6, $"{symbol}[{i}] is {cells[i].Number?.ToString("R") ?? cells[i].Cause?.En}, not {expected[i]:R}");
    }

    private static SheetColumn Numbers(string symbol, string set, string unit, params double[] values) => new(symbol, set, string.Empty, SheetCellKind.Number, Unit.Parse(unit), [.. values.Select(v => new SheetCell(v))]);

    private static SheetColumn Years(string symbol, string unit, params double[] values) => new(symbol, string.Empty, "year", SheetCellKind.Number, Unit.Parse(unit), [.. values.Select(v => new SheetCell(v))]);

    private static Sheet Sheet(params (string Symbol, string Code)[] declared)
    {
        var sheet = new Sheet();
        sheet.Add("stratum", ["S1"]);
        sheet.Add("cohort", ["C1"], "stratum", [0]);
        sheet.Add("year", [2021.0, 2022.0]);
        foreach (var (symbol, value, unit) in ((string, double, string)[])[("A", 100, "ha"), ("crown_cover", 0.03, "1"), ("shrub_cover", 0, "1"), ("b_forest", 60, "t/ha"), ("db_forest", 2.5, "t/ha/yr")])
            sheet.Put(Numbers(symbol, "stratum", unit, value));
        sheet.Put(Numbers("A_plant", "cohort", "ha", 40));
        sheet.Put(Numbers("year_plant", "cohort", "yr", 2021));
        sheet.Put(Numbers("disturbed", "cohort", "1", 0.05));
        foreach (var (symbol, code) in ((string, string)[])[("climate", "warm-temperate-moist"), ("soil", "HAC"), ("use_before", "cropland-long-term"), ("tillage_before", "full-tillage"), ("input_before", "medium"), .. declared])
            sheet.Put(SheetColumn.One(symbol, code));
        sheet.Put(SheetColumn.One("A_project", 100, "ha"));
        sheet.Put(Years("f_year", "1", 0.5, 1));
        sheet.Put(Years("f_year20", "1", 0.5, 1));
        sheet.Put(Years("dC_BIOMASS", "tCO2e", 50, 300));
        return sheet;
    }
}
