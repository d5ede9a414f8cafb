using System.Globalization;
using CarbonSink.Balances;
using CarbonSink.Methodologies;
using CarbonSink.Reports;

namespace CarbonSink.Runs;

/// <summary>A balance as one HTML page (收支报告页): boundary, years with charts, components, scenarios, traded units, what is not counted.</summary>
internal static class BalancePage
{
    private static readonly Bilingual BoundaryLine = new("核算边界（使用者声明）：{0}", "Boundary, as the user states it: {0}");
    private static readonly Bilingual StatusLine = new("所用数据的最差状态：{0}。全球增温潜势：{1}。", "Worst status of what is counted: {0}. Global warming potentials: {1}.");
    private static readonly Bilingual Reading = new(
        "收支 = 排放 − 计入碳汇；计入碳汇 = 净碳汇 − 当年清除、卖出县外的量（按清除年份扣，不按成交年份，同一吨不在两处计）。储量不是碳汇，只计每年的变化；净碳汇可以是负数，即排放源。购入的单位、减排量和配额不是本县碳汇。缺数据的年份为空，不是 0。",
        "Balance = emissions − sink counted; sink counted = net sink − removals of that year sold outside, by the year of the removal and not of the sale, so that no tonne is claimed twice. A stock is no sink, its change a year is; a net sink below zero is a source. Units bought, reductions and allowances are no sink of the county. A year without data is blank, not zero.");
    private static readonly Bilingual BothTitle = new("排放与计入碳汇", "Emissions and sink counted");
    private static readonly Bilingual RatioTitle = new("碳汇占排放", "Sink in emissions");
    private static readonly Bilingual ScenarioTitle = new("情景：排放与计入碳汇", "Scenarios: emissions and sink counted");
    private static readonly Bilingual EmissionsName = new("排放", "Emissions");
    private static readonly Bilingual SinkName = new("碳汇", "Sink");
    private static readonly Bilingual Within = new("“相加”为否的是另一组成的一部分，列出、不重复相加。", "What is not added is part of another component: it is listed and counted once.");
    private static readonly Bilingual Apart = new("使用者声明 {0} 与 {1} 的土地不同：{2}", "As the user states it, the land of {0} is no part of that of {1}: {2}");
    private static readonly Bilingual Findings = new("提示与问题", "Findings");
    private const string Tonnes = "t CO₂e";

    public static HtmlDocument Of(BalanceResult result, string language)
    {
        var page = new HtmlDocument(language, result.Title.In(language));
        string Say(Bilingual text, params object?[] particulars) => string.Format(CultureInfo.InvariantCulture, text.In(language), particulars);
        page.Html.Element("h1", result.Title.In(language));
        page.Html.Element("p", BalanceResult.Label.In(language), ("class", "label"));
        page.Paragraph(Say(BoundaryLine, BalanceTexts.Of(result.Boundary).In(language)));
        page.Paragraph(Say(StatusLine, result.Status is { } status ? JsonText.Status(status) : "—", result.GwpSet ?? "—"));
        page.Paragraph(Reading.In(language));
        page.Table(BalanceTables.Years(result, language));
        Years(page, result, language);
        page.Table(BalanceTables.Emissions(result, language));
        page.Table(BalanceTables.Components(result, language));
        if (result.Balance.Components.Any(c => !c.Counts))
            page.Note(Within.In(language));
        foreach (var component in result.Balance.Components)
            foreach (var (other, reason) in component.Apart.OrderBy(a => a.Key, StringComparer.Ordinal))
                page.Note(Say(Apart, component.Id, other, reason));
        if (result.Scenarios.Count > 0)
        {
            page.Paragraph(BalanceResult.ScenarioLabel.In(language));
            Scenarios(page, result, language);
            page.Table(BalanceTables.Ratios(result, language));
        }

        if (result.Balance.Transfers.Count > 0)
            page.Table(BalanceTables.Traded(result, language));
        if (result.NotCounted.Count > 0)
            page.Table(BalanceTables.NotCounted(result, language));
        if (result.Findings.Findings.Count == 0)
            return page;
        page.Html.Element("h2", Findings.In(language));
        ShortTable.Write(page, FindingsTable.Extract(result.Findings.Findings, language));
        return page;
    }

