using System.Globalization;
using CarbonSink.Estimation;
using CarbonSink.Methodologies;
using CarbonSink.Reports;

namespace CarbonSink.Runs;

/// <summary>A plot inventory as one HTML page: strata, stem tables as charts, plots, and what was not estimated (样地报告页).</summary>
internal static class PlotsPage
{
    private const int MostStrata = 12;

    private static readonly Bilingual Title = new("样地调查：单株到公顷", "Plot inventory: from trees to hectares");
    private static readonly Bilingual Rows = new(
        "样地表 {0} 行，不能用 {1} 行；样木 {2} 行：计入 {3}，枯死或采伐 {4}，小于起测胸径 {5}，不能用 {6}；角规计数 {7} 行，不能用 {8} 行。",
        "{0} rows of plots, {1} refused; {2} rows of trees: {3} counted, {4} dead or cut, {5} below the smallest diameter, {6} refused; {7} rows of gauge counts, {8} refused.");

    private static readonly Bilingual StatusOf = new("参数的最差状态：{0}。含碳率的生态区：{1}。", "Worst status of the parameters: {0}. Ecological zone of the carbon fraction: {1}.");
    private static readonly Bilingual Extrapolated = new("{0} 块样地用了超出适用范围或外地的参数（标记 extrapolated）。", "{0} plots rest on parameters used beyond their range or region (flag extrapolated).");
    private static readonly Bilingual NoEstimate = new("这是样地的平均，每块样地同等看待，不是总体的估计：没有误差，也没有用层面积。有样地缺某一项的，那一项不给平均。总体用 estimate。", "Means of the plots, each alike; no estimate of a population: they have no error and use no areas of strata. Where a plot lacks a figure, there is no mean of it. For a population there is estimate.");
    private static readonly Bilingual Strata = new("各层", "Strata");
    private static readonly Bilingual Stems = new("径阶分布", "Stems by diameter class");
    private static readonly Bilingual StemsOf = new("{0}：径阶株数（株/公顷，层内样地平均）", "{0}: stems by diameter class (1/ha, mean of its plots)");
    private static readonly Bilingual All = new("全部样地", "All plots");
    private static readonly Bilingual WholePlot = new("树种一栏是 — 的行是全样地；有计数不能用的样地没有合计。", "Rows with — for the species are whole plots; a plot with a count refused has no total.");
    private static readonly Bilingual Plots = new("样地", "Plots");
    private static readonly Bilingual Lacking = new("未估算的样木", "Trees not estimated");
    private static readonly Bilingual NoneLacking = new("没有：计入的活立木都算得出全部各项。", "None: every live tree counted has every figure.");
    private static readonly Bilingual Cut = new("只列前 {0} 个，共 {1} 个；其余见 CSV。", "The first {0} of {1}; the CSV has the rest.");
    private static readonly Bilingual Findings = new("质检问题", "Findings");
    private static readonly Bilingual Unit = new("株/公顷", "1/ha");

    public static HtmlDocument Of(PlotsResult result, string language)
    {
        var page = new HtmlDocument(language, Title.In(language));
        string Say(Bilingual text, params object?[] particulars) => string.Format(CultureInfo.InvariantCulture, text.In(language), particulars);
        page.Html.Element("h1", Title.In(language));
        page.Html.Element("p", result.Method.Label.In(language), ("class", "label"));
        var rows = result.Rows;
        page.Paragraph(Say(Rows, rows.PlotsRead, rows.PlotsRefused, rows.TreesRead, rows.TreesCounted, rows.TreesDead, rows.TreesBelow, rows.TreesRefused, rows.GaugeRead, rows.GaugeRefused));
        page.Paragraph(Say(StatusOf, result.WorstStatus is { } status ? JsonText.Status(status) : "—", result.Options.Zone ?? "—"));
        if (result.Plots.Count(p => p.IsExtrapolated) is > 0 and var extrapolated)
            page.Paragraph(Say(Extrapolated, extrapolated));
        if (result.Means.Count > 0)
        {
            page.Html.Element("h2", Strata.In(language));
            page.Table(PlotsTables.Means(result));
            page.Note(NoEstimate.In(language));
            page.Html.Element("h2", Stems.In(language));
            Charts(page, result, language);
        }

        if (result.Gauge.Count > 0)
        {
            ShortTable.Write(page, PlotsTables.Gauge(result));
            page.Note(WholePlot.In(language));
        }

        page.Html.Element("h2", Lacking.In(language));
        if (result.NotEstimated.Count == 0)
            page.Paragraph(NoneLacking.In(language));
        else
            ShortTable.Write(page, PlotsTables.NotEstimated(result, language));
        if (result.Plots.Count > 0)
        {
            page.Html.Element("h2", Plots.In(language));
            ShortTable.Write(page, PlotsTables.Shown(result));
        }

        if (result.Findings.Findings.Count == 0)
            return page;
        page.Html.Element("h2", Findings.In(language));
        ShortTable.Write(page, FindingsTable.Extract(result.Findings.Findings, language));
        return page;
    }

    private static void Charts(HtmlDocument page, PlotsResult result, string language)
    {
        var strata = result.StratumStems.GroupBy(s => s.Stratum, StringComparer.Ordinal).ToList();
        foreach (var stratum in strata.Take(MostStrata))
        {
            var title = string.Format(CultureInfo.InvariantCulture, StemsOf.In(language), stratum.Key ?? All.In(language));
            var classes = stratum.GroupBy(s => s.Class).ToDictionary(g => g.Key.MiddleCm, Total);
            var (first, width) = (classes.Keys.Min(), stratum.First().Class.WidthCm);
            var bars = Enumerable.Range(0, ((classes.Keys.Max() - first) / width) + 1).Select(i => first + (i * width))
                .Select(c => new ChartBar(string.Create(CultureInfo.InvariantCulture, $"{c} cm"), classes.GetValueOrDefault(c))).ToList();
            page.Figure(title, html => SvgChart.Bars(html, $"figure-{page.NextFigure}", title, Unit.In(language), [string.Empty], bars, 1));
        }

        if (strata.Count > MostStrata)
            page.Note(string.Format(CultureInfo.InvariantCulture, Cut.In(language), MostStrata, strata.Count));
    }

    private static double Total(IEnumerable<StemRow> rows)
    {
        var sum = ExactSum.Zero;
        foreach (var row in rows)
            sum += row.StemsPerHa;
        return sum.ToDouble();
    }
}
