using System.Text.Json;
using CarbonSink.Methodologies;
using CarbonSink.Quantities;
using Xunit;

namespace CarbonSink.Tests.Wetlands;

/// <summary>The coastal project methods over what they use: coastal-wetland, tidal-wetland, then the project.</summary>
public class CoastalProjectTests
{
    private static readonly MethodologyCatalog Catalog = MethodologyCatalog.Open(Repository.PathOf("methodology"));

    [Theory]
    [InlineData("ipcc-2013", 1.62, 0)] // table 4.12; CH4 0 above 18 ppt, no N2O
    [InlineData("am0014", 0.50, 0)] // eq. 4 of AR-AM0014
    [InlineData("vm0033", 0.9125, 0.284151)] // 1.46 × (1 − 37.5 %); 0.0056 × 27 + 0.000487 × 273
    public void A_mangrove_project_takes_soil_and_gases_from_the_route_it_names(string route, double tCPerHa, double gasesPerHa)
    {
        var sheet = Sheet("mangrove", 25);
        sheet.Put(SheetColumn.One("soil_method", route));
        var project = Run("ccer-14-002/1", sheet);
        Assert.Equal(4 * tCPerHa * 44 / 12, Value(project, "dC_SOC", 1), 9);
        Assert.Equal(4 * gasesPerHa, Value(project, "GHG_E", 1), 9);
        Assert.Equal(30 + (4 * tCPerHa * 44 / 12) - (4 * gasesPerHa), Value(project, "dC_NET", 1), 9);
        Assert.Equal(0, Value(project, "dC_SOC", 0)); // the year before planting
    }

    [Fact]
    public void Salt_marsh_below_18_ppt_emits_more_methane_than_its_soil_takes_up()
    {
        var sheet = Sheet("tidal-marsh", 18);
        sheet.Put(SheetColumn.One("soil_method", "ipcc-2013"));
        var project = Run("ccer-14-003/1", sheet);
        Assert.Equal(4 * 0.91 * 44 / 12, Value(project, "dC_SOC", 1), 9);
        Assert.Equal(4 * 0.1937 * 27, Value(project, "GHG_E", 1), 9); // T9: 5.2299 a hectare against 3.3367
    }

    [Fact]
    public void Seagrass_takes_the_IPCC_factor_and_methane_by_salinity()
    {
        var project = Run("ccer-14-004/1", Sheet("seagrass", 19));
        Assert.Equal(4 * 0.43 * 44 / 12, Value(project, "dC_SOC", 1), 9);
        Assert.Equal(4 * 0.011 * 27, Value(project, "GHG_E", 1), 9);
    }

    [Theory]
    [InlineData("ccer-14-002/1", "mangrove")]
    [InlineData("ccer-14-003/1", "tidal-marsh")]
    [InlineData("ccer-14-004/1", "seagrass")]
    public void The_unknown_deduction_refuses_the_creditable_amount_until_a_table_gives_it(string method, string vegetation)
    {
        var sheet = Sheet(vegetation, 25);
        sheet.Put(SheetColumn.One("soil_method", "ipcc-2013"));
        var (net, cell) = (Value(Run(method, sheet), "dC_NET", 1), sheet.Columns["CDR"].Cells[1]);
        Assert.Null(cell.Number);
        Assert.Equal("no-parameter", cell.Cause!.Code);
        Assert.Contains("K_RISK", cell.Cause.En, StringComparison.Ordinal);

        var examples = Repository.PathOf($"methodology/methods/{method}/examples"); // their risk.csv has a made-up 10 %
        var filled = SheetEvaluation.Run(Catalog.Load(method, new Dictionary<string, TableChoice> { ["risk"] = new("risk.csv", examples) }), sheet, new CauseTable());
        Assert.Equal(0.9 * net, Value(filled, "CDR", 1), 9);
        Assert.Equal(net, Value(filled, "dC_NET", 1), 9);
    }

