using CarbonSink.Methodologies;
using CarbonSink.Projections;
using CarbonSink.Reports;

namespace CarbonSink.Runs;

/// <summary>A projection as one HTML page with charts (预测报告页).</summary>
internal static class ProjectionPage
{
    private static readonly Bilingual Title = new("碳储量预测与潜力分析", "Projection of carbon stock and potential");
    private static readonly Bilingual StockByScenario = new("各情景碳储量（含木产品，t C）", "Carbon by scenario, products included (t C)");
    private static readonly Bilingual MoreByScenario = new("固碳潜力：比对照情景多（含木产品，t CO₂e）", "Potential: more than the scenario compared with, products included (t CO₂e)");
    private static readonly Bilingual FlowTitle = new("年均碳流（t C）", "Mean flows a year (t C)");
    private static readonly Bilingual AgeTitle = new("龄级面积（ha）", "Area by age class (ha)");
    private static readonly Bilingual Reading = new("潜力 = 情景减去对照情景，同一年末；对照是 {0}。面积、碳的守恒逐年核对。", "Potential = scenario less the one compared with ({0}) at the end of the same year. Area and carbon are proven to be conserved in every year.");
    private static readonly Bilingual[] FlowNames = [new("生长", "growth"), new("到木产品", "to products"), new("到大气", "to the atmosphere")];

    public static HtmlDocument Of(ProjectionResult result, string language)
    {
        var page = new HtmlDocument(language, Title.In(language));
        page.Html.Element("h1", Title.In(language));
        page.Html.Element("p", result.Label.In(language), ("class", "label"));
        page.Paragraph(string.Format(null, Reading.In(language), result.ComparedWith));
        var findings = result.Findings.Findings;
        if (findings.Count > 0)
            page.Table(FindingsTable.Extract(findings.Take(40), language));
        var shown = result.Scenarios.Take(SvgLines.MostLines).ToArray();
        int[] years = [.. Enumerable.Range(result.BaseYear, result.EndYear - result.BaseYear + 1)];
        Figure(page, StockByScenario.In(language), (html, id) => SvgLines.Write(html, id, StockByScenario.In(language), "t C", years, [.. shown.Select(s => (s.Scenario.Title.In(language), (IReadOnlyList<double>)[.. result.Years(s).Select(y => y.CarbonTC)]))]));
        page.Table(ProjectionTables.Milestone(result, language));
        if (shown.Length > 1)
            Figure(page, MoreByScenario.In(language), (html, id) => SvgLines.Write(html, id, MoreByScenario.In(language), "t CO₂e", years, [.. shown.Select(s => (s.Scenario.Title.In(language), (IReadOnlyList<double>)[.. result.Additional(s).Select(a => a.AdditionalCo2eT)]))]));
        page.Table(ProjectionTables.Potential(result, language));
        foreach (var scenario in shown)
        {
            page.Html.Element("h2", scenario.Scenario.Title.In(language));
            var flows = $"{FlowTitle.In(language)} · {scenario.Scenario.Title.In(language)}";
            Figure(page, flows, (html, id) => SvgChart.Bars(html, id, flows, "t C", [.. FlowNames.Select(n => n.In(language))], Flows(result, scenario)));
            var ages = $"{AgeTitle.In(language)} · {scenario.Scenario.Title.In(language)}";
            Figure(page, ages, (html, id) => SvgChart.Bars(html, id, ages, "ha", [.. Sample(result).Select(y => $"{y}")], Ages(result, scenario)));
        }

        page.Table(ProjectionTables.NotProjected(result, language));
        page.Table(ProjectionTables.Curves(result, language));
        return page;
    }

    private static void Figure(HtmlDocument page, string caption, Action<MarkupWriter, string> draw) => page.Figure(caption, html => draw(html, $"figure-{page.NextFigure}"));

    private static int[] Sample(ProjectionResult result) => [.. ((int[])[result.BaseYear, (result.BaseYear + result.EndYear) / 2, result.EndYear]).Distinct()];

    private static IReadOnlyList<ChartBar> Flows(ProjectionResult result, ScenarioProjection scenario) =>
        [.. result.Years(scenario).Skip(1).GroupBy(y => (y.Year - result.BaseYear - 1) / 10).Select(g => new ChartBar(
            $"{g.First().Year}–{g.Last().Year}",
            g.Average(y => y.Flows.Where(f => f.From == Reservoir.Atmosphere).Sum(f => Math.Max(0, f.CarbonTC))),
            g.Average(y => y.Flows.Where(f => f.To == Reservoir.Products).Sum(f => f.CarbonTC)),
            g.Average(y => y.Flows.Sum(f => f.To == Reservoir.Atmosphere ? Math.Max(0, f.CarbonTC) : f.From == Reservoir.Atmosphere ? Math.Max(0, -f.CarbonTC) : 0))))];

    private static IReadOnlyList<ChartBar> Ages(ProjectionResult result, ScenarioProjection scenario)
    {
        var sample = Sample(result).Select(y => scenario.Years[y - result.StockYear].AgeAreas.ToDictionary(a => a.FromAge, a => a.AreaHa)).ToArray();
        return [.. sample.SelectMany(s => s.Keys).Distinct().Order().Select(a => new ChartBar($"{a}–{a + 9}", [.. sample.Select(s => (double?)s.GetValueOrDefault(a))]))];
    }
}