    private static void Years(HtmlDocument page, BalanceResult result, string language)
    {
        var known = result.Years.Where(y => y.EmissionsT is not null || y.SinkCountedT is not null).ToArray();
        if (known.Length == 0)
            return;
        var both = BothTitle.In(language);
        string[] names = [EmissionsName.In(language), SinkName.In(language)];
        if (!Array.Exists(known, y => y.SinkCountedT?.ToDouble() < 0))
        {
            page.Figure(both, html => SvgChart.Bars(html, $"figure-{page.NextFigure}", both, Tonnes, names, [.. known.Select(y => new ChartBar($"{y.Year}", y.EmissionsT?.ToDouble(), y.SinkCountedT?.ToDouble()))]));
        }
        else if (known.Where(y => y.BalanceT is not null).ToArray() is { Length: > 1 } whole)
        {
            // Bars do not go below zero; lines do.
            page.Figure(both, html => SvgLines.Write(html, $"figure-{page.NextFigure}", both, Tonnes, [.. whole.Select(y => y.Year)],
                [(names[0], [.. whole.Select(y => y.EmissionsT!.Value.ToDouble())]), (names[1], [.. whole.Select(y => y.SinkCountedT!.Value.ToDouble())])]));
        }

        if (known.Any(y => y.RatioPercent is not null) && known.All(y => y.RatioPercent is null or >= 0))
            page.Figure(RatioTitle.In(language), html => SvgChart.Bars(html, $"figure-{page.NextFigure}", RatioTitle.In(language), "%", [""], [.. known.Select(y => new ChartBar($"{y.Year}", y.RatioPercent))], 1));
    }

    /// <summary>A line for each scenario of emissions and each of the sink, over the longest run of years in which all have a value.</summary>
    private static void Scenarios(HtmlDocument page, BalanceResult result, string language)
    {
        var emissions = result.Scenarios.DistinctBy(s => s.Emissions).ToArray();
        var sinks = result.Scenarios.DistinctBy(s => s.Sinks).ToArray();
        (string Name, Func<BalanceYear, double?> Of, BalanceScenario Scenario)[] lines =
        [
            .. emissions.Select(s => ($"{EmissionsName.In(language)} {s.Emissions}", (Func<BalanceYear, double?>)(y => y.EmissionsT?.ToDouble()), s)),
            .. sinks.Select(s => ($"{SinkName.In(language)} {(s.Sinks.Length > 0 ? s.Sinks : BalanceTexts.Baseline.In(language))}", (Func<BalanceYear, double?>)(y => y.SinkCountedT?.ToDouble()), s)),
        ];
        lines = [.. lines.Take(SvgLines.MostLines)];
        int[] years = [.. result.Scenarios[0].Years.Select(y => y.Year).Where((_, i) => lines.All(l => l.Of(l.Scenario.Years[i]) is not null))];
        years = years.Select((year, i) => (Year: year, Start: year - i)).GroupBy(y => y.Start).Select(g => g.Select(y => y.Year).ToArray()).MaxBy(run => run.Length) ?? [];
        if (years.Length < 2)
            return;
        var first = result.Scenarios[0].Years[0].Year;
        page.Figure(ScenarioTitle.In(language), html => SvgLines.Write(html, $"figure-{page.NextFigure}", ScenarioTitle.In(language), Tonnes, years,
            [.. lines.Select(l => (l.Name, (IReadOnlyList<double>)[.. years.Select(y => l.Of(l.Scenario.Years[y - first])!.Value)]))]));
    }
}