    [Theory]
    [InlineData("ccer-14-002/1")]
    [InlineData("ccer-14-003/1")]
    [InlineData("ccer-14-004/1")]
    public void What_the_official_text_must_fill_is_listed_and_nothing_cites_it(string method)
    {
        var folder = Repository.PathOf($"methodology/methods/{method}");
        var description = Catalog.Load(method).Description;
        Assert.Equal(("CCER 式估算（参数未经核实）", "CCER-style estimate (parameters unverified)"), (description.Label.Zh, description.Label.En));
        string[] open = ["baseline", "biomass", "ch4-n2o", "conditions", "formulas", "k-risk", "leakage", "plots", "pools", "precision", "rounding", "soil"];
        using var json = JsonDocument.Parse(File.ReadAllText(Path.Combine(folder, "method.json")));
        Assert.Equal(open, json.RootElement.GetProperty("open").EnumerateArray().Select(o => o.GetProperty("id").GetString()!).Order(StringComparer.Ordinal));
        var source = $"{method[..^2]},"; // the official text, which nobody read
        Assert.All((string[])["METHOD.md", "eligibility.csv"], file => Assert.DoesNotContain(source, File.ReadAllText(Path.Combine(folder, file)), StringComparison.Ordinal));
    }

    [Fact]
    public void Splitting_a_stratum_in_two_gives_the_same_sum()
    {
        var whole = Sheet("mangrove", 25);
        var halves = Sheet("mangrove", 25, 1, 3);
        foreach (var sheet in (Sheet[])[whole, halves])
            sheet.Put(SheetColumn.One("soil_method", "vm0033"));
        Assert.Equal(Value(Run("ccer-14-002/1", whole), "dC_NET", 1), Value(Run("ccer-14-002/1", halves), "dC_NET", 1), 9);
    }

    private static SheetEvaluation Run(string method, Sheet sheet)
    {
        var project = Catalog.Load(method);
        Assert.Equal(["coastal-wetland/1", "tidal-wetland/1"], project.Description.Uses);
        return SheetEvaluation.RunAll([.. project.Description.Uses.Select(u => Catalog.Load(u)), project], sheet, new CauseTable())[^1];
    }

    /// <summary>Strata of 4 ha altogether, planted in 2021, in the years 2020 and 2021; 30 t of biomass a year.</summary>
    private static Sheet Sheet(string vegetation, double salinity, params double[] parts)
    {
        if (parts.Length == 0)
            parts = [4];
        var sheet = new Sheet();
        var keys = parts.Select((_, i) => $"S{i + 1}").ToArray();
        sheet.Add("stratum", keys);
        sheet.Add("cohort", [.. keys.Select(k => k + "-2021")], "stratum", [.. Enumerable.Range(0, keys.Length)]);
        sheet.Add("year", [2020, 2021]);
        sheet.Put(Column("A", "stratum", parts));
        sheet.Put(Column("A_plant", "cohort", parts));
        sheet.Put(new("dC_BIOMASS", string.Empty, "year", SheetCellKind.Number, Unit.Parse("tCO2e"), [new(0), new(30)]));
        foreach (var (symbol, value, unit) in (ReadOnlySpan<(string, double, string)>)[("salinity", salinity, "1"), ("crown_cover", 0.6, "1"), ("soc_start", 20, "tC/ha"), ("year_plant", 2021, "yr"), ("f_year", 1, "1"), ("OM_soil", 10, "%"), ("OM_dep", 4, "%"), ("erosion", 0, "m/yr")])
            sheet.Put(SheetColumn.One(symbol, value, unit));
        foreach (var (symbol, code) in (ReadOnlySpan<(string, string)>)[("vegetation", vegetation), ("mangrove_zone", "subtropical"), ("use_before", "bare-tidal-flat"), ("established", "planted"), ("substrate", "mineral"), ("water", "wetland"), ("scenario", "project"), ("gwp_set", "ar6"), ("pool_SOC", "counted")])
            sheet.Put(SheetColumn.One(symbol, code));
        return sheet;
    }

    private static SheetColumn Column(string symbol, string set, double[] ha) => new(symbol, set, string.Empty, SheetCellKind.Number, Unit.Parse("ha"), [.. ha.Select(a => new SheetCell(a))]);

    private static double Value(SheetEvaluation evaluation, string symbol, int year) => evaluation.Column(symbol).Cells[year].Number!.Value;
}
