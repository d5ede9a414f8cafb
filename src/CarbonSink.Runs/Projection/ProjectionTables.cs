using System.Globalization;
using CarbonSink.Projections;
using CarbonSink.Reports;

namespace CarbonSink.Runs;

/// <summary>The report tables of a projection (预测、碳流、潜力、未预测表).</summary>
public static class ProjectionTables
{
    private static readonly int[] Milestones = [2030, 2035, 2040, 2050, 2060];

    /// <summary>Every table, in the order of the folder.</summary>
    public static IReadOnlyList<ReportTable> All(ProjectionResult result, string language) => [Years(result, language), Fluxes(result), AgeAreas(result), Potential(result, language), NotProjected(result, language), Curves(result, language)];

    /// <summary>Stocks by scenario and year.</summary>
    public static ReportTable Years(ProjectionResult result, string language)
    {
        var pools = result.Settings.Dynamics.Pools;
        var table = new ReportTable("years", "各情景逐年碳储量", "Stocks by scenario and year",
        [
            Text("scenario", "情景", "Scenario"), Text("title", "名称", "Title"), Text("year", "年", "Year"), Number("areaHa", "林分面积", "Stands", "ha"), Number("landHa", "其他土地", "Other land", "ha"),
            .. pools.Select(p => Number($"{ProjectionJson.Name(p)}TC", $"{ProjectionJson.Name(p)} 碳", $"Carbon {ProjectionJson.Name(p)}", "tC")),
            Number("carbonTC", "碳储量", "Carbon", "tC"), Number("co2eT", "二氧化碳当量", "CO2e", "tCO2e"), Number("hwpTC", "木产品碳", "Carbon in products", "tC"), Number("harvestM3", "采伐蓄积（含间伐）", "Volume felled, thinning included", "m3"),
            Number("heldHa", "超出曲线", "Past the curve", "ha"), Number("changeCo2eT", "当年变化（含木产品）", "Change in the year, products included", "tCO2e"), Number("additionalCo2eT", "比对照情景多", "More than compared", "tCO2e"), Number("additionalInYearCo2eT", "当年新增", "Of it in the year", "tCO2e"),
        ]);
        foreach (var scenario in result.Scenarios)
        {
            foreach (var (y, more) in result.Years(scenario).Zip(result.Additional(scenario)))
            {
                var carbon = y.PoolsTC.Sum();
                table.AddRow([scenario.Scenario.Id, scenario.Scenario.Title.In(language), Year(y.Year), Cell(y.StandsHa), Cell(y.LandHa), .. y.PoolsTC.Select(Cell), Cell(carbon), Cell(carbon * ProjectionResult.Co2PerCarbon), Cell(y.ProductsTC), Cell(y.HarvestM3), Cell(y.HeldHa), ProjectionResult.ChangeCo2eT(scenario, y), Cell(more.AdditionalCo2eT), Cell(more.InYearCo2eT)]);
            }
        }

        return table;
    }

    /// <summary>Flows by scenario and year.</summary>
    public static ReportTable Fluxes(ProjectionResult result)
    {
        var table = new ReportTable("fluxes", "逐年碳流", "Flows of carbon by year",
            [Text("scenario", "情景", "Scenario"), Text("year", "年", "Year"), Text("kind", "类型", "Kind"), Text("from", "从", "From"), Text("to", "到", "To"), Number("carbonTC", "碳", "Carbon", "tC")]);
        foreach (var scenario in result.Scenarios)
            foreach (var y in result.Years(scenario))
                foreach (var f in y.Flows)
                    table.AddRow(scenario.Scenario.Id, Year(y.Year), $"{f.Kind}".ToLowerInvariant(), ProjectionJson.Name(f.From), ProjectionJson.Name(f.To), Cell(f.CarbonTC));
        return table;
    }

    /// <summary>Area by age class of ten years.</summary>
    public static ReportTable AgeAreas(ProjectionResult result)
    {
        var table = new ReportTable("age-classes", "逐年龄级面积", "Area by age class and year", [Text("scenario", "情景", "Scenario"), Text("year", "年", "Year"), Text("fromAgeYr", "龄级起始年龄", "Age from"), Number("areaHa", "面积", "Area", "ha")]);
        foreach (var scenario in result.Scenarios)
            foreach (var y in result.Years(scenario))
                foreach (var a in y.AgeAreas)
                    table.AddRow(scenario.Scenario.Id, Year(y.Year), Year(a.FromAge), Cell(a.AreaHa));
        return table;
    }

