using System.Globalization;
using CarbonSink.Methodologies;
using CarbonSink.Reports;

namespace CarbonSink.Runs;

/// <summary>An account of a project as one HTML page (减排量核算报告页).</summary>
internal static class RemovalsPage
{
    private const int MostFindings = 60;
    private const int MostBars = 12;

    private static readonly Bilingual Heading = new("净碳汇量核算", "Net removals");
    private static readonly Bilingual Facts = new("方法 {0}；机制 {1}；参数的最差状态 {2}。", "Method {0}; programme {1}; worst status of the parameters {2}.");
    private static readonly Bilingual Issue = new("各核算期减排量合计（取整）{0} t CO₂e；可签发 {1} t CO₂e；各期不足一吨、不签发的共 {2} kg。", "Whole tonnes of the periods {0} t CO₂e; issuable {1} t CO₂e; of each period what is less than a tonne is not issued, together {2} kg.");
    private static readonly Bilingual Unknown = new("不给出", "not known");
    private static readonly Bilingual Why = new("不给出可签发量的原因", "Why nothing is said of what may be issued");
    private static readonly Bilingual YearsChart = new("分年净碳汇量（t CO₂e）", "Net removal by calendar year (t CO₂e)");
    private static readonly Bilingual StockChart = new("监测的储量和置信区间，未折减（t CO₂e）", "Stocks as surveyed with their intervals, undiscounted (t CO₂e)");
    private static readonly Bilingual Difference = new("折减后各年之和比储量差少的，就是“折减差额”；储量本身从不折减，下一期从未折减的储量算起。", "Counted years add up to less than the stock difference by the column “difference taken off”; stocks themselves are never discounted, and the next period starts from the undiscounted stock.");
    private static readonly Bilingual Sections = new("适用条件、待填项、问题、依据", "Eligibility, open items, findings, sources");
    private static readonly Bilingual Sources = new("依据", "Packs used");
    private static readonly Bilingual[] Series = [new("净碳汇量", "net removal"), new("不确定性扣减", "taken off for uncertainty"), new("基准线、排放、泄漏", "baseline, emissions, leakage")];

    public static HtmlDocument Of(RemovalsResult result, string language)
    {
        string Say(Bilingual text, params object?[] particulars) => string.Format(CultureInfo.InvariantCulture, text.In(language), particulars);
        var page = new HtmlDocument(language, $"{Heading.In(language)} · {result.Title.In(language)}");
        page.Html.Element("h1", $"{Heading.In(language)} · {result.Title.In(language)}");
        page.Html.Element("p", result.Label.In(language), ("class", "label"));
        page.Paragraph(Say(Facts, result.Method is { } m ? $"{m.Id}/{m.Version}" : "—", result.Programme ?? "—", JsonText.Status(result.Status)));
        if (!result.IsExAnte)
            page.Paragraph(Say(Issue, Text(result.TotalT, language), Text(result.IssuableT, language), result.NotIssuedKg is { } kg ? HtmlTable.Number(kg, 1) : Unknown.In(language)));
        if (result.WhyNotIssuable.Count > 0)
        {
            page.Html.Element("h2", Why.In(language));
            List(page, result.WhyNotIssuable.Select(w => w.In(language)));
        }

        foreach (var notice in result.Notices)
            page.Note(notice.In(language));
        Charts(page, result, language);
        page.Table(RemovalsTables.Years(result));
        foreach (var table in (ReportTable[])[RemovalsTables.Projects(result, language), RemovalsTables.Periods(result, language), RemovalsTables.Stocks(result), RemovalsTables.Design(result)])
            if (table.Rows.Count > 0)
                page.Table(table);
        if (result.Periods.Count > 0)
            page.Note(Difference.In(language));
        page.Html.Element("h2", Sections.In(language));
        foreach (var table in (ReportTable[])[RemovalsTables.Eligibility(result, language), RemovalsTables.Open(result, language), FindingsTable.Extract(result.Findings.Findings.Take(MostFindings), language)])
            if (table.Rows.Count > 0)
                page.Table(table);
        page.Html.Element("h2", Sources.In(language));
        List(page, result.Packs.Select(p => $"{p.Id}/{p.Version} ({p.Status})"));
        return page;
    }

    private static void Charts(HtmlDocument page, RemovalsResult result, string language)
    {
        var years = result.Years.Where(y => y.Net.NetT is not null).ToList();
        if (years.Count > MostBars)
            page.Figure(YearsChart.In(language), html => SvgLines.Write(html, $"figure-{page.NextFigure}", YearsChart.In(language), "t CO₂e", [.. years.Select(y => y.Net.Year)], [(Series[0].In(language), [.. years.Select(y => y.Net.NetT!.Value)])]));
        else if (years.Count > 0)
            page.Figure(YearsChart.In(language), html => SvgChart.Bars(html, $"figure-{page.NextFigure}", YearsChart.In(language), "t CO₂e", [.. Series.Select(s => s.In(language))],
                [.. years.Select(y => new ChartBar(y.Net.Year.ToString(CultureInfo.InvariantCulture), y.Net.NetT, y.Net.UncertaintyDeductionT, y.Net.BaselineT + y.Net.EmissionT + y.Net.LeakageT))]));
        if (result.Stocks.Count > 0)
            page.Figure(StockChart.In(language), html => SvgIntervals.Write(html, $"figure-{page.NextFigure}", StockChart.In(language), "t CO₂e", [.. result.Stocks.Select(s => new ChartInterval(RemovalsTables.Day(s.Date), s.Stock.Value - s.HalfWidthT, s.Stock.Value, s.Stock.Value + s.HalfWidthT))], 0));
    }

    private static string Text(long? tonnes, string language) => tonnes is { } t ? t.ToString("#,##0", CultureInfo.InvariantCulture) : Unknown.In(language);

    private static void List(HtmlDocument page, IEnumerable<string> items)
    {
        using (page.Html.Open("ul"))
            foreach (var item in items)
                page.Html.Element("li", item);
    }
}