    /// <summary>What scenarios add by the years that plans ask about.</summary>
    public static ReportTable Potential(ProjectionResult result, string language)
    {
        var years = Milestones.Where(y => y > result.BaseYear && y < result.EndYear).Append(result.EndYear).ToArray();
        var table = new ReportTable("potential", "固碳潜力（比对照情景多）", "Potential: more than the scenario compared with",
        [
            Text("scenario", "情景", "Scenario"), Text("title", "名称", "Title"), Number("treatedHa", "作业面积", "Area worked on", "ha"),
            .. years.Select(y => Number($"to{y}Co2eT", $"{y}", $"{y}", "tCO2e")), Number("perHaCo2eT", $"{result.EndYear} 每公顷", $"{result.EndYear} per ha", "tCO2e/ha"),
        ]);
        foreach (var scenario in result.Scenarios.Where(s => s.Scenario.Id != result.ComparedWith))
        {
            var more = result.Additional(scenario).ToDictionary(a => a.Year, a => a.AdditionalCo2eT);
            var treated = scenario.Years.Sum(y => y.TreatedHa.Values.Sum());
            table.AddRow([scenario.Scenario.Id, scenario.Scenario.Title.In(language), Cell(treated), .. years.Select(y => Cell(more[y])), treated > 0 ? Cell(more[result.EndYear] / treated) : ReportCell.Missing]);
        }

        return table;
    }

    /// <summary>What is left out.</summary>
    public static ReportTable NotProjected(ProjectionResult result, string language)
    {
        var table = new ReportTable("not-projected", "未预测的小班", "Units not projected",
        [
            Text("landClass", "地类", "Land class"), Text("forestType", "林分类型", "Forest type"), Text("origin", "起源", "Origin"), Text("reason", "原因", "Reason"),
            new("recordCount", "小班数", "Units", "", ReportColumnKind.Count), Number("areaHa", "面积", "Area", "ha"), Number("carbonTC", "现有碳储量", "Carbon now", "tC"),
        ]);
        foreach (var n in result.NotProjected)
            table.AddRow(n.LandClass, n.ForestType, n.Origin, n.Reason.In(language), n.RecordCount, Cell(n.AreaHa), Cell(n.CarbonTC));
        return table;
    }

    /// <summary>The curves.</summary>
    public static ReportTable Curves(ProjectionResult result, string language)
    {
        var table = new ReportTable("curves", "所用生长曲线", "Growth curves used",
        [
            Text("forestType", "林分类型", "Forest type"), Text("origin", "起源", "Origin"), Text("species", "树种", "Species"), Text("firstAgeYr", "最小年龄", "First age"), Text("lastAgeYr", "最大年龄", "Last age"),
            Text("status", "参数状态", "Status"), Text("extrapolated", "借用别的地区", "Borrowed"), Text("source", "来历", "From"), Text("heldAges", "保持最大值的年龄", "Ages held"), Text("biomassExtrapolatedAges", "超出生物量方程范围的年龄", "Ages outside the biomass equation"),
        ]);
        foreach (var c in result.Curves)
            table.AddRow(c.GrowthClass.ForestType, c.GrowthClass.Origin, c.GrowthClass.Species ?? "", Year(c.FirstAge), Year(c.LastAge), JsonText.Status(c.Status), c.IsExtrapolated ? "1" : "0", c.Origin.In(language), GrowthNames.Ages(c.HeldAges), GrowthNames.Ages(c.BiomassExtrapolatedAges));
        return table;
    }

    /// <summary>What people are shown first: stocks, potential, what is left out.</summary>
    public static IReadOnlyList<ReportTable> Shown(ProjectionResult result, string language) => [Milestone(result, language), Potential(result, language), NotProjected(result, language)];

    /// <summary>Stocks in the years that plans ask about.</summary>
    internal static ReportTable Milestone(ProjectionResult result, string language)
    {
        var years = Milestones.Where(y => y > result.BaseYear && y < result.EndYear).Prepend(result.BaseYear).Append(result.EndYear).ToArray();
        var table = new ReportTable("stocks", "碳储量与木产品", "Carbon on the site and in products", [Text("title", "情景", "Scenario"), .. years.Select(y => Number($"in{y}TC", $"{y}", $"{y}", "tC"))]);
        foreach (var scenario in result.Scenarios)
            table.AddRow([scenario.Scenario.Title.In(language), .. years.Select(y => Cell(scenario.Years[y - result.StockYear].CarbonTC))]);
        return table;
    }

    private static ReportColumn Text(string key, string zh, string en) => new(key, zh, en, "", ReportColumnKind.Text);

    private static ReportColumn Number(string key, string zh, string en, string unit) => new(key, zh, en, unit, ReportColumnKind.Number);

    private static ReportCell Cell(double value) => (double?)value;

    private static string Year(int year) => year.ToString(CultureInfo.InvariantCulture);
}
